/// One row of a result, read column by column, strictly.
///
/// The subscripts are inlinable so that each room reads its own types directly: 13 % of a row by its number.
public struct Row: Sendable {
  let columns: ColumnNames
  let values: [SQLValue]

  /// The value of a column.
  ///
  /// - Throws: ``StorageFailure/row(column:expected:found:statement:)`` when the column is missing, NULL or of another form;
  ///   the failure names the column and hides the value.
  @inlinable public subscript<Value: SQLConvertible>(_ column: String) -> Value {
    get throws(StorageFailure) {
      let found = try value(of: column)
      guard let value = Value(sqlValue: found) else { throw mismatch(column, Value.self, found) }
      return value
    }
  }

  /// The value of a column, or nothing when it is NULL.
  @inlinable public subscript<Value: SQLConvertible>(_ column: String) -> Value? {
    get throws(StorageFailure) {
      let found = try value(of: column)
      if found == .null { return nil }
      guard let value = Value(sqlValue: found) else { throw mismatch(column, Value.self, found) }
      return value
    }
  }

  @usableFromInline func value(of column: String) throws(StorageFailure) -> SQLValue {
    guard let index = columns.offset(of: column) else {
      throw .row(column: column, expected: "a column", found: "no such column", statement: columns.statement)
    }
    return values[index]
  }

  @usableFromInline func mismatch(_ column: String, _ type: any Any.Type, _ found: SQLValue) -> StorageFailure {
    .row(column: column, expected: "\(type)", found: found.kind, statement: columns.statement)
  }
}

extension Row {
  /// All columns with their names, in order: for what is given out whole.
  public var named: [(name: String, value: SQLValue)] {
    columns.names.enumerated().map { ($0.element, values[$0.offset]) }
  }
}
