import CSQLite
import Glibc
import Kernel

/// One connection to a SQLite file: runs statements, keeps them prepared, and translates SQLite's codes.
final class Connection {
  /// The path of the file as its user knows it, or `:memory:`.
  let path: String
  private var handle: OpaquePointer?
  private let wait: Wait
  private var statements: [StatementText: Statement] = [:]
  private var uses = 0
  /// The failure of a statement that nobody has rolled back yet.
  private var unsettled: StorageFailure?

  /// How many statements are kept prepared; a list of another length is another statement.
  static let keptStatements = 200

  /// Opens a file that exists, for reading and writing.
  ///
  /// - Parameters:
  ///   - file: the file; nothing for a database in memory.
  ///   - path: how failures call it.
  init(_ file: String?, shownAs path: String, patience: Patience = .standard) throws(StorageFailure) {
    self.path = path
    wait = Wait(patience)
    // "./" keeps SQLite from taking a name such as `file:x` or `:memory:` for more than a name.
    let name = file.map { $0.hasPrefix("/") ? $0 : "./\($0)" } ?? ":memory:"
    _ = Connection.prepared
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(name, &handle, flags, nil)
    guard code == SQLITE_OK, let handle else {
      let failure = failure(code, statement: nil)
      close()
      throw failure
    }
    wait.install(on: handle)
    rebond_harden(handle)
    // SQLite opens what it may not write for reading only, and would say so at the first change.
    if sqlite3_db_readonly(handle, "main") == 1 {
      close()
      throw .readOnly(path: path)
    }
  }

  deinit { close() }

  /// What is said to SQLite once, before the first connection.
  private static let prepared: Void = rebond_prepare_sqlite()

  /// Ends the connection; nothing can be run on it afterwards.
  func close() {
    statements = [:]
    sqlite3_close_v2(handle)
    handle = nil
  }

  /// All rows of a statement.
  ///
  /// After a statement has failed inside a transaction, every other one fails in the same way until the transaction, or
  /// the savepoint it belongs to, is rolled back. SQLite ends the whole transaction itself on a full disk: without this, what
  /// follows a caught failure would be written piece by piece, outside any transaction.
  func rows(_ sql: SQL, mayWrite: Bool = true) throws(StorageFailure) -> [Row] {
    if let unsettled { throw unsettled }
    let wasInTransaction = isInTransaction
    do throws(SQLiteRefusal) {
      let statement = try statement(sql.statement)
      guard mayWrite || statement.isReadOnly else { throw .mistake("a reader changes nothing") }
      return try statement.rows(sql.values)
    } catch {
      let failure = failure(error, statement: sql.text)
      if wasInTransaction { unsettled = failure }
      throw failure
    }
  }

  /// Runs a query that changes nothing, row by row.
  func each(_ sql: SQL, _ body: (Cursor) throws -> Void) throws {
    if let unsettled { throw unsettled }
    var refused: (any Error)?
    do throws(SQLiteRefusal) {
      let statement = try statement(sql.statement)
      guard statement.isReadOnly else { throw .mistake("a reader changes nothing") }
      refused = try statement.each(sql.values, body)
    } catch {
      throw failure(error, statement: sql.text)
    }
    if let refused { throw refused }
  }

  /// Runs several statements without parameters, as a migration does.
  ///
  /// - Parameter name: how a failure calls them, when they are too long to show.
  func script(_ text: String, name: String? = nil) throws(StorageFailure) {
    let code = sqlite3_exec(handle, text, nil, nil, nil)
    guard code == SQLITE_OK else { throw failure(code, statement: name ?? text) }
  }

  /// The value of a pragma, or nothing when SQLite has none to give.
  func pragma<Value: SQLConvertible>(_ name: String) throws(StorageFailure) -> Value? {
    let column = String(name.prefix { $0 != "(" && $0 != " " })
    guard let row = try rows(SQL(stringLiteral: "PRAGMA \(name)")).first else { return nil }
    return try row[column]
  }

  /// How many statements are prepared.
  var countOfStatements: Int { statements.count }

  /// How many rows the last change touched.
  var changes: Int { Int(sqlite3_changes64(handle)) }

  /// The number the last inserted row was given.
  var lastInsertedID: Int64 { sqlite3_last_insert_rowid(handle) }

  /// Whether a transaction is open; SQLite itself ends one on some failures, a full disk among them.
  var isInTransaction: Bool { handle != nil && sqlite3_get_autocommit(handle) == 0 }

  /// Whether the file was moved, deleted or replaced since it was opened: what is written to it now is written to nothing.
  var fileHasMoved: Bool {
    var moved: Int32 = 0
    return sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved != 0
  }

  /// Undoes the open transaction, if there is still one.
  func rollBack() {
    unsettled = nil
    if isInTransaction { _ = try? rows("ROLLBACK") }
    unsettled = nil
  }

  /// Undoes everything since a savepoint; nothing when SQLite has undone the whole transaction already, which then stays failed.
  func rollBackToSavepoint() throws(StorageFailure) {
    guard isInTransaction else { return }
    unsettled = nil
    _ = try rows("ROLLBACK TO act")
    _ = try rows("RELEASE act")
  }

  /// Copies the whole database to another connection, while others go on working.
  ///
  /// All in one step: in WAL mode that holds back nobody, and a copy in pieces would begin anew after each change.
  func copy(to other: Connection) throws(StorageFailure) {
    guard let backup = sqlite3_backup_init(other.handle, "main", handle, "main") else {
      throw other.failure(sqlite3_extended_errcode(other.handle), statement: "backup")
    }
    let code = sqlite3_backup_step(backup, -1)
    let ended = sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE, ended == SQLITE_OK else {
      let isBusy = code & 0xFF == SQLITE_BUSY || code & 0xFF == SQLITE_LOCKED
      throw isBusy ? failure(code, statement: "backup") : other.failure(code, statement: "backup")
    }
  }

  private func statement(_ text: StatementText) throws(SQLiteRefusal) -> Statement {
    uses += 1
    if let known = statements[text] {
      known.lastUse = uses
      return known
    }
    guard let handle else { throw .mistake("the database is closed") }
    if statements.count >= Connection.keptStatements,
      let oldest = statements.min(by: { $0.value.lastUse < $1.value.lastUse })
    {
      statements[oldest.key] = nil
    }
    let statement = try Statement(text.description, on: handle)
    statement.lastUse = uses
    statements[text] = statement
    return statement
  }

  private func failure(_ refusal: SQLiteRefusal, statement: String) -> StorageFailure {
    switch refusal {
    case .sqlite(let code): failure(code, statement: statement)
    case .mistake(let rule): .statement(rule, statement: statement)
    case .nulInText: .constraint("a text with a NUL character", statement: statement)
    case .unreadable(let column, let found):
      .row(column: column, expected: "INTEGER, TEXT, BLOB", found: found, statement: statement)
    }
  }

  private func failure(_ code: Int32, statement: String?) -> StorageFailure {
    StorageFailure(
      code: code, systemError: sqlite3_system_errno(handle),
      message: String(cString: handle == nil ? sqlite3_errstr(code) : sqlite3_errmsg(handle)),
      statement: statement, path: path, holders: { LockHolder.holders(of: self.file) })
  }

  /// The file as SQLite found it, behind symbolic links: that is where its `-wal` and `-shm` are.
  private var file: String { sqlite3_db_filename(handle, "main").map { String(cString: $0) } ?? path }
}
