import Arguments
import Glibc
import Kernel

/// The files that commands read and write.
enum Files {
  /// Evidence and rules are small; anything larger was named by mistake.
  static let largestInput = 64 * 1024 * 1024

  /// The bytes of a file; `-` is standard input.
  ///
  /// - Throws: ``SessionFailure/cannotRead(path:reason:)``.
  static func read(_ path: String) throws(SessionFailure) -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotRead(path: path, reason: reason(errno)) }
    defer { if path != "-" { close(descriptor) } }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return bytes }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .cannotRead(path: path, reason: reason(errno)) }
      bytes += buffer[..<count]
      guard bytes.count <= largestInput else { throw .cannotRead(path: path, reason: "> 64 MiB") }
    }
  }

  /// Writes a file that only its owner may read, whole or not at all.
  ///
  /// - Parameter replace: whether a file of that name may be replaced.
  /// - Throws: ``SessionFailure/alreadyThere(path:)``, ``SessionFailure/cannotWrite(path:reason:)``.
  static func write(_ bytes: [UInt8], to path: String, replace: Bool) throws(SessionFailure) {
    let draft = "\(path).\(getpid()).draft"
    let descriptor = open(draft, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: reason(errno)) }
    defer { unlink(draft) }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        let failure = SessionFailure.cannotWrite(path: path, reason: reason(errno))
        close(descriptor)
        throw failure
      }
      written += count
    }
    guard fsync(descriptor) == 0, close(descriptor) == 0 else {
      throw .cannotWrite(path: path, reason: reason(errno))
    }
    guard (replace ? rename(draft, path) : link(draft, path)) == 0 else {
      throw errno == EEXIST ? .alreadyThere(path: path) : .cannotWrite(path: path, reason: reason(errno))
    }
  }

  private static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }
}

/// The options of commands that write a file.
enum OutputOptions {
  static let output = Option<String>(
    "output", .path, Text(fr: "le fichier à écrire", en: "the file to write"))
  static let replace = Option<Bool>(
    flag: "replace", Text(fr: "remplacer le fichier s'il existe", en: "replace the file when it exists"))
}

/// The file a command writes.
struct OutputFile {
  /// Its path, as the user gave it.
  let path: String
  private let replace: Bool

  /// Reads the options; a file that is there already is refused before anything is done.
  init(_ values: ParsedValues) throws {
    try self.init(path: values[OutputOptions.output], replace: values[OutputOptions.replace])
  }

  /// Names a file; one that is there already is refused before anything is done, unless it is to be replaced.
  init(path: String, replace: Bool) throws(SessionFailure) {
    self.path = path
    self.replace = replace
    if !replace, access(path, F_OK) == 0 { throw .alreadyThere(path: path) }
  }

  /// Writes it, whole or not at all.
  func write(_ bytes: [UInt8]) throws(SessionFailure) {
    try Files.write(bytes, to: path, replace: replace)
  }
}
