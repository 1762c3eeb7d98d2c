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
  /// The devices that all of some words are about: beginnings of their code, serial number, maker or model, of their donor's
  /// name, of their state, of the place they are at.
  ///
  /// - Parameter limit: how many devices at most.
  public func search(_ typed: String, limit: Int = 20) throws -> DeviceSearch {
    let words = SearchStore.typed(typed)
    guard !words.isEmpty else { return DeviceSearch(lines: [], isPartial: false) }
    return try database.read { reader in
      let meanings = try words.map { try Meaning($0, in: reader) }
      // The rarest word leads; the others only have to hold.
      let first = meanings.indices.min { meanings[$0].count < meanings[$1].count } ?? 0
      let others = meanings.indices.filter { $0 != first }.map { SQL(" AND (") + meanings[$0].condition + ")" }
      let rows = try reader.all(
        """
        SELECT devices.id AS id, devices.code AS code, devices.category AS category, devices.state AS state
        FROM devices WHERE devices.id IN (\(meanings[first].candidates))
          AND \(DeviceStore.isInChain)\(others.reduce("", +))
        LIMIT \(limit + 1)
        """)
      let lines = try rows.prefix(limit).map { row in
        let identity = try MediumStore.identity(of: row["id"], in: reader)
        return try DeviceLine(
          code: row["code"], category: row["category"], state: row["state"], name: identity.name,
          serial: identity.serial)
      }
      return DeviceSearch(lines: lines, isPartial: rows.count > limit || meanings[first].count >= Meaning.most)
    }
  }
}

/// What one typed word may mean.
private struct Meaning {
  /// How many devices are looked at for one word.
  static let most = 2_000

  let word: String
  /// How many devices it may mean, counted up to the limit.
  let count: Int
  private let states: [Device.StateName]
  private let lines: [DonationLineID]
  private let places: [PlaceID]

  init(_ word: String, in reader: Reader) throws {
    self.word = word
    func begins(_ name: String) -> Bool { SearchStore.words(name).contains { $0.hasPrefix(word) } }
    states = word.count < 3 ? [] : Device.StateName.allCases.filter { begins($0.text.fr) || begins($0.text.en) }
    let named = { (table: SQL) -> [(id: Int64, name: String)] in
      try reader.all("SELECT id, name FROM \(table)").map { (try $0["id"], try $0["name"]) }
    }
    let structures = word.count < 3 ? [] : try named("structures").filter { begins($0.name) }.map(\.id)
    lines =
      structures.isEmpty
      ? []
      : try reader.all(
        """
        SELECT donation_lines.id AS id FROM gisements JOIN donations ON donations.donor = gisements.id
        JOIN donation_lines ON donation_lines.donation = donations.id
        WHERE gisements.structure IN (\(list: structures)) LIMIT \(Self.most)
        """
      ).map { try $0["id"] }
    places = word.count < 3 ? [] : try named("places").filter { begins($0.name) }.map { PlaceID(rawValue: $0.id) }
    var count = try SearchStore.count(word, upTo: Self.most, in: reader)
    if !states.isEmpty || !lines.isEmpty || !places.isEmpty { count = Self.most }
    self.count = count
  }

  /// That a row of `devices` is meant.
  var condition: SQL {
    var condition = SearchStore.has(word)
    if !states.isEmpty { condition = condition + " OR devices.state IN (\(list: states))" }
    if !lines.isEmpty { condition = condition + " OR devices.donation_line IN (\(list: lines))" }
    if !places.isEmpty { condition = condition + " OR \(latestPlace) IN (\(list: places))" }
    return condition
  }

  /// The numbers of the devices that may be meant.
  var candidates: SQL {
    var parts: [SQL] = [SearchStore.having(word, upTo: Self.most)]
    if !states.isEmpty { parts.append("SELECT id FROM devices WHERE state IN (\(list: states)) LIMIT \(Self.most)") }
    if !lines.isEmpty {
      parts.append("SELECT id FROM devices WHERE donation_line IN (\(list: lines)) LIMIT \(Self.most)")
    }
    if !places.isEmpty {
      parts.append(
        """
        SELECT devices.id FROM device_places JOIN devices ON devices.id = device_places.device
        WHERE device_places.place IN (\(list: places)) AND \(latestPlace) IN (\(list: places)) LIMIT \(Self.most)
        """)
    }
    return parts.dropFirst().reduce(SQL("SELECT device FROM (") + parts[0] + ") AS part") { union, part in
      union + " UNION SELECT * FROM (" + part + ") AS part"
    }
  }

  private var latestPlace: SQL {
    """
    (SELECT latest.place FROM device_places AS latest WHERE latest.device = devices.id
      ORDER BY latest.entry DESC LIMIT 1)
    """
  }
}
