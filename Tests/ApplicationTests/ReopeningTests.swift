import Inventory
import Kernel
import Refurbishment
import Storage
import TestSupport
import Testing

@testable import Application

@Suite struct `Taking a ready device back into the workshop` {
  let story: WorkshopStory
  let code: AssetCode

  init() throws {
    story = try WorkshopStory()
    code = story.laptop
    try story.release()
  }

  private func reopen(on day: Day = "2026-09-25") throws {
    _ = try story.chain.reopenWork(on: code, because: "la batterie a lâché", as: story.act(day))
  }

  @Test func `keeps the round and its erasure, and takes the verdict away`() throws {
    try reopen()
    let device = try story.chain.device(code).device
    #expect(device.state == .inRefurbishment)
    #expect(device.round == 1)
    #expect(try story.chain.device(code).history.last?.verb == .reopen)
    #expect(try story.missing(of: code).count == 1)
    #expect(throws: RefurbishmentFailure.self) { try story.chain.release(code, as: story.act("2026-09-25")) }
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `ends with a new verdict, by another person's new look`() throws {
    try reopen()
    try story.pass("battery", of: code, on: "2026-09-26")
    try story.pass("quality-check", of: code, on: "2026-09-26", by: WorkshopStory.second)
    _ = try story.chain.release(code, as: story.act("2026-09-26"))
    #expect(try story.state(of: code) == .ready)
    let proofs = try story.entries("SELECT entry FROM readiness_proofs ORDER BY entry")
    #expect(proofs.count == 2)
    #expect(try story.chain.device(code).device.state == .ready(proof: try #require(proofs.last)))
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `is for a device that is ready, and no other`() throws {
    #expect(throws: InventoryFailure.wrongState(story.laptops[1], is: .received, verb: .reopen)) {
      try story.chain.reopenWork(on: story.laptops[1], because: "essai", as: story.act("2026-09-25"))
    }
    try reopen()
    #expect(throws: InventoryFailure.wrongState(code, is: .inRefurbishment, verb: .reopen)) { try reopen() }
  }

  @Test func `keeps to the order of days`() throws {
    #expect(throws: InventoryFailure.beforeLastMovement(code, day: "2026-09-18", last: "2026-09-19")) {
      try reopen(on: "2026-09-18")
    }
    try reopen()
    let entry = try story.latest
    #expect(throws: ChainFailure.beforeWork(code, day: "2026-09-24", last: "2026-09-25")) {
      try story.pass("battery", of: code, on: "2026-09-24")
    }
    try story.pass("battery", of: code, on: "2026-09-26")
    #expect(throws: CorrectionFailure.self) {
      try story.chain.correct(entry, .day("2026-09-27"), because: "mal lu", as: story.act("2026-09-30"))
    }
  }

  @Test func `by mistake, is annulled while no work was done since`() throws {
    let proof = try story.chain.device(code).device.state
    try reopen()
    let entry = try story.latest
    try story.chain.correct(entry, .annulment, because: "mauvais appareil", as: story.act("2026-09-30"))
    #expect(try story.chain.device(code).device.state == proof)
    try reopen(on: "2026-09-26")
    let again = try story.latest
    try story.pass("battery", of: code, on: "2026-09-27")
    #expect(throws: CorrectionFailure.restedOn(again, by: [try story.latest])) {
      try story.chain.correct(again, .annulment, because: "mauvais appareil", as: story.act("2026-09-30"))
    }
  }
}
