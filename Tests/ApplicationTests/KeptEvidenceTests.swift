import Evidence
import Foundation
import Inventory
import Kernel
import Refurbishment
import Storage
import TestSupport
import Testing

@testable import Application

@Suite struct `Evidence that is kept` {
  let story: WorkshopStory

  init() throws { story = try WorkshopStory() }

  @Test func `a file cut short is kept aside with its reason`() throws {
    let cut = Array(try WorkshopStory.file("portable-1/lshw.json").dropLast(100))
    let kept = try story.bring(cut, of: story.laptop)
    #expect(kept.failure?.exitCode == .badData)
    let line = try #require(try story.chain.evidence(about: nil).first)
    #expect(line.id == kept.report)
    #expect(line.unreadable == kept.failure?.text.fr)
    #expect(try story.chain.evidence(about: story.laptop).isEmpty)
    let head = try story.head
    let again = try story.bring(cut)
    #expect(again.failure == kept.failure && again.report == kept.report)
    #expect(try story.head == head)
    #expect(throws: kept.failure ?? .empty) {
      try story.chain.attachEvidence(line.id, to: story.laptop, as: story.act("2026-10-10"))
    }
  }

  @Test func `a file of no known format is kept aside`() throws {
    #expect(try story.bring(Array("Cher journal,".utf8)).failure == .unrecognised)
    #expect(try story.chain.evidence(about: nil).map(\.format) == ["unknown"])
  }

  @Test(arguments: ["", " \n\t\n"])
  func `an empty file leaves no trace`(content: String) throws {
    let head = try story.head
    let answer = try story.bring(Array(content.utf8))
    #expect(answer.failure == .empty)
    #expect(answer.report == nil)
    #expect(try story.head == head)
  }

  @Test func `what is kept is the file less what names people, under two hashes`() throws {
    let bytes = try WorkshopStory.file("portable-1/nwipe.log") + Array("hostname = portable-de-camille\n".utf8)
    try story.bring(bytes, of: story.laptop)
    let line = try #require(try story.chain.evidence(about: story.laptop).first)
    #expect(line.original == .sha256(bytes))
    let kept = try #require(try story.database.read { try StoredBytes.bytes(line.stored, in: $0) })
    #expect(line.stored == .sha256(kept))
    #expect(line.stored != line.original)
    #expect(!String(decoding: kept, as: UTF8.self).contains("camille"))
    #expect(try EvidenceReport(reading: kept) == EvidenceReport(reading: bytes))
  }

  @Test func `the name a machine has on its network is not kept`() throws {
    try story.bring("portable-1/lshw.json", of: story.laptop)
    let line = try #require(try story.chain.evidence(about: story.laptop).first)
    let kept = try #require(try story.database.read { try StoredBytes.bytes(line.stored, in: $0) })
    #expect(String(decoding: try WorkshopStory.file("portable-1/lshw.json"), as: UTF8.self).contains("\"atelier\""))
    #expect(!String(decoding: kept, as: UTF8.self).contains("\"atelier\""))
  }
}

/// The shared folder of real machine-made files.
enum RealFiles {
  static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["REBOND_FIXTURES"] { return URL(filePath: path) }
    return OutsideProgram.packageRoot.deletingLastPathComponent().appending(path: "shared/fixtures")
  }()

  static let all: [String] = ["lshw_json", "smartctl_json", "nwipe_log"].flatMap { format in
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: format).path)) ?? []
    return names.sorted().map { "\(format)/\($0)" }
  }
}

@Suite(.enabled(if: !RealFiles.all.isEmpty, "the folder ../shared/fixtures is absent"))
struct `Real files of a device` {
  @Test(arguments: RealFiles.all)
  func `come in once, and no disk of theirs is lost`(name: String) throws {
    let bytes = [UInt8](try Data(contentsOf: RealFiles.folder.appending(path: name)))
    let story = try WorkshopStory(received: "2026-12-30")
    let brought = try story.bring(bytes, of: story.laptop, on: "2026-12-31")
    let (head, sheet) = (try story.head, try story.chain.device(story.laptop))
    let again = try story.bring(bytes, of: story.laptop, on: "2026-12-31")
    #expect(brought.failure == again.failure)
    // What could not be tied to a device still cannot.
    #expect(brought.doubt == again.doubt)
    #expect(brought.failure != nil || brought.doubt != nil || again.known == brought.codes)
    #expect(try story.head == head)
    #expect(try story.chain.device(story.laptop).media == sheet.media)
    #expect(sheet.device.state == .received)
    #expect(try story.chain.check(against: nil).faults.isEmpty)
    guard let report = try? EvidenceReport(reading: bytes) else { return }
    #expect(sheet.media.count >= Self.disks(of: report))
  }

  /// How many different disks a report shows.
  private static func disks(of report: EvidenceReport) -> Int {
    switch report {
    case .machine(let machine):
      let serials = Set(machine.disks.compactMap(\.serial?.usable))
      return serials.count + machine.disks.count { $0.serial?.usable == nil }
    case .diskHealth: return 1
    case .wipe(let wipe): return Set((wipe.drives.compactMap(\.serial?.usable))).count
    }
  }
}
