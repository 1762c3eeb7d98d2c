import Directory
import Kernel
import Loans
import Storage
import TestSupport
import Testing

@testable import Application

/// Real names of communes in INSEE's layout.
private let communes = """
  TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT
  COM,47001,75,47,47D,471,1,AGEN,Agen,Agen,4701,
  COM,47252,75,47,47D,473,0,SAINT VITE,Saint-Vite,Saint-Vite,4702,
  """

@Suite struct `Acts of the directory` {
  let story: ChainStory
  static let town = "Mairie d'Exemple"
  static let place = "Tiers-lieu"

  init() throws { story = try ChainStory() }

  private func tell<Told: TellableAspect>(
    _ aspect: Told, _ written: String, of name: String, holds: Bool = true, on day: Day = "2026-10-01"
  ) throws -> EntryID {
    _ = try story.chain.tell([(aspect, written)], of: name, holds: holds, as: story.act(day))
    return try story.latest
  }

  private func correct(_ entry: EntryID, _ correction: WantedCorrection) throws {
    try story.chain.correct(entry, correction, because: "essai", as: story.act("2027-01-15"))
  }

  private func load(_ text: String, file: String = "v_commune_2025.csv", year: Int? = nil) throws -> TerritoryImport {
    try story.chain.load(territories: Array(text.utf8), file: file, year: year, as: story.act("2026-10-01"))
  }

  private func faults() throws -> [String] { try story.chain.check(against: nil).faults.map(\.en) }

