public import Kernel

/// One dated contact with a household that has a device.
public struct FollowUp: Sendable, Equatable, Identifiable {
  /// Its number.
  public let id: FollowUpID
  /// The contract it accompanies.
  public let contract: ContractID
  /// What kind of contact it is.
  public let kind: Kind
  /// The day it is due.
  public let due: Day
  /// What came of it last; nothing while it was not tried.
  public let outcome: Outcome?

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
  }

  /// Whether the contact is still to be made.
  public var isOpen: Bool { outcome == nil || outcome == .absent }
}
