import Evidence
import Inventory
import Kernel
import Refurbishment
import Storage
import TestSupport
import Testing

@testable import Application

@Suite struct `A log that does not prove what it says` {
  let story: WorkshopStory

  init() throws {
    story = try WorkshopStory()
    try story.bring("portable-1/lshw.json", of: story.laptop)
  }

  @Test func `a bare row is kept, and erases nothing`() throws {
    let log = String(decoding: try WorkshopStory.file("portable-1/nwipe.log"), as: UTF8.self)
    let bare = log.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { line in !["Invoking", "Starting", "Finished", "written"].contains { line.contains($0) } }
    let brought = try story.bring(Array(bare.joined(separator: "\n").utf8))
    #expect(
      brought.refusals
        == [.erasureNotProven(medium: "EMU-HDD-0001", [.notBegun, .notFinished, .nothingWritten])])
    #expect(brought.erasures.isEmpty)
    #expect(try story.missing(of: story.laptop).contains(.mediumNotErased("EMU-HDD-0001")))
    #expect(try story.bring("portable-1/nwipe.log").erasures == ["EMU-HDD-0001": .erased])
  }

  @Test func `a disk seen smaller than it is known to be is not erased whole`() throws {
    let log = try WorkshopStory.file("portable-1/nwipe.log", replacing: "268435456", with: "134217728")
    #expect(
      try story.bring(log).refusals
        == [
          .erasureNotProven(medium: "EMU-HDD-0001", [.smallerThanMedium(134_217_728, known: 268_435_456)])
        ])
  }

  @Test func `the same run under another slot counts once`() throws {
    try story.bring("portable-1/nwipe.log")
    let text = String(decoding: try WorkshopStory.file("portable-1/nwipe.log"), as: UTF8.self)
    let moved = text.replacing("/dev/sda", with: "/dev/sdb").replacing(" sda |", with: " sdb |")
    #expect(
      try story.bring(Array(moved.utf8)).refusals == [.runAlreadyRecorded(medium: "EMU-HDD-0001")])
  }
}

@Suite struct `Evidence for a device that a person names` {
  let story: WorkshopStory

  init() throws { story = try WorkshopStory() }

  /// The first laptop's machine, whose disk does not tell its serial number.
  private func bringNameless() throws {
    try story.bring(WorkshopStory.file("portable-1/lshw.json", replacing: "EMU-HDD-0001", with: ""), of: story.laptop)
  }

  /// A log of a like disk, made on a machine that nobody knows.
  private func strangersLog() throws -> [UInt8] {
    try WorkshopStory.file("portable-1/nwipe.log", replacing: "EMU-PC-0001", with: "STRANGER-01")
  }

  @Test func `a stranger's log gives a nameless disk no serial number`() throws {
    try bringNameless()
    let brought = try story.bring(strangersLog(), of: story.laptop)
    #expect(brought.doubt == .namelessMedium("QEMU HDD EXEMPLE", serial: "EMU-HDD-0001"))
    #expect(brought.candidates == [story.laptop])
    #expect(try story.missing(of: story.laptop).contains(.mediumNotErased("QEMU HDD EXEMPLE")))
  }

  @Test func `a person who reads the disk's label settles it`() throws {
    try bringNameless()
    let id = try #require(try story.bring(strangersLog(), of: story.laptop).report)
    try story.chain.name(
      medium: "QEMU HDD EXEMPLE", of: story.laptop, serial: "EMU-HDD-0001", as: story.act("2026-10-11"))
    let attached = try story.chain.attachEvidence(id, to: story.laptop, as: story.act("2026-10-11"))
    #expect(attached.erasures == ["EMU-HDD-0001": .erased])
    #expect(try story.media(of: story.laptop) == ["EMU-HDD-0001": .fitted])
  }

  @Test func `a serial number is given once, and to one disk`() throws {
    try bringNameless()
    try story.bring("portable-2/lshw.json", of: story.laptops[1])
    func name(_ medium: String, _ serial: String) throws {
      try story.chain.name(medium: medium, of: story.laptop, serial: serial, as: story.act("2026-10-11"))
    }
    #expect(throws: ChainFailure.unusableSerial("0000")) { try name("QEMU HDD EXEMPLE", "0000") }
    #expect(throws: InventoryFailure.serialElsewhere("EMU-NVME-0002", story.laptops[1])) {
      try name("QEMU HDD EXEMPLE", "EMU-NVME-0002")
    }
    try name("QEMU HDD EXEMPLE", "EMU-HDD-0001")
    #expect(throws: InventoryFailure.mediumHasSerial(story.laptop, medium: "EMU-HDD-0001")) {
      try name("EMU-HDD-0001", "EMU-HDD-0002")
    }
  }

  @Test func `the machine's own log names its disk`() throws {
    try bringNameless()
    #expect(try story.bring("portable-1/nwipe.log", of: story.laptop).erasures == ["EMU-HDD-0001": .erased])
    #expect(try story.media(of: story.laptop) == ["EMU-HDD-0001": .fitted])
  }

  @Test func `a disk that a station wiped is a question before it is the device's`() throws {
    try story.chain.declare(station: "EMU-STATION-01", named: "Quai", as: story.act("2026-10-01"))
    let brought = try story.bring("portable-3-station/nwipe.log", of: story.laptop)
    #expect(brought.attachments.map(\.questions) == [["EMU-SSD-0003"]])
    #expect(brought.refusals == [.mediumInQuestion(story.laptop, medium: "EMU-SSD-0003")])
    try story.chain.answer(medium: "EMU-SSD-0003", of: story.laptop, isPart: true, as: story.act("2026-10-11"))
    let id = try #require(brought.report)
    #expect(
      try story.chain.attachEvidence(id, to: story.laptop, as: story.act("2026-10-11")).erasures
        == ["EMU-SSD-0003": .erased])
  }

  @Test func `a nameless disk wiped elsewhere is nobody's`() throws {
    try story.chain.declare(station: "EMU-STATION-01", named: "Quai", as: story.act("2026-10-01"))
    let log = try WorkshopStory.file("portable-3-station/nwipe.log", replacing: "EMU-SSD-0003", with: "")
    let brought = try story.bring(log, of: story.laptop)
    guard case .namelessElsewhere = brought.doubt else {
      Issue.record("\(brought)")
      return
    }
    #expect(try story.media(of: story.laptop).isEmpty)
  }

  @Test func `a station is no device, whoever names one`() throws {
    try story.chain.declare(station: "EMU-STATION-01", named: "Quai", as: story.act("2026-10-01"))
    let brought = try story.bring("portable-3-station/lshw.json", of: story.laptop)
    #expect(brought.doubt == .stationItself(serial: "EMU-STATION-01"))
    #expect(try story.chain.device(story.laptop).identity.serial == nil)
  }

  @Test(arguments: ["portable-1/lshw.json", "portable-1/smartctl-sda.json", "portable-1/nwipe.log"])
  func `a screen tells nothing of the kind`(file: String) throws {
    let screen = try story.receive(.screen)
    let brought = try story.bring(file, of: screen)
    #expect(brought.doubt == .otherCategory(screen, .screen))
    #expect(try story.chain.evidence(about: nil).map(\.id) == [brought.report])
    #expect(try story.media(of: screen).isEmpty)
  }
}

