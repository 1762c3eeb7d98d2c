public import Kernel

/// The rules of a programme as they stand on one day, every parameter at the value of that day.
///
/// Made once, they decide for any number of households.
public final class RulesInForce: Sendable {
  /// The programme.
  public let programme: Programme
  /// The day of the decisions.
  public let day: Day
  /// The value of each parameter on the day, in the programme's order.
  let parameters: [ValueInForce]
  /// The facts that hold a day of birth.
  let agedFacts: [Int]

  /// What a parameter is worth on a day.
  enum ValueInForce: Sendable, Hashable {
    /// No value, and no rule needs one.
    case none
    case number(Int)
    case texts(Set<String>, inOrder: [String])
    case bands([Ladder.Band])
  }

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
    let needed = programme.neededParameters
    var parameters: [ValueInForce] = []
    for (index, parameter) in programme.parameters.enumerated() {
      let value = parameter.valueInForce(on: day)
      if case .none = value, needed.contains(index) {
        throw .noValueInForce(parameter: parameter.name, on: day)
      }
      parameters.append(value)
    }
    self.programme = programme
    self.day = day
    self.parameters = parameters
    agedFacts = Set(programme.conditions.flatMap(\.agedFacts)).sorted()
  }

  /// Decides for one household.
  ///
  /// - Parameter facts: what is known of it, by name; facts the programme does not ask for are left aside.
  /// - Throws: ``EligibilityFailure`` when a fact is of another sort or kind than declared, or out of bounds.
  public func decide(_ facts: [String: Fact]) throws(EligibilityFailure) -> Decision {
    var standings: [Standing] = []
    standings.reserveCapacity(programme.facts.count)
    for declaration in programme.facts {
      standings.append(try declaration.standing(of: facts[declaration.name], on: day))
    }
    for fact in agedFacts {
      if case .number(let born) = standings[fact], born > day.ordinal {
        throw .dayOutOfRange(fact: programme.facts[fact].name, day: Day(ordinal: born), last: day)
      }
    }
    return Decision(rules: self, facts: facts, standings: standings, truths: truths(for: standings))
  }

  /// The truth of every criterion, in the programme's order; none is skipped, so that the explanation is complete.
  func truths(for standings: [Standing]) -> [Truth] {
    let criteria = programme.criteria
    var truths = [Truth](repeating: .unknown, count: criteria.count)
    // From the last to the first: the parts of a criterion stand after it, so they are settled before it.
    for index in criteria.indices.reversed() {
      let end = criteria[index].end
      switch criteria[index].rule {
      case .condition(let condition):
        truths[index] = truth(of: condition, for: standings)
      case .not:
        truths[index] = truths[index + 1].negated
      case .all:
        var truth = Truth.true
        var part = index + 1
        while part < end {
          truth = truth.and(truths[part])
          part = criteria[part].end
        }
        truths[index] = truth
      case .any:
        var truth = Truth.false
        var part = index + 1
        while part < end {
          truth = truth.or(truths[part])
          part = criteria[part].end
        }
        truths[index] = truth
      }
    }
    return truths
  }
}

extension RulesInForce {
  /// The truth of one condition.
  func truth(of condition: Condition, for standings: [Standing]) -> Truth {
    let truth: Truth
    switch condition.relation {
    case .compare(let comparison, let left, let right):
      switch (number(of: left, for: standings), number(of: right, for: standings)) {
      case (.absent, _), (_, .absent): return condition.whenAbsent
      case (.unknown, _), (_, .unknown): return .unknown
      case (.known(let left), .known(let right)): truth = Truth(comparison.holds(left, right))
      }
    case .among(let fact, let texts):
      switch standings[fact] {
      case .absent: return condition.whenAbsent
      case .text(let text): truth = Truth(self.texts(texts).contains(text))
      case .unknown, .number: return .unknown
      }
    case .sameText(let left, let right):
      switch (standings[left], standings[right]) {
      case (.absent, _), (_, .absent): return condition.whenAbsent
      case (.text(let left), .text(let right)): truth = Truth(left == right)
      case (.unknown, _), (.number, _), (_, .unknown), (_, .number): return .unknown
      }
    }
    return condition.negated ? truth.negated : truth
  }

  /// What is known of a number.
  enum Knowledge {
    case known(Int)
    case absent
    case unknown
  }

  /// The number an operand stands for.
  func number(of operand: Operand, for standings: [Standing]) -> Knowledge {
    switch operand {
    case .constant(let number): return .known(number)
    case .reading(let reading): return number(of: reading, for: standings)
    case .parameter(let parameter):
      guard case .number(let number) = parameters[parameter] else { return .unknown }
      return .known(number)
    case .ladder(let parameter, let reading):
      guard case .known(let point) = number(of: reading, for: standings) else {
        return number(of: reading, for: standings)
      }
      guard case .bands(let bands) = parameters[parameter], let value = bands.value(at: point) else {
        return .unknown
      }
      return .known(value)
    }
  }

  /// The texts a list holds on the day.
  func texts(_ texts: Condition.Texts) -> Set<String> {
    switch texts {
    case .constant(let texts): return texts
    case .parameter(let parameter):
      guard case .texts(let texts, _) = parameters[parameter] else { return [] }
      return texts
    }
  }

  private func number(of reading: Reading, for standings: [Standing]) -> Knowledge {
    switch standings[reading.fact] {
    case .absent: return .absent
    case .unknown, .text: return .unknown
    case .number(let number):
      return switch reading {
      case .number: .known(number)
      case .age: .known(Day(ordinal: number).fullYears(until: day))
      }
    }
  }
}

extension Parameter {
  fileprivate func valueInForce(on day: Day) -> RulesInForce.ValueInForce {
    switch content {
    case .numbers(_, _, let history): history.value(on: day).map { .number($0) } ?? .none
    case .days(let history): history.value(on: day).map { .number($0.ordinal) } ?? .none
    case .texts(_, let history): history.value(on: day).map { .texts(Set($0), inOrder: $0) } ?? .none
    case .ladder(let ladder): ladder.history.value(on: day).map { .bands($0) } ?? .none
    }
  }
}

extension Programme {
  /// Decides for one household on a day; for many, take ``RulesInForce`` once.
  ///
  /// - Throws: ``EligibilityFailure`` when no rule is in force on the day, or a fact is not what the programme declares.
  public func decide(_ facts: [String: Fact], on day: Day) throws(EligibilityFailure) -> Decision {
    try RulesInForce(of: self, on: day).decide(facts)
  }

  /// Every condition of the programme, of its criteria and of its ranking.
  var conditions: [Condition] {
    criteria.compactMap { criterion in
      if case .condition(let condition) = criterion.rule { condition } else { nil }
    } + rank.map(\.condition)
  }

  /// The parameters a decision needs.
  fileprivate var neededParameters: Set<Int> {
    let wordings = criteria.compactMap(\.wording) + rank.map(\.wording)
    return Set(conditions.flatMap(\.parameters))
      .union(wordings.flatMap(\.operands).compactMap(\.parameter))
      .union(wordings.flatMap(\.lists))
      .union([terms?.contribution?.operand.parameter].compactMap(\.self))
  }
}
