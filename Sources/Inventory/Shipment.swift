public import Kernel
public import Storage

/// Devices on their way from a structure to another, under a delivery note.
public struct Shipment: Sendable, Equatable {
  /// The number of the delivery note.
  public let id: ShipmentID
  public let from: StructureID
  public let to: StructureID
  /// The day they were sent.
  public let day: Day
  /// The devices sent, whether each arrived, and the paper under which its media left that were not clean.
  public let devices: [(device: DeviceID, arrived: Bool, slip: String?)]

  public static func == (left: Shipment, right: Shipment) -> Bool {
    left.id == right.id && left.devices.map(\.device) == right.devices.map(\.device)
      && left.devices.map(\.arrived) == right.devices.map(\.arrived)
  }
}

/// What is on its way between structures.
public enum ShipmentStore {
  /// The states a device may be sent in: it is in nobody's hands but the chain's, and kept for nobody.
  static let sent: [Device.StateName] = [.received, .inRefurbishment, .ready]

  /// Sends devices on their way.
  ///
  /// - Parameter devices: each with why its media may leave this structure's hands.
  /// - Throws: ``InventoryFailure/cannotBeSent(_:is:)``, ``InventoryFailure/inTransit(_:_:)``,
  ///   ``InventoryFailure/nothingSent``, ``InventoryFailure/emptySlip``.
  public static func send(
    _ devices: [(device: Device, clearance: MediaClearance)], from: StructureID, to: StructureID, in change: Change
  ) throws -> ShipmentID {
    guard !devices.isEmpty, from != to else { throw InventoryFailure.nothingSent }
    for (device, _) in devices { try requireHere(device, in: change) }
    let id: ShipmentID = try change.insert(
      """
      INSERT INTO shipments (from_structure, to_structure, entry) VALUES (\(from), \(to), \(change.entry))
      """)
    try add(devices, to: id, in: change)
    return id
  }

  /// Adds devices to a shipment.
  ///
  /// - Throws: ``InventoryFailure/cannotBeSent(_:is:)``, ``InventoryFailure/inTransit(_:_:)``, ``InventoryFailure/emptySlip``.
  public static func add(
    _ devices: [(device: Device, clearance: MediaClearance)], to id: ShipmentID, in change: Change
  ) throws {
    for (device, clearance) in devices {
      try requireHere(device, in: change)
      let (verdict, slip): (Digest?, String?) =
        switch clearance {
        case .clean(let digest): (digest, nil)
        case .takenOver(_, let slip): (nil, try Departure.reference(slip))
        }
      try change.run(
        """
        INSERT INTO shipment_items (shipment, device, verdict, slip, entry)
        VALUES (\(id), \(device.id), \(verdict), \(slip), \(change.entry))
        """)
    }
  }

  private static func requireHere(_ device: Device, in reader: Reader) throws {
    guard sent.contains(device.state.name) else {
      throw InventoryFailure.cannotBeSent(device.code, is: device.state.name)
    }
    if let other = try shipment(carrying: device.id, in: reader) {
      throw InventoryFailure.inTransit(device.code, other)
    }
  }

  /// Takes a device off a shipment: it has arrived.
  ///
  /// - Throws: ``InventoryFailure/notInShipment(_:_:)``.
  public static func arrive(_ device: Device, of id: ShipmentID, in change: Change) throws {
    guard try shipment(carrying: device.id, in: change) == id else {
      throw InventoryFailure.notInShipment(device.code, id)
    }
    try change.run(
      "INSERT INTO shipment_arrivals (shipment, device, entry) VALUES (\(id), \(device.id), \(change.entry))")
  }

  /// The shipment a device is on its way with, or nothing.
  public static func shipment(carrying device: DeviceID, in reader: Reader) throws -> ShipmentID? {
    try reader.first(
      """
      SELECT shipment_items.shipment AS shipment FROM shipment_items
      WHERE shipment_items.device = \(device) AND \(SQL.stands("shipment_items.entry"))
        AND NOT EXISTS (SELECT 1 FROM shipment_arrivals WHERE shipment_arrivals.shipment = shipment_items.shipment
          AND shipment_arrivals.device = shipment_items.device AND \(SQL.stands("shipment_arrivals.entry")))
      ORDER BY shipment_items.shipment DESC LIMIT 1
      """
    ).map { try $0["shipment"] }
  }

