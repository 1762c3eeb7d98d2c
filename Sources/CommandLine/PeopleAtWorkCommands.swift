import Application
import Arguments
import Directory
import Kernel

/// The options of commands about a period between two days.
enum PeriodOptions {
  static let from = Option<Day>("from", .day, Text(fr: "le premier jour", en: "the first day"))
  static let to = Option<Day>("to", .day, Text(fr: "le dernier jour", en: "the last day"))

  static func period(_ values: ParsedValues) throws -> Period {
    let (from, to) = try (values[from], values[to])
    guard let period = Period(from: from, through: to) else { throw ReportRefusal.endsBeforeStart(from, to) }
    return period
  }
}

/// `rebond person attend`
struct PersonAttend: Command {
  static let time = Option<String>(
    "time", .text.named(fr: "DURÉE", en: "TIME"),
    Text(fr: "combien de temps : 3h30, 45min", en: "how long: 3h30, 45min"))
  static let training = Option<String?>(
    "training", .text.named(fr: "ÉTAPE", en: "STEP"),
    Text(
      fr: "l'étape de formation suivie : `rebond policy show` les liste",
      en: "the step of training followed: `rebond policy show` lists them"))
  static let specification = CommandSpecification(
    "attend", Text(fr: "Note la présence d'une personne un jour.", en: "Tells that a person was there on a day."),
    discussion: Text(
      fr: "Pour la feuille de présence que sa structure doit tenir. Ni note, ni appréciation, ni temps par appareil.",
      en: "For the attendance sheet their structure owes. No mark, no appraisal, no time by device."),
    parameters: [PersonShow.person, time, training])

  let person: String
  let minutes: Int
  let training: String?

  init(_ values: ParsedValues) throws {
    person = try values[PersonShow.person]
    minutes = try Attendance.minutes(values[Self.time])
    training = try values[Self.training]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let line = try chain.attend(person, minutes: minutes, training: training, as: act)
      var answer = Answer()
      answer.say(
        fr: "La présence de \(line.person) est notée (\(line.attendance.kind.text.fr)).",
        en: "The presence of \(line.person) is recorded (\(line.attendance.kind.text.en)).")
      return answer
    }
  }
}

/// `rebond person attendance`
struct PersonAttendance: Command {
  static let structure = Option<String?>(
    "structure", .text, Text(fr: "les personnes d'une structure", en: "the people of a structure"))
  static let output = Option<String?>(
    "output", .path, Text(fr: "le fichier CSV pour la structure", en: "the CSV file for the structure"))
  static let specification = CommandSpecification(
    "attendance",
    Text(fr: "Donne les présences d'une période à la structure.", en: "Gives a structure the attendance of a period."),
    discussion: Text(
      fr:
        "Réservé au pilotage ; la consultation est inscrite au journal. Rien n'y dit ce que chacun a fait ni à quelle vitesse.",
      en: "For the management; looking is recorded in the journal. Nothing in it says what each did nor how fast."),
    parameters: [PeriodOptions.from, PeriodOptions.to, structure, output, OutputOptions.replace])

  let period: Period
  let structure: String?
  let output: OutputFile?

  init(_ values: ParsedValues) throws {
    period = try PeriodOptions.period(values)
    structure = try values[Self.structure]
    let replace = try values[OutputOptions.replace]
    output = try values[Self.output].map { try OutputFile(path: $0, replace: replace) }
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let lines =
        try output?.write { keep in try chain.attendance(in: period, of: structure, as: act, keep: keep) }
        ?? chain.attendance(in: period, of: structure, as: act)
      var answer = Answer()
      if let output {
        answer.say(fr: "Les présences sont dans « \(output.path) ».", en: "The attendance is in “\(output.path)”.")
      }
      answer.table(
        "attendance", none: Text(fr: "Aucune présence.", en: "No attendance."),
        [
          .init("structure", fr: "structure", en: "structure"), .init("person", fr: "personne", en: "person"),
          .init("day", fr: "jour", en: "day"), .init("kind", fr: "nature", en: "kind"),
          .init("minutes", fr: "minutes", en: "minutes"), .init("step", fr: "étape", en: "step"),
        ],
        rows: lines.map { line in
          [
            .name(orNone: line.structure), .name(line.person), .day(line.attendance.day),
            .word(line.attendance.kind, line.attendance.kind.text), .number(line.attendance.minutes),
            line.step.map { .text($0) } ?? .none,
          ]
        })
      return answer
    }
  }
}

