public import Kernel

/// One thing known of a household, as a programme needs it, and what it rests on; never the document itself.
public struct HouseholdFact: Sendable, Equatable {
  /// The name programmes call it by, as `qf` or `boursier_college`.
  public let key: String
  /// What is known.
  public let value: Value
  /// The kind of an amount or code, as `qf_caf_msa`, so that two kinds are never compared.
  public let kind: String?
  /// What it rests on.
  public let evidence: Evidence
  /// For a calculated amount, who calculated it, for which month and when; nothing when that is not known.
  public let origin: Origin?

  /// What is known: a value, or that there is none.
  public enum Value: Sendable, Equatable {
    /// A whole number, in the unit the programmes declare for the fact.
    case number(Int)
    case truth(Bool)
    case text(String)
    case day(Day)
    /// Known not to exist, as the QF of people outside CAF and MSA: knowledge, not ignorance.
    case absent
  }

  /// The document or source that was looked at: its kind, its day, and who looked.
  public struct Evidence: Sendable, Equatable {
    /// The code of the kind of document, as `attestation_caf_qf`.
    public let kind: String
    /// The day the document bears.
    public let day: Day
    /// The person who checked it; nobody when a machine answered.
    public let checkedBy: PersonID?

    /// Makes the evidence of a fact.
    public init(kind: String, day: Day, checkedBy: PersonID?) {
      self.kind = kind
      self.day = day
      self.checkedBy = checkedBy
    }
  }

  /// Where a calculated amount comes from, as a QF does.
  public struct Origin: Sendable, Equatable {
    /// Who calculated it, as `CNAF` or `MSA`.
    public let provider: String?
    /// The month it holds for, as `2026-10`.
    public let month: String?
    /// The month it was calculated in.
    public let calculated: String?

    /// Makes an origin; nothing when nothing of it is known.
    public init?(provider: String?, month: String?, calculated: String?) {
      guard provider != nil || month != nil || calculated != nil else { return nil }
      (self.provider, self.month, self.calculated) = (provider, month, calculated)
    }
  }

  /// Makes a fact.
  ///
  /// - Throws: ``LoansFailure/notAName(_:)`` when the key, the kind or the evidence's kind is no name of the kind programmes
  ///   use: lower-case letters, digits and `_`.
  public init(key: String, value: Value, kind: String? = nil, evidence: Evidence, origin: Origin? = nil)
    throws(LoansFailure)
  {
    for name in [key, kind, evidence.kind].compactMap(\.self) where !HouseholdFact.isName(name) {
      throw .notAName(name)
    }
    self.key = key
    self.value = value
    self.kind = kind
    self.evidence = evidence
    self.origin = origin
  }

  /// A fact as it is stored, whose names were checked when it was recorded.
  init(stored key: String, value: Value, kind: String?, evidence: Evidence, origin: Origin?) {
    (self.key, self.value, self.kind, self.evidence, self.origin) = (key, value, kind, evidence, origin)
  }

  /// Whether its proof is no older than that of another: by the month an amount holds for, then by the day of the document.
  func isAsNew(as other: HouseholdFact) -> Bool {
    func month(_ fact: HouseholdFact) -> String {
      fact.origin?.month ?? String(fact.evidence.day.description.prefix(7))
    }
    return (month(other), other.evidence.day) <= (month(self), evidence.day)
  }

  private static func isName(_ name: String) -> Bool {
    guard let first = name.first, ("a"..."z").contains(first) else { return false }
    return name.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "_" }
  }
}
