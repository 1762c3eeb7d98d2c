import Kernel
import TestSupport
import Testing

@testable import Eligibility

/// Terms whose contribution is a formula over the QF, a number of children and an invoice.
private func tariff(_ contribution: String, cases: String = "") throws -> Programme {
  let text = """
    {"schema": "eligibility-rules/1", "id": "tarif", "version": "1", "validFrom": "2026-01-01",
     "title": {"fr": "Tarif", "en": "Fee"}, "legal": [{"title": "Délibération"}], "lastChecked": "2026-01-01",
     "params": {
       "effort": {"type": "ladder", "over": {"unit": "persons"}, "unit": "count", "direction": "decreasing",
         "values": [{"from": "2026-01-01", "bands": [{"min": 0, "max": 1, "value": 619}, {"min": 2, "value": 516}]}]}},
     "facts": {
       "qf": {"type": "int", "unit": "EUR/month", "kind": "qf_caf_msa", "evidence": ["caf"], "absence": ["none"]},
       "children": {"type": "int", "unit": "persons", "evidence": ["book"]},
       "invoice": {"type": "int", "unit": "cent", "kind": "price", "evidence": ["invoice"]},
       "here": {"type": "bool", "evidence": ["home"]}},
     "decide": {"id": "here", "is": {"fact": "here"}, "fr": "Ici", "en": "Here"},
     "terms": {"contracts": ["rental"], "contribution": \(contribution)},
     "tests": [{"name": "ici", "as_of": "2026-02-01", "facts": {"here": true}, "outcome": "eligible"}\(cases)]}
    """
  return try Programme(reading: Array(text.utf8), file: "tarif.json")
}

private func amount(_ contribution: String, qf: Int? = nil, children: Int = 0, invoice: Int = 0) throws -> Int? {
  func fact(_ number: Int, _ kind: String?, _ evidence: String) -> Fact {
    Fact(.number(number), kind: kind, evidence: .init(kind: evidence, day: "2026-02-01", checkedBy: nil))
  }
  var facts = ["children": fact(children, nil, "book"), "invoice": fact(invoice, "price", "invoice")]
  if let qf { facts["qf"] = fact(qf, "qf_caf_msa", "caf") }
  return try tariff(contribution).decide(facts, on: "2026-02-01").contribution?.number
}

private func share(_ rate: String, per: Int, round: String = "nearest", step: String = "") -> String {
  #"{"of": {"fact": "qf"}, "rate": \#(rate), "per": \#(per), "unit": "cent", "kind": "price", "round": "\#(round)"\#(step)}"#
}

@Suite struct `Working an amount out` {
  // 0.45 % of a QF of 612 € is 2.754 €.
  @Test(arguments: [("nearest", 275), ("down", 275), ("up", 276)])
  func `as a share, rounded as the file says`(round: String, cents: Int) throws {
    #expect(try amount(share("45", per: 10_000, round: round), qf: 612) == cents)
  }

  @Test func `a half goes up, and a step holds`() throws {
    #expect(try amount(share("1", per: 200), qf: 1) == 1)
    #expect(try amount(share("45", per: 10_000, step: #", "step": 10"#), qf: 612) == 280)
    #expect(try amount(share("45", per: 10_000, round: "down", step: #", "step": 50"#), qf: 612) == 250)
  }

  // At least 1.20 €, at most 5.40 €, between them 0.45 % of the QF.
  @Test(arguments: [(0, 120), (266, 120), (267, 120), (270, 122), (1_200, 540), (5_000, 540)])
  func `between a least and a greatest price`(qf: Int, cents: Int) throws {
    let formula = """
      {"greatest": [{"value": 120}, {"least": [\(share("45", per: 10_000)), {"value": 540}]}]}
      """
    #expect(try amount(formula, qf: qf) == cents)
  }

