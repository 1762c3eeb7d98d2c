import Directory
import Inventory
import Kernel
import Refurbishment
import Storage
import Supply
import TestSupport
import Testing

@testable import Application

/// What a public body gave, and where it may go.
@Suite struct `The circle of a public gift` {
  let story: WorkshopStory
  static let company = "Société Exemple"
  static let association = "Autre association"

  init() throws {
    story = try WorkshopStory()
    for (name, kind) in [(Self.company, Directory.Partner.Kind.company), (Self.association, .association)] {
      _ = try story.chain.register(
        structure: name, kind: kind, siret: nil, uai: nil, rna: nil, commune: nil, as: story.act("2026-09-01"))
    }
    try story.release()
  }

  private func sale(to buyer: String? = nil, as configuration: ResaleConfiguration? = nil) -> Chain.Sale {
    var sale = Chain.Sale(price: Money(euros: 100), invoice: "Facture 7")
    (sale.buyerIsInNeed, sale.buyer, sale.configuration) = (true, buyer, configuration)
    return sale
  }

  @Test(arguments: [company, association])
  func `leaves private structures out, unless they have a status on file that day`(name: String) throws {
    let act = try story.act("2026-09-20")
    let refusal = SupplyFailure.outsideLegalCircle(structure: name)
    #expect(refusal.text.fr.contains("L. 3212-2"))
    try story.chain.file(
      .esus, of: name, since: "2026-01-01", endsOn: "2026-09-19", as: story.act("2026-09-19"))
    let head = try story.head
    #expect(throws: refusal) { try story.chain.transfer(story.laptop, to: name, as: act) }
    #expect(throws: refusal) { try story.chain.give(story.laptop, to: name, deed: "Acte 1", as: act) }
    #expect(try story.head == head)
    try story.chain.file(.esus, of: name, since: "2026-09-20", endsOn: nil, as: act)
    let status = try story.latest
    #expect(try story.chain.transfer(story.laptop, to: name, as: act).agent == nil)
    let relied = SupplyFailure.statusReliedOn(structure: name, by: try story.latest, day: "2026-09-20")
    #expect(throws: relied) {
      try story.chain.correct(status, .annulment, because: "essai", as: story.act("2026-12-01"))
    }
  }

  @Test func `is sold, lent and held by no business without a status; an association in need may buy`() throws {
    let act = try story.act("2026-09-20")
    let refusal = SupplyFailure.outsideLegalCircle(structure: Self.company)
    let head = try story.head
    #expect(throws: refusal) { try story.chain.sell(story.laptop, by: sale(to: Self.company), as: act) }
    #expect(throws: refusal) { try story.chain.entrust(story.laptop, to: Self.company, agent: nil, as: act) }
    #expect(throws: refusal) { try story.chain.entrust(story.laptop, to: nil, agent: Self.company, as: act) }
    #expect(try story.head == head)
    _ = try story.chain.entrust(story.laptop, to: Self.association, agent: nil, as: act)
    #expect(try story.chain.sell(story.laptop, by: sale(to: Self.association), as: act).state.name == .sold)
  }

  @Test func `is taken in only while its receiver has a status on file`() throws {
    try story.chain.file(
      .esus, of: Self.association, since: "2026-01-01", endsOn: "2026-09-30", as: story.act("2026-09-02"))
    let gift = try story.chain.record(
      donation: [.init(category: .laptop, quantity: 2)], from: "Mairie d'Exemple", under: nil, to: Self.association,
      origin: nil, as: story.act("2026-09-10"))
    func receive(on day: Day) throws { _ = try story.chain.receive(1, .laptop, of: gift.id, as: story.act(day)) }
    let head = try story.head
    #expect(throws: SupplyFailure.receiverWithoutStatus(structure: Self.association, day: "2026-10-01")) {
      try receive(on: "2026-10-01")
    }
    #expect(try story.head == head)
    try receive(on: "2026-09-30")
    let reception = try story.latest
    #expect(throws: SupplyFailure.receiverWithoutStatus(structure: Self.association, day: "2026-10-01")) {
      try story.chain.correct(reception, .day("2026-10-01"), because: "essai", as: story.act("2026-12-01"))
    }
  }

  @Test func `rests on its seller's status, which is not taken back after the sale`() throws {
    let status = try #require(try story.entries("SELECT entry FROM structure_statuses").first)
    // Another status lets the association receive, but not resell.
    try story.chain.file(.esus, of: "Filière", since: "2020-01-01", endsOn: nil, as: story.act("2026-08-01"))
    _ = try story.chain.sell(story.laptop, by: sale(), as: story.act("2026-09-20"))
    let sold = try #require(try story.entries("SELECT entry FROM departures").first)
    for correction in [WantedCorrection.annulment, .day("2026-09-21")] {
      #expect(throws: SupplyFailure.statusReliedOn(structure: "Filière", by: sold, day: "2026-09-20")) {
        try story.chain.correct(status, correction, because: "essai", as: story.act("2026-12-01"))
      }
    }
    #expect(try story.chain.check(against: nil).faults.isEmpty)
    // A hand outside Rebond takes it back all the same: the check computes it again.
    try story.database.change(story.act("2026-12-01")) { change in
      try Corrections.record(.annulment, of: status, because: "essai", in: change)
    }
    let faults = try story.chain.check(against: nil).faults
    #expect(faults.contains { $0.en.contains("“Filière” resold a public gift on 20 September 2026") })
  }

  @Test func `is told of no day before the device came in`() throws {
    #expect(
      throws: InventoryFailure.beforeLastMovement(story.laptop, day: "2026-09-07", last: WorkshopStory.received)
    ) {
      try story.chain.transfer(story.laptop, to: Self.association, as: story.act("2026-09-07"))
    }
  }

  @Test func `is sold as what it is`() throws {
    #expect(throws: SupplyFailure.notSoldAs(.screen, .laptop)) {
      try story.chain.sell(story.laptop, by: sale(as: .screen), as: story.act("2026-09-20"))
    }
    _ = try story.chain.sell(story.laptop, by: sale(as: .laptop), as: story.act("2026-09-20"))
    // A person bought it: no structure owns or holds it any more.
    #expect(try story.chain.device(story.laptop).custody == nil)
  }

  @Test func `ends with whoever is known to recycle`() throws {
    let code = story.laptops[1]
    _ = try story.chain.startWork(on: code, as: story.act("2026-09-20"))
    _ = try story.chain.attestNoMedium(of: code, because: "disque retiré", as: story.act("2026-09-20"))
    func recycle() throws -> Device {
      try story.chain.recycle(code, by: Self.company, slip: "BSD-1", as: story.act("2026-09-21"))
    }
    #expect(throws: SupplyFailure.noRecycler(structure: Self.company)) { try recycle() }
    _ = try story.chain.tell(
      [(StructureAspect.capability, "recycle")], of: Self.company, as: story.act("2026-09-20"))
    #expect(try recycle().state == .recycled)
  }

  @Test func `received again with a gift that names nobody, a device is nobody's until somebody says`() throws {
    try story.chain.file(.students, of: Self.association, since: "2026-01-01", endsOn: nil, as: story.act("2026-09-19"))
    _ = try story.chain.give(story.laptop, to: Self.association, deed: "Acte 1", as: story.act("2026-09-20"))
    #expect(try story.chain.device(story.laptop).custody?.owner == "Autre association")
    _ = try story.chain.register(donor: "Autre association", stage: .active, as: story.act("2026-09-20"))
    let gift = try story.chain.record(
      donation: [.init(category: .laptop, quantity: 1)], from: "Autre association", under: nil, origin: nil,
      as: story.act("2026-09-21"))
    let back = try story.chain.receiveAgain(story.laptop, of: gift.id, as: story.act("2026-09-22"))
    #expect(try story.chain.device(story.laptop).custody == nil)
    try story.chain.correct(back.standing, .annulment, because: "pas venu", as: story.act("2026-09-23"))
    #expect(try story.chain.device(story.laptop).custody?.owner == "Autre association")
  }
}
