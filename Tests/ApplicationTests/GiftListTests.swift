import Directory
import Inventory
import Kernel
import Reporting
import Spreadsheets
import Storage
import Supply
import TestSupport
import Testing

@testable import Application

/// The chain's part in lists of gifts: what a public body may give, and what it gave once already.
@Suite struct `A list of what a public body gives` {
  let story: WorkshopStory
  static let donor = "Mairie d'Exemple"

  init() throws { story = try WorkshopStory() }

  private func list(_ text: String) throws -> EquipmentList { try EquipmentList(reading: Array(text.utf8)) }

  static let tooDear = "Type;Modèle;Valeur\nportable;T480;300,00\nportable;X1;300,01\nécran;E23;\n"

  @Test func `names each line worth more than 300 euros, in the dry run as in the real one`() throws {
    let head = try story.head
    let plan = try story.chain.plan(announcing: list(Self.tooDear), from: Self.donor)
    #expect(plan.created == 2 && plan.refused.map(\.line) == [3] && plan.refused.map(\.column) == ["value"])
    #expect(plan.refused.first?.written == "300,01")
    #expect(plan.refused.first?.reason.fr.contains("300,00") == true)
    #expect(throws: ListFailure.refusedLines(1, of: 3)) {
      try story.chain.announce(
        list(Self.tooDear), from: Self.donor, under: nil, origin: nil, acceptValid: false, as: story.act("2026-10-01"))
    }
    #expect(try story.head == head)
    let taken = try story.chain.announce(
      list(Self.tooDear), from: Self.donor, under: nil, origin: nil, acceptValid: true, as: story.act("2026-10-01"))
    #expect(taken.donation?.lines.map(\.quantity) == [1, 1])
  }

  @Test func `is held to 300 euros too where it is a stock from before`() throws {
    let plan = try story.chain.plan(stock: list(Self.tooDear), of: Self.donor)
    #expect(plan.refused.map(\.line) == [3] && plan.created == 2)
  }

  @Test func `may be worth more where a company gives it`() throws {
    _ = try story.chain.register(
      structure: "Société Exemple", kind: .company, siret: nil, uai: nil, rna: nil, commune: nil,
      as: story.act("2026-09-01"))
    _ = try story.chain.register(donor: "Société Exemple", stage: .active, as: story.act("2026-09-01"))
    #expect(try story.chain.plan(announcing: list(Self.tooDear), from: "Société Exemple").refused.isEmpty)
  }

  @Test func `tells in the dry run what would keep the gift from being recorded`() throws {
    #expect(throws: SupplyFailure.noReceiver(candidates: [])) {
      try story.chain.plan(announcing: list(Self.tooDear), from: Self.donor, on: "2026-07-31")
    }
    #expect(throws: SupplyFailure.originAgainstDonor(.companyGift, .publicBody)) {
      try story.chain.plan(stock: list(Self.tooDear), of: Self.donor, origin: .companyGift)
    }
    #expect(throws: SupplyFailure.noConvention("CV-9")) {
      try story.chain.plan(announcing: list(Self.tooDear), from: Self.donor, under: "CV-9")
    }
  }

  @Test func `names who receives it, where several may`() throws {
    _ = try story.chain.register(
      structure: "Autre association", kind: .association, siret: nil, uai: nil, rna: nil, commune: nil,
      as: story.act("2026-09-01"))
    try story.chain.file(.esus, of: "Autre association", since: "2026-01-01", endsOn: nil, as: story.act("2026-09-01"))
    let good = "Type;Modèle\nportable;T480\n"
    #expect(throws: SupplyFailure.noReceiver(candidates: ["Filière", "Autre association"])) {
      try story.chain.plan(announcing: list(good), from: Self.donor)
    }
    let taken = try story.chain.announce(
      list(good), from: Self.donor, under: nil, to: "Autre association", origin: nil, acceptValid: false,
      as: story.act("2026-10-01"))
    let receiver = try story.chain.structure("Autre association").structure.id
    #expect(taken.donation?.receiver == receiver)
  }
}

