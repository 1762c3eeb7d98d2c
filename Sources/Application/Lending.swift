import Directory
import Eligibility
import Inventory
public import Kernel
public import Loans
import Storage

/// When a loan ends.
public enum LoanEnd: Sendable, Equatable {
  /// So many months after it starts.
  case afterMonths(Int)
  /// On its last day.
  case on(Day)
  /// When the programme says, by which the household has its right.
  case asProgrammeSays
}

extension Chain {
  /// Records a signed loan contract for the device kept for a request; the act's day is that of the signatures.
  ///
  /// - Parameters:
  ///   - lender: the structure that lends, by name or number: the device's owner or its named agent.
  ///   - starts: the first day of the loan.
  ///   - accessories: what is lent with the device.
  /// - Throws: ``LoansFailure/nothingAllocated(_:at:)``, ``LoansFailure/contractSigned(_:_:)``, ``LendingFailure``,
  ///   ``InventoryFailure/notTheirs(_:)`` when the lender neither owns the device nor was named by its owner.
  public func sign(
    contractFor id: RequestID, lender: String, starts: Day, ends: LoanEnd, accessories: [String],
    statedValue: LoanTerms.StatedValue? = nil, as act: Act
  ) throws -> Contract {
    try database.write(Action.signContract, act) { change in
      let request = try RequestStore.existing(id, in: change)
      guard case .allocated = request.state else {
        throw LoansFailure.nothingAllocated(id, at: request.state.stage)
      }
      let lender = try DirectoryStore.structure(lender, in: change)
      let offered = try offer(to: request, in: change)
      if let offered, !offered.contracts.contains(.loan) {
        throw LendingFailure.contractNotOffered(.loan, programme: offered.programme, offered: offered.contracts)
      }
      try HouseholdLimit(on: request, in: change)?.check(starts, in: change)
      let terms = try LoanTerms(
        starts: starts, term: lastDay(of: ends, from: starts, months: offered?.months, request: id),
        statedValue: statedValue)
      let agreement = try Contract.agreement(
        for: request, lender: lender.id, terms: terms, accessories: accessories)
      if let lent = try DeviceStore.device(agreement.device, in: change) {
        try CustodyStore.require(lender.id, maySignFor: lent, in: change)
      }
      let contract = try ContractStore.sign(agreement, in: change)
      change.concerns(.contract(contract.id))
      change.note("request", .id(id))
      change.note("device", .id(agreement.device))
      change.note("lender", .id(lender.id))
      return contract
    }
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
  /// - Parameters:
  ///   - place: where, by name or number; at home when none is named.
  ///   - plan: when the household is called, visited and written to; the plan in force for its programme unless given.
  ///   - person: who will make the contacts, by name or number, when that is known.
  /// - Throws: ``LoansFailure/contractCannot(_:_:at:)``, ``LoansFailure/handOverOutsideLoan(_:_:starts:term:)``.
  public func handOver(
    _ id: ContractID, at place: String?, following plan: FollowUpPlan? = nil, followedBy person: String? = nil,
    as act: Act
  ) throws -> [FollowUp] {
    try database.write(Action.recordHandOver, act) { change in
      let contract = try ContractStore.existing(id, in: change)
      let plan = try plan ?? planInForce(for: contract, on: act.day, in: change)
      let person = try person.map { try DirectoryStore.person($0, in: change).id }
      let place = try place.map { try DirectoryStore.place($0, in: change).id }
      change.concerns(.contract(id))
      change.note("device", .id(contract.agreement.device))
      change.note("plan", .dataName(plan.id))
      change.note("planVersion", .dataName(plan.version))
      let step = try contract.handedOver(at: place)
      let device = try device(of: contract, in: change)
      try device.requireCleanMedia(in: change)
      try DeviceStore.move(
        device, by: device.handedOver(under: id, for: contract.agreement.request), in: change)
      try ContractStore.save(step, in: change)
      try FollowUpStore.set(
        plan.dues(from: act.day, until: contract.agreement.terms.term), for: id, to: person, in: change)
      return try FollowUpStore.all(of: id, in: change)
    }
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
      let step = try contract.takenBack(takeBack)
      let device = try device(of: contract, in: change)
      try DeviceStore.move(device, by: device.takenBack(), in: change)
      try ContractStore.save(step, in: change)
      return device.code
    }
  }

  /// What the programme offers by which a request was decided; nothing when it says nothing or nobody has decided.
  private func offer(
    to request: Request, in reader: Reader
  ) throws -> (programme: String, contracts: [ContractKind], months: Int?)? {
    guard let decision = try request.state.decision.map({ try DecisionStore.existing($0, in: reader) }),
      let adopted = try ProgrammeStore.version(decision.finding.version, of: decision.finding.programme, in: reader)
    else { return nil }
    let programme = try Programme(adopted)
    return programme.terms.map { (programme.id, $0.contracts, $0.months) }
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
