public import Kernel

/// The rules of a programme as they stand on one day, every parameter at the value of that day.
///
/// Made once, they decide for any number of households.
public final class RulesInForce: Sendable {
  /// The programme.
  public let programme: Programme
  /// The day of the decisions, and the numbers of the parameters on it.
  private let figures: Figures
  /// The bands of the parameters that are ladders, in the programme's order.
  let bands: [[Ladder.Band]]
  /// For each list the rules look in, whether it holds each text the rules name: one list after the other.
  private let memberships: [Bool]
  /// How each criterion is judged, in the form deciding reads.
  private let steps: Steps
  /// The facts that hold a day of birth.
  let agedFacts: [Int]

  /// Takes the rules of a programme on a day.
  ///
  /// - Throws: ``EligibilityFailure/noRuleInForce(programme:on:from:to:)`` outside the programme's validity, and
  ///   ``EligibilityFailure/noValueInForce(parameter:on:)`` when a rule needs a parameter that has no value on the day.
  public convenience init(of programme: Programme, on day: Day) throws(EligibilityFailure) {
    guard programme.isInForce(on: day) else {
      throw .noRuleInForce(
        programme: programme.id, on: day, from: programme.validFrom, to: programme.validTo)
    }
    try self.init(ofCriteriaOf: programme, on: day)
  }

  /// Takes the criteria on a day even outside the programme's validity: a case of the file may test what a parameter was.
  init(ofCriteriaOf programme: Programme, on day: Day) throws(EligibilityFailure) {
    for index in programme.neededParameters where !programme.parameters[index].hasValue(on: day) {
      throw .noValueInForce(parameter: programme.parameters[index].name, on: day)
    }
    self.programme = programme
    figures = Figures(day: day, numbers: programme.parameters.map { $0.number(on: day) ?? 0 })
    bands = programme.parameters.map { $0.bands(on: day) ?? [] }
    memberships = programme.lists.flatMap { programme.membership(in: $0, on: day) }
    steps = Steps(of: programme, figures: figures, memberships: memberships)
    let ages = programme.conditions.flatMap(\.ages).filter { $0.reference == .decision }
    agedFacts = Set(ages.map(\.fact)).sorted()
  }

  /// The day of the decisions.
  public var day: Day { figures.day }

  /// Decides for one household.
  ///
  /// - Parameter facts: what is known of it, by name; facts the programme does not ask for are left aside.
  /// - Throws: ``EligibilityFailure`` when a fact is of another sort or kind than declared, or out of bounds.
  public func decide(_ facts: [String: Fact]) throws(EligibilityFailure) -> Decision {
    try decide(try programme.sheet(of: facts))
  }

  /// Decides for one household whose facts the programme took in before.
  ///
  /// - Throws: ``EligibilityFailure/dayOutOfRange(fact:day:last:)`` when a day of birth is still to come.
  public func decide(_ sheet: FactSheet) throws(EligibilityFailure) -> Decision {
    for fact in agedFacts {
      if case .number(let born) = sheet.entries[fact].standing(on: day), born > day.ordinal {
        throw .dayOutOfRange(fact: programme.facts[fact].name, day: Day(ordinal: born), last: day)
      }
    }
    return Decision(rules: self, sheet: sheet, truths: truths(for: sheet))
  }

  private func truths(for sheet: FactSheet) -> TruthList {
    steps.truths(for: sheet) { place, standings in
      programme.criteria[place].condition.map { truth(of: $0, for: standings) } ?? .unknown
    }
  }

  /// Whether a list holds a text; one that no rule names is in none.
  func list(_ list: Int, holds text: Int) -> Bool {
    text >= 0 && memberships[list * programme.texts.words.count + text]
  }
}

extension RulesInForce {
  /// The truth of one condition.
  func truth(of condition: Condition, for standings: some Standings) -> Truth {
    let truth: Truth
    switch condition.relation {
    case .compare(let comparison, let left, let right):
      switch (number(of: left, for: standings), number(of: right, for: standings)) {
      case (.absent, _), (_, .absent): return condition.whenAbsent
      case (.unknown, _), (_, .unknown): return .unknown
      case (.number(let left), .number(let right)): truth = Truth(comparison.holds(left, right))
      }
    case .among(let fact, let list):
      switch standings[fact] {
      case .absent: return condition.whenAbsent
      case .unknown: return .unknown
      case .number(let text): truth = Truth(self.list(list, holds: text))
      }
    case .exists(let fact):
      switch standings[fact] {
      case .absent: truth = .false
      case .unknown: return .unknown
      case .number: truth = .true
      }
    }
    return condition.negated ? truth.negated : truth
  }

