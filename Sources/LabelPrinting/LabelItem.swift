public import Kernel

/// What one label says.
public struct LabelItem: Sendable, Equatable {
  /// The code shown to people, never cut.
  public let code: AssetCode
  /// What the QR symbol says.
  public let payload: String
  /// Short lines about the thing, the most telling first; the design chooses which are drawn.
  public let lines: [String]

  /// Makes an item; line breaks and runs of spaces in a line count as one space.
  ///
  /// - Parameter baseURL: the instance's address; without one, the symbol says the bare code.
  public init(code: AssetCode, baseURL: String?, lines: [String]) {
    self.code = code
    self.payload = LabelItem.payload(for: code, baseURL: baseURL)
    self.lines = lines.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
  }

  /// `HTTPS://HOST/CODE`, in capitals: a QR symbol packs capitals tighter than small letters, and readers ignore case.
  public static func payload(for code: AssetCode, baseURL: String?) -> String {
    guard let baseURL, !baseURL.isEmpty else { return code.characters }
    return (baseURL.hasSuffix("/") ? baseURL : baseURL + "/").uppercased() + code.characters
  }

  /// A text of a design with this item's words in place of its placeholders.
  func filling(_ template: String) -> String {
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      result += word(for: rest[rest.index(after: open)..<close])
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  private func word(for placeholder: Substring) -> String {
    if placeholder == "code" { return code.description }
    guard let number = placeholder.last?.wholeNumberValue, lines.indices.contains(number - 1) else {
      return ""
    }
    return lines[number - 1]
  }
}

/// Which labels to print and where on the first sheet, which may be partly used.
public struct LabelRun: Sendable, Equatable {
  public var items: [LabelItem]
  /// How many of each label, one after the other.
  public var copies: Int
  /// The first label of the first sheet to use.
  public var start: Position
  /// Labels of the first sheet not to use, numbered from 1, row by row.
  public var skip: Set<Int>

  /// A label of a sheet, row and column numbered from 1.
  public struct Position: Sendable, Hashable {
    public let row, column: Int

    /// Makes a position.
    public init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }

    /// The label at the top left.
    public static let first = Position(row: 1, column: 1)
  }

  /// Makes a run.
  public init(
    _ items: [LabelItem], copies: Int = 1, start: Position = .first, skip: Set<Int> = []
  ) {
    self.items = items
    self.copies = copies
    self.start = start
    self.skip = skip
  }
}
