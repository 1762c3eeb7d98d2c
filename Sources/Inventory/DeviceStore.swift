public import Kernel
public import Storage

/// Devices and their movements in the database.
public enum DeviceStore {
  /// The device that bears a code.
  ///
  /// - Throws: ``InventoryFailure/noSuchDevice(_:)`` when there is none.
  public static func device(_ code: AssetCode, in reader: Reader) throws -> Device {
    guard let row = try reader.first("SELECT \(columns) FROM devices WHERE code = \(code)") else {
      if let visitor = try VisitorStore.find(code, in: reader) { throw InventoryFailure.isVisitor(visitor.code) }
      throw InventoryFailure.noSuchDevice(code)
    }
    let device = try Device(row)
    // Only a first movement can be annulled and still stand: every later one steps back to the one before it.
    if device.round == 1, device.state == .received,
      try Corrections.standing(of: device.standing, in: reader)?.annulled == true
    {
      throw InventoryFailure.receptionAnnulled(code)
    }
    return device
  }

  /// A device by its number, or nothing.
  public static func device(_ id: DeviceID, in reader: Reader) throws -> Device? {
    try reader.first("SELECT \(columns) FROM devices WHERE id = \(id)").map(Device.init)
  }

  /// Devices in a state, in the order they were received; those whose reception was annulled left out.
  public static func devices(in state: Device.StateName?, reader: Reader) throws -> [Device] {
    let condition: SQL = if let state { "AND state = \(state)" } else { "" }
    return try reader.all("SELECT \(columns) FROM devices WHERE \(isInChain) \(condition) ORDER BY id")
      .map(Device.init)
  }

  /// That the reception of a row of `devices` was not annulled: only a first movement can be annulled and still stand.
  public static let isInChain: SQL = "\(SQL.stands("devices.standing"))"

  /// Takes a new device in, under a code that never served before.
  ///
  /// - Throws: ``InventoryFailure/codeTaken(_:)``.
  public static func receive(
    _ code: AssetCode, category: DeviceCategory, legalOrigin: LegalOrigin, line: DonationLineID, in change: Change
  ) throws -> Device {
    let taken = try change.count(
      """
      SELECT (SELECT count(*) FROM devices WHERE code = \(code))
        + (SELECT count(*) FROM visitors WHERE code = \(code)) AS n
      """)
    guard taken == 0 else { throw InventoryFailure.codeTaken(code) }
    return try enter(code, category: category, legalOrigin: legalOrigin, line: line, in: change)
  }

  /// Takes a new device in, under a code that is drawn for it.
  public static func receive(
    drawing generator: inout some RandomNumberGenerator, category: DeviceCategory, legalOrigin: LegalOrigin,
    line: DonationLineID, in change: Change
  ) throws -> Device {
    let code = try freshCode(in: change, using: &generator)
    return try enter(code, category: category, legalOrigin: legalOrigin, line: line, in: change)
  }

  private static func enter(
    _ code: AssetCode, category: DeviceCategory, legalOrigin: LegalOrigin, line: DonationLineID, in change: Change
  ) throws(StorageFailure) -> Device {
    let id: DeviceID = try change.insert(
      """
      INSERT INTO devices (code, category, legal_origin, donation_line, standing, round, state)
      VALUES (\(code), \(category), \(legalOrigin), \(line), \(change.entry), 1, \(Device.StateName.received))
      """)
    let device = Device(
      id: id, code: code, category: category, legalOrigin: legalOrigin, donationLine: line, round: 1, state: .received,
      standing: change.entry)
    try insert(Movement(verb: .receive, round: 1, state: .received), of: device, previous: nil, in: change)
    return device
  }

  /// A new code that no device bears, and that no label waits with.
  public static func freshCode(
    in reader: Reader, using generator: inout some RandomNumberGenerator
  ) throws -> AssetCode {
    while true {
      let code = AssetCode.random(using: &generator)
      if try !isGiven(code, in: reader) { return code }
    }
  }

  /// Whether a device bears a code, or a label waits with it.
  public static func isGiven(_ code: AssetCode, in reader: Reader) throws -> Bool {
    try reader.count(
      """
      SELECT (SELECT count(*) FROM devices WHERE code = \(code))
        + (SELECT count(*) FROM visitors WHERE code = \(code))
        + (SELECT count(*) FROM reserved_codes WHERE code = \(code)) AS n
      """) > 0
  }