  @Test func `what is told is found again, and stays out of the journal`() throws {
    _ = try story.chain.tell(
      [(StructureAspect.email, "accueil@exemple.fr"), (.capability, "collect"), (.capability, "repair")],
      of: Self.town, as: story.act("2026-10-01"))
    let entry = try story.latest
    #expect(
      try story.chain.structure(Self.town).tellings.map(\.value) == ["collect", "repair", "accueil@exemple.fr"])
    let facts = try story.database.read { try Journal.entry(entry, in: $0) }?.facts
    #expect(facts == #"{"capability":"2","email":"1"}"#)
    #expect(try story.chain.structures(able: .repair).map(\.structure.name) == [Self.town])
    #expect(try story.chain.structures(able: .repair, on: "2026-09-30").isEmpty)
    #expect(try faults().isEmpty)
  }

  @Test func `a structure that joins when it is registered leaves two acts`() throws {
    let partner = try story.chain.register(
      structure: "Recyclerie", kind: .recyclerie, siret: nil, uai: nil, rna: nil, commune: nil, joining: true,
      as: story.act("2026-10-01"))
    #expect(story.chain.lastEntries.count == 2)
    #expect(try story.chain.structures(partnersOnly: true, on: "2026-10-01").map(\.structure) == [partner])
    #expect(try story.chain.structures(partnersOnly: true, on: "2026-09-30").isEmpty)
    #expect(try faults().isEmpty)
  }

  @Test func `a value told wrong is set right while it stands`() throws {
    let first = try tell(StructureAspect.email, "faux@exemple.fr", of: Self.town)
    #expect(throws: CorrectionFailure.noSuchFact(first, input: "phone", known: ["email"])) {
      try correct(first, .fact("phone", value: "06 12 34 56 78"))
    }
    #expect(throws: KernelFailure.invalid(.email, input: "faux")) { try correct(first, .fact("email", value: "faux")) }
    try correct(first, .fact("email", value: "accueil@exemple.fr"))
    #expect(try story.chain.structure(Self.town).tellings.map(\.value) == ["accueil@exemple.fr"])
    #expect(throws: CorrectionFailure.noSuchFact(first, input: "email", known: [])) {
      try correct(first, .fact("email", value: "autre@exemple.fr"))
    }
    let hours = try tell(PlaceAspect.hours, "Lu 9-12", of: Self.place)
    try correct(hours, .fact("hours", value: "Lu 9-13"))
    #expect(try story.chain.place(Self.place).tellings.map(\.value) == ["Lu 9-13"])
    #expect(try faults().isEmpty)
  }

  @Test func `a number given when a structure was registered is set right`() throws {
    _ = try story.chain.register(
      structure: "Entreprise", kind: .company, siret: Siret("35600000000048"), uai: nil, rna: nil, commune: nil,
      as: story.act("2026-10-01"))
    let entry = try story.latest
    try correct(entry, .fact("siret", value: "732 829 320 00074"))
    #expect(try story.chain.structure("Entreprise").structure.siret == Siret("73282932000074"))
    #expect(try faults().isEmpty)
  }

  @Test func `what others rest on is not annulled`() throws {
    let registered = try story.database.read { reader in
      let row = try reader.first("SELECT entry FROM structures WHERE name = 'Filière'")
      return try #require(row)["entry"] as EntryID
    }
    _ = try story.chain.join(structure: "Filière", as: story.act("2026-10-01"))
    let joined = try story.latest
    _ = try story.chain.leave(structure: "Filière", as: story.act("2026-11-01"))
    let left = try story.latest
    #expect {
      try correct(registered, .annulment)
    } throws: { error in
      guard case CorrectionFailure.restedOn(registered, let later) = error else { return false }
      return later.contains(joined) && later.contains(left)
    }
    #expect(throws: CorrectionFailure.restedOn(joined, by: [left])) { try correct(joined, .annulment) }
    try correct(left, .annulment)
    try correct(joined, .annulment)
    #expect(try story.chain.structures(partnersOnly: true).isEmpty)
    let told = try tell(PlaceAspect.wifi, "yes", of: Self.place)
    let place = try story.database.read { reader in
      try #require(try reader.first("SELECT entry FROM places"))["entry"] as EntryID
    }
    #expect(throws: CorrectionFailure.restedOn(place, by: [told])) { try correct(place, .annulment) }
    try correct(told, .annulment)
    try correct(place, .annulment)
    #expect(try faults().isEmpty)
  }

  @Test func `the days of joining and leaving keep their order`() throws {
    _ = try story.chain.join(structure: Self.town, as: story.act("2026-10-01"))
    let joined = try story.latest
    _ = try story.chain.leave(structure: Self.town, as: story.act("2026-11-01"))
    let left = try story.latest
    #expect(throws: CorrectionFailure.outOfOrder(joined, day: "2026-11-02", other: left, otherDay: "2026-11-01")) {
      try correct(joined, .day("2026-11-02"))
    }
    try correct(joined, .day("2025-01-01"))
    #expect(try story.chain.structures(partnersOnly: true, on: "2025-06-01").map(\.structure.name) == [Self.town])
  }

  @Test func `a list is loaded once, and binds what comes after`() throws {
    let done = try load(communes)
    #expect(done == TerritoryImport(layout: .communes, year: 2025, lines: 2))
    let head = try story.latest
    #expect(try load(communes) == TerritoryImport(layout: .communes, year: 2025, lines: nil))
    #expect(try story.latest == head)
    let family = try Household.Profile(
      contactName: "Alix Inventé", phone: nil, commune: InseeCommune("47999"), adults: 1, children: 0)
    #expect(throws: DirectoryFailure.noSuchCommune("47999", near: [])) {
      try story.chain.register(household: family, as: story.act("2026-10-02"))
    }
    #expect(try story.chain.commune("agen").description == "47001")
    let household = try story.household(on: "2026-10-02")
    let entry = try story.latest
    try correct(entry, .fact("commune", value: "saint-vite"))
    #expect(try story.chain.households(matching: "Alix").map(\.profile.commune.description) == ["47252"])
    _ = household
    #expect(try faults().isEmpty)
    try correct(head, .annulment)
    #expect(try story.chain.communes().isEmpty)
    #expect(try faults().isEmpty)
  }

  @Test func `a list says its year, or the file's name does, or the user`() throws {
    #expect(throws: DirectoryFailure.yearMissing) { try load(communes, file: "communes.csv") }
    #expect(try load(communes, file: "communes.csv", year: 2024).year == 2024)
    // The instance's own lists are of the year they are loaded in.
    #expect(try load("bassin;commune\nNord;Agen\n", file: "bassins.csv").year == 2026)
  }

  @Test func `a commune and a zone are shown with what is known of them`() throws {
    _ = try load(communes)
    _ = try load("CODGEO;PMUN\n47001;32485\n", file: "pop_2022.csv")
    _ = try load("bassin;commune\nNord;Agen\nNord;47252\n", file: "bassins.csv")
    guard case .commune(let sheet) = try story.chain.territory("agen") else {
      Issue.record("no commune")
      return
    }
    #expect(sheet.places.map(\.name) == [Self.place] && sheet.zones.map(\.name) == ["4701", "Nord"])
    guard case .zone(let zone, let population) = try story.chain.territory("nord") else {
      Issue.record("no zone")
      return
    }
    #expect(zone.communes.count == 2)
    // What is not known of one commune is not known of the whole.
    #expect(population == nil)
    #expect(try story.chain.communes().map(\.population) == [32_485, nil])
    #expect(throws: DirectoryFailure.noSuchTerritory("Ailleurs", near: [])) { try story.chain.territory("Ailleurs") }
  }

  @Test func `a row put in by another hand is found`() throws {
    try story.database.change { change in
      try change.run("INSERT INTO structure_tellings VALUES (\(change.entry), 1, 'capability', 'fund', 1)")
    }
    #expect(try faults().contains { $0.contains("structure_tellings") })
  }
}
