import Application
import Arguments
import Directory
import Documents
import Kernel
import Loans

/// Which contacts several commands list.
enum FollowUpParameters {
  static let today = Option<Bool>(flag: "today", Text(fr: "pour aujourd'hui", en: "due today"))
  static let late = Option<Bool>(flag: "late", Text(fr: "en retard", en: "late"))
  static let week = Option<Bool>(flag: "week", Text(fr: "pour les sept jours", en: "due within seven days"))
  static let dueBy = Option<Day?>(
    "due-by", .day, Text(fr: "à faire jusqu'à ce jour (aujourd'hui sinon)", en: "due up to this day (else today)"))
  static let person = Option<String?>(
    "person", .text.named(fr: "PERSONNE", en: "PERSON"), Text(fr: "confiés à cette personne", en: "assigned to them"))
  static let place = Option<String?>(
    "place", .text.named(fr: "LIEU", en: "PLACE"), Text(fr: "remis en ce lieu", en: "handed over at this place"))

  static let all: [any Parameter] = [today, late, week, dueBy, person, place]

  /// The contacts wanted; all those due up to the day unless said.
  static func span(_ values: ParsedValues) throws -> FollowUpSpan? {
    let dueBy = try values[Self.dueBy]
    let wanted: [FollowUpSpan?] = [
      try values[today] ? .today : nil, try values[late] ? .late : nil, try values[week] ? .week : nil,
      dueBy.map { .through($0) },
    ]
    let spans = wanted.compactMap(\.self)
    guard spans.count <= 1 else { throw SessionFailure.oneOf(["--today", "--late", "--week", "--due-by"]) }
    return spans.first
  }
}

/// `rebond followup list`
struct FollowUpList: Command {
  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les contacts à prendre.", en: "Shows the contacts to be made."),
    parameters: FollowUpParameters.all)

  let span: FollowUpSpan?
  let person: String?
  let place: String?

  init(_ values: ParsedValues) throws {
    span = try FollowUpParameters.span(values)
    person = try values[FollowUpParameters.person]
    place = try values[FollowUpParameters.place]
  }

  func run(in session: Session) throws {
    try session.consult { chain, reader in
      let day = try session.day(in: chain)
      var answer = Answer()
      answer.table(
        "followUps", none: Text(fr: "Aucun contact de suivi.", en: "No follow-up contact."),
        Self.columns + [
          .init("contact", fr: "à contacter", en: "ask for"), .init("phone", fr: "téléphone", en: "telephone"),
          .init("person", fr: "confié à", en: "assigned to"), .init("place", fr: "remis à", en: "handed over at"),
        ],
        rows: try chain.followUps(span ?? .through(day), on: day, assigned: person, at: place, by: reader).map { line in
          Self.row(line.followUp)
            + [
              .name(line.contact), .name(orNone: line.phone?.description), .name(orNone: line.person),
              .name(orNone: line.place),
            ]
        })
      return answer
    }
  }

  static let columns: [Answer.Column] = [
    .init("followUp", fr: "n°", en: "no."), .init("due", fr: "pour le", en: "due"),
    .init("kind", fr: "contact", en: "contact"), .init("contract", fr: "contrat", en: "contract"),
    .init("outcome", fr: "résultat", en: "outcome"),
  ]

  static func row(_ followUp: FollowUp) -> [Answer.Value] {
    [
      .id(followUp.id), .day(followUp.due), .word(followUp.kind, followUp.kind.text), .reference(followUp.contract),
      followUp.outcome.map { .word($0, $0.text) } ?? .none,
    ]
  }
}

/// `rebond followup agenda`
struct FollowUpAgenda: Command {
  static let names = Option<Bool>(
    flag: "names", Text(fr: "avec les noms et les téléphones", en: "with names and telephones"))

  static let specification = CommandSpecification(
    "agenda",
    Text(
      fr: "Écrit les contacts à prendre pour un agenda (iCalendar).",
      en: "Writes the contacts for an agenda (iCalendar)."),
    discussion: Text(
      fr: "Sans --names, l'agenda ne dit que des numéros : un agenda se partage, et part chez d'autres.",
      en: "Without --names, the agenda tells numbers only: agendas are shared, and kept by others."),
    parameters: FollowUpParameters.all + [names, OutputOptions.output, OutputOptions.replace])

  let span: FollowUpSpan?
  let person: String?
  let place: String?
  let names: Bool
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    span = try FollowUpParameters.span(values)
    person = try values[FollowUpParameters.person]
    place = try values[FollowUpParameters.place]
    names = try values[Self.names]
    output = try OutputFile(values, .calendar)
  }

  func run(in session: Session) throws {
    try session.consult { chain, reader in
      let day = try session.day(in: chain)
      let lines = try output.write { keep in
        let lines = try chain.followUps(
          span ?? .through(day.adding(months: 12)), on: day, assigned: person, at: place, as: .makeAgenda, by: reader)
        let calendar = Calendar(
          name: Text(fr: "Suivi des prêts", en: "Follow-up of loans")[session.language],
          events: lines.map { $0.event(withNames: names, session.language) }, stamped: chain.clock.now,
          instance: chain.instance.name)
        try keep(calendar.bytes)
        return lines
      }
      var answer = Answer()
      let count = Text.count(lines.count, fr: ("contact", "contacts"), en: ("contact", "contacts"))
      answer.say(fr: "\(count.fr) dans « \(output.path) ».", en: "\(count.en) in “\(output.path)”.")
      answer.fact("count", fr: "Contacts", en: "Contacts", .number(lines.count))
      return answer
    }
  }
}

