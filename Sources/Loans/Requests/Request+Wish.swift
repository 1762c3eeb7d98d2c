public import Kernel

extension Request {
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
    /// What is asked for besides the device.
    public let needs: Needs

    /// Makes a wish.
    ///
    /// - Throws: ``LoansFailure/emptyUses`` when nothing says what the device is for.
    public init(
      household: HouseholdID, prescriber: StructureID, device: DeviceCategory, uses: String, channel: Channel,
      needs: Needs = Needs()
    ) throws(LoansFailure) {
      guard let uses = uses.trimmed else { throw .emptyUses }
      self.household = household
      self.prescriber = prescriber
      self.device = device
      self.uses = uses
      self.channel = channel
      self.needs = needs
    }
  }

  /// What a household asks for besides a device: one request covers equipment, connection and training.
  ///
  /// What is nothing was not asked yet.
  public struct Needs: Sendable, Equatable {
    /// What it needs to be connected.
    public let connection: Connection?
    /// What it wants to learn, in the order of the closed list, each once.
    public let trainings: [Training]
    /// What would help it through, in the order of the closed list, each once; never a diagnosis.
    public let help: [Help]
    /// Why it cannot wait, and until when; nothing when it can.
    public let urgency: Urgency?
    /// Where it would have the device handed over.
    public let meeting: Meeting?
    /// When it can come, in its own words.
    public let times: String?

    /// Makes what is asked for besides a device.
    public init(
      connection: Connection? = nil, trainings: [Training] = [], help: [Help] = [], urgency: Urgency? = nil,
      meeting: Meeting? = nil, times: String? = nil
    ) {
      self.connection = connection
      self.trainings = Training.allCases.filter(trainings.contains)
      self.help = Help.allCases.filter(help.contains)
      self.urgency = urgency
      self.meeting = meeting
      self.times = times?.trimmed
    }
  }

  /// How a request is told; nobody is ever required to use the web.
  public enum Channel: String, Sendable, CaseIterable {
    case counter, phone, paper, web
  }

  /// What a household needs to be connected.
  public enum Connection: String, Sendable, CaseIterable {
    /// It has what it needs.
    case served = "none"
    /// It has no access at home.
    case home
    /// It would be served by a telephone's SIM card.
    case mobile
    /// It has an access that costs too much.
    case cheaper
  }

  /// What can be learnt with the device.
  public enum Training: String, Sendable, CaseIterable {
    case firstSteps = "first-steps"
    /// Pronote, ÉduConnect and their like.
    case schoolTools = "school-tools"
    case onlineServices = "online-services"
    case security, smartphone
  }

  /// What helps a household through; it is asked as a help, never as a diagnosis.
  public enum Help: String, Sendable, CaseIterable {
    /// Somebody who speaks its language.
    case language
    /// Somebody who reads and writes with it.
    case reading
    /// A place it can reach, or a visit.
    case mobility
    /// Papers and screens in large letters.
    case largePrint = "large-print"
    /// Written messages rather than calls.
    case written
  }

  /// Why a request cannot wait.
  public struct Urgency: Sendable, Equatable {
    public let reason: Reason
    /// The day by which the device is needed.
    public let by: Day

    /// Makes an urgency.
    public init(_ reason: Reason, by day: Day) { (self.reason, by) = (reason, day) }

    /// Why it cannot wait.
    public enum Reason: String, Sendable, CaseIterable {
      /// Rights to be opened or kept.
      case rights
      /// A job, a search for one, a training.
      case work
      /// A school year, an exam.
      case schooling
      /// Another home, another household.
      case move
      case isolation
    }
  }

  /// Where a device is to be handed over.
  public enum Meeting: Sendable, Equatable {
    case place(PlaceID)
    /// At the household's home.
    case home
    /// Wherever is nearest.
    case nearest

    /// The meeting in one word.
    public var kind: Kind {
      switch self {
      case .place: .place
      case .home: .home
      case .nearest: .nearest
      }
    }

    /// The place, when it is named.
    public var place: PlaceID? {
      if case .place(let place) = self { place } else { nil }
    }

    /// The meeting in one word.
    public enum Kind: String, Sendable, CaseIterable {
      case place, home, nearest
    }
  }
}
