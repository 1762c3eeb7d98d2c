import Foundation
import TestSupport

/// A folder of its own in which somebody types commands, as in a terminal; removed with the value.
///
/// `rebond` is the program as it was built beside the tests, `base.rebond` its database, `evidence` the shipped evidence.
final class Stage: Sendable {
  /// Where the commands are typed.
  let folder: URL
  private let root: URL

  /// The program as it was built, in the folder of the running tests.
  static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appending(path: "rebond")

  /// Small programs that read papers and labels for those who type.
  private static let tools = OutsideProgram.packageRoot.appending(path: "Tests/EndToEndTests/Tools").path

  /// Makes a stage, with the database of a moment of the story or without any.
  init(at moment: Moment? = nil) throws {
    let files = FileManager.default
    root = files.temporaryDirectory.appending(path: "rebond-\(UUID().uuidString)")
    folder = root.appending(path: "desk")
    for name in ["desk", "bin"] {
      try files.createDirectory(at: root.appending(path: name), withIntermediateDirectories: true)
    }
    try files.createSymbolicLink(at: root.appending(path: "bin/rebond"), withDestinationURL: Stage.program)
    try files.createSymbolicLink(
      at: folder.appending(path: "evidence"),
      withDestinationURL: OutsideProgram.packageRoot.appending(path: "scripts/evidence"))
    if let moment { try moment.database().write(to: folder.appending(path: "base.rebond")) }
  }

  deinit {
    _ = try? type("umount -l disk 2>/dev/null || true")
    try? FileManager.default.removeItem(at: root)
  }

  /// Types a line into a shell, and gives what it printed and how it ended.
  @discardableResult
  func type(_ line: String, language: String = "fr") throws -> OutsideProgram.Answer {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return try Stage.env.run([
      "-i", "-C", folder.path, "PATH=\(root.path)/bin:\(Stage.tools):\(path)", "LANG=C.UTF-8",
      "REBOND_LANG=\(language)",
      "REBOND_DATA=base.rebond", "REBOND_USER=Camille Exemple", "sh", "-c", line,
    ])
  }

  /// Types lines into as many shells, which wait for each other to start.
  func type(atOnce lines: [String]) throws -> [OutsideProgram.Answer] {
    let go = "go-\(UUID().uuidString)"
    return try atOnce(lines.count + 1) { number in
      guard number <= lines.count else {
        try self.type("sleep 0.05; touch \(go)")
        return nil
      }
      return try self.type("until test -e \(go); do sleep 0.001; done; \(lines[number - 1])")
    }
  }

  /// The names of the files in the folder, without those SQLite keeps beside an open database.
  var files: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }.sorted()
    }
  }

  /// Whether there is a file of that name.
  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder.appending(path: name).path) }

  private static let env = OutsideProgram(named: "env")
}

extension OutsideProgram? {
  fileprivate func run(_ arguments: [String]) throws -> OutsideProgram.Answer {
    guard let program = self else { throw CocoaError(.fileNoSuchFile) }
    return try program.run(arguments)
  }
}

/// What the tests need from the machine, and skip without.
enum Machine {
  static let sqlite3 = OutsideProgram(named: "sqlite3") != nil
  /// Whether papers and labels can be read here.
  static let readsPapers =
    OutsideProgram.pdftotext != nil && OutsideProgram.pdftoppm != nil && OutsideProgram.zbarimg != nil
  /// The Python that draws ZPL.
  static let testPython = OutsideProgram.python(with: "zplkit")
  /// Whether system calls can be watched and tampered with here.
  static let strace = (try? Stage().type("strace -f -qq -e trace=none -o log true"))?.status == 0
  /// Whether a CUPS of the tests' own can be run.
  static let cups = readsPapers && (try? Stage().type("with-cups true"))?.status == 0
  /// Whether this account may mount a small disk.
  static let smallDisk = (try? Stage().type("mkdir disk && mount -t tmpfs -o size=64k none disk"))?.status == 0
  /// Whether nwipe may erase a loop device here.
  static let nwipe =
    OutsideProgram(named: "nwipe") != nil && smallDisk
    && (try? Stage().type("truncate -s 1M probe.img && losetup -d $(losetup -f --show probe.img)"))?.status == 0
}
