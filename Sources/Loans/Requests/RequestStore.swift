public import Kernel
public import Storage

/// Keeps requests and the steps of their lives.
public enum RequestStore {
  /// Records a request, or a draft of one.
  ///
  /// - Throws: ``LoansFailure/noHousehold(_:)``.
  public static func submit(_ wish: Request.Wish, asDraft: Bool = false, in change: Change) throws -> Request {
    _ = try HouseholdStore.existing(wish.household, in: change)
    let (needs, stage) = (wish.needs, asDraft ? Request.Stage.draft : .submitted)
    let id: RequestID = try change.insert(
      """
      INSERT INTO requests (household, prescriber, category, uses, channel, connection, urgency, needed_by, meeting, place,
        times, state, entry)
      VALUES (\(wish.household), \(wish.prescriber), \(wish.device), \(wish.uses), \(wish.channel), \(needs.connection),
        \(needs.urgency?.reason), \(needs.urgency?.by), \(needs.meeting?.kind), \(needs.meeting?.place), \(needs.times),
        \(stage), \(change.entry))
      """)
    try keep(needs, of: id, in: change)
    return Request(id: id, wish: wish, state: asDraft ? .draft : .submitted, step: nil)
  }

  /// Writes a draft anew; what it said before is gone.
  ///
  /// - Throws: ``LoansFailure/notADraft(_:at:)``, ``LoansFailure/outOfOrder(_:after:)``.
  public static func rewrite(_ id: RequestID, as wish: Request.Wish, in change: Change) throws -> Request {
    let draft = try existing(id, in: change)
    guard case .draft = draft.state else { throw LoansFailure.notADraft(id, at: draft.state.stage) }
    try change.mustNotPrecede(try entry(of: id, in: change))
    let needs = wish.needs
    try change.run("INSERT INTO request_edits (entry, request) VALUES (\(change.entry), \(id))")
    try change.run(
      """
      UPDATE requests SET prescriber = \(wish.prescriber), category = \(wish.device), uses = \(wish.uses),
        channel = \(wish.channel), connection = \(needs.connection), urgency = \(needs.urgency?.reason),
        needed_by = \(needs.urgency?.by), meeting = \(needs.meeting?.kind), place = \(needs.meeting?.place),
        times = \(needs.times) WHERE id = \(id)
      """)
    try keep(needs, of: id, in: change)
    return Request(id: id, wish: wish, state: .draft, step: nil)
  }

  private static func keep(_ needs: Request.Needs, of id: RequestID, in change: Change) throws {
    let words = needs.trainings.map { ("training", $0.rawValue) } + needs.help.map { ("help", $0.rawValue) }
    for (need, word) in words {
      try change.run(
        "INSERT INTO request_needs (entry, request, need, word) VALUES (\(change.entry), \(id), \(need), \(word))")
    }
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
        (entry, request, previous, verb, from_state, to_state, decision, device, reason, cause, toward)
      VALUES (\(change.entry), \(step.request), \(step.previous), \(step.verb), \(step.from.stage),
        \(to.stage), \(to.decision), \(to.device), \(to.reason), \(step.cause), \(step.toward))
      """)
    try RequestDetailStore.save(step, in: change)
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
    ).map { try request($0, in: reader) }
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
    ).map { try request($0, in: reader) }
  }

  /// The requests at a stage, in the order they were recorded.
  public static func all(at stage: Request.Stage, in reader: Reader) throws -> [Request] {
    try reader.all("\(columns) WHERE state = \(stage) ORDER BY id").map { try request($0, in: reader) }
  }

  /// The request a device is kept for, or nothing.
  public static func keeping(_ device: DeviceID, in reader: Reader) throws -> Request? {
    try reader.first("\(columns) WHERE device = \(device) AND state = \(Request.Stage.allocated)").map {
      try request($0, in: reader)
    }
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

  static func holders(
    of device: DeviceID, besides request: RequestID, in reader: Reader
  ) throws -> Int {
    try reader.count(
      """
      SELECT (SELECT count(*) FROM requests AS r WHERE r.device = q.device AND r.id <> q.request
          AND r.state = \(Request.Stage.allocated))
        + \(ContractStore.holds("q.device", where: "o.request IS DISTINCT FROM q.request")) AS n
      FROM (SELECT \(device) AS device, \(request) AS request) AS q
      """)
  }

  private static let columns: SQL = """
    SELECT id, household, prescriber, category, uses, channel, connection, urgency, needed_by, meeting, place, times,
      state, decision, device, reason, step FROM requests
    """

  private static func request(_ row: Row, in reader: Reader) throws -> Request {
    Request(
      id: try row["id"],
      wish: try Request.Wish(
        household: try row["household"], prescriber: try row["prescriber"], device: try row["category"],
        uses: try row["uses"], channel: try row["channel"], needs: try needs(row, in: reader)),
      state: try state(row), step: try row["step"])
  }

  private static func needs(_ row: Row, in reader: Reader) throws -> Request.Needs {
    let id: RequestID = try row["id"]
    let words: [String] = try reader.all(
      """
      SELECT n.word FROM request_needs AS n JOIN requests AS r ON r.id = n.request WHERE n.request = \(id)
        AND n.entry = coalesce((SELECT max(e.entry) FROM request_edits AS e WHERE e.request = n.request), r.entry)
      """
    ).map { try $0["word"] }
    let (reason, by): (Request.Urgency.Reason?, Day?) = (try row["urgency"], try row["needed_by"])
    var urgency: Request.Urgency?
    if let reason, let by { urgency = Request.Urgency(reason, by: by) }
    let (kind, place): (Request.Meeting.Kind?, PlaceID?) = (try row["meeting"], try row["place"])
    let meeting: Request.Meeting? =
      switch kind {
      case .place: place.map { .place($0) }
      case .home: .home
      case .nearest: .nearest
      case nil: nil
      }
    return Request.Needs(
      connection: try row["connection"], trainings: words.compactMap { Request.Training(rawValue: $0) },
      help: words.compactMap { Request.Help(rawValue: $0) }, urgency: urgency, meeting: meeting, times: try row["times"]
    )
  }

  private static func state(_ row: Row) throws -> Request.State {
    let stage: Request.Stage = try row["state"]
    return switch stage {
    case .draft: .draft
    case .submitted: .submitted
    case .incomplete: .incomplete
    case .decided: .decided(try row["decision"])
    case .allocated: .allocated(try row["device"], try row["decision"])
    case .handedOver: .handedOver(try row["device"], try row["decision"])
    case .contested: .contested(try row["decision"])
    case .refused: .refused(try row["reason"], try row["decision"])
    case .withdrawn: .withdrawn(try row["reason"])
    case .reoriented: .reoriented(try row["reason"])
    case .annulled: .annulled
    }
  }
}

extension Request.State {
  fileprivate var reason: String? {
    switch self {
    case .refused(let reason, _): reason.rawValue
    case .withdrawn(let reason): reason.rawValue
    case .reoriented(let whom): whom.rawValue
    case .draft, .submitted, .incomplete, .decided, .allocated, .handedOver, .contested, .annulled: nil
    }
  }
}

extension Request.Step {
  fileprivate var cause: Request.Release? { if case .released(let cause)? = particulars { cause } else { nil } }
  fileprivate var toward: StructureID? { if case .toward(let structure)? = particulars { structure } else { nil } }
}
