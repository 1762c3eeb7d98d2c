public import Kernel
public import Storage

extension Incident.Kind: SQLConvertible {}
extension Incident.Outcome: SQLConvertible {}
extension LifeEvent: SQLConvertible {}

/// Keeps incidents, what was brought about them, and how they were settled.
public enum IncidentStore {
  /// Records what happened to a device that a household has.
  ///
  /// - Parameters:
  ///   - device: which one; the contract's only one when none is named.
  ///   - remark: in free text, without health data; it stays out of the journal.
  /// - Throws: ``IncidentFailure/deviceNotOut(_:_:)``, ``ContractFailure/whichDevice(_:)``,
  ///   ``ContractFailure/notUnderContract(_:)``, ``LoansFailure/outOfOrder(_:after:)`` when it is dated before the hand-over.
  public static func open(
    _ kind: Incident.Kind, of device: DeviceID? = nil, suspending: Bool, remark: String?, under id: ContractID,
    in change: Change
  ) throws -> Incident {
    let contract = try ContractStore.existing(id, in: change)
    guard contract.state == .handedOver else { throw IncidentFailure.deviceNotOut(id, contract.state) }
    guard let device = device ?? (contract.held.count == 1 ? contract.held.first : nil) else {
      throw ContractFailure.whichDevice(id)
    }
    guard contract.held.contains(device) else { throw ContractFailure.notUnderContract(id) }
    let handOver = try ContractStore.departures(of: id, in: change).last { $0.device == device }
    if let handOver, change.act.day < handOver.day {
      throw LoansFailure.outOfOrder(change.act.day, after: handOver.day)
    }
    let incident: IncidentID = try change.insert(
      """
      INSERT INTO incidents (contract, device, kind, suspends, remark, entry)
      VALUES (\(id), \(device), \(kind), \(suspending), \(remark?.trimmed), \(change.entry))
      """)
    return Incident(
      id: incident, contract: id, device: device, kind: kind, day: change.act.day, suspends: suspending,
      complaintDue: Incident.complaintDue(of: kind, on: change.act.day), complaint: nil, outcome: nil)
  }

  /// Records the receipt of the police complaint about a theft.
  ///
  /// - Returns: whether it came in time.
  /// - Throws: ``IncidentFailure``.
  public static func complain(_ reference: String, about id: IncidentID, in change: Change) throws -> Bool {
    let incident = try existing(id, in: change)
    guard let due = incident.complaintDue else { throw IncidentFailure.noComplaintFor(id, incident.kind) }
    guard incident.complaint == nil else { throw IncidentFailure.complaintBrought(id) }
    guard let reference = reference.trimmed else { throw IncidentFailure.emptyReference }
    guard change.act.day >= incident.day else { throw LoansFailure.outOfOrder(change.act.day, after: incident.day) }
    try change.run(
      """
      INSERT INTO incident_complaints (entry, incident, reference) VALUES (\(change.entry), \(id), \(reference))
      """)
    return change.act.day <= due
  }

  /// Settles an incident, as the contract and the law have it.
  ///
  /// - Throws: ``IncidentFailure``, ``LoansFailure/outOfOrder(_:after:)``.
  public static func settle(
    _ id: IncidentID, _ outcome: Incident.Outcome, remark: String?, in change: Change
  ) throws -> Incident {
    let incident = try existing(id, in: change)
    if let earlier = incident.outcome { throw IncidentFailure.settled(id, earlier) }
    guard change.act.day >= incident.day else { throw LoansFailure.outOfOrder(change.act.day, after: incident.day) }
    let contract = try ContractStore.existing(incident.contract, in: change)
    switch outcome {
    case .repaired where incident.kind.isGone, .exchanged where incident.kind.isGone,
      .found where !incident.kind.isGone:
      throw IncidentFailure.outcomeUnfit(id, incident.kind, outcome)
    case .lenderBears:
      if let due = incident.complaintDue, incident.complaint == nil {
        throw IncidentFailure.complaintMissing(id, due: due)
      }
    case .borrowerBears:
      let isAgreed = contract.agreement.terms.statedValue?.accidentalLossFallsOn == .borrower
      let isLate = contract.term.map { $0 < incident.day } ?? false
      guard isAgreed || isLate else { throw IncidentFailure.lossIsLenders(id, contract.id) }
    case .repaired, .exchanged, .found, .fault, .nothing: break
    }
    try change.run(
      """
      INSERT INTO incident_ends (entry, incident, outcome, remark)
      VALUES (\(change.entry), \(id), \(outcome), \(remark?.trimmed))
      """)
    return Incident(
      id: id, contract: incident.contract, device: incident.device, kind: incident.kind, day: incident.day,
      suspends: incident.suspends,
      complaintDue: incident.complaintDue, complaint: incident.complaint, outcome: outcome)
  }

