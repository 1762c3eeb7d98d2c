public import Kernel

extension Decision {
  /// The whole decision as one line of JSON in both languages, to be stored: the rules' hash and version, the day, the
  /// facts with their evidence, every criterion, the answer. The same decision always gives the same bytes.
  public var record: String {
    JSONValue.object(
      [.init("schema", .string(Decision.schema))] + head
        + [.init("facts", factsJSON), outcomeMember, .init("modest", .bool(restsOnModestMeans))]
        + answer { [.init("fr", .string($0.fr)), .init("en", .string($0.en))] }
    ).text
  }

  /// The answer in one language, for people and programs.
  ///
  /// - Parameter id: what the caller knows the household or request by, put first.
  public func json(in language: Language, id: String? = nil) -> JSONValue {
    .object(
      [.init("id", id.map { .string($0) } ?? .null), outcomeMember] + head
        + answer { [.init("text", .string($0[language]))] } + [.init("modest", .bool(restsOnModestMeans))])
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
    guard let hash = keys["rulesHash"] else { throw root.failure(.missingKey("rulesHash")) }
    guard let on = keys["on"] else { throw root.failure(.missingKey("on")) }
    guard let facts = keys["facts"] else { throw root.failure(.missingKey("facts")) }
    guard try hash.string() == programme.digest.description else {
      throw EligibilityFailure.recordOfOtherRules(recorded: try hash.string(), given: programme.digest)
    }
    let reader = FactReader(programme: programme, dating: .stored)
    return try programme.decide(try reader.facts(facts), on: try on.day())
  }

  static let schema = "eligibility-decision/1"

  private var outcomeMember: JSONValue.Member { .init("outcome", .string(outcome.rawValue)) }

  private var head: [JSONValue.Member] {
    [
      .init("programme", .string(programme.id)), .init("version", .string(programme.version)),
      .init("rulesHash", .string(programme.digest.description)), .init("on", .string(day.description)),
    ]
  }

  /// The members that tell the answer; `words` puts a text into the languages wanted.
  private func answer(_ words: (Text) -> [JSONValue.Member]) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = [
      .init("missing", .array(missing.map { .object($0.members + words($0.text)) })),
      .init("trace", .array(traceMembers(words))),
    ]
    members.append(.init("rank", ranking.json(words)))
    members.append(.init("terms", termsJSON))
    return members
  }

  private func traceMembers(_ words: (Text) -> [JSONValue.Member]) -> [JSONValue] {
    programme.criteria.indices.compactMap { index in
      let criterion = programme.criteria[index]
      guard let id = criterion.id else { return nil }
      return .object(
        [
          .init("id", .string(id)), .init("depth", .integer(Int64(criterion.depth))),
          .init("value", .string(truths[index].word)),
        ] + words(text(of: index)))
    }
  }

  private var factsJSON: JSONValue {
    .object(
      programme.facts.compactMap { declaration in
        sheet.given(declaration.name).map { .init(declaration.name, $0.json) }
      })
  }
}

extension MissingFact {
  fileprivate var members: [JSONValue.Member] {
    [
      .init("fact", .string(name)),
      .init("documents", .array((documents + absenceDocuments).map { .string($0.code) })),
    ]
  }
}

extension Ranking {
  fileprivate func json(_ words: (Text) -> [JSONValue.Member]) -> JSONValue {
    .object([
      .init("points", .integer(Int64(points))), .init("min", .integer(Int64(min))),
      .init("max", .integer(Int64(max))),
      .init(
        "reasons",
        .array(
          reasons.map { reason in
            .object(
              [.init("value", .string(reason.truth.word)), .init("points", .integer(Int64(reason.points)))]
                + words(reason.text))
          })),
    ])
  }
}

extension Decision {
  /// What is offered: the terms as the file states them, with the amounts this household's facts give.
  fileprivate var termsJSON: JSONValue {
    guard let terms = programme.terms else { return .null }
    var members: [JSONValue.Member] = [
      .init("contracts", .array(terms.contracts.map { .string($0.rawValue) })),
      .init("months", terms.months.map { .integer(Int64($0)) } ?? .null),
    ]
    for role in Terms.Role.allCases {
      if let amount = amount(role) { members.append(.init(role.rawValue, amount.json)) }
    }
    if let limit = terms.limit {
      members.append(
        .init(
          "limit",
          .object([
            .init("perHousehold", .integer(Int64(limit.perHousehold))),
            .init("everyYears", .integer(Int64(limit.years))),
          ])))
    }
    if let stock = terms.stock { members.append(.init("stock", .integer(Int64(stock)))) }
    if !terms.funding.isEmpty { members.append(.init("funding", .array(terms.funding.map { .string($0) }))) }
    if let then = terms.then {
      members.append(
        .init(
          "then",
          .object([
            .init("contract", .string(then.contract.rawValue)), .init("fr", .string(then.text.fr)),
            .init("en", .string(then.text.en)),
          ])))
    }
    return .object(members)
  }
}

extension OfferedAmount {
  fileprivate var json: JSONValue {
    guard measure.amountSpan != nil else {
      return .object([
        .init("number", number.map { .integer(Int64($0)) } ?? .null), .init("unit", .string(measure.rawValue)),
      ])
    }
    return .object([
      .init("cents", money.map { .integer($0.cents) } ?? .null), .init("unit", .string(measure.rawValue)),
    ])
  }
}

extension Fact {
  fileprivate var json: JSONValue {
    var members: [JSONValue.Member] =
      switch value {
      case .truth(let truth): [.init("value", .bool(truth))]
      case .number(let number): [.init("value", .integer(Int64(number)))]
      case .day(let day): [.init("value", .string(day.description))]
      case .text(let text): [.init("value", .string(text))]
      case .absent: [.init("absent", .bool(true))]
      }
    if let kind { members.append(.init("kind", .string(kind))) }
    members += [
      .init("evidence", .string(evidence.kind)), .init("date", .string(evidence.day.description)),
    ]
    if let provider = origin?.provider { members.append(.init("provider", .string(provider))) }
    if let month = origin?.month { members.append(.init("month", .string(month.description))) }
    if let month = origin?.calculated { members.append(.init("calculated", .string(month.description))) }
    if let person = evidence.checkedBy { members.append(.init("checkedBy", .integer(person.rawValue))) }
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
