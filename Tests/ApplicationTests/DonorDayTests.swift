import Directory
import Inventory
import Kernel
import Refurbishment
import Storage
import Supply
import TestSupport
import Testing

@testable import Application

/// A donor's day in a workshop of its own: the commune gives to « Filière », whose status is on file.
@Suite struct `A public gift` {
  let story: WorkshopStory

  init() throws {
    story = try WorkshopStory()
    _ = try story.chain.register(
      structure: "Autre association", kind: .association, siret: nil, uai: nil, rna: nil, commune: nil,
      as: story.act("2026-09-01"))
  }

  private func give(
    to receiver: String? = nil, worth value: Money? = nil, on day: Day = "2026-09-10"
  ) throws -> Donation {
    try story.chain.record(
      donation: [.init(category: .laptop, quantity: 1, unitValue: value)], from: "Mairie d'Exemple", under: nil,
      to: receiver, origin: nil, as: story.act(day))
  }

  @Test func `goes to the only structure that may have it, unless one is named`() throws {
    let association = try story.chain.structure("Filière").structure.id
    #expect(try give().receiver == association)
    #expect(try give(to: "filière").receiver == association)
    #expect(throws: SupplyFailure.receiverWithoutStatus(structure: "Autre association", day: "2026-09-10")) {
      try give(to: "Autre association")
    }
    try story.chain.file(
      .esus, of: "Autre association", since: "2026-01-01", endsOn: nil, as: story.act("2026-09-05"))
    #expect(throws: SupplyFailure.noReceiver(candidates: ["Filière", "Autre association"])) { try give() }
    #expect(throws: SupplyFailure.receiverWithoutStatus(structure: "Autre association", day: "2026-09-04")) {
      try give(to: "Autre association", on: "2026-09-04")
    }
  }

  @Test func `needs a status on file that day`() throws {
    #expect(throws: SupplyFailure.noReceiver(candidates: [])) { try give(on: "2026-07-31") }
  }

  @Test func `is worth 300 euros a device at most`() throws {
    _ = try give(worth: Money(euros: 300))
    #expect(throws: SupplyFailure.self) { try give(worth: Money(cents: 30_001)) }
  }

  @Test func `keeps its receiver's status: neither annulled nor dated after the gift`() throws {
    let status = try #require(try story.entries("SELECT entry FROM structure_statuses").first)
    let given = try #require(try story.entries("SELECT entry FROM donations").first)
    let failure = SupplyFailure.statusReliedOn(structure: "Filière", by: given, day: "2026-09-01")
    // Filing what is being taken back would be no way out.
    #expect(
      failure.text.en.contains("`rebond correct \(given) --annul --reason …`") && !failure.text.en.contains("File it"))
    for correction in [WantedCorrection.annulment, .day("2026-09-02")] {
      #expect(throws: failure) {
        try story.chain.correct(status, correction, because: "essai", as: story.act("2026-12-01"))
      }
    }
    try story.chain.correct(status, .day("2026-08-15"), because: "essai", as: story.act("2026-12-01"))
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `makes its receiver the owner, who lends or names an agent`() throws {
    let sheet = try story.chain.device(story.laptop)
    #expect(sheet.custody?.owner == "Filière" && sheet.custody?.agent == nil)
    _ = try story.chain.entrust(
      story.laptop, to: nil, agent: "Autre association", as: story.act("2026-09-10"))
    #expect(try story.chain.device(story.laptop).custody?.agent == "Autre association")
    try story.chain.file(.esus, of: "Autre association", since: "2026-01-01", endsOn: nil, as: story.act("2026-09-11"))
    _ = try story.chain.transfer(story.laptop, to: "Autre association", as: story.act("2026-09-11"))
    let moved = try #require(try story.chain.device(story.laptop).custody)
    #expect(moved.owner == "Autre association" && moved.holder == "Filière" && moved.agent == nil)
  }
}

@Suite struct `A reception against its announcement` {
  let story: WorkshopStory
  static let donation = DonationID(rawValue: 1)

  init() throws { story = try WorkshopStory() }

