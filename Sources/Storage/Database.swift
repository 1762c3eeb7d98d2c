import Glibc
public import Kernel

/// The instance's database: one SQLite file, which several processes can use at once.
///
/// WAL mode, `synchronous=FULL`, foreign keys on: what was acknowledged survives a power cut. A value of this class belongs
/// to one thread; a server opens one per worker.
public final class Database {
  private let connection: Connection
  private var isWriting = false

  private init(_ connection: Connection) {
    self.connection = connection
  }

  /// The path of the file, or `:memory:`.
  public var path: String { connection.path }

  /// Opens an existing database and brings it up to date.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - migrations: the changes of schema this program knows, in order.
  /// - Throws: ``StorageFailure``: no file, not ours, newer, network file system, busy, full or read-only disk.
  public static func open(_ path: String, migrations: [Migration]) throws(StorageFailure) -> Database {
    try open(path, migrations: migrations, patience: .standard)
  }

  static func open(
    _ path: String, migrations: [Migration], patience: Patience
  ) throws(StorageFailure) -> Database {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .noDatabase(path: path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .cannotOpen(path: path, reason: "not a regular file")
    }
    try refuseNetwork(path)
    let connection = try Connection(path: path, patience: patience)
    try configure(connection)
    guard try connection.rows("PRAGMA application_id").first?["application_id"] == Int?(applicationID) else {
      throw .notADatabase(path: path, reason: "application_id")
    }
    try Migrator.bringUpToDate(connection, with: migrations)
    return Database(connection)
  }

  /// Makes a new database; it appears under its name only once its first content is in it.
  ///
  /// - Parameters:
  ///   - path: the file to make, readable and writable by its owner alone.
  ///   - fill: writes the first content; when it fails, no file is left.
  /// - Throws: ``StorageFailure/alreadyThere(path:)``, or why the file cannot be made, or whatever `fill` throws.
  public static func create<Result>(
    _ path: String, migrations: [Migration], fill: (Database) throws -> Result
  ) throws -> Result {
    let folder = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]) : "."
    try refuseNetwork(folder.isEmpty ? "/" : folder)
    guard access(path, F_OK) != 0 else { throw StorageFailure.alreadyThere(path: path) }
    return try OwnersFile.publish(path) { draft in
      let connection = try Connection(path: draft)
      try connection.script("PRAGMA application_id = \(applicationID)")
      try configure(connection)
      try Migrator.bringUpToDate(connection, with: migrations)
      return try fill(Database(connection))
    }
  }

  /// A database in memory, up to date and empty.
  public static func inMemory(migrations: [Migration]) throws(StorageFailure) -> Database {
    let connection = try Connection(path: ":memory:")
    try connection.script("PRAGMA foreign_keys = ON")
    try Migrator.bringUpToDate(connection, with: migrations)
    return Database(connection)
  }

  /// Reads, all from one moment of the database.
  public func read<Result>(_ body: (Reader) throws -> Result) throws -> Result {
    if connection.isInTransaction { return try body(Reader(connection)) }
    try connection.script("BEGIN")
    defer { if connection.isInTransaction { try? connection.script("ROLLBACK") } }
    return try body(Reader(connection))
  }

  /// Does one act: its changes and its entry in the journal are durable together, or nothing of them is.
  ///
  /// - Parameters:
  ///   - action: what is done.
  ///   - act: who, on which day.
  ///   - body: makes the changes and says whom they concern. It must not open another write; ``Change/also(_:by:_:)`` nests.
  /// - Throws: whatever the body throws, and ``StorageFailure``.
  public func write<Result>(
    _ action: some JournalAction, _ act: Act, _ body: (Change) throws -> Result
  ) throws -> Result {
    precondition(!isWriting, "a write inside a write: nest with Change.also")
    isWriting = true
    defer { isWriting = false }
    try connection.script("BEGIN IMMEDIATE")
    do {
      let ledger = Ledger()
      let result = try ledger.perform(action.rawValue, act, on: connection, body)
      try ledger.write(to: connection)
      try connection.script("COMMIT")
      return result
    } catch {
      if connection.isInTransaction { try? connection.script("ROLLBACK") }
      throw error
    }
  }

  /// Copies the database, as it is now, to a new file, while others go on working.
  ///
  /// - Returns: the journal's head in the copy, to be kept with it: a journal that was cut or rewritten later differs from it.
  /// - Throws: ``StorageFailure``; then no file is left.
  public func backUp(to path: String) throws -> JournalHead {
    try OwnersFile.publish(path) { draft in
      let copy = try Connection(path: draft)
      try connection.copy(to: copy)
      // The copy is a file to put away: no -wal beside it.
      try copy.script("PRAGMA journal_mode = DELETE")
      guard try copy.rows("PRAGMA quick_check(1)").first?["quick_check"] == String?("ok") else {
        throw StorageFailure.notADatabase(path: path, reason: "quick_check")
      }
      return try Journal.head(in: Reader(copy))
    }
  }

  /// What SQLite itself finds wrong in the file: nothing, when all is well.
  public func structuralFaults() throws -> [String] {
    try read { reader in
      let integrity: [String] = try reader.all("PRAGMA integrity_check(20)").map { try $0["integrity_check"] }
      let foreign: [String] = try reader.all("PRAGMA foreign_key_check").map { row in
        let table: String = try row["table"]
        let parent: String = try row["parent"]
        return "foreign key: \(table) → \(parent)"
      }
      return integrity.filter { $0 != "ok" } + foreign
    }
  }

  /// `RBND`, so that another program's SQLite file is never taken for ours.
  private static let applicationID = 0x5242_4E44

  private static func configure(_ connection: Connection) throws(StorageFailure) {
    try connection.script("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF")
    guard try connection.rows("PRAGMA journal_mode").first?["journal_mode"] != String?("wal") else { return }
    try connection.script("PRAGMA journal_mode = WAL")
  }

  private static func refuseNetwork(_ path: String) throws(StorageFailure) {
    if case .network(let kind) = FileSystemKind(of: path) { throw .networkFileSystem(path: path, kind: kind) }
  }
}
