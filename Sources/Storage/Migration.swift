import Kernel

/// One named change of the schema; migrations are only ever added, never edited once a version was released.
public struct Migration: Sendable {
  /// The name, unique, such as `inventory.1`.
  public let name: String
  /// The statements, in SQLite's own dialect.
  public let script: String

  /// Makes a migration from its name and statements.
  public init(_ name: String, _ script: String) {
    self.name = name
    self.script = script
  }

  var fingerprint: Digest { .sha256(script.utf8) }
}

enum Migrator {
  /// Runs the migrations a database has not had, all of them or none.
  static func bringUpToDate(_ connection: Connection, with migrations: [Migration]) throws(StorageFailure) {
    // Most openings find nothing to do and take no lock.
    if try missing(on: connection, of: migrations).isEmpty { return }
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

  /// The migrations a database has not had.
  ///
  /// - Throws: ``StorageFailure/newerDatabase(path:unknown:)`` when it had others.
  static func missing(
    on connection: Connection, of migrations: [Migration]
  ) throws(StorageFailure) -> ArraySlice<Migration> {
    let tables = try connection.rows("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'")
    if tables.isEmpty { return migrations[...] }
    let done = try connection.rows("SELECT name, fingerprint FROM migrations ORDER BY position")
    var unknown: [String] = []
    for (offset, row) in done.enumerated() {
      let name: String = try row["name"]
      let fingerprint: Digest = try row["fingerprint"]
      let isKnown =
        offset < migrations.count && migrations[offset].name == name
        && migrations[offset].fingerprint == fingerprint
      if !isKnown { unknown.append(name) }
    }
    guard unknown.isEmpty else { throw .newerDatabase(path: connection.path, unknown: unknown) }
    return migrations[done.count...]
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
