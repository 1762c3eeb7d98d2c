public import Kernel

/// Something that people call by a number on the telephone and on paper: `F-000123`, `D-000012`, `C-000045`.
public protocol Numbered {
  /// The letter its numbers start with.
  static var letter: Character { get }
  /// What it is called, with its article.
  static var noun: Text { get }
}

extension Subject.Household: Numbered {
  public static var letter: Character { "F" }
  public static var noun: Text { Text(fr: "un foyer", en: "a household") }
}

extension Subject.Request: Numbered {
  public static var letter: Character { "D" }
  public static var noun: Text { Text(fr: "une demande", en: "a request") }
}

extension Subject.Contract: Numbered {
  public static var letter: Character { "C" }
  public static var noun: Text { Text(fr: "un contrat", en: "a contract") }
}

extension ID where Entity: Numbered {
  /// The number as people see and say it: `C-000045`.
  public var reference: String { reference(Entity.letter) }

  /// Reads a number as people write it: `C-000045`, `c45` or `45`.
  ///
  /// - Throws: ``LoansFailure/notAReference(_:noun:example:)`` when it is none, or one of another letter: a contract's number
  ///   never passes for a request's.
  public init(reference input: String) throws(LoansFailure) {
    var rest = input.uppercased().filter { !$0.isWhitespace }[...]
    if rest.first == Entity.letter {
      rest = rest.dropFirst()
      if rest.first == "-" { rest = rest.dropFirst() }
    }
    guard !rest.isEmpty, rest.allSatisfy({ "0" <= $0 && $0 <= "9" }), let number = Int64(rest), number > 0
    else {
      throw .notAReference(input, noun: Entity.noun, example: ID(rawValue: 45).reference)
    }
    self.init(rawValue: number)
  }
}
