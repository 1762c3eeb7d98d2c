import Kernel
import Loans
import Reporting
import Storage
import TestSupport
import Testing

@testable import Application

@Suite struct `What programmes count beside their loans` {
  let story: ChainStory
  let household: HouseholdID

  init() throws {
    story = try ChainStory()
    household = try story.household()
  }

  private func record(
    _ outcome: OptionalOutcome, _ quantity: Int = 1, for holder: HouseholdID?, on day: Day = "2026-09-10"
  ) throws {
    try story.chain.record(outcome, quantity, for: holder, at: "Tiers-lieu", as: story.act(day))
  }

  private func tallies(from first: Day = "2026-01-01", to last: Day = "2026-12-31") throws -> [OutcomeTally] {
    let period = try #require(Period(from: first, through: last))
    return try story.chain.outcomes(counting: period, on: last).tallies
  }

  private func figures() throws -> [String: Int] {
    let period = try #require(Period(from: "2026-09-01", through: "2026-09-30"))
    let figures = try story.chain.report(for: period).figures
    return Dictionary(uniqueKeysWithValues: figures.map { ($0.indicator.id, $0.number) })
  }

  @Test func `is counted without persons, and told in reports where there is some`() throws {
    #expect(try figures()["badges-awarded"] == nil)
    try record(.badge, for: household)
    try record(.pass, 5, for: household)
    try record(.brochure, 40, for: nil)
    try record(.brochure, for: household, on: "2026-09-11")
    try record(.brochure, for: story.household("Sol Fictif"), on: "2026-10-01")
    #expect(
      try tallies() == [
        OutcomeTally(outcome: .badge, count: 1, households: 1),
        OutcomeTally(outcome: .brochure, count: 42, households: 2),
        OutcomeTally(outcome: .pass, count: 5, households: 1),
      ])
    #expect(try tallies(to: "2026-09-10").map(\.count) == [1, 40, 5])
    let told = try figures()
    #expect(told["badges-awarded"] == 1 && told["passes-given"] == 5 && told["brochures-handed-out"] == 41)
    #expect(told["survey-sheets"] == nil && told["sims-lent"] == nil)
    #expect(try story.chain.check(against: nil).faults.map(\.en) == [])
  }

  @Test(arguments: [OptionalOutcome.badge, .pass]) func `goes to a household`(outcome: OptionalOutcome) throws {
    #expect(throws: OutcomeFailure.householdNeeded(outcome)) { try record(outcome, for: nil) }
  }

  @Test(arguments: [(OptionalOutcome.badge, 2), (.pass, 101), (.brochure, 0), (.brochure, 10_001)])
  func `is recorded in a likely number`(outcome: OptionalOutcome, quantity: Int) throws {
    #expect(throws: OutcomeFailure.quantity(quantity, outcome)) { try record(outcome, quantity, for: household) }
  }

  @Test func `depends on the programme of the household's latest contract`() throws {
    try story.adoptCollege()
    let request = try story.decided()
    let borrower = try story.chain.request(request).household.id
    try record(.pass, for: borrower, on: "2026-09-09")
    _ = try story.lend(story.ready(), to: request, on: "2026-09-10")
    #expect(
      throws: OutcomeFailure.notCounted(.pass, programme: ChainStory.college, counted: [.badge, .brochure])
    ) { try record(.pass, for: borrower) }
    try record(.badge, for: borrower)
  }

  @Test func `is data, from the day it is adopted on`() throws {
    let none = Array(
      #"{ "id": "rien", "version": "1", "programmes": [], "otherwise": { "outcomes": [] }, "survey": [] }"#.utf8)
    _ = try story.chain.adopt(outcomes: none, file: "rien.json", as: story.act("2026-09-20"))
    try record(.badge, for: household, on: "2026-09-19")
    #expect(throws: OutcomeFailure.notCounted(.badge, programme: nil, counted: [])) {
      try record(.badge, for: household, on: "2026-09-20")
    }
    let other = Array(
      #"{ "id": "rien", "version": "1", "programmes": [], "otherwise": { "outcomes": ["pass"] }, "survey": [] }"#.utf8)
    #expect(throws: OutcomeFailure.versionTaken(plan: "rien", version: "1")) {
      try story.chain.adopt(outcomes: other, file: "rien.json", as: story.act("2026-09-21"))
    }
    #expect(throws: ChainFailure.rulesNotForRole(.workshop)) {
      try story.chain.adopt(
        outcomes: none, file: "rien.json", as: story.act("2026-09-21", by: ChainStory.colleague))
    }
  }

  @Test func `stays counted when its household is forgotten, and is no more recorded of it`() throws {
    try record(.badge, for: household)
    try story.chain.forget(household, because: .requested, by: .shipped(), as: story.act("2026-09-11"))
    #expect(try tallies().map(\.count) == [1])
    #expect(throws: (any Error).self) { try record(.badge, for: household, on: "2026-09-12") }
    #expect(try story.chain.check(against: nil).faults.map(\.en) == [])
  }

  @Test func `is taken back, and then its household too`() throws {
    let registered = try story.latest
    try record(.badge, for: household)
    let recorded = try story.latest
    func annul(_ entry: EntryID) throws {
      try story.chain.correct(entry, .annulment, because: "erreur", as: story.act("2026-09-12"))
    }
    #expect(throws: LoansFailure.restedOn(registered, by: [recorded])) { try annul(registered) }
    try annul(recorded)
    #expect(try tallies() == [])
    try annul(registered)
  }

  @Test(arguments: [
    ("INSERT INTO outcomes (entry, outcome, quantity) VALUES (ENTRY, 'badge', 1)", "household"),
    ("INSERT INTO outcomes (entry, household, outcome, quantity) VALUES (ENTRY, 1, 'badge', 2)", "quantity"),
    ("INSERT INTO outcomes (entry, household, outcome, quantity) VALUES (ENTRY, 1, 'medal', 1)", "outcome"),
    ("INSERT INTO outcomes (entry, household, outcome, quantity) VALUES (ENTRY - 1, 1, 'badge', 1)", "the act"),
    ("UPDATE outcomes SET quantity = 1", "never changed"), ("DELETE FROM outcomes", "never deleted"),
    ("INSERT INTO survey_sheets (entry, plan, version) VALUES (ENTRY - 2, 'a', '1')", "the act"),
    ("INSERT INTO survey_answers (entry, question, choice) VALUES (SHEET, 'aisance', 'plus')", "the act"),
    ("UPDATE survey_answers SET choice = 'non'", "never changed"), ("DELETE FROM survey_sheets", "never deleted"),
  ])
  func `is guarded against straight SQL`(statement: String, words: String) throws {
    try record(.brochure, 3, for: nil)
    try story.chain.enter(survey: [SurveyAnswer("accueil", "oui")], as: story.act("2026-09-10"))
    let sheet = try story.latest
    #expect {
      try story.database.change(.sample(on: "2026-09-11")) { change in
        let text = statement.replacing("ENTRY", with: "\(change.entry)").replacing("SHEET", with: "\(sheet)")
        try change.run(SQL(stringLiteral: text))
      }
    } throws: { error in
      switch error as? StorageFailure {
      case .guarded(let message), .constraint(let message, _): message.contains(words)
      default: false
      }
    }
  }
}

