import CSQLite
import Glibc
import Kernel

/// One connection to a SQLite file: prepares, runs and caches statements, and translates SQLite's codes.
final class Connection {
  /// The path of the file, or `:memory:`.
  let path: String
  private let handle: OpaquePointer
  private var statements: [String: Prepared] = [:]

  private struct Prepared {
    let pointer: OpaquePointer
    let columns: ColumnNames
  }

  /// Opens a file that exists, for reading and writing.
  ///
  /// - Throws: ``StorageFailure/cannotOpen(path:reason:)`` and its kin.
  init(path: String, patience: Patience = .standard) throws(StorageFailure) {
    self.path = path
    var handle: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(path, &handle, flags, nil)
    guard code == SQLITE_OK, let handle else {
      sqlite3_close_v2(handle)
      throw StorageFailure(
        code: code, message: String(cString: sqlite3_errstr(code)), statement: nil, path: path)
    }
    self.handle = handle
    patience.install(on: handle)
    _ = rebond_make_defensive(handle)
  }

  deinit {
    for prepared in statements.values { sqlite3_finalize(prepared.pointer) }
    sqlite3_close_v2(handle)
  }

  /// All rows of a statement.
  func rows(_ sql: SQL) throws(StorageFailure) -> [Row] {
    let prepared = try prepared(sql.text)
    defer {
      sqlite3_reset(prepared.pointer)
      sqlite3_clear_bindings(prepared.pointer)
    }
    try bind(sql, to: prepared.pointer)
    let width = sqlite3_column_count(prepared.pointer)
    var rows: [Row] = []
    while true {
      switch sqlite3_step(prepared.pointer) {
      case SQLITE_ROW:
        let values = (0..<width).map { Connection.value(at: $0, of: prepared.pointer) }
        rows.append(Row(columns: prepared.columns, values: values))
      case SQLITE_DONE: return rows
      default: throw failure(statement: sql.text)
      }
    }
  }

  /// Runs several statements without parameters, as a migration does.
  func script(_ text: String) throws(StorageFailure) {
    guard sqlite3_exec(handle, text, nil, nil, nil) == SQLITE_OK else { throw failure(statement: text) }
  }

  /// How many rows the last change touched.
  var changes: Int { Int(sqlite3_changes64(handle)) }

  /// The number the last inserted row was given.
  var lastInsertedID: Int64 { sqlite3_last_insert_rowid(handle) }

  /// Whether a transaction is open; SQLite itself ends one on some failures, a full disk among them.
  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Copies the whole database to another connection, while others go on working.
  func copy(to other: Connection) throws(StorageFailure) {
    guard let backup = sqlite3_backup_init(other.handle, "main", handle, "main") else {
      throw other.failure(statement: "backup")
    }
    var code: Int32
    repeat {
      code = sqlite3_backup_step(backup, 1_000)
      if code == SQLITE_BUSY || code == SQLITE_LOCKED { usleep(1_000) }
    } while code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED
    let ended = sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE, ended == SQLITE_OK else { throw other.failure(statement: "backup") }
  }

  private func prepared(_ text: String) throws(StorageFailure) -> Prepared {
    if let known = statements[text] { return known }
    var pointer: OpaquePointer?
    let code = sqlite3_prepare_v3(
      handle, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, nil)
    guard code == SQLITE_OK, let pointer else { throw failure(statement: text) }
    let names = (0..<sqlite3_column_count(pointer)).map { index in
      sqlite3_column_name(pointer, index).map { String(cString: $0) } ?? ""
    }
    let prepared = Prepared(pointer: pointer, columns: ColumnNames(names, statement: text))
    statements[text] = prepared
    return prepared
  }

  private func bind(_ sql: SQL, to pointer: OpaquePointer) throws(StorageFailure) {
    for (offset, value) in sql.values.enumerated() {
      let index = Int32(offset + 1)
      let code =
        switch value {
        case .null: sqlite3_bind_null(pointer, index)
        case .integer(let integer): sqlite3_bind_int64(pointer, index, integer)
        case .text(let text): rebond_bind_text(pointer, index, text, Int32(text.utf8.count))
        case .blob(let bytes): rebond_bind_blob(pointer, index, bytes, Int32(bytes.count))
        }
      guard code == SQLITE_OK else { throw failure(statement: sql.text) }
    }
  }

  private static func value(at index: Int32, of pointer: OpaquePointer) -> SQLValue {
    switch sqlite3_column_type(pointer, index) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(pointer, index))
    case SQLITE_NULL: return .null
    case SQLITE_BLOB:
      let count = Int(sqlite3_column_bytes(pointer, index))
      guard let start = sqlite3_column_blob(pointer, index) else { return .blob([]) }
      return .blob([UInt8](UnsafeRawBufferPointer(start: start, count: count)))
    default:
      // A real cannot be stored in our STRICT tables; one that a query computes is read as its text and refused there.
      guard let start = sqlite3_column_text(pointer, index) else { return .null }
      let count = Int(sqlite3_column_bytes(pointer, index))
      return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
    }
  }

  private func failure(statement: String) -> StorageFailure {
    StorageFailure(
      code: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)),
      statement: statement, path: path)
  }
}
