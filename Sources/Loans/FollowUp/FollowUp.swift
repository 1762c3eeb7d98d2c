public import Kernel

/// One dated contact with a household that has a device.
public struct FollowUp: Sendable, Equatable, Identifiable {
  /// Its number.
  public let id: FollowUpID
  /// The contract it accompanies.
  public let contract: ContractID
  /// What kind of contact it is.
  public let kind: Kind
  /// The day it is due: as the plan sets it, or the day it was put off to.
  public let due: Day
  /// What came of it last; nothing while it was not tried.
  public let outcome: Outcome?

  /// Makes a contact as it stands.
  public init(id: FollowUpID, contract: ContractID, kind: Kind, due: Day, outcome: Outcome?) {
    (self.id, self.contract, self.kind, self.due, self.outcome) = (id, contract, kind, due, outcome)
  }

  /// A kind of contact.
  public enum Kind: String, Sendable, CaseIterable {
    case call, visit, contact
    /// Tells the household that the loan's term comes near.
    case endNotice = "end-notice"
  }

  /// What came of a contact.
  public enum Outcome: String, Sendable, CaseIterable {
    case done
    /// Nobody answered: the contact stays to be made.
    case absent
    /// The household wants no such contact.
    case refused
    /// The household asked for another day.
    case postponed

    /// Whether the contact is still to be made after it.
    public var leavesOpen: Bool { self == .absent || self == .postponed }
  }

  /// What comes next for the household.
  public enum NextStep: String, Sendable, CaseIterable {
    case callBack = "call-back"
    case visit, training, repair
    case connection
    case renewal
    case takeBack = "return"
  }

  /// What came of a contact, to be recorded.
  public struct Report: Sendable, Equatable {
    public let outcome: Outcome
    /// The new day, for a contact that is put off.
    public let until: Day?
    /// A remark of at most ``longestNote`` characters, nothing about health.
    public let note: String?
    /// How satisfied the household is, from 1 to 5.
    public let satisfaction: Int?
    public let next: NextStep?

    /// The longest remark, in characters.
    public static let longestNote = 280

    /// Makes a report.
    ///
    /// - Throws: ``FollowUpFailure/noteTooLong(_:)``, ``FollowUpFailure/untilMissing``, ``FollowUpFailure/untilUnasked(_:)``,
    ///   ``FollowUpFailure/notSatisfied(_:)``, ``FollowUpFailure/toldByNobody(_:)``.
    public init(
      _ outcome: Outcome, until: Day? = nil, note: String? = nil, satisfaction: Int? = nil, next: NextStep? = nil
    ) throws(FollowUpFailure) {
      let note = note?.trimmed
      if let note, note.count > Report.longestNote { throw .noteTooLong(note.count) }
      if outcome == .postponed, until == nil { throw .untilMissing }
      if outcome != .postponed, until != nil { throw .untilUnasked(outcome) }
      if let satisfaction {
        guard (1...5).contains(satisfaction) else { throw .notSatisfied(satisfaction) }
        guard outcome == .done else { throw .toldByNobody(outcome) }
      }
      (self.outcome, self.until, self.note) = (outcome, until, note)
      (self.satisfaction, self.next) = (satisfaction, next)
    }
  }

  /// Whether the contact is still to be made.
  public var isOpen: Bool { outcome?.leavesOpen ?? true }
}
