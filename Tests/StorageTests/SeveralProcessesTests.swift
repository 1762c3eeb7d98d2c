import Foundation
import Kernel
import TestSupport
import Testing

@testable import Storage

@Suite struct `Several at once` {
  @Test func `write one after the other and lose nothing`() throws {
    let scratch = try Scratch()
    try scratch.create().change { try $0.run("INSERT INTO counters (id, value) VALUES (1, 0)") }
    let (writers, acts) = (4, 50)
    let seen = try atOnce(writers) { _ in
      let database = try scratch.open()
      for _ in 1...acts {
        try database.change { change in
          let row = try #require(try change.first("SELECT value FROM counters WHERE id = 1"))
          let value: Int = try row["value"]
          try change.run("UPDATE counters SET value = \(value + 1) WHERE id = 1")
        }
        _ = try database.read { try Journal.head(in: $0) }
      }
      return try database.verifiedHead().sequence
    }
    #expect(seen.count == writers)
    let database = try scratch.open()
    #expect(try database.read { try $0.first("SELECT value FROM counters")?["value"] } == Int?(writers * acts))
    #expect(try database.verifiedHead().sequence == Int64(writers * acts + 2))
  }

  @Test func `see one moment on two processors, whatever is written meanwhile`() throws {
    let scratch = try Scratch()
    try scratch.create().change { try $0.run("INSERT INTO counters (id, value) VALUES (1, 0)") }
    @Sendable func value(in reader: Reader) throws -> Int? { try reader.first("SELECT value FROM counters")?["value"] }
    let equal = try atOnce(2) { number in
      let database = try scratch.open()
      if number == 1 {
        for _ in 1...100 { try database.change { try $0.run("UPDATE counters SET value = value + 1") } }
        return true
      }
      return try (1...60).allSatisfy { _ in
        let both = try database.read(
          sharing: value, alongside: { [$1, try value(in: $0)] }, { [$1, try value(in: $0)] })
        return both.aside[0] != nil && Set(both.aside + both.here).count == 1
      }
    }
    #expect(equal == [true, true])
  }

  @Test(arguments: [true, false]) func `fail with what either of two readings met`(aside: Bool) throws {
    struct Met: Error {}
    let scratch = try Scratch()
    for database in [try scratch.create(), try Database.sample()] {
      #expect(throws: Met.self) {
        try database.read(
          sharing: { _ in }, alongside: { _, _ in if aside { throw Met() } }, { _, _ in if !aside { throw Met() } })
      }
      #expect(try database.count("counters") == 0)
    }
  }

  @Test(.enabled(if: SQLiteShell.isThere, "no sqlite3 program"))
  func `may be other programs`() throws {
    let scratch = try Scratch()
    try scratch.create().change { try $0.run("INSERT INTO counters (id, value) VALUES (1, 0)") }
    let path = scratch.path
    _ = try atOnce(2) { number in
      if number == 1 {
        let one = "UPDATE counters SET value = value + 1;\n"
        #expect(try SQLiteShell.run(String(repeating: one, count: 100), on: path) == "")
      } else {
        let database = try scratch.open()
        for _ in 1...100 { try database.change { try $0.run("UPDATE counters SET value = value + 1") } }
      }
      return number
    }
    #expect(try scratch.open().read { try $0.first("SELECT value FROM counters")?["value"] } == Int?(200))
  }

  @Test func `bring an old database up to date once`() throws {
    let scratch = try Scratch()
    _ = try scratch.create()
    let later = (1...5).map { number in
      Migration(
        "later.\(number)", "CREATE TABLE later\(number) (x TEXT) STRICT; INSERT INTO later\(number) VALUES ('once')")
    }
    _ = try atOnce(6) { number in
      try scratch.open(migrations: [.counters] + later).change { _ in }
      return number
    }
    let database = try scratch.open(migrations: [.counters] + later)
    #expect(try database.count("migrations") == 7)
    #expect(try later.indices.map { try database.count("later\($0 + 1)") } == [1, 1, 1, 1, 1])
    #expect(try database.verifiedHead().sequence == 7)
  }

  @Test func `open a restored copy, which is not in WAL mode yet`() throws {
    let scratch = try Scratch()
    _ = try scratch.create().backUp(to: scratch.folder + "/copy")
    let path = scratch.folder + "/copy"
    _ = try atOnce(6) { number in
      try Database.open(path, migrations: [Schema.storage, .counters]).change { _ in }
      return number
    }
    #expect(try Database.open(path, migrations: [Schema.storage, .counters]).verifiedHead().sequence == 7)
  }

  @Test func `read one moment while others write`() throws {
    let scratch = try Scratch()
    let (reader, writer) = (try scratch.create(), try scratch.open())
    try reader.read { moment in
      #expect(try Journal.head(in: moment).sequence == 1)
      try writer.change { _ in }
      #expect(try Journal.head(in: moment).sequence == 1)
    }
    #expect(try reader.verifiedHead().sequence == 2)
  }
}

