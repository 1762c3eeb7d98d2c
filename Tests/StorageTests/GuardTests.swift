import Kernel
import TestSupport
import Testing

@testable import Storage

@Suite struct `An append-only table` {
  static let notes = Migration(
    "notes.1",
    """
    CREATE TABLE notes (
      id INTEGER PRIMARY KEY, code TEXT UNIQUE, place INTEGER NOT NULL, last INTEGER NOT NULL
    ) STRICT;
    \(Schema.appendOnly("notes", key: ["id"], unique: [["code"]]))
    \(Schema.unique("notes_last", on: "notes", columns: ["place"], when: "NEW.last = 1"))
    CREATE TABLE pairs (a INTEGER NOT NULL, b TEXT NOT NULL, words TEXT, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;
    \(Schema.appendOnly("pairs", key: ["a", "b"]))
    """)
  static let first = "INSERT INTO notes VALUES (1, 'x', 5, 1); INSERT INTO pairs VALUES (1, 'b', 'first')"

  static let attempts: [(String, String)] = [
    ("DELETE FROM notes", "notes: rows are never deleted"),
    ("UPDATE notes SET code = 'y'", "notes: rows are never changed"),
    ("UPDATE OR REPLACE notes SET id = 2", "notes: rows are never changed"),
    ("INSERT OR REPLACE INTO notes VALUES (1, 'y', 6, 0)", "notes: rows are never replaced"),
    ("REPLACE INTO notes VALUES (2, 'x', 6, 0)", "notes: rows are never replaced"),
    ("INSERT OR REPLACE INTO notes VALUES (2, 'y', 5, 1)", "notes: rows are never replaced"),
    ("INSERT OR IGNORE INTO notes VALUES (1, 'y', 6, 0)", "notes: rows are never replaced"),
    (
      "INSERT INTO notes VALUES (1, 'y', 6, 0) ON CONFLICT (id) DO UPDATE SET code = 'y'",
      "notes: rows are never replaced"
    ),
    ("INSERT OR REPLACE INTO pairs VALUES (1, 'b', 'second')", "pairs: rows are never replaced"),
    ("UPDATE pairs SET words = 'second'", "pairs: rows are never changed"),
    ("DELETE FROM pairs WHERE a = 1", "pairs: rows are never deleted"),
  ]

