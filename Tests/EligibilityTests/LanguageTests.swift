import Eligibility
import Kernel
import TestSupport
import Testing

@Suite struct `Counting time since a day` {
  static func decide(_ side: String, least: Int, since day: Day, params: String = "{}") throws -> Outcome {
    try programme(
      facts: #"{"since": {"type": "date", "evidence": ["paper"]}}"#, params: params,
      decide: #"{"id": "x", "is": {"ge": [\#(side), {"value": \#(least)}]}, "fr": "", "en": ""}"#
    ).decide(["since": .sample(.day(day), on: "2026-01-02")], on: "2026-06-15").outcome
  }

  @Test(
    arguments: [
      ("2025-12-15", "months", 6), ("2025-12-16", "months", 5), ("2026-06-15", "months", 0), ("2025-06-15", "years", 1),
      ("2026-06-05", "days", 10), ("2025-06-16", "years", 0),
    ] as [(Day, String, Int)])
  func `counts whole years, months or days up to the decision`(_ since: Day, _ unit: String, _ count: Int) throws {
    let side = #"{"age": {"fact": "since"}, "unit": "\#(unit)"}"#
    #expect(try Self.decide(side, least: count, since: since) == .eligible)
    #expect(try Self.decide(side, least: count + 1, since: since) == .notEligible)
  }

  @Test func `a month from the 31st ends on the last day of a shorter one`() throws {
    func months(_ on: String, _ least: Int) throws -> Outcome {
      let side = #"{"age": {"fact": "since"}, "unit": "months", "on": {"value": "\#(on)"}}"#
      return try Self.decide(side, least: least, since: "2025-08-31")
    }
    #expect(try months("2026-02-27", 6) == .notEligible)
    #expect(try months("2026-02-28", 6) == .eligible)
  }

