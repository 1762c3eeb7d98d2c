import Directory
import Inventory
import Kernel
import Loans
import Reporting
import Storage
import Supply
import TestSupport

/// The whole chain in memory, told day by day through the stores of its rooms.
struct ChainStory {
  let database: Database

  init() throws {
    database = try Database.inMemory(
      migrations: [Schema.storage] + DirectorySchema.migrations + SupplySchema.migrations
        + InventorySchema.migrations + LoansSchema.migrations)
    try database.change(.sample(on: "2026-06-01")) { change in
      _ = try DirectoryStore.register(
        structure: "Atelier d'exemple", kind: .association, siret: nil, uai: nil, rna: nil, commune: nil, in: change)
      try ProgrammeStore.adopt(Self.programme, in: change)
    }
  }

  /// The structure that lends and prescribes.
  private static let workshop = StructureID(rawValue: 1)
  private static let programme = AdoptedProgramme(id: "pret", version: "1", body: "{}")

  func donor(_ name: String, on day: Day) throws -> DonorID {
    try database.change(.sample(on: day)) { change in
      let partner = try DirectoryStore.register(
        structure: name, kind: .company, siret: nil, uai: nil, rna: nil, commune: nil, in: change)
      return try SupplyStore.register(donor: partner.id, as: .company, stage: .active, in: change).id
    }
  }

  @discardableResult
  func convention(_ reference: String, with donor: DonorID, on day: Day) throws -> EntryID {
    try database.change(.sample(on: day)) { change in
      _ = try SupplyStore.sign(convention: reference, donor: donor, endsOn: nil, in: change)
      return change.entry
    }
  }

  /// A device given by a donor and received the same day.
  func device(from donor: DonorID, on day: Day) throws -> DeviceID {
    let line = try database.change(.sample(on: day)) { change in
      try SupplyStore.announce(
        [Donation.AnnouncedLine(category: .laptop, quantity: 1)], from: donor, under: nil, origin: .companyGift,
        in: change
      ).lines[0].id
    }
    return try database.change(.sample(on: day)) { change in
      var generator = SystemRandomNumberGenerator()
      let code = try DeviceStore.freshCode(in: change, using: &generator)
      return try DeviceStore.receive(
        code, category: .laptop, legalOrigin: .companyGift, line: line, in: change
      ).id
    }
  }

  /// The workshop is done with a device, and it passes the gate.
  func release(_ id: DeviceID, on day: Day) throws {
    try move(id, on: day) { device, _ in try device.takenIntoWorkshop() }
    try move(id, on: day) { device, change in
      let proof = ReadinessProof(
        entry: change.entry, device: id, round: device.round, route: "portable", verdict: .sha256([]),
        mayBeCalledReconditioned: false)
      try DeviceStore.keep(proof, in: change)
      return try device.released(with: proof)
    }
  }

  func household(on day: Day) throws -> HouseholdID {
    try database.change(.sample(on: day)) { change in
      let commune = try InseeCommune("47001")
      let profile = try Household.Profile(
        contactName: "Alix Inventé", phone: nil, commune: commune, adults: 1, children: 1)
      return try HouseholdStore.add(profile, in: change).id
    }
  }

  /// A device goes to a household, from its request to the hand-over, all on one day.
  @discardableResult
  func lend(_ device: DeviceID, to household: HouseholdID, modest: Bool, on day: Day) throws -> ContractID {
    let request = try database.change(.sample(on: day)) { change in
      let wish = try Request.Wish(
        household: household, prescriber: Self.workshop, device: .laptop, uses: "démarches", channel: .counter)
      return try RequestStore.submit(wish, in: change).id
    }
    let programme = Self.programme
    try step(request, on: day) { request, change in
      let finding = try Decision.Finding(
        programme: programme.id, version: programme.version, digest: programme.digest, asOf: day,
        outcome: .eligible, modest: modest, trace: "{}", explanation: Text(same: "…"))
      return try request.decided(by: DecisionStore.save(finding, on: request.id, in: change))
    }
    try step(request, on: day) { request, _ in try request.allocated(device, until: day) }
    try move(device, on: day) { device, _ in try device.reserved(for: request) }
    let contract = try database.change(.sample(on: day)) { change in
      let agreement = try Contract.agreement(
        for: RequestStore.existing(request, in: change), lender: Self.workshop,
        terms: ContractTerms(starts: day, term: nil), accessories: [])
      return try ContractStore.sign(agreement, in: change).id
    }
    try move(device, on: day) { device, change in
      try ContractStore.save(ContractStore.existing(contract, in: change).handedOver(at: nil), in: change)
      return try device.handedOver(under: contract, for: request)
    }
    return contract
  }

  func takeBack(_ contract: ContractID, on day: Day) throws {
    let device = try database.read { try ContractStore.existing(contract, in: $0).agreement.device }
    try move(device, on: day) { device, change in
      let takeBack = Contract.TakeBack(condition: .good, reason: .term)
      try ContractStore.save(ContractStore.existing(contract, in: change).takenBack(takeBack), in: change)
      return try device.takenBack()
    }
  }

  /// Sets the latest act right, or another.
  func correct(_ correction: Correction, of entry: EntryID? = nil) throws {
    let latest = try database.read { EntryID(rawValue: try Journal.head(in: $0).sequence) }
    try database.change(.sample(on: "2027-03-01")) { change in
      try Corrections.record(correction, of: entry ?? latest, because: "erreur de saisie", in: change)
      if correction == .annulment { try Annulments.undo(entry ?? latest, in: change) }
    }
  }

  func report(_ year: Int, _ number: Int) throws -> Report? {
    guard let quarter = Quarter(year: year, number: number) else { return nil }
    return try database.read { try Report.figures(of: quarter.period, in: $0) }
  }

  private func move(
    _ id: DeviceID, on day: Day, _ movement: (Device, Change) throws -> Movement
  ) throws {
    try database.change(.sample(on: day)) { change in
      guard let device = try DeviceStore.device(id, in: change) else { return }
      try DeviceStore.move(device, by: movement(device, change), in: change)
    }
  }

  private func step(
    _ id: RequestID, on day: Day, _ step: (Request, Change) throws -> Request.Step
  ) throws {
    try database.change(.sample(on: day)) { change in
      let request = try RequestStore.existing(id, in: change)
      try RequestStore.save(step(request, change), in: change)
    }
  }
}
