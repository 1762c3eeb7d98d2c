import Kernel
import Loans
import Storage
import TestSupport
import Testing

@Suite struct `The life of a request` {
  @Test(arguments: Request.Stage.allCases, Request.Verb.allCases)
  func `each verb leads from each stage where the table says`(stage: Request.Stage, verb: Request.Verb) {
    // The whole life, drawn by hand: what is not listed has no place.
    let drawn: [Request.Stage: [Request.Verb: Request.Stage]] = [
      .draft: [.submit: .submitted, .withdraw: .withdrawn],
      .submitted: [
        .decide: .decided, .askPapers: .incomplete, .contest: .contested, .refuse: .refused, .withdraw: .withdrawn,
        .reorient: .reoriented,
      ],
      .incomplete: [
        .askPapers: .incomplete, .complete: .submitted, .decide: .decided, .contest: .contested, .refuse: .refused,
        .withdraw: .withdrawn, .reorient: .reoriented,
      ],
      .decided: [
        .decide: .decided, .allocate: .allocated, .lapse: .submitted, .refuse: .refused, .withdraw: .withdrawn,
        .reorient: .reoriented,
      ],
      .refused: [.contest: .contested],
      .contested: [.decide: .decided, .confirm: .refused, .withdraw: .withdrawn],
      .allocated: [.appoint: .allocated, .release: .decided, .handOver: .handedOver],
    ]
    #expect(Request.stage(after: verb, at: stage) == drawn[stage]?[verb])
  }

  @Test func `goes from the first call to a kept device, and its steps say when`() throws {
    let story = try LoanStory()
    let id = try story.request()
    #expect(try story.state(of: id) == .submitted)
    let decision = try story.decide(id).id
    #expect(try story.state(of: id) == .decided(decision))
    try story.allocate(id)
    #expect(try story.state(of: id) == .allocated(LoanStory.device, decision))
    try story.release(id)
    #expect(try story.state(of: id) == .decided(decision))
    let steps = try story.database.read { try RequestStore.steps(of: id, in: $0) }
    #expect(steps.map(\.verb) == [.decide, .allocate, .release])
    #expect(steps.map(\.day) == ["2026-09-03", "2026-09-04", "2026-09-05"])
  }

  @Test(arguments: [Decision.Outcome.notEligible, .unknown])
  func `is not accepted by a decision that does not say so`(outcome: Decision.Outcome) throws {
    let story = try LoanStory()
    let id = try story.request()
    let decision = try story.decide(id, outcome)
    let request = try story.database.read { try RequestStore.existing(id, in: $0) }
    #expect(throws: LoansFailure.notEligible(id, outcome)) { try request.decided(by: decision) }
  }

  @Test func `is not moved by the decision on another request`() throws {
    let story = try LoanStory()
    let (id, other) = (try story.request(), try story.request())
    let decision = try story.decide(other)
    let request = try story.database.read { try RequestStore.existing(id, in: $0) }
    #expect(throws: LoansFailure.decisionOfAnotherRequest(id)) { try request.decided(by: decision) }
    #expect(throws: LoansFailure.decisionOfAnotherRequest(id)) { try request.refused(by: decision) }
  }

  @Test func `is refused for want of eligibility only by a decision that says so`() throws {
    let story = try LoanStory()
    let id = try story.request()
    let (unknown, negative) = (try story.decide(id, .unknown), try story.decide(id, .notEligible))
    let request = try story.database.read { try RequestStore.existing(id, in: $0) }
    #expect(throws: LoansFailure.refusalWithoutDecision(id, nil)) {
      try request.refused(because: .notEligible)
    }
    #expect(throws: LoansFailure.refusalWithoutDecision(id, .unknown)) { try request.refused(by: unknown) }
    _ = try story.database.change { try RequestStore.save(request.refused(by: negative), in: $0) }
    #expect(try story.state(of: id) == .refused(.notEligible, negative.id))
  }

  @Test func `ends when the household gives it up`() throws {
    let story = try LoanStory()
    let id = try story.request()
    try story.database.change { change in
      let request = try RequestStore.existing(id, in: change)
      try RequestStore.save(request.withdrawn(because: .equippedOtherwise), in: change)
    }
    #expect(try story.state(of: id) == .withdrawn(.equippedOtherwise))
    #expect(throws: (any Error).self) { try story.decide(id) }
  }

  @Test func `is not given up while a device is kept for it`() throws {
    let story = try LoanStory()
    let id = try story.request()
    try story.decide(id)
    try story.allocate(id)
    let request = try story.database.read { try RequestStore.existing(id, in: $0) }
    #expect(throws: LoansFailure.requestCannot(id, .withdraw, at: .allocated)) {
      try request.withdrawn(because: .unreachable)
    }
  }

  @Test func `keeps a device that nobody else has`() throws {
    let story = try LoanStory()
    let (first, second) = (try story.request(), try story.request())
    for id in [first, second] { try story.decide(id) }
    try story.allocate(first)
    #expect(throws: LoansFailure.deviceTaken(for: second)) { try story.allocate(second) }
    try story.release(first)
    try story.allocate(second, on: "2026-09-06")
    try story.handOver(story.sign(second, on: "2026-09-07"), on: "2026-09-08")
    #expect(throws: LoansFailure.deviceTaken(for: first)) { try story.allocate(first, on: "2026-09-09") }
  }

  @Test func `takes no step dated before the one it follows`() throws {
    let story = try LoanStory()
    let id = try story.request(on: "2026-09-10")
    #expect(throws: LoansFailure.outOfOrder("2026-09-09", after: "2026-09-10")) {
      try story.decide(id, on: "2026-09-09")
    }
    try story.decide(id, on: "2026-09-10")
    #expect(throws: LoansFailure.outOfOrder("2026-09-09", after: "2026-09-10")) {
      try story.allocate(id, on: "2026-09-09")
    }
  }

  @Test func `belongs to a household that exists`() throws {
    let story = try LoanStory()
    let nobody: HouseholdID = 99
    #expect(throws: LoansFailure.noHousehold(nobody)) { try story.request(of: nobody) }
  }

  @Test func `says what the device is for`() {
    #expect(throws: LoansFailure.emptyUses) {
      try Request.Wish(
        household: 1, prescriber: LoanStory.lender, device: .laptop, uses: " \n",
        channel: .paper)
    }
  }
}
