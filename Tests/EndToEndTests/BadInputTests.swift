import Foundation
import TestSupport
import Testing

@Suite struct `What cannot be done` {
  @Test(
    arguments:
      BadInput.commandLines + BadInput.files + BadInput.rules + BadInput.decisions + BadInput.loans + BadInput.reports)
  func `is told, and nothing is changed`(case bad: BadInput) throws {
    try expectRefusal(bad)
  }

  @Test(.enabled(if: Machine.smallDisk, "this account may not mount a small disk"), arguments: BadInput.disks)
  func `for want of room or right is told, and nothing is changed`(case bad: BadInput) throws {
    try expectRefusal(bad)
  }

  private func expectRefusal(_ bad: BadInput) throws {
    for (language, word, says) in [("fr", "erreur : ", bad.says.fr), ("en", "error: ", bad.says.en)] {
      let stage = try Stage(at: bad.before)
      let prepared = try stage.type(bad.preparation)
      try #require(prepared.status == 0, "\(prepared.errors)")
      let (contents, files) = (try everything(on: stage), try names(on: stage))
      let answer = try stage.type(bad.line, language: language)
      #expect(answer.status == bad.exitCode, "\(answer.errors)")
      #expect(answer.errors.hasPrefix(word) && answer.errors.contains(says), "\(answer.errors)")
      #expect(answer.errors.utf8.count < 4_000 && answer.output == "")
      #expect(try everything(on: stage) == contents)
      #expect(try names(on: stage) == files)
    }
  }

  private func everything(on stage: Stage) throws -> [String] {
    // A copy, since even a look needs room beside the database.
    let answer = try stage.type("test ! -e disk/base.rebond || cp disk/base.rebond* ..; ls ..")
    let onDisk = answer.output.contains("base.rebond") ? [try stage.contents(of: "../base.rebond")] : []
    return [try stage.contents()] + onDisk
  }

  private func names(on stage: Stage) throws -> [String] {
    try stage.files
      + (stage.has("disk") ? try stage.type("ls disk | grep -v -e -wal -e -shm").output : "")
      .split(separator: "\n").map(String.init)
  }
}

@Suite struct `An answer that reaches nobody` {
  static let outlets: [(String, Int32)] = [(">&-", 74), (">/dev/full", 74), ("| head -c 0", 0)]

  @Test(arguments: outlets) func `is told, and what was done is done`(outlet: String, exitCode: Int32) throws {
    let stage = try Stage(at: .received)
    let answer = try stage.type("rebond work start TEST0001B --on 2026-09-08 \(outlet)")
    #expect(answer.status == exitCode)
    #expect(answer.errors.isEmpty == (exitCode == 0))
    if exitCode != 0 { #expect(answer.errors.hasPrefix("erreur : La réponse n'a pas pu être écrite")) }
    #expect(try stage.type("rebond device show TEST0001B").output.contains("en atelier"))
    try stage.expectAllWell()
  }
}

@Suite struct `Evidence that cannot be read` {
  /// A cut file, and a log of another program: kept for a better reader, tied to nothing.
  static let cases: [(String, String, String)] = [
    ("head -c 3000 evidence/portable-2/lshw.json >file", "il est coupé", "cut"),
    ("echo 'Bonjour, je ne suis pas un journal.' >file", "d'aucun format connu (lshw", "of no known format (lshw"),
  ]

  @Test(arguments: cases) func `is kept aside, and tied to nothing`(making: String, fr: String, en: String) throws {
    for (language, says) in [("fr", fr), ("en", en)] {
      let stage = try Stage(at: .received)
      try stage.type(making)
      let answer = try stage.type("rebond evidence import file --device TEST0001B", language: language)
      #expect(answer.status == 65)
      #expect((answer.output + answer.errors).contains(says), "\(answer.output)\(answer.errors)")
      #expect(try stage.type("rebond evidence list --json").output.contains("\"devices\": []"))
      #expect(try stage.type("rebond device show TEST0001B --json").output.contains("\"media\": []"))
      try stage.expectAllWell()
    }
  }
}

@Suite(.enabled(if: Machine.sqlite3, "no sqlite3 program")) struct `Files the program makes` {
  @Test func `are for their owner's eyes only`() throws {
    let stage = try Stage()
    try stage.type("umask 000; \(Moment.founded.lines[0])")
    for line in Moment.announced.lines + Moment.received.lines { try stage.type("umask 000; \(line)") }
    try stage.type("umask 000; rebond backup copy.rebond; rebond label render TEST0001B --output labels.pdf")
    #expect(
      try stage.type("stat -c '%a %n' base.rebond copy.rebond labels.pdf").output == """
        600 base.rebond
        600 copy.rebond
        600 labels.pdf

        """)
    // A mask that takes everything away leaves their owner what is the owner's.
    try stage.type("umask 777; rebond backup other.rebond; rebond label render TEST0001B --output other.pdf")
    #expect(try stage.type("stat -c %a other.rebond other.pdf | sort -u").output == "600\n")
    // While it is open, so are the files that SQLite keeps beside it.
    let held = try SQLiteShell(stage.folder.appending(path: "base.rebond").path)
    try held.say("BEGIN; SELECT count(*) FROM journal;")
    #expect(try stage.type("stat -c %a base.rebond-wal base.rebond-shm | sort -u").output == "600\n")
    held.kill()
  }
}
