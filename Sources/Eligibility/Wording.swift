import Kernel

/// A sentence of a programme with places for values, as « QF {qf} € ≤ {qf_max} € ».
struct Wording: Sendable, Hashable {
  let fr: [Piece]
  let en: [Piece]

  enum Piece: Sendable, Hashable {
    case literal(String)
    case number(Operand, Sort)
    case texts(parameter: Int)
  }

  /// The operands the wording shows.
  var operands: [Operand] {
    (fr + en).compactMap { piece in
      if case .number(let operand, _) = piece { operand } else { nil }
    }
  }

  /// The lists the wording shows.
  var lists: [Int] {
    (fr + en).compactMap { piece in
      if case .texts(let parameter) = piece { parameter } else { nil }
    }
  }
}

/// The words for values inside a sentence.
enum ValueWords {
  /// What stands for a value nobody knows.
  static let unknown = "?"

  /// The word for a value known not to exist.
  static let absent = Text(fr: "aucun", en: "none")

  /// The words for yes and no.
  static func words(for truth: Bool) -> Text { truth ? Text(fr: "oui", en: "yes") : Text(fr: "non", en: "no") }

  /// Adds a number in groups of three digits; cents as euros with two decimals.
  static func append(_ number: Int, perEuro: Int?, to text: inout String, in language: Language) {
    if number < 0 { text += "-" }
    let magnitude = Int(number.magnitude)
    guard perEuro == 100 else {
      appendGrouped(magnitude, to: &text, in: language)
      return
    }
    appendGrouped(magnitude / 100, to: &text, in: language)
    text += language == .fr ? "," : "."
    if magnitude % 100 < 10 { text += "0" }
    text += String(magnitude % 100)
  }

  private static func appendGrouped(_ number: Int, to text: inout String, in language: Language) {
    guard number >= 1000 else {
      text += String(number)
      return
    }
    appendGrouped(number / 1000, to: &text, in: language)
    text += language == .fr ? "\u{202F}" : ","
    text += String(number % 1000 + 1000).dropFirst()
  }
}
