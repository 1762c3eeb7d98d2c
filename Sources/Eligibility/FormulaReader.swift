import Kernel

extension Declarations {
  /// How many formulas may stand inside one another.
  static let deepestFormula = 8
  /// How many parts a formula may have side by side.
  static let mostParts = 32
  /// How many facts may be held against one another in a comparison.
  static let mostWorked = 8

  /// Whether an amount is worked out here, and not just named.
  static func isWorked(_ node: JSONNode) throws(JSONFailure) -> Bool {
    try node.members().contains { ["of", "rate"].contains($0.key) || Operator(rawValue: $0.key) != nil }
  }

  /// Reads an amount of the terms: a side, or `{"plus" | "minus" | "least" | "greatest" | "times": […]}`, or a share,
  /// `{"of": side, "rate": number, "per": number, "unit": …, "kind": …, "round": …}`.
  func formula(_ node: JSONNode, depth: Int = 0) throws(JSONFailure) -> (Formula, Sort) {
    guard case .formula(let formula, let sort) = try part(node, depth: depth) else {
      throw node.failure(.missingKey("unit"))
    }
    return (formula, sort)
  }

  /// One part of a formula, as written.
  private enum Part {
    /// A plain number, in the unit of the parts beside it.
    case literal(JSONNode)
    case formula(Formula, Sort)
  }

  private enum Operator: String, CaseIterable {
    case plus, minus, least, greatest, times
  }

  private func part(_ node: JSONNode, depth: Int) throws(JSONFailure) -> Part {
    guard depth <= Declarations.deepestFormula else { throw node.failure(.tooDeep(limit: Declarations.deepestFormula)) }
    let members = try node.members()
    if members.contains(where: { $0.key == "of" || $0.key == "rate" }) {
      let (share, sort) = try share(node, depth: depth)
      return .formula(.share(share), sort)
    }
    if members.count == 1, let sign = Operator(rawValue: members[0].key) {
      let (formula, sort) = try combined(sign, members[0].node, depth: depth)
      return .formula(formula, sort)
    }
    switch try side(node) {
    case .literal(let literal): return .literal(literal)
    case .operand(let operand, let sort): return .formula(.operand(operand), sort)
    }
  }

  private func combined(_ sign: Operator, _ node: JSONNode, depth: Int) throws(JSONFailure) -> (Formula, Sort) {
    let elements = try node.elements()
    let bounds = sign == .minus || sign == .times ? 2...2 : 2...Declarations.mostParts
    guard bounds.contains(elements.count) else { throw node.failure(.formulaParts(found: elements.count, bounds)) }
    var parts: [Part] = []
    for element in elements { parts.append(try part(element, depth: depth + 1)) }
    if sign == .times { return try product(parts, elements, node) }
    var sort: Sort?
    for (part, element) in zip(parts, elements) {
      guard case .formula(_, let own) = part else { continue }
      guard case .number = own else { throw element.failure(.formulaOfNoNumber(own)) }
      if let sort, sort != own { throw element.failure(.sortsDiffer(own, sort)) }
      sort = own
    }
    guard let sort else { throw node.failure(.missingKey("unit")) }
    var formulas: [Formula] = []
    for part in parts { formulas.append(try whole(part)) }
    let formula: Formula =
      switch sign {
      case .plus: .sum(formulas)
      case .minus: .difference(formulas[0], formulas[1])
      case .least: .least(formulas)
      case .greatest, .times: .greatest(formulas)
      }
    return (formula, sort)
  }

  /// An amount and a number of times: persons, months, a plain number; the amount stands first.
  private func product(
    _ parts: [Part], _ elements: [JSONNode], _ node: JSONNode
  ) throws(JSONFailure) -> (Formula, Sort) {
    guard case .formula(let amount, let sort) = parts[0] else { throw elements[0].failure(.missingKey("unit")) }
    guard case .number = sort else { throw elements[0].failure(.formulaOfNoNumber(sort)) }
    if case .formula(_, let times) = parts[1] { try checkCount(times, elements[1]) }
    return (.product(amount, try whole(parts[1])), sort)
  }

  private func whole(_ part: Part) throws(JSONFailure) -> Formula {
    switch part {
    case .literal(let literal): .operand(.constant(try literal.natural(from: 0)))
    case .formula(let formula, _): formula
    }
  }

  /// Money times money is no money.
  private func checkCount(_ sort: Sort, _ node: JSONNode) throws(JSONFailure) {
    guard case .number(let measure, _) = sort, measure.amountSpan == nil else {
      throw node.failure(.formulaOfNoCount(sort))
    }
  }

  private func share(_ node: JSONNode, depth: Int) throws(JSONFailure) -> (Formula.Share, Sort) {
    try node.object { fields throws(JSONFailure) in
      let of = try fields.required("of")
      let (whole, sort) = try formula(of, depth: depth + 1)
      guard case .number(let source, _) = sort else { throw of.failure(.formulaOfNoNumber(sort)) }
      let rate = try self.rate(try fields.required("rate"), depth: depth)
      let (measure, kind) = try fields.measureAndKind()
      let rounding = try fields.required("round").choice(Formula.Rounding.self)
      let scale = Formula.Share.Scale(
        times: source.perEuro == nil ? 1 : measure.perEuro ?? 1, over: measure.perEuro == nil ? 1 : source.perEuro ?? 1)
      let share = Formula.Share(
        whole: whole, rate: rate, per: try fields.required("per").natural(from: 1), scale: scale, rounding: rounding,
        step: try fields.optional("step")?.natural(from: 1) ?? 1)
      return (share, .number(measure, kind: kind))
    }
  }

  /// A plain number, or a side that is no money.
  private func rate(_ node: JSONNode, depth: Int) throws(JSONFailure) -> Formula {
    if case .integer = node.value { return .operand(.constant(try node.natural(from: 0))) }
    switch try part(node, depth: depth + 1) {
    case .literal(let literal): return .operand(.constant(try literal.natural(from: 0)))
    case .formula(let formula, let sort):
      try checkCount(sort, node)
      return formula
    }
  }
}

extension JSONNode {
  /// The whole number here, at least so much. Throws when it is none.
  fileprivate func natural(from least: Int) throws(JSONFailure) -> Int {
    let number = try wholeNumber()
    guard number >= least else { throw failure(.numberNegative) }
    return number
  }
}
