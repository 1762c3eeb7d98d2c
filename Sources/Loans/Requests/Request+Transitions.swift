public import Kernel

extension Request {
  /// Where a verb leads from a stage, or nothing where it has no place: the whole life of a request.
  public static func stage(after verb: Verb, at stage: Stage) -> Stage? {
    switch (stage, verb) {
    case (.submitted, .decide), (.decided, .decide), (.contested, .decide): .decided
    // Not eligible by the programme it stood on: any other may still say yes.
    case (.decided, .lapse): .submitted
    case (.submitted, .contest), (.refused, .contest): .contested
    case (.contested, .confirm): .refused
    case (.decided, .allocate): .allocated
    case (.allocated, .release): .decided
    case (.allocated, .handOver): .handedOver
    case (.submitted, .refuse), (.decided, .refuse): .refused
    case (.submitted, .withdraw), (.decided, .withdraw), (.contested, .withdraw): .withdrawn
    case (.submitted, .allocate), (.submitted, .release), (.submitted, .handOver), (.submitted, .lapse): nil
    case (.decided, .release), (.decided, .handOver), (.decided, .contest): nil
    // What was refused is looked at again: nothing is kept meanwhile, and only a decision or its confirmation ends it.
    case (.contested, .allocate), (.contested, .release), (.contested, .handOver), (.contested, .refuse): nil
    case (.contested, .lapse), (.contested, .contest): nil
    case (.submitted, .confirm), (.decided, .confirm): nil
    // A device is kept: it is released first, so that the inventory learns of it.
    case (.allocated, .decide), (.allocated, .allocate), (.allocated, .refuse), (.allocated, .withdraw): nil
    case (.allocated, .lapse), (.allocated, .contest), (.allocated, .confirm): nil
    case (.handedOver, _), (.refused, _), (.withdrawn, _), (.annulled, _): nil
    }
  }

  /// Every move of a request's life.
  static let moves: [Lifecycle.Move] = Stage.allCases.flatMap { from in
    Verb.allCases.compactMap { verb in
      stage(after: verb, at: from).map {
        Lifecycle.Move(from: from.rawValue, verb: verb.rawValue, to: $0.rawValue)
      }
    }
  }

  /// The household is found eligible.
  ///
  /// - Throws: ``LoansFailure/decisionOfAnotherRequest(_:)``, ``LoansFailure/notEligible(_:_:)``, or
  ///   ``LoansFailure/requestCannot(_:_:at:)``.
  public func decided(by decision: Decision) throws(LoansFailure) -> Step {
    guard decision.request == id else { throw .decisionOfAnotherRequest(id) }
    guard decision.outcome == .eligible else { throw .notEligible(id, decision.outcome) }
    return try step(.decide, to: .decided(decision.id))
  }

  /// A device is kept for the household.
  ///
  /// - Throws: ``LoansFailure/requestCannot(_:_:at:)`` unless the request is decided.
  public func allocated(_ device: DeviceID) throws(LoansFailure) -> Step {
    guard let decision = state.decision else { throw .requestCannot(id, .allocate, at: state.stage) }
    return try step(.allocate, to: .allocated(device, decision))
  }

  /// The device kept for the household is free again; the request waits for another.
  ///
  /// - Throws: ``LoansFailure/requestCannot(_:_:at:)`` unless a device is allocated.
  public func released() throws(LoansFailure) -> Step {
    guard let decision = state.decision else { throw .requestCannot(id, .release, at: state.stage) }
    return try step(.release, to: .decided(decision))
  }

  /// The household has the device.
  ///
  /// - Throws: ``LoansFailure/requestCannot(_:_:at:)`` unless a device is allocated.
  public func handedOver() throws(LoansFailure) -> Step {
    guard let decision = state.decision, let device = state.device else {
      throw .requestCannot(id, .handOver, at: state.stage)
    }
    return try step(.handOver, to: .handedOver(device, decision))
  }

  /// The request is refused because a decision says that the household is not eligible.
  ///
  /// - Throws: ``LoansFailure/decisionOfAnotherRequest(_:)``, ``LoansFailure/refusalWithoutDecision(_:_:)`` when the decision
  ///   says otherwise, or ``LoansFailure/requestCannot(_:_:at:)``.
  public func refused(by decision: Decision) throws(LoansFailure) -> Step {
    guard decision.request == id else { throw .decisionOfAnotherRequest(id) }
    guard decision.outcome == .notEligible else { throw .refusalWithoutDecision(id, decision.outcome) }
    return try step(.refuse, to: .refused(.notEligible, decision.id))
  }

  /// The request is refused for a reason that no programme judges.
  ///
  /// - Throws: ``LoansFailure/refusalWithoutDecision(_:_:)`` when the reason is that the household is not eligible: that takes
  ///   a decision; and ``LoansFailure/requestCannot(_:_:at:)``.
  public func refused(because reason: Refusal) throws(LoansFailure) -> Step {
    guard reason != .notEligible else { throw .refusalWithoutDecision(id, nil) }
    return try step(.refuse, to: .refused(reason, nil))
  }

  /// The right the request stood on is gone; another programme may still give one.
  ///
  /// - Throws: ``LoansFailure/decisionOfAnotherRequest(_:)``, ``LoansFailure/refusalWithoutDecision(_:_:)`` when the decision
  ///   says otherwise, or ``LoansFailure/requestCannot(_:_:at:)``.
  public func lapsed(by decision: Decision) throws(LoansFailure) -> Step {
    guard decision.request == id else { throw .decisionOfAnotherRequest(id) }
    guard decision.outcome == .notEligible else { throw .refusalWithoutDecision(id, decision.outcome) }
    return try step(.lapse, to: .submitted)
  }

  /// The household contests a decision that it is not eligible.
  ///
  /// - Throws: ``LoansFailure/decisionOfAnotherRequest(_:)``, ``LoansFailure/nothingToContest(_:)`` when the decision refuses
  ///   nothing, or ``LoansFailure/requestCannot(_:_:at:)``.
  public func contested(_ decision: Decision) throws(LoansFailure) -> Step {
    guard decision.request == id else { throw .decisionOfAnotherRequest(id) }
    guard decision.outcome == .notEligible else { throw .nothingToContest(id) }
    return try step(.contest, to: .contested(decision.id))
  }

  /// The contested decision, or one made since that says the same, is confirmed.
  ///
  /// - Throws: the failures of ``refused(by:)``.
  public func confirmed(by decision: Decision) throws(LoansFailure) -> Step {
    guard decision.request == id else { throw .decisionOfAnotherRequest(id) }
    guard decision.outcome == .notEligible else { throw .refusalWithoutDecision(id, decision.outcome) }
    return try step(.confirm, to: .refused(.notEligible, decision.id))
  }

  /// The household gives its request up.
  ///
  /// - Throws: ``LoansFailure/requestCannot(_:_:at:)``; while a device is kept for it, release it first.
  public func withdrawn(because reason: Withdrawal) throws(LoansFailure) -> Step {
    try step(.withdraw, to: .withdrawn(reason))
  }

  private func step(_ verb: Verb, to state: State) throws(LoansFailure) -> Step {
    guard Request.stage(after: verb, at: self.state.stage) == state.stage else {
      throw .requestCannot(id, verb, at: self.state.stage)
    }
    return Step(request: id, previous: step, verb: verb, from: self.state, to: state)
  }
}
