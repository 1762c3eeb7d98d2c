public import Kernel
public import Storage

/// Keeps the programmes in force: every file ever adopted, whole.
public enum ProgrammeStore {
  /// Puts a programme in force from the act's day.
  ///
  /// - Throws: ``LoansFailure/versionTaken(programme:version:)`` when that version is known with another content: what was
  ///   decided under it must be found again as it was.
  public static func adopt(_ programme: AdoptedProgramme, in change: Change) throws {
    let others = try change.count(
      """
      SELECT count(*) AS n FROM programmes WHERE id = \(programme.id) AND version = \(programme.version)
      AND digest <> \(programme.digest)
      """)
    guard others == 0 else {
      throw LoansFailure.versionTaken(programme: programme.id, version: programme.version)
    }
    try change.run(
      """
      INSERT INTO programmes (entry, id, version, digest, body, per_household, every_years)
      VALUES (\(change.entry), \(programme.id), \(programme.version), \(programme.digest), \(programme.body),
        \(programme.limit?.perHousehold), \(programme.limit?.years))
      """)
  }

  /// The version of a programme that serves on a day: the one adopted last, up to that day.
  ///
  /// Whether its rules are valid on that day, the rules themselves say.
  /// - Throws: ``LoansFailure/noProgramme(_:on:)``.
  public static func inForce(_ id: String, on day: Day, in reader: Reader) throws -> AdoptedProgramme {
    guard
      let row = try reader.first(
        """
        SELECT p.* FROM programmes AS p JOIN acts ON acts.entry = p.entry
        WHERE p.id = \(id) AND acts.annulled = 0 AND acts.day <= \(day) ORDER BY p.entry DESC LIMIT 1
        """)
    else { throw LoansFailure.noProgramme(id, on: day) }
    return try programme(row)
  }

  /// Every programme that serves on a day, by name.
  public static func inForce(on day: Day, in reader: Reader) throws -> [AdoptedProgramme] {
    try reader.all(
      """
      SELECT p.* FROM programmes AS p WHERE p.entry = (
        SELECT max(q.entry) FROM programmes AS q JOIN acts ON acts.entry = q.entry
        WHERE q.id = p.id AND acts.annulled = 0 AND acts.day <= \(day))
      ORDER BY p.id
      """
    ).map(programme)
  }

  /// One version of a programme, whether it still serves or not: what a decision of the past was made with.
  public static func version(
    _ version: String, of id: String, in reader: Reader
  ) throws -> AdoptedProgramme? {
    try reader.first(
      "SELECT * FROM programmes WHERE id = \(id) AND version = \(version) LIMIT 1"
    ).map(programme)
  }

  private static func programme(_ row: Row) throws -> AdoptedProgramme {
    let (most, years): (Int?, Int?) = (try row["per_household"], try row["every_years"])
    var limit: AdoptedProgramme.Limit?
    if let most, let years { limit = AdoptedProgramme.Limit(perHousehold: most, years: years) }
    return AdoptedProgramme(id: try row["id"], version: try row["version"], body: try row["body"], limit: limit)
  }
}