extension FollowUpLine {
  fileprivate func event(withNames: Bool, _ language: Language) -> Calendar.Event {
    let who = withNames ? contact : household.reference
    let details = [followUp.contract.reference, withNames ? phone?.description : nil, place].compactMap(\.self)
    return Calendar.Event(
      id: "followup-\(followUp.id)", day: followUp.due, summary: "\(followUp.kind.text[language]) – \(who)",
      details: details.joined(separator: "\n"))
  }
}

/// `rebond followup done`
struct FollowUpDone: Command {
  static let followUp = Argument<FollowUpID>(.number(), Text(fr: "le numéro du contact", en: "the contact's number"))
  static let outcome = Option<FollowUp.Outcome>(
    "outcome", .choice, otherwise: "done", Text(fr: "ce qu'il en est", en: "what came of it"))
  static let until = Option<Day?>(
    "until", .day, Text(fr: "le nouveau jour, pour un contact remis", en: "the new day, for a contact put off"))
  static let note = Option<String?>(
    "note", .text, Text(fr: "une remarque, sans rien sur la santé", en: "a remark, without health data"))
  static let satisfaction = Option<Int?>(
    "satisfaction", .integer(1...5),
    Text(fr: "de 1 (pas du tout) à 5 (tout à fait)", en: "from 1 (not at all) to 5 (entirely)"))
  static let next = Option<FollowUp.NextStep?>("next", .choice, Text(fr: "la suite", en: "what comes next"))

  static let specification = CommandSpecification(
    "done", Text(fr: "Enregistre un contact pris.", en: "Records a contact that was made."),
    parameters: [followUp, outcome, until, note, LendingParameters.checked, satisfaction, next])

  let followUp: FollowUpID
  let report: FollowUp.Report
  let checked: Bool

  init(_ values: ParsedValues) throws {
    followUp = try values[Self.followUp]
    report = try FollowUp.Report(
      values[Self.outcome], until: values[Self.until], note: values[Self.note],
      satisfaction: values[Self.satisfaction], next: values[Self.next])
    checked = try values[LendingParameters.checked]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let outcome = report.outcome
      let made = try chain.record(followUp: followUp, report, checked: checked, as: act)
      let left =
        made.isOpen
        ? Text(
          fr: " Il reste à prendre\(report.until.map { ", le \($0.text.fr)" } ?? "").",
          en: " It is still to be made\(report.until.map { ", on \($0.text.en)" } ?? "").")
        : Text(same: "")
      var answer = Answer()
      answer.say(
        fr: "Contact de suivi \(followUp) : \(outcome.text.fr)." + left.fr,
        en: "Follow-up contact \(followUp): \(outcome.text.en)." + left.en)
      answer.fact("followUp", fr: "Contact", en: "Contact", .id(followUp))
      answer.fact("outcome", fr: "Résultat", en: "Outcome", .word(outcome, outcome.text))
      if let next = report.next { answer.fact("next", fr: "La suite", en: "Next", .word(next, next.text)) }
      return answer
    }
  }
}

/// `rebond followup assign`
struct FollowUpAssign: Command {
  static let person = Option<String>(
    "to", .text.named(fr: "PERSONNE", en: "PERSON"), Text(fr: "qui le fera", en: "who will make it"))

  static let specification = CommandSpecification(
    "assign", Text(fr: "Confie un contact à quelqu'un.", en: "Assigns a contact to somebody."),
    parameters: [FollowUpDone.followUp, person])

  let followUp: FollowUpID
  let person: String

  init(_ values: ParsedValues) throws {
    followUp = try values[FollowUpDone.followUp]
    person = try values[Self.person]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let person = try chain.assign(followUp: followUp, to: person, as: act)
      var answer = Answer()
      answer.say(
        fr: "Le contact de suivi \(followUp) est confié à \(person.name).",
        en: "Follow-up contact \(followUp) is assigned to \(person.name).")
      answer.fact("followUp", fr: "Contact", en: "Contact", .id(followUp))
      answer.fact("person", fr: "Confié à", en: "Assigned to", .name(person.name))
      return answer
    }
  }
}

/// `rebond followup adopt`
struct FollowUpAdopt: Command {
  static let file = Argument<String>(.path, Text(fr: "le plan de suivi", en: "the follow-up plan"))

  static let specification = CommandSpecification(
    "adopt",
    Text(
      fr: "Met un plan de suivi en vigueur, pour les remises qui suivent.",
      en: "Puts a follow-up plan in force, for the hand-overs to come."),
    parameters: [file])

  let file: String

  init(_ values: ParsedValues) throws { file = try values[Self.file] }

  func run(in session: Session) throws {
    let bytes = try Files.read(file)
    try session.perform { chain, act in
      let plan = try chain.adopt(plan: bytes, file: file, as: act)
      let loans =
        plan.programme.map { Text(fr: "du programme « \($0) »", en: "of the programme “\($0)”") }
        ?? Text(fr: "de tous les autres programmes", en: "of all other programmes")
      var answer = Answer()
      answer.say(
        fr:
          "Le plan « \(plan.id) » version \(plan.version) suit les prêts \(loans.fr), à partir du \(act.day.text.fr).",
        en: "The plan “\(plan.id)” version \(plan.version) follows the loans \(loans.en), from \(act.day.text.en).")
      answer.fact("plan", fr: "Plan", en: "Plan", .name(plan.id))
      answer.fact("version", fr: "Version", en: "Version", .name(plan.version))
      return answer
    }
  }
}
