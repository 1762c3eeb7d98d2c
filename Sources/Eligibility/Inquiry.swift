/// Which facts can still change an unknown outcome.
///
/// A fact can when, for some state of the other unknown facts (each learnt or not), learning it changes the outcome.
/// The search is exact: the value of a fact that stands in several places is tried in all of them at once, and every
/// fact that stands in one place can go any way independently of the rest, so that one pass over the criteria with sets
/// of possible changes tells what can happen at the top. Values are few (see ``Representatives``), and criteria that are
/// settled already are not looked into.
///
/// Only when the facts that stand in several places could be combined in so many ways that ``effort`` would be passed are
/// the last of them taken as independent at each place, and so are those that several worked comparisons share; then a fact too many may be asked for, never one too few. Ten
/// yes-or-no facts that each stand in two places of a rule of twenty criteria are still within it.
struct Inquiry {
  /// How many times a criterion is looked at, at most, before facts are taken as independent.
  static let effort = 20_000_000

  private let rules: RulesInForce
  private let truths: TruthList
  private let standings: [Standing]
  /// The places of the unknown conditions under no settled criterion.
  private let open: [Int]
  /// The unknown facts of the open conditions, in the order the rules meet them.
  private let candidates: [Int]
  /// The candidates that stand in several open conditions, and whose values are tried one by one.
  private let tried: [Int]
  private let values: [Int: [Standing]]

  init(rules: RulesInForce, standings: [Standing], truths: TruthList) {
    let open = rules.programme.openConditions(truths)
    var places: [Int: Int] = [:]
    var candidates: [Int] = []
    for (_, condition) in open {
      for fact in condition.facts where standings[fact] == .unknown {
        if places[fact, default: 0] == 0 { candidates.append(fact) }
        places[fact, default: 0] += 1
      }
    }
    let representatives = Representatives(of: open.map(\.condition), rules: rules, standings: standings)
    let values = Dictionary(uniqueKeysWithValues: candidates.map { ($0, representatives.values(of: $0)) })
    let perCombination = max(1, candidates.count * rules.programme.criteria.count)
    var combinations = 1
    var tried: [Int] = []
    for fact in candidates where places[fact, default: 0] > 1 && !representatives.entangled.contains(fact) {
      combinations *= (values[fact]?.count ?? 0) + 1
      if combinations > Inquiry.effort / perCombination { break }
      tried.append(fact)
    }
    self.rules = rules
    self.truths = truths
    self.standings = standings
    self.open = open.map(\.place)
    self.candidates = candidates
    self.tried = tried
    self.values = values
  }

  /// The facts that can still change the outcome, in the order the rules meet them.
  func facts() -> [Int] {
    guard truths.first == .unknown else { return [] }
    return candidates.filter(canChangeOutcome)
  }

  private func canChangeOutcome(_ fact: Int) -> Bool {
    let others = tried.filter { $0 != fact }
    var scratch = standings
    return values[fact, default: []].contains { value in
      someAssignment(of: others[...], to: &scratch) { standings in
        !changesAtTop(of: fact, to: value, others: others, standings).isDisjoint(with: .moves)
      }
    }
  }

  /// Whether some assignment of the facts, each to one of its values or left unknown, passes the test.
  private func someAssignment(
    of facts: ArraySlice<Int>, to standings: inout [Standing], _ test: (inout [Standing]) -> Bool
  ) -> Bool {
    guard let fact = facts.first else { return test(&standings) }
    let unknown = self.standings[fact]
    defer { standings[fact] = unknown }
    for value in [unknown] + values[fact, default: []] {
      standings[fact] = value
      if someAssignment(of: facts.dropFirst(), to: &standings, test) { return true }
    }
    return false
  }

  private func changesAtTop(
    of fact: Int, to value: Standing, others: [Int], _ standings: [Standing]
  ) -> Changes {
    let criteria = rules.programme.criteria
    var changes = truths.map { Changes.from($0, to: $0) }
    for place in open {
      changes[place] = changesOfCondition(at: place, of: fact, to: value, others: others, standings)
    }
    for index in criteria.indices.reversed() where truths[index] == .unknown {
      let end = criteria[index].end
      switch criteria[index].rule {
      case .condition: break
      case .not: changes[index] = changes[index + 1].negated
      case .all:
        changes[index] = parts(from: index + 1, to: end, in: criteria)
          .reduce(.staysTrue) { $0.and(changes[$1]) }
      case .any:
        changes[index] = parts(from: index + 1, to: end, in: criteria)
          .reduce(.staysFalse) { $0.or(changes[$1]) }
      case .atLeast(let least):
        changes[index] = .atLeast(least, of: parts(from: index + 1, to: end, in: criteria).map { changes[$0] })
      }
    }
    return changes[0]
  }

  private func parts(from start: Int, to end: Int, in criteria: [Criterion]) -> some Sequence<Int> {
    sequence(first: start) { criteria[$0].end }.prefix { $0 < end }
  }

  /// How one condition can move when the fact is learnt, whatever the facts do that stand nowhere else.
  private func changesOfCondition(
    at place: Int, of fact: Int, to value: Standing, others: [Int], _ standings: [Standing]
  ) -> Changes {
    guard case .condition(let condition) = rules.programme.criteria[place].rule else { return [] }
    let free = condition.facts.filter {
      $0 != fact && !others.contains($0) && self.standings[$0] == .unknown
    }
    let moves = condition.facts.contains(fact)
    var changes: Changes = []
    var scratch = standings
    _ = someAssignment(of: free[...], to: &scratch) { standings in
      let before = rules.truth(of: condition, for: standings)
      var after = before
      if moves {
        let unknown = standings[fact]
        standings[fact] = value
        after = rules.truth(of: condition, for: standings)
        standings[fact] = unknown
      }
      changes.insert(.from(before, to: after))
      return false
    }
    return changes
  }
}

extension Programme {
  /// The conditions that are unknown and under no settled criterion: only these can still move the outcome.
  fileprivate func openConditions(_ truths: TruthList) -> [(place: Int, condition: Condition)] {
    var open: [(place: Int, condition: Condition)] = []
    var index = 0
    while index < criteria.count {
      guard truths[index] == .unknown else {
        index = criteria[index].end
        continue
      }
      if case .condition(let condition) = criteria[index].rule { open.append((index, condition)) }
      index += 1
    }
    return open
  }
}
