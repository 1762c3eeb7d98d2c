public import Kernel
public import Storage

/// A part of the workshop's stock, bought or taken out of a device; it keeps where it came from.
public struct Part: Sendable, Equatable {
  /// Its number.
  public let id: PartID
  public let kind: Kind
  /// What it is, as people say.
  public let name: String
  /// Where it came from.
  public let origin: Origin
  /// The act that brought it.
  public let entry: EntryID
  /// The repair it was used for; nothing while it is in stock.
  public let used: RepairID?
  /// Whether it left to be recycled.
  public let isGone: Bool

  /// What a part can be.
  public enum Kind: String, Sendable, CaseIterable, SQLConvertible {
    case memory, storage, battery, charger, screen, keyboard, fan, board, casing, cable, other

    /// The kind in words.
    public var text: Text {
      switch self {
      case .memory: Text(fr: "mémoire", en: "memory")
      case .storage: Text(fr: "stockage", en: "storage")
      case .battery: Text(fr: "batterie", en: "battery")
      case .charger: Text(fr: "chargeur", en: "charger")
      case .screen: Text(fr: "écran", en: "screen")
      case .keyboard: Text(fr: "clavier", en: "keyboard")
      case .fan: Text(fr: "ventilateur", en: "fan")
      case .board: Text(fr: "carte", en: "board")
      case .casing: Text(fr: "coque", en: "casing")
      case .cable: Text(fr: "câble", en: "cable")
      case .other: Text(fr: "autre pièce", en: "another part")
      }
    }
  }

  /// Where a part came from.
  public enum Origin: Sendable, Equatable {
    case bought(Money?)
    case harvested(from: DeviceID)
  }

  /// Its price, when it was bought.
  public var price: Money? { if case .bought(let price) = origin { price } else { nil } }
}

/// The parts in the database.
public enum PartStore {
  /// Takes a part into stock.
  ///
  /// - Parameters:
  ///   - origin: where it came from; a device it was taken out of is in the workshop, or was taken apart.
  /// - Throws: ``InventoryFailure/notHarvestable(_:is:)``, ``InventoryFailure/mediumAsPart(_:)`` for a disk with data of
  ///   its own, which is taken out as the medium it is; ``InventoryFailure/partName``, ``InventoryFailure/price(_:)``.
  public static func take(
    _ kind: Part.Kind, named name: String, from origin: Part.Origin, in change: Change
  ) throws -> PartID {
    guard name.contains(where: { !$0.isWhitespace }) else { throw InventoryFailure.partName }
    var device: DeviceID?
    if case .harvested(let id) = origin, let giver = try DeviceStore.device(id, in: change) {
      guard Part.givers.contains(giver.state.name) else {
        throw InventoryFailure.notHarvestable(giver.code, is: giver.state.name)
      }
      guard kind != .storage else { throw InventoryFailure.mediumAsPart(giver.code) }
      device = id
    }
    var price: Money?
    if case .bought(let paid?) = origin {
      guard paid >= .zero else { throw InventoryFailure.price(paid) }
      price = paid
    }
    return try change.insert(
      """
      INSERT INTO parts (kind, name, device, price_cents, entry)
      VALUES (\(kind), \(name), \(device), \(price), \(change.entry))
      """)
  }

  /// Uses a part for a repair, once.
  ///
  /// - Throws: ``InventoryFailure/noSuchPart(_:)``, ``InventoryFailure/partUsed(_:repair:)``.
  public static func use(_ id: PartID, for repair: RepairID, in change: Change) throws -> Part {
    let part = try part(id, in: change)
    if let used = part.used { throw InventoryFailure.partUsed(id, repair: used) }
    if part.isGone { throw InventoryFailure.partGone(id) }
    try change.run("INSERT INTO part_uses (entry, part, repair) VALUES (\(change.entry), \(id), \(repair))")
    return part
  }

  /// A part by its number.
  ///
  /// - Throws: ``InventoryFailure/noSuchPart(_:)``.
  public static func part(_ id: PartID, in reader: Reader) throws -> Part {
    guard let part = try parts(where: "parts.id = \(id)", in: reader).first else {
      throw InventoryFailure.noSuchPart(id)
    }
    return part
  }

  /// A part by its number, or nothing.
  public static func known(_ id: PartID, in reader: Reader) throws -> Part? {
    try parts(where: "parts.id = \(id)", in: reader).first
  }

  /// The parts in stock, by kind; those used too when asked.
  public static func all(alsoUsed: Bool, in reader: Reader) throws -> [Part] {
    try parts(where: "1 = 1", in: reader).filter { alsoUsed || $0.used == nil && !$0.isGone }
  }

  /// The parts used for a repair.
  public static func parts(of repair: RepairID, in reader: Reader) throws -> [Part] {
    try parts(where: "parts.id IN (SELECT part FROM part_uses WHERE repair = \(repair))", in: reader)
      .filter { $0.used == repair }
  }

  private static func parts(where condition: SQL, in reader: Reader) throws -> [Part] {
    try reader.all(
      """
      SELECT parts.*, (SELECT part_uses.repair FROM part_uses LEFT JOIN acts AS using_it
          ON using_it.entry = part_uses.entry
          WHERE part_uses.part = parts.id AND coalesce(using_it.annulled, 0) = 0
          ORDER BY part_uses.entry DESC LIMIT 1) AS used,
        EXISTS (SELECT 1 FROM recycling_items LEFT JOIN acts AS leaving ON leaving.entry = recycling_items.entry
          WHERE recycling_items.part = parts.id AND coalesce(leaving.annulled, 0) = 0) AS gone
      FROM parts LEFT JOIN acts ON acts.entry = parts.entry
      WHERE (\(condition)) AND coalesce(acts.annulled, 0) = 0 ORDER BY parts.id
      """
    ).map { row in
      let device: DeviceID? = try row["device"]
      return Part(
        id: try row["id"], kind: try row["kind"], name: try row["name"],
        origin: try device.map { .harvested(from: $0) } ?? .bought(row["price_cents"]), entry: try row["entry"],
        used: try row["used"], isGone: try row["gone"])
    }
  }
}

extension Part {
  /// The states of devices from which parts are taken.
  static let givers: [Device.StateName] = [.inRefurbishment, .harvested]
}
