import Directory
public import Inventory
public import Kernel
import Loans
import Storage

/// A location and all it is in.
public struct LocationLine: Sendable {
  public let location: Location
  /// The names, the largest first: `Atelier › Salle 1`.
  public let path: String
  /// How many devices are said to be there, those further inside left out.
  public let devices: Int
}

extension Chain {
  /// Registers a building of a place, or a room, a shelf, a box in something larger.
  ///
  /// - Parameters:
  ///   - parent: what it is in.
  ///   - place: the place of the directory, of a building.
  public func addLocation(
    _ kind: Location.Kind, named name: String, in parent: LocationID?, of place: String?, as act: Act
  ) throws -> LocationLine {
    try database.write(Action.addLocation, act) { change in
      let parent = try parent.map { try LocationStore.location($0, in: change) }
      guard let place = try place.map({ try DirectoryStore.place($0, in: change).id }) ?? parent?.place else {
        throw InventoryFailure.locationKind(kind, in: parent?.kind)
      }
      let location = try LocationStore.add(kind, named: name, in: parent, of: place, in: change)
      change.concerns(.location(location.id))
      let path = LocationStore.path(of: location.id, among: try LocationStore.all(in: change))
      return LocationLine(location: location, path: path, devices: 0)
    }
  }

  /// Every location, by its path.
  public func locations() throws -> [LocationLine] {
    try database.read { reader in
      let all = try LocationStore.all(in: reader)
      return try all.map { location in
        LocationLine(
          location: location, path: LocationStore.path(of: location.id, among: all),
          devices: try LocationStore.devices(in: [location.id], reader: reader).count)
      }.sorted { $0.path < $1.path }
    }
  }

  /// The paths of all locations.
  func locationNames() throws -> [LocationID: String] {
    try database.read { reader in
      let all = try LocationStore.all(in: reader)
      return Dictionary(uniqueKeysWithValues: all.map { ($0.id, LocationStore.path(of: $0.id, among: all)) })
    }
  }

  /// Puts a device in a location; the place of the directory goes with it.
  @discardableResult
  public func move(_ code: AssetCode, to location: LocationID, as act: Act) throws -> String {
    try database.write(Action.moveDevice, act) { change in
      let device = try DeviceStore.device(code, in: change)
      try put(device, in: location, change: change)
      return LocationStore.path(of: location, among: try LocationStore.all(in: change))
    }
  }

  func put(_ device: Device, in location: LocationID?, change: Change) throws {
    let target = try location.map { try LocationStore.location($0, in: change) }
    change.concerns(.device(device.id))
    if let target {
      change.note("location", .id(target.id))
      try CustodyStore.put(device.id, at: target.place, in: change)
    }
    try LocationStore.put(device.id, in: location, in: change)
  }

  // MARK: Kits and stock

  /// Puts something in a device's kit.
  ///
  /// - Returns: what is still missing of the kit.
  @discardableResult
  public func putInKit(
    _ item: KitItem, of code: AssetCode, present: Bool = true, number: String? = nil, as act: Act
  ) throws -> [KitItem] {
    try database.write(Action.changeKit, act) { change in
      let device = try DeviceStore.device(code, in: change)
      change.concerns(.device(device.id))
      change.note("item", .word(item))
      change.note("present", .number(present ? 1 : 0))
      if let number { try LentSIMStore.requireFree(number, in: change) }
      try KitStore.put(item, of: device, present: present, number: number, in: change)
      return try missing(inKitOf: device, in: change)
    }
  }

  /// What goes with a device, and what is missing of its kit.
  public func kit(of code: AssetCode) throws -> (contents: [KitItem], missing: [KitItem]) {
    try database.read { reader in
      let device = try DeviceStore.device(code, in: reader)
      return (try KitStore.contents(of: device.id, in: reader), try missing(inKitOf: device, in: reader))
    }
  }

  private func missing(inKitOf device: Device, in reader: Reader) throws -> [KitItem] {
    let contents = try KitStore.contents(of: device.id, in: reader)
    return try KitList.shipped().items(for: device.category).filter { !contents.contains($0) }
  }

  /// Counts things into stock, or out of it.
  ///
  /// - Returns: how many there are then.
  public func count(_ item: KitItem, by quantity: Int, as act: Act) throws -> Int {
    try database.write(Action.countStock, act) { change in
      change.concerns(.instance)
      change.note("item", .word(item))
      change.note("quantity", .number(quantity))
      return try KitStore.count(item, by: quantity, in: change)
    }
  }

  /// Says from how many on there are too few of a thing.
  public func setThreshold(_ minimum: Int, of item: KitItem, as act: Act) throws {
    try database.write(Action.setThreshold, act) { change in
      change.concerns(.instance)
      change.note("item", .word(item))
      change.note("minimum", .number(minimum))
      try KitStore.setThreshold(minimum, of: item, in: change)
    }
  }

  /// How many there are of each thing, and from how many on there are too few.
  public func stock() throws -> [(item: KitItem, count: Int, minimum: Int?)] {
    try database.read { try KitStore.stock(in: $0) }
  }
}
