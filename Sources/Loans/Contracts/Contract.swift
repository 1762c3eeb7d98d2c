public import Kernel

/// A loan contract between a structure and a household, for one device.
public struct Contract: Sendable, Equatable, Identifiable {
  /// Its number, shown as `C-000045`; numbers have no gap, an annulled contract keeps its own.
  public let id: ContractID
  /// What was agreed.
  public let agreement: Agreement
  /// Where the contract stands.
  public let state: State
  /// The latest step that stands; nothing while the contract is as it was signed.
  public let step: EntryID?

  /// What the two sides sign.
  public struct Agreement: Sendable, Equatable {
    /// The request it answers.
    public let request: RequestID
    /// The household that borrows.
    public let household: HouseholdID
    /// The device lent.
    public let device: DeviceID
    /// The structure that lends: the owner of the device or its named agent.
    public let lender: StructureID
    /// The terms of the loan.
    public let terms: LoanTerms
    /// What is lent with the device, in the field's words: `chargeur`, `souris`.
    public let accessories: [String]
  }

  /// Where a contract stands.
  public enum State: String, Sendable, CaseIterable {
    /// Signed; the device is still with the lender.
    case signed
    /// The device is with the household.
    case handedOver = "handed-over"
    /// The device came back.
    case ended
    /// The device was lost, or stolen from the household.
    case lost
    /// Given up before the hand-over.
    case cancelled
    /// Recorded by mistake and set right; it keeps its number.
    case annulled
  }

  /// What can be done to a contract.
  public enum Verb: String, Sendable, CaseIterable {
    case handOver = "hand-over"
    case takeBack = "take-back"
    case lose
    case cancel
  }

  /// Why a contract is given up before the hand-over.
  public enum Cancellation: String, Sendable, CaseIterable {
    case notCollected = "not-collected"
    case declined
    case deviceUnfit = "device-unfit"
  }

  /// One step of a contract's life, not yet recorded.
  public struct Step: Sendable, Equatable {
    /// The contract.
    public let contract: ContractID
    /// The step before; nothing for the first.
    public let previous: EntryID?
    /// What is done, with what belongs to it.
    public let happening: Happening
    /// Where the contract stood.
    public let from: State
    /// Where it stands then.
    public let to: State
  }

  /// What happens to a contract, with what belongs to it.
  public enum Happening: Sendable, Equatable {
    /// Handed over at a place, or at home when none is named.
    case handOver(at: PlaceID?)
    case takeBack(TakeBack)
    /// Lost or stolen; the proof is kept with the device.
    case lose
    case cancel(Cancellation)

    /// What is done, in one word.
    public var verb: Verb {
      switch self {
      case .handOver: .handOver
      case .takeBack: .takeBack
      case .lose: .lose
      case .cancel: .cancel
      }
    }
  }

  /// How a device comes back.
  public struct TakeBack: Sendable, Equatable {
    /// In what condition.
    public let condition: Condition
    /// Why.
    public let reason: Reason
    /// The accessories of the contract that did not come back.
    public let missing: [String]
    /// A remark in free text; it stays out of the journal.
    public let remark: String?

    /// Makes a return.
    public init(condition: Condition, reason: Reason, missing: [String] = [], remark: String? = nil) {
      self.condition = condition
      self.reason = reason
      self.missing = missing
      self.remark = remark?.trimmed
    }

    /// In what condition a device comes back.
    public enum Condition: String, Sendable, CaseIterable {
      case good
      /// Normal wear, which the borrower does not owe (C. civ. art. 1884).
      case worn
      case damaged
      case notWorking = "not-working"
    }

    /// Why a device comes back.
    public enum Reason: String, Sendable, CaseIterable {
      case term
      case noLongerNeeded = "no-longer-needed"
      case breakdown, moved, recalled
    }
  }
}
