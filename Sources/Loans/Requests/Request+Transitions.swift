public import Kernel

extension Request {
  /// Where a verb leads from a stage, or nothing where it has no place: the whole life of a request.
  public static func stage(after verb: Verb, at stage: Stage) -> Stage? {
    switch (stage, verb) {
    case (.draft, .submit): .submitted
    case (.draft, .withdraw): .withdrawn
    case (.draft, .askPapers), (.draft, .complete), (.draft, .decide), (.draft, .allocate), (.draft, .appoint): nil
    case (.draft, .release), (.draft, .handOver), (.draft, .lapse), (.draft, .contest), (.draft, .confirm): nil
    case (.draft, .refuse), (.draft, .reorient): nil

    case (.submitted, .decide): .decided
    case (.submitted, .askPapers): .incomplete
    case (.submitted, .contest): .contested
    case (.submitted, .refuse): .refused
    case (.submitted, .withdraw): .withdrawn
    case (.submitted, .reorient): .reoriented
    case (.submitted, .submit), (.submitted, .complete), (.submitted, .allocate), (.submitted, .appoint): nil
    case (.submitted, .release), (.submitted, .handOver), (.submitted, .lapse), (.submitted, .confirm): nil

    // Other papers may be asked for; and what is known may decide before the last of them comes.
    case (.incomplete, .askPapers): .incomplete
    case (.incomplete, .complete): .submitted
    case (.incomplete, .decide): .decided
    case (.incomplete, .contest): .contested
    case (.incomplete, .refuse): .refused
    case (.incomplete, .withdraw): .withdrawn
    case (.incomplete, .reorient): .reoriented
    case (.incomplete, .submit), (.incomplete, .allocate), (.incomplete, .appoint), (.incomplete, .release): nil
    case (.incomplete, .handOver), (.incomplete, .lapse), (.incomplete, .confirm): nil

    case (.decided, .decide): .decided
    // Not eligible by the programme it stood on: any other may still say yes.
    case (.decided, .lapse): .submitted
    case (.decided, .allocate): .allocated
    case (.decided, .refuse): .refused
    case (.decided, .withdraw): .withdrawn
    case (.decided, .reorient): .reoriented
    case (.decided, .submit), (.decided, .askPapers), (.decided, .complete), (.decided, .appoint): nil
    case (.decided, .release), (.decided, .handOver), (.decided, .contest), (.decided, .confirm): nil

    // An appointment, made or moved, is when the device kept is to be handed over: not another standing.
    case (.allocated, .appoint): .allocated
    case (.allocated, .release): .decided
    case (.allocated, .handOver): .handedOver
    // A device is kept: it is released first, so that the inventory learns of it.
    case (.allocated, .decide), (.allocated, .allocate), (.allocated, .refuse), (.allocated, .withdraw): nil
    case (.allocated, .lapse), (.allocated, .contest), (.allocated, .confirm), (.allocated, .reorient): nil
    case (.allocated, .submit), (.allocated, .askPapers), (.allocated, .complete): nil

    // What was refused is looked at again: nothing is kept meanwhile, and only a decision or its confirmation ends it.
    case (.contested, .decide): .decided
    case (.contested, .confirm): .refused
    case (.contested, .withdraw): .withdrawn
    case (.contested, .submit), (.contested, .askPapers), (.contested, .complete), (.contested, .allocate): nil
    case (.contested, .appoint), (.contested, .release), (.contested, .handOver), (.contested, .lapse): nil
    case (.contested, .contest), (.contested, .refuse), (.contested, .reorient): nil

    case (.refused, .contest): .contested
    case (.refused, .submit), (.refused, .askPapers), (.refused, .complete), (.refused, .decide): nil
    case (.refused, .allocate), (.refused, .appoint), (.refused, .release), (.refused, .handOver): nil
    case (.refused, .lapse), (.refused, .confirm), (.refused, .refuse), (.refused, .withdraw): nil
    case (.refused, .reorient): nil

    case (.handedOver, _), (.withdrawn, _), (.reoriented, _), (.annulled, _): nil
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

  /// A draft is sent.
  ///
  /// - Throws: ``LoansFailure/requestCannot(_:_:at:)`` unless it is a draft.
  public func submitted() throws(LoansFailure) -> Step { try step(.submit, to: .submitted) }

  /// Papers are asked for, by the names programmes give them.
  ///
  /// - Throws: ``LoansFailure/noPaperAskedFor(_:)``, ``LoansFailure/requestCannot(_:_:at:)``.
  public func missing(_ papers: [String]) throws(LoansFailure) -> Step {
    guard !papers.isEmpty else { throw .noPaperAskedFor(id) }
    return try step(.askPapers, to: .incomplete, .missing(Set(papers).sorted()))
  }

  /// The papers asked for have come.
  ///
  /// - Throws: ``LoansFailure/requestCannot(_:_:at:)`` unless papers were asked for.
  public func completed() throws(LoansFailure) -> Step { try step(.complete, to: .submitted) }

  /// The household is found eligible.
  ///
  /// - Throws: ``LoansFailure/decisionOfAnotherRequest(_:)``, ``LoansFailure/notEligible(_:_:)``, or
  ///   ``LoansFailure/requestCannot(_:_:at:)``.
  public func decided(by decision: Decision) throws(LoansFailure) -> Step {
    guard decision.request == id else { throw .decisionOfAnotherRequest(id) }
    guard decision.outcome == .eligible else { throw .notEligible(id, decision.outcome) }
    return try step(.decide, to: .decided(decision.id))
  }

  /// A device is kept for the household, until a day.
  ///
  /// - Throws: ``LoansFailure/requestCannot(_:_:at:)`` unless the request is decided.
  public func allocated(_ device: DeviceID, until day: Day) throws(LoansFailure) -> Step {
    guard let decision = state.decision else { throw .requestCannot(id, .allocate, at: state.stage) }
    return try step(.allocate, to: .allocated(device, decision), .keptUntil(day))
  }

  /// The household is told when and where it gets its device; an appointment made before is moved.
  ///
  /// - Throws: ``LoansFailure/requestCannot(_:_:at:)`` unless a device is allocated.
  public func appointed(_ appointment: Appointment) throws(LoansFailure) -> Step {
    try step(.appoint, to: state, .appointment(appointment))
  }

  /// The device kept for the household is free again; the request waits for another.
  ///
  /// - Throws: ``LoansFailure/requestCannot(_:_:at:)`` unless a device is allocated.
  public func released(because reason: Release) throws(LoansFailure) -> Step {
    guard let decision = state.decision else { throw .requestCannot(id, .release, at: state.stage) }
    return try step(.release, to: .decided(decision), .released(reason))
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

  /// The household is sent to somebody who serves it better: to a structure, when one is named.
  ///
  /// - Throws: ``LoansFailure/requestCannot(_:_:at:)``; while a device is kept for it, release it first.
  public func reoriented(to whom: Reorientation, toward structure: StructureID?) throws(LoansFailure) -> Step {
    try step(.reorient, to: .reoriented(whom), structure.map { .toward($0) })
  }

  private func step(_ verb: Verb, to state: State, _ particulars: Particulars? = nil) throws(LoansFailure) -> Step {
    guard Request.stage(after: verb, at: self.state.stage) == state.stage else {
      throw .requestCannot(id, verb, at: self.state.stage)
    }
    return Step(request: id, previous: step, verb: verb, from: self.state, to: state, particulars: particulars)
  }
}
