import Foundation
import Kernel
import TestSupport
import Testing

@testable import Storage

@Suite struct `A backup` {
  @Test func `is a whole database of its own, with the head it was given`() throws {
    let scratch = try Scratch()
    let database = try scratch.create()
    try database.change { try $0.run("INSERT INTO counters (id, value) VALUES (1, 5)") }
    let copy = scratch.folder + "/copy"
    let head = try database.backUp(to: copy)
    #expect(try scratch.files == ["base.rebond", "base.rebond-shm", "base.rebond-wal", "copy"])
    try database.change { _ in }
    #expect(head.sequence == 2)
    let restored = try Database.open(copy, migrations: [Schema.storage, .counters])
    #expect(try restored.verifiedHead() == head)
    #expect(try restored.count("counters") == 1)
    #expect(try database.read { try Journal.verify(in: $0, against: head) }.sequence == 3)
  }

  @Test func `replaces no file, not even the database itself`() throws {
    let scratch = try Scratch()
    let database = try scratch.create()
    let there = try scratch.write("precious", to: "copy")
    #expect(throws: StorageFailure.alreadyThere(path: there)) { try database.backUp(to: there) }
    #expect(throws: StorageFailure.alreadyThere(path: scratch.path)) { try database.backUp(to: scratch.path) }
    #expect(try String(contentsOfFile: there, encoding: .utf8) == "precious")
    #expect(try database.verifiedHead().sequence == 1)
  }

  @Test func `into a folder that is not there says so`() throws {
    let path = "/nowhere/copy"
    #expect(throws: StorageFailure.cannotCreate(path: path, error: SystemError(ENOENT))) {
      try Database.sample().backUp(to: path)
    }
  }

  @Test func `is of one moment while others write`() throws {
    let scratch = try Scratch()
    try scratch.create().change { change in
      for id in 1...3_000 { try change.run("INSERT INTO counters (id, value) VALUES (\(id), 0)") }
    }
    let copies = try atOnce(3) { number in
      let database = try scratch.open()
      guard number == 1 else {
        for _ in 1...40 { try database.change { try $0.run("UPDATE counters SET value = value + 1") } }
        return Int64?.none
      }
      for copy in 1...4 {
        let head = try database.backUp(to: "\(scratch.folder)/copy\(copy)")
        let restored = try Database.open("\(scratch.folder)/copy\(copy)", migrations: [Schema.storage, .counters])
        // Every act adds one to all counters: a copy of one moment has one value in all of them, its journal's length.
        let values: [Int] = try restored.read {
          try $0.all("SELECT DISTINCT value FROM counters").map { try $0["value"] }
        }
        #expect(values == [Int(head.sequence) - 2])
        #expect(try restored.verifiedHead() == head)
      }
      return 4
    }
    #expect(copies == [4])
  }

  @Test func `of a damaged database is refused and leaves nothing`() throws {
    let scratch = try Scratch()
    let database = try scratch.create()
    try database.change { change in
      for id in 1...2_000 { try change.run("INSERT INTO counters (id, value) VALUES (\(id), 1)") }
    }
    // A page goes astray on the disk, behind SQLite's back.
    try Connection(scratch.path, shownAs: "").script("PRAGMA wal_checkpoint(TRUNCATE)")
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: scratch.path))
    let size = try file.seekToEnd()
    try file.seek(toOffset: size - 4_096)
    try file.write(contentsOf: [UInt8](repeating: 0xA5, count: 4_096))
    try file.close()
    let other = try scratch.open()
    let failure = #expect(throws: StorageFailure.self) { try other.backUp(to: scratch.folder + "/copy") }
    guard case .damaged(scratch.path, _)? = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(try scratch.files.filter { $0.hasPrefix("copy") } == [])
  }
}

@Suite(.enabled(if: SmallDisk.isPossible, "needs root and a small tmpfs"))
struct `A full disk` {
  @Test func `fails the act whole, and the next one is done once there is room`() throws {
    let disk = try SmallDisk(size: "1m")
    let database = try disk.scratch.create()
    try disk.fill()
    let full = StorageFailure.diskFull(path: disk.scratch.path)
    #expect(throws: full) { try write(400_000, to: database) }
    #expect(full.exitCode == .inputOutput)
    #expect(try database.verifiedHead().sequence == 1)
    try disk.makeRoom()
    try write(10_000, to: database)
    #expect(try database.verifiedHead().sequence == 2)
    #expect(try disk.scratch.open().structuralFaults() == [])
  }

