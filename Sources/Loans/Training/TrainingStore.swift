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
    let levels = try reader.all(
      """
      SELECT p.moment, acts.day, p.level FROM pix_levels AS p
      JOIN acts ON acts.entry = p.entry WHERE p.household = \(household) AND acts.annulled = 0 ORDER BY p.entry
      """
    ).map { row in
      try Training.PixLevel(moment: row["moment"], day: row["day"], level: row["level"])
    }
    return Training(sessions: sessions, levels: levels)
  }
}

extension Training {
  /// Whether a household had completed the path of a programme by a day: what a programme may ask before it gives the device.
  public static func isComplete(
    of household: HouseholdID, for programme: String?, by paths: TrainingPaths, on day: Day, in reader: Reader
  ) throws -> Bool {
    try TrainingStore.training(of: household, in: reader).through(day).lack(of: paths.path(of: programme)).isNothing
  }
}