  // From 3 € at a QF of 400 € in a straight line to 9 € at 1,000 €.
  @Test(arguments: [(200, 300), (400, 300), (700, 600), (999, 899), (1_000, 900), (4_000, 900)])
  func `on a straight line between two quotients`(qf: Int, cents: Int) throws {
    let line = """
      {"least": [{"value": 900}, {"plus": [{"value": 300}, {"of": {"minus": [{"fact": "qf"}, {"value": 400}]}, "rate": 600,
        "per": 60000, "unit": "cent", "kind": "price", "round": "nearest"}]}]}
      """
    #expect(try amount(line, qf: qf) == cents)
  }

  @Test func `by a rate that depends on the number of children, and so many times`() throws {
    let rate = #"{"param": "effort", "at": {"fact": "children"}}"#
    #expect(try amount(share(rate, per: 100_000), qf: 1_000, children: 1) == 619)
    #expect(try amount(share(rate, per: 100_000), qf: 1_000, children: 3) == 516)
    #expect(
      try amount(#"{"times": [{"value": 250, "unit": "cent", "kind": "price"}, {"fact": "children"}]}"#, children: 3)
        == 750)
  }

  @Test func `as a part of an invoice up to a ceiling`() throws {
    let half =
      #"{"least": [{"value": 20000}, {"of": {"fact": "invoice"}, "rate": 50, "per": 100, "unit": "cent", "kind": "price", "round": "down"}]}"#
    #expect(try amount(half, invoice: 30_001) == 15_000)
    #expect(try amount(half, invoice: 50_000) == 20_000)
  }

  @Test func `is not known while one of its parts is not`() throws {
    #expect(try amount(share("45", per: 10_000)) == nil)
  }

  @Test func `stays within all sense, whatever the numbers`() throws {
    var formula = #"{"value": 1000000000, "unit": "cent", "kind": "price"}"#
    for _ in 0..<7 { formula = #"{"times": [\#(formula), {"value": 1000000000}]}"# }
    #expect(try amount(formula) == 1_000_000_000_000_000)
  }

  @Test(arguments: [
    (#"{"plus": [{"fact": "qf"}, {"fact": "invoice"}]}"#, "plus[1]"),
    (#"{"times": [{"fact": "invoice"}, {"fact": "invoice"}]}"#, "times[1]"),
    (#"{"minus": [{"fact": "invoice"}]}"#, "minus"),
    (#"{"least": [{"value": 1}, {"value": 2}]}"#, "least"),
    (#"{"of": {"fact": "qf"}, "rate": 45, "per": 10000, "unit": "cent", "kind": "price"}"#, ""),
    (#"{"of": {"fact": "qf"}, "rate": 45, "per": 0, "unit": "cent", "kind": "price", "round": "up"}"#, "per"),
    (#"{"of": {"fact": "qf"}, "rate": -1, "per": 10, "unit": "cent", "kind": "price", "round": "up"}"#, "rate"),
    (#"{"of": {"fact": "qf"}, "rate": 1, "per": 10, "unit": "persons", "round": "up"}"#, ""),
    (#"{"of": {"fact": "qf"}, "rate": 1.5, "per": 10, "unit": "cent", "kind": "price", "round": "up"}"#, "rate"),
  ])
  func `is refused with its place where it makes no sense`(formula: String, place: String) {
    #expect {
      try tariff(formula)
    } throws: { error in
      guard let failure = error as? JSONFailure, case .path(let path) = failure.place else { return false }
      return path == "terms.contribution" + (place.isEmpty ? "" : "." + place)
    }
  }

  @Test func `is told in signs when it changes`() throws {
    let (old, new) = (try tariff(share("45", per: 10_000)), try tariff(share("50", per: 10_000, round: "up")))
    let change = try #require(new.changes(from: old).first)
    #expect(change.old?.fr == "qf × 45 / 10000 arrondi au plus proche cent")
    #expect(change.new?.en == "qf × 50 / 10000 rounded up cent")
  }
}
