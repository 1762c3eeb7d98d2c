public import Kernel

extension Contract {
  /// Where a verb leads from a state, or nothing where it has no place: the whole life of a contract.
  public static func state(after verb: Verb, at state: State) -> State? {
    switch (state, verb) {
    case (.signed, .handOver): .handedOver
    case (.signed, .transfer): .transferred
    case (.signed, .cancel): .cancelled
    case (.handedOver, .takeBack): .ended
    case (.handedOver, .lose): .lost
    case (.handedOver, .handOverMore), (.handedOver, .takeBackPart), (.handedOver, .losePart): .handedOver
    case (.transferred, .handOverMore): .transferred
    case (.handedOver, .renew): .handedOver
    case (.handedOver, .convert): .converted
    case (.signed, .takeBack), (.signed, .lose), (.signed, .renew), (.signed, .convert): nil
    case (.signed, .handOverMore), (.signed, .takeBackPart), (.signed, .losePart): nil
    case (.handedOver, .handOver), (.handedOver, .cancel), (.handedOver, .transfer): nil
    case (.ended, _), (.lost, _), (.transferred, _), (.converted, _), (.cancelled, _), (.annulled, _): nil
    }
  }

  /// Every move of a contract's life.
  static let moves: [Lifecycle.Move] = State.allCases.flatMap { from in
    Verb.allCases.compactMap { verb in
      state(after: verb, at: from).map {
        Lifecycle.Move(from: from.rawValue, verb: verb.rawValue, to: $0.rawValue)
      }
    }
  }

  /// What is signed for a request: only a device allocated to it is lent, sold or given under it.
  ///
  /// - Throws: ``LoansFailure/nothingAllocated(_:at:)`` unless a device is allocated, and
  ///   ``LoansFailure/accessoryTwice(_:)``.
  public static func agreement(
    for request: Request, lender: StructureID, terms: ContractTerms, accessories: [String],
    signature: Signature = .onPaper
  ) throws(LoansFailure) -> Agreement {
    guard case .allocated(let device, _) = request.state else {
      throw .nothingAllocated(request.id, at: request.state.stage)
    }
    guard ContractRules.of(terms.kind).signers.contains(.household) else { throw .notOfferedYet(terms.kind) }
    return Agreement(
      borrower: .household(request.wish.household, .request(request.id)), device: device, others: [], lender: lender,
      terms: terms, accessories: try named(accessories), signature: signature, follows: nil)
  }

  /// What is signed without a request: by a structure, or by a household for a short loan that was decided at the counter.
  ///
  /// - Throws: ``ContractFailure/notForStructure(_:)``, ``ContractFailure/notAtCounter(_:term:)``,
  ///   ``ContractFailure/reasonNeeded``, ``LoansFailure/accessoryTwice(_:)``.
  public static func agreement(
    with borrower: Borrower, about device: DeviceID, lender: StructureID, terms: ContractTerms, accessories: [String],
    signature: Signature = .onPaper
  ) throws -> Agreement {
    switch borrower {
    case .structure:
      guard ContractRules.of(terms.kind).signers.contains(.structure) else {
        throw ContractFailure.notForStructure(terms.kind)
      }
    case .household(_, .counter(let reason)):
      let last = terms.starts.adding(days: ContractRules.daysOfShortLoan)
      guard terms.kind == .loan, let term = terms.term, term <= last else {
        throw ContractFailure.notAtCounter(terms.kind, term: terms.term)
      }
      guard reason.trimmed != nil else { throw ContractFailure.reasonNeeded }
    case .household(_, .request(let request)): throw LoansFailure.nothingAllocated(request, at: .decided)
    }
    return Agreement(
      borrower: borrower, device: device, others: [], lender: lender, terms: terms,
      accessories: try named(accessories), signature: signature, follows: nil)
  }

  private static func named(_ accessories: [String]) throws(LoansFailure) -> [String] {
    let accessories = accessories.compactMap(\.trimmed)
    for (index, accessory) in accessories.enumerated() where accessories[..<index].contains(accessory) {
      throw .accessoryTwice(accessory)
    }
    return accessories
  }

  /// What is signed when the household makes its own what it uses under this contract: a contract apart, never an option in
  /// this one.
  ///
  /// It is about the first device the household has; the others join it.
  /// - Throws: ``ContractFailure/followsOnlyAsOwner(_:)`` for a kind that makes nobody an owner, and
  ///   ``ContractFailure/oneDeviceOnly(_:)`` for several devices under a kind that takes one.
  public func agreementToOwn(
    lender: StructureID, terms: ContractTerms, signature: Signature
  ) throws(ContractFailure) -> Agreement {
    let rules = ContractRules.of(terms.kind)
    guard rules.givesOwnership else { throw .followsOnlyAsOwner(terms.kind) }
    guard held.count <= 1 || rules.mayCoverSeveral else { throw .oneDeviceOnly(terms.kind) }
    return Agreement(
      borrower: agreement.borrower, device: held.first ?? agreement.device, others: [],
      lender: lender, terms: terms, accessories: agreement.accessories, signature: signature, follows: id)
  }

