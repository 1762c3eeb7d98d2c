import Evidence
import Foundation
import Inventory
import Kernel
import Refurbishment
import Storage
import TestSupport
import Testing

@testable import Application

@Suite struct `Reading evidence again with better readers` {
  let story: WorkshopStory
  private static let disk = "EMU-HDD-0001"

  init() throws { story = try WorkshopStory() }

  /// Brings a file as a reader of former days read it: as the present one would read other bytes.
  @discardableResult
  private func bring(_ bytes: [UInt8], readAs other: [UInt8], of code: AssetCode? = nil) throws -> ImportedEvidence {
    try story.chain.importEvidence(bytes, of: code, as: story.act("2026-10-10")) {
      _ throws(EvidenceFailure) in try EvidenceReport(reading: other)
    }
  }

  private func reread(applying: Bool = true) throws -> [RereadEvidence] {
    var changed: [RereadEvidence] = []
    _ = try story.chain.rereadEvidence(applying: applying, as: story.act("2026-10-20")) { changed.append($0) }
    return changed
  }

  /// Whatever was read again: nothing is left to change, and all agrees.
  private func expectSettled() throws {
    let head = try story.head
    #expect(try reread().isEmpty)
    #expect(try story.head == head)
    #expect(try story.chain.check(against: nil).faults == [])
  }

  /// A log without the lines that show the work.
  private static func bare() throws -> [UInt8] {
    let log = String(decoding: try WorkshopStory.file("portable-1/nwipe.log"), as: UTF8.self)
    let kept = log.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { line in !["Invoking", "Starting", "Finished", "written"].contains { line.contains($0) } }
    return Array(kept.joined(separator: "\n").utf8)
  }

  @Test func `changes nothing while the readers are the same`() throws {
    try story.release()
    try story.bring("portable-2/lshw.json", of: story.laptops[1])
    try story.bring(Array(try WorkshopStory.file("portable-2/nwipe.log").dropLast(300)))
    try expectSettled()
  }

  @Test func `tells what it would change, and records nothing until it is asked to`() throws {
    let blind = try WorkshopStory.file("portable-1/lshw.json", replacing: Self.disk, with: "")
    try bring(WorkshopStory.file("portable-1/lshw.json"), readAs: blind, of: story.laptop)
    let (head, sheet) = (try story.head, try story.chain.device(story.laptop))
    let tried = try reread(applying: false)
    #expect(tried.map(\.devices) == [[story.laptop]])
    #expect(
      tried.flatMap(\.facts).contains(
        RereadEvidence.FactChange(path: "storage[\(Self.disk)].serial", before: nil, now: Self.disk)))
    #expect(try story.head == head)
    #expect(try story.chain.device(story.laptop).media == sheet.media)

