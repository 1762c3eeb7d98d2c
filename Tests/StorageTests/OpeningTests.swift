import Foundation
import Kernel
import TestSupport
import Testing

@testable import Storage

@Suite struct `Opening a database` {
  /// What stands at a path, made in a scratch folder, and the failure it meets.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let prepare: @Sendable (Scratch) throws -> Void
    let failure: @Sendable (String) -> StorageFailure
    let exitCode: ExitCode

    init(
      _ description: String, _ exitCode: ExitCode, _ failure: @escaping @Sendable (String) -> StorageFailure,
      prepare: @escaping @Sendable (Scratch) throws -> Void
    ) {
      (testDescription, self.exitCode, self.failure, self.prepare) = (description, exitCode, failure, prepare)
    }
  }

  static let cases = [
    Case("nothing", .noInput, StorageFailure.noDatabase(path:)) { _ in },
    Case("a dangling link", .noInput, StorageFailure.noDatabase(path:)) { scratch in
      try FileManager.default.createSymbolicLink(atPath: scratch.path, withDestinationPath: "/nowhere/at/all")
    },
    Case("a link to itself", .noInput, circle) { scratch in
      try FileManager.default.createSymbolicLink(atPath: scratch.path, withDestinationPath: scratch.path)
    },
    Case("an empty file", .badData, StorageFailure.notADatabase(path:)) { _ = try $0.write("", to: "base.rebond") },
    Case("a text", .badData, StorageFailure.notADatabase(path:)) { scratch in
      _ = try scratch.write(String(repeating: "Bonjour. ", count: 1_000), to: "base.rebond")
    },
    Case("a short text", .badData, StorageFailure.notADatabase(path:)) { _ = try $0.write("x", to: "base.rebond") },
    Case("a folder", .badData, StorageFailure.notADatabase(path:)) { scratch in
      try FileManager.default.createDirectory(atPath: scratch.path, withIntermediateDirectories: false)
    },
    Case("a device", .badData, StorageFailure.notADatabase(path:)) { scratch in
      try FileManager.default.createSymbolicLink(atPath: scratch.path, withDestinationPath: "/dev/null")
    },
    Case("another program's database", .badData, StorageFailure.notADatabase(path:)) { scratch in
      _ = try scratch.write("", to: "base.rebond")
      try Connection(scratch.path, shownAs: "").script("PRAGMA application_id = 7; CREATE TABLE t (x)")
    },
    Case("a newer database", .configuration, unknown("later.1")) { scratch in
      _ = try scratch.create(migrations: [.counters, Migration("later.1", "CREATE TABLE later (x TEXT) STRICT")])
    },
  ]

  private static func circle(path: String) -> StorageFailure { .cannotOpen(path: path, error: SystemError(ELOOP)) }

  private static func unknown(_ migration: String) -> @Sendable (String) -> StorageFailure {
    { .newerDatabase(path: $0, unknown: [migration]) }
  }

  @Test(arguments: cases) func `that is none is refused and left as it is`(path: Case) throws {
    let scratch = try Scratch()
    try path.prepare(scratch)
    let before = (try scratch.files, try? Data(contentsOf: URL(fileURLWithPath: scratch.path)))
    let failure = path.failure(scratch.path)
    #expect(throws: failure) { try scratch.open() }
    #expect(try scratch.files == before.0)
    #expect((try? Data(contentsOf: URL(fileURLWithPath: scratch.path))) == before.1)
    #expect(failure.exitCode == path.exitCode)
    #expect(failure.text.fr.contains(scratch.path) && failure.text.en.contains(scratch.path))
  }

  @Test(arguments: [":memory:", "file:x?mode=memory", "", "a\0b"]) func `never takes a name for more than a name`(
    name: String
  ) {
    #expect(throws: StorageFailure.noDatabase(path: name)) { try Database.open(name, migrations: [Schema.storage]) }
  }

  @Test func `that is damaged is refused, or told by its structural faults`() throws {
    let scratch = try Scratch()
    try scratch.create().change { change in
      for id in 1...2_000 { try change.run("INSERT INTO counters (id, value) VALUES (\(id), 1)") }
    }
    let size = try #require(try FileManager.default.attributesOfItem(atPath: scratch.path)[.size] as? Int)
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: scratch.path))
    try file.seek(toOffset: 4096)
    try file.write(contentsOf: [UInt8](repeating: 0xA5, count: size - 4096))
    try file.close()
    let failure = #expect(throws: StorageFailure.self) { try scratch.open() }
    guard case .damaged(scratch.path, _)? = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(failure?.exitCode == .badData)
  }

  @Test func `that is sound finds no structural fault, and a lost reference is one`() throws {
    let scratch = try Scratch()
    let database = try scratch.create()
    #expect(try database.structuralFaults() == [])
    try Connection(scratch.path, shownAs: "").script(
      "PRAGMA foreign_keys = OFF; INSERT INTO remarks (entry, counter, words) VALUES (1, 99, 'x')")
    #expect(try database.structuralFaults() == ["remarks → counters"])
  }

  @Test func `through a link names who holds the file behind it`() throws {
    let scratch = try Scratch()
    _ = try scratch.create()
    let link = scratch.folder + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: scratch.path)
    let database = try Database.open(link, migrations: [Schema.storage, .counters])
    try database.change { _ in }
    #expect(try database.verifiedHead().sequence == 2)
  }

  @Test func `keeps to the file it opened: one that was replaced since is not written`() throws {
    let scratch = try Scratch()
    let database = try scratch.create()
    _ = try database.backUp(to: scratch.folder + "/copy")
    #expect(rename(scratch.folder + "/copy", scratch.path) == 0)
    #expect(throws: StorageFailure.cannotOpen(path: scratch.path, error: SystemError(ESTALE))) {
      try database.change { _ in }
    }
  }

  @Test func `and going on when a newer program has changed it since is refused`() throws {
    let scratch = try Scratch()
    let old = try scratch.create()
    try old.change { _ in }
    let later = Migration("later.1", "CREATE TABLE later (x TEXT) STRICT")
    try scratch.open(migrations: [.counters, later]).change { _ in }
    let refusal = StorageFailure.newerDatabase(path: scratch.path, unknown: ["later.1"])
    #expect(throws: refusal) { try old.change { _ in } }
    #expect(throws: refusal) { try old.verifiedHead() }
  }
}

