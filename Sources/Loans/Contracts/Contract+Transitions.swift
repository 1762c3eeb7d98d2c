public import Kernel

extension Contract {
  /// Where a verb leads from a state, or nothing where it has no place: the whole life of a contract.
  public static func state(after verb: Verb, at state: State) -> State? {
    switch (state, verb) {
    case (.signed, .handOver): .handedOver
    case (.signed, .cancel): .cancelled
    case (.handedOver, .takeBack): .ended
    case (.handedOver, .lose): .lost
    case (.signed, .takeBack), (.signed, .lose), (.handedOver, .handOver), (.handedOver, .cancel): nil
    case (.ended, _), (.lost, _), (.cancelled, _), (.annulled, _): nil
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

  /// What is signed for a request: only a device allocated to it is lent under it.
  ///
  /// - Throws: ``LoansFailure/nothingAllocated(_:at:)`` unless a device is allocated, and
  ///   ``LoansFailure/accessoryTwice(_:)``.
  public static func agreement(
    for request: Request, lender: StructureID, terms: LoanTerms, accessories: [String]
  ) throws(LoansFailure) -> Agreement {
    guard case .allocated(let device, _) = request.state else {
      throw .nothingAllocated(request.id, at: request.state.stage)
    }
    let accessories = accessories.compactMap(\.trimmed)
    for (index, accessory) in accessories.enumerated() where accessories[..<index].contains(accessory) {
      throw .accessoryTwice(accessory)
    }
    return Agreement(
      request: request.id, household: request.wish.household, device: device, lender: lender, terms: terms,
      accessories: accessories)
  }

  /// The household takes the device with it, at a place, or at home when none is named.
  ///
  /// - Throws: ``LoansFailure/contractCannot(_:_:at:)`` unless the contract is signed and no more.
  public func handedOver(at place: PlaceID?) throws(LoansFailure) -> Step {
    try step(.handOver(at: place))
  }

  /// The device comes back, and the contract ends.
  ///
  /// - Throws: ``LoansFailure/contractCannot(_:_:at:)`` unless the device is out under this contract, and
  ///   ``LoansFailure/accessoryNotLent(_:_:lent:)``.
  public func takenBack(_ takeBack: TakeBack) throws(LoansFailure) -> Step {
    for accessory in takeBack.missing where !agreement.accessories.contains(accessory) {
      throw .accessoryNotLent(accessory, id, lent: agreement.accessories)
    }
    return try step(.takeBack(takeBack))
  }

  /// The device is lost or stolen while the household has it, and the contract ends.
  ///
  /// - Throws: ``LoansFailure/contractCannot(_:_:at:)`` unless the device is out under this contract.
  public func deviceLost() throws(LoansFailure) -> Step { try step(.lose) }

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
