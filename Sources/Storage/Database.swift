import Glibc
public import Kernel

/// The instance's database: one SQLite file, which several processes can use at once.
///
/// WAL mode, `synchronous=FULL`, foreign keys on: what was acknowledged survives a power cut. A value of this class belongs
/// to one thread; a server opens one per worker.
public final class Database {
  private let connection: Connection
  let migrations: [Migration]
  private var schemaVersion: Int?

  private init(_ connection: Connection, _ migrations: [Migration]) {
    self.connection = connection
    self.migrations = migrations
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
    try requireFile(path)
    try refuseNetwork(path, at: path)
    let connection = try Connection(path, shownAs: path, patience: patience)
    // Before anything else: the file of another program is left exactly as it is.
    guard try connection.pragma("application_id") == Int?(applicationID) else {
      throw .notADatabase(path: path)
    }
    try connection.script(settings + "PRAGMA synchronous = FULL")
    try keepLog(connection)
    try Migrator.bringUpToDate(connection, with: migrations)
    return Database(connection, migrations)
  }

  /// Makes a new database; it appears under its name only once its first content is in it.
  ///
  /// - Parameters:
  ///   - path: the file to make, readable and writable by its owner alone.
  ///   - fill: writes the first content; when it fails, no file is left. The database it is given ends with it.
  /// - Throws: ``StorageFailure/alreadyThere(path:)``, or why the file cannot be made, or whatever `fill` throws.
  public static func create<Result>(
    _ path: String, migrations: [Migration], fill: (Database) throws -> Result
  ) throws -> Result {
    try refuseNetwork(OwnersFile.folder(of: path), at: path)
    return try OwnersFile.publish(path) { draft in
      let connection = try Connection(draft, shownAs: path)
      defer { connection.close() }
      // A draft is synchronised as a whole before it gets its name, and nobody plays its journal back.
      try connection.script(settings + "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY")
      try connection.script("PRAGMA application_id = \(applicationID)")
      try Migrator.bringUpToDate(connection, with: migrations)
      let result = try fill(Database(connection, migrations))
      // All content is in the file itself by now: nothing is lost with the draft's -wal.
      try keepLog(connection)
      return result
    }
  }

  /// A database in memory, up to date and empty.
  public static func inMemory(migrations: [Migration]) throws(StorageFailure) -> Database {
    let connection = try Connection(nil, shownAs: ":memory:")
    try connection.script(settings)
    try Migrator.bringUpToDate(connection, with: migrations)
    return Database(connection, migrations)
  }

  /// Reads, all from one moment of the database.
  public func read<Result>(_ body: (Reader) throws -> Result) throws -> Result {
    let reader = Reader(connection)
    defer { reader.end() }
    if connection.isInTransaction { return try body(reader) }
    try begin("BEGIN")
    defer { connection.rollBack() }
    return try body(reader)
  }

  /// Reads files about people: what is read is given only once it is written, durably, who read whose file.
  ///
  /// - Parameters:
  ///   - operation: what is done, in one word.
  ///   - person: who reads.
  ///   - instant: when.
  ///   - body: reads, and says whose files it shows.
  public func consult<Result>(
    _ operation: some RawRepresentable<String>, by person: PersonID, at instant: Instant,
    _ body: (Consultation) throws -> Result
  ) throws -> Result {
    precondition(!connection.isInTransaction, "a consultation inside a read or a write")
    let consultation = Consultation(connection)
    defer { consultation.end() }
    try begin("BEGIN IMMEDIATE")
    do {
      let result = try body(consultation)
      try Accesses.note(consultation, of: operation.rawValue, by: person, at: instant, on: connection)
      _ = try connection.rows("COMMIT")
      return result
    } catch {
      connection.rollBack()
      throw error
    }
  }

  /// Writes the whole file anew and empties the log beside it: nothing that was deleted is left in either.
  ///
  /// Pages keep pieces of what moved to other pages, which `secure_delete` does not reach; only a new file has none.
  /// - Returns: false while another program still reads from the log, which then keeps its content.
  public func sweep() throws(StorageFailure) -> Bool {
    precondition(!connection.isInTransaction, "a sweep inside a read or a write")
    _ = try connection.rows("VACUUM")
    guard let row = try connection.rows("PRAGMA wal_checkpoint(TRUNCATE)").first else { return false }
    let held: Int = try row["busy"]
    return held == 0
  }

