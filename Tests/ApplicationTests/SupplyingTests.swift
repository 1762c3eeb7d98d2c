import Directory
import Inventory
import Kernel
import Storage
import Supply
import TestSupport
import Testing

@testable import Application

@Suite struct `Receiving devices` {
  let story: WorkshopStory

  init() throws { story = try WorkshopStory() }

  private func receive(
    _ quantity: Int, _ category: DeviceCategory = .laptop, codes: [AssetCode] = [], on day: Day = "2026-09-10"
  ) throws -> [Device] {
    try story.chain.receive(
      quantity, category, of: DonationID(rawValue: 1), codes: codes, as: story.act(day))
  }

  @Test func `each has a code of its own and an entry of its own`() throws {
    let before = try story.latest
    let devices = try receive(2)
    #expect(Set(devices.map(\.code)).count == 2)
    #expect(story.chain.lastEntries.map(\.rawValue) == [before.rawValue + 1, before.rawValue + 2])
    #expect(devices.map(\.standing) == story.chain.lastEntries)
    #expect(devices.allSatisfy { $0.legalOrigin == .publicGift && $0.state == .received })
  }

  @Test func `no more come in than were announced`() throws {
    let head = try story.head
    #expect(throws: SupplyFailure.moreThanAnnounced(.laptop, wanted: 3, left: 2)) { try receive(3) }
    #expect(try story.head == head)
    _ = try receive(2)
    #expect(throws: SupplyFailure.moreThanAnnounced(.laptop, wanted: 1, left: 0)) { try receive(1) }
  }

  @Test func `one received by mistake leaves its place to another`() throws {
    let device = try receive(2)[0]
    try story.chain.correct(device.standing, .annulment, because: "compté deux fois", as: story.act("2026-09-11"))
    #expect(try receive(1).count == 1)
    #expect(throws: InventoryFailure.receptionAnnulled(device.code)) { try story.chain.device(device.code) }
    #expect(try !story.chain.devices(in: .received).map(\.code).contains(device.code))
    #expect(try story.chain.status().devices.map(\.count) == [6])
  }

  @Test func `none comes in before it was given`() throws {
    #expect(throws: SupplyFailure.receivedBeforeGiven(day: "2026-08-31", given: "2026-09-01")) {
      try receive(1, on: "2026-08-31")
    }
    #expect(try receive(1, on: "2026-09-01").count == 1)
  }

  @Test func `labels already stuck are taken, and never twice`() throws {
    #expect(try receive(2, codes: ["000-000-000"])[0].code == "000-000-000")
    #expect(throws: SupplyFailure.moreCodesThanDevices(codes: 2, devices: 1)) {
      try receive(1, codes: ["ABC-DEF-GHZ", "ZZZ-ZZZ-ZZ3"])
    }
  }

  @Test func `a code stuck twice takes nothing in`() throws {
    let head = try story.head
    #expect(throws: InventoryFailure.codeTaken("000-000-000")) {
      try receive(2, codes: ["000-000-000", "000-000-000"])
    }
    #expect(throws: InventoryFailure.codeTaken(story.laptop)) { try receive(1, codes: [story.laptop]) }
    #expect(try story.head == head)
  }

  @Test func `what was not announced does not come in`() throws {
    let donation = DonationID(rawValue: 1)
    #expect(throws: SupplyFailure.noLine(donation, .tablet)) { try receive(1, .tablet) }
    #expect(throws: SupplyFailure.quantity(0)) { try receive(0) }
    #expect(throws: SupplyFailure.noDonation(DonationID(rawValue: 9))) {
      try story.chain.receive(1, .laptop, of: DonationID(rawValue: 9), as: story.act("2026-09-10"))
    }
  }
}

@Suite struct `Giving devices` {
  let story: WorkshopStory
  static let town = "Mairie d'Exemple"
  static let company = "Société Exemple"

  init() throws {
    story = try WorkshopStory()
    _ = try story.chain.register(
      structure: Self.company, kind: .company, siret: nil, uai: nil, rna: nil, commune: nil, as: story.act("2026-09-01")
    )
    _ = try story.chain.register(donor: Self.company, stage: .active, as: story.act("2026-09-01"))
  }

