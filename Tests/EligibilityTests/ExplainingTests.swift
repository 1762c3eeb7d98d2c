import Eligibility
import Kernel
import TestSupport
import Testing

/// A household above every ceiling, of which two facts are not known.
let explainedFacts: [String: Fact] = [
  "school": .sample(.text("0942434K"), kind: "uai", by: "school"), "qf": .qf(701),
  "rfr": .sample(.number(21_000), kind: "rfr", by: "tax"), "persons": .sample(.number(2), by: "book"),
  "born": .sample(.day("1990-06-01"), by: "identity"),
]

@Suite struct `Explaining a decision` {
  @Test func `every criterion has its line, its mark and its values, and what is missing comes last`() throws {
    let decision = try programme(goodFile).decide(explainedFacts, on: "2026-06-01")
    let lines = decision.explanation.map { line in
      String(repeating: "  ", count: line.depth) + "\(line.mark) \(line.text.fr)"
    }
    #expect(
      lines == [
        "met Collège 0942434K parmi 0942434K",
        "unknown Ressources",
        "  notMet QF 701 ≤ 650",
        "  notMet RFR 21\u{202F}000 ≤ 20\u{202F}000",
        "  notMet 36 ans",
        "  unknown Boursier",
        "unknown Pas propriétaire",
        "  unknown Propriétaire",
        "request grant : apporter notice.",
        "request home : apporter deed.",
      ])
    #expect(decision.explanation[3].text.en == "RFR 21,000 ≤ 20,000")
  }

  @Test func `an unknown value shows as a question mark`() throws {
    let decision = try programme(goodFile).decide([:], on: "2026-06-01")
    #expect(decision.trace.all.first { $0.id == "low" }?.text.fr == "QF ? ≤ 650")
    #expect(decision.trace.all.first { $0.id == "tax" }?.text.fr == "RFR ? ≤ ?")
    #expect(decision.trace.all.first { $0.id == "old" }?.text.fr == "? ans")
  }

  @Test func `reasons for the family use no signs, and name what is not known instead of showing a blank`() throws {
    func plain(_ facts: [String: Fact], _ language: Language = .fr) throws -> [String] {
      try programme(goodFile).decide(facts, on: "2026-06-01").reasons.map { "\($0.truth) \($0.plain[language])" }
    }
    #expect(
      try plain([:]) == [
        "unknown school", "unknown QF", "unknown RFR, persons", "unknown born", "unknown Boursier",
        "unknown Pas propriétaire",
      ])
    var facts = explainedFacts
    facts["grant"] = .sample(.truth(false), by: "notice")
    #expect(
      try plain(facts).prefix(2) == [
        "false QF 701 ; il faut au plus 650", "false RFR 21\u{202F}000 ; il faut au plus 20\u{202F}000",
      ])
    facts["qf"] = .sample(.absent, by: "none")
    #expect(try plain(facts, .en).first == "false QF (there is none)")
    facts["qf"] = .qf(600)
    facts["home"] = .sample(.text("tenant"), by: "deed")
    #expect(
      try plain(facts, .en) == [
        "true Collège 0942434K among 0942434K", "true QF 600; it takes at most 650", "true Not an owner",
      ])
  }

  @Test func `the answer is told in a sentence`() throws {
    let decision = try programme(goodFile).decide([:], on: "2026-06-01")
    #expect(decision.summary.fr == "Essai : on ne sait pas encore, au 1er juin 2026 (règles 1).")
    #expect(decision.summary.en == "Trial: not known yet, on 1 June 2026 (rules 1).")
  }

  @Test(arguments: [
    (FactValue.number(600), false, Outcome.eligible, true),
    (.number(701), true, .eligible, true),
    (.number(701), false, .notEligible, false),
  ])
  func `an eligible household is modest when a true criterion on its means holds the answer up`(
    _ qf: FactValue, _ grant: Bool, _ outcome: Outcome, _ modest: Bool
  ) throws {
    var facts = explainedFacts
    facts["qf"] = .sample(qf, kind: "qf_caf_msa", by: "caf")
    facts["grant"] = .sample(.truth(grant), by: "notice")
    facts["home"] = .sample(.text("tenant"), by: "deed")
    let decision = try programme(goodFile).decide(facts, on: "2026-06-01")
    #expect(decision.outcome == outcome)
    #expect(decision.restsOnModestMeans == modest)
  }

  @Test func `a true criterion on means in a branch that fails holds nothing up`() throws {
    let means = #"{"id": "means", "is": {"fact": "a"}, "modest": true, "fr": "", "en": ""}"#
    let programme = try programme(
      facts: yesOrNo("a", "b", "c"),
      decide: #"{"any": [{"id": "g", "all": [\#(means), \#(criterion("b"))], "fr": "", "en": ""}, \#(criterion("c"))]}"#
    )
    func decide(b: Bool) throws -> Decision {
      try programme.decide(
        ["a": .sample(.truth(true)), "b": .sample(.truth(b)), "c": .sample(.truth(true))], on: "2026-06-01")
    }
    #expect(try decide(b: true).restsOnModestMeans)
    #expect(try decide(b: false).outcome == .eligible)
    #expect(try !decide(b: false).restsOnModestMeans)
  }
}

