import Directory
import Inventory
import Kernel
import Refurbishment
import Supply
import TestSupport
import Testing

@testable import Application

/// A laptop that came back under a convention that promises more than an overwrite.
@Suite struct `An erasure below what a convention promises` {
  let story: WorkshopStory

  /// The first laptop was given away and comes back; its disk is overwritten on 23 September, which reaches Clear.
  init() throws {
    story = try WorkshopStory()
    _ = try story.chain.register(
      structure: "École Exemple", kind: .school, siret: nil, uai: nil, rna: nil, commune: nil,
      as: story.act("2026-09-01"))
    try story.release()
    _ = try story.chain.give(story.laptop, to: "École Exemple", deed: "Acte 1", as: story.act("2026-09-20"))
  }

  private func comeBack(promising level: ErasureLevel) throws {
    _ = try story.chain.sign(
      convention: "C-1", donor: "Mairie d'Exemple", endsOn: nil,
      promises: Convention.Promises(erasure: level, noResale: false, certificate: true), as: story.act("2026-09-19"))
    let gift = try story.chain.record(
      donation: [.init(category: .laptop, quantity: 1)], from: "Mairie d'Exemple", under: "C-1", origin: nil,
      as: story.act("2026-09-20"))
    _ = try story.chain.receiveAgain(story.laptop, of: gift.id, as: story.act("2026-09-21"))
    try story.bring(
      WorkshopStory.file("portable-1/nwipe.log", replacing: "2026/09/15", with: "2026/09/23"), on: "2026-09-23")
    _ = try story.chain.startWork(on: story.laptop, as: story.act("2026-09-24"))
    try story.pass("triage", of: story.laptop, on: "2026-09-24")
  }

  private func gaps() throws -> [Missing] { try story.missing(of: story.laptop).filter(\.isBelowPromise) }

  @Test(arguments: [ErasureLevel.purge, .destroy])
  func `is named before and after its validation, with the level and the convention`(level: ErasureLevel) throws {
    try comeBack(promising: level)
    let promise = Workpiece.Promise(level: level, convention: "C-1")
    func isNamed() throws -> Bool {
      let gaps = try gaps()
      guard gaps.count == 1, case .erasedBelowPromise(_, level: .clear, promise) = gaps[0] else { return false }
      let words = gaps[0].text(for: story.laptop).fr
      return words.contains("« C-1 » promet \(level.text.fr)") && words.contains("Clear")
    }
    #expect(try isNamed())
    _ = try story.chain.validateErasures(of: story.laptop, as: story.act("2026-09-24", by: WorkshopStory.second))
    #expect(try isNamed())
    #expect(throws: RefurbishmentFailure.self) { try story.chain.release(story.laptop, as: story.act("2026-09-26")) }
    // The verdict of its earlier stay, under no convention, stands.
    #expect(try story.chain.check(against: nil).faults.isEmpty)
  }

  @Test func `is none where the convention promises no more than that`() throws {
    try comeBack(promising: .clear)
    _ = try story.chain.validateErasures(of: story.laptop, as: story.act("2026-09-24", by: WorkshopStory.second))
    #expect(try gaps().isEmpty)
    try story.work(story.laptop, on: "2026-09-25")
    _ = try story.chain.release(story.laptop, as: story.act("2026-09-26"))
  }
}
