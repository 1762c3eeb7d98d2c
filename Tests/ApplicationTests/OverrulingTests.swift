import Application
import Foundation
import Inventory
import Kernel
import Loans
import TestSupport
import Testing

@Suite struct `A person decides otherwise than rules propose` {
  let story: ChainStory
  let request: RequestID

  init() throws {
    story = try ChainStory()
    try story.adoptCollege()
    let household = try story.household()
    let facts = ChainStory.eligible.dropLast() + [("qf", "812"), ("boursier_college", "non"), ("rsa", "non")]
    try story.tell(household, Array(facts))
    request = try story.request(of: household)
  }

  private func decide(on day: Day = "2026-09-08") throws -> Ruling {
    try story.chain.decide(request, under: ChainStory.college, as: story.act(day))
  }

  private func override(
    to outcome: Decision.Outcome, because reason: String = "perte d'emploi", on day: Day = "2026-09-09",
    by name: String = ChainStory.founder
  ) throws -> Overruling {
    try story.chain.override(request, to: outcome, because: reason, as: story.act(day, by: name))
  }

  @Test func `with a reason and a signature, and the proposal stays as it was`() throws {
    let proposed = try decide().decision
    let ruled = try override(to: .eligible)
    #expect(ruled.request.state == .decided(proposed.id))
    let sheet = try story.chain.request(request)
    let decision = try #require(sheet.decisions.last)
    #expect(decision.finding == proposed.finding)
    #expect(decision.finding.outcome == .notEligible)
    #expect(decision.outcome == .eligible)
    #expect(decision.override?.reason == "perte d'emploi")
    #expect(sheet.signer(of: decision) == ChainStory.founder)
    #expect(try story.chain.replay(decision.id).isSame)
    #expect(
      try story.chain.waitingList(of: ChainStory.college, on: "2026-09-09").map(\.ownReason) == ["perte d'emploi"])
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `and takes a right away in the same way`() throws {
    let household = try story.household("Dominique Fictif")
    try story.tell(household, ChainStory.eligible)
    let other = try story.request(of: household)
    _ = try story.chain.decide(other, under: ChainStory.college, as: story.act("2026-09-08"))
    let ruled = try story.chain.override(
      other, to: .notEligible, because: "l'attestation était d'un autre foyer", as: story.act("2026-09-09"))
    #expect(ruled.request.state == .submitted)
    #expect(throws: LoansFailure.self) {
      try story.chain.allocate(story.ready(), to: other, as: story.act("2026-09-10"))
    }
  }

  @Test func `leads to a device like any other right`() throws {
    _ = try decide()
    _ = try override(to: .eligible)
    let code = try story.ready()
    _ = try story.lend(code, to: request, on: "2026-09-10")
    #expect(try story.state(of: code) == .out)
    #expect(throws: LoansFailure.requestCannot(request, .lapse, at: .handedOver)) {
      try override(to: .notEligible, on: "2026-09-11")
    }
  }

  @Test func `is for the desk and the management, with words, of what is decided, and otherwise`() throws {
    #expect(throws: LoansFailure.notDecidedYet(request)) { try override(to: .eligible) }
    _ = try decide()
    #expect(throws: ChainFailure.rightsNotForRole(.workshop)) {
      try override(to: .eligible, by: ChainStory.colleague)
    }
    #expect(throws: LoansFailure.emptyReason) { try override(to: .eligible, because: "  ") }
    #expect(throws: LoansFailure.saysTheSame(request, .notEligible)) { try override(to: .notEligible) }
    #expect(throws: LoansFailure.outOfOrder("2026-09-07", after: "2026-09-08")) {
      try override(to: .eligible, on: "2026-09-07")
    }
    #expect(try story.chain.request(request).decisions.last?.override == nil)
  }

  @Test func `and is set right like any act, while nothing rests on it`() throws {
    _ = try decide()
    _ = try override(to: .eligible)
    let entry = try story.latest
    try story.chain.correct(entry, .annulment, because: "mauvaise demande", as: story.act("2026-09-10"))
    let sheet = try story.chain.request(request)
    #expect(sheet.request.state == .submitted)
    #expect(sheet.decisions.last?.outcome == .notEligible)
  }
}

