import Kernel
import Loans
import Storage
import TestSupport
import Testing

@Suite struct `A contract for several devices` {
  private let story: LoanStory
  private let contract: ContractID
  private static let (laptop, screen, printer) = (LoanStory.device, LoanStory.otherDevice, 3 as DeviceID)

  /// A laptop and a screen under contract 1, handed over.
  init() throws {
    story = try LoanStory()
    let request = try story.request()
    try story.decide(request)
    try story.allocate(request)
    contract = try story.database.change(.sample(on: "2026-09-05")) { change in
      let agreement = try Contract.agreement(
        for: RequestStore.existing(request, in: change), lender: LoanStory.lender,
        terms: ContractTerms(starts: "2026-09-05", term: "2027-09-05"), accessories: ["chargeur"])
      let signed = try ContractStore.sign(agreement, in: change)
      try change.also(TestAction.test) { joining in
        joining.concerns(.contract(signed.id))
        try ContractStore.join(Self.screen, to: signed.id, in: joining)
      }
      return signed.id
    }
    try story.handOver(contract)
    try story.step(contract, on: "2026-09-06") { try $0.handedOverMore(Self.screen, Contract.HandOver(at: nil)) }
  }

  private var current: Contract {
    get throws {
      try story.database.read { reader in
        let current = try ContractStore.existing(contract, in: reader)
        #expect(try ContractStore.held(under: contract, in: reader) == current.held)
        return current
      }
    }
  }

  private func back(
    _ device: DeviceID, _ condition: Contract.TakeBack.Condition = .good, on day: Day
  ) throws {
    try story.step(contract, on: day) {
      try $0.takenBack(Contract.TakeBack(condition: condition, reason: .noLongerNeeded), of: device)
    }
  }

  @Test func `ends when the last of them is back, in whatever order`() throws {
    #expect(try current.agreement.devices == [Self.laptop, Self.screen] && current.held == [Self.laptop, Self.screen])
    try back(Self.laptop, .damaged, on: "2026-10-01")
    #expect(try current.state == .handedOver && current.held == [Self.screen])
    #expect(throws: ContractFailure.notUnderContract(contract)) { try back(Self.laptop, on: "2026-10-02") }
    try back(Self.screen, on: "2026-11-01")
    #expect(try current.state == .ended && current.held == [])
    let returns = try story.database.read { try ContractStore.returns(of: contract, in: $0) }
    #expect(returns.map(\.device) == [Self.laptop, Self.screen])
    #expect(returns.map(\.how.condition) == [.damaged, .good] && returns.map(\.day) == ["2026-10-01", "2026-11-01"])
  }

  @Test func `goes on when one is lost, and is lost with the last`() throws {
    try story.step(contract, on: "2026-10-01") { try $0.deviceLost(Self.screen) }
    #expect(try current.state == .handedOver && current.held == [Self.laptop])
    try story.step(contract, on: "2026-10-02") { try $0.deviceLost(Self.laptop) }
    #expect(try current.state == .lost)
  }

