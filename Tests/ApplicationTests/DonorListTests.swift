import Directory
import Inventory
import Kernel
import Spreadsheets
import Storage
import Supply
import TestSupport
import Testing

@testable import Application

/// A commune and a company that bring lists, thing by thing.
@Suite struct `Lists of two donors` {
  let story: WorkshopStory
  static let (commune, company) = ("Mairie d'Exemple", "Société Exemple")
  static let head = "Type;Modèle;N° de série;Valeur\n"

  init() throws {
    story = try WorkshopStory()
    _ = try story.chain.register(
      structure: Self.company, kind: .company, siret: nil, uai: nil, rna: nil, commune: nil,
      as: story.act("2026-09-01"))
    _ = try story.chain.register(donor: Self.company, stage: .active, as: story.act("2026-09-01"))
  }

  private func list(_ text: String) throws -> EquipmentList { try EquipmentList(reading: Array(text.utf8)) }

  @discardableResult
  private func announce(
    _ text: String, from donor: String = commune, on day: Day = "2026-10-01"
  ) throws -> (plan: ListPlan, donation: Donation?) {
    try story.chain.announce(
      list(text), from: donor, under: nil, origin: nil, acceptValid: false, as: story.act(day))
  }

  private func plan(_ text: String, from donor: String = commune) throws -> ListPlan {
    try story.chain.plan(announcing: list(text), from: donor)
  }

  @Test func `a list that says more of one thing and names a new one leaves a healthy base`() throws {
    try announce(Self.head + "portable;M;ABC0001;100\n")
    let later = try announce(Self.head + "portable;M;ABC0001;110\nportable;M;ABC0002;50\n", on: "2026-10-02")
    #expect(later.plan.updated == [2] && later.plan.created == 1)
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `titles mean what they mean beside the others, and words are no serial numbers`() throws {
    let text = """
      Désignation;Marque;Modèle;N° de série;Valeur résiduelle
      PC portable;Dell;Latitude;À remplir;120,00 €
      Unité centrale;HP;EliteDesk;CZC1234567;400

      """
    let plan = try plan(text)
    #expect(plan.created == 1 && plan.unused.isEmpty)
    #expect(plan.notices.map(\.written) == ["À remplir"])
    // The law lets a public body give what is worth 300 € at most: a residual value counts.
    #expect(plan.refused.map(\.column) == ["value"])
    #expect(try self.plan("Désignation;Type\nLatitude;portable\n").created == 1)
    #expect(throws: SpreadsheetFailure.titleTwice("Modèle", column: "model")) {
      try self.plan("Type;Modèle;Désignation\nportable;A;B\n")
    }
  }

