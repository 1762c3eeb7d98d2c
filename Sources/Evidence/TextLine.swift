/// One line of what a program printed for people, as `  Key: value`.
struct TextLine {
  /// How far it is indented, a tab counting to the next multiple of eight.
  let indent: Int
  /// The text without blanks around it; never empty.
  let text: Substring
  /// The line's number in the file, from 1.
  let number: Int
  /// Where the first colon that ends a key stands, one followed by a blank or by nothing; in bytes of the text.
  private let colonOffset: Int?

  /// What stands before the first colon, without blanks; nothing on a line without a colon.
  var key: Substring? { colon.map { text[..<$0].trimmed } }

  /// Whether some words in ASCII, and nothing else, stand before the first colon.
  func has(key: StaticString) -> Bool {
    guard let colonOffset, colonOffset >= key.utf8CodeUnitCount else { return false }
    return key.withUTF8Buffer { begins(with: $0) }
      && text.utf8.prefix(colonOffset).dropFirst(key.utf8CodeUnitCount).allSatisfy { $0 <= 0x20 }
  }

  /// What stands after the first colon, without blanks; nothing when that is empty.
  var value: String? {
    guard let colon else { return nil }
    let value = text[text.utf8.index(after: colon)...].trimmed
    return value.isEmpty ? nil : String(value)
  }

  /// Whether the text begins with some words in ASCII; an order of magnitude faster than comparing characters.
  func begins(with words: some Sequence<UInt8>) -> Bool { text.utf8.starts(with: words) }

  private var colon: Substring.Index? { colonOffset.map { text.utf8.index(text.startIndex, offsetBy: $0) } }
}

/// The lines of a text a program printed, blank ones left out.
struct TextLines {
  /// The lines.
  let lines: [TextLine]
  /// What is wrong: the last line has no end, so that its last word may be cut; it is left out.
  let problems: [EvidenceProblem]

  init(of bytes: [UInt8]) {
    var lines: [TextLine] = []
    var start = 0
    var number = 0
    while start < bytes.count {
      let end = bytes.first(in: start..<bytes.count) { $0.marks(of: 0x0A) }
      guard end < bytes.count else { break }
      number += 1
      if let line = TextLine(bytes, start..<end, number: number) { lines.append(line) }
      start = end + 1
    }
    let isCut = bytes[start...].contains { $0 > 0x20 }
    self.lines = lines
    problems = isCut ? [.cut(at: TextPlace(line: number + 1, column: 1))] : []
  }

  /// The lines of a text that another file holds, whose last line is whole.
  init(quoted text: String) {
    self.init(of: Array(text.utf8) + [0x0A])
  }
}

extension TextLine {
  fileprivate init?(_ bytes: [UInt8], _ line: Range<Int>, number: Int) {
    var indent = 0
    var index = line.lowerBound
    while index < line.upperBound, bytes[index] <= 0x20 {
      if bytes[index] == 0x09 { indent = (indent / 8 + 1) * 8 } else if bytes[index] == 0x20 { indent += 1 }
      index += 1
    }
    var end = line.upperBound
    while end > index, bytes[end - 1] <= 0x20 || bytes[end - 1] == 0x7F { end -= 1 }
    let text = TextLine.text(of: bytes[index..<end])[...].trimmed
    guard !text.isEmpty else { return nil }
    self.init(indent: indent, text: text, number: number, colonOffset: TextLine.colon(in: text))
  }

  /// The text of UTF-8, or else of the encoding Windows and old terminals write, of which the letters are those of Latin-1.
  private static func text(of bytes: ArraySlice<UInt8>) -> String {
    if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
    return String(validating: bytes, as: UTF8.self)
      ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }

  private static func colon(in text: Substring) -> Int? {
    let bytes = text.utf8
    return bytes.withContiguousStorageIfAvailable { colon(in: $0) }
      ?? Array(bytes).withUnsafeBufferPointer { colon(in: $0) }
  }

  private static func colon(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    bytes.indices.first { index in
      bytes[index] == UInt8(ascii: ":")
        && (index + 1 == bytes.endIndex || bytes[index + 1] == 0x20 || bytes[index + 1] == 0x09)
    }
  }
}

/// Words tools print where there is nothing to tell; they are no facts of the machine.
enum Absence {
  private static let words: Set<String> = [
    "not specified", "not present", "not settable", "not provided", "not available", "not applicable", "unknown", "n/a",
    "none", "<out of spec>", "<bad index>", "(null)", "null", "undefined", "undefined, but settable", "<filter>",
    "no asset tag", "--", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "<superuser required>", "<root required>", "n/a (root required)", "empty",
  ]

  /// The text, unless it says that there is none.
  static func told(_ text: String?) -> String? {
    guard let text = text?.trimmed, !text.isEmpty, !words.contains(text.lowercased()) else { return nil }
    return text
  }
}
