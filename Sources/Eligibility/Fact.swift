public import Kernel

/// What is known of a household, as a rule needs it.
public enum FactValue: Sendable, Hashable {
  case truth(Bool)
  /// A whole number, in the unit the programme declares for the fact.
  case number(Int)
  case day(Day)
  case text(String)
  /// Known not to exist, as the QF of people outside CAF and MSA.
  ///
  /// It is knowledge, not ignorance: a comparison over it is not met, and neither is its denial, so that having no QF
  /// never opens a right by itself; the programme offers another path.
  case absent
}

/// One thing known of a household, and the evidence it rests on; never the document itself.
public struct Fact: Sendable, Hashable {
  /// What is known.
  public let value: FactValue
  /// The kind of an amount or code, as `qf_caf_msa`; a programme that asks for another kind refuses the fact.
  public let kind: String?
  /// What it rests on.
  public let evidence: Evidence
  /// For a calculated amount, who calculated it and for which month; nothing when that is not known.
  public let origin: Origin?

  /// What a fact rests on: the kind of document, its day, and who looked at it.
  public struct Evidence: Sendable, Hashable {
    /// The code of the kind of document or source, as `attestation_caf_qf`.
    public let kind: String
    /// The day the document bears.
    public let day: Day
    /// The person who checked it; nobody when a machine answered.
    public let checkedBy: PersonID?

    /// The kind of what was only worked out: it is shown and never decides, so that no programme may accept it.
    public static let estimate = "estimate"

    /// Makes the evidence of a fact.
    public init(kind: String, day: Day, checkedBy: PersonID?) {
      self.kind = kind
      self.day = day
      self.checkedBy = checkedBy
    }
  }

  /// Makes a fact.
  public init(_ value: FactValue, kind: String? = nil, evidence: Evidence, origin: Origin? = nil) {
    self.value = value
    self.kind = kind
    self.evidence = evidence
    self.origin = origin
  }

  /// Where a calculated amount comes from, as a QF does.
  public struct Origin: Sendable, Hashable {
    /// Who calculated it, as `CNAF` or `MSA`.
    public let provider: String?
    /// The month it holds for.
    public let month: Month?
    /// The month it was calculated in.
    public let calculated: Month?

    /// Makes an origin.
    public init(provider: String?, month: Month?, calculated: Month?) {
      self.provider = provider
      self.month = month
      self.calculated = calculated
    }
  }

  /// The month the fact holds for: the one it names, or that of its evidence.
  var month: Month { origin?.month ?? Month(of: evidence.day) }
}

/// A month of a year, as `2026-10`.
public struct Month: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The first day of the month.
  let first: Day

  /// The month of a day.
  public init(of day: Day) {
    first = day.adding(days: 1 - day.parts.day)
  }

  /// Reads a month written `2026-10`.
  ///
  /// - Throws: `KernelFailure.invalid` when there is no such month.
  public init(_ input: String) throws(KernelFailure) {
    first = try Day("\(input)-01")
  }

  /// The month written `2026-10`.
  public var description: String { String(first.description.dropLast(3)) }

  public static func < (left: Month, right: Month) -> Bool { left.first < right.first }
}

/// Why a fact counts as unknown although something may have been given.
public enum UnknownReason: Sendable, Hashable {
  /// Nothing was given.
  case notGiven
  /// The evidence was good through a day that has passed.
  case expired(lastDay: Day)
  /// The programme does not take this kind of evidence for the fact.
  case evidenceNotAccepted(kind: String)
  /// The evidence bears a day after that of the decision.
  case evidenceToCome(day: Day)
  /// A "no" from a source known to lag behind, as a grant register before the autumn.
  case lagging(kind: String)
  /// Worked out by us and proven by nobody.
  case estimated
}
