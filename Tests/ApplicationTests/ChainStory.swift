import Directory
import Eligibility
import Inventory
import Kernel
import Loans
import Refurbishment
import Reporting
import Storage
import Supply
import TestSupport
import Testing

@testable import Application

/// A whole chain in memory, told day by day by visibly fictitious people; every step is a use case.
struct ChainStory {
  let database: Database
  let chain: Chain
  static let founder = "Camille Exemple"
  static let colleague = "Sacha Fictif"
  static let college = "pret-familles-college"
  /// The day it is when the story is told.
  static let today: Day = "2027-06-30"

  /// An instance with its people, a donor under convention and ten announced laptops.
  ///
  /// - Parameter path: the file to keep it in; in memory unless given.
  init(at path: String? = nil) throws {
    let instance = try InstanceSettings(
      name: "Filière d'exemple", departement: Departement("47"), baseURL: nil, timeZone: "Europe/Paris")
    let chain =
      if let path {
        try Chain.found(instance, at: path, founder: ChainStory.founder, now: ChainStory.now)
      } else {
        try Chain.foundInMemory(instance, founder: ChainStory.founder, now: ChainStory.now)
      }
    self.init(chain)
    let act = try act("2026-07-01")
    _ = try chain.register(person: ChainStory.colleague, role: .workshop, structure: nil, as: act)
    for (name, kind) in [("Mairie d'Exemple", Directory.Partner.Kind.commune), ("Filière", .association)] {
      _ = try chain.register(
        structure: name, kind: kind, siret: nil, uai: nil, rna: nil, commune: nil, as: act)
    }
    _ = try chain.register(
      place: "Tiers-lieu", structure: "Filière", kind: .handOver, commune: InseeCommune("47001"), as: act)
    try chain.file(.generalInterest, of: "Filière", since: "2020-01-01", endsOn: nil, as: act)
    _ = try chain.register(donor: "Mairie d'Exemple", stage: .active, as: act)
    _ = try chain.sign(convention: "2026-01", donor: "Mairie d'Exemple", endsOn: nil, as: self.act("2026-09-01"))
    _ = try chain.record(
      donation: [Donation.AnnouncedLine(category: .laptop, quantity: 10)], from: "Mairie d'Exemple", under: "2026-01",
      origin: nil, as: self.act("2026-09-01"))
  }

  /// The story as another process finds it.
  init(reopening path: String) throws {
    self.init(try Chain.open(path, now: ChainStory.now))
  }

  private init(_ chain: Chain) {
    self.chain = chain
    database = chain.database
  }

  private static let now: @Sendable () -> Kernel.Instant = { Clock.noon(of: today).now }

  func act(_ day: Day, by name: String = founder) throws -> Act { try chain.act(by: name, on: day) }

  /// The day's latest entry of the journal.
  var latest: EntryID {
    get throws { try database.read { EntryID(rawValue: try Journal.head(in: $0).sequence) } }
  }

  // MARK: Devices

  func receive(on day: Day = "2026-09-02") throws -> AssetCode {
    try chain.receive(1, .laptop, of: DonationID(rawValue: 1), as: act(day))[0].code
  }

  /// Brings a device through the whole laptop route and the gate in one day.
  func refurbish(_ code: AssetCode, on day: Day) throws {
    let route = try chain.startWork(on: code, as: act(day))
    for step in route.steps {
      switch step.kind {
      case .checks:
        let person = step.byAnotherPerson ? ChainStory.colleague : ChainStory.founder
        _ = try chain.record(
          step.checks.map { CheckResult($0.id, .passed) }, of: code, as: act(day, by: person))
      case .triage: _ = try chain.sort(code, as: .good, by: act(day))
      case .erasure: _ = try chain.attestNoMedium(of: code, because: "disque retiré à la réception", as: act(day))
      case .grade:
        _ = try chain.grade(
          code, cosmetic: "B", functional: "A", battery: "B", as: act(day, by: ChainStory.colleague))
      }
    }
    _ = try chain.release(code, as: act(day))
  }

  func ready(on day: Day = "2026-09-05") throws -> AssetCode {
    let code = try receive()
    try refurbish(code, on: day)
    return code
  }

  func state(of code: AssetCode) throws -> Device.StateName { try chain.device(code).device.state.name }

  // MARK: Households

  func household(_ name: String = "Alix Inventé", on day: Day = "2026-09-06") throws -> HouseholdID {
    try chain.register(
      household: Household.Profile(
        contactName: name, phone: nil, commune: InseeCommune("47001"), adults: 1, children: 2), as: act(day)
    ).id
  }

  /// What the shipped programme for families of a collège asks, each with a document of the day before.
  func tell(_ household: HouseholdID, _ facts: [(String, String)], on day: Day = "2026-09-07") throws {
    for (key, value) in facts {
      let evidence = ChainStory.evidence[key] ?? "declaration_honneur"
      _ = try chain.record(
        facts: [(key, value)], of: household, evidence: evidence, dated: day.adding(days: -1), as: act(day))
    }
  }