  @Test(arguments: attempts) func `holds against straight SQL`(statement: String, guardWords: String) throws {
    let database = try Database.inMemory(migrations: [Schema.storage, Self.notes])
    try database.change { change in
      for statement in Self.first.split(separator: ";") { try change.run(SQL(stringLiteral: String(statement))) }
    }
    #expect(throws: StorageFailure.guarded(guardWords)) {
      try database.change { try $0.run(SQL(stringLiteral: statement)) }
    }
  }

  @Test(.enabled(if: SQLiteShell.isThere, "no sqlite3 program"), arguments: attempts)
  func `holds against the sqlite3 program, whose foreign keys are off`(statement: String, guardWords: String) throws {
    let scratch = try Scratch()
    _ = try scratch.create(migrations: [Self.notes])
    let answer = try SQLiteShell.run(
      "\(Self.first);\n\(statement);\nSELECT count(*) || code FROM notes; SELECT words FROM pairs;", on: scratch.path)
    #expect(answer.contains(guardWords))
    #expect(answer.hasSuffix("1x\nfirst\n"))
  }

  @Test func `takes what is new`() throws {
    let database = try Database.inMemory(migrations: [Schema.storage, Self.notes])
    try database.change { change in
      try change.run("INSERT INTO notes (code, place, last) VALUES ('x', 5, 1)")
      try change.run("INSERT INTO notes (code, place, last) VALUES (NULL, 5, 0)")
      try change.run("INSERT INTO notes (code, place, last) VALUES (NULL, 5, 0)")
      try change.run("INSERT INTO notes (code, place, last) VALUES ('y', 6, 1)")
    }
    #expect(try database.count("notes") == 4)
  }

  @Test func `of Storage has each of its unique keys guarded`() throws {
    #expect(try Database.inMemory(migrations: [Schema.storage, Self.notes]).replaceableKeys() == [])
    let open = Migration(
      "open.1",
      """
      CREATE TABLE open (id INTEGER PRIMARY KEY, code TEXT UNIQUE, place INTEGER) STRICT;
      CREATE UNIQUE INDEX open_by_place ON open (place);
      \(Schema.appendOnly("open", key: ["id"]))
      """)
    #expect(
      try Database.inMemory(migrations: [Schema.storage, open]).replaceableKeys() == ["open (code)", "open (place)"])
  }

  @Test func `that looks at new rows alone is found where rows change`() throws {
    @Sendable func looks(at table: String, rowsChange: Bool) -> String {
      Schema.refuse("\(table)_named", on: table, rowsChange: rowsChange, when: "NEW.name = ''", message: "sans nom")
    }
    let tables = ["kept", "both", "half", "open"].map {
      "CREATE TABLE \($0) (id INTEGER PRIMARY KEY, name TEXT) STRICT;"
    }
    let migration = Migration(
      "guarded.1",
      tables.joined() + Schema.appendOnly("kept", key: ["id"]) + looks(at: "kept", rowsChange: false)
        + looks(at: "both", rowsChange: true) + looks(at: "half", rowsChange: false)
        + looks(at: "open", rowsChange: false)
          + """
          CREATE TRIGGER half_keeps_values BEFORE UPDATE OF id ON half
          BEGIN SELECT RAISE(ABORT, 'half: values never change'); END;
          """)
    let database = try Database.inMemory(migrations: [Schema.storage, migration])
    #expect(try database.guardsOfNewRowsAlone() == ["half_named_on_insert", "open_named_on_insert"])
  }
}

@Suite struct `A guard of the schema` {
  enum Lamp: String, CaseIterable { case off, on, broken }

  static let lamps = Migration(
    "lamps.1",
    """
    CREATE TABLE lamps (id INTEGER PRIMARY KEY, state TEXT NOT NULL, lit TEXT) STRICT;
    \(Schema.states("state", of: "lamps", first: [Lamp.off], message: "cette lampe n'y passe pas") { from, to in
      switch (from, to) {
      case (.off, .on), (.on, .off), (.on, .broken): true
      default: false
      }
    })
    \(Schema.refuse(
      "lamps_lit", on: "lamps", rowsChange: true, when: "NEW.lit IS NOT NULL AND NOT \(Schema.isDay("NEW.lit"))",
      message: "ce n''est pas un jour"))
    """)

  @Test(arguments: Lamp.allCases, Lamp.allCases) func `keeps a column of states to its table`(from: Lamp, to: Lamp)
    throws
  {
    let database = try Database.inMemory(migrations: [Schema.storage, Self.lamps])
    try database.change { try $0.run("INSERT INTO lamps (id, state) VALUES (1, 'off')") }
    let way: [Lamp] =
      switch from {
      case .off: []
      case .on: [.on]
      case .broken: [.on, .broken]
      }
    for step in way { try database.change { try $0.run("UPDATE lamps SET state = \(step.rawValue)") } }
    let isAllowed = from == to || ["off on", "on off", "on broken"].contains("\(from) \(to)")
    let step = { try database.change { try $0.run("UPDATE lamps SET state = \(to.rawValue)") } }
    if isAllowed {
      try step()
    } else {
      #expect(throws: StorageFailure.guarded("cette lampe n'y passe pas"), performing: step)
    }
  }

