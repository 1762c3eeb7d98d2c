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
    history = try History(reading: values, key: "bands") { bands throws(JSONFailure) in
      try Ladder.bands(reading: bands, direction)
    }
  }

  /// Reads bands that follow one another without gap or overlap and whose values go one way.
  private static func bands(reading node: JSONNode, _ direction: Direction) throws(JSONFailure) -> [Band] {
    var bands: [Band] = []
    for element in try node.elements() {
      let band = try element.object { fields throws(JSONFailure) in
        let (min, max) = (try fields.required("min").wholeNumber(), try fields.optional("max")?.wholeNumber())
        if let max, max < min { throw element.failure(.emptyRange(min: min, max: max)) }
        return Band(min: min, max: max, value: try fields.required("value").wholeNumber())
      }
      if let previous = bands.last { try check(band, after: previous, direction, at: element) }
      bands.append(band)
    }
    guard !bands.isEmpty else { throw node.failure(.emptyList) }
    return bands
  }

  private static func check(
    _ band: Band, after previous: Band, _ direction: Direction, at node: JSONNode
  ) throws(JSONFailure) {
    guard band.min > previous.min else {
      throw node.failure(.bandsOutOfOrder(band.min, after: previous.min))
    }
    guard let end = previous.max else { throw node.failure(.bandAfterEndlessBand) }
    guard band.min > end else { throw node.failure(.bandsOverlap(band.min)) }
    guard band.min == end + 1 else { throw node.failure(.bandsGap(from: end + 1, to: band.min - 1)) }
    let goesOn =
      switch direction {
      case .increasing: band.value >= previous.value
      case .decreasing: band.value <= previous.value
      }
    guard goesOn else {
      throw node.failure(.bandAgainstDirection(band.value, after: previous.value, direction))
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
