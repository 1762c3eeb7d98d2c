import Kernel

/// Reads the JSON that machines write, into the values ``StrictJSON`` makes of the files that people write.
///
/// A program's output is taken as it is where the strict reader refuses: a key given twice counts for its last value, a
/// whole number too large for 64 bits becomes a real one, bytes that are no UTF-8 become replacement characters. What
/// JSON itself forbids stays refused, with its place: guessing where a comma is missing could lose a disk.
enum MachineJSON {
  /// How deep values may be nested; a large server's lshw reaches about 30.
  static let depthLimit = 256

  /// Reads one document. Throws where it is no JSON, cut short, or nested too deep.
  static func read(_ bytes: [UInt8]) throws(JSONFault) -> JSONValue {
    var scanner = JSONScanner(bytes)
    let value = try value(try scanner.next(), &scanner, depth: 1)
    let after = scanner.position
    guard try scanner.next() == .end else {
      throw JSONFault(problem: .trailing, position: scanner.start(of: after))
    }
    return value
  }

  private static func value(
    _ token: JSONScanner.Token, _ scanner: inout JSONScanner, depth: Int
  ) throws(JSONFault) -> JSONValue {
    switch token {
    case .openObject: return .object(try members(&scanner, depth: depth))
    case .openArray: return .array(try elements(&scanner, depth: depth))
    case .string(let range, let escaped): return .string(try text(scanner.bytes, range, escaped: escaped))
    case .number(let range): return try number(scanner.bytes, range)
    case .bool(let bool): return .bool(bool)
    case .null: return .null
    case .end: throw JSONFault(problem: nil, position: scanner.position)
    case .closeObject, .closeArray, .comma, .colon:
      throw JSONFault(problem: .missingValue, position: scanner.position - 1)
    }
  }

  private static func members(
    _ scanner: inout JSONScanner, depth: Int
  ) throws(JSONFault) -> [JSONValue.Member] {
    try checkDepth(depth, scanner)
    var members: [JSONValue.Member] = []
    var token = try scanner.next()
    if token == .closeObject { return members }
    // Most objects of machines have about as many; growing to that would take three steps.
    members.reserveCapacity(8)
    while true {
      guard case .string(let range, let escaped) = token else {
        throw misplaced(token, .missingKey, scanner)
      }
      let key = try text(scanner.bytes, range, escaped: escaped)
      let afterKey = try scanner.next()
      guard afterKey == .colon else { throw misplaced(afterKey, .missingColon, scanner) }
      members.append(
        JSONValue.Member(key: key, value: try value(try scanner.next(), &scanner, depth: depth + 1)))
      let separator = try scanner.next()
      if separator == .closeObject { return members }
      guard separator == .comma else { throw misplaced(separator, .missingComma, scanner) }
      token = try scanner.next()
    }
  }

  private static func elements(_ scanner: inout JSONScanner, depth: Int) throws(JSONFault) -> [JSONValue] {
    try checkDepth(depth, scanner)
    var elements: [JSONValue] = []
    var token = try scanner.next()
    if token == .closeArray { return elements }
    while true {
      elements.append(try value(token, &scanner, depth: depth + 1))
      let separator = try scanner.next()
      if separator == .closeArray { return elements }
      guard separator == .comma else { throw misplaced(separator, .missingComma, scanner) }
      token = try scanner.next()
    }
  }

  private static func checkDepth(_ depth: Int, _ scanner: JSONScanner) throws(JSONFault) {
    guard depth <= depthLimit else {
      throw JSONFault(problem: .tooDeep(limit: depthLimit), position: scanner.position - 1)
    }
  }

  /// The fault of a token that stands where another was due, at its first byte.
  private static func misplaced(
    _ token: JSONScanner.Token, _ problem: JSONProblem, _ scanner: JSONScanner
  ) -> JSONFault {
    switch token {
    case .end: JSONFault(problem: nil, position: scanner.position)
    case .string(let range, _): JSONFault(problem: problem, position: range.lowerBound - 1)
    case .number(let range): JSONFault(problem: problem, position: range.lowerBound)
    case .bool(let bool): JSONFault(problem: problem, position: scanner.position - (bool ? 4 : 5))
    case .null: JSONFault(problem: problem, position: scanner.position - 4)
    case .openObject, .closeObject, .openArray, .closeArray, .comma, .colon:
      JSONFault(problem: problem, position: scanner.position - 1)
    }
  }

  private static func number(_ bytes: [UInt8], _ range: Range<Int>) throws(JSONFault) -> JSONValue {
    let written = String(decoding: bytes[range], as: UTF8.self)
    if let integer = Int64(written), !written.hasPrefix("+") { return .integer(integer) }
    if let real = Double(written), real.isFinite { return .real(real) }
    throw JSONFault(
      problem: range.upperBound == bytes.count ? nil : .missingValue, position: range.lowerBound)
  }

