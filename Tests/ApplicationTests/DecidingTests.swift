import Application
import Directory
import Eligibility
import Foundation
import Kernel
import Loans
import TestSupport
import Testing

@Suite struct `Deciding a request` {
  let story: ChainStory

  init() throws {
    story = try ChainStory()
    try story.adoptCollege()
  }

  @Test func `a family with modest means is eligible, modest, and waits for a device`() throws {
    let household = try story.household()
    try story.tell(household, ChainStory.eligible)
    let request = try story.request(of: household)
    let ruling = try story.chain.decide(request, under: ChainStory.college, as: story.act("2026-09-08"))
    #expect(ruling.reasoning.outcome == .eligible)
    #expect(ruling.decision.finding.modest)
    #expect(ruling.request.state == .decided(ruling.decision.id))
    #expect(ruling.decision.finding.asOf == "2026-09-08")
    #expect(ruling.decision.finding.trace == ruling.reasoning.record)
    #expect(ruling.decision.finding.explanation.fr.contains("✓ Ressources modestes\n  ✓ Quotient familial"))
  }

  @Test func `a family above the threshold, without grant or RSA, stays open for other programmes until it is refused`()
    throws
  {
    let household = try story.household()
    let facts = ChainStory.eligible.dropLast() + [("qf", "701"), ("boursier_college", "non"), ("rsa", "non")]
    try story.tell(household, Array(facts))
    let request = try story.request(of: household)
    let ruling = try story.chain.decide(request, under: ChainStory.college, as: story.act("2026-09-08"))
    #expect(ruling.reasoning.outcome == .notEligible)
    #expect(ruling.request.state == .submitted)
    #expect(throws: LendingFailure.nothingNewToDecide(request, decided: "2026-09-08")) {
      try story.chain.decide(request, under: ChainStory.college, as: story.act("2026-09-09"))
    }
    _ = try story.chain.adopt(
      programme: Array(secondProgramme.utf8), file: "second.json", as: story.act("2026-09-09"))
    let second = try story.chain.decide(request, under: "pret-ouvert", as: story.act("2026-09-09"))
    #expect(second.request.state == .decided(second.decision.id))
    let other = try self.story.request(of: household)
    let refusing = try story.chain.decide(other, under: ChainStory.college, as: story.act("2026-09-09"))
    let refused = try story.chain.refuse(other, because: .notEligible, as: story.act("2026-09-10"))
    #expect(refused.state == .refused(.notEligible, refusing.decision.id))
    #expect(throws: LoansFailure.requestCannot(other, .decide, at: .refused)) {
      try story.chain.decide(other, under: ChainStory.college, as: story.act("2026-09-11"))
    }
  }

  @Test func `what is missing is named with its documents, and the request stays to be decided`() throws {
    let household = try story.household()
    try story.tell(household, ChainStory.eligible.dropLast())
    let request = try story.request(of: household)
    let ruling = try story.chain.decide(request, under: ChainStory.college, as: story.act("2026-09-08"))
    #expect(ruling.reasoning.outcome == .unknown)
    #expect(ruling.reasoning.missing.map(\.name) == ["qf", "boursier_college", "rsa"])
    #expect(
      ruling.reasoning.missing.first?.documents.map(\.code)
        == ["attestation_caf_qf", "attestation_msa_qf", "api_particulier_qf"])
    #expect(ruling.request.state == .submitted)
    try story.tell(household, [("rsa", "oui")], on: "2026-09-09")
    let later = try story.chain.decide(request, under: ChainStory.college, as: story.act("2026-09-10"))
    #expect(later.request.state == .decided(later.decision.id))
  }

  @Test func `facts told after the day of the decision count for nothing in it`() throws {
    let household = try story.household()
    try story.tell(household, ChainStory.eligible.dropLast())
    let request = try story.request(of: household)
    // The document bears a day before the decision, but nobody had seen it yet.
    _ = try story.chain.record(
      facts: [("qf", "512")], of: household, evidence: "attestation_caf_qf", dated: "2026-09-01",
      as: story.act("2026-09-12"))
    let early = try story.chain.decide(request, under: ChainStory.college, as: story.act("2026-09-11"))
    #expect(early.reasoning.outcome == .unknown)
    let late = try story.chain.decide(request, under: ChainStory.college, as: story.act("2026-09-12"))
    #expect(late.reasoning.outcome == .eligible)
  }

  @Test func `deciding again is refused unless something is new`() throws {
    let request = try story.decided(on: "2026-09-08")
    #expect(throws: LendingFailure.nothingNewToDecide(request, decided: "2026-09-08")) {
      try story.chain.decide(request, under: ChainStory.college, as: story.act("2026-09-09"))
    }
    let household = try story.chain.request(request).household.id
    try story.tell(household, [("rsa", "oui")], on: "2026-09-09")
    let again = try story.chain.decide(request, under: ChainStory.college, as: story.act("2026-09-10"))
    #expect(again.request.state == .decided(again.decision.id))
  }

  @Test func `a decision is dated neither before its request nor before its programme`() throws {
    let household = try story.household()
    let request = try story.request(of: household, on: "2026-09-07")
    #expect(throws: LoansFailure.outOfOrder("2026-09-06", after: "2026-09-07")) {
      try story.chain.decide(request, under: ChainStory.college, as: story.act("2026-09-06"))
    }
    #expect(throws: LoansFailure.noProgramme(ChainStory.college, on: "2026-08-31")) {
      try story.chain.decide(request, under: ChainStory.college, as: story.act("2026-08-31"))
    }
  }

  @Test func `a second file of rules changes the answer`() throws {
    let household = try story.household()
    let facts = ChainStory.eligible.dropLast() + [("qf", "800"), ("boursier_college", "non"), ("rsa", "non")]
    try story.tell(household, Array(facts))
    let first = try story.chain.decide(
      story.request(of: household), under: ChainStory.college, as: story.act("2026-09-08"))
    #expect(first.reasoning.outcome == .notEligible)
    _ = try story.chain.adopt(
      programme: Array(secondProgramme.utf8), file: "second.json", as: story.act("2026-09-08"))
    let second = try story.chain.decide(
      story.request(of: household), under: "pret-ouvert", as: story.act("2026-09-08"))
    #expect(second.reasoning.outcome == .eligible)
    #expect(!second.decision.finding.modest)
  }

  @Test func `an unknown programme, request or prescriber is named`() throws {
    let household = try story.household()
    let request = try story.request(of: household)
    #expect(throws: LoansFailure.noProgramme("inconnu", on: "2026-09-08")) {
      try story.chain.decide(request, under: "inconnu", as: story.act("2026-09-08"))
    }
    #expect(throws: LoansFailure.noRequest(RequestID(rawValue: 99))) {
      try story.chain.decide(RequestID(rawValue: 99), under: ChainStory.college, as: story.act("2026-09-08"))
    }
    #expect(throws: DirectoryFailure.noSuchStructure("CCAS de nulle part", near: [])) {
      try story.chain.submit(
        requestOf: household, by: "CCAS de nulle part", for: .laptop, uses: "démarches", channel: .phone,
        as: story.act("2026-09-08"))
    }
    #expect(throws: LoansFailure.noHousehold(HouseholdID(rawValue: 99))) {
      try story.request(of: HouseholdID(rawValue: 99))
    }
  }
}

