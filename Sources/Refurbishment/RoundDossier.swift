public import Kernel

/// Everything the workshop knows of a device in one round; all its judgements are made from this.
public struct RoundDossier: Sendable, Equatable {
  /// The device and its media.
  public let workpiece: Workpiece
  /// The opening of the round; nothing when work has not started.
  public let opening: Opening?
  /// Every check recorded in the round that stands, oldest first.
  public internal(set) var checks: [CheckRecord]
  /// Every erasure run that stands, of the media or of this round.
  public let runs: [ErasureRun]
  /// The last grading.
  public let grading: Graded?
  /// The attestation that the device has no medium.
  public let absence: Absence?
  /// The evidence about the device that was annulled, that is not about it again and that no second person gave up.
  public let annulled: [AnnulledEvidence]
  /// What the last look at the whole device came to.
  public var sorted: Sorted?
  /// The repairs of the round, oldest first.
  public var repairs: [Repair] = []

  /// The opening of a round.
  public struct Opening: Sendable, Equatable {
    /// The act that opened it.
    public let entry: EntryID
    /// The day work started.
    public let day: Day
    /// The route, in the version it started with.
    public let route: Route
    /// The verdict that closed it; nothing while it is open.
    public let closing: Closing?
    /// The last time it was opened again after a verdict.
    public let reopening: Reopening?
  }

  /// That a device was taken back into the workshop after its verdict.
  public struct Reopening: Sendable, Equatable {
    /// The act that opened the round again.
    public let entry: EntryID
    public let day: Day
    /// Why, in the words of whoever did it.
    public let reason: String
  }

  /// What a look at the whole device came to, as recorded.
  public struct Sorted: Sendable, Equatable {
    public let choice: Triage
    public let by: PersonID
    public let day: Day
    public let entry: EntryID
  }

  /// The verdict under which a round was closed.
  public struct Closing: Sendable, Equatable {
    /// The act that closed it.
    public let entry: EntryID
    /// The SHA-256 of what was judged.
    public let verdict: Digest
  }

  /// A grading as recorded.
  public struct Graded: Sendable, Equatable {
    public let grading: Grading
    public let by: PersonID
    public let day: Day
    public let entry: EntryID
  }

  /// That a person attests a device has no storage medium.
  public struct Absence: Sendable, Equatable {
    /// Why, in their words.
    public let reason: String
    public let by: PersonID
    public let day: Day
    public let entry: EntryID
  }
}

/// Evidence about a device that somebody annulled.
public struct AnnulledEvidence: Sendable, Equatable {
  /// The evidence.
  public let report: EvidenceReportID
  /// Who annulled it.
  public let by: PersonID
}

extension RoundDossier {
  /// The media that are part of the device.
  public var parts: [Workpiece.Medium] { workpiece.media.filter { !$0.isInQuestion } }

  /// The erasure of a medium that ended last among those that succeeded and that a second person accepted, whatever came
  /// after: what was earned stays earned.
  ///
  /// - Parameter round: only those of one stay in the workshop, which is after one and the same user.
  public func earned(
    of medium: MediumID, in round: Int? = nil
  ) -> (run: ErasureRun, validation: ErasureValidation)? {
    let accepted = runs.filter { round == nil || ($0.device == workpiece.id && $0.round == round) }.compactMap { run in
      run.validations.first { $0.by != run.recordedBy }.map { (run: run, validation: $0) }
    }
    return accepted.filter { $0.run.medium == medium && $0.run.reading.outcome == .erased }
      .max {
        ($0.run.reading.ended?.description ?? "", $0.run.entry) < (
          $1.run.reading.ended?.description ?? "", $1.run.entry
        )
      }
  }

  /// How a medium stands for this round.
  public func cleanliness(of medium: Workpiece.Medium) -> Cleanliness {
    Cleanliness.of(medium, in: workpiece, runs: runs)
  }

  /// How a check ended last, or nothing when it was not done.
  public func last(_ check: String) -> CheckRecord? { checks.last { $0.result.check == check } }

  /// Whether somebody did a check or an erasure of this round that is not itself for another person.
  func worked(_ person: PersonID) -> Bool {
    checks.contains { record in
      record.by == person && opening?.route.place(of: record.result.check)?.step.byAnotherPerson != true
    } || runs.contains { $0.recordedBy == person && $0.device == workpiece.id && $0.round == workpiece.round }
  }

  /// Whether a step of the route is complete.
  public func isComplete(_ step: Route.Step) -> Bool {
    switch step.kind {
    case .checks: step.checks.allSatisfy { missing(of: $0, in: step).isEmpty }
    case .triage: sorted?.choice.goesOn == true
    case .erasure: missingMedia.isEmpty
    case .grade: grading != nil
    }
  }
}