@Suite struct `A list that announces what was given away` {
  let story: WorkshopStory
  static let donor = "Mairie d'Exemple"
  static let serial = "EMU-PC-0001"

  /// The first laptop was announced by a list of the commune, and given to a school on 20 September.
  init() throws {
    story = try WorkshopStory()
    for (name, kind) in [("École Exemple", Directory.Partner.Kind.school), ("Société Exemple", .company)] {
      _ = try story.chain.register(
        structure: name, kind: kind, siret: nil, uai: nil, rna: nil, commune: nil, as: story.act("2026-09-01"))
    }
    _ = try story.chain.register(donor: "Société Exemple", stage: .active, as: story.act("2026-09-01"))
    _ = try story.chain.announce(
      list("Type;N° de série\nportable;\(Self.serial)\n"), from: Self.donor, under: nil, origin: nil,
      acceptValid: false,
      as: story.act("2026-09-02"))
    try story.release()
    #expect(try story.chain.device(story.laptop).identity.serial == Self.serial)
    _ = try story.chain.give(story.laptop, to: "École Exemple", deed: "Acte 1", as: story.act("2026-09-20"))
  }

  private func list(_ text: String = "Type;N° de série\nportable;\(serial)\nportable;NEUF-12345\n") throws
    -> EquipmentList
  {
    try EquipmentList(reading: Array(text.utf8))
  }

  private func announce(from donor: String, on day: Day) throws -> (plan: ListPlan, donation: Donation?) {
    try story.chain.announce(
      list(), from: donor, under: nil, origin: nil, acceptValid: false, as: story.act(day))
  }

  @Test(arguments: [donor, "Société Exemple"])
  func `counts it in the gift, and names the code it comes back under`(donor: String) throws {
    let (plan, donation) = try announce(from: donor, on: "2026-10-01")
    #expect(plan.created == 2 && plan.refused.isEmpty)
    #expect(plan.comingBack == [.init(line: 2, code: story.laptop, category: .laptop)])
    let gift = try #require(donation)
    #expect(gift.lines.map(\.quantity) == [2])
    let back = try story.chain.receiveAgain(story.laptop, of: gift.id, as: story.act("2026-10-02"))
    #expect(back.code == story.laptop && back.round == 2 && back.donationLine == gift.lines[0].id)
    let quarter = try #require(Period(from: "2026-10-01", through: "2026-12-31"))
    let received = try story.chain.report(for: quarter).figures.first { $0.indicator.id == "devices-received" }
    #expect(received?.number == 1)
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `announces it once, and not at all while it is here`() throws {
    let gift = try #require(try announce(from: Self.donor, on: "2026-10-01").donation)
    #expect(try announce(from: Self.donor, on: "2026-10-02").plan.isEmpty)
    _ = try story.chain.receiveAgain(story.laptop, of: gift.id, as: story.act("2026-10-03"))
    #expect(try announce(from: Self.donor, on: "2026-10-04").plan.skipped == [2, 3])
    let others = try story.chain.plan(announcing: list(), from: "Société Exemple")
    #expect(others.refused.map(\.line) == [2] && others.comingBack.isEmpty)
  }

  @Test func `is no stock: what was given away is received as a gift, or not at all`() throws {
    let plan = try story.chain.plan(stock: list(), of: Self.donor)
    #expect(plan.refused.map(\.line) == [2] && plan.created == 1 && plan.updated.isEmpty)
    #expect(plan.refused.first?.reason.fr.contains("receive-again") == true)
  }

  @Test func `of another model is another device`() throws {
    let plan = try story.chain.plan(
      announcing: list("Type;Modèle;N° de série\nportable;Tout autre;\(Self.serial)\n"), from: "Société Exemple")
    #expect(plan.created == 1 && plan.comingBack.isEmpty && plan.refused.isEmpty)
  }
}
