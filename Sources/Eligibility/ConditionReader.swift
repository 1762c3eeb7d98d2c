import Kernel

extension Declarations {
  /// Reads a condition: `{"fact": …}`, `{"not": …}`, `{"le": […, …]}` and its like, `{"in": [fact, list]}` or `{"exists": …}`.
  ///
  /// - Parameter denied: whether the criterion around it is denied as a whole.
  func condition(_ node: JSONNode, denied: Bool) throws(JSONFailure) -> Condition {
    var (negated, inner) = (false, try node.onlyMember())
    var depth = 0
    while inner.key == "not" {
      negated.toggle()
      depth += 1
      guard depth <= CriteriaReader.deepest else {
        throw node.failure(.tooDeep(limit: CriteriaReader.deepest))
      }
      inner = try inner.node.onlyMember()
    }
    return Condition(
      relation: try relation(inner.key, inner.node), negated: negated, whenAbsent: Truth(denied))
  }

  private func relation(_ key: String, _ node: JSONNode) throws(JSONFailure) -> Condition.Relation {
    if let comparison = Comparison(rawValue: key) { return try self.comparison(comparison, node) }
    switch key {
    case "fact":
      let fact = try fact(node)
      guard facts[fact].sort == .truth else { throw node.failure(.conditionNotTruth(facts[fact].sort)) }
      return .compare(.eq, .reading(.number(fact: fact)), .constant(1))
    case "in": return try membership(node)
    case "exists":
      let fact = try fact(node)
      guard !facts[fact].absenceEvidence.isEmpty else { throw node.failure(.absenceUndeclared(facts[fact].name)) }
      return .exists(fact: fact)
    default: throw node.failure(.unknownKey(key))
    }
  }

  private func comparison(_ comparison: Comparison, _ node: JSONNode) throws(JSONFailure) -> Condition.Relation {
    let sides = try node.sides()
    let (left, right) = (try comparedSide(sides.0), try comparedSide(sides.1))
    switch (left, right) {
    case (.literal, .literal): throw node.failure(.nothingToCompare)
    case (.literal(let literal), .operand(let operand, let sort)):
      return try checked(comparison, (try constant(literal, sort, beside: operand), operand), sort, sort, node)
    case (.operand(let operand, let sort), .literal(let literal)):
      return try checked(comparison, (operand, try constant(literal, sort, beside: operand)), sort, sort, node)
    case (.operand(let left, let leftSort), .operand(let right, let rightSort)):
      return try checked(comparison, (left, right), leftSort, rightSort, node)
    }
  }

  /// One side: a fact, a param, a value, or an amount worked out from them.
  private func comparedSide(_ node: JSONNode) throws(JSONFailure) -> Side {
    guard try Declarations.isWorked(node) else { return try side(node) }
    let (formula, sort) = try formula(node)
    return .operand(.worked(formula), sort)
  }

  /// Of what is worked out, each fact stands once and is never below zero: so more of it makes the whole more, or less, and never
  /// now more, now less. That is what tells exactly which facts can still change an answer.
  private func checkWorked(_ operands: [Operand], _ node: JSONNode) throws(JSONFailure) {
    guard operands.contains(where: \.isWorked) else { return }
    let readings = operands.flatMap(\.readings)
    guard readings.count <= Declarations.mostWorked else {
      throw node.failure(.formulaParts(found: readings.count, 1...Declarations.mostWorked))
    }
    var seen: Set<Int> = []
    for reading in readings {
      let fact = facts[reading.fact]
      guard case .number = reading else { throw node.failure(.ageWorkedWith) }
      guard seen.insert(reading.fact).inserted else { throw node.failure(.factTwiceInComparison(fact.name)) }
      guard fact.range.lowerBound >= 0 else { throw node.failure(.factBelowZero(fact.name)) }
    }
  }

