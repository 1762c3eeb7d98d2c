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

/// The `sqlite3` program: another process, made by others, with foreign keys off.
final class Shell {
  static let program = "/usr/bin/sqlite3"
  static let isThere = FileManager.default.isExecutableFile(atPath: program)

  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  init(_ path: String) throws {
    process.executableURL = URL(fileURLWithPath: Shell.program)
    process.arguments = ["-batch", "-cmd", ".timeout 5000", path]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    try process.run()
  }

  var processID: Int32 { process.processIdentifier }

  /// Runs statements and waits until they are done.
  func say(_ statements: String) throws {
    try input.fileHandleForWriting.write(contentsOf: Data((statements + "\nSELECT 'done';\n").utf8))
    var heard = ""
    while !heard.contains("done") {
      let data = output.fileHandleForReading.availableData
      guard !data.isEmpty else { throw Ended(output: heard) }
      heard += String(decoding: data, as: UTF8.self)
    }
  }

  struct Ended: Error { let output: String }

  /// Ends the program in order.
  @discardableResult
  func end() throws -> String {
    try input.fileHandleForWriting.close()
    let rest = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: rest, as: UTF8.self)
  }

  /// Ends the program where it stands.
  func kill() {
    _ = Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// What the program answers to some statements.
  static func run(_ statements: String, on path: String) throws -> String {
    let shell = try Shell(path)
    try shell.input.fileHandleForWriting.write(contentsOf: Data(statements.utf8))
    return try shell.end()
  }
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
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.featureUnsupported) }
  }
}