  @Test func `frees what came back for others, and nothing else`() throws {
    let request = try story.request(on: "2026-10-01")
    try story.decide(request, on: "2026-10-01")
    #expect(throws: LoansFailure.deviceTaken(for: request)) {
      try story.allocate(request, Self.screen, on: "2026-10-01")
    }
    try back(Self.laptop, on: "2026-10-01")
    try story.allocate(request, Self.laptop, on: "2026-10-02")
    let other = try story.sign(request, on: "2026-10-02")
    #expect(try story.database.read { try ContractStore.open(for: Self.laptop, in: $0)?.id } == other)
    #expect(try story.database.read { try ContractStore.open(for: Self.screen, in: $0)?.id } == contract)
    // What came back and serves elsewhere does not go back to where it was.
    let entry = try story.database.read { try ContractStore.steps(of: contract, in: $0).last?.entry }
    #expect(throws: LoansFailure.self) { try story.annul(entry) }
    // The contract lives on beside the other.
    try story.step(contract, on: "2026-10-03") { try $0.renewed(until: "2028-09-05") }
    try back(Self.screen, on: "2026-10-04")
  }

  @Test func `takes one in exchange for another, and one of its own back again`() throws {
    func exchange(_ old: DeviceID, for new: DeviceID, on day: Day) throws {
      try story.database.change(.sample(on: day)) { change in
        try ContractStore.join(new, to: contract, insteadOf: old, in: change)
      }
      try story.step(contract, on: day) { try $0.handedOverMore(new, Contract.HandOver(at: nil)) }
      try back(old, .notWorking, on: day)
    }
    try exchange(Self.laptop, for: Self.printer, on: "2026-10-01")
    #expect(try current.held == [Self.screen, Self.printer])
    #expect(throws: ContractFailure.notUnderContract(contract)) {
      try exchange(Self.laptop, for: Self.printer, on: "2026-10-01")
    }
    try exchange(Self.printer, for: Self.laptop, on: "2026-10-02")
    #expect(try current.held == [Self.laptop, Self.screen])
    try back(Self.laptop, on: "2026-10-03")
    try back(Self.screen, on: "2026-10-03")
    #expect(try current.state == .ended)
  }

  @Test func `is set right step by step from the end`() throws {
    try back(Self.laptop, on: "2026-10-01")
    try back(Self.screen, on: "2026-10-02")
    let steps = try story.database.read { try ContractStore.steps(of: contract, in: $0).map(\.entry) }
    #expect(steps.count == 4)
    #expect(throws: LoansFailure.restedOn(steps[2], by: [steps[3]])) { try story.annul(steps[2]) }
    try story.annul(steps[3])
    #expect(try current.state == .handedOver && current.held == [Self.screen])
    try story.annul(steps[2])
    #expect(try current.held == [Self.laptop, Self.screen])
    let joined = EntryID(rawValue: steps[0].rawValue - 1)
    #expect(throws: LoansFailure.self) { try story.annul(joined) }
    try story.annul(steps[1])
    try story.annul(steps[0])
    #expect(try current.state == .signed)
    // The screen was never under it; then the contract itself goes.
    let signature = EntryID(rawValue: joined.rawValue - 1)
    #expect(throws: LoansFailure.restedOn(signature, by: [joined])) { try story.annul(signature) }
    try story.annul(joined)
    #expect(try current.agreement.devices == [Self.laptop])
    try story.annul(signature)
    #expect(try current.state == .annulled)
  }

  @Test(arguments: [
    (
      "ended while a device is out",
      ["INSERT INTO take_backs (entry, contract, device, condition, reason) VALUES (ENTRY, 1, 1, 'good', 'term')"],
      "take-back", "ended", "contracts: un contrat finit quand son dernier appareil est rendu ou perdu"
    ),
    (
      "lost while a device is out", ["INSERT INTO contract_losses VALUES (ENTRY, 1, 2)"], "lose", "lost",
      "contracts: un contrat finit quand son dernier appareil est rendu ou perdu"
    ),
  ])
  func `is not`(description: String, statements: [String], verb: String, state: String, refusal: String) throws {
    #expect(throws: StorageFailure.guarded(refusal)) {
      try story.database.change(.sample(on: "2027-01-01")) { change in
        let all =
          [contractStep(1, verb, from: "handed-over", to: state)] + statements
          + ["UPDATE contracts SET state = '\(state)', step = ENTRY WHERE id = 1"]
        for statement in all {
          try change.run(SQL(stringLiteral: statement.replacing("ENTRY", with: change.entry.description)))
        }
      }
    }
  }

  @Test func `holds each of them against a second contract, by straight SQL too`() throws {
    let request = try story.request(on: "2026-10-01")
    try story.decide(request, on: "2026-10-01")
    try story.allocate(request, Self.printer, on: "2026-10-01")
    let insert = LoansTests.contract("9", request: 2, household: 2, device: 2)
    try story.tryStraight("DROP TRIGGER contracts_for_allocated_device_on_insert")
    #expect(throws: StorageFailure.guarded("contracts: un autre contrat tient déjà cet appareil")) {
      try story.tryStraight(insert)
    }
  }
}

@Suite struct `The schema guards the devices of contracts` {
  private static let lateJoin = "contract_devices: rien ne rejoint un contrat signé, sinon en échange de ce qu'il tient"
  private static let taken = "contract_devices: un contrat ou une demande tient déjà cet appareil"
  private static let notWaiting = "handovers: cet appareil n'est pas à remettre sous ce contrat"
  private static func more(_ verb: String) -> String { contractStep(1, verb, from: "handed-over", to: "handed-over") }

