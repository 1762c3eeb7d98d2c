public import Kernel
public import Storage

/// Keeps requests and the steps of their lives.
public enum RequestStore {
  /// Records a request.
  ///
  /// - Throws: ``LoansFailure/noHousehold(_:)``.
  public static func submit(_ wish: Request.Wish, in change: Change) throws -> Request {
    _ = try HouseholdStore.existing(wish.household, in: change)
    let id: RequestID = try change.insert(
      """
      INSERT INTO requests (household, prescriber, category, uses, channel, state, entry)
      VALUES (\(wish.household), \(wish.prescriber), \(wish.device), \(wish.uses), \(wish.channel),
        \(Request.Stage.submitted), \(change.entry))
      """)
    return Request(id: id, wish: wish, state: .submitted, step: nil)
  }

  /// Records a step, and moves the request to where it leads.
  ///
  /// - Throws: ``LoansFailure/deviceTaken(for:)`` when another request or contract holds the device,
  ///   ``LoansFailure/contractSigned(_:_:)`` when a signed contract promises it, and ``LoansFailure/outOfOrder(_:after:)``.
  @discardableResult
  public static func save(_ step: Request.Step, in change: Change) throws -> Request {
    let request = try existing(step.request, in: change)
    try change.mustNotPrecede(try step.previous ?? entry(of: step.request, in: change))
    if case .allocated(let device, _) = step.to {
      guard try holders(of: device, besides: step.request, in: change) == 0 else {
        throw LoansFailure.deviceTaken(for: step.request)
      }
    }
    if step.verb == .release,
      let contract = try ContractStore.all(of: request.wish.household, in: change)
        .first(where: { $0.agreement.request == step.request && $0.state == .signed })
    {
      throw LoansFailure.contractSigned(step.request, contract.id)
    }
    let to = step.to
    try change.run(
      """
      INSERT INTO request_steps
        (entry, request, previous, verb, from_state, to_state, decision, device, reason)
      VALUES (\(change.entry), \(step.request), \(step.previous), \(step.verb), \(step.from.stage),
        \(to.stage), \(to.decision), \(to.device), \(to.reason))
      """)
    try change.run(
      """
      UPDATE requests SET state = \(to.stage), decision = \(to.decision), device = \(to.device),
        reason = \(to.reason), step = \(change.entry)
      WHERE id = \(step.request)
      """)
    return Request(id: request.id, wish: request.wish, state: to, step: change.entry)
  }

  /// A request, or nothing when there is none of that number or it was recorded by mistake.
  public static func find(_ id: RequestID, in reader: Reader) throws -> Request? {
    try reader.first(
      "\(columns) WHERE id = \(id) AND state <> \(Request.Stage.annulled)"
    ).map(request)
  }

  /// A request.
  ///
  /// - Throws: ``LoansFailure/noRequest(_:)``.
  public static func existing(_ id: RequestID, in reader: Reader) throws -> Request {
    guard let request = try find(id, in: reader) else { throw LoansFailure.noRequest(id) }
    return request
  }

  /// The requests of a household, oldest first.
  public static func all(of household: HouseholdID, in reader: Reader) throws -> [Request] {
    try reader.all(
      "\(columns) WHERE household = \(household) AND state <> \(Request.Stage.annulled) ORDER BY id"
    ).map(request)
  }

  /// The requests at a stage, in the order they were recorded.
  public static func all(at stage: Request.Stage, in reader: Reader) throws -> [Request] {
    try reader.all("\(columns) WHERE state = \(stage) ORDER BY id").map(request)
  }

  /// The request a device is kept for, or nothing.
  public static func keeping(_ device: DeviceID, in reader: Reader) throws -> Request? {
    try reader.first("\(columns) WHERE device = \(device) AND state = \(Request.Stage.allocated)").map(
      request)
  }

  /// The steps of a request, oldest first, those annulled too.
  public static func steps(of id: RequestID, in reader: Reader) throws -> [PastStep<Request.Verb>] {
    try reader.all(
      """
      SELECT s.entry, s.verb, acts.day, acts.actor, acts.annulled FROM request_steps AS s
      JOIN acts ON acts.entry = s.entry WHERE s.request = \(id) ORDER BY s.entry
      """
    ).map { row in
      PastStep(
        entry: try row["entry"], verb: try row["verb"], day: try row["day"], actor: try row["actor"],
        annulled: try row["annulled"])
    }
  }

  static func entry(of id: RequestID, in reader: Reader) throws -> EntryID {
    guard let row = try reader.first("SELECT entry FROM requests WHERE id = \(id)") else {
      throw LoansFailure.noRequest(id)
    }
    return try row["entry"]
  }

  private static func holders(
    of device: DeviceID, besides request: RequestID, in reader: Reader
  ) throws -> Int {
    try reader.count(
      """
      SELECT (SELECT count(*) FROM requests AS r WHERE r.device = \(device) AND r.id <> \(request)
          AND r.state = \(Request.Stage.allocated))
        + (SELECT count(*) FROM contracts AS c WHERE c.device = \(device) AND c.request <> \(request)
          AND c.state IN (\(list: Contract.State.open))) AS n
      """)
  }

  private static let columns: SQL = """
    SELECT id, household, prescriber, category, uses, channel, state, decision, device, reason, step FROM requests
    """

  private static func request(_ row: Row) throws -> Request {
    Request(
      id: try row["id"],
      wish: try Request.Wish(
        household: try row["household"], prescriber: try row["prescriber"], device: try row["category"],
        uses: try row["uses"], channel: try row["channel"]),
      state: try state(row), step: try row["step"])
  }

  private static func state(_ row: Row) throws -> Request.State {
    let stage: Request.Stage = try row["state"]
    return switch stage {
    case .submitted: .submitted
    case .decided: .decided(try row["decision"])
    case .allocated: .allocated(try row["device"], try row["decision"])
    case .handedOver: .handedOver(try row["device"], try row["decision"])
    case .contested: .contested(try row["decision"])
    case .refused: .refused(try row["reason"], try row["decision"])
    case .withdrawn: .withdrawn(try row["reason"])
    case .annulled: .annulled
    }
  }
}

extension Request.State {
  fileprivate var reason: String? {
    switch self {
    case .refused(let reason, _): reason.rawValue
    case .withdrawn(let reason): reason.rawValue
    case .submitted, .decided, .allocated, .handedOver, .contested, .annulled: nil
    }
  }
}
