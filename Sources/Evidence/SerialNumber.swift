import Kernel

/// A serial number as a machine reported it, with the judgement whether it can tell one thing from all others.
///
/// Makers who left the field as delivered give thousands of devices the same « serial »: matching on one would attach an
/// erasure to a stranger's disk.
public struct SerialNumber: Hashable, Sendable, CustomStringConvertible {
  /// The serial as the machine wrote it, without the blanks around it.
  public let written: String

  /// What a serial is worth for telling one thing from all others.
  public enum Verdict: String, Sendable, CaseIterable {
    /// It looks like a maker's serial.
    case usable
    /// Five characters or fewer: some are true, none is sure; to be confirmed by a person.
    case short
    /// A text left by the maker in place of a serial, or one character repeated.
    case placeholder
    /// The tool or its user hid the serial on purpose.
    case masked
    /// It holds signs that nobody writes: the disk or the bridge before it answered with whatever lay in its memory.
    case garbled
  }

  /// Keeps a serial as written, or nothing when there is none: missing, empty or blank.
  public init?(_ written: String?) {
    guard let trimmed = written?.trimmed, !trimmed.isEmpty else { return nil }
    self.written = trimmed
  }

  /// What this serial is worth.
  public var verdict: Verdict {
    if written.isGarbled { return .garbled }
    let folded = Placeholders.folded(written)
    if Placeholders.shipped.masks.contains(folded) || written.isMasked { return .masked }
    if Placeholders.shipped.serials.contains(folded) || written.repeatsOneCharacter { return .placeholder }
    return written.count <= 5 ? .short : .usable
  }

  /// The serial when it is worth matching on, else nothing.
  public var usable: String? { verdict == .usable ? written : nil }

  public var description: String { written }
}

/// The texts that stand where a serial should be, from the list shipped with the program.
private struct Placeholders {
  let serials: Set<String>
  let masks: Set<String>

  /// The shipped list; one that does not read is a mistake of ours that the tests catch, and then counts as empty.
  static let shipped =
    (try? read(PackageResources.placeholder_serials_json)) ?? Placeholders(serials: [], masks: [])

  static func read(_ bytes: [UInt8]) throws(JSONFailure) -> Placeholders {
    try StrictJSON.read(bytes, file: "placeholder-serials.json").object { fields throws(JSONFailure) in
      let serials = try fields.required("placeholders").array { node throws(JSONFailure) in try node.string()
      }
      let masks = try fields.required("masks").array { node throws(JSONFailure) in try node.string() }
      return Placeholders(serials: Set(serials.map(folded)), masks: Set(masks.map(folded)))
    }
  }

  /// The text in lower case, its runs of blanks made one: makers differ in little else.
  static func folded(_ text: String) -> String {
    if text.utf8.allSatisfy({ 0x21..<0x7F ~= $0 }) { return text.lowercased() }
    return text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension UInt8 {
  /// Whether the byte is a letter or a digit of ASCII.
  fileprivate var isLetterOrDigit: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
  }
}

extension String {
  /// Whether the text holds control characters, or what is no character in any encoding.
  var isGarbled: Bool {
    if utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return false }
    return unicodeScalars.contains { scalar in
      scalar == "\u{FFFD}" || scalar.value < 0x20 && scalar != "\t" || (0x7F...0x9F).contains(scalar.value)
    }
  }

  /// The text to be shown, with a question mark for each sign that nobody writes.
  var withoutGarbage: String {
    String(String.UnicodeScalarView(unicodeScalars.map { String($0).isGarbled ? "?" : $0 }))
  }

  /// Whether the text is made of signs that hide, or ends with four or more of them: `XXXXXXXX`, `9RK1XXXX`.
  fileprivate var isMasked: Bool {
    let hiding = reversed().prefix { "Xx?*".contains($0) }.count
    return hiding >= 4 || (hiding == count && hiding >= 3)
  }

  /// Whether the text is one character again and again, separators aside: `00000000`, `FF-FF-FF`, `......`.
  fileprivate var repeatsOneCharacter: Bool {
    if let first = utf8.first, let last = utf8.last, first != last, first.isLetterOrDigit, last.isLetterOrDigit {
      return false
    }
    let characters = filter { $0.isLetter || $0.isNumber }
    return characters.count != 1 && Set(characters).count <= 1
  }

  /// The text without blanks and control characters around it.
  var trimmed: String { String(self[...].trimmed) }
}

extension Substring {
  /// The text without blanks and control characters around it.
  var trimmed: Substring {
    if let first = utf8.first, let last = utf8.last, first > 0x20, last > 0x20, first != 0x7F, last != 0x7F {
      return self
    }
    guard let start = utf8.firstIndex(where: { $0 > 0x20 && $0 != 0x7F }),
      let last = utf8.lastIndex(where: { $0 > 0x20 && $0 != 0x7F })
    else { return "" }
    return self[start..<utf8.index(after: last)]
  }
}
