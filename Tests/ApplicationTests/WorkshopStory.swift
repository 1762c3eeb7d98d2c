import Directory
import Evidence
import Foundation
import Inventory
import Kernel
import Refurbishment
import Storage
import Supply
import TestSupport
import Testing

@testable import Application

/// A workshop that received some laptops and a tower on 8 September 2026, with the evidence of the demonstration.
struct WorkshopStory {
  let database: Database
  let chain: Chain
  let laptops: [AssetCode]
  let tower: AssetCode
  /// The donation they came with.
  let donation: DonationID
  static let founder = "Camille Exemple"
  static let second = "Dominique Exemple"
  static let received: Day = "2026-09-08"

  var laptop: AssetCode { laptops[0] }

  /// - Parameter path: where to keep the database; in memory unless said.
  init(received: Day = Self.received, today: Day = "2026-12-31", at path: String? = nil) throws {
    let instance = try InstanceSettings(
      name: "Filière d'exemple", departement: Departement("47"), baseURL: nil, timeZone: "Europe/Paris")
    let now = Clock.noon(of: today).now
    let chain =
      if let path {
        try Chain.found(instance, at: path, founder: Self.founder) { now }
      } else {
        try Chain.foundInMemory(instance, founder: Self.founder) { now }
      }
    (self.chain, database) = (chain, chain.database)
    let early = try chain.act(by: Self.founder, on: "2026-09-01")
    _ = try chain.register(person: Self.second, role: .workshop, structure: nil, as: early)
    let before = try chain.act(by: Self.founder, on: "2026-08-01")
    _ = try chain.register(
      structure: "Filière", kind: .association, siret: nil, uai: nil, rna: nil, commune: nil, as: before)
    try chain.file(.generalInterest, of: "Filière", since: "2020-01-01", endsOn: nil, as: before)
    let known = try chain.act(by: Self.founder, on: "2026-07-01")
    _ = try chain.register(
      structure: "Mairie d'Exemple", kind: .commune, siret: nil, uai: nil, rna: nil, commune: nil, as: known)
    _ = try chain.register(donor: "Mairie d'Exemple", stage: .active, as: known)
    let donation = try chain.record(
      donation: [.init(category: .laptop, quantity: 5), .init(category: .desktop, quantity: 1)],
      from: "Mairie d'Exemple", under: nil, origin: nil, as: early)
    self.donation = donation.id
    let act = try chain.act(by: Self.founder, on: received)
    laptops = try chain.receive(3, .laptop, of: donation.id, as: act).map(\.code)
    tower = try chain.receive(1, .desktop, of: donation.id, as: act)[0].code
  }

  /// Receives one more device, of another donation.
  func receive(_ category: DeviceCategory) throws -> AssetCode {
    let donation = try chain.record(
      donation: [.init(category: category, quantity: 1)], from: "Mairie d'Exemple", under: nil, origin: nil,
      as: act("2026-09-01"))
    return try chain.receive(1, category, of: donation.id, as: act(Self.received))[0].code
  }

  /// A building of the chain's own, to put things in.
  func building() throws -> LocationLine {
    let act = try act("2026-09-01")
    _ = try chain.register(
      place: "Atelier d'exemple", structure: "Filière", kind: .workshop, commune: InseeCommune("47001"), as: act)
    return try chain.addLocation(.building, named: "Atelier", in: nil, of: "Atelier d'exemple", as: act)
  }

  func act(_ day: Day, by name: String = founder) throws -> Act { try chain.act(by: name, on: day) }

  var head: JournalHead { get throws { try database.read { try Journal.head(in: $0) } } }
  var latest: EntryID { get throws { EntryID(rawValue: try head.sequence) } }

  func entries(_ query: SQL) throws -> [EntryID] {
    try database.read { reader in
      var entries: [EntryID] = []
      for row in try reader.all(query) { entries.append(try row["entry"]) }
      return entries
    }
  }

  func state(of code: AssetCode) throws -> Device.StateName { try chain.device(code).device.state.name }

