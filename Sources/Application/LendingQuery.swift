public import Directory
import Eligibility
public import Inventory
public import Kernel
public import Loans
import Storage

/// All that is told of one household on one screen.
public struct HouseholdSheet: Sendable {
  public let household: Household
  /// What is known of it, and what that rests on.
  public let facts: [HouseholdFact]
  /// Its requests, oldest first.
  public let requests: [Request]
  /// Its contracts, oldest first.
  public let contracts: [Contract]
  /// The SIM cards it was lent, oldest first.
  public let sims: [LentSIM]
  /// What its programmes counted beside its loans.
  public let outcomes: [OutcomeTally]
}

/// All that is told of one request on one screen.
public struct RequestSheet: Sendable {
  public let request: Request
  public let household: Household
  /// The structure that sent it.
  public let prescriber: String
  /// The device kept or handed over.
  public let device: AssetCode?
  /// The place where the household would have its device, when it named one.
  public let wishedPlace: String?
  /// The day the household was told how its data are kept; nothing when it was not.
  public let informed: Day?
  /// The papers still to be brought, each in words.
  public let missing: [Text]
  /// The last day its device is kept.
  public let keptUntil: Day?
  /// When and where it gets its device.
  public let appointment: (made: Appointment, place: String?)?
  /// The decisions on it, oldest first.
  public let decisions: [Loans.Decision]
  /// What the household contested, oldest first.
  public let contests: [Contest]
  /// What was done with it, oldest first, annulled acts left out.
  public let history: [PastAct]

  /// The entry of each decision.
  let entries: [DecisionID: EntryID]
  /// Each decision and what it rests on, in one line.
  public let lines: [DecisionID: Text]

  /// Who answers for a decision: whoever decided otherwise, else whoever decided.
  public func signer(of decision: Loans.Decision) -> String? {
    (decision.override?.entry ?? entries[decision.id]).flatMap(signature)?.actor
  }

  /// Who signed by an act on the request, and when.
  public func signature(_ entry: EntryID) -> PastAct? { history.first { $0.entry == entry } }
}

/// One line of a list of requests.
public struct RequestLine: Sendable {
  public let id: RequestID
  /// The day it was made, as corrected.
  public let day: Day
  public let household: HouseholdID
  public let prescriber: String
  public let category: DeviceCategory
  public let stage: Request.Stage
  public let device: AssetCode?
}

/// All that is told of one contract on one screen, and printed on its paper.
public struct ContractSheet: Sendable {
  public let contract: Contract
  public let borrower: ContractBorrower
  public let lender: Partner
  public let device: Device
  /// What machines and people say the device is.
  public let identity: DeviceIdentity
  /// Every device that is or was under it, in the order they came under it.
  public let devices: [ContractDevice]
  /// The SIM cards that went with them, oldest first.
  public let sims: [LentSIM]
  /// Of a loan from before Rebond, the programme it was made under, when its list said.
  public let earlierProgramme: String?
  /// The day it was signed, as corrected.
  public let signed: Day?
  /// The contract that made the household the owner of what it used under this one.
  public let followedBy: ContractID?
  /// The papers kept of it, as printed and as signed, latest first.
  public let papers: [(paper: Digest, isSigned: Bool)]
  /// Its hand-over; nothing before it.
  public let handover: ContractStore.Handover?
  /// How the device came back; nothing while it has not.
  public let takeBack: Contract.TakeBack?
  public let followUps: [FollowUp]
  /// What was done with it, oldest first, annulled acts left out.
  public let history: [PastAct]
}

/// Who borrows under a contract.
public enum ContractBorrower: Sendable {
  case household(Household)
  /// A structure, where it uses what it is lent and who answers for it there.
  case structure(Partner, place: String?, contact: String?)

  /// The household; nothing when a structure borrows.
  public var household: Household? { if case .household(let household) = self { household } else { nil } }
  /// Whom to ask for.
  public var contact: String {
    switch self {
    case .household(let household): household.profile.contactName
    case .structure(let partner, _, let contact): contact ?? partner.name
    }
  }
}

