import Directory
import Inventory
import Kernel
import Storage
import Supply
import TestSupport
import Testing

@testable import Application

/// A company found on 1 March, won on 1 April, exhausted on 1 June and won again on 1 July.
@Suite struct `The gifts of a gisement` {
  let story: WorkshopStory
  static let company = "Société Exemple"

  init() throws {
    story = try WorkshopStory()
    _ = try story.chain.register(
      structure: Self.company, kind: .company, siret: nil, uai: nil, rna: nil, commune: nil, as: story.act("2026-03-01")
    )
    _ = try story.chain.register(donor: Self.company, stage: .prospect, as: story.act("2026-03-01"))
    for (stage, day) in [(Donor.Stage.active, "2026-04-01"), (.exhausted, "2026-06-01"), (.active, "2026-07-01")]
      as [(Donor.Stage, Day)]
    {
      _ = try story.chain.move(donor: Self.company, to: stage, as: story.act(day))
    }
  }

  private func give(on day: Day) throws {
    _ = try story.chain.record(
      donation: [.init(category: .screen, quantity: 1)], from: Self.company, under: nil, origin: nil, as: story.act(day)
    )
  }

  private var donor: DonorID { get throws { try story.chain.donor(Self.company).line.id } }

  @Test(arguments: ["2026-04-01", "2026-05-31", "2026-06-01", "2026-07-01", "2026-12-01"] as [Day])
  func `come while it is active`(day: Day) throws {
    try give(on: day)
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test(
    arguments: [
      ("2026-03-01", Donor.Stage.prospect), ("2026-03-31", .prospect), ("2026-06-02", .exhausted),
      ("2026-06-30", .exhausted),
    ] as [(Day, Donor.Stage)])
  func `do not come before it is won, nor while it is exhausted`(day: Day, stage: Donor.Stage) throws {
    let (head, donor) = (try story.head, try donor)
    #expect(throws: SupplyFailure.notActive(stage, donor: donor, day: day)) { try give(on: day) }
    #expect(try story.head == head)
  }

  @Test func `do not come before it is registered`() throws {
    let refusal = SupplyFailure.givenBeforeRegistered(donor: try donor, day: "2026-02-28", registered: "2026-03-01")
    #expect(throws: refusal) { try give(on: "2026-02-28") }
  }

  @Test func `hold its stages to their days`() throws {
    try give(on: "2026-04-10")
    let (gift, donor) = (try story.latest, try donor)
    let won = try #require(
      try story.entries("SELECT entry FROM gisement_stages WHERE stage = 'active' AND donor = 2").first)
    #expect(throws: SupplyFailure.notActive(.prospect, donor: donor, day: "2026-04-10")) {
      try story.chain.correct(won, .day("2026-04-11"), because: "essai", as: story.act("2026-12-01"))
    }
    #expect(throws: SupplyFailure.notActive(.exhausted, donor: donor, day: "2026-06-10")) {
      try story.chain.correct(gift, .day("2026-06-10"), because: "essai", as: story.act("2026-12-01"))
    }
    try story.database.change(story.act("2026-12-01")) { change in
      try Corrections.record(.day("2026-04-11"), of: won, because: "essai", in: change)
    }
    #expect(
      try story.chain.check(against: nil).faults.contains { $0.en.contains("is “prospect”: nothing comes of it") })
  }
}

@Suite struct `An appointment to fetch a gift` {
  let story: WorkshopStory

  init() throws { story = try WorkshopStory() }

  private func appoint(_ day: Day) throws {
    _ = try story.chain.appoint(
      DonationID(rawValue: 1), on: day, at: nil, place: .address("1, rue de l'Exemple"), as: story.act("2026-09-10"))
  }

  @Test func `is for what has not all come`() throws {
    // Two laptops are still to be fetched.
    try appoint("2026-09-12")
    _ = try story.chain.receive(2, .laptop, of: DonationID(rawValue: 1), as: story.act("2026-09-10"))
    #expect(throws: SupplyFailure.nothingToFetch(day: "2026-09-11", received: "2026-09-10")) {
      try appoint("2026-09-11")
    }
    // The paper of the day it was fetched may come late.
    try appoint("2026-09-10")
  }
}