  private func give(
    from donor: String, under convention: String? = nil, origin: LegalOrigin? = nil, on day: Day = "2026-09-10"
  ) throws -> Donation {
    try story.chain.record(
      donation: [.init(category: .laptop, quantity: 1)], from: donor, under: convention, origin: origin,
      as: story.act(day))
  }

  @Test func `what the donor is decides the origin unless said`() throws {
    #expect(try give(from: Self.town).legalOrigin == .publicGift)
    #expect(try give(from: Self.company).legalOrigin == .companyGift)
    #expect(try give(from: Self.company, origin: .purchase).legalOrigin == .purchase)
  }

  @Test(arguments: LegalOrigin.allCases)
  func `a public gift comes from a public body, and from it alone`(origin: LegalOrigin) throws {
    if origin == .publicGift {
      #expect(throws: SupplyFailure.originAgainstDonor(origin, .company)) {
        try give(from: Self.company, origin: origin)
      }
    } else {
      #expect(throws: SupplyFailure.originAgainstDonor(origin, .publicBody)) {
        try give(from: Self.town, origin: origin)
      }
    }
  }

  @Test func `only a registered donor gives, and is registered once`() throws {
    _ = try story.chain.register(
      structure: "CCAS", kind: .ccas, siret: nil, uai: nil, rna: nil, commune: nil, as: story.act("2026-09-01"))
    #expect(throws: SupplyFailure.noDonor(structure: "CCAS")) { try give(from: "ccas") }
    #expect(throws: SupplyFailure.alreadyDonor(structure: Self.town)) {
      try story.chain.register(donor: "2", stage: .active, as: story.act("2026-09-01"))
    }
    #expect(throws: DirectoryFailure.noSuchStructure("Mairie", near: [Self.town])) { try give(from: "Mairie") }
  }

  @Test func `a gift falls under its donor's convention, within its term`() throws {
    _ = try story.chain.sign(
      convention: "C-1", donor: Self.company, endsOn: "2026-10-31", as: story.act("2026-09-05"))
    #expect(try give(from: Self.company, under: "C-1").convention != nil)
    #expect(throws: SupplyFailure.conventionOfAnother("C-1")) { try give(from: Self.town, under: "C-1") }
    #expect(throws: SupplyFailure.noConvention("C-2")) { try give(from: Self.company, under: "C-2") }
    for day in ["2026-09-04", "2026-11-01"] as [Day] {
      #expect(throws: SupplyFailure.outsideConvention("C-1", day: day)) {
        try give(from: Self.company, under: "C-1", on: day)
      }
    }
  }

  @Test func `a corrected day keeps to the term`() throws {
    _ = try story.chain.sign(
      convention: "C-1", donor: Self.company, endsOn: "2026-10-31", as: story.act("2026-09-05"))
    let signature = try story.latest
    _ = try give(from: Self.company, under: "C-1")
    let gift = try story.latest
    #expect(throws: SupplyFailure.outsideConvention("C-1", day: "2026-11-01")) {
      try story.chain.correct(gift, .day("2026-11-01"), because: "essai", as: story.act("2026-12-01"))
    }
    #expect(
      throws: CorrectionFailure.outOfOrder(gift, day: "2026-09-04", other: signature, otherDay: "2026-09-05")
    ) { try story.chain.correct(gift, .day("2026-09-04"), because: "essai", as: story.act("2026-12-01")) }
    try story.chain.correct(gift, .day("2026-10-31"), because: "essai", as: story.act("2026-12-01"))
  }

  @Test func `an annulled convention covers nothing`() throws {
    _ = try story.chain.sign(convention: "C-1", donor: Self.company, endsOn: nil, as: story.act("2026-09-05"))
    try story.chain.correct(story.latest, .annulment, because: "non signée", as: story.act("2026-09-06"))
    #expect(throws: SupplyFailure.noConvention("C-1")) { try give(from: Self.company, under: "C-1") }
    #expect(try story.chain.status().records.first { $0.record == .conventions }?.count == 0)
  }
}
