import Eligibility
import Kernel
import TestSupport
import Testing

/// Some rules, what is known, and what must still be asked for.
struct Question: Sendable, CustomTestStringConvertible {
  let what: String
  let decide: String
  let known: [String: FactValue]
  let outcome: Outcome
  let asked: [String]

  init(_ what: String, _ decide: String, _ known: [String: FactValue], _ outcome: Outcome, ask asked: [String] = []) {
    (self.what, self.decide, self.known, self.outcome, self.asked) = (what, decide, known, outcome, asked)
  }

  var testDescription: String { what }

  static let facts = """
    {"a": {"type": "bool", "evidence": ["paper"]}, "b": {"type": "bool", "evidence": ["paper"]},
     "c": {"type": "bool", "evidence": ["paper"]}, "d": {"type": "bool", "evidence": ["paper"]},
     "n": {"type": "int", "unit": "count", "max": 1000, "evidence": ["paper"]},
     "m": {"type": "int", "unit": "count", "max": 1000, "evidence": ["paper"]},
     "k": {"type": "int", "unit": "count", "max": 9, "evidence": ["paper"]},
     "born": {"type": "date", "evidence": ["paper"]},
     "home": {"type": "text", "values": ["owner", "tenant"], "evidence": ["paper"]}}
    """
}

private func group(_ key: String, _ id: String, _ parts: String...) -> String {
  #"{"id": "\#(id)", "\#(key)": [\#(parts.joined(separator: ", "))], "fr": "", "en": ""}"#
}

private func condition(_ id: String, _ condition: String) -> String {
  #"{"id": "\#(id)", "is": \#(condition), "fr": "", "en": ""}"#
}

