import Eligibility
import TestSupport
import Testing

@Suite struct `Reasoning with what is not known` {
  static let table: [(Truth, Truth, all: Truth, any: Truth)] = [
    (.false, .false, all: .false, any: .false),
    (.false, .unknown, all: .false, any: .unknown),
    (.false, .true, all: .false, any: .true),
    (.unknown, .unknown, all: .unknown, any: .unknown),
    (.unknown, .true, all: .unknown, any: .true),
    (.true, .true, all: .true, any: .true),
  ]

  @Test(arguments: table)
  func `false beats unknown in all, true beats unknown in any, in both orders`(
    _ left: Truth, _ right: Truth, _ all: Truth, _ any: Truth
  ) {
    #expect(left.and(right) == all)
    #expect(right.and(left) == all)
    #expect(left.or(right) == any)
    #expect(right.or(left) == any)
  }

  @Test func `the opposite of unknown is unknown`() {
    #expect(Truth.allCases.map(\.negated) == [.true, .unknown, .false])
  }

  /// The same tables through a whole file: two yes-or-no facts, given or not, in both orders.
  @Test(arguments: table, ["all", "any"])
  func `a group of two criteria follows the table whatever their order`(
    _ row: (left: Truth, right: Truth, all: Truth, any: Truth), _ group: String
  ) throws {
    for order in [["a", "b"], ["b", "a"]] {
      let decide = #"{"\#(group)": [\#(criterion(order[0])), \#(criterion(order[1]))]}"#
      let programme = try programme(facts: yesOrNo("a", "b"), decide: decide)
      var facts: [String: Fact] = [:]
      facts["a"] = row.left == .unknown ? nil : .sample(.truth(row.left == .true))
      facts["b"] = row.right == .unknown ? nil : .sample(.truth(row.right == .true))
      let decision = try programme.decide(facts, on: "2026-06-01")
      #expect(decision.trace.finding.truth == (group == "all" ? row.all : row.any))
    }
  }

  @Test func `every criterion is judged even when the answer stands already`() throws {
    let decide = #"{"all": [\#(criterion("a")), \#(criterion("b")), \#(criterion("c"))]}"#
    let programme = try programme(facts: yesOrNo("a", "b", "c"), decide: decide)
    let decision = try programme.decide(
      ["a": .sample(.truth(false)), "c": .sample(.truth(true))], on: "2026-06-01")
    #expect(decision.outcome == .notEligible)
    #expect(decision.trace.parts.map(\.finding.truth) == [.false, .unknown, .true])
  }
}
