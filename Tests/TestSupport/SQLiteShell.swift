public import Foundation

/// The `sqlite3` program: another process, made by others, with foreign keys off.
public final class SQLiteShell: Sendable {
  private let program: RunningProgram

  /// Whether the program is on this machine.
  public static let isThere = OutsideProgram(named: "sqlite3") != nil

  /// Opens the database at a path.
  public init(_ path: String) throws {
    guard let sqlite3 = OutsideProgram(named: "sqlite3") else { throw CocoaError(.fileNoSuchFile) }
    program = try RunningProgram(sqlite3.path, ["-batch", "-cmd", ".timeout 5000", path])
  }

  public var processID: pid_t { program.processID }

  /// Runs statements and waits until they are done.
  public func say(_ statements: String) throws {
    try program.say(statements + "\nSELECT 'done';\n")
    var heard = ""
    while !heard.contains("done") {
      guard let words = program.hear() else { throw Ended(output: heard) }
      heard += words
    }
  }

  /// The program ended before it was done.
  public struct Ended: Error { public let output: String }

  /// Ends the program in order, and gives the rest of what it said.
  @discardableResult
  public func end() throws -> String {
    defer { program.wait() }
    return try program.hearOut()
  }

  /// Ends the program where it stands.
  public func kill() { program.end() }

  /// What the program answers to some statements.
  public static func run(_ statements: String, on path: String) throws -> String {
    let shell = try SQLiteShell(path)
    try shell.program.say(statements)
    return try shell.end()
  }
}
