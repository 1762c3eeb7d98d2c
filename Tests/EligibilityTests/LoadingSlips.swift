import Eligibility
import Kernel
import TestSupport

let slipsInTheFile: [Slip] = [
  Slip("another schema", "rules/1", "rules/9", at: "schema", .wrongType(expected: .oneOf(["eligibility-rules/1"]))),
  Slip("an unknown key", #""lastChecked""#, #""checked": 1, "lastChecked""#, at: "checked", .unknownKey("checked")),
  Slip("no version", #""version": "1","#, "", at: "", .missingKey("version")),
  Slip("an id with spaces", #""id": "essai""#, #""id": "un essai""#, at: "id", .badName("un essai")),
  Slip("one language only", #""fr": "Essai", "#, "", at: "title", .missingKey("fr")),
  Slip(
    "an end before the start", #""validTo": "2026-12-31""#, #""validTo": "2025-12-31""#, at: "validTo",
    .endsBeforeStart(from: "2026-01-01", to: "2025-12-31")),
  Slip(
    "a day that is none", #""2026-01-01", "validTo""#, #""2026-02-30", "validTo""#, at: "validFrom",
    .rule(KernelFailure.invalid(.day, input: "2026-02-30").text)),
  Slip(
    "an unknown contract", #""loan", "#, #""lease", "#, at: "terms.contracts[0]",
    .wrongType(expected: .oneOf(["loan", "rental", "sale", "gift", "free-access"]))),
  Slip(
    "the same contract twice", #""loan", "rental""#, #""loan", "loan""#, at: "terms.contracts[1]",
    .repeatedItem("loan")),
  Slip("a duration of no month", #""months": 12"#, #""months": 0"#, at: "terms.months", .numberNegative),
  Slip(
    "a contribution in years", #""unit": "EUR/year", "kind": "contribution""#, #""unit": "years""#,
    at: "terms.contribution", .termIsNoAmount(.contribution, .number(.years, kind: nil))),
  Slip(
    "an unknown tie-break", #""request_date", "#, #""chance", "#, at: "tieBreak[0]",
    .wrongType(expected: .oneOf(["request_date", "request_id"]))),
]

let slipsInDeclarations: [Slip] = [
  Slip(
    "an unknown type", #""born": {"type": "date""#, #""born": {"type": "day""#, at: "facts.born.type",
    .wrongType(expected: .oneOf(["bool", "int", "date", "text"]))),
  Slip(
    "a unit on a yes or no", #""grant": {"type": "bool""#, #""grant": {"type": "bool", "unit": "count""#,
    at: "facts.grant.unit", .unknownKey("unit")),
  Slip("a number without unit", #""unit": "persons", "min""#, #""min""#, at: "facts.persons", .missingKey("unit")),
  Slip(
    "an unknown unit", #""unit": "persons", "min""#, #""unit": "heads", "min""#, at: "facts.persons.unit",
    .wrongType(expected: .oneOf(Measure.allCases.map(\.rawValue)))),
  Slip(
    "an amount without kind", #""rfr": {"type": "int", "unit": "EUR/year", "kind": "rfr""#,
    #""rfr": {"type": "int", "unit": "EUR/year""#, at: "facts.rfr", .amountWithoutKind(.eurosPerYear)),
  Slip(
    "a yearly QF", #""qf": {"type": "int", "unit": "EUR/month""#, #""qf": {"type": "int", "unit": "EUR/year""#,
    at: "facts.qf.unit", .kindOfOtherSpan(kind: "qf_caf_msa", measure: .eurosPerYear)),
  Slip("no evidence", #""evidence": ["tax"]"#, #""evidence": []"#, at: "facts.rfr.evidence", .emptyList),
  Slip(
    "the same evidence twice", #"["caf", "msa"]"#, #"["caf", "caf"]"#, at: "facts.qf.evidence[1]",
    .repeatedItem("caf")),
  Slip(
    "two validities", #""maxAgeDays": 92"#, #""maxAgeDays": 92, "validity": "school_year""#,
    at: "facts.qf.validity", .twoValidities),
  Slip(
    "an age of evidence that is a real", #""maxAgeDays": 92"#, #""maxAgeDays": 92.0"#, at: "facts.qf.maxAgeDays",
    .wrongType(expected: .integer)),
  Slip(
    "bounds the wrong way", #""min": 1, "max": 20"#, #""min": 21, "max": 20"#, at: "facts.persons",
    .emptyRange(min: 21, max: 20)),
  Slip(
    "a lagging source nobody accepts", #""lagging": ["register"]"#, #""lagging": ["rumour"]"#,
    at: "facts.grant.lagging[0]", .laggingNotAccepted("rumour")),
  Slip(
    "only lagging sources", #""lagging": ["register"]"#, #""lagging": ["register", "notice"]"#,
    at: "facts.grant.lagging", .laggingAlone),
  Slip(
    "a lagging source of a number", #""evidence": ["tax"]"#, #""evidence": ["tax"], "lagging": ["tax"]"#,
    at: "facts.rfr.lagging", .laggingOfNoTruth),
  Slip(
    "a yes or no that can be absent", #""lagging": ["register"]"#, #""absence": ["register"]"#,
    at: "facts.grant.absence", .absenceOfTruth),
  Slip(
    "a fact named as a parameter", #""persons": {"type""#, #""senior": {"type""#, at: "facts.senior",
    .nameTaken("senior")),
  Slip(
    "a school code with a wrong letter", #""value": ["0942434K"]"#, #""value": ["0942434A"]"#,
    at: "params.schools.values[0].value[0]", .rule(KernelFailure.invalid(.uai, input: "0942434A").text)),
  Slip(
    "documents that do not name all", #""lastChecked""#,
    #""documents": {"msa": {"fr": "l'attestation", "en": "the statement"}}, "lastChecked""#,
    at: "facts.qf.evidence[0]", .undeclaredDocument("caf")),
]

let slipsInDatedValues: [Slip] = [
  Slip(
    "a real amount", #""value": 650"#, #""value": 650.0"#, at: "params.qf_max.values[0].value",
    .wrongType(expected: .integer)),
  Slip(
    "an amount beyond sense", #""value": 650"#, #""value": 9000000000000"#, at: "params.qf_max.values[0].value",
    .numberTooLarge(limit: 1_000_000_000_000)),
  Slip("no value at all", #"[{"from": "2025-01-01", "value": 60}]"#, "[]", at: "params.senior.values", .emptyList),
  Slip(
    "days out of order", #"{"from": "2026-09-01", "value": 700}"#, #"{"from": "2024-09-01", "value": 700}"#,
    at: "params.qf_max.values[1].from", .daysOutOfOrder("2024-09-01", after: "2025-01-01")),
  Slip(
    "the same day twice", #"{"from": "2026-09-01", "value": 700}"#, #"{"from": "2025-01-01", "value": 700}"#,
    at: "params.qf_max.values[1].from", .daysOutOfOrder("2025-01-01", after: "2025-01-01")),
  Slip(
    "overlapping days", #""value": 650"#, #""to": "2026-09-01", "value": 650"#,
    at: "params.qf_max.values[1].from", .daysOverlap(from: "2026-09-01", previousTo: "2026-09-01")),
  Slip(
    "an end before its start", #""value": 650"#, #""to": "2024-12-31", "value": 650"#,
    at: "params.qf_max.values[0].to", .endsBeforeStart(from: "2025-01-01", to: "2024-12-31")),
  Slip(
    "a hole in a ladder", #"{"min": 2, "value": 20000}"#, #"{"min": 4, "value": 20000}"#,
    at: "params.ceiling.values[0].bands[1]", .bandsGap(from: 2, to: 3)),
  Slip(
    "bands that overlap", #"{"min": 2, "value": 20000}"#, #"{"min": 1, "value": 20000}"#,
    at: "params.ceiling.values[0].bands[1]", .bandsOverlap(1)),
  Slip(
    "bands out of order", #"{"min": 2, "value": 20000}"#, #"{"min": 0, "value": 20000}"#,
    at: "params.ceiling.values[0].bands[1]", .bandsOutOfOrder(0, after: 0)),
  Slip(
    "a band after one without end", #"{"min": 0, "max": 1, "value": 12000}"#, #"{"min": 0, "value": 12000}"#,
    at: "params.ceiling.values[0].bands[1]", .bandAfterEndlessBand),
  Slip(
    "a band that ends before it starts", #""max": 1, "value""#, #""max": -1, "value""#,
    at: "params.ceiling.values[0].bands[0]", .emptyRange(min: 0, max: -1)),
  Slip(
    "a stale band that breaks the direction", #""value": 20000"#, #""value": 11999"#,
    at: "params.ceiling.values[0].bands[1]", .bandAgainstDirection(11_999, after: 12_000, .increasing)),
  Slip(
    "a ladder that stops short", #"{"min": 2, "value": 20000}"#, #"{"min": 2, "max": 19, "value": 20000}"#,
    at: "decide.all[1].any[1].is.le[1].at", .ladderTooShort(min: 1, max: 20)),
  Slip(
    "a ladder that starts late", #"{"min": 0, "max": 1, "value": 12000}, "#, "",
    at: "decide.all[1].any[1].is.le[1].at", .ladderTooShort(min: 1, max: 20)),
]

private let means = #"{"le": [{"fact": "qf"}, {"param": "qf_max"}]}"#
private let meansPlace = "decide.all[1].any[0].is"

let slipsInCriteria: [Slip] = [
  Slip(
    "an empty group", #"{"id": "not-owner", "not": {"#,
    #"{"id": "e", "fr": "", "en": "", "all": []}, {"id": "not-owner", "not": {"#,
    at: "decide.all[2].all", .emptyGroup),
  Slip(
    "a criterion without rule", #""is": {"fact": "grant"}, "#, "", at: "decide.all[1].any[3]",
    .notOneRule(found: [])),
  Slip(
    "a criterion with two rules", #""is": {"fact": "grant"}, "#, #""is": {"fact": "grant"}, "all": [], "#,
    at: "decide.all[1].any[3]", .notOneRule(found: ["all", "is"])),
  Slip("a criterion without id", #""id": "low", "#, "", at: "decide.all[1].any[0]", .missingKey("id")),
  Slip(
    "two criteria of one id", #""id": "low""#, #""id": "pupil""#, at: "decide.all[1].any[0].id",
    .repeatedCriterion("pupil")),
  Slip(
    "a criterion in one language", #""fr": "{age born} ans", "#, "", at: "decide.all[1].any[2]",
    .missingKey("fr")),
  Slip("a key misspelt", #""modest": true"#, #""modeste": true"#, at: "decide.all[1].modeste", .unknownKey("modeste")),
  Slip(
    "an undeclared fact", means, #"{"le": [{"fact": "qff"}, {"param": "qf_max"}]}"#, at: meansPlace + ".le[0].fact",
    .undeclaredFact("qff")),
  Slip(
    "an undeclared parameter", means, #"{"le": [{"fact": "qf"}, {"param": "qf_mx"}]}"#,
    at: meansPlace + ".le[1].param", .undeclaredParameter("qf_mx")),
  Slip(
    "two kinds of amount", means, #"{"le": [{"fact": "rfr"}, {"param": "qf_max"}]}"#, at: meansPlace + ".le",
    .sortsDiffer(.number(.eurosPerYear, kind: "rfr"), .number(.eurosPerMonth, kind: "qf_caf_msa"))),
  Slip(
    "two kinds of quotient", means,
    #"{"le": [{"fact": "qf"}, {"value": 700, "unit": "EUR/month", "kind": "qf_tax"}]}"#, at: meansPlace + ".le",
    .sortsDiffer(.number(.eurosPerMonth, kind: "qf_caf_msa"), .number(.eurosPerMonth, kind: "qf_tax"))),
  Slip(
    "euros and years", means, #"{"le": [{"fact": "qf"}, {"param": "senior"}]}"#, at: meansPlace + ".le",
    .sortsDiffer(.number(.eurosPerMonth, kind: "qf_caf_msa"), .number(.years, kind: nil))),
  Slip(
    "a number and a text", means, #"{"eq": [{"fact": "school"}, {"param": "qf_max"}]}"#, at: meansPlace + ".eq",
    .sortsDiffer(.text(kind: "uai"), .number(.eurosPerMonth, kind: "qf_caf_msa"))),
  Slip(
    "a real in a comparison", means, #"{"le": [{"fact": "qf"}, {"value": 700.5}]}"#,
    at: meansPlace + ".le[1].value", .wrongType(expected: .integer)),
  Slip("one side only", means, #"{"le": [{"fact": "qf"}]}"#, at: meansPlace + ".le", .notTwoSides(found: 1)),
  Slip(
    "no fact in a comparison", means, #"{"le": [{"param": "qf_max"}, {"param": "qf_max"}]}"#,
    at: meansPlace + ".le", .nothingToCompare),
  Slip(
    "a fact and itself", means, #"{"le": [{"fact": "qf"}, {"fact": "qf"}]}"#, at: meansPlace + ".le",
    .nothingToCompare),
  Slip(
    "a comparison that does not exist", means, #"{"lte": [{"fact": "qf"}, {"param": "qf_max"}]}"#,
    at: meansPlace + ".lte", .unknownKey("lte")),
  Slip(
    "two comparisons at once", means,
    #"{"le": [{"fact": "qf"}, {"param": "qf_max"}], "ge": [{"fact": "qf"}, {"value": 0}]}"#, at: meansPlace,
    .notOneCondition(found: ["le", "ge"])),
  Slip(
    "a number as a condition", means, #"{"fact": "qf"}"#, at: meansPlace + ".fact",
    .conditionNotTruth(.number(.eurosPerMonth, kind: "qf_caf_msa"))),
  Slip(
    "texts put in order", means, #"{"lt": [{"fact": "home"}, {"value": "tenant"}]}"#, at: meansPlace + ".lt",
    .sortNotOrdered(.text(kind: nil))),
  Slip(
    "yes and no put in order", means, #"{"lt": [{"fact": "grant"}, {"value": true}]}"#, at: meansPlace + ".lt",
    .sortNotOrdered(.truth)),
  Slip(
    "a value the fact cannot have", #"{"value": "owner"}"#, #"{"value": "ownr"}"#,
    at: "decide.all[2].not.is.eq[1].value", .valueNotListed("ownr", allowed: ["owner", "tenant"])),
  Slip(
    "the age of an amount", #"{"age": {"fact": "born"}}"#, #"{"age": {"fact": "qf"}}"#,
    at: "decide.all[1].any[2].is.ge[0].age.fact", .ageOfNoDay(.number(.eurosPerMonth, kind: "qf_caf_msa"))),
  Slip(
    "a ladder without a point", #", "at": {"fact": "persons"}"#, "", at: "decide.all[1].any[1].is.le[1].param",
    .ladderWithoutPoint("ceiling")),
  Slip(
    "a point on no ladder", #"{"param": "senior"}]"#, #"{"param": "senior", "at": {"fact": "persons"}}]"#,
    at: "decide.all[1].any[2].is.ge[1].at", .pointOnNoLadder("senior")),
  Slip(
    "a ladder read at another sort", #""at": {"fact": "persons"}"#, #""at": {"fact": "qf"}"#,
    at: "decide.all[1].any[1].is.le[1].at",
    .sortsDiffer(.number(.eurosPerMonth, kind: "qf_caf_msa"), .number(.persons, kind: nil))),
  Slip(
    "a list as a value", means, #"{"le": [{"fact": "qf"}, {"param": "schools"}]}"#,
    at: meansPlace + ".le[1].param", .listAsValue("schools")),
  Slip(
    "a value as a list", #"{"param": "schools"}]"#, #"{"param": "senior"}]"#, at: "decide.all[0].is.in[1].param",
    .valueAsList("senior")),
  Slip(
    "a list of another kind", #"{"in": [{"fact": "school"}"#, #"{"in": [{"fact": "home"}"#,
    at: "decide.all[0].is.in", .sortsDiffer(.text(kind: nil), .text(kind: "uai"))),
  Slip(
    "modest under a not", #""id": "owner", "#, #""id": "owner", "modest": true, "#,
    at: "decide.all[2].not.modest", .modestUnderNot),
  Slip(
    "a place that names nothing", #""fr": "QF {qf} ≤ {qf_max}""#, #""fr": "QF {qff} ≤ {qf_max}""#,
    at: "decide.all[1].any[0].fr", .unknownPlace("qff")),
  Slip(
    "a place left open", #""en": "QF {qf} ≤ {qf_max}""#, #""en": "QF {qf ≤ qf_max""#,
    at: "decide.all[1].any[0].en", .unclosedPlace("QF {qf ≤ qf_max")),
  Slip(
    "an undeclared fact in the ranking", #"{"if": {"fact": "grant"}"#, #"{"if": {"fact": "grnt"}"#,
    at: "rank[1].if.fact", .undeclaredFact("grnt")),
  Slip(
    "points that are a real", #""points": 30"#, #""points": 30.5"#, at: "rank[0].points",
    .wrongType(expected: .integer)),
]

let slipsInCases: [Slip] = [
  Slip(
    "a case of a fact nobody declares", #""qf": 700, "#, #""qff": 700, "#, at: "tests[0].facts.qff",
    .undeclaredFact("qff")),
  Slip(
    "a case with an annual number", #""qf": 700, "#, #""qf": 8400000, "#, at: "tests[0].facts.qf",
    .rule(EligibilityFailure.numberOutOfRange(fact: "qf", number: 8_400_000, range: 0...50_000).text)),
  Slip(
    "a case with a negative number", #""qf": 700, "#, #""qf": -1, "#, at: "tests[0].facts.qf",
    .rule(EligibilityFailure.numberOutOfRange(fact: "qf", number: -1, range: 0...50_000).text)),
  Slip(
    "a case that proves an absence nobody can", #""qf": 700, "#, #""rfr": {"absent": true}, "#,
    at: "tests[0].facts.rfr.absent", .absenceUndeclared("rfr")),
  Slip(
    "a question beside an answer", #""outcome": "eligible","#, #""outcome": "eligible", "ask": ["qf"],"#,
    at: "tests[0].ask", .askedWithAnswer),
  Slip(
    "an outcome that is none", #""outcome": "eligible","#, #""outcome": "passed","#, at: "tests[0].outcome",
    .wrongType(expected: .oneOf(["eligible", "not_eligible", "unknown", "no_rule_in_force"]))),
  Slip(
    "a case that fails", #""qf": 700, "#, #""qf": 701, "#, at: "tests[0]",
    .caseFailed(
      name: "au plafond", expected: "eligible",
      found: Text(same: "unknown (ask: rfr, persons, born, grant)"))),
  Slip(
    "a case that asks for too little", #", "home"]}"#, "]}", at: "tests[1]",
    .caseFailed(
      name: "2, 2026-09-15", expected: "unknown (ask: born, grant, persons, rfr)",
      found: Text(same: "unknown (ask: rfr, persons, born, grant, home)"))),
  Slip(
    "a case on a day that has rules", #""as_of": "2027-01-01""#, #""as_of": "2026-12-31""#, at: "tests[2]",
    .caseFailed(
      name: "3, 2026-12-31", expected: "no_rule_in_force",
      found: Text(fr: "des règles en vigueur", en: "rules in force"))),
  Slip(
    "a case before any value", #""name": "au plafond", "as_of": "2026-09-15""#,
    #""name": "au plafond", "as_of": "2024-09-15""#, at: "tests[0]",
    .caseFailed(
      name: "au plafond", expected: "eligible",
      found: Text(
        fr: "une erreur : " + EligibilityFailure.noValueInForce(parameter: "qf_max", on: "2024-09-15").text.fr,
        en: "an error: " + EligibilityFailure.noValueInForce(parameter: "qf_max", on: "2024-09-15").text.en))),
]
