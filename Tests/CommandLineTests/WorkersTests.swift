import Arguments
import Kernel
import TestSupport
import Testing

@testable import CommandLine

/// Hours of presence are for the paper a structure owes; the time of work is never a person's.
@Suite struct `A worker's time` {
  static let worker = "Dominique Exemple"
  /// A time of work that no other number of the desk is.
  static let minutes = "4321"

  private func repaired(_ body: (Desk) throws -> Void) throws {
    try Desk.with { desk in
      for line in [
        ["work", "triage", "000-000-000", "repair", "--on", "2026-09-10"],
        ["repair", "open", "000-000-000", "--diagnosis", "Lent", "--on", "2026-09-10"],
        ["repair", "close", "1", "repaired", "--minutes", Self.minutes, "--on", "2026-09-11"],
      ] {
        let words = line.map { $0 == "repair" && line.first == "work" ? "to-repair" : $0 }
        let said = desk.type(words, in: .en, as: Self.worker)
        #expect(said.exitCode == .done, "\(words): \(said.text)")
      }
      let told = desk.type("person", "attend", Self.worker, "--time", "7h05", "--on", "2026-09-11")
      #expect(told.exitCode == .done, "\(told.text)")
      try body(desk)
    }
  }

  private static let period = ["--from", "2026-09-01", "--to", "2026-09-30"]

  @Test(arguments: [
    ["repair", "list"], ["repair", "show", "1"], ["repair", "costs"] + period, ["work", "activity"] + period,
    ["report"] + period, ["work", "show", "000-000-000"],
  ])
  func `is in no list or report of work under a name`(line: [String]) throws {
    try repaired { desk in
      let said = desk.type(line)
      #expect(said.exitCode == .done, "\(said.text)")
      #expect(!said.text.contains(Self.worker) && !said.json.contains(Self.worker))
    }
  }

  @Test(arguments: [
    ["journal"], ["device", "show", "000-000-000"], ["device", "history", "000-000-000"], ["person", "show", worker],
    ["person", "attendance"] + period,
  ])
  func `is not beside a name where people are named`(line: [String]) throws {
    try repaired { desk in
      let said = desk.type(line)
      #expect(said.exitCode == .done, "\(said.text)")
      #expect(!said.text.contains(Self.minutes) && !said.json.contains(Self.minutes))
    }
  }

  @Test func `of presence is in the attendance alone`() throws {
    try repaired { desk in
      #expect(desk.type(["person", "attendance"] + Self.period).json.contains("425"))
      for line in [["journal"], ["person", "show", Self.worker], ["report"] + Self.period] {
        #expect(!desk.type(line).json.contains("425"))
      }
    }
  }
}
