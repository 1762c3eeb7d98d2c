public import Kernel
public import Storage

/// That a person was there on a day, at work or in training: what their structure must be able to show, and no more.
///
/// Nobody's work is timed or judged here: attendance is told by the person or for them, and is tied to no device.
public struct Attendance: Sendable, Equatable {
  public let person: PersonID
  /// The day they were there.
  public let day: Day
  public let kind: Kind
  /// How long, in minutes.
  public let minutes: Int
  /// The step of a training, by the name the workshop's policy gives it; never a mark.
  public let step: String?
  /// The act that told it.
  public let entry: EntryID

  /// What a person was there for.
  public enum Kind: String, Sendable, CaseIterable, SQLConvertible {
    case work, training

    /// The kind in words.
    public var text: Text {
      switch self {
      case .work: Text(fr: "travail", en: "work")
      case .training: Text(fr: "formation", en: "training")
      }
    }
  }

  /// How many minutes people mean by `3h30`, `7h`, `45min` or `3:30`.
  ///
  /// - Throws: ``DirectoryFailure/duration(_:)``, also for more than a day.
  public static func minutes(_ written: String) throws(DirectoryFailure) -> Int {
    let text = written.lowercased().filter { !$0.isWhitespace }
    let minutes: Int?
    if text.hasSuffix("min") {
      minutes = whole(text.dropLast(3))
    } else {
      let parts = text.split(omittingEmptySubsequences: false) { $0 == "h" || $0 == ":" }
      let hours = parts.count == 2 ? whole(parts[0]) : nil
      let rest = parts.count == 2 ? (parts[1].isEmpty ? 0 : whole(parts[1])) : nil
      minutes = hours.flatMap { hours in rest.flatMap { $0 < 60 ? hours * 60 + $0 : nil } }
    }
    guard let minutes, longest.contains(minutes) else { throw .duration(written) }
    return minutes
  }

  private static func whole(_ digits: Substring) -> Int? {
    (1...4).contains(digits.count) && digits.allSatisfy { ("0"..."9").contains($0) } ? Int(digits) : nil
  }

  /// How long one presence can be, in minutes.
  static let longest = 1...1440
}

/// Who was there and when, in the database.
public enum AttendanceStore {
  /// Records that a person was there on the day of the act.
  ///
  /// - Throws: ``DirectoryFailure/duration(_:)``, ``DirectoryFailure/dayTooLong(_:minutes:)`` when the person would have been
  ///   there for more than a day on that day.
  public static func record(
    _ kind: Attendance.Kind, minutes: Int, step: String?, of person: PersonID, in change: Change
  ) throws -> Attendance {
    guard Attendance.longest.contains(minutes) else { throw DirectoryFailure.duration("\(minutes)min") }
    let day = change.act.day
    try requireRoom(for: minutes, on: day, of: person, in: change)
    try change.run(
      """
      INSERT INTO attendances (entry, person, kind, minutes, step)
      VALUES (\(change.entry), \(person), \(kind), \(minutes), \(step))
      """)
    return Attendance(person: person, day: day, kind: kind, minutes: minutes, step: step, entry: change.entry)
  }

  /// Checks that a presence told by an earlier act finds room on another day.
  ///
  /// - Throws: ``DirectoryFailure/dayTooLong(_:minutes:)``.
  public static func requireRoom(forPresenceOf entry: EntryID, on day: Day, in reader: Reader) throws {
    let row = try reader.first("SELECT person, minutes FROM attendances WHERE entry = \(entry)")
    guard let row else { return }
    try requireRoom(for: row["minutes"], on: day, of: row["person"], besides: entry, in: reader)
  }

  private static func requireRoom(
    for minutes: Int, on day: Day, of person: PersonID, besides entry: EntryID? = nil, in reader: Reader
  ) throws {
    let known = try all(from: day, through: day, in: reader).filter { $0.person == person && $0.entry != entry }
    let total = known.map(\.minutes).reduce(minutes, +)
    guard total <= Attendance.longest.upperBound else { throw DirectoryFailure.dayTooLong(day, minutes: total) }
  }

  /// Who was there between two days, by day.
  public static func all(from first: Day, through last: Day, in reader: Reader) throws -> [Attendance] {
    try reader.all(
      """
      SELECT attendances.*, acts.day AS day FROM attendances JOIN acts ON acts.entry = attendances.entry
      WHERE acts.annulled = 0 AND acts.day BETWEEN \(first) AND \(last) ORDER BY acts.day, attendances.entry
      """
    ).map { row in
      Attendance(
        person: try row["person"], day: try row["day"], kind: try row["kind"], minutes: try row["minutes"],
        step: try row["step"], entry: try row["entry"])
    }
  }

  /// The people and days with more presence than a day has, which only a hand outside Rebond can make.
  public static func faults(in reader: Reader) throws -> [Text] {
    try reader.all(
      """
      SELECT attendances.person AS person, acts.day AS day FROM attendances JOIN acts ON acts.entry = attendances.entry
      WHERE acts.annulled = 0 GROUP BY attendances.person, acts.day
      HAVING sum(attendances.minutes) > \(Attendance.longest.upperBound) ORDER BY attendances.person, acts.day
      """
    ).map { row in
      let (person, day): (PersonID, Day) = (try row["person"], try row["day"])
      return Text(
        fr: "La personne n° \(person) est notée présente plus de 24 heures le \(day.text.fr).",
        en: "The person no. \(person) is recorded as present for more than 24 hours on \(day.text.en).")
    }
  }
}

