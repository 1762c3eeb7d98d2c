public import Kernel
public import Storage

/// Keeps the contacts of loans, who makes them and what came of them.
public enum FollowUpStore {
  /// Sets the contacts of a loan, at its hand-over.
  ///
  /// - Parameter person: who will make them, when that is known.
  public static func set(
    _ dues: [FollowUpPlan.Due], for contract: ContractID, to person: PersonID? = nil, in change: Change
  ) throws {
    for due in dues {
      let id: FollowUpID = try change.insert(
        """
        INSERT INTO follow_ups (contract, kind, due_on, entry)
        VALUES (\(contract), \(due.kind), \(due.day), \(change.entry))
        """)
      if let person { try assign(id, to: person, in: change) }
    }
  }

  /// Says who makes a contact, from now on.
  public static func assign(_ id: FollowUpID, to person: PersonID, in change: Change) throws {
    try change.run(
      """
      INSERT INTO follow_up_assignments (follow_up, entry, person) VALUES (\(id), \(change.entry), \(person))
      """)
  }

  /// Records what came of a contact; after `absent` and `postponed` it stays to be made.
  ///
  /// - Throws: ``LoansFailure/noFollowUp(_:)``, ``LoansFailure/followUpClosed(_:_:)``, ``FollowUpFailure/untilPast(_:act:)``, and
  ///   ``LoansFailure/outOfOrder(_:after:)`` when it is dated before the hand-over.
  public static func save(_ report: FollowUp.Report, of id: FollowUpID, in change: Change) throws {
    guard let followUp = try find(id, in: change) else { throw LoansFailure.noFollowUp(id) }
    if let row = try change.first("SELECT entry FROM follow_ups WHERE id = \(id)") {
      try change.mustNotPrecede(try row["entry"])
    }
    if let earlier = followUp.outcome, !followUp.isOpen { throw LoansFailure.followUpClosed(id, earlier) }
    if let until = report.until, until <= change.act.day {
      throw FollowUpFailure.untilPast(until, act: change.act.day)
    }
    try change.run(
      """
      INSERT INTO follow_up_outcomes (entry, follow_up, outcome, until, note, satisfaction, next)
      VALUES (\(change.entry), \(id), \(report.outcome), \(report.until), \(report.note), \(report.satisfaction),
        \(report.next))
      """)
  }

  /// A contact, or nothing.
  public static func find(_ id: FollowUpID, in reader: Reader) throws -> FollowUp? {
    try reader.first("\(standing) AND f.id = \(id)").map(followUp)
  }

  /// The contacts of a loan, earliest first.
  public static func all(of contract: ContractID, in reader: Reader) throws -> [FollowUp] {
    try reader.all("\(standing) AND f.contract = \(contract) ORDER BY f.due_on, f.id").map(followUp)
  }

  /// The contacts still to be made with households that have their device, due up to a day, earliest first.
  public static func toMake(through day: Day, in reader: Reader) throws -> [FollowUp] {
    try reader.all(
      """
      \(standing) AND f.id IN (SELECT t.follow_up FROM follow_up_tasks AS t WHERE t.due_on <= \(day))
      ORDER BY coalesce(o.until, f.due_on), f.id
      """
    ).map(followUp)
  }

  /// Each contact with the latest outcome that stands.
  private static let standing: SQL = """
    SELECT f.id, f.contract, f.kind, coalesce(o.until, f.due_on) AS due_on, o.outcome FROM follow_ups AS f
    LEFT JOIN follow_up_outcomes AS o ON o.follow_up = f.id AND o.entry = (
      SELECT max(p.entry) FROM follow_up_outcomes AS p WHERE p.follow_up = f.id AND \(SQL.stands("p.entry")))
    WHERE \(SQL.stands("f.entry"))
    """

  private static func followUp(_ row: Row) throws -> FollowUp {
    FollowUp(
      id: try row["id"], contract: try row["contract"], kind: try row["kind"], due: try row["due_on"],
      outcome: try row["outcome"])
  }
}
