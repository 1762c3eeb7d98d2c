import Eligibility
import Foundation
import Kernel
import TestSupport
import Testing

/// Rules as French offices publish them, written from the documentation alone; each file's own cases are the published ones.
@Suite struct `Schemes as offices publish them` {
  static let folder = OutsideProgram.packageRoot.appending(path: "Tests/Schemes")
  static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

  @Test(arguments: files)
  func `can be written, and come out as published`(file: String) throws {
    let bytes = try [UInt8](Data(contentsOf: Self.folder.appending(path: file)))
    let programme = try Programme(reading: bytes, file: file)
    #expect(programme.id + ".json" == file)
    // Those that rest on a QF alone are told so, and nothing worse.
    let defects = programme.remarks(on: "2026-10-01").filter(\.isDefect)
    #expect(defects.allSatisfy { if case .noPathWithout = $0 { true } else { false } })
  }

  @Test func `are many`() {
    #expect(Self.files.count >= 15)
  }
}
