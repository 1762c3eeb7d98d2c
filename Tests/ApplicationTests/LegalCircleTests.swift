import Directory
import Inventory
import Kernel
import Refurbishment
import Supply
import TestSupport
import Testing

@testable import Application

/// What a public body gave, and where it may go.
@Suite struct `The circle of a public gift` {
  let story: WorkshopStory
  static let company = "Société Exemple"

  init() throws {
    story = try WorkshopStory()
    for (name, kind) in [(Self.company, Directory.Partner.Kind.company), ("Autre association", .association)] {
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

  @Test func `leaves businesses out, unless they have a status on file`() throws {
    let act = try story.act("2026-09-20")
    let head = try story.head
    let refusal = SupplyFailure.outsideLegalCircle(structure: Self.company)
    #expect(refusal.text.fr.contains("L. 3212-2"))
    #expect(throws: refusal) { try story.chain.transfer(story.laptop, to: Self.company, as: act) }
    #expect(throws: refusal) { try story.chain.give(story.laptop, to: Self.company, deed: "Acte 1", as: act) }
    #expect(throws: refusal) { try story.chain.sell(story.laptop, by: sale(to: Self.company), as: act) }
    #expect(try story.head == head)
    try story.chain.file(.esus, of: Self.company, since: "2026-01-01", endsOn: nil, as: story.act("2026-09-19"))
    #expect(try story.chain.transfer(story.laptop, to: Self.company, as: act).agent == nil)
  }

  @Test func `is told of no day before the device came in`() throws {
    #expect(
      throws: InventoryFailure.beforeLastMovement(story.laptop, day: "2026-09-07", last: WorkshopStory.received)
    ) {
      try story.chain.transfer(story.laptop, to: "Autre association", as: story.act("2026-09-07"))
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
    _ = try story.chain.give(story.laptop, to: "Autre association", deed: "Acte 1", as: story.act("2026-09-20"))
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
