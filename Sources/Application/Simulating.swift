public import Eligibility
public import Kernel
public import Loans
import Storage

/// What would become of the open requests if a draft of rules were in force.
public struct Simulation: Sendable {
  /// The draft.
  public let programme: Programme
  /// The version that serves today; nothing for a programme that is new.
  public let current: String?
  /// The requests, in the order they were recorded.
  public let lines: [Line]
  /// The codes of the funding lines that may pay, by the rules in force and by the draft.
  public let fundingBefore, fundingAfter: [String]
  /// The funding lines of those codes that are open.
  public let funding: [FundingLine]

  /// One open request under the rules in force and under the draft.
  @dynamicMemberLookup
  public struct Line: Sendable {
    public let request: RequestID
    public let finding: Finding

    public subscript<Value>(dynamicMember part: KeyPath<Finding, Value>) -> Value { finding[keyPath: part] }
  }

  /// What is found about a request, its number apart.
  public struct Finding: Sendable, Hashable {
    public let stage: Request.Stage
    /// What the rules in force answer today; nothing where there are none.
    public let before: Outcome?
    /// What the draft answers.
    public let after: Outcome
    /// What a funder would pay for it, before and after; nothing where the terms tell no amount.
    public let aidBefore, aidAfter: Money?

    /// Whether the request changes side.
    public var changes: Bool { before != after }
  }

  /// How many requests go from one answer to another.
  public func count(from before: Outcome?, to after: Outcome) -> Int {
    lines.count { $0.before == before && $0.after == after }
  }

  /// What the eligible requests would cost the funder, before and after, as far as the terms and facts tell amounts.
  public var cost: (before: Money, after: Money) {
    func sum(_ amounts: [Money?]) -> Money { Money(cents: amounts.reduce(0) { $0 + ($1?.cents ?? 0) }) }
    return (sum(lines.map(\.aidBefore)), sum(lines.map(\.aidAfter)))
  }
}

extension Simulation {
  /// What the eligible requests would cost one funding line, when it alone paid for them.
  public struct Charge: Sendable {
    public let code: String
    /// The line; nothing while none of that code is open.
    public let line: FundingLine?
    /// What they cost by the rules in force, and by the draft.
    public let before, after: Money

    /// What would be left with the draft; below zero when the line would not do.
    public var left: Money? { line.map { Money(cents: $0.remaining.cents - after.cents) } }
  }

  /// The funding lines named before or after, with what each would pay.
  public var charges: [Charge] {
    let (before, after) = cost
    let nothing = Money(cents: 0)
    return Set(fundingBefore + fundingAfter).sorted().map { code in
      Charge(
        code: code, line: funding.first { $0.code == code }, before: fundingBefore.contains(code) ? before : nothing,
        after: fundingAfter.contains(code) ? after : nothing)
    }
  }
}

extension Chain {
  /// Decides every open request again, by the rules in force and by a draft; nothing is written.
  ///
  /// Open are the requests nobody has decided, and those that wait for a device or have one kept under this programme.
  /// - Throws: `JSONFailure` with the place of what is wrong in the draft, ``EligibilityFailure`` when it has no rule on the day.
  public func simulate(programme bytes: [UInt8], file: String, on day: Day) throws -> Simulation {
    let draft = try Programme(reading: bytes, file: file)
    let after = try RulesInForce(of: draft, on: day)
    let current = try database.read { reader in
      try ProgrammeStore.inForce(on: day, in: reader).first { $0.id == draft.id }.map { try Programme($0) }
    }
    let before = try current.flatMap { $0.isInForce(on: day) ? try RulesInForce(of: $0, on: day) : nil }
    let rules = RulesCompared(of: draft.id, before: before, after: after, on: day)
    let codes = (before: current?.terms?.funding ?? [], after: draft.terms?.funding ?? [])
    let (lower, (upper, unknown, requests, funding)) = try database.read(
      sharing: { (middle: try OpenRequest.middle(in: $0), fallen: try Corrections.fallen(by: day, in: $0)) },
      alongside: { try rules.answers(whereHousehold: "<= \($1.middle)", without: $1.fallen, in: $0) },
      { reader, shared in
        (
          try rules.answers(whereHousehold: "> \(shared.middle)", without: shared.fallen, in: reader),
          try rules.answerToNothing,
          try OpenRequest.all(of: draft.id, in: reader),
          try FundingStore.all(in: reader).filter { (codes.before + codes.after).contains($0.code) }
        )
      })
    let lines = requests.map { request in
      let answer = lower[request.household] ?? upper[request.household] ?? unknown
      return Simulation.Line(
        request: request.id,
        finding: Simulation.Finding(
          stage: request.stage, before: answer.before, after: answer.after, aidBefore: answer.aidBefore,
          aidAfter: answer.aidAfter))
    }
    return Simulation(
      programme: draft, current: current?.version, lines: lines, fundingBefore: codes.before,
      fundingAfter: codes.after, funding: funding)
  }
}

