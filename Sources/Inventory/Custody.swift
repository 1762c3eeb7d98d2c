public import Kernel
public import Storage

/// Whose a device is, who has it, and who may lend or sell it in the owner's name: three different things.
public struct Custody: Sendable, Equatable {
  /// The structure the device belongs to.
  public let owner: StructureID
  /// The structure that has it.
  public let holder: StructureID
  /// The structure the owner named to lend or part with it; nobody, unless said.
  public let agent: StructureID?

  /// Makes a custody; an owner is not its own agent.
  public init(owner: StructureID, holder: StructureID, agent: StructureID? = nil) {
    self.owner = owner
    self.holder = holder
    self.agent = agent == owner ? nil : agent
  }

  /// Whether a structure may lend, sell or give the device: its owner or the owner's named agent.
  public func maySignFor(_ structure: StructureID) -> Bool { structure == owner || structure == agent }
}

/// What is told of a device besides what machines say.
public struct DeviceParticulars: Sendable, Equatable {
  /// The year it was made; devices over ten years old are left out of the reuse rate (décret 2023-266).
  public let yearMade: Int?
  /// Its weight in grams.
  public let grams: Int?

  /// Makes particulars.
  ///
  /// - Parameter day: the day they are told; nothing is made after it.
  /// - Throws: ``InventoryFailure/nothingTold``, ``InventoryFailure/yearMade(_:)``, ``InventoryFailure/weight(_:)``.
  public init(yearMade: Int?, grams: Int?, on day: Day) throws(InventoryFailure) {
    guard yearMade != nil || grams != nil else { throw .nothingTold }
    if let yearMade, yearMade < 1980 || yearMade > day.parts.year { throw .yearMade(yearMade) }
    if let grams, !(1...1_000_000).contains(grams) { throw .weight(grams) }
    self.yearMade = yearMade
    self.grams = grams
  }

  private init(yearMade: Int?, grams: Int?) {
    self.yearMade = yearMade
    self.grams = grams
  }

  /// The year and the weight as they stand.
  static func known(yearMade: Int?, grams: Int?) -> DeviceParticulars {
    DeviceParticulars(yearMade: yearMade, grams: grams)
  }
}

/// Whose devices are, and what is told of them, in the database.
public enum CustodyStore {
  /// Says whose a device is and who has it, from this act on.
  public static func save(_ custody: Custody, of device: DeviceID, in change: Change) throws {
    try change.run(
      """
      INSERT INTO custodies (entry, device, owner, holder, agent)
      VALUES (\(change.entry), \(device), \(custody.owner), \(custody.holder), \(custody.agent))
      """)
  }

  /// Whose a device is and who has it, by the latest standing word; nothing when nobody said.
  ///
  /// What was said before the device was given or sold, or came back as a gift, holds no more.
  public static func custody(of device: DeviceID, in reader: Reader) throws -> Custody? {
    try reader.first(
      """
      SELECT owner, holder, agent FROM custodies WHERE device = \(device) AND \(SQL.stands("custodies.entry"))
        AND NOT EXISTS (SELECT 1 FROM departures WHERE departures.device = custodies.device
          AND departures.end_state IN (\(list: Device.StateName.allCases.filter(\.mayBeDonatedAgain)))
          AND departures.entry > custodies.entry AND \(SQL.stands("departures.entry")))
        AND NOT EXISTS (SELECT 1 FROM redonations WHERE redonations.device = custodies.device
          AND redonations.entry > custodies.entry AND \(SQL.stands("redonations.entry")))
      ORDER BY entry DESC LIMIT 1
      """
    ).map { try Custody(owner: $0["owner"], holder: $0["holder"], agent: $0["agent"]) }
  }

  /// Refuses a structure that may not lend or part with a device: neither its owner nor the owner's agent.
  ///
  /// A device whose owner nobody said is not refused: stock older than these records has none.
  /// - Throws: ``InventoryFailure/notTheirs(_:)``.
  public static func require(_ structure: StructureID, maySignFor device: Device, in reader: Reader) throws {
    guard let custody = try custody(of: device.id, in: reader) else { return }
    guard custody.maySignFor(structure) else { throw InventoryFailure.notTheirs(device.code) }
  }

  /// Tells the year or the weight of a device; what is left out stays as it was.
  public static func tell(_ particulars: DeviceParticulars, of device: DeviceID, in change: Change) throws {
    try change.run(
      """
      INSERT INTO device_particulars (entry, device, year_made, grams)
      VALUES (\(change.entry), \(device), \(particulars.yearMade), \(particulars.grams))
      """)
  }

  /// Says at which place of the directory a device stands from now on.
  public static func put(_ device: DeviceID, at place: PlaceID, in change: Change) throws {
    try change.run("INSERT INTO device_places (entry, device, place) VALUES (\(change.entry), \(device), \(place))")
  }

  /// The place a device stands at, by the latest standing word; nothing when nobody said.
  public static func place(of device: DeviceID, in reader: Reader) throws -> PlaceID? {
    try reader.first(
      """
      SELECT place FROM device_places WHERE device = \(device) AND \(SQL.stands("device_places.entry"))
      ORDER BY entry DESC LIMIT 1
      """
    ).map { try $0["place"] }
  }

  /// The year and the weight of a device, each by the latest standing word.
  public static func particulars(of device: DeviceID, in reader: Reader) throws -> DeviceParticulars {
    func latest(_ column: SQL) throws -> Int? {
      try reader.first(
        """
        SELECT \(column) AS known FROM device_particulars
        WHERE device = \(device) AND \(column) IS NOT NULL AND \(SQL.stands("device_particulars.entry"))
        ORDER BY entry DESC LIMIT 1
        """
      ).flatMap { try $0["known"] }
    }
    return .known(yearMade: try latest("year_made"), grams: try latest("grams"))
  }

}
