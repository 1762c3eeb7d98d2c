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
  /// A fact known not to exist is written `{"absent": true, "evidence": …, "date": …}`; `null` is the same as nothing; several
  /// proofs of one fact stand in a list, and the last one that counts is taken.
  /// - Parameter day: the day of the decision; evidence dated later is refused, since nobody can hold it yet.
  /// - Throws: `JSONFailure` with the place of a fact the programme does not ask for, or of another sort, kind or range.
  public func readFacts(_ bytes: [UInt8], file: String, on day: Day) throws(JSONFailure) -> HouseholdFacts {
    guard bytes.count <= Programme.longest else {
      throw JSONFailure(
        file: file, place: .path(""), problem: .rule(RuleDefect.householdTooLong(limit: Programme.longest).text))
    }
    let root = try StrictJSON.read(bytes, file: file)
    let reader = FactReader(programme: self, dating: .decision(day))
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
  let dating: Dating

  /// What is expected of the days evidence bears.
  enum Dating {
    /// In the cases of a programme, values may stand bare: then they are proven on this day by what the programme accepts.
    case bareValues(from: Day)
    /// In what is decided on a day, evidence of a later day is a slip.
    case decision(Day)
    /// In a stored decision, what it was made with is taken as it is.
    case stored
  }

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
    switch (node.value, dating) {
    case (.object, _): return try proof(node, declaration)
    case (.array, .decision): return try last(of: node, declaration)
    case (_, .bareValues(let day)):
      let kind = declaration.settlingEvidence.first ?? ""
      let fact = Fact(
        try value(node, declaration.sort), kind: declaration.sort.kind,
        evidence: Fact.Evidence(kind: kind, day: day, checkedBy: nil))
      return try checked(fact, declaration, node)
    default: throw node.failure(.wrongType(expected: .object))
    }
  }

  /// Of several proofs the strongest; two that hold for one month contradict or repeat each other.
  private func last(of node: JSONNode, _ declaration: FactDeclaration) throws(JSONFailure) -> Fact? {
    var proofs: [Fact] = []
    for element in try node.elements() {
      guard let fact = try proof(element, declaration) else { continue }
      guard !proofs.contains(where: { $0.month == fact.month }) else {
        throw element.failure(.secondOfOneMonth(declaration.name, fact.month))
      }
      proofs.append(fact)
    }
    return declaration.strongest(of: proofs)
  }

  /// One proof: `{"value" | "absent", "kind", "unit", "evidence", "date", "provider", "month", "calculated", "checkedBy"}`.
  private func proof(_ node: JSONNode, _ declaration: FactDeclaration) throws(JSONFailure) -> Fact? {
    try node.object { fields throws(JSONFailure) in
      var value = FactValue.absent
      if let absent = fields.optional("absent"), try absent.bool() {
        if case .bareValues = dating, declaration.absenceEvidence.isEmpty {
          throw absent.failure(.absenceUndeclared(declaration.name))
        }
      } else {
        let written = try fields.required("value")
        if written.isNull {
          for key in ["kind", "unit", "evidence", "date", "provider", "month", "calculated", "checkedBy"] {
            _ = fields.optional(key)
          }
          return nil
        }
        value = try self.value(written, declaration.sort)
      }
      try checkUnit(fields.optional("unit"), declaration)
      let evidence = try self.evidence(fields, declaration, absent: value == .absent)
      let fact = Fact(
        value, kind: try kind(fields, declaration, value), evidence: evidence,
        origin: try origin(fields, upTo: Month(of: evidence.day)))
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

  /// A fact may say what it is counted in; an annual amount where a monthly one is asked is then seen.
  private func checkUnit(_ node: JSONNode?, _ declaration: FactDeclaration) throws(JSONFailure) {
    guard let node else { return }
    let unit = try node.choice(Measure.self)
    guard case .number(unit, _) = declaration.sort else {
      throw node.failure(.otherUnit(unit, declared: declaration.sort))
    }
  }

  /// The kind of the value; amounts of a household must say it, since a quotient of another kind is another number.
  private func kind(
    _ fields: JSONFields, _ declaration: FactDeclaration, _ value: FactValue
  ) throws(JSONFailure) -> String? {
    if let kind = try fields.kind() { return kind }
    guard value != .absent else { return nil }
    if case .bareValues = dating { return declaration.sort.kind }
    if case .number(let measure, _) = declaration.sort, measure.amountSpan != nil {
      throw fields.node.failure(.missingKey("kind"))
    }
    return declaration.sort.kind
  }

  private func evidence(
    _ fields: JSONFields, _ declaration: FactDeclaration, absent: Bool
  ) throws(JSONFailure) -> Fact.Evidence {
    var kind: String?
    var day: Day?
    if case .bareValues(let usualDay) = dating {
      let usual = absent ? declaration.absenceEvidence : declaration.settlingEvidence
      (kind, day) = (usual.first ?? "", usualDay)
    }
    if let node = fields.optional("evidence") { kind = try node.string() }
    if let node = fields.optional("date") {
      let written = try node.day()
      if case .decision(let decision) = dating, decision < written {
        throw node.failure(.evidenceToCome(written, on: decision))
      }
      day = written
    }
    let checkedBy = try fields.optional("checkedBy").map { node throws(JSONFailure) in
      PersonID(rawValue: Int64(try node.integer()))
    }
    guard let kind else { throw fields.node.failure(.missingKey("evidence")) }
    guard let day else { throw fields.node.failure(.missingKey("date")) }
    return Fact.Evidence(kind: kind, day: day, checkedBy: checkedBy)
  }

  /// Who calculated the amount, when, and for which month, none of them after the evidence was made.
  private func origin(_ fields: JSONFields, upTo last: Month) throws(JSONFailure) -> Fact.Origin? {
    func month(_ key: String) throws(JSONFailure) -> Month? {
      guard let node = fields.optional(key) else { return nil }
      let month = try node.month()
      guard month <= last else { throw node.failure(.monthAfterEvidence(month, evidence: last)) }
      return month
    }
    let provider = try fields.optional("provider")?.string()
    let (month, calculated) = (try month("month"), try month("calculated"))
    guard provider != nil || month != nil || calculated != nil else { return nil }
    return Fact.Origin(provider: provider, month: month, calculated: calculated)
  }

  /// The fact, if its value is one the declaration allows.
  private func checked(
    _ fact: Fact, _ declaration: FactDeclaration, _ node: JSONNode
  ) throws(JSONFailure) -> Fact {
    do throws(EligibilityFailure) {
      var unlisted = UnlistedTexts()
      _ = try programme.entry(fact, declaration, &unlisted)
      return fact
    } catch {
      throw node.failure(.rule(error.text))
    }
  }
}

extension JSONNode {
  /// The month here, written `YYYY-MM`. Throws when it is none.
  fileprivate func month() throws(JSONFailure) -> Month {
    let written = try string()
    do throws(KernelFailure) {
      return try Month(written)
    } catch {
      throw failure(.badMonth(written))
    }
  }
}
