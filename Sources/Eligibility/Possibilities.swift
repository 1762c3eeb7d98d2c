/// What rules can come to when everything about a household is known: which answers there are, and which criteria ever matter.
///
/// A fact that stands in several conditions is tried in all of them at once with the few values that stand for all (see
/// ``Representatives``); one that stands in one condition can go any way independently of the rest. When the combinations
/// would be too many, the last facts are taken as independent: then something impossible may pass for possible, never the
/// other way round, so that what is reported here is certain.
struct Possibilities {
  /// How many times a criterion is looked at, at most.
  static let effort = 2_000_000

  /// Whether some household is eligible.
  private(set) var canBeTrue = false
  /// Whether some household is not.
  private(set) var canBeFalse = false
  /// The places of the criteria that can be true.
  private(set) var trueCriteria: Set<Int> = []
  /// The places of the conditions without which, taken as false or as true, some household's answer would be another.
  private var missedIfFalse: Set<Int> = []
  private var missedIfTrue: Set<Int> = []

  /// The places of the conditions the rules could not do without.
  var decisiveCriteria: Set<Int> { missedIfFalse.intersection(missedIfTrue) }

  private let rules: RulesInForce
  private let leaves: [(place: Int, condition: Condition)]
  private let values: [Int: [Standing]]
  private let tried: [Int]
  /// The parts of each criterion, and what each is a part of.
  private let parts: [[Int]]
  private let parents: [Int: Int]

  /// Looks at the rules of a day; with `absent`, at what they can come to for a household where that fact does not exist.
  init(of rules: RulesInForce, absent: Int? = nil) {
    let programme = rules.programme
    let leaves = programme.criteria.indices.compactMap { place -> (place: Int, condition: Condition)? in
      if case .condition(let condition) = programme.criteria[place].rule { (place, condition) } else { nil }
    }
    let nothing = [Standing](repeating: .unknown, count: programme.facts.count)
    let representatives = Representatives(of: leaves.map(\.condition), rules: rules, standings: nothing)
    var values: [Int: [Standing]] = [:]
    var uses: [Int: Int] = [:]
    for fact in leaves.flatMap(\.condition.facts) {
      uses[fact, default: 0] += 1
      if values[fact] == nil { values[fact] = fact == absent ? [.absent] : representatives.values(of: fact) }
    }
    let perCombination = max(1, leaves.count * programme.criteria.count)
    var combinations = 1
    var tried: [Int] = []
    for fact in uses.keys.sorted() where uses[fact, default: 0] > 1 && !representatives.entangled.contains(fact) {
      combinations *= max(1, values[fact]?.count ?? 1)
      if combinations > Possibilities.effort / perCombination { break }
      tried.append(fact)
    }
    var parts = [[Int]](repeating: [], count: programme.criteria.count)
    var parents: [Int: Int] = [:]
    for (index, criterion) in programme.criteria.enumerated() {
      var part = index + 1
      while part < criterion.end {
        parts[index].append(part)
        parents[part] = index
        part = programme.criteria[part].end
      }
    }
    (self.rules, self.leaves, self.values, self.tried) = (rules, leaves, values, tried)
    (self.parts, self.parents) = (parts, parents)
    var standings = nothing
    tryAll(tried[...], &standings)
  }

  private mutating func tryAll(_ facts: ArraySlice<Int>, _ standings: inout [Standing]) {
    guard let fact = facts.first else { return look(at: &standings) }
    for value in values[fact, default: []] {
      standings[fact] = value
      tryAll(facts.dropFirst(), &standings)
    }
    standings[fact] = .unknown
  }

  private mutating func look(at standings: inout [Standing]) {
    var pairs = [Pairs](repeating: [], count: rules.programme.criteria.count)
    for leaf in leaves { pairs[leaf.place] = possible(leaf.condition, &standings) }
    let plain = combined(pairs)
    canBeTrue = canBeTrue || plain[0].contains(.both)
    canBeFalse = canBeFalse || plain[0].contains(.neither)
    for place in plain.indices where plain[place].contains(.both) { trueCriteria.insert(place) }
    for leaf in leaves {
      if !missedIfFalse.contains(leaf.place), moves(leaf.place, to: pairs[leaf.place].against(false), plain) {
        missedIfFalse.insert(leaf.place)
      }
      if !missedIfTrue.contains(leaf.place), moves(leaf.place, to: pairs[leaf.place].against(true), plain) {
        missedIfTrue.insert(leaf.place)
      }
    }
  }

  /// Whether the answer of some household would be another if a condition were taken as settled.
  private func moves(_ leaf: Int, to settled: Pairs, _ plain: [Pairs]) -> Bool {
    var pairs = plain
    pairs[leaf] = settled
    var place = leaf
    while let parent = parents[place] {
      pairs[parent] = combined(at: parent, pairs)
      if pairs[parent] == plain[parent] { return false }
      place = parent
    }
    return !pairs[0].isDisjoint(with: [.onlyNow, .onlyThen])
  }

