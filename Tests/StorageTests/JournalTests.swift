import Kernel
import TestSupport
import Testing

@testable import Storage

@Suite struct `The journal` {
  @Test func `keeps who, when, what, to whom and the facts of each act`() throws {
    let database = try Database.sample()
    try database.write(TestAction.test, .sample(on: "2026-09-15", by: .sample(7, "Camille Exemple"))) { change in
      change.concerns(.device(DeviceID(rawValue: 12)))
      change.note("quantity", .number(3))
      change.note("file", .dataName("prêt \"47\"\n"))
    }
    let entry = try #require(try database.read { try Journal.entry(EntryID(rawValue: 1), in: $0) })
    #expect(entry.recorded.description == "2026-09-15T12:00:00Z")
    #expect(entry.day == "2026-09-15")
    #expect(entry.actor.rawValue == 7)
    #expect(entry.action == "test")
    #expect(entry.subject == "device:12")
    #expect(entry.facts == #"{"quantity":"3","file":"prêt \"47\"\n"}"#)
    #expect(try database.read { try Journal.entries(about: .device(DeviceID(rawValue: 12)), in: $0) } == [entry])
    #expect(try database.read { try Journal.entry(EntryID(rawValue: 2), in: $0) } == nil)
  }

  @Test func `binds each entry to the one before by SHA-256 of fields with their lengths`() throws {
    let database = try Database.sample()
    try database.change { _ in }
    try database.change { $0.note("n", .number(1)) }
    var previous = [UInt8](repeating: 0, count: 32)
    for (sequence, facts) in [("1", "{}"), ("2", #"{"n":"1"}"#)] {
      var bytes = previous
      for field in [sequence, "1789473600000", "2026-09-15", "1", "test", "instance:1", facts] {
        bytes += [0, 0, 0, UInt8(field.utf8.count)] + Array(field.utf8)
      }
      previous = Digest.sha256(bytes).bytes
    }
    #expect(try database.verifiedHead() == JournalHead(sequence: 2, hash: try #require(Digest(bytes: previous))))
  }

  @Test func `verifies a long chain page by page`() throws {
    let database = try Database.sample()
    try database.change { outer in
      for _ in 0..<2_500 { try outer.also(TestAction.test) { $0.concerns(.instance) } }
    }
    #expect(try database.verifiedHead().sequence == 2_501)
    #expect(try database.read { try Journal.head(in: $0) } == database.verifiedHead())
  }

  @Test func `numbers entries without gaps, also for straight SQL`() throws {
    let database = try Database.sample()
    try database.change { _ in }
    #expect(throws: StorageFailure.guarded("journal: entries are numbered without gaps")) {
      try database.change { change in
        try change.run(
          """
          INSERT INTO journal (sequence, recorded, day, actor, action, subject, facts, hash)
          VALUES (9, 0, '2026-09-15', 1, 'test', 'instance:1', '{}', \([UInt8](repeating: 0, count: 32)))
          """)
      }
    }
  }
}

@Suite(.enabled(if: SQLiteShell.isThere, "no sqlite3 program"))
struct `A journal tampered with` {
  static let untie =
    "DROP TRIGGER journal_keeps_values; DROP TRIGGER journal_keeps_rows; DROP TRIGGER journal_has_no_gap;"
    + "DROP TRIGGER entries_keeps_rows;"

  /// What a hand did, and the first entry that shows it.
  static let hands: [(String, Int64)] = [
    ("UPDATE journal SET actor = 2 WHERE sequence = 3;", 3),
    ("UPDATE journal SET day = '2026-09-16' WHERE sequence = 1;", 1),
    ("UPDATE journal SET recorded = recorded + 1 WHERE sequence = 5;", 5),
    ("UPDATE journal SET action = 'tes', subject = 'tinstance:1' WHERE sequence = 2;", 2),
    ("UPDATE journal SET facts = '{\"n\":\"2\"}' WHERE sequence = 4;", 4),
    ("DELETE FROM journal WHERE sequence = 2;", 3),
    ("DELETE FROM journal WHERE sequence = 1;", 2),
    ("PRAGMA ignore_check_constraints = ON; UPDATE journal SET day = 'hier' WHERE sequence = 4;", 4),
    ("UPDATE journal SET facts = CAST(x'FF' AS TEXT) WHERE sequence = 1;", 1),
    ("UPDATE journal SET sequence = 0 WHERE sequence = 1;", 2),
  ]

  @Test(arguments: hands) func `shows where`(statements: String, entry: Int64) throws {
    let scratch = try journal(of: 5)
    #expect(try SQLiteShell.run(Self.untie + statements, on: scratch.path) == "")
    let database = try scratch.open()
    #expect(throws: StorageFailure.brokenChain(EntryID(rawValue: entry))) { try database.verifiedHead() }
  }

  @Test func `shows a cut tail against a head known from before`() throws {
    let scratch = try journal(of: 5)
    let known = try scratch.open().verifiedHead()
    _ = try SQLiteShell.run(Self.untie + "DELETE FROM journal WHERE sequence > 3;", on: scratch.path)
    let database = try scratch.open()
    #expect(try database.verifiedHead().sequence == 3)
    #expect(throws: StorageFailure.brokenChain(EntryID(rawValue: 4))) {
      try database.read { try Journal.verify(in: $0, against: known) }
    }
  }

  @Test func `shows a rewritten tail against a head known from before`() throws {
    let scratch = try journal(of: 5)
    let database = try scratch.open()
    let known = try database.verifiedHead()
    _ = try SQLiteShell.run(Self.untie + "DELETE FROM journal WHERE sequence = 5;", on: scratch.path)
    // The number was given already.
    #expect(throws: StorageFailure.guarded("entries: rows are never replaced")) { try database.change { _ in } }
    _ = try SQLiteShell.run("DELETE FROM entries WHERE sequence = 5;", on: scratch.path)
    try database.change { $0.note("n", .number(99)) }
    try database.change { _ in }
    #expect(try database.verifiedHead().sequence == 6)
    #expect(throws: StorageFailure.brokenChain(EntryID(rawValue: 5))) {
      try database.read { try Journal.verify(in: $0, against: known) }
    }
  }

  @Test func `still agrees with a head known from before when it only grew`() throws {
    let scratch = try journal(of: 2)
    let database = try scratch.open()
    let known = try database.verifiedHead()
    try database.change { _ in }
    #expect(try database.read { try Journal.verify(in: $0, against: known) }.sequence == 3)
  }

  private func journal(of length: Int) throws -> Scratch {
    let scratch = try Scratch()
    let database = try scratch.create()
    for number in 1..<length { try database.change { $0.note("n", .number(number)) } }
    return scratch
  }
}
