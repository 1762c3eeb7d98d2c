public import Kernel

/// One thing a person can ask for: a plain value with its specification and an initializer that reads what was written.
public protocol Command<Context>: Sendable {
  /// What every command is given to work with.
  associatedtype Context
  /// What it is called, what it does and what it can be told; help is made from it.
  static var specification: CommandSpecification { get }
  /// Reads what the user wrote. Throws the failure of a value that is refused.
  init(_ values: ParsedValues) throws
  /// Does it.
  func run(in context: Context) throws
}

/// What a command is called, what it does and what it can be told.
public struct CommandSpecification: Sendable {
  /// The verb, or the only word of a command that stands alone.
  public let name: String
  /// What it does, in one sentence.
  public let summary: Text
  /// What else is worth knowing before using it.
  public let discussion: Text?
  let parameters: [ParameterForm]

  /// Specifies a command.
  ///
  /// - Parameter parameters: arguments in the order they are written, then options in the order of help; only the last
  ///   argument may be a list.
  public init(_ name: String, _ summary: Text, discussion: Text? = nil, parameters: [any Parameter] = []) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.parameters = parameters.map { $0.form }
  }

  var options: [ParameterForm] { parameters.filter(\.isOption) }
  var arguments: [ParameterForm] { parameters.filter { !$0.isOption } }
}

/// What the user wrote for each parameter; a command reads all of its own.
public final class ParsedValues {
  private let written: [String: [String]]
  private var unread: Set<String>

  init(of command: [ParameterForm], global: [ParameterForm], written: [String: [String]]) {
    let declared = (command + global).map { ($0.key, written[$0.key, default: []]) }
    self.written = Dictionary(declared) { first, _ in first }
    unread = Set(command.map(\.key))
  }

  /// The value of a parameter that the command's specification lists, or of a global option.
  ///
  /// Throws ``ValueFailure``, which names the parameter and keeps the failure of its value.
  public subscript<Value>(parameter: some Parameter<Value>) -> Value {
    get throws {
      let form = parameter.form
      guard let words = written[form.key] else {
        preconditionFailure("\(form.key) is read but not listed in the command's specification")
      }
      unread.remove(form.key)
      do {
        return try parameter.declaration.read(words)
      } catch let reason as any Failure {
        throw ValueFailure(of: form.name, reason: reason)
      }
    }
  }

  /// The parameters that help promises and the command ignored: a mistake in the command.
  var ignored: [String] { unread.sorted() }
}

extension Parameter {
  var form: ParameterForm { declaration.form }
}
