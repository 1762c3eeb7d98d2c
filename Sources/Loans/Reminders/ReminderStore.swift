public import Kernel
public import Storage

/// Keeps reminders: each is written down as to be sent before it leaves, and as sent after; no word of it is kept.
public enum ReminderStore {
  /// A household of which something is due, all of it at once.
  public struct Due: Sendable, Equatable {
    public let household: HouseholdID
    public let degree: Int
    public let contracts: [ContractID]

    /// Says what is due.
    public init(household: HouseholdID, degree: Int, contracts: [ContractID]) {
      (self.household, self.degree, self.contracts) = (household, degree, contracts)
    }
  }

  /// What is due with households on a day, in their order; nothing of those whose last reminder is uncertain.
  ///
  /// - Parameter household: of this one alone.
  public static func due(
    by plan: ReminderPlan, on day: Day, of household: HouseholdID? = nil, in reader: Reader
  ) throws -> [Due] {
    let only: SQL = if let household { "AND c.household = \(household)" } else { "" }
    let rows = try reader.all(
      """
      SELECT c.id, c.household, c.term,
        (SELECT max(r.degree) FROM reminders AS r JOIN reminder_contracts AS m ON m.reminder = r.id
          WHERE m.contract = c.id AND \(outcome("r.id")) = 'sent') AS reached,
        (SELECT max(acts.day) FROM reminders AS r JOIN acts ON acts.entry = r.entry
          WHERE r.household = c.household AND \(outcome("r.id")) = 'sent') AS last
      FROM contracts AS c WHERE c.state = 'handed-over' AND c.household IS NOT NULL AND c.term < \(day) \(only)
        AND NOT EXISTS (SELECT 1 FROM reminders AS r WHERE r.household = c.household AND \(outcome("r.id")) = 'unknown')
      ORDER BY c.household, c.id
      """)
    var dues: [Due] = []
    for row in rows {
      let (contract, household, term): (ContractID, HouseholdID, Day) =
        (try row["id"], try row["household"], try row["term"])
      let (reached, last): (Int?, Day?) = (try row["reached"], try row["last"])
      guard let degree = plan.degree(after: term, reached: reached ?? 0, last: last, on: day) else { continue }
      if let known = dues.last, known.household == household {
        // One message for all; the mildest of what is due.
        dues[dues.count - 1] = Due(
          household: household, degree: min(known.degree, degree), contracts: known.contracts + [contract])
      } else {
        dues.append(Due(household: household, degree: degree, contracts: [contract]))
      }
    }
    return dues
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
    for contract in due.contracts {
      try change.run("INSERT INTO reminder_contracts (reminder, contract) VALUES (\(id), \(contract))")
    }
    return Reminder(
      id: id, household: due.household, degree: due.degree, channel: channel, contracts: due.contracts,
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
      let contracts: [ContractID] = try reader.all(
        "SELECT contract FROM reminder_contracts WHERE reminder = \(id) ORDER BY contract"
      ).map { try $0["contract"] }
      return try Reminder(
        id: id, household: row["household"], degree: row["degree"], channel: row["channel"], contracts: contracts,
        prepared: row["day"], outcome: row["outcome"])
    }
  }

  /// What became of a reminder, `unknown` while nobody knows.
  private static func outcome(_ id: SQL) -> SQL {
    "coalesce((SELECT o.outcome FROM reminder_outcomes AS o WHERE o.reminder = \(id)), 'unknown')"
  }
}
