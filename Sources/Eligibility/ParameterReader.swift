import Kernel

extension DatedParameter {
  private enum TypeName: String, CaseIterable {
    case int, date, texts, ladder
  }

  init(named name: String, reading node: JSONNode) throws(JSONFailure) {
    self.name = name
    content = try node.object { fields throws(JSONFailure) in
      let type = try fields.optional("type")?.choice(TypeName.self) ?? .int
      let values = try fields.required("values")
      switch type {
      case .int:
        let (measure, kind) = try fields.measureAndKind()
        return .numbers(
          measure, kind: kind, try History(reading: values) { node throws(JSONFailure) in try node.wholeNumber() })
      case .date:
        return .days(try History(reading: values) { node throws(JSONFailure) in try node.day() })
      case .texts:
        let kind = try fields.kind()
        return .texts(
          kind: kind, try History(reading: values) { node throws(JSONFailure) in try node.texts(of: kind) })
      case .ladder: return .ladder(try Ladder(reading: fields, values: values))
      }
    }
  }
}

extension History {
  /// Reads a list of `{from, to?, value}`, in the order of their days.
  init(
    reading node: JSONNode, key: String = "value", of read: (JSONNode) throws(JSONFailure) -> Value
  ) throws(JSONFailure) {
    var entries: [Entry] = []
    for element in try node.elements() {
      let entry = try element.object { fields throws(JSONFailure) in
        let from = try fields.required("from").day()
        if let last = entries.last {
          guard last.from < from else {
            throw try fields.required("from").failure(.daysOutOfOrder(from, after: last.from))
          }
          if let to = last.to, from <= to {
            throw try fields.required("from").failure(.daysOverlap(from: from, previousTo: to))
          }
        }
        let to = fields.optional("to")
        let last = try to?.day()
        if let to, let last, last < from { throw to.failure(.endsBeforeStart(from: from, to: last)) }
        return Entry(from: from, to: last, value: try read(try fields.required(key)))
      }
      entries.append(entry)
    }
    guard !entries.isEmpty else { throw node.failure(.emptyList) }
    self.entries = entries
  }
}

extension Ladder {
  init(reading fields: JSONFields, values: JSONNode) throws(JSONFailure) {
    (over, overKind) = try fields.required("over").object { over throws(JSONFailure) in
      try over.measureAndKind()
    }
    (measure, kind) = try fields.measureAndKind()
    let direction = try fields.required("direction").choice(Direction.self)
    self.direction = direction
    let over = over
    history = try History(reading: values, key: "bands") { bands throws(JSONFailure) in
      try BandReader(over: over, direction: direction).bands(bands)
    }
  }

  /// Whether at every date the bands cover a range of numbers.
  func covers(_ range: ClosedRange<Int>) -> Bool {
    history.entries.allSatisfy { entry in
      guard let first = entry.value.first, let last = entry.value.last else { return false }
      return first.min <= range.lowerBound && last.max.map { range.upperBound <= $0 } ?? true
    }
  }
}
