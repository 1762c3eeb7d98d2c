import Evidence
import Inventory
import Kernel
import Refurbishment
import Storage
import TestSupport
import Testing

@testable import Application

@Suite struct `The disks evidence shows` {
  let story: WorkshopStory

  init() throws { story = try WorkshopStory() }

  @Test func `an NVMe disk is one disk in all three formats`() throws {
    try story.bring("portable-2/lshw.json", of: story.laptop)
    try story.bring("portable-2/smartctl-nvme0n1.json")
    #expect(try story.bring("portable-2/nwipe.log").erasures == ["EMU-NVME-0002": .erased])
    let media = try story.chain.device(story.laptop).media
    #expect(media.map(\.medium.label) == ["EMU-NVME-0002"])
    #expect(media.map(\.medium.description.kind) == [.nvme])
  }

  @Test func `of two disks with one wiped, the gate names the other`() throws {
    try story.bring("fixe-1/lshw.json", of: story.tower)
    try story.bring("fixe-1/nwipe.log")
    _ = try story.chain.startWork(on: story.tower, as: story.act("2026-10-10"))
    _ = try story.chain.validateErasures(of: story.tower, as: story.act("2026-10-10", by: WorkshopStory.second))
    let media = try story.missing(of: story.tower).filter { missing in
      switch missing {
      case .mediumNotErased, .erasureFailed, .awaitingValidation, .mediumInQuestion, .noKnownMedium: true
      default: false
      }
    }
    #expect(media == [.mediumNotErased("EMU-HDD-0004B")])
  }

  @Test func `a disk that a run saw and left alone is the device's too`() throws {
    try story.bring("portable-1/lshw.json", of: story.laptop)
    try story.bring(alsoFound(in: "portable-1/nwipe.log"))
    #expect(try story.media(of: story.laptop) == ["EMU-HDD-0001": .fitted, "EMU-DISK-9999": .fitted])
  }

  @Test func `a stick that a run saw is a question`() throws {
    try story.bring("portable-1/lshw.json", of: story.laptop)
    let seen = try story.bring(alsoFound(in: "portable-1/nwipe.log", bus: " USB"))
    #expect(seen.attachments.map(\.questions) == [["EMU-DISK-9999"]])
    #expect(try story.missing(of: story.laptop).contains(.mediumInQuestion("EMU-DISK-9999")))
  }

  @Test func `an answer about a stick is not asked for again`() throws {
    try story.bring("portable-1/lshw.json", of: story.laptop)
    try story.bring(alsoFound(in: "portable-1/nwipe.log", bus: " USB"))
    try story.chain.answer(medium: "EMU-DISK-9999", of: story.laptop, isPart: false, as: story.act("2026-10-11"))
    #expect(try story.media(of: story.laptop) == ["EMU-HDD-0001": .fitted, "EMU-DISK-9999": .foreign])
    let again = try story.bring(alsoFound(in: "portable-1-retour/nwipe.log", bus: " USB"), on: "2026-11-05")
    #expect(again.attachments.map(\.questions) == [[]])
    #expect(try story.media(of: story.laptop) == ["EMU-HDD-0001": .fitted, "EMU-DISK-9999": .foreign])
    // Seen built in, it is asked for again: somebody may have been mistaken.
    try story.bring(alsoFound(in: "portable-1-retour/nwipe.log"), on: "2026-11-05")
    #expect(try story.media(of: story.laptop) == ["EMU-HDD-0001": .fitted, "EMU-DISK-9999": .inQuestion])
  }

