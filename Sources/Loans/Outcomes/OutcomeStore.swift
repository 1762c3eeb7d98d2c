public import Kernel
public import Storage

extension OptionalOutcome: SQLConvertible {}

/// Keeps the plans of outcomes, what was recorded, and the sheets of the survey.
public enum OutcomeStore {
  /// Puts a plan in force from the act's day.
  ///
  /// - Throws: ``OutcomeFailure/versionTaken(plan:version:)`` when that version is known with another content.
  public static func adopt(_ plan: OutcomePlan, body: String, in change: Change) throws {
    let others = try change.count(
      """
      SELECT count(*) AS n FROM outcome_plans WHERE id = \(plan.id) AND version = \(plan.version) AND body <> \(body)
      """)
    guard others == 0 else { throw OutcomeFailure.versionTaken(plan: plan.id, version: plan.version) }
    try change.run(
      """
      INSERT INTO outcome_plans (entry, id, version, body)
      VALUES (\(change.entry), \(plan.id), \(plan.version), \(body))
      """)
  }

  /// The plan that serves on a day: the one adopted last, up to that day, else the shipped one.
  public static func plan(on day: Day, in reader: Reader) throws -> OutcomePlan {
    let row = try reader.first(
      """
      SELECT p.id, p.body FROM outcome_plans AS p JOIN acts ON acts.entry = p.entry
      WHERE acts.annulled = 0 AND acts.day <= \(day) ORDER BY p.entry DESC LIMIT 1
      """)
    guard let row else { return try OutcomePlan.shipped() }
    let (id, body): (String, String) = (try row["id"], try row["body"])
    return try OutcomePlan(Array(body.utf8), file: id)
  }

  /// Records an outcome on the act's day.
  ///
  /// - Throws: ``OutcomeFailure/householdNeeded(_:)``, ``OutcomeFailure/quantity(_:_:)``, ``LoansFailure/noHousehold(_:)``.
  public static func record(
    _ outcome: OptionalOutcome, _ quantity: Int, for household: HouseholdID?, at place: PlaceID?, in change: Change
  ) throws {
    if let household { _ = try HouseholdStore.existing(household, in: change) }
    guard household != nil || outcome.isForAnybody else { throw OutcomeFailure.householdNeeded(outcome) }
    guard (1...outcome.most).contains(quantity) else { throw OutcomeFailure.quantity(quantity, outcome) }
    try change.run(
      """
      INSERT INTO outcomes (entry, household, place, outcome, quantity)
      VALUES (\(change.entry), \(household), \(place), \(outcome), \(quantity))
      """)
  }

  /// What was recorded on the days of a period; outcomes there were none of are left out.
  public static func tallies(in period: Period, reader: Reader) throws -> [OutcomeTally] {
    try tallies(where: "acts.day BETWEEN \(period.first) AND \(period.last)", in: reader)
  }

  /// What a household was ever given or awarded; outcomes there were none of are left out.
  public static func tallies(of household: HouseholdID, in reader: Reader) throws -> [OutcomeTally] {
    try tallies(where: "o.household = \(household)", in: reader)
  }

  private static func tallies(where condition: SQL, in reader: Reader) throws -> [OutcomeTally] {
    try reader.all(
      """
      SELECT o.outcome, sum(o.quantity) AS n, count(DISTINCT o.household) AS households FROM outcomes AS o
      JOIN acts ON acts.entry = o.entry
      WHERE acts.annulled = 0 AND \(condition) GROUP BY o.outcome ORDER BY o.outcome
      """
    ).map { OutcomeTally(outcome: try $0["outcome"], count: try $0["n"], households: try $0["households"]) }
  }

  /// Enters one sheet of the survey, which names nobody.
  ///
  /// - Throws: what ``OutcomePlan/check(_:)`` refuses.
  public static func enter(
    _ answers: [SurveyAnswer], by plan: OutcomePlan, under programme: String?, in change: Change
  ) throws {
    try plan.check(answers)
    try change.run(
      """
      INSERT INTO survey_sheets (entry, plan, version, programme)
      VALUES (\(change.entry), \(plan.id), \(plan.version), \(programme))
      """)
    for answer in answers {
      try change.run(
        """
        INSERT INTO survey_answers (entry, question, choice)
        VALUES (\(change.entry), \(answer.question), \(answer.choice))
        """)
    }
  }

  /// How many sheets were entered on the days of a period, and how often each answer was ticked.
  ///
  /// - Parameter programme: of one programme alone.
  public static func survey(
    in period: Period, under programme: String? = nil, reader: Reader
  ) throws -> (sheets: Int, tallies: [SurveyTally]) {
    let only: SQL = if let programme { "AND s.programme = \(programme)" } else { "" }
    let sheets: SQL = """
      survey_sheets AS s JOIN acts ON acts.entry = s.entry AND acts.annulled = 0
        AND acts.day BETWEEN \(period.first) AND \(period.last) \(only)
      """
    return (
      try reader.count("SELECT count(*) AS n FROM \(sheets)"),
      try reader.all(
        """
        SELECT a.question, a.choice, count(*) AS n FROM \(sheets) JOIN survey_answers AS a ON a.entry = s.entry
        GROUP BY a.question, a.choice ORDER BY a.question, a.choice
        """
      ).map { SurveyTally(question: try $0["question"], choice: try $0["choice"], count: try $0["n"]) }
    )
  }
}
