public import Kernel

extension Decision {
  /// The whole decision as one line of JSON in both languages, to be stored: the rules' hash and version, the day, the
  /// facts with their evidence, every criterion, the answer. The same decision always gives the same bytes.
  public var record: String {
    let head: [(String, CanonicalJSON)] = [
      ("schema", .string(Decision.schema)),
      ("programme", .string(programme.id)), ("version", .string(programme.version)),
      ("rulesHash", .string(programme.digest.description)), ("on", .string(day.description)),
      ("facts", factsJSON),
    ]
    return CanonicalJSON.object(head + answer { [("fr", .string($0.fr)), ("en", .string($0.en))] }).text
  }

  /// The answer as one line of JSON in one language, to be read by people and programs.
  ///
  /// - Parameter id: what the caller knows the household or request by, printed first.
  public func json(in language: Language, id: String? = nil) -> String {
    let head: [(String, CanonicalJSON)] = [
      ("programme", .string(programme.id)), ("version", .string(programme.version)),
      ("rulesHash", .string(programme.digest.description)), ("on", .string(day.description)),
    ]
    let name = id.map { [("id", CanonicalJSON.string($0))] } ?? []
    return CanonicalJSON.object(name + head + answer { [("text", .string($0[language]))] }).text
  }

  /// Decides again what a stored record decided, by the same rules and facts; a true record is the new decision's own
  /// ``record``, byte for byte.
  ///
  /// - Throws: ``EligibilityFailure/recordOfOtherRules(recorded:given:)`` when the record was made by another file, and
  ///   `JSONFailure` when it is no record.
  public static func replaying(_ record: String, by programme: Programme) throws -> Decision {
    let root = try StrictJSON.read(Array(record.utf8), file: Decision.schema)
    var keys: [String: JSONNode] = [:]
    for member in try root.members() { keys[member.key] = member.node }
    guard let hash = keys["rulesHash"], let on = keys["on"], let facts = keys["facts"] else {
      throw root.failure(.missingKey("rulesHash"))
    }
    guard try hash.string() == programme.digest.description else {
      throw EligibilityFailure.recordOfOtherRules(recorded: try hash.string(), given: programme.digest)
    }
    let reader = FactReader(programme: programme, bareValuesFrom: nil)
    return try RulesInForce(of: programme, on: try on.day()).decide(try reader.facts(facts))
  }

  static let schema = "eligibility-decision/1"

  private func answer(_ words: (Text) -> [(String, CanonicalJSON)]) -> [(String, CanonicalJSON)] {
    var members: [(String, CanonicalJSON)] = [
      ("outcome", .string(outcome.rawValue)), ("modest", .bool(restsOnModestMeans)),
      (
        "missing",
        .array(
          missing.map { fact in
            let documents = (fact.documents + fact.absenceDocuments).map { CanonicalJSON.string($0.code) }
            return .object([("fact", .string(fact.name)), ("documents", .array(documents))] + words(fact.text))
          })
      ),
      (
        "trace",
        .array(
          programme.criteria.indices.compactMap { index in
            let criterion = programme.criteria[index]
            guard let id = criterion.id else { return nil }
            let place: [(String, CanonicalJSON)] = [
              ("id", .string(id)), ("depth", .integer(criterion.depth)),
              ("value", .string(truths[index].word)),
            ]
            return .object(place + words(text(of: index)))
          })
      ),
    ]
    if !programme.rank.isEmpty { members.append(("rank", rankJSON(words))) }
    if let terms = programme.terms { members.append(("terms", json(of: terms))) }
    return members
  }

  private func rankJSON(_ words: (Text) -> [(String, CanonicalJSON)]) -> CanonicalJSON {
    let ranking = self.ranking
    return .object([
      ("points", .integer(ranking.points)), ("min", .integer(ranking.min)), ("max", .integer(ranking.max)),
      (
        "reasons",
        .array(
          ranking.reasons.map { reason in
            let head: [(String, CanonicalJSON)] = [
              ("value", .string(reason.truth.word)), ("points", .integer(reason.points)),
            ]
            return .object(head + words(reason.text))
          })
      ),
    ])
  }

  private func json(of terms: Terms) -> CanonicalJSON {
    var members: [(String, CanonicalJSON)] = [
      ("contracts", .array(terms.contracts.map { .string($0.rawValue) })),
      ("months", terms.months.map { .integer($0) } ?? .null),
    ]
    if let contribution {
      members.append(
        (
          "contribution",
          .object([
            ("cents", contribution.amount.map { .integer(Int($0.cents)) } ?? .null),
            ("unit", .string(contribution.measure.rawValue)),
          ])
        ))
    }
    if let limit = terms.limit {
      members.append(
        (
          "limit",
          .object([("perHousehold", .integer(limit.perHousehold)), ("everyYears", .integer(limit.years))])
        ))
    }
    return .object(members)
  }

  private var factsJSON: CanonicalJSON {
    .object(
      programme.facts.compactMap { declaration in
        facts[declaration.name].map { (declaration.name, $0.json) }
      })
  }
}

extension Fact {
  fileprivate var json: CanonicalJSON {
    var members: [(String, CanonicalJSON)] =
      switch value {
      case .truth(let truth): [("value", .bool(truth))]
      case .number(let number): [("value", .integer(number))]
      case .day(let day): [("value", .string(day.description))]
      case .text(let text): [("value", .string(text))]
      case .absent: [("absent", .bool(true))]
      }
    if let kind { members.append(("kind", .string(kind))) }
    members += [("evidence", .string(evidence.kind)), ("date", .string(evidence.day.description))]
    if let person = evidence.checkedBy { members.append(("checkedBy", .integer(Int(person.rawValue)))) }
    return .object(members)
  }
}

extension Truth {
  /// The truth as files write it.
  var word: String {
    switch self {
    case .false: "false"
    case .unknown: "unknown"
    case .true: "true"
    }
  }
}
