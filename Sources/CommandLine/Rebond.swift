import Application
import Arguments
import Glibc
import Kernel

/// The program: reads the command line, does what it asks, answers, and says how it ended.
public enum Rebond {
  /// Runs one command line.
  ///
  /// - Parameters:
  ///   - arguments: the words after the program's name.
  ///   - environment: the variables of the process.
  /// - Returns: the exit code.
  public static func run(_ arguments: [String], environment: [String: String]) -> Int32 {
    let wish = tree.glimpse(GlobalOptions.language, in: arguments).flatMap(\.self)
    let language = Language.chosen(wish: wish, environment: environment)
    do {
      return try respond(to: arguments, in: language, environment: environment).rawValue
    } catch {
      let failure = error as? any Failure ?? Mistake(error)
      complain(failure.text[language], in: language)
      // Programs read the refusal where they would have read the answer.
      let wantsJSON = tree.glimpse(flag: GlobalOptions.json, in: arguments)
      if wantsJSON { try? print(failure.json(in: language)) }
      return failure.exitCode.rawValue
    }
  }

  private static func respond(
    to arguments: [String], in language: Language, environment: [String: String]
  ) throws -> ExitCode {
    switch try tree.request(arguments) {
    case .help(let text):
      try print(text[language].hasSuffix("\n") ? text[language] : text[language] + "\n")
      return .done
    case .run(let command, let global):
      let wantsJSON = try global[GlobalOptions.json]
      var exitCode = ExitCode.done
      let session = try Session(
        global: global, language: language, environment: environment, now: Instant.present,
        answer: { answer in
          exitCode = answer.exitCode
          try print(wantsJSON ? answer.json(in: language) : answer.text(in: language).withoutControls)
        })
      try command.run(in: session)
      return exitCode
    }
  }

  /// Answers are written at once and checked: a full disk behind a redirection is told.
  private static func print(_ text: String) throws(SessionFailure) {
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      // Whoever reads us has read enough, as `head` does.
      if count < 0 && errno == EPIPE { return }
      guard count > 0 else { throw .output(SystemError(errno)) }
      written += count
    }
  }

  private static func complain(_ text: String, in language: Language) {
    let word = language == .fr ? "erreur : " : "error: "
    let bytes = Array((word + text.withoutControls + "\n").utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}

/// An error that no room knows.
private struct Mistake: Failure {
  let text: Text
  let exitCode = ExitCode.ourFault

  init(_ error: any Error) {
    text = Text(fr: "Erreur interne de Rebond : \(error)", en: "Internal error in Rebond: \(error)")
  }
}

extension String {
  /// The text without what a terminal would obey or hide: machines and spreadsheets put anything in their fields.
  fileprivate var withoutControls: String {
    func isPlain(_ bytes: some Sequence<UInt8>) -> Bool { bytes.allSatisfy { 0x20..<0x7F ~= $0 || $0 == 0x0A } }
    if utf8.withContiguousStorageIfAvailable({ isPlain($0) }) ?? isPlain(utf8) { return self }
    var kept = String.UnicodeScalarView()
    kept.reserveCapacity(utf8.count)
    for scalar in unicodeScalars {
      // Nearly all is plain, or a letter with an accent, and asking what a sign is takes long.
      if 0x20..<0x7F ~= scalar.value || scalar == "\n" || 0xAE..<0x300 ~= scalar.value {
        kept.append(scalar)
        continue
      }
      switch scalar.properties.generalCategory {
      case .control, .format: kept.append("\u{FFFD}")
      default: kept.append(scalar)
      }
    }
    return String(kept)
  }
}
