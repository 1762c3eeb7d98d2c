import Kernel
import Loans
import Storage

/// The last contact with each household, kept beside the journal: who was not heard of for two years is found without reading
/// every act there ever was.
///
/// An empty day was not worked out yet, and comes before every day; of a household that was forgotten there is none.
enum LastContacts {
  /// The table, and the triggers that empty a day when an act may have changed it; ``upkeep`` works it out.
  static let migration = Migration(
    "application.1", upkeep: [upkeep],
    """
    CREATE TABLE last_contacts (
      household INTEGER PRIMARY KEY REFERENCES households (id),
      day TEXT CHECK (day = '' OR \(Schema.isDay("day")))
    ) STRICT;
    CREATE INDEX last_contacts_by_day ON last_contacts (day) WHERE day IS NOT NULL;
    CREATE TRIGGER households_have_contacts AFTER INSERT ON households
    BEGIN INSERT INTO last_contacts (household, day) VALUES (NEW.id, ''); END;
    \(empties("journal", of: "NEW.subject"))
    \(empties("corrections", of: "(SELECT journal.subject FROM journal WHERE journal.sequence = NEW.corrected)"))
    \(empties("forgettings", of: "NEW.subject"))
    """)

  private static let upkeep = Upkeep { keeper in
    guard try keeper.first("SELECT household FROM last_contacts WHERE day = '' LIMIT 1") != nil else { return }
    try keeper.run(
      """
      UPDATE last_contacts SET day = w.day FROM (SELECT h.id, \(day(of: "h")) AS day FROM households AS h
        WHERE h.id IN (SELECT e.household FROM last_contacts AS e WHERE e.day = '')) AS w
      WHERE last_contacts.household = w.id
      """)
  }

  private static func empties(_ table: String, of subject: String) -> String {
    """
    CREATE TRIGGER \(table)_empties_contacts AFTER INSERT ON \(table)
    WHEN \(["household", "request", "contract"].map { "\(subject) GLOB '\($0):*'" }.joined(separator: " OR "))
    BEGIN
      UPDATE last_contacts SET day = '' WHERE household = CASE
        WHEN substr(\(subject), 1, 10) = 'household:' THEN CAST(substr(\(subject), 11) AS INTEGER)
        WHEN substr(\(subject), 1, 8) = 'request:'
          THEN (SELECT r.household FROM requests AS r WHERE r.id = CAST(substr(\(subject), 9) AS INTEGER))
        ELSE (SELECT c.household FROM contracts AS c WHERE c.id = CAST(substr(\(subject), 10) AS INTEGER)) END;
    END;

    """
  }

  /// The day of the last act a household had a part in; nothing once it was forgotten.
  private static func day(of household: SQL) -> SQL {
    """
    CASE WHEN NOT EXISTS (SELECT 1 FROM forgettings WHERE forgettings.subject = 'household:' || \(household).id)
      THEN coalesce(
        (SELECT max(acts.day) FROM acts WHERE acts.subject IN (
            SELECT 'household:' || \(household).id
            UNION ALL SELECT 'request:' || requests.id FROM requests WHERE requests.household = \(household).id
            UNION ALL SELECT 'contract:' || contracts.id FROM contracts WHERE contracts.household = \(household).id)
          AND acts.annulled = 0 AND acts.action NOT IN (\(list: Action.withoutContact.map(\.rawValue)))
          AND NOT EXISTS (SELECT 1 FROM follow_up_outcomes WHERE follow_up_outcomes.entry = acts.entry
            AND follow_up_outcomes.outcome = \(FollowUp.Outcome.absent))),
        (SELECT journal.day FROM journal WHERE journal.sequence = \(household).entry)) END
    """
  }

  /// The day of the last act a household had a part in; nothing once it was forgotten.
  static func last(of id: HouseholdID, in reader: Reader) throws -> Day? {
    try reader.first("SELECT \(day(of: "h")) AS day FROM households AS h WHERE h.id = \(id)").flatMap { try $0["day"] }
  }

  /// The household an entry of the journal is about, itself or by a request or a contract; nothing for all other subjects.
  static func household(of subject: String, in reader: Reader) throws -> HouseholdID? {
    let parts = subject.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let number = Int64(parts[1]) else { return nil }
    let row: Row?
    switch parts[0] {
    case "household": return HouseholdID(rawValue: number)
    case "request": row = try reader.first("SELECT household FROM requests WHERE id = \(number)")
    case "contract": row = try reader.first("SELECT household FROM contracts WHERE id = \(number)")
    default: return nil
    }
    return try row.flatMap { try $0["household"] }
  }

  /// The households whose last contact was on a day at the latest, in their order, without those forgotten.
  static func all(by day: Day, in reader: Reader) throws -> [(household: HouseholdID, last: Day)] {
    try reader.all(
      """
      SELECT h.id, \(self.day(of: "h")) AS day FROM households AS h
      WHERE h.id IN (SELECT l.household FROM last_contacts AS l WHERE l.day <= \(day)) ORDER BY h.id
      """
    ).compactMap { row in
      guard let last: Day = try row["day"], last <= day else { return nil }
      return (try row["id"], last)
    }
  }

  /// The households whose last contact is not what their acts give: a hand outside Rebond changed it.
  static func faults(in reader: Reader) throws -> [HouseholdID] {
    try reader.all(
      """
      SELECT h.id FROM households AS h LEFT JOIN last_contacts AS l ON l.household = h.id
      WHERE l.day IS DISTINCT FROM '' AND (l.household IS NULL OR l.day IS DISTINCT FROM \(day(of: "h"))) ORDER BY h.id
      """
    ).map { try $0["id"] }
  }
}

extension Action {
  /// The acts in which a household has no part: papers printed, reminders sent, mistakes set right, data kept or forgotten.
  fileprivate static let withoutContact: [Action] = [
    .printDecision, .printContract, .printReceipt, .printHandOver, .printReturn, .printAppointment, .tellPrescriber,
    .releaseExpired, .correct, .anonymise, .exportFile, .cancelAllocation, .assignFollowUp,
    .prepareReminder, .settleReminder, .printRepairOrder, .printRepairReceipt,
  ]
}