@Suite struct `What is put on file` {
  let story: WorkshopStory

  init() throws { story = try WorkshopStory() }

  private func file(since: Day = "2020-01-01", endsOn: Day? = nil, on day: Day = "2026-09-10") throws {
    try story.chain.file(.generalInterest, of: "Filière", since: since, endsOn: endsOn, as: story.act(day))
  }

  private func holds(on day: Day) throws -> [Bool] {
    try story.chain.statuses(of: "Filière", on: day).map(\.holds)
  }

  @Test func `twice the same status is refused`() throws {
    let (head, structure) = (try story.head, try story.chain.structure("Filière").structure.id)
    #expect(
      throws: SupplyFailure.statusFiled(structure: structure, .generalInterest, since: "2020-01-01")
    ) { try file() }
    #expect(try story.head == head)
    try file(since: "2019-01-01")
  }

  @Test func `a status ends by the later word on it, from the day that word is on file`() throws {
    try file(endsOn: "2026-10-31")
    #expect(try holds(on: "2026-09-09") == [true, false])
    #expect(try holds(on: "2026-10-31") == [false, true])
    #expect(try holds(on: "2026-11-01") == [false, false])
    #expect(throws: SupplyFailure.noReceiver(candidates: [])) {
      try story.chain.record(
        donation: [.init(category: .laptop, quantity: 1)], from: "Mairie d'Exemple", under: nil, origin: nil,
        as: story.act("2026-11-01"))
    }
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `a convention's file is not empty, and not the one it has`() throws {
    _ = try story.chain.sign(
      convention: "C-1", donor: "Mairie d'Exemple", endsOn: nil, file: Array("un".utf8), as: story.act("2026-09-10"))
    func file(_ text: String) throws {
      _ = try story.chain.keep(file: Array(text.utf8), ofConvention: "C-1", as: story.act("2026-09-11"))
    }
    let head = try story.head
    #expect(throws: SupplyFailure.paperFiled("C-1")) { try file("un") }
    #expect(throws: SupplyFailure.emptyPaper("C-1")) { try file("") }
    #expect(try story.head == head)
    try file("deux")
    // The first file may be the right one after all.
    try file("un")
  }
}

@Suite struct `The terms of a gift, set right` {
  let story: WorkshopStory
  static let other = "Autre association"

  init() throws {
    story = try WorkshopStory()
    _ = try story.chain.register(
      structure: Self.other, kind: .association, siret: nil, uai: nil, rna: nil, commune: nil,
      as: story.act("2026-08-01"))
    for (reference, day) in [("C-1", "2026-08-15"), ("C-2", "2026-09-15")] as [(String, Day)] {
      _ = try story.chain.sign(convention: reference, donor: "Mairie d'Exemple", endsOn: nil, as: story.act(day))
    }
  }

  private func correct(_ entry: EntryID, _ key: String, _ value: String) throws {
    try story.chain.correct(entry, .fact(key, value: value), because: "essai", as: story.act("2026-12-01"))
  }