  /// What a condition can be, whatever the facts are that stand nowhere else.
  private func possible(_ condition: Condition, _ standings: inout [Standing]) -> Pairs {
    let free = condition.facts.filter { standings[$0] == .unknown }
    var found: Pairs = []
    vary(free[...], &standings) { found.insert(rules.truth(of: condition, for: $0) == .true ? .both : .neither) }
    return found
  }

  private func vary(_ facts: ArraySlice<Int>, _ standings: inout [Standing], _ body: ([Standing]) -> Void) {
    guard let fact = facts.first else { return body(standings) }
    for value in values[fact, default: []] {
      standings[fact] = value
      vary(facts.dropFirst(), &standings, body)
    }
    standings[fact] = .unknown
  }

  /// The pairs of every criterion, from those of the conditions.
  private func combined(_ leaves: [Pairs]) -> [Pairs] {
    var pairs = leaves
    for index in rules.programme.criteria.indices.reversed() { pairs[index] = combined(at: index, pairs) }
    return pairs
  }

  /// The pairs of one criterion, from those of its parts.
  private func combined(at index: Int, _ pairs: [Pairs]) -> Pairs {
    let criterion = rules.programme.criteria[index]
    let parts = parts[index].map { pairs[$0] }
    return switch criterion.rule {
    case .condition: pairs[index]
    case .not: parts[0].negated
    case .all: parts.reduce(.both) { $0.and($1) }
    case .any: parts.reduce(.neither) { $0.or($1) }
    case .atLeast(let least): .atLeast(least, of: parts)
    }
  }
}

/// What a criterion can be, and at the same time what it would be if one condition were taken as settled.
struct Pairs: OptionSet, Hashable {
  let rawValue: UInt8

  static let neither = Pairs(rawValue: 1)
  static let onlyNow = Pairs(rawValue: 2)
  static let onlyThen = Pairs(rawValue: 4)
  static let both = Pairs(rawValue: 8)

  private static let each: [(pair: Pairs, now: Bool, then: Bool)] = [
    (.neither, false, false), (.onlyNow, true, false), (.onlyThen, false, true), (.both, true, true),
  ]

  private static func pair(_ now: Bool, _ then: Bool) -> Pairs {
    now ? (then ? .both : .onlyNow) : (then ? .onlyThen : .neither)
  }

  /// The opposite criterion.
  var negated: Pairs { mapped { (!$0, !$1) } }

  /// The condition itself beside the same taken as settled.
  func against(_ settled: Bool) -> Pairs { mapped { now, _ in (now, settled) } }

  private func mapped(_ change: (Bool, Bool) -> (Bool, Bool)) -> Pairs {
    Pairs.each.filter { contains($0.pair) }.reduce(into: []) { result, each in
      let (now, then) = change(each.now, each.then)
      result.insert(Pairs.pair(now, then))
    }
  }

  /// "All" of two criteria.
  func and(_ other: Pairs) -> Pairs { Pairs(rawValue: Pairs.all[Int(rawValue << 4 | other.rawValue)]) }

  /// "Any" of two criteria.
  func or(_ other: Pairs) -> Pairs { Pairs(rawValue: Pairs.any[Int(rawValue << 4 | other.rawValue)]) }

  private static let all = table { $0 && $1 }
  private static let any = table { $0 || $1 }

  private static func table(_ combine: (Bool, Bool) -> Bool) -> [UInt8] {
    (0..<256).map { index in
      let (left, right) = (Pairs(rawValue: UInt8(index >> 4)), Pairs(rawValue: UInt8(index & 15)))
      var result: Pairs = []
      for one in each where left.contains(one.pair) {
        for other in each where right.contains(other.pair) {
          result.insert(pair(combine(one.now, other.now), combine(one.then, other.then)))
        }
      }
      return result.rawValue
    }
  }

  /// So many of several.
  static func atLeast(_ least: Int, of parts: [Pairs]) -> Pairs {
    var counts: Set<Count> = [Count(now: 0, then: 0)]
    for part in parts {
      let possible = each.filter { part.contains($0.pair) }
      counts = Set(
        counts.flatMap { count in
          possible.map { each in
            // Beyond what is needed, more makes no difference.
            Count(now: min(least, count.now + (each.now ? 1 : 0)), then: min(least, count.then + (each.then ? 1 : 0)))
          }
        })
    }
    return counts.reduce(into: []) { $0.insert(pair($1.now >= least, $1.then >= least)) }
  }

  private struct Count: Hashable {
    let now, then: Int
  }
}