  @Test(arguments: ["on", "broken", "OFF", ""]) func `refuses a row that begins elsewhere`(state: String) throws {
    let database = try Database.inMemory(migrations: [Schema.storage, Self.lamps])
    #expect(throws: StorageFailure.guarded("cette lampe n'y passe pas")) {
      try database.change { try $0.run("INSERT INTO lamps (state) VALUES (\(state))") }
    }
  }

  static let days: [(String, Bool)] = [
    ("2026-09-15", true), ("2024-02-29", true), ("2025-02-29", false), ("2026-13-01", false), ("2026-9-15", false),
    ("15/09/2026", false), ("2026-09-15 ", false), ("now", false), ("", false), ("2026-09-15T10:00", false),
  ]

  @Test(arguments: days) func `knows a day of the calendar, on INSERT and on UPDATE`(day: String, isDay: Bool) throws {
    let database = try Database.inMemory(migrations: [Schema.storage, Self.lamps])
    try database.change { try $0.run("INSERT INTO lamps (id, state) VALUES (1, 'off')") }
    for statement: SQL in ["INSERT INTO lamps (state, lit) VALUES ('off', \(day))", "UPDATE lamps SET lit = \(day)"] {
      let change = { try database.change { try $0.run(statement) } }
      if isDay {
        try change()
      } else {
        #expect(throws: StorageFailure.guarded("ce n'est pas un jour"), performing: change)
      }
    }
  }
}

@Suite struct `A correction` {
  private func database() throws -> Database {
    let database = try Database.sample()
    for _ in 1...3 { try database.change { _ in } }
    return database
  }

  private func correct(_ entry: Int64, _ correction: Correction, in database: Database) throws {
    try database.change { try Corrections.record(correction, of: EntryID(rawValue: entry), because: "erreur", in: $0) }
  }

  private func standing(_ entry: Int64, in database: Database) throws -> String? {
    try database.read { try Corrections.standing(of: EntryID(rawValue: entry), in: $0) }.map {
      "\($0.day) \($0.annulled)"
    }
  }

  @Test func `of a day stands until the next one, and changes no entry`() throws {
    let database = try database()
    try correct(1, .day("2026-09-10"), in: database)
    try correct(1, .fact, in: database)
    #expect(try standing(1, in: database) == "2026-09-10 false")
    try correct(1, .day("2026-09-11"), in: database)
    #expect(try standing(1, in: database) == "2026-09-11 false")
    #expect(try standing(2, in: database) == "2026-09-15 false")
    #expect(try database.read { try Journal.entry(EntryID(rawValue: 1), in: $0) }?.day == "2026-09-15")
  }

  @Test func `that annuls an act is made once`() throws {
    let database = try database()
    try correct(2, .annulment, in: database)
    #expect(try standing(2, in: database) == "2026-09-15 true")
    #expect(throws: StorageFailure.guarded("corrections: rows are never replaced")) {
      try correct(2, .annulment, in: database)
    }
  }

  @Test func `is not itself corrected`() throws {
    let database = try database()
    try correct(1, .day("2026-09-10"), in: database)
    #expect(
      throws: StorageFailure.guarded("une correction ne se corrige pas : corrigez de nouveau l'acte lui-même")
    ) { try correct(4, .annulment, in: database) }
  }

  @Test func `needs an act before it and a reason`() throws {
    let database = try database()
    #expect(throws: StorageFailure.self) { try correct(9, .annulment, in: database) }
    #expect(throws: StorageFailure.self) { try correct(4, .fact, in: database) }
    #expect(throws: StorageFailure.self) {
      try database.change { try Corrections.record(.fact, of: EntryID(rawValue: 1), because: "  ", in: $0) }
    }
    #expect(try standing(9, in: database) == nil)
    #expect(try database.count("corrections") == 0)
  }

  @Test func `is found by its index, whatever the length of the journal`() throws {
    let plan: [String] = try database().read { reader in
      try reader.all(
        """
        EXPLAIN QUERY PLAN SELECT acts.day FROM remarks
        JOIN acts ON acts.entry = remarks.entry AND acts.annulled = 0 WHERE remarks.counter = 1
        """
      ).map { try $0["detail"] }
    }
    #expect(plan.filter { $0.hasPrefix("SCAN") } == ["SCAN remarks"])
    #expect(plan.contains { $0.hasPrefix("SEARCH journal USING INTEGER PRIMARY KEY") })
    #expect(plan.filter { $0.contains("corrections_by_corrected") || $0.contains("corrections_annul_once") }.count >= 2)
  }
}
