import Inventory
import Kernel
import Refurbishment
import Storage
import TestSupport
import Testing

@testable import Application

@Suite struct `The history of a component` {
  let story: WorkshopStory
  static let disk = "EMU-HDD-0001"

  init() throws {
    story = try WorkshopStory()
    try story.bring("portable-1/lshw.json", of: story.laptop, on: "2026-09-15")
  }

  private func told() throws -> MediumHistory { try story.chain.history(ofMedium: Self.disk) }

  @Test func `of a disk goes with it from one device to another, and out`() throws {
    let chain = story.chain
    #expect(try told().place == .inside(story.laptop))
    try story.bring("portable-1/nwipe.log", on: "2026-09-15")
    _ = try chain.validateErasures(of: story.laptop, as: story.act("2026-09-16", by: WorkshopStory.second))
    _ = try chain.sort(story.laptop, as: .parts, by: story.act("2026-09-16"))
    _ = try chain.removeMedium(Self.disk, from: story.laptop, because: "Pour un autre", as: story.act("2026-09-17"))
    #expect(try told().place == .byItself)
    let other = story.laptops[1]
    let seen = try WorkshopStory.file("portable-1/lshw.json", replacing: "EMU-PC-0001", with: "EMU-PC-0077")
    try story.bring(seen, of: other, on: "2026-09-18")
    let history = try told()
    #expect(history.place == .inside(other))
    #expect(
      history.events.map(\.what) == [
        .fitted(.fitted), .erased(.erased, .overwrite), .validated, .fitted(.removed), .fitted(.fitted),
      ])
    #expect(history.events.map(\.device) == [story.laptop, story.laptop, story.laptop, story.laptop, other])
    #expect(try chain.history(ofMedium: history.medium.id.description).medium == history.medium)
    #expect(throws: ChainFailure.noSuchMedium("NIX")) { try chain.history(ofMedium: "NIX") }
    // What did not happen is not told.
    let removal = try story.entries("SELECT entry FROM erasure_validations")[0]
    try chain.correct(removal, .annulment, because: "x", as: story.act("2026-09-19"))
    #expect(try !told().events.map(\.what).contains(.validated))
  }

  @Test func `of a disk by itself tells its loss, its being found, and to whom it went`() throws {
    let chain = story.chain
    _ = try chain.sort(story.laptop, as: .parts, by: story.act("2026-09-15"))
    let id = try chain.removeMedium(Self.disk, from: story.laptop, because: "Mort", as: story.act("2026-09-16")).medium
      .id
    _ = try chain.lose(medium: id, report: "P-1", as: story.act("2026-09-17"))
    #expect(try told().place == .lost)
    _ = try chain.find(medium: id, as: story.act("2026-09-18"))
    _ = try chain.handOver(medium: id, to: "Filière", slip: "B-1", destroys: true, as: story.act("2026-09-19"))
    let history = try told()
    #expect(history.place == .gone)
    #expect(history.events.map(\.what).suffix(3) == [.lost, .found, .handedOver(to: "Filière", slip: "B-1")])
  }

  @Test func `of a disk that left with its device ends there`() throws {
    try story.release()
    _ = try story.chain.give(story.laptop, to: "Filière", deed: "D", as: story.act("2026-09-25"))
    let history = try told()
    #expect(history.place == .gone && history.events.last?.what == .left(.given))
  }

  @Test func `of a part tells whence it came and what it is in now`() throws {
    let (chain, giver, laptop) = (story.chain, story.laptops[1], story.laptop)
    _ = try chain.sort(giver, as: .parts, by: story.act("2026-09-15"))
    _ = try chain.sort(laptop, as: .repair, by: story.act("2026-09-15"))
    let memory = try chain.takePart(.memory, named: "8 Go", outOf: giver, price: nil, as: story.act("2026-09-16")).id
    #expect(try chain.history(ofPart: memory).place == .byItself)
    let repair = try chain.openRepair(of: laptop, diagnosis: "Lent", as: story.act("2026-09-16")).repair.id
    _ = try chain.use(memory, for: repair, as: story.act("2026-09-17"))
    let history = try chain.history(ofPart: memory)
    #expect(history.place == .inside(laptop))
    #expect(
      history.events.map(\.what) == [.harvested, .used(repair)] && history.events.map(\.device) == [giver, laptop])
    let (mine, its) = (try chain.components(of: laptop), try chain.components(of: giver))
    #expect(mine.added.map(\.part.id) == [memory] && mine.added.map(\.from) == [giver] && mine.taken.isEmpty)
    #expect(its.taken.map(\.id) == [memory] && its.added.isEmpty && mine.media.count == 1)
  }
}