  /// The last shipment of a day from one structure to another of which nothing has arrived: more may go with it.
  public static func begun(
    from: StructureID, to: StructureID, on day: Day, in reader: Reader
  ) throws -> ShipmentID? {
    try reader.first(
      """
      SELECT shipments.id AS id FROM shipments JOIN acts ON acts.entry = shipments.entry
      WHERE shipments.from_structure = \(from) AND shipments.to_structure = \(to) AND acts.day = \(day)
        AND acts.annulled = 0 AND NOT EXISTS (SELECT 1 FROM shipment_arrivals
          WHERE shipment_arrivals.shipment = shipments.id AND \(SQL.stands("shipment_arrivals.entry")))
      ORDER BY shipments.id DESC LIMIT 1
      """
    ).map { try $0["id"] }
  }

  /// Where a shipment goes, and the day it left, without what it carries.
  ///
  /// - Throws: ``InventoryFailure/noSuchShipment(_:)``.
  public static func terms(
    of id: ShipmentID, in reader: Reader
  ) throws -> (from: StructureID, to: StructureID, day: Day) {
    guard let row = try rows(where: "shipments.id = \(id)", in: reader).first else {
      throw InventoryFailure.noSuchShipment(id)
    }
    return (try row["from_structure"], try row["to_structure"], try day(of: row, in: reader))
  }

  /// How many devices of a shipment have not arrived.
  public static func awaited(of id: ShipmentID, in reader: Reader) throws -> Int {
    try reader.count(
      """
      SELECT count(*) AS n FROM shipment_items
      WHERE shipment_items.shipment = \(id) AND \(SQL.stands("shipment_items.entry"))
        AND NOT EXISTS (SELECT 1 FROM shipment_arrivals WHERE shipment_arrivals.shipment = shipment_items.shipment
          AND shipment_arrivals.device = shipment_items.device AND \(SQL.stands("shipment_arrivals.entry")))
      """)
  }

  /// A shipment by the number of its delivery note.
  ///
  /// - Throws: ``InventoryFailure/noSuchShipment(_:)``.
  public static func shipment(_ id: ShipmentID, in reader: Reader) throws -> Shipment {
    guard let shipment = try all(where: "shipments.id = \(id)", in: reader).first else {
      throw InventoryFailure.noSuchShipment(id)
    }
    return shipment
  }

  /// All shipments, oldest first.
  public static func all(in reader: Reader) throws -> [Shipment] { try all(where: "1 = 1", in: reader) }

  private static func rows(where condition: SQL, in reader: Reader) throws -> [Row] {
    try reader.all(
      """
      SELECT shipments.*, acts.day AS day FROM shipments LEFT JOIN acts ON acts.entry = shipments.entry
      WHERE (\(condition)) AND \(SQL.stands("shipments.entry")) ORDER BY shipments.id
      """)
  }

  /// The day a shipment left; of one that leaves now, its act is not in the journal yet.
  private static func day(of row: Row, in reader: Reader) throws -> Day {
    try row["day"] ?? (reader as? Change)?.act.day ?? row["day"]
  }

  private static func all(where condition: SQL, in reader: Reader) throws -> [Shipment] {
    try rows(where: condition, in: reader).map { row in
      let id: ShipmentID = try row["id"]
      let devices = try reader.all(
        """
        SELECT shipment_items.device AS device, shipment_items.slip AS slip, EXISTS (SELECT 1 FROM shipment_arrivals
          WHERE shipment_arrivals.shipment = shipment_items.shipment
          AND shipment_arrivals.device = shipment_items.device AND \(SQL.stands("shipment_arrivals.entry"))) AS arrived
        FROM shipment_items WHERE shipment_items.shipment = \(id) AND \(SQL.stands("shipment_items.entry"))
        ORDER BY shipment_items.device
        """
      ).map { line -> (device: DeviceID, arrived: Bool, slip: String?) in
        (try line["device"], try line["arrived"], try line["slip"])
      }
      return Shipment(
        id: id, from: try row["from_structure"], to: try row["to_structure"],
        day: try day(of: row, in: reader), devices: devices)
    }
  }

}
