import Application
import Eligibility
import Kernel
import Loans
import TestSupport
import Testing

@Suite struct `Looking at new rules, old decisions and the waiting list` {
  let story: ChainStory

  init() throws {
    story = try ChainStory()
    try story.adoptCollege()
  }

  /// The rules of the collège programme with another ceiling, as a draft.
  private static func draft(ceiling: Int) throws -> [UInt8] {
    let bytes = try #require(ShippedProgrammes.bytes(of: "pret-familles-college.json"))
    let text = String(decoding: bytes, as: UTF8.self)
    // The file's own cases are about its own ceiling: one that holds for any is kept.
    let start = try #require(text.firstRange(of: "  \"tests\": [")).lowerBound
    let rules = text[..<start].replacing("\"value\": 700", with: "\"value\": \(ceiling)")
      .replacing("\"version\": \"2026.1\"", with: "\"version\": \"2026.2\"")
    let cases = #""tests": [{"as_of": "2026-09-15", "facts": {"college": "0471234L"}, "outcome": "not_eligible"}]}"#
    return Array((rules + cases).utf8)
  }

  private func request(qf: String, named name: String, on day: Day) throws -> RequestID {
    let household = try story.household(name)
    try story.tell(
      household, ChainStory.eligible.dropLast() + [("qf", qf), ("boursier_college", "non"), ("rsa", "non")])
    return try story.request(of: household, on: day)
  }

  @Test func `a draft tells who would change side, and changes nothing`() throws {
    let low = try request(qf: "300", named: "Alix Inventé", on: "2026-09-07")
    let middle = try request(qf: "650", named: "Dominique Fictive", on: "2026-09-07")
    let open = try story.chain.simulate(
      programme: Self.draft(ceiling: 600), file: "projet.json", on: "2026-09-10")
    #expect(open.current == "2026.1")
    #expect(open.programme.version == "2026.2")
    #expect(open.lines.map(\.request) == [low, middle])
    #expect(open.lines.map(\.before) == [.eligible, .eligible])
    #expect(open.lines.map(\.after) == [.eligible, .notEligible])
    #expect(open.lines.map(\.changes) == [false, true])
    #expect(open.count(from: .eligible, to: .notEligible) == 1)
    #expect(open.cost.after == Money(cents: 0))
    #expect(try story.chain.request(middle).request.state == .submitted)
  }

  @Test func `a draft counts what was told by its day, and nothing that was annulled`() throws {
    _ = try request(qf: "300", named: "Alix Inventé", on: "2026-09-07")
    func answers(on day: Day) throws -> [Outcome] {
      try story.chain.simulate(programme: Self.draft(ceiling: 600), file: "projet.json", on: day).lines.map(\.after)
    }
    #expect(try answers(on: "2026-09-06") == [.unknown], "the day before it was told")
    #expect(try answers(on: "2026-09-07") == [.eligible])
    let told = try story.chain.journal(last: 100).filter { $0.action == .recordFact }
    for entry in told.map(\.entry) {
      try story.chain.correct(entry, .annulment, because: "saisi pour un autre foyer", as: story.act("2026-09-12"))
    }
    #expect(try answers(on: "2026-09-12") == [.unknown])
  }

  @Test func `a stored decision is made again byte for byte after the rules changed`() throws {
    let asked = try request(qf: "650", named: "Alix Inventé", on: "2026-09-07")
    let ruling = try story.chain.decide(asked, under: ChainStory.college, as: story.act("2026-09-08"))
    _ = try story.chain.adopt(
      programme: Self.draft(ceiling: 600), file: "projet.json", as: story.act("2026-09-09"))
    let replay = try story.chain.replay(ruling.decision.id)
    #expect(replay.isSame)
    #expect(replay.record == ruling.reasoning.record)
    let none = DecisionID(rawValue: 99)
    #expect(throws: LoansFailure.noDecision(none)) { try story.chain.replay(none) }
  }

  @Test func `the waiting list goes by points, then by day, then by number`() throws {
    let late = try request(qf: "600", named: "Alix Inventé", on: "2026-09-09")
    let early = try request(qf: "601", named: "Dominique Fictive", on: "2026-09-08")
    let poor = try request(qf: "300", named: "Sasha Imaginé", on: "2026-09-10")
    for id in [late, early, poor] {
      _ = try story.chain.decide(id, under: ChainStory.college, as: story.act("2026-09-11"))
    }
    let list = try story.chain.waitingList(of: ChainStory.college, on: "2026-09-12")
    #expect(list.map(\.request) == [poor, early, late])
    #expect(list.map(\.place) == [1, 2, 3])
    #expect(list.map(\.ranking.points) == [30, 0, 0])
    #expect(list[0].ranking.reasons.first { $0.truth == .true }?.text.fr == "Quotient familial très bas (≤ 350 €)")
    // What is learnt later moves nobody until somebody decides again.
    try story.tell(list[2].household, [("qf", "100")], on: "2026-09-12")
    #expect(
      try story.chain.waitingList(of: ChainStory.college, on: "2026-09-12").map(\.request) == [poor, early, late])
  }
}
