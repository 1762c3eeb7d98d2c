public import Kernel
import Spreadsheets

/// A list of territories as a file gives it: read, and not yet compared with what is loaded.
public struct TerritoryList: Sendable {
  /// What kind of list it is, known by its titles.
  public let layout: Layout
  /// The hash of the file: the same file twice is one edition.
  public let digest: Digest
  let lines: [Line]

  /// The kinds of list that are read.
  public enum Layout: String, Sendable, CaseIterable {
    /// INSEE's communes (`v_commune_2025.csv`), with the canton of each.
    case communes
    /// INSEE's cantons (`v_canton_2025.csv`), for their names.
    case cantons
    /// INSEE's composition of EPCI.
    case epci
    /// INSEE's legal populations.
    case populations
    /// The instance's own groupings: `bassin;commune` or `bassin;epci`.
    case groupings
    /// Context indices: `commune;index;year;value`.
    case indices

    /// Whether a newer edition takes the place of the whole list; else each line takes the place of its own kind.
    var isWhole: Bool { [.communes, .cantons, .epci].contains(self) }
    /// Whether the file has to say of which year it is.
    public var needsYear: Bool { isWhole || self == .populations }

    /// The kind of list in words.
    public var text: Text {
      switch self {
      case .communes: Text(fr: "communes", en: "communes")
      case .cantons: Text(fr: "cantons", en: "cantons")
      case .epci: Text(fr: "composition des EPCI", en: "composition of EPCI")
      case .populations: Text(fr: "populations légales", en: "legal populations")
      case .groupings: Text(fr: "bassins", en: "groupings")
      case .indices: Text(fr: "indices par commune", en: "indices per commune")
      }
    }
  }

  /// One line of the list, by its number in the file.
  struct Line: Sendable, Equatable {
    let number: Int
    let content: Content
  }

  /// What one line says.
  enum Content: Sendable, Equatable {
    case commune(Commune, canton: String?)
    case canton(code: String, name: String)
    case member(of: Siren, name: String, commune: InseeCommune)
    case population(InseeCommune, Thousandths)
    case grouping(String, Member)
    case index(Written, name: String, year: Int, Thousandths)
  }

  /// What a grouping is made of.
  enum Member: Sendable, Equatable {
    /// A commune, by its code or its name.
    case commune(Written)
    /// All communes of an EPCI, by its code or its name.
    case epci(Written)
  }

  /// A cell that is read once it is compared with what is loaded.
  struct Written: Sendable, Equatable {
    let line: Int
    let column: String
    let text: String
  }

  /// Reads a list.
  ///
  /// - Throws: ``SpreadsheetFailure`` when it is no list; ``DirectoryFailure/unknownLayout(titles:)``;
  ///   ``DirectoryFailure/badLines(_:)`` with every cell that cannot be read.
  public init(reading bytes: [UInt8]) throws {
    let sheet = try Spreadsheet(reading: bytes)
    let readings: [(Layout, (Spreadsheet) throws -> [Line]?)] = [
      (.communes, CommuneColumn.lines), (.cantons, CantonColumn.lines), (.epci, MemberColumn.lines),
      (.populations, PopulationColumn.lines), (.indices, IndexColumn.lines), (.groupings, GroupingColumn.lines),
    ]
    for (layout, read) in readings {
      guard let lines = try read(sheet) else { continue }
      guard !lines.isEmpty else { throw SpreadsheetFailure.empty }
      (self.layout, self.lines, digest) = (layout, lines, .sha256(bytes))
      return
    }
    throw DirectoryFailure.unknownLayout(titles: sheet.lines[0].cells.filter { !$0.isEmpty })
  }

  /// The only year that a file's name tells, if any: `v_commune_2025.csv`.
  public static func year(named file: String) -> Int? {
    let name = file.split(separator: "/").last ?? ""
    let years = Set(name.split { !$0.isNumber }.filter { $0.count == 4 }.compactMap { Int($0) })
      .filter { (1900...2199).contains($0) }
    return years.count == 1 ? years.first : nil
  }
}
