import CSQLite

/// The row a long query stands on, read column by column by place, without a copy of it: for the few queries that go through
/// hundreds of thousands of rows.
///
/// It is good only within the call it is given to.
public struct Cursor {
  let pointer: OpaquePointer

  /// Whether a column is NULL.
  public func isNull(_ column: Int) -> Bool { sqlite3_column_type(pointer, Int32(column)) == SQLITE_NULL }

  /// The number in a column; 0 where there is none.
  public func number(_ column: Int) -> Int { Int(sqlite3_column_int64(pointer, Int32(column))) }

  /// The bytes of the text in a column; none where it is NULL or empty.
  public func bytes<Result>(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    // As bytes: asked for a text, SQLite copies it to end it with a NUL.
    let bytes = sqlite3_column_blob(pointer, Int32(column))
    let count = bytes == nil ? 0 : Int(sqlite3_column_bytes(pointer, Int32(column)))
    return try body(UnsafeBufferPointer(start: bytes?.assumingMemoryBound(to: UInt8.self), count: count))
  }

  /// The text in a column; empty where it is NULL.
  public func text(_ column: Int) -> String { bytes(column) { String(decoding: $0, as: UTF8.self) } }
}

extension Reader {
  /// Runs a query and gives its rows one by one; none is kept.
  public final func each(_ sql: SQL, _ body: (Cursor) throws -> Void) throws {
    try requireOpen()
    try connection.each(sql, body)
  }
}
