import Directory
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

/// A workshop whose first laptop, a public gift, is ready; « Filière », of general interest, owns what it received.
private func workshop() throws -> WorkshopStory {
  let story = try WorkshopStory()
  for (name, kind) in [("Autre association", Directory.Partner.Kind.association), ("Société Exemple", .company)] {
    _ = try story.chain.register(
      structure: name, kind: kind, siret: nil, uai: nil, rna: nil, commune: nil, as: story.act("2026-09-01"))
  }
  try story.chain.file(.esus, of: "Autre association", since: "2026-01-01", endsOn: nil, as: story.act("2026-09-02"))
  try story.release()
  return story
}

@Suite struct `Selling a public gift` {
  let story: WorkshopStory

  init() throws { story = try workshop() }

  private func sell(
    for euros: Int64 = 120, toSomebodyInNeed: Bool = true, to buyer: String? = nil, on day: Day = "2026-09-20"
  ) throws -> Device {
    var sale = Chain.Sale(price: Money(euros: euros), invoice: "Facture 7")
    (sale.buyerIsInNeed, sale.buyer) = (toSomebodyInNeed, buyer)
    return try story.chain.sell(story.laptop, by: sale, as: story.act(day))
  }

  @Test func `is for a structure that may, to whoever is in need, at the ceiling or below`() throws {
    let head = try story.head
    #expect(throws: SupplyFailure.resaleToAnyone) { try sell(toSomebodyInNeed: false) }
    // CGPPP, art. L. 3212-3 and its decree: 180 € for a laptop.
    #expect(throws: SupplyFailure.self) { try sell(for: 181) }
    #expect(throws: InventoryFailure.price(.zero)) { try sell(for: 0) }
    #expect(try story.head == head)
    #expect(try sell(for: 180).state.name == .sold)
    let sheet = try story.chain.device(story.laptop)
    #expect(sheet.departure?.departure.price == Money(euros: 180) && sheet.departure?.recipient == nil)
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `in an owner's name needs an owner, or an agent, who may`() throws {
    _ = try story.chain.transfer(story.laptop, to: "Autre association", as: story.act("2026-09-19"))
    #expect(throws: SupplyFailure.mayNotResell) { try sell() }
    _ = try story.chain.entrust(story.laptop, to: nil, agent: "Filière", as: story.act("2026-09-19"))
    #expect(try sell(to: "Autre association").state.name == .sold)
    let custody = try story.chain.device(story.laptop).custody
    #expect(custody?.owner == "Autre association" && custody?.holder == "Autre association")
  }

  @Test func `is refused when the convention promises that nothing is resold`() throws {
    _ = try story.chain.sign(
      convention: "CV-1", donor: "Mairie d'Exemple", endsOn: nil,
      promises: Convention.Promises(erasure: .clear, noResale: true, certificate: false), as: story.act("2026-09-19"))
    let gift = try story.chain.record(
      donation: [.init(category: .laptop, quantity: 1)], from: "Mairie d'Exemple", under: "CV-1", to: "Filière",
      origin: nil, as: story.act("2026-09-20"))
    _ = try story.chain.give(story.laptop, to: "Autre association", deed: "Acte 1", as: story.act("2026-09-20"))
    _ = try story.chain.receiveAgain(story.laptop, of: gift.id, as: story.act("2026-09-21"))
    try story.bring(
      WorkshopStory.file("portable-1/nwipe.log", replacing: "2026/09/15", with: "2026/09/23"), on: "2026-09-23")
    _ = try story.chain.startWork(on: story.laptop, as: story.act("2026-09-24"))
    try story.pass("triage", of: story.laptop, on: "2026-09-24")
    _ = try story.chain.validateErasures(of: story.laptop, as: story.act("2026-09-24", by: WorkshopStory.second))
    try story.work(story.laptop, on: "2026-09-25")
    _ = try story.chain.release(story.laptop, as: story.act("2026-09-26"))
    #expect(throws: SupplyFailure.promisedNotToResell("CV-1")) { try sell(on: "2026-09-27") }
  }

  @Test func `counts as reuse of the lot`() throws {
    _ = try sell()
    let lot = try story.chain.outcome(of: DonationID(rawValue: 1), by: "2026-12-31")
    #expect(lot.arrivals.first { $0.code == story.laptop }?.fate == .reused)
  }

  @Test func `annulled, gives the device and its owner back`() throws {
    let sold = try sell(to: "Autre association")
    try story.chain.correct(sold.standing, .annulment, because: "vente annulée", as: story.act("2026-09-21"))
    let sheet = try story.chain.device(story.laptop)
    #expect(sheet.device.state.name == .ready && sheet.custody?.owner == "Filière" && sheet.departure == nil)
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }
}

@Suite struct `Giving a device back` {
  let story: WorkshopStory

