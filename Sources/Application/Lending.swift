import Directory
import Eligibility
import Inventory
public import Kernel
public import Loans
import Storage
public import Supply

/// When a loan ends.
public enum LoanEnd: Sendable, Equatable {
  /// So many months after it starts.
  case afterMonths(Int)
  /// On its last day.
  case on(Day)
  /// When the programme says, by which the household has its right.
  case asProgrammeSays
}

/// What a contract is wanted to say besides who, what and when; the rest as the programme says.
public struct ContractWish: Sendable {
  public var kind = ContractKind.loan
  public var charge = ChargeWish.asProgrammeSays
  /// What the household leaves in deposit.
  public var deposit = Money.zero
  public var statedValue: ContractTerms.StatedValue?
  public var signature = Signature.onPaper
  /// What is sold, where a device of the category can be several things; the usual one unless said.
  public var configuration: ResaleConfiguration?

  /// What is paid.
  public enum ChargeWish: Sendable {
    /// What the programme asks of the household, if anything.
    case asProgrammeSays
    case rent(Money, every: ContractTerms.Pace)
    /// A price in equal parts on those days; at once when no day is named.
    case price(Money, on: [Day])
  }

  /// Makes a wish for a contract of a kind.
  public init(_ kind: ContractKind = .loan) {
    self.kind = kind
  }
}

extension Chain {
  /// Records a signed contract for the device kept for a request; the act's day is that of the signatures.
  ///
  /// - Parameters:
  ///   - lender: the structure that lends, sells or gives, by name or number: the device's owner or its named agent.
  ///   - starts: the first day of the use.
  ///   - accessories: what goes with the device.
  ///   - wish: the kind of contract, what is paid, how it was signed.
  /// - Throws: ``LoansFailure/nothingAllocated(_:at:)``, ``LoansFailure/contractSigned(_:_:)``, ``LendingFailure``,
  ///   ``ContractFailure``, ``InventoryFailure/notTheirs(_:)`` when the lender neither owns the device nor was named by its
  ///   owner, and what ``GiftRules`` refuses of a sale.
  public func sign(
    contractFor id: RequestID, lender: String, starts: Day, ends: LoanEnd, accessories: [String],
    _ wish: ContractWish = ContractWish(), as act: Act
  ) throws -> Contract {
    try database.write(Action.signContract, act) { change in
      let lender = try DirectoryStore.structure(lender, in: change).id
      return try sign(
        contractFor: id, lender: lender, starts: starts, ends: ends, accessories: accessories, wish, in: change)
    }
  }

  /// The same within an act of its own.
  func sign(
    contractFor id: RequestID, lender: StructureID, starts: Day, ends: LoanEnd, accessories: [String],
    _ wish: ContractWish, in change: Change
  ) throws -> Contract {
    let request = try RequestStore.existing(id, in: change)
    guard case .allocated = request.state else {
      throw LoansFailure.nothingAllocated(id, at: request.state.stage)
    }
    let offered = try offer(to: request, in: change)
    if let offered, !offered.contracts.contains(wish.kind) {
      throw LendingFailure.contractNotOffered(wish.kind, programme: offered.programme, offered: offered.contracts)
    }
    try HouseholdLimit(on: request, in: change)?.check(starts, in: change)
    let hasTerm = ContractRules.of(wish.kind)?.givesOwnership != true
    let terms = try ContractTerms(
      wish.kind, charge: charge(wish, starts: starts, for: request, in: change), starts: starts,
      term: hasTerm ? lastDay(of: ends, from: starts, months: offered?.months, request: id) : nil,
      deposit: wish.deposit, statedValue: wish.statedValue)
    let agreement = try Contract.agreement(
      for: request, lender: lender, terms: terms, accessories: accessories, signature: wish.signature)
    try requireRight(of: lender, to: agreement, as: wish.configuration, in: change)
    let contract = try ContractStore.sign(agreement, in: change)
    note(contract, in: change)
    return contract
  }

