public import Kernel

/// What the workshop refuses.
public enum RefurbishmentFailure: Failure, Equatable {
  /// That version of a route is known with another content.
  case routeChanged(String)
  /// The route is not made for that category of devices.
  case routeOfAnotherCategory(AssetCode, DeviceCategory, route: String)
  /// Work has started in this round already.
  case roundAlreadyOpen(AssetCode, round: Int)
  /// Work has not started in this round.
  case roundNotOpen(AssetCode)
  /// The round ended with a verdict: what was judged does not change any more.
  case roundClosed(AssetCode)
  /// No verdict closed the round: there is nothing to open again.
  case roundNotClosed(AssetCode)
  /// The route has no check by that name.
  case unknownCheck(AssetCode, input: String, known: [String])
  /// One act says two things of the same check.
  case checkGivenTwice(AssetCode, check: String)
  /// Steps that come before are not complete.
  case stepNotYet(AssetCode, step: Text, waitingFor: [Text])
  /// Every such device has the thing checked.
  case cannotBeNotFitted(AssetCode, Route.Check)
  /// The device cannot leave with that defect, declared or not.
  case cannotBeDeclared(AssetCode, Route.Check)
  /// The check is for somebody who did no other work in the round.
  case forAnotherPerson(AssetCode, Route.Check)
  /// The check is for people of other roles.
  case forOtherRoles(AssetCode, Route.Check, [ChainRole])
  /// The whole step, a triage, an erasure or a grading, is for people of other roles.
  case stepForOtherRoles(AssetCode, step: Text, [ChainRole])
  /// A repair of the thing is open already.
  case repairOpenAlready(RepairID)
  /// There is no repair by that number.
  case noSuchRepair(RepairID)
  /// The repair has ended: nothing is added to it any more.
  case repairEnded(RepairID)
  /// A time or a cost that no repair takes.
  case repairFigures(minutes: Int, cost: Money?)
  /// There is no alarm by that number.
  case noSuchAlarm(AlarmID)
  /// The alarm is dealt with already.
  case alarmSettled(AlarmID)
  /// The erasure ended before the medium's last user gave it up.
  case runBeforeLastUser(medium: String, ended: Day, givenUp: Day)
  /// The log is dated on a day to come: the clock of the machine that wrote it is wrong.
  case runInFuture(medium: String, ended: Day, today: Day)
  /// A successful erasure without a date proves nothing about the last user.
  case runWithoutDate(medium: String)
  /// The log says that the medium was erased, and does not prove it.
  case erasureNotProven(medium: String, [ErasureDoubt])
  /// No log comes with the erasure.
  case erasureWithoutLog(medium: String)
  /// That very run is recorded already.
  case runAlreadyRecorded(medium: String)
  /// The medium may not be part of the device: a person must say first.
  case mediumInQuestion(AssetCode, medium: String)
  /// Who records an erasure does not validate it.
  case ownErasure(AssetCode)
  /// No machine-proven erasure of that day waits for the person.
  case nothingRecorded(on: Day)
  /// What people attest is accepted one by one.
  case attestedOneByOne(AssetCode, media: [String])
  /// The date of the log contradicts nothing: no word about the clock is needed.
  case clockNotInDoubt(medium: String, ended: Day)
  /// Who brought a log does not say alone that its clock was wrong.
  case ownClock(EvidenceReportID)
  /// The log tells of no such erasure of the medium.
  case noSuchRun(EvidenceReportID, medium: String)
  /// A tool can write a log of the erasure of such a device: an attestation is not enough.
  case logCanExist(AssetCode, DeviceCategory)
  /// No erasure of the device waits for a validation.
  case nothingToValidate(AssetCode)
  /// The workshop's policy names no such system.
  case unknownSystem(String, known: [String])
  /// The workshop's policy names no such step of a training.
  case unknownTrainingStep(String, known: [String])
  /// The axis of the scale has no such grade.
  case unknownGrade(GradeAxis, input: String, known: [String])
  /// Nobody can attest that there is no medium while some are part of the device, or may be.
  case mediaAreKnown(AssetCode, parts: [String], inQuestion: [String])
  /// An attestation, and the reopening of a round, need a reason.
  case reasonMissing
  /// A wiping station needs a serial number.
  case stationWithoutSerial
  /// The wiping station is declared already.
  case stationAlreadyDeclared(String)
  /// That evidence about the device was not annulled, or is about it again.
  case nothingAnnulled(AssetCode, EvidenceReportID)
  /// Who annulled evidence does not accept that it is gone.
  case ownAnnulment(AssetCode, EvidenceReportID)
  /// The report is attached to the device already.
  case alreadyAttached(EvidenceReportID)
  /// The device may not leave the workshop.
  case notReady(AssetCode, [Missing])
  /// A medium is not clean, and no signed paper says that whoever receives the device takes over what is on it.
  case dataWithoutPaper(AssetCode, [Missing])

  public var exitCode: ExitCode {
    switch self {
    case .unknownCheck, .checkGivenTwice, .unknownGrade, .unknownSystem, .unknownTrainingStep, .reasonMissing,
      .stationWithoutSerial,
      .repairFigures:
      .badData
    case .noSuchRepair, .noSuchAlarm: .noInput
    default: .refused
    }
  }

  public var missing: [Text] {
    switch self {
    case .notReady(let code, let missing), .dataWithoutPaper(let code, let missing):
      missing.map { $0.text(for: code) }
    default: []
    }
  }

  public var candidates: [String] {
    switch self {
    case .unknownCheck(_, _, let known), .unknownGrade(_, _, let known), .unknownSystem(_, let known),
      .unknownTrainingStep(_, let known):
      known
    default: []
    }
  }
}