  @Test(arguments: [("2008-12-31", Outcome.eligible), ("2009-01-01", .notEligible)] as [(Day, Outcome)])
  func `an age can be that of a fixed day, as 31 December`(_ born: Day, _ outcome: Outcome) throws {
    for (on, params) in [
      (#"{"value": "2026-12-31"}"#, "{}"),
      (
        #"{"param": "end"}"#,
        #"{"end": {"type": "date", "values": [{"from": "2026-01-01", "value": "2026-12-31"}]}}"#
      ),
    ] {
      let side = #"{"age": {"fact": "since"}, "on": \#(on)}"#
      #expect(try Self.decide(side, least: 18, since: born, params: params) == outcome)
    }
  }

  @Test func `what is still unknown is asked for on both sides of the turn`() throws {
    let rules = try programme(
      facts: #"{"since": {"type": "date", "evidence": ["paper"]}}"#,
      decide:
        #"{"id": "x", "is": {"eq": [{"age": {"fact": "since"}, "unit": "months"}, {"value": 3}]}, "fr": "", "en": ""}"#)
    #expect(try rules.decide([:], on: "2026-05-31").missing.map(\.name) == ["since"])
  }
}

@Suite struct `Several proofs of one fact` {
  static let facts = """
    {"qf": {"type": "int", "unit": "EUR/month", "kind": "qf_caf_msa", "evidence": ["caf"], "absence": ["none"]},
     "grant": {"type": "bool", "evidence": ["notice", "register"], "lagging": ["register"]}}
    """

  static func qf(_ value: FactValue, _ day: Day, month: String? = nil, by evidence: String = "caf") throws -> Fact {
    Fact(
      value, kind: value == .absent ? nil : "qf_caf_msa", evidence: .init(kind: evidence, day: day, checkedBy: nil),
      origin: try month.map { Fact.Origin(provider: nil, month: try Month($0), calculated: nil) })
  }

  static func grant(_ holds: Bool, _ day: Day, by evidence: String) -> Fact {
    Fact(.truth(holds), evidence: .init(kind: evidence, day: day, checkedBy: nil))
  }

  /// In the order they are told; the last number is the place of the one that counts.
  static func cases() throws -> [(String, [Fact], Int)] {
    [
      ("qf", [try qf(.number(700), "2026-10-05"), try qf(.number(500), "2026-05-05")], 0),
      ("qf", [try qf(.number(500), "2026-05-05"), try qf(.number(700), "2026-10-05")], 1),
      // A correction rests on the same document.
      ("qf", [try qf(.number(700), "2026-10-05"), try qf(.number(70), "2026-10-05")], 1),
      // Printed later, of an earlier month.
      (
        "qf", [try qf(.number(1), "2026-09-05", month: "2026-09"), try qf(.number(2), "2026-10-05", month: "2026-06")],
        0
      ),
      // That there is none is known like anything else.
      ("qf", [try qf(.absent, "2026-10-05", by: "none"), try qf(.number(500), "2026-09-05")], 0),
      ("qf", [try qf(.absent, "2026-10-05", by: "none"), try qf(.number(500), "2026-10-06")], 1),
      // What proves nothing here takes the place of nothing.
      ("qf", [try qf(.number(500), "2026-09-05"), try qf(.number(9), "2026-10-05", by: "estimate")], 0),
      ("qf", [try qf(.number(500), "2026-09-05", by: "letter"), try qf(.number(9), "2026-08-05")], 1),
      ("grant", [grant(true, "2026-09-05", by: "notice"), grant(false, "2026-10-05", by: "register")], 0),
      ("grant", [grant(false, "2026-10-05", by: "register"), grant(true, "2026-09-05", by: "notice")], 1),
      ("grant", [grant(true, "2026-09-05", by: "register"), grant(false, "2026-10-05", by: "notice")], 1),
    ]
  }

  @Test func `the newest that proves something counts, whenever it was told`() throws {
    let programme = try programme(
      facts: Self.facts, decide: #"{"any": [\#(criterion("grant")), \#(ExaminationCriterion.low)]}"#)
    for (name, proofs, counting) in try Self.cases() {
      let told = proofs.map { (name: name, fact: $0) }
      #expect(programme.facts(among: told) == [name: proofs[counting]], "\(proofs)")
      // Judged in bulk, the same.
      var intake = FactIntake(for: programme)
      let sheet = try intake.sheet(of: Array(proofs.indices)) { told[$0] }
      let rules = try RulesInForce(of: programme, on: "2026-10-10")
      #expect(try rules.decide(sheet).record == rules.decide([name: proofs[counting]]).record, "\(proofs)")
    }
  }
}

/// A criterion on a quotient.
enum ExaminationCriterion {
  static let low = #"{"id": "low", "is": {"le": [{"fact": "qf"}, {"value": 100}]}, "fr": "", "en": ""}"#
}

@Suite struct `So many criteria out of several` {
  static let rules =
    #"{"id": "two", "atLeast": 2, "of": [\#(["a", "b", "c"].map { criterion($0) }.joined(separator: ","))], "fr": "", "en": ""}"#

  @Test(
    arguments: [
      ([true, true, nil], Outcome.eligible, []), ([true, nil, nil], .unknown, ["b", "c"]),
      ([false, true, nil], .unknown, ["c"]), ([false, false, nil], .notEligible, []),
      ([nil, nil, nil], .unknown, ["a", "b", "c"]),
    ] as [([Bool?], Outcome, [String])])
  func `are met as soon as enough are, and refused as soon as too few can be`(
    _ known: [Bool?], _ outcome: Outcome, _ asked: [String]
  ) throws {
    let programme = try programme(facts: yesOrNo("a", "b", "c"), decide: Self.rules)
    var facts: [String: Fact] = [:]
    for (name, value) in zip(["a", "b", "c"], known) { facts[name] = value.map { .sample(.truth($0)) } }
    let decision = try programme.decide(facts, on: "2026-06-01")
    #expect(decision.outcome == outcome)
    #expect(decision.missing.map(\.name) == asked)
  }
}

@Suite struct `Whether there is such a thing` {
  static let rules = try? programme(
    facts: """
      {"qf": {"type": "int", "unit": "EUR/month", "kind": "qf_caf_msa", "evidence": ["caf"], "absence": ["none"]},
       "a": {"type": "bool", "evidence": ["paper"]}}
      """,
    decide: """
      {"all": [{"id": "outside", "is": {"not": {"exists": "qf"}}, "fr": "", "en": ""}, \(criterion("a"))]}
      """)

  @Test(
    arguments: [
      (Fact.sample(.absent, by: "none"), Outcome.eligible), (.qf(100), .notEligible),
      (.sample(.absent, by: "caf"), .unknown),
    ] as [(Fact, Outcome)])
  func `is a condition of its own, true only when absence is proven`(_ qf: Fact, _ outcome: Outcome) throws {
    let rules = try #require(Self.rules)
    #expect(try rules.decide(["qf": qf, "a": .sample(.truth(true))], on: "2026-06-01").outcome == outcome)
  }
}

@Suite struct `A ladder that adds so much for each` {
  static func ceiling(_ bands: String) throws -> Programme {
    try programme(
      facts: """
        {"n": {"type": "int", "unit": "persons", "min": 1, "max": 30, "evidence": ["paper"]},
         "rfr": {"type": "int", "unit": "EUR/year", "kind": "rfr", "evidence": ["paper"]}}
        """,
      params: """
        {"ceiling": {"type": "ladder", "over": {"unit": "persons"}, "unit": "EUR/year", "kind": "rfr",
          "direction": "increasing", "values": [{"from": "2026-01-01", "bands": [\(bands)]}]}}
        """,
      decide: """
        {"id": "x", "is": {"le": [{"fact": "rfr"}, {"param": "ceiling", "at": {"fact": "n"}}]},
         "fr": "{ceiling at n}", "en": "{ceiling at n}"}
        """)
  }

  static let bands = #"{"min": 1, "max": 1, "value": 12000}, {"min": 2, "value": 18000, "plus": 3500}"#

  @Test(arguments: [(1, 12_000), (2, 18_000), (3, 21_500), (10, 46_000)])
  func `gives the sum of its steps`(_ persons: Int, _ ceiling: Int) throws {
    let rules = try Self.ceiling(Self.bands)
    func outcome(_ income: Int) throws -> Outcome {
      try rules.decide(
        ["n": .sample(.number(persons)), "rfr": .sample(.number(income), kind: "rfr")], on: "2026-06-01"
      ).outcome
    }
    #expect(try outcome(ceiling) == .eligible)
    #expect(try outcome(ceiling + 1) == .notEligible)
  }

  @Test func `is refused when the steps go the wrong way, or are too many`() throws {
    func problem(_ bands: String) -> JSONFailure.Problem? {
      #expect(throws: JSONFailure.self) { try Self.ceiling(bands) }?.problem
    }
    #expect(
      problem(Self.bands.replacing("3500", with: "-3500"))
        == .rule(RuleDefect.bandAgainstDirection(14_500, after: 18_000, .increasing).text))
    #expect(
      problem(Self.bands.replacing(#""min": 2,"#, with: #""min": 2, "max": 5000,"#))
        == .rule(RuleDefect.tooManySteps(limit: 1000).text))
  }
}

@Suite struct `What is offered` {
  static let file = goodFile.replacing(
    #""contribution": {"value": 25, "unit": "EUR/year", "kind": "contribution"}"#,
    with: """
      "stock": 40, "then": {"contract": "gift", "fr": "à la fin du parcours", "en": "at the end of the path"},
      "contribution": [
        {"if": {"fact": "grant"}, "then": {"value": 0, "unit": "cent/year", "kind": "contribution"}},
        {"value": 2550, "unit": "cent/year", "kind": "contribution"}],
      "price": {"value": 90, "unit": "EUR", "kind": "price"}, "aid": {"value": 60, "unit": "percent"}
      """)

  @Test(arguments: [(true, 0), (false, 2550), (nil, nil)] as [(Bool?, Int?)])
  func `the first choice that fits tells the amount, and nothing does while it is not known`(
    _ grant: Bool?, _ cents: Int?
  ) throws {
    let facts = grant.map { ["grant": Fact.sample(.truth($0), by: "notice")] } ?? [:]
    let decision = try programme(Self.file).decide(facts, on: "2026-06-01")
    #expect(decision.contribution?.number == cents)
    #expect(decision.contribution?.money == cents.map { Money(cents: Int64($0)) })
    #expect(decision.amount(.price)?.money == Money(euros: 90))
    #expect(decision.amount(.aid)?.number == 60)
    #expect(decision.amount(.aid)?.money == nil)
    #expect(
      decision.json(in: .en).text.contains(
        #""stock":40,"then":{"contract":"gift","fr":"à la fin du parcours","en":"at the end of the path"}}"#))
  }

  @Test func `a case holds the amounts and the points`() throws {
    let good = Self.file.replacing(
      #""facts": {"school": "0942434K", "qf": 700, "home": "tenant"}"#,
      with:
        #""facts": {"school": "0942434K", "qf": 300, "home": "tenant", "grant": true}, "points": 50, "contribution": 0"#
    )
    #expect(throws: Never.self) { try programme(good) }
    let failure = #expect(throws: JSONFailure.self) {
      try programme(good.replacing(#""contribution": 0}"#, with: #""contribution": 2550}"#))
    }
    #expect(
      failure?.problem
        == .rule(
          RuleDefect.caseFailed(
            name: "au plafond", expected: "contribution 2550", found: Text(same: "contribution 0")
          ).text))
  }
}

@Suite struct `Evidence and its seasons` {
  @Test(arguments: [("2026-06-30", Truth.unknown), ("2026-10-14", .unknown), ("2026-10-16", .false)] as [(Day, Truth)])
  func `a register that lags until mid-October is believed from then on`(_ day: Day, _ truth: Truth) throws {
    let file = goodFile.replacing(
      #""lagging": ["register"]"#, with: #""lagging": [{"evidence": "register", "from": "06-01", "to": "10-15"}]"#)
    let decision = try programme(file).decide(
      ["grant": .sample(.truth(false), by: "register", on: day)], on: "2026-11-01")
    #expect(decision.trace.all.first { $0.id == "holder" }?.truth == truth)
  }

  @Test func `three months are three months`() throws {
    let file = goodFile.replacing(#""maxAgeDays": 92"#, with: #""maxAgeMonths": 3"#)
    let facts = ["qf": Fact.qf(500, on: "2026-05-31")]
    #expect(try programme(file).decide(facts, on: "2026-08-31").trace.all.first { $0.id == "low" }?.truth == .true)
    #expect(try programme(file).decide(facts, on: "2026-09-01").trace.all.first { $0.id == "low" }?.truth == .unknown)
  }

  @Test func `an estimate is shown and never decides, and no programme may accept one`() throws {
    let decision = try programme(goodFile).decide(["qf": .qf(100, by: "estimate")], on: "2026-06-01")
    #expect(decision.missing.first { $0.name == "qf" }?.reason == .estimated)
    #expect(decision.explanation.contains { $0.text.en == "QF: it is an estimate: it is shown and proves nothing." })
    let failure = #expect(throws: JSONFailure.self) {
      try programme(goodFile.replacing(#"["caf", "msa"]"#, with: #"["caf", "estimate"]"#))
    }
    #expect(failure?.problem == .rule(RuleDefect.estimateAsEvidence.text))
  }
}