  /// Makes a household the owner of what it uses: its loan or rental ends, and a contract of gift or sale follows it.
  ///
  /// - Throws: ``LoansFailure/contractCannot(_:_:at:)`` unless the device is out under the contract,
  ///   ``ContractFailure/followsOnlyAsOwner(_:)``, ``LendingFailure/contractNotOffered(_:programme:offered:)``,
  ///   ``IncidentFailure/stillOpen(_:_:)``, ``TrainingFailure/incomplete(_:modules:pixExit:)``, and what a
  ///   signature is refused for.
  public func convert(
    _ id: ContractID, _ wish: ContractWish, trainedBy paths: TrainingPaths? = nil, as act: Act
  ) throws -> Contract {
    try database.write(Action.convertContract, act) { change in
      let contract = try ContractStore.existing(id, in: change)
      change.concerns(.contract(id))
      change.note("kind", .word(wish.kind))
      let step = try contract.converted()
      if let open = try IncidentStore.open(of: id, in: change).first { throw IncidentFailure.stillOpen(open.id, id) }
      let request = try RequestStore.existing(contract.agreement.request, in: change)
      if let offered = try offer(to: request, in: change) {
        guard (offered.contracts + offered.then).contains(wish.kind) else {
          throw LendingFailure.contractNotOffered(
            wish.kind, programme: offered.programme, offered: offered.contracts + offered.then)
        }
        // What is given at the end of a path is given to whoever has followed it.
        let paths = try paths ?? TrainingPaths.shipped()
        if wish.kind == .gift, !offered.contracts.contains(.gift), paths.hasOwnPath(offered.programme) {
          try requireTrained(contract.agreement.household, for: offered.programme, by: paths, in: change)
        }
      }
      let terms = try ContractTerms(
        wish.kind, charge: charge(wish, starts: act.day, for: request, in: change), starts: act.day, term: nil,
        deposit: wish.deposit, statedValue: wish.statedValue)
      let agreement = try contract.agreementToOwn(
        lender: contract.agreement.lender, terms: terms, signature: wish.signature)
      try requireRight(of: agreement.lender, to: agreement, as: wish.configuration, in: change)
      try ContractStore.save(step, in: change)
      let signed = try change.also(Action.signContract) { signing in
        let signed = try ContractStore.sign(agreement, in: signing)
        note(signed, in: signing)
        return signed
      }
      return try change.also(Action.recordHandOver) { handOver in
        handOver.concerns(.contract(signed.id))
        handOver.note("device", .id(agreement.device))
        let device = try device(of: signed, in: handOver)
        let departure = try Departure(signed.ending)
        try DepartureStore.end(device, by: departure, on: .held(under: id), in: handOver)
        return try ContractStore.save(signed.transferred(), in: handOver)
      }
    }
  }

  /// Lets a loan or a rental last until a later day, as both sides agreed.
  ///
  /// - Throws: ``LoansFailure/contractCannot(_:_:at:)``, ``ContractFailure/nothingToRenew(_:)``,
  ///   ``ContractFailure/renewalNotLater(_:_:term:)``.
  public func renew(_ id: ContractID, until end: LoanEnd, as act: Act) throws -> Contract {
    try database.write(Action.renewContract, act) { change in
      let contract = try ContractStore.existing(id, in: change)
      change.concerns(.contract(id))
      let request = try RequestStore.existing(contract.agreement.request, in: change)
      let until: Day =
        switch end {
        case .on(let day): day
        case .afterMonths, .asProgrammeSays:
          try lastDay(
            of: end, from: (contract.term ?? act.day).adding(days: 1), months: offer(to: request, in: change)?.months,
            request: request.id)
        }
      change.note("term", .day(until))
      return try ContractStore.save(contract.renewed(until: until), in: change)
    }
  }

  /// Keeps the scan of a contract that was signed on paper.
  ///
  /// - Throws: ``LoansFailure/noContract(_:)``.
  public func file(_ paper: [UInt8], signedFor id: ContractID, as act: Act) throws -> Digest {
    try database.write(Action.fileContract, act) { change in
      change.concerns(.contract(id))
      let digest = try ContractStore.keep(paper, signed: true, of: id, in: change)
      change.note("paper", .digest(digest))
      return digest
    }
  }

  private func note(_ contract: Contract, in change: Change) {
    let agreement = contract.agreement
    change.concerns(.contract(contract.id))
    change.note("request", .id(agreement.request))
    change.note("device", .id(agreement.device))
    change.note("lender", .id(agreement.lender))
    change.note("kind", .word(agreement.terms.kind))
    if let follows = agreement.follows { change.note("follows", .id(follows)) }
  }

