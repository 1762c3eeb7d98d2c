public import Kernel

/// The right to read files about people, who is named to the journal of accesses for each.
///
/// CNIL, délib. 2021-122: who, when, what operation, and the reference of the data, never the data.
public final class Consultation: Reader {
  /// In the order they were first shown.
  private(set) var seen: [JournalSubject] = []
  private var known: Set<String> = []

  /// Says that the file of a subject is shown; once is enough.
  public func sees(_ subject: JournalSubject) {
    if known.insert(subject.text).inserted { seen.append(subject) }
  }
}

/// One reading of somebody's file.
public struct Access: Sendable, Equatable {
  /// When, UTC.
  public let at: Instant
  /// Who read.
  public let person: PersonID
  /// What they did, in one word.
  public let operation: String
  /// Whose file, as `household:12`.
  public let subject: String
}

/// The journal of accesses.
public enum Accesses {
  /// Who read the files of some subjects, oldest first.
  public static func all(of subjects: [JournalSubject], in reader: Reader) throws(StorageFailure) -> [Access] {
    var accesses: [Access] = []
    let rows = try reader.all(
      """
      SELECT at, person, operation, subject FROM accesses WHERE subject IN (\(list: subjects.map(\.text)))
      ORDER BY at, id
      """)
    for row in rows {
      accesses.append(
        Access(
          at: try row["at"], person: try row["person"], operation: try row["operation"], subject: try row["subject"]))
    }
    return accesses
  }

  /// How many readings are from before an instant.
  public static func count(before instant: Instant, in reader: Reader) throws(StorageFailure) -> Int {
    try reader.count("SELECT count(*) AS n FROM accesses WHERE at < \(instant)")
  }

  /// Deletes the readings from before an instant.
  public static func purge(before instant: Instant, in change: Change) throws(StorageFailure) {
    try change.run("INSERT INTO access_purges (entry, before) VALUES (\(change.entry), \(instant))")
    try change.run("DELETE FROM accesses WHERE at < \(instant)")
  }

  static func note(
    _ consultation: Consultation, of operation: String, by person: PersonID, at instant: Instant,
    on connection: Connection
  ) throws(StorageFailure) {
    for subject in consultation.seen {
      _ = try connection.rows(
        """
        INSERT INTO accesses (at, person, operation, subject)
        VALUES (\(instant), \(person), \(operation), \(subject.text))
        """)
    }
  }
}
