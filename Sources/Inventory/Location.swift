public import Kernel
public import Storage

/// Somewhere things are kept: a building of a place, a room in it, a shelf, a box.
public struct Location: Sendable, Equatable {
  /// Its number, on its card.
  public let id: LocationID
  public let kind: Kind
  public let name: String
  /// What it is in; nothing for a building.
  public let parent: LocationID?
  /// The place of the directory it belongs to.
  public let place: PlaceID

  /// How large a location is; each is in a larger one.
  public enum Kind: String, Sendable, CaseIterable, SQLConvertible {
    case building, room, shelf, box

    /// The kind in words.
    public var text: Text {
      switch self {
      case .building: Text(fr: "bâtiment", en: "building")
      case .room: Text(fr: "salle", en: "room")
      case .shelf: Text(fr: "étagère", en: "shelf")
      case .box: Text(fr: "caisse", en: "box")
      }
    }

    /// Whether one of this kind may be in one of another.
    func fits(in other: Kind) -> Bool {
      Self.allCases.firstIndex(of: self) ?? 0 > Self.allCases.firstIndex(of: other) ?? 0
    }
  }
}

/// Locations, and where devices are.
public enum LocationStore {
  /// Registers a location.
  ///
  /// - Parameters:
  ///   - parent: what it is in; nothing for a building.
  ///   - place: the place of the directory, of a building.
  /// - Throws: ``InventoryFailure/locationKind(_:in:)``, ``InventoryFailure/locationTaken(_:)``.
  public static func add(
    _ kind: Location.Kind, named name: String, in parent: Location?, of place: PlaceID, in change: Change
  ) throws -> Location {
    let name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !name.isEmpty, (parent == nil) == (kind == .building), parent.map({ kind.fits(in: $0.kind) }) ?? true else {
      throw InventoryFailure.locationKind(kind, in: parent?.kind)
    }
    let place = parent?.place ?? place
    guard try !all(in: change).contains(where: { $0.parent == parent?.id && $0.place == place && $0.name == name })
    else { throw InventoryFailure.locationTaken(name) }
    let id: LocationID = try change.insert(
      """
      INSERT INTO locations (parent, place, kind, name, entry)
      VALUES (\(parent?.id), \(place), \(kind), \(name), \(change.entry))
      """)
    return Location(id: id, kind: kind, name: name, parent: parent?.id, place: place)
  }

  /// Every location, those a thing is in before it.
  public static func all(in reader: Reader) throws -> [Location] {
    try reader.all(
      "SELECT id, parent, place, kind, name FROM locations WHERE \(SQL.stands("locations.entry")) ORDER BY id"
    ).map { row in
      try Location(id: row["id"], kind: row["kind"], name: row["name"], parent: row["parent"], place: row["place"])
    }
  }

  /// A location by its number.
  ///
  /// - Throws: ``InventoryFailure/noSuchLocation(_:)``.
  public static func location(_ id: LocationID, in reader: Reader) throws -> Location {
    guard let location = try all(in: reader).first(where: { $0.id == id }) else {
      throw InventoryFailure.noSuchLocation(id)
    }
    return location
  }

  /// The names of a location and of all it is in, the largest first: `Atelier › Salle 1 › Étagère A`.
  public static func path(of id: LocationID, among all: [Location]) -> String {
    var names: [String] = []
    var next: LocationID? = id
    while let here = all.first(where: { $0.id == next }), names.count < 10 {
      names.append(here.name)
      next = here.parent
    }
    return names.reversed().joined(separator: " › ")
  }

  /// A location and all that is in it.
  public static func within(_ id: LocationID, among all: [Location]) -> Set<LocationID> {
    var found: Set<LocationID> = [id]
    // A part is registered after what it is in.
    for location in all { if let parent = location.parent, found.contains(parent) { found.insert(location.id) } }
    return found
  }

  /// Says where a device is from now on; nowhere known, when a stock-take did not see it.
  public static func put(_ device: DeviceID, in location: LocationID?, in change: Change) throws {
    try change.run(
      """
      INSERT INTO device_locations (entry, device, location) VALUES (\(change.entry), \(device), \(location))
      """)
  }

  /// Where a device is, by the latest standing word; nothing when nobody said.
  public static func location(of device: DeviceID, in reader: Reader) throws -> LocationID? {
    try reader.first(
      """
      SELECT location FROM device_locations WHERE device = \(device) AND \(SQL.stands("device_locations.entry"))
      ORDER BY entry DESC LIMIT 1
      """
    ).flatMap { try $0["location"] }
  }

  /// The devices said to be in some locations, by the latest standing word on each.
  public static func devices(in locations: Set<LocationID>, reader: Reader) throws -> [DeviceID] {
    try reader.all(
      """
      SELECT DISTINCT device_locations.device AS device FROM device_locations
      WHERE device_locations.location IN (\(list: locations.sorted())) AND \(SQL.stands("device_locations.entry"))
        AND NOT EXISTS (SELECT 1 FROM device_locations AS later WHERE later.device = device_locations.device
          AND later.entry > device_locations.entry AND \(SQL.stands("later.entry")))
      ORDER BY device_locations.device
      """
    ).map { try $0["device"] }
  }

}