  /// What is paid under a contract: what was wished, else what the programme asks of this household.
  private func charge(
    _ wish: ContractWish, starts: Day, for request: Request, in reader: Reader
  ) throws -> ContractTerms.Charge {
    switch wish.charge {
    case .rent(let rent, let pace): return .rent(rent, every: pace)
    case .price(let price, let days):
      return .price(ContractTerms.Instalment.equal(price, on: days.isEmpty ? [starts] : days))
    case .asProgrammeSays: break
    }
    guard let rule = ContractRules.of(wish.kind)?.charge, rule != .nothing,
      let decision = try request.state.decision.map({ try DecisionStore.existing($0, in: reader) })
    else { return .nothing }
    let reasoning = try reader.replay(decision)
    switch rule {
    case .nothing: return .nothing
    case .price:
      guard let price = reasoning.amount(.price)?.money else { return .nothing }
      return .price(ContractTerms.Instalment.equal(price, on: [starts]))
    case .rent:
      guard let offered = reasoning.contribution, let rent = offered.money, let pace = offered.measure.pace else {
        return .nothing
      }
      return .rent(rent, every: pace)
    }
  }

  /// Refuses a contract that its lender may not sign: somebody else's device, or a sale the law forbids.
  private func requireRight(
    of lender: StructureID, to agreement: Contract.Agreement, as configuration: ResaleConfiguration?, in change: Change
  ) throws {
    guard let device = try DeviceStore.device(agreement.device, in: change) else { return }
    try CustodyStore.require(lender, maySignFor: device, in: change)
    guard ContractRules.of(agreement.terms.kind)?.charge == .price else { return }
    if let configuration, !ResaleConfiguration.of(device.category).contains(configuration) {
      throw SupplyFailure.notSoldAs(configuration, device.category)
    }
    let convention = try SupplyStore.donation(of: device.donationLine, in: change)?.convention
    if let signed = try convention.flatMap({ try SupplyStore.convention($0, in: change) }), signed.promises.noResale {
      throw SupplyFailure.promisedNotToResell(signed.reference)
    }
    let request = try RequestStore.existing(agreement.request, in: change)
    let decision = try request.state.decision.map { try DecisionStore.existing($0, in: change) }
    try GiftRules.shipped().checkResale(
      of: configuration ?? ResaleConfiguration.of(device.category).first, origin: device.legalOrigin,
      by: SupplyStore.statuses(of: lender, on: change.act.day, in: change),
      buyerIsInNeed: decision?.finding.modest ?? false, price: agreement.terms.charge.amount, on: change.act.day)
  }

  /// Gives a signed contract up before the hand-over; the device stays kept for the request until it is freed.
  ///
  /// - Throws: ``LoansFailure/contractCannot(_:_:at:)`` once the device is out.
  public func cancel(_ id: ContractID, because reason: Contract.Cancellation, as act: Act) throws -> Contract {
    try database.write(Action.cancelContract, act) { change in
      change.concerns(.contract(id))
      change.note("reason", .word(reason))
      return try ContractStore.save(ContractStore.existing(id, in: change).cancelled(because: reason), in: change)
    }
  }

  /// Hands a device over under its contract, and sets the follow-up of the loan.
  ///
  /// Under a contract of gift or sale the device is the household's from then on, and no follow-up is set.
  ///
  /// - Parameters:
  ///   - place: where, by name or number; at home when none is named.
  ///   - collector: the third person who comes with a mandate of the household.
  ///   - plan: when the household is called, visited and written to; the plan in force for its programme unless given.
  ///   - person: who will make the contacts, by name or number, when that is known.
  /// - Throws: ``LoansFailure/contractCannot(_:_:at:)``, ``LoansFailure/handOverOutsideLoan(_:_:starts:term:)``.
  public func handOver(
    _ id: ContractID, at place: String?, to collector: String? = nil, following plan: FollowUpPlan? = nil,
    followedBy person: String? = nil, as act: Act
  ) throws -> [FollowUp] {
    try database.write(Action.recordHandOver, act) { change in
      let person = try person.map { try DirectoryStore.person($0, in: change).id }
      let place = try place.map { try DirectoryStore.place($0, in: change).id }
      return try handOver(id, at: place, to: collector, following: plan, followedBy: person, in: change)
    }
  }

