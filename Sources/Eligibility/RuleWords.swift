import Kernel

extension Programme {
  /// A rule in a few words and signs, with the names of the file.
  func words(for rule: Criterion.Rule) -> Text {
    switch rule {
    case .all: Text(fr: "tous les critères", en: "all criteria")
    case .any: Text(fr: "un des critères", en: "one of the criteria")
    case .atLeast(let least): Text(fr: "au moins \(least) des critères", en: "at least \(least) of the criteria")
    case .not: Text(fr: "le contraire", en: "the opposite")
    case .condition(let condition): words(for: condition)
    }
  }

  /// A condition, as « qf ≤ qf_max ».
  func words(for condition: Condition) -> Text {
    let plain: Text
    switch condition.relation {
    case .compare(.eq, .reading(.number(let fact)), .constant(let number)) where facts[fact].sort == .truth:
      plain = Text(same: facts[fact].name) + (number == 1 ? Text(same: "") : Text(fr: " : non", en: ": no"))
    case .compare(let comparison, let left, let right):
      let sort = sort(of: left) ?? sort(of: right)
      plain = words(for: left, of: sort) + Text(same: " \(comparison.sign) ") + words(for: right, of: sort)
    case .among(let fact, let list):
      let listed =
        switch lists[list] {
        case .numbers(let numbers): numbers.map { texts.words[$0] }.joined(separator: ", ")
        case .parameter(let parameter): parameters[parameter].name
        }
      plain = Text(fr: "\(facts[fact].name) parmi \(listed)", en: "\(facts[fact].name) among \(listed)")
    case .exists(let fact):
      plain = Text(fr: "\(facts[fact].name) existe", en: "\(facts[fact].name) exists")
    }
    return condition.negated ? Text(fr: "non (\(plain.fr))", en: "not (\(plain.en))") : plain
  }

  /// An operand, as « age de born » or « ceiling selon persons ».
  func words(for operand: Operand, of sort: Sort? = nil) -> Text {
    switch operand {
    case .constant(let number):
      switch sort {
      case .day?: Text(same: Day(ordinal: number).description)
      case .text?: Text(same: texts.words[number])
      case .truth?: ValueWords.words(for: number == 1)
      case .number?, nil: Text(same: String(number))
      }
    case .reading(let reading): words(for: reading)
    case .parameter(let parameter): Text(same: parameters[parameter].name)
    case .ladder(let parameter, let reading):
      Text(same: parameters[parameter].name) + Text(fr: " selon ", en: " by ") + words(for: reading)
    case .worked(let formula): words(for: formula)
    }
  }

  private func words(for reading: Reading) -> Text {
    switch reading {
    case .number(let fact): return Text(same: facts[fact].name)
    case .age(let age):
      let until: Text =
        switch age.reference {
        case .decision: Text(same: "")
        case .day(let day): Text(fr: " au \(day)", en: " on \(day)")
        case .yearDay(let day): Text(fr: " au \(day) de l'année", en: " on \(day) of the year")
        case .parameter(let parameter):
          Text(fr: " au jour \(parameters[parameter].name)", en: " on the day \(parameters[parameter].name)")
        }
      return age.unit.text + Text(fr: " depuis \(facts[age.fact].name)", en: " since \(facts[age.fact].name)") + until
    }
  }

  private func sort(of operand: Operand) -> Sort? {
    if case .reading(.number(let fact)) = operand { facts[fact].sort } else { nil }
  }
}

extension Comparison {
  fileprivate var sign: String {
    switch self {
    case .lt: "<"
    case .le: "≤"
    case .eq: "="
    case .ge: "≥"
    case .gt: ">"
    }
  }
}

extension Age.Span {
  fileprivate var text: Text {
    switch self {
    case .years: Text(fr: "années", en: "years")
    case .months: Text(fr: "mois", en: "months")
    case .days: Text(fr: "jours", en: "days")
    }
  }
}