  static let eligible = [
    ("lives_in_dept", "oui"), ("college", "0479901G"), ("has_working_computer", "non"), ("qf", "512"),
  ]
  static let evidence = [
    "lives_in_dept": "justificatif_domicile", "college": "certificat_scolarite", "qf": "attestation_caf_qf",
    "boursier_college": "notification_bourse_college", "rsa": "attestation_rsa",
  ]

  func adoptCollege(on day: Day = "2026-09-01") throws {
    let bytes = try #require(ShippedProgrammes.bytes(of: "\(ChainStory.college).json"))
    _ = try chain.adopt(programme: bytes, file: "college.json", as: act(day))
  }

  /// The same programme under another name, without the limit of one device per household every four years.
  func adoptCollege(unlimitedAs name: String, on day: Day = "2026-09-01") throws {
    let bytes = try #require(ShippedProgrammes.bytes(of: "\(ChainStory.college).json"))
    let limit = #""months": 12,\#n    "limit": { "perHousehold": 1, "everyYears": 4 }"#
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains(limit))
    let open = text.replacing(limit, with: #""months": 12"#).replacing("\"\(ChainStory.college)\"", with: "\"\(name)\"")
    _ = try chain.adopt(programme: Array(open.utf8), file: "\(name).json", as: act(day))
  }

  /// The same programme with a stock of devices, served in the order of hand-overs.
  func adoptCollege(stock: Int, on day: Day = "2026-09-01") throws {
    let bytes = try #require(ShippedProgrammes.bytes(of: "\(ChainStory.college).json"))
    let terms = #""months": 12,"#
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains(terms))
    let stocked = text.replacing(terms, with: #""months": 12, "stock": \#(stock),"#)
    _ = try chain.adopt(programme: Array(stocked.utf8), file: "college.json", as: act(day))
  }

  func request(of household: HouseholdID, on day: Day = "2026-09-07") throws -> RequestID {
    try chain.submit(
      requestOf: household, by: "Mairie d'Exemple", for: .laptop, uses: "devoirs du collège", channel: .counter,
      as: act(day)
    ).id
  }

  /// A request of a fresh household, found eligible under the programme for families of a collège.
  func decided(on day: Day = "2026-09-08") throws -> RequestID {
    let household = try household()
    try tell(household, ChainStory.eligible)
    let request = try request(of: household)
    _ = try chain.decide(request, under: ChainStory.college, as: act(day))
    return request
  }

  // MARK: Loans

  func sign(_ request: RequestID, on day: Day) throws -> ContractID {
    try chain.sign(
      contractFor: request, lender: "Filière", starts: day, ends: .afterMonths(12), accessories: ["chargeur"],
      as: act(day)
    ).id
  }

  @discardableResult
  func handOver(_ contract: ContractID, on day: Day) throws -> [FollowUp] {
    try chain.handOver(contract, at: "Tiers-lieu", following: .shipped(), as: act(day))
  }

  @discardableResult
  func takeBack(_ contract: ContractID, _ codes: AssetCode..., on day: Day) throws -> [AssetCode] {
    try chain.takeBack(contract, Contract.TakeBack(condition: .worn, reason: .noLongerNeeded), of: codes, as: act(day))
  }

  /// Allocates, signs and hands over on one day.
  func lend(_ code: AssetCode, to request: RequestID, on day: Day) throws -> ContractID {
    _ = try chain.allocate(code, to: request, as: act(day))
    let contract = try sign(request, on: day)
    try handOver(contract, on: day)
    return contract
  }
}

/// Readings in tests, by the founder; each is written down as any other.
extension Chain {
  private var founder: Actor { get throws { try actor(named: ChainStory.founder) } }

  func household(_ id: HouseholdID) throws -> HouseholdSheet { try household(id, by: founder) }
  func request(_ id: RequestID) throws -> RequestSheet { try request(id, by: founder) }
  func contract(_ id: ContractID) throws -> ContractSheet { try contract(id, by: founder) }
  func find(request words: String, sentBy structure: StructureID? = nil, on day: Day) throws -> RequestsFound {
    try find(request: words, by: founder, sentBy: structure, on: day)
  }
  func appointments(from first: Day, through last: Day, at place: String? = nil) throws -> [AppointmentLine] {
    try appointments(from: first, through: last, at: place, by: founder)
  }
  func openIncidents() throws -> [IncidentLine] { try openIncidents(by: founder) }
  func arrears(on day: Day) throws -> [Arrears] { try arrears(on: day, by: founder) }
  func replay(_ id: DecisionID) throws -> Replay { try replay(id, by: founder) }
  func households(matching words: String) throws -> [Household] { try households(matching: words, by: founder) }
  func proofs(of id: HouseholdID, for programme: String? = nil, on day: Day) throws -> [Proof] {
    try proofs(of: id, for: programme, on: day, by: founder)
  }
  func followUps(dueBy day: Day) throws -> [FollowUpLine] { try followUps(.through(day), on: day, by: founder) }
}
