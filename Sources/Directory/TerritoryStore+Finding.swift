public import Kernel
public import Storage

extension TerritoryStore {
  /// The commune that a code, or a name that only one bears, means.
  ///
  /// While no list of communes is loaded, every code is taken as it is.
  /// - Throws: ``DirectoryFailure/noSuchCommune(_:near:)``, ``DirectoryFailure/communeNotUnique(_:_:)``,
  ///   ``DirectoryFailure/noListOfCommunes(_:)``, ``KernelFailure/invalid(_:input:)`` for digits that are no code.
  public static func commune(_ written: String, in reader: Reader) throws -> InseeCommune {
    let written = written.tidy
    if written.first?.isNumber == true {
      let code = try InseeCommune(written)
      try require(code, in: reader)
      return code
    }
    guard try knowsCommunes(in: reader) else { throw DirectoryFailure.noListOfCommunes(written) }
    let bearers = try communes(
      where: "communes.folded = \(written.foldedName) AND \(isCurrent("communes"))", in: reader
    )
    .filter { [.commune, .arrondissement].contains($0.kind) }
    switch bearers.count {
    case 0: throw DirectoryFailure.noSuchCommune(written, near: try near(written.foldedName, in: reader))
    case 1: return bearers[0].code
    default: throw DirectoryFailure.communeNotUnique(written, bearers)
    }
  }

  /// Refuses the code of a commune that no loaded list has.
  ///
  /// - Throws: ``DirectoryFailure/noSuchCommune(_:near:)``.
  public static func require(_ code: InseeCommune, in reader: Reader) throws {
    guard try knowsCommunes(in: reader), try communes(where: "communes.code = \(code)", in: reader).isEmpty
    else { return }
    throw DirectoryFailure.noSuchCommune(code.description, near: try near(code, in: reader))
  }

  /// A commune as the latest list that has it tells it, or nothing.
  public static func commune(_ code: InseeCommune, in reader: Reader) throws -> Commune? {
    let found = try communes(where: "communes.code = \(code)", in: reader)
    return found.first(where: \.isToday) ?? found.first
  }

  /// The communes of the latest list, by code, those that are part of another left out.
  ///
  /// - Parameter departement: only those of one département.
  public static func communes(of departement: String? = nil, in reader: Reader) throws -> [Commune] {
    let within: SQL = departement.map { "AND departement = \($0)" } ?? ""
    return try reader.all(
      """
      SELECT code, name, kind, departement, parent FROM communes
      WHERE kind = 'COM' \(within) AND \(isCurrent("communes")) ORDER BY code
      """
    ).map(Commune.init)
  }

  /// The communes of a département where no place that is open has Wi-Fi, nor stops.
  public static func communesWithoutWifi(in departement: String, reader: Reader) throws -> [Commune] {
    let connected = try Set(places(with: .wifi, in: reader).flatMap(\.communes))
    return try communes(of: departement, in: reader).filter { !connected.contains($0.code) }
  }

  /// The zones of a kind, by name.
  ///
  /// - Parameter departement: only those with a commune in it.
  public static func zones(of level: Zone.Level, in departement: String? = nil, reader: Reader) throws -> [Zone] {
    let within: SQL =
      departement.map { departement in
        """
        AND zone IN (SELECT inside.zone FROM zone_communes AS inside
          JOIN communes AS local ON local.code = inside.commune AND local.kind = 'COM' AND \(isCurrent("local"))
          WHERE inside.level = \(level) AND local.departement = \(departement))
        """
      } ?? ""
    let members = try reader.all(
      """
      SELECT zone, commune, communes.name, communes.departement, communes.parent FROM zone_communes
      LEFT JOIN communes ON communes.code = zone_communes.commune AND communes.kind = 'COM' AND \(isCurrent("communes"))
      WHERE \(isCurrent(level)) \(within) ORDER BY commune
      """
    ).map { row -> (zone: String, commune: Commune) in
      let code: InseeCommune = try row["commune"]
      let known: String? = try row["name"]
      let older = try known == nil ? commune(code, in: reader)?.name : nil
      return try (
        row["zone"],
        Commune(
          code: code, name: known ?? older ?? code.description, kind: .commune, departement: row["departement"],
          parent: row["parent"])
      )
    }
    let names = try names(of: level, in: reader)
    return Dictionary(grouping: members, by: \.zone).map { code, members in
      Zone(level: level, code: code, name: names[code] ?? code, communes: members.map(\.commune))
    }.sorted { ($0.name.lettersAndDigits, $0.code) < ($1.name.lettersAndDigits, $1.code) }
  }

