import Kernel
import TestSupport
import Testing

@testable import Eligibility

/// What is left to live on: resources less charges, by person, held against an amount; beside it plain comparisons of the same
/// facts. A plain reading of the rule stands beside the programme's.
struct WorkedRule {
  let comparison: Comparison
  let perPerson, resourcesMax, chargesMin: Int
  let shape: Int

  static let domains = ["r": 0...30, "c": 0...12, "u": 1...4]

  init(using generator: inout SeededGenerator) {
    comparison = Comparison.allCases.randomElement(using: &generator) ?? .le
    perPerson = Int.random(in: 1...9, using: &generator)
    resourcesMax = Int.random(in: 1...29, using: &generator)
    chargesMin = Int.random(in: 1...11, using: &generator)
    shape = Int.random(in: 0..<5, using: &generator)
  }

  var json: String {
    let left = #"""
      {"id": "left", "is": {"\#(comparison.rawValue)": [{"minus": [{"fact": "r"}, {"fact": "c"}]},
        {"times": [{"value": \#(perPerson), "unit": "EUR/month", "kind": "budget"}, {"fact": "u"}]}]}, "fr": "", "en": ""}
      """#
    let poor = #"{"id": "poor", "is": {"le": [{"fact": "r"}, {"value": \#(resourcesMax)}]}, "fr": "", "en": ""}"#
    let loaded = #"{"id": "loaded", "is": {"gt": [{"fact": "c"}, {"value": \#(chargesMin)}]}, "fr": "", "en": ""}"#
    return switch shape {
    case 0: #"{"all": [\#(left), \#(poor), \#(loaded)]}"#
    case 1: #"{"any": [\#(left), \#(poor), \#(loaded)]}"#
    case 2: #"{"all": [\#(poor), {"id": "not", "not": \#(left), "fr": "", "en": ""}, \#(loaded)]}"#
    case 3: #"{"any": [{"id": "both", "all": [\#(left), \#(poor)], "fr": "", "en": ""}, \#(loaded)]}"#
    default: #"{"atLeast": 2, "of": [\#(left), \#(poor), \#(loaded)]}"#
    }
  }

  func holds(_ facts: [String: Int]) -> Bool? {
    let left: Bool? =
      if let r = facts["r"], let c = facts["c"], let u = facts["u"] {
        comparison.holds(max(0, r - c), perPerson * u)
      } else {
        nil
      }
    let poor = facts["r"].map { $0 <= resourcesMax }
    let loaded = facts["c"].map { $0 > chargesMin }
    func all(_ truths: Bool?...) -> Bool? { truths.contains(false) ? false : truths.contains(nil) ? nil : true }
    func any(_ truths: Bool?...) -> Bool? { truths.contains(true) ? true : truths.contains(nil) ? nil : false }
    return switch shape {
    case 0: all(left, poor, loaded)
    case 1: any(left, poor, loaded)
    case 2: all(poor, left.map { !$0 }, loaded)
    case 3: any(all(left, poor), loaded)
    default: any(all(left, poor), all(left, loaded), all(poor, loaded))
    }
  }

  /// The facts that, in some state of the others, change the answer when learnt.
  func canChange(_ known: [String: Int]) -> Set<String> {
    let unknown = WorkedRule.domains.keys.filter { known[$0] == nil }
    return Set(
      unknown.filter { fact in
        let states = unknown.filter { $0 != fact }.reduce([known]) { states, name in
          states.flatMap { state in
            [state] + (WorkedRule.domains[name] ?? 0...0).map { state.merging([name: $0]) { $1 } }
          }
        }
        return states.contains { state in
          let before = holds(state)
          return (WorkedRule.domains[fact] ?? 0...0).contains { holds(state.merging([fact: $0]) { $1 }) != before }
        }
      })
  }
}

@Suite struct `An amount worked out from facts, in a comparison` {
  static let facts = """
    {"r": {"type": "int", "unit": "EUR/month", "kind": "budget", "max": 30, "evidence": ["paper"], "absence": ["paper"]},
     "c": {"type": "int", "unit": "EUR/month", "kind": "budget", "max": 12, "evidence": ["paper"]},
     "u": {"type": "int", "unit": "persons", "min": 1, "max": 4, "evidence": ["paper"]},
     "z": {"type": "int", "unit": "EUR/month", "kind": "budget", "min": -5, "max": 12, "evidence": ["paper"]},
     "born": {"type": "date", "evidence": ["paper"]}}
    """

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `gives the answers and questions of trying everything`(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let rule = WorkedRule(using: &generator)
    let programme = try programme(facts: Self.facts, decide: rule.json)
    for _ in 0..<3 {
      var known: [String: Int] = [:]
      for name in WorkedRule.domains.keys.sorted() where Bool.random(using: &generator) {
        known[name] = WorkedRule.domains[name]?.randomElement(using: &generator)
      }
      let decision = try programme.decide(
        Dictionary(
          uniqueKeysWithValues: known.map { name, number in
            (name, Fact.sample(.number(number), kind: name == "u" ? nil : "budget"))
          }), on: "2026-06-01")
      let expected: Outcome =
        switch rule.holds(known) {
        case true?: .eligible
        case false?: .notEligible
        case nil: .unknown
        }
      #expect(decision.outcome == expected, "\(rule) \(known)")
      let asked = expected == .unknown ? rule.canChange(known) : []
      #expect(Set(decision.missing.map(\.name)) == asked, "\(rule) \(known)")
    }
  }

  private func outcome(_ decide: String, _ given: [String: FactValue]) throws -> Outcome {
    let kinds = ["r": "budget", "c": "budget"]
    let facts = Dictionary(
      uniqueKeysWithValues: given.map { name, value in
        (name, Fact.sample(value, kind: value == .absent ? nil : kinds[name]))
      })
    return try programme(facts: Self.facts, decide: decide).decide(facts, on: "2026-06-01").outcome
  }

  /// 23 € left for 3 persons against 8 € for each: 23/3 is 7.67, and nothing is rounded.
  @Test(arguments: [
    (23, 0, 3, Outcome.eligible), (24, 0, 3, .eligible), (25, 0, 3, .notEligible), (25, 1, 3, .eligible),
    (5, 9, 1, .eligible),
  ])
  func `is held against another to the unit`(_ r: Int, _ c: Int, _ u: Int, _ expected: Outcome) throws {
    let decide = #"""
      {"id": "left", "is": {"le": [{"minus": [{"fact": "r"}, {"fact": "c"}]},
        {"times": [{"value": 8, "unit": "EUR/month", "kind": "budget"}, {"fact": "u"}]}]}, "fr": "", "en": ""}
      """#
    #expect(try outcome(decide, ["r": .number(r), "c": .number(c), "u": .number(u)]) == expected)
    #expect(try outcome(decide, ["r": .number(r), "u": .number(u)]) == .unknown)
    // Known not to exist: nothing is met, whatever else is not known.
    #expect(try outcome(decide, ["r": .absent]) == .notEligible)
  }

  @Test(arguments: [
    (#"{"le": [{"minus": [{"fact": "r"}, {"fact": "r"}]}, {"value": 3}]}"#, "“r” stands twice"),
    (#"{"le": [{"plus": [{"fact": "r"}, {"fact": "z"}]}, {"value": 3}]}"#, "“z” can be below zero"),
    (#"{"le": [{"plus": [{"fact": "r"}, {"fact": "u"}]}, {"value": 3}]}"#, "are not to be compared"),
    (#"{"le": [{"plus": [{"fact": "r"}, {"fact": "c"}]}, {"fact": "u"}]}"#, "are not to be compared"),
    (#"{"ge": [{"plus": [{"age": {"fact": "born"}}, {"value": 3}]}, {"value": 3}]}"#, "ages are not worked with"),
    (
      #"{"le": [{"plus": [{"value": 3, "unit": "EUR", "kind": "a"}, {"value": 3}]}, {"value": 3}]}"#,
      "depends on no fact"
    ),
  ])
  func `is refused where it could not be judged`(condition: String, reason: String) throws {
    let failure = #expect(throws: JSONFailure.self) {
      try programme(facts: Self.facts, decide: #"{"id": "a", "is": \#(condition), "fr": "", "en": ""}"#)
    }
    #expect(failure?.text.en.contains(reason) ?? false, "\(String(describing: failure?.text.en))")
  }

  @Test func `is told in words when it changes`() throws {
    func rules(_ amount: Int) throws -> Programme {
      try programme(
        facts: Self.facts,
        decide: #"""
          {"id": "left", "is": {"le": [{"minus": [{"fact": "r"}, {"fact": "c"}]}, {"value": \#(amount)}]}, "fr": "", "en": ""}
          """#)
    }
    let changes = try rules(9).changes(from: rules(8))
    #expect(changes.map(\.new?.en) == ["(r − c) ≤ 9 (in decide)"])
  }
}

@Suite struct `An age on a day of the year of the decision` {
  @Test(arguments: [
    ("2008-12-31" as Day, "2026-01-05" as Day, Outcome.notEligible), ("2009-01-01", "2026-12-31", .eligible),
    ("2009-01-01", "2027-01-01", .notEligible),
  ])
  func `is counted up to that day`(_ born: Day, _ day: Day, _ expected: Outcome) throws {
    let programme = try programme(
      facts: #"{"born": {"type": "date", "evidence": ["paper"]}}"#,
      decide: #"""
        {"id": "minor", "is": {"lt": [{"age": {"fact": "born"}, "on": {"value": "12-31"}}, {"value": 18}]}, "fr": "", "en": ""}
        """#)
    let fact = Fact(.day(born), evidence: .init(kind: "paper", day: "2026-01-01", checkedBy: nil))
    #expect(try programme.decide(["born": fact], on: day).outcome == expected)
  }

  @Test func `must be a day of some year`() {
    #expect(throws: JSONFailure.self) {
      try programme(
        facts: #"{"born": {"type": "date", "evidence": ["paper"]}}"#,
        decide: #"""
          {"id": "minor", "is": {"lt": [{"age": {"fact": "born"}, "on": {"value": "13-31"}}, {"value": 18}]}, "fr": "", "en": ""}
          """#)
    }
  }
}
