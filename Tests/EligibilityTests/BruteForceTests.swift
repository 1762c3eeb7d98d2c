import Eligibility
import Kernel
import TestSupport
import Testing

/// The same random numbers for the same seed: SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Rules made at random over five facts that can be few things each, with a plain reading of them to compare with.
indirect enum RandomRule {
  case all([RandomRule])
  case any([RandomRule])
  case atLeast(Int, [RandomRule])
  case not(RandomRule)
  case yes(String)
  case exists
  case number(String, Comparison, Int)
  case numbers(String, Comparison, String)
  case text(String, [String])

  /// The facts and all they can be; `nil` is not knowing.
  static let domains: [String: [FactValue]] = [
    "a": [.truth(false), .truth(true)], "b": [.truth(false), .truth(true)],
    "n": (0...4).map { .number($0) } + [.absent], "m": (0...4).map { .number($0) },
    "home": [.text("owner"), .text("tenant"), .text("other")],
  ]

  static let declarations = """
    {"a": {"type": "bool", "evidence": ["paper"]}, "b": {"type": "bool", "evidence": ["paper"]},
     "n": {"type": "int", "unit": "count", "max": 4, "evidence": ["paper"], "absence": ["paper"]},
     "m": {"type": "int", "unit": "count", "max": 4, "evidence": ["paper"]},
     "home": {"type": "text", "values": ["owner", "tenant", "other"], "evidence": ["paper"]}}
    """

  static func random(depth: Int, using generator: inout SeededGenerator) -> RandomRule {
    if depth > 0, Int.random(in: 0..<4, using: &generator) > 0 {
      let parts = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
        random(depth: depth - 1, using: &generator)
      }
      switch Int.random(in: 0..<6, using: &generator) {
      case 5: return .atLeast(Int.random(in: 1...parts.count, using: &generator), parts)
      case 0, 1: return .all(parts)
      case 2, 3: return .any(parts)
      default: return .not(parts[0])
      }
    }
    let comparison = Comparison.allCases.randomElement(using: &generator) ?? .le
    switch Int.random(in: 0..<7, using: &generator) {
    case 6: return .exists
    case 0: return .yes("a")
    case 1: return .yes("b")
    case 2: return .numbers("n", comparison, "m")
    case 3:
      let texts = ["owner", "tenant", "other"].filter { _ in Bool.random(using: &generator) }
      return .text("home", texts.isEmpty ? ["owner"] : texts)
    default:
      let fact = Bool.random(using: &generator) ? "n" : "m"
      return .number(fact, comparison, Int.random(in: 0...4, using: &generator))
    }
  }

  /// The rule as a file writes it.
  func json(_ count: inout Int) -> String {
    count += 1
    let id = "c\(count)"
    let rule =
      switch self {
      case .all(let parts): #""all": [\#(parts.map { $0.json(&count) }.joined(separator: ","))]"#
      case .any(let parts): #""any": [\#(parts.map { $0.json(&count) }.joined(separator: ","))]"#
      case .atLeast(let least, let parts):
        #""atLeast": \#(least), "of": [\#(parts.map { $0.json(&count) }.joined(separator: ","))]"#
      case .not(let part): #""not": \#(part.json(&count))"#
      case .exists: #""is": {"exists": "n"}"#
      case .yes(let fact): #""is": {"fact": "\#(fact)"}"#
      case .number(let fact, let comparison, let bound):
        #""is": {"\#(comparison.rawValue)": [{"fact": "\#(fact)"}, {"value": \#(bound)}]}"#
      case .numbers(let left, let comparison, let right):
        #""is": {"\#(comparison.rawValue)": [{"fact": "\#(left)"}, {"fact": "\#(right)"}]}"#
      case .text(let fact, let texts): #""is": {"in": [{"fact": "\#(fact)"}, {"value": \#(texts)}]}"#
      }
    return #"{"id": "\#(id)", \#(rule), "fr": "", "en": ""}"#
  }

  /// What the rule is for some facts: true, false, or `nil` for unknown, by the definition of strong Kleene logic.
  ///
  /// - Parameter denied: whether an odd number of denials stands around, where a fact known not to exist counts as true.
  func holds(_ facts: [String: FactValue], denied: Bool = false) -> Bool? {
    switch self {
    case .all(let parts):
      let truths = parts.map { $0.holds(facts, denied: denied) }
      return truths.contains(false) ? false : truths.contains(nil) ? nil : true
    case .any(let parts):
      let truths = parts.map { $0.holds(facts, denied: denied) }
      return truths.contains(true) ? true : truths.contains(nil) ? nil : false
    case .atLeast(let least, let parts):
      let truths = parts.map { $0.holds(facts, denied: denied) }
      let (met, open) = (truths.count { $0 == true }, truths.count { $0 == nil })
      return met >= least ? true : met + open < least ? false : nil
    case .not(let part): return part.holds(facts, denied: !denied).map { !$0 }
    case .exists: return facts["n"].map { $0 != .absent }
    case .yes(let fact): return facts[fact].map { $0 == .truth(true) }
    case .number(let fact, let comparison, let bound):
      return RandomRule.compare(facts[fact], comparison, .number(bound), denied: denied)
    case .numbers(let left, let comparison, let right):
      return RandomRule.compare(facts[left], comparison, facts[right], denied: denied)
    case .text(let fact, let texts):
      return facts[fact].map { value in texts.contains { value == .text($0) } }
    }
  }

  private static func compare(
    _ left: FactValue?, _ comparison: Comparison, _ right: FactValue?, denied: Bool
  ) -> Bool? {
    if left == .absent || right == .absent { return denied }
    guard case .number(let left)? = left, case .number(let right)? = right else { return nil }
    return switch comparison {
    case .lt: left < right
    case .le: left <= right
    case .eq: left == right
    case .ge: left >= right
    case .gt: left > right
    }
  }

  /// Every state the facts named can be in, known or not, beside those already known.
  static func states(of names: some Sequence<String>, beside known: [String: FactValue]) -> [[String: FactValue]] {
    names.reduce([known]) { states, name in
      states.flatMap { state in
        [state]
          + (domains[name] ?? []).map { value in
            var state = state
            state[name] = value
            return state
          }
      }
    }
  }

  /// The facts that, in some state of the others, change the answer when learnt.
  func canChange(_ known: [String: FactValue]) -> Set<String> {
    let unknown = RandomRule.domains.keys.filter { known[$0] == nil }
    return Set(
      unknown.filter { fact in
        RandomRule.states(of: unknown.filter { $0 != fact }, beside: known).contains { state in
          let before = holds(state)
          return (RandomRule.domains[fact] ?? []).contains { value in
            holds(state.merging([fact: value]) { $1 }) != before
          }
        }
      })
  }
}

