/// A list that people keep in a spreadsheet and save as text: what came in a lorry, what a workshop holds, the communes.
///
/// Programs save such lists in many ways; how this one was saved is found from its bytes. Quotes and line breaks within a
/// cell follow RFC 4180; lines without any text are left out.
public struct Spreadsheet: Sendable {
  /// How the letters were written.
  public let encoding: Encoding
  /// What stands between two cells.
  public let separator: Separator
  /// Every line that has text in it, the title included.
  public let lines: [Line]

  /// The ways letters are written in such lists.
  public enum Encoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16 = "utf-16"
    case windows1252 = "windows-1252"
  }

  /// What may stand between two cells.
  public enum Separator: Character, Sendable, CaseIterable {
    case semicolon = ";"
    case comma = ","
    case tab = "\t"
  }

  /// One line of the list.
  public struct Line: Sendable, Equatable {
    /// Its number in the file, from 1, where it begins.
    public let number: Int
    /// What its cells say, without spaces around.
    public let cells: [String]

    /// Makes a line of its cells.
    public init(number: Int, cells: [String]) {
      self.number = number
      self.cells = cells
    }
  }

  /// The longest list that is read, in bytes: some two hundred thousand lines.
  public static let longest = 64 << 20

  /// Reads a list.
  ///
  /// - Throws: ``SpreadsheetFailure/empty``, ``SpreadsheetFailure/tooLong``, ``SpreadsheetFailure/noText(line:)`` for bytes
  ///   that are no text, ``SpreadsheetFailure/openQuote(line:)`` for a quote that nothing closes.
  public init(reading bytes: [UInt8]) throws(SpreadsheetFailure) {
    let (encoding, text) = try Encoding.decoded(bytes)
    let separator = Separator.likely(in: text)
    self.init(encoding, separator, try LineReading(separator: separator).lines(of: text))
    guard !lines.isEmpty else { throw .empty }
  }

  private init(_ encoding: Encoding, _ separator: Separator, _ lines: [Line]) {
    (self.encoding, self.separator, self.lines) = (encoding, separator, lines)
  }

  /// Finds the titles of a list, then hands out the records under them one after the other, lines of totals too: a long list
  /// takes no more memory than its bytes.
  ///
  /// - Parameters:
  ///   - mapped: what the user says a title means.
  ///   - needed: the columns without which the list is of no use.
  ///   - each: takes a record; what it throws ends the reading.
  /// - Throws: what ``init(reading:)``, ``Heading`` and `each` throw.
  public static func read<Column>(
    _ bytes: [UInt8], mapped: [String: Column] = [:], needed: [Column], each: (Record<Column>) throws -> Void
  ) throws {
    let (encoding, text) = try Encoding.decoded(bytes)
    let separator = Separator.likely(in: text)
    let reading = LineReading(separator: separator)
    var first: [Line] = []
    try reading.forEachLine(of: text) { line in
      first.append(line)
      return first.count < Heading<Column>.longestPreamble
    }
    guard !first.isEmpty else { throw SpreadsheetFailure.empty }
    let titles = try Heading(of: Spreadsheet(encoding, separator, first), mapped: mapped, needed: needed)
    var (failure, place): ((any Error)?, Int) = (nil, 0)
    try reading.forEachLine(of: text) { line in
      defer { place += 1 }
      guard place > titles.index else { return true }
      do { try each(Record(line, under: titles)) } catch { failure = error }
      return failure == nil
    }
    if let failure { throw failure }
  }
}

extension Spreadsheet.Separator {
  /// The separator found, outside quotes, in most of the first lines, the titles among them; of two, the one found more often.
  static func likely(in text: [UInt8]) -> Self {
    let candidates = allCases.compactMap { one in one.rawValue.asciiValue.map { (one, byte: $0) } }
    var found = candidates.map { _ in (lines: 0, all: 0) }
    var counts = candidates.map { _ in 0 }
    var inQuotes = false
    for byte in text.prefix(1 << 16) + [UInt8(ascii: "\n")] {
      switch byte {
      case UInt8(ascii: "\""): inQuotes.toggle()
      case _ where inQuotes: continue
      case UInt8(ascii: "\n"):
        for (place, count) in counts.enumerated() where count > 0 {
          found[place] += (1, count)
          counts[place] = 0
        }
      case UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: ";"):
        if let place = candidates.firstIndex(where: { $0.byte == byte }) { counts[place] += 1 }
      default: continue
      }
    }
    let best = candidates.indices.max { found[$0] < found[$1] }
    return best.flatMap { found[$0].lines == 0 ? nil : candidates[$0].0 } ?? .semicolon
  }
}

private func += (sum: inout (lines: Int, all: Int), other: (Int, Int)) {
  sum = (sum.lines + other.0, sum.all + other.1)
}