private func number(_ id: String, _ comparison: String, _ value: Int, fact: String = "n") -> String {
  condition(id, #"{"\#(comparison)": [{"fact": "\#(fact)"}, {"value": \#(value)}]}"#)
}

private let (a, b, c, d) = (criterion("a"), criterion("b"), criterion("c"), criterion("d"))

@Suite struct `Asking only for what can still change the answer` {
  static let questions = [
    Question("all of two, nothing known", group("all", "x", a, b), [:], .unknown, ask: ["a", "b"]),
    Question("all of two, one true", group("all", "x", a, b), ["a": .truth(true)], .unknown, ask: ["b"]),
    Question("all of two, one false", group("all", "x", a, b), ["a": .truth(false)], .notEligible),
    Question("any of two, one true", group("any", "x", a, b), ["b": .truth(true)], .eligible),
    Question(
      "a branch settled by one of its facts is not asked about",
      group("all", "x", group("any", "y", a, b), c), ["a": .truth(true)], .unknown, ask: ["c"]),
    Question(
      "a branch that can no longer be true is not asked about",
      group("any", "x", group("all", "y", a, b), c), ["b": .truth(false)], .unknown, ask: ["c"]),
    Question(
      "two branches that need two facts each",
      group("any", "x", group("all", "y", a, b), group("all", "z", c, d)), [:], .unknown,
      ask: ["a", "b", "c", "d"]),
    Question(
      "bounds the fact cannot leave",
      group("all", "x", number("n", "le", 1000), a), [:], .unknown, ask: ["n", "a"]),
    Question(
      "a condition no value meets: either fact can show the refusal",
      group("all", "x", number("n", "gt", 1000), a), [:], .unknown, ask: ["n", "a"]),
    Question(
      "one fact in two places, where the first bound swallows the second",
      group("all", "x", number("low", "le", 400), group("any", "y", number("mid", "le", 700), b)), [:],
      .unknown, ask: ["n"]),
    Question(
      "one fact in two places, with room between the bounds",
      group("any", "x", number("low", "le", 400), group("all", "y", number("mid", "le", 700), b)), [:],
      .unknown, ask: ["n", "b"]),
    Question(
      "a contradiction: any value shows the refusal, and so can the fact beside it",
      group("all", "x", number("low", "lt", 10), number("high", "gt", 10), b), [:], .unknown, ask: ["n", "b"]),
    Question(
      "the same text in two places",
      group(
        "any", "x", condition("o", #"{"eq": [{"fact": "home"}, {"value": "owner"}]}"#),
        group("all", "y", condition("t", #"{"eq": [{"fact": "home"}, {"value": "owner"}]}"#), c)), [:],
      .unknown, ask: ["home"]),
    Question(
      "two facts compared with one another",
      group(
        "all", "x", condition("nm", #"{"lt": [{"fact": "n"}, {"fact": "m"}]}"#),
        condition("mn", #"{"lt": [{"fact": "m"}, {"fact": "n"}]}"#), a), ["a": .truth(true)], .unknown,
      ask: ["n", "m"]),
    Question(
      "an age in two places: over 60 is over 17 as well",
      group(
        "any", "x", condition("old", #"{"ge": [{"age": {"fact": "born"}}, {"value": 17}]}"#),
        group("all", "y", condition("older", #"{"ge": [{"age": {"fact": "born"}}, {"value": 60}]}"#), c)),
      [:], .unknown, ask: ["born"]),
    Question(
      "equal facts, one of them bounded: a condition that is always met still counts",
      group(
        "all", "x", number("k", "ge", 0, fact: "k"), number("from", "ge", 10), number("to", "le", 20),
        condition("nm", #"{"eq": [{"fact": "n"}, {"fact": "m"}]}"#)), [:], .unknown, ask: ["k", "n", "m"]),
    Question(
      "two facts in order between two bounds that leave room for both",
      group(
        "all", "x", number("k", "ge", 0, fact: "k"), number("from", "gt", 10), number("to", "lt", 13, fact: "m"),
        condition("nm", #"{"lt": [{"fact": "n"}, {"fact": "m"}]}"#)), [:], .unknown, ask: ["k", "n", "m"]),
    Question(
      "two facts in order between two bounds that leave no room: what is always met no longer counts",
      group(
        "all", "x", number("k", "ge", 0, fact: "k"), number("from", "gt", 10), number("to", "lt", 12, fact: "m"),
        condition("nm", #"{"lt": [{"fact": "n"}, {"fact": "m"}]}"#)), [:], .unknown, ask: ["n", "m"]),
    Question(
      "an age strictly between two bounds",
      group(
        "all", "x", number("k", "ge", 0, fact: "k"),
        condition("over", #"{"gt": [{"age": {"fact": "born"}}, {"value": 17}]}"#),
        condition("under", #"{"lt": [{"age": {"fact": "born"}}, {"value": 19}]}"#)), [:], .unknown,
      ask: ["k", "born"]),
    Question(
      "no age strictly between two bounds",
      group(
        "all", "x", number("k", "ge", 0, fact: "k"),
        condition("over", #"{"gt": [{"age": {"fact": "born"}}, {"value": 17}]}"#),
        condition("under", #"{"lt": [{"age": {"fact": "born"}}, {"value": 18}]}"#)), [:], .unknown,
      ask: ["born"]),
    Question(
      "a denied group", #"{"id": "no", "not": \#(group("any", "x", a, b)), "fr": "", "en": ""}"#,
      ["a": .truth(false)], .unknown, ask: ["b"]),
  ]

  @Test(arguments: questions)
  func `names those facts and no other`(_ question: Question) throws {
    let programme = try programme(facts: Question.facts, decide: question.decide)
    let decision = try programme.decide(question.known.mapValues { .sample($0) }, on: "2026-06-01")
    #expect(decision.outcome == question.outcome)
    #expect(decision.missing.map(\.name) == question.asked)
  }

  @Test func `each fact comes with the documents that would settle it`() throws {
    let decision = try programme(goodFile).decide(
      ["school": .sample(.text("0942434K"), kind: "uai", by: "school")], on: "2026-06-01")
    #expect(decision.missing.map(\.name) == ["qf", "rfr", "persons", "born", "grant", "home"])
    let qf = decision.missing[0]
    #expect(qf.documents.map(\.code) == ["caf", "msa"])
    #expect(qf.absenceDocuments.map(\.code) == ["none"])
    #expect(qf.text.fr == "QF : apporter CAF ou MSA ; ou, s'il n'y en a pas, none.")
  }

  @Test func `facts in many places are still asked for when there are too many ways to combine them`() throws {
    let facts = (0..<14).map { "f\($0)" }
    let declared =
      "{" + facts.map { #""\#($0)": {"type": "bool", "evidence": ["paper"]}"# }.joined(separator: ",") + "}"
    let twice = (0..<14).map { i in
      group("any", "g\(i)", criterion("f\(i)", id: "x\(i)"), criterion("f\((i + 1) % 14)", id: "y\(i)"))
    }
    let programme = try programme(
      facts: declared, decide: #"{"all": [\#(twice.joined(separator: ","))]}"#)
    #expect(try programme.decide([:], on: "2026-06-01").missing.map(\.name) == facts)
  }
}
