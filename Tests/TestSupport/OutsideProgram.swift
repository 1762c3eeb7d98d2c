public import Foundation

/// A program of the outside world that checks what Rebond makes: a decoder, a PDF reader.
///
/// Where it is absent, the tests that need it are skipped: `.enabled(if: OutsideProgram.zbarimg != nil)`.
public struct OutsideProgram: Sendable {
  /// Where the program is.
  public let path: String

  /// What a program printed and how it ended.
  public struct Answer: Sendable {
    public let status: Int32
    public let output: String
    public let errors: String
  }

  /// Finds a program by name along `PATH`.
  public init?(named name: String) {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    guard
      let found = folders.map({ "\($0)/\(name)" })
        .first(where: FileManager.default.isExecutableFile(atPath:))
    else { return nil }
    path = found
  }

  private init(path: String) {
    self.path = path
  }

  public static let zbarimg = OutsideProgram(named: "zbarimg")
  public static let pdftotext = OutsideProgram(named: "pdftotext")
  public static let pdftoppm = OutsideProgram(named: "pdftoppm")
  public static let pdffonts = OutsideProgram(named: "pdffonts")
  public static let pdfinfo = OutsideProgram(named: "pdfinfo")
  public static let qpdf = OutsideProgram(named: "qpdf")

  /// The Python of the test tools with the packages of `scripts/test-tools.txt`: `REBOND_TEST_PYTHON`, else the one
  /// `scripts/test` puts under `.build/test-tools`; absent when a package asked for is.
  public static func python(with packages: String...) -> OutsideProgram? {
    let wish = ProcessInfo.processInfo.environment["REBOND_TEST_PYTHON"]
    let python = OutsideProgram(
      path: wish ?? packageRoot.appending(path: ".build/test-tools/bin/python").path)
    guard FileManager.default.isExecutableFile(atPath: python.path) else { return nil }
    let imports = packages.map { "import \($0)" }.joined(separator: "\n")
    return (try? python.run(["-c", imports]))?.status == 0 ? python : nil
  }

  /// The folder of `Package.swift`.
  public static let packageRoot = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Runs the program to its end.
  public func run(_ arguments: [String], input: Data? = nil) throws -> Answer {
    try withTemporaryFolder { folder in
      let (output, errors, given) = (
        folder.appending(path: "output"), folder.appending(path: "errors"), folder.appending(path: "input")
      )
      // Files instead of pipes: a pipe that nobody empties in time blocks both sides.
      try (input ?? Data()).write(to: given)
      let program = try RunningProgram(
        path, arguments, .files(input: given.path, output: output.path, errors: errors.path))
      return Answer(
        status: program.wait(),
        output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
        errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
  }
}

/// Gives a body a new empty folder and removes it afterwards.
public func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "rebond-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}
