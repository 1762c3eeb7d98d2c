import Application
import Eligibility
import Foundation
import Kernel
import Loans
import TestSupport
import Testing

@Suite struct `Money set aside` {
  let story: ChainStory

  init() throws { story = try ChainStory() }

  private func open(_ code: String = "fsl", budget: Int64 = 100_000) throws -> FundingLine {
    try story.chain.openFunding(
      code, title: "Fonds de solidarité logement", funder: "Département", budget: Money(cents: budget),
      as: story.act("2026-09-01"))
  }

  private func spend(_ cents: Int64, on day: Day = "2026-09-02") throws -> FundingLine {
    try story.chain.spendFunding(Money(cents: cents), on: "fsl", for: nil, as: story.act(day))
  }

  @Test func `has a budget, what was spent, and what is left`() throws {
    _ = try open()
    _ = try spend(30_000)
    let line = try story.chain.grantFunding(Money(cents: 5_000), on: "fsl", as: story.act("2026-09-03"))
    #expect(line.budget == Money(cents: 105_000))
    #expect(line.spent == Money(cents: 30_000))
    #expect(line.remaining == Money(cents: 75_000))
    #expect(try story.chain.funding().map(\.line) == [line])
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `is never spent twice`() throws {
    _ = try open()
    _ = try spend(70_000)
    #expect(
      throws: LoansFailure.fundingExhausted("fsl", remaining: Money(cents: 30_000), wanted: Money(cents: 30_001))
    ) { try spend(30_001) }
    #expect(try spend(30_000).remaining == Money(cents: 0))
  }

  @Test func `is a matter of those who answer for it, under one code, with amounts above zero`() throws {
    #expect(throws: ChainFailure.rulesNotForRole(.workshop)) {
      try story.chain.openFunding(
        "fsl", title: "x", funder: "y", budget: Money(cents: 1), as: story.act("2026-09-01", by: ChainStory.colleague))
    }
    #expect(throws: LoansFailure.notAFundingCode("F S L")) { try open("F S L") }
    #expect(throws: LoansFailure.moneyNotPositive(Money(cents: 0))) { try open(budget: 0) }
    _ = try open()
    #expect(throws: LoansFailure.fundingCodeTaken("fsl")) { try open() }
    #expect(throws: LoansFailure.moneyNotPositive(Money(cents: -1))) { try spend(-1) }
    #expect(throws: LoansFailure.noFundingLine("inclusion", known: ["fsl"])) {
      try story.chain.grantFunding(Money(cents: 1), on: "inclusion", as: story.act("2026-09-02"))
    }
  }

  @Test func `is not taken back while it is spent`() throws {
    _ = try open()
    let opening = try story.latest
    _ = try spend(100)
    #expect(throws: LoansFailure.self) {
      try story.chain.correct(opening, .annulment, because: "erreur", as: story.act("2026-09-03"))
    }
  }

  @Test func `is asked for by the eligible requests of the programmes that name it, in a simulation too`() throws {
    let household = try story.household()
    let programme = secondProgramme.replacing(
      #""months": 6"#,
      with: #""months": 6, "funding": ["fsl"], "aid": { "value": 80, "unit": "EUR", "kind": "aide" }"#)
    _ = try open()
    _ = try story.chain.adopt(programme: Array(programme.utf8), file: "p.json", as: story.act("2026-09-02"))
    try story.tell(household, [("has_working_computer", "non")])
    let request = try story.request(of: household)
    _ = try story.chain.decide(request, under: "pret-ouvert", as: story.act("2026-09-08"))
    #expect(try story.chain.funding().map(\.awaited) == [Money(cents: 8_000)])
    let draft = programme.replacing("\"value\": 80", with: "\"value\": 120").replacing(
      "\"version\": \"1\"", with: "\"version\": \"2\"")
    let simulation = try story.chain.simulate(programme: Array(draft.utf8), file: "p.json", on: "2026-09-09")
    let charge = try #require(simulation.charges.first)
    #expect(charge.code == "fsl")
    #expect((charge.before, charge.after) == (Money(cents: 8_000), Money(cents: 12_000)))
    #expect(charge.left == Money(cents: 88_000))
  }
}

@Suite struct `Telling us once` {
  let story: ChainStory
  let household: HouseholdID

  init() throws {
    story = try ChainStory()
    try story.adoptCollege()
    household = try story.household()
  }

  @Test func `a proof serves every later request until its last day, and is then asked for again`() throws {
    try story.tell(household, ChainStory.eligible)
    let first = try story.request(of: household)
    #expect(
      try story.chain.decide(first, under: ChainStory.college, as: story.act("2026-09-08")).reasoning.outcome
        == .eligible)
    let second = try story.request(of: household, on: "2026-10-01")
    let later = try story.chain.decide(second, under: ChainStory.college, as: story.act("2026-12-07"))
    #expect(later.reasoning.outcome == .eligible)
    let third = try story.request(of: household, on: "2026-12-08")
    let late = try story.chain.decide(third, under: ChainStory.college, as: story.act("2026-12-08"))
    #expect(late.reasoning.outcome == .unknown)
  }

  @Test func `prescribers see until when, never what nor who`() throws {
    try story.tell(household, ChainStory.eligible)
    let proofs = try story.chain.proofs(of: household, on: "2026-12-07")
    let standing = Dictionary(uniqueKeysWithValues: proofs.map { ($0.fact, $0.standing) })
    #expect(standing["qf"] == .valid(until: "2026-12-07"))
    #expect(standing["college"] == .valid(until: "2027-08-31"))
    #expect(standing["has_working_computer"] == .valid(until: nil))
    #expect(standing["rsa"] == .missing)
    #expect(proofs.allSatisfy { $0.programmes == [ChainStory.college] })
    let after = try story.chain.proofs(of: household, on: "2026-12-08").first { $0.fact == "qf" }
    #expect(after?.standing == .expired(on: "2026-12-07"))
    #expect(!String(describing: proofs).contains("512"))
    #expect(!String(describing: proofs).contains(ChainStory.founder))
  }

  @Test func `who calculated a QF, for which month and when, is kept and stands in the decision`() throws {
    try story.tell(household, ChainStory.eligible.dropLast())
    let origin = HouseholdFact.Origin(provider: "MSA", month: "2026-08", calculated: "2026-09")
    _ = try story.chain.record(
      facts: [("qf", "512")], of: household, evidence: "attestation_msa_qf", dated: "2026-09-06", origin: origin,
      as: story.act("2026-09-07"))
    #expect(try story.chain.household(household).facts.first { $0.key == "qf" }?.origin == origin)
    let ruling = try story.chain.decide(
      story.request(of: household), under: ChainStory.college, as: story.act("2026-09-08"))
    #expect(
      ruling.decision.finding.trace.contains(#""provider":"MSA","month":"2026-08","calculated":"2026-09""#))
    #expect(try story.chain.replay(ruling.decision.id).isSame)
  }
}
