import Kernel

extension Declarations {
  /// Reads a condition: `{"fact": …}`, `{"not": …}`, `{"le": […, …]}` and its like, or `{"in": [fact, list]}`.
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
    default: throw node.failure(.unknownKey(key))
    }
  }

  private func comparison(_ comparison: Comparison, _ node: JSONNode) throws(JSONFailure) -> Condition.Relation {
    let sides = try node.sides()
    let (left, right) = (try side(sides.0), try side(sides.1))
    switch (left, right) {
    case (.literal, .literal): throw node.failure(.nothingToCompare)
    case (.literal(let literal), .operand(let operand, let sort)):
      let constant = try constant(literal, like: sort)
      return try checked(comparison, (constant, operand), sort, sort, node)
    case (.operand(let operand, let sort), .literal(let literal)):
      let constant = try constant(literal, like: sort)
      return try checked(comparison, (operand, constant), sort, sort, node)
    case (.operand(let left, let leftSort), .operand(let right, let rightSort)):
      return try checked(comparison, (left, right), leftSort, rightSort, node)
    case (.text(let fact), .literal(let literal)), (.literal(let literal), .text(let fact)):
      guard comparison == .eq else { throw node.failure(.sortNotOrdered(facts[fact].sort)) }
      return .among(fact: fact, .constant([try listed(literal, by: fact)]))
    case (.text(let left), .text(let right)):
      guard comparison == .eq else { throw node.failure(.sortNotOrdered(facts[left].sort)) }
      guard left != right else { throw node.failure(.nothingToCompare) }
      guard facts[left].sort == facts[right].sort else {
        throw node.failure(.sortsDiffer(facts[left].sort, facts[right].sort))
      }
      return .sameText(left, right)
    case (.text(let fact), .operand(_, let sort)), (.operand(_, let sort), .text(let fact)):
      throw node.failure(.sortsDiffer(facts[fact].sort, sort))
    }
  }

  private func checked(
    _ comparison: Comparison, _ sides: (Operand, Operand), _ left: Sort, _ right: Sort, _ node: JSONNode
  ) throws(JSONFailure) -> Condition.Relation {
    guard left == right else { throw node.failure(.sortsDiffer(left, right)) }
    guard left != .truth || comparison == .eq else { throw node.failure(.sortNotOrdered(left)) }
    let facts = [sides.0.reading, sides.1.reading].compactMap(\.self)
    guard !facts.isEmpty, sides.0 != sides.1 else { throw node.failure(.nothingToCompare) }
    for case (.reading(.age), .reading) in [sides, (sides.1, sides.0)] {
      throw node.failure(.ageAgainstFact)
    }
    return .compare(comparison, sides.0, sides.1)
  }

  private func membership(_ node: JSONNode) throws(JSONFailure) -> Condition.Relation {
    let (item, list) = try node.sides()
    guard case .text(let fact) = try side(item) else { throw item.failure(.valueAsList(item.path)) }
    let member = try list.onlyMember()
    switch member.key {
    case "value":
      let literals = try member.node.elements()
      guard !literals.isEmpty else { throw member.node.failure(.emptyList) }
      var texts: Set<String> = []
      for literal in literals { texts.insert(try listed(literal, by: fact)) }
      return .among(fact: fact, .constant(texts))
    case "param":
      let place = try parameter(member.node)
      guard case .texts(let kind, let history) = parameters[place].content else {
        throw member.node.failure(.valueAsList(parameters[place].name))
      }
      guard facts[fact].sort == .text(kind: kind) else {
        throw node.failure(.sortsDiffer(facts[fact].sort, .text(kind: kind)))
      }
      let allowed = facts[fact].values
      for text in history.entries.flatMap(\.value) where !allowed.isEmpty && !allowed.contains(text) {
        throw member.node.failure(.valueNotListed(text, allowed: allowed))
      }
      return .among(fact: fact, .parameter(place))
    default: throw member.node.failure(.unknownKey(member.key))
    }
  }

  /// The text here, which the fact must be able to be.
  private func listed(_ literal: JSONNode, by fact: Int) throws(JSONFailure) -> String {
    let text = try literal.text(of: facts[fact].sort.kind)
    let allowed = facts[fact].values
    guard allowed.isEmpty || allowed.contains(text) else {
      throw literal.failure(.valueNotListed(text, allowed: allowed))
    }
    return text
  }

  /// The value written here, read as the sort it is compared with.
  private func constant(_ literal: JSONNode, like sort: Sort) throws(JSONFailure) -> Operand {
    switch sort {
    case .truth: .constant(try literal.bool() ? 1 : 0)
    case .number: .constant(try literal.wholeNumber())
    case .day: .constant(try literal.day().ordinal)
    case .text: throw literal.failure(.wrongType(expected: .string))
    }
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