  @Test func `what did not come with the others is missing, whatever its kind`() throws {
    let gift = try #require(
      try announce("Type;N° de série\nportable;ABC0001\nimprimante;ABC0002\n").donation)
    #expect(try story.chain.announcement(of: gift.id).things.map(\.standing) == [.awaited, .awaited])
    var note = Chain.ReceptionNote()
    note.serials = ["ABC0001"]
    _ = try story.chain.receive(1, .laptop, of: gift.id, noting: note, as: story.act("2026-10-02"))
    #expect(try story.chain.announcement(of: gift.id).things.map(\.standing) == [.received, .missing])
  }

  @Test func `a later list that skips what is known is taken back alone, and so is the first`() throws {
    let (first, second) = (
      Self.head + "portable;M;ABC0001;100\n", Self.head + "portable;M;ABC0001;100\nportable;M;ABC0002;50\n"
    )
    try announce(first)
    let one = try story.latest
    #expect(try announce(second, on: "2026-10-02").plan.skipped == [2])
    let two = try story.latest
    try story.chain.correct(one, .annulment, because: "essai", as: story.act("2026-10-03"))
    #expect(try plan(second).created == 1)
    try story.chain.correct(two, .annulment, because: "essai", as: story.act("2026-10-03"))
    #expect(try plan(second).created == 2)
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `the same file is another gift when another gives it, and the same one when the same does`() throws {
    let ten = "Type;Quantité\nportable;10\n"
    try announce(ten)
    #expect(try plan(ten, from: Self.company).created == 10)
    #expect(try announce(ten, from: Self.company).donation?.lines.map(\.quantity) == [10])
    #expect(try plan(ten).isEmpty)
    #expect(try plan(ten, from: Self.company).isEmpty)
    let stock = "Type;Modèle\nécran;E23\n"
    _ = try story.chain.takeIn(
      stock: list(stock), of: Self.commune, origin: nil, acceptValid: false, as: story.act("2026-10-01"))
    #expect(try story.chain.plan(stock: list(stock), of: Self.company).created == 1)
    #expect(try story.chain.plan(stock: list(stock), of: Self.commune).isEmpty)
  }

  @Test(arguments: ["K1234", "A12", "77123"])
  func `a short serial number that a person wrote is one, and its twins are seen`(serial: String) throws {
    let gift = try announce("Type;N° de série\nportable;\(serial)\n").donation
    let id = try #require(gift).id
    #expect(try story.chain.announcement(of: id).things.map(\.item.serial) == [serial])
    let twins = try plan("Type;N° de série\nportable;\(serial)9\nportable;\(serial.lowercased())9\n")
    #expect(twins.refused.map(\.line) == [3])
  }

  @Test(arguments: ["néant", "0000000", "oui", "12"])
  func `what is no serial number is told line by line, and the line counts without one`(written: String) throws {
    let plan = try plan("Type;N° de série\nportable;\(written)\nportable;-\n")
    #expect(plan.created == 2 && plan.refused.isEmpty)
    #expect(plan.notices.map(\.line) == [2] && plan.notices.first?.written == written)
  }

  @Test(arguments: ["VNC", "VNC €", "Valeur nette comptable", "Valeur (€)"])
  func `a value is held to the law under whatever title accountants give it`(title: String) throws {
    let plan = try plan("Type;\(title)\nportable;301\nécran;30\n")
    #expect(plan.refused.map(\.line) == [2] && plan.unused.isEmpty && plan.unvalued == nil)
    #expect(plan.titles["value"] == title)
  }

  @Test func `a public gift whose lines say no value is told of, a company's is not`() throws {
    let text = "Type;Valeur\nportable;100\nécran;\n"
    let plan = try plan(text)
    #expect(plan.unvalued?.lines == [3] && plan.unvalued?.ceiling == Money(euros: 300))
    #expect(try self.plan("Type;Modèle\nportable;X\n").unvalued?.lines == [2])
    #expect(try self.plan(text, from: Self.company).unvalued == nil)
  }

  @Test(
    arguments: [
      ("3/4/2019", "2019-04-03"), ("13/4/19", "2019-04-13"), ("13/04/2019 00:00:00", "2019-04-13"),
      ("2019-04-13 00:00", "2019-04-13"), ("1.12.98", "1998-12-01"),
    ] as [(String, Day)])
  func `a day is read as spreadsheets write it`(written: String, day: Day) throws {
    let gift = try announce("Type;Date d'achat\nportable;\(written)\n").donation
    #expect(try story.chain.announcement(of: #require(gift).id).things.first?.item.boughtOn == day)
  }

  @Test func `what is refused is named by the list's own title`() throws {
    let refused = try plan("Type;Qté\nportable;beaucoup\n")
    #expect(refused.refused.first?.column == "quantity" && refused.titles["quantity"] == "Qté")
    #expect(refused.corrected(.fr).contains("Qté : "))
  }

  @Test func `a list is not annulled while a later one rests on it`() throws {
    try announce(Self.head + "portable;M;ABC0001;100\n")
    let first = try story.latest
    try announce(Self.head + "portable;M;ABC0001;110\n", on: "2026-10-02")
    let second = try story.latest
    #expect(throws: CorrectionFailure.restedOn(first, by: [second])) {
      try story.chain.correct(first, .annulment, because: "tort", as: story.act("2026-10-03"))
    }
    for entry in [second, first] {
      try story.chain.correct(entry, .annulment, because: "tort", as: story.act("2026-10-03"))
    }
  }

  @Test func `long ones tell how far they are come`() throws {
    nonisolated(unsafe) var told: [Int] = []
    var list = try list("Type\n" + String(repeating: "portable\n", count: 3))
    list.progress = { done, all in told.append(done * 10 + all) }
    _ = try story.chain.plan(announcing: list, from: Self.company)
    #expect(told == [13, 23, 33])
  }
}

@Suite struct `A reception, thing by thing` {
  let story: WorkshopStory
  let gift: DonationID
  static let list = """
    Type;Modèle;N° de série;Année;VNC
    portable;T480;PF0ABCDE;2015;100
    portable;T490;K1234;2022;120
    écran;E23;;;20

    """

  init() throws {
    story = try WorkshopStory()
    let list = try EquipmentList(reading: Array(Self.list.utf8))
    let donation = try story.chain.announce(
      list, from: "Mairie d'Exemple", under: nil, origin: nil, acceptValid: false, as: story.act("2026-10-01")
    ).donation
    gift = try #require(donation).id
  }

  private func receive(_ serials: [String], _ quantity: Int = 1, category: DeviceCategory = .laptop) throws -> [Device]
  {
    var note = Chain.ReceptionNote()
    (note.serials, note.allowsUnexpected) = (serials, true)
    return try story.chain.receive(quantity, category, of: gift, noting: note, as: story.act("2026-10-05"))
  }

  private func standings() throws -> [AnnouncedThing.Standing] {
    try story.chain.announcement(of: gift).things.map(\.standing)
  }

