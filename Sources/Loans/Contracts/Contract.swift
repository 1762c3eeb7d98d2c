public import Kernel

/// A contract about one device or several, between a structure and a household or another structure.
public struct Contract: Sendable, Equatable, Identifiable {
  /// Its number, shown as `C-000045`; numbers have no gap, an annulled contract keeps its own.
  public let id: ContractID
  /// What was agreed.
  public let agreement: Agreement
  /// Where the contract stands.
  public let state: State
  /// The latest step that stands; nothing while the contract is as it was signed.
  public let step: EntryID?
  /// The last day of the use, renewals counted; nothing without a term.
  public let term: Day?
  /// What it holds now: the devices it promises or that are out under it. Nothing once it ended.
  public let held: [DeviceID]

  /// What the two sides sign.
  public struct Agreement: Sendable, Equatable {
    /// Who borrows, rents, buys or is given.
    public let borrower: Borrower
    /// The device kept for the request, or the first of those that are lent without one.
    public let device: DeviceID
    /// The devices that joined it under the same contract: at the signature, or since in exchange for another.
    public let others: [DeviceID]
    /// The structure that lends, sells or gives: the owner of the device or its named agent.
    public let lender: StructureID
    /// The terms.
    public let terms: ContractTerms
    /// What goes with the device, in the field's words: `chargeur`, `souris`.
    public let accessories: [String]
    /// How it was signed.
    public let signature: Signature
    /// The contract under which the household has the device already, when this one makes it its own.
    public let follows: ContractID?

    /// The household that signs; nothing when a structure does.
    public var household: HouseholdID? { if case .household(let household, _) = borrower { household } else { nil } }
    /// The request it answers; nothing for a short loan without one, and for a structure.
    public var request: RequestID? { if case .household(_, .request(let request)) = borrower { request } else { nil } }

    /// Every device the contract is or was about, in the order they came under it.
    public var devices: [DeviceID] { [device] + others.filter { $0 != device } }
  }

  /// Who borrows, rents, buys or is given.
  public enum Borrower: Sendable, Equatable {
    /// A household, and what its right to it rests on.
    case household(HouseholdID, Ground)
    /// A structure: for its public, or for sessions of its own.
    case structure(StructureID, Use)

    /// What the right of a household rests on.
    public enum Ground: Sendable, Equatable {
      /// The favourable decision on its request.
      case request(RequestID)
      /// What whoever signs decided at the counter, for a short loan; why, in words that stay out of the journal.
      case counter(because: String)
    }

    /// Where a structure uses what it borrows, and who answers for it there.
    public struct Use: Sendable, Equatable {
      public let place: PlaceID?
      public let contact: PersonID?

      /// Makes a use.
      public init(at place: PlaceID?, contact: PersonID?) {
        (self.place, self.contact) = (place, contact)
      }
    }
  }

  /// Where a contract stands.
  public enum State: String, Sendable, CaseIterable {
    /// Signed; the device is still with the lender.
    case signed
    /// The device is with the household.
    case handedOver = "handed-over"
    /// The device came back; of several, the last.
    case ended
    /// The device was lost, or stolen from the household; of several, the last it had.
    case lost
    /// The device is the household's, by this contract.
    case transferred
    /// The device is the household's, by the contract that followed.
    case converted
    /// Given up before the hand-over.
    case cancelled
    /// Recorded by mistake and set right; it keeps its number.
    case annulled
  }

  /// What can be done to a contract.
  public enum Verb: String, Sendable, CaseIterable {
    case handOver = "hand-over"
    /// One more device goes out under a contract that runs.
    case handOverMore = "hand-over-more"
    case takeBack = "take-back"
    /// A device comes back, and others stay out.
    case takeBackPart = "take-back-part"
    case lose
    /// A device is lost, and the household has others.
    case losePart = "lose-part"
    case cancel
    /// The device becomes the household's.
    case transfer
    /// The use is agreed to last longer.
    case renew
    /// Another contract gives or sells the household what it uses.
    case convert
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
    case handOver(HandOver)
    /// One more device goes out; nothing is handed over where the household has it already.
    case handOverMore(DeviceID, HandOver?)
    /// A device comes back: the last the household has under the contract, or not.
    case takeBack(DeviceID, TakeBack, isLast: Bool)
    /// Lost or stolen; the proof is kept with the device.
    case lose(DeviceID, isLast: Bool)
    case cancel(Cancellation)
    /// Handed over for good; nothing is handed over where the household has the device already.
    case transfer(HandOver?)
    /// Up to another last day.
    case renew(until: Day)
    case convert

    /// What is done, in one word.
    public var verb: Verb {
      switch self {
      case .handOver: .handOver
      case .handOverMore: .handOverMore
      case .takeBack(_, _, let isLast): isLast ? .takeBack : .takeBackPart
      case .lose(_, let isLast): isLast ? .lose : .losePart
      case .cancel: .cancel
      case .transfer: .transfer
      case .renew: .renew
      case .convert: .convert
      }
    }
  }

  /// Where and to whom a device is handed.
  public struct HandOver: Sendable, Equatable {
    /// The place; at home when none is named.
    public let place: PlaceID?
    /// The third person the household sent with a mandate; nothing when it came itself. A person's data.
    public let collector: String?

    /// Makes a hand-over.
    public init(at place: PlaceID?, to collector: String? = nil) {
      self.place = place
      self.collector = collector?.trimmed
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
    /// Whether the household signed the condition report; a return without is possible, and noted.
    public let isSigned: Bool
    /// What became of the family's files before the device is erased.
    public let files: Files

    /// Makes a return.
    public init(
      condition: Condition, reason: Reason, missing: [String] = [], remark: String? = nil, isSigned: Bool = false,
      files: Files = .notOffered
    ) {
      self.condition = condition
      self.reason = reason
      self.missing = missing
      self.remark = remark?.trimmed
      self.isSigned = isSigned
      self.files = files
    }

    /// What became of the offer to copy the family's files.
    public enum Files: String, Sendable, CaseIterable {
      case notOffered = "not-offered"
      case declined, copied
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
