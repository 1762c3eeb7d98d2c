/// What is wrong with a file that should be JSON.
public enum JSONProblem: Sendable, Hashable {
  /// Two values follow each other without a comma: old versions of lshw write this.
  case missingComma
  /// A key is not followed by a colon.
  case missingColon
  /// A value is missing, or what stands in its place is none.
  case missingValue
  /// A key in quotes is missing.
  case missingKey
  /// A character that must be escaped stands raw in a text.
  case controlCharacter
  /// A backslash is followed by something JSON does not know.
  case badEscape
  /// Something follows the end of the data.
  case trailing
  /// Values are nested deeper than any machine's description.
  case tooDeep(limit: Int)
}

/// Where reading JSON stopped, and why; no problem means that the file ends too early.
struct JSONFault: Error, Equatable {
  let problem: JSONProblem?
  let position: Int
}

/// Cuts JSON into tokens that know their place; the reader and the removal of names both stand on it.
struct JSONScanner {
  enum Token: Equatable {
    case openObject, closeObject, openArray, closeArray, comma, colon
    /// The bytes between the quotes.
    case string(Range<Int>, escaped: Bool)
    case number(Range<Int>)
    case bool(Bool)
    case null
    case end
  }

  let bytes: [UInt8]
  /// A lenient scanner takes raw control characters, and ends at the end of its line a text that nobody closed.
  let lenient: Bool
  /// Where the next token is looked for.
  private(set) var position = 0

  init(_ bytes: [UInt8], lenient: Bool = false) {
    self.bytes = bytes
    self.lenient = lenient
  }

  /// The next byte that is no blank, left where it is.
  mutating func peek() -> UInt8? {
    while position < bytes.count {
      let byte = bytes[position]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      position += 1
    }
    return nil
  }

  /// The next token. Throws where no token begins.
  mutating func next() throws(JSONFault) -> Token {
    guard let byte = peek() else { return .end }
    switch byte {
    case UInt8(ascii: "{"): return sign(.openObject)
    case UInt8(ascii: "}"): return sign(.closeObject)
    case UInt8(ascii: "["): return sign(.openArray)
    case UInt8(ascii: "]"): return sign(.closeArray)
    case UInt8(ascii: ","): return sign(.comma)
    case UInt8(ascii: ":"): return sign(.colon)
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
    default: throw JSONFault(problem: .missingValue, position: position)
    }
  }

  /// Steps over one byte that begins no token.
  mutating func skip() { position += 1 }

  private mutating func sign(_ token: Token) -> Token {
    position += 1
    return token
  }

  private mutating func word(_ word: StaticString, _ token: Token) throws(JSONFault) -> Token {
    let found = bytes[position...].prefix(word.utf8CodeUnitCount)
    let isCut = found.count < word.utf8CodeUnitCount
    guard word.withUTF8Buffer({ $0.prefix(found.count).elementsEqual(found) }), !isCut else {
      let begins = isCut && word.withUTF8Buffer { $0.starts(with: found) }
      throw JSONFault(problem: begins ? nil : .missingValue, position: position)
    }
    position += found.count
    return token
  }

  private mutating func number() -> Token {
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
        UInt8(ascii: "e"), UInt8(ascii: "E"):
        position += 1
      default: return .number(start..<position)
      }
    }
    return .number(start..<position)
  }

  private mutating func string() throws(JSONFault) -> Token {
    let start = position + 1
    var index = start
    var escaped = false
    scan: while index < bytes.count {
      index = bytes.first(in: index..<bytes.count) {
        $0.marks(of: UInt8(ascii: "\"")) | $0.marks(of: UInt8(ascii: "\\")) | $0.controls
      }
      guard index < bytes.count else { break }
      switch bytes[index] {
      case UInt8(ascii: "\""):
        position = index + 1
        return .string(start..<index, escaped: escaped)
      case UInt8(ascii: "\\"):
        escaped = true
        index += 2
      case 0x0A where lenient, 0x0D where lenient: break scan
      case 0..<0x20 where !lenient: throw JSONFault(problem: .controlCharacter, position: index)
      default: index += 1
      }
    }
    guard lenient else { throw JSONFault(problem: nil, position: position) }
    position = min(index, bytes.count)
    return .string(start..<max(start, position), escaped: escaped)
  }
}
