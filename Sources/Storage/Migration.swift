import Kernel

/// One named change of the schema; migrations are only ever added, never edited once a version was released.
public struct Migration: Sendable {
  /// The name, unique, such as `inventory.1`.
  public let name: String
  /// What keeps right the tables it makes that are worked out of others.
  let upkeep: [Upkeep]
  private let write: @Sendable () -> String

  /// Makes a migration from its name and statements.
  ///
  /// - Parameters:
  ///   - upkeep: what keeps right the tables it makes that are worked out of others.
  ///   - script: the statements, in SQLite's own dialect; put together only when they are run or compared, since most
  ///     openings of a database need none of them.
  public init(_ name: String, upkeep: [Upkeep] = [], _ script: @autoclosure @escaping @Sendable () -> String) {
    self.name = name
    self.upkeep = upkeep
    write = script
  }

  /// The statements.
  public var script: String { write() }

  var fingerprint: Digest { .sha256(script.utf8) }
}

enum Migrator {
  /// Runs the migrations a database has not had, all of them or none.
  static func bringUpToDate(_ connection: Connection, with migrations: [Migration]) throws(StorageFailure) {
    // Most openings find nothing to do, and take no lock.
    if try missing(on: connection, of: migrations).isEmpty { return }
    try requireSameTexts(on: connection, as: migrations)
    // A table that others refer to can only be made anew with foreign keys off; they are all checked before the end.
    try connection.script("PRAGMA foreign_keys = OFF")
    do throws(StorageFailure) {
      try connection.script("BEGIN IMMEDIATE")
      // Another process may have done it while this one waited.
      for migration in try missing(on: connection, of: migrations) { try run(migration, on: connection) }
      if let broken = try brokenReferences(on: connection).first { throw .constraint(broken, statement: nil) }
      try connection.script("COMMIT; PRAGMA foreign_keys = ON")
    } catch {
      connection.rollBack()
      try connection.script("PRAGMA foreign_keys = ON")
      throw error
    }
  }

  /// The migrations a database has not had, by their names alone: each program run asks, and nothing should wait for it.
  ///
  /// - Throws: ``StorageFailure/newerDatabase(path:unknown:)`` when it had others.
  static func missing(
    on connection: Connection, of migrations: [Migration]
  ) throws(StorageFailure) -> ArraySlice<Migration> {
    let done = try done(on: connection)
    try require(
      done.enumerated().map { $0 < migrations.count && migrations[$0].name == $1.name }, of: done, on: connection)
    return migrations[done.count...]
  }

  /// Sees to it that what a database had under our names is what they are to this program.
  ///
  /// - Throws: ``StorageFailure/newerDatabase(path:unknown:)`` when another program's migrations bore the same names.
  static func requireSameTexts(on connection: Connection, as migrations: [Migration]) throws(StorageFailure) {
    let done = try done(on: connection)
    try require(zip(done, migrations).map { $0.fingerprint == $1.fingerprint }, of: done, on: connection)
  }

  private static func done(on connection: Connection) throws(StorageFailure) -> [(name: String, fingerprint: Digest)] {
    let tables = try connection.rows("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'")
    if tables.isEmpty { return [] }
    var done: [(name: String, fingerprint: Digest)] = []
    for row in try connection.rows("SELECT name, fingerprint FROM migrations ORDER BY position") {
      done.append((try row["name"], try row["fingerprint"]))
    }
    return done
  }

  private static func require(
    _ known: [Bool], of done: [(name: String, fingerprint: Digest)], on connection: Connection
  ) throws(StorageFailure) {
    let unknown = zip(done, known).filter { !$1 }.map(\.0.name)
    guard unknown.isEmpty else { throw .newerDatabase(path: connection.path, unknown: unknown) }
  }

  /// The foreign keys that lead nowhere, as `table → parent`.
  static func brokenReferences(on connection: Connection) throws(StorageFailure) -> [String] {
    var broken: [String] = []
    for row in try connection.rows("PRAGMA foreign_key_check") {
      let (table, parent): (String, String) = (try row["table"], try row["parent"])
      broken.append("\(table) → \(parent)")
    }
    return broken
  }

  private static func run(_ migration: Migration, on connection: Connection) throws(StorageFailure) {
    try connection.script(migration.script, name: migration.name)
    _ = try connection.rows(
      """
      INSERT INTO migrations (position, name, fingerprint)
      SELECT coalesce(max(position), 0) + 1, \(migration.name), \(migration.fingerprint) FROM migrations
      """)
  }
}