  private func receive(
    _ quantity: Int, _ category: DeviceCategory, grams: Int? = nil, made: Int? = nil, unexpected: Bool = false
  ) throws -> [Device] {
    var note = Chain.ReceptionNote()
    (note.grams, note.yearMade, note.allowsUnexpected) = (grams, made, unexpected)
    return try story.chain.receive(quantity, category, of: Self.donation, noting: note, as: story.act("2026-09-10"))
  }

  private func line(_ category: DeviceCategory) throws -> DonationLine? {
    try story.chain.donations(only: Self.donation).first { $0.category == category }
  }

  @Test func `counts what came, what is missing and what nobody announced`() throws {
    let laptops = try #require(try line(.laptop))
    #expect(laptops.received == 3 && laptops.missing == 2 && laptops.unexpected == 0 && laptops.grams == nil)
    let tablet = try receive(1, .tablet, unexpected: true)[0]
    let tablets = try #require(try line(.tablet))
    #expect(tablets.announced == 0 && tablets.received == 1 && tablets.unexpected == 1)
    try story.chain.correct(tablet.standing, .annulment, because: "compté deux fois", as: story.act("2026-09-11"))
    #expect(try line(.tablet) == nil)
    _ = try receive(4, .laptop, unexpected: true)
    #expect(try line(.laptop)?.unexpected == 2)
    #expect(throws: SupplyFailure.moreThanAnnounced(.laptop, wanted: 1, left: 0)) { try receive(1, .laptop) }
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `shares the weight so that the parts make the whole`() throws {
    let devices = try receive(3, .laptop, grams: 6_401, made: 2019, unexpected: true)
    let told = try devices.map { try story.chain.device($0.code).particulars }
    #expect(told.map(\.grams) == [2_134, 2_134, 2_133])
    #expect(told.allSatisfy { $0.yearMade == 2019 })
    #expect(try line(.laptop)?.grams == 6_401)
  }
}

@Suite struct `What became of a lot` {
  let story: WorkshopStory
  static let donation = DonationID(rawValue: 1)

  init() throws {
    story = try WorkshopStory()
    for (name, kind) in [("École Exemple", Directory.Partner.Kind.school), ("Éco-organisme", .recyclerie)] {
      _ = try story.chain.register(
        structure: name, kind: kind, siret: nil, uai: nil, rna: nil, commune: nil, as: story.act("2026-09-01"))
    }
  }

  private func fates(by day: Day = "2026-12-31") throws -> [AssetCode: LotOutcome.Fate] {
    let lot = try story.chain.outcome(of: Self.donation, by: day)
    return Dictionary(lot.arrivals.map { ($0.code, $0.fate) }) { first, _ in first }
  }

  /// Gives the first laptop away, takes the second apart, sends the third to be recycled.
  private func part() throws {
    try story.release()
    _ = try story.chain.give(story.laptop, to: "École Exemple", deed: "Acte 1", as: story.act("2026-09-20"))
    for code in story.laptops[1...] { _ = try story.chain.startWork(on: code, as: story.act("2026-09-21")) }
    _ = try story.chain.harvest(story.laptops[1], as: story.act("2026-09-22"))
    _ = try story.chain.attestNoMedium(of: story.laptops[2], because: "disque retiré", as: story.act("2026-09-22"))
    _ = try story.chain.recycle(
      story.laptops[2], by: "Éco-organisme", slip: "BSD-20260923-ABCDEF123", as: story.act("2026-09-23"))
  }

