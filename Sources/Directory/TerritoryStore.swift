public import Kernel
import Spreadsheets
public import Storage

/// Communes, the zones they form and what is measured in them, in the database.
///
/// Each list loaded is an edition: a newer one takes its place, and the older stays to be read. An edition whose loading was
/// annulled is as good as never loaded.
public enum TerritoryStore {
  /// Whether loading a list would change nothing.
  public static func holds(_ list: TerritoryList, of year: Int, in reader: Reader) throws -> Bool {
    if list.layout.isWhole || list.layout == .populations {
      let row = try reader.first(
        """
        SELECT entry, entry = (SELECT max(other.entry) FROM territory_editions AS other
          WHERE other.layout = \(list.layout) AND other.year = \(year) AND \(SQL.stands("other.entry"))) AS is_last
        FROM territory_editions WHERE layout = \(list.layout) AND year = \(year) AND digest = \(list.digest)
          AND \(SQL.stands("entry")) ORDER BY entry DESC LIMIT 1
        """)
      guard let row else { return false }
      // Other lists of the year may have come since that tell of other places.
      let stale: SQL? =
        switch list.layout {
        case .communes:
          "SELECT 1 AS n FROM communes WHERE entry = \(try row["entry"] as EntryID) AND NOT (\(isCurrent("communes")))"
        case .epci:
          """
          SELECT 1 AS n FROM zone_communes WHERE entry = \(try row["entry"] as EntryID) AND NOT (\(isCurrent(Zone.Level.epci)))
          """
        default: nil
        }
      return try stale.map { try reader.first($0 + " LIMIT 1") == nil } ?? row["is_last"]
    }
    let rows = try TerritoryRows(of: list, year: year, in: reader)
    return try rows.indices.allSatisfy { try index($0.name, $0.year, of: $0.commune, in: reader) == $0.value }
      && rows.zones.allSatisfy { zone in
        try members(of: zone.level, zone: zone.code, in: reader) == zone.communes.sorted { "\($0)" < "\($1)" }
      }
  }

  /// Loads a list as an edition: all of it, or nothing.
  ///
  /// - Throws: ``DirectoryFailure/badLines(_:)`` with every line that names what is not known, or the same twice.
  /// - Returns: how many lines were loaded, and the codes among them that no list of communes has.
  public static func load(
    _ list: TerritoryList, of year: Int, in change: Change
  ) throws -> (lines: Int, unknown: [InseeCommune]) {
    let rows = try TerritoryRows(of: list, year: year, in: change)
    try change.run(
      """
      INSERT INTO territory_editions (entry, layout, year, digest, lines)
      VALUES (\(change.entry), \(list.layout), \(year), \(list.digest), \(list.lines.count))
      """)
    for commune in rows.communes {
      try change.run(
        """
        INSERT INTO communes (entry, code, kind, name, folded, departement, parent)
        VALUES (\(change.entry), \(commune.code), \(commune.kind), \(commune.name), \(commune.name.foldedName),
          \(commune.departement), \(commune.parent))
        """)
    }
    for zone in rows.zones {
      try change.run(
        """
        INSERT INTO zones (entry, level, code, name) VALUES (\(change.entry), \(zone.level), \(zone.code), \(zone.name))
        """)
      for commune in zone.communes {
        try change.run(
          """
          INSERT INTO zone_communes (entry, level, zone, commune)
          VALUES (\(change.entry), \(zone.level), \(zone.code), \(commune))
          """)
      }
    }
    for index in rows.indices {
      try change.run(
        """
        INSERT INTO commune_indices (entry, commune, name, year, thousandths)
        VALUES (\(change.entry), \(index.commune), \(index.name), \(index.year), \(index.value.thousandths))
        """)
    }
    return (list.lines.count, try unknown(among: rows, in: change))
  }

  /// The communes that a list of INSEE names and that no list of communes has; none while there is no such list.
  private static func unknown(among rows: TerritoryRows, in reader: Reader) throws -> [InseeCommune] {
    let known: Set<InseeCommune> = try Set(reader.all("SELECT DISTINCT code FROM communes").map { try $0["code"] })
    guard !known.isEmpty else { return [] }
    return Set(rows.zones.flatMap(\.communes) + rows.indices.map(\.commune)).subtracting(known)
      .sorted { "\($0)" < "\($1)" }
  }

  /// What is measured of a commune, the latest edition of each year, by name and year.
  public static func indices(of commune: InseeCommune, in reader: Reader) throws -> [CommuneIndex] {
    try reader.all(
      """
      SELECT name, year, thousandths FROM commune_indices AS told WHERE commune = \(commune)
        AND entry = (SELECT max(other.entry) FROM commune_indices AS other
          WHERE other.commune = told.commune AND other.name = told.name AND other.year = told.year
          AND \(SQL.stands("other.entry")))
      ORDER BY name, year
      """
    ).map { row in
      CommuneIndex(
        name: try row["name"], year: try row["year"], value: Thousandths(thousandths: try row["thousandths"]))
    }
  }

