import Directory
public import Kernel
public import Loans
import Storage

/// What a person decided otherwise than rules proposed.
public struct Overruling: Sendable {
  /// The request, where it stands now.
  public let request: Request
  /// The decision, with the proposal that stays and what holds.
  public let decision: Decision
  /// Why an eligible household can have no device today all the same; nothing when it can.
  public let obstacle: LendingFailure?
}

/// A household's contestation as it was taken in.
public struct Contestation: Sendable {
  /// The request, where it stands now.
  public let request: Request
  public let contest: Contest
  /// The last day on which the decision could be contested; nothing while no letter told how, since no delay runs then.
  public let lastDay: Day?
  /// Whether it came after that day; it is looked at all the same.
  public let isLate: Bool
}

extension Chain {
  /// Decides otherwise than the rules proposed, with a reason, signed by whoever acts; the proposal stays as it was made.
  ///
  /// - Parameter programme: the programme whose latest decision is meant; the latest decision of all unless said.
  /// - Throws: ``ChainFailure/rightsNotForRole(_:)``, ``LoansFailure/notDecidedYet(_:)``, ``LoansFailure/saysTheSame(_:_:)``,
  ///   ``LoansFailure/emptyReason``, ``LoansFailure/requestCannot(_:_:at:)``.
  public func override(
    _ id: RequestID, to outcome: Decision.Outcome, under programme: String? = nil, because reason: String, as act: Act
  ) throws -> Overruling {
    try database.write(Action.overrideDecision, act) { change in
      try requireRightsRole(act, in: change)
      change.concerns(.request(id))
      let request = try RequestStore.existing(id, in: change)
      let decisions = try DecisionStore.all(on: id, in: change)
      guard let proposed = decisions.last(where: { programme == nil || $0.finding.programme == programme }) else {
        throw LoansFailure.notDecidedYet(id)
      }
      let verb: Request.Verb = outcome == .eligible ? .decide : .lapse
      let standsOnIt = request.state.decision == proposed.id
      if outcome == .eligible || standsOnIt && request.state.stage != .contested {
        guard Request.stage(after: verb, at: request.state.stage) != nil else {
          throw LoansFailure.requestCannot(id, verb, at: request.state.stage)
        }
      }
      let decision = try RulingStore.override(proposed, to: outcome, because: reason, in: change)
      change.note("decision", .id(decision.id))
      change.note("outcome", .word(outcome))
      let ruled =
        switch outcome {
        case .eligible: try RequestStore.save(request.decided(by: decision), in: change)
        case .notEligible where request.state == .decided(proposed.id):
          try RequestStore.save(request.lapsed(by: decision), in: change)
        case .notEligible, .unknown: request
        }
      return Overruling(
        request: ruled, decision: decision, obstacle: try obstacle(to: ruled, on: act.day, in: change))
    }
  }

  /// Takes in that a household contests the latest decision against it; whoever acts wrote down its reason.
  ///
  /// - Throws: ``LoansFailure/nothingToContest(_:)``, ``LoansFailure/emptyReason``, ``LoansFailure/requestCannot(_:_:at:)``.
  public func contest(_ id: RequestID, because reason: String, as act: Act) throws -> Contestation {
    try database.write(Action.contestDecision, act) { change in
      change.concerns(.request(id))
      let request = try RequestStore.existing(id, in: change)
      guard let decision = try refusing(id, in: change) else { throw LoansFailure.nothingToContest(id) }
      let step = try request.contested(decision)
      let contest = try RulingStore.contest(decision, because: reason, in: change)
      change.note("decision", .id(decision.id))
      let lastDay = try Contest.known(decision, in: change).map(Contest.lastDay)
      return Contestation(
        request: try RequestStore.save(step, in: change), contest: contest, lastDay: lastDay,
        isLate: lastDay.map { $0 < act.day } ?? false)
    }
  }

  /// Ends a contestation that changes nothing: the decision is confirmed, with a reason, by whoever acts.
  ///
  /// - Throws: ``ChainFailure/rightsNotForRole(_:)``, ``LoansFailure/requestCannot(_:_:at:)``, ``LoansFailure/emptyReason``.
  public func confirm(_ id: RequestID, because reason: String, as act: Act) throws -> Request {
    try database.write(Action.confirmDecision, act) { change in
      try requireRightsRole(act, in: change)
      change.concerns(.request(id))
      let request = try RequestStore.existing(id, in: change)
      guard case .contested = request.state, let decision = try refusing(id, in: change),
        let contest = try RulingStore.contests(of: id, in: change).last
      else { throw LoansFailure.requestCannot(id, .confirm, at: request.state.stage) }
      try RulingStore.confirm(contest, because: reason, in: change)
      change.note("decision", .id(decision.id))
      return try RequestStore.save(request.confirmed(by: decision), in: change)
    }
  }

  /// The latest decision by which a household is not eligible.
  private func refusing(_ id: RequestID, in reader: Reader) throws -> Decision? {
    try DecisionStore.all(on: id, in: reader).last { $0.outcome == .notEligible }
  }

  private func requireRightsRole(_ act: Act, in reader: Reader) throws {
    let role = try role(of: act, in: reader)
    guard role.decidesRights else { throw ChainFailure.rightsNotForRole(role) }
  }

  /// Refuses what holds for everybody to people who do not answer for it.
  func requireRulesRole(_ act: Act, in reader: Reader) throws {
    let role = try role(of: act, in: reader)
    guard role.answersForAll else { throw ChainFailure.rulesNotForRole(role) }
  }

  /// What whoever acts does in the chain.
  func role(of act: Act, in reader: Reader) throws -> Person.Role {
    guard let person = try DirectoryStore.person(act.actor.id, in: reader) else {
      throw DirectoryFailure.noSuchPerson(act.actor.name)
    }
    return person.role
  }
}
