import Kernel
import Spreadsheets

/// The columns of one kind of list, and how its lines are read.
protocol TerritoryColumn: ListColumn {
  /// The columns by which the list is known.
  static var needed: [Self] { get }
  /// What one line says; nothing when it tells of nothing here.
  static func content(_ record: Record<Self>) throws -> TerritoryList.Content?
}

extension TerritoryColumn {
  var names: [String] { [] }

  /// The lines of a list of this kind, or nothing when it is of another.
  ///
  /// - Throws: ``DirectoryFailure/badLines(_:)``.
  static func lines(of sheet: Spreadsheet) throws -> [TerritoryList.Line]? {
    let heading: Heading<Self>
    do { heading = try Heading(of: sheet, needed: needed) } catch {
      switch error {
      // Its titles, or two of them that mean the same here, are those of another kind of list.
      case .missingColumns, .titleTwice: return nil
      default: throw error
      }
    }
    var bad: [CellFailure] = []
    let lines = try sheet.records(under: heading).records.compactMap { record -> TerritoryList.Line? in
      do {
        return try content(record).map { TerritoryList.Line(number: record.line, content: $0) }
      } catch let failure as CellFailure {
        bad.append(failure)
        return nil
      }
    }
    guard bad.isEmpty else { throw DirectoryFailure.badLines(bad) }
    return lines
  }
}

extension Record {
  /// What a cell says, which cannot be empty.
  fileprivate func require<Value>(_ column: Column, _ value: (String) throws -> Value) throws(CellFailure) -> Value {
    guard let read = try read(column, value) else {
      throw CellFailure(
        line: line, column: column.rawValue, written: nil,
        reason: Text(fr: "la cellule est vide", en: "the cell is empty"))
    }
    return read
  }

  fileprivate func require(_ column: Column) throws(CellFailure) -> String { try require(column) { $0 } }

  fileprivate func written(_ column: Column) -> TerritoryList.Written? {
    self[column].map { TerritoryList.Written(line: line, column: column.rawValue, text: $0) }
  }

  fileprivate func requireWritten(
    _ column: Column, else other: Column
  ) throws(CellFailure) -> TerritoryList.Written {
    if let written = written(column) { return written }
    return TerritoryList.Written(line: line, column: other.rawValue, text: try require(other))
  }
}

private let communeCodes = ["code commune", "code insee", "insee", "CODGEO", "COM"]
private let communeNames = ["nom", "nom commune", "LIBGEO", "LIBELLE"]

/// `TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT`
enum CommuneColumn: String, TerritoryColumn {
  case type = "TYPECOM"
  case code = "COM"
  case departement = "DEP"
  case name = "LIBELLE"
  case canton = "CAN"
  case parent = "COMPARENT"

  static let needed: [CommuneColumn] = [.type, .code, .departement, .name, .parent]

  static func content(_ record: Record<CommuneColumn>) throws -> TerritoryList.Content? {
    let kind = try record.require(.type) { written throws(DirectoryFailure) in
      guard let kind = Commune.Kind(rawValue: written) else {
        throw DirectoryFailure.notAValue(.choice(Commune.Kind.allCases.map(\.rawValue)), written)
      }
      return kind
    }
    return .commune(
      try Commune(
        code: record.require(.code, InseeCommune.init), name: record.require(.name), kind: kind,
        departement: record.read(.departement) { try Departement($0).description },
        parent: record.read(.parent, InseeCommune.init)), canton: record[.canton])
  }
}

/// `CAN,DEP,REG,COMPCT,BURCENTRAL,TNCC,NCC,NCCENR,LIBELLE,TYPECT`
enum CantonColumn: String, TerritoryColumn {
  case code = "CAN"
  case name = "LIBELLE"
  case type = "TYPECT"

  static let needed: [CantonColumn] = [.code, .name, .type]