@Suite struct `A household contests` {
  let story: ChainStory
  let request: RequestID

  init() throws {
    story = try ChainStory()
    try story.adoptCollege()
    let household = try story.household()
    let facts = ChainStory.eligible.dropLast() + [("qf", "812"), ("boursier_college", "non"), ("rsa", "non")]
    try story.tell(household, Array(facts))
    request = try story.request(of: household)
    _ = try story.chain.decide(request, under: ChainStory.college, as: story.act("2026-09-08"))
  }

  private func contest(on day: Day = "2026-09-10") throws -> Contestation {
    try story.chain.contest(request, because: "nous avons perdu notre emploi", as: story.act(day))
  }

  @Test func `a decision against it, and is answered within two months`() throws {
    let contested = try contest()
    #expect(contested.request.state.stage == .contested)
    #expect(contested.contest.answerBy == "2026-11-10")
    #expect(contested.lastDay == nil)
    #expect(!contested.isLate)
  }

  @Test func `within two months of the letter that told how; later it can still be looked at`() throws {
    _ = try story.chain.printDecision(on: request, language: .fr, as: story.act("2026-09-09"))
    let contested = try contest(on: "2026-11-10")
    #expect(contested.lastDay == "2026-11-09")
    #expect(contested.isLate)
  }

  @Test func `and the answer is confirmed by a person, with a reason`() throws {
    _ = try contest()
    #expect(throws: ChainFailure.rightsNotForRole(.workshop)) {
      try story.chain.confirm(request, because: "x", as: story.act("2026-09-12", by: ChainStory.colleague))
    }
    let confirmed = try story.chain.confirm(
      request, because: "le QF de septembre est encore de 812 €", as: story.act("2026-09-12"))
    #expect(confirmed.state.stage == .refused)
    let contest = try #require(try story.chain.request(request).contests.first)
    #expect(contest.confirmation?.reason == "le QF de septembre est encore de 812 €")
    #expect(throws: LoansFailure.requestCannot(request, .confirm, at: .refused)) {
      try story.chain.confirm(request, because: "encore", as: story.act("2026-09-13"))
    }
    #expect(try self.contest(on: "2026-09-14").request.state.stage == .contested)
  }

  @Test func `and a new decision changes it`() throws {
    _ = try contest()
    let household = try story.chain.request(request).household.id
    try story.tell(household, [("qf", "512")], on: "2026-09-11")
    let ruling = try story.chain.decide(request, under: ChainStory.college, as: story.act("2026-09-12"))
    #expect(ruling.request.state == .decided(ruling.decision.id))
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `a new decision that says the same leaves it contested`() throws {
    _ = try contest()
    let household = try story.chain.request(request).household.id
    try story.tell(household, [("qf", "792")], on: "2026-09-11")
    let ruling = try story.chain.decide(request, under: ChainStory.college, as: story.act("2026-09-12"))
    #expect(ruling.request.state.stage == .contested)
    let confirmed = try story.chain.confirm(request, because: "toujours au-dessus", as: story.act("2026-09-13"))
    #expect(confirmed.state == .refused(.notEligible, ruling.decision.id))
  }

  @Test func `only what refuses something`() throws {
    let fortunate = try story.decided(on: "2026-09-08")
    #expect(throws: LoansFailure.nothingToContest(fortunate)) {
      try story.chain.contest(fortunate, because: "pour voir", as: story.act("2026-09-09"))
    }
    #expect(throws: LoansFailure.emptyReason) {
      try story.chain.contest(request, because: "", as: story.act("2026-09-09"))
    }
  }
}
