import Directory
public import Eligibility
public import Kernel
public import Loans
import Storage

/// A decision somebody has just made, with the reasoning that was proposed to them.
public struct Ruling: Sendable {
  /// The request, where it stands now.
  public let request: Request
  /// The decision as it is kept.
  public let decision: Loans.Decision
  /// What the rules answered.
  public let reasoning: Eligibility.Decision
  /// Why an eligible household can have no device today all the same; nothing when it can.
  public let obstacle: LendingFailure?
}

extension Chain {
  /// Records a household's request, as the structure that receives the household tells it.
  ///
  /// - Throws: ``DirectoryFailure/noSuchStructure(_:near:)`` when the prescriber is not registered,
  ///   ``LoansFailure/noHousehold(_:)``, ``LoansFailure/emptyUses``.
  public func submit(
    requestOf household: HouseholdID, by prescriber: String, for category: DeviceCategory, uses: String,
    channel: Request.Channel, as act: Act
  ) throws -> Request {
    try database.write(Action.submitRequest, act) { change in
      let wish = try Request.Wish(
        household: household, prescriber: DirectoryStore.structure(prescriber, in: change).id, device: category,
        uses: uses, channel: channel)
      let request = try RequestStore.submit(wish, in: change)
      change.concerns(.request(request.id))
      change.note("household", .id(household))
      change.note("category", .word(category))
      return request
    }
  }

  /// Decides a request under a programme, by the rules in force and the facts known on the act's day.
  ///
  /// The rules propose, whoever acts decides (CRPA art. L. 311-3-1; law 78-17 art. 47). Eligible, the request waits for a device;
  /// not eligible, it is refused; unknown, it stays where it stands until what is missing is brought.
  /// - Throws: ``LoansFailure/requestCannot(_:_:at:)``, ``LoansFailure/noProgramme(_:on:)``,
  ///   ``EligibilityFailure/noRuleInForce(programme:on:from:to:)``, ``LendingFailure/nothingNewToDecide(_:decided:)``.
  public func decide(_ id: RequestID, under programme: String, as act: Act) throws -> Ruling {
    try database.write(Action.decideRequest, act) { change in
      change.concerns(.request(id))
      let request = try RequestStore.existing(id, in: change)
      guard Request.stage(after: .decide, at: request.state.stage) != nil else {
        throw LoansFailure.requestCannot(id, .decide, at: request.state.stage)
      }
      let rules = try Programme(ProgrammeStore.inForce(programme, on: act.day, in: change))
      let known = try HouseholdFactStore.known(of: request.wish.household, on: act.day, in: change)
      let facts = Dictionary(uniqueKeysWithValues: known.map { ($0.key, Fact($0)) })
      let reasoning = try rules.decide(facts, on: act.day)
      if let standing = request.state.decision {
        let earlier = try DecisionStore.existing(standing, in: change).finding
        if earlier.digest == rules.digest, earlier.outcome == .init(reasoning.outcome),
          earlier.trace == (try? rules.decide(facts, on: earlier.asOf).record)
        {
          throw LendingFailure.nothingNewToDecide(id, decided: earlier.asOf)
        }
      }
      let decision = try DecisionStore.save(Loans.Decision.Finding(reasoning), on: id, in: change)
      change.note("programme", .dataName(rules.id))
      change.note("version", .dataName(rules.version))
      change.note("decision", .id(decision.id))
      change.note("outcome", .word(decision.finding.outcome))
      let ruled =
        switch reasoning.outcome {
        case .eligible: try RequestStore.save(request.decided(by: decision), in: change)
        case .notEligible: try RequestStore.save(request.refused(by: decision), in: change)
        case .unknown: request
        }
      var obstacle: LendingFailure?
      do {
        try HouseholdLimit(on: ruled, in: change)?.check(act.day, in: change)
      } catch let failure as LendingFailure {
        obstacle = failure
      }
      return Ruling(request: ruled, decision: decision, reasoning: reasoning, obstacle: obstacle)
    }
  }

  /// Refuses a request for a reason that no programme judges.
  ///
  /// - Throws: ``LoansFailure/refusalWithoutDecision(_:_:)``, ``LoansFailure/requestCannot(_:_:at:)``.
  public func refuse(_ id: RequestID, because reason: Request.Refusal, as act: Act) throws -> Request {
    try database.write(Action.refuseRequest, act) { change in
      change.concerns(.request(id))
      change.note("reason", .word(reason))
      return try RequestStore.save(RequestStore.existing(id, in: change).refused(because: reason), in: change)
    }
  }

  /// Records that a household gives its request up.
  ///
  /// - Throws: ``LoansFailure/requestCannot(_:_:at:)``; while a device is kept for it, it is released first.
  public func withdraw(_ id: RequestID, because reason: Request.Withdrawal, as act: Act) throws -> Request {
    try database.write(Action.withdrawRequest, act) { change in
      change.concerns(.request(id))
      change.note("reason", .word(reason))
      return try RequestStore.save(RequestStore.existing(id, in: change).withdrawn(because: reason), in: change)
    }
  }
}

extension Loans.Decision.Finding {
  init(_ reasoning: Eligibility.Decision) throws(LoansFailure) {
    try self.init(
      programme: reasoning.programme.id, version: reasoning.programme.version, digest: reasoning.programme.digest,
      asOf: reasoning.day, outcome: Loans.Decision.Outcome(reasoning.outcome), modest: reasoning.countsAsModest,
      trace: reasoning.record, explanation: reasoning.explanation.map(\.line).joined(separator: "\n"))
  }
}

extension Loans.Decision.Outcome {
  fileprivate init(_ outcome: Outcome) {
    self =
      switch outcome {
      case .eligible: .eligible
      case .notEligible: .notEligible
      case .unknown: .unknown
      }
  }
}

extension Eligibility.Decision {
  /// Whether the household counts as modest: eligible, and by a criterion on its resources.
  fileprivate var countsAsModest: Bool { outcome == .eligible && restsOnModestMeans }
}

extension ExplanationLine {
  /// The line as people read it: indented, its mark first.
  public var line: Text {
    let head = String(repeating: "  ", count: depth) + mark.sign + " "
    return Text(same: head) + text
  }
}

extension ExplanationLine.Mark {
  fileprivate var sign: String {
    switch self {
    case .met: "✓"
    case .notMet: "✗"
    case .unknown: "?"
    case .remark: "·"
    case .request: "→"
    }
  }
}
