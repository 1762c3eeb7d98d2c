public import Kernel
public import Storage

/// The erasures of storage media and their validations.
public enum ErasureStore {
  /// Records a run on a medium of a device, whatever its outcome: a failed run counts as much as a good one.
  ///
  /// - Parameters:
  ///   - report: the evidence it was read from.
  ///   - today: the day it is, by the clock of the instance; a log cannot be from later.
  /// - Throws: ``RefurbishmentFailure``: older than the medium's last user, from the future, a medium in question, recorded
  ///   already. The caller keeps the evidence all the same.
  public static func record(
    _ reading: ErasureReading, on medium: Workpiece.Medium, of workpiece: Workpiece, from report: EvidenceReportID?,
    today: Day, clockReason: String? = nil, by role: ChainRole? = nil, in change: Change
  ) throws -> ErasureID {
    try workpiece.accept(reading, on: medium, today: today, clockReason: clockReason)
    if reading.outcome == .erased, !reading.technique.isAttested, report == nil {
      throw RefurbishmentFailure.erasureWithoutLog(medium: medium.label)
    }
    let key = reading.runKey(on: medium.id)
    let known = try change.count(
      """
      SELECT count(*) AS n FROM erasures LEFT JOIN acts ON acts.entry = erasures.entry
      WHERE \(notWithdrawn()) AND (erasures.run_key = \(key) OR (erasures.medium = \(medium.id) AND erasures.ended = \(reading.ended)
          AND erasures.started IS NOT DISTINCT FROM \(reading.started)))
        AND \(Acts.standing)
      """)
    guard known == 0 else { throw RefurbishmentFailure.runAlreadyRecorded(medium: medium.label) }
    return try change.insert(
      """
      INSERT INTO erasures (medium, device, round, outcome, technique, level, method, tool, tool_version,
        started, ended, verification, slot, serial, bytes_erased, bytes_total, report, clock_reason, run_key,
        recorded_by, done_role, entry)
      VALUES (\(medium.id), \(workpiece.id), \(workpiece.round), \(reading.outcome), \(reading.technique),
        \(reading.technique.level), \(reading.method), \(reading.tool), \(reading.toolVersion), \(reading.started),
        \(reading.ended), \(reading.verification), \(reading.slot), \(reading.serial),
        \(reading.bytesErased), \(reading.bytesTotal), \(report), \(clockReason), \(key),
        \(change.act.actor.id), \(role), \(change.entry))
      """)
  }

  /// Accepts the erasures of a device that wait for a second person, those that who acts did not record.
  ///
  /// - Parameters:
  ///   - medium: one medium, which attestations need; all that machines prove otherwise.
  ///   - role: what whoever acts does in the chain: the step of erasing may be for some roles only, and accepting ends it.
  /// - Returns: the erasures accepted.
  /// - Throws: ``RefurbishmentFailure/ownErasure(_:)``, ``RefurbishmentFailure/nothingToValidate(_:)``,
  ///   ``RefurbishmentFailure/stepForOtherRoles(_:step:_:)``.
  public static func validate(
    _ workpiece: Workpiece, medium: MediumID? = nil, by role: ChainRole? = nil, in change: Change
  ) throws -> [ErasureID] {
    let dossier = try RoundStore.dossier(of: workpiece, in: change)
    try dossier.require(role, for: .erasure)
    return try accept(dossier.validatable(by: change.act.actor.id, of: medium), by: role, in: change)
  }

  /// Accepts the machine-proven erasures of a device that were recorded on a day and wait for who acts.
  ///
  /// - Returns: the erasures accepted; none when none waits for them, or their role is not to accept them.
  public static func validate(
    _ workpiece: Workpiece, recordedOn day: Day, by role: ChainRole? = nil, in change: Change
  ) throws -> [ErasureID] {
    let dossier = try RoundStore.dossier(of: workpiece, in: change)
    guard (try? dossier.require(role, for: .erasure)) != nil,
      let waiting = try? dossier.validatable(by: change.act.actor.id)
    else { return [] }
    let runs = waiting.filter { $0.recordedOn == day && !$0.reading.technique.isAttested }
    return try accept(runs, by: role, in: change)
  }

  private static func accept(
    _ runs: [ErasureRun], by role: ChainRole?, in change: Change
  ) throws -> [ErasureID] {
    for run in runs {
      try change.run(
        """
        INSERT INTO erasure_validations (erasure, validated_by, done_role, entry)
        VALUES (\(run.id), \(change.act.actor.id), \(role), \(change.entry))
        """)
    }
    return runs.map(\.id)
  }

  /// Records what a person attests of a medium where no log can tell.
  ///
  /// - Parameters:
  ///   - technique: how its data are gone.
  ///   - reason: what was seen and done, in their words; it stands where a log names its method.
  ///   - now: when, by the clock of the instance.
  ///   - role: what whoever acts does in the chain; the step may be for some roles only.
  /// - Throws: ``RefurbishmentFailure/logCanExist(_:_:)``, ``RefurbishmentFailure/reasonMissing``, and as
  ///   ``record(_:on:of:from:today:clockReason:in:)``.
  public static func attest(
    _ technique: ErasureTechnique, of medium: Workpiece.Medium, of workpiece: Workpiece, because reason: String,
    at now: LocalStamp, by role: ChainRole? = nil, in change: Change
  ) throws -> ErasureID {
    try RoundStore.dossier(of: workpiece, in: change).require(role, for: .erasure)
    guard technique != .factoryReset || Workpiece.withoutLogs.contains(workpiece.category) else {
      throw RefurbishmentFailure.logCanExist(workpiece.code, workpiece.category)
    }
    guard technique.isAttested, reason.contains(where: { !$0.isWhitespace }) else {
      throw RefurbishmentFailure.reasonMissing
    }
    return try record(
      ErasureReading(
        outcome: .erased, technique: technique, method: reason, tool: "attestation", toolVersion: nil, started: nil,
        ended: now, verification: nil, slot: medium.label, serial: nil),
      on: medium, of: workpiece, from: nil, today: now.day, by: role, in: change)
  }