@Suite(.enabled(if: SQLiteShell.isThere, "no sqlite3 program"))
struct `A busy database` {
  @Test func `says who holds it, and nothing is changed`() throws {
    let scratch = try Scratch()
    _ = try scratch.create()
    let database = try scratch.open(patience: .none)
    let shell = try SQLiteShell(scratch.path)
    try shell.say("BEGIN IMMEDIATE;")
    let failure = StorageFailure.busy(
      path: scratch.path, holders: [LockHolder(processID: shell.processID, command: "sqlite3")])
    #expect(throws: failure) { try database.change { _ in } }
    #expect(failure.exitCode == .busy)
    #expect(failure.text.fr.contains("sqlite3, \(shell.processID)"))
    // Readers wait for nobody.
    #expect(try database.verifiedHead().sequence == 1)
    try shell.say("COMMIT;")
    try database.change { _ in }
    #expect(try database.verifiedHead().sequence == 2)
    try shell.end()
  }

  @Test func `is waited for, but not for longer than said`() throws {
    let scratch = try Scratch()
    _ = try scratch.create()
    let database = try scratch.open(patience: Patience(limit: .milliseconds(60)))
    let shell = try SQLiteShell(scratch.path)
    try shell.say("BEGIN IMMEDIATE;")
    let waited = ContinuousClock().measure {
      #expect(throws: StorageFailure.self) { try database.change { _ in } }
    }
    #expect(waited >= .milliseconds(60) && waited < .seconds(2))
    try shell.end()
    #expect(Patience.standard.limit == .seconds(5))
  }

  @Test func `is written as soon as it is free`() throws {
    let scratch = try Scratch()
    _ = try scratch.create()
    let shell = try SQLiteShell(scratch.path)
    try shell.say("BEGIN IMMEDIATE;")
    let heads = try atOnce(2) { number in
      if number == 1 {
        try shell.say("COMMIT;")
        return Int64?.none
      }
      let database = try scratch.open()
      try database.change { _ in }
      return try database.verifiedHead().sequence
    }
    #expect(heads == [2])
    try shell.end()
  }

  @Test func `whose holder is killed in the middle of a change is whole, without the change`() throws {
    let scratch = try Scratch()
    let database = try scratch.create()
    let shell = try SQLiteShell(scratch.path)
    // More than the cache holds, so that pages of the unfinished change are in the -wal already.
    try shell.say(
      """
      PRAGMA cache_size = 5;
      BEGIN IMMEDIATE;
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
      INSERT INTO counters SELECT i, i FROM n;
      """)
    shell.kill()
    #expect(try database.count("counters") == 0)
    try database.change { try $0.run("INSERT INTO counters (id, value) VALUES (1, 1)") }
    let another = try scratch.open()
    #expect(try another.count("counters") == 1)
    #expect(try another.structuralFaults() == [])
    #expect(try another.verifiedHead().sequence == 2)
  }
}

@Suite struct `The holders of a lock` {
  static let table = """
    1: POSIX  ADVISORY  WRITE 4242 fe:00:131075 120 120
    2: POSIX  ADVISORY  READ 4243 fe:00:131075 124 124
    3: POSIX  ADVISORY  WRITE 4244 fe:00:131076 120 120
    3: -> POSIX  ADVISORY  WRITE 4245 fe:00:131075 120 120
    4: OFDLCK ADVISORY  WRITE -1 fe:00:131075 0 EOF
    5: FLOCK  ADVISORY  WRITE 4246 08:01:131075 0 EOF
    6: POSIX  ADVISORY  WRITE 0 fe:00:131075 120 120
    nonsense

    """

  @Test func `are the processes that write to the very file`() {
    let file = LockedFile(major: 0xFE, minor: 0, inode: 131_075)
    #expect(LockedFile.writers(in: Self.table, on: [file]) == [4242])
    #expect(LockedFile.writers(in: "", on: [file]) == [])
  }
}

@Suite struct `A file system` {
  /// Numbers of `linux/magic.h` and statfs(2).
  static let kinds: [(UInt32, String?)] = [
    (0x6969, "NFS"), (0x517B, "SMB"), (0xFF53_4D42, "CIFS"), (0xFE53_4D42, "SMB2"), (0x5346_414F, "AFS"),
    (0x00C3_6400, "Ceph"), (0x0102_1997, "9P"), (0x0BD0_0BD0, "Lustre"), (0x786F_4256, "VirtualBox"),
    (0xEF53, nil), (0x0102_1994, nil), (0x9123_683E, nil), (0x5846_5342, nil), (0x794C_7630, nil), (0, nil),
  ]

  @Test(arguments: kinds) func `shared over the network is known by its number`(number: UInt32, name: String?) {
    #expect(FileSystemKind(type: number) == (name.map(FileSystemKind.network) ?? .local))
  }

  @Test func `of this machine is local, and so is one that cannot be told`() {
    #expect(FileSystemKind(of: "/proc/self") == .local)
    #expect(FileSystemKind(of: "/nowhere") == .local)
    let failure = StorageFailure.networkFileSystem(path: "/net/base", kind: "NFS")
    #expect(failure.exitCode == .configuration && failure.text.fr.contains("NFS"))
  }
}
