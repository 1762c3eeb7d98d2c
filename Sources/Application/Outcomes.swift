import Directory
import Documents
public import Kernel
public import Loans
import Storage

/// The optional outcomes of a period.
public struct OutcomeSheet: Sendable {
  public let tallies: [OutcomeTally]
  /// What is counted for each programme in force, as the plan says; under no name, what all others count.
  public let counted: [(programme: String?, outcomes: [OptionalOutcome])]
}

/// What the sheets of the survey say over a period.
public struct SurveyResults: Sendable {
  /// How many sheets were entered.
  public let sheets: Int
  /// The questions of the day.
  public let questions: [OutcomePlan.Question]
  /// How often each answer was ticked, those of questions of before too.
  public let tallies: [SurveyTally]

  /// How often an answer was ticked.
  public func count(of choice: OutcomePlan.Choice, to question: OutcomePlan.Question) -> Int {
    tallies.first { $0.question == question.id && $0.choice == choice.id }?.count ?? 0
  }
}

extension Chain {
  /// Puts a plan of outcomes and its survey in force from the act's day.
  ///
  /// - Throws: `JSONFailure` with the place of the first mistake, ``OutcomeFailure/versionTaken(plan:version:)``,
  ///   ``ChainFailure/rulesNotForRole(_:)``.
  public func adopt(outcomes bytes: [UInt8], file: String, as act: Act) throws -> OutcomePlan {
    let plan = try OutcomePlan(bytes, file: file)
    try database.write(Action.adoptOutcomes, act) { change in
      try requireRulesRole(act, in: change)
      change.concerns(.instance)
      change.note("plan", .dataName(plan.id))
      change.note("version", .dataName(plan.version))
      try OutcomeStore.adopt(plan, body: String(decoding: bytes, as: UTF8.self), in: change)
    }
    return plan
  }

  /// Records an outcome that the programme of the household's latest contract counts; what goes to nobody in particular, if
  /// all others count it.
  ///
  /// - Parameter place: where, by name or number.
  /// - Throws: ``OutcomeFailure``, ``LoansFailure/noHousehold(_:)``, ``DirectoryFailure`` for a place that is not known.
  public func record(
    _ outcome: OptionalOutcome, _ quantity: Int = 1, for household: HouseholdID?, at place: String? = nil, as act: Act
  ) throws {
    try database.write(Action.recordOutcome, act) { change in
      if let household { change.concerns(.household(household)) } else { change.concerns(.instance) }
      change.note("outcome", .word(outcome))
      change.note("quantity", .number(quantity))
      let place = try place.map { try DirectoryStore.place($0, in: change).id }
      if let place { change.note("place", .id(place)) }
      let programme = try household.flatMap { try latestProgramme(of: $0, in: change) }
      let counted = try OutcomeStore.plan(on: act.day, in: change).outcomes(of: programme)
      guard counted.contains(outcome) else {
        throw OutcomeFailure.notCounted(outcome, programme: programme, counted: counted)
      }
      try OutcomeStore.record(outcome, quantity, for: household, at: place, in: change)
    }
  }

  /// The optional outcomes of a period, without persons.
  public func outcomes(counting period: Period, on day: Day) throws -> OutcomeSheet {
    try database.read { reader in
      let plan = try OutcomeStore.plan(on: day, in: reader)
      let programmes = try ProgrammeStore.inForce(on: day, in: reader).map(\.id)
      let own = programmes.filter { plan.outcomes(of: $0) != plan.outcomes(of: nil) }
      return OutcomeSheet(
        tallies: try OutcomeStore.tallies(in: period, reader: reader),
        counted: (own.map(Optional.some) + [nil]).map { ($0, plan.outcomes(of: $0)) })
    }
  }

  /// Enters one sheet of the paper survey, filled in by somebody it does not name.
  ///
  /// - Parameter programme: the programme it was handed out under, one that is in force on the day.
  /// - Throws: ``OutcomeFailure``, ``LoansFailure/noProgramme(_:on:)``.
  public func enter(survey answers: [SurveyAnswer], under programme: String? = nil, as act: Act) throws {
    try database.write(Action.enterSurvey, act) { change in
      change.concerns(.instance)
      let plan = try OutcomeStore.plan(on: act.day, in: change)
      change.note("plan", .dataName("\(plan.id) \(plan.version)"))
      if let programme {
        _ = try ProgrammeStore.inForce(programme, on: act.day, in: change)
        change.note("programme", .dataName(programme))
      }
      try OutcomeStore.enter(answers, by: plan, under: programme, in: change)
    }
  }

  /// What the sheets of the survey say over a period, of one programme or of all.
  public func survey(counting period: Period, under programme: String? = nil, on day: Day) throws -> SurveyResults {
    try database.read { reader in
      let (sheets, tallies) = try OutcomeStore.survey(in: period, under: programme, reader: reader)
      return SurveyResults(
        sheets: sheets, questions: try OutcomeStore.plan(on: day, in: reader).questions, tallies: tallies)
    }
  }

  /// Prints the survey of a day, to be filled in by hand and entered afterwards.
  ///
  /// - Parameter keep: puts the bytes away inside the act: when it fails, nothing is recorded either.
  public func printSurvey(
    language: Language, as act: Act, keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> PrintedPaper {
    try database.write(Action.printSurvey, act) { change in
      change.concerns(.instance)
      let plan = try OutcomeStore.plan(on: act.day, in: change)
      change.note("plan", .dataName("\(plan.id) \(plan.version)"))
      let paper = SurveyPaper(
        issuer: try house(language, in: change), reference: "\(plan.id) \(plan.version)",
        questions: plan.questions.map { question in
          SurveyPaper.Question(text: question.text[language], choices: question.choices.map { $0.text[language] })
        })
      let pdf = try paper.pdf(language: language, created: act.recorded)
      try keep(pdf)
      return PrintedPaper(pdf: pdf, reference: plan.id)
    }
  }
}