@Suite struct `Rules at random, beside a plain reading of them` {
  private static func rules(seed: UInt64) throws -> (RandomRule, Programme, SeededGenerator) {
    var generator = SeededGenerator(seed: seed)
    let rule = RandomRule.random(depth: 3, using: &generator)
    var count = 0
    return (rule, try programme(facts: RandomRule.declarations, decide: rule.json(&count)), generator)
  }

  private static func decide(_ programme: Programme, _ known: [String: FactValue]) throws -> Decision {
    try programme.decide(known.mapValues { .sample($0) }, on: "2026-06-01")
  }

  private static func known(using generator: inout SeededGenerator) -> [String: FactValue] {
    var known: [String: FactValue] = [:]
    for name in RandomRule.domains.keys.sorted() where Int.random(in: 0..<3, using: &generator) == 0 {
      known[name] = RandomRule.domains[name]?.randomElement(using: &generator)
    }
    return known
  }

  @Test(arguments: 1...150 as ClosedRange<UInt64>)
  func `answers and questions are those of trying everything`(_ seed: UInt64) throws {
    var (rule, programme, generator) = try Self.rules(seed: seed)
    for _ in 0..<4 {
      let known = Self.known(using: &generator)
      let decision = try Self.decide(programme, known)
      let expected: Outcome =
        switch rule.holds(known) {
        case true?: .eligible
        case false?: .notEligible
        case nil: .unknown
        }
      #expect(decision.outcome == expected)
      #expect(Set(decision.missing.map(\.name)) == (expected == .unknown ? rule.canChange(known) : []))
    }
  }

  @Test(arguments: 1001...1100 as ClosedRange<UInt64>)
  func `learning more never turns one definite answer into the other`(_ seed: UInt64) throws {
    var (_, programme, generator) = try Self.rules(seed: seed)
    var known: [String: FactValue] = [:]
    var settled: Outcome?
    for name in RandomRule.domains.keys.sorted().shuffled(using: &generator) {
      known[name] = RandomRule.domains[name]?.randomElement(using: &generator)
      let outcome = try Self.decide(programme, known).outcome
      if let settled { #expect(outcome == settled) }
      if outcome != .unknown { settled = outcome }
    }
    #expect(settled != nil)
  }

  @Test(arguments: 3001...3030 as ClosedRange<UInt64>)
  func `points never change who is eligible, nor what is asked`(_ seed: UInt64) throws {
    var (rule, plain, generator) = try Self.rules(seed: seed)
    var count = 0
    let ranked = try EligibilityTests.programme(
      facts: RandomRule.declarations, decide: rule.json(&count),
      rank:
        #"[{"if": {"fact": "a"}, "points": 50, "fr": "a", "en": "a"}, {"if": {"le": [{"fact": "m"}, {"value": 2}]}, "points": -70, "fr": "m", "en": "m"}]"#
    )
    for _ in 0..<4 {
      let known = Self.known(using: &generator)
      let (one, other) = (try Self.decide(plain, known), try Self.decide(ranked, known))
      #expect(one.outcome == other.outcome)
      #expect(one.missing == other.missing)
      let ranking = other.ranking
      #expect(ranking.min <= ranking.points && ranking.points <= ranking.max)
    }
  }

  @Test(arguments: 2001...2050 as ClosedRange<UInt64>)
  func `the order of criteria never matters`(_ seed: UInt64) throws {
    var (rule, programme, generator) = try Self.rules(seed: seed)
    var count = 0
    let mirrored = try EligibilityTests.programme(
      facts: RandomRule.declarations, decide: rule.mirrored.json(&count))
    for _ in 0..<4 {
      let known = Self.known(using: &generator)
      let (one, other) = (try Self.decide(programme, known), try Self.decide(mirrored, known))
      #expect(one.outcome == other.outcome)
      #expect(Set(one.missing.map(\.name)) == Set(other.missing.map(\.name)))
    }
  }
}

extension RandomRule {
  /// The same rule with the parts of every group in the opposite order.
  fileprivate var mirrored: RandomRule {
    switch self {
    case .all(let parts): .all(parts.reversed().map(\.mirrored))
    case .any(let parts): .any(parts.reversed().map(\.mirrored))
    case .atLeast(let least, let parts): .atLeast(least, parts.reversed().map(\.mirrored))
    case .not(let part): .not(part.mirrored)
    case .exists, .yes, .number, .numbers, .text: self
    }
  }
}