  /// Records what changed in a household during a contract.
  ///
  /// - Throws: ``LoansFailure/noContract(_:)``, ``IncidentFailure/deviceNotOut(_:_:)`` unless the contract runs,
  ///   ``LoansFailure/outOfOrder(_:after:)``.
  public static func record(_ event: LifeEvent, under id: ContractID, in change: Change) throws {
    let state = try ContractStore.existing(id, in: change).state
    guard Contract.State.open.contains(state) else { throw IncidentFailure.deviceNotOut(id, state) }
    try change.mustNotPrecede(try ContractStore.entry(of: id, in: change))
    try change.run(
      "INSERT INTO life_events (entry, contract, event) VALUES (\(change.entry), \(id), \(event))")
  }

  /// What changed in the household during a contract, oldest first.
  public static func lifeEvents(of id: ContractID, in reader: Reader) throws -> [LifeEvent] {
    try reader.all(
      "SELECT l.event FROM life_events AS l WHERE l.contract = \(id) AND \(SQL.stands("l.entry")) ORDER BY l.entry"
    ).map { try $0["event"] }
  }

  /// An incident.
  ///
  /// - Throws: ``IncidentFailure/noIncident(_:)``.
  public static func existing(_ id: IncidentID, in reader: Reader) throws -> Incident {
    guard let row = try reader.first("\(standing) AND i.id = \(id)") else { throw IncidentFailure.noIncident(id) }
    return try incident(row)
  }

  /// The incidents of a contract, oldest first.
  public static func all(of contract: ContractID, in reader: Reader) throws -> [Incident] {
    try reader.all("\(standing) AND i.contract = \(contract) ORDER BY i.id").map(incident)
  }

  /// The incidents of a contract that nobody has settled, oldest first.
  public static func open(of contract: ContractID, in reader: Reader) throws -> [Incident] {
    try reader.all("\(standing) AND i.contract = \(contract) AND e.entry IS NULL ORDER BY i.id").map(incident)
  }

  /// The incidents that nobody has settled, oldest first.
  public static func open(in reader: Reader) throws -> [Incident] {
    try reader.all("\(standing) AND e.entry IS NULL ORDER BY i.id").map(incident)
  }

  /// The days between which the use under a contract was suspended; without an end while it still is.
  static func suspensions(of contract: ContractID, in reader: Reader) throws -> [(from: Day, until: Day?)] {
    try reader.all(
      """
      SELECT acts.day AS day, (SELECT closing.day FROM incident_ends AS e JOIN acts AS closing ON closing.entry = e.entry
        WHERE e.incident = i.id AND closing.annulled = 0) AS until
      FROM incidents AS i JOIN acts ON acts.entry = i.entry
      WHERE i.contract = \(contract) AND i.suspends = 1 AND acts.annulled = 0 ORDER BY i.id
      """
    ).map { row in (try row["day"], try row["until"]) }
  }

  /// Each incident that stands, with what was brought and how it was settled.
  private static let standing: SQL = """
    SELECT i.id, i.contract, i.device, i.kind, i.suspends, acts.day AS day, c.reference, e.outcome FROM incidents AS i
    JOIN acts ON acts.entry = i.entry AND acts.annulled = 0
    LEFT JOIN incident_complaints AS c ON c.incident = i.id AND \(SQL.stands("c.entry"))
    LEFT JOIN incident_ends AS e ON e.incident = i.id AND \(SQL.stands("e.entry"))
    WHERE 1 = 1
    """

  private static func incident(_ row: Row) throws -> Incident {
    let (kind, day): (Incident.Kind, Day) = (try row["kind"], try row["day"])
    return Incident(
      id: try row["id"], contract: try row["contract"], device: try row["device"], kind: kind, day: day,
      suspends: try row["suspends"],
      complaintDue: Incident.complaintDue(of: kind, on: day), complaint: try row["reference"],
      outcome: try row["outcome"])
  }
}

extension Incident {
  /// By when the receipt of a complaint is to be brought.
  fileprivate static func complaintDue(of kind: Kind, on day: Day) -> Day? {
    kind == .theft ? day.adding(days: daysForComplaint) : nil
  }
}
