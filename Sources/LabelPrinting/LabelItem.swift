public import Kernel

/// What one label says.
public struct LabelItem: Sendable, Equatable {
  /// The code shown to people, never cut.
  public let code: String
  /// What the QR symbol says.
  public let payload: String
  /// Short lines about the thing, the most telling first; the design chooses which are drawn.
  public let lines: [String]

  /// Makes an item; line breaks and runs of spaces count as one space.
  ///
  /// - Parameters:
  ///   - code: what people call the thing; a code of Rebond's is shown in groups of three.
  ///   - payload: what the symbol says; the code itself unless given.
  public init(_ code: String, payload: String? = nil, lines: [String]) {
    let isPlain = code.utf8.allSatisfy { $0 < 128 }
    let spaced = isPlain ? code.singleSpaced : code.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    self.code = (try? AssetCode(spaced))?.description ?? spaced
    self.payload = payload ?? spaced
    self.lines = lines.map(\.singleSpaced)
  }

  /// Makes the item of a device.
  ///
  /// - Parameter baseURL: the instance's address; without one, the symbol says the bare code.
  public init(code: AssetCode, baseURL: String?, lines: [String]) {
    self.code = code.description
    self.payload = LabelItem.payload(for: code, baseURL: baseURL)
    self.lines = lines.map(\.singleSpaced)
  }

  /// `HTTPS://HOST/CODE`, in capitals: a QR symbol packs capitals tighter than small letters, and readers ignore case.
  public static func payload(for code: AssetCode, baseURL: String?) -> String {
    guard let baseURL, !baseURL.isEmpty else { return code.characters }
    return (baseURL.hasSuffix("/") ? baseURL : baseURL + "/").uppercased() + code.characters
  }
}

extension String {
  /// The text with each line break and run of spaces as one space; a space at which no line may break stays.
  fileprivate var singleSpaced: String {
    isSingleSpaced
      ? self
      : split { $0.isWhitespace && !"\u{A0}\u{202F}".contains($0) }.joined(separator: " ")
  }

  /// Whether it is so already, at a glance: of the spaces outside ASCII, those that begin with other bytes are looked at closely.
  private var isSingleSpaced: Bool {
    var before = UInt8(ascii: " ")
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: " ") where before == UInt8(ascii: " "): return false
      case 0..<32, 127, 0xE1, 0xE2, 0xE3: return false
      case 0x85 where before == 0xC2: return false
      default: before = byte
      }
    }
    return before != UInt8(ascii: " ") || isEmpty
  }
}

/// What all labels of a job say alike.
public struct LabelWords: Sendable, Equatable {
  /// The language of the design's own words.
  public var language: Language
  /// The number people call for help; designs that show it refuse to go without.
  public var helpline: String?

  /// Makes the words of a job.
  public init(_ language: Language, helpline: String? = nil) {
    self.language = language
    self.helpline = helpline
  }
}

/// Where the labels of a run go on its first sheet, which may be partly used.
public struct LabelPlacing: Sendable, Equatable {
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

  /// Makes a placing.
  public init(copies: Int = 1, start: Position = .first, skip: Set<Int> = []) {
    self.copies = copies
    self.start = start
    self.skip = skip
  }
}
