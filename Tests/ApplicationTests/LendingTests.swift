import Eligibility
import Inventory
import Kernel
import Loans
import Storage
import TestSupport
import Testing

@testable import Application

@Suite struct `Lending a device` {
  let story: ChainStory
  let request: RequestID
  let code: AssetCode

  init() throws {
    story = try ChainStory()
    try story.adoptCollege()
    request = try story.decided(on: "2026-09-08")
    code = try story.ready()
  }

  @Test func `each act is one entry for all rooms`() throws {
    _ = try story.chain.allocate(code, to: request, as: story.act("2026-09-09"))
    let allocated = try story.latest
    let contract = try story.sign(request, on: "2026-09-10")
    let signed = try story.latest
    try story.handOver(contract, on: "2026-09-15")
    let handedOver = try story.latest
    try story.takeBack(contract, on: "2026-12-01")
    let takenBack = try story.latest
    #expect([signed, handedOver, takenBack].map(\.rawValue) == (1...3).map { allocated.rawValue + $0 })
    #expect(
      try entries("movements WHERE verb IN ('reserve', 'hand-over', 'take-back')") == [
        allocated, handedOver, takenBack,
      ])
    #expect(try entries("request_steps WHERE verb IN ('allocate', 'hand-over')") == [allocated, handedOver])
    #expect(try entries("contract_steps") == [handedOver, takenBack])
    #expect(try entries("follow_ups") == [handedOver])
  }

  private func entries(_ rows: SQL) throws -> [EntryID] {
    try story.database.read { try $0.all("SELECT DISTINCT entry FROM \(rows) ORDER BY entry").map { try $0["entry"] } }
  }

  @Test func `the ready devices of the kind asked for are proposed, and no other`() throws {
    let waiting = try story.receive()
    let proposal = try story.chain.proposal(for: request)
    #expect(proposal.devices.map(\.code) == [code])
    #expect(throws: InventoryFailure.wrongState(waiting, is: .received, verb: .reserve)) {
      try story.chain.allocate(waiting, to: request, as: story.act("2026-09-09"))
    }
  }

  @Test func `a device kept for one request goes to no other`() throws {
    _ = try story.chain.allocate(code, to: request, as: story.act("2026-09-09"))
    let other = try story.decided(on: "2026-09-08")
    #expect(throws: InventoryFailure.wrongState(code, is: .reserved, verb: .reserve)) {
      try story.chain.allocate(code, to: other, as: story.act("2026-09-09"))
    }
    #expect(throws: LoansFailure.nothingAllocated(other, at: .decided)) { try story.sign(other, on: "2026-09-10") }
    #expect(try story.chain.request(other).device == nil)
  }

  @Test func `a freed device goes to another household`() throws {
    _ = try story.chain.allocate(code, to: request, as: story.act("2026-09-09"))
    _ = try story.chain.cancelAllocation(of: request, because: .declined, as: story.act("2026-09-10"))
    #expect(try story.state(of: code) == .ready)
    let other = try story.decided(on: "2026-09-10")
    _ = try story.chain.allocate(code, to: other, as: story.act("2026-09-10"))
    #expect(try story.chain.request(other).device == code)
  }

  @Test func `a signed contract holds its device until it is given up`() throws {
    _ = try story.chain.allocate(code, to: request, as: story.act("2026-09-09"))
    let contract = try story.sign(request, on: "2026-09-10")
    #expect(throws: LoansFailure.contractSigned(request, contract)) { try story.sign(request, on: "2026-09-10") }
    #expect(throws: LoansFailure.contractSigned(request, contract)) {
      try story.chain.cancelAllocation(of: request, because: .declined, as: story.act("2026-09-10"))
    }
    #expect(try story.state(of: code) == .reserved)
    _ = try story.chain.cancel(contract, because: .declined, as: story.act("2026-09-11"))
    _ = try story.chain.cancelAllocation(of: request, because: .declined, as: story.act("2026-09-11"))
    #expect(try story.state(of: code) == .ready)
  }

  @Test func `a device is handed over once, and comes back once, behind the gate`() throws {
    let contract = try story.lend(code, to: request, on: "2026-09-15")
    #expect(try story.state(of: code) == .out)
    #expect(throws: LoansFailure.contractCannot(contract, .handOver, at: .handedOver)) {
      try story.handOver(contract, on: "2026-09-16")
    }
    #expect(try story.takeBack(contract, on: "2026-12-01") == [code])
    let device = try story.chain.device(code).device
    #expect(device.state == .received)
    #expect(device.round == 2)
    #expect(throws: LoansFailure.contractCannot(contract, .takeBack, at: .ended)) {
      try story.takeBack(contract, on: "2026-12-02")
    }
    let other = try story.decided(on: "2026-12-02")
    #expect(throws: InventoryFailure.wrongState(code, is: .received, verb: .reserve)) {
      try story.chain.allocate(code, to: other, as: story.act("2026-12-02"))
    }
  }

  @Test func `what is not out does not come back`() throws {
    _ = try story.chain.allocate(code, to: request, as: story.act("2026-09-09"))
    let contract = try story.sign(request, on: "2026-09-10")
    #expect(throws: LoansFailure.contractCannot(contract, .takeBack, at: .signed)) {
      try story.takeBack(contract, on: "2026-09-11")
    }
    #expect(throws: LoansFailure.noContract(ContractID(rawValue: 99))) {
      try story.takeBack(ContractID(rawValue: 99), on: "2026-09-11")
    }
  }

  @Test func `an accessory that was not lent is not missed`() throws {
    let contract = try story.lend(code, to: request, on: "2026-09-15")
    #expect(throws: LoansFailure.accessoryNotLent("souris", contract, lent: ["chargeur"])) {
      try story.chain.takeBack(
        contract, Contract.TakeBack(condition: .good, reason: .term, missing: ["souris"]), as: story.act("2026-10-01"))
    }
    #expect(try story.state(of: code) == .out)
  }

  @Test func `another kind of device than asked for is refused`() throws {
    let household = try story.household()
    try story.tell(household, ChainStory.eligible)
    let tablet = try story.chain.submit(
      requestOf: household, by: "Mairie d'Exemple", for: .tablet, uses: "démarches", channel: .counter,
      as: story.act("2026-09-08")
    ).id
    _ = try story.chain.decide(tablet, under: ChainStory.college, as: story.act("2026-09-08"))
    #expect(throws: LendingFailure.otherCategory(code, .laptop, wanted: .tablet, tablet)) {
      try story.chain.allocate(code, to: tablet, as: story.act("2026-09-09"))
    }
  }

  @Test func `a loan lasts as long as its programme says, unless the contract says otherwise`() throws {
    _ = try story.chain.allocate(code, to: request, as: story.act("2026-09-09"))
    let contract = try story.chain.sign(
      contractFor: request, lender: "Filière", starts: "2026-09-15", ends: .asProgrammeSays, accessories: [],
      as: story.act("2026-09-10"))
    #expect(contract.agreement.terms.term == "2027-09-14")
  }

  @Test func `a programme of rentals gives no right to a loan`() throws {
    let bytes = try #require(ShippedProgrammes.bytes(of: "parcours-numerique-solidaire.json"))
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains(#""contracts": ["rental"]"#))
    let rental = secondProgramme.replacing(#""contracts": ["loan"]"#, with: #""contracts": ["rental"]"#)
    _ = try story.chain.adopt(programme: Array(rental.utf8), file: "rental.json", as: story.act("2026-09-08"))
    let household = try story.household()
    try story.tell(household, [("has_working_computer", "non")])
    let asked = try story.request(of: household)
    _ = try story.chain.decide(asked, under: "pret-ouvert", as: story.act("2026-09-08"))
    _ = try story.chain.allocate(code, to: asked, as: story.act("2026-09-09"))
    #expect(throws: LendingFailure.contractNotOffered(.loan, programme: "pret-ouvert", offered: [.rental])) {
      try story.sign(asked, on: "2026-09-10")
    }
  }

  @Test func `the follow-up of a loan is set at the hand-over and its contacts are made once`() throws {
    _ = try story.chain.allocate(code, to: request, as: story.act("2026-09-09"))
    let contract = try story.sign(request, on: "2026-09-10")
    let dues = try story.handOver(contract, on: "2026-09-15").map(\.due)
    // 14 and 90 days, every 6 months, 30 days before the last day, 9 September 2027.
    #expect(dues == ["2026-09-29", "2026-12-14", "2027-03-15", "2027-08-10"])
    let line = try #require(try story.chain.followUps(dueBy: "2026-10-01").first)
    #expect(line.contact == "Alix Inventé")
    #expect(throws: LoansFailure.outOfOrder("2026-09-14", after: "2026-09-15")) {
      try story.chain.record(followUp: line.followUp.id, FollowUp.Report(.done), as: story.act("2026-09-14"))
    }
    _ = try story.chain.record(followUp: line.followUp.id, FollowUp.Report(.absent), as: story.act("2026-09-29"))
    #expect(try story.chain.followUps(dueBy: "2026-10-01").count == 1)
    _ = try story.chain.record(followUp: line.followUp.id, FollowUp.Report(.done), as: story.act("2026-09-30"))
    #expect(try story.chain.followUps(dueBy: "2026-10-01").isEmpty)
    #expect(throws: LoansFailure.followUpClosed(line.followUp.id, .done)) {
      try story.chain.record(followUp: line.followUp.id, FollowUp.Report(.done), as: story.act("2026-10-01"))
    }
  }

  @Test func `a second plan of follow-up changes the dates`() throws {
    _ = try story.chain.allocate(code, to: request, as: story.act("2026-09-09"))
    let contract = try story.sign(request, on: "2026-09-10")
    let plan = #"{"id":"visites","version":"1","monthsWithoutTerm":12,"contacts":[{"kind":"visit","afterDays":10}]}"#
    let dues = try story.chain.handOver(
      contract, at: nil, following: FollowUpPlan(Array(plan.utf8), file: "plan.json"), as: story.act("2026-09-15"))
    #expect(dues.map(\.kind) == [.visit])
    #expect(dues.map(\.due) == ["2026-09-25"])
  }
}

