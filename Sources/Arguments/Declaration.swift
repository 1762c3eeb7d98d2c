import Kernel

/// What a parameter is, and how the words written for it become its value.
public struct Declaration<Value>: Sendable {
  let form: ParameterForm
  let read: @Sendable ([String]) throws -> Value

  static func once(_ reader: Reader<Value>, _ help: Text, option: String? = nil) -> Self {
    Declaration(form: ParameterForm(reader, .once, help, option: option)) { written in
      guard let only = written.first else { preconditionFailure("a line is not read before it is counted") }
      return try reader.read(only)
    }
  }

  static func atMostOnce<One>(_ reader: Reader<One>, _ help: Text, option: String? = nil) -> Self
  where Value == One? {
    Declaration(form: ParameterForm(reader, .atMostOnce(otherwise: nil), help, option: option)) {
      try $0.first.map(reader.read)
    }
  }

  static func atMostOnce(_ reader: Reader<Value>, otherwise usual: String, _ help: Text, option: String)
    -> Self
  {
    Declaration(form: ParameterForm(reader, .atMostOnce(otherwise: usual), help, option: option)) {
      try reader.read($0.first ?? usual)
    }
  }

  static func repeatedly<One>(
    _ reader: Reader<One>, atLeast minimum: Int, _ help: Text, option: String? = nil
  ) -> Self
  where Value == [One] {
    Declaration(form: ParameterForm(reader, .repeatedly(atLeast: minimum), help, option: option)) {
      try $0.map(reader.read)
    }
  }

  static func flag(_ help: Text, option: String) -> Self where Value == Bool {
    let none = Reader(Text(same: "")) { _ in true }
    return Declaration(form: ParameterForm(none, .flag, help, option: option)) { !$0.isEmpty }
  }
}

/// A parameter whatever its type: all that help and the reading of a line need to know.
struct ParameterForm: Sendable {
  enum Occurrence: Sendable, Equatable {
    case once, flag
    case atMostOnce(otherwise: String?)
    case repeatedly(atLeast: Int)
  }

  /// What help and messages call it: `--on`, « FICHIER ».
  let name: Text
  let isOption: Bool
  /// What stands for its value.
  let placeholder: Text
  let choices: [String]
  let occurrence: Occurrence
  let help: Text

  init<One>(_ reader: Reader<One>, _ occurrence: Occurrence, _ help: Text, option: String?) {
    name = option.map { Text(same: "--\($0)") } ?? reader.placeholder
    isOption = option != nil
    placeholder = reader.placeholder
    choices = reader.choices
    self.occurrence = occurrence
    self.help = help
  }

  /// How it is written in a line: `--on JOUR`, « FICHIER ».
  var written: Text { isOption ? name + Text(same: " ") + placeholder : name }

  /// What identifies it within its command.
  var key: String { name.en }

  var minimum: Int {
    switch occurrence {
    case .flag, .atMostOnce: 0
    case .once: 1
    case .repeatedly(let minimum): minimum
    }
  }

  var maximum: Int {
    if case .repeatedly = occurrence { .max } else { 1 }
  }
}