  /// The same within an act of its own.
  func handOver(
    _ id: ContractID, at place: PlaceID?, to collector: String?, following plan: FollowUpPlan?,
    followedBy person: PersonID? = nil, in change: Change
  ) throws -> [FollowUp] {
    let contract = try ContractStore.existing(id, in: change)
    change.concerns(.contract(id))
    change.note("device", .id(contract.agreement.device))
    let step = try contract.handedOver(at: place, to: collector)
    let device = try device(of: contract, in: change)
    let clearance = try device.requireCleanMedia(in: change)
    if contract.givesOwnership {
      let departure = try Departure(contract.ending)
      try DepartureStore.end(
        device, by: departure, clearance: clearance, on: .kept(for: contract.agreement.request), in: change)
      try ContractStore.save(step, in: change)
      return []
    }
    let plan = try plan ?? planInForce(for: contract, on: change.act.day, in: change)
    change.note("plan", .dataName(plan.id))
    change.note("planVersion", .dataName(plan.version))
    try DeviceStore.move(device, by: device.handedOver(under: id, for: contract.agreement.request), in: change)
    try ContractStore.save(step, in: change)
    try FollowUpStore.set(
      plan.dues(from: change.act.day, until: contract.agreement.terms.term), for: id, to: person, in: change)
    return try FollowUpStore.all(of: id, in: change)
  }

  /// Takes a device back: the contract ends, and the device is behind the gate again, in its next round.
  ///
  /// - Throws: ``LoansFailure/contractCannot(_:_:at:)``, ``LoansFailure/accessoryNotLent(_:_:lent:)``.
  public func takeBack(_ id: ContractID, _ takeBack: Contract.TakeBack, as act: Act) throws -> AssetCode {
    try database.write(Action.recordReturn, act) { change in
      let contract = try ContractStore.existing(id, in: change)
      change.concerns(.contract(id))
      change.note("device", .id(contract.agreement.device))
      change.note("condition", .word(takeBack.condition))
      change.note("reason", .word(takeBack.reason))
      change.note("signed", .number(takeBack.isSigned ? 1 : 0))
      change.note("files", .word(takeBack.files))
      let step = try contract.takenBack(takeBack)
      let device = try device(of: contract, in: change)
      try DeviceStore.move(device, by: device.takenBack(), in: change)
      try ContractStore.save(step, in: change)
      return device.code
    }
  }

  /// What the programme offers by which a request was decided; nothing when it says nothing or nobody has decided.
  func offer(
    to request: Request, in reader: Reader
  ) throws -> (programme: String, contracts: [ContractKind], then: [ContractKind], months: Int?)? {
    guard let decision = try request.state.decision.map({ try DecisionStore.existing($0, in: reader) }),
      let adopted = try ProgrammeStore.version(decision.finding.version, of: decision.finding.programme, in: reader)
    else { return nil }
    let programme = try Programme(adopted)
    return programme.terms.map { terms in
      (programme.id, terms.contracts, terms.then.map { [$0.contract] } ?? [], terms.months)
    }
  }

  private func lastDay(of end: LoanEnd, from starts: Day, months: Int?, request: RequestID) throws -> Day {
    switch (end, months) {
    case (.on(let day), _): day
    case (.afterMonths(let months), _), (.asProgrammeSays, let months?):
      starts.adding(months: months).adding(days: -1)
    case (.asProgrammeSays, nil): throw LendingFailure.termNeeded(request)
    }
  }

  private func device(of contract: Contract, in reader: Reader) throws -> Device {
    guard let device = try DeviceStore.device(contract.agreement.device, in: reader) else {
      throw LoansFailure.noContract(contract.id)
    }
    return device
  }
}

extension Contract {
  /// How the device leaves the chain for the household: the contract is the paper.
  fileprivate var ending: Departure.End {
    switch agreement.terms.charge {
    case .price: .sold(to: nil, invoice: id.reference, price: agreement.terms.charge.amount)
    case .nothing, .rent: .given(to: nil, deed: id.reference)
    }
  }
}

extension Measure {
  /// How often an amount of that measure is due; nothing for what is no rent.
  fileprivate var pace: ContractTerms.Pace? {
    switch self {
    case .euros, .cents: .once
    case .eurosPerMonth, .centsPerMonth: .month
    case .eurosPerYear, .centsPerYear: .year
    case .eurosPerDay, .centsPerDay, .years, .months, .days, .persons, .count, .percent, .halfParts: nil
    }
  }
}
