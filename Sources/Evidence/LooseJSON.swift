/// Walks the texts of something that looks like JSON, broken or not, and tells under which keys each stands.
///
/// It recognises a format before the file is read, and finds the names to remove in a file that cannot be read.
struct LooseJSON: IteratorProtocol {
  /// A text between quotes.
  struct Visit: Equatable {
    /// The bytes between the quotes.
    let range: Range<Int>
    /// Whether the text is a key.
    let isKey: Bool
    /// The key the text is the value of, also through a list; for a key, nothing.
    let key: Range<Int>?
    /// The key of the object the text stands in.
    let owner: Range<Int>?
    /// How many objects the text stands in.
    let depth: Int
    /// Which of the outermost objects the text stands in, from 1.
    let object: Int
  }

  private struct Frame {
    let isObject: Bool
    var key: Range<Int>?
    let owner: Range<Int>?
  }

  private var scanner: JSONScanner
  private var frames: [Frame] = []
  private var depth = 0
  private var object = 0

  init(_ bytes: [UInt8]) {
    scanner = JSONScanner(bytes, lenient: true)
  }

  mutating func next() -> Visit? {
    while let token = nextToken() {
      switch token {
      case .openObject:
        if depth == 0 { object += 1 }
        depth += 1
        frames.append(Frame(isObject: true, key: nil, owner: frames.last?.key))
      case .openArray: frames.append(Frame(isObject: false, key: frames.last?.key, owner: frames.last?.owner))
      case .closeObject, .closeArray:
        if frames.popLast()?.isObject == true { depth -= 1 }
      case .string(let range, _): return visit(range)
      case .comma:
        // What follows is a key again, also when the file ends before its colon.
        if frames.last?.isObject == true { frames[frames.count - 1].key = nil }
      case .colon, .number, .bool, .null: break
      case .end: return nil
      }
    }
    return nil
  }

  /// The next token, stepping over whatever is none.
  private mutating func nextToken() -> JSONScanner.Token? {
    while scanner.peek() != nil {
      do throws(JSONFault) {
        return try scanner.next()
      } catch {
        scanner.skip()
      }
    }
    return nil
  }

  private mutating func visit(_ range: Range<Int>) -> Visit {
    let top = frames.last
    guard scanner.peek() == UInt8(ascii: ":") else {
      return Visit(range: range, isKey: false, key: top?.key, owner: top?.owner, depth: depth, object: object)
    }
    if !frames.isEmpty { frames[frames.count - 1].key = range }
    return Visit(range: range, isKey: true, key: nil, owner: top?.owner, depth: depth, object: object)
  }
}

extension LooseJSON: Sequence {}
