import Application
import Eligibility
import Foundation
import Kernel
import Loans
import Storage
import TestSupport
import Testing
import WebClient

@Suite struct `Asking API Particulier for a household` {
  let story: ChainStory
  let household: HouseholdID
  let access: ParticulierAccess
  let identity: ParticulierQuestion.Identity

  init() throws {
    story = try ChainStory()
    household = try story.household()
    access = try ParticulierAccess(environment: [
      ParticulierAccess.tokenVariable: "jeton-secret", ParticulierAccess.recipientVariable: "35600000000048",
    ])
    identity = try ParticulierQuestion.Identity(
      birthName: "Inventé", firstNames: ["Alix"], sex: .female, birthPlace: .country(code: "99350"),
      birth: .init("1990-00-00"))
  }

  private static let found = """
    {"data": {"quotient_familial": {"fournisseur": "CNAF", "valeur": 512, "annee": 2026, "mois": 9, "annee_calcul": 2026,
      "mois_calcul": 8}}}
    """

  private static func error(_ code: String) -> String {
    #"{"errors": [{"code": "\#(code)", "title": "t", "detail": "d", "source": null, "meta": {"provider": "MSA"}}]}"#
  }

  /// What is learnt when the service answers so, one after the other; and how long was waited.
  private func ask(
    _ answers: (status: Int, body: String, retryAfter: Int?)...
  ) throws -> (learnt: Result<QuotientLearnt, any Error>, waited: [Int], asked: Int) {
    var (left, waited) = (answers, [Int]())
    let learnt = Result {
      try story.chain.askQuotient(
        of: household, identity, by: access, wait: { waited.append($0) },
        ask: { _ in
          let answer = left.removeFirst()
          return WebAnswer(status: answer.status, body: Array(answer.body.utf8), retryAfter: answer.retryAfter)
        }, as: story.act("2026-09-08"))
    }
    return (learnt, waited, answers.count - left.count)
  }

  @Test func `records the quotient with its provider, month and calculation, and it opens a right`() throws {
    try story.adoptCollege()
    guard case .recorded(let facts) = try ask((200, Self.found, nil)).learnt.get() else {
      Issue.record("nothing recorded")
      return
    }
    let fact = try #require(facts.first)
    #expect((fact.key, fact.value, fact.kind) == ("qf", .number(512), "qf_caf_msa"))
    #expect(fact.evidence == .init(kind: "api_particulier_qf", day: "2026-09-08", checkedBy: nil))
    #expect(fact.origin == .init(provider: "CNAF", month: "2026-09", calculated: "2026-08"))
    try story.tell(household, ChainStory.eligible.dropLast(), on: "2026-09-08")
    let ruling = try story.chain.decide(
      story.request(of: household, on: "2026-09-08"), under: ChainStory.college, as: story.act("2026-09-09"))
    #expect(ruling.reasoning.outcome == .eligible)
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `a household nobody knows stays unknown: nothing is recorded, nothing refused`() throws {
    try story.adoptCollege()
    #expect(try ask((404, Self.error("10003"), nil)).learnt.get() == .unknown(.notFound(provider: "MSA")))
    #expect(try story.chain.household(household).facts.isEmpty)
  }

  @Test func `waits as long as it is told when it asks too often, and not for ever`() throws {
    try story.adoptCollege()
    let patient = try ask((429, Self.error("00429"), 2), (200, Self.found, nil))
    guard case .recorded = try patient.learnt.get() else {
      Issue.record("nothing recorded")
      return
    }
    #expect(patient.waited == [2])
    let busy = try ask((429, "", 2), (429, "", 3), (429, "", 4))
    #expect(throws: ParticulierFailure.later(seconds: 4)) { try busy.learnt.get() }
    #expect(busy.waited == [2, 3])
    let later = try ask((504, Self.error("37001"), nil))
    #expect(throws: ParticulierFailure.later(seconds: 60)) { try later.learnt.get() }
    #expect(later.waited.isEmpty)
  }

  @Test func `says when the token or the question is wrong`() throws {
    try story.adoptCollege()
    let token = try ask((401, Self.error("00103"), nil))
    #expect(throws: ParticulierFailure.token) { try token.learnt.get() }
    let question = try ask((422, Self.error("00366"), nil))
    #expect(throws: ParticulierFailure.question(code: "00366")) { try question.learnt.get() }
  }

  @Test func `asks nothing that no programme wants, of nobody unknown, and not without the right`() throws {
    let unwanted = try ask((200, Self.found, nil))
    #expect(throws: ParticulierFailure.notAsked) { try unwanted.learnt.get() }
    #expect(unwanted.asked == 0)
    try story.adoptCollege()
    #expect(throws: LoansFailure.noHousehold(HouseholdID(rawValue: 99))) {
      try story.chain.askQuotient(
        of: HouseholdID(rawValue: 99), identity, by: access, wait: { _ in },
        ask: { _ in WebAnswer(status: 200, body: [], retryAfter: nil) },
        as: story.act("2026-09-08"))
    }
    #expect(throws: ParticulierFailure.off) { try ParticulierAccess(environment: [:]) }
    #expect(throws: ParticulierFailure.off) {
      try ParticulierAccess(environment: [
        ParticulierAccess.tokenVariable: "a\r\nX: b", ParticulierAccess.recipientVariable: "35600000000048",
      ])
    }
  }

  @Test func `the token and the identity are nowhere in the database`() throws {
    try story.adoptCollege()
    _ = try ask((200, Self.found, nil))
    let journal = try story.database.read { reader in
      try reader.all("SELECT facts FROM journal").map { row -> String in try row["facts"] }.joined()
    }
    #expect(!journal.contains("jeton-secret"))
    #expect(!journal.contains("Inventé"))
    #expect(!String(reflecting: ParticulierFailure.token.text).contains("jeton-secret"))
  }
}
