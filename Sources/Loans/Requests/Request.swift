public import Kernel

/// A household's wish for a device, recorded by the structure that receives it, from first call to hand-over.
public struct Request: Sendable, Equatable, Identifiable {
  /// Its number, shown as `D-000012`.
  public let id: RequestID
  /// What is asked for.
  public let wish: Wish
  /// Where the request stands.
  public let state: State
  /// The latest step that stands; nothing while the request is as it was submitted.
  public let step: EntryID?

  /// What is asked for, by whom, and how it was told.
  public struct Wish: Sendable, Equatable {
    /// The household that asks.
    public let household: HouseholdID
    /// The structure that receives the household and sends its request.
    public let prescriber: StructureID
    /// The kind of device.
    public let device: DeviceCategory
    /// What it is for, in plain words: uses, never specifications.
    public let uses: String
    /// How the request reached the structure.
    public let channel: Channel

    /// Makes a wish.
    ///
    /// - Throws: ``LoansFailure/emptyUses`` when nothing says what the device is for.
    public init(
      household: HouseholdID, prescriber: StructureID, device: DeviceCategory, uses: String, channel: Channel
    ) throws(LoansFailure) {
      guard let uses = uses.trimmed else { throw .emptyUses }
      self.household = household
      self.prescriber = prescriber
      self.device = device
      self.uses = uses
      self.channel = channel
    }
  }

  /// How a request is told; nobody is ever required to use the web.
  public enum Channel: String, Sendable, CaseIterable {
    case counter, phone, paper, web
  }

  /// Where a request stands, with what that standing rests on.
  public enum State: Sendable, Equatable {
    /// Recorded; nobody has decided yet.
    case submitted
    /// Found eligible; waits for a device.
    case decided(DecisionID)
    /// A device is kept for it.
    case allocated(DeviceID, DecisionID)
    /// The household has had the device.
    case handedOver(DeviceID, DecisionID)
    /// The household contests the decision; somebody looks at it again.
    case contested(DecisionID)
    case refused(Refusal, DecisionID?)
    case withdrawn(Withdrawal)
    /// Recorded by mistake and set right.
    case annulled
  }

  /// Where a request stands, in one word.
  public enum Stage: String, Sendable, CaseIterable {
    case submitted, decided, allocated
    case handedOver = "handed-over"
    case contested, refused, withdrawn, annulled
  }

  /// What can be done to a request.
  public enum Verb: String, Sendable, CaseIterable {
    case decide, allocate, release
    case handOver = "hand-over"
    case lapse, contest, confirm, refuse, withdraw
  }

  /// Why a request is refused.
  public enum Refusal: String, Sendable, CaseIterable {
    /// A decision says so.
    case notEligible = "not-eligible"
    case noDevice = "no-device"
    case outsideTerritory = "outside-territory"
    case duplicate
  }

  /// Why a household gives its request up.
  public enum Withdrawal: String, Sendable, CaseIterable {
    case equippedOtherwise = "equipped-otherwise"
    case noLongerWanted = "no-longer-wanted"
    case unreachable
    case recordedTwice = "recorded-twice"
  }

  /// One step of a request's life, not yet recorded.
  public struct Step: Sendable, Equatable {
    /// The request.
    public let request: RequestID
    /// The step before; nothing for the first.
    public let previous: EntryID?
    /// What is done.
    public let verb: Verb
    /// Where the request stood.
    public let from: State
    /// Where it stands then.
    public let to: State
  }
}

extension Request.State {
  /// Where the request stands, in one word.
  public var stage: Request.Stage {
    switch self {
    case .submitted: .submitted
    case .decided: .decided
    case .allocated: .allocated
    case .handedOver: .handedOver
    case .contested: .contested
    case .refused: .refused
    case .withdrawn: .withdrawn
    case .annulled: .annulled
    }
  }

  /// The decision the standing rests on.
  public var decision: DecisionID? {
    switch self {
    case .decided(let decision), .allocated(_, let decision), .handedOver(_, let decision), .contested(let decision):
      decision
    case .refused(_, let decision): decision
    case .submitted, .withdrawn, .annulled: nil
    }
  }

  /// The device kept for the household or handed to it.
  public var device: DeviceID? {
    switch self {
    case .allocated(let device, _), .handedOver(let device, _): device
    case .submitted, .decided, .contested, .refused, .withdrawn, .annulled: nil
    }
  }
}