  @Test func `is told device by device: reused, for parts, recycled, still here`() throws {
    try part()
    #expect(
      try fates() == [
        story.laptop: .reused, story.laptops[1]: .parts, story.laptops[2]: .recycled, story.tower: .here,
      ])
    #expect(try fates(by: "2026-09-21")[story.laptops[1]] == .here)
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `no medium leaves unclean, to be recycled no more than to be given`() throws {
    try story.bring("portable-2/lshw.json", of: story.laptops[1], on: "2026-09-10")
    _ = try story.chain.startWork(on: story.laptops[1], as: story.act("2026-09-16"))
    let head = try story.head
    #expect(throws: RefurbishmentFailure.self) {
      try story.chain.recycle(story.laptops[1], by: "Éco-organisme", slip: "BSD-1", as: story.act("2026-09-17"))
    }
    #expect(throws: InventoryFailure.wrongState(story.laptop, is: .received, verb: .give)) {
      try story.chain.give(story.laptop, to: "École Exemple", deed: "Acte 1", as: story.act("2026-09-17"))
    }
    #expect(try story.head == head)
  }

  @Test func `given and donated again, a device counts with each lot, under one code`() throws {
    try part()
    _ = try story.chain.register(
      individual: Individual(name: "Alix Inventé", phone: PhoneNumber("06 12 34 56 78"), email: nil), stage: .active,
      as: story.act("2026-09-25"))
    let donation = try story.chain.record(
      donation: [.init(category: .laptop, quantity: 1)], from: "G-2", under: nil, to: "Filière", origin: nil,
      as: story.act("2026-09-26"))
    #expect(donation.legalOrigin == .individualGift)
    #expect(throws: SupplyFailure.receivedBeforeGiven(day: "2026-09-25", given: "2026-09-26")) {
      try story.chain.receiveAgain(story.laptop, of: donation.id, as: story.act("2026-09-25"))
    }
    let back = try story.chain.receiveAgain(story.laptop, of: donation.id, as: story.act("2026-09-27"))
    #expect(back.round == 2 && back.legalOrigin == .individualGift)
    #expect(try story.chain.device(story.laptop).donor == "G-000002")
    #expect(try fates()[story.laptop] == .reused)
    let again = try story.chain.outcome(of: donation.id, by: "2026-12-31")
    #expect(again.arrivals.map(\.code) == [story.laptop] && again.arrivals.map(\.fate) == [.here])
    #expect(try !story.missing(of: story.laptop).isEmpty)
    // What was erased for the first donor is certified to that one, and to no other.
    let act = try story.act("2026-09-28")
    #expect(try story.chain.printCertificates(of: Self.donation, language: .fr, as: act).certified.count == 1)
    #expect(throws: ChainFailure.noCertificate(donation.id)) {
      try story.chain.printCertificates(of: donation.id, language: .fr, as: act)
    }
    #expect(throws: SupplyFailure.moreThanAnnounced(.laptop, wanted: 1, left: 0)) {
      try story.chain.receive(1, .laptop, of: donation.id, as: story.act("2026-09-28"))
    }
    let journal = try story.database.read {
      try $0.count("SELECT count(*) AS n FROM journal WHERE facts LIKE '%Alix%'")
    }
    #expect(journal == 0)
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `a year's rate leaves out what is over ten years old`() throws {
    try part()
    for (code, year) in [(story.laptop, 2018), (story.laptops[1], 2010), (story.laptops[2], 2017)] {
      try story.chain.tell(yearMade: year, grams: 2_000, of: code, as: story.act("2026-09-24"))
    }
    let (lot, rate) = try story.chain.reuse(of: "Mairie d'Exemple", in: 2026, by: "2026-12-31")
    #expect(rate.received == 4 && rate.leftOut == 1 && rate.ofUnknownAge == 1 && rate.reused == 1)
    #expect(rate.counting == 3 && rate.percent == 33)
    #expect(lot.share(of: .laptop).grams == 6_000 && lot.share(of: .laptop, .parts).count == 1)
    #expect(try story.chain.reuse(of: "Mairie d'Exemple", in: 2025, by: "2026-12-31").rate.percent == nil)
    _ = try story.chain.register(donor: "Éco-organisme", stage: .active, as: story.act("2026-09-24"))
    #expect(throws: SupplyFailure.notPublic(donor: "Éco-organisme")) {
      try story.chain.reuse(of: "Éco-organisme", in: 2026, by: "2026-12-31")
    }
  }

  @Test func `its certificates are gathered, and what cannot be certified is named`() throws {
    #expect(throws: ChainFailure.noCertificate(Self.donation)) {
      try story.chain.printCertificates(of: Self.donation, language: .fr, as: story.act("2026-09-10"))
    }
    try story.release()
    try story.bring("portable-2/lshw.json", of: story.laptops[1], on: "2026-09-20")
    let (paper, certified, left) = try story.chain.printCertificates(
      of: Self.donation, language: .fr, as: story.act("2026-09-21"))
    #expect(paper.pdf.starts(with: "%PDF".utf8))
    #expect(certified.count == 1 && left.map(\.code) == [story.laptops[1]])
  }
}