  /// The devices of which machine-proven erasures were recorded on a day.
  public static func devices(withErasuresRecordedOn day: Day, in reader: Reader) throws -> [DeviceID] {
    try reader.all(
      """
      SELECT DISTINCT erasures.device AS device FROM erasures JOIN acts ON acts.entry = erasures.entry
      WHERE acts.day = \(day) AND acts.annulled = 0 AND erasures.report IS NOT NULL AND \(notWithdrawn())
      ORDER BY erasures.device
      """
    ).map { try $0["device"] }
  }

  /// Takes back an erasure that a better reading of its log does not bear out; it stays in the history, and counts no more.
  public static func withdraw(_ erasure: ErasureID, in change: Change) throws {
    try change.run("INSERT INTO erasure_withdrawals (erasure, entry) VALUES (\(erasure), \(change.entry))")
  }

  /// That no standing act took an erasure back up to a moment.
  private static func notWithdrawn(asOf moment: EntryID = EntryID(rawValue: .max)) -> SQL {
    """
    NOT EXISTS (SELECT 1 FROM erasure_withdrawals LEFT JOIN acts AS taken_back
      ON taken_back.entry = erasure_withdrawals.entry
      WHERE erasure_withdrawals.erasure = erasures.id AND erasure_withdrawals.entry <= \(moment)
      AND coalesce(taken_back.annulled, 0) = 0)
    """
  }

  /// An erasure as recorded.
  public struct Recorded: Sendable {
    public let id: ErasureID
    public let entry: EntryID
    public let report: EvidenceReportID
    public let reading: ErasureReading
    public let medium: MediumID
    public let device: DeviceID
  }

  /// Every erasure recorded from evidence and not taken back, annulled ones too, in the order of the evidence.
  public static func recorded(in reader: Reader) throws -> [Recorded] {
    try recorded(where: "erasures.report IS NOT NULL AND \(notWithdrawn())", in: reader)
  }

  /// The erasures that stand of those recorded from a piece of evidence.
  public static func recorded(from report: EvidenceReportID, in reader: Reader) throws -> [Recorded] {
    try recorded(
      where: "erasures.report = \(report) AND \(notWithdrawn()) AND \(Acts.standing)", in: reader)
  }

  private static func recorded(where condition: SQL, in reader: Reader) throws -> [Recorded] {
    try reader.all(
      """
      SELECT erasures.* FROM erasures LEFT JOIN acts ON acts.entry = erasures.entry
      WHERE \(condition) ORDER BY erasures.report, erasures.id
      """
    ).map { row in
      Recorded(
        id: try row["id"], entry: try row["entry"], report: try row["report"], reading: try ErasureReading(row),
        medium: try row["medium"], device: try row["device"])
    }
  }

  /// The runs that stand, on the media of a device or in its round, oldest first.
  static func runs(
    of workpiece: Workpiece, asOf moment: EntryID, in reader: Reader
  ) throws -> [ErasureRun] {
    let media = workpiece.media.map(\.id)
    let onMedia: SQL = media.isEmpty ? "" : "erasures.medium IN (\(list: media)) OR"
    let rows = try reader.all(
      """
      SELECT erasures.*, coalesce(acts.actor, erasures.recorded_by) AS actor, acts.day AS day
      FROM erasures LEFT JOIN acts ON acts.entry = erasures.entry
      WHERE (\(onMedia) (erasures.device = \(workpiece.id) AND erasures.round = \(workpiece.round)))
        AND erasures.entry <= \(moment) AND \(Acts.standing) AND \(notWithdrawn(asOf: moment))
      ORDER BY erasures.entry, erasures.id
      """)
    return try rows.map { row in
      let id: ErasureID = try row["id"]
      return ErasureRun(
        id: id, medium: try row["medium"], device: try row["device"], round: try row["round"],
        reading: try ErasureReading(row), report: try row["report"], clockReason: try row["clock_reason"],
        recordedBy: try Acts.actor(row, in: reader),
        recordedOn: try Acts.day(row, in: reader), entry: try row["entry"],
        validations: try validations(of: id, asOf: moment, in: reader))
    }
  }

  private static func validations(
    of erasure: ErasureID, asOf moment: EntryID, in reader: Reader
  ) throws -> [ErasureValidation] {
    try reader.all(
      """
      SELECT erasure_validations.entry AS entry, acts.day AS day,
        coalesce(acts.actor, erasure_validations.validated_by) AS actor
      FROM erasure_validations LEFT JOIN acts ON acts.entry = erasure_validations.entry
      WHERE erasure_validations.erasure = \(erasure) AND erasure_validations.entry <= \(moment) AND \(Acts.standing)
      ORDER BY erasure_validations.entry
      """
    ).map { row in
      ErasureValidation(
        by: try Acts.actor(row, in: reader), day: try Acts.day(row, in: reader), entry: try row["entry"])
    }
  }
}

extension ErasureReading {
  init(_ row: Row) throws(StorageFailure) {
    self.init(
      outcome: try row["outcome"], technique: try row["technique"], method: try row["method"], tool: try row["tool"],
      toolVersion: try row["tool_version"], started: try row["started"], ended: try row["ended"],
      verification: try row["verification"], slot: try row["slot"], serial: try row["serial"],
      bytesErased: try row["bytes_erased"], bytesTotal: try row["bytes_total"])
  }
}