/// One device of a contract.
public struct ContractDevice: Sendable {
  public let device: Device
  public let identity: DeviceIdentity
  /// The day it was last handed over.
  public let handedOver: Day?
  /// How it came back, when it did.
  public let back: ContractStore.Passage<Contract.TakeBack>?
  /// Whether the contract holds it still.
  public let isHeld: Bool
}

/// One act in the history of a request or a contract.
public struct PastAct: Sendable {
  /// The entry of the journal, to be named to `rebond correct`.
  public let entry: EntryID
  /// The day it happened, as corrected.
  public let day: Day
  /// What was done, as the journal names it.
  public let action: String
  public let actor: String
}

extension Chain {
  /// All that is told of a household.
  ///
  /// - Throws: ``LoansFailure/noHousehold(_:)``, ``LoansFailure/householdForgotten(_:by:)``.
  public func household(_ id: HouseholdID, by person: Actor) throws -> HouseholdSheet {
    try database.consult(AccessOperation.showHousehold, by: person.id, at: clock.now) { reader in
      reader.sees(.household(id))
      return HouseholdSheet(
        household: try HouseholdStore.existing(id, in: reader),
        facts: try HouseholdFactStore.known(of: id, in: reader),
        requests: try RequestStore.all(of: id, in: reader),
        contracts: try ContractStore.all(of: id, in: reader),
        sims: try LentSIMStore.all(of: id, in: reader),
        outcomes: try OutcomeStore.tallies(of: id, in: reader))
    }
  }

  /// All that is told of a request.
  ///
  /// - Throws: ``LoansFailure/noRequest(_:)``.
  public func request(_ id: RequestID, by person: Actor, sentBy structure: StructureID? = nil) throws -> RequestSheet {
    try database.consult(AccessOperation.showRequest, by: person.id, at: clock.now) { reader in
      let request = try RequestStore.existing(id, in: reader)
      try requireSent(request, by: structure)
      reader.sees(.household(request.wish.household))
      let decisions = try DecisionStore.all(on: id, in: reader)
      var (entries, lines): ([DecisionID: EntryID], [DecisionID: Text]) = ([:], [:])
      for decision in decisions {
        entries[decision.id] = try DecisionStore.entry(of: decision.id, in: reader)
        lines[decision.id] = try? reader.replay(decision).line
      }
      return RequestSheet(
        request: request, household: try HouseholdStore.existing(request.wish.household, in: reader),
        prescriber: try DirectoryStore.structure(request.wish.prescriber, in: reader)?.name ?? "?",
        device: try request.state.device.flatMap { try DeviceStore.device($0, in: reader)?.code },
        wishedPlace: try request.wish.needs.meeting?.place.flatMap { try DirectoryStore.place($0, in: reader)?.name },
        informed: try RequestDetailStore.noticed(id, in: reader),
        missing: try missing(of: request, on: clock.today, in: reader),
        keptUntil: try RequestDetailStore.keptUntil(request, in: reader),
        appointment: try RequestDetailStore.appointment(of: request, in: reader).map { made in
          (made, try made.place.flatMap { try DirectoryStore.place($0, in: reader)?.name })
        },
        decisions: decisions,
        contests: try RulingStore.contests(of: id, in: reader),
        history: try history(
          of: .request(id), and: "SELECT entry FROM request_steps WHERE request = \(id)", in: reader),
        entries: entries, lines: lines)
    }
  }