  /// The zones that a commune is in: their kind, code and name.
  public static func zones(
    with commune: InseeCommune, in reader: Reader
  ) throws -> [(level: Zone.Level, code: String, name: String)] {
    try Zone.Level.allCases.flatMap { level in
      let codes: [String] = try reader.all(
        "SELECT zone FROM zone_communes WHERE commune = \(commune) AND \(isCurrent(level)) ORDER BY zone"
      ).map { try $0["zone"] }
      return try codes.map { (level, $0, try names(of: level, only: $0, in: reader)[$0] ?? $0) }
    }
  }

  /// The zone that a code or a name means, of one kind or of any.
  ///
  /// - Throws: ``DirectoryFailure/noSuchTerritory(_:near:)``.
  public static func zone(_ reference: String, of level: Zone.Level? = nil, in reader: Reader) throws -> Zone {
    let wanted = reference.lettersAndDigits
    let zones = try (level.map { [$0] } ?? Zone.Level.allCases).flatMap { try self.zones(of: $0, reader: reader) }
    if let zone = zones.first(where: { $0.code.lettersAndDigits == wanted || $0.name.lettersAndDigits == wanted }) {
      return zone
    }
    let near = zones.filter { wanted.count > 2 && $0.name.lettersAndDigits.contains(wanted) }.prefix(3).map(\.name)
    throw DirectoryFailure.noSuchTerritory(reference, near: Array(near))
  }

  /// The codes of the communes of a zone, in order.
  static func members(of level: Zone.Level, zone: String, in reader: Reader) throws -> [InseeCommune] {
    try reader.all(
      "SELECT commune FROM zone_communes WHERE zone = \(zone) AND \(isCurrent(level)) ORDER BY commune"
    ).map { try $0["commune"] }
  }

  /// Places that are open and of which something is told to be so.
  private static func places(
    with aspect: PlaceAspect, in reader: Reader
  ) throws -> [(place: Place, communes: [InseeCommune])] {
    let told = try TellingStore.standing(as: PlaceAspect.self, in: reader)
    return try DirectoryStore.places(in: reader).compactMap { place in
      let tellings = (told[place.id] ?? []).filter(\.holds)
      let truths = Set(tellings.map(\.aspect))
      return truths.contains(aspect) && !truths.contains(.closed) ? (place, place.communes(by: tellings)) : nil
    }
  }

  /// The names of zones, as the latest edition that gives one tells it; a list of communes knows cantons by their code only.
  private static func names(
    of level: Zone.Level, only code: String? = nil, in reader: Reader
  ) throws -> [String: String] {
    let wanted: SQL = code.map { "AND zones.code = \($0)" } ?? ""
    let rows = try reader.all(
      """
      SELECT zones.code, zones.name FROM zones JOIN territory_editions ON territory_editions.entry = zones.entry
      WHERE zones.level = \(level) AND \(SQL.stands("zones.entry")) \(wanted)
      ORDER BY territory_editions.layout = 'communes' DESC, territory_editions.year, territory_editions.entry
      """
    ).map { row -> (String, String) in (try row["code"], try row["name"]) }
    return Dictionary(rows) { $1 }
  }

  private static func knowsCommunes(in reader: Reader) throws -> Bool {
    try reader.first(
      "SELECT 1 AS n FROM territory_editions WHERE layout = 'communes' AND \(SQL.stands("entry"))") != nil
  }

  /// Communes of the lists that stand, the latest list first; of several that tell of one, only the latest.
  private static func communes(where condition: SQL, in reader: Reader) throws -> [Commune] {
    let found = try reader.all(
      """
      SELECT communes.code, communes.name, communes.kind, communes.departement, communes.parent FROM communes
      JOIN territory_editions ON territory_editions.entry = communes.entry
      WHERE \(condition) AND \(SQL.stands("communes.entry"))
      ORDER BY territory_editions.year DESC, communes.entry DESC, communes.code, communes.kind
      """
    ).map(Commune.init)
    var seen: Set<String> = []
    return found.filter { seen.insert("\($0.code) \($0.isToday)").inserted }
  }

