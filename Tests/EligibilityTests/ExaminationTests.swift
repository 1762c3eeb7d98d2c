import Kernel
import TestSupport
import Testing

@testable import Eligibility

@Suite struct `Looking a programme over` {
  static let qf = """
    {"qf": {"type": "int", "unit": "EUR/month", "kind": "qf_caf_msa", "evidence": ["caf"], "absence": ["none"]},
     "a": {"type": "bool", "evidence": ["paper"]}}
    """

  static func at(_ most: Int, _ id: String, _ comparison: String = "le") -> String {
    #"{"id": "\#(id)", "is": {"\#(comparison)": [{"fact": "qf"}, {"value": \#(most)}]}, "fr": "", "en": ""}"#
  }

  /// The remarks on rules over a QF and a yes or no; those on what the short file leaves out are left aside.
  static func remarks(_ decide: String, facts: String = qf, params: String = "{}") throws -> Set<RuleRemark> {
    let found = try programme(facts: facts, params: params, decide: decide).remarks(on: "2026-06-01")
    return Set(found).subtracting([.noLegalText, .noCase(outcome: .eligible), .noCase(outcome: .notEligible)]).filter {
      switch $0 {
      case .documentsWithoutName, .factsWithoutName: false
      default: true
      }
    }
  }

  @Test func `facts and documents without a name are told with what families will read`() throws {
    let facts = """
      {"has_qf_msa": {"type": "bool", "evidence": ["attestation_rsa", "lettre_mdph"]},
       "a": {"type": "bool", "evidence": ["paper"], "fr": "A", "en": "A"}}
      """
    let rules = try programme(
      facts: facts, decide: #"{"any": [\#(criterion("a")), \#(criterion("has_qf_msa", id: "b"))]}"#)
    let found = rules.remarks(on: "2026-06-01")
    let kinds = ["attestation_rsa", "lettre_mdph", "paper"].map(rules.evidenceKind)
    #expect(found.contains(.documentsWithoutName(kinds)) && found.contains(.factsWithoutName(["has_qf_msa"])))
    #expect(kinds.map(\.label.fr) == ["l'attestation de RSA", "lettre MDPH", "paper"])
    #expect(rules.facts.map(\.label.fr) == ["has QF MSA", "A"])
    #expect(found.allSatisfy { !$0.isDefect })
  }

  static let cases: [(String, String, Set<RuleRemark>)] = [
    ("two paths", #"{"any": [\#(at(700, "low")), \#(criterion("a"))]}"#, []),
    (
      "bounds that exclude each other",
      #"{"all": [\#(at(500, "low")), \#(at(600, "high", "ge")), \#(criterion("a"))]}"#,
      [.neverSatisfied]
    ),
    (
      "a bound inside another", #"{"any": [\#(at(700, "low")), \#(at(500, "lower")), \#(criterion("a"))]}"#,
      [.neverDecides(criterion: "lower")]
    ),
    (
      "a bound beyond what can be", #"{"any": [\#(at(-1, "below")), \#(criterion("a"))]}"#,
      [.neverMet(criterion: "below"), .boundOutOfReach(fact: Text(same: "QF"), bound: -1)]
    ),
    (
      "a bound above what can be", #"{"any": [\#(at(50_002, "above", "ge")), \#(criterion("a"))]}"#,
      [.neverMet(criterion: "above"), .boundOutOfReach(fact: Text(same: "QF"), bound: 50_002)]
    ),
    (
      "a ceiling of a year for a quotient of a month", #"{"any": [\#(at(8400, "low")), \#(criterion("a"))]}"#,
      [.boundLooksYearly(fact: Text(same: "QF"), bound: 8400)]
    ),
    ("the highest quotient that looks monthly", #"{"any": [\#(at(5000, "low")), \#(criterion("a"))]}"#, []),
    (
      "a QF and nothing else", #"{"all": [\#(at(700, "low")), \#(criterion("a"))]}"#,
      [.noPathWithout(fact: Text(same: "QF"))]
    ),
    (
      "a QF asked for on both paths",
      #"{"any": [\#(at(300, "low")), {"all": [\#(at(700, "mid")), \#(criterion("a"))], "id": "g", "fr": "", "en": ""}]}"#,
      [.noPathWithout(fact: Text(same: "QF"))]
    ),
    (
      "a fact nobody reads", criterion("a"), [.unused(name: "qf")]
    ),
  ]

  @Test(arguments: cases)
  func `finds what cannot be, what never decides, and who is left out`(
    _ what: String, _ decide: String, _ expected: Set<RuleRemark>
  ) throws {
    #expect(try Self.remarks(decide) == expected, "\(what)")
  }

  @Test func `everybody eligible is said`() throws {
    let both =
      #"{"any": [\#(Self.at(700, "low")), \#(Self.at(700, "high", "gt")), {"id": "none", "is": {"not": {"exists": "qf"}}, "fr": "", "en": ""}, \#(criterion("a"))]}"#
    #expect(try Self.remarks(both).contains(.alwaysSatisfied))
  }

  @Test func `a QF whose absence no document proves is said`() throws {
    let facts = Self.qf.replacing(#", "absence": ["none"]"#, with: "")
    #expect(
      try Self.remarks(#"{"any": [\#(Self.at(700, "low")), \#(criterion("a"))]}"#, facts: facts)
        == [.absenceUnprovable(fact: Text(same: "QF"))])
  }

  @Test func `a band of yearly amounts is found in any year's ladder, unless the fact is meant to go so far`() throws {
    let params = """
      {"most": {"type": "ladder", "over": {"unit": "EUR/month", "kind": "qf_caf_msa"}, "unit": "EUR/month", "kind": "qf_caf_msa",
        "direction": "any", "values": [
          {"from": "2025-01-01", "bands": [{"min": 0, "max": 500, "value": 700}, {"min": 501, "value": 600}]},
          {"from": "2026-09-01", "bands": [{"min": 0, "max": 6000, "value": 700}, {"min": 6001, "value": 600}]}]}}
      """
    let rule =
      #"{"any": [{"id": "low", "is": {"le": [{"fact": "qf"}, {"param": "most", "at": {"fact": "qf"}}]}, "fr": "", "en": ""}, \#(criterion("a"))]}"#
    let usual: Set<RuleRemark> = [.ladderWithoutDirection(parameter: "most")]
    let yearly = RuleRemark.boundLooksYearly(fact: Text(same: "QF"), bound: 6001)
    #expect(yearly.isDefect)
    #expect(try Self.remarks(rule, params: params) == usual.union([yearly]))
    let meant = Self.qf.replacing(#""kind": "qf_caf_msa","#, with: #""kind": "qf_caf_msa", "max": 20000,"#)
    #expect(try Self.remarks(rule, facts: meant, params: params) == usual)
  }

  @Test func `a value that ends while the rules are in force is a defect, from its day`() throws {
    let params =
      #"{"most": {"unit": "EUR/month", "kind": "qf_caf_msa", "values": [{"from": "2025-01-01", "to": "2026-08-31", "value": 700}]}}"#
    let rule =
      #"{"any": [{"id": "low", "is": {"le": [{"fact": "qf"}, {"param": "most"}]}, "fr": "", "en": ""}, \#(criterion("a"))]}"#
    let remarks = try Self.remarks(rule, params: params)
    #expect(remarks == [.noValue(parameter: "most", from: "2026-09-01")])
    #expect(remarks.allSatisfy { $0.isDefect })
  }

  @Test func `rules nobody has read again for a year, or before their text, are said`() throws {
    func remarks(_ checked: String, _ law: String) throws -> [RuleRemark] {
      try programme(
        goodFile.replacing(#""lastChecked": "2026-01-01""#, with: #""lastChecked": "\#(checked)""#)
          .replacing(#""date": "2025-12-01""#, with: #""date": "\#(law)""#)
      ).remarks(on: "2026-06-01").filter { remark in
        switch remark {
        case .lastCheckedLongAgo, .lastCheckedToCome, .textNewerThanCheck: true
        default: false
        }
      }
    }
    #expect(try remarks("2025-06-01", "2025-01-01") == [])
    #expect(try remarks("2025-05-31", "2025-01-01") == [.lastCheckedLongAgo("2025-05-31")])
    #expect(try remarks("2026-06-02", "2025-01-01") == [.lastCheckedToCome("2026-06-02")])
    #expect(
      try remarks("2026-01-01", "2026-03-01")
        == [.textNewerThanCheck(title: "Délibération (exemple)", "2026-03-01")])
  }

  @Test func `every remark has its words in both languages`() {
    let text = Text(same: "x")
    let remarks: [RuleRemark] = [
      .neverSatisfied, .noPathWithout(fact: text), .noValue(parameter: "x", from: "2026-01-01"), .alwaysSatisfied,
      .boundOutOfReach(fact: text, bound: -1), .boundLooksYearly(fact: text, bound: 8400),
      .neverMet(criterion: "x"), .neverDecides(criterion: "x"), .absenceUnprovable(fact: text), .unused(name: "x"),
      .noLegalText, .lastCheckedLongAgo("2026-01-01"), .lastCheckedToCome("2026-01-01"),
      .textNewerThanCheck(title: "x", "2026-01-01"), .ladderWithoutDirection(parameter: "x"),
      .noCase(outcome: .eligible), .documentsWithoutName([EvidenceKind(code: "x", label: text)]),
      .factsWithoutName(["x"]),
    ]
    #expect(remarks.allSatisfy { !$0.text.fr.isEmpty && $0.text.fr != $0.text.en })
  }

  @Test func `rules as large as a file may hold are looked over in bounded time`() throws {
    let names = (0..<60).map { "f\($0)" }
    let declared =
      "{" + names.map { #""\#($0)": {"type": "bool", "evidence": ["paper"]}"# }.joined(separator: ",") + "}"
    let groups = (0..<60).map { index in
      #"{"id": "g\#(index)", "any": [\#(criterion("f\(index)", id: "x\(index)")), \#(criterion("f\((index + 1) % 60)", id: "y\(index)"))], "fr": "", "en": ""}"#
    }
    let remarks = try Self.remarks(#"{"all": [\#(groups.joined(separator: ","))]}"#, facts: declared)
    #expect(remarks.isEmpty)
  }
}

@Suite struct `What changes between two files of rules` {
  static func changes(_ old: String, _ new: String) throws -> [String] {
    try programme(goodFile.replacing(old, with: new)).changes(from: programme(goodFile)).map { change in
      "\(change.place): \(change.old?.en ?? "—") → \(change.new?.en ?? "—")"
    }
  }

  @Test(arguments: [
    (#""value": 650"#, #""value": 640"#, ["params.qf_max 2025-01-01: 650 EUR/month → 640 EUR/month"]),
    (
      #"{"from": "2026-09-01", "value": 700}]"#,
      #"{"from": "2026-09-01", "value": 700}, {"from": "2027-01-01", "value": 720}]"#,
      ["params.qf_max 2027-01-01: — → 720 EUR/month"]
    ),
    (#""maxAgeDays": 92"#, #""maxAgeMonths": 3"#, ["facts.qf.validity: 92 days → 3 months"]),
    (#"["caf", "msa"]"#, #"["caf"]"#, ["facts.qf.evidence: caf, msa → caf"]),
    (
      #"{"ge": [{"age": {"fact": "born"}}, {"param": "senior"}]}"#,
      #"{"gt": [{"age": {"fact": "born"}, "on": {"value": "2026-12-31"}}, {"param": "senior"}]}"#,
      [
        "decide.old: years since born ≥ senior (in decide.means) → years since born on 2026-12-31 > senior (in decide.means)"
      ]
    ),
    (
      #"{"min": 2, "value": 20000}"#, #"{"min": 2, "max": 4, "value": 20000}, {"min": 5, "value": 25000}"#,
      [
        "params.ceiling 2025-01-01 [2–4]: — → 20000 EUR/year", "params.ceiling 2025-01-01 [5–…]: — → 25000 EUR/year",
        "params.ceiling 2025-01-01 [2–…]: 20000 EUR/year → —",
      ]
    ),
    (#""points": 30"#, #""points": 35"#, ["rank [qf ≤ 350]: 30 points → 35 points"]),
    (#""months": 12"#, #""months": 24"#, ["terms.months: 12 → 24"]),
    (
      #""en": "{age born} years""#, #""en": "{age born} y.""#,
      ["decide.old fr/en: {years since born} years → {years since born} y."]
    ),
    (
      #""fr": "QF très bas", "en": "Very low QF""#, #""fr": "QF bas", "en": "Low QF""#,
      ["rank [qf ≤ 350] fr/en: Very low QF → Low QF"]
    ),
    (#""name": "au plafond", "#, "", []),
  ])
  func `is told in words, with its place`(_ old: String, _ new: String, _ expected: [String]) throws {
    #expect(try Self.changes(old, new) == expected)
  }
}

@Suite struct `The reference of the language` {
  @Test func `begins with a whole file that loads, passes its cases and leaves nobody out`() throws {
    let reference = RuleLanguage.reference
    let start = try #require(reference.firstRange(of: "```json\n")).upperBound
    let end = try #require(reference[start...].firstRange(of: "\n```")).lowerBound
    let programme = try Programme(reading: Array(reference[start..<end].utf8), file: "language.md")
    #expect(programme.remarks(on: "2026-10-01") == [])
  }

  @Test func `names every key, unit and word the reader knows`() {
    let words =
      Measure.allCases.map(\.rawValue).filter { !$0.hasPrefix("cent/") } + ContractKind.allCases.map(\.rawValue)
      + Comparison.allCases.map(\.rawValue) + Ladder.Direction.allCases.map(\.rawValue)
      + Terms.Role.allCases.map(\.rawValue) + TieBreak.allCases.map(\.rawValue)
      + [
        "schema", "validFrom", "validTo", "legal", "lastChecked", "documents", "params", "facts", "decide", "rank",
        "terms",
        "tests", "absence", "lagging", "maxAgeDays", "maxAgeMonths", "school_year", "calendar_year", "over", "bands",
        "plus",
        "at", "age", "on", "exists", "in", "not", "atLeast", "of", "modest", "stock", "then", "perHousehold",
        "everyYears",
        "as_of", "outcome", "ask", "not_eligible", "no_rule_in_force", "checkedBy", "provider", "month", "calculated",
        "estimate", "values", "min", "max", "points", "name", "value", "kind", "unit",
      ]
    for word in words { #expect(RuleLanguage.reference.contains(word), "\(word)") }
  }
}
