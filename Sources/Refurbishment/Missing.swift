public import Kernel

/// Something that keeps a device in the workshop; the list is closed, and each case says what lifts it.
public enum Missing: Sendable, Equatable {
  /// Work has not started in this round.
  case roundNotOpened
  /// Nobody has looked the whole device over yet.
  case notSorted
  /// It was sorted out: what is for parts or waste does not leave as a device.
  case sortedOut(Triage)
  /// It was sorted to be repaired, and no repair has ended since.
  case repairWaiting
  /// A repair was begun, and has not ended.
  case repairOpen(RepairID)
  /// A mandatory check has not ended.
  case checkNotDone(Route.Check, step: Text)
  /// A check failed, and the defect is not declared, or may not be.
  case checkFailed(Route.Check)
  /// A check for another person was done by somebody who also did the work.
  case checkedBySamePerson(Route.Check)
  /// Work was done again after the check of it by another person, or the device was taken back into the workshop.
  case checkedTooEarly(Route.Check)
  /// A medium may be part of the device, or not: a person must say.
  case mediumInQuestion(String)
  /// No erasure of a medium is known since its last user.
  case mediumNotErased(String)
  /// The last erasure of a medium did not end well.
  case erasureFailed(String, outcome: ErasureOutcome)
  /// The erasures known of a medium are from before its last user gave it up.
  case logOlderThanLastUser(String, log: Day, givenUp: Day)
  /// No second person has accepted the erasure of a medium.
  case awaitingValidation(String)
  /// A medium is erased, and less thoroughly than the convention the device came under promises.
  case erasedBelowPromise(String, level: ErasureLevel, Workpiece.Promise)
  /// A medium is overwritten by software, and the workshop's policy asks more of its kind.
  case erasedBelowPolicy(String, level: ErasureLevel, needed: ErasureLevel)
  /// No medium is known, and nobody has attested that there is none.
  case noKnownMedium
  /// Evidence about the device was annulled: what it showed, a disk perhaps, is known no more.
  case evidenceAnnulled(EvidenceReportID)
  /// The device is not graded.
  case notGraded
}

extension Missing {
  /// Whether it is that a medium, clean by itself, is erased less thoroughly than was promised.
  public var isBelowPromise: Bool { if case .erasedBelowPromise = self { true } else { false } }
}

/// What keeps a device that is ready from being called *reconditionné* (C. conso. art. R. 122-4).
public enum Reservation: Sendable, Equatable {
  /// It is not even ready.
  case notReady
  /// Its route tests no function at all.
  case routeTestsNoFunction(String)
  /// A function it has was not tested.
  case functionNotTested(Route.Check)
  /// It leaves with a defect.
  case defectDeclared(Route.Check)
}

extension RoundDossier {
  /// All that is missing, in the order of the work.
  public var missing: [Missing] {
    guard let route = opening?.route else { return [.roundNotOpened] + missingMedia + missingGrade }
    let checks = route.steps.flatMap { step in step.checks.flatMap { missing(of: $0, in: step) } }
    return missingTriage(of: route) + missingRepairs + checks + missingMedia + missingGrade
  }

  /// What is missing of the first look at the whole device.
  private func missingTriage(of route: Route) -> [Missing] {
    guard let choice = sorted?.choice else { return route.steps.contains { $0.kind == .triage } ? [.notSorted] : [] }
    return choice.goesOn ? [] : [.sortedOut(choice)]
  }

  /// What is missing of its repairs: one that is open, or one that the sorting asked for.
  public var missingRepairs: [Missing] {
    let open = repairs.filter { $0.end == nil }.map { Missing.repairOpen($0.id) }
    guard let sorted, sorted.choice == .repair, open.isEmpty else { return open }
    let isRepaired = repairs.contains { ($0.end?.entry ?? $0.entry) > sorted.entry }
    return isRepaired ? [] : [.repairWaiting]
  }