  @Test func `inside a caught inner act fails the outer one too`() throws {
    let disk = try SmallDisk(size: "1m")
    let database = try disk.scratch.create()
    try disk.fill()
    #expect(throws: StorageFailure.diskFull(path: disk.scratch.path)) {
      try database.change { outer in
        try outer.run("INSERT INTO counters (id, value) VALUES (1, 1)")
        try? outer.also(TestAction.test) { inner in
          inner.concerns(.instance)
          // More pages than the cache holds go to the disk before the end.
          for seed in 0..<60 { _ = try StoredBytes.keep(noise(100_000, seed), in: inner) }
        }
        try? outer.run("INSERT INTO counters (id, value) VALUES (2, 2)")
      }
    }
    try disk.makeRoom()
    #expect(try database.count("counters") == 0)
    #expect(try database.verifiedHead().sequence == 1)
  }

  @Test func `leaves neither a new database nor a backup`() throws {
    let scratch = try Scratch()
    let database = try scratch.create()
    try write(100_000, to: database)
    let disk = try SmallDisk(size: "64k")
    let (new, copy) = (disk.scratch.folder + "/new", disk.scratch.folder + "/copy")
    #expect(throws: StorageFailure.diskFull(path: new)) {
      try Database.create(new, migrations: [Schema.storage, .counters]) { try write(100_000, to: $0) }
    }
    #expect(throws: StorageFailure.diskFull(path: copy)) { try database.backUp(to: copy) }
    #expect(try disk.scratch.files == [])
  }

  @Test func `does not keep a database from being opened and read`() throws {
    let disk = try SmallDisk(size: "1m")
    try write(1_000, to: disk.scratch.create())
    try disk.fill()
    let outcome = Result { try disk.scratch.open().verifiedHead().sequence }
    switch outcome {
    case .success(let sequence): #expect(sequence == 2)
    case .failure(let failure): #expect(failure as? StorageFailure == .diskFull(path: disk.scratch.path))
    }
  }

  private func write(_ count: Int, to database: Database) throws {
    try database.change { _ = try StoredBytes.keep(noise(count, 1), in: $0) }
  }
}

@Suite(.enabled(if: SmallDisk.isPossible, "needs root and a small tmpfs"))
struct `A read-only disk` {
  @Test func `is told at once, for a database, a new one and a backup`() throws {
    let (disk, scratch) = (try SmallDisk(size: "1m"), try Scratch())
    _ = try disk.scratch.create()
    let other = try scratch.create()
    try disk.makeReadOnly()
    let (path, new) = (disk.scratch.path, disk.scratch.folder + "/new")
    #expect(throws: StorageFailure.readOnly(path: path)) { try disk.scratch.open() }
    #expect(throws: StorageFailure.readOnly(path: new)) {
      try Database.create(new, migrations: [Schema.storage]) { _ in }
    }
    #expect(throws: StorageFailure.readOnly(path: new)) { try other.backUp(to: new) }
    #expect(StorageFailure.readOnly(path: new).exitCode == .inputOutput)
  }
}

@Suite(.enabled(if: geteuid() != 0, "root may write everywhere"))
struct `A file without rights` {
  @Test func `is told as such`() throws {
    let scratch = try Scratch()
    _ = try scratch.create()
    try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: scratch.path)
    #expect(throws: StorageFailure.readOnly(path: scratch.path)) { try scratch.open() }
    try FileManager.default.setAttributes([.posixPermissions: 0o000], ofItemAtPath: scratch.path)
    #expect(throws: StorageFailure.cannotOpen(path: scratch.path, error: SystemError(EACCES))) { try scratch.open() }
  }
}

/// Bytes that do not compress.
func noise(_ count: Int, _ seed: Int) -> [UInt8] {
  var state = UInt64(seed) &+ 0x9E37_79B9_7F4A_7C15
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return UInt8(truncatingIfNeeded: state >> 33)
  }
}
