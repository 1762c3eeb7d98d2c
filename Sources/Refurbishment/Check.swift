public import Kernel
public import Storage

/// How a check ended; nobody is pushed to tick falsely.
public enum CheckOutcome: String, Sendable, CaseIterable, SQLConvertible {
  case passed, failed
  /// Such a device may lack the thing, and this one does.
  case notFitted = "not-fitted"
  /// Failed, and said so on the condition report.
  case declared

  /// The outcome in words.
  public var text: Text {
    switch self {
    case .passed: Text(fr: "réussi", en: "passed")
    case .failed: Text(fr: "échoué", en: "failed")
    case .notFitted: Text(fr: "non équipé", en: "not fitted")
    case .declared: Text(fr: "défaut déclaré", en: "declared defect")
    }
  }
}

/// What somebody says of a check, before the workshop accepts it.
public struct CheckResult: Sendable, Equatable {
  /// The name of the check, as typed.
  public let check: String
  /// How it ended.
  public let outcome: CheckOutcome
  /// What was seen, in their words; printed on the condition report when the defect is declared.
  public let note: String?

  /// Makes a result.
  public init(_ check: String, _ outcome: CheckOutcome, note: String? = nil) {
    self.check = check
    self.outcome = outcome
    self.note = note
  }
}

/// A check as recorded in a round.
public struct CheckRecord: Sendable, Equatable {
  /// What was said.
  public let result: CheckResult
  /// Who did it.
  public let by: PersonID
  /// The day it was done.
  public let day: Day
  /// The act that recorded it.
  public let entry: EntryID
}
