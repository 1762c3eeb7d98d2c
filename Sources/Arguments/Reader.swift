public import Kernel

/// How one written value becomes a value of its type.
public struct Reader<Value>: Sendable {
  let placeholder: Text
  let choices: [String]
  let read: @Sendable (String) throws -> Value

  /// Makes a reader.
  ///
  /// - Parameters:
  ///   - placeholder: what stands for the value in help, in capitals.
  ///   - choices: the closed list the value is taken from; empty when it is open.
  ///   - read: makes the value, or throws a failure that quotes what was written.
  public init(_ placeholder: Text, choices: [String] = [], read: @escaping @Sendable (String) throws -> Value) {
    self.placeholder = placeholder
    self.choices = choices
    self.read = read
  }

  /// Reads one value; for readers made of other readers.
  public func value(of written: String) throws -> Value { try read(written) }

  /// The same reader under another name in help.
  public func named(fr: String, en: String) -> Reader {
    Reader(Text(fr: fr, en: en), choices: choices, read: read)
  }
}

extension Reader<String> {
  /// A text that says something: an empty one is refused, since it is nearly always a script's unset variable.
  public static let text = Reader(Text(fr: "TEXTE", en: "TEXT")) { written in
    guard written.contains(where: { !$0.isWhitespace }) else { throw ValueProblem.empty }
    return written
  }

  /// The path of a file or folder.
  public static let path = text.named(fr: "FICHIER", en: "FILE")
}

extension Reader<Int> {
  /// A whole number.
  public static let integer = integer(Int.min...Int.max)

  /// A whole number within bounds.
  public static func integer(_ range: ClosedRange<Int>) -> Reader {
    Reader(Text(fr: "NOMBRE", en: "NUMBER")) { written in
      guard let number = Int(written), range.contains(number) else {
        throw ValueProblem.notAnInteger(written, range)
      }
      return number
    }
  }
}

extension Reader {
  /// The number of something recorded, as lists show it.
  public static func number<Entity>() -> Reader where Value == ID<Entity> {
    Reader(Text(fr: "NUMÉRO", en: "NUMBER")) { written in
      guard let number = Int64(written), number > 0 else {
        throw ValueProblem.notAnInteger(written, 1...Int.max)
      }
      return ID(rawValue: number)
    }
  }
}

extension Reader where Value: RawRepresentable<String> & CaseIterable & Sendable {
  /// A case of a closed list, written as its raw value.
  public static var choice: Reader {
    let choices = Value.allCases.map(\.rawValue)
    return Reader(Text(fr: "CHOIX", en: "CHOICE"), choices: choices) { written in
      guard let value = Value(rawValue: written) else {
        throw ValueProblem.notAChoice(written, choices, meant: written.nearest(in: choices))
      }
      return value
    }
  }
}
