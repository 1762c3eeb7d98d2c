import Eligibility
import Inventory
import Kernel
import Loans
import Storage
import TestSupport
import Testing

@testable import Application

/// The shipped programme for families of a collège gives one device per household every four years.
@Suite struct `How often a programme serves a household` {
  let story: ChainStory
  let family: HouseholdID
  private static let title = Text(
    fr: "Prêt d'un ordinateur à une famille de collégien", en: "Computer loan to a family with a collège pupil")
  private static let limit = AdoptedProgramme.Limit(perHousehold: 1, years: 4)

  init() throws {
    story = try ChainStory()
    try story.adoptCollege()
    family = try story.household()
    try story.tell(family, ChainStory.eligible)
  }

  private func decided(_ programme: String = ChainStory.college, on day: Day = "2026-09-08") throws -> RequestID {
    let request = try story.request(of: family, on: day)
    _ = try story.chain.decide(request, under: programme, as: story.act(day))
    return request
  }

  private func reached(_ request: RequestID, again: Day = "2030-09-15") -> LendingFailure {
    .limitReached(request, programme: Self.title, limit: Self.limit, contracts: [ContractID(rawValue: 1)], again: again)
  }

  @Test func `a second device within the years is refused, with the day it may be`() throws {
    let first = try story.lend(story.ready(), to: decided(), on: "2026-09-15")
    let second = try decided(on: "2026-10-01")
    let other = try story.ready()
    #expect(throws: reached(second)) { try story.chain.allocate(other, to: second, as: story.act("2026-10-02")) }
    // What came back was had all the same.
    try story.takeBack(first, on: "2026-11-01")
    #expect(throws: reached(second)) { try story.chain.allocate(other, to: second, as: story.act("2026-11-02")) }
    #expect(try story.state(of: other) == .ready)
  }

  @Test func `whoever decides is told at once`() throws {
    _ = try story.lend(story.ready(), to: decided(), on: "2026-09-15")
    let second = try story.request(of: family, on: "2026-10-01")
    let ruling = try story.chain.decide(second, under: ChainStory.college, as: story.act("2026-10-01"))
    #expect(ruling.obstacle == reached(second))
  }

  @Test func `a contract is refused too, when the first came after the allocation`() throws {
    let (early, late) = (try decided(), try decided())
    try story.adoptCollege(unlimitedAs: "pret-renouvelable")
    _ = try story.chain.allocate(story.ready(), to: early, as: story.act("2026-09-09"))
    #expect(
      throws: LendingFailure.keptUnderLimit(late, programme: Self.title, limit: Self.limit, other: early)
    ) { try story.chain.allocate(story.ready(), to: late, as: story.act("2026-09-09")) }
    _ = try story.sign(early, on: "2026-09-15")
    #expect(throws: reached(late)) { try story.chain.allocate(story.ready(), to: late, as: story.act("2026-09-16")) }
  }

  @Test func `a contract given up before the hand-over does not count`() throws {
    let first = try decided()
    let code = try story.ready()
    _ = try story.chain.allocate(code, to: first, as: story.act("2026-09-09"))
    let contract = try story.sign(first, on: "2026-09-15")
    _ = try story.chain.cancel(contract, because: .declined, as: story.act("2026-09-16"))
    _ = try story.chain.cancelAllocation(of: first, because: .declined, as: story.act("2026-09-16"))
    _ = try story.lend(code, to: decided(on: "2026-09-16"), on: "2026-09-20")
  }

  @Test func `another programme, or another household, has its own count`() throws {
    _ = try story.lend(story.ready(), to: decided(), on: "2026-09-15")
    try story.adoptCollege(unlimitedAs: "pret-renouvelable")
    _ = try story.lend(story.ready(), to: decided("pret-renouvelable", on: "2026-10-01"), on: "2026-10-05")
    _ = try story.lend(story.ready(), to: decided("pret-renouvelable", on: "2026-11-01"), on: "2026-11-05")
    _ = try story.lend(story.ready(), to: story.decided(on: "2026-11-06"), on: "2026-11-07")
  }
}
