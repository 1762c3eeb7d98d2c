public import Kernel
import Loans
import Storage
import TestSupport

/// The rows of other rooms that Loans refers to, as far as it does.
private let neighbours = Migration(
  "neighbours.1",
  """
  CREATE TABLE structures (id INTEGER PRIMARY KEY) STRICT;
  CREATE TABLE people (id INTEGER PRIMARY KEY) STRICT;
  CREATE TABLE places (id INTEGER PRIMARY KEY) STRICT;
  CREATE TABLE devices (id INTEGER PRIMARY KEY) STRICT;
  INSERT INTO structures VALUES (1), (2);
  INSERT INTO places VALUES (1);
  INSERT INTO people VALUES (1);
  INSERT INTO devices VALUES (1), (2), (3);
  """)

/// A small chain in memory, in which a test tells what happens day by day.
struct LoanStory {
  let database: Database
  static let (device, otherDevice) = (DeviceID(rawValue: 1), DeviceID(rawValue: 2))
  static let lender = StructureID(rawValue: 1)

  init() throws {
    database = try Database.inMemory(migrations: [Schema.storage, neighbours] + LoansSchema.migrations)
    try database.change(.sample(on: "2026-09-01")) { change in
      try ProgrammeStore.adopt(.sample, in: change)
    }
  }

  /// A household with a submitted request.
  func request(on day: Day = "2026-09-02") throws -> RequestID {
    let household = try database.change(.sample(on: day)) { try HouseholdStore.add(.sample(), in: $0).id }
    return try request(of: household, on: day)
  }

  func request(of household: HouseholdID, on day: Day = "2026-09-02") throws -> RequestID {
    try database.change(.sample(on: day)) { try RequestStore.submit(.sample(of: household), in: $0).id }
  }

  @discardableResult
  func decide(
    _ id: RequestID, _ outcome: Decision.Outcome = .eligible, modest: Bool = false, on day: Day = "2026-09-03"
  ) throws -> Decision {
    try database.change(.sample(on: day)) { change in
      let decision = try DecisionStore.save(.sample(outcome, modest: modest), on: id, in: change)
      let request = try RequestStore.existing(id, in: change)
      if outcome == .eligible { try RequestStore.save(request.decided(by: decision), in: change) }
      return decision
    }
  }

  func allocate(_ id: RequestID, _ device: DeviceID = device, on day: Day = "2026-09-04") throws {
    try database.change(.sample(on: day)) { change in
      _ = try RequestStore.save(
        RequestStore.existing(id, in: change).allocated(device, until: day.adding(days: 30)), in: change)
    }
  }

  func release(_ id: RequestID, because reason: Request.Release = .declined, on day: Day = "2026-09-05") throws {
    try database.change(.sample(on: day)) { change in
      _ = try RequestStore.save(RequestStore.existing(id, in: change).released(because: reason), in: change)
    }
  }

  /// Takes one more step of a request.
  @discardableResult
  func step(
    _ id: RequestID, on day: Day = "2026-09-03", _ step: (Request) throws -> Request.Step
  ) throws -> Request {
    try database.change(.sample(on: day)) { change in
      try RequestStore.save(step(RequestStore.existing(id, in: change)), in: change)
    }
  }

  @discardableResult
  func sign(
    _ id: RequestID, term: Day? = "2027-09-05", accessories: [String] = ["chargeur", "souris"],
    on day: Day = "2026-09-05"
  ) throws -> ContractID {
    try sign(id, ContractTerms(starts: day, term: term), accessories: accessories, on: day)
  }

  @discardableResult
  func sign(
    _ id: RequestID, _ terms: ContractTerms, accessories: [String] = [], signature: Signature = .onPaper,
    on day: Day = "2026-09-05"
  ) throws -> ContractID {
    try database.change(.sample(on: day)) { change in
      let agreement = try Contract.agreement(
        for: RequestStore.existing(id, in: change), lender: LoanStory.lender, terms: terms, accessories: accessories,
        signature: signature)
      return try ContractStore.sign(agreement, in: change).id
    }
  }

  /// A contract on those terms, signed by a fresh household.
  func signed(_ terms: ContractTerms, on day: Day = "2026-09-05") throws -> ContractID {
    let id = try request()
    try decide(id)
    try allocate(id)
    return try sign(id, terms, on: day)
  }

