public import Kernel

/// Something a programme's file allows and its author should know before it is put in force.
public enum RuleRemark: Sendable, Hashable {
  /// No household can ever be eligible, whatever is known of it.
  case neverSatisfied
  /// A quotient of CAF and MSA stands in every way to be eligible: who has none can never be.
  case noPathWithout(fact: Text)
  /// A value the rules need is missing on days the programme is in force.
  case noValue(parameter: String, from: Day)
  /// An amount is held against one it can never be: below nothing, or beyond what the fact may be.
  case boundOutOfReach(fact: Text, bound: Int)
  /// A quotient of CAF and MSA, which is counted by the month, is held against an amount that only a year comes to.
  case boundLooksYearly(fact: Text, bound: Int)

  /// Every household is eligible, whatever is known of it.
  case alwaysSatisfied
  /// A criterion that no household can meet.
  case neverMet(criterion: String)
  /// A criterion that never changes the answer of any household.
  case neverDecides(criterion: String)
  /// No document is named that would prove that there is none: people outside CAF and MSA stay unknown for ever.
  case absenceUnprovable(fact: Text)
  /// Nothing in the file uses it.
  case unused(name: String)
  /// No text of law is named.
  case noLegalText
  /// Nobody has held the rules against the texts for more than a year.
  case lastCheckedLongAgo(Day)
  /// The day somebody last held the rules against the texts is still to come.
  case lastCheckedToCome(Day)
  /// A text of law is younger than the day somebody last looked.
  case textNewerThanCheck(title: String, Day)
  /// A ladder is declared to go up and down.
  case ladderWithoutDirection(parameter: String)
  /// No case of the file comes out so.
  case noCase(outcome: Outcome)
  /// Kinds of evidence that the file gives no name: families are told the usual one, or the words of the code.
  case documentsWithoutName([EvidenceKind])
  /// Facts that the file gives no name: families are told the words of their code, in whichever language.
  case factsWithoutName([String])

  /// Whether the file must not be put in force as it is.
  public var isDefect: Bool {
    switch self {
    case .neverSatisfied, .noPathWithout, .noValue, .boundOutOfReach, .boundLooksYearly: true
    case .alwaysSatisfied, .neverMet, .neverDecides, .absenceUnprovable, .unused, .noLegalText, .lastCheckedLongAgo,
      .lastCheckedToCome, .textNewerThanCheck, .ladderWithoutDirection, .noCase,
      .documentsWithoutName, .factsWithoutName:
      false
    }
  }
}

extension Programme {
  /// What should be known of the rules before they are put in force, each once, defects first.
  ///
  /// - Parameter today: the day somebody asks, by which `lastChecked` is judged.
  public func remarks(on today: Day) -> [RuleRemark] {
    var remarks: [RuleRemark] = []
    func add(_ found: [RuleRemark]) { for remark in found where !remarks.contains(remark) { remarks.append(remark) } }
    for day in regimes {
      do throws(EligibilityFailure) {
        add(possibilityRemarks(try RulesInForce(of: self, on: day)))
      } catch {
        if case .noValueInForce(let parameter, let day) = error { add([.noValue(parameter: parameter, from: day)]) }
      }
    }
    add(facts.indices.flatMap(boundRemarks))
    add(facts.filter(\.isQuotient).filter { $0.absenceEvidence.isEmpty }.map { .absenceUnprovable(fact: $0.label) })
    add(unusedNames.map { .unused(name: $0) })
    add(
      parameters.compactMap { parameter in
        guard case .ladder(let ladder) = parameter.content, ladder.direction == .any else { return nil }
        return .ladderWithoutDirection(parameter: parameter.name)
      })
    add(legalRemarks(on: today))
    add(Outcome.allCases.filter { $0 != .unknown && !triedOutcomes.contains($0) }.map { .noCase(outcome: $0) })
    add(namingRemarks)
    return remarks.filter(\.isDefect) + remarks.filter { !$0.isDefect }
  }

  private var namingRemarks: [RuleRemark] {
    let kinds = Set(facts.flatMap { $0.evidence + $0.absenceEvidence }).filter { documents[$0] == nil }.sorted()
    let facts = facts.filter { !$0.isNamed }.map(\.name)
    return (kinds.isEmpty ? [] : [.documentsWithoutName(kinds.map(evidenceKind))])
      + (facts.isEmpty ? [] : [.factsWithoutName(facts)])
  }

  private func legalRemarks(on today: Day) -> [RuleRemark] {
    var remarks: [RuleRemark] = legal.isEmpty ? [.noLegalText] : []
    if today < lastChecked { remarks.append(.lastCheckedToCome(lastChecked)) }
    if lastChecked.adding(months: 12) < today { remarks.append(.lastCheckedLongAgo(lastChecked)) }
    for text in legal {
      if let date = text.date, lastChecked < date { remarks.append(.textNewerThanCheck(title: text.title, date)) }
    }
    return remarks
  }

