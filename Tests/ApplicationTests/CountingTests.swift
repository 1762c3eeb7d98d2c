import Application
import Eligibility
import Kernel
import Loans
import Reporting
import TestSupport
import Testing

/// Two quarters, counted by hand:
///
/// | day | what happens |
/// |---|---|
/// | 1 Jul | the donor is registered |
/// | 1 Sep | its convention is signed |
/// | 2 Sep | laptops A, B and C are received |
/// | 5 Sep | A and B are released |
/// | 15 Sep | A goes to family 1, modest |
/// | 20 Sep | B goes to family 2, under rules that do not look at means |
/// | 15 Oct | A comes back; released again on 20 Oct |
/// | 1 Nov | C is released |
/// | 5 Nov | A goes to family 3, modest |
/// | 20 Nov | C goes to family 1, equipped again, under modest rules without a limit |
/// | 25 Nov | A comes back; released again on 1 Dec |
/// | 10 Dec | A goes to family 4, modest |
@Suite struct `The figures of two quarters` {
  let story: ChainStory

  init() throws {
    let story = try ChainStory()
    self.story = story
    try story.adoptCollege()
    _ = try story.chain.adopt(programme: Array(secondProgramme.utf8), file: "2.json", as: story.act("2026-09-01"))
    try story.adoptCollege(unlimitedAs: "pret-renouvelable")
    let codes = try (0..<3).map { _ in try story.receive(on: "2026-09-02") }
    for code in codes.prefix(2) { try story.refurbish(code, on: "2026-09-05") }
    let families = try (1...4).map { try story.household("Famille \($0)") }

    func decided(_ family: HouseholdID, _ programme: String, on day: Day) throws -> RequestID {
      try story.tell(family, ChainStory.eligible, on: day)
      let request = try story.request(of: family, on: day)
      _ = try story.chain.decide(request, under: programme, as: story.act(day))
      return request
    }
    let first = try story.lend(
      codes[0], to: decided(families[0], ChainStory.college, on: "2026-09-10"), on: "2026-09-15")
    _ = try story.lend(codes[1], to: decided(families[1], "pret-ouvert", on: "2026-09-10"), on: "2026-09-20")

    try story.takeBack(first, on: "2026-10-15")
    try story.refurbish(codes[0], on: "2026-10-20")
    try story.refurbish(codes[2], on: "2026-11-01")
    let third = try story.lend(
      codes[0], to: decided(families[2], ChainStory.college, on: "2026-11-02"), on: "2026-11-05")
    _ = try story.lend(codes[2], to: decided(families[0], "pret-renouvelable", on: "2026-11-18"), on: "2026-11-20")
    try story.takeBack(third, on: "2026-11-25")
    try story.refurbish(codes[0], on: "2026-12-01")
    _ = try story.lend(
      codes[0], to: decided(families[3], ChainStory.college, on: "2026-12-05"), on: "2026-12-10")
  }

  private func figures(_ quarter: String) throws -> [Int] {
    try story.chain.report(for: Quarter(quarter).period).figures.map(\.number)
  }

  // In the order of `Indicator.all`: partners that joined, partners, schools; donors, conventions; received, taken in from before, released; hand-overs, loans taken over, devices handed over, devices first
  // handed to a modest household; households equipped, newly equipped.

  @Test func `the third quarter of 2026`() throws {
    #expect(try figures("2026-Q3") == [0, 0, 0, 1, 1, 3, 0, 2, 2, 0, 2, 1, 2, 2])
  }

  @Test func `the fourth quarter of 2026`() throws {
    // A was lent twice, so three hand-overs of two devices; only C is new to modest households. Families 1, 2 and 4 hold one
    // on 31 December; 3 and 4 never had one before.
    #expect(try figures("2026-Q4") == [0, 0, 0, 0, 0, 0, 0, 2, 3, 0, 2, 1, 3, 2])
  }

  @Test func `the quarters before and after`() throws {
    #expect(try figures("2026-Q2") == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    #expect(try figures("2027-Q1") == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0])
  }

  @Test func `both quarters together are no sum`() throws {
    let period = try #require(Period(from: "2026-07-01", through: "2026-12-31"))
    #expect(try story.chain.report(for: period).figures.map(\.number) == [0, 0, 0, 1, 1, 3, 0, 3, 5, 0, 3, 2, 3, 4])
  }

  @Test func `an annulled hand-over counts nowhere, a moved one counts in its own quarter`() throws {
    try story.chain.correct(try story.latest, .day("2027-01-02"), because: "date mal lue", as: story.act("2027-01-05"))
    #expect(try figures("2026-Q4") == [0, 0, 0, 0, 0, 0, 0, 2, 2, 0, 2, 1, 2, 1])
    #expect(try figures("2027-Q1") == [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 3, 1])
    let handOver = try #require(try story.chain.contract(ContractID(rawValue: 5)).history.last)
    try story.chain.correct(handOver.entry, .annulment, because: "jamais venue", as: story.act("2027-01-06"))
    #expect(try figures("2027-Q1") == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0])
  }
}