@Suite struct `Making a database` {
  @Test func `gives a file, and its log, to the owner alone`() throws {
    let scratch = try Scratch()
    let mask = umask(0)
    defer { umask(mask) }
    let database = try scratch.create()
    try database.change { _ in }
    _ = try database.backUp(to: scratch.folder + "/copy")
    #expect(try scratch.files == ["base.rebond", "base.rebond-shm", "base.rebond-wal", "copy"])
    for file in try scratch.files {
      let mode = try FileManager.default.attributesOfItem(atPath: "\(scratch.folder)/\(file)")[.posixPermissions]
      #expect(mode as? Int == 0o600, "\(file)")
    }
  }

  @Test func `leaves one file, complete, in WAL mode`() throws {
    let scratch = try Scratch()
    try Database.create(scratch.path, migrations: [Schema.storage, .counters]) { database in
      try database.change { try $0.run("INSERT INTO counters (id, value) VALUES (1, 1)") }
    }
    #expect(try scratch.files == ["base.rebond"])
    let header = try Data(contentsOf: URL(fileURLWithPath: scratch.path)).prefix(20)
    #expect(header[18...19] == Data([2, 2]))
    #expect(try scratch.open().count("counters") == 1)
  }

  @Test func `leaves nothing when its first content fails`() throws {
    let scratch = try Scratch()
    #expect(throws: Refusal()) {
      try Database.create(scratch.path, migrations: [Schema.storage]) { database in
        try database.change { _ in }
        throw Refusal()
      }
    }
    #expect(try scratch.files == [])
  }

  @Test func `leaves nothing for use after its first content`() throws {
    let scratch = try Scratch()
    let database = try Database.create(scratch.path, migrations: [Schema.storage]) { $0 }
    #expect(throws: StorageFailure.self) { try database.change { _ in } }
  }

  static let taken = ["base.rebond", "base.rebond-wal", "base.rebond-journal"]

  @Test(arguments: taken) func `replaces no file, nor joins one left by another database`(name: String) throws {
    let scratch = try Scratch()
    let there = try scratch.write("precious", to: name)
    #expect(throws: StorageFailure.alreadyThere(path: there)) {
      try Database.create(scratch.path, migrations: [Schema.storage]) { _ in }
    }
    #expect(try scratch.files == [name])
    #expect(try String(contentsOfFile: there, encoding: .utf8) == "precious")
  }

  @Test func `does not follow a dangling link`() throws {
    let scratch = try Scratch()
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path, withDestinationPath: scratch.folder + "/elsewhere")
    #expect(throws: StorageFailure.alreadyThere(path: scratch.path)) {
      try Database.create(scratch.path, migrations: [Schema.storage]) { _ in }
    }
    #expect(try scratch.files == ["base.rebond"])
  }

  static let impossible: [(String, Int32)] = [
    ("/nowhere/base.rebond", ENOENT), ("/dev/null/base.rebond", ENOTDIR), ("", EINVAL), ("/tmp/a\0b", EINVAL),
    ("/tmp/" + String(repeating: "é", count: 130), ENAMETOOLONG),
  ]

  @Test(arguments: impossible) func `says why it cannot`(path: String, number: Int32) {
    let failure = StorageFailure.cannotCreate(path: path, error: SystemError(number))
    #expect(failure.exitCode == .cannotCreate)
    #expect(throws: failure) { try Database.create(path, migrations: [Schema.storage]) { _ in } }
  }

  @Test func `has one winner when several do it at once`() throws {
    let scratch = try Scratch()
    let winners = try atOnce(8) { number in
      do {
        try Database.create(scratch.path, migrations: [Schema.storage, .counters]) { database in
          try database.change { try $0.run("INSERT INTO counters (id, value) VALUES (\(number), 1)") }
        }
        return number
      } catch StorageFailure.alreadyThere(scratch.path) {
        return nil
      }
    }
    let winner = try #require(winners.count == 1 ? winners.first : nil)
    #expect(try scratch.open().read { try $0.first("SELECT id FROM counters")?["id"] } == Int?(winner))
    #expect(try scratch.files.filter { $0.contains("draft") } == [])
  }

  @Test func `clears away what a killed program left, and nothing else`() throws {
    let scratch = try Scratch()
    let dead = try RunningProgram("/bin/true", [])
    dead.wait()
    let left = "base.rebond.\(dead.processID)-7.draft"
    for name in [left, left + "-journal"] { _ = try scratch.write("half", to: name) }
    let others = [
      "base.rebond.\(getpid())-7.draft", "base.rebond.draft", "other.rebond.\(dead.processID)-7.draft",
    ]
    for name in others { _ = try scratch.write("whole", to: name) }
    _ = try scratch.create()
    #expect(try scratch.files.filter { $0.contains("draft") } == others.sorted())
  }

  @Test func `works on a path without a folder`() throws {
    let name = "rebond-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: name) }
    try Database.create(name, migrations: [Schema.storage]) { try $0.change { _ in } }
    #expect(try Database.open(name, migrations: [Schema.storage]).verifiedHead().sequence == 1)
    #expect(FileManager.default.fileExists(atPath: "./" + name))
  }

  @Test(arguments: [("base", "."), ("/base", "/"), ("a/b/base", "a/b"), ("../base", "..")])
  func `is done in the folder of its path`(path: String, folder: String) {
    #expect(OwnersFile.folder(of: path) == folder)
  }
}