  /// The text between two quotes.
  static func text(_ bytes: [UInt8], _ range: Range<Int>, escaped: Bool) throws(JSONFault) -> String {
    guard escaped else { return String(decoding: bytes[range], as: UTF8.self) }
    return String(decoding: try unescaped(bytes, range), as: UTF8.self)
  }

  /// The bytes between two quotes, as they were before they were escaped.
  static func unescaped(_ bytes: [UInt8], _ range: Range<Int>) throws(JSONFault) -> [UInt8] {
    var fault: JSONFault?
    // What is escaped is never shorter than what it stands for.
    let plain = [UInt8](unsafeUninitializedCapacity: range.count) { plain, count in
      func put(_ byte: UInt8) {
        plain[count] = byte
        count += 1
      }
      var index = range.lowerBound
      while index < range.upperBound {
        let byte = bytes[index]
        index += 1
        if byte != UInt8(ascii: "\\") {
          put(byte)
        } else if index < range.upperBound, let meaning = escape(bytes[index]) {
          index += 1
          put(meaning)
        } else if index < range.upperBound, bytes[index] == UInt8(ascii: "u"),
          let sign = scalar(of: bytes, after: &index, range)
        {
          for byte in String(sign).utf8 { put(byte) }
        } else {
          fault = JSONFault(problem: .badEscape, position: index - 1)
          return
        }
      }
    }
    if let fault { throw fault }
    return plain
  }

  /// The sign that four digits of base 16 behind a `u` stand for, or eight when two halves make one sign; the one that stands
  /// for what is none where it is half of a sign alone.
  private static func scalar(of bytes: [UInt8], after index: inout Int, _ range: Range<Int>) -> Character? {
    func unit(at start: Int) -> UInt16? {
      start <= range.upperBound ? UInt16(hexadecimal: bytes[start..<min(start + 4, range.upperBound)]) : nil
    }
    guard let first = unit(at: index + 1) else { return nil }
    index += 5
    guard UTF16.isLeadSurrogate(first), index + 2 <= range.upperBound, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u"), let second = unit(at: index + 2), UTF16.isTrailSurrogate(second)
    else { return Character(Unicode.Scalar(UInt32(first)) ?? "\u{FFFD}") }
    index += 6
    let number = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF))
    return Character(Unicode.Scalar(number) ?? "\u{FFFD}")
  }

  private static func escape(_ sign: UInt8) -> UInt8? {
    switch sign {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): sign
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }
}

extension UInt16 {
  fileprivate init?(hexadecimal digits: ArraySlice<UInt8>) {
    guard digits.count == 4, digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else {
      return nil
    }
    self.init(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}

extension JSONScanner {
  /// The first byte from a place on that is no blank.
  fileprivate func start(of place: Int) -> Int {
    bytes[place...].firstIndex { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 } ?? bytes.count
  }
}

/// Looking into values of which nothing is promised.
extension JSONValue {
  /// The last value of a key, or nothing when there is none or this is no object.
  subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key == key }?.value
  }

  /// The text here, without blanks around it; a number counts as its digits, an empty text as none.
  var text: String? {
    switch self {
    case .string(let string):
      let trimmed = string.trimmed
      return trimmed.isEmpty ? nil : trimmed
    case .integer(let integer): return String(integer)
    case .null, .bool, .real, .array, .object: return nil
    }
  }

  /// The whole number here, also when written as a real one or between quotes.
  var whole: Int? {
    switch self {
    case .integer(let integer): Int(integer)
    case .real(let real): Int(exactly: real)
    case .string(let string): Int(string.trimmed)
    case .null, .bool, .array, .object: nil
    }
  }

  /// The truth value here.
  var truth: Bool? {
    guard case .bool(let bool) = self else { return nil }
    return bool
  }

  /// The values of a list; a lone value counts as a list of one.
  var list: [JSONValue] {
    switch self {
    case .array(let elements): elements
    case .null: []
    case .bool, .integer, .real, .string, .object: [self]
    }
  }

  /// The keys of an object.
  var keys: [String] {
    guard case .object(let members) = self else { return [] }
    return members.map(\.key)
  }

  /// Whether this is an object.
  var isObject: Bool {
    guard case .object = self else { return false }
    return true
  }
}

extension JSONValue {
  /// The number here, integer or real, also between quotes; with a comma or point.
  var number: Double? {
    switch self {
    case .integer(let integer): Double(integer)
    case .real(let real): real
    case .string(let string): Double(string.trimmed.split(separator: ",").joined(separator: "."))
    case .null, .bool, .array, .object: nil
    }
  }

  /// The JSON between the quotes of a text, or the value itself when it is none; nothing when the text is no JSON.
  var unquoted: JSONValue? {
    guard case .string(let string) = self else { return self }
    return try? MachineJSON.read(Array(string.utf8))
  }
}
