import Eligibility
import Kernel
import TestSupport
import Testing

@Suite struct `Keeping and replaying a decision` {
  @Test func `the record holds the rules' hash, the facts with their evidence, the trace and both languages`() throws {
    let rules = try programme(goodFile)
    let record = try rules.decide(explainedFacts, on: "2026-06-01").record
    let start =
      #"{"schema":"eligibility-decision/1","programme":"essai","version":"1","rulesHash":"\#(rules.digest)","#
      + #""on":"2026-06-01","facts":{"qf":{"value":701,"kind":"qf_caf_msa","evidence":"caf","date":"2026-05-31","checkedBy":7},"#
    #expect(record.hasPrefix(start))
    #expect(
      record.contains(
        #"{"fact":"grant","documents":["notice"],"fr":"grant : apporter notice.","en":"grant: bring notice."}"#))
    #expect(record.contains(#"{"id":"low","depth":2,"value":"false","fr":"QF 701 ≤ 650","en":"QF 701 ≤ 650"}"#))
    #expect(record.contains(#""rank":{"points":0,"min":0,"max":20,"#))
    #expect(
      record.hasSuffix(
        #""terms":{"contracts":["loan","rental"],"months":12,"contribution":{"cents":2500,"unit":"EUR/year"},"limit":{"perHousehold":1,"everyYears":5}}}"#
      ))
  }

  @Test func `replaying gives the same bytes`() throws {
    let rules = try programme(goodFile)
    let cases: [[String: Fact]] = [
      [:], explainedFacts, ["qf": .sample(.absent, by: "none")], ["grant": .sample(.truth(false), by: "register")],
    ]
    for facts in cases {
      let record = try rules.decide(facts, on: "2026-06-01").record
      #expect(try Decision.replaying(record, by: rules).record == record)
    }
  }

  @Test func `other rules cannot replay it`() throws {
    let rules = try programme(goodFile)
    let changed = try programme(goodFile.replacing(#""value": 650"#, with: #""value": 651"#))
    let record = try rules.decide([:], on: "2026-06-01").record
    #expect(
      throws: EligibilityFailure.recordOfOtherRules(recorded: rules.digest.description, given: changed.digest)
    ) { try Decision.replaying(record, by: changed) }
  }

  @Test func `the answer in one language bears the name its caller gives`() throws {
    let decision = try programme(goodFile).decide(["home": .sample(.text("owner"), by: "deed")], on: "2026-06-01")
    let text = decision.json(in: .en, id: "F-12").text
    #expect(text.hasPrefix(#"{"id":"F-12","outcome":"notEligible","programme":"essai","version":"1","rulesHash":""#))
    #expect(text.contains(#""on":"2026-06-01","missing":[],"trace":["#))
    #expect(text.contains(#"{"id":"owner","depth":2,"value":"true","text":"Owner"}"#))
  }
}

@Suite struct `Reading a file of facts` {
  static func read(_ facts: String) throws -> HouseholdFacts {
    try programme(goodFile).readFacts(Array(facts.utf8), file: "faits.json", on: "2026-06-01")
  }

  @Test func `facts come with their evidence, a null is nothing, an absence is proven`() throws {
    let household = try Self.read(
      """
      {"id": 12, "facts": {
        "qf": {"absent": true, "evidence": "none", "date": "2026-05-01", "checkedBy": 7},
        "rfr": {"value": 9000, "kind": "rfr", "evidence": "tax", "date": "2026-05-01"},
        "grant": {"value": null, "evidence": "notice", "date": "2026-05-01"}, "born": null}}
      """)
    #expect(household.id == "12")
    #expect(
      household.facts == [
        "qf": Fact(.absent, evidence: .init(kind: "none", day: "2026-05-01", checkedBy: PersonID(rawValue: 7))),
        "rfr": Fact(.number(9000), kind: "rfr", evidence: .init(kind: "tax", day: "2026-05-01", checkedBy: nil)),
      ])
  }

