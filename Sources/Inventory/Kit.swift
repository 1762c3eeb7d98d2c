public import Kernel
public import Storage

/// What can go with a device, and is counted in stock.
public enum KitItem: String, Sendable, CaseIterable, SQLConvertible {
  case charger, mouse, keyboard, screen, bag, sim, cable, headset

  /// The thing in words.
  public var text: Text {
    switch self {
    case .charger: Text(fr: "chargeur", en: "charger")
    case .mouse: Text(fr: "souris", en: "mouse")
    case .keyboard: Text(fr: "clavier", en: "keyboard")
    case .screen: Text(fr: "écran", en: "screen")
    case .bag: Text(fr: "sacoche", en: "bag")
    case .sim: Text(fr: "carte SIM", en: "SIM card")
    case .cable: Text(fr: "câble", en: "cable")
    case .headset: Text(fr: "casque", en: "headset")
    }
  }
}

/// What a device of a category is handed over with, from a file.
public struct KitList: Sendable, Equatable {
  /// The name and version the file gives itself.
  public let name: String
  private let items: [DeviceCategory: [KitItem]]

  /// Reads a list from its file.
  ///
  /// - Throws: `JSONFailure` with the place and the reason.
  public init(reading bytes: [UInt8], file: String) throws(JSONFailure) {
    self = try StrictJSON.read(bytes, file: file).object { fields throws(JSONFailure) in
      let (id, version) = (try fields.required("id").string(), try fields.required("version").string())
      var items: [DeviceCategory: [KitItem]] = [:]
      for node in try fields.required("kits").elements() {
        let (category, things) = try node.object { kit throws(JSONFailure) in
          (
            try kit.required("category").choice(DeviceCategory.self),
            try kit.required("items").array { item throws(JSONFailure) in try item.choice(KitItem.self) }
          )
        }
        guard items.updateValue(things, forKey: category) == nil else {
          throw node.failure(fr: "cette sorte est donnée deux fois", en: "this category is given twice")
        }
      }
      return KitList(name: "\(id) \(version)", items: items)
    }
  }

  private init(name: String, items: [DeviceCategory: [KitItem]]) {
    (self.name, self.items) = (name, items)
  }

  /// What a device of a category is handed over with.
  public func items(for category: DeviceCategory) -> [KitItem] { items[category] ?? [] }

  /// The list that comes with Rebond.
  ///
  /// - Throws: `JSONFailure` only if the shipped file is wrong, which the tests exclude.
  public static func shipped() throws(JSONFailure) -> KitList { try once.get() }

  private static let once = Result { () throws(JSONFailure) in
    try KitList(reading: PackageResources.kits_json, file: "kits.json")
  }
}

/// The kits of devices, and the stock they come from.
public enum KitStore {
  /// Puts something in a device's kit, or takes it out.
  ///
  /// - Parameter number: the number of a SIM card, as printed on it.
  /// - Throws: ``InventoryFailure/kitItem(_:_:present:)`` when it is so already, ``InventoryFailure/simNumber(_:)``,
  ///   ``InventoryFailure/simElsewhere(_:)``.
  public static func put(
    _ item: KitItem, of device: Device, present: Bool, number: String? = nil, in change: Change
  ) throws {
    guard try contents(of: device.id, in: change).contains(item) != present else {
      throw InventoryFailure.kitItem(device.code, item, present: present)
    }
    if let number {
      guard item == .sim, isSIM(number) else { throw InventoryFailure.simNumber(number) }
      if let other = try bearer(ofSIM: number, in: change) { throw InventoryFailure.simElsewhere(other) }
    }
    try change.run(
      """
      INSERT INTO kit_items (entry, device, item, present, number)
      VALUES (\(change.entry), \(device.id), \(item), \(present), \(number))
      """)
    if try isCounted(item, in: change) {
      try change.run(
        "INSERT INTO stock_moves (entry, item, quantity) VALUES (\(change.entry), \(item), \(present ? -1 : 1))")
    }
  }

  /// What is in a device's kit.
  public static func contents(of device: DeviceID, in reader: Reader) throws -> [KitItem] {
    try reader.all(
      """
      WITH latest AS (
        SELECT item, max(entry) AS entry FROM kit_items WHERE device = \(device) AND \(SQL.stands("kit_items.entry")) GROUP BY item
      )
      SELECT kit_items.item AS item FROM latest JOIN kit_items ON kit_items.entry = latest.entry
      WHERE kit_items.present = 1 ORDER BY kit_items.item
      """
    ).map { try $0["item"] }
  }

