import Kernel
import TestSupport
import Testing

@testable import Storage

@Suite struct `Migrations` {
  static let history = [
    Schema.storage, .counters,
    Migration("counters.2", "ALTER TABLE counters ADD COLUMN place TEXT; UPDATE counters SET place = 'ici'"),
    // A table made anew, while another refers to it.
    Migration(
      "counters.3",
      """
      CREATE TABLE new_counters (id INTEGER PRIMARY KEY, figure INTEGER NOT NULL, place TEXT) STRICT;
      INSERT INTO new_counters SELECT id, value * 10, place FROM counters;
      DROP TABLE counters;
      ALTER TABLE new_counters RENAME TO counters;
      """),
  ]

  @Test(arguments: 1...history.count) func `lead from every earlier schema to the same one`(length: Int) throws {
    let scratch = try Scratch()
    try Database.create(scratch.path, migrations: Array(Self.history.prefix(length))) { try $0.change { _ in } }
    if length == 2 {
      try scratch.open().change { change in
        try change.run("INSERT INTO counters (id, value) VALUES (1, 4)")
        try change.run("INSERT INTO remarks (entry, counter, words) VALUES (\(change.entry), 1, 'x')")
      }
    }
    let database = try Database.open(scratch.path, migrations: Self.history)
    #expect(try schema(of: database) == schema(of: Database.inMemory(migrations: Self.history)))
    #expect(try database.structuralFaults() == [])
    if length == 2 {
      let row = try #require(try database.read { try $0.first("SELECT figure, place FROM counters") })
      #expect(try row["figure"] == 40)
      #expect(try row["place"] == "ici")
    }
    // Foreign keys are on again.
    #expect(throws: StorageFailure.self) {
      try database.change { try $0.run("INSERT INTO remarks (entry, counter, words) VALUES (\($0.entry), 9, 'x')") }
    }
  }

  static let broken: [(Migration, StorageFailure)] = [
    (
      Migration("bad.1", "CREATE TABLE a (x TEXT) STRICT; CREATE TABEL b"),
      .statement("near \"TABEL\": syntax error", statement: "bad.1")
    ),
    (
      Migration("bad.2", "CREATE TABLE a (x TEXT) STRICT; DROP TABLE counters"),
      .constraint("remarks → counters", statement: nil)
    ),
    (
      Migration("bad.3", "CREATE TABLE a (x INTEGER) STRICT; INSERT INTO a VALUES ('x')"),
      .constraint("cannot store TEXT value in INTEGER column a.x", statement: "bad.3")
    ),
  ]

  @Test(arguments: broken) func `are run all or none`(migration: Migration, failure: StorageFailure) throws {
    let scratch = try Scratch()
    try scratch.create().change { change in
      try change.run("INSERT INTO counters (id, value) VALUES (1, 4)")
      try change.run("INSERT INTO remarks (entry, counter, words) VALUES (\(change.entry), 1, 'x')")
    }
    let good = Migration("good.1", "CREATE TABLE good (x TEXT) STRICT")
    #expect(throws: failure) { try scratch.open(migrations: [.counters, good, migration]) }
    let database = try scratch.open()
    #expect(try database.count("migrations") == 2)
    #expect(try database.count("sqlite_schema WHERE name IN ('a', 'good')") == 0)
    #expect(try database.count("remarks") == 1)
  }

  @Test func `leave the records of their running in order`() throws {
    let database = try Database.inMemory(migrations: Self.history)
    let names: [String] = try database.read {
      try $0.all("SELECT name FROM migrations ORDER BY position").map { try $0["name"] }
    }
    #expect(names == ["storage.1", "counters.1", "counters.2", "counters.3"])
  }

  /// Comparing whole texts at each opening would cost each run of the program more than all the rest of the opening.
  @Test func `of another past under the same names are found before a migration, and by the check`() throws {
    let scratch = try Scratch()
    let other = Migration("counters.1", "CREATE TABLE counters (x TEXT) STRICT")
    _ = try scratch.create(migrations: [other])
    let refusal = StorageFailure.newerDatabase(path: scratch.path, unknown: ["counters.1"])
    let next = Migration("counters.2", "CREATE TABLE next (x TEXT) STRICT")
    #expect(throws: refusal) { try scratch.open(migrations: [.counters, next]) }
    #expect(throws: refusal) { try scratch.open().structuralFaults() }
    #expect(try scratch.open(migrations: [other, next]).structuralFaults() == [])
  }

  private func schema(of database: Database) throws -> [String] {
    try database.read {
      try $0.all("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name").map { try $0["sql"] }
    }
  }
}

@Suite struct `Stored bytes` {
  static let contents: [[UInt8]] = [
    [], [0], Array("é".utf8), [UInt8](repeating: 7, count: 1_000_000), noise(50_000, 3),
  ]

  @Test(arguments: contents) func `come back by their hash, kept once`(bytes: [UInt8]) throws {
    let database = try Database.sample()
    let digest = try database.change { try StoredBytes.keep(bytes, in: $0) }
    #expect(digest == Digest.sha256(bytes))
    #expect(try database.change { try StoredBytes.keep(bytes, in: $0) } == digest)
    #expect(try database.read { try StoredBytes.bytes(digest, in: $0) } == bytes)
    #expect(try database.count("stored_bytes") == 1)
    #expect(try database.read { try StoredBytes.bytes(.sha256([9, 9]), in: $0) } == nil)
  }

  static let hands = [
    "UPDATE stored_bytes SET size = size + 1", "UPDATE stored_bytes SET size = 9223372036854775807",
    "UPDATE stored_bytes SET compressed = x''", "UPDATE stored_bytes SET compressed = x'28B52FFD'",
    "UPDATE stored_bytes SET compressed = substr(compressed, 1, length(compressed) - 1)",
    "UPDATE stored_bytes SET compressed = (SELECT compressed FROM other)",
  ]

  @Test(arguments: hands) func `that were tampered with are not given`(statement: String) throws {
    let untied = Migration(
      "untied.1",
      """
      DROP TRIGGER stored_bytes_keeps_values; DROP TRIGGER stored_bytes_forgets;
      CREATE TABLE other (compressed BLOB) STRICT
      """)
    let database = try Database.inMemory(migrations: [Schema.storage, untied])
    let digest = try database.change { change in
      let other = try StoredBytes.keep(Array("autres octets".utf8), in: change)
      try change.run("INSERT INTO other SELECT compressed FROM stored_bytes WHERE digest = \(other)")
      return try StoredBytes.keep(Array("mêmes octets".utf8), in: change)
    }
    try database.change { try $0.run(SQL(stringLiteral: statement)) }
    #expect(throws: StorageFailure.damagedBytes(digest)) {
      try database.read { try StoredBytes.bytes(digest, in: $0) }
    }
  }
}

@Suite struct `The settings of an instance` {
  @Test func `in force are the last ones saved`() throws {
    let database = try Database.sample()
    #expect(try database.read { try InstanceSettings.current(in: $0) } == nil)
    let first = InstanceSettings(
      name: "Réemploi 47", departement: try Departement("47"), baseURL: nil, timeZone: "Europe/Paris")
    let second = InstanceSettings(
      name: "Réemploi 47", departement: try Departement("47"), baseURL: "HTTPS://R47.FR", timeZone: "Europe/Paris")
    for settings in [first, second] {
      try database.change { try settings.save(in: $0) }
      #expect(try database.read { try InstanceSettings.current(in: $0) } == settings)
    }
    #expect(try database.count("instance") == 2)
  }
}