@Suite struct `Telling facts of a household` {
  let story: ChainStory
  let household: HouseholdID

  init() throws {
    story = try ChainStory()
    try story.adoptCollege()
    household = try story.household()
  }

  private func tell(_ facts: [(String, String)], _ evidence: String, dated: Day = "2026-09-06") throws {
    _ = try story.chain.record(
      facts: facts.map { ($0.0, $0.1) }, of: household, evidence: evidence, dated: dated, as: story.act("2026-09-07"))
  }

  @Test func `a fact is read as the programme declares it, and bears who checked it`() throws {
    try tell([("qf", "512")], "attestation_caf_qf")
    try tell([("college", "aucun")], "declaration_honneur")
    let facts = try story.chain.household(household).facts
    #expect(facts.map(\.key) == ["college", "qf"])
    #expect(facts.map(\.value) == [.absent, .number(512)])
    #expect(facts.map(\.kind) == [nil, "qf_caf_msa"])
    #expect(facts[1].evidence == .init(kind: "attestation_caf_qf", day: "2026-09-06", checkedBy: PersonID(rawValue: 1)))
  }

  @Test func `what no programme asks for is not kept`() throws {
    let asked = ["boursier_college", "college", "has_working_computer", "lives_in_dept", "qf", "rsa"]
    #expect(throws: LendingFailure.factNobodyAsks("religion", asked: asked)) {
      try tell([("religion", "aucune")], "declaration_honneur")
    }
  }

  @Test func `a document that proves nothing of the kind is refused, with those that do`() throws {
    #expect {
      try tell([("rsa", "oui")], "declaration_honneur")
    } throws: { error in
      guard case .evidenceNotTaken("declaration_honneur", fact: "rsa", let taken)? = error as? LendingFailure else {
        return false
      }
      return taken.map(\.code) == ["attestation_rsa"]
    }
  }

  @Test func `a value that is none is refused`() throws {
    #expect(throws: EligibilityFailure.self) { try tell([("qf", "cinq cents")], "attestation_caf_qf") }
    #expect(throws: EligibilityFailure.self) { try tell([("qf", "-3")], "attestation_caf_qf") }
    #expect(throws: EligibilityFailure.self) { try tell([("college", "0479901A")], "certificat_scolarite") }
    #expect(throws: LendingFailure.factTwice("qf")) {
      try tell([("qf", "512"), ("qf", "513")], "attestation_caf_qf")
    }
  }

  @Test func `a document from after the act proves nothing yet`() throws {
    #expect(throws: LoansFailure.documentToCome("2026-09-08", seen: "2026-09-07")) {
      try tell([("qf", "512")], "attestation_caf_qf", dated: "2026-09-08")
    }
  }

  @Test func `nothing of it is kept when one fact is refused`() throws {
    #expect(throws: LendingFailure.self) { try tell([("qf", "512"), ("qf_tax", "oui")], "attestation_caf_qf") }
    #expect(try story.chain.household(household).facts.isEmpty)
  }
}

/// Rules without any criterion on resources: who has no computer may borrow one.
let secondProgramme = """
  {
    "schema": "eligibility-rules/1", "id": "pret-ouvert", "version": "1", "validFrom": "2026-09-01",
    "title": { "fr": "Prêt ouvert", "en": "Open loan" },
    "legal": [{ "title": "Exemple" }], "lastChecked": "2026-09-01",
    "facts": {
      "has_working_computer": {
        "type": "bool", "fr": "Ordinateur à la maison", "en": "Computer at home",
        "evidence": ["declaration_honneur"]
      }
    },
    "decide": {
      "id": "disconnected", "is": { "not": { "fact": "has_working_computer" } },
      "fr": "Pas d'ordinateur", "en": "No computer"
    },
    "terms": { "contracts": ["loan"], "months": 6 },
    "tests": [
      { "name": "sans ordinateur", "as_of": "2026-09-15", "facts": { "has_working_computer": false }, "outcome": "eligible" }
    ]
  }
  """
