public import Kernel

/// Why a command line is not understood.
public struct UsageFailure: Failure, Equatable {
  /// The command as far as it was understood: `rebond`, `rebond device`, `rebond device show`.
  public let command: String
  /// What is wrong with the rest.
  public let problem: Problem

  /// What can be wrong with a command line.
  public enum Problem: Sendable, Equatable {
    case unknownCommand(String, meant: String?)
    case missingVerb(of: [String])
    case unknownOption(String, meant: String?)
    case optionBeforeCommand(String)
    case missingValue(of: String, followedBy: String?)
    case unexpectedValue(of: String, String)
    case repeatedOption(String)
    /// All that the command cannot do without, each as it is written and with what it is for.
    case missing([Missing])
    case extraArgument(String)
    /// An argument whose bytes are no text.
    case notUTF8(String)
    /// An argument longer than any name, path or reason, by its beginning.
    case tooLong(String)
  }

  /// What a command line lacks.
  public struct Missing: Sendable, Equatable {
    /// How it is written: `--reason MOTIF`, « FICHIER ».
    public let written: Text
    /// What it is for.
    public let purpose: Text

    /// Makes one from how it is written and what it is for.
    public init(_ written: Text, _ purpose: Text) {
      (self.written, self.purpose) = (written, purpose)
    }
  }

  /// Makes a failure.
  public init(_ problem: Problem, in command: String) {
    self.command = command
    self.problem = problem
  }

  public var exitCode: ExitCode { .usage }

  public var candidates: [String] {
    switch problem {
    case .unknownCommand(_, let meant), .unknownOption(_, let meant): [meant].compactMap(\.self)
    case .missingVerb(let verbs): verbs
    default: []
    }
  }
}

/// A parameter's value that its reader refused.
public struct ValueFailure: Failure, Equatable {
  /// The parameter, as help names it.
  public let parameter: Text
  /// Why the value is refused, from the room that knows.
  public let reason: any Failure

  /// Makes a failure.
  public init(of parameter: Text, reason: any Failure) {
    self.parameter = parameter
    self.reason = reason
  }

  public var exitCode: ExitCode { reason.exitCode }
  public var candidates: [String] { reason.candidates }

  /// Two reasons are the same when they say the same.
  public static func == (left: ValueFailure, right: ValueFailure) -> Bool {
    (left.parameter, left.reason.text, left.exitCode) == (right.parameter, right.reason.text, right.exitCode)
  }
}

/// What the readers of this room refuse.
public enum ValueProblem: Failure, Equatable {
  case empty
  case notAnInteger(String, ClosedRange<Int>)
  case notAChoice(String, [String], meant: String?)

  public var exitCode: ExitCode { .usage }

  public var candidates: [String] {
    if case .notAChoice(_, let choices, _) = self { choices } else { [] }
  }
}