@Suite struct `Ranking and terms` {
  @Test(
    arguments: [
      ([:], 0, 0, 50), (["qf": Fact.qf(350)], 30, 30, 50), (["qf": .qf(351)], 0, 0, 20),
      (["grant": .sample(.truth(true), by: "notice")], 20, 20, 50),
      (["qf": .qf(350), "grant": .sample(.truth(true), by: "notice")], 50, 50, 50),
    ] as [([String: Fact], Int, Int, Int)])
  func `an unknown reason gives no points and shows what it could give`(
    _ facts: [String: Fact], _ points: Int, _ min: Int, _ max: Int
  ) throws {
    let ranking = try programme(goodFile).decide(facts, on: "2026-06-01").ranking
    #expect([ranking.points, ranking.min, ranking.max] == [points, min, max])
    #expect(ranking.reasons.map(\.text.en) == ["Very low QF", "Grant holder"])
  }

  @Test func `a missing last tie-break is added, so that no two requests are equal`() throws {
    let text = goodFile.replacing(
      #""tieBreak": ["request_date", "request_id"],"#, with: #""tieBreak": ["request_date"],"#)
    #expect(try programme(text).tieBreak == [.requestDate, .requestID])
  }

  @Test func `the contribution is an amount of money per year`() throws {
    let decision = try programme(goodFile).decide([:], on: "2026-06-01")
    #expect(decision.contribution?.money == Money(euros: 25))
    #expect(decision.contribution?.measure == .eurosPerYear)
  }

  @Test func `a contribution by QF is unknown with the QF, and read from its band with it`() throws {
    let programme = try programme(
      goodFile.replacing(
        #""contribution": {"value": 25, "unit": "EUR/year", "kind": "contribution"}"#,
        with: #""contribution": {"param": "price", "at": {"fact": "qf"}}"#
      ).replacing(
        #""senior": {"unit""#,
        with: """
          "price": {"type": "ladder", "over": {"unit": "EUR/month", "kind": "qf_caf_msa"}, "unit": "cent/year",
            "kind": "contribution", "direction": "increasing", "values": [{"from": "2025-01-01", "bands": [
              {"min": 0, "max": 400, "value": 1050}, {"min": 401, "value": 2100}]}]},
          "senior": {"unit"
          """))
    #expect(try programme.decide([:], on: "2026-06-01").contribution?.money == nil)
    for (qf, cents) in [(400, 1050), (401, 2100)] as [(Int, Int64)] {
      let decision = try programme.decide(["qf": .qf(qf)], on: "2026-06-01")
      #expect(decision.contribution?.money == Money(cents: cents))
    }
  }
}
