public import Kernel
public import Storage

/// Keeps what goes with requests and their steps: papers asked for, notices given, reservations, appointments.
public enum RequestDetailStore {
  /// Records that whoever asks was told how their data are kept, on the act's day (GDPR art. 13).
  public static func notice(of id: RequestID, in change: Change) throws {
    try change.run("INSERT INTO request_notices (entry, request) VALUES (\(change.entry), \(id))")
  }

  /// The day whoever asks was told how their data are kept; nothing when they were not.
  public static func noticed(_ id: RequestID, in reader: Reader) throws -> Day? {
    try reader.first(
      """
      SELECT acts.day FROM request_notices AS n JOIN acts ON acts.entry = n.entry
      WHERE n.request = \(id) AND acts.annulled = 0 ORDER BY n.entry LIMIT 1
      """
    ).map { try $0["day"] }
  }

  /// The papers asked for that have not come, by the names programmes give them; none unless the request is incomplete.
  public static func missing(of request: Request, in reader: Reader) throws -> [String] {
    guard request.state == .incomplete else { return [] }
    return try reader.all("SELECT evidence FROM request_missing WHERE entry = \(request.step) ORDER BY evidence")
      .map { try $0["evidence"] }
  }

  /// The last day the device of a request is kept; nothing unless one is.
  public static func keptUntil(_ request: Request, in reader: Reader) throws -> Day? {
    guard case .allocated = request.state else { return nil }
    return try reader.first(
      """
      SELECT k.until FROM reservations AS k WHERE k.request = \(request.id) AND \(SQL.stands("k.entry"))
      ORDER BY k.entry DESC LIMIT 1
      """
    ).map { try $0["until"] }
  }

  /// The appointment at which a household gets the device kept for it; nothing before one is made.
  public static func appointment(of request: Request, in reader: Reader) throws -> Appointment? {
    guard case .allocated = request.state else { return nil }
    return try reader.first("\(standing) AND a.request = \(request.id)").map(appointment)
  }

  /// The appointments to come or past of devices not handed over yet, earliest first.
  ///
  /// - Parameters:
  ///   - days: the first and the last day.
  ///   - place: only those there.
  public static func appointments(
    from first: Day, through last: Day, at place: PlaceID? = nil, in reader: Reader
  ) throws -> [(request: RequestID, appointment: Appointment)] {
    let there: SQL = place.map { "AND a.place = \($0)" } ?? ""
    return try reader.all(
      "\(standing) AND a.day BETWEEN \(first) AND \(last) \(there) ORDER BY a.day, a.slot, a.request"
    ).map { (try $0["request"], try appointment($0)) }
  }

  /// The requests whose device was kept through a day before this one, without a signed contract or an appointment to come.
  public static func expired(on day: Day, in reader: Reader) throws -> [(request: RequestID, until: Day)] {
    try reader.all(
      """
      SELECT r.id, k.until FROM requests AS r JOIN reservations AS k ON k.entry = (
        SELECT max(o.entry) FROM reservations AS o WHERE o.request = r.id AND \(SQL.stands("o.entry")))
      WHERE r.state = \(Request.Stage.allocated) AND k.until < \(day)
        AND NOT EXISTS (SELECT 1 FROM contracts AS c WHERE c.request = r.id AND c.state = 'signed')
        AND NOT EXISTS (\(standing) AND a.request = r.id AND a.day >= \(day))
      ORDER BY r.id
      """
    ).map { (try $0["id"], try $0["until"]) }
  }

  static func save(_ step: Request.Step, in change: Change) throws {
    let (entry, id) = (change.entry, step.request)
    switch step.particulars {
    case .missing(let papers):
      for paper in papers {
        try change.run("INSERT INTO request_missing (entry, request, evidence) VALUES (\(entry), \(id), \(paper))")
      }
    case .keptUntil(let day):
      try change.run("INSERT INTO reservations (entry, request, until) VALUES (\(entry), \(id), \(day))")
    case .appointment(let made):
      try change.run(
        """
        INSERT INTO request_appointments (entry, request, day, slot, place)
        VALUES (\(entry), \(id), \(made.day), \(made.slot.description), \(made.place))
        """)
    case .released, .toward, nil: break
    }
  }

  /// The latest appointment of each request whose device is kept since before it was made.
  private static let standing: SQL = """
    SELECT a.request, a.day, a.slot, a.place FROM request_appointments AS a
    JOIN requests AS q ON q.id = a.request AND q.state = 'allocated'
    WHERE a.entry = (SELECT max(s.entry) FROM request_steps AS s WHERE s.request = a.request
        AND s.verb IN ('appoint', 'allocate') AND \(SQL.stands("s.entry")))
    """

  private static func appointment(_ row: Row) throws -> Appointment {
    Appointment(on: try row["day"], try Appointment.Slot(row["slot"]), at: try row["place"])
  }
}