@Suite struct `Evidence past the gate` {
  let story: WorkshopStory

  init() throws {
    story = try WorkshopStory()
    try story.release()
  }

  /// The same disk, wiped again in vain.
  private func failedLog() throws -> [UInt8] {
    let text = String(decoding: try WorkshopStory.file("portable-1-retour/nwipe.log"), as: UTF8.self)
    return Array(text.replacing("sda | Erased |", with: "sda |-FAILED-|").utf8)
  }

  @Test func `says so, and what it makes of the device`() throws {
    let again = try WorkshopStory.file("portable-1/lshw.json", replacing: "atelier", with: "quai")
    let seen = try story.bring(again, on: "2026-11-05").attachments
    #expect(seen.map(\.isPastGate) == [true])
    #expect(seen.map(\.missingPastGate) == [[]])
    let failed = try story.bring(failedLog(), on: "2026-11-05").attachments
    #expect(failed.map(\.missingPastGate) == [[.erasureFailed("EMU-HDD-0001", outcome: .failed)]])
    try story.bring("portable-2/lshw.json", of: story.laptops[1])
    #expect(try story.bring("portable-2/nwipe.log").attachments.map(\.isPastGate) == [false])
  }

  @Test func `leaves the certificate of the erasure that was earned`() throws {
    func certificate() throws -> PrintedPaper {
      try story.chain.erasureCertificate(
        of: story.laptop, medium: nil, language: .fr, as: story.act("2026-11-06"))
    }
    let earned = try certificate()
    #expect(earned.outdatedBy == nil)
    try story.bring(failedLog(), on: "2026-11-05")
    let reprinted = try certificate()
    #expect(reprinted.reference == earned.reference)
    #expect(reprinted.outdatedBy == .erasureFailed("EMU-HDD-0001", outcome: .failed))
  }

  @Test func `certifies nothing that nobody accepted`() throws {
    let story = try WorkshopStory()
    try story.bring("portable-1/lshw.json", of: story.laptop)
    try story.bring("portable-1/nwipe.log")
    #expect(throws: ChainFailure.notCertifiable(story.laptop, medium: "EMU-HDD-0001")) {
      try story.chain.erasureCertificate(
        of: story.laptop, medium: nil, language: .fr, as: story.act("2026-11-06"))
    }
  }
}

@Suite struct `Evidence annulled in the round` {
  let story: WorkshopStory
  let report: EvidenceReportID

  /// A tower with two disks, of which one was wiped; whoever brought the machine's report takes it back.
  init() throws {
    story = try WorkshopStory()
    let brought = try story.bring("fixe-1/lshw.json", of: story.tower)
    report = try #require(brought.report)
    let entry = try story.latest
    try story.bring("fixe-1/nwipe.log", of: story.tower)
    try story.chain.correct(entry, .annulment, because: "mauvais appareil", as: story.act("2026-10-11"))
  }

  @Test func `does not make an unerased disk forgotten`() throws {
    let missing = try story.missing(of: story.tower)
    #expect(missing.contains(.evidenceAnnulled(report)))
    #expect(throws: RefurbishmentFailure.ownAnnulment(story.tower, report)) {
      try story.chain.acceptAnnulment(
        of: report, about: story.tower, because: "autre tour", as: story.act("2026-10-12"))
    }
    try story.chain.acceptAnnulment(
      of: report, about: story.tower, because: "autre tour",
      as: story.act("2026-10-12", by: WorkshopStory.second))
    #expect(try !story.missing(of: story.tower).contains(.evidenceAnnulled(report)))
  }

  @Test func `is lifted when the evidence is attached again`() throws {
    _ = try story.chain.attachEvidence(report, to: story.tower, as: story.act("2026-10-12"))
    let missing = try story.missing(of: story.tower)
    #expect(!missing.contains(.evidenceAnnulled(report)))
    #expect(missing.contains(.mediumNotErased("EMU-HDD-0004B")))
  }
}
