import Kernel

/// One line of a log of nwipe.
struct NwipeLine {
  /// When it was written; a line without stamp belongs to a table or continues the line before.
  let stamp: LocalStamp?
  /// The text after stamp and level.
  let text: Substring
  /// Whether the line ends where the file does, without a line break: the rest may be missing.
  let isCut: Bool

  /// The lines of a log. A stamp in the middle of a line begins a new one: it shows that the line before was cut when a
  /// later run went on writing.
  static func lines(of bytes: [UInt8]) -> [NwipeLine] {
    var lines: [NwipeLine] = []
    var start = 0
    for end in bytes.indices where bytes[end] == 0x0A {
      split(bytes[start..<end], isLast: false, into: &lines)
      start = end + 1
    }
    if start < bytes.count { split(bytes[start...], isLast: true, into: &lines) }
    return lines
  }

  /// Whether some line begins as nwipe begins its lines, or heads its table of results.
  static func appears(in bytes: [UInt8]) -> Bool {
    bytes.lazy.split(separator: 0x0A).contains { line in
      let line = line.drop { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }
      if let length = stampLength(of: line) {
        let rest = String(decoding: line.dropFirst(length), as: UTF8.self)
        return body(of: rest[...]) != nil || rest.hasPrefix(" Total Throughput")
      }
      return line.first == UInt8(ascii: "!")
        && NwipeTable(heading: String(decoding: line, as: UTF8.self)[...]) != nil
    }
  }

  private static func split(_ bytes: ArraySlice<UInt8>, isLast: Bool, into lines: inout [NwipeLine]) {
    var rest = bytes
    while true {
      let own = stampLength(of: rest) ?? 0
      let next = rest.indices.dropFirst(max(own, 1))
        .first { rest[$0] == UInt8(ascii: "[") && stampLength(of: rest[$0...]) != nil }
      let piece = next.map { rest[..<$0] } ?? rest
      let text = String(decoding: piece.dropFirst(own), as: UTF8.self)
      let stamp = own > 0 ? LocalStamp(nwipe: piece.prefix(own)) : nil
      lines.append(
        NwipeLine(
          stamp: stamp, text: stamp == nil ? text[...] : body(of: text[...]) ?? text[...].trimmed,
          isCut: next != nil || isLast))
      guard let next else { return }
      rest = rest[next...]
    }
  }

  /// The message after the level, with the blanks that stand before options; nothing when there is no level.
  private static func body(of text: Substring) -> Substring? {
    var text = text.drop { $0 == " " }
    if text.hasPrefix("nwipe: ") { text = text.dropFirst(7) }
    for level in ["info: ", "notice: ", "warning: ", "error: ", "fatal: ", "sanity: ", "debug: "]
    where text.hasPrefix(level) {
      return text.dropFirst(level.count).trimmed
    }
    guard text.hasPrefix("level "), let colon = text.range(ofASCII: Array(": ".utf8)) else { return nil }
    return text[colon.upperBound...].trimmed
  }

  /// The length of `[2026/03/02 10:00:00]` when the bytes begin with such a stamp.
  static func stampLength(of bytes: ArraySlice<UInt8>) -> Int? {
    let length = stampShape.count
    guard bytes.count >= length, bytes.first == UInt8(ascii: "[") else { return nil }
    let fits = zip(bytes, stampShape).allSatisfy { byte, shape in
      shape == UInt8(ascii: "0") ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : byte == shape
    }
    return fits ? length : nil
  }

  private static let stampShape = Array("[0000/00/00 00:00:00]".utf8)
}

extension LocalStamp {
  /// Reads `[2026/03/02 10:00:00]`, or nothing when there is no such day or time.
  fileprivate init?(nwipe bytes: ArraySlice<UInt8>) {
    let numbers = bytes.split { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      .map { $0.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } }
    guard numbers.count == 6, let day = Day(year: numbers[0], month: numbers[1], day: numbers[2]),
      numbers[4] < 60, numbers[5] <= 60
    else { return nil }
    // A leap second counts as the last of its minute.
    self.init(day: day, secondOfDay: numbers[3] * 3600 + numbers[4] * 60 + min(numbers[5], 59))
  }
}

/// The shape of a message of nwipe, in ASCII, with `*` where it says something.
struct NwipePattern {
  private let pieces: [[UInt8]]

  init(_ shape: String) {
    pieces = shape.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
  }

  /// What stands for each `*`, or nothing when the message has another shape.
  func match(_ text: Substring) -> [Substring]? {
    guard let first = pieces.first, text.utf8.starts(with: first) else { return nil }
    var rest = text[text.utf8.index(text.startIndex, offsetBy: first.count)...]
    guard pieces.count > 1, let last = pieces.last else { return rest.isEmpty ? [] : nil }
    var found: [Substring] = []
    for piece in pieces.dropFirst().dropLast() {
      guard let range = rest.range(ofASCII: piece) else { return nil }
      found.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    guard rest.utf8.reversed().starts(with: last.reversed()) else { return nil }
    return found + [rest[..<rest.utf8.index(rest.endIndex, offsetBy: -last.count)]]
  }
}

extension Substring {
  /// Where an ASCII text stands first; an order of magnitude faster than comparing characters.
  func range(ofASCII piece: [UInt8]) -> Range<Index>? {
    guard let first = piece.first else { return startIndex..<startIndex }
    var start = utf8.startIndex
    while let candidate = utf8[start...].firstIndex(of: first) {
      if utf8[candidate...].starts(with: piece) {
        return candidate..<utf8.index(candidate, offsetBy: piece.count)
      }
      start = utf8.index(after: candidate)
    }
    return nil
  }
}