  static let attempts = [
    Attempt(
      "a device that joins what was signed", at: .signed, "INSERT INTO contract_devices VALUES (ENTRY, 1, 2, NULL)",
      refusal: lateJoin),
    Attempt(
      "a device that joins what is out", at: .handedOver, "INSERT INTO contract_devices VALUES (ENTRY, 1, 2, NULL)",
      refusal: lateJoin),
    Attempt(
      "an exchange for what the contract does not hold", at: .handedOver,
      "INSERT INTO contract_devices VALUES (ENTRY, 1, 2, 3)", refusal: lateJoin),
    Attempt(
      "an exchange under a contract that ended", at: .ended, "INSERT INTO contract_devices VALUES (ENTRY, 1, 2, 1)",
      refusal: lateJoin),
    Attempt(
      "an exchange of a device for itself", at: .handedOver,
      without: ["contract_devices_are_free_on_insert"], "INSERT INTO contract_devices VALUES (ENTRY, 1, 1, 1)",
      refusal: "CHECK constraint failed: instead_of <> device"),
    Attempt(
      "the device that the contract holds already", at: .handedOver,
      without: ["contract_devices_join_in_time_on_insert"], "INSERT INTO contract_devices VALUES (ENTRY, 1, 1, NULL)",
      refusal: taken),
    Attempt(
      "a device that is kept for a request", at: .handedOver,
      requestStep(2, "allocate", from: "decided", to: "allocated", decision: "2", device: "2"),
      "UPDATE requests SET state = 'allocated', decision = 2, device = 2, step = ENTRY WHERE id = 2",
      "INSERT INTO contract_devices VALUES (ENTRY, 1, 2, 1)", refusal: taken),
    Attempt(
      "two things under one sale", at: .allocated, contract("9", kind: "sale", fee: 9_000),
      "INSERT INTO contract_devices VALUES (ENTRY, 9, 2, NULL)",
      refusal: "contract_devices: ce contrat porte sur un seul appareil"),
    Attempt(
      "the hand-over of another's device", at: .handedOver, more("hand-over-more"),
      "INSERT INTO handovers VALUES (ENTRY, 1, 2, NULL, NULL)", refusal: notWaiting),
    Attempt(
      "the hand-over of what is out", at: .handedOver, more("hand-over-more"),
      "INSERT INTO handovers VALUES (ENTRY, 1, 1, NULL, NULL)", refusal: notWaiting),
    Attempt(
      "the return of another's device", at: .handedOver, more("take-back-part"),
      "INSERT INTO take_backs (entry, contract, device, condition, reason) VALUES (ENTRY, 1, 2, 'good', 'term')",
      refusal: "take_backs: cet appareil n'est pas remis sous ce contrat"),
    Attempt(
      "the loss of another's device", at: .handedOver, more("lose-part"),
      "INSERT INTO contract_losses VALUES (ENTRY, 1, 2)",
      refusal: "contract_losses: cet appareil n'est pas remis sous ce contrat"),
    Attempt(
      "a loss that is no step of its contract", at: .handedOver, more("take-back-part"),
      "INSERT INTO contract_losses VALUES (ENTRY, 1, 1)",
      refusal: "contract_losses: une perte est un pas de son contrat"
    ),
    Attempt(
      "a partial return of nothing", at: .handedOver, more("take-back-part"),
      "UPDATE contracts SET step = ENTRY WHERE id = 1",
      refusal: "contracts: il manque l'appareil remis, rendu ou perdu"),
    Attempt(
      "a loss of nothing", at: .handedOver, without: ["contracts_end_with_the_last_on_update"],
      contractStep(1, "lose", from: "handed-over", to: "lost"),
      "UPDATE contracts SET state = 'lost', step = ENTRY WHERE id = 1", refusal: "contracts: il manque l'appareil perdu"
    ),
    Attempt(
      "an incident of a device that the contract does not hold", at: .handedOver,
      "INSERT INTO incidents (contract, device, kind, suspends, entry) VALUES (1, 2, 'breakdown', 0, ENTRY)",
      refusal: "incidents: cet appareil n'est pas remis sous ce contrat"),
    Attempt(
      "an incident settled by an exchange that is not there", at: .handedOver,
      "INSERT INTO incidents (contract, device, kind, suspends, entry) VALUES (1, 1, 'breakdown', 0, ENTRY)",
      "INSERT INTO incident_ends (entry, incident, outcome) VALUES (ENTRY, 1, 'exchanged')",
      refusal: "incident_ends: cette suite ne va pas avec cet incident"),
  ]

  @Test(arguments: attempts) func `against`(attempt: Attempt) throws { try attempt.expectRefusal() }
}