  private func checked(
    _ comparison: Comparison, _ sides: (Operand, Operand), _ left: Sort, _ right: Sort, _ node: JSONNode
  ) throws(JSONFailure) -> Condition.Relation {
    guard left == right else { throw node.failure(.sortsDiffer(left, right)) }
    guard left.isOrdered || comparison == .eq else { throw node.failure(.sortNotOrdered(left)) }
    guard !(sides.0.readings + sides.1.readings).isEmpty, sides.0 != sides.1 else {
      throw node.failure(.nothingToCompare)
    }
    try checkWorked([sides.0, sides.1], node)
    for case (.reading(.age), .reading) in [sides, (sides.1, sides.0)] {
      throw node.failure(.ageAgainstFact)
    }
    return .compare(comparison, sides.0, sides.1)
  }

  /// The value written here, read as the sort it is compared with.
  private func constant(
    _ literal: JSONNode, _ sort: Sort, beside operand: Operand
  ) throws(JSONFailure) -> Operand {
    switch sort {
    case .truth: return .constant(try literal.bool() ? 1 : 0)
    case .number: return .constant(try literal.wholeNumber())
    case .day: return .constant(try literal.day().ordinal)
    case .text:
      guard let fact = operand.reading?.fact else { throw literal.failure(.nothingToCompare) }
      return .constant(try listed(literal, by: fact))
    }
  }

  private func membership(_ node: JSONNode) throws(JSONFailure) -> Condition.Relation {
    let (item, list) = try node.sides()
    guard case .operand(.reading(.number(let fact)), .text) = try side(item) else {
      throw item.failure(.noTextFact)
    }
    let member = try list.onlyMember()
    switch member.key {
    case "value":
      let literals = try member.node.elements()
      guard !literals.isEmpty else { throw member.node.failure(.emptyList) }
      var numbers: [Int] = []
      for literal in literals { numbers.append(try listed(literal, by: fact)) }
      return .among(fact: fact, list: texts.adding(.numbers(numbers)))
    case "param": return try membership(of: fact, in: member.node, node)
    default: throw member.node.failure(.unknownKey(member.key))
    }
  }

  private func membership(
    of fact: Int, in name: JSONNode, _ node: JSONNode
  ) throws(JSONFailure) -> Condition.Relation {
    let place = try parameter(name)
    guard case .texts(let kind, let history) = parameters[place].content else {
      throw name.failure(.valueAsList(parameters[place].name))
    }
    guard facts[fact].sort == .text(kind: kind) else {
      throw node.failure(.sortsDiffer(facts[fact].sort, .text(kind: kind)))
    }
    let allowed = facts[fact].values
    for text in history.entries.flatMap(\.value) where !allowed.isEmpty && !allowed.contains(text) {
      throw name.failure(.valueNotListed(text, allowed: allowed))
    }
    return .among(fact: fact, list: texts.adding(.parameter(place)))
  }

  /// The number of the text here, which the fact must be able to be.
  private func listed(_ literal: JSONNode, by fact: Int) throws(JSONFailure) -> Int {
    let kind = facts[fact].sort.kind
    let text = try literal.text(of: kind)
    let allowed = facts[fact].values
    guard allowed.isEmpty || allowed.contains(text) else {
      throw literal.failure(.valueNotListed(text, allowed: allowed))
    }
    return texts.numbering(text, kind: kind)
  }
}

extension JSONNode {
  /// The only member of the object here. Throws when there are several or none.
  func onlyMember() throws(JSONFailure) -> (key: String, node: JSONNode) {
    let members = try members()
    guard members.count == 1 else { throw failure(.notOneCondition(found: members.map(\.key))) }
    return members[0]
  }

  /// The two sides of a comparison. Throws when there are not two.
  fileprivate func sides() throws(JSONFailure) -> (JSONNode, JSONNode) {
    let sides = try elements()
    guard sides.count == 2 else { throw failure(.notTwoSides(found: sides.count)) }
    return (sides[0], sides[1])
  }
}
