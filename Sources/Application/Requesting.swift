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
  /// - Parameters:
  ///   - needs: what is asked for besides the device.
  ///   - place: the name or number of the place where the household would have its device.
  ///   - informed: whether it was told, that day, how its data are kept.
  ///   - asDraft: whether it is only written down, to be sent later.
  /// - Throws: ``DirectoryFailure/noSuchStructure(_:near:)`` when the prescriber is not registered,
  ///   ``LoansFailure/noHousehold(_:)``, ``LoansFailure/emptyUses``.
  public func submit(
    requestOf household: HouseholdID, by prescriber: String, for category: DeviceCategory, uses: String,
    channel: Request.Channel, needs: Request.Needs = Request.Needs(), at place: String? = nil, informed: Bool = false,
    asDraft: Bool = false, as act: Act
  ) throws -> Request {
    try database.write(asDraft ? Action.draftRequest : .submitRequest, act) { change in
      try submit(
        requestOf: household, by: prescriber, for: category, uses: uses, channel: channel, needs: needs, at: place,
        informed: informed, asDraft: asDraft, in: change)
    }
  }

  /// Records the request of a household that is told by name: the one that is known already, else one that is registered in
  /// the same act, so that a request by telephone takes one command.
  ///
  /// - Parameter isNew: registers the household even though another has its telephone, or its name in its commune.
  /// - Throws: ``LoansFailure/whichHousehold(_:)`` when it is not plain which household it is; else as the other.
  public func submit(
    requestOf profile: Household.Profile, isNew: Bool = false, by prescriber: String, for category: DeviceCategory,
    uses: String, channel: Request.Channel, needs: Request.Needs = Request.Needs(), at place: String? = nil,
    informed: Bool = false, asDraft: Bool = false, as act: Act
  ) throws -> (request: Request, wasKnown: Bool) {
    try database.write(asDraft ? Action.draftRequest : .submitRequest, act) { change in
      let near = isNew ? [] : try HouseholdStore.resembling(profile, in: change)
      let same = near.filter { $0.profile.isPlainly(profile) }
      guard near.isEmpty || same.count == 1 && near.count == 1 else {
        throw LoansFailure.whichHousehold(near.map(\.id))
      }
      let household =
        try same.first?.id
        ?? change.also(Action.registerHousehold) { inner in
          try TerritoryStore.require(profile.commune, in: inner)
          let household = try HouseholdStore.add(profile, in: inner)
          inner.concerns(.household(household.id))
          return household.id
        }
      let request = try submit(
        requestOf: household, by: prescriber, for: category, uses: uses, channel: channel, needs: needs, at: place,
        informed: informed, asDraft: asDraft, in: change)
      return (request, !same.isEmpty)
    }
  }

  private func submit(
    requestOf household: HouseholdID, by prescriber: String, for category: DeviceCategory, uses: String,
    channel: Request.Channel, needs: Request.Needs, at place: String?, informed: Bool, asDraft: Bool, in change: Change
  ) throws -> Request {
    let meeting = try place.map { Request.Meeting.place(try DirectoryStore.place($0, in: change).id) } ?? needs.meeting
    let wish = try Request.Wish(
      household: household, prescriber: DirectoryStore.structure(prescriber, in: change).id, device: category,
      uses: uses, channel: channel,
      needs: Request.Needs(
        connection: needs.connection, trainings: needs.trainings, help: needs.help, urgency: needs.urgency,
        meeting: meeting, times: needs.times))
    let request = try RequestStore.submit(wish, asDraft: asDraft, in: change)
    change.concerns(.request(request.id))
    change.note("household", .id(household))
    change.note("category", .word(category))
    if informed { try RequestDetailStore.notice(of: request.id, in: change) }
    return request
  }

  /// Decides a request under a programme, by the rules in force and the facts known on the act's day.
  ///
  /// The rules propose, whoever acts decides (CRPA art. L. 311-3-1; law 78-17 art. 47). Eligible, the request waits for a device;
  /// not eligible, it stays open for the other programmes; unknown, until what is missing is brought. A right that the same
  /// programme gave before is lost.
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
      let told = try HouseholdFactStore.told(of: request.wish.household, on: act.day, in: change)
      let facts = rules.facts(among: told.map { ($0.key, Fact($0)) })
      let reasoning = try rules.decide(facts, on: act.day)
      let earlier = try DecisionStore.all(on: id, in: change).last { $0.finding.programme == rules.id }
      if let earlier = earlier?.finding, earlier.outcome != .unknown {
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
        case .notEligible where try standsOn(programme: rules.id, request, in: change):
          try RequestStore.save(request.lapsed(by: decision), in: change)
        case .notEligible, .unknown: request
        }
      return Ruling(
        request: ruled, decision: decision, reasoning: reasoning,
        obstacle: try obstacle(to: ruled, on: act.day, in: change))
    }
  }

  /// Why an eligible household can have no device on a day all the same; nothing when it can.
  func obstacle(to request: Request, on day: Day, in reader: Reader) throws -> LendingFailure? {
    do {
      try HouseholdLimit(on: request, in: reader)?.check(day, in: reader)
      try ProgrammeStock(of: request, in: reader)?.check(in: reader)
      return nil
    } catch let failure as LendingFailure {
      return failure
    }
  }

  /// Whether a request waits for a device by the right that a programme gave it.
  private func standsOn(programme: String, _ request: Request, in reader: Reader) throws -> Bool {
    guard case .decided(let decision) = request.state else { return false }
    return try DecisionStore.existing(decision, in: reader).finding.programme == programme
  }

  /// Closes a request by a refusal: by the latest decision that the household is not eligible, or for a reason that no
  /// programme judges.
  ///
  /// - Throws: ``LoansFailure/refusalWithoutDecision(_:_:)``, ``LoansFailure/requestCannot(_:_:at:)``.
  public func refuse(_ id: RequestID, because reason: Request.Refusal, as act: Act) throws -> Request {
    try database.write(Action.refuseRequest, act) { change in
      change.concerns(.request(id))
      change.note("reason", .word(reason))
      let request = try RequestStore.existing(id, in: change)
      guard reason == .notEligible else { return try RequestStore.save(request.refused(because: reason), in: change) }
      let decisions = try DecisionStore.all(on: id, in: change)
      guard let decision = decisions.last(where: { $0.outcome == .notEligible }) else {
        throw LoansFailure.refusalWithoutDecision(id, decisions.last?.outcome)
      }
      return try RequestStore.save(request.refused(by: decision), in: change)
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
      points: reasoning.ranking.points, trace: reasoning.record,
      explanation: reasoning.explanation.map(\.line).joined(separator: "\n"))
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
