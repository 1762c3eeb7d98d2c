import Eligibility
import Kernel
import Loans

/// What the programmes in force ask about households: only that is kept of them.
struct AskedFacts {
  let programmes: [Programme]

  /// A fact as somebody wrote it, read as the programmes that ask for it declare it.
  ///
  /// - Throws: ``LendingFailure`` when nobody asks for it, or nobody takes the evidence; ``EligibilityFailure`` when the value
  ///   is not one.
  func fact(
    _ key: String, written: String, evidence: HouseholdFact.Evidence, origin: HouseholdFact.Origin? = nil
  ) throws -> HouseholdFact {
    let asking = asking(for: key)
    guard let (programme, declaration) = asking.first else {
      throw LendingFailure.factNobodyAsks(key, asked: Set(programmes.flatMap(\.facts).map(\.name)).sorted())
    }
    guard asking.allSatisfy({ $0.declaration.sort == declaration.sort }) else {
      throw LendingFailure.factOfTwoSorts(key, programmes: asking.map(\.programme.id))
    }
    let value = try programme.value(of: declaration, written: written)
    let taken = asking.flatMap { programme, declaration in
      (value == .absent ? declaration.absenceEvidence : declaration.evidence).map(programme.evidenceKind)
    }
    guard taken.contains(where: { $0.code == evidence.kind }) else {
      let kinds = Dictionary(taken.map { ($0.code, $0) }) { first, _ in first }.values
      throw LendingFailure.evidenceNotTaken(evidence.kind, fact: key, taken: kinds.sorted { $0.code < $1.code })
    }
    return try HouseholdFact(
      key: key, value: HouseholdFact.Value(value), kind: value == .absent ? nil : declaration.sort.kind,
      evidence: evidence, origin: origin)
  }

  /// The programmes that ask for a fact, each with how it declares it.
  func asking(for key: String) -> [(programme: Programme, declaration: FactDeclaration)] {
    programmes.compactMap { programme in
      programme.facts.first { $0.name == key }.map { (programme, $0) }
    }
  }
}

extension HouseholdFact.Value {
  fileprivate init(_ value: FactValue) {
    self =
      switch value {
      case .truth(let truth): .truth(truth)
      case .number(let number): .number(number)
      case .day(let day): .day(day)
      case .text(let text): .text(text)
      case .absent: .absent
      }
  }
}

extension Fact {
  /// What a household is known by, as rules see it.
  init(_ known: HouseholdFact) {
    let value: FactValue =
      switch known.value {
      case .truth(let truth): .truth(truth)
      case .number(let number): .number(number)
      case .day(let day): .day(day)
      case .text(let text): .text(text)
      case .absent: .absent
      }
    let evidence = known.evidence
    self.init(
      value, kind: known.kind,
      evidence: Evidence(kind: evidence.kind, day: evidence.day, checkedBy: evidence.checkedBy),
      origin: known.origin.map { origin in
        Origin(
          provider: origin.provider, month: origin.month.flatMap { try? Month($0) },
          calculated: origin.calculated.flatMap { try? Month($0) })
      })
  }
}
