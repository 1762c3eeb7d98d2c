import Arguments
import CLinux
import Glibc
import Kernel
import LabelPrinting

/// The files that commands read and write.
enum Files {
  /// Evidence and rules are small; anything larger was named by mistake.
  static let largestInput = 64 * 1024 * 1024

  /// The bytes of a file; `-` is standard input.
  ///
  /// - Throws: ``SessionFailure/cannotRead(path:_:)``.
  static func read(_ path: String) throws(SessionFailure) -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotRead(path: path, SystemError(errno)) }
    defer { if path != "-" { close(descriptor) } }
    return try read(descriptor, named: path)
  }

  /// The bytes of an open file, up to its end.
  static func read(_ descriptor: Int32, named path: String) throws(SessionFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var status = stat()
    // Room for all of it at once: an array that grows holds its content twice.
    if fstat(descriptor, &status) == 0 { bytes.reserveCapacity(min(max(0, Int(status.st_size)), largestInput)) }
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return bytes }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .cannotRead(path: path, SystemError(errno)) }
      bytes += buffer[..<count]
      guard bytes.count <= largestInput else { throw .cannotRead(path: path, SystemError(EFBIG)) }
    }
  }

  /// Writes the whole content to an open file, down to the disk.
  static func write(_ bytes: [UInt8], to descriptor: Int32, named path: String) throws(SessionFailure) {
    try append(bytes, to: descriptor, named: path)
    guard fsync(descriptor) == 0 else { throw .cannotWrite(path: path, SystemError(errno)) }
  }

  /// Writes bytes to an open file.
  static func append(_ bytes: [UInt8], to descriptor: Int32, named path: String) throws(SessionFailure) {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .cannotWrite(path: path, SystemError(errno)) }
      written += count
    }
  }
}

/// A file being written beside the one wanted, for its owner alone; it gets its name once it is whole, or goes.
final class Draft {
  private let path: String
  /// Where it is being written.
  let name: String
  private let descriptor: Int32

  /// Begins a file beside a path.
  ///
  /// - Throws: ``SessionFailure/cannotWrite(path:_:)`` when none can be made there.
  init(of path: String) throws(SessionFailure) {
    self.path = path
    StaleDrafts.remove(beside: path)
    name = "\(path).\(getpid()).draft"
    descriptor = open(name, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    // Whatever the mask of the account takes away, its owner reads and writes it.
    guard descriptor >= 0, fchmod(descriptor, 0o600) == 0 else {
      throw .cannotWrite(path: path, SystemError(errno))
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    unlink(name)
  }

  /// Writes a piece of the content; ``fill(_:)`` sees to it that all is on the disk.
  func append(_ bytes: [UInt8]) throws(SessionFailure) {
    try Files.append(bytes, to: descriptor, named: path)
  }

  /// Writes the whole content, or what is left of it, down to the disk.
  func fill(_ bytes: [UInt8]) throws(SessionFailure) { try Files.write(bytes, to: descriptor, named: path) }

  /// Gives the file its name.
  ///
  /// - Throws: ``SessionFailure/alreadyThere(path:)`` rather than replacing a file without being asked.
  func publish(replacing: Bool) throws(SessionFailure) {
    guard (replacing ? rename(name, path) : link(name, path)) == 0 else {
      throw errno == EEXIST ? .alreadyThere(path: path) : .cannotWrite(path: path, SystemError(errno))
    }
  }
}

/// The options of commands that write a file.
enum OutputOptions {
  static let output = Option<String>(
    "output", .path, Text(fr: "le fichier à écrire", en: "the file to write"))
  static let replace = Option<Bool>(
    flag: "replace", Text(fr: "remplacer le fichier s'il existe", en: "replace the file when it exists"))
}

/// The formats that commands write, and how their files are called.
enum OutputFormat {
  case pdf, png
  case calendar, json
  case labels(LabelPrinter.Language)

  /// The extensions a file of the format may have, the usual one first; a file without any is taken as it is.
  var extensions: [String] {
    switch self {
    case .pdf, .labels(.pdf): ["pdf"]
    case .png, .labels(.png): ["png"]
    case .calendar: ["ics", "ical"]
    case .json: ["json"]
    case .labels(.svg): ["svg"]
    case .labels(let language):
      [language.file.ending] + [language.rawValue, "prn", "txt", "raw"].filter { $0 != language.file.ending }
    }
  }
}

/// The file a command writes.
struct OutputFile {
  /// Its path, as the user gave it.
  let path: String
  private let replace: Bool

  /// Reads the options; a file that is there already is refused before anything is done.
  ///
  /// - Parameter format: what will be written; nothing when it is not known yet.
  init(_ values: ParsedValues, _ format: OutputFormat?) throws {
    try self.init(path: values[OutputOptions.output], replace: values[OutputOptions.replace])
    if let format { try mustBe(format) }
  }

  /// Names a file; one that is there already is refused before anything is done, unless it is to be replaced.
  init(path: String, replace: Bool) throws(SessionFailure) {
    self.path = path
    self.replace = replace
    // What SQLite keeps beside a database goes by these names.
    guard !["-wal", "-shm", "-journal"].contains(where: path.hasSuffix) else { throw .neverReplaced(path: path) }
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    if !replace { throw .alreadyThere(path: path) }
    if status.st_mode & S_IFMT == S_IFDIR { throw .cannotWrite(path: path, SystemError(EISDIR)) }
    guard status.st_mode & S_IFMT == S_IFREG, !OutputFile.isDatabase(path) else { throw .neverReplaced(path: path) }
  }

  /// Refuses a name that says another format than the one that will be written.
  ///
  /// - Throws: ``SessionFailure/otherFormat(path:extensions:)``.
  func mustBe(_ format: OutputFormat) throws(SessionFailure) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return }
    let ending = name[name.index(after: dot)...].lowercased()
    guard format.extensions.contains(ending) else { throw .otherFormat(path: path, extensions: format.extensions) }
  }

  /// Whether a file begins as every SQLite database does.
  ///
  /// Read before the program opens any database: closing the file afterwards would drop SQLite's locks on it.
  private static func isDatabase(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var head = [UInt8](repeating: 0, count: 15)
    return read(descriptor, &head, head.count) == head.count && head.elementsEqual("SQLite format 3".utf8)
  }

  /// Writes what an act makes piece by piece; an empty piece ends it, and is durable before the act is.
  func writeInPieces<Made>(_ act: (_ keep: ([UInt8]) throws -> Void) throws -> Made) throws -> Made {
    let draft = try Draft(of: path)
    let made = try act { piece in
      if piece.isEmpty { try draft.fill([]) } else { try draft.append(piece) }
    }
    try draft.publish(replacing: replace)
    return made
  }

  /// Writes what an act makes: put away inside the act, and named once the act is durable. Where one cannot be done, neither is.
  func write<Made>(_ act: (_ keep: ([UInt8]) throws -> Void) throws -> Made) throws -> Made {
    let draft = try Draft(of: path)
    let made = try act { try draft.fill($0) }
    try draft.publish(replacing: replace)
    return made
  }
}
