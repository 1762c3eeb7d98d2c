import Foundation
import TestSupport
import Testing

/// The `sqlite3` program in the middle of a transaction on a stage's database.
final class HeldDatabase {
  private let process = Process()
  private let input = Pipe()

  /// Begins the transaction, and waits until it has begun.
  init(of stage: Stage, by statements: String) throws {
    let output = Pipe()
    process.executableURL = URL(filePath: try #require(OutsideProgram(named: "sqlite3")).path)
    process.currentDirectoryURL = stage.folder
    process.arguments = ["-batch", "base.rebond"]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data((statements + "\nSELECT 'begun';\n").utf8))
    var heard = ""
    while !heard.contains("begun") {
      let data = output.fileHandleForReading.availableData
      try #require(!data.isEmpty)
      heard += String(decoding: data, as: UTF8.self)
    }
  }

  deinit { letGo() }

  /// The number of the process.
  var processID: Int32 { process.processIdentifier }

  /// Ends the program, and what it began.
  func letGo() {
    guard process.isRunning else { return }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