@Suite struct `A tax receipt` {
  let story: WorkshopStory

  init() throws {
    story = try WorkshopStory()
    _ = try story.chain.register(
      structure: "Société Exemple", kind: .company, siret: nil, uai: nil, rna: nil, commune: nil,
      as: story.act("2026-09-01"))
    _ = try story.chain.register(donor: "Société Exemple", stage: .active, as: story.act("2026-09-01"))
    _ = try story.chain.record(
      donation: [.init(category: .screen, quantity: 1)], from: "Société Exemple", under: nil, to: "Filière",
      origin: nil,
      as: story.act("2026-09-02"))
  }

  private func issue(_ donation: Int64 = 2, worth value: Money = Money(euros: 400)) throws -> TaxReceipt {
    try story.chain.issueReceipt(for: DonationID(rawValue: donation), worth: value, as: story.act("2026-09-10")).receipt
  }

  @Test func `is issued by an entitled structure only, once, for what came in`() throws {
    #expect(throws: SupplyFailure.notEntitled(structure: "Filière", day: "2026-09-10")) { try issue() }
    try story.chain.file(.taxReceipts, of: "Filière", since: "2020-01-01", endsOn: nil, as: story.act("2026-09-05"))
    let status = try story.latest
    #expect(throws: SupplyFailure.nothingReceived(DonationID(rawValue: 2))) { try issue() }
    _ = try story.chain.receive(1, .screen, of: DonationID(rawValue: 2), as: story.act("2026-09-06"))
    #expect(throws: SupplyFailure.amount(.zero)) { try issue(worth: .zero) }
    let receipt = try issue()
    #expect(receipt.form == .company && receipt.number == 1)
    #expect(throws: SupplyFailure.receiptIssued(DonationID(rawValue: 2))) { try issue() }
    let issued = try #require(try story.entries("SELECT entry FROM tax_receipts").first)
    #expect(throws: SupplyFailure.statusReliedOn(structure: "Filière", by: issued, day: "2026-09-10")) {
      try story.chain.correct(status, .annulment, because: "essai", as: story.act("2026-12-01"))
    }
  }

  @Test func `is for no association, which pays no such tax`() throws {
    _ = try story.chain.register(donor: "Filière", stage: .active, as: story.act("2026-09-01"))
    let gift = try story.chain.record(
      donation: [.init(category: .screen, quantity: 1)], from: "Filière", under: nil, origin: nil,
      as: story.act("2026-09-02"))
    #expect(gift.legalOrigin == .associationGift)
    #expect(gift.legalOrigin.text == Text(fr: "don d'une association", en: "gift of an association"))
    #expect(throws: SupplyFailure.noReceipt(for: .association)) { try issue(gift.id.rawValue) }
  }

  @Test func `is for no public body`() throws {
    #expect(throws: SupplyFailure.noReceipt(for: .publicBody)) { try issue(1) }
  }
}

@Suite struct `Lending in an owner's name` {
  @Test func `only the owner or its agent signs`() throws {
    let story = try ChainStory()
    try story.adoptCollege()
    let code = try story.ready()
    let request = try story.decided()
    _ = try story.chain.allocate(code, to: request, as: story.act("2026-09-09"))
    _ = try story.chain.transfer(code, to: "Mairie d'Exemple", as: story.act("2026-09-09"))
    #expect(throws: InventoryFailure.notTheirs(code)) { try story.sign(request, on: "2026-09-10") }
    _ = try story.chain.entrust(code, to: nil, agent: "Filière", as: story.act("2026-09-10"))
    _ = try story.sign(request, on: "2026-09-10")
  }
}