  /// Counts things into stock, or out of it.
  ///
  /// - Throws: ``InventoryFailure/stockShort(_:left:)``, ``InventoryFailure/stockQuantity(_:)``.
  public static func count(_ item: KitItem, by quantity: Int, in change: Change) throws -> Int {
    guard quantity != 0, abs(quantity) <= 100_000 else { throw InventoryFailure.stockQuantity(quantity) }
    let left = try stock(of: item, in: change)
    guard left + quantity >= 0 else { throw InventoryFailure.stockShort(item, left: left) }
    try change.run("INSERT INTO stock_moves (entry, item, quantity) VALUES (\(change.entry), \(item), \(quantity))")
    return left + quantity
  }

  /// Says from how many on there are too few.
  public static func setThreshold(_ minimum: Int, of item: KitItem, in change: Change) throws {
    guard (0...100_000).contains(minimum) else { throw InventoryFailure.stockQuantity(minimum) }
    try change.run(
      "INSERT INTO stock_thresholds (entry, item, minimum) VALUES (\(change.entry), \(item), \(minimum))")
  }

  /// How many there are of each thing, and from how many on there are too few.
  public static func stock(in reader: Reader) throws -> [(item: KitItem, count: Int, minimum: Int?)] {
    try KitItem.allCases.compactMap { item in
      let minimum = try reader.first(
        """
        SELECT minimum FROM stock_thresholds WHERE item = \(item) AND \(SQL.stands("stock_thresholds.entry"))
        ORDER BY entry DESC LIMIT 1
        """
      ).map { row -> Int in try row["minimum"] }
      guard try minimum != nil || isCounted(item, in: reader) else { return nil }
      return (item, try stock(of: item, in: reader), minimum)
    }
  }

  private static func stock(of item: KitItem, in reader: Reader) throws -> Int {
    try reader.count(
      "SELECT coalesce(sum(quantity), 0) AS n FROM stock_moves WHERE item = \(item) AND \(SQL.stands("stock_moves.entry"))"
    )
  }

  /// Takes things out of the stock, or puts them back, where they are counted at all.
  ///
  /// - Throws: ``InventoryFailure/stockShort(_:left:)``.
  public static func move(_ item: KitItem, by quantity: Int, in change: Change) throws {
    if try isCounted(item, in: change) { _ = try count(item, by: quantity, in: change) }
  }

  /// Checks the number of a SIM card that is to go by itself: one that is in a device's kit goes with that device.
  ///
  /// - Throws: ``InventoryFailure/simNumber(_:)``, ``InventoryFailure/simElsewhere(_:)``.
  public static func requireFree(sim number: String, in reader: Reader) throws {
    guard isSIM(number) else { throw InventoryFailure.simNumber(number) }
    if let other = try bearer(ofSIM: number, in: reader) { throw InventoryFailure.simElsewhere(other) }
  }

  private static func isCounted(_ item: KitItem, in reader: Reader) throws -> Bool {
    try reader.count(
      "SELECT count(*) AS n FROM stock_moves WHERE item = \(item) AND \(SQL.stands("stock_moves.entry"))") > 0
  }

  private static func bearer(ofSIM number: String, in reader: Reader) throws -> AssetCode? {
    try reader.first(
      """
      SELECT devices.code AS code FROM kit_items JOIN devices ON devices.id = kit_items.device
      WHERE kit_items.number = \(number) AND kit_items.present = 1 AND \(SQL.stands("kit_items.entry"))
        AND NOT EXISTS (SELECT 1 FROM kit_items AS later WHERE later.device = kit_items.device
          AND later.item = kit_items.item AND later.entry > kit_items.entry AND \(SQL.stands("later.entry")))
      """
    ).map { try $0["code"] }
  }

  /// Whether a text is the number of a SIM card: 18 to 20 digits, the last of which is a Luhn check (ITU-T E.118).
  static func isSIM(_ number: String) -> Bool {
    let digits = number.compactMap(\.wholeNumberValue)
    guard digits.count == number.count, (18...20).contains(digits.count), number.hasPrefix("89") else { return false }
    let sum = digits.reversed().enumerated().reduce(0) { sum, next in
      let doubled = next.element * (next.offset % 2 == 1 ? 2 : 1)
      return sum + doubled / 10 + doubled % 10
    }
    return sum % 10 == 0
  }
}