  /// The latest population of each commune that has one.
  public static func populations(in reader: Reader) throws -> [InseeCommune: Int] {
    let rows = try reader.all(
      """
      SELECT commune, thousandths FROM commune_indices
      WHERE name = \(CommuneIndex.population) AND \(SQL.stands("entry")) ORDER BY year, entry
      """
    ).map { row -> (InseeCommune, Int) in (try row["commune"], Thousandths(thousandths: try row["thousandths"]).whole) }
    return Dictionary(rows) { $1 }
  }

  private static func index(
    _ name: String, _ year: Int, of commune: InseeCommune, in reader: Reader
  ) throws -> Thousandths? {
    try indices(of: commune, in: reader).first { $0.name == name && $0.year == year }?.value
  }
}

/// The rows that a list makes, compared with what is loaded.
struct TerritoryRows {
  private(set) var communes: [Commune] = []
  private(set) var zones: [(level: Zone.Level, code: String, name: String, communes: [InseeCommune])] = []
  private(set) var indices: [(commune: InseeCommune, name: String, year: Int, value: Thousandths)] = []
  private var places: [String: Int] = [:]
  private var bad: [CellFailure] = []
  private var seen: Set<String> = []
  /// The line being read.
  private var line = 0

  init(of list: TerritoryList, year: Int, in reader: Reader) throws {
    for line in list.lines {
      self.line = line.number
      switch line.content {
      case .commune(let commune, let canton):
        communes.append(commune)
        once("\(commune.code) \(commune.kind.rawValue)")
        if let canton { add(commune.code, to: canton, .canton, name: canton) }
      case .canton(let code, let name): add(nil, to: code, .canton, name: name)
      case .member(let epci, let name, let commune):
        if once(commune.description) { add(commune, to: epci.description, .epci, name: name) }
      case .population(let commune, let population):
        if once(commune.description) { indices.append((commune, CommuneIndex.population, year, population)) }
      case .index(let written, let name, let year, let value):
        guard let commune = try known(written, { try TerritoryStore.commune($0, in: reader) }) else { continue }
        if once("\(commune) \(name) \(year)") { indices.append((commune, name, year, value)) }
      case .grouping(let name, let member):
        for commune in try communes(of: member, in: reader) where once("\(name.lettersAndDigits) \(commune)") {
          add(commune, to: name.lettersAndDigits, .bassin, name: name)
        }
      }
    }
    guard bad.isEmpty else { throw DirectoryFailure.badLines(bad) }
  }

  private mutating func communes(of member: TerritoryList.Member, in reader: Reader) throws -> [InseeCommune] {
    switch member {
    case .commune(let written):
      try known(written) { try TerritoryStore.commune($0, in: reader) }.map { [$0] } ?? []
    case .epci(let written):
      try known(written) { try TerritoryStore.zone($0, of: .epci, in: reader).communes.map(\.code) } ?? []
    }
  }

  private mutating func known<Value>(
    _ written: TerritoryList.Written, _ find: (String) throws -> Value
  ) throws -> Value? {
    do { return try find(written.text) } catch let failure as any Failure where !(failure is StorageFailure) {
      bad.append(CellFailure(line: written.line, column: written.column, written: written.text, reason: failure.text))
      return nil
    }
  }

  /// Whether a thing was not told before; told twice, it is a bad line.
  @discardableResult
  private mutating func once(_ key: String) -> Bool {
    if seen.insert(key).inserted { return true }
    bad.append(
      CellFailure(
        line: line, column: nil, written: key,
        reason: Text(fr: "la liste le dit deux fois", en: "the list says it twice")))
    return false
  }

  private mutating func add(_ commune: InseeCommune?, to code: String, _ level: Zone.Level, name: String) {
    let place = places[code] ?? zones.count
    if place == zones.count { zones.append((level, code, name, [])) }
    places[code] = place
    if let commune { zones[place].communes.append(commune) }
  }
}

extension TerritoryList.Layout: SQLConvertible {}

extension String {
  /// The name of a commune as it is looked for: « St-Vite », « saint vite » and « Saint-Vite » are one.
  var foldedName: String {
    folded.split { !$0.isLetter && !$0.isNumber }.map { word -> Substring in
      switch word {
      case "st": "saint"
      case "ste": "sainte"
      default: word
      }
    }.joined(separator: "")
  }
}
