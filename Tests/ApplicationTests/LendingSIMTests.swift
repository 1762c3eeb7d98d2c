import Inventory
import Kernel
import Loans
import Storage
import TestSupport
import Testing

@testable import Application

@Suite struct `A solidarity SIM card` {
  let story: ChainStory
  let household: HouseholdID
  let neighbour: HouseholdID
  let first = Self.number(1)
  let second = Self.number(2)

  init() throws {
    story = try ChainStory()
    household = try story.household()
    neighbour = try story.household("Sol Fictif")
  }

  /// A number whose last digit is its check (Luhn, ITU-T E.118).
  static func number(_ index: Int) -> String {
    let body = "89331503199100000\(index)"
    let sum = body.reversed().enumerated().reduce(0) { sum, next in
      let doubled = (next.element.wholeNumberValue ?? 0) * (next.offset % 2 == 0 ? 2 : 1)
      return sum + doubled / 10 + doubled % 10
    }
    return body + String((10 - sum % 10) % 10)
  }

  private func lend(
    _ number: String, to holder: HouseholdID? = nil, with contract: ContractID? = nil, until: Day? = nil, on day: Day
  ) throws -> LentSIMID {
    try story.chain.lend(sim: number, to: holder ?? household, with: contract, until: until, as: story.act(day))
  }

  private func end(_ id: LentSIMID, _ outcome: LentSIM.Outcome = .returned, on day: Day) throws {
    #expect(try story.chain.end(sim: id, outcome, as: story.act(day)) == household)
  }

  private func sims() throws -> [LentSIM] {
    try story.chain.sims(of: household, by: story.chain.actor(named: ChainStory.founder))
  }

  private func stock() throws -> Int? { try story.chain.stock().first { $0.item == .sim }?.count }

