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
        "« nowhere.json » : ce fichier ou ce dossier n'existe pas", "“nowhere.json” cannot be read: there is no such"
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
      says: ("« evidence » n'est pas une base Rebond", "“evidence” is not a Rebond database")),
    BadInput(
      name: "a text as database", preparation: "echo Bonjour >words", line: "rebond status --data words", exitCode: 65,
      says: ("« words » n'est pas une base Rebond", "“words” is not a Rebond database")),
    BadInput(
      name: "the database of another program", preparation: "sqlite3 other 'CREATE TABLE t (x)'",
      line: "rebond status --data other", exitCode: 65,
      says: ("« other » n'est pas une base Rebond", "“other” is not a Rebond database")),
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
      says: ("ce fichier ou ce dossier n'existe pas", "there is no such file or folder")),
    BadInput(
      name: "a backup in no folder", line: "rebond backup nowhere/copy", exitCode: 73,
      says: ("« nowhere/copy »", "“nowhere/copy”")),
    BadInput(
      name: "a backup over a file", preparation: ": >copy", line: "rebond backup copy", exitCode: 73,
      says: ("« copy »", "“copy”")),
    BadInput(
      name: "labels in no folder", line: "rebond label render TEST0001B --output nowhere/labels.pdf", exitCode: 73,
      says: (
        "« nowhere/labels.pdf » : ce fichier ou ce dossier n'existe pas",
        "“nowhere/labels.pdf” cannot be written: there is no such"
      )
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
      name: "annulling what others rest on", line: "rebond correct 10 --annul --reason erreur", exitCode: 1,
      says: ("d'autres actes reposent sur elle (entrées 13, 14, 15)", "other acts rest on it (entries 13, 14, 15)")),
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
    "mkdir disk && mount -t tmpfs -o size=4m none disk && cp base.rebond disk/ && chmod 600 disk/base.rebond"
  /// All but the few pages that SQLite needs to begin at all.
  private static let fill = "\(fillWhole) && truncate -s -64k disk/ballast"
  private static let fillWhole = "(cat /dev/zero >disk/ballast 2>/dev/null || true)"
}
