public import Kernel
public import Storage

/// Keeps reminders: each is written down as to be sent before it leaves, and as sent after; no word of it is kept.
public enum ReminderStore {
  /// A household of which something is due, all of it at once.
  public struct Due: Sendable, Equatable {
    public let household: HouseholdID
    public let degree: Int
    public let matters: [Reminder.Matter]

    /// Says what is due.
    public init(household: HouseholdID, degree: Int, matters: [Reminder.Matter]) {
      (self.household, self.degree, self.matters) = (household, degree, matters)
    }
  }

  /// What is due with households on a day, in their order; nothing of those whose last reminder is uncertain.
  ///
  /// - Parameter household: of this one alone.
  public static func due(
    by plan: ReminderPlan, on day: Day, of household: HouseholdID? = nil, in reader: Reader
  ) throws -> [Due] {
    let matters =
      try overdue(on: day, of: household, in: reader) + unpaid(by: plan, on: day, of: household, in: reader)
    let byHousehold = Dictionary(grouping: matters, by: \.household)
    let reminded = Set<HouseholdID>(
      try reader.all("SELECT DISTINCT household FROM reminders").map { try $0["household"] })
    return try byHousehold.keys.sorted().compactMap { household in
      // A household that lost somebody is left in peace: whoever calls has another way to take.
      if try isMourning(household, in: reader) { return nil }
      let isReminded = reminded.contains(household)
      guard try !isReminded || uncertain(of: household, in: reader) == nil else { return nil }
      let last = isReminded ? try lastSent(to: household, in: reader) : nil
      let due = try (byHousehold[household] ?? []).compactMap { _, matter -> (Int, Reminder.Matter)? in
        let reached = isReminded ? try reached(matter, in: reader) : 0
        return plan.degree(after: matter.since, reached: reached, last: last, on: day).map { ($0, matter) }
      }
      // One message for all; the mildest of what is due.
      guard let degree = due.map(\.0).min() else { return nil }
      return Due(
        household: household, degree: degree,
        matters: due.map(\.1).sorted { ($0.contract, $0.kind.rawValue) < ($1.contract, $1.kind.rawValue) })
    }
  }

  private typealias OfHousehold = (household: HouseholdID, matter: Reminder.Matter)

  /// The loans that ended, renewals counted, and whose device did not come back.
  private static func overdue(on day: Day, of household: HouseholdID?, in reader: Reader) throws -> [OfHousehold] {
    let whose: SQL = if let household { "c.household = \(household)" } else { "c.household IS NOT NULL" }
    return try reader.all(
      """
      SELECT c.id, c.household, \(ContractDates.term(of: "c")) AS term FROM contracts AS c
      WHERE c.id IN (SELECT d.contract FROM contract_dates AS d WHERE d.back_by < \(day)) AND \(whose)
        AND c.state = \(Contract.State.handedOver) AND \(ContractDates.term(of: "c")) < \(day)
      ORDER BY c.id
      """
    ).compactMap { row in
      let id: ContractID = try row["id"]
      // What was stolen or lost does not come back by being asked for.
      guard try !ContractStore.awaited(under: id, in: reader).isEmpty else { return nil }
      return (try row["household"], Reminder.Matter(.device, of: id, since: try row["term"]))
    }
  }

  /// Whether somebody of a household died, as told under one of its contracts.
  private static func isMourning(_ household: HouseholdID, in reader: Reader) throws -> Bool {
    try reader.first(
      """
      SELECT l.entry FROM life_events AS l JOIN contracts AS c ON c.id = l.contract
      WHERE c.household = \(household) AND l.event = \(LifeEvent.died) AND \(SQL.stands("l.entry")) LIMIT 1
      """) != nil
  }

  /// What fell due and was not paid for as long as the first degree waits.
  private static func unpaid(
    by plan: ReminderPlan, on day: Day, of household: HouseholdID?, in reader: Reader
  ) throws -> [OfHousehold] {
    try PaymentStore.owing(on: day, of: household, in: reader).compactMap { owing in
      guard let since = owing.standing.owedSince, let first = plan.degrees.first,
        since.adding(days: first.afterDays) <= day
      else { return nil }
      return (owing.household, Reminder.Matter(.money, of: owing.contract, since: since))
    }
  }

