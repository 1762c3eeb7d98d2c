import CJansson

/// The one reader of the files that rule the chain: routes, programmes, labels.
///
/// Stricter than the format asks: a key given twice, an unknown key, a real number where an integer is wanted are refused
/// with their place, since a rule silently read wrong is a wrong decision about a family.
public enum StrictJSON {
  /// Reads one JSON document.
  ///
  /// - Parameters:
  ///   - bytes: the file's content, UTF-8, with or without a byte-order mark.
  ///   - file: the name the user knows the file by, quoted in failures.
  /// - Throws: ``JSONFailure`` with line and column when the bytes are no JSON, are cut short or repeat a key.
  public static func read(_ bytes: [UInt8], file: String) throws(JSONFailure) -> JSONNode {
    var error = json_error_t()
    let flags = size_t(JSON_REJECT_DUPLICATES) | size_t(JSON_DECODE_ANY)
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let root = bytes.dropFirst(bytes.starts(with: mark) ? mark.count : 0).withUnsafeBytes { buffer in
      json_loadb(buffer.bindMemory(to: CChar.self).baseAddress, buffer.count, flags, &error)
    }
    guard let root else {
      let reason = withUnsafeBytes(of: error.text) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      throw JSONFailure(
        file: file, place: .line(Int(error.line), column: Int(error.column)), problem: .syntax(reason))
    }
    defer { rebond_json_release(root) }
    return JSONNode(file: file, path: "", value: value(of: root))
  }

  private static func value(of node: UnsafeMutablePointer<json_t>) -> JSONValue {
    switch rebond_json_kind(node) {
    case JSON_OBJECT:
      var members: [JSONValue.Member] = []
      var iterator = json_object_iter(node)
      while let current = iterator {
        if let key = json_object_iter_key(current), let child = json_object_iter_value(current) {
          members.append(JSONValue.Member(key: String(cString: key), value: value(of: child)))
        }
        iterator = json_object_iter_next(node, current)
      }
      return .object(members)
    case JSON_ARRAY:
      return .array((0..<json_array_size(node)).compactMap { json_array_get(node, $0).map(value(of:)) })
    case JSON_STRING:
      let length = json_string_length(node)
      guard let start = json_string_value(node) else { return .string("") }
      return .string(
        UnsafeBufferPointer(start: start, count: length).withMemoryRebound(to: UInt8.self) {
          String(decoding: $0, as: UTF8.self)
        })
    case JSON_INTEGER: return .integer(json_integer_value(node))
    case JSON_REAL: return .real(json_real_value(node))
    case JSON_TRUE: return .bool(true)
    case JSON_FALSE: return .bool(false)
    default: return .null
    }
  }
}

/// A JSON value; integers and reals are kept apart, members keep the order of the file.
public indirect enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int64)
  case real(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// One key of an object and its value.
  public struct Member: Sendable, Equatable {
    public let key: String
    public let value: JSONValue

    /// Makes a member.
    public init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }
}

/// Why a file of rules is refused, and where.
public struct JSONFailure: Failure, Equatable {
  /// The name the user knows the file by.
  public let file: String
  /// Where in the file.
  public let place: Place
  /// What is wrong there.
  public let problem: Problem

  /// A place in a file: before it is read by line, after by the path of keys.
  public enum Place: Sendable, Equatable {
    case line(Int, column: Int)
    case path(String)
  }

  /// What can be wrong at a place.
  public enum Problem: Sendable, Equatable {
    /// The reader's own words; always English.
    case syntax(String)
    case missingKey(String)
    case unknownKey(String)
    case wrongType(expected: Expected)
    /// A rule of the room that reads the file, in its own words.
    case rule(Text)
  }

  /// The types a value can be asked to have.
  public enum Expected: Sendable, Equatable {
    case object, array, string, integer, number, bool
    case oneOf([String])
  }

  /// Makes a failure.
  public init(file: String, place: Place, problem: Problem) {
    self.file = file
    self.place = place
    self.problem = problem
  }

  public var exitCode: ExitCode { .badData }
}