  init() throws { story = try workshop() }

  @Test func `is for its owner or whoever gave it, and nobody else`() throws {
    let act = try story.act("2026-09-20")
    #expect(throws: InventoryFailure.notItsOwner(story.laptop)) {
      try story.chain.giveBack(story.laptop, to: "Autre association", receipt: "Reçu 1", as: act)
    }
    #expect(try story.chain.giveBack(story.laptop, to: nil, receipt: "Reçu 1", as: act).state == .returned)
    let sheet = try story.chain.device(story.laptop)
    #expect(sheet.departure?.recipient == "Mairie d'Exemple" && sheet.custody?.owner == "Mairie d'Exemple")
    let lot = try story.chain.outcome(of: DonationID(rawValue: 1), by: "2026-12-31")
    #expect(lot.arrivals.first { $0.code == story.laptop }?.fate == .gone)
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `lets no medium go unclean`() throws {
    let code = story.laptops[1]
    try story.bring("portable-2/lshw.json", of: code, on: "2026-09-20")
    _ = try story.chain.startWork(on: code, as: story.act("2026-09-20"))
    #expect(throws: RefurbishmentFailure.self) {
      try story.chain.giveBack(code, to: nil, receipt: "Reçu 1", as: story.act("2026-09-21"))
    }
  }
}

@Suite struct `Media that left with a device` {
  /// A laptop erased and given back from the workshop, without ever having been released.
  private func gone() throws -> WorkshopStory {
    let story = try WorkshopStory()
    try story.bring("portable-1/lshw.json", of: story.laptop, on: "2026-09-15")
    try story.bring("portable-1/nwipe.log", on: "2026-09-15")
    _ = try story.chain.validateErasures(of: story.laptop, as: story.act("2026-09-16", by: WorkshopStory.second))
    _ = try story.chain.startWork(on: story.laptop, as: story.act("2026-09-16"))
    _ = try story.chain.giveBack(story.laptop, to: nil, receipt: "Reçu 1", as: story.act("2026-09-20"))
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
    return story
  }

  @Test func `left on the faith of an erasure, which is not taken back before the departure is`() throws {
    let story = try gone()
    let departure = try story.chain.device(story.laptop).device.standing
    let validation = try story.entries("SELECT entry FROM erasure_validations")[0]
    #expect(throws: CorrectionFailure.departureRestsOnIt(story.laptop, departure: departure)) {
      try story.chain.correct(validation, .annulment, because: "mauvais disque", as: story.act("2026-09-21"))
    }
    try story.chain.correct(departure, .annulment, because: "mauvais disque", as: story.act("2026-09-21"))
    try story.chain.correct(validation, .annulment, because: "mauvais disque", as: story.act("2026-09-21"))
    #expect(try story.missing(of: story.laptop).contains(.awaitingValidation("EMU-HDD-0001")))
  }

  @Test(arguments: [
    ("media_clearances_keeps_values", "UPDATE media_clearances SET verdict = zeroblob(32)"),
    ("media_clearances_keeps_rows", "DELETE FROM media_clearances"),
  ])
  func `are known to have been clean by what was done, and by nothing forged`(guarded: String, sql: String) throws {
    let story = try gone()
    try story.database.change { change in
      try change.run(SQL(stringLiteral: "DROP TRIGGER \(guarded)"))
      try change.run(SQL(stringLiteral: sql))
    }
    let faults = try story.chain.check(against: nil).faults.map(\.fr)
    #expect(faults.contains { $0.contains("rien de ce qui a été fait ne montre") }, "\(faults)")
  }
}

@Suite struct `A lost device` {
  let story: WorkshopStory

  init() throws { story = try workshop() }