@Suite struct `The order of days in lending` {
  let story: ChainStory
  let request: RequestID
  let code: AssetCode

  init() throws {
    story = try ChainStory()
    try story.adoptCollege()
    request = try story.decided(on: "2026-09-08")
    code = try story.ready(on: "2026-09-05")
  }

  @Test func `no device is kept before the decision`() throws {
    #expect(throws: LoansFailure.outOfOrder("2026-09-07", after: "2026-09-08")) {
      try story.chain.allocate(code, to: request, as: story.act("2026-09-07"))
    }
    #expect(try story.state(of: code) == .ready)
  }

  @Test func `no device is kept before it was ready`() throws {
    let late = try story.ready(on: "2026-09-20")
    #expect(throws: InventoryFailure.beforeLastMovement(late, day: "2026-09-19", last: "2026-09-20")) {
      try story.chain.allocate(late, to: request, as: story.act("2026-09-19"))
    }
  }

  @Test func `signature, hand-over and return follow one another`() throws {
    _ = try story.chain.allocate(code, to: request, as: story.act("2026-09-09"))
    #expect(throws: LoansFailure.outOfOrder("2026-09-08", after: "2026-09-09")) {
      try story.sign(request, on: "2026-09-08")
    }
    #expect(throws: LoansFailure.startsBeforeSignature("2026-09-09", signed: "2026-09-10")) {
      try story.chain.sign(
        contractFor: request, lender: "Filière", starts: "2026-09-09", ends: .afterMonths(1), accessories: [],
        as: story.act("2026-09-10"))
    }
    let contract = try story.chain.sign(
      contractFor: request, lender: "Filière", starts: "2026-09-15", ends: .on("2026-12-31"), accessories: [],
      as: story.act("2026-09-10")
    ).id
    #expect(throws: LoansFailure.outOfOrder("2026-09-09", after: "2026-09-10")) {
      try story.handOver(contract, on: "2026-09-09")
    }
    for day: Day in ["2026-09-14", "2027-01-01"] {
      #expect(
        throws: LoansFailure.handOverOutsideLoan(contract, day, starts: "2026-09-15", term: "2026-12-31")
      ) { try story.handOver(contract, on: day) }
    }
    try story.handOver(contract, on: "2026-09-15")
    #expect(throws: (any Error).self) { try story.takeBack(contract, on: "2026-09-14") }
    #expect(try story.state(of: code) == .out)
    try story.takeBack(contract, on: "2026-09-15")
  }

  @Test func `an annulled hand-over is undone in every room at once`() throws {
    let contract = try story.lend(code, to: request, on: "2026-09-15")
    let handedOver = try story.latest
    try story.chain.correct(handedOver, .annulment, because: "remise reportée", as: story.act("2026-09-16"))
    #expect(try story.state(of: code) == .reserved)
    #expect(try story.chain.contract(contract).contract.state == .signed)
    #expect(try story.chain.request(request).request.state.stage == .allocated)
    #expect(try story.chain.contract(contract).followUps.isEmpty)
    try story.handOver(contract, on: "2026-09-20")
    #expect(try story.state(of: code) == .out)
  }

  @Test func `a day set right is set right in every room, and keeps the order`() throws {
    let contract = try story.lend(code, to: request, on: "2026-09-15")
    let handedOver = try story.latest
    try story.chain.correct(handedOver, .day("2026-09-16"), because: "lu de travers", as: story.act("2026-09-20"))
    #expect(try story.chain.contract(contract).handover?.day == "2026-09-16")
    #expect(try story.chain.device(code).history.last?.day == "2026-09-16")
    #expect(throws: CorrectionFailure.self) {
      try story.chain.correct(handedOver, .day("2026-09-14"), because: "lu de travers", as: story.act("2026-09-20"))
    }
  }

  /// What was done, and a day it cannot have happened on, since something else rests on it or it rests on something.
  @Test(arguments: [
    ("programme.adopt", "2026-09-09" as Day), ("request.submit", "2026-09-09"), ("request.decide", "2026-09-06"),
    ("request.decide", "2026-09-10"), ("request.allocate", "2026-09-16"), ("contract.sign", "2026-09-08"),
    ("contract.sign", "2026-09-16"), ("handover.record", "2026-09-09"), ("followup.record", "2026-09-14"),
  ])
  func `a corrected day keeps the order`(action: String, day: Day) throws {
    _ = try story.chain.allocate(code, to: request, as: story.act("2026-09-09"))
    let contract = try story.sign(request, on: "2026-09-10")
    let followUp = try #require(try story.handOver(contract, on: "2026-09-15").first)
    _ = try story.chain.record(followUp: followUp.id, FollowUp.Report(.done), as: story.act("2026-09-29"))
    let entry: EntryID = try #require(
      try story.database.read { try $0.first("SELECT max(entry) AS entry FROM acts WHERE action = \(action)") })[
        "entry"]
    #expect {
      try story.chain.correct(entry, .day(day), because: "mal lu", as: story.act("2026-10-01"))
    } throws: { error in
      guard case .outOfOrder(entry, day: day, other: _, otherDay: _)? = error as? CorrectionFailure else {
        return false
      }
      return true
    }
  }
}
