public import Kernel
public import Storage

/// What leaves to an éco-organisme or an operator under contract in one go, under one slip: devices, media and parts.
public struct RecyclingLot: Sendable, Equatable {
  /// Its number.
  public let id: RecyclingLotID
  public let recycler: StructureID
  public let slip: Slip
  /// What was weighed, in grams, as the slip says.
  public let grams: Int
  /// The file of the slip, when it was kept.
  public let paper: Digest?
  /// The day it left.
  public let day: Day
  public let entry: EntryID
  public let items: [Item]

  /// One thing of a lot.
  public enum Item: Sendable, Hashable {
    case device(DeviceID)
    case medium(MediumID)
    case part(PartID)
  }

  /// The paper a lot leaves under: a *bordereau de suivi* of Trackdéchets, or the éco-organisme's own slip.
  public struct Slip: Sendable, Equatable {
    /// The reference as it is written.
    public let reference: String

    /// Whether it is a *bordereau de suivi de déchets dangereux* of Trackdéchets.
    public var isBSD: Bool { Slip.begins(reference) }

    /// Reads a reference; one that says it is a BSD is written as Trackdéchets writes them, `BSD-YYYYMMDD-XXXXXXXXX`.
    ///
    /// - Throws: ``InventoryFailure/emptySlip``, ``InventoryFailure/bsdNumber(_:)``.
    public init(_ written: String) throws(InventoryFailure) {
      let reference = try Departure.reference(written)
      guard Slip.begins(reference) else {
        self.reference = reference
        return
      }
      let parts = reference.uppercased().split(separator: "-", omittingEmptySubsequences: false)
      let isWhole =
        parts.count == 3 && parts[1].count == 8 && parts[1].allSatisfy { ("0"..."9").contains($0) }
        && parts[2].count == 9
        && parts[2].allSatisfy { ("0"..."9").contains($0) || ("A"..."Z").contains($0) }
      guard isWhole, Slip.day(parts[1]) != nil else { throw .bsdNumber(reference) }
      self.reference = reference.uppercased()
    }

    private static func begins(_ reference: String) -> Bool { reference.uppercased().hasPrefix("BSD") }

    private static func day(_ digits: Substring) -> Day? {
      let (year, rest) = (digits.prefix(4), digits.dropFirst(4))
      guard let year = Int(year), let month = Int(rest.prefix(2)), let day = Int(rest.dropFirst(2)) else { return nil }
      return Day(year: year, month: month, day: day)
    }
  }
}

public typealias RecyclingLotID = ID<RecyclingLot>

/// The lots that left to be recycled, in the database.
public enum RecyclingStore {
  /// Opens a lot; what leaves with it is added in the same act.
  ///
  /// - Throws: ``InventoryFailure/weight(_:)``.
  public static func open(
    to recycler: StructureID, under slip: RecyclingLot.Slip, grams: Int, paper: Digest?, in change: Change
  ) throws -> RecyclingLotID {
    guard (1...100_000_000).contains(grams) else { throw InventoryFailure.weight(grams) }
    return try change.insert(
      """
      INSERT INTO recycling_lots (recycler, slip, grams, paper, entry)
      VALUES (\(recycler), \(slip.reference), \(grams), \(paper), \(change.entry))
      """)
  }

  /// Puts a thing in a lot; a device or a medium left by the same act.
  public static func add(_ item: RecyclingLot.Item, to lot: RecyclingLotID, in change: Change) throws {
    let (device, medium, part): (DeviceID?, MediumID?, PartID?) =
      switch item {
      case .device(let device): (device, nil, nil)
      case .medium(let medium): (nil, medium, nil)
      case .part(let part): (nil, nil, part)
      }
    try change.run(
      """
      INSERT INTO recycling_items (entry, lot, device, medium, part)
      VALUES (\(change.entry), \(lot), \(device), \(medium), \(part))
      """)
  }

  /// A lot by its number.
  ///
  /// - Throws: ``InventoryFailure/noSuchLot(_:)``.
  public static func lot(_ id: RecyclingLotID, in reader: Reader) throws -> RecyclingLot {
    guard let lot = try lots(where: "recycling_lots.id = \(id)", in: reader).first else {
      throw InventoryFailure.noSuchLot(id)
    }
    return lot
  }

  /// All lots, oldest first.
  public static func all(in reader: Reader) throws -> [RecyclingLot] { try lots(where: "1 = 1", in: reader) }

  private static func lots(where condition: SQL, in reader: Reader) throws -> [RecyclingLot] {
    try reader.all(
      """
      SELECT recycling_lots.*, acts.day AS day FROM recycling_lots LEFT JOIN acts ON acts.entry = recycling_lots.entry
      WHERE (\(condition)) AND coalesce(acts.annulled, 0) = 0 ORDER BY recycling_lots.id
      """
    ).map { row in
      let id: RecyclingLotID = try row["id"]
      return RecyclingLot(
        id: id, recycler: try row["recycler"], slip: try RecyclingLot.Slip(row["slip"]), grams: try row["grams"],
        paper: try row["paper"], day: try row["day"] ?? (reader as? Change)?.act.day ?? row["day"],
        entry: try row["entry"], items: try items(of: id, in: reader))
    }
  }

