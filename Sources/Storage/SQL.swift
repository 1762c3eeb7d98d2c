/// A piece of SQL in which every interpolated value becomes a bound parameter, so that no input is ever taken for SQL.
///
///     try reader.first("SELECT state FROM devices WHERE code = \(code)")
public struct SQL: Sendable, ExpressibleByStringInterpolation {
  /// The statement with `?` for each parameter.
  public private(set) var text: String
  /// The parameters, in order.
  public private(set) var values: [SQLValue]

  /// Makes a statement from a literal without parameters.
  public init(stringLiteral text: String) {
    self.text = text
    values = []
  }

  /// Makes a statement from a literal with parameters.
  public init(stringInterpolation: StringInterpolation) {
    text = stringInterpolation.text
    values = stringInterpolation.values
  }

  /// Two pieces, one after the other.
  public static func + (left: SQL, right: SQL) -> SQL {
    var both = left
    both.text += right.text
    both.values += right.values
    return both
  }

  /// What collects the pieces of a literal.
  public struct StringInterpolation: StringInterpolationProtocol {
    var text = ""
    var values: [SQLValue] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + interpolationCount)
      values.reserveCapacity(interpolationCount)
    }

    public mutating func appendLiteral(_ literal: String) {
      text += literal
    }

    /// Binds a value.
    public mutating func appendInterpolation(_ value: some SQLConvertible) {
      text += "?"
      values.append(value.sqlValue)
    }

    /// Binds a value, or NULL.
    public mutating func appendInterpolation(_ value: (some SQLConvertible)?) {
      text += "?"
      values.append(value?.sqlValue ?? .null)
    }

    /// Binds each value of a list, separated by commas: `WHERE state IN (\(list: states))`.
    public mutating func appendInterpolation(list: some Collection<some SQLConvertible>) {
      text += list.map { _ in "?" }.joined(separator: ", ")
      values += list.map(\.sqlValue)
    }

    /// Puts another piece of SQL in place, with its parameters.
    public mutating func appendInterpolation(_ sql: SQL) {
      text += sql.text
      values += sql.values
    }
  }
}