  /// A file of the demonstration.
  static func file(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: OutsideProgram.packageRoot.appending(path: "scripts/evidence/\(name)")))
  }

  /// A file of the demonstration with something changed in it.
  static func file(_ name: String, replacing old: String, with new: String) throws -> [UInt8] {
    let text = String(decoding: try file(name), as: UTF8.self)
    try #require(text.contains(old))
    return Array(text.replacing(old, with: new).utf8)
  }

  @discardableResult
  func bring(
    _ name: String, of code: AssetCode? = nil, on day: Day = "2026-10-10", by person: String = founder
  ) throws -> ImportedEvidence {
    try bring(Self.file(name), of: code, on: day, by: person)
  }

  @discardableResult
  func bring(
    _ bytes: [UInt8], of code: AssetCode? = nil, on day: Day = "2026-10-10", by person: String = founder
  ) throws -> ImportedEvidence {
    try chain.importEvidence(bytes, of: code, as: act(day, by: person))
  }

  /// The serial numbers, or other labels, of a device's media, and how they stand.
  func media(of code: AssetCode) throws -> [String: Fitting] {
    Dictionary(try chain.device(code).media.map { ($0.medium.label, $0.fitting) }) { first, _ in first }
  }

  func missing(of code: AssetCode) throws -> [Missing] { try chain.dossier(of: code).missing }

  // MARK: The route

  /// The steps of checks that anybody may do, after the triage, in the order of the route.
  static let checks = [
    "power-and-screen", "keyboard-and-ports", "network", "battery", "operating-system", "cleaning",
  ]

  /// Records the checks of a step as passed.
  func pass(_ step: String, of code: AssetCode, on day: Day, by person: String = founder) throws {
    if step == "triage" {
      _ = try chain.sort(code, as: .good, by: act(day, by: person))
      return
    }
    let route = try #require(try chain.dossier(of: code).opening?.route)
    let checks = try #require(route.steps.first { $0.id == step }).checks
    _ = try chain.record(checks.map { CheckResult($0.id, .passed) }, of: code, as: act(day, by: person))
  }

  func grade(_ code: AssetCode, on day: Day) throws {
    _ = try chain.grade(code, cosmetic: "B", functional: "A", battery: "B", as: act(day))
  }

  /// All the route asks after the erasure's validation, up to the gate.
  func work(_ code: AssetCode, on day: Day) throws {
    for step in Self.checks { try pass(step, of: code, on: day) }
    try pass("quality-check", of: code, on: day, by: Self.second)
    try grade(code, on: day)
  }

  /// Brings the first laptop through the whole route and the gate, its disk wiped on 15 September, over five days.
  func release(workFrom first: Day = "2026-09-15") throws {
    let code = laptop
    func day(_ offset: Int) -> Day { first.adding(days: offset) }
    try bring("portable-1/lshw.json", of: code, on: first)
    try bring("portable-1/nwipe.log", on: first)
    _ = try chain.startWork(on: code, as: act(day(1)))
    try pass("triage", of: code, on: day(1))
    _ = try chain.validateErasures(of: code, as: act(day(2), by: Self.second))
    try work(code, on: day(3))
    _ = try chain.release(code, as: act(day(4)))
  }
}

extension ImportedEvidence {
  /// Why nobody can say which device the file is about.
  var doubt: EvidenceDoubt? { if case .unmatched(let doubt, _) = result { doubt } else { nil } }
  var candidates: [AssetCode] { if case .unmatched(_, let candidates) = result { candidates } else { [] } }
  var attachments: [Attachment] { if case .attached(let attachments, _) = result { attachments } else { [] } }
  var drives: [DriveDoubt] { if case .attached(_, let drives) = result { drives } else { [] } }
  var codes: [AssetCode] { attachments.map(\.code) }
  var erasures: [String: ErasureOutcome] {
    Dictionary(attachments.flatMap(\.erasures).map { ($0.medium, $0.outcome) }) { _, last in last }
  }
  var refusals: [RefurbishmentFailure] { attachments.flatMap(\.refusals) }
  var failure: EvidenceFailure? { if case .unreadable(let failure) = result { failure } else { nil } }
  /// The devices of a file that came before.
  var known: [AssetCode]? { if case .known(let devices) = result { devices } else { nil } }
}