  @Test(arguments: [
    (#"{"qff": {}}"#, "facts.qff", JSONFailure.Problem.rule(RuleDefect.undeclaredFact("qff").text)),
    (#"{"qf": 612}"#, "facts.qf", .wrongType(expected: .object)),
    (#"{"qf": {"value": 612, "kind": "qf_caf_msa", "date": "2026-05-01"}}"#, "facts.qf", .missingKey("evidence")),
    (#"{"qf": {"value": 612, "kind": "qf_caf_msa", "evidence": "caf"}}"#, "facts.qf", .missingKey("date")),
    (#"{"qf": {"value": 612, "evidence": "caf", "date": "2026-05-01"}}"#, "facts.qf", .missingKey("kind")),
    (
      #"{"qf": {"value": 612, "kind": "qf_tax", "evidence": "caf", "date": "2026-05-01"}}"#, "facts.qf",
      .rule(EligibilityFailure.factOfOtherKind(fact: "qf", given: "qf_tax", declared: "qf_caf_msa").text)
    ),
    (
      #"{"qf": {"value": 612.5, "kind": "qf_caf_msa", "evidence": "caf", "date": "2026-05-01"}}"#, "facts.qf.value",
      .wrongType(expected: .integer)
    ),
    (
      #"{"qf": {"value": 7344, "unit": "EUR/year", "kind": "qf_caf_msa", "evidence": "caf", "date": "2026-05-01"}}"#,
      "facts.qf.unit",
      .rule(RuleDefect.otherUnit(.eurosPerYear, declared: .number(.eurosPerMonth, kind: "qf_caf_msa")).text)
    ),
    (
      #"{"qf": {"value": -1, "kind": "qf_caf_msa", "evidence": "caf", "date": "2026-05-01"}}"#, "facts.qf",
      .rule(EligibilityFailure.numberOutOfRange(fact: "qf", number: -1, range: 0...50_000).text)
    ),
    (
      #"{"qf": {"value": 99999, "kind": "qf_caf_msa", "evidence": "caf", "date": "2026-05-01"}}"#, "facts.qf",
      .rule(EligibilityFailure.numberOutOfRange(fact: "qf", number: 99_999, range: 0...50_000).text)
    ),
    (
      #"{"qf": {"value": 612, "kind": "qf_caf_msa", "evidence": "caf", "date": "2026-06-02"}}"#, "facts.qf.date",
      .rule(RuleDefect.evidenceToCome("2026-06-02", on: "2026-06-01").text)
    ),
    (
      #"{"qf": {"value": 612, "kind": "qf_caf_msa", "evidence": "caf", "date": "2026-05-01", "month": "2026-06"}}"#,
      "facts.qf.month",
      .rule(RuleDefect.monthAfterEvidence(Month(of: "2026-06-01"), evidence: Month(of: "2026-05-01")).text)
    ),
    (
      #"""
      {"qf": [{"value": 612, "kind": "qf_caf_msa", "evidence": "caf", "date": "2026-05-01"},
        {"value": 614, "kind": "qf_caf_msa", "evidence": "msa", "date": "2026-05-20"}]}
      """#, "facts.qf[1]", .rule(RuleDefect.secondOfOneMonth("qf", Month(of: "2026-05-01")).text)
    ),
    (
      #"{"grant": {"value": true, "evidence": "notice", "date": "2026-05-01", "by": 3}}"#, "facts.grant.by",
      .unknownKey("by")
    ),
  ])
  func `a fact that is not as declared is refused with its place`(
    _ facts: String, _ place: String, _ problem: JSONFailure.Problem
  ) {
    #expect(throws: JSONFailure(file: "faits.json", place: .path(place), problem: problem)) {
      try Self.read(#"{"facts": \#(facts)}"#)
    }
  }
}

@Suite struct `Reading the facts of many households` {
  static func read(_ facts: String) throws -> [HouseholdFacts] {
    try programme(goodFile).readHouseholds(Array(facts.utf8), file: "faits.json", on: "2026-06-01")
  }

  @Test(arguments: [
    #"{"id": "a", "facts": {}}"# + "\n" + #"{"id": "b", "facts": {}}"# + "\n",
    "{\n\"id\": \"a\",\n\"facts\": {}\n}\n\n{\"id\": \"b\", \"facts\": {}}",
    #" {"id": "a", "facts": {}}{"id": "b", "facts": {}}"#,
  ])
  func `they stand one after the other, on a line each or on several`(_ text: String) throws {
    #expect(try Self.read(text).map(\.id) == ["a", "b"])
  }

  @Test func `of several proofs the last that counts is taken, with who calculated it and for which month`() throws {
    let household = try Self.read(
      """
      {"facts": {"qf": [
        {"value": 500, "kind": "qf_caf_msa", "unit": "EUR/month", "evidence": "caf", "date": "2026-04-02",
         "provider": "CNAF", "month": "2026-03", "calculated": "2026-03"},
        {"value": 400, "kind": "qf_caf_msa", "evidence": "msa", "date": "2026-02-02"},
        {"value": 900, "kind": "qf_caf_msa", "evidence": "rumour", "date": "2026-05-02"}]}}
      """)
    let qf = try #require(household.first?.facts["qf"])
    #expect(qf.value == .number(500))
    #expect(qf.origin?.provider == "CNAF")
    #expect(qf.origin?.month?.description == "2026-03")
    let record = try programme(goodFile).decide(["qf": qf], on: "2026-06-01").record
    #expect(record.contains(#""date":"2026-04-02","provider":"CNAF","month":"2026-03","calculated":"2026-03"}"#))
    #expect(try Decision.replaying(record, by: programme(goodFile)).record == record)
  }

  @Test func `the one refused is named by its line`() throws {
    let failure = #expect(throws: JSONFailure.self) {
      try Self.read("{\"facts\": {}}\n{\"facts\": {}}\n{\"facts\": {\"qff\": {}}}\n")
    }
    #expect(failure?.file == "faits.json:3")
    #expect(failure?.place == .path("facts.qff"))
  }

  @Test func `an empty file is no household, and ten megabytes of nested groups are refused`() {
    #expect(throws: JSONFailure.self) { try Self.read("") }
    let nest = #"{"facts": "#
    #expect(throws: JSONFailure.self) { try Self.read(String(repeating: nest, count: 10_000_000 / nest.count)) }
    #expect(throws: JSONFailure.self) { try Self.read(String(repeating: nest, count: 90_000)) }
  }
}
