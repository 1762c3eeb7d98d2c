public import Foundation

/// A program that a test started, and talks to until it ends.
///
/// It is given no file of this process but its three streams: of two programs started at once, one could keep the other's
/// pipe open, and each would wait for the other for ever.
public final class RunningProgram: @unchecked Sendable {
  /// The number of the process.
  public let processID: pid_t
  private let input: FileHandle?
  private let output: FileHandle?
  /// Held from the making of a pipe until it is closed in the programs to come.
  private static let starting = NSLock()

  /// Where a program's words come from and go to.
  public enum Streams {
    /// Read from a file, written to two others.
    case files(input: String, output: String, errors: String)
    /// Said by `say`, heard by `hear`, errors among the output.
    case talk
  }

  /// The program could not be started, for a reason of errno(3).
  public struct NotStarted: Error { public let code: Int32 }

  /// Starts the program at a path.
  public init(_ path: String, _ arguments: [String], _ streams: Streams = .talk) throws {
    Self.starting.lock()
    defer { Self.starting.unlock() }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var given: [Int32] = []
    defer { for descriptor in given { close(descriptor) } }
    switch streams {
    case .files(let input, let output, let errors):
      posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
      for (descriptor, file) in [(Int32(1), output), (2, errors)] {
        posix_spawn_file_actions_addopen(&actions, descriptor, file, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o600)
      }
      (self.input, self.output) = (nil, nil)
    case .talk:
      var (toIt, fromIt): ([Int32], [Int32]) = ([0, 0], [0, 0])
      guard pipe(&toIt) == 0, pipe(&fromIt) == 0 else { throw NotStarted(code: errno) }
      for descriptor in toIt + fromIt { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
      given = [toIt[0], fromIt[1]]
      for (from, to) in [(toIt[0], Int32(0)), (fromIt[1], 1), (fromIt[1], 2)] {
        posix_spawn_file_actions_adddup2(&actions, from, to)
      }
      input = FileHandle(fileDescriptor: toIt[1], closeOnDealloc: true)
      output = FileHandle(fileDescriptor: fromIt[0], closeOnDealloc: true)
    }
    var words = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child = pid_t()
    let code = posix_spawn(&child, path, &actions, nil, &words, environ)
    guard code == 0 else { throw NotStarted(code: code) }
    processID = child
  }

  /// Says something to the program.
  public func say(_ words: String) throws { try input?.write(contentsOf: Data(words.utf8)) }

  /// Waits for the program to say something, and gives it; nothing once it said all.
  public func hear() -> String? {
    let data = output?.availableData ?? Data()
    return data.isEmpty ? nil : String(decoding: data, as: UTF8.self)
  }

  /// Tells the program that nothing more is said, and gives the rest of what it says.
  public func hearOut() throws -> String {
    try input?.close()
    return String(decoding: output?.readDataToEndOfFile() ?? Data(), as: UTF8.self)
  }

  /// Waits for the program's end: its exit status, or the signal that ended it.
  @discardableResult
  public func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(processID, &status, 0) == -1 && errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : signal
  }

  /// Ends the program where it stands.
  public func end() {
    kill(processID, SIGKILL)
    wait()
  }
}