  static func content(_ record: Record<CantonColumn>) throws -> TerritoryList.Content? {
    .canton(code: try record.require(.code), name: try record.require(.name))
  }
}

/// `CODGEO,LIBGEO,EPCI,LIBEPCI,DEP,REG`
enum MemberColumn: String, TerritoryColumn {
  case commune = "CODGEO"
  case code = "EPCI"
  case name = "LIBEPCI"

  static let needed: [MemberColumn] = [.commune, .code, .name]

  static func content(_ record: Record<MemberColumn>) throws -> TerritoryList.Content? {
    // INSEE's way to say that an island's commune is in none.
    if record[.code] == "ZZZZZZZZZ" { return nil }
    return .member(
      of: try record.require(.code, Siren.init), name: try record.require(.name),
      commune: try record.require(.commune, InseeCommune.init))
  }
}

/// INSEE's legal populations, whose columns change with the years: a whole code (`CODGEO`, or `COM` beside the name
/// `Commune`), or the département (`CODDEP`, `DEP`) and what follows it (`CODCOM`, `COM`).
enum PopulationColumn: String, TerritoryColumn {
  case whole = "CODGEO"
  case commune = "COM"
  case departement = "CODDEP"
  case rest = "CODCOM"
  case population = "PMUN"

  static let needed: [PopulationColumn] = [.population]
  var names: [String] {
    switch self {
    case .departement: ["DEP"]
    case .population: ["population municipale"]
    case .whole, .commune, .rest: []
    }
  }

  static func content(_ record: Record<PopulationColumn>) throws -> TerritoryList.Content? {
    .population(try code(of: record), try record.require(.population) { try Thousandths($0) })
  }

  private static func code(of record: Record<PopulationColumn>) throws(CellFailure) -> InseeCommune {
    for column in [whole, commune, rest] {
      if let code = record[column].flatMap({ try? InseeCommune($0) }) { return code }
    }
    let column = record[.rest] == nil ? PopulationColumn.commune : .rest
    return try record.require(column) { part in
      // Overseas, the third digit of the département is also the first of the commune's.
      try InseeCommune((record[.departement] ?? "").prefix(5 - part.count) + part)
    }
  }
}

/// `bassin;commune`, the commune by its code or its name, or `bassin;epci` for a grouping of whole EPCI.
enum GroupingColumn: String, TerritoryColumn {
  case name = "bassin"
  case code, commune, epci

  static let needed: [GroupingColumn] = [.name]
  var names: [String] {
    switch self {
    case .name: ["groupement", "grouping", "territoire", "secteur", "groupe"]
    case .code: communeCodes
    case .commune: communeNames
    case .epci: ["siren", "code epci"]
    }
  }

  static func content(_ record: Record<GroupingColumn>) throws -> TerritoryList.Content? {
    let name = try record.require(.name).tidy
    if let epci = record.written(.epci), record.written(.code) == nil { return .grouping(name, .epci(epci)) }
    return .grouping(name, .commune(try record.requireWritten(.code, else: .commune)))
  }
}

/// `commune;index;year;value`
enum IndexColumn: String, TerritoryColumn {
  case code, commune, index, year, value

  static let needed: [IndexColumn] = [.index, .year, .value]
  var names: [String] {
    switch self {
    case .code: communeCodes
    case .commune: communeNames
    case .index: ["indice", "indicateur"]
    case .year: ["année", "millésime"]
    case .value: ["valeur"]
    }
  }

  static func content(_ record: Record<IndexColumn>) throws -> TerritoryList.Content? {
    let year = try record.require(.year) { written throws(DirectoryFailure) in
      guard let year = Int(written), (1900...9999).contains(year) else {
        throw DirectoryFailure.notAValue(.year, written)
      }
      return year
    }
    return .index(
      try record.requireWritten(.code, else: .commune), name: try record.require(.index).tidy.lowercased(), year: year,
      try record.require(.value) { try Thousandths($0) })
  }
}