/// The rules in force and a draft, asked about the same households.
private struct RulesCompared: Sendable {
  let programme: String
  let before: RulesInForce?
  let after: RulesInForce
  let day: Day

  init(of programme: String, before: RulesInForce?, after: RulesInForce, on day: Day) {
    (self.programme, self.before, self.after, self.day) = (programme, before, after, day)
  }

  /// What both say of a household of which nothing is known.
  var answerToNothing: Answers {
    get throws {
      var both = (before.map { Judgement(by: $0) }, Judgement(by: after))
      return try Answers(both.0?.decide([], ToldFacts()), both.1.decide([], ToldFacts()))
    }
  }

  /// What both say of each household of an open request whose number is so: the answers alone are kept, so that what is
  /// known of all households is never in memory at once.
  func answers(
    whereHousehold condition: SQL, without fallen: EntrySet, in reader: Reader
  ) throws -> [HouseholdID: Answers] {
    var (old, new) = (before.map { Judgement(by: $0) }, Judgement(by: after))
    var answers: [HouseholdID: Answers] = [:]
    try HouseholdFactStore.each(
      of: OpenRequest.households(of: programme, where: condition), without: fallen, in: reader
    ) { household, facts, told in
      answers[household] = try Answers(old?.decide(facts, told), new.decide(facts, told))
    }
    return answers
  }
}

/// What both rules say of one household.
private struct Answers {
  let before: Outcome?
  let after: Outcome
  let aidBefore, aidAfter: Money?

  init(_ before: Eligibility.Decision?, _ after: Eligibility.Decision) {
    (self.before, self.after) = (before?.outcome, after.outcome)
    (aidBefore, aidAfter) = (before?.aidIfEligible, after.aidIfEligible)
  }
}

/// Rules, and what they have taken in of many households.
private struct Judgement {
  private let rules: RulesInForce
  private var intake: FactIntake

  init(by rules: RulesInForce) {
    self.rules = rules
    intake = FactIntake(for: rules.programme)
  }

  mutating func decide(_ facts: [Int], _ told: ToldFacts) throws -> Eligibility.Decision {
    try rules.decide(
      try intake.sheet(of: facts) { number in
        let fact = try told.fact(number)
        return (fact.key, Fact(fact))
      })
  }
}

/// A request that can still be decided otherwise.
struct OpenRequest {
  let id: RequestID
  let household: HouseholdID
  let stage: Request.Stage

  /// The households of the open requests, those whose number is so.
  static func households(of programme: String, where condition: SQL) -> SQL {
    """
    SELECT r.household FROM requests AS r LEFT JOIN decisions AS d ON d.id = r.decision
    WHERE r.state IN (\(list: stages)) AND (d.programme IS NULL OR d.programme = \(programme))
      AND +r.household \(condition)
    """
  }

  /// A number of a household with more of them before it than after: whoever judges those after it reads the requests too, and
  /// writes the list.
  static func middle(in reader: Reader) throws -> Int {
    try reader.count(
      "SELECT coalesce(min(id), 0) + (coalesce(max(id), 0) - coalesce(min(id), 0)) * 3 / 5 AS n FROM households")
  }

  private static let stages: [Request.Stage] = [.submitted, .incomplete, .decided, .allocated, .contested]

  /// The open requests that no other programme has decided, in the order they were recorded.
  static func all(of programme: String, in reader: Reader) throws -> [OpenRequest] {
    let words = Dictionary(uniqueKeysWithValues: stages.map { (Array($0.rawValue.utf8), $0) })
    var requests: [OpenRequest] = []
    try reader.each(
      """
      SELECT r.id, r.household, r.state FROM requests AS r LEFT JOIN decisions AS d ON d.id = r.decision
      WHERE r.state IN (\(list: stages))
      AND (d.programme IS NULL OR d.programme = \(programme)) ORDER BY r.id
      """
    ) { row in
      guard let stage = row.bytes(2, { words[Array($0)] }) else { return }
      requests.append(
        OpenRequest(
          id: RequestID(rawValue: Int64(row.number(0))), household: HouseholdID(rawValue: Int64(row.number(1))),
          stage: stage))
    }
    return requests
  }
}

extension Eligibility.Decision {
  /// What a funder would pay for an eligible household: the terms' aid, or that share of the price.
  fileprivate var aidIfEligible: Money? { outcome == .eligible ? aid : nil }

  /// What a funder would pay if the household were given the right.
  var aid: Money? {
    guard let aid = amount(.aid) else { return nil }
    if let money = aid.money { return money }
    guard let percent = aid.number, let price = amount(.price)?.money else { return nil }
    return Money(cents: price.cents * Int64(percent) / 100)
  }
}
