public import Kernel

extension Programme {
  /// Reads the facts of one household or of many: JSON objects one after the other, on a line each or on several.
  ///
  /// - Parameter day: the day of the decisions.
  /// - Throws: `JSONFailure` of the first household that is refused; of many, it names the line where that one begins. All are
  ///   read before any is decided, so that a slip never leaves a list half answered.
  public func readHouseholds(_ bytes: [UInt8], file: String, on day: Day) throws(JSONFailure) -> [HouseholdFacts] {
    let pieces = TopLevelValues(of: bytes).pieces
    var households: [HouseholdFacts] = []
    for piece in pieces {
      let name = pieces.count == 1 ? file : "\(file):\(piece.line)"
      households.append(try readFacts(Array(bytes[piece.range]), file: name, on: day))
    }
    return households
  }
}

/// Where each of the JSON values of a file stands; a value that never ends goes to the end of the file.
struct TopLevelValues {
  /// The values, each with the line it begins on; the only one of a file also has whatever stands around it.
  let pieces: [(range: Range<Int>, line: Int)]

  init(of bytes: [UInt8]) {
    var pieces: [(range: Range<Int>, line: Int)] = []
    var (start, startLine): (Int?, Int) = (nil, 1)
    var (depth, line) = (0, 1)
    var (inString, escaped) = (false, false)
    for (place, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\n") { line += 1 }
      if inString {
        if escaped {
          escaped = false
        } else if byte == UInt8(ascii: "\\") {
          escaped = true
        } else if byte == UInt8(ascii: "\"") {
          inString = false
        }
        continue
      }
      let isSpace = byte == UInt8(ascii: " ") || (9...13).contains(byte)
      if start == nil, !isSpace { (start, startLine) = (place, line) }
      switch byte {
      case UInt8(ascii: "\""): inString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth <= 0, let begin = start {
          pieces.append((begin..<place + 1, startLine))
          (start, depth) = (nil, 0)
        }
      default: break
      }
    }
    if let start { pieces.append((start..<bytes.count, startLine)) }
    // One value keeps the lines before it, so that a failure names the line people see; and no value at all is refused as such.
    self.pieces = pieces.count > 1 ? pieces : [(0..<bytes.count, 1)]
  }
}
