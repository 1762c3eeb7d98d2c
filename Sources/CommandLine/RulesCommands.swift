import Application
import Arguments
import Eligibility
import Kernel

/// `rebond eligibility check`
struct EligibilityCheck: Command {
  static let specification = CommandSpecification(
    "check",
    Text(
      fr: "Vérifie un fichier de règles et ses propres cas, sans rien mettre en vigueur.",
      en: "Checks a file of rules and its own cases, without putting anything in force."),
    discussion: Text(
      fr: "Ce qui empêche de servir est refusé ; ce qui mérite un regard est dit. Sans base.",
      en: "What keeps it from serving is refused; what deserves a look is said. Needs no database."),
    parameters: [ProgrammeFile.argument])

  let source: String

  init(_ values: ParsedValues) throws {
    source = try values[ProgrammeFile.argument]
  }

  func run(in session: Session) throws {
    let file = try ProgrammeFile(source)
    let programme = try Programme(reading: file.bytes, file: file.name)
    let remarks = programme.remarks(on: session.dayWithoutInstance)
    var answer = Answer()
    if let defects = RulesDefective(file: file.name, defects: remarks.filter(\.isDefect)) {
      answer.exitCode = defects.exitCode
      answer.say(defects.text)
    } else {
      answer.say(
        fr: "« \(file.name) » est un programme valable ; tous ses cas passent.",
        en: "“\(file.name)” is a valid programme; all its cases pass.")
    }
    if !remarks.isEmpty { answer.fact("remarks", fr: "À savoir", en: "To know", .texts(remarks.map(\.text))) }
    answer.add(programme)
    try session.answer(answer)
  }
}

/// A file of rules that is read, and would wrong people if it served.
struct RulesDefective: Failure {
  let file: String

  init?(file: String, defects: [RuleRemark]) {
    guard !defects.isEmpty else { return nil }
    self.file = file
  }

  var exitCode: ExitCode { .refused }

  var text: Text {
    Text(
      fr: "« \(file) » se lit et ses cas passent, mais il ne doit pas servir ainsi : voir plus bas.",
      en: "“\(file)” can be read and its cases pass, but it must not serve like this: see below.")
  }
}

/// `rebond eligibility diff`
struct EligibilityDiff: Command {
  static let old = Argument<String>(
    .path.named(fr: "ANCIEN", en: "OLD"), Text(fr: "les règles d'avant", en: "the rules of before"))
  static let new = Argument<String>(
    .path.named(fr: "NOUVEAU", en: "NEW"), Text(fr: "les règles d'après", en: "the rules of after"))

  static let specification = CommandSpecification(
    "diff",
    Text(
      fr: "Dit en mots ce qui change d'un fichier de règles à l'autre.",
      en: "Tells in words what changes between two files of rules."),
    parameters: [old, new])

  let old: String
  let new: String

  init(_ values: ParsedValues) throws {
    old = try values[Self.old]
    new = try values[Self.new]
  }

  func run(in session: Session) throws {
    let (before, after) = (try ProgrammeFile(old), try ProgrammeFile(new))
    let changes = try Programme(reading: after.bytes, file: after.name)
      .changes(from: Programme(reading: before.bytes, file: before.name))
    var answer = Answer()
    answer.table(
      "changes", none: Text(fr: "Rien ne change.", en: "Nothing changes."),
      [
        .init("place", fr: "où", en: "where"), .init("old", fr: "avant", en: "before"),
        .init("new", fr: "après", en: "after"),
      ],
      rows: changes.map { change in
        [.name(change.place), change.old.map { .text($0) } ?? .none, change.new.map { .text($0) } ?? .none]
      })
    try session.answer(answer)
  }
}

/// `rebond eligibility language`
struct EligibilityLanguage: Command {
  static let specification = CommandSpecification(
    "language",
    Text(
      fr: "Décrit la langue des règles : chaque clé, avec des exemples (en anglais).",
      en: "Describes the language of rules: every key, with examples."))

  init(_ values: ParsedValues) {}

  func run(in session: Session) throws {
    var answer = Answer()
    answer.say(Text(same: RuleLanguage.reference))
    try session.answer(answer)
  }
}

extension Session {
  /// The day given with `--on`; else today in France, since no instance tells its time zone.
  var dayWithoutInstance: Day { day ?? Clock(zone: LocalZone(named: "Europe/Paris") ?? .utc, read: now).today }
}