  /// The highest degree a household was reminded of a matter, 0 for never.
  private static func reached(_ matter: Reminder.Matter, in reader: Reader) throws -> Int {
    try reader.count(
      """
      SELECT coalesce(max(r.degree), 0) AS n FROM reminder_contracts AS m JOIN reminders AS r ON r.id = m.reminder
      WHERE m.contract = \(matter.contract) AND m.kind = \(matter.kind) AND m.since = \(matter.since)
        AND \(outcome("r.id")) = 'sent'
      """)
  }

  /// The day a household was last reminded of anything.
  private static func lastSent(to household: HouseholdID, in reader: Reader) throws -> Day? {
    try reader.first(
      """
      SELECT max(acts.day) AS last FROM reminders AS r JOIN acts ON acts.entry = r.entry
      WHERE r.household = \(household) AND \(outcome("r.id")) = 'sent'
      """
    ).flatMap { try $0["last"] }
  }

  /// Writes down that a reminder is about to leave.
  ///
  /// - Throws: ``ReminderFailure/uncertain(_:_:)`` while another to the same household may have left.
  public static func prepare(_ due: Due, by channel: Reminder.Channel, in change: Change) throws -> Reminder {
    if let uncertain = try uncertain(of: due.household, in: change) {
      throw ReminderFailure.uncertain(due.household, uncertain)
    }
    let id: ReminderID = try change.insert(
      """
      INSERT INTO reminders (household, degree, channel, entry)
      VALUES (\(due.household), \(due.degree), \(channel), \(change.entry))
      """)
    for matter in due.matters {
      try change.run(
        """
        INSERT INTO reminder_contracts (reminder, contract, kind, since)
        VALUES (\(id), \(matter.contract), \(matter.kind), \(matter.since))
        """)
    }
    return Reminder(
      id: id, household: due.household, degree: due.degree, channel: channel, matters: due.matters,
      prepared: change.act.day, outcome: nil)
  }

  /// Writes down what became of a reminder.
  ///
  /// - Throws: ``ReminderFailure/noReminder(_:)``, ``ReminderFailure/settled(_:_:)``.
  public static func settle(_ id: ReminderID, _ outcome: Reminder.Outcome, in change: Change) throws {
    let reminder = try existing(id, in: change)
    if let known = reminder.outcome { throw ReminderFailure.settled(id, known) }
    try change.run(
      "INSERT INTO reminder_outcomes (reminder, outcome, entry) VALUES (\(id), \(outcome), \(change.entry))")
  }

  /// A reminder.
  ///
  /// - Throws: ``ReminderFailure/noReminder(_:)``.
  public static func existing(_ id: ReminderID, in reader: Reader) throws -> Reminder {
    guard let reminder = try all(where: "r.id = \(id)", in: reader).first else { throw ReminderFailure.noReminder(id) }
    return reminder
  }

  /// The reminders, latest first; of one household, or of all.
  public static func all(of household: HouseholdID? = nil, in reader: Reader) throws -> [Reminder] {
    if let household { return try all(where: "r.household = \(household)", in: reader) }
    return try all(where: "1 = 1", in: reader)
  }

  private static func uncertain(of household: HouseholdID, in reader: Reader) throws -> ReminderID? {
    try reader.first(
      "SELECT r.id FROM reminders AS r WHERE r.household = \(household) AND \(outcome("r.id")) = 'unknown' LIMIT 1"
    ).map { try $0["id"] }
  }

  private static func all(where condition: SQL, in reader: Reader) throws -> [Reminder] {
    // The day of an act of the same change is not in the journal yet.
    let today = (reader as? Change)?.act.day
    return try reader.all(
      """
      SELECT r.id, r.household, r.degree, r.channel, coalesce(acts.day, \(today)) AS day, o.outcome FROM reminders AS r
      LEFT JOIN acts ON acts.entry = r.entry LEFT JOIN reminder_outcomes AS o ON o.reminder = r.id
      WHERE \(condition) ORDER BY r.id DESC
      """
    ).map { row in
      let id: ReminderID = try row["id"]
      let matters = try reader.all(
        "SELECT contract, kind, since FROM reminder_contracts WHERE reminder = \(id) ORDER BY contract, kind"
      ).map { Reminder.Matter(try $0["kind"], of: try $0["contract"], since: try $0["since"]) }
      return try Reminder(
        id: id, household: row["household"], degree: row["degree"], channel: row["channel"], matters: matters,
        prepared: row["day"], outcome: row["outcome"])
    }
  }

  /// What became of a reminder, `unknown` while nobody knows.
  private static func outcome(_ id: SQL) -> SQL {
    "coalesce((SELECT o.outcome FROM reminder_outcomes AS o WHERE o.reminder = \(id)), 'unknown')"
  }
}
