public import Kernel
public import Storage

/// Keeps what is prescribed beside requests, what prescribers were told, and the days commissions meet.
public enum PrescriptionStore {
  /// Records that a household is sent to a place.
  ///
  /// - Throws: ``PrescriptionFailure/sentAlready(_:place:)``.
  public static func prescribe(
    _ request: RequestID, to place: PlaceID, named name: String, in change: Change
  ) throws {
    _ = try RequestStore.existing(request, in: change)
    guard try find(request, to: place, in: change) == nil else {
      throw PrescriptionFailure.sentAlready(request, place: name)
    }
    try change.run(
      "INSERT INTO prescriptions (entry, request, place) VALUES (\(change.entry), \(request), \(place))")
  }

  /// Records what came of it; what was said last holds.
  ///
  /// - Throws: ``PrescriptionFailure/notSent(_:place:)``, ``LoansFailure/outOfOrder(_:after:)``.
  public static func record(
    _ outcome: Prescription.Outcome, of request: RequestID, at place: PlaceID, named name: String, in change: Change
  ) throws {
    guard let prescription = try find(request, to: place, in: change) else {
      throw PrescriptionFailure.notSent(request, place: name)
    }
    try change.mustNotPrecede(prescription.entry)
    try change.run(
      """
      INSERT INTO prescription_outcomes (entry, prescription, outcome)
      VALUES (\(change.entry), \(prescription.entry), \(outcome))
      """)
  }

  /// The prescriptions made on the days of a period, in the order they were recorded.
  public static func all(in period: Period, reader: Reader) throws -> [Prescription] {
    try reader.all("\(standing) AND acts.day BETWEEN \(period.first) AND \(period.last) ORDER BY p.entry")
      .map(prescription)
  }

  /// Records that the prescriber was told where a request stands now.
  ///
  /// - Throws: ``PrescriptionFailure/nothingToTell(_:)``.
  public static func tell(_ request: Request, by means: TellingMeans, in change: Change) throws {
    guard let step = request.step, try !isTold(request.id, step, in: change) else {
      throw PrescriptionFailure.nothingToTell(request.id)
    }
    try change.run(
      """
      INSERT INTO request_tellings (entry, request, step, means)
      VALUES (\(change.entry), \(request.id), \(step), \(means))
      """)
  }

  /// The requests whose standing their prescribers were not told yet, those that changed first leading.
  ///
  /// - Parameter day: only what changed from that day on.
  public static func untold(since day: Day, in reader: Reader) throws -> [(request: RequestID, changed: Day)] {
    try reader.all(
      """
      SELECT r.id, acts.day FROM requests AS r JOIN acts ON acts.entry = r.step
      WHERE r.step IS NOT NULL AND acts.day >= \(day) AND NOT EXISTS (SELECT 1 FROM request_tellings AS t
        WHERE t.request = r.id AND t.step = r.step AND \(SQL.stands("t.entry")))
      ORDER BY r.step
      """
    ).map { (try $0["id"], try $0["day"]) }
  }

  /// Records a day on which a programme's commission meets.
  ///
  /// - Throws: ``PrescriptionFailure/commissionPast(_:announced:)``, ``PrescriptionFailure/commissionKnown(_:_:)``.
  public static func commission(of programme: String, on day: Day, in change: Change) throws {
    guard change.act.day <= day else { throw PrescriptionFailure.commissionPast(day, announced: change.act.day) }
    guard try !commissions(from: day, through: day, in: change).contains(where: { $0.programme == programme }) else {
      throw PrescriptionFailure.commissionKnown(programme, day)
    }
    try change.run(
      "INSERT INTO commission_days (entry, programme, day) VALUES (\(change.entry), \(programme), \(day))")
  }

  /// The days on which commissions meet, earliest first.
  public static func commissions(
    from first: Day, through last: Day? = nil, in reader: Reader
  ) throws -> [(programme: String, day: Day)] {
    let end: SQL = last.map { "AND c.day <= \($0)" } ?? ""
    return try reader.all(
      """
      SELECT c.programme, c.day FROM commission_days AS c
      WHERE \(SQL.stands("c.entry")) AND c.day >= \(first) \(end) ORDER BY c.day, c.programme
      """
    ).map { (try $0["programme"], try $0["day"]) }
  }

  private static func isTold(_ request: RequestID, _ step: EntryID, in reader: Reader) throws -> Bool {
    try reader.count(
      """
      SELECT count(*) AS n FROM request_tellings AS t
      WHERE t.request = \(request) AND t.step = \(step) AND \(SQL.stands("t.entry"))
      """) > 0
  }

  private static func find(_ request: RequestID, to place: PlaceID, in reader: Reader) throws -> Prescription? {
    try reader.first("\(standing) AND p.request = \(request) AND p.place = \(place)").map(prescription)
  }

  private static let standing: SQL = """
    SELECT p.entry, p.request, p.place, acts.day, (SELECT o.outcome FROM prescription_outcomes AS o
        WHERE o.prescription = p.entry AND \(SQL.stands("o.entry")) ORDER BY o.entry DESC LIMIT 1) AS outcome
    FROM prescriptions AS p JOIN acts ON acts.entry = p.entry WHERE acts.annulled = 0
    """

  private static func prescription(_ row: Row) throws -> Prescription {
    Prescription(
      entry: try row["entry"], request: try row["request"], place: try row["place"], day: try row["day"],
      outcome: try row["outcome"])
  }
}

extension Prescription.Outcome: SQLConvertible {}
extension TellingMeans: SQLConvertible {}
