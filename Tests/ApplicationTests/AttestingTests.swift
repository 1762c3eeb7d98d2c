import Directory
import Inventory
import Kernel
import Refurbishment
import Storage
import Supply
import TestSupport
import Testing

@testable import Application

@Suite struct `Erasures that people answer for` {
  let story: WorkshopStory

  init() throws { story = try WorkshopStory() }

  private func faults() throws -> [String] { try story.chain.check(against: nil).faults.map(\.fr) }

  @Test func `a telephone is reset, attested, accepted by another, and certified as what it is`() throws {
    let phone = try story.receive(.smartphone)
    _ = try story.chain.sort(phone, as: .good, by: story.act("2026-09-10"))
    let dossier = try story.chain.attestErasure(
      of: phone, medium: nil, by: .factoryReset, because: "Réinitialisé, sans compte", as: story.act("2026-09-11"))
    #expect(dossier.missing.contains(.awaitingValidation("Stockage interne")))
    #expect(throws: RefurbishmentFailure.attestedOneByOne(phone, media: ["Stockage interne"])) {
      try story.chain.validateErasures(of: phone, as: story.act("2026-09-12", by: WorkshopStory.second))
    }
    _ = try story.chain.validateErasures(
      of: phone, medium: "Stockage interne", as: story.act("2026-09-12", by: WorkshopStory.second))
    #expect(try story.chain.dossier(of: phone).missingMedia == [])
    let paper = try story.chain.erasureCertificate(
      of: phone, medium: nil, language: .fr, as: story.act("2026-09-13"))
    let told = try OutsideProgram.text(ofPDF: paper.pdf)
    #expect(told.contains("Réinitialisé, sans compte") && told.contains("attestée par la personne nommée"))
    #expect(try faults() == [])
  }

  @Test func `one act accepts a day's machine-proven erasures, less one's own`() throws {
    try story.bring("portable-1/lshw.json", of: story.laptop, on: "2026-09-15")
    try story.bring("portable-1/nwipe.log", on: "2026-09-15")
    #expect(throws: RefurbishmentFailure.nothingRecorded(on: "2026-09-15")) {
      try story.chain.validateErasures(recordedOn: "2026-09-15", as: story.act("2026-09-16"))
    }
    let second = try story.act("2026-09-16", by: WorkshopStory.second)
    #expect(throws: RefurbishmentFailure.nothingRecorded(on: "2026-09-14")) {
      try story.chain.validateErasures(recordedOn: "2026-09-14", as: second)
    }
    #expect(try story.chain.validateErasures(recordedOn: "2026-09-15", as: second).map(\.code) == [story.laptop])
    #expect(try story.chain.dossier(of: story.laptop).missingMedia == [])
    #expect(throws: RefurbishmentFailure.nothingRecorded(on: "2026-09-15")) {
      try story.chain.validateErasures(recordedOn: "2026-09-15", as: second)
    }
    #expect(try faults() == [])
  }

  @Test func `a dead clock takes a second person, and then a validation`() throws {
    try story.bring("portable-1/lshw.json", of: story.laptop, on: "2026-09-15")
    let log = try WorkshopStory.file("portable-1/nwipe.log", replacing: "2026/09/15", with: "2010/01/01")
    let brought = try story.bring(log, on: "2026-09-15")
    let report = try #require(brought.report)
    #expect(brought.refusals.count == 1)
    func vouch(by person: String) throws {
      _ = try story.chain.vouchClock(
        of: report, for: story.laptop, medium: nil, because: "Pile morte", as: story.act("2026-09-16", by: person))
    }
    #expect(throws: RefurbishmentFailure.ownClock(report)) { try vouch(by: WorkshopStory.founder) }
    try vouch(by: WorkshopStory.second)
    #expect(throws: RefurbishmentFailure.runAlreadyRecorded(medium: "EMU-HDD-0001")) {
      try vouch(by: WorkshopStory.second)
    }
    // Who vouched recorded it: the first person is the second pair of eyes.
    #expect(throws: RefurbishmentFailure.ownErasure(story.laptop)) {
      try story.chain.validateErasures(of: story.laptop, as: story.act("2026-09-17", by: WorkshopStory.second))
    }
    _ = try story.chain.validateErasures(of: story.laptop, as: story.act("2026-09-17"))
    #expect(try story.chain.dossier(of: story.laptop).missingMedia == [])
    let paper = try story.chain.erasureCertificate(
      of: story.laptop, medium: nil, language: .fr, as: story.act("2026-09-18"))
    #expect(try OutsideProgram.text(ofPDF: paper.pdf).contains("Pile morte"))
    #expect(try faults() == [])
  }

  @Test func `a disk taken out stays in custody with its data, and leaves clean or to be destroyed`() throws {
    try story.bring("portable-1/lshw.json", of: story.laptop, on: "2026-09-15")
    _ = try story.chain.sort(story.laptop, as: .repair, by: story.act("2026-09-15"))
    let loose = try story.chain.removeMedium(
      "EMU-HDD-0001", from: story.laptop, because: "Disque mort", as: story.act("2026-09-16"))
    #expect(loose.missing == .mediumNotErased("EMU-HDD-0001"))
    #expect(try story.chain.dossier(of: story.laptop).missingMedia == [.noKnownMedium])
    #expect(try story.chain.looseMedia().map(\.medium.label) == ["EMU-HDD-0001"])
    func handOver(destroys: Bool) throws {
      _ = try story.chain.handOver(
        medium: loose.medium.id, to: "Filière", slip: "BSD-1", destroys: destroys, as: story.act("2026-09-17"))
    }
    #expect(throws: RefurbishmentFailure.notReady(story.laptop, [.mediumNotErased("EMU-HDD-0001")])) {
      try handOver(destroys: false)
    }
    try handOver(destroys: true)
    #expect(try story.chain.looseMedia().isEmpty)
    #expect(throws: InventoryFailure.noLooseMedium(loose.medium.id)) { try handOver(destroys: true) }
    #expect(try faults() == [])
  }

  @Test func `a disk moved to another device keeps its own last user`() throws {
    // The other machine came a week before the disk's own.
    try story.bring("portable-1/lshw.json", of: story.laptop, on: "2026-09-15")
    _ = try story.chain.sort(story.laptop, as: .parts, by: story.act("2026-09-15"))
    _ = try story.chain.removeMedium(
      "EMU-HDD-0001", from: story.laptop, because: "Pour un autre", as: story.act("2026-09-16"))
    let other = story.laptops[1]
    let seen = try WorkshopStory.file("portable-1/lshw.json", replacing: "EMU-PC-0001", with: "EMU-PC-0077")
    try story.bring(seen, of: other, on: "2026-09-17")
    #expect(try story.media(of: other)["EMU-HDD-0001"] == .fitted)
    #expect(try story.media(of: story.laptop)["EMU-HDD-0001"] == .removed)
    #expect(try story.chain.looseMedia().isEmpty)
    #expect(try faults() == [])
  }

  /// No verb lets data go: clean, or under a paper that names who destroys.
  @Test func `a device leaves to be recycled with its data under a named undertaking only`() throws {
    try story.bring("portable-1/lshw.json", of: story.laptop, on: "2026-09-15")
    _ = try story.chain.sort(story.laptop, as: .waste, by: story.act("2026-09-15"))
    let act = try story.act("2026-09-16")
    _ = try story.chain.register(
      structure: "Recyclerie", kind: .recyclerie, siret: nil, uai: nil, rna: nil, commune: nil,
      as: story.act("2026-09-01"))
    #expect(throws: RefurbishmentFailure.notReady(story.laptop, [.mediumNotErased("EMU-HDD-0001")])) {
      try story.chain.recycle(story.laptop, by: "Recyclerie", slip: "BSD-1", as: act)
    }
    #expect(throws: InventoryFailure.emptySlip) {
      try story.chain.recycle(
        story.laptop, by: "Recyclerie", slip: "BSD-1", destruction: .init(structure: "Recyclerie", slip: " "), as: act)
    }
    _ = try story.chain.recycle(
      story.laptop, by: "Recyclerie", slip: "BSD-1", destruction: .init(structure: "Recyclerie", slip: "ENG-1"), as: act
    )
    #expect(try story.state(of: story.laptop) == .recycled)
    #expect(try faults() == [])
  }
}
