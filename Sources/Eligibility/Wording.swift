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

  /// A number in groups of three digits.
  static func words(for number: Int) -> Text {
    Text(fr: grouped(number, by: "\u{202F}"), en: grouped(number, by: ","))
  }

  /// An amount of cents as euros with two decimals, without its sign.
  static func words(forCents cents: Int) -> Text {
    let euros = words(for: Int(cents.magnitude / 100))
    let rest = String(cents.magnitude % 100 + 100).dropFirst()
    let sign = cents < 0 ? "-" : ""
    return Text(fr: "\(sign)\(euros.fr),\(rest)", en: "\(sign)\(euros.en).\(rest)")
  }

  private static func grouped(_ number: Int, by separator: String) -> String {
    let digits = Array(String(number.magnitude))
    let words = digits.enumerated().map { index, digit in
      index > 0 && (digits.count - index) % 3 == 0 ? separator + String(digit) : String(digit)
    }
    return (number < 0 ? "-" : "") + words.joined()
  }
}