  @Test func `a disk that is part of a device is not talked away`() throws {
    try story.bring("portable-1/lshw.json", of: story.laptop)
    #expect(throws: InventoryFailure.mediumIsPart(story.laptop, medium: "EMU-HDD-0001")) {
      try story.chain.answer(medium: "EMU-HDD-0001", of: story.laptop, isPart: false, as: story.act("2026-10-11"))
    }
  }

  @Test func `a disk that changed machines is told by a person, then its log counts`() throws {
    try story.bring("portable-1/lshw.json", of: story.laptops[1])
    try story.bring("portable-1/smartctl-sda.json", of: story.laptop)
    #expect(try story.media(of: story.laptop) == ["EMU-HDD-0001": .inQuestion])
    let log = try story.bring("portable-1/nwipe.log")
    #expect(log.doubt == .severalDevices(serial: "EMU-HDD-0001"))
    try story.chain.answer(medium: "EMU-HDD-0001", of: story.laptop, isPart: true, as: story.act("2026-10-11"))
    let id = try #require(log.report)
    let attached = try story.chain.attachEvidence(id, to: story.laptop, as: story.act("2026-10-11"))
    #expect(attached.erasures == ["EMU-HDD-0001": .erased])
  }

  @Test func `a disk that changed machines is told as moved, and keeps its erasure`() throws {
    try story.bring("portable-1/lshw.json", of: story.laptops[1])
    try story.bring("portable-1/nwipe.log")
    _ = try story.chain.startWork(on: story.laptops[1], as: story.act("2026-10-10"))
    _ = try story.chain.validateErasures(of: story.laptops[1], as: story.act("2026-10-10", by: WorkshopStory.second))

    let other = String(decoding: try WorkshopStory.file("portable-2/lshw.json"), as: UTF8.self)
      .replacing("EMU-NVME-0002", with: "EMU-HDD-0001")
    let seen = try story.bring(Array(other.utf8), of: story.laptop)
    #expect(seen.attachments.flatMap(\.moved).map(\.medium) == ["EMU-HDD-0001"])
    #expect(seen.attachments.flatMap(\.moved).map(\.from) == [story.laptops[1]])
    #expect(seen.attachments.flatMap(\.questions) == ["EMU-HDD-0001"])
    _ = try story.chain.startWork(on: story.laptop, as: story.act("2026-10-10"))
    #expect(try story.missing(of: story.laptop).contains(.mediumInQuestion("EMU-HDD-0001")))
    try story.chain.answer(medium: "EMU-HDD-0001", of: story.laptop, isPart: true, as: story.act("2026-10-11"))
    let missing = try story.missing(of: story.laptop)
    #expect(!missing.contains(.mediumNotErased("EMU-HDD-0001")))
    #expect(!missing.contains(.awaitingValidation("EMU-HDD-0001")))
    #expect(try story.chain.check(against: nil).faults == [])
  }

  @Test func `a USB disk wiped before anybody said it is part is recorded afterwards`() throws {
    let text = String(decoding: try WorkshopStory.file("portable-1/nwipe.log"), as: UTF8.self)
    let log = Array(text.replacing("/dev/sda,  ATA,", with: "/dev/sda,  USB,").utf8)
    let seen = try story.bring(log, of: story.laptop)
    #expect(seen.refusals == [.mediumInQuestion(story.laptop, medium: "EMU-HDD-0001")])
    try story.chain.answer(medium: "EMU-HDD-0001", of: story.laptop, isPart: true, as: story.act("2026-10-11"))
    let id = try #require(seen.report)
    let again = try story.chain.attachEvidence(id, to: story.laptop, as: story.act("2026-10-11"))
    #expect(again.erasures == ["EMU-HDD-0001": .erased])
    #expect(try story.chain.evidence(about: story.laptop).map(\.id) == [id])
  }

  @Test func `a disk seen without its serial number gets it later, and is not seen twice`() throws {
    let blind = try WorkshopStory.file("portable-1/lshw.json", replacing: "EMU-HDD-0001", with: "")
    try story.bring(blind, of: story.laptop)
    #expect(try story.chain.device(story.laptop).media.map(\.medium.description.serial) == [nil])
    try story.bring("portable-1/smartctl-sda.json", of: story.laptop)
    #expect(try story.media(of: story.laptop) == ["EMU-HDD-0001": .fitted])
    let again = try WorkshopStory.file("portable-1-retour/lshw.json", replacing: "EMU-HDD-0001", with: "")
    try story.bring(again)
    #expect(try story.media(of: story.laptop) == ["EMU-HDD-0001": .fitted])
  }

  @Test func `what a second file said stays when the first is annulled`() throws {
    try story.bring("portable-1/lshw.json", of: story.laptop)
    let first = try story.latest
    try story.bring(WorkshopStory.file("portable-1/lshw.json", replacing: "atelier", with: "quai"))
    let sheet = try story.chain.device(story.laptop)
    try story.chain.correct(first, .annulment, because: "mauvais appareil", as: story.act("2026-10-11"))
    #expect(try story.chain.device(story.laptop).identity == sheet.identity)
    #expect(try story.chain.device(story.laptop).media == sheet.media)
  }
}

