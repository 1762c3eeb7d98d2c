public import Kernel
public import Storage

/// A stock-take of one location: what was seen there, by however many people, with interruptions.
public struct StockTake: Sendable, Equatable {
  /// Its number.
  public let id: StockTakeID
  public let location: LocationID
  /// The devices seen there.
  public let seen: Set<DeviceID>
  /// Whether it is over.
  public let isClosed: Bool
}

/// What a stock-take finds of one device.
public enum StockTakeFinding: String, Sendable, CaseIterable {
  /// It was said to be there, and is.
  case found
  /// It was said to be there, and was not seen.
  case missing
  /// It was seen, and was said to be somewhere else.
  case elsewhere
  /// It was seen, and nobody said where it is, or it is said to have left.
  case unexpected

  /// The finding in words.
  public var text: Text {
    switch self {
    case .found: Text(fr: "trouvé", en: "found")
    case .missing: Text(fr: "manquant", en: "missing")
    case .elsewhere: Text(fr: "inscrit ailleurs", en: "recorded elsewhere")
    case .unexpected: Text(fr: "inattendu", en: "unexpected")
    }
  }

  /// What was found of each device.
  ///
  /// - Parameters:
  ///   - seen: the devices seen.
  ///   - expected: those said to be there.
  ///   - located: those of which somebody said where they are.
  ///   - here: those that are in the chain's own hands.
  public static func of(
    seen: Set<DeviceID>, expected: Set<DeviceID>, located: Set<DeviceID>, here: Set<DeviceID>
  ) -> [(device: DeviceID, finding: StockTakeFinding)] {
    seen.union(expected.intersection(here)).sorted().map { device in
      switch (seen.contains(device), expected.contains(device)) {
      case (true, true): (device, here.contains(device) ? .found : .unexpected)
      case (false, _): (device, .missing)
      case (true, false): (device, located.contains(device) && here.contains(device) ? .elsewhere : .unexpected)
      }
    }
  }
}

/// Stock-takes in the database.
public enum StockTakeStore {
  /// Begins a stock-take, or goes on with the one under way there.
  public static func begin(at location: LocationID, in change: Change) throws -> StockTakeID {
    if let open = try open(at: location, in: change) { return open }
    return try change.insert(
      "INSERT INTO stocktakes (location, entry) VALUES (\(location), \(change.entry))")
  }

  /// Says that a device is there; saying it twice changes nothing.
  ///
  /// - Returns: whether it is said for the first time.
  /// - Throws: ``InventoryFailure/noSuchStockTake(_:)``, ``InventoryFailure/stockTakeClosed(_:)``.
  public static func see(_ device: DeviceID, in id: StockTakeID, change: Change) throws -> Bool {
    guard try !isClosed(id, in: change) else { throw InventoryFailure.stockTakeClosed(id) }
    let seen = try change.count(
      """
      SELECT count(*) AS n FROM stocktake_scans
      WHERE stocktake = \(id) AND device = \(device) AND \(SQL.stands("stocktake_scans.entry"))
      """)
    guard seen == 0 else { return false }
    try change.run(
      "INSERT INTO stocktake_scans (stocktake, device, entry) VALUES (\(id), \(device), \(change.entry))")
    return true
  }

  /// Whether a stock-take is over.
  ///
  /// - Throws: ``InventoryFailure/noSuchStockTake(_:)``.
  private static func isClosed(_ id: StockTakeID, in reader: Reader) throws -> Bool {
    let row = try reader.first(
      """
      SELECT EXISTS (SELECT 1 FROM stocktake_ends WHERE stocktake_ends.stocktake = stocktakes.id
        AND \(SQL.stands("stocktake_ends.entry"))) AS closed
      FROM stocktakes WHERE stocktakes.id = \(id) AND \(SQL.stands("stocktakes.entry"))
      """)
    guard let row else { throw InventoryFailure.noSuchStockTake(id) }
    return try row["closed"]
  }

  /// Ends a stock-take.
  ///
  /// - Throws: ``InventoryFailure/noSuchStockTake(_:)``, ``InventoryFailure/stockTakeClosed(_:)``.
  public static func close(_ id: StockTakeID, in change: Change) throws {
    guard try !stockTake(id, in: change).isClosed else { throw InventoryFailure.stockTakeClosed(id) }
    try change.run("INSERT INTO stocktake_ends (entry, stocktake) VALUES (\(change.entry), \(id))")
  }

  /// A stock-take by its number.
  ///
  /// - Throws: ``InventoryFailure/noSuchStockTake(_:)``.
  public static func stockTake(_ id: StockTakeID, in reader: Reader) throws -> StockTake {
    guard let take = try stockTakes(where: "stocktakes.id = \(id)", in: reader).first else {
      throw InventoryFailure.noSuchStockTake(id)
    }
    return take
  }

  /// All stock-takes, oldest first.
  public static func all(in reader: Reader) throws -> [StockTake] { try stockTakes(where: "1 = 1", in: reader) }

  /// The stock-take under way at a location, or nothing.
  public static func open(at location: LocationID, in reader: Reader) throws -> StockTakeID? {
    try reader.first(
      """
      SELECT stocktakes.id AS id FROM stocktakes WHERE stocktakes.location = \(location) AND \(SQL.stands("stocktakes.entry"))
        AND NOT EXISTS (SELECT 1 FROM stocktake_ends WHERE stocktake_ends.stocktake = stocktakes.id
          AND \(SQL.stands("stocktake_ends.entry")))
      ORDER BY stocktakes.id DESC LIMIT 1
      """
    ).map { try $0["id"] }
  }

  private static func stockTakes(where condition: SQL, in reader: Reader) throws -> [StockTake] {
    try reader.all(
      """
      SELECT stocktakes.id AS id, stocktakes.location AS location,
        EXISTS (SELECT 1 FROM stocktake_ends WHERE stocktake_ends.stocktake = stocktakes.id
          AND \(SQL.stands("stocktake_ends.entry"))) AS closed
      FROM stocktakes WHERE (\(condition)) AND \(SQL.stands("stocktakes.entry")) ORDER BY stocktakes.id
      """
    ).map { row in
      let id: StockTakeID = try row["id"]
      let seen: [DeviceID] = try reader.all(
        "SELECT device FROM stocktake_scans WHERE stocktake = \(id) AND \(SQL.stands("stocktake_scans.entry"))"
      ).map { try $0["device"] }
      return StockTake(id: id, location: try row["location"], seen: Set(seen), isClosed: try row["closed"])
    }
  }

}
