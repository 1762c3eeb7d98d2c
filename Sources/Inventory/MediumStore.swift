public import Kernel
public import Storage

/// What machines said of devices and their media.
public enum MediumStore {
  /// Records a medium seen for the first time.
  public static func record(_ description: MediumDescription, in change: Change) throws -> Medium {
    let id: MediumID = try change.insert("INSERT INTO media (entry) VALUES (\(change.entry))")
    try describe(id, as: description, in: change)
    return Medium(id: id, description: description)
  }

  /// Adds what evidence says of a known medium to what was known; the latest standing description wins.
  ///
  /// What is known is said again with it: should the act that said it first be annulled, it is known all the same.
  /// - Returns: the medium as it is known now.
  public static func add(_ seen: MediumDescription, to medium: Medium, in change: Change) throws -> Medium {
    let known = medium.description.completed(by: seen)
    let isSaid =
      try change.count(
        "SELECT count(*) AS n FROM medium_descriptions WHERE medium = \(medium.id) AND entry = \(change.entry)") > 0
    guard !isSaid else { return medium }
    try describe(medium.id, as: known, in: change)
    return Medium(id: medium.id, description: known)
  }

  private static func describe(_ medium: MediumID, as known: MediumDescription, in change: Change) throws {
    try change.run(
      """
      INSERT INTO medium_descriptions (entry, medium, kind, manufacturer, model, serial, capacity_bytes)
      VALUES (\(change.entry), \(medium), \(known.kind), \(known.manufacturer), \(known.model), \(known.serial),
        \(known.capacityBytes))
      """)
  }

  /// Says how a medium stands to a device from now on; one act says it once.
  public static func fit(_ medium: MediumID, in device: DeviceID, as fitting: Fitting, in change: Change) throws {
    let said = try change.count(
      """
      SELECT count(*) AS n FROM fittings
      WHERE medium = \(medium) AND device = \(device) AND entry = \(change.entry)
      """)
    guard said == 0 else { return }
    try change.run(
      """
      INSERT INTO fittings (entry, medium, device, fitting)
      VALUES (\(change.entry), \(medium), \(device), \(fitting))
      """)
  }

  /// The media of a device as they stand: the latest word on each, annulled acts left out, and foreign ones.
  ///
  /// - Parameter moment: leaves aside what was recorded after that act.
  public static func media(
    of device: DeviceID, asOf moment: EntryID = EntryID(rawValue: .max), in reader: Reader
  ) throws -> [FittedMedium] {
    try everSeen(in: device, asOf: moment, in: reader).filter(\.fitting.isThere)
  }

  /// The media ever seen in a device and the latest word on each, also on those a person said are not part of it.
  public static func everSeen(
    in device: DeviceID, asOf moment: EntryID = EntryID(rawValue: .max), in reader: Reader
  ) throws -> [FittedMedium] {
    try reader.all(
      """
      WITH latest AS (
        SELECT fittings.medium AS medium, max(fittings.entry) AS entry
        FROM fittings LEFT JOIN acts ON acts.entry = fittings.entry
        WHERE fittings.device = \(device) AND fittings.entry <= \(moment) AND coalesce(acts.annulled, 0) = 0
        GROUP BY fittings.medium
      )
      SELECT fittings.medium AS medium, fittings.fitting AS fitting, coalesce(said.kind, \(MediumKind.unknown)) AS kind,
        said.manufacturer AS manufacturer, said.model AS model, said.serial AS serial,
        said.capacity_bytes AS capacity_bytes
      FROM latest
      JOIN fittings ON fittings.medium = latest.medium AND fittings.entry = latest.entry
        AND fittings.device = \(device)
      LEFT JOIN medium_descriptions AS said ON said.medium = latest.medium AND said.entry = (
        SELECT max(told.entry) FROM medium_descriptions AS told
        WHERE told.medium = latest.medium AND \(SQL.stands("told.entry")))
      ORDER BY fittings.medium
      """
    ).map { row in
      // A medium whose every description was annulled is still there, and nothing is known of it.
      let medium = Medium(id: try row["medium"], description: try MediumDescription(row))
      return FittedMedium(medium: medium, fitting: try row["fitting"])
    }
  }

  /// The serial number a medium is known by, as last said of it.
  public static func serial(of medium: MediumID, in reader: Reader) throws -> String? {
    try reader.first(
      """
      SELECT serial FROM medium_descriptions LEFT JOIN acts ON acts.entry = medium_descriptions.entry
      WHERE medium_descriptions.medium = \(medium) AND coalesce(acts.annulled, 0) = 0
      ORDER BY medium_descriptions.entry DESC LIMIT 1
      """
    ).flatMap { try $0["serial"] }
  }

  /// The medium of a device that a person names: by its serial number or model, else by its number.
  ///
  /// - Throws: ``InventoryFailure/noSuchMedium(_:input:)``, ``InventoryFailure/severalMedia(_:input:numbers:)``.
  public static func named(_ input: String, of device: Device, in reader: Reader) throws -> FittedMedium {
    let media = try media(of: device.id, in: reader)
    let labelled = media.filter { $0.medium.label == input }
    let meant = labelled.isEmpty ? media.filter { $0.medium.id.description == input } : labelled
    guard let medium = meant.first else { throw InventoryFailure.noSuchMedium(device.code, input: input) }
    guard meant.count == 1 else {
      throw InventoryFailure.severalMedia(device.code, input: input, numbers: meant.map(\.medium.id))
    }
    return medium
  }

