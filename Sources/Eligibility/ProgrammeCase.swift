import Kernel

/// A case a programme file brings along: a household, a day, and what the rules must answer.
struct ProgrammeCase {
  /// What the case is called in failures: its name, or its number and day.
  let name: String
  let node: JSONNode
  let day: Day
  let facts: [String: Fact]
  let expected: Expected
  /// The facts that must be asked for; nothing when the case does not say.
  let asked: Set<String>?
  /// The numbers that must come out: points and amounts of the terms, by the key the case writes them under.
  let figures: [(figure: Figure, number: Int)]

  /// A number a case can expect.
  enum Figure: String, CaseIterable {
    case points, contribution, price, aid

    /// The number in a decision, in the unit of the file; nothing when a fact it depends on is unknown.
    func number(in decision: Decision) -> Int? {
      switch self {
      case .points: decision.ranking.points
      case .contribution: decision.amount(.contribution)?.number
      case .price: decision.amount(.price)?.number
      case .aid: decision.amount(.aid)?.number
      }
    }
  }

  /// What a case can expect.
  enum Expected: String, CaseIterable {
    case eligible
    case notEligible = "not_eligible"
    case unknown
    /// The programme has no rule on that day.
    case noRuleInForce = "no_rule_in_force"

    /// The answer, where there is one.
    var outcome: Outcome? {
      switch self {
      case .eligible: .eligible
      case .notEligible: .notEligible
      case .unknown: .unknown
      case .noRuleInForce: nil
      }
    }

    init(_ outcome: Outcome) {
      self =
        switch outcome {
        case .eligible: .eligible
        case .notEligible: .notEligible
        case .unknown: .unknown
        }
    }
  }

  /// Reads the cases of a programme, at least one.
  static func read(_ node: JSONNode, of programme: Programme) throws(JSONFailure) -> [ProgrammeCase] {
    let elements = try node.elements()
    guard !elements.isEmpty else { throw node.failure(.noCase) }
    var cases: [ProgrammeCase] = []
    for element in elements { cases.append(try read(element, number: cases.count + 1, of: programme)) }
    return cases
  }

  private static func read(
    _ node: JSONNode, number: Int, of programme: Programme
  ) throws(JSONFailure) -> ProgrammeCase {
    try node.object { fields throws(JSONFailure) in
      let day = try fields.required("as_of").day()
      let expected = try fields.required("outcome").choice(Expected.self)
      let asked = try fields.optional("ask").map { node throws(JSONFailure) in
        guard expected == .unknown else { throw node.failure(.askedWithAnswer) }
        return Set(
          try node.array { element throws(JSONFailure) in
            let name = try element.string()
            guard programme.facts.contains(where: { $0.name == name }) else {
              throw element.failure(.undeclaredFact(name))
            }
            return name
          })
      }
      var figures: [(figure: Figure, number: Int)] = []
      for figure in Figure.allCases {
        if let node = fields.optional(figure.rawValue) { figures.append((figure, try node.wholeNumber())) }
      }
      let reader = FactReader(programme: programme, dating: .bareValues(from: day))
      return ProgrammeCase(
        name: try fields.optional("name")?.string() ?? "\(number), \(day)",
        node: node, day: day, facts: try reader.facts(try fields.required("facts")), expected: expected,
        asked: asked, figures: figures)
    }
  }

  /// Holds the rules to the case.
  ///
  /// A case may be dated outside the programme's validity, to test what a parameter was then; only one that expects
  /// `no_rule_in_force` is about the validity itself.
  /// - Throws: the failure of the file at the case, with what came out instead.
  func check(_ programme: Programme) throws(JSONFailure) {
    guard expected != .noRuleInForce else {
      if programme.isInForce(on: day) { throw failed(Text(fr: "des règles en vigueur", en: "rules in force")) }
      return
    }
    let decision: Decision
    do throws(EligibilityFailure) {
      decision = try RulesInForce(ofCriteriaOf: programme, on: day).decide(facts)
    } catch {
      throw failed(Text(fr: "une erreur : \(error.text.fr)", en: "an error: \(error.text.en)"))
    }
    let found = Expected(decision.outcome)
    // What is missing takes long to tell of large rules: it is asked for only where the case says it, or in a failure.
    guard found == expected, asked.map({ $0 == Set(decision.missing.map(\.name)) }) ?? true else {
      throw failed(Text(same: ProgrammeCase.words(found, asked: decision.missing.map(\.name))))
    }
    for (figure, number) in figures where figure.number(in: decision) != number {
      let found = figure.number(in: decision).map(String.init) ?? "null"
      throw node.failure(
        .caseFailed(
          name: name, expected: "\(figure.rawValue) \(number)", found: Text(same: "\(figure.rawValue) \(found)")))
    }
  }

  private func failed(_ found: Text) -> JSONFailure {
    node.failure(
      .caseFailed(
        name: name, expected: ProgrammeCase.words(expected, asked: asked?.sorted() ?? []), found: found))
  }

  private static func words(_ outcome: Expected, asked: [String]) -> String {
    asked.isEmpty ? outcome.rawValue : "\(outcome.rawValue) (ask: \(asked.joined(separator: ", ")))"
  }
}
