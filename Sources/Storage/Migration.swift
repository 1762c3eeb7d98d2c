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
    try connection.script("BEGIN IMMEDIATE")
    do throws(StorageFailure) {
      for migration in try missing(on: connection, of: migrations) {
        try connection.script(migration.script)
        _ = try connection.rows(
          """
          INSERT INTO migrations (position, name, fingerprint)
          SELECT coalesce(max(position), 0) + 1, \(migration.name), \(migration.fingerprint) FROM migrations
          """)
      }
      try connection.script("COMMIT")
    } catch {
      if connection.isInTransaction { try? connection.script("ROLLBACK") }
      throw error
    }
  }

  private static func missing(
    on connection: Connection, of migrations: [Migration]
  ) throws(StorageFailure) -> ArraySlice<Migration> {
    let tables = try connection.rows("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'migrations'")
    guard try tables.first?["n"] == Int?(1) else { return migrations[...] }
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
}
