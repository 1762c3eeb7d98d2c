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
    guard bytes.count <= Self.longest else { throw .tooLong }
    let (encoding, text) = try Encoding.decoded(bytes)
    self.encoding = encoding
    separator = Separator.likely(in: text)
    lines = try LineReading(separator: separator).lines(of: text)
    guard !lines.isEmpty else { throw .empty }
  }
}

extension Spreadsheet.Separator {
  /// The separator found, outside quotes, in most of the first lines, the titles among them; of two, the one found more often.
  static func likely(in text: [UInt8]) -> Self {
    var found = Dictionary(uniqueKeysWithValues: allCases.map { ($0, (lines: 0, all: 0)) })
    var counts = Dictionary(uniqueKeysWithValues: allCases.map { ($0, 0) })
    var inQuotes = false
    for byte in text.prefix(1 << 16) + [UInt8(ascii: "\n")] {
      switch byte {
      case UInt8(ascii: "\""): inQuotes.toggle()
      case UInt8(ascii: "\n") where !inQuotes:
        for (one, count) in counts where count > 0 { found[one, default: (0, 0)] += (1, count) }
        counts = counts.mapValues { _ in 0 }
      default:
        guard !inQuotes, let one = Self(rawValue: Character(Unicode.Scalar(byte))) else { continue }
        counts[one, default: 0] += 1
      }
    }
    let best = allCases.max { (found[$0] ?? (0, 0)) < (found[$1] ?? (0, 0)) }
    return best.flatMap { found[$0]?.lines == 0 ? nil : $0 } ?? .semicolon
  }
}

private func += (sum: inout (lines: Int, all: Int), other: (Int, Int)) {
  sum = (sum.lines + other.0, sum.all + other.1)
}
