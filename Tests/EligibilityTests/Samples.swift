import Eligibility
import Foundation
import Kernel
import TestSupport

/// A small programme that uses most of the language; the refusals are made from it, one slip at a time.
let goodFile = """
  {
    "schema": "eligibility-rules/1", "id": "essai", "version": "1",
    "validFrom": "2026-01-01", "validTo": "2026-12-31",
    "title": {"fr": "Essai", "en": "Trial"},
    "legal": [{"title": "Délibération (exemple)", "date": "2025-12-01", "url": null}],
    "lastChecked": "2026-01-01",
    "params": {
      "qf_max": {"unit": "EUR/month", "kind": "qf_caf_msa", "values": [
        {"from": "2025-01-01", "value": 650}, {"from": "2026-09-01", "value": 700}]},
      "senior": {"unit": "years", "values": [{"from": "2025-01-01", "value": 60}]},
      "schools": {"type": "texts", "kind": "uai", "values": [{"from": "2025-01-01", "value": ["0942434K"]}]},
      "ceiling": {"type": "ladder", "over": {"unit": "persons"}, "unit": "EUR/year", "kind": "rfr",
        "direction": "increasing", "values": [{"from": "2025-01-01", "bands": [
          {"min": 0, "max": 1, "value": 12000}, {"min": 2, "value": 20000}]}]}
    },
    "facts": {
      "qf": {"type": "int", "unit": "EUR/month", "kind": "qf_caf_msa", "evidence": ["caf", "msa"],
        "absence": ["none"], "maxAgeDays": 92},
      "rfr": {"type": "int", "unit": "EUR/year", "kind": "rfr", "evidence": ["tax"]},
      "persons": {"type": "int", "unit": "persons", "min": 1, "max": 20, "evidence": ["book"]},
      "born": {"type": "date", "evidence": ["identity"]},
      "school": {"type": "text", "kind": "uai", "evidence": ["school"], "validity": "school_year"},
      "home": {"type": "text", "values": ["owner", "tenant"], "evidence": ["deed"]},
      "grant": {"type": "bool", "evidence": ["notice", "register"], "lagging": ["register"]}
    },
    "decide": {"all": [
      {"id": "pupil", "is": {"in": [{"fact": "school"}, {"param": "schools"}]},
        "fr": "Collège {school} parmi {schools}", "en": "Collège {school} among {schools}"},
      {"id": "means", "modest": true, "fr": "Ressources", "en": "Means", "any": [
        {"id": "low", "is": {"le": [{"fact": "qf"}, {"param": "qf_max"}]},
          "fr": "QF {qf} ≤ {qf_max}", "en": "QF {qf} ≤ {qf_max}"},
        {"id": "tax", "is": {"le": [{"fact": "rfr"}, {"param": "ceiling", "at": {"fact": "persons"}}]},
          "fr": "RFR {rfr} ≤ {ceiling at persons}", "en": "RFR {rfr} ≤ {ceiling at persons}"},
        {"id": "old", "is": {"ge": [{"age": {"fact": "born"}}, {"param": "senior"}]},
          "fr": "{age born} ans", "en": "{age born} years"},
        {"id": "holder", "is": {"fact": "grant"}, "fr": "Boursier", "en": "Grant holder"}
      ]},
      {"id": "not-owner", "not": {"id": "owner", "is": {"eq": [{"fact": "home"}, {"value": "owner"}]},
        "fr": "Propriétaire", "en": "Owner"}, "fr": "Pas propriétaire", "en": "Not an owner"}
    ]},
    "rank": [
      {"if": {"le": [{"fact": "qf"}, {"value": 350}]}, "points": 30, "fr": "QF très bas", "en": "Very low QF"},
      {"if": {"fact": "grant"}, "points": 20, "fr": "Boursier", "en": "Grant holder"}
    ],
    "tieBreak": ["request_date", "request_id"],
    "terms": {"contracts": ["loan", "rental"], "months": 12, "limit": {"perHousehold": 1, "everyYears": 5},
      "contribution": {"value": 25, "unit": "EUR/year", "kind": "contribution"}},
    "tests": [
      {"name": "au plafond", "as_of": "2026-09-15", "outcome": "eligible",
        "facts": {"school": "0942434K", "qf": 700, "home": "tenant"}},
      {"as_of": "2026-09-15", "facts": {"school": "0942434K", "qf": 701}, "outcome": "unknown",
        "ask": ["rfr", "persons", "born", "grant", "home"]},
      {"as_of": "2027-01-01", "facts": {}, "outcome": "no_rule_in_force"}
    ]
  }
  """

/// Reads a programme written in a test.
func programme(_ text: String) throws -> Programme {
  try Programme(reading: Array(text.utf8), file: "essai.json")
}

/// A programme whose rules are these, over the facts declared, and whose only case is that nothing is known.
func programme(
  facts: String, params: String = "{}", decide: String, rank: String = "[]"
) throws -> Programme {
  try programme(
    """
    {"schema": "eligibility-rules/1", "id": "essai", "version": "1", "validFrom": "2026-01-01", "validTo": null,
     "title": {"fr": "Essai", "en": "Trial"}, "legal": [], "lastChecked": "2026-01-01",
     "params": \(params), "facts": \(facts), "decide": \(decide), "rank": \(rank),
     "tests": [{"as_of": "2026-06-01", "facts": {}, "outcome": "unknown"}]}
    """)
}

/// A yes-or-no fact of that name, as declared in a file.
func yesOrNo(_ names: String...) -> String {
  "{" + names.map { #""\#($0)": {"type": "bool", "evidence": ["paper"]}"# }.joined(separator: ", ") + "}"
}

/// A criterion on a yes-or-no fact, named after it.
func criterion(_ fact: String, id: String? = nil) -> String {
  #"{"id": "\#(id ?? fact)", "is": {"fact": "\#(fact)"}, "fr": "\#(fact)", "en": "\#(fact)"}"#
}

extension Fact {
  /// A fact proven the day before the usual day of the tests, by a kind of evidence.
  static func sample(
    _ value: FactValue, kind: String? = nil, by evidence: String = "paper", on day: Day = "2026-05-31"
  ) -> Fact {
    Fact(value, kind: kind, evidence: .init(kind: evidence, day: day, checkedBy: PersonID(rawValue: 7)))
  }

  /// A QF by CAF or MSA.
  static func qf(_ number: Int, by evidence: String = "caf", on day: Day = "2026-05-31") -> Fact {
    .sample(.number(number), kind: "qf_caf_msa", by: evidence, on: day)
  }
}

/// The material shared between developers; absent from most checkouts.
enum SharedMaterial {
  /// The folder that holds `fixtures` and `domain`.
  static let folder: URL = {
    if let fixtures = ProcessInfo.processInfo.environment["REBOND_FIXTURES"] {
      return URL(filePath: fixtures).deletingLastPathComponent()
    }
    return URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")
  }()

  /// The sample of the rule language.
  static let sampleRule = folder.appending(path: "domain/sample-rule.json")

  /// Whether it is there.
  static let hasSampleRule = FileManager.default.isReadableFile(atPath: sampleRule.path)
}
