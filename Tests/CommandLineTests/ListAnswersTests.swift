import Foundation
import Kernel
import Synchronization
import TestSupport
import Testing

@testable import CommandLine

@Suite struct `Lists at the desk` {
  private func desk(_ body: (Desk, String) throws -> Void) throws {
    try Desk.with { desk in
      let list = desk.folder.appending(path: "liste.csv")
      try Data("Type;Qté\nportable;2\nmachin;1\nTotal;3\n".utf8).write(to: list)
      try body(desk, list.path)
    }
  }

  @Test func `a dry run leaves no file that stands in the way of the real one`() throws {
    try desk { desk, list in
      let corrected = desk.folder.appending(path: "a-corriger.csv").path
      let words = ["donation", "import", list, "--donor", "G-1", "--corrected", corrected]
      #expect(desk.type(words + ["--dry-run"]).exitCode == .done)
      #expect(!FileManager.default.fileExists(atPath: corrected))
      #expect(desk.type(words).exitCode == .refused)
      #expect(FileManager.default.fileExists(atPath: corrected))
      #expect(desk.type(words + ["--accept-valid"]).exitCode == .cannotCreate)
      #expect(desk.type(words + ["--accept-valid", "--replace"]).exitCode == .done)
    }
  }

  @Test func `people read the list's own titles and line numbers that are no counts`() throws {
    try desk { desk, list in
      let said = desk.type(["donation", "import", list, "--donor", "G-1", "--dry-run"], in: .fr)
      #expect(said.text.contains("Totaux laissés, ligne n° : 4"))
      #expect(said.text.contains("3      Type     machin"))
      #expect(said.text.contains("sans valeur") || said.text.contains("Sans valeur, ligne n°"))
      #expect(said.json.filter { !$0.isWhitespace }.contains("\"column\":\"category\""))
    }
  }

  @Test func `a reception tells when nobody knows whose the equipment is`() throws {
    try Desk.with { desk in
      _ = desk.type("structure", "add", "Société", "--kind", "company", "--on", "2026-09-01")
      _ = desk.type("donor", "add", "Société", "--on", "2026-09-01")
      _ = desk.type("donation", "add", "--donor", "Société", "--line", "laptop=1", "--on", "2026-09-07")
      let said = desk.type(["donation", "receive", "2", "laptop=1"], in: .fr)
      #expect(said.text.contains("on ne sait pas à qui") && said.text.contains("rebond device transfer"))
      let given = desk.type(["donation", "receive", "1", "laptop=1"], in: .fr)
      #expect(given.exitCode == .done && !given.text.contains("on ne sait pas à qui"))
    }
  }

  @Test func `only whoever waits at a terminal for a long list is told how far it is`() {
    func told(_ lines: Int, isTerminal: Bool) -> [String] {
      let written = Mutex<[String]>([])
      let progress = ListProgress(
        language: .fr, isTerminal: isTerminal, write: { text in written.withLock { $0.append(text) } })
      for line in 1...lines { progress.tell(line, of: lines) }
      return written.withLock { $0 }
    }
    #expect(told(2_500, isTerminal: true) == ["\r1000 lignes sur 2500", "\r2000 lignes sur 2500", "\r\u{1B}[K"])
    #expect(told(2_000, isTerminal: true).isEmpty)
    #expect(told(2_500, isTerminal: false).isEmpty)
  }
}
