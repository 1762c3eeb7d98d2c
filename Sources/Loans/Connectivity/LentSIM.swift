public import Kernel

/// A solidarity SIM card that a household is lent, with a device of a contract or by itself.
///
/// Its number is a person's datum as long as somebody has it: it goes with the household's file. A box is a device, lent under
/// a contract as any other.
public struct LentSIM: Sendable, Equatable, Identifiable {
  /// The number of this loan, shown as `S-000003`.
  public let id: LentSIMID
  public let household: HouseholdID
  /// The contract of the device it goes with; nothing when it goes by itself.
  public let contract: ContractID?
  /// The number printed on it (ICCID, ITU-T E.118); nothing once it was forgotten.
  public let number: String?
  /// The last day it is lent for; nothing when no end was agreed.
  public let until: Day?
  /// The day it was lent, after corrections.
  public let lent: Day
  /// How the loan ended; nothing while the household has it.
  public let end: End?

  /// How and when a loan ended.
  public struct End: Sendable, Equatable {
    public let outcome: Outcome
    /// The day, after corrections.
    public let day: Day
  }

  /// How the loan of a SIM card ends.
  public enum Outcome: String, Sendable, CaseIterable {
    /// The card came back, and can be lent again.
    case returned
    /// The line was stopped: the card is worth nothing any more.
    case stopped
    case lost
  }

  /// Whether it should have come back before a day.
  public func isLate(on day: Day) -> Bool { end == nil && until.map { $0 < day } ?? false }
}

/// The number of a loan of a SIM card.
public typealias LentSIMID = ID<Subject.LentSIM>

extension Subject {
  /// A loan of a SIM card, for its number.
  public enum LentSIM {}
}

extension Subject.LentSIM: Numbered {
  public static var letter: Character { "S" }
  public static var noun: Text { Text(fr: "un prêt de carte SIM", en: "a loan of a SIM card") }
}

extension LentSIM.Outcome {
  /// The end in words.
  public var text: Text {
    switch self {
    case .returned: Text(fr: "rendue", en: "returned")
    case .stopped: Text(fr: "ligne arrêtée", en: "line stopped")
    case .lost: Text(fr: "perdue", en: "lost")
    }
  }
}
