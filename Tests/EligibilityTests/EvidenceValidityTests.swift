import Eligibility
import Kernel
import TestSupport
import Testing

@Suite struct `Evidence and its validity` {
  static let cases: [(EvidenceValidity, from: Day, last: Day?)] = [
    (.unlimited, from: "2020-01-01", last: nil),
    (.days(92), from: "2026-06-01", last: "2026-09-01"),
    (.schoolYear, from: "2025-09-01", last: "2026-08-31"),
    (.schoolYear, from: "2026-08-31", last: "2026-08-31"),
    (.schoolYear, from: "2026-09-01", last: "2027-08-31"),
    (.calendarYear, from: "2026-01-01", last: "2026-12-31"),
  ]

  @Test(arguments: cases)
  func `is good through its last day`(_ validity: EvidenceValidity, _ from: Day, _ last: Day?) {
    #expect(validity.lastDay(ofEvidenceFrom: from) == last)
  }

  @Test(arguments: [("2026-09-01", Truth.true), ("2026-09-02", .unknown)] as [(Day, Truth)])
  func `expired evidence makes its fact unknown, and the explanation says since when`(
    _ day: Day, _ truth: Truth
  ) throws {
    let decision = try programme(goodFile).decide(["qf": .qf(500, on: "2026-06-01")], on: day)
    #expect(decision.trace.all.first { $0.id == "low" }?.truth == truth)
    let remark = "QF: the evidence was good through 1 September 2026, it expired on 2 September 2026."
    #expect(decision.explanation.contains { $0.text.en == remark } == (truth == .unknown))
    let missing = decision.missing.first { $0.name == "qf" }
    #expect(missing?.reason == (truth == .unknown ? .expired(lastDay: "2026-09-01") : nil))
  }

  @Test(arguments: [
    ("register", true, Truth.true), ("register", false, .unknown), ("notice", false, .false),
    ("rumour", true, .unknown),
  ])
  func `the no of a lagging source proves nothing, nor does evidence nobody accepts`(
    _ kind: String, _ value: Bool, _ truth: Truth
  ) throws {
    let decision = try programme(goodFile).decide(
      ["grant": .sample(.truth(value), by: kind)], on: "2026-06-01")
    #expect(decision.trace.all.first { $0.id == "holder" }?.truth == truth)
  }

  @Test func `a source that lags in a part of the year may be the only one, and is asked for again`() throws {
    let programme = try programme(
      goodFile.replacing(
        #""evidence": ["notice", "register"], "lagging": ["register"]"#,
        with:
          #""evidence": ["register"], "lagging": [{"evidence": "register", "from": "06-01", "to": "10-15"}]"#))
    func missing(_ day: Day) throws -> MissingFact? {
      var facts = explainedFacts
      facts["grant"] = .sample(.truth(false), by: "register", on: day)
      return try programme.decide(facts, on: day).missing.first { $0.name == "grant" }
    }
    #expect(try missing("2026-06-01")?.documents.map(\.code) == ["register"])
    #expect(try missing("2026-10-16") == nil)
  }

  @Test func `a lagging source is not asked for, since its no would not settle anything`() throws {
    let decision = try programme(goodFile).decide(
      ["grant": .sample(.truth(false), by: "register")], on: "2026-06-01")
    let missing = try #require(decision.missing.first { $0.name == "grant" })
    #expect(missing.reason == .lagging(kind: "register"))
    #expect(missing.documents.map(\.code) == ["notice"])
  }

  @Test func `evidence of a day to come proves nothing yet`() throws {
    let decision = try programme(goodFile).decide(["qf": .qf(500, on: "2026-06-02")], on: "2026-06-01")
    #expect(decision.missing.first { $0.name == "qf" }?.reason == .evidenceToCome(day: "2026-06-02"))
  }
}
