public import Kernel

/// Something a command can be told.
///
/// It is declared once, as a static constant whose type says how often it may be given: `Day` once, `Day?` at most once,
/// `[Day]` any number of times. The command lists it in its specification and reads it by naming the constant.
public protocol Parameter<Value>: Sendable {
  /// The type it is read as.
  associatedtype Value
  /// How it is read and told of.
  var declaration: Declaration<Value> { get }
}

/// A parameter given by name, anywhere after the command: `--name value` or `--name=value`.
public struct Option<Value>: Parameter {
  public let declaration: Declaration<Value>

  /// An option that must be given; its name is written without dashes.
  public init(_ name: String, _ reader: Reader<Value>, _ help: Text) {
    declaration = .once(reader, help, option: name)
  }

  /// An option that may be left out.
  public init<One>(_ name: String, _ reader: Reader<One>, _ help: Text) where Value == One? {
    declaration = .atMostOnce(reader, help, option: name)
  }

  /// An option that may be left out and then has its usual value, written here as a user would write it.
  public init(_ name: String, _ reader: Reader<Value>, otherwise usual: String, _ help: Text) {
    declaration = .atMostOnce(reader, otherwise: usual, help, option: name)
  }

  /// An option that may be given several times.
  public init<One>(_ name: String, _ reader: Reader<One>, atLeast minimum: Int = 0, _ help: Text)
  where Value == [One] {
    declaration = .repeatedly(reader, atLeast: minimum, help, option: name)
  }

  /// An option without a value: it is given or it is not.
  public init(flag name: String, _ help: Text) where Value == Bool {
    declaration = .flag(help, option: name)
  }
}

/// A parameter given by its place among the words after the command; help calls it as its reader's values.
public struct Argument<Value>: Parameter {
  public let declaration: Declaration<Value>

  /// An argument that must be given.
  public init(_ reader: Reader<Value>, _ help: Text) {
    declaration = .once(reader, help)
  }

  /// An argument that may be left out.
  public init<One>(_ reader: Reader<One>, _ help: Text) where Value == One? {
    declaration = .atMostOnce(reader, help)
  }

  /// All words that are left.
  public init<One>(_ reader: Reader<One>, atLeast minimum: Int = 0, _ help: Text) where Value == [One] {
    declaration = .repeatedly(reader, atLeast: minimum, help)
  }
}
