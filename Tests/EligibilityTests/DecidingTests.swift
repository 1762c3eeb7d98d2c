import Eligibility
import Kernel
import TestSupport
import Testing

@Suite struct `Deciding on a day` {
  @Test(
    arguments: [("2025-12-31", false), ("2026-01-01", true), ("2026-12-31", true), ("2027-01-01", false)]
      as [(Day, Bool)])
  func `outside the programme's validity there is no rule, and that is an error`(_ day: Day, _ inForce: Bool) throws {
    let programme = try programme(goodFile)
    if inForce {
      #expect(try programme.decide([:], on: day).outcome == .unknown)
    } else {
      let failure = EligibilityFailure.noRuleInForce(
        programme: "essai", on: day, from: "2026-01-01", to: "2026-12-31")
      #expect(throws: failure) { try programme.decide([:], on: day) }
      #expect(failure.exitCode == .refused)
    }
  }

  @Test func `a parameter without a value on the day is an error, even where the answer stands without it`() throws {
    let programme = try programme(
      facts:
        #"{"a": {"type": "bool", "evidence": ["paper"]}, "n": {"type": "int", "unit": "count", "evidence": ["paper"]}}"#,
      params: #"{"most": {"unit": "count", "values": [{"from": "2026-05-01", "to": "2026-06-30", "value": 3}]}}"#,
      decide: """
        {"all": [\(criterion("a")),
          {"id": "n", "is": {"le": [{"fact": "n"}, {"param": "most"}]}, "fr": "n", "en": "n"}]}
        """)
    for day in ["2026-04-30", "2026-07-01"] as [Day] {
      #expect(throws: EligibilityFailure.noValueInForce(parameter: "most", on: day)) {
        try programme.decide(["a": .sample(.truth(false), on: "2026-01-01")], on: day)
      }
    }
    #expect(try programme.decide(["a": .sample(.truth(false))], on: "2026-06-30").outcome == .notEligible)
  }

  @Test(arguments: [("2026-08-31", 650), ("2026-09-01", 700)] as [(Day, Int)])
  func `a ceiling changes on its day`(_ day: Day, _ ceiling: Int) throws {
    let programme = try programme(goodFile)
    let others: [String: Fact] = [
      "school": .sample(.text("0942434K"), kind: "uai", by: "school", on: day),
      "home": .sample(.text("tenant"), by: "deed", on: day),
    ]
    func outcome(_ qf: Int) throws -> Outcome {
      try programme.decide(others.merging(["qf": .qf(qf, on: day)]) { $1 }, on: day).outcome
    }
    #expect(try outcome(ceiling) == .eligible)
    #expect(try outcome(ceiling + 1) == .unknown)
  }

  static let comparisons: [(String, [Bool])] = [
    ("lt", [true, false, false]), ("le", [true, true, false]), ("eq", [false, true, false]),
    ("ge", [false, true, true]), ("gt", [false, false, true]),
  ]

  @Test(arguments: comparisons)
  func `numbers compare below, at and above, on either side`(_ comparison: String, _ expected: [Bool]) throws {
    for (sides, mirrored) in [(#"{"fact": "n"}, {"value": 5}"#, false), (#"{"value": 5}, {"fact": "n"}"#, true)] {
      let programme = try programme(
        facts: #"{"n": {"type": "int", "unit": "count", "evidence": ["paper"]}}"#,
        decide: #"{"id": "n", "is": {"\#(comparison)": [\#(sides)]}, "fr": "n", "en": "n"}"#)
      let outcomes = try [4, 5, 6].map { number in
        try programme.decide(["n": .sample(.number(number))], on: "2026-06-01").outcome == .eligible
      }
      #expect(outcomes == (mirrored ? expected.reversed() : expected))
    }
  }

  @Test(
    arguments: [
      ("2009-06-01", 17), ("2009-06-02", 16), ("2008-02-29", 18), ("1966-06-01", 60), ("1966-06-02", 59),
    ] as [(Day, Int)])
  func `an age counts birthdays`(_ born: Day, _ age: Int) throws {
    func outcome(_ least: Int) throws -> Outcome {
      try programme(
        facts: #"{"born": {"type": "date", "evidence": ["paper"]}}"#,
        decide: """
          {"id": "age", "is": {"ge": [{"age": {"fact": "born"}}, {"value": \(least), "unit": "years"}]},
           "fr": "{age born}", "en": "{age born}"}
          """
      ).decide(["born": .sample(.day(born))], on: "2026-06-01").outcome
    }
    #expect(try outcome(age) == .eligible)
    #expect(try outcome(age + 1) == .notEligible)
  }

  @Test func `someone born on 29 February comes of age on 1 March`() throws {
    let programme = try programme(
      facts: #"{"born": {"type": "date", "evidence": ["paper"]}}"#,
      decide: """
        {"id": "age", "is": {"ge": [{"age": {"fact": "born"}}, {"value": 18}]}, "fr": "", "en": ""}
        """)
    let facts = ["born": Fact.sample(.day("2008-02-29"), on: "2026-01-01")]
    #expect(try programme.decide(facts, on: "2026-02-28").outcome == .notEligible)
    #expect(try programme.decide(facts, on: "2026-03-01").outcome == .eligible)
  }

  @Test(arguments: [(1, 12_000), (2, 20_000), (9, 20_000)])
  func `a ladder is read at its band`(_ persons: Int, _ ceiling: Int) throws {
    let programme = try programme(goodFile)
    func outcome(_ income: Int) throws -> Truth {
      let decision = try programme.decide(
        [
          "rfr": .sample(.number(income), kind: "rfr", by: "tax"), "persons": .sample(.number(persons), by: "book"),
        ], on: "2026-06-01")
      return try #require(decision.trace.all.first { $0.id == "tax" }).truth
    }
    #expect(try outcome(ceiling) == .true)
    #expect(try outcome(ceiling + 1) == .false)
  }

  @Test func `days compare with days, texts with texts, yes with no`() throws {
    let programme = try programme(
      facts: """
        {"end": {"type": "date", "evidence": ["paper"]}, "home": {"type": "text", "kind": "insee_commune", "evidence": ["paper"]},
         "work": {"type": "text", "kind": "insee_commune", "evidence": ["paper"]}, "a": {"type": "bool", "evidence": ["paper"]}}
        """,
      params: #"{"limit": {"type": "date", "values": [{"from": "2026-01-01", "value": "2026-12-31"}]}}"#,
      decide: """
        {"all": [{"id": "end", "is": {"gt": [{"fact": "end"}, {"param": "limit"}]}, "fr": "{end}", "en": "{end}"},
          {"id": "same", "is": {"eq": [{"fact": "home"}, {"fact": "work"}]}, "fr": "{home}", "en": "{home}"},
          {"id": "no", "is": {"eq": [{"fact": "a"}, {"value": false}]}, "fr": "{a}", "en": "{a}"}]}
        """)
    var facts: [String: Fact] = [
      "end": .sample(.day("2027-01-01")), "home": .sample(.text("47001"), kind: "insee_commune"),
      "work": .sample(.text("47 001"), kind: "insee_commune"), "a": .sample(.truth(false)),
    ]
    #expect(try programme.decide(facts, on: "2026-06-01").trace.parts.map(\.finding.truth) == [.true, .true, .true])
    facts["end"] = .sample(.day("2026-12-31"))
    facts["work"] = .sample(.text("47323"), kind: "insee_commune")
    facts["a"] = .sample(.truth(true))
    #expect(try programme.decide(facts, on: "2026-06-01").trace.parts.map(\.finding.truth) == [.false, .false, .false])
  }

  @Test(
    arguments: [
      (
        Fact.sample(.truth(true), kind: "qf_caf_msa", by: "caf"), "qf",
        EligibilityFailure.factOfOtherSort(fact: "qf", declared: .number(.eurosPerMonth, kind: "qf_caf_msa"))
      ),
      (
        .sample(.number(500), kind: "qf_tax", by: "caf"), "qf",
        .factOfOtherKind(fact: "qf", given: "qf_tax", declared: "qf_caf_msa")
      ),
      (.sample(.number(500), by: "caf"), "qf", .factOfOtherKind(fact: "qf", given: nil, declared: "qf_caf_msa")),
      (.qf(-1), "qf", .numberOutOfRange(fact: "qf", number: -1, range: 0...50_000)),
      (
        .sample(.text("squatter"), by: "deed"), "home",
        .textNotListed(fact: "home", text: "squatter", values: ["owner", "tenant"])
      ),
      (
        .sample(.text("0942434A"), kind: "uai", by: "school"), "school",
        .textMalformed(fact: "school", .invalid(.uai, input: "0942434A"))
      ),
      (
        .sample(.day("1899-12-31"), by: "identity"), "born",
        .dayOutOfRange(fact: "born", day: "1899-12-31", last: "2100-12-31")
      ),
      (
        .sample(.day("2026-06-02"), by: "identity"), "born",
        .dayOutOfRange(fact: "born", day: "2026-06-02", last: "2026-06-01")
      ),
    ] as [(Fact, String, EligibilityFailure)])
  func `a fact that is not what the programme declares is refused`(
    _ fact: Fact, _ name: String, _ failure: EligibilityFailure
  ) throws {
    #expect(failure.exitCode == .badData)
    #expect(throws: failure) { try programme(goodFile).decide([name: fact], on: "2026-06-01") }
  }

  @Test func `facts the programme does not ask for are left aside`() throws {
    let decision = try programme(goodFile).decide(["shoe-size": .sample(.number(42))], on: "2026-06-01")
    #expect(decision.outcome == .unknown)
    #expect(!decision.record.contains("shoe-size"))
  }
}

@Suite struct `A fact known not to exist` {
  static let file = """
    {"id": "means", "any": [
      {"id": "low", "is": {"le": [{"fact": "qf"}, {"value": 700}]}, "fr": "{qf}", "en": "{qf}"},
      {"id": "not-high", "is": {"not": {"gt": [{"fact": "qf"}, {"value": 700}]}}, "fr": "", "en": ""},
      {"id": "denied", "not": {"id": "high", "is": {"gt": [{"fact": "qf"}, {"value": 700}]}, "fr": "", "en": ""},
        "fr": "", "en": ""},
      \(criterion("rsa"))
    ], "fr": "", "en": ""}
    """
  static let facts = """
    {"qf": {"type": "int", "unit": "EUR/month", "kind": "qf_caf_msa", "evidence": ["caf"], "absence": ["none"]},
     "rsa": {"type": "bool", "evidence": ["paper"]}}
    """

  @Test func `opens no right by itself, neither by a comparison nor by its denial`() throws {
    let programme = try programme(facts: Self.facts, decide: Self.file)
    let decision = try programme.decide(
      ["qf": .sample(.absent, by: "none"), "rsa": .sample(.truth(false))], on: "2026-06-01")
    #expect(decision.trace.parts.map(\.finding.truth) == [.false, .false, .false, .false])
    #expect(decision.outcome == .notEligible)
    #expect(decision.trace.parts[0].finding.text.fr == "aucun")
  }

  @Test func `is no longer asked for, and leaves the other paths open`() throws {
    let programme = try programme(facts: Self.facts, decide: Self.file)
    let decision = try programme.decide(["qf": .sample(.absent, by: "none")], on: "2026-06-01")
    #expect(decision.outcome == .unknown)
    #expect(decision.missing.map(\.name) == ["rsa"])
  }

  @Test func `without the evidence the programme names it stays unknown`() throws {
    let programme = try programme(facts: Self.facts, decide: Self.file)
    let decision = try programme.decide(["qf": .sample(.absent, by: "caf")], on: "2026-06-01")
    #expect(decision.missing.map(\.name) == ["qf", "rsa"])
    #expect(decision.missing[0].reason == .evidenceNotAccepted(kind: "caf"))
    #expect(decision.missing[0].absenceDocuments.map(\.code) == ["none"])
  }
}

extension Trace {
  /// Every finding of the tree, each before those below.
  var all: [Finding] { [finding] + parts.flatMap(\.all) }
}
