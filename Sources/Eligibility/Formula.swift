import Kernel

/// An amount worked out from others, as « 0,45 % du QF, au moins 1,20 € et au plus 5,40 € ».
///
/// Whole numbers all the way: each division says how it rounds. Only terms are worked out, never who is eligible.
indirect enum Formula: Sendable, Hashable {
  case operand(Operand)
  case sum([Formula])
  /// The first less the second; nothing is ever below zero.
  case difference(Formula, Formula)
  case least([Formula])
  case greatest([Formula])
  /// An amount so many times.
  case product(Formula, Formula)
  case share(Share)

  /// So much in so many of something, as 45 in 10,000 of a QF.
  struct Share: Sendable, Hashable {
    let whole: Formula
    let rate: Formula
    let per: Int
    /// What turns the unit of the whole into that of the result: 100 from euros to cents.
    let scale: Scale
    let rounding: Rounding
    /// The result is a multiple of it.
    let step: Int

    struct Scale: Sendable, Hashable {
      let times, over: Int
    }
  }

  /// Which whole number stands for a fraction.
  enum Rounding: String, Sendable, CaseIterable {
    case down, up
    /// A half goes up.
    case nearest
  }

  /// No amount is beyond it: a longer product stays there.
  static let greatestAmount: Int128 = 1_000_000_000_000_000

  /// The operands it is worked out from.
  var operands: [Operand] {
    switch self {
    case .operand(let operand): [operand]
    case .sum(let parts), .least(let parts), .greatest(let parts): parts.flatMap(\.operands)
    case .difference(let left, let right), .product(let left, let right): left.operands + right.operands
    case .share(let share): share.whole.operands + share.rate.operands
    }
  }
}

extension Formula.Share {
  /// The share of a whole, at a rate.
  func amount(of whole: Int, at rate: Int) -> Int {
    let above = min(Int128(whole) * Int128(rate), Formula.greatestAmount * Formula.greatestAmount) * Int128(scale.times)
    let below = Int128(per) * Int128(scale.over) * Int128(step)
    let (quotient, rest) = above.quotientAndRemainder(dividingBy: below)
    let more: Int128 =
      switch rounding {
      case .down: 0
      case .up: rest > 0 ? 1 : 0
      case .nearest: rest * 2 >= below ? 1 : 0
      }
    return Int(min((quotient + more) * Int128(step), Formula.greatestAmount))
  }
}

extension RulesInForce {
  /// What is known of the number a formula stands for: nothing as soon as one of its parts is not known or does not exist.
  func number(of formula: Formula, for standings: some Standings) -> Int? {
    func numbers(_ parts: [Formula]) -> [Int]? {
      let known = parts.compactMap { number(of: $0, for: standings) }
      return known.count == parts.count ? known : nil
    }
    func capped(_ number: Int128) -> Int { Int(max(0, min(number, Formula.greatestAmount))) }
    switch formula {
    case .operand(let operand):
      guard case .number(let number) = number(of: operand, for: standings) else { return nil }
      return number
    case .sum(let parts): return numbers(parts).map { capped($0.reduce(0) { $0 + Int128($1) }) }
    case .least(let parts): return numbers(parts)?.min()
    case .greatest(let parts): return numbers(parts)?.max()
    case .difference(let left, let right):
      return numbers([left, right]).map { capped(Int128($0[0]) - Int128($0[1])) }
    case .product(let left, let right):
      return numbers([left, right]).map { capped(Int128($0[0]) * Int128($0[1])) }
    case .share(let share):
      return numbers([share.whole, share.rate]).map { share.amount(of: max(0, $0[0]), at: max(0, $0[1])) }
    }
  }
}

extension Programme {
  /// A formula in signs, with the names of the file.
  func words(for formula: Formula) -> Text {
    func joined(_ parts: [Formula], _ separator: String) -> Text {
      parts.map { words(for: $0) }.joined(separator: separator)
    }
    switch formula {
    case .operand(let operand): return words(for: operand)
    case .sum(let parts): return Text(same: "(") + joined(parts, " + ") + Text(same: ")")
    case .difference(let left, let right): return Text(same: "(") + joined([left, right], " − ") + Text(same: ")")
    case .product(let left, let right): return joined([left, right], " × ")
    case .least(let parts):
      return Text(fr: "le moindre de (", en: "the least of (") + joined(parts, " ; ") + Text(same: ")")
    case .greatest(let parts):
      return Text(fr: "le plus grand de (", en: "the greatest of (") + joined(parts, " ; ") + Text(same: ")")
    case .share(let share):
      let step = share.step == 1 ? Text(same: "") : Text(fr: " par \(share.step)", en: " by \(share.step)")
      return joined([share.whole, share.rate], " × ") + Text(same: " / \(share.per)") + share.rounding.text + step
    }
  }
}

extension Formula.Rounding {
  fileprivate var text: Text {
    switch self {
    case .down: Text(fr: " arrondi en dessous", en: " rounded down")
    case .up: Text(fr: " arrondi au-dessus", en: " rounded up")
    case .nearest: Text(fr: " arrondi au plus proche", en: " rounded to the nearest")
    }
  }
}
