import Kernel

extension RoundDossier {
  /// The opening of a round in which work may still be recorded.
  ///
  /// - Throws: ``RefurbishmentFailure/roundNotOpen(_:)``, ``RefurbishmentFailure/roundClosed(_:)``.
  func openRound() throws(RefurbishmentFailure) -> Opening {
    guard let opening else { throw .roundNotOpen(workpiece.code) }
    guard opening.closing == nil else { throw .roundClosed(workpiece.code) }
    return opening
  }

  /// Whether a person may record a result now.
  ///
  /// - Throws: why not: an unknown check, steps before it not complete, an outcome the route does not allow, a check for
  ///   somebody who did no other work.
  func accept(_ result: CheckResult, by person: PersonID, as role: ChainRole?) throws(RefurbishmentFailure) {
    let route = try openRound().route
    guard let (step, check) = route.place(of: result.check) else {
      throw .unknownCheck(workpiece.code, input: result.check, known: route.checks.map(\.id))
    }
    if !step.roles.isEmpty, role.map(step.roles.contains) != true {
      throw .forOtherRoles(workpiece.code, check, step.roles)
    }
    try requireCompleteBefore(step, of: route)
    switch result.outcome {
    case .notFitted where !check.mayBeNotFitted: throw .cannotBeNotFitted(workpiece.code, check)
    case .declared where !check.mayBeDeclared: throw .cannotBeDeclared(workpiece.code, check)
    case .passed, .failed, .notFitted, .declared: break
    }
    if step.byAnotherPerson, worked(person) { throw .forAnotherPerson(workpiece.code, check) }
  }

  /// Whether the device may be sorted now: as often as needed, until it is judged.
  func acceptSorting(as role: ChainRole?) throws(RefurbishmentFailure) -> Opening {
    let opening = try openRound()
    try require(role, for: .triage)
    return opening
  }

  /// Whether the device may be graded now.
  func acceptGrading(as role: ChainRole?) throws(RefurbishmentFailure) {
    let route = try openRound().route
    try require(role, for: .grade)
    guard let step = route.steps.first(where: { $0.kind == .grade }) else { return }
    try requireCompleteBefore(step, of: route)
  }

  /// Refuses a step of a kind to people whose role it is not for.
  func require(_ role: ChainRole?, for kind: Route.Kind) throws(RefurbishmentFailure) {
    guard let step = opening?.route.steps.first(where: { $0.kind == kind }), !step.roles.isEmpty else { return }
    guard let role, step.roles.contains(role) else {
      throw .stepForOtherRoles(workpiece.code, step: step.title, step.roles)
    }
  }

  /// Whether somebody may attest now that the device has no medium.
  func acceptAbsence(because reason: String, as role: ChainRole?) throws(RefurbishmentFailure) {
    _ = try openRound()
    try require(role, for: .erasure)
    guard workpiece.media.isEmpty else {
      throw .mediaAreKnown(
        workpiece.code, parts: parts.map(\.label), inQuestion: workpiece.media.filter(\.isInQuestion).map(\.label))
    }
    guard reason.contains(where: { !$0.isWhitespace }) else { throw .reasonMissing }
  }

  /// The erasures of the device that a person may validate: those of its media that wait, less the person's own.
  ///
  /// - Throws: ``RefurbishmentFailure/ownErasure(_:)`` when only their own wait, and
  ///   ``RefurbishmentFailure/nothingToValidate(_:)`` when none does.
  func validatable(by person: PersonID) throws(RefurbishmentFailure) -> [ErasureRun] {
    let waiting = parts.compactMap { medium -> ErasureRun? in
      if case .awaitingValidation(let run) = cleanliness(of: medium) { run } else { nil }
    }
    guard !waiting.isEmpty else { throw .nothingToValidate(workpiece.code) }
    let others = waiting.filter { $0.recordedBy != person }
    guard !others.isEmpty else { throw .ownErasure(workpiece.code) }
    return others
  }

  /// The erasures of one medium, or those that machines prove of all, that a person may validate.
  ///
  /// - Throws: as ``validatable(by:)``; ``RefurbishmentFailure/attestedOneByOne(_:media:)`` when only attestations wait: each
  ///   is accepted by itself.
  func validatable(by person: PersonID, of medium: MediumID?) throws(RefurbishmentFailure) -> [ErasureRun] {
    let all = try validatable(by: person)
    if let medium {
      let asked = all.filter { $0.medium == medium }
      guard !asked.isEmpty else { throw .nothingToValidate(workpiece.code) }
      return asked
    }
    let proven = all.filter { !$0.reading.technique.isAttested }
    guard !proven.isEmpty else {
      let waiting = Set(all.map(\.medium))
      throw .attestedOneByOne(workpiece.code, media: parts.filter { waiting.contains($0.id) }.map(\.label))
    }
    return proven
  }

  private func requireCompleteBefore(_ step: Route.Step, of route: Route) throws(RefurbishmentFailure) {
    let waitingFor = route.stepsBefore(step).filter { !isComplete($0) }
    guard waitingFor.isEmpty else {
      throw .stepNotYet(workpiece.code, step: step.title, waitingFor: waitingFor.map(\.title))
    }
  }
}

extension Workpiece {
  /// Whether a run on a medium may be recorded on a day.
  ///
  /// - Parameter clockReason: why its date is not to be believed, as a second person says.
  func accept(
    _ reading: ErasureReading, on medium: Medium, today: Day, clockReason: String? = nil
  ) throws(RefurbishmentFailure) {
    guard !medium.isInQuestion else { throw .mediumInQuestion(code, medium: medium.label) }
    let doubts = reading.doubts(on: medium)
    guard doubts.isEmpty else { throw .erasureNotProven(medium: medium.label, doubts) }
    guard let ended = reading.ended?.day else {
      if reading.outcome == .erased { throw .runWithoutDate(medium: medium.label) }
      return
    }
    let contradicts = ended < medium.givenUp || ended > today
    if let clockReason {
      guard contradicts else { throw .clockNotInDoubt(medium: medium.label, ended: ended) }
      guard clockReason.contains(where: { !$0.isWhitespace }) else { throw .reasonMissing }
      return
    }
    guard ended >= medium.givenUp else {
      throw .runBeforeLastUser(medium: medium.label, ended: ended, givenUp: medium.givenUp)
    }
    guard ended <= today else { throw .runInFuture(medium: medium.label, ended: ended, today: today) }
  }
}
