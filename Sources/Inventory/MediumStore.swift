public import Kernel
public import Storage

/// What machines said of devices and their media.
public enum MediumStore {
  /// Records a medium seen for the first time.
  public static func record(_ medium: MediumDescription, in change: Change) throws -> Medium {
    let id: MediumID = try change.insert(
      """
      INSERT INTO media (kind, manufacturer, model, serial, capacity_bytes, entry)
      VALUES (\(medium.kind), \(medium.manufacturer), \(medium.model), \(medium.serial), \(medium.capacityBytes),
        \(change.entry))
      """)
    return Medium(
      id: id, kind: medium.kind, manufacturer: medium.manufacturer, model: medium.model, serial: medium.serial,
      capacityBytes: medium.capacityBytes)
  }

  /// Says how a medium stands to a device from now on.
  public static func fit(_ medium: MediumID, in device: DeviceID, as fitting: Fitting, in change: Change) throws {
    try change.run(
      """
      INSERT INTO fittings (entry, medium, device, fitting)
      VALUES (\(change.entry), \(medium), \(device), \(fitting))
      """)
  }

  /// The media of a device as they stand: the latest word on each, annulled acts left out, foreign ones too.
  public static func media(of device: DeviceID, in reader: Reader) throws -> [FittedMedium] {
    try reader.all(
      """
      WITH latest AS (
        SELECT fittings.medium AS medium, max(fittings.entry) AS entry
        FROM fittings LEFT JOIN acts ON acts.entry = fittings.entry
        WHERE fittings.device = \(device) AND coalesce(acts.annulled, 0) = 0
        GROUP BY fittings.medium
      )
      SELECT media.id, media.kind, media.manufacturer, media.model, media.serial, media.capacity_bytes,
        fittings.fitting
      FROM latest
      JOIN fittings ON fittings.medium = latest.medium AND fittings.entry = latest.entry
        AND fittings.device = \(device)
      JOIN media ON media.id = latest.medium
      WHERE fittings.fitting <> \(Fitting.foreign)
      ORDER BY media.id
      """
    ).map { row in try FittedMedium(medium: Medium(row), fitting: row["fitting"]) }
  }

  /// The media that bear a serial number, and the devices they are fitted to, or in question for.
  public static func bearers(
    ofMediumSerial serial: String, in reader: Reader
  ) throws -> [(medium: Medium, device: DeviceID)] {
    try reader.all(
      """
      SELECT DISTINCT media.id, media.kind, media.manufacturer, media.model, media.serial, media.capacity_bytes,
        fittings.device
      FROM media JOIN fittings ON fittings.medium = media.id
      WHERE media.serial = \(serial) ORDER BY media.id, fittings.device
      """
    )
    .compactMap { row in
      let (medium, device): (Medium, DeviceID) = (try Medium(row), try row["device"])
      return try media(of: device, in: reader).contains { $0.medium.id == medium.id } ? (medium, device) : nil
    }
  }

  /// Records what a machine or a person says a device is; the latest standing word wins.
  public static func identify(
    _ device: DeviceID, manufacturer: String?, model: String?, serial: String?, in change: Change
  ) throws {
    try change.run(
      """
      INSERT INTO device_identities (entry, device, manufacturer, model, serial)
      VALUES (\(change.entry), \(device), \(manufacturer), \(model), \(serial))
      """)
  }

  /// What a device is, as last said.
  public static func identity(of device: DeviceID, in reader: Reader) throws -> DeviceIdentity {
    let row = try reader.first(
      """
      SELECT manufacturer, model, serial FROM device_identities
      LEFT JOIN acts ON acts.entry = device_identities.entry
      WHERE device = \(device) AND coalesce(acts.annulled, 0) = 0
      ORDER BY device_identities.entry DESC LIMIT 1
      """)
    guard let row else { return DeviceIdentity(manufacturer: nil, model: nil, serial: nil) }
    return try DeviceIdentity(manufacturer: row["manufacturer"], model: row["model"], serial: row["serial"])
  }

  /// The devices that bear a serial number, as last said of each.
  public static func devices(bearing serial: String, in reader: Reader) throws -> [DeviceID] {
    let said: [DeviceID] = try reader.all(
      "SELECT DISTINCT device FROM device_identities WHERE serial = \(serial) ORDER BY device"
    ).map { try $0["device"] }
    return try said.filter { try identity(of: $0, in: reader).serial == serial }
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

  /// Makes an identity.
  public init(manufacturer: String?, model: String?, serial: String?) {
    self.manufacturer = manufacturer
    self.model = model
    self.serial = serial
  }

  /// Maker and model as one line, or nothing when neither is known.
  public var name: String? {
    let words = [manufacturer, model].compactMap(\.self)
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}

extension Medium {
  fileprivate init(_ row: Row) throws {
    self.init(
      id: try row["id"], kind: try row["kind"], manufacturer: try row["manufacturer"], model: try row["model"],
      serial: try row["serial"], capacityBytes: try row["capacity_bytes"])
  }
}
