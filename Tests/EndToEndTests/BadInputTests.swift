import Foundation
import TestSupport
import Testing

/// Something that cannot be done, and what is said of it.
struct BadInput: CustomTestStringConvertible, Sendable {
  let name: String
  var before: Moment? = .released
  /// Typed first, and done without a fault.
  var preparation = "true"
  let line: String
  let exitCode: Int32
  /// What the message says in each language, the user's own words quoted in it.
  let says: (fr: String, en: String)
  /// Whether it rests on a small disk.
  var needsDisk = false

  var testDescription: String { name }
}

extension BadInput {
  static let commandLines = [
    BadInput(
      name: "no command", line: "rebond frobnicate", exitCode: 64,
      says: ("« rebond frobnicate » n'est pas une commande", "“rebond frobnicate” is not a command")),
    BadInput(
      name: "a verb mistyped", line: "rebond device shwo TEST0001B", exitCode: 64,
      says: ("« rebond device show »", "“rebond device show”")),
    BadInput(
      name: "an option mistyped", line: "rebond device list --stat ready", exitCode: 64,
      says: ("--state", "--state")),
    BadInput(
      name: "nobody named", line: "env -u REBOND_USER rebond work start TEST0002D", exitCode: 64,
      says: ("Qui agit ?", "Who acts?")),
    BadInput(
      name: "no database named", line: "env -u REBOND_DATA rebond status", exitCode: 64,
      says: ("Quelle base ?", "Which database?")),
    BadInput(
      name: "a code with a wrong check character", line: "rebond device show TEST0001C", exitCode: 65,
      says: ("« TEST0001C » est mal lu", "“TEST0001C” was misread")),
    BadInput(
      name: "a code nobody gave", line: "rebond device show TEST0003F", exitCode: 66,
      says: ("TES-T00-03F", "TES-T00-03F")),
    BadInput(
      name: "a day to come", line: "rebond work start TEST0002D --on 2999-01-01", exitCode: 1,
      says: ("n'est pas encore passé", "has not come yet")),
    BadInput(
      name: "somebody who is not registered", line: "rebond work start TEST0002D --as 'Dominique Inconnu'",
      exitCode: 66,
      says: ("Dominique Inconnu", "Dominique Inconnu")),
    BadInput(
      name: "an argument that is no text", line: #"rebond person add "$(printf 'Am\351lie')" --role workshop"#,
      exitCode: 64, says: ("UTF-8", "UTF-8")),
    BadInput(
      name: "a huge argument", line: #"rebond person add "$(head -c 100000 /dev/zero | tr '\0' x)" --role workshop"#,
      exitCode: 64, says: ("trop long", "too long")),
  ]

  static let files = [
    BadInput(
      name: "evidence that is not there", line: "rebond evidence import nowhere.json", exitCode: 66,
      says: (
        "« nowhere.json » : il n'y a pas de tel fichier ou dossier", "“nowhere.json” cannot be read: there is no such"
      )),
    BadInput(
      name: "a folder as evidence", line: "rebond evidence import evidence", exitCode: 66,
      says: ("« evidence » : c'est un dossier", "“evidence” cannot be read: it is a folder")),
    BadInput(
      name: "one file of two that is not there",
      line: "rebond evidence import evidence/portable-2/lshw.json nowhere.json", exitCode: 66,
      says: ("« nowhere.json »", "“nowhere.json”")),
    BadInput(
      name: "no database", line: "rebond status --data nowhere.rebond", exitCode: 66,
      says: ("« nowhere.rebond »", "“nowhere.rebond”")),
    BadInput(
      name: "a folder as database", line: "rebond status --data evidence", exitCode: 65,
      says: ("« evidence » n'est pas une base Rebond", "“evidence” is no Rebond database")),
    BadInput(
      name: "a text as database", preparation: "echo Bonjour >words", line: "rebond status --data words", exitCode: 65,
      says: ("« words » n'est pas une base Rebond", "“words” is no Rebond database")),
    BadInput(
      name: "the database of another program", preparation: "sqlite3 other 'CREATE TABLE t (x)'",
      line: "rebond status --data other", exitCode: 65,
      says: ("« other » n'est pas une base Rebond", "“other” is no Rebond database")),
    BadInput(
      name: "a database of a newer version",
      preparation: """
        cp base.rebond newer && sqlite3 newer \
        "INSERT INTO migrations SELECT max(position) + 1, 'loans.99', zeroblob(32) FROM migrations"
        """,
      line: "rebond status --data newer", exitCode: 78,
      says: ("version plus récente de Rebond (changements inconnus : loans.99)", "newer version of Rebond")),
    BadInput(
      name: "founding over a database", line: "rebond init --name N --departement 47 --person P", exitCode: 73,
      says: ("« base.rebond »", "“base.rebond”")),
    BadInput(
      name: "a database to found in no folder",
      line: "rebond init --name N --departement 47 --person P --data nowhere/new", exitCode: 73,
      says: ("il n'y a pas de tel fichier ou dossier", "there is no such file or folder")),
    BadInput(
      name: "a backup in no folder", line: "rebond backup nowhere/copy", exitCode: 73,
      says: ("« nowhere/copy »", "“nowhere/copy”")),
    BadInput(
      name: "a backup over a file", preparation: ": >copy", line: "rebond backup copy", exitCode: 73,
      says: ("« copy »", "“copy”")),
    BadInput(
      name: "labels in no folder", line: "rebond label render TEST0001B --output nowhere/labels.pdf", exitCode: 73,
      says: ("« nowhere/labels.pdf » : il n'y a pas de tel", "“nowhere/labels.pdf” cannot be written: there is no such")
    ),
    BadInput(
      name: "labels over a file", preparation: ": >labels.pdf",
      line: "rebond label render TEST0001B --output labels.pdf", exitCode: 73,
      says: ("« labels.pdf » existe déjà", "“labels.pdf” exists already")),
    BadInput(
      name: "labels in place of a folder", preparation: "mkdir labels",
      line: "rebond label render TEST0001B --output labels --replace", exitCode: 73,
      says: ("« labels » : c'est un dossier", "“labels” cannot be written: it is a folder")),
    BadInput(
      name: "a certificate in no folder", line: "rebond erasure certificate TEST0001B --output nowhere/c.pdf",
      exitCode: 73, says: ("« nowhere/c.pdf »", "“nowhere/c.pdf”")),
  ]

