import CSQLite

/// SQLite without anything of ours: prepared statements in C on one connection, as the floor of what a change costs.
final class BareDatabase {
  private let handle: OpaquePointer
  private var statements: [String: OpaquePointer] = [:]

  struct Refusal: Error { let message: String }

  /// Opens a file with the durability Rebond asks for, and with nothing that watches over its rows.
  init(_ path: String) throws {
    var handle: OpaquePointer?
    guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil) == SQLITE_OK, let handle
    else { throw Refusal(message: "cannot open \(path)") }
    self.handle = handle
    try script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF")
  }

  deinit {
    for statement in statements.values { sqlite3_finalize(statement) }
    sqlite3_close_v2(handle)
  }

  /// Removes every guard.
  func removeTriggers() throws {
    for name in try texts("SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
      try script("DROP TRIGGER \"\(name)\"")
    }
  }

  /// The first column of every row.
  func texts(_ sql: String) throws -> [String] {
    let statement = try prepared(sql)
    defer { sqlite3_reset(statement) }
    var texts: [String] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      texts.append(sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? "")
    }
    return texts
  }

  /// One row written again: a statement, and what it binds.
  struct Writing {
    let statement: OpaquePointer
    let values: [OpaquePointer]
  }

  /// What writes the rows of a query again by a statement with as many parameters as the query has columns.
  func writings(of rows: String, in other: BareDatabase, by sql: String) throws -> [Writing] {
    let (query, statement) = (try other.prepared(rows), try prepared(sql))
    defer { sqlite3_reset(query) }
    var writings: [Writing] = []
    while sqlite3_step(query) == SQLITE_ROW {
      let values = (0..<sqlite3_column_count(query)).compactMap { sqlite3_value_dup(sqlite3_column_value(query, $0)) }
      writings.append(Writing(statement: statement, values: values))
    }
    return writings
  }

  /// Writes rows in one durable transaction.
  func write(_ writings: [Writing]) throws {
    try step(prepared("BEGIN IMMEDIATE"))
    for writing in writings {
      for (index, value) in writing.values.enumerated() {
        sqlite3_bind_value(writing.statement, Int32(index + 1), value)
      }
      try step(writing.statement)
    }
    try step(prepared("COMMIT"))
  }

  func script(_ sql: String) throws {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw refusal }
  }

  private func prepared(_ sql: String) throws -> OpaquePointer {
    if let known = statements[sql] { return known }
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK, let statement else { throw refusal }
    statements[sql] = statement
    return statement
  }

  private func step(_ statement: OpaquePointer) throws {
    let code = sqlite3_step(statement)
    sqlite3_reset(statement)
    guard code == SQLITE_DONE else { throw refusal }
  }

  private var refusal: Refusal { Refusal(message: String(cString: sqlite3_errmsg(handle))) }
}
