import Kernel
import TestSupport
import Testing

@testable import Storage

struct Refusal: Error, Equatable {}

extension Change {
  fileprivate func insert(counter: Int) throws {
    try run("INSERT INTO counters (id, value) VALUES (\(counter), 0)")
  }
}

@Suite struct `An act` {
  @Test func `leaves nothing when it fails`() throws {
    let database = try Database.sample()
    #expect(throws: Refusal()) {
      try database.change { change in
        try change.insert(counter: 1)
        throw Refusal()
      }
    }
    #expect(try database.count("counters") == 0)
    #expect(try database.verifiedHead().sequence == 0)
  }

  @Test func `says whom it concerns`() throws {
    let database = try Database.sample()
    #expect(throws: StorageFailure.statement("the act “test” does not say whom it concerns", statement: nil)) {
      try database.write(TestAction.test, .sample()) { try $0.insert(counter: 1) }
    }
    #expect(try database.count("counters") == 0)
  }

  @Test func `notes each fact once`() throws {
    let database = try Database.sample()
    #expect(throws: StorageFailure.statement("the act “test” notes a fact twice", statement: nil)) {
      try database.change { change in
        change.note("quantity", .number(1))
        change.note("quantity", .number(2))
      }
    }
  }

  @Test func `knows its entry from the start, and rows may refer to it`() throws {
    let database = try Database.sample()
    for expected in Int64(1)...3 {
      try database.change { change in
        #expect(change.entry.rawValue == expected)
        try change.insert(counter: Int(expected))
        try change.run("INSERT INTO remarks (entry, counter, words) VALUES (\(change.entry), \(expected), 'x')")
      }
    }
    #expect(try database.count("remarks") == 3)
  }

  @Test func `is refused whole when a row refers to an entry that never comes`() throws {
    let database = try Database.sample()
    let remark = "INSERT INTO remarks (entry, counter, words) VALUES (77, 1, 'x')"
    #expect(throws: StorageFailure.constraint("FOREIGN KEY constraint failed", statement: remark)) {
      try database.change { change in
        try change.insert(counter: 1)
        try change.run(SQL(stringLiteral: remark))
      }
    }
    // Nor does a number help that no entry of the journal will bear.
    #expect(throws: StorageFailure.constraint("FOREIGN KEY constraint failed", statement: "COMMIT")) {
      try database.change { change in
        try change.insert(counter: 1)
        try change.run("INSERT INTO entries (sequence) VALUES (77)")
        try change.run(SQL(stringLiteral: remark))
      }
    }
    #expect(try database.count("counters") == 0)
    try database.change { try $0.insert(counter: 1) }
    #expect(try database.verifiedHead().sequence == 1)
  }

  @Test func `gives no right to change anything once it is over`() throws {
    let database = try Database.sample()
    let (change, inner) = try database.change { outer in
      let inner = try outer.also(TestAction.test) { inner in
        inner.concerns(.instance)
        return inner
      }
      #expect(throws: StorageFailure.self) { try inner.insert(counter: 1) }
      return (outer, inner)
    }
    #expect(throws: StorageFailure.self) { try change.insert(counter: 1) }
    #expect(throws: StorageFailure.self) { try inner.insert(counter: 1) }
    #expect(throws: StorageFailure.self) { try change.also(TestAction.test) { $0.concerns(.instance) } }
    let reader = try database.read { $0 }
    #expect(throws: StorageFailure.self) { try reader.all("SELECT 1 AS n") }
    #expect(try database.count("counters") == 0)
  }

  @Test func `inserts exactly one row at a time`() throws {
    let database = try Database.sample()
    let statement = "INSERT INTO counters (id, value) SELECT 1, 0 WHERE 1 = 0"
    #expect(throws: StorageFailure.statement("one row to insert", statement: statement)) {
      try database.change { change in
        let _: DeviceID = try change.insert("INSERT INTO counters (id, value) SELECT 1, 0 WHERE 1 = 0")
      }
    }
    let id: DeviceID = try database.change { try $0.insert("INSERT INTO counters (id, value) VALUES (41, 0)") }
    #expect(id.rawValue == 41)
  }

  @Test func `reads what it has written, and a reading inside it does too`() throws {
    let database = try Database.sample()
    try database.change { change in
      try change.insert(counter: 1)
      #expect(try change.count("SELECT count(*) AS n FROM counters") == 1)
      #expect(try database.count("counters") == 1)
    }
  }
}

