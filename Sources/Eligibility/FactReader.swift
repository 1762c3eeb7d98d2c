public import Kernel

/// What a file says of one household.
public struct HouseholdFacts: Sendable, Hashable {
  /// What the file calls the household; nothing when it does not.
  public let id: String?
  /// The facts by name.
  public let facts: [String: Fact]
}

extension Programme {
  /// Reads the facts of one household: `{"id": …, "facts": {"qf": {"value": 612, "kind": "qf_caf_msa",
  /// "evidence": "attestation_caf_qf", "date": "2026-10-02"}}}`.
  ///
  /// A fact known not to exist is written `{"absent": true, "evidence": …, "date": …}`; `null` is the same as nothing.
  /// - Throws: `JSONFailure` with the place of a fact the programme does not ask for, or of another sort, kind or range.
  public func readFacts(_ bytes: [UInt8], file: String) throws(JSONFailure) -> HouseholdFacts {
    let root = try StrictJSON.read(bytes, file: file)
    let reader = FactReader(programme: self, bareValuesFrom: nil)
    return try root.object { fields throws(JSONFailure) in
      var id: String?
      if let node = fields.optional("id") {
        id = if case .integer(let number) = node.value { String(number) } else { try node.string() }
      }
      return HouseholdFacts(id: id, facts: try reader.facts(try fields.required("facts")))
    }
  }
}

/// Reads the facts of a household as a programme declares them.
struct FactReader {
  let programme: Programme
  /// In the cases of a programme, values may stand bare: then they are proven on this day by what the programme accepts.
  let bareValuesFrom: Day?

  /// The facts of an object, by name.
  func facts(_ node: JSONNode) throws(JSONFailure) -> [String: Fact] {
    var facts: [String: Fact] = [:]
    for (name, member) in try node.members() where !member.isNull {
      guard let declaration = programme.facts.first(where: { $0.name == name }) else {
        throw member.failure(.undeclaredFact(name))
      }
      facts[name] = try fact(member, declaration)
    }
    return facts
  }

  private func fact(_ node: JSONNode, _ declaration: FactDeclaration) throws(JSONFailure) -> Fact? {
    if let day = bareValuesFrom, !node.isObject {
      let kind = declaration.settlingEvidence.first ?? ""
      let fact = Fact(
        try value(node, declaration.sort), kind: declaration.sort.kind,
        evidence: Fact.Evidence(kind: kind, day: day, checkedBy: nil))
      return try checked(fact, declaration, node)
    }
    return try node.object { fields throws(JSONFailure) in
      var value = FactValue.absent
      if let absent = fields.optional("absent"), try absent.bool() {
        if bareValuesFrom != nil, declaration.absenceEvidence.isEmpty {
          throw absent.failure(.absenceUndeclared(declaration.name))
        }
      } else {
        let written = try fields.required("value")
        if written.isNull {
          for key in ["kind", "evidence", "date", "checkedBy"] { _ = fields.optional(key) }
          return nil
        }
        value = try self.value(written, declaration.sort)
      }
      let evidence = try self.evidence(fields, declaration, absent: value == .absent)
      let fact = Fact(value, kind: try kind(fields, declaration, value), evidence: evidence)
      return try checked(fact, declaration, node)
    }
  }

  private func value(_ node: JSONNode, _ sort: Sort) throws(JSONFailure) -> FactValue {
    switch sort {
    case .truth: .truth(try node.bool())
    case .number: .number(try node.wholeNumber())
    case .day: .day(try node.day())
    case .text: .text(try node.string())
    }
  }

  /// The kind of the value; amounts of a household must say it, since a quotient of another kind is another number.
  private func kind(
    _ fields: JSONFields, _ declaration: FactDeclaration, _ value: FactValue
  ) throws(JSONFailure) -> String? {
    if let kind = try fields.kind() { return kind }
    guard value != .absent else { return nil }
    if bareValuesFrom == nil, case .number(let measure, _) = declaration.sort, measure.amountSpan != nil {
      throw fields.node.failure(.missingKey("kind"))
    }
    return declaration.sort.kind
  }

  private func evidence(
    _ fields: JSONFields, _ declaration: FactDeclaration, absent: Bool
  ) throws(JSONFailure) -> Fact.Evidence {
    let usual = absent ? declaration.absenceEvidence : declaration.settlingEvidence
    var (kind, day) = (bareValuesFrom.map { _ in usual.first ?? "" }, bareValuesFrom)
    if let node = fields.optional("evidence") { kind = try node.string() }
    if let node = fields.optional("date") { day = try node.day() }
    let checkedBy = try fields.optional("checkedBy").map { node throws(JSONFailure) in
      PersonID(rawValue: Int64(try node.integer()))
    }
    guard let kind else { throw fields.node.failure(.missingKey("evidence")) }
    guard let day else { throw fields.node.failure(.missingKey("date")) }
    return Fact.Evidence(kind: kind, day: day, checkedBy: checkedBy)
  }

  /// The fact, if its value is one the declaration allows.
  private func checked(
    _ fact: Fact, _ declaration: FactDeclaration, _ node: JSONNode
  ) throws(JSONFailure) -> Fact {
    do throws(EligibilityFailure) {
      var unlisted: [String] = []
      _ = try programme.entry(fact, declaration, &unlisted)
      return fact
    } catch {
      throw node.failure(.rule(error.text))
    }
  }
}

extension JSONNode {
  fileprivate var isObject: Bool {
    if case .object = value { true } else { false }
  }
}
