public import Directory
public import Kernel
import Storage

/// What became of a list of territories.
public struct TerritoryImport: Sendable, Equatable {
  public let layout: TerritoryList.Layout
  /// The year the list is of.
  public let year: Int
  /// How many of its lines were loaded; nothing when all of them were known already.
  public let lines: Int?
  /// The communes it names and that no list of communes has: a slip, or one of another year.
  public var unknown: [InseeCommune] = []
}

/// A commune with what is known of it.
public struct CommuneSheet: Sendable {
  public let commune: Commune
  /// The zones it is in.
  public let zones: [(level: Zone.Level, code: String, name: String)]
  public let indices: [CommuneIndex]
  public let places: [Place]
}

/// A commune or a zone in a list, with its inhabitants.
public struct TerritoryLine: Sendable {
  public let code: String
  public let name: String
  public let departements: [String]
  public let communes: Int
  /// How many live there, by the latest populations loaded; nothing when a commune's is not known.
  public let population: Int?
}

/// What a name or a code of the territory means.
public enum TerritorySheet: Sendable {
  case commune(CommuneSheet)
  case zone(Zone, population: Int?)
}

extension Chain {
  /// Loads a list of territories: all of it, or nothing; one that would change nothing is no act.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - file: its name, which may tell the year.
  ///   - year: the year the list is of; that of the file's name unless said, or the act's for the instance's own lists.
  /// - Throws: ``DirectoryFailure/yearMissing``, ``DirectoryFailure/unknownLayout(titles:)``,
  ///   ``DirectoryFailure/badLines(_:)``, `SpreadsheetFailure`.
  public func load(territories bytes: [UInt8], file: String, year: Int?, as act: Act) throws -> TerritoryImport {
    let list = try TerritoryList(reading: bytes)
    let told = year ?? TerritoryList.year(named: file)
    guard let year = told ?? (list.layout.needsYear ? nil : act.day.parts.year) else {
      throw DirectoryFailure.yearMissing
    }
    if try database.read({ try TerritoryStore.holds(list, of: year, in: $0) }) {
      return TerritoryImport(layout: list.layout, year: year, lines: nil)
    }
    return try database.write(Action.importTerritory, act) { change in
      change.concerns(.instance)
      let (lines, unknown) = try TerritoryStore.load(list, of: year, in: change)
      change.note("layout", .word(list.layout))
      change.note("year", .number(year))
      change.note("lines", .number(lines))
      change.note("digest", .digest(list.digest))
      return TerritoryImport(layout: list.layout, year: year, lines: lines, unknown: unknown)
    }
  }

  /// The commune that a code, or a name that only one bears, means.
  public func commune(_ written: String) throws -> InseeCommune {
    try database.read { try TerritoryStore.commune(written, in: $0) }
  }

  /// The communes of a département, the instance's unless said, by code.
  ///
  /// - Parameter withoutWifi: only those where no open place has Wi-Fi.
  public func communes(of departement: Departement? = nil, withoutWifi: Bool = false) throws -> [TerritoryLine] {
    try database.read { reader in
      let departement = (departement ?? instance.departement).description
      let communes =
        withoutWifi
        ? try TerritoryStore.communesWithoutWifi(in: departement, reader: reader)
        : try TerritoryStore.communes(of: departement, in: reader)
      let populations = try TerritoryStore.populations(in: reader)
      return communes.map { commune in
        TerritoryLine(
          code: commune.code.description, name: commune.name, departements: commune.departement.map { [$0] } ?? [],
          communes: 1, population: populations[commune.code])
      }
    }
  }

  /// The zones of a kind that have a commune in a département, the instance's unless said, by name.
  public func zones(of level: Zone.Level, in departement: Departement? = nil) throws -> [TerritoryLine] {
    try database.read { reader in
      let populations = try TerritoryStore.populations(in: reader)
      return try TerritoryStore.zones(
        of: level, in: (departement ?? instance.departement).description, reader: reader
      ).map { zone in
        TerritoryLine(
          code: zone.code, name: zone.name, departements: zone.departements, communes: zone.communes.count,
          population: population(of: zone, populations))
      }
    }
  }

  /// The commune or the zone that a code or a name means.
  ///
  /// - Throws: ``DirectoryFailure/noSuchTerritory(_:near:)``, ``DirectoryFailure/communeNotUnique(_:_:)``.
  public func territory(_ reference: String) throws -> TerritorySheet {
    try database.read { reader in
      if let commune = try knownCommune(reference, in: reader) {
        return .commune(
          CommuneSheet(
            commune: commune,
            zones: try TerritoryStore.zones(with: commune.code, in: reader),
            indices: try TerritoryStore.indices(of: commune.code, in: reader),
            places: try places(in: commune.code, reader: reader)))
      }
      let zone = try TerritoryStore.zone(reference, in: reader)
      return .zone(zone, population: population(of: zone, try TerritoryStore.populations(in: reader)))
    }
  }

  /// Whether a commune is in the territory that a name or a code means, or that territory itself; all are, when none is named.
  func isWithin(_ reference: String?, in reader: Reader) throws -> (InseeCommune?) -> Bool {
    guard let reference else { return { _ in true } }
    let codes =
      if let commune = try knownCommune(reference, in: reader) {
        [commune.code]
      } else {
        try TerritoryStore.zone(reference, in: reader).communes.map(\.code)
      }
    return { commune in commune.map(Set(codes).contains) ?? false }
  }

  /// The places of a commune, those that stop there among them.
  private func places(in commune: InseeCommune, reader: Reader) throws -> [Place] {
    let told = try TellingStore.standing(as: PlaceAspect.self, in: reader)
    return try DirectoryStore.places(in: reader).filter { $0.communes(by: told[$0.id] ?? []).contains(commune) }
  }

  private func knownCommune(_ reference: String, in reader: Reader) throws -> Commune? {
    do {
      return try TerritoryStore.commune(TerritoryStore.commune(reference, in: reader), in: reader)
    } catch DirectoryFailure.noSuchCommune, DirectoryFailure.noListOfCommunes, KernelFailure.invalid {
      return nil
    }
  }

  private func population(of zone: Zone, _ populations: [InseeCommune: Int]) -> Int? {
    let known = zone.communes.compactMap { populations[$0.code] }
    return known.count == zone.communes.count ? known.reduce(0, +) : nil
  }
}