  /// The entries that the last act of this connection left in the journal; nothing before its first.
  public private(set) var lastEntries: [EntryID] = []

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
    precondition(!connection.isInTransaction, "a write inside a read or a write: nest with Change.also")
    try begin("BEGIN IMMEDIATE")
    do {
      let ledger = Ledger()
      let result = try ledger.perform(action.rawValue, act, on: connection, body)
      try ledger.write(to: connection)
      try keepUp()
      _ = try connection.rows("COMMIT")
      lastEntries = ledger.entries
      return result
    } catch {
      connection.rollBack()
      throw error
    }
  }

  /// Puts right what is worked out of acts: each is in the journal by now.
  private func keepUp() throws {
    let keeper = Keeper(connection)
    defer { keeper.end() }
    for migration in migrations {
      for upkeep in migration.upkeep { try upkeep.refresh(keeper) }
    }
  }

  /// Copies the database, as it is now, to a new file, while others go on working.
  ///
  /// - Parameters:
  ///   - path: the file to make.
  ///   - seal: told the journal's head in the copy, once that is whole and before it has its name; when it fails, no file is left.
  /// - Returns: the journal's head in the copy, to be kept with it: a journal that was cut or rewritten later differs from it.
  /// - Throws: ``StorageFailure``; then no file is left.
  public func backUp(to path: String, seal: (JournalHead) throws -> Void = { _ in }) throws -> JournalHead {
    precondition(!connection.isInTransaction, "a backup inside a read or a write")
    return try OwnersFile.publish(path) { draft in
      let copy = try Connection(draft, shownAs: path)
      defer { copy.close() }
      try copy.script("PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE")
      try connection.copy(to: copy)
      // The copy is a file to put away: no -wal beside it.
      try copy.script("PRAGMA journal_mode = DELETE")
      let verdict: String? = try copy.pragma("quick_check(1)")
      guard verdict == "ok" else { throw StorageFailure.damaged(path: self.path, reason: verdict ?? "quick_check") }
      let head = try Journal.head(in: Reader(copy))
      try seal(head)
      return head
    }
  }

  /// What SQLite itself finds wrong in the file: nothing, when all is well.
  ///
  /// - Throws: ``StorageFailure/newerDatabase(path:unknown:)`` when another program's migrations bore the names of ours.
  public func structuralFaults() throws -> [String] {
    try read { reader in
      try Migrator.requireSameTexts(on: connection, as: migrations)
      let integrity: [String] = try reader.all("PRAGMA integrity_check(20)").map { try $0["integrity_check"] }
      return integrity.filter { $0 != "ok" } + (try Migrator.brokenReferences(on: connection))
    }
  }

  private func begin(_ verb: SQL) throws(StorageFailure) {
    _ = try connection.rows(verb)
    do throws(StorageFailure) {
      try stayOurs()
    } catch {
      connection.rollBack()
      throw error
    }
  }

  /// A program that runs for long may find its file replaced, or changed by a newer program.
  private func stayOurs() throws(StorageFailure) {
    guard !connection.fileHasMoved else { throw .cannotOpen(path: path, error: SystemError(ESTALE)) }
    let version: Int? = try connection.pragma("schema_version")
    if version == schemaVersion { return }
    if schemaVersion != nil { _ = try Migrator.missing(on: connection, of: migrations) }
    schemaVersion = version
  }

  /// `RBND`, so that another program's SQLite file is never taken for ours.
  private static let applicationID = 0x5242_4E44

  /// Foreign keys hold; the file's own SQL runs nothing but SQLite's harmless functions; what is deleted is overwritten and
  /// what is sorted stays in memory, so that a person's data are left neither in free pages nor in temporary files.
  private static let settings = """
    PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;

    """

  /// Sees to it that the database is in WAL mode; a restored backup is not.
  private static func keepLog(_ connection: Connection) throws(StorageFailure) {
    guard try connection.pragma("journal_mode") != String?("wal") else { return }
    guard try connection.pragma("journal_mode = WAL") == String?("wal") else {
      throw .inputOutput(path: connection.path, reason: "journal_mode")
    }
  }

  private static func requireFile(_ path: String) throws(StorageFailure) {
    var status = stat()
    guard !path.utf8.contains(0), stat(path, &status) == 0 else {
      throw [EACCES, ELOOP, ENAMETOOLONG].contains(errno)
        ? .cannotOpen(path: path, error: SystemError(errno)) : .noDatabase(path: path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notADatabase(path: path) }
  }

  private static func refuseNetwork(_ place: String, at path: String) throws(StorageFailure) {
    if case .network(let kind) = FileSystemKind(of: place) { throw .networkFileSystem(path: path, kind: kind) }
  }
}
