import Kernel
import Loans
import Storage
import TestSupport
import Testing

@Suite struct `The life of a contract` {
  @Test(arguments: Contract.State.allCases, Contract.Verb.allCases)
  func `each verb leads from each state where the table says`(state: Contract.State, verb: Contract.Verb) {
    let drawn: [Contract.State: [Contract.Verb: Contract.State]] = [
      .signed: [.handOver: .handedOver, .cancel: .cancelled, .transfer: .transferred],
      .handedOver: [
        .takeBack: .ended, .lose: .lost, .renew: .handedOver, .convert: .converted,
        .handOverMore: .handedOver, .takeBackPart: .handedOver, .losePart: .handedOver,
      ],
      .transferred: [.handOverMore: .transferred],
    ]
    #expect(Contract.state(after: verb, at: state) == drawn[state]?[verb])
  }

  @Test func `goes from the signature to the return, and moves its request`() throws {
    let story = try LoanStory()
    let (contract, request) = try story.signed()
    #expect(contract.reference == "C-000001")
    try story.handOver(contract)
    #expect(try story.state(of: contract) == .handedOver)
    guard case .handedOver(LoanStory.device, _) = try story.state(of: request) else {
      Issue.record("the request stays behind")
      return
    }
    try story.takeBack(contract, missing: ["souris"])
    #expect(try story.state(of: contract) == .ended)
    try story.database.read { reader in
      let handover = try #require(try ContractStore.handover(of: contract, in: reader))
      #expect(handover.place == 1)
      #expect(handover.day == "2026-09-06")
      #expect(handover.actor == Actor.sample().id)
      #expect(
        try ContractStore.takeBack(of: contract, in: reader)
          == Contract.TakeBack(condition: .worn, reason: .noLongerNeeded, missing: ["souris"]))
      #expect(try ContractStore.signatureDay(of: contract, in: reader) == "2026-09-05")
      #expect(try ContractStore.steps(of: contract, in: reader).map(\.verb) == [.handOver, .takeBack])
    }
  }

  @Test func `holds what was signed`() throws {
    let story = try LoanStory()
    let id = try story.request()
    try story.decide(id)
    try story.allocate(id)
    let value = ContractTerms.StatedValue(Money(euros: 120), accidentalLossFallsOn: .lender)
    let signed = try story.database.change { change in
      let agreement = try Contract.agreement(
        for: RequestStore.existing(id, in: change), lender: LoanStory.lender,
        terms: ContractTerms(starts: "2026-09-15", term: nil, statedValue: value),
        accessories: [" chargeur ", "", "souris"])
      return try ContractStore.sign(agreement, in: change)
    }
    let found = try story.database.read { try ContractStore.existing(signed.id, in: $0) }
    #expect(found == signed)
    #expect(found.agreement.accessories == ["chargeur", "souris"])
    #expect(found.agreement.terms.statedValue == value)
  }

  @Test func `is signed only for an allocated device`() throws {
    let story = try LoanStory()
    let id = try story.request()
    #expect(throws: LoansFailure.nothingAllocated(id, at: .submitted)) { try story.sign(id) }
    try story.decide(id)
    #expect(throws: LoansFailure.nothingAllocated(id, at: .decided)) { try story.sign(id) }
  }

  @Test func `is signed once`() throws {
    let story = try LoanStory()
    let (contract, request) = try story.signed()
    #expect(throws: LoansFailure.contractSigned(request, contract)) { try story.sign(request) }
  }

  @Test func `is not signed for a device that went to another request meanwhile`() throws {
    let story = try LoanStory()
    let id = try story.request()
    try story.decide(id)
    try story.allocate(id)
    let stale = try story.database.read { reader in
      try Contract.agreement(
        for: RequestStore.existing(id, in: reader), lender: LoanStory.lender,
        terms: ContractTerms(starts: "2026-09-15", term: nil), accessories: [])
    }
    try story.release(id)
    #expect(throws: LoansFailure.nothingAllocated(id, at: .decided)) {
      try story.database.change { try ContractStore.sign(stale, in: $0) }
    }
  }

  @Test func `hands over once, and takes back only what is out`() throws {
    let story = try LoanStory()
    let (contract, _) = try story.signed()
    #expect(throws: LoansFailure.contractCannot(contract, .takeBack, at: .signed)) {
      try story.takeBack(contract)
    }
    try story.handOver(contract)
    #expect(throws: LoansFailure.contractCannot(contract, .handOver, at: .handedOver)) {
      try story.handOver(contract)
    }
    try story.takeBack(contract)
    #expect(throws: LoansFailure.contractCannot(contract, .takeBack, at: .ended)) {
      try story.takeBack(contract)
    }
  }

  @Test func `takes no step twice from the same standing`() throws {
    let story = try LoanStory()
    let (contract, _) = try story.signed()
    let stale = try story.database.read { try ContractStore.existing(contract, in: $0).handedOver(at: nil) }
    try story.cancel(contract)
    #expect(throws: StorageFailure.guarded("contract_steps: ce pas ne suit pas le dernier qui vaut")) {
      try story.database.change { try ContractStore.save(stale, in: $0) }
    }
  }

  @Test func `takes no step dated before the one it follows`() throws {
    let story = try LoanStory()
    let (contract, _) = try story.signed()
    #expect(throws: LoansFailure.outOfOrder("2026-09-04", after: "2026-09-05")) {
      try story.handOver(contract, on: "2026-09-04")
    }
    try story.handOver(contract)
    #expect(throws: LoansFailure.outOfOrder("2026-09-05", after: "2026-09-06")) {
      try story.takeBack(contract, on: "2026-09-05")
    }
  }

  @Test func `keeps the device until it is given up, then the device can be released`() throws {
    let story = try LoanStory()
    let (contract, request) = try story.signed()
    #expect(throws: LoansFailure.contractSigned(request, contract)) { try story.release(request) }
    try story.cancel(contract)
    try story.release(request, on: "2026-09-07")
    #expect(try story.state(of: contract) == .cancelled)
    #expect(try story.database.read { try ContractStore.open(for: LoanStory.device, in: $0) } == nil)
  }

  @Test func `knows which accessories were lent`() throws {
    let story = try LoanStory()
    let (contract, request) = try story.signed()
    try story.handOver(contract)
    #expect(throws: LoansFailure.accessoryNotLent("housse", contract, lent: ["chargeur", "souris"])) {
      try story.takeBack(contract, missing: ["housse"])
    }
    let other = try story.request()
    try story.decide(other)
    try story.allocate(other, LoanStory.otherDevice)
    #expect(throws: LoansFailure.accessoryTwice("câble")) {
      try story.sign(other, accessories: ["câble", " câble"])
    }
    _ = request
  }

  @Test func `lends a device again once it is back`() throws {
    let story = try LoanStory()
    let (contract, _) = try story.signed()
    try story.handOver(contract)
    try story.takeBack(contract)
    let next = try story.request(on: "2026-12-02")
    try story.decide(next, on: "2026-12-03")
    try story.allocate(next, on: "2026-12-04")
    let second = try story.sign(next, term: nil, on: "2026-12-05")
    #expect(second.reference == "C-000002")
    #expect(try story.database.read { try ContractStore.open(for: LoanStory.device, in: $0)?.id } == second)
  }

  @Test func `tells what a household holds`() throws {
    let story = try LoanStory()
    let (contract, request) = try story.signed()
    let household = try story.database.read { try RequestStore.existing(request, in: $0).wish.household }
    let open = { try story.database.read { try ContractStore.open(of: household, in: $0).map(\.id) } }
    #expect(try open() == [contract])
    try story.handOver(contract)
    #expect(try open() == [contract])
    try story.takeBack(contract)
    #expect(try open() == [])
    #expect(try story.database.read { try ContractStore.all(of: household, in: $0).map(\.id) } == [contract])
  }
}

@Suite struct `The terms of a loan` {
  @Test func `cost nothing`() {
    #expect(throws: LoansFailure.feeOnLoan(Money(cents: 1))) {
      try ContractTerms(charge: .rent(Money(cents: 1), every: .year), starts: "2026-09-15", term: nil)
    }
  }

  @Test(arguments: ["2026-09-15", "2026-09-14"] as [Day])
  func `end after they start`(term: Day) {
    #expect(throws: LoansFailure.termBeforeStart(term, starts: "2026-09-15")) {
      try ContractTerms(starts: "2026-09-15", term: term)
    }
  }

  @Test func `state no value unless one is wanted`() throws {
    #expect(try ContractTerms(starts: "2026-09-15", term: nil).statedValue == nil)
    #expect(throws: LoansFailure.valueNotPositive(.zero)) {
      let value = ContractTerms.StatedValue(.zero, accidentalLossFallsOn: .borrower)
      return try ContractTerms(starts: "2026-09-15", term: nil, statedValue: value)
    }
  }
}