    #expect(try reread().flatMap(\.facts) == tried.flatMap(\.facts))
    #expect(try story.media(of: story.laptop) == [Self.disk: .fitted])
    try expectSettled()
  }

  @Test func `takes back an erasure that its log does not prove`() throws {
    try story.bring("portable-1/lshw.json", of: story.laptop)
    try bring(Self.bare(), readAs: WorkshopStory.file("portable-1/nwipe.log"))
    _ = try story.chain.startWork(on: story.laptop, as: story.act("2026-10-10"))
    _ = try story.chain.validateErasures(of: story.laptop, as: story.act("2026-10-11", by: WorkshopStory.second))
    #expect(try !story.missing(of: story.laptop).contains(.mediumNotErased(Self.disk)))
    #expect(try !story.chain.check(against: nil).faults.isEmpty)

    let lost = RereadEvidence.ErasureChange(device: story.laptop, medium: Self.disk, before: .erased, now: nil)
    #expect(try reread(applying: false).flatMap(\.erasures) == [lost])
    #expect(try reread().flatMap(\.erasures) == [lost])
    #expect(try story.missing(of: story.laptop).contains(.mediumNotErased(Self.disk)))
    #expect(throws: ChainFailure.notCertifiable(story.laptop, medium: Self.disk)) {
      try story.chain.erasureCertificate(of: story.laptop, medium: nil, language: .fr, as: story.act("2026-10-21"))
    }
    try expectSettled()
    // The whole log of the same run counts, once it comes.
    #expect(try story.bring("portable-1/nwipe.log").erasures == [Self.disk: .erased])
    try expectSettled()
  }

  @Test func `of a device past the gate leaves the verdict of its day, and warns`() throws {
    try story.bring("portable-1/lshw.json", of: story.laptop, on: "2026-09-15")
    try bring(Self.bare(), readAs: WorkshopStory.file("portable-1/nwipe.log"))
    _ = try story.chain.startWork(on: story.laptop, as: story.act("2026-10-10"))
    try story.pass("triage", of: story.laptop, on: "2026-10-10")
    _ = try story.chain.validateErasures(of: story.laptop, as: story.act("2026-10-11", by: WorkshopStory.second))
    try story.work(story.laptop, on: "2026-10-12")
    _ = try story.chain.release(story.laptop, as: story.act("2026-10-13"))
    let changed = try reread()
    #expect(changed.flatMap(\.missingPastGate).map(\.1) == [.mediumNotErased(Self.disk)])
    #expect(try story.state(of: story.laptop) == .ready)
  }

  @Test func `records an erasure that is proven now, for a second person to accept`() throws {
    try story.bring("portable-1/lshw.json", of: story.laptop)
    try bring(WorkshopStory.file("portable-1/nwipe.log"), readAs: Self.bare())
    _ = try story.chain.startWork(on: story.laptop, as: story.act("2026-10-10"))
    #expect(try story.missing(of: story.laptop).contains(.mediumNotErased(Self.disk)))
    let gained = RereadEvidence.ErasureChange(device: story.laptop, medium: Self.disk, before: nil, now: .erased)
    #expect(try reread(applying: false).flatMap(\.erasures) == [gained])
    #expect(try reread().flatMap(\.erasures) == [gained])
    #expect(try story.missing(of: story.laptop).contains(.awaitingValidation(Self.disk)))
    try expectSettled()
  }

  @Test func `records what an erasure came to instead of what it was taken for`() throws {
    try story.bring("portable-1/lshw.json", of: story.laptop)
    let failed = try WorkshopStory.file("portable-1/nwipe.log", replacing: "sda | Erased |", with: "sda |-FAILED-|")
    try bring(failed, readAs: WorkshopStory.file("portable-1/nwipe.log"))
    let change = RereadEvidence.ErasureChange(device: story.laptop, medium: Self.disk, before: .erased, now: .failed)
    #expect(try reread().flatMap(\.erasures) == [change])
    try expectSettled()
  }

  @Test func `ties what nobody could read to the device it is about`() throws {
    try story.bring("portable-1/lshw.json", of: story.laptop)
    let log = try WorkshopStory.file("portable-1/nwipe.log")
    let before = try bring(log, readAs: Array("Cher journal,".utf8))
    #expect(before.failure == .unrecognised)
    let changed = try reread()
    #expect(changed.map(\.devices) == [[story.laptop]])
    #expect(changed.flatMap(\.erasures).map(\.now) == [.erased])
    #expect(try story.chain.evidence(about: nil).isEmpty)
    try expectSettled()
  }

  @Test func `ties what was kept aside, once its machine is known`() throws {
    #expect(try story.bring("portable-1/nwipe.log").doubt == .unknownSerial(Self.disk))
    #expect(try reread().isEmpty)
    try story.bring("portable-1/lshw.json", of: story.laptop)
    #expect(try reread().map(\.devices) == [[story.laptop]])
    try expectSettled()
  }

  @Test func `names a disk that no file shows any more, and leaves it where it is`() throws {
    try story.bring("portable-1/lshw.json", of: story.laptop)
    try bring(WorkshopStory.file("portable-1/nwipe.log"), readAs: alsoFound(in: "portable-1/nwipe.log"))
    #expect(try story.media(of: story.laptop) == [Self.disk: .fitted, "EMU-DISK-9999": .fitted])
    #expect(try reread().flatMap(\.unseen) == ["EMU-DISK-9999"])
    #expect(try story.media(of: story.laptop) == [Self.disk: .fitted, "EMU-DISK-9999": .fitted])
    try expectSettled()
  }

  @Test func `keeps a disk that the file still shows, without its serial number`() throws {
    let text = String(decoding: try WorkshopStory.file("fixe-1/lshw.json"), as: UTF8.self)
    try bring(Array(text.replacing("EMU-HDD-0004B", with: "").utf8), readAs: Array(text.utf8), of: story.tower)
    #expect(try reread().count == 1)
    #expect(try story.media(of: story.tower) == ["EMU-HDD-0004A": .fitted, "EMU-HDD-0004B": .fitted])
    try expectSettled()
  }

  @Test func `forgets a serial number that the file never told`() throws {
    let lshw = try WorkshopStory.file("portable-1/lshw.json")
    let wrong = try WorkshopStory.file("portable-1/lshw.json", replacing: "EMU-PC-0001", with: "EMU-PC-0777")
    try bring(lshw, readAs: wrong, of: story.laptop)
    #expect(try story.chain.device(story.laptop).identity.serial == "EMU-PC-0777")
    let changed = try reread()
    #expect(changed.map(\.refusal) == [nil])
    #expect(
      changed.flatMap(\.facts)
        == [RereadEvidence.FactChange(path: "system.serial", before: "EMU-PC-0777", now: "EMU-PC-0001")])
    #expect(try story.chain.device(story.laptop).identity.serial == "EMU-PC-0001")
    try expectSettled()
  }

  @Test func `leaves a file as it is where what it tells now contradicts another`() throws {
    try story.bring("portable-2/lshw.json", of: story.laptop)
    try bring(
      WorkshopStory.file("portable-1/lshw.json"),
      readAs: WorkshopStory.file("portable-2/lshw.json", replacing: "atelier", with: "quai"), of: story.laptop)
    let head = try story.head
    let changed = try reread()
    #expect(
      changed.map(\.refusal)
        == [ChainFailure.serialContradicts(story.laptop, known: "EMU-PC-0002", seen: "EMU-PC-0001").text])
    #expect(try story.head == head)
    #expect(try story.chain.check(against: nil).faults == [])
  }

  @Test func `is an act for each file, which is taken back before what it was read from`() throws {
    let blind = try WorkshopStory.file("portable-1/lshw.json", replacing: Self.disk, with: "")
    try bring(WorkshopStory.file("portable-1/lshw.json"), readAs: blind, of: story.laptop)
    let first = try story.latest
    _ = try reread()
    let second = try story.latest
    #expect(throws: CorrectionFailure.restedOn(first, by: [second])) {
      try story.chain.correct(first, .annulment, because: "autre", as: story.act("2026-10-21"))
    }
    try story.chain.correct(second, .annulment, because: "à revoir", as: story.act("2026-10-21"))
    #expect(try story.media(of: story.laptop) == ["QEMU HDD EXEMPLE": .fitted])
    #expect(try !reread(applying: false).isEmpty)
    #expect(try story.chain.check(against: nil).faults == [])
  }
}

@Suite(.enabled(if: !RealFiles.all.isEmpty, "the folder ../shared/fixtures is absent"))
struct `Real files read again` {
  @Test func `say what they said`() throws {
    let story = try WorkshopStory(received: "2026-12-30")
    for name in RealFiles.all {
      let bytes = [UInt8](try Data(contentsOf: RealFiles.folder.appending(path: name)))
      _ = try? story.bring(bytes, on: "2026-12-31")
    }
    var changed: [String] = []
    let count = try story.chain.rereadEvidence(applying: false, as: story.act("2026-12-31")) { changed.append("\($0)") }
    #expect(count > 50)
    #expect(changed == [])
  }
}