/// `rebond work activity`
struct WorkActivityShow: Command {
  static let specification = CommandSpecification(
    "activity",
    Text(
      fr: "Compte ce que l'atelier a fait, sans nommer personne.", en: "Counts what the workshop did, naming nobody."),
    parameters: [PeriodOptions.from, PeriodOptions.to])

  let period: Period

  init(_ values: ParsedValues) throws { period = try PeriodOptions.period(values) }

  func run(in session: Session) throws {
    try session.look { chain in
      let activity = try chain.activity(in: period)
      var answer = Answer()
      answer.fact("people", fr: "Personnes présentes", en: "People present", .number(activity.people))
      answer.fact(
        "workMinutes", fr: "Minutes de travail, toutes ensemble", en: "Minutes of work, all together",
        .number(activity.workMinutes))
      answer.fact(
        "trainingMinutes", fr: "Minutes de formation, toutes ensemble", en: "Minutes of training, all together",
        .number(activity.trainingMinutes))
      answer.fact("sorted", fr: "Appareils triés", en: "Devices sorted", .number(activity.sorted))
      answer.fact("repaired", fr: "Réparations terminées", en: "Repairs ended", .number(activity.repaired))
      answer.fact("released", fr: "Appareils déclarés prêts", en: "Devices released", .number(activity.released))
      answer.table(
        "steps", none: Text(fr: "Aucune étape de formation.", en: "No step of training."),
        [
          .init("step", fr: "étape", en: "step"), .init("title", fr: "nom", en: "name"),
          .init("times", fr: "fois", en: "times"),
        ], rows: activity.steps.map { [.name($0.step), .text($0.title), .number($0.times)] })
      return answer
    }
  }
}

/// `rebond repair costs`
struct RepairCosts: Command {
  static let specification = CommandSpecification(
    "costs",
    Text(
      fr: "Ce qu'ont coûté les réparations d'une période, par appareil.",
      en: "What the repairs of a period cost, by device."),
    discussion: Text(
      fr: "Le temps est celui des réparations : il n'est compté par personne pour personne.",
      en: "The time is that of repairs: it is counted for nobody."),
    parameters: [PeriodOptions.from, PeriodOptions.to])

  let period: Period

  init(_ values: ParsedValues) throws { period = try PeriodOptions.period(values) }

  func run(in session: Session) throws {
    try session.look { chain in
      let costs = try chain.repairCosts(in: period)
      var answer = Answer()
      answer.table(
        "devices", none: Text(fr: "Aucune réparation terminée.", en: "No repair ended."),
        [
          .init("code", fr: "appareil", en: "device"), .init("name", fr: "modèle", en: "model"),
          .init("repairs", fr: "réparations", en: "repairs"), .init("repaired", fr: "réparé", en: "repaired"),
          .init("minutes", fr: "minutes", en: "minutes"), .init("parts", fr: "pièces", en: "parts"),
          .init("harvested", fr: "dont reprises", en: "of which harvested"),
          .init("partsCost", fr: "coût des pièces", en: "cost of parts"),
          .init("otherCost", fr: "autres coûts", en: "other costs"),
          .init("cost", fr: "coût", en: "cost"),
        ],
        rows: costs.map { line in
          [
            .code(line.code), .name(orNone: line.name), .number(line.repairs), .number(line.repaired),
            .number(line.minutes),
            .number(line.parts), .number(line.harvested), .money(line.partsCost), .money(line.otherCost),
            .money(line.cost),
          ]
        })
      answer.fact("minutes", fr: "Minutes en tout", en: "Minutes in all", .number(costs.map(\.minutes).reduce(0, +)))
      answer.fact("cost", fr: "Coût en tout", en: "Cost in all", .money(costs.map(\.cost).reduce(.zero, +)))
      return answer
    }
  }
}
