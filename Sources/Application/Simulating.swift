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

  /// One open request under the rules in force and under the draft.
  public struct Line: Sendable {
    public let request: RequestID
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

extension Chain {
  /// Decides every open request again, by the rules in force and by a draft; nothing is written.
  ///
  /// Open are the requests nobody has decided, and those that wait for a device or have one kept under this programme.
  /// - Throws: `JSONFailure` with the place of what is wrong in the draft, ``EligibilityFailure`` when it has no rule on the day.
  public func simulate(programme bytes: [UInt8], file: String, on day: Day) throws -> Simulation {
    let draft = try Programme(reading: bytes, file: file)
    let after = try RulesInForce(of: draft, on: day)
    return try database.read { reader in
      let adopted = try ProgrammeStore.inForce(on: day, in: reader).first { $0.id == draft.id }
      let current = try adopted.map { try Programme($0) }
      let before = try current.flatMap { $0.isInForce(on: day) ? try RulesInForce(of: $0, on: day) : nil }
      var lines: [Simulation.Line] = []
      let open = try OpenRequest.all(of: draft.id, in: reader)
      // A few thousand at a time, so that what is known of all of them is never in memory at once.
      for start in stride(from: 0, to: open.count, by: 2_000) {
        let some = open[start..<min(start + 2_000, open.count)]
        let known = try HouseholdFactStore.known(of: Set(some.map(\.household)), on: day, in: reader)
        for request in some {
          let told = known[request.household] ?? []
          let facts = Dictionary(uniqueKeysWithValues: told.map { ($0.key, Fact($0)) })
          let (old, new) = (try before?.decide(facts), try after.decide(facts))
          lines.append(
            Simulation.Line(
              request: request.id, stage: request.stage, before: old?.outcome, after: new.outcome,
              aidBefore: old?.aidIfEligible, aidAfter: new.aidIfEligible))
        }
      }
      return Simulation(programme: draft, current: current?.version, lines: lines)
    }
  }
}

/// A request that can still be decided otherwise.
struct OpenRequest {
  let id: RequestID
  let household: HouseholdID
  let stage: Request.Stage

  /// The open requests that no other programme has decided, in the order they were recorded.
  static func all(of programme: String, in reader: Reader) throws -> [OpenRequest] {
    try reader.all(
      """
      SELECT r.id, r.household, r.state FROM requests AS r LEFT JOIN decisions AS d ON d.id = r.decision
      WHERE r.state IN (\(list: [Request.Stage.submitted, .decided, .allocated]))
      AND (d.programme IS NULL OR d.programme = \(programme)) ORDER BY r.id
      """
    ).map { row in OpenRequest(id: try row["id"], household: try row["household"], stage: try row["state"]) }
  }
}

extension Eligibility.Decision {
  /// What a funder would pay for an eligible household: the terms' aid, or that share of the price.
  fileprivate var aidIfEligible: Money? {
    guard outcome == .eligible, let aid = amount(.aid) else { return nil }
    if let money = aid.money { return money }
    guard let percent = aid.number, let price = amount(.price)?.money else { return nil }
    return Money(cents: price.cents * Int64(percent) / 100)
  }
}
