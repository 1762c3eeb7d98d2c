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
  /// How it was signed, and by whom as far as that is said.
  public var signing = Signature.Wish()
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

  /// The other devices that go under the same contract, by their codes.
  public var devices: [AssetCode] = []
  /// Whether all that the kits of its devices hold goes with them.
  public var withKits = false

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
    let signature = try wish.signing.signature()
    let request = try RequestStore.existing(id, in: change)
    guard case .allocated = request.state else {
      throw LoansFailure.nothingAllocated(id, at: request.state.stage)
    }
    let offered = try offer(to: request, in: change)
    if let offered, !offered.contracts.contains(wish.kind) {
      throw LendingFailure.contractNotOffered(wish.kind, programme: offered.programme, offered: offered.contracts)
    }
    try HouseholdLimit(on: request, in: change)?.check(starts, in: change)
    let hasTerm = !ContractRules.of(wish.kind).givesOwnership
    let terms = try ContractTerms(
      wish.kind, charge: charge(wish, starts: starts, for: request, in: change), starts: starts,
      term: hasTerm ? lastDay(of: ends, from: starts, months: offered?.months, request: id) : nil,
      deposit: wish.deposit, statedValue: wish.statedValue)
    let agreement = try Contract.agreement(
      for: request, lender: lender, terms: terms,
      accessories: accessories + (wish.withKits ? kits(of: request.state.device, and: wish.devices, in: change) : []),
      signature: signature)
    try requireRight(of: lender, to: agreement, as: wish.configuration, in: change)
    let contract = try ContractStore.sign(agreement, in: change)
    note(contract, in: change)
    for code in wish.devices { try join(code, to: contract, in: change) }
    return try ContractStore.existing(contract.id, in: change)
  }

  /// Makes a household the owner of what it uses: its loan or rental ends, and a contract of gift or sale follows it.
  ///
  /// Who signs is as in the contract that ends, unless the wish says otherwise.
  /// - Throws: ``LoansFailure/contractCannot(_:_:at:)`` unless the device is out under the contract,
  ///   ``ContractFailure/followsOnlyAsOwner(_:)``, ``LendingFailure/contractNotOffered(_:programme:offered:)``,
  ///   ``IncidentFailure/stillOpen(_:_:)``, ``TrainingFailure/incomplete(_:modules:pixExit:)``,
  ///   ``TrainingFailure/completeLater(_:_:act:)``, and what a signature is refused for.
  public func convert(
    _ id: ContractID, _ wish: ContractWish, trainedBy paths: TrainingPaths? = nil, as act: Act
  ) throws -> Contract {
    try database.write(Action.convertContract, act) { change in
      let contract = try ContractStore.existing(id, in: change)
      change.concerns(.contract(id))
      change.note("kind", .word(wish.kind))
      let step = try contract.converted()
      if let open = try IncidentStore.open(of: id, in: change).first { throw IncidentFailure.stillOpen(open.id, id) }
      guard let asked = contract.agreement.request, let household = contract.agreement.household else {
        throw ContractFailure.withoutRequest(id)
      }
      let request = try RequestStore.existing(asked, in: change)
      let offered = try offer(to: request, in: change)
      if let offered, !(offered.contracts + offered.then).contains(wish.kind) {
        throw LendingFailure.contractNotOffered(
          wish.kind, programme: offered.programme, offered: offered.contracts + offered.then)
      }
      // What is given at the end of a path is given to whoever has followed it.
      let paths = try paths ?? TrainingPaths.shipped()
      if wish.kind == .gift, !(offered?.contracts ?? []).contains(.gift),
        let programme = try self.programme(of: contract, for: request, in: change), paths.hasOwnPath(programme)
      {
        try requireTrained(household, for: programme, by: paths, on: act.day, in: change)
      }
      let terms = try ContractTerms(
        wish.kind, charge: charge(wish, starts: act.day, for: request, in: change), starts: act.day, term: nil,
        deposit: wish.deposit, statedValue: wish.statedValue)
      let contact = try HouseholdStore.existing(household, in: change).profile.contactName
      let agreement = try contract.agreementToOwn(
        lender: contract.agreement.lender, terms: terms,
        signature: wish.signing.signature(after: contract.agreement.signature, by: contact))
      try requireRight(of: agreement.lender, to: agreement, as: wish.configuration, in: change)
      try ContractStore.save(step, in: change)
      let signed = try change.also(Action.signContract) { signing in
        let signed = try ContractStore.sign(agreement, in: signing)
        note(signed, in: signing)
        for other in contract.held where other != agreement.device {
          try signing.also(Action.joinContract) { joining in
            joining.concerns(.contract(signed.id))
            joining.note("device", .id(other))
            try ContractStore.join(other, to: signed.id, in: joining)
          }
        }
        return try ContractStore.existing(signed.id, in: signing)
      }
      return try transfer(signed, heldUnder: id, in: change)
    }
  }

  /// Lets a loan or a rental last until a later day, as both sides agreed.
  ///
  /// - Throws: ``LoansFailure/contractCannot(_:_:at:)``, ``ContractFailure/nothingToRenew(_:)``,
  ///   ``ContractFailure/renewalNotLater(_:_:term:)``, ``ContractFailure/renewedThatDay(_:_:term:)``.
  public func renew(_ id: ContractID, until end: LoanEnd, as act: Act) throws -> Contract {
    try database.write(Action.renewContract, act) { change in
      let contract = try ContractStore.existing(id, in: change)
      change.concerns(.contract(id))
      try requireMeant(end, for: contract, in: change)
      let first = (contract.term ?? act.day).adding(days: 1)
      let until: Day
      switch end {
      case .on(let day): until = day
      case .afterMonths(let months): until = first.adding(months: months).adding(days: -1)
      case .asProgrammeSays:
        guard let request = contract.agreement.request else { throw ContractFailure.withoutRequest(id) }
        let offered = try offer(to: RequestStore.existing(request, in: change), in: change)
        until = try lastDay(of: end, from: first, months: offered?.months, request: request)
      }
      change.note("term", .day(until))
      let renewed = try ContractStore.save(contract.renewed(until: until), in: change)
      if contract.agreement.household != nil {
        // The first weeks are behind the household: the later contacts are set again, and the notice of the new end.
        let plan = try planInForce(for: contract, on: change.act.day, in: change)
        let dues = plan.dues(from: first, until: until).filter { due in
          [.contact, .endNotice].contains(due.kind) && due.day > change.act.day
        }
        try FollowUpStore.set(dues, for: id, in: change)
      }
      return renewed
    }
  }

  /// Refuses a second renewal of a day unless it says until when: what is typed twice adds no second term, and no second rent.
  private func requireMeant(_ end: LoanEnd, for contract: Contract, in change: Change) throws {
    if case .on = end { return }
    let day = change.act.day
    guard contract.state == .handedOver, let term = contract.term,
      try ContractStore.isRenewed(contract.id, on: day, in: change)
    else { return }
    throw ContractFailure.renewedThatDay(contract.id, day, term: term)
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

  func note(_ contract: Contract, in change: Change) {
    let agreement = contract.agreement
    change.concerns(.contract(contract.id))
    if let request = agreement.request { change.note("request", .id(request)) }
    if case .structure(let structure, _) = agreement.borrower { change.note("borrower", .id(structure)) }
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
    let rule = ContractRules.of(wish.kind).charge
    guard rule != .nothing,
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
  func requireRight(
    of lender: StructureID, to agreement: Contract.Agreement, as configuration: ResaleConfiguration?, in change: Change
  ) throws {
    guard let device = try DeviceStore.device(agreement.device, in: change) else { return }
    try CustodyStore.require(lender, maySignFor: device, in: change)
    guard ContractRules.of(agreement.terms.kind).charge == .price else { return }
    if let configuration, !ResaleConfiguration.of(device.category).contains(configuration) {
      throw SupplyFailure.notSoldAs(configuration, device.category)
    }
    let convention = try SupplyStore.donation(of: device.donationLine, in: change)?.convention
    if let signed = try convention.flatMap({ try SupplyStore.convention($0, in: change) }), signed.promises.noResale {
      throw SupplyFailure.promisedNotToResell(signed.reference)
    }
    let request = try agreement.request.map { try RequestStore.existing($0, in: change) }
    let decision = try request?.state.decision.map { try DecisionStore.existing($0, in: change) }
    try GiftRules.shipped().checkResale(
      of: configuration ?? ResaleConfiguration.of(device.category).first, origin: device.legalOrigin,
      by: SupplyStore.statuses(of: lender, on: change.act.day, in: change),
      buyerIsInNeed: decision?.finding.modest ?? false, price: agreement.terms.charge.amount, on: change.act.day)
  }

  /// The programme a contract is made under: of a loan from before Rebond, the one its list said.
  private func programme(of contract: Contract, for request: Request, in reader: Reader) throws -> String? {
    try EarlierProgrammeStore.programme(of: contract.id, in: reader)
      ?? request.state.decision.map { try DecisionStore.existing($0, in: reader).finding.programme }
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
