public import Kernel
public import Storage

extension RoundStore {
  /// Everything known of a device in its round.
  ///
  /// - Parameter moment: leaves aside what was recorded after that act, so that an old verdict can be computed again;
  ///   annulments count whenever they came.
  public static func dossier(
    of workpiece: Workpiece, asOf moment: EntryID = EntryID(rawValue: .max), in reader: Reader
  ) throws -> RoundDossier {
    let opening = try opening(of: workpiece, asOf: moment, in: reader)
    let runs = try ErasureStore.runs(of: workpiece, asOf: moment, in: reader)
    let annulled = try AnnulmentStore.annulled(about: workpiece.id, asOf: moment, in: reader)
    guard let opening else {
      return RoundDossier(
        workpiece: workpiece, opening: nil, checks: [], runs: runs, grading: nil, absence: nil, annulled: annulled)
    }
    return RoundDossier(
      workpiece: workpiece, opening: opening, checks: try checks(under: opening.entry, asOf: moment, in: reader),
      runs: runs, grading: try grading(under: opening.entry, asOf: moment, in: reader),
      absence: try absence(under: opening.entry, asOf: moment, in: reader), annulled: annulled,
      sorted: try sorted(under: opening.entry, asOf: moment, in: reader),
      repairs: try RepairStore.repairs(of: workpiece.id, round: workpiece.round, asOf: moment, in: reader))
  }

  private static func opening(
    of workpiece: Workpiece, asOf moment: EntryID, in reader: Reader
  ) throws -> RoundDossier.Opening? {
    let row = try reader.first(
      """
      SELECT rounds.entry AS entry, rounds.route AS route, rounds.route_version AS version, routes.body AS body, acts.day AS day
      FROM rounds LEFT JOIN acts ON acts.entry = rounds.entry
      JOIN routes ON routes.id = rounds.route AND routes.version = rounds.route_version
      WHERE rounds.device = \(workpiece.id) AND rounds.number = \(workpiece.round) AND rounds.entry <= \(moment)
        AND \(Acts.standing)
      ORDER BY rounds.entry DESC LIMIT 1
      """)
    guard let row else { return nil }
    let (entry, route, version): (EntryID, String, String) = (
      try row["entry"], try row["route"], try row["version"]
    )
    return RoundDossier.Opening(
      entry: entry, day: try Acts.day(row, in: reader),
      route: try RouteStore.read(row["body"], name: "\(route) \(version)"),
      closing: try closing(of: entry, asOf: moment, in: reader),
      reopening: try reopening(of: entry, asOf: moment, in: reader))
  }

  private static func reopening(
    of opening: EntryID, asOf moment: EntryID, in reader: Reader
  ) throws -> RoundDossier.Reopening? {
    try reader.first(
      """
      SELECT round_reopenings.entry AS entry, round_reopenings.reason AS reason, acts.day AS day
      FROM round_reopenings JOIN round_closings ON round_closings.entry = round_reopenings.closing
      LEFT JOIN acts ON acts.entry = round_reopenings.entry
      WHERE round_closings.opening = \(opening) AND round_reopenings.entry <= \(moment) AND \(Acts.standing)
      ORDER BY round_reopenings.entry DESC LIMIT 1
      """
    ).map { row in
      RoundDossier.Reopening(entry: try row["entry"], day: try Acts.day(row, in: reader), reason: try row["reason"])
    }
  }

  private static func closing(
    of opening: EntryID, asOf moment: EntryID, in reader: Reader
  ) throws -> RoundDossier.Closing? {
    try reader.first(
      """
      SELECT round_closings.entry AS entry, round_closings.verdict AS verdict
      FROM round_closings LEFT JOIN acts ON acts.entry = round_closings.entry
      WHERE round_closings.opening = \(opening) AND round_closings.entry <= \(moment) AND \(Acts.standing)
        AND NOT EXISTS (SELECT 1 FROM round_reopenings
          LEFT JOIN acts AS reopened ON reopened.entry = round_reopenings.entry
          WHERE round_reopenings.closing = round_closings.entry AND round_reopenings.entry <= \(moment)
          AND coalesce(reopened.annulled, 0) = 0)
      ORDER BY round_closings.entry DESC LIMIT 1
      """
    ).map { row in RoundDossier.Closing(entry: try row["entry"], verdict: try row["verdict"]) }
  }

  private static func checks(
    under opening: EntryID, asOf moment: EntryID, in reader: Reader
  ) throws -> [CheckRecord] {
    try reader.all(
      """
      SELECT checks.check_id AS check_id, checks.outcome AS outcome, checks.note AS note, checks.entry AS entry,
        coalesce(acts.actor, checks.done_by) AS actor, acts.day AS day
      FROM checks LEFT JOIN acts ON acts.entry = checks.entry
      WHERE checks.opening = \(opening) AND checks.entry <= \(moment) AND \(Acts.standing)
      ORDER BY checks.entry, checks.check_id
      """
    ).map { row in
      CheckRecord(
        result: CheckResult(try row["check_id"], try row["outcome"], note: try row["note"]),
        by: try row["actor"], day: try Acts.day(row, in: reader), entry: try row["entry"])
    }
  }

  private static func grading(
    under opening: EntryID, asOf moment: EntryID, in reader: Reader
  ) throws -> RoundDossier.Graded? {
    try reader.first(
      """
      SELECT grades.scale AS scale, grades.scale_version AS version, grades.cosmetic AS cosmetic,
        grades.functional AS functional, grades.battery AS battery, grades.entry AS entry,
        acts.actor AS actor, acts.day AS day
      FROM grades LEFT JOIN acts ON acts.entry = grades.entry
      WHERE grades.opening = \(opening) AND grades.entry <= \(moment) AND \(Acts.standing)
      ORDER BY grades.entry DESC LIMIT 1
      """
    ).map { row in
      RoundDossier.Graded(
        grading: Grading(
          scale: try row["scale"], version: try row["version"], cosmetic: try row["cosmetic"],
          functional: try row["functional"], battery: try row["battery"]),
        by: try Acts.actor(row, in: reader), day: try Acts.day(row, in: reader), entry: try row["entry"])
    }
  }

  private static func sorted(
    under opening: EntryID, asOf moment: EntryID, in reader: Reader
  ) throws -> RoundDossier.Sorted? {
    try reader.first(
      """
      SELECT triages.choice AS choice, triages.entry AS entry, acts.actor AS actor, acts.day AS day
      FROM triages LEFT JOIN acts ON acts.entry = triages.entry
      WHERE triages.opening = \(opening) AND triages.entry <= \(moment) AND \(Acts.standing)
      ORDER BY triages.entry DESC LIMIT 1
      """
    ).map { row in
      RoundDossier.Sorted(
        choice: try row["choice"], by: try Acts.actor(row, in: reader), day: try Acts.day(row, in: reader),
        entry: try row["entry"])
    }
  }

  private static func absence(
    under opening: EntryID, asOf moment: EntryID, in reader: Reader
  ) throws -> RoundDossier.Absence? {
    try reader.first(
      """
      SELECT media_absences.reason AS reason, media_absences.entry AS entry, acts.actor AS actor, acts.day AS day
      FROM media_absences LEFT JOIN acts ON acts.entry = media_absences.entry
      WHERE media_absences.opening = \(opening) AND media_absences.entry <= \(moment) AND \(Acts.standing)
      ORDER BY media_absences.entry DESC LIMIT 1
      """
    ).map { row in
      RoundDossier.Absence(
        reason: try row["reason"], by: try Acts.actor(row, in: reader), day: try Acts.day(row, in: reader),
        entry: try row["entry"])
    }
  }
}
