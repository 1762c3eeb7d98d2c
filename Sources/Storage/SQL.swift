import Glibc

/// A piece of SQL in which every interpolated value becomes a bound parameter, so that no input is ever taken for SQL.
///
///     try reader.first("SELECT state FROM devices WHERE code = \(code)")
public struct SQL: Sendable, ExpressibleByStringInterpolation {
  /// The statement with `?` for each parameter.
  private(set) var statement: StatementText
  /// The parameters, in order.
  public private(set) var values: [SQLValue]

  /// The statement with `?` for each parameter.
  public var text: String { statement.description }

  /// Makes a statement from a literal without parameters.
  public init(stringLiteral text: String) {
    statement = StatementText(text)
    values = []
  }

  /// Makes a statement from a literal with parameters.
  public init(stringInterpolation: StringInterpolation) {
    statement = stringInterpolation.statement
    values = stringInterpolation.values
  }

  /// Two pieces, one after the other.
  public static func + (left: SQL, right: SQL) -> SQL {
    var both = left
    both.statement.append(right.statement)
    both.values += right.values
    return both
  }

  /// What collects the pieces of a literal.
  public struct StringInterpolation: StringInterpolationProtocol {
    var statement: StatementText
    var values: [SQLValue] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      statement = StatementText(capacity: literalCapacity + interpolationCount)
      values.reserveCapacity(interpolationCount)
    }

    public mutating func appendLiteral(_ literal: String) {
      statement.append(literal)
    }

    /// Binds a value.
    public mutating func appendInterpolation(_ value: some SQLConvertible) {
      statement.appendParameter()
      values.append(value.sqlValue)
    }

    /// Binds a value, or NULL.
    public mutating func appendInterpolation(_ value: (some SQLConvertible)?) {
      statement.appendParameter()
      values.append(value?.sqlValue ?? .null)
    }

    /// Binds each value of a list, separated by commas: `WHERE state IN (\(list: states))`.
    public mutating func appendInterpolation(list: some Collection<some SQLConvertible>) {
      statement.append(list.map { _ in "?" }.joined(separator: ", "))
      values += list.map(\.sqlValue)
    }

    /// Puts another piece of SQL in place, with its parameters.
    public mutating func appendInterpolation(_ sql: SQL) {
      statement.append(sql.statement)
      values += sql.values
    }
  }
}

/// The text of a statement as SQLite takes it, quickly put together and quickly found again: a list of things to take in runs
/// millions of statements, of some dozens of texts.
struct StatementText: Sendable, Hashable, CustomStringConvertible {
  private var bytes: [UInt8]

  init(capacity: Int) {
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  init(_ text: String) { bytes = Array(text.utf8) }

  var description: String { String(decoding: bytes, as: UTF8.self) }

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func append(_ other: StatementText) { bytes.append(contentsOf: other.bytes) }

  mutating func appendParameter() { bytes.append(UInt8(ascii: "?")) }

  static func == (left: StatementText, right: StatementText) -> Bool {
    left.bytes.count == right.bytes.count && memcmp(left.bytes, right.bytes, left.bytes.count) == 0
  }

  /// Nobody but ourselves writes these texts, so that a plain mixture of all bytes will do.
  func hash(into hasher: inout Hasher) {
    var mixture: UInt64 = 0
    bytes.withUnsafeBytes { bytes in
      var place = 0
      while place + 8 <= bytes.count {
        mixture = (mixture ^ bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
        mixture ^= mixture >> 29
        place += 8
      }
      for byte in bytes[place...] { mixture = (mixture ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15 }
    }
    hasher.combine(mixture)
  }
}
