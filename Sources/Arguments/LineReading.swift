import Kernel

/// One reading of a command line, from left to right.
struct LineReading<Context> {
  /// How far the command is known.
  enum Scope {
    case program
    case noun(String, Text, verbs: [any Command<Context>.Type])
    case command(path: String, any Command<Context>.Type)
  }

  private let tree: CommandTree<Context>
  private(set) var scope = Scope.program
  /// Whether the word `help` was written where a command is expected.
  private(set) var wantsHelp = false
  private var words: [String] = []
  private var written: [String: [String]] = [:]

  init(of tree: CommandTree<Context>) {
    self.tree = tree
  }

  /// The longest argument in bytes, as the longest path Linux takes; no name or reason needs more.
  static var longestArgument: Int { 4_096 }

  mutating func read(_ arguments: [String]) throws(UsageFailure) {
    for word in arguments {
      // Swift reads bytes that are no UTF-8 as this character, which nobody types.
      if word.unicodeScalars.contains("\u{FFFD}") { throw failure(.notUTF8(String(word.prefix(80)))) }
      if word.utf8.count > Self.longestArgument { throw failure(.tooLong(String(word.prefix(40)))) }
    }
    var rest = arguments[...]
    while let word = rest.popFirst() {
      if word == "--" {
        for word in rest { try take(word) }
        return
      } else if word == "--help" || word == "-h" {
        continue
      } else if word.hasPrefix("-"), word != "-" {
        try takeOption(word, &rest)
      } else {
        try take(word)
      }
    }
  }

  /// What was written for each parameter, counted against what each allows.
  func assigned(_ parameters: [ParameterForm]) throws(UsageFailure) -> [String: [String]] {
    var written = written
    var words = words[...]
    var missing: [UsageFailure.Missing] = []
    for parameter in parameters {
      if !parameter.isOption {
        written[parameter.key] = Array(words.prefix(parameter.maximum))
        words = words.dropFirst(parameter.maximum)
      }
      if written[parameter.key, default: []].count < parameter.minimum {
        missing.append(UsageFailure.Missing(parameter.written, parameter.help))
      }
    }
    if !missing.isEmpty { throw failure(.missing(missing)) }
    if let extra = words.first { throw failure(.extraArgument(extra)) }
    return written
  }

  private mutating func take(_ word: String) throws(UsageFailure) {
    switch scope {
    case .command:
      words.append(word)
    case .program where word == "help", .noun where word == "help":
      wantsHelp = true
    case .program:
      switch tree.entries.first(where: { $0.name == word }) {
      case .command(let command): scope = .command(path: word, command)
      case .noun(let noun, let summary, let verbs): scope = .noun(noun, summary, verbs: verbs)
      case nil: throw failure(.unknownCommand(word, meant: word.nearest(in: tree.entries.map(\.name))))
      }
    case .noun(let noun, _, let verbs):
      guard let verb = verbs.first(where: { $0.specification.name == word }) else {
        throw failure(.unknownCommand(word, meant: word.nearest(in: verbs.map { $0.specification.name })))
      }
      scope = .command(path: "\(noun) \(word)", verb)
    }
  }

  private mutating func takeOption(_ word: String, _ rest: inout ArraySlice<String>) throws(UsageFailure) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let (name, joined) = (parts[0], parts.dropFirst().first)
    guard let option = options.first(where: { $0.key == name }) else { throw failure(unknown(name)) }
    if option.occurrence == .flag {
      if let joined { throw failure(.unexpectedValue(of: name, joined)) }
      written[name, default: []].append("")
    } else if let joined {
      written[name, default: []].append(joined)
    } else {
      guard let next = rest.first, next == "-" || !next.hasPrefix("-") else {
        throw failure(.missingValue(of: name, followedBy: rest.first))
      }
      written[name, default: []].append(next)
      rest = rest.dropFirst()
    }
    if written[name, default: []].count > option.maximum { throw failure(.repeatedOption(name)) }
  }

  private func unknown(_ name: String) -> UsageFailure.Problem {
    if !isCommandKnown,
      tree.commands.contains(where: { $0.specification.options.contains { $0.key == name } })
    {
      return .optionBeforeCommand(name)
    }
    let dashed = "--\(name.drop { $0 == "-" })"
    return .unknownOption(name, meant: dashed.nearest(in: options.map(\.key) + ["--help"]))
  }

  private var isCommandKnown: Bool {
    if case .command = scope { true } else { false }
  }

  /// The options that may be written here.
  private var options: [ParameterForm] {
    if case .command(_, let command) = scope {
      command.specification.options + tree.global
    } else {
      tree.global
    }
  }

  private func failure(_ problem: UsageFailure.Problem) -> UsageFailure {
    UsageFailure(problem, in: tree.path(to: scope))
  }
}

extension CommandTree {
  /// The program's name and as much of the command as is known.
  func path(to scope: LineReading<Context>.Scope) -> String {
    switch scope {
    case .program: name
    case .noun(let noun, _, _): "\(name) \(noun)"
    case .command(let path, _): "\(name) \(path)"
    }
  }
}