  /// The requests, in the order they were recorded.
  ///
  /// - Parameters:
  ///   - stage: only those at one stage.
  ///   - structure: only those one structure sent, by name or number.
  ///   - only: only those of the structure whose requests alone whoever asks may see.
  public func requests(
    at stage: Request.Stage?, sentBy structure: String? = nil, seenBy only: StructureID? = nil
  ) throws -> [RequestLine] {
    try database.read { reader in
      var condition: SQL =
        if let stage { "requests.state = \(stage)" } else { "requests.state <> \(Request.Stage.annulled)" }
      let sender = try structure.map { try DirectoryStore.structure($0, in: reader).id }
      for sender in [sender, only].compactMap(\.self) { condition = condition + " AND requests.prescriber = \(sender)" }
      return try reader.all(
        """
        SELECT requests.id, acts.day, requests.household, structures.name AS prescriber, requests.category,
          requests.state, devices.code
        FROM requests JOIN acts ON acts.entry = requests.entry
        JOIN structures ON structures.id = requests.prescriber
        LEFT JOIN devices ON devices.id = requests.device
        WHERE \(condition) ORDER BY requests.id
        """
      ).map { row in
        try RequestLine(
          id: row["id"], day: row["day"], household: row["household"], prescriber: row["prescriber"],
          category: row["category"], stage: row["state"], device: row["code"])
      }
    }
  }

  /// All that is told of a contract.
  ///
  /// - Throws: ``LoansFailure/noContract(_:)``.
  public func contract(_ id: ContractID, by person: Actor) throws -> ContractSheet {
    try database.consult(AccessOperation.showContract, by: person.id, at: clock.now) { reader in
      let sheet = try contract(id, in: reader)
      if let household = sheet.borrower.household { reader.sees(.household(household.id)) }
      return sheet
    }
  }

  func contract(_ id: ContractID, in reader: Reader) throws -> ContractSheet {
    let contract = try ContractStore.existing(id, in: reader)
    let agreement = contract.agreement
    guard let device = try DeviceStore.device(agreement.device, in: reader),
      let lender = try DirectoryStore.structure(agreement.lender, in: reader)
    else { throw LoansFailure.noContract(id) }
    return ContractSheet(
      contract: contract, borrower: try borrower(of: contract, in: reader), lender: lender,
      device: device, identity: try MediumStore.identity(of: device.id, in: reader),
      devices: try devices(of: contract, in: reader),
      sims: try LentSIMStore.all(under: id, in: reader),
      earlierProgramme: try EarlierProgrammeStore.programme(of: id, in: reader),
      signed: try ContractStore.signatureDay(of: id, in: reader),
      followedBy: try ContractStore.following(id, in: reader)?.id,
      papers: try ContractStore.papers(of: id, in: reader),
      handover: try ContractStore.handover(of: id, in: reader),
      takeBack: try ContractStore.takeBack(of: id, in: reader),
      followUps: try FollowUpStore.all(of: id, in: reader),
      history: try history(
        of: .contract(id), and: "SELECT entry FROM contract_steps WHERE contract = \(id)", in: reader))
  }

  private func devices(of contract: Contract, in reader: Reader) throws -> [ContractDevice] {
    let departures = try ContractStore.departures(of: contract.id, in: reader)
    let returns = try ContractStore.returns(of: contract.id, in: reader)
    return try contract.agreement.devices.map { id in
      let isHeld = contract.held.contains(id)
      return ContractDevice(
        device: try device(id, of: contract.id, in: reader), identity: try MediumStore.identity(of: id, in: reader),
        handedOver: departures.last { $0.device == id }?.day,
        back: isHeld ? nil : returns.last { $0.device == id }, isHeld: isHeld)
    }
  }

  /// The acts about a subject, and those that moved it among other things.
  private func history(of subject: JournalSubject, and steps: SQL, in reader: Reader) throws -> [PastAct] {
    try reader.all(
      """
      SELECT acts.entry, acts.day, acts.action, people.name AS actor
      FROM acts LEFT JOIN people ON people.id = acts.actor
      WHERE (acts.subject = \(subject.text) OR acts.entry IN (\(steps))) AND acts.annulled = 0 ORDER BY acts.entry
      """
    ).map { row in
      let actor: String? = try row["actor"]
      return try PastAct(entry: row["entry"], day: row["day"], action: row["action"], actor: actor ?? "?")
    }
  }
}
