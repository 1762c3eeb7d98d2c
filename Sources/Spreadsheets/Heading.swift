import Kernel

/// A column that a list may have, with the names people give it.
public protocol ListColumn: Hashable, Sendable, CaseIterable, RawRepresentable<String> {
  /// What the column is called in lists seen, in French and English; case, accents and punctuation aside.
  var names: [String] { get }
  /// What it is called in lists where that title's usual meaning, if any, has another title, and none else tells of it.
  var namesBesideOthers: [String] { get }
}

extension ListColumn {
  public var namesBesideOthers: [String] { [] }
}

/// Which column of a list means what.
public struct Heading<Column: ListColumn>: Sendable {
  /// The place of each column that was recognised.
  public let places: [Column: Int]
  /// The titles nobody asked for, in their order.
  public let unused: [String]
  /// The line the titles are on.
  public let line: Int
  /// The titles as they are written, and where they stand among the lines.
  let titles: [String]
  let index: Int

  /// How many lines are looked at for titles.
  static var longestPreamble: Int { 20 }

  /// Finds the titles among the first lines: the first line that names at least half of the columns that are needed.
  ///
  /// - Parameters:
  ///   - mapped: what the user says a title means; it is taken before what is known of names.
  ///   - needed: the columns without which the list is of no use, each with what may stand for it.
  /// - Throws: ``SpreadsheetFailure/noSuchTitle(_:titles:)``, ``SpreadsheetFailure/titleTwice(_:)``,
  ///   ``SpreadsheetFailure/missingColumns(_:titles:)``.
  public init(
    of spreadsheet: Spreadsheet, mapped: [String: Column] = [:], needed: [Column]
  ) throws(SpreadsheetFailure) {
    let found = spreadsheet.lines.prefix(Self.longestPreamble).enumerated().map { index, line in
      (index: index, places: Self.places(in: line.cells, mapped: mapped))
    }
    guard
      let best = found.max(by: { ($0.places.count, -$0.index) < ($1.places.count, -$1.index) })
    else { throw .empty }
    let titles = spreadsheet.lines[best.index].cells
    for wanted in mapped.keys.sorted() where !titles.contains(where: { $0.lettersAndDigits == wanted.lettersAndDigits })
    {
      throw .noSuchTitle(wanted, titles: titles.filter { !$0.isEmpty })
    }
    for (column, places) in best.places.sorted(by: { $0.value[0] < $1.value[0] }) where places.count > 1 {
      throw .titleTwice(titles[places[0]], column: column.rawValue)
    }
    let places = best.places.compactMapValues(\.first)
    let missing = needed.filter { !places.keys.contains($0) }
    guard missing.isEmpty else {
      throw .missingColumns(missing.map(\.rawValue), titles: titles.filter { !$0.isEmpty })
    }
    let used = Set(places.values)
    self.places = places
    unused = titles.enumerated().filter { !used.contains($0.offset) && !$0.element.isEmpty }.map(\.element)
    line = spreadsheet.lines[best.index].number
    self.titles = titles
    index = best.index
  }

  /// Whether the list is one of refused lines, with their reasons under ``reasons`` as ``Spreadsheet/copy(of:under:reasons:)``
  /// writes them.
  public var isOfRefusedLines: Bool { titles.last == Self.reasons }

  /// The title over the reasons why lines are refused.
  static var reasons: String { "?" }

  /// The title of a column as the list writes it, or nothing when it has none.
  public func title(of column: Column) -> String? { places[column].map { titles[$0] } }

  private static func places(in titles: [String], mapped: [String: Column]) -> [Column: [Int]] {
    let said = Dictionary(mapped.map { ($0.key.lettersAndDigits, $0.value) }, uniquingKeysWith: { first, _ in first })
    let known = Dictionary(
      Column.allCases.flatMap { column in ([column.rawValue] + column.names).map { ($0.lettersAndDigits, column) } },
      uniquingKeysWith: { first, _ in first })
    var places: [Column: [Int]] = [:]
    for (place, title) in titles.enumerated() where !title.isEmpty {
      guard let column = said[title.lettersAndDigits] ?? known[title.lettersAndDigits] else { continue }
      places[column, default: []].append(place)
    }
    // What the user says of a column goes before what its title seems to mean.
    for (column, candidates) in places where candidates.count > 1 {
      let told = candidates.filter { said[titles[$0].lettersAndDigits] == column }
      if !told.isEmpty { places[column] = told }
    }
    for column in Column.allCases where places[column] == nil {
      let keys = Set(column.namesBesideOthers.map(\.lettersAndDigits))
      let usual = places.filter { $0.value.count > 1 }
      let spare = titles.indices.filter { place in
        keys.contains(titles[place].lettersAndDigits) && said[titles[place].lettersAndDigits] == nil
          && (known[titles[place].lettersAndDigits].map { usual.keys.contains($0) } ?? true)
      }
      guard spare.count == 1, let place = spare.first else { continue }
      places = places.mapValues { $0.filter { $0 != place } }
      places[column] = [place]
    }
    return places
  }
}