  @Test func `is told with whether its media are known to be clean`() throws {
    let clean = try story.chain.lose(story.laptop, report: "Plainte 1", as: story.act("2026-09-20"))
    #expect(clean.device.state == .lost && clean.isKnownClean)
    try story.bring("portable-2/lshw.json", of: story.laptops[1], on: "2026-09-20")
    #expect(try !story.chain.lose(story.laptops[1], report: "Plainte 1", as: story.act("2026-09-21")).isKnownClean)
    let lot = try story.chain.outcome(of: DonationID(rawValue: 1), by: "2026-12-31")
    #expect(lot.arrivals.map(\.fate) == [.gone, .gone, .here, .here])
  }

  @Test func `found, is behind the gate again, and what was erased before counts no more`() throws {
    _ = try story.chain.lose(story.laptop, report: "Plainte 1", as: story.act("2026-09-20"))
    let found = try story.chain.find(story.laptop, as: story.act("2026-09-25"))
    #expect(found.state == .received && found.round == 2)
    _ = try story.chain.startWork(on: story.laptop, as: story.act("2026-09-26"))
    #expect(try !story.missing(of: story.laptop).isEmpty)
    #expect(throws: RefurbishmentFailure.self) {
      try story.chain.giveBack(story.laptop, to: nil, receipt: "Reçu 1", as: story.act("2026-09-27"))
    }
    #expect(try story.chain.outcome(of: DonationID(rawValue: 1), by: "2026-12-31").arrivals[0].fate == .here)
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }
}

@Suite struct `A device lost while it is lent` {
  let story: ChainStory
  let code: AssetCode
  let contract: ContractID

  init() throws {
    story = try ChainStory()
    try story.adoptCollege()
    code = try story.ready()
    let request = try story.decided()
    _ = try story.chain.allocate(code, to: request, as: story.act("2026-09-09"))
    contract = try story.sign(request, on: "2026-09-10")
    _ = try story.handOver(contract, on: "2026-09-11")
  }

  private func equipped(in quarter: String) throws -> Int? {
    let figures = try story.chain.report(for: Quarter(quarter).period).figures
    return figures.first { $0.indicator.id == "households-equipped" }?.number
  }

  @Test func `ends its contract, and the household holds it no more`() throws {
    let loss = try story.chain.lose(code, report: "Plainte 12", as: story.act("2026-10-20"))
    #expect(loss.device.state == .lost && loss.contract == contract)
    #expect(try equipped(in: "2026-Q3") == 1 && equipped(in: "2026-Q4") == 0)
    let sheet = try story.chain.contract(contract)
    #expect(sheet.contract.state == .lost && sheet.takeBack == nil)
    #expect(try story.chain.followUps(dueBy: "2027-06-30").isEmpty)
    #expect(throws: LoansFailure.self) {
      try story.chain.takeBack(contract, .init(condition: .good, reason: .term), as: story.act("2026-10-21"))
    }
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `told by mistake, is back with the household, its contract running`() throws {
    _ = try story.chain.lose(code, report: "Plainte 12", as: story.act("2026-10-20"))
    try story.chain.correct(story.latest, .annulment, because: "retrouvé chez eux", as: story.act("2026-10-21"))
    #expect(try story.state(of: code) == .out)
    #expect(try story.chain.contract(contract).contract.state == .handedOver)
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `found, goes through the workshop, and its contract stays ended`() throws {
    _ = try story.chain.lose(code, report: "Plainte 12", as: story.act("2026-10-20"))
    #expect(try story.chain.find(code, as: story.act("2026-11-02")).state == .received)
    #expect(try story.chain.contract(contract).contract.state == .lost)
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }
}

@Suite struct `The stages of a gisement` {
  @Test func `keep the order of their days when one is corrected`() throws {
    let story = try WorkshopStory()
    _ = try story.chain.move(donor: "Mairie d'Exemple", to: .exhausted, as: story.act("2026-10-01"))
    let exhausted = try story.latest
    _ = try story.chain.move(donor: "Mairie d'Exemple", to: .active, as: story.act("2026-11-01"))
    let active = try story.latest
    #expect(
      throws: CorrectionFailure.outOfOrder(exhausted, day: "2026-11-02", other: active, otherDay: "2026-11-01")
    ) {
      try story.chain.correct(exhausted, .day("2026-11-02"), because: "essai", as: story.act("2026-12-01"))
    }
    try story.chain.correct(exhausted, .day("2026-10-31"), because: "essai", as: story.act("2026-12-01"))
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }
}
