import Eligibility
import Kernel
import TestSupport
import Testing

@Suite struct `What a family must bring, and what is one way among several` {
  private static func group(_ key: String, _ parts: String...) -> String {
    #"{"id": "g\#(parts.joined().utf8.reduce(0) { $0 &* 31 &+ Int($1) }.magnitude)", \#(key): [\#(parts.joined(separator: ", "))], "fr": "", "en": ""}"#
  }
  private static let (a, b, c, d) = (criterion("a"), criterion("b"), criterion("c"), criterion("d"))
  private static func not(_ part: String) -> String {
    #"{"id": "n\#(part.utf8.count)", "not": \#(part), "fr": "", "en": ""}"#
  }

  static let cases: [(String, String, Set<String>)] = [
    ("all of them", group(#""all""#, a, b), ["a", "b"]),
    ("one of them", group(#""any""#, a, b), []),
    ("an address, and one way or the other", group(#""all""#, a, group(#""any""#, b, group(#""all""#, c, d))), ["a"]),
    (
      "a fact that every way needs",
      group(#""any""#, group(#""all""#, a, b), group(#""all""#, criterion("a", id: "a2"), c)), ["a"]
    ),
    ("two of three", group(#""atLeast": 2, "of""#, a, b, c), []),
    ("three of three", group(#""atLeast": 3, "of""#, a, b, c), ["a", "b", "c"]),
    ("neither of two", not(group(#""any""#, a, b)), ["a", "b"]),
    ("not both", not(group(#""all""#, a, b)), []),
    ("not two of three", not(group(#""atLeast": 2, "of""#, a, b, c)), []),
  ]

  @Test(arguments: cases)
  func `is what no answer to the others makes up for`(_ what: String, _ decide: String, _ expected: Set<String>) throws
  {
    let names = ["a", "b", "c", "d"]
    let rules = try programme(facts: yesOrNo("a", "b", "c", "d"), decide: decide)
    #expect(try rules.decide([:], on: "2026-06-01").indispensable == expected, "\(what)")
    // By trying everything: with one fact left unknown, does some answer to all the others make the household eligible?
    for name in names {
      let others = names.filter { $0 != name }
      let eligible = try (0..<8).contains { answers in
        let facts = others.enumerated().map { ($1, Fact.sample(.truth(answers >> $0 & 1 == 1))) }
        return try rules.decide(Dictionary(uniqueKeysWithValues: facts), on: "2026-06-01").outcome == .eligible
      }
      #expect(expected.contains(name) == !eligible, "\(what): \(name)")
    }
  }

  @Test func `what is known already makes up for the rest`() throws {
    let rules = try programme(
      facts: yesOrNo("a", "b", "c"), decide: Self.group(#""atLeast": 2, "of""#, Self.a, Self.b, Self.c))
    func indispensable(_ facts: [String: Bool]) throws -> Set<String> {
      try rules.decide(facts.mapValues { .sample(.truth($0)) }, on: "2026-06-01").indispensable
    }
    #expect(try indispensable(["a": false]) == ["b", "c"])
    #expect(try indispensable(["a": true]) == [])
    #expect(try indispensable(["a": true, "b": true]) == [])
  }
}
