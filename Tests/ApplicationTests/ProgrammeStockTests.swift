import Inventory
import Kernel
import Loans
import TestSupport
import Testing

@testable import Application

/// "Within the limit of the stock": the collège programme with one device, for two families.
@Suite struct `A programme that has so many devices and no more` {
  let story: ChainStory
  let first, second: RequestID

  init() throws {
    story = try ChainStory()
    try story.adoptCollege(stock: 1)
    (first, second) = (try story.decided(), try story.decided())
  }

  private var refusal: LendingFailure {
    .stockExhausted(
      second,
      programme: Text(
        fr: "Prêt d'un ordinateur à une famille de collégien", en: "Computer loan to a family with a collège pupil"),
      stock: 1)
  }

  @Test func `no device is kept for one household more`() throws {
    _ = try story.chain.allocate(story.ready(), to: first, as: story.act("2026-09-09"))
    let other = try story.ready()
    #expect(throws: refusal) { try story.chain.allocate(other, to: second, as: story.act("2026-09-09")) }
    #expect(try story.state(of: other) == .ready)
  }

  @Test func `what was handed over still counts when it has come back`() throws {
    let contract = try story.lend(story.ready(), to: first, on: "2026-09-15")
    try story.takeBack(contract, on: "2026-11-01")
    let other = try story.ready()
    #expect(throws: refusal) { try story.chain.allocate(other, to: second, as: story.act("2026-11-02")) }
  }

  @Test func `what is released is there for the next`() throws {
    let device = try story.ready()
    _ = try story.chain.allocate(device, to: first, as: story.act("2026-09-09"))
    _ = try story.chain.cancelAllocation(of: first, because: .declined, as: story.act("2026-09-10"))
    _ = try story.chain.allocate(device, to: second, as: story.act("2026-09-10"))
    #expect(try story.state(of: device) == .reserved)
  }
}
