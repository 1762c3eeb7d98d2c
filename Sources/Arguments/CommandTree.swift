public import Kernel

/// All that a program can be asked: `program command`, or `program noun verb`.
public struct CommandTree<Context>: Sendable {
  /// The program's name, as it is typed.
  public let name: String
  let summary: Text
  let global: [ParameterForm]
  let entries: [Entry]

  /// What can follow the program's name.
  public enum Entry: Sendable {
    /// A command that stands alone.
    case command(any Command<Context>.Type)
    /// A thing of the field, and what can be done with it.
    case noun(String, Text, verbs: [any Command<Context>.Type])
  }

  /// What a command line asks for.
  public enum Request {
    /// A command, with the values of the global options.
    case run(any Command<Context>, global: ParsedValues)
    /// Only to be told how to ask.
    case help(Text)
  }

  /// Makes a tree; the entries appear in help in this order.
  ///
  /// - Parameter global: the options every command takes; they may be written anywhere.
  public init(_ name: String, _ summary: Text, global: [any Parameter] = [], entries: [Entry]) {
    self.name = name
    self.summary = summary
    self.global = global.map { $0.form }
    self.entries = entries
    assert(mistakes.isEmpty, mistakes.joined(separator: "\n"))
  }

  /// Reads a command line, the program's own name left out.
  ///
  /// Throws ``UsageFailure`` when it is not understood, and what the command's initializer throws for the values.
  public func request(_ arguments: [String]) throws -> Request {
    var line = LineReading(of: self)
    let asksForHelp = arguments.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
    do throws(UsageFailure) {
      try line.read(arguments)
    } catch {
      // Whoever asks for help may have written the rest wrong; but help for a command that does not exist is none.
      if case .unknownCommand = error.problem { throw error }
      guard asksForHelp else { throw error }
    }
    if asksForHelp || line.wantsHelp { return .help(help(for: line.scope)) }
    switch line.scope {
    case .program: return .help(help(for: line.scope))
    case .noun(let noun, _, let verbs):
      throw UsageFailure(.missingVerb(of: verbs.map { $0.specification.name }), in: "\(name) \(noun)")
    case .command(_, let command):
      let parameters = command.specification.parameters
      let values = ParsedValues(
        of: parameters, global: global, written: try line.assigned(parameters + global))
      let read = try command.init(values)
      assert(values.ignored.isEmpty, "\(command) lists \(values.ignored) and does not read them")
      return .run(read, global: values)
    }
  }

  /// The value of a global option, found even in a line that is not understood; nothing when it is missing or refused.
  public func glimpse<Value>(_ option: Option<Value>, in arguments: [String]) -> Value? {
    let words = Array(arguments.prefix { $0 != "--" })
    let name = option.form.key
    let following = zip(words, words.dropFirst()).filter { $0.0 == name }.map(\.1)
    let joined = words.filter { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) }
    return (following + joined).first.flatMap { try? option.declaration.read([$0]) }
  }

  /// Whether a global flag is given, found even in a line that is not understood.
  public func glimpse(flag: Option<Bool>, in arguments: [String]) -> Bool {
    arguments.prefix { $0 != "--" }.contains(flag.form.key)
  }

  /// Every command as it is typed after the program's name, in the order of help.
  public var commands: [(path: String, specification: CommandSpecification)] {
    entries.flatMap { entry in
      switch entry {
      case .command(let command): [(command.specification.name, command.specification)]
      case .noun(let noun, _, let verbs): verbs.map { ("\(noun) \($0.specification.name)", $0.specification) }
      }
    }
  }

  /// What the specifications must not say; each would make a command unreachable or its help untrue.
  private var mistakes: [String] {
    let paths = commands.map(\.path)
    let twice = Set(paths.filter { path in paths.count { $0 == path } > 1 })
    return twice.map { "\($0) is specified twice" }
      + commands.flatMap { path, specification in
        let keys = (specification.parameters + global).map(\.key)
        let repeated = Set(keys.filter { key in keys.count { $0 == key } > 1 })
        let open = specification.arguments.dropLast().filter { $0.maximum > 1 }.map(\.key)
        return repeated.map { "\(path) takes \($0) twice" }
          + open.map { "\(path): \($0) takes all words that follow" }
      }
  }
}

extension CommandTree.Entry {
  var name: String {
    switch self {
    case .command(let command): command.specification.name
    case .noun(let name, _, _): name
    }
  }

  var summary: Text {
    switch self {
    case .command(let command): command.specification.summary
    case .noun(_, let summary, _): summary
    }
  }
}