  /// Takes a medium out of a device: it stays in the chain's hands, with the data it may hold.
  ///
  /// - Throws: ``InventoryFailure/removalReason``, ``InventoryFailure/mediumNotIn(_:medium:)``.
  public static func remove(
    _ fitted: FittedMedium, from device: Device, because reason: String, in change: Change
  ) throws {
    guard fitted.fitting == .fitted else {
      throw InventoryFailure.mediumNotIn(device.code, medium: fitted.medium.label)
    }
    guard reason.contains(where: { !$0.isWhitespace }) else { throw InventoryFailure.removalReason }
    try change.run(
      """
      INSERT INTO medium_removals (entry, medium, device, round, reason)
      VALUES (\(change.entry), \(fitted.medium.id), \(device.id), \(device.round), \(reason))
      """)
    try fit(fitted.medium.id, in: device.id, as: .removed, in: change)
  }

  /// The stay in the workshop during which a medium was last taken out of another device: its last user is that device's.
  public static func origin(
    of medium: MediumID, otherThan device: DeviceID, in reader: Reader
  ) throws -> (device: DeviceID, round: Int, entry: EntryID)? {
    try reader.first(
      """
      SELECT medium_removals.device AS device, medium_removals.round AS round, medium_removals.entry AS entry
      FROM medium_removals LEFT JOIN acts ON acts.entry = medium_removals.entry
      WHERE medium_removals.medium = \(medium) AND medium_removals.device <> \(device) AND coalesce(acts.annulled, 0) = 0
      ORDER BY medium_removals.entry DESC LIMIT 1
      """
    ).map { (try $0["device"], try $0["round"], try $0["entry"]) }
  }

  /// The media that were taken out of a device and are in none now, with that device.
  public static func loose(in reader: Reader) throws -> [(medium: Medium, from: DeviceID)] {
    let removed = try reader.all(
      """
      SELECT DISTINCT medium_removals.medium AS medium, medium_removals.device AS device
      FROM medium_removals LEFT JOIN acts ON acts.entry = medium_removals.entry
      WHERE coalesce(acts.annulled, 0) = 0 ORDER BY medium_removals.medium
      """
    ).map { row -> (MediumID, DeviceID) in (try row["medium"], try row["device"]) }
    return try removed.compactMap { medium, device in
      let devices: [DeviceID] = try reader.all(
        "SELECT DISTINCT device FROM fittings WHERE medium = \(medium)"
      ).map { try $0["device"] }
      let isInOne = try devices.contains { other in
        try media(of: other, in: reader).contains { $0.medium.id == medium }
      }
      let left = try reader.count(
        """
        SELECT count(*) AS n FROM medium_departures LEFT JOIN acts ON acts.entry = medium_departures.entry
        WHERE medium_departures.medium = \(medium) AND coalesce(acts.annulled, 0) = 0
        """)
      guard !isInOne, left == 0, try loss(of: medium, in: reader) == nil else { return nil }
      let seen = try everSeen(in: device, in: reader).first { $0.medium.id == medium && $0.fitting == .removed }
      return seen.map { ($0.medium, device) }
    }
  }

  /// The medium of a serial number that was taken out of a device, or nothing.
  public static func takenOut(bearing serial: String, in reader: Reader) throws -> Medium? {
    let row = try reader.first(
      """
      SELECT medium_removals.medium AS medium, medium_removals.device AS device
      FROM medium_descriptions JOIN medium_removals ON medium_removals.medium = medium_descriptions.medium
      LEFT JOIN acts ON acts.entry = medium_removals.entry
      WHERE medium_descriptions.serial = \(serial) AND coalesce(acts.annulled, 0) = 0
      ORDER BY medium_removals.entry DESC LIMIT 1
      """)
    guard let row else { return nil }
    let (medium, device): (MediumID, DeviceID) = (try row["medium"], try row["device"])
    return try everSeen(in: device, in: reader).first { $0.medium.id == medium && $0.fitting == .removed }?.medium
  }

  /// Lets a medium go by itself, under a paper that names who takes it.
  public static func handOver(
    _ medium: MediumID, to recipient: StructureID, slip: String, in change: Change
  ) throws {
    guard slip.contains(where: { !$0.isWhitespace }) else { throw InventoryFailure.emptySlip }
    try change.run(
      """
      INSERT INTO medium_departures (entry, medium, recipient, slip)
      VALUES (\(change.entry), \(medium), \(recipient), \(slip))
      """)
  }

  /// Answers whether a medium seen in a device is part of it.
  ///
  /// - Throws: ``InventoryFailure/mediumIsPart(_:medium:)`` when a medium that is part of it is said not to be: no medium
  ///   leaves custody unclean by a word.
  public static func answer(
    _ question: FittedMedium, of device: Device, isPart: Bool, in change: Change
  ) throws {
    guard isPart || question.fitting != .fitted else {
      throw InventoryFailure.mediumIsPart(device.code, medium: question.medium.label)
    }
    try fit(question.medium.id, in: device.id, as: isPart ? .fitted : .foreign, in: change)
  }