@Suite struct `The paper survey` {
  let story: ChainStory

  init() throws { story = try ChainStory() }

  private func enter(_ answers: [SurveyAnswer], under programme: String? = nil, on day: Day = "2026-09-10") throws {
    try story.chain.enter(survey: answers, under: programme, as: story.act(day))
  }

  private func results(under programme: String? = nil, on day: Day = "2026-12-31") throws -> SurveyResults {
    let period = try #require(Period(from: "2026-01-01", through: day))
    return try story.chain.survey(counting: period, under: programme, on: day)
  }

  @Test func `is entered sheet by sheet, and counted answer by answer`() throws {
    try story.adoptCollege()
    try enter([SurveyAnswer("accueil", "oui"), SurveyAnswer("aisance", "plus")])
    try enter([SurveyAnswer("accueil", "oui")], under: ChainStory.college)
    try enter([SurveyAnswer("accueil", "non")], on: "2026-09-11")
    let all = try results()
    #expect(all.sheets == 3)
    let welcome = try #require(all.questions.first { $0.id == "accueil" })
    #expect(welcome.choices.map { all.count(of: $0, to: welcome) } == [2, 0, 1])
    #expect(try results(under: ChainStory.college).sheets == 1)
    #expect(try results(on: "2026-09-10").sheets == 2)
    let period = try #require(Period(from: "2026-09-01", through: "2026-09-30"))
    #expect(try story.chain.report(for: period)["survey-sheets"] == 3)
    #expect(try story.chain.check(against: nil).faults.map(\.en) == [])
  }

