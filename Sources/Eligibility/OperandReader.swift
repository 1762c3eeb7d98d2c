import Kernel

extension Declarations {
  /// One side of a comparison, as written.
  enum Side {
    /// A plain value, of the sort of whatever it is compared with.
    case literal(JSONNode)
    case operand(Operand, Sort)
  }

  /// Reads `{"fact": …}`, `{"age": {"fact": …}, "unit": "years", "on": …}`, `{"param": …}`, `{"param": …, "at": …}` or `{"value": …}`.
  func side(_ node: JSONNode) throws(JSONFailure) -> Side {
    try node.object { fields throws(JSONFailure) in
      if let name = fields.optional("fact") {
        let fact = try fact(name)
        return .operand(.reading(.number(fact: fact)), facts[fact].sort)
      }
      if let age = fields.optional("age") {
        let unit = try fields.optional("unit")?.choice(Age.Span.self) ?? .years
        let reference = try fields.optional("on").map { node throws(JSONFailure) in try self.reference(node) }
        let read = Age(fact: try dayFact(age), unit: unit, reference: reference ?? .decision)
        return .operand(.reading(.age(read)), .number(unit.measure, kind: nil))
      }
      if let name = fields.optional("param") { return try parameter(name, at: fields.optional("at")) }
      if let value = fields.optional("value") {
        guard fields.optional("unit") != nil else { return .literal(value) }
        let (measure, kind) = try fields.measureAndKind()
        return .operand(.constant(try value.wholeNumber()), .number(measure, kind: kind))
      }
      throw node.failure(.notOneSide(found: try node.members().map(\.key)))
    }
  }

  /// Reads a side that says by itself what it is: no plain value without unit.
  func operand(_ node: JSONNode) throws(JSONFailure) -> (Operand, Sort) {
    guard case .operand(let operand, let sort) = try side(node) else { throw node.failure(.missingKey("unit")) }
    return (operand, sort)
  }

  private func dayFact(_ node: JSONNode) throws(JSONFailure) -> Int {
    try node.object { fields throws(JSONFailure) in
      let name = try fields.required("fact")
      let fact = try fact(name)
      guard facts[fact].sort == .day else { throw name.failure(.ageOfNoDay(facts[fact].sort)) }
      return fact
    }
  }

  /// Reads the day an age is counted up to: `{"value": "2026-12-31"}` or `{"param": …}`.
  private func reference(_ node: JSONNode) throws(JSONFailure) -> Age.Reference {
    switch try side(node) {
    case .literal(let literal):
      if case .string(let written) = literal.value, written.utf8.count == 5 {
        return .yearDay(try YearDay(reading: literal))
      }
      return .day(try literal.day())
    case .operand(.parameter(let parameter), .day): return .parameter(parameter)
    case .operand(_, let sort): throw node.failure(.ageUpToNoDay(sort))
    }
  }

  private func parameter(_ name: JSONNode, at point: JSONNode?) throws(JSONFailure) -> Side {
    let place = try parameter(name)
    if case .ladder(let ladder) = parameters[place].content {
      guard let point else { throw name.failure(.ladderWithoutPoint(parameters[place].name)) }
      return try read(ladder, place, at: point)
    }
    if let point { throw point.failure(.pointOnNoLadder(parameters[place].name)) }
    switch parameters[place].content {
    case .numbers(let measure, let kind, _): return .operand(.parameter(place), .number(measure, kind: kind))
    case .days: return .operand(.parameter(place), .day)
    case .texts, .ladder: throw name.failure(.listAsValue(parameters[place].name))
    }
  }

  private func read(_ ladder: Ladder, _ place: Int, at point: JSONNode) throws(JSONFailure) -> Side {
    let (operand, sort) = try self.operand(point)
    let over = Sort.number(ladder.over, kind: ladder.overKind)
    guard sort == over else { throw point.failure(.sortsDiffer(sort, over)) }
    guard case .reading(let reading) = operand else { throw point.failure(.nothingToCompare) }
    let range: ClosedRange<Int> =
      switch reading {
      case .number(let fact): facts[fact].range
      case .age(let age): age.unit.range
      }
    guard ladder.covers(range) else {
      throw point.failure(.ladderTooShort(min: range.lowerBound, max: range.upperBound))
    }
    return .operand(
      .ladder(parameter: place, at: reading), .number(ladder.measure, kind: ladder.kind))
  }
}

extension Declarations {
  /// Reads the words of a criterion, whose places must name what is declared.
  func wording(_ fields: JSONFields) throws(JSONFailure) -> Wording {
    Wording(
      fr: try pieces(of: try fields.required("fr")), en: try pieces(of: try fields.required("en")))
  }

  private func pieces(of node: JSONNode) throws(JSONFailure) -> [Wording.Piece] {
    let written = try node.string()
    var pieces: [Wording.Piece] = []
    var rest = written[...]
    while let opening = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[opening] == "{", let closing = rest[opening...].firstIndex(of: "}") else {
        throw node.failure(.unclosedPlace(written))
      }
      if opening > rest.startIndex { pieces.append(.literal(String(rest[..<opening]))) }
      let place = rest[rest.index(after: opening)..<closing]
      guard let piece = piece(place) else { throw node.failure(.unknownPlace(String(place))) }
      pieces.append(piece)
      rest = rest[rest.index(after: closing)...]
    }
    if !rest.isEmpty { pieces.append(.literal(String(rest))) }
    return pieces
  }

  /// What a place shows: `fact`, `param`, `age fact` or `ladder at fact`.
  private func piece(_ place: Substring) -> Wording.Piece? {
    let words = place.split(separator: " ")
    if words.count == 1, let fact = fact(named: place) {
      return .number(.reading(.number(fact: fact)), facts[fact].sort)
    }
    if words.count == 1, let parameter = parameter(named: place) {
      switch parameters[parameter].content {
      case .numbers(let measure, let kind, _): return .number(.parameter(parameter), .number(measure, kind: kind))
      case .days: return .number(.parameter(parameter), .day)
      case .texts: return .texts(parameter: parameter)
      case .ladder: return nil
      }
    }
    if words.count == 2, let unit = Age.Span(place: words[0]), let fact = fact(named: words[1]),
      facts[fact].sort == .day
    {
      let age = Age(fact: fact, unit: unit, reference: .decision)
      return .number(.reading(.age(age)), .number(unit.measure, kind: nil))
    }
    if words.count == 3, words[1] == "at", let parameter = parameter(named: words[0]),
      let fact = fact(named: words[2]), case .ladder(let ladder) = parameters[parameter].content,
      facts[fact].sort == .number(ladder.over, kind: ladder.overKind), ladder.covers(facts[fact].range)
    {
      return .number(
        .ladder(parameter: parameter, at: .number(fact: fact)), .number(ladder.measure, kind: ladder.kind))
    }
    return nil
  }
}

extension Age.Span {
  /// What a place in a wording names: `age` is in years.
  fileprivate init?(place: Substring) {
    self.init(rawValue: place == "age" ? Self.years.rawValue : String(place))
  }
}