  /// Keeps a new code for a device to come: its label can be printed before.
  public static func reserveCode(
    in change: Change, using generator: inout some RandomNumberGenerator
  ) throws -> AssetCode {
    let code = try freshCode(in: change, using: &generator)
    try change.run("INSERT INTO reserved_codes (code, entry) VALUES (\(code), \(change.entry))")
    return code
  }

  /// How many devices of a donation's line came in, annulled receptions left out.
  public static func received(on line: DonationLineID, in reader: Reader) throws -> Int {
    try reader.count(
      """
      SELECT count(*) AS n FROM arrivals JOIN acts ON acts.entry = arrivals.entry
      WHERE arrivals.donation_line = \(line) AND acts.annulled = 0
      """)
  }

  /// Moves a device: its movement and its new standing, in one act.
  ///
  /// - Throws: ``InventoryFailure/beforeLastMovement(_:day:last:)`` when the act's day comes before the last movement's.
  @discardableResult
  public static func move(_ device: Device, by movement: Movement, in change: Change) throws -> Device {
    if let last = try Corrections.standing(of: device.standing, in: change)?.day, change.act.day < last {
      throw InventoryFailure.beforeLastMovement(device.code, day: change.act.day, last: last)
    }
    if movement.verb != .lose, movement.verb != .find,
      let shipment = try ShipmentStore.shipment(carrying: device.id, in: change)
    {
      throw InventoryFailure.inTransit(device.code, shipment)
    }
    try insert(movement, of: device, previous: device.standing, in: change)
    let moved = device.standing(on: change.entry, after: movement)
    try save(moved, in: change)
    return moved
  }

  /// Sets a device back to the movement before its last one, which a correction of this act has annulled.
  ///
  /// Before its first movement there is nothing: a device whose reception is annulled keeps its row and leaves the chain.
  /// - Throws: ``InventoryFailure/laterMovement(_:entry:verb:)`` when the device has moved since that entry.
  public static func stepBack(_ device: Device, over entry: EntryID, in change: Change) throws -> Device {
    guard device.standing == entry else {
      let last = try change.all("SELECT verb FROM movements WHERE entry = \(device.standing)")
      let verb: Movement.Verb = try last.first.map { try $0["verb"] } ?? .receive
      throw InventoryFailure.laterMovement(device.code, entry: device.standing, verb: verb)
    }
    guard
      let row = try change.first(
        """
        SELECT earlier.entry, earlier.verb, earlier.round, earlier.state, earlier.proof, earlier.request, earlier.contract
        FROM movements JOIN movements AS earlier ON earlier.entry = movements.previous
        WHERE movements.entry = \(entry)
        """)
    else { return device }
    let earlier = try device.standing(
      on: row["entry"], after: Movement(verb: row["verb"], round: row["round"], state: Device.State(row)))
    try save(earlier, in: change)
    return earlier
  }

  /// Keeps the proof that a verdict found a device fit to leave.
  public static func keep(_ proof: ReadinessProof, in change: Change) throws {
    try change.run(
      """
      INSERT INTO readiness_proofs (entry, device, round, route, verdict, reconditioned)
      VALUES (\(proof.entry), \(proof.device), \(proof.round), \(proof.route), \(proof.verdict),
        \(proof.mayBeCalledReconditioned))
      """)
  }

  /// The proof a device past the gate rests on.
  public static func proof(_ entry: EntryID, in reader: Reader) throws -> ReadinessProof? {
    try reader.first("SELECT * FROM readiness_proofs WHERE entry = \(entry)").map(ReadinessProof.init)
  }

  /// The day a round of a device opened: received, taken back or donated again; its last user's data are older than that day.
  ///
  /// - Throws: ``InventoryFailure/receptionAnnulled(_:)`` when nothing that stands opened it.
  public static func opening(of round: Int, of device: Device, in reader: Reader) throws -> Day {
    let row = try reader.first(
      """
      SELECT max(acts.day) AS day FROM movements JOIN acts ON acts.entry = movements.entry
      WHERE movements.device = \(device.id) AND movements.round = \(round)
        AND (movements.previous IS NULL OR movements.verb IN (\(list: Movement.Verb.allCases.filter(\.opensRound))))
        AND acts.annulled = 0
      """)
    guard let row, let day: Day = try row["day"] else { throw InventoryFailure.receptionAnnulled(device.code) }
    return day
  }