  private var gift: EntryID { get throws { try #require(try story.entries("SELECT entry FROM donations").first) } }

  @Test func `a convention is the donor's own, and covers the day`() throws {
    let gift = try gift
    #expect(throws: SupplyFailure.outsideConvention("C-2", day: "2026-09-01")) {
      try correct(gift, "convention", "C-2")
    }
    #expect(throws: SupplyFailure.noConvention("C-9")) { try correct(gift, "convention", "C-9") }
    #expect(throws: CorrectionFailure.noSuchFact(gift, input: "lines", known: ["convention", "receiver"])) {
      try correct(gift, "lines", "3")
    }
    try correct(gift, "convention", "C-1")
    let correction = try story.latest
    let now = try story.database.read { try SupplyStore.donation(DonationID(rawValue: 1), in: $0).donation }
    let first = try story.database.read { try SupplyStore.convention("C-1", in: $0) }
    #expect(now.convention == first?.id && now.receiver != nil)
    let signed = try #require(try story.entries("SELECT entry FROM conventions WHERE reference = 'C-1'").first)
    #expect(throws: CorrectionFailure.restedOn(signed, by: [gift])) {
      try story.chain.correct(signed, .annulment, because: "essai", as: story.act("2026-12-02"))
    }
    #expect(try story.chain.check(against: nil).faults.isEmpty)
    #expect(correction > gift)
  }

  @Test func `a convention that promises more is not put behind devices that left without it`() throws {
    try story.release()
    _ = try story.chain.sign(
      convention: "C-3", donor: "Mairie d'Exemple", endsOn: nil, promises: .init(erasure: .destroy),
      as: story.act("2026-08-15"))
    let gift = try gift
    #expect(throws: CorrectionFailure.self) { try correct(gift, "convention", "C-3") }
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `a receiver has its status that day, and owns what nobody said anything of since`() throws {
    let gift = try gift
    #expect(throws: SupplyFailure.receiverWithoutStatus(structure: Self.other, day: "2026-09-01")) {
      try correct(gift, "receiver", Self.other)
    }
    try story.chain.file(.esus, of: Self.other, since: "2026-01-01", endsOn: nil, as: story.act("2026-08-20"))
    let status = try story.latest
    _ = try story.chain.transfer(story.tower, to: "Mairie d'Exemple", as: story.act("2026-09-10"))
    try correct(gift, "receiver", Self.other)
    #expect(try story.chain.device(story.laptop).custody?.owner == Self.other)
    #expect(try story.chain.device(story.tower).custody?.owner == "Mairie d'Exemple")
    let given = try #require(try story.entries("SELECT entry FROM donations").first)
    #expect(throws: SupplyFailure.statusReliedOn(structure: Self.other, by: given, day: "2026-09-01")) {
      try story.chain.correct(status, .annulment, because: "essai", as: story.act("2026-12-02"))
    }
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `the price of a sale is set right below the ceiling`() throws {
    try story.release()
    var sale = Chain.Sale(price: Money(euros: 100), invoice: "Facture 7")
    sale.buyerIsInNeed = true
    _ = try story.chain.sell(story.laptop, by: sale, as: story.act("2026-09-20"))
    let sold = try story.latest
    #expect(throws: SupplyFailure.self) { try correct(sold, "price", "181") }
    #expect(throws: InventoryFailure.price(.zero)) { try correct(sold, "price", "0") }
    try correct(sold, "price", "120,50")
    #expect(try story.chain.device(story.laptop).departure?.departure.price == Money(cents: 12_050))
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `the contact of a person who gives is set right, and stays out of the journal`() throws {
    let donor = try story.chain.register(
      individual: Individual(name: "Alix Inventé", phone: PhoneNumber("06 12 34 56 78"), email: nil), stage: .active,
      as: story.act("2026-09-01"))
    let entry = try story.latest
    try correct(entry, "phone", "06 98 76 54 32")
    let known = try story.chain.donor(donor.id.donorReference).individual
    #expect(known?.phone == (try PhoneNumber("06 98 76 54 32")) && known?.name == "Alix Inventé")
    #expect(throws: KernelFailure.self) { try correct(entry, "phone", "12") }
    let told = try story.database.read {
      try $0.count("SELECT count(*) AS n FROM journal WHERE facts LIKE '%98 76%' OR facts LIKE '%Alix%'")
    }
    #expect(told == 0)
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `a donor's, a gift's and a list's entries are shown`() throws {
    let gift = try gift
    let about = try story.chain.journal(about: .donor("Mairie d'Exemple")).map(\.entry)
    #expect(about.contains(gift) && about == about.sorted())
    let came = try story.chain.journal(about: .donation(DonationID(rawValue: 1)))
    #expect(came.map(\.action) == [.recordDonation] + Array(repeating: .receiveDevice, count: 4))
    #expect(throws: SupplyFailure.noList(gift)) { try story.chain.journal(about: .list(gift)) }
    let list = try EquipmentList(reading: Array("type;série\nportable;PF1ABC23\nportable;PF1ABC24\n".utf8))
    _ = try story.chain.takeIn(
      stock: list, of: "Mairie d'Exemple", origin: nil, acceptValid: false, as: story.act("2026-09-10"))
    let taken = try #require(try story.entries("SELECT entry FROM list_imports").first)
    let did = try story.chain.journal(about: .list(taken))
    #expect(did.map(\.action) == [.importStock, .recordDonation, .enterDevice, .enterDevice])
  }
}