  @Test(arguments: [
    ([], OutcomeFailure.emptySheet),
    ([SurveyAnswer("humeur", "oui")], .noQuestion("humeur", known: ["accueil", "appareil", "aisance", "recommander"])),
    (
      [SurveyAnswer("recommander", "peut-etre")],
      .noChoice("peut-etre", question: "recommander", known: ["oui", "non"])
    ),
    ([SurveyAnswer("accueil", "oui"), SurveyAnswer("accueil", "non")], .answeredTwice("accueil")),
  ])
  func `has one of its answers to each of its questions`(answers: [SurveyAnswer], failure: OutcomeFailure) throws {
    #expect(throws: failure) { try enter(answers) }
  }

  @Test func `was handed out under a programme in force, or none`() throws {
    #expect(throws: LoansFailure.noProgramme("inconnu", on: "2026-09-10")) {
      try enter([SurveyAnswer("accueil", "oui")], under: "inconnu")
    }
  }

  @Test func `keeps the answers to questions that are no longer asked`() throws {
    try enter([SurveyAnswer("accueil", "oui")])
    let next = Array(
      #"""
      { "id": "suite", "version": "2", "programmes": [], "otherwise": { "outcomes": [] },
        "survey": [{ "id": "utile", "text": { "fr": "Utile ?", "en": "Useful?" }, "choices": [
          { "id": "oui", "text": { "fr": "oui", "en": "yes" } }, { "id": "non", "text": { "fr": "non", "en": "no" } }] }] }
      """#.utf8)
    _ = try story.chain.adopt(outcomes: next, file: "suite.json", as: story.act("2026-10-01"))
    #expect(throws: OutcomeFailure.noQuestion("accueil", known: ["utile"])) {
      try enter([SurveyAnswer("accueil", "oui")], on: "2026-10-01")
    }
    // A sheet that was filled in before is entered under the questions of its day.
    try enter([SurveyAnswer("accueil", "oui")], on: "2026-09-30")
    let all = try results()
    #expect(all.questions.map(\.id) == ["utile"])
    #expect(all.tallies == [SurveyTally(question: "accueil", choice: "oui", count: 2)])
  }

  @Test func `is printed with a box before each answer, and asks for no name`() throws {
    let pdf = try story.chain.printSurvey(language: .fr, as: story.act("2026-09-10")).pdf
    let words = try OutsideProgram.text(ofPDF: pdf).replacing("\u{00A0}", with: " ")
    #expect(words.contains("Avez-vous été bien accueilli ?") && words.contains("☐ plutôt"))
    #expect(words.contains("Ne mettez pas votre nom") && words.contains("resultats 1"))
  }

  private static let question = #"""
    { "id": "q", "text": { "fr": "Q", "en": "Q" },
      "choices": [{ "id": "a", "text": { "fr": "A", "en": "A" } }, { "id": "b", "text": { "fr": "B", "en": "B" } }] }
    """#

  @Test(arguments: [
    ("\(question), \(question)", "twice"), (question.replacing("\"q\"", with: "\"Q ?\""), "lower-case"),
    (question.replacing("\"b\"", with: "\"a\""), "twice"),
    (question.replacing(#", { "id": "b", "text": { "fr": "B", "en": "B" } }"#, with: ""), "two answers"),
    (question.replacing("\"choices\"", with: "\"answers\""), ""),
  ])
  func `is refused with its place when its file is wrong`(questions: String, words: String) {
    let file = Array(
      #"{ "id": "x", "version": "1", "programmes": [], "otherwise": { "outcomes": [] }, "survey": [\#(questions)] }"#
        .utf8)
    #expect {
      try OutcomePlan(file, file: "essai.json")
    } throws: { error in
      guard let failure = error as? JSONFailure else { return false }
      return failure.text.en.contains(words) && failure.text.en.contains("essai.json")
    }
  }
}