  @Test func `names what did not come once all that came is known, and what nobody announced`() throws {
    #expect(try standings() == [.awaited, .awaited, .awaited])
    let first = try receive(["pf0abcde"])[0]
    #expect(try standings() == [.received, .missing, .missing])
    #expect(try story.chain.announcement(of: gift).things[0].code == first.code)
    let unknown = try receive([])[0]
    #expect(try standings() == [.received, .unidentified, .missing])
    try story.chain.correct(unknown.standing, .annulment, because: "compté à tort", as: story.act("2026-10-06"))
    let stranger = try receive(["AUTRE-77"])[0]
    let tablet = try receive([], category: .tablet)[0]
    #expect(try standings() == [.received, .missing, .missing])
    #expect(try story.chain.announcement(of: gift).unexpected.map(\.code) == [stranger.code, tablet.code])
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `takes from the list what nobody told: model, year, value`() throws {
    let code = try receive(["PF0ABCDE"])[0].code
    let sheet = try story.chain.device(code)
    #expect(sheet.identity.model == "T480" && sheet.announced?.year == 2015)
    #expect(sheet.announced?.value == Money(euros: 100))
    _ = try receive(["K1234"])
    // Of 2015, it is over ten years old in 2026: left out of the rate (décret 2023-266).
    #expect(try story.chain.reuse(of: "Mairie d'Exemple", in: 2026, by: "2026-12-31").rate.leftOut == 1)
    try story.chain.tell(yearMade: 2018, grams: nil, of: code, as: story.act("2026-10-06"))
    #expect(try story.chain.reuse(of: "Mairie d'Exemple", in: 2026, by: "2026-12-31").rate.leftOut == 0)
  }

  @Test func `takes no serial number that is none, or another device's`() throws {
    #expect(throws: ChainFailure.unusableSerial("0000000")) { try receive(["0000000"]) }
    let first = try receive(["PF0ABCDE"])[0]
    #expect(throws: InventoryFailure.serialElsewhere("PF0ABCDE", first.code)) { try receive(["PF0ABCDE"]) }
    #expect(throws: SupplyFailure.moreSerialsThanDevices(serials: 2, devices: 1)) { try receive(["A123", "B123"]) }
  }

  @Test func `misses nothing before something came`() throws {
    let lines = try story.chain.donations(only: gift)
    #expect(lines.map(\.missing) == [0, 0] && lines.map(\.awaited).reduce(0, +) == 3)
    _ = try receive(["K1234"])
    let after = try story.chain.donations(only: gift)
    #expect(after.map(\.missing).reduce(0, +) == 2 && after.map(\.awaited) == [0, 0])
  }

  @Test func `is proven for no year to come`() throws {
    #expect(throws: SupplyFailure.yearToCome(2027, now: 2026)) {
      try story.chain.printReuseProof(of: "Mairie d'Exemple", in: 2027, language: .fr, as: story.act("2026-12-30"))
    }
  }
}

@Suite struct `The list of a stock` {
  let story: WorkshopStory

  init() throws {
    story = try WorkshopStory()
    _ = try story.chain.register(
      place: "Atelier nord", structure: "Filière", kind: .workshop, commune: InseeCommune("47001"),
      as: story.act("2026-09-01"))
    _ = try story.chain.register(
      structure: "Département Exemple", kind: .departement, siret: nil, uai: nil, rna: nil, commune: nil,
      as: story.act("2026-09-01"))
  }

  private func list(_ text: String) throws -> EquipmentList { try EquipmentList(reading: Array(text.utf8)) }

  @Test func `keeps the place, the owner, the weight and the year of each thing`() throws {
    let text = "Type;Lieu;Propriétaire;Poids;Année\nportable;atelier nord;Département Exemple;2,1;2019\n"
    let (plan, codes) = try story.chain.takeIn(
      stock: list(text), of: "Mairie d'Exemple", origin: nil, acceptValid: false, as: story.act("2026-10-01"))
    #expect(plan.unused.isEmpty)
    let sheet = try story.chain.device(#require(codes.first).code)
    #expect(sheet.place == "Atelier nord" && sheet.custody?.owner == "Département Exemple")
    #expect(sheet.custody?.holder == "Filière")
    #expect(sheet.particulars.grams == 2_100 && sheet.particulars.yearMade == 2019)
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test(arguments: [
    ("Type;Lieu\nportable;Nulle part\n", "place", "Nulle part"),
    ("Type;Propriétaire\nportable;Personne\n", "owner", "Personne"),
    ("Type;Statut\nportable;donné\n", "state", "donné"), ("Type;Statut\nportable;recyclé\n", "state", "recyclé"),
    ("Type;Statut\nportable;en prêt\n", "state", "en prêt"),
  ]) func `is refused, in its own words, where it names nobody or nothing that is here`(
    text: String, column: String, written: String
  ) throws {
    let plan = try story.chain.plan(stock: list(text), of: "Mairie d'Exemple")
    #expect(plan.created == 0 && plan.refused.map(\.column) == [column])
    #expect(plan.refused.map(\.written) == [written] && plan.refused.first?.reason.fr.contains(written) == true)
  }

  @Test func `moves with its device when a person says so`() throws {
    try story.chain.tell(
      yearMade: nil, grams: nil, place: "Atelier nord", of: story.laptop, as: story.act("2026-10-01"))
    #expect(try story.chain.device(story.laptop).place == "Atelier nord")
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }
}