  private func possibilityRemarks(_ rules: RulesInForce) -> [RuleRemark] {
    let possible = Possibilities(of: rules)
    guard possible.canBeTrue else { return [.neverSatisfied] }
    var remarks: [RuleRemark] = possible.canBeFalse ? [] : [.alwaysSatisfied]
    for (place, criterion) in criteria.enumerated() {
      guard let id = criterion.id else { continue }
      if !possible.trueCriteria.contains(place) {
        remarks.append(.neverMet(criterion: id))
      } else if case .condition = criterion.rule, possible.canBeFalse, !possible.decisiveCriteria.contains(place) {
        remarks.append(.neverDecides(criterion: id))
      }
    }
    let read = Set(criteria.flatMap { criterion in criterion.condition?.facts ?? [] })
    for fact in read.sorted() where facts[fact].isQuotient && !Possibilities(of: rules, absent: fact).canBeTrue {
      remarks.append(.noPathWithout(fact: facts[fact].label))
    }
    return remarks
  }

  private func boundRemarks(on fact: Int) -> [RuleRemark] {
    let declaration = facts[fact]
    guard case .number(let measure, _) = declaration.sort, measure.amountSpan != nil else { return [] }
    let range = declaration.range
    // Tariffs by QF end far below a tenth of what a fact may be.
    let isUsual = declaration.isQuotient && !declaration.hasOwnMax
    let offered = terms?.operands ?? []
    let compared: [Int] = conditions.flatMap { bounds(of: fact, in: $0) } + offered.flatMap { bands(over: fact, $0) }
    return Set(compared).sorted().compactMap { bound in
      if bound < range.lowerBound || bound - 1 > range.upperBound {
        return .boundOutOfReach(fact: declaration.label, bound: bound)
      }
      return isUsual && bound > range.upperBound / 10 ? .boundLooksYearly(fact: declaration.label, bound: bound) : nil
    }
  }

  /// The amounts a condition holds a fact against, on any day.
  private func bounds(of fact: Int, in condition: Condition) -> [Int] {
    guard case .compare(_, let left, let right) = condition.relation else { return [] }
    let against = [(left, right), (right, left)].flatMap { side, other in
      side == .reading(.number(fact: fact)) ? numbers(of: other) : []
    }
    return against + [left, right].flatMap(\.parts).flatMap { bands(over: fact, $0) }
  }

  private func numbers(of operand: Operand) -> [Int] {
    switch operand {
    case .constant(let number): return [number]
    case .parameter(let parameter):
      guard case .numbers(_, _, let history) = parameters[parameter].content else { return [] }
      return history.entries.map(\.value)
    case .reading, .ladder, .worked: return []
    }
  }

  /// Where the bands of a ladder begin, but the first, when it is read at a fact.
  private func bands(over fact: Int, _ operand: Operand) -> [Int] {
    guard case .ladder(let parameter, at: .number(fact: fact)) = operand,
      case .ladder(let ladder) = parameters[parameter].content
    else { return [] }
    return ladder.history.entries.flatMap { $0.value.dropFirst().map(\.min) }
  }

  /// The first day of each time the rules stay as they are: the first of all, and those on which a param changes.
  private var regimes: [Day] {
    let changes = parameters.flatMap { parameter in
      switch parameter.content {
      case .numbers(_, _, let history): history.changes
      case .days(let history): history.changes
      case .texts(_, let history): history.changes
      case .ladder(let ladder): ladder.history.changes
      }
    }
    return [validFrom] + Set(changes).filter { $0 > validFrom && isInForce(on: $0) }.sorted()
  }

  private var unusedNames: [String] {
    let wordings = criteria.compactMap(\.wording) + rank.map(\.wording)
    let operands = conditions.flatMap(\.operands) + wordings.flatMap(\.operands) + (terms?.operands ?? [])
    let listed = lists.compactMap { list in if case .parameter(let place) = list { place } else { nil } }
    let usedFacts = Set(conditions.flatMap(\.facts) + operands.flatMap(\.readings).map(\.fact))
    let usedParameters = Set(operands.flatMap(\.parameters) + listed + wordings.flatMap(\.lists))
    return facts.indices.filter { !usedFacts.contains($0) }.map { facts[$0].name }
      + parameters.indices.filter { !usedParameters.contains($0) }.map { parameters[$0].name }
  }
}

extension Criterion {
  /// Its condition, if it is one.
  var condition: Condition? { if case .condition(let condition) = rule { condition } else { nil } }
}

extension FactDeclaration {
  /// Whether it is the quotient of CAF and MSA, which people outside them do not have.
  fileprivate var isQuotient: Bool { sort.kind == "qf_caf_msa" }
}

extension History {
  /// The days on which the value in force changes.
  fileprivate var changes: [Day] { entries.flatMap { [$0.from] + ($0.to.map { [$0.adding(days: 1)] } ?? []) } }
}
