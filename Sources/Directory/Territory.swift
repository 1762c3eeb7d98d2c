public import Kernel
public import Storage

/// A commune as INSEE's official geographic code lists it.
public struct Commune: Sendable, Equatable {
  /// Its code, which is not its postcode.
  public let code: InseeCommune
  /// Its name, with its article.
  public let name: String
  /// What it is today.
  public let kind: Kind
  /// The code of its département; unknown of what is now part of another commune.
  public let departement: String?
  /// The commune it is part of, when it is part of one.
  public let parent: InseeCommune?

  /// What INSEE lists among communes (`TYPECOM`).
  public enum Kind: String, Sendable, CaseIterable, SQLConvertible {
    case commune = "COM"
    /// *Arrondissement municipal*, of Paris, Lyon or Marseille.
    case arrondissement = "ARM"
    /// *Commune déléguée*: once a commune, now part of a new one.
    case delegated = "COMD"
    /// *Commune associée*.
    case associated = "COMA"
  }

  /// The name and the code, which tell it apart from others of the name.
  public var label: String { "\(name) (\(code))" }
}

/// Several communes that go together.
public struct Zone: Sendable, Equatable {
  /// What kind of zone it is.
  public let level: Level
  /// Its code: a SIREN, the code of a canton, or a name without accents.
  public let code: String
  /// Its name.
  public let name: String
  /// The communes in it, by code.
  public let communes: [Commune]

  /// The départements it has communes in; an EPCI can have several.
  public var departements: [String] { Set(communes.compactMap(\.departement)).sorted() }

  /// The kinds of zone.
  public enum Level: String, Sendable, CaseIterable, SQLConvertible {
    case epci, canton
    /// A free grouping of communes, which the instance gives itself.
    case bassin

    /// Whether a commune is in one zone of the kind only.
    var partsTheLand: Bool { self != .bassin }

    /// The kind in words.
    public var text: Text {
      switch self {
      case .epci: Text(fr: "intercommunalité", en: "EPCI")
      case .canton: Text(fr: "canton", en: "canton")
      case .bassin: Text(fr: "bassin", en: "grouping")
      }
    }
  }
}

/// What is measured of a commune in a year: its population, an index; never anything of a person.
public struct CommuneIndex: Sendable, Equatable {
  /// The name of the population in INSEE's lists (*population municipale*).
  public static let population = "population"

  /// What is measured, such as `population` or `compas`.
  public let name: String
  /// In which year.
  public let year: Int
  /// The value, in thousandths.
  public let value: Thousandths
}

/// A decimal number of at most three places.
public struct Thousandths: Sendable, Hashable, CustomStringConvertible {
  /// The number times a thousand.
  public let thousandths: Int

  /// Wraps a number of thousandths.
  public init(thousandths: Int) { self.thousandths = thousandths }

  /// Reads a number written `12`, `12,5`, `-0.125` or `1 250`.
  ///
  /// - Throws: ``DirectoryFailure/notAValue(_:_:)``.
  public init(_ written: String) throws(DirectoryFailure) {
    let compact = written.filter { !$0.isWhitespace }
    let isNegative = compact.hasPrefix("-")
    let parts = (isNegative ? compact.dropFirst() : compact[...])
      .split(omittingEmptySubsequences: false) { ",.".contains($0) }
    let decimals = parts.count == 2 ? parts[1] : ""
    guard (1...2).contains(parts.count),
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      parts[0].count <= 12, decimals.count <= 3,
      let number = Int(parts[0] + decimals + String(repeating: "0", count: 3 - decimals.count))
    else { throw .notAValue(.decimal, written) }
    thousandths = isNegative ? -number : number
  }

  /// The number with a point and the decimals it needs.
  public var description: String {
    let (whole, rest) = abs(thousandths).quotientAndRemainder(dividingBy: 1000)
    var decimals = String(String(rest + 1000).dropFirst())
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return (thousandths < 0 ? "-" : "") + "\(whole)" + (decimals.isEmpty ? "" : ".\(decimals)")
  }

  /// The whole part, towards zero.
  public var whole: Int { thousandths / 1000 }
}
