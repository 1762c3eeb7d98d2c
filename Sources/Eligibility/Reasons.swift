public import Kernel

/// One criterion that an answer rests on.
public struct DecidingReason: Sendable, Hashable {
  /// Whether it is met.
  public let truth: Truth
  /// What it says.
  public let text: Text
  /// The same for whoever reads little: signs as words, and a value nobody knows by the name of its fact.
  public let plain: Text
}

extension Decision {
  /// The conditions the answer rests on, in the order of the file: of a group that fails, those that fail it; of one that is met,
  /// those that meet it; of one nobody knows, those nobody knows.
  public var reasons: [DecidingReason] { reasons(under: 0) }

  /// The answer and what it rests on, in one line for a list.
  public var line: Text {
    let why = reasons.map(\.text).joined(separator: " ; ")
    return Text(fr: "\(outcome.text.fr) : \(why.fr)", en: "\(outcome.text.en): \(why.en)")
  }

  private func reasons(under index: Int) -> [DecidingReason] {
    let criterion = programme.criteria[index]
    if criterion.isSaidWhole(in: programme.criteria, at: index) {
      return [DecidingReason(truth: truths[index], text: text(of: index), plain: plainText(of: index))]
    }
    let wanted: (Truth) -> Bool
    switch (criterion.rule, truths[index]) {
    case (.not, _), (.all, .true), (.any, .false), (.condition, _): wanted = { _ in true }
    case (_, let truth): wanted = { $0 == truth }
    }
    return parts(of: index).filter { wanted(truths[$0]) }.flatMap(reasons)
  }
}

extension Decision {
  private func plainText(of index: Int) -> Text {
    guard let wording = programme.criteria[index].wording else { return text(of: index) }
    var shown: [Int] = []
    for fact in wording.operands.compactMap(\.reading?.fact) where !shown.contains(fact) { shown.append(fact) }
    let open = shown.compactMap { fact -> Text? in
      let label = programme.facts[fact].label
      switch standings[fact] {
      case .number: return nil
      case .unknown: return label
      case .absent: return Text(fr: "\(label.fr) (il n'y en a pas)", en: "\(label.en) (there is none)")
      }
    }
    return open.isEmpty ? text(of: index).withoutSigns : open.joined(separator: ", ")
  }
}

extension Criterion {
  /// Whether its own words say all of it: a condition, and the denial of one.
  fileprivate func isSaidWhole(in criteria: [Criterion], at index: Int) -> Bool {
    switch rule {
    case .condition: true
    case .not: wording != nil && criteria[index + 1].condition != nil
    case .all, .any, .atLeast: false
    }
  }
}

extension Text {
  /// The text with words for the signs of comparison.
  fileprivate var withoutSigns: Text {
    let signs = [
      ("≤", Text(fr: "il faut au plus", en: "it takes at most")),
      ("<", Text(fr: "il faut moins de", en: "it takes less than")),
      ("≥", Text(fr: "il faut au moins", en: "it takes at least")),
      (">", Text(fr: "il faut plus de", en: "it takes more than")),
    ]
    return signs.reduce(self) { text, sign in
      Text(
        fr: text.fr.replacing(" \(sign.0) ", with: " ; \(sign.1.fr) "),
        en: text.en.replacing(" \(sign.0) ", with: "; \(sign.1.en) "))
    }
  }
}

extension Decision {
  /// What the programme offers to whoever is given the right, line by line, as far as the facts tell the amounts.
  public var offer: [Text] {
    guard let terms = programme.terms else { return [] }
    var lines = terms.contracts.map { contract in
      let name = contract.text
      guard let months = terms.months else { return name }
      return Text(
        fr: "\(name.fr), \(months) mois",
        en: "\(name.en), \(Text.count(months, fr: ("", ""), en: ("month", "months")).en)")
    }
    for role in Terms.Role.allCases {
      if let amount = amount(role) { lines.append(line(of: amount, role)) }
    }
    if let then = terms.then {
      lines.append(
        Text(
          fr: "puis : \(then.contract.text.fr), \(then.text.fr)", en: "then: \(then.contract.text.en), \(then.text.en)")
      )
    }
    return lines
  }

  private func line(of amount: OfferedAmount, _ role: Terms.Role) -> Text {
    let name =
      switch role {
      case .contribution: Text(fr: "votre participation", en: "your contribution")
      case .price: Text(fr: "le prix", en: "the price")
      case .aid: Text(fr: "l'aide", en: "the aid")
      }
    let value: Text
    if let money = amount.money {
      value = money.text + amount.measure.everyText
    } else if let number = amount.number {
      value = Text(fr: "\(number) %", en: "\(number)%")
    } else {
      value = Text(
        fr: "à calculer quand nous aurons vos papiers", en: "to be worked out when we have your papers")
    }
    return Text(fr: "\(name.fr) : \(value.fr)", en: "\(name.en): \(value.en)")
  }
}

extension Measure {
  /// « par an », “a year”; nothing for what is paid once.
  fileprivate var everyText: Text {
    switch amountSpan {
    case .day: Text(fr: " par jour", en: " a day")
    case .month: Text(fr: " par mois", en: " a month")
    case .year: Text(fr: " par an", en: " a year")
    case .once, nil: Text(same: "")
    }
  }
}