  /// The media that bear a serial number, and the devices they are fitted to, or in question for.
  public static func bearers(
    ofMediumSerial serial: String, in reader: Reader
  ) throws -> [(medium: Medium, device: DeviceID)] {
    try reader.all(
      """
      SELECT DISTINCT fittings.medium, fittings.device
      FROM medium_descriptions JOIN fittings ON fittings.medium = medium_descriptions.medium
      WHERE medium_descriptions.serial = \(serial) ORDER BY fittings.medium, fittings.device
      """
    )
    .compactMap { row in
      let (id, device): (MediumID, DeviceID) = (try row["medium"], try row["device"])
      let fitted = try media(of: device, in: reader).first { $0.medium.id == id }
      return fitted.flatMap { $0.medium.description.serial == serial ? ($0.medium, device) : nil }
    }
  }

  /// Says the serial number of a medium of a device that gave none by itself, as a person read it on its label.
  ///
  /// - Throws: ``InventoryFailure/mediumHasSerial(_:medium:)``, ``InventoryFailure/serialElsewhere(_:_:)``.
  public static func name(
    _ fitted: FittedMedium, of device: Device, serial: String, in change: Change
  ) throws {
    let known = fitted.medium.description
    guard known.serial == nil else { throw InventoryFailure.mediumHasSerial(device.code, medium: fitted.medium.label) }
    let bearer = try bearers(ofMediumSerial: serial, in: change).first
    let code = try bearer.flatMap { try DeviceStore.device($0.device, in: change)?.code }
    if let code = try code ?? VisitorStore.bearer(ofMediumSerial: serial, in: change)?.code {
      throw InventoryFailure.serialElsewhere(serial, code)
    }
    try describe(
      fitted.medium.id,
      as: MediumDescription(
        kind: known.kind, manufacturer: known.manufacturer, model: known.model, serial: serial,
        capacityBytes: known.capacityBytes), in: change)
    try fit(fitted.medium.id, in: device.id, as: fitted.fitting, in: change)
  }

  /// Records what a machine or a person says a device is; the latest standing word wins.
  public static func identify(
    _ device: DeviceID, as identity: DeviceIdentity, in change: Change
  ) throws {
    try change.run(
      """
      INSERT INTO device_identities (entry, device, manufacturer, model, serial, network_address)
      VALUES (\(change.entry), \(device), \(identity.manufacturer), \(identity.model), \(identity.serial),
        \(identity.networkAddress))
      """)
    try SearchStore.note(identity, in: change)
  }

  /// What a device is, as last said.
  public static func identity(of device: DeviceID, in reader: Reader) throws -> DeviceIdentity {
    let row = try reader.first(
      """
      SELECT manufacturer, model, serial, network_address FROM device_identities
      LEFT JOIN acts ON acts.entry = device_identities.entry
      WHERE device = \(device) AND coalesce(acts.annulled, 0) = 0
      ORDER BY device_identities.entry DESC LIMIT 1
      """)
    guard let row else { return DeviceIdentity(manufacturer: nil, model: nil, serial: nil) }
    return try DeviceIdentity(
      manufacturer: row["manufacturer"], model: row["model"], serial: row["serial"],
      networkAddress: row["network_address"])
  }

  /// The devices known by a serial number or, where machines give none, by a network address, as last said of each.
  public static func devices(bearing mark: String, in reader: Reader) throws -> [DeviceID] {
    let said: [DeviceID] = try reader.all(
      """
      SELECT device FROM device_identities WHERE serial = \(mark)
      UNION SELECT device FROM device_identities WHERE network_address = \(mark) ORDER BY device
      """
    ).map { try $0["device"] }
    return try said.filter { try identity(of: $0, in: reader).mark == mark }
  }
}

/// What a device is, as a machine or a person says.
public struct DeviceIdentity: Sendable, Equatable {
  /// The maker.
  public let manufacturer: String?
  /// The model.
  public let model: String?
  /// The serial number given by the maker; nothing when it is a placeholder.
  public let serial: String?
  /// The address of its network port, by which a machine without a serial number is recognised.
  public let networkAddress: String?

  /// Makes an identity of what is known.
  public init(manufacturer: String? = nil, model: String? = nil, serial: String? = nil, networkAddress: String? = nil) {
    self.manufacturer = manufacturer
    self.model = model
    self.serial = serial
    self.networkAddress = networkAddress
  }

  /// What tells it from other devices: its serial number, else its network address.
  public var mark: String? { serial ?? networkAddress }

  /// Maker and model as one line, or nothing when neither is known.
  public var name: String? { String.name(maker: manufacturer, model: model) }
}

extension MediumDescription {
  fileprivate init(_ row: Row) throws {
    self.init(
      kind: try row["kind"], manufacturer: try row["manufacturer"], model: try row["model"], serial: try row["serial"],
      capacityBytes: try row["capacity_bytes"])
  }
}