  static let rules = [
    BadInput(
      name: "a second release", line: "rebond device release TEST0001B", exitCode: 1,
      says: ("il est « prêt à partir »", "“ready")),
    BadInput(
      name: "a release out of the workshop", line: "rebond device release TEST0002D", exitCode: 1,
      says: ("TES-T00-02D", "TES-T00-02D")),
    BadInput(
      name: "a release too early", before: .inspected, line: "rebond device release TEST0001B", exitCode: 1,
      says: ("Il manque :\n- ", "Missing:\n- ")),
    BadInput(
      name: "more devices than announced", line: "rebond donation receive 1 laptop=2", exitCode: 1,
      says: ("annonc", "announced")),
    BadInput(
      name: "a code given twice", line: "rebond donation receive 1 laptop=1 --code TEST0001B", exitCode: 1,
      says: ("TES-T00-01B", "TES-T00-01B")),
    BadInput(
      name: "correcting what never was", line: "rebond correct 999 --annul --reason erreur", exitCode: 66,
      says: ("999", "999")),
    BadInput(
      name: "annulling what others rest on", line: "rebond correct 8 --annul --reason erreur", exitCode: 1,
      says: ("d'autres actes reposent sur elle (entrées 11, 12, 13)", "other acts rest on it (entries 11, 12, 13)")),
  ]

  static let disks = [
    BadInput(
      name: "a write on a full disk", preparation: "\(smallDisk) && \(fill)",
      line: "rebond donation receive 1 laptop=1 --data disk/base.rebond", exitCode: 74,
      says: ("plein", "full"), needsDisk: true),
    BadInput(
      name: "a database to found on a full disk", preparation: "\(smallDisk) && \(fill)",
      line: "rebond init --name N --departement 47 --person P --data disk/new", exitCode: 74,
      says: ("plein", "full"), needsDisk: true),
    BadInput(
      name: "a backup to a full disk", preparation: "\(smallDisk) && \(fill)", line: "rebond backup disk/copy",
      exitCode: 74, says: ("plein", "full"), needsDisk: true),
    BadInput(
      name: "labels to a full disk", preparation: "\(smallDisk) && \(fillWhole)",
      line: "rebond label render TEST0001B --output disk/labels.pdf", exitCode: 73,
      says: ("« disk/labels.pdf » : le disque est plein", "“disk/labels.pdf” cannot be written: the disk is full"),
      needsDisk: true),
    BadInput(
      name: "a write on a read-only disk", preparation: "\(smallDisk) && mount -o remount,ro disk",
      line: "rebond donation receive 1 laptop=1 --data disk/base.rebond", exitCode: 74,
      says: ("lecture seule", "read-only"), needsDisk: true),
    BadInput(
      name: "labels to a read-only disk", preparation: "\(smallDisk) && mount -o remount,ro disk",
      line: "rebond label render TEST0001B --output disk/labels.pdf", exitCode: 73,
      says: ("« disk/labels.pdf »", "“disk/labels.pdf”"), needsDisk: true),
  ]

  private static let smallDisk =
    "mkdir disk && mount -t tmpfs -o size=2m none disk && cp base.rebond disk/ && chmod 600 disk/base.rebond"
  /// All but the few pages that SQLite needs to begin at all.
  private static let fill = "\(fillWhole) && truncate -s -64k disk/ballast"
  private static let fillWhole = "(cat /dev/zero >disk/ballast 2>/dev/null || true)"
}

@Suite struct `What cannot be done` {
  @Test(arguments: BadInput.commandLines + BadInput.files + BadInput.rules)
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
    ("echo 'Bonjour, je ne suis pas un journal.' >file", "ni de « lshw -json »", "lshw -json"),
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