  /// What is missing of one check of the route.
  func missing(of check: Route.Check, in step: Route.Step) -> [Missing] {
    guard let record = last(check.id) else {
      return check.isMandatory ? [.checkNotDone(check, step: step.title)] : []
    }
    switch record.result.outcome {
    case .failed: return [.checkFailed(check)]
    case .declared where !check.mayBeDeclared: return [.checkFailed(check)]
    case .notFitted where !check.mayBeNotFitted: return [.checkNotDone(check, step: step.title)]
    case .passed, .declared, .notFitted: break
    }
    guard step.byAnotherPerson else { return [] }
    if worked(record.by) { return [.checkedBySamePerson(check)] }
    let isStale = opening?.reopening.map { $0.entry > record.entry } ?? false
    return isStale || wasWorkDone(after: record.entry, before: step) ? [.checkedTooEarly(check)] : []
  }

  /// What is missing of the media, whatever the route says: no medium leaves custody unclean.
  public var missingMedia: [Missing] {
    let questions = workpiece.media.filter(\.isInQuestion).map { Missing.mediumInQuestion($0.label) }
    let unclean = parts.compactMap(missing(of:))
    let nothingKnown: [Missing] = workpiece.media.isEmpty && absence == nil ? [.noKnownMedium] : []
    return questions + unclean + nothingKnown + annulled.map { .evidenceAnnulled($0.report) }
  }

  /// What is missing of one medium; nothing when it is clean.
  public func missing(of medium: Workpiece.Medium) -> Missing? {
    switch cleanliness(of: medium) {
    case .clean(let run, _) where isBelowPromise(run, medium),
      .awaitingValidation(let run) where isBelowPromise(run, medium):
      workpiece.promise.map { .erasedBelowPromise(medium.label, level: run.reading.technique.level, $0) }
    case .clean(let run, _) where isBelowPolicy(run, medium),
      .awaitingValidation(let run) where isBelowPolicy(run, medium):
      workpiece.flashRule.map {
        .erasedBelowPolicy(medium.label, level: run.reading.technique.level, needed: $0.minimum)
      }
    case .clean: nil
    case .notErased: .mediumNotErased(medium.label)
    case .failed(let run): .erasureFailed(medium.label, outcome: run.reading.outcome)
    case .logOlderThanLastUser(let log, let givenUp): .logOlderThanLastUser(medium.label, log: log, givenUp: givenUp)
    case .awaitingValidation: .awaitingValidation(medium.label)
    }
  }

  /// Whether neither the run that counts nor an earlier accepted one of this round goes as far as was promised.
  private func isBelowPromise(_ run: ErasureRun, _ medium: Workpiece.Medium) -> Bool {
    guard let promise = workpiece.promise, run.reading.technique != .unused else { return false }
    return ([run] + accepted(medium)).allSatisfy { $0.reading.technique.level < promise.level }
  }

  /// Whether neither the run that counts nor an earlier accepted one goes as far as the policy asks of such a medium.
  ///
  /// NIST SP 800-88 Rev. 2: an overwrite by the host is Clear only, and weaker on flash. What a person attests is not
  /// software's doing.
  private func isBelowPolicy(_ run: ErasureRun, _ medium: Workpiece.Medium) -> Bool {
    guard let rule = workpiece.flashRule, rule.kinds.contains(medium.kind), !run.reading.technique.isAttested else {
      return false
    }
    return ([run] + accepted(medium)).allSatisfy { $0.reading.technique.level < rule.minimum }
  }

  /// The runs on a medium since its last user that succeeded and that a second person accepted.
  private func accepted(_ medium: Workpiece.Medium) -> [ErasureRun] {
    Cleanliness.counting(medium, in: workpiece, runs: runs).filter { earlier in
      earlier.reading.outcome == .erased && earlier.validations.contains { $0.by != earlier.recordedBy }
    }
  }

  private var missingGrade: [Missing] { grading == nil ? [.notGraded] : [] }

  /// Whether something a step comes after was done again later than an act.
  private func wasWorkDone(after entry: EntryID, before step: Route.Step) -> Bool {
    let earlier = opening?.route.stepsBefore(step) ?? []
    let names = Set(earlier.flatMap(\.checks).map(\.id))
    return checks.contains { $0.entry > entry && names.contains($0.result.check) }
      || earlier.contains { $0.kind == .erasure }
        && runs.contains { $0.entry > entry && $0.device == workpiece.id && $0.round == workpiece.round }
  }
}
