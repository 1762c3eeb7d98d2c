import CSQLite

/// One prepared statement, kept for the next time the same text is asked.
final class Statement {
  /// Whether it leaves the database as it is.
  let isReadOnly: Bool
  /// When it was last used, as the cache counts.
  var lastUse = 0
  private let pointer: OpaquePointer
  private let text: String
  private var columns: ColumnNames

  /// Prepares a text, which must be exactly one statement: SQLite would leave the rest out without a word.
  init(_ text: String, on handle: OpaquePointer) throws(SQLiteRefusal) {
    var pointer: OpaquePointer?
    let (code, isWhole) = text.withCString { start in
      var rest: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v3(handle, start, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, &rest)
      return (code, rest.map { String(cString: $0).allSatisfy { $0.isWhitespace || $0 == ";" } } ?? true)
    }
    guard code == SQLITE_OK else { throw .sqlite(code) }
    guard let pointer, isWhole else {
      sqlite3_finalize(pointer)
      throw .mistake("one statement at a time")
    }
    self.pointer = pointer
    self.text = text
    isReadOnly = sqlite3_stmt_readonly(pointer) != 0
    columns = ColumnNames(of: pointer, statement: text)
  }

  deinit { sqlite3_finalize(pointer) }

  /// Binds the values, runs the statement to its end and gives all its rows.
  func rows(_ values: [SQLValue]) throws(SQLiteRefusal) -> [Row] {
    defer {
      sqlite3_reset(pointer)
      sqlite3_clear_bindings(pointer)
    }
    try bind(values)
    var rows: [Row] = []
    while true {
      let code = sqlite3_step(pointer)
      guard code == SQLITE_ROW else {
        guard code == SQLITE_DONE else { throw .sqlite(code) }
        return rows
      }
      if rows.isEmpty { refreshColumns() }
      var row: [SQLValue] = []
      row.reserveCapacity(columns.count)
      for index in 0..<columns.count { row.append(try value(at: Int32(index))) }
      rows.append(Row(columns: columns, values: row))
    }
  }

  /// Binds the values, runs the statement to its end and gives each row as it comes; what the body throws ends it.
  func each(_ values: [SQLValue], _ body: (Cursor) throws -> Void) throws(SQLiteRefusal) -> (any Error)? {
    defer {
      sqlite3_reset(pointer)
      sqlite3_clear_bindings(pointer)
    }
    try bind(values)
    while true {
      let code = sqlite3_step(pointer)
      guard code == SQLITE_ROW else {
        guard code == SQLITE_DONE else { throw .sqlite(code) }
        return nil
      }
      do { try body(Cursor(pointer: pointer)) } catch { return error }
    }
  }

  /// Another process may have changed the schema since; SQLite then prepares the statement again on its own.
  private func refreshColumns() {
    guard sqlite3_stmt_status(pointer, SQLITE_STMTSTATUS_REPREPARE, 1) > 0 else { return }
    columns = ColumnNames(of: pointer, statement: text)
  }

  private func bind(_ values: [SQLValue]) throws(SQLiteRefusal) {
    // A `?` typed by hand would otherwise be bound to NULL.
    guard Int(sqlite3_bind_parameter_count(pointer)) == values.count else {
      throw .mistake("as many values as parameters")
    }
    for (offset, value) in values.enumerated() {
      let index = Int32(offset + 1)
      let code: Int32
      switch value {
      case .null: code = sqlite3_bind_null(pointer, index)
      case .integer(let integer): code = sqlite3_bind_int64(pointer, index, integer)
      case .blob(let bytes): code = rebond_bind_blob(pointer, index, bytes, UInt64(bytes.count))
      case .text(let text):
        // SQLite would keep it, and every function and tool that reads C strings would see only what comes before;
        // PostgreSQL refuses it.
        guard !text.utf8.contains(0) else { throw .nulInText }
        code = rebond_bind_text(pointer, index, text, UInt64(text.utf8.count))
      }
      guard code == SQLITE_OK else { throw .sqlite(code) }
    }
  }

  private func value(at index: Int32) throws(SQLiteRefusal) -> SQLValue {
    switch sqlite3_column_type(pointer, index) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(pointer, index))
    case SQLITE_NULL: return .null
    case SQLITE_BLOB: return .blob([UInt8](bytes(sqlite3_column_blob(pointer, index), at: index)))
    case SQLITE_TEXT:
      let start = UnsafeRawPointer(sqlite3_column_text(pointer, index))
      guard let text = String(validating: bytes(start, at: index), as: UTF8.self) else {
        throw .unreadable(column: columns.names[Int(index)], found: "TEXT, not UTF-8")
      }
      return .text(text)
    default:
      // No table of ours can hold a real; a query that computes one would bring rounding into amounts and counts.
      throw .unreadable(column: columns.names[Int(index)], found: "REAL")
    }
  }

  private func bytes(_ start: UnsafeRawPointer?, at index: Int32) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(pointer, index)))
  }
}

/// Why a statement was not run to its end.
enum SQLiteRefusal: Error {
  /// SQLite's result code.
  case sqlite(Int32)
  /// What a statement of ours must be, and is not.
  case mistake(String)
  /// A text with a NUL character in it.
  case nulInText
  /// A value that no type of ours reads.
  case unreadable(column: String, found: String)
}

/// The names of a statement's columns, shared by all its rows.
final class ColumnNames: Sendable {
  let names: [String]
  let statement: String
  private let index: [String: Int]

  init(of pointer: OpaquePointer, statement: String) {
    names = (0..<sqlite3_column_count(pointer)).map { column in
      sqlite3_column_name(pointer, column).map { String(cString: $0) } ?? ""
    }
    index = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    self.statement = statement
  }

  var count: Int { names.count }

  func offset(of column: String) -> Int? { index[column] }
}