  /// A rental of a year at 25 € a year, from the day of the signature, handed over the day after.
  func rented(deposit: Money = .zero) throws -> ContractID {
    let contract = try signed(
      ContractTerms(
        .rental, charge: .rent(Money(euros: 25), every: .year), starts: "2026-09-05", term: "2027-09-04",
        deposit: deposit))
    try handOver(contract)
    return contract
  }

  /// Takes a step of a contract.
  @discardableResult
  func step(_ id: ContractID, on day: Day, _ step: (Contract) throws -> Contract.Step) throws -> Contract {
    try database.change(.sample(on: day)) { change in
      try ContractStore.save(step(ContractStore.existing(id, in: change)), in: change)
    }
  }

  func handOver(_ id: ContractID, on day: Day = "2026-09-06") throws {
    try database.change(.sample(on: day)) { change in
      let contract = try ContractStore.existing(id, in: change)
      try ContractStore.save(contract.handedOver(at: PlaceID(rawValue: 1)), in: change)
      let dues = try FollowUpPlan.shipped().dues(from: day, until: contract.agreement.terms.term)
      try FollowUpStore.set(dues, for: id, in: change)
    }
  }

  func takeBack(_ id: ContractID, missing: [String] = [], on day: Day = "2026-12-01") throws {
    try database.change(.sample(on: day)) { change in
      let step = try ContractStore.existing(id, in: change).takenBack(
        Contract.TakeBack(condition: .worn, reason: .noLongerNeeded, missing: missing, remark: "  "))
      try ContractStore.save(step, in: change)
    }
  }

  func cancel(_ id: ContractID, on day: Day = "2026-09-06") throws {
    try database.change(.sample(on: day)) { change in
      let step = try ContractStore.existing(id, in: change).cancelled(because: .declined)
      try ContractStore.save(step, in: change)
    }
  }

  /// A signed contract for a fresh household, and its request.
  func signed(_ device: DeviceID = device) throws -> (contract: ContractID, request: RequestID) {
    let id = try request()
    try decide(id)
    try allocate(id, device)
    return (try sign(id), id)
  }

  /// Annuls the latest act, or another.
  func annul(_ entry: EntryID? = nil) throws {
    let latest = try database.read { EntryID(rawValue: try Journal.head(in: $0).sequence) }
    try database.change(.sample(on: "2027-01-01")) { change in
      let entry = entry ?? latest
      try Annulments.refuseIfRestedOn(entry, in: change)
      try Corrections.record(.annulment, of: entry, because: "erreur de saisie", in: change)
      try Annulments.undo(entry, in: change)
    }
  }

  func state(of id: RequestID) throws -> Request.State? {
    try database.read { try RequestStore.find(id, in: $0)?.state }
  }

  func state(of id: ContractID) throws -> Contract.State? {
    try database.read { try ContractStore.find(id, in: $0)?.state }
  }

  /// Tries statements by straight SQL, as a shell would; `ENTRY` stands for the act's own entry.
  func tryStraight(_ statements: String...) throws {
    try database.change(.sample(on: "2027-01-01")) { change in
      for statement in statements {
        let text = statement.replacing("ENTRY", with: change.entry.description)
        try change.run(SQL(stringLiteral: text))
      }
    }
  }
}

extension ID: ExpressibleByIntegerLiteral {
  /// A number written in a test.
  public init(integerLiteral number: Int64) { self.init(rawValue: number) }
}

extension Household.Profile {
  static func sample(
    _ name: String = "Alix Inventé", phone: PhoneNumber? = nil, adults: Int = 1, children: Int = 2
  ) throws -> Household.Profile {
    try Household.Profile(
      contactName: name, phone: phone, commune: InseeCommune("47001"), adults: adults, children: children)
  }
}

extension Request.Wish {
  static func sample(of household: HouseholdID) throws -> Request.Wish {
    try Request.Wish(
      household: household, prescriber: LoanStory.lender, device: .laptop, uses: "devoirs du collège",
      channel: .counter)
  }
}

extension AdoptedProgramme {
  static let sample = AdoptedProgramme(id: "pret-college", version: "2026.1", body: "{}")
}

extension Decision.Finding {
  static func sample(
    _ outcome: Decision.Outcome = .eligible, modest: Bool = false, programme: AdoptedProgramme = .sample
  ) throws -> Decision.Finding {
    try Decision.Finding(
      programme: programme.id, version: programme.version, digest: programme.digest, asOf: "2026-09-03",
      outcome: outcome, modest: modest, trace: "{}", explanation: Text(fr: "QF 512 ≤ 700", en: "QF 512 ≤ 700")
    )
  }
}
