import Foundation
import Kernel
import TestSupport
import Testing

@testable import Storage

/// A folder of its own for one test, removed at its end.
final class Scratch: Sendable {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "rebond-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The path of a database that need not exist.
  var path: String { folder + "/base.rebond" }

  /// Everything in the folder.
  var files: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }
  }

  /// Makes a database with one act in it.
  func create(migrations: [Migration] = [.counters]) throws -> Database {
    try Database.create(path, migrations: [Schema.storage] + migrations) { try $0.change { _ in } }
    return try open(migrations: migrations)
  }

  func open(migrations: [Migration] = [.counters], patience: Patience = .standard) throws -> Database {
    try Database.open(path, migrations: [Schema.storage] + migrations, patience: patience)
  }

  func write(_ text: String, to name: String) throws -> String {
    let path = folder + "/" + name
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }
}

extension Migration {
  /// A small table to write to.
  static let counters = Migration(
    "counters.1",
    """
    CREATE TABLE counters (id INTEGER PRIMARY KEY, value INTEGER NOT NULL CHECK (value >= 0)) STRICT;
    CREATE TABLE remarks (
      \(Schema.entryColumn) PRIMARY KEY, counter INTEGER NOT NULL REFERENCES counters (id), words TEXT NOT NULL
    ) STRICT;
    """)
}

extension Database {
  /// A migrated database in memory.
  static func sample() throws -> Database { try inMemory(migrations: [Schema.storage, .counters]) }

  func count(_ table: String) throws -> Int {
    try read { try $0.count(SQL(stringLiteral: "SELECT count(*) AS n FROM \(table)")) }
  }

  func verifiedHead() throws -> JournalHead { try read { try Journal.verify(in: $0) } }
}

/// A file system of a few pages, full in no time; needs root.
final class SmallDisk {
  /// Whether this account may mount one.
  static let isPossible: Bool = {
    guard geteuid() == 0, let disk = try? SmallDisk(size: "64k") else { return false }
    return (try? disk.scratch.files) != nil
  }()

  let scratch: Scratch

  init(size: String) throws {
    scratch = try Scratch()
    try SmallDisk.run("mount", "-t", "tmpfs", "-o", "size=\(size)", "rebond-test", scratch.folder)
  }

  deinit { try? SmallDisk.run("umount", "-l", scratch.folder) }

  func makeReadOnly() throws { try SmallDisk.run("mount", "-o", "remount,ro", scratch.folder) }

  /// Fills what is left of the disk, or all but some bytes of it.
  func fill() throws {
    let file = try #require(fopen(scratch.folder + "/ballast", "w"))
    defer { fclose(file) }
    let block = [UInt8](repeating: 1, count: 4096)
    while fwrite(block, 1, block.count, file) == block.count && fflush(file) == 0 {}
  }

  func makeRoom() throws { try FileManager.default.removeItem(atPath: scratch.folder + "/ballast") }

  private static func run(_ command: String...) throws {
    guard try OutsideProgram(named: command[0])?.run(Array(command.dropFirst())).status == 0 else {
      throw CocoaError(.featureUnsupported)
    }
  }
}
