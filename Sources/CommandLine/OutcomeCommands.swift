import Application
import Arguments
import Kernel
import Loans

/// What the commands that count outcomes take.
enum OutcomeParameters {
  static let since = Option<Day?>(
    "since", .day,
    Text(fr: "compter depuis ce jour (l'année civile sinon)", en: "count since this day (else the civil year)"))

  /// The days that are counted up to the day of the command.
  static func period(since: Day?, to day: Day) -> Period? {
    let first = since ?? Day(year: day.parts.year, month: 1, day: 1) ?? day
    return Period(from: first, through: max(first, day))
  }
}

/// `rebond outcome record`
struct OutcomeRecordCommand: Command {
  static let outcome = Argument<OptionalOutcome>(
    .choice, Text(fr: "badge obtenu, Pass numérique ou brochure", en: "badge awarded, Pass numérique or brochure"))
  static let household = Option<HouseholdID?>(
    "household", .reference("F-…"), Text(fr: "à quel foyer", en: "to which household"))
  static let count = Option<Int>("count", .integer(1...10_000), otherwise: "1", Text(fr: "combien", en: "how many"))
  static let place = Option<String?>(
    "place", .text.named(fr: "LIEU", en: "PLACE"), Text(fr: "où", en: "where"))

  static let specification = CommandSpecification(
    "record",
    Text(
      fr: "Enregistre un badge obtenu, des Pass numériques ou des brochures remis.",
      en: "Records a badge awarded, Pass numériques or brochures handed out."),
    discussion: Text(
      fr:
        "Facultatif : ce qui se compte dépend du programme du dernier contrat du foyer (`rebond outcome list`). Une brochure "
        + "peut n'aller à personne en particulier.",
      en:
        "Optional: what is counted depends on the programme of the household's latest contract (`rebond outcome list`). A "
        + "brochure may go to nobody in particular."),
    parameters: [outcome, household, count, place])

  let outcome: OptionalOutcome
  let household: HouseholdID?
  let count: Int
  let place: String?

  init(_ values: ParsedValues) throws {
    outcome = try values[Self.outcome]
    household = try values[Self.household]
    count = try values[Self.count]
    place = try values[Self.place]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try chain.record(outcome, count, for: household, at: place, as: act)
      var answer = Answer()
      answer.say(
        fr: "Enregistré : \(outcome.text.fr), \(count).", en: "Recorded: \(outcome.text.en), \(count).")
      if let household { answer.fact("household", fr: "Foyer", en: "Household", .reference(household)) }
      return answer
    }
  }
}

/// `rebond outcome list`
struct OutcomeList: Command {
  static let specification = CommandSpecification(
    "list",
    Text(
      fr: "Compte les badges, Pass et brochures, sans personne, et dit ce qui se compte par programme.",
      en: "Counts badges, passes and brochures, without persons, and says what is counted for each programme."),
    parameters: [OutcomeParameters.since])

  let since: Day?

  init(_ values: ParsedValues) throws { since = try values[OutcomeParameters.since] }

  func run(in session: Session) throws {
    try session.look { chain in
      let day = try session.day(in: chain)
      var answer = Answer()
      guard let period = OutcomeParameters.period(since: since, to: day) else { return answer }
      let sheet = try chain.outcomes(counting: period, on: day)
      answer.fact("period", fr: "Compté", en: "Counted", .period(period))
      answer.table(
        "outcomes", none: Text(fr: "Rien n'est enregistré.", en: "Nothing is recorded."),
        [
          .init("outcome", fr: "quoi", en: "what"), .init("count", fr: "nombre", en: "number"),
          .init("households", fr: "foyers", en: "households"),
        ],
        rows: sheet.tallies.map { [.word($0.outcome, $0.outcome.text), .number($0.count), .number($0.households)] })
      answer.table(
        "counted", none: Text(fr: "Rien ne se compte.", en: "Nothing is counted."),
        [
          .init("programme", fr: "programme", en: "programme"),
          .init("outcomes", fr: "ce qui se compte", en: "what is counted"),
        ],
        rows: sheet.counted.map {
          [
            $0.programme.map { .name($0) } ?? .text(Text(fr: "tous les autres", en: "all others")),
            .texts($0.outcomes.map(\.text)),
          ]
        })
      return answer
    }
  }
}

/// `rebond outcome adopt`
struct OutcomeAdopt: Command {
  static let file = Argument<String>(
    .path, Text(fr: "le plan et son questionnaire, en JSON", en: "the plan and its survey, as JSON"))

  static let specification = CommandSpecification(
    "adopt",
    Text(
      fr: "Met en vigueur ce qui se compte par programme, et les questions du questionnaire.",
      en: "Puts in force what is counted for each programme, and the questions of the survey."),
    parameters: [file])

  let file: String

  init(_ values: ParsedValues) throws { file = try values[Self.file] }

  func run(in session: Session) throws {
    let bytes = try Files.read(file)
    try session.perform { chain, act in
      let plan = try chain.adopt(outcomes: bytes, file: file, as: act)
      var answer = Answer()
      answer.say(
        fr: "« \(plan.id) » \(plan.version) sert à partir du \(act.day.text.fr).",
        en: "“\(plan.id)” \(plan.version) serves from \(act.day.text.en).")
      answer.fact("questions", fr: "Questions", en: "Questions", .names(plan.questions.map(\.id)))
      return answer
    }
  }
}