@Suite struct `An act within an act` {
  @Test func `undoes only itself when it fails and the failure is caught`() throws {
    let database = try Database.sample()
    try database.change { outer in
      try outer.insert(counter: 1)
      #expect(throws: Refusal()) {
        try outer.also(TestAction.test) { inner in
          inner.concerns(.instance)
          try inner.insert(counter: 2)
          try inner.also(TestAction.test) { innermost in
            innermost.concerns(.instance)
            try innermost.insert(counter: 3)
          }
          throw Refusal()
        }
      }
      try outer.also(TestAction.test) { inner in
        #expect(inner.entry.rawValue == outer.entry.rawValue + 1)
        inner.concerns(.entry(outer.entry))
        try inner.insert(counter: 4)
      }
    }
    let kept: [Int] = try database.read { try $0.all("SELECT id FROM counters ORDER BY id").map { try $0["id"] } }
    #expect(kept == [1, 4])
    #expect(try database.verifiedHead().sequence == 2)
  }

  @Test func `may be done by somebody else, on another day`() throws {
    let database = try Database.sample()
    let late = Act.sample(on: "2026-09-01", by: .sample(2, "Dominique Exemple"))
    try database.change { outer in
      try outer.also(TestAction.test, by: late) { $0.concerns(.instance) }
    }
    let entries = try database.read { try Journal.entries(about: .instance, in: $0) }
    #expect(entries.map(\.day) == ["2026-09-15", "2026-09-01"])
    #expect(entries.map(\.actor.rawValue) == [1, 2])
  }

  @Test func `may fail on a guard, and the outer one goes on`() throws {
    let database = try Database.sample()
    try database.change { outer in
      #expect(throws: StorageFailure.self) {
        try outer.also(TestAction.test) { inner in
          inner.concerns(.instance)
          try inner.run("INSERT INTO counters (id, value) VALUES (1, -1)")
        }
      }
      try outer.insert(counter: 2)
    }
    #expect(try database.count("counters") == 1)
  }
}

@Suite struct `A failed statement` {
  static let negative: SQL = "INSERT INTO counters (id, value) VALUES (2, -1)"

  @Test func `fails its act, even when nobody listens`() throws {
    let database = try Database.sample()
    #expect(
      throws: StorageFailure.constraint("CHECK constraint failed: value >= 0", statement: Self.negative.text)
    ) {
      try database.change { change in
        try change.insert(counter: 1)
        try? change.run(Self.negative)
      }
    }
    #expect(try database.count("counters") == 0)
  }

  @Test func `stops every other statement of its act`() throws {
    let database = try Database.sample()
    _ = try? database.change { change in
      try? change.run(Self.negative)
      #expect(throws: StorageFailure.self) { try change.insert(counter: 1) }
      #expect(throws: StorageFailure.self) { try change.count("SELECT 1 AS n") }
    }
    try database.change { try $0.insert(counter: 1) }
    #expect(try database.count("counters") == 1)
  }

  @Test func `that ended the whole transaction lets nothing more be written piece by piece`() throws {
    // What SQLite does by itself on a full disk, a trigger can do at will.
    let ending = Migration(
      "ending.1",
      """
      CREATE TRIGGER ending BEFORE INSERT ON counters WHEN NEW.value = 13
      BEGIN SELECT RAISE(ROLLBACK, 'over'); END;
      """)
    let database = try Database.inMemory(migrations: [Schema.storage, .counters, ending])
    #expect(throws: StorageFailure.guarded("over")) {
      try database.change { outer in
        try outer.insert(counter: 1)
        try? outer.also(TestAction.test) { inner in
          inner.concerns(.instance)
          try inner.run("INSERT INTO counters (id, value) VALUES (2, 13)")
        }
        try? outer.insert(counter: 3)
        try? outer.also(TestAction.test) { inner in
          inner.concerns(.instance)
          try inner.insert(counter: 4)
        }
      }
    }
    #expect(try database.count("counters") == 0)
    try database.change { try $0.insert(counter: 5) }
    #expect(try database.verifiedHead().sequence == 1)
  }
}