  /// Whether the device becomes the household's by this contract.
  public var givesOwnership: Bool { ContractRules.of(agreement.terms.kind).givesOwnership }

  /// The household takes the device with it: to use it, or as its own where the contract says so.
  ///
  /// - Parameters:
  ///   - place: where; at home when none is named.
  ///   - collector: the third person who came with a mandate of the household.
  /// - Throws: ``LoansFailure/contractCannot(_:_:at:)`` unless the contract is signed and no more.
  public func handedOver(at place: PlaceID?, to collector: String? = nil) throws(LoansFailure) -> Step {
    let handOver = HandOver(at: place, to: collector)
    return try step(givesOwnership ? .transfer(handOver) : .handOver(handOver))
  }

  /// The household takes one more device with it, under a contract that runs: all but the first, or one in exchange.
  ///
  /// - Parameter handOver: where and to whom; nothing where the household has the device already.
  /// - Throws: ``LoansFailure/contractCannot(_:_:at:)`` before the first is handed over, and
  ///   ``ContractFailure/notUnderContract(_:)`` for a device the contract does not hold.
  public func handedOverMore(_ device: DeviceID, _ handOver: HandOver?) throws -> Step {
    let more = try step(.handOverMore(device, handOver))
    guard agreement.devices.contains(device) else { throw ContractFailure.notUnderContract(id) }
    return more
  }

  /// The device the household has already becomes its own, by a contract that follows another.
  ///
  /// - Throws: ``LoansFailure/contractCannot(_:_:at:)``.
  public func transferred() throws(LoansFailure) -> Step { try step(.transfer(nil)) }

  /// The use is agreed to last until a later day; the term may have passed already.
  ///
  /// - Throws: ``LoansFailure/contractCannot(_:_:at:)`` unless the device is out under this contract, and
  ///   ``ContractFailure/nothingToRenew(_:)``, ``ContractFailure/renewalNotLater(_:_:term:)``.
  public func renewed(until day: Day) throws -> Step {
    let renewal = try step(.renew(until: day))
    guard let term else { throw ContractFailure.nothingToRenew(id) }
    guard day > term else { throw ContractFailure.renewalNotLater(id, day, term: term) }
    if case .household(_, .counter) = agreement.borrower {
      let last = agreement.terms.starts.adding(days: ContractRules.daysOfShortLoan)
      guard day <= last else { throw ContractFailure.notAtCounter(agreement.terms.kind, term: day) }
    }
    return renewal
  }

  /// Another contract makes the household the owner of what it uses under this one.
  ///
  /// - Throws: ``LoansFailure/contractCannot(_:_:at:)`` unless the device is out under this contract.
  public func converted() throws(LoansFailure) -> Step { try step(.convert) }

  /// A device comes back; with the last one, the contract ends.
  ///
  /// - Parameter device: which one, where there are several.
  /// - Throws: ``LoansFailure/contractCannot(_:_:at:)`` unless the device is out under this contract,
  ///   ``LoansFailure/accessoryNotLent(_:_:lent:)``, and ``ContractFailure/notUnderContract(_:)`` for a device the contract
  ///   does not hold.
  public func takenBack(_ takeBack: TakeBack, of device: DeviceID? = nil) throws -> Step {
    for accessory in takeBack.missing where !agreement.accessories.contains(accessory) {
      throw LoansFailure.accessoryNotLent(accessory, id, lent: agreement.accessories)
    }
    let device = device ?? held.first ?? agreement.device
    let back = try step(.takeBack(device, takeBack, isLast: held.count <= 1))
    guard held.contains(device) else { throw ContractFailure.notUnderContract(id) }
    return back
  }

  /// A device is lost or stolen while the household has it; with the last one, the contract ends.
  ///
  /// - Parameter device: which one, where there are several.
  /// - Throws: ``LoansFailure/contractCannot(_:_:at:)`` unless the device is out under this contract, and
  ///   ``ContractFailure/notUnderContract(_:)`` for a device the contract does not hold.
  public func deviceLost(_ device: DeviceID? = nil) throws -> Step {
    let device = device ?? held.first ?? agreement.device
    let loss = try step(.lose(device, isLast: held.count <= 1))
    guard held.contains(device) else { throw ContractFailure.notUnderContract(id) }
    return loss
  }

  /// The contract is given up before the hand-over; the device stays allocated until it is released.
  ///
  /// - Throws: ``LoansFailure/contractCannot(_:_:at:)`` once the device is out.
  public func cancelled(because reason: Cancellation) throws(LoansFailure) -> Step {
    try step(.cancel(reason))
  }

  private func step(_ happening: Happening) throws(LoansFailure) -> Step {
    guard let next = Contract.state(after: happening.verb, at: state) else {
      throw .contractCannot(id, happening.verb, at: state)
    }
    return Step(contract: id, previous: step, happening: happening, from: state, to: next)
  }
}