  /// The donation's line on which a device came for a round: that of the last gift up to then.
  public static func line(ofRound round: Int, of device: Device, in reader: Reader) throws -> DonationLineID {
    try reader.first(
      """
      SELECT arrivals.donation_line FROM arrivals LEFT JOIN acts ON acts.entry = arrivals.entry
      WHERE arrivals.device = \(device.id) AND arrivals.round <= \(round) AND coalesce(acts.annulled, 0) = 0
      ORDER BY arrivals.round DESC LIMIT 1
      """
    ).map { try $0["donation_line"] } ?? device.donationLine
  }

  /// The device that an entry of the journal moved, or nothing.
  public static func deviceMoved(by entry: EntryID, in reader: Reader) throws -> DeviceID? {
    guard let row = try reader.first("SELECT device FROM movements WHERE entry = \(entry)") else { return nil }
    return try row["device"]
  }

  /// The proofs of a device whose release stands, oldest first.
  public static func standingProofs(of device: DeviceID, in reader: Reader) throws -> [ReadinessProof] {
    try reader.all(
      """
      SELECT readiness_proofs.* FROM readiness_proofs JOIN acts ON acts.entry = readiness_proofs.entry
      WHERE readiness_proofs.device = \(device) AND acts.annulled = 0 ORDER BY readiness_proofs.entry
      """
    ).map(ReadinessProof.init)
  }

  private static let columns: SQL = """
    id, code, category, coalesce(\(latest("legal_origin")), legal_origin) AS legal_origin,
    coalesce(\(latest("donation_line")), donation_line) AS donation_line, round, state, proof, request, contract, standing
    """

  /// What the last donation of a device that came back as a gift says; nothing for all others.
  private static func latest(_ column: SQL) -> SQL {
    """
    (SELECT redonations.\(column) FROM redonations WHERE redonations.device = devices.id
      AND NOT EXISTS (SELECT 1 FROM corrections
        WHERE corrections.corrected = redonations.entry AND corrections.annuls = 1)
      ORDER BY redonations.entry DESC LIMIT 1)
    """
  }

  private static func insert(
    _ movement: Movement, of device: Device, previous: EntryID?, in change: Change
  ) throws(StorageFailure) {
    let state = movement.state
    try change.run(
      """
      INSERT INTO movements (entry, device, previous, verb, round, state, proof, request, contract)
      VALUES (\(change.entry), \(device.id), \(previous), \(movement.verb), \(movement.round), \(state.name),
        \(state.proof), \(state.request), \(state.holder))
      """)
  }

  private static func save(_ device: Device, in change: Change) throws(StorageFailure) {
    let state = device.state
    try change.run(
      """
      UPDATE devices SET standing = \(device.standing), round = \(device.round), state = \(state.name),
        proof = \(state.proof), request = \(state.request), contract = \(state.holder)
      WHERE id = \(device.id)
      """)
  }
}

extension Device {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row["id"], code: try row["code"], category: try row["category"], legalOrigin: try row["legal_origin"],
      donationLine: try row["donation_line"], round: try row["round"], state: try State(row),
      standing: try row["standing"])
  }

  fileprivate func standing(on entry: EntryID, after movement: Movement) -> Device {
    Device(
      id: id, code: code, category: category, legalOrigin: legalOrigin, donationLine: donationLine,
      round: movement.round, state: movement.state, standing: entry)
  }
}

extension ReadinessProof {
  fileprivate init(_ row: Row) throws {
    self.init(
      entry: try row["entry"], device: try row["device"], round: try row["round"], route: try row["route"],
      verdict: try row["verdict"], mayBeCalledReconditioned: try row["reconditioned"])
  }
}

extension Device.State {
  fileprivate init(_ row: Row) throws {
    let name: Device.StateName = try row["state"]
    guard
      let state = Device.State(
        name: name, proof: try row["proof"], request: try row["request"], contract: try row["contract"])
    else { throw StorageFailure.row(column: "state", expected: name.rawValue, found: "parts", statement: "devices") }
    self = state
  }
}

extension Device.StateName: SQLConvertible {}
extension Movement.Verb: SQLConvertible {}
extension Fitting: SQLConvertible {}