  /// What is known of the number an operand stands for.
  func number(of operand: Operand, for standings: some Standings) -> Standing {
    switch operand {
    case .constant(let number): return .number(number)
    case .reading(let reading): return number(of: reading, for: standings)
    case .parameter(let parameter): return .number(figures.numbers[parameter])
    case .ladder(let parameter, let reading):
      let point = number(of: reading, for: standings)
      guard case .number(let number) = point else { return point }
      return bands[parameter].value(at: number).map { .number($0) } ?? .unknown
    case .worked(let formula):
      var known = true
      for part in formula.operands {
        switch number(of: part, for: standings) {
        case .absent: return .absent
        case .unknown: known = false
        case .number: break
        }
      }
      return known ? number(of: formula, for: standings).map { .number($0) } ?? .unknown : .unknown
    }
  }

  /// The texts a parameter holds on the day, in the order of the file.
  func texts(of parameter: Int) -> [String]? {
    guard case .texts(_, let history) = programme.parameters[parameter].content else { return nil }
    return history.value(on: day)
  }

  private func number(of reading: Reading, for standings: some Standings) -> Standing {
    switch reading {
    case .number(let fact): return standings[fact]
    case .age(let age):
      guard case .number(let since) = standings[age.fact] else { return standings[age.fact] }
      return .number(age.unit.count(from: Day(ordinal: since), to: reference(of: age)))
    }
  }

  /// The day an age is counted up to.
  func reference(of age: Age) -> Day { figures.reference(of: age) }
}

extension DatedParameter {
  fileprivate func hasValue(on day: Day) -> Bool {
    switch content {
    case .numbers(_, _, let history): history.value(on: day) != nil
    case .days(let history): history.value(on: day) != nil
    case .texts(_, let history): history.value(on: day) != nil
    case .ladder(let ladder): ladder.history.value(on: day) != nil
    }
  }

  fileprivate func number(on day: Day) -> Int? {
    switch content {
    case .numbers(_, _, let history): history.value(on: day)
    case .days(let history): history.value(on: day)?.ordinal
    case .texts, .ladder: nil
    }
  }

  fileprivate func bands(on day: Day) -> [Ladder.Band]? {
    if case .ladder(let ladder) = content { ladder.history.value(on: day) } else { nil }
  }
}

extension Programme {
  /// Decides for one household on a day; for many, take ``RulesInForce`` once.
  ///
  /// - Throws: ``EligibilityFailure`` when no rule is in force on the day, or a fact is not what the programme declares.
  public func decide(_ facts: [String: Fact], on day: Day) throws(EligibilityFailure) -> Decision {
    try RulesInForce(of: self, on: day).decide(facts)
  }

  /// Every condition of the programme, of its criteria, of its ranking and of its terms.
  var conditions: [Condition] {
    criteria.compactMap { criterion in
      if case .condition(let condition) = criterion.rule { condition } else { nil }
    } + rank.map(\.condition) + (terms?.conditions ?? [])
  }

  /// The parameters a decision needs, in the order of the file.
  fileprivate var neededParameters: [Int] {
    let wordings = criteria.compactMap(\.wording) + rank.map(\.wording)
    let listed = lists.compactMap { list in
      if case .parameter(let parameter) = list { parameter } else { nil }
    }
    let operands = conditions.flatMap(\.operands) + wordings.flatMap(\.operands) + (terms?.operands ?? [])
    return Set(operands.flatMap(\.parameters) + listed + wordings.flatMap(\.lists)).sorted()
  }

  /// Whether a list holds each text the rules name, on a day.
  fileprivate func membership(in list: TextList, on day: Day) -> [Bool] {
    var held = [Bool](repeating: false, count: texts.words.count)
    switch list {
    case .numbers(let numbers):
      for number in numbers { held[number] = true }
    case .parameter(let parameter):
      guard case .texts(let kind, let history) = parameters[parameter].content else { break }
      for text in history.value(on: day) ?? [] {
        if let number = texts.number(of: text, kind: kind) { held[number] = true }
      }
    }
    return held
  }
}
