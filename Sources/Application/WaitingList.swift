public import Eligibility
public import Kernel
public import Loans
import Storage

/// One place on the waiting list of a programme, with what put it there.
public struct WaitingPlace: Sendable {
  /// The place, from 1.
  public let place: Int
  public let request: RequestID
  public let household: HouseholdID
  /// The day the request was made, as corrected.
  public let asked: Day
  /// The decision that made it eligible, and whose points count.
  public let decision: DecisionID
  /// The points, and the bounds unknown reasons leave.
  public let ranking: Ranking
  /// Why a person gave the right against the rules' proposal; nothing where the rules proposed it.
  public let ownReason: String?
}

/// A decision decided again by its own rules and facts.
public struct Replay: Sendable {
  public let decision: Loans.Decision
  /// What came out now.
  public let record: String
  /// The same line by line, for people.
  public let explanation: [Text]

  /// Whether it is the same, byte for byte.
  public var isSame: Bool { record == decision.finding.trace }
}

extension Chain {
  /// The eligible requests that wait for a device under a programme, in their order: points of the decision they rest on, then
  /// the programme's own tie-breaks; never what was learnt since, so that nobody's place moves by itself.
  ///
  /// - Throws: ``LoansFailure/noProgramme(_:on:)`` when no programme of that name was ever in force by the day.
  public func waitingList(of programme: String, on day: Day) throws -> [WaitingPlace] {
    try database.read { reader in
      let order = try Programme(ProgrammeStore.inForce(programme, on: day, in: reader)).tieBreak
      var rules: [String: Programme] = [:]
      let waiting = try reader.all(
        """
        SELECT r.id, r.household, r.decision, acts.day FROM requests AS r JOIN acts ON acts.entry = r.entry
        JOIN decisions AS d ON d.id = r.decision
        WHERE r.state = \(Request.Stage.decided) AND d.programme = \(programme) ORDER BY r.id
        """
      ).map { row -> WaitingPlace in
        let decision = try DecisionStore.existing(try row["decision"], in: reader)
        let ranking = try reader.replay(decision, by: &rules).ranking
        return try WaitingPlace(
          place: 0, request: row["id"], household: row["household"], asked: row["day"], decision: decision.id,
          ranking: ranking, ownReason: decision.override?.reason)
      }
      return waiting.sorted { $0.precedes($1, by: order) }.enumerated().map { index, place in
        WaitingPlace(
          place: index + 1, request: place.request, household: place.household, asked: place.asked,
          decision: place.decision, ranking: place.ranking, ownReason: place.ownReason)
      }
    }
  }

  /// Decides again what a stored decision decided, by the version of the programme and the facts it kept.
  ///
  /// - Throws: ``LoansFailure/noDecision(_:)``; ``EligibilityFailure/recordOfOtherRules(recorded:given:)`` when the stored rules are
  ///   no longer those.
  public func replay(_ id: DecisionID, by person: Actor) throws -> Replay {
    try database.consult(AccessOperation.replayDecision, by: person.id, at: clock.now) { reader in
      let decision = try DecisionStore.existing(id, in: reader)
      reader.sees(.household(try RequestStore.existing(decision.request, in: reader).wish.household))
      let again = try reader.replay(decision)
      return Replay(decision: decision, record: again.record, explanation: again.explanation.map(\.line))
    }
  }
}

extension WaitingPlace {
  fileprivate func precedes(_ other: WaitingPlace, by order: [TieBreak]) -> Bool {
    if ranking.points != other.ranking.points { return ranking.points > other.ranking.points }
    for tieBreak in order {
      switch tieBreak {
      case .requestDate where asked != other.asked: return asked < other.asked
      case .requestDate: continue
      case .requestID: return request.rawValue < other.request.rawValue
      }
    }
    return request.rawValue < other.request.rawValue
  }
}

extension Reader {
  /// A stored decision, made again.
  func replay(_ decision: Loans.Decision) throws -> Eligibility.Decision {
    var rules: [String: Programme] = [:]
    return try replay(decision, by: &rules)
  }

  /// A stored decision, made again; each version of the rules is read once.
  fileprivate func replay(
    _ decision: Loans.Decision, by rules: inout [String: Programme]
  ) throws -> Eligibility.Decision {
    guard !decision.finding.isForgotten else { throw LoansFailure.factsForgotten(decision.id) }
    let (id, version) = (decision.finding.programme, decision.finding.version)
    let known =
      try rules["\(id) \(version)"] ?? ProgrammeStore.version(version, of: id, in: self).map { try Programme($0) }
    guard let known else { throw LoansFailure.noProgramme(id, on: decision.finding.asOf) }
    rules["\(id) \(version)"] = known
    return try Eligibility.Decision.replaying(decision.finding.trace, by: known)
  }
}
