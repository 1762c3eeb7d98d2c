import Inventory
import Kernel
import Loans
import Storage
import TestSupport
import Testing

@testable import Application

@Suite struct `Lending without a request` {
  let story: ChainStory
  let (first, second, third): (AssetCode, AssetCode, AssetCode)

  init() throws {
    story = try ChainStory()
    (first, second, third) = (try story.ready(), try story.ready(), try story.ready())
    try story.adoptCollege()
  }

  private func lend(
    _ kind: ContractKind = .freeAccess, to borrower: BorrowerWish, _ ends: LoanEnd = .asProgrammeSays
  ) throws -> Contract {
    try story.chain.lend(
      first, and: [second], to: borrower, by: "Filière", starts: "2026-09-10", ends: ends, accessories: ["chargeur"],
      ContractWish(kind), as: story.act("2026-09-10"))
  }

  private let town = BorrowerWish.structure("Mairie d'Exemple", at: "Tiers-lieu", contact: ChainStory.founder)
  private func states() throws -> [Device.StateName] { try [first, second, third].map(story.state) }
  private func expectAllWell() throws {
    let faults = try story.chain.check(against: nil).faults.map(\.en)
    #expect(faults == [])
  }

  @Test func `devices of free access live from the signature to the return, without a household`() throws {
    let contract = try lend(to: town)
    #expect(try states() == [.reserved, .reserved, .ready])
    let request = try story.decided(on: "2026-09-10")
    #expect(throws: InventoryFailure.wrongState(first, is: .reserved, verb: .reserve)) {
      try story.chain.allocate(first, to: request, as: story.act("2026-09-10"))
    }
    try expectAllWell()
    #expect(try story.chain.structureLoans().map(\.borrower) == ["Mairie d'Exemple"])
    #expect(try story.chain.structureLoans(of: "Filière").isEmpty)
    #expect(try story.handOver(contract.id, on: "2026-09-15").isEmpty)
    #expect(try states() == [.out, .out, .ready])
    try expectAllWell()
    let day = try story.act("2026-09-15")
    let paper = try OutsideProgram.text(ofPDF: story.chain.printContract(contract.id, as: day).pdf)
    #expect(
      ["Convention de mise à disposition", "Mairie d'Exemple", "Tiers-lieu", "\(first)", "\(second)"].allSatisfy(
        paper.contains))
    let receipt = try OutsideProgram.text(ofPDF: story.chain.printHandOver(of: contract.id, as: day).pdf)
    #expect(receipt.contains("LA STRUCTURE") && receipt.contains("\(second)"))
    let incident = try story.chain.record(
      .breakdown, of: second, suspending: false, remark: nil, under: contract.id, as: story.act("2026-10-01"))
    #expect(try story.chain.openIncidents().map(\.contact) == [ChainStory.founder])
    _ = try story.chain.exchange(
      after: incident.id, for: third, .init(condition: .notWorking, reason: .breakdown),
      as: story.act("2026-10-02"))
    #expect(try states() == [.out, .received, .out])
    #expect(throws: ContractFailure.nothingToRenew(contract.id)) {
      try story.chain.renew(contract.id, until: .on("2027-09-10"), as: story.act("2026-10-03"))
    }
    try expectAllWell()
  }

  @Test func `a term is renewed by the day alone`() throws {
    let contract = try lend(.loan, to: town, .on("2026-12-10"))
    try story.handOver(contract.id, on: "2026-09-15")
    #expect(throws: ContractFailure.withoutRequest(contract.id)) {
      try story.chain.renew(contract.id, until: .asProgrammeSays, as: story.act("2026-10-03"))
    }
    let renewed = try story.chain.renew(contract.id, until: .afterMonths(3), as: story.act("2026-10-03"))
    #expect(renewed.term == "2027-03-10")
    #expect(try story.takeBack(contract.id, on: "2026-11-01") == [first, second])
    #expect(try story.chain.structureLoans().isEmpty)
    try expectAllWell()
  }

  @Test func `a household has a short loan that somebody decides, and says why`() throws {
    let household = try story.household()
    let counter = BorrowerWish.household(household, because: "entretien d'embauche demain")
    #expect(throws: ContractFailure.notAtCounter(.loan, term: nil)) { try lend(.loan, to: counter) }
    #expect(throws: FollowUpFailure.mayTellOfHealth(word: "hospitalisée")) {
      try lend(.loan, to: .household(household, because: "hospitalisée demain"), .on("2026-10-10"))
    }
    let contract = try lend(.loan, to: counter, .on("2026-10-10"))
    #expect(contract.agreement.borrower == .household(household, .counter(because: "entretien d'embauche demain")))
    #expect(try !story.handOver(contract.id, on: "2026-09-15").isEmpty)
    #expect(throws: ContractFailure.withoutRequest(contract.id)) {
      try story.chain.convert(contract.id, ContractWish(.gift), as: story.act("2026-09-20"))
    }
    try story.takeBack(contract.id, on: "2026-10-01")
    try expectAllWell()
  }

  @Test func `a short loan is signed by nobody in their own place`() throws {
    let household = try story.household("Kim Mineur")
    func lend(_ signing: Signature.Wish) throws -> Contract {
      var wish = ContractWish(.loan)
      wish.signing = signing
      return try story.chain.lend(
        first, to: .household(household, because: "stage"), by: "Filière", starts: "2026-09-10",
        ends: .on("2026-10-10"), accessories: [], wish, as: story.act("2026-09-10"))
    }
    #expect(throws: ContractFailure.representsOneself("kim mineur")) {
      try lend(Signature.Wish(capacity: .minor, representative: "kim mineur"))
    }
    #expect(throws: ContractFailure.jointWithOneself("KIM MINEUR")) { try lend(Signature.Wish(joint: ["KIM MINEUR"])) }
    let signature = try lend(Signature.Wish(capacity: .minor, representative: "Dominique Mineur")).agreement.signature
    #expect(signature.capacity == .minor && signature.representative == "Dominique Mineur")
    try expectAllWell()
  }

  @Test func `given up, it frees all it promised, and is set right like any other`() throws {
    let contract = try lend(to: town)
    let signature = try story.latest.rawValue - 1
    _ = try story.chain.cancel(contract.id, because: .declined, as: story.act("2026-09-11"))
    #expect(try states() == [.ready, .ready, .ready])
    try expectAllWell()
    let last = try story.latest.rawValue
    for entry in [last, last - 1, signature + 1, signature] {
      try story.chain.correct(EntryID(rawValue: entry), .annulment, because: "erreur", as: story.act("2026-12-01"))
    }
    #expect(try states() == [.ready, .ready, .ready])
    #expect(try story.chain.contract(contract.id).contract.state == .annulled)
    try expectAllWell()
  }

  @Test func `only its owner or the owner's agent lends it, and only what is ready`() throws {
    let raw = try story.receive()
    #expect(throws: InventoryFailure.wrongState(raw, is: .received, verb: .reserve)) {
      try story.chain.lend(
        raw, to: town, by: "Filière", starts: "2026-09-10", ends: .asProgrammeSays, accessories: [],
        ContractWish(.freeAccess), as: story.act("2026-09-10"))
    }
    #expect(throws: ContractFailure.notForStructure(.gift)) { try lend(.gift, to: town) }
  }
}
