import Directory
import Inventory
import Kernel
import Storage

/// What a search finds, as one types.
public struct DeviceSearch: Sendable {
  /// The devices, in the order of their codes' reception.
  public let lines: [DeviceLine]
  /// Whether there may be more than was looked at: a longer word finds the rest.
  public let isPartial: Bool
}

extension Chain {
  /// The devices that all of some words are about: beginnings of their code, serial number, maker or model, of their kind, of
  /// their donor's name, of their state, of the place they are at.
  ///
  /// - Parameter limit: how many devices at most.
  public func search(_ typed: String, limit: Int = 20) throws -> DeviceSearch {
    let words = SearchStore.typed(typed)
    guard !words.isEmpty else { return DeviceSearch(lines: [], isPartial: false) }
    return try database.read { reader in
      let meanings = try words.map { try Meaning($0, in: reader) }
      // The rarest word leads; where all are common, what came last is looked at.
      let first = meanings.min { $0.count < $1.count }
      let isCommon = first.map { $0.count >= Meaning.most } ?? true
      let candidates: SQL =
        if let first, !isCommon {
          "devices.id IN (\(first.candidates))"
        } else {
          "devices.id > (SELECT max(id) FROM devices) - \(Meaning.latest)"
        }
      let conditions = meanings.map { SQL(" AND (") + $0.condition + ")" }
      let rows = try reader.all(
        """
        SELECT devices.id AS id, devices.code AS code, devices.category AS category, devices.state AS state
        FROM devices WHERE \(candidates) AND \(DeviceStore.isInChain)\(conditions.reduce("", +))
        LIMIT \(limit + 1)
        """)
      let lines = try rows.prefix(limit).map { row in
        let identity = try MediumStore.identity(of: row["id"], in: reader)
        return try DeviceLine(
          code: row["code"], category: row["category"], state: row["state"], name: identity.name,
          serial: identity.serial)
      }
      return DeviceSearch(lines: lines, isPartial: rows.count > limit || isCommon)
    }
  }
}

/// What one typed word may mean.
private struct Meaning {
  /// What more devices than these have is a common word.
  static let most = 2_000
  /// How many devices are looked at when every word is common.
  static let latest = 5_000

  /// How many devices it may mean, counted up to the limit.
  let count: Int
  /// Queries that each give some of the devices, as `device`.
  private let sources: [SQL]
  /// That a row of `devices` is meant.
  let condition: SQL

  init(_ word: String, in reader: Reader) throws {
    // Shorter words begin too many names to say anything.
    let isLong = word.count >= 3
    func begins(_ name: String) -> Bool { isLong && SearchStore.words(name).contains { $0.hasPrefix(word) } }
    func begins(_ text: Text) -> Bool { begins(text.fr) || begins(text.en) }
    func named(_ table: SQL) throws -> [Int64] {
      guard isLong else { return [] }
      return try reader.all("SELECT id, name FROM \(table)").filter { begins(try $0["name"]) }.map { try $0["id"] }
    }
    let states = Device.StateName.allCases.filter { begins($0.text) }
    let categories = DeviceCategory.allCases.filter { begins($0.text) }
    let donors = try named("structures")
    let places = try named("places")

    var sources = SearchStore.having(word)
    var conditions = [SearchStore.has(word)]
    if !states.isEmpty {
      conditions.append("devices.state IN (\(list: states))")
      sources.append("SELECT id AS device FROM devices WHERE state IN (\(list: states))")
    }
    if !categories.isEmpty {
      conditions.append("devices.category IN (\(list: categories))")
      // All states are named for their index's sake, which begins with them.
      sources.append(
        """
        SELECT id AS device FROM devices
        WHERE state IN (\(list: Device.StateName.allCases)) AND category IN (\(list: categories))
        """)
    }
    if !donors.isEmpty {
      let lines: SQL = """
        SELECT donation_lines.id FROM gisements JOIN donations ON donations.donor = gisements.id
        JOIN donation_lines ON donation_lines.donation = donations.id WHERE gisements.structure IN (\(list: donors))
        """
      conditions.append("devices.donation_line IN (\(lines))")
      sources.append("SELECT id AS device FROM devices WHERE donation_line IN (\(lines))")
    }
    if !places.isEmpty {
      let isThere: SQL = """
        (SELECT latest.place FROM device_places AS latest WHERE latest.device = devices.id
          ORDER BY latest.entry DESC LIMIT 1) IN (\(list: places))
        """
      conditions.append(isThere)
      sources.append(
        """
        SELECT devices.id AS device FROM device_places JOIN devices ON devices.id = device_places.device
        WHERE device_places.place IN (\(list: places)) AND \(isThere)
        """)
    }
    self.sources = sources
    condition = conditions.dropFirst().reduce(conditions[0]) { $0 + " OR " + $1 }
    count = try reader.count("SELECT count(*) AS n FROM (\(Self.some(of: sources)) LIMIT \(Self.most)) AS found")
  }

  /// The numbers of the devices that may be meant.
  var candidates: SQL { Self.some(of: sources) }

  private static func some(of sources: [SQL]) -> SQL {
    let parts = sources.map { SQL("SELECT device FROM (") + $0 + " LIMIT \(most)) AS part" }
    return parts.dropFirst().reduce(parts[0]) { $0 + " UNION ALL " + $1 }
  }
}
