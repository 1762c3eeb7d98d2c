public import Kernel
public import Storage

/// Keeps what households follow.
public enum TrainingStore {
  /// Records that a household came to a session, or missed it.
  ///
  /// - Parameter session: the act of the session, which may hold several households.
  /// - Throws: ``LoansFailure/noHousehold(_:)``.
  public static func attend(
    _ household: HouseholdID, module: TrainingPaths.Module, session: EntryID, wasThere: Bool, at place: PlaceID?,
    in change: Change
  ) throws {
    _ = try HouseholdStore.existing(household, in: change)
    try change.run(
      """
      INSERT INTO training_attendances (entry, household, session, module, present, place)
      VALUES (\(change.entry), \(household), \(session), \(module.id), \(wasThere), \(place))
      """)
  }

  /// Records a Pix level.
  ///
  /// - Throws: ``TrainingFailure/noPixLevel(_:)``, ``LoansFailure/noHousehold(_:)``.
  public static func pix(
    _ level: Int, _ moment: Training.PixMoment, of household: HouseholdID, in change: Change
  ) throws {
    guard (0...8).contains(level) else { throw TrainingFailure.noPixLevel(level) }
    _ = try HouseholdStore.existing(household, in: change)
    try change.run(
      """
      INSERT INTO pix_levels (entry, household, moment, level)
      VALUES (\(change.entry), \(household), \(moment), \(level))
      """)
  }

  /// What a household has followed.
  public static func training(of household: HouseholdID, in reader: Reader) throws -> Training {
    let sessions = try reader.all(
      """
      SELECT t.entry, acts.day, t.module, t.present, t.place FROM training_attendances AS t
      JOIN acts ON acts.entry = t.entry WHERE t.household = \(household) AND acts.annulled = 0
      ORDER BY acts.day, t.entry
      """
    ).map { row in
      try Training.Attendance(
        entry: row["entry"], day: row["day"], module: row["module"], wasThere: row["present"], place: row["place"])
    }
    var pix: [Training.PixMoment: Int] = [:]
    let levels = try reader.all(
      "SELECT moment, level FROM pix_levels WHERE household = \(household) AND \(SQL.stands("entry")) ORDER BY entry")
    for row in levels { pix[try row["moment"]] = try row["level"] }
    return Training(sessions: sessions, pix: pix)
  }
}

extension Training {
  /// Whether a household has completed the path of a programme: what a programme may ask before it gives the device.
  public static func isComplete(
    of household: HouseholdID, for programme: String?, by paths: TrainingPaths, in reader: Reader
  ) throws -> Bool {
    try TrainingStore.training(of: household, in: reader).lack(of: paths.path(of: programme)).isNothing
  }
}