extension DirectorySchema {
  static let attendances = """
    CREATE TABLE attendances (
      \(Schema.entryColumn) PRIMARY KEY,
      person INTEGER NOT NULL REFERENCES people (id),
      kind TEXT NOT NULL CHECK (\(Schema.isOne("kind", of: Attendance.Kind.allCases))),
      minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
      step TEXT CHECK (trim(step) <> ''),
      CHECK (step IS NULL OR kind = 'training')
    ) STRICT;
    CREATE INDEX attendances_by_person ON attendances (person, entry);
    \(Schema.keepsKeys(of: "attendances", [["entry"]]))
    CREATE TRIGGER attendances_keeps_values BEFORE UPDATE ON attendances
    BEGIN SELECT RAISE(ABORT, 'attendances: rows are never changed'); END;
    \(Schema.refuse(
      "attendances_come_with_their_act", on: "attendances",
      when: "EXISTS (SELECT 1 FROM journal WHERE journal.sequence = NEW.entry)",
      message: "une présence vient avec l''acte qui la dit"))
    \(fitsADay("journal", of: "NEW.sequence"))
    \(fitsADay("corrections", of: "NEW.corrected"))
    CREATE TABLE attendance_purges (
      \(Schema.entryColumn) PRIMARY KEY,
      before TEXT NOT NULL CHECK (\(Schema.isDay("before")))
    ) STRICT;
    \(Schema.appendOnly("attendance_purges", key: ["entry"]))
    CREATE TRIGGER attendances_keeps_rows BEFORE DELETE ON attendances
    WHEN NOT EXISTS (SELECT 1 FROM attendance_purges JOIN acts ON acts.entry = OLD.entry
      WHERE acts.day < attendance_purges.before
      AND NOT EXISTS (SELECT 1 FROM journal WHERE journal.sequence = attendance_purges.entry))
    BEGIN SELECT RAISE(ABORT, 'attendances: rows go only at their term'); END;
    -- What stays of attendance at its term: the hours of all together, by month, and of nobody in particular.
    CREATE TABLE attendance_totals (
      entry INTEGER NOT NULL REFERENCES attendance_purges (entry),
      month TEXT NOT NULL CHECK (\(Schema.isDay("month || '-01'"))),
      kind TEXT NOT NULL CHECK (\(Schema.isOne("kind", of: Attendance.Kind.allCases))),
      step TEXT NOT NULL,
      times INTEGER NOT NULL CHECK (times > 0),
      minutes INTEGER NOT NULL CHECK (minutes > 0),
      PRIMARY KEY (entry, month, kind, step)
    ) STRICT, WITHOUT ROWID;
    \(Schema.appendOnly("attendance_totals", key: ["entry", "month", "kind", "step"]))

    """

  /// The day of a presence is that of its act, which the journal says last, or what corrects it: there it is seen whether
  /// the person's day still has room.
  private static func fitsADay(_ table: String, of entry: String) -> String {
    Schema.refuse(
      "attendances_fit_a_day_of_\(table)", on: table,
      when: """
        EXISTS (SELECT 1 FROM attendances AS told WHERE told.entry = \(entry)
          AND told.minutes + (SELECT coalesce(sum(other.minutes), 0) FROM attendances AS other
            JOIN acts ON acts.entry = other.entry
            WHERE other.person = told.person AND other.entry <> told.entry AND acts.annulled = 0
            AND acts.day = NEW.day) > \(Attendance.longest.upperBound))
        """,
      message: "une journée de présence a 24 heures")
  }
}

/// Hours of attendance of which nobody is told any more: those of a month, by kind and step of a training.
public struct AttendanceTotal: Sendable, Equatable {
  /// The month's first day.
  public let month: Day
  public let kind: Attendance.Kind
  /// The step of a training; nothing for work.
  public let step: String?
  public let times: Int
  public let minutes: Int
}

extension AttendanceStore {
  /// How many presences are from before a day.
  public static func count(before day: Day, in reader: Reader) throws -> Int {
    try reader.count(
      """
      SELECT count(*) AS n FROM attendances JOIN acts ON acts.entry = attendances.entry WHERE acts.day < \(day)
      """)
  }

  /// Forgets who was there before a day, as one act; the hours of each month stay.
  public static func purge(before day: Day, in change: Change) throws {
    try change.run("INSERT INTO attendance_purges (entry, before) VALUES (\(change.entry), \(day))")
    try change.run(
      """
      INSERT INTO attendance_totals (entry, month, kind, step, times, minutes)
      SELECT \(change.entry), substr(acts.day, 1, 7), attendances.kind, coalesce(attendances.step, ''), count(*),
        sum(attendances.minutes)
      FROM attendances JOIN acts ON acts.entry = attendances.entry WHERE acts.annulled = 0 AND acts.day < \(day)
      GROUP BY substr(acts.day, 1, 7), attendances.kind, coalesce(attendances.step, '')
      """)
    try change.run(
      """
      DELETE FROM attendances WHERE entry IN (SELECT attendances.entry FROM attendances
        JOIN acts ON acts.entry = attendances.entry WHERE acts.day < \(day))
      """)
  }

  /// The hours of the months that lie whole between two days and of which nobody is told any more.
  public static func totals(from first: Day, through last: Day, in reader: Reader) throws -> [AttendanceTotal] {
    try reader.all("SELECT month, kind, step, times, minutes FROM attendance_totals ORDER BY month, kind, step, entry")
      .compactMap { row in
        let (month, step): (String, String) = (try row["month"], try row["step"])
        let begins = try Day("\(month)-01")
        guard first <= begins, begins.adding(months: 1).adding(days: -1) <= last else { return nil }
        return AttendanceTotal(
          month: begins, kind: try row["kind"], step: step.isEmpty ? nil : step, times: try row["times"],
          minutes: try row["minutes"])
      }
  }
}