  private func expectSound() throws { #expect(try story.chain.check(against: nil).faults.map(\.en) == []) }

  @Test func `is lent by itself, to one household at a time, and comes back`() throws {
    let id = try lend("8933 1503 1991 0000 01" + String(first.suffix(1)), until: "2027-03-01", on: "2026-09-10")
    let known = try #require(try sims().first)
    #expect(known.id == id && known.number == first && known.contract == nil && known.end == nil)
    #expect(known.lent == "2026-09-10" && known.until == "2027-03-01")
    #expect(throws: LentSIMFailure.lentAlready(id)) { try lend(first, to: neighbour, on: "2026-09-11") }
    #expect(try !sims()[0].isLate(on: "2027-03-01") && sims()[0].isLate(on: "2027-03-02"))
    try end(id, on: "2026-10-01")
    let over = try sims()[0].end
    #expect(over?.outcome == .returned && over?.day == "2026-10-01")
    #expect(try !sims()[0].isLate(on: "2027-03-02"))
    _ = try lend(first, to: neighbour, on: "2026-10-01")
    try expectSound()
  }

  @Test func `with a stopped line serves nobody any more, one that was found again does`() throws {
    let stopped = try lend(first, on: "2026-09-10")
    try end(stopped, .stopped, on: "2026-09-11")
    #expect(throws: LentSIMFailure.lineStopped(stopped)) { try lend(first, on: "2026-09-12") }
    try end(lend(second, on: "2026-09-10"), .lost, on: "2026-09-11")
    _ = try lend(second, on: "2026-09-12")
  }

  @Test(arguments: [(LentSIM.Outcome.returned, 1), (.stopped, 0), (.lost, 0)])
  func `comes out of the stock, and goes back when it is returned`(outcome: LentSIM.Outcome, left: Int) throws {
    let before = try lend(second, on: "2026-09-01")
    #expect(try stock() == nil, "they are not counted yet")
    _ = try story.chain.count(.sim, by: 1, as: story.act("2026-09-02"))
    let id = try lend(first, on: "2026-09-10")
    #expect(try stock() == 0)
    try end(id, outcome, on: "2026-09-11")
    #expect(try stock() == left)
    try end(before, .lost, on: "2026-09-12")
    if left == 0 {
      #expect(throws: InventoryFailure.stockShort(.sim, left: 0)) { try lend(second, on: "2026-09-13") }
    }
    try expectSound()
  }

  @Test func `is asked about when it cannot be`() throws {
    #expect(throws: InventoryFailure.simNumber("8933150319910000")) { try lend("8933150319910000", on: "2026-09-10") }
    let wrong = String(first.dropLast()) + (first.hasSuffix("0") ? "1" : "0")
    #expect(throws: InventoryFailure.simNumber(wrong)) { try lend(wrong, on: "2026-09-10") }
    #expect(throws: LentSIMFailure.endsBeforeItStarts("2026-09-09")) {
      try lend(first, until: "2026-09-09", on: "2026-09-10")
    }
    #expect(throws: LoansFailure.noHousehold(HouseholdID(rawValue: 99))) {
      try lend(first, to: HouseholdID(rawValue: 99), on: "2026-09-10")
    }
    let id = try lend(first, on: "2026-09-10")
    #expect(throws: LoansFailure.outOfOrder("2026-09-09", after: "2026-09-10")) { try end(id, on: "2026-09-09") }
    try end(id, on: "2026-09-10")
    #expect(throws: LentSIMFailure.ended(id, .returned)) { try end(id, .lost, on: "2026-09-12") }
    #expect(throws: LentSIMFailure.noLentSIM(LentSIMID(rawValue: 9))) {
      try end(LentSIMID(rawValue: 9), on: "2026-09-12")
    }
  }

  @Test func `is in a device's kit or lent by itself, not both`() throws {
    let code = try story.receive()
    try story.chain.putInKit(.sim, of: code, number: first, as: story.act("2026-09-10"))
    #expect(throws: InventoryFailure.simElsewhere(code)) { try lend(first, on: "2026-09-11") }
    let id = try lend(second, on: "2026-09-11")
    let other = try story.receive()
    #expect(throws: LentSIMFailure.lentAlready(id)) {
      try story.chain.putInKit(.sim, of: other, number: second, as: story.act("2026-09-12"))
    }
  }

  @Test func `goes with the device of a running contract of its household`() throws {
    try story.adoptCollege()
    let code = try story.ready()
    let request = try story.decided()
    let borrower = try story.chain.request(request).household.id
    let contract = try story.lend(code, to: request, on: "2026-09-10")
    #expect(throws: LentSIMFailure.notUnderContract(contract, household)) {
      try lend(first, with: contract, on: "2026-09-10")
    }
    let id = try lend(first, to: borrower, with: contract, on: "2026-09-10")
    #expect(try story.chain.contract(contract).sims.map(\.id) == [id])
    try story.takeBack(contract, on: "2026-10-10")
    #expect(try story.chain.simsOut(under: contract) == [id], "the card did not come back with the device")
    #expect(throws: LentSIMFailure.notUnderContract(contract, borrower)) {
      try lend(second, to: borrower, with: contract, on: "2026-10-11")
    }
    try expectSound()
  }

  @Test func `holds its household's file, and its number goes with it`() throws {
    let id = try lend(first, on: "2026-09-10")
    #expect(throws: PrivacyFailure.held(.file(household), by: [.sim(id)])) {
      try story.chain.forget(household, because: .requested, by: .shipped(), as: story.act("2026-09-11"))
    }
    try end(id, .lost, on: "2026-09-12")
    try story.chain.forget(household, because: .requested, by: .shipped(), as: story.act("2026-09-13"))
    #expect(try story.database.read { try LentSIMStore.all(in: $0).map(\.number) } == [nil])
    try expectSound()
  }

  @Test func `is in the file its household is given`() throws {
    try end(lend(first, on: "2026-09-10"), .lost, on: "2026-09-12")
    var file = ""
    try story.chain.export(household, onPaper: false, language: .fr, as: story.act("2026-09-13")) { bytes in
      file = String(decoding: bytes, as: UTF8.self)
    }
    #expect(file.contains(first) && file.contains("\"outcome\": \"lost\""))
  }

  @Test func `is taken back only while nothing rests on it`() throws {
    let id = try lend(first, on: "2026-09-10")
    let lent = try story.latest
    try end(id, on: "2026-09-12")
    let ended = try story.latest
    _ = try lend(first, to: neighbour, on: "2026-09-13")
    let again = try story.latest
    func annul(_ entry: EntryID) throws {
      try story.chain.correct(entry, .annulment, because: "erreur", as: story.act("2026-09-14"))
    }
    #expect(throws: LoansFailure.restedOn(lent, by: [ended])) { try annul(lent) }
    #expect(throws: LoansFailure.restedOn(ended, by: [again])) { try annul(ended) }
    try annul(again)
    try annul(ended)
    #expect(try sims().map(\.end) == [nil])
    try annul(lent)
    #expect(try sims().isEmpty)
    try expectSound()
  }

  @Test(arguments: [
    ("INSERT INTO lent_sims (household, number, entry) VALUES (2, 'NUMBER', ENTRY)", "déjà prêtée"),
    ("INSERT INTO lent_sims (household, number, entry) VALUES (1, NULL, ENTRY)", "il manque le numéro"),
    ("INSERT INTO lent_sims (household, number, entry) VALUES (1, '89', ENTRY)", "length"),
    ("INSERT INTO lent_sims (household, contract, number, entry) VALUES (1, 1, 'OTHER', ENTRY)", "contrat en cours"),
    ("UPDATE lent_sims SET number = NULL", "never changed"), ("DELETE FROM lent_sims", "never"),
    ("UPDATE lent_sims SET household = 2", "never changed"),
    ("INSERT INTO lent_sim_ends (entry, sim, outcome) VALUES (ENTRY, 1, 'eaten')", "outcome"),
    ("INSERT INTO lent_sim_ends (entry, sim, outcome) VALUES (ENTRY, 2, 'lost')", "déjà fini"),
    ("UPDATE lent_sim_ends SET outcome = 'lost'", "never changed"),
  ])
  func `is guarded against straight SQL`(statement: String, words: String) throws {
    _ = try lend(first, on: "2026-09-10")
    try end(lend(second, on: "2026-09-10"), on: "2026-09-10")
    let text = statement.replacing("NUMBER", with: first).replacing("OTHER", with: Self.number(3))
    #expect {
      try story.database.change(.sample(on: "2026-09-11")) { change in
        try change.run(SQL(stringLiteral: text.replacing("ENTRY", with: "\(change.entry)")))
      }
    } throws: { error in
      switch error as? StorageFailure {
      case .guarded(let message), .constraint(let message, _): message.contains(words)
      default: false
      }
    }
  }
}