  /// Communes whose code differs by one slip: a digit, or two that changed places.
  private static func near(_ code: InseeCommune, in reader: Reader) throws -> [Commune] {
    let digits = Array(code.description)
    let mistaken = digits.indices.map { place in
      String(digits.enumerated().map { $0.offset == place ? "_" : $0.element })
    }
    let swapped = digits.indices.dropFirst().map { place in
      var other = digits
      other.swapAt(place - 1, place)
      return String(other)
    }
    let either = (mistaken + swapped).dropFirst().reduce("communes.code LIKE \(mistaken[0])" as SQL) {
      "\($0) OR communes.code LIKE \($1)"
    }
    let near = try communes(
      where: "communes.kind IN ('COM', 'ARM') AND (\(either)) AND \(isCurrent("communes"))", in: reader)
    // The département is seldom mistaken.
    let sameDepartement = near.filter { $0.code.description.prefix(2) == code.description.prefix(2) }
    return Array((sameDepartement.isEmpty ? near : sameDepartement).prefix(3))
  }

  /// Communes whose name contains what was written, else differs by few slips.
  private static func near(_ folded: String, in reader: Reader) throws -> [Commune] {
    guard folded.count > 2 else { return [] }
    let listed: SQL = "communes.kind IN ('COM', 'ARM') AND \(isCurrent("communes"))"
    let longer = try communes(where: "\(listed) AND communes.folded LIKE \("%\(folded)%")", in: reader)
    if !longer.isEmpty { return Array(longer.sorted { $0.name.count < $1.name.count }.prefix(3)) }
    let (letters, few) = (Array(folded), max(1, folded.count / 4))
    let range: SQL = "length(communes.folded) BETWEEN \(letters.count - few) AND \(letters.count + few)"
    let names: [String] = try reader.all("SELECT folded FROM communes WHERE \(listed) AND \(range)").map {
      try $0["folded"]
    }
    let near = Set(names).map { (name: $0, slips: slips(from: Array($0), to: letters)) }.filter { $0.slips <= few }
      .sorted { ($0.slips, $0.name) < ($1.slips, $1.name) }.prefix(3)
    return try near.flatMap { try communes(where: "\(listed) AND communes.folded = \($0.name)", in: reader) }
  }

  /// That a row's edition stands and that no later one of its kind, of a later year or loaded later, says the same thing anew.
  ///
  /// - Parameter anew: whether an edition named `later` does.
  private static func holds(_ table: SQL, _ layout: TerritoryList.Layout, anew: SQL) -> SQL {
    """
    \(SQL.stands("\(table).entry")) AND NOT EXISTS (SELECT 1 FROM territory_editions AS mine
      JOIN territory_editions AS later ON later.layout = \(layout)
        AND (later.year > mine.year OR (later.year = mine.year AND later.entry > mine.entry))
      WHERE mine.entry = \(table).entry AND \(SQL.stands("later.entry")) AND (\(anew)))
    """
  }

  /// Which rows of `communes` hold now: those of the last list that tells of their département.
  static func isCurrent(_ table: SQL) -> SQL {
    holds(table, .communes, anew: tells(of: "\(table).code"))
  }

  /// That the edition `later` is a list of communes with some of the département of a commune.
  private static func tells(of commune: SQL) -> SQL {
    """
    EXISTS (SELECT 1 FROM communes AS beside WHERE beside.entry = later.entry AND beside.departement =
      substr(\(commune), 1, CASE WHEN substr(\(commune), 1, 2) IN ('97', '98') THEN 3 ELSE 2 END))
    """
  }

  /// Which rows of `zone_communes` hold now: an EPCI as the last list that names it says, unless a later one puts the commune
  /// elsewhere; a canton as the last list of its département's communes; a grouping as the last list that names it.
  static func isCurrent(_ level: Zone.Level) -> SQL {
    switch level {
    case .epci:
      """
      zone_communes.level = 'epci' AND \(holds("zone_communes", .epci, anew: """
        EXISTS (SELECT 1 FROM zones AS named WHERE named.entry = later.entry AND named.level = 'epci'
            AND named.code = zone_communes.zone)
          OR EXISTS (SELECT 1 FROM zone_communes AS placed WHERE placed.entry = later.entry AND placed.level = 'epci'
            AND placed.commune = zone_communes.commune)
        """))
      """
    case .canton:
      "zone_communes.level = 'canton' AND \(holds("zone_communes", .communes, anew: tells(of: "zone_communes.commune")))"
    case .bassin:
      """
      zone_communes.level = 'bassin' AND zone_communes.entry = (SELECT max(named.entry) FROM zones AS named
        WHERE named.level = 'bassin' AND named.code = zone_communes.zone AND \(SQL.stands("named.entry")))
      """
    }
  }
}

extension Commune {
  init(_ row: Row) throws {
    self.init(
      code: try row["code"], name: try row["name"], kind: try row["kind"], departement: try row["departement"],
      parent: try row["parent"])
  }

  /// Whether it is a commune of its own.
  var isToday: Bool { kind == .commune }
}
