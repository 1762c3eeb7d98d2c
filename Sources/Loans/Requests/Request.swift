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

  /// Where a request stands, with what that standing rests on.
  public enum State: Sendable, Equatable {
    /// Written down, not sent yet.
    case draft
    /// Recorded; nobody has decided yet.
    case submitted
    /// Papers were asked for, without which nobody can decide.
    case incomplete
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
    /// Sent on to whoever serves the household better.
    case reoriented(Reorientation)
    /// Recorded by mistake and set right.
    case annulled
  }

  /// Where a request stands, in one word.
  public enum Stage: String, Sendable, CaseIterable {
    case draft, submitted, incomplete, decided, allocated
    case handedOver = "handed-over"
    case contested, refused, withdrawn
    case reoriented = "re-oriented"
    case annulled
  }

  /// What can be done to a request.
  public enum Verb: String, Sendable, CaseIterable {
    case submit
    case askPapers = "ask-papers"
    case complete, decide, allocate, appoint, release
    case handOver = "hand-over"
    case lapse, contest, confirm, refuse, withdraw, reorient
  }

  /// Why a device is kept for a request no more, which waits again.
  public enum Release: String, Sendable, CaseIterable {
    /// The household did not come.
    case noShow = "no-show"
    /// The household does not want this device.
    case declined
    /// The device was kept as long as it is, and nothing came of it.
    case expired
    case deviceUnfit = "device-unfit"
    /// Another household's need is more urgent.
    case priority
    case mistake
  }

  /// To whom a household is sent that is better served elsewhere.
  public enum Reorientation: String, Sendable, CaseIterable {
    case freeAccess = "free-access"
    /// A place of *médiation numérique*.
    case mediation
    /// A repair of what it has.
    case repair
    /// A sale at a solidarity price.
    case sale
    case socialService = "social-service"
    case school
    /// The chain of another territory.
    case otherTerritory = "other-territory"
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
    /// What belongs to this step alone.
    public let particulars: Particulars?
  }

  /// What belongs to one step alone, and is no part of where the request stands.
  public enum Particulars: Sendable, Equatable {
    /// The papers asked for, by the names programmes give them.
    case missing([String])
    /// The last day the device is kept.
    case keptUntil(Day)
    case appointment(Appointment)
    case released(Release)
    /// The structure the household is sent to.
    case toward(StructureID)
  }
}

extension Request.State {
  /// Where the request stands, in one word.
  public var stage: Request.Stage {
    switch self {
    case .draft: .draft
    case .submitted: .submitted
    case .incomplete: .incomplete
    case .decided: .decided
    case .allocated: .allocated
    case .handedOver: .handedOver
    case .contested: .contested
    case .refused: .refused
    case .withdrawn: .withdrawn
    case .reoriented: .reoriented
    case .annulled: .annulled
    }
  }

  /// The decision the standing rests on.
  public var decision: DecisionID? {
    switch self {
    case .decided(let decision), .allocated(_, let decision), .handedOver(_, let decision), .contested(let decision):
      decision
    case .refused(_, let decision): decision
    case .draft, .submitted, .incomplete, .withdrawn, .reoriented, .annulled: nil
    }
  }

  /// The device kept for the household or handed to it.
  public var device: DeviceID? {
    switch self {
    case .allocated(let device, _), .handedOver(let device, _): device
    case .draft, .submitted, .incomplete, .decided, .contested, .refused, .withdrawn, .reoriented, .annulled: nil
    }
  }
}