  private static func items(of lot: RecyclingLotID, in reader: Reader) throws -> [RecyclingLot.Item] {
    try reader.all(
      """
      SELECT recycling_items.device AS device, recycling_items.medium AS medium, recycling_items.part AS part
      FROM recycling_items LEFT JOIN acts ON acts.entry = recycling_items.entry
      WHERE recycling_items.lot = \(lot) AND coalesce(acts.annulled, 0) = 0 ORDER BY recycling_items.entry
      """
    ).map { row in
      if let device: DeviceID = try row["device"] { return .device(device) }
      if let medium: MediumID = try row["medium"] { return .medium(medium) }
      return .part(try row["part"])
    }
  }
}

extension InventorySchema {
  /// Lots: each thing in one, with the very act by which it left.
  static let recycling = """
    CREATE TABLE recycling_lots (
      id INTEGER PRIMARY KEY,
      recycler INTEGER NOT NULL REFERENCES structures (id),
      slip TEXT NOT NULL CHECK (trim(slip) <> ''),
      grams INTEGER NOT NULL CHECK (grams BETWEEN 1 AND 100000000),
      paper BLOB REFERENCES stored_bytes (digest),
      \(Schema.entryColumn),
      CHECK (upper(slip) NOT LIKE 'BSD%'
        OR slip GLOB 'BSD-[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]-[0-9A-Z][0-9A-Z][0-9A-Z][0-9A-Z][0-9A-Z][0-9A-Z][0-9A-Z][0-9A-Z][0-9A-Z]')
    ) STRICT;
    \(Schema.appendOnly("recycling_lots", key: ["id"], act: "NEW.entry"))
    \(Schema.byEntry("recycling_lots"))
    CREATE TABLE recycling_items (
      \(Schema.entryColumn) PRIMARY KEY,
      lot INTEGER NOT NULL REFERENCES recycling_lots (id),
      device INTEGER REFERENCES devices (id),
      medium INTEGER REFERENCES media (id),
      part INTEGER REFERENCES parts (id),
      CHECK ((device IS NOT NULL) + (medium IS NOT NULL) + (part IS NOT NULL) = 1)
    ) STRICT;
    CREATE INDEX recycling_items_by_lot ON recycling_items (lot, entry);
    CREATE INDEX recycling_items_by_part ON recycling_items (part) WHERE part IS NOT NULL;
    \(Schema.appendOnly("recycling_items", key: ["entry"], act: "NEW.entry"))
    \(Schema.refuse(
      "recycling_items_left_by_their_act", on: "recycling_items",
      when: """
        NEW.device IS NOT NULL AND NOT EXISTS (SELECT 1 FROM departures JOIN recycling_lots ON recycling_lots.id = NEW.lot
          WHERE departures.entry = NEW.entry AND departures.device = NEW.device AND departures.end_state = 'recycled'
          AND departures.recipient = recycling_lots.recycler AND departures.slip = recycling_lots.slip)
        OR NEW.medium IS NOT NULL AND NOT EXISTS (SELECT 1 FROM medium_departures
          JOIN recycling_lots ON recycling_lots.id = NEW.lot
          WHERE medium_departures.entry = NEW.entry AND medium_departures.medium = NEW.medium
          AND medium_departures.recipient = recycling_lots.recycler AND medium_departures.slip = recycling_lots.slip)
        """,
      message: "rien n''est d''un lot sans être parti avec lui, sous son bordereau"))
    \(Schema.refuse(
      "recycling_items_are_in_stock", on: "recycling_items",
      when: """
        NEW.part IS NOT NULL AND (EXISTS (SELECT 1 FROM parts WHERE parts.id = NEW.part AND \(Schema.annulled("parts.entry")))
          OR EXISTS (SELECT 1 FROM part_uses WHERE part_uses.part = NEW.part AND NOT \(Schema.annulled("part_uses.entry")))
          OR EXISTS (SELECT 1 FROM recycling_items AS other WHERE other.part = NEW.part
            AND NOT \(Schema.annulled("other.entry"))))
        """,
      message: "cette pièce n''est pas en stock"))
    \(Schema.refuse(
      "part_uses_of_what_is_here", on: "part_uses",
      when: """
        EXISTS (SELECT 1 FROM recycling_items WHERE recycling_items.part = NEW.part
          AND NOT \(Schema.annulled("recycling_items.entry")))
        """,
      message: "cette pièce est partie au recyclage"))

    """
}