@Suite struct `Disks alike without serial numbers` {
  let story: WorkshopStory

  init() throws {
    story = try WorkshopStory()
    let blind = String(decoding: try WorkshopStory.file("fixe-1/lshw.json"), as: UTF8.self)
      .replacing("EMU-HDD-0004A", with: "").replacing("EMU-HDD-0004B", with: "")
    try story.bring(Array(blind.utf8), of: story.tower)
  }

  @Test func `two disks are two media`() throws {
    #expect(try story.chain.device(story.tower).media.count == 2)
  }

  @Test func `a log of one of them says nothing of either`() throws {
    let log = try WorkshopStory.file("fixe-1/nwipe.log", replacing: "EMU-HDD-0004A", with: "")
    let wiped = try story.bring(log)
    #expect(wiped.doubt == .severalMedia(model: "QEMU HDD EXEMPLE"))
    #expect(wiped.candidates == [story.tower])
    #expect(try story.missing(of: story.tower).filter { $0 == .mediumNotErased("QEMU HDD EXEMPLE") }.count == 2)
  }
}

@Suite struct `What a log is worth` {
  @Test func `one from before the last user gave the machine up is kept and refused`() throws {
    let story = try WorkshopStory(received: "2026-09-20")
    try story.bring("portable-1/lshw.json", of: story.laptop)
    let log = try story.bring("portable-1/nwipe.log")
    #expect(
      log.refusals == [.runBeforeLastUser(medium: "EMU-HDD-0001", ended: "2026-09-15", givenUp: "2026-09-20")])
    #expect(log.erasures.isEmpty)
    #expect(try story.chain.evidence(about: story.laptop).map(\.format) == ["lshw", "nwipe"])
    #expect(try story.missing(of: story.laptop).contains(.mediumNotErased("EMU-HDD-0001")))
  }

  @Test func `one from a clock that runs ahead is kept and refused`() throws {
    let story = try WorkshopStory(today: "2026-09-14")
    try story.bring("portable-1/lshw.json", of: story.laptop, on: "2026-09-14")
    let log = try story.bring("portable-1/nwipe.log", on: "2026-09-14")
    #expect(log.refusals == [.runInFuture(medium: "EMU-HDD-0001", ended: "2026-09-15", today: "2026-09-14")])
    #expect(try story.missing(of: story.laptop).contains(.mediumNotErased("EMU-HDD-0001")))
  }

  static let failed: [(String, String, ErasureOutcome)] = [
    ("portable-3", "EMU-SSD-0003", .failed), ("portable-5", "EMU-HDD-0006", .aborted),
  ]

  @Test(arguments: failed)
  func `one of a run that did not end well is recorded as such`(
    folder: String, disk: String, outcome: ErasureOutcome
  ) throws {
    let story = try WorkshopStory()
    try story.bring("\(folder)/lshw.json", of: story.laptop)
    #expect(try story.bring("\(folder)/nwipe.log").erasures == [disk: outcome])
    #expect(try story.missing(of: story.laptop).contains(.erasureFailed(disk, outcome: outcome)))
    #expect(throws: RefurbishmentFailure.nothingToValidate(story.laptop)) {
      try story.chain.validateErasures(of: story.laptop, as: story.act("2026-10-10", by: WorkshopStory.second))
    }
  }
}
