public import Kernel

/// Whether a medium still holds what its last user left on it.
public enum Cleanliness: Sendable, Equatable {
  /// Erased since its last user, and accepted by a second person.
  case clean(ErasureRun, ErasureValidation)
  /// No erasure is known since its last user.
  case notErased
  /// The last run did not end well, whatever earlier ones did.
  case failed(ErasureRun)
  /// The only erasures known are from before its last user gave it up.
  case logOlderThanLastUser(log: Day, givenUp: Day)
  /// Erased, and no second person has accepted it yet.
  case awaitingValidation(ErasureRun)

  /// Judges a medium for the present round of a device.
  ///
  /// - Parameters:
  ///   - medium: the medium; runs on others are left aside.
  ///   - workpiece: the device it is part of.
  ///   - runs: the recorded runs that stand. A run counts when it ended no earlier than the day the medium's last user gave
  ///     it up; one recorded in an earlier round of the same device never does, even on that very day.
  public static func of(
    _ medium: Workpiece.Medium, in workpiece: Workpiece, runs: [ErasureRun]
  ) -> Cleanliness {
    let known = runs.filter { $0.medium == medium.id }
    guard let last = last(of: counting(medium, in: workpiece, runs: runs)) else {
      let logs = known.filter { $0.reading.outcome == .erased }.compactMap(\.reading.ended?.day)
      return logs.max().map { .logOlderThanLastUser(log: $0, givenUp: medium.givenUp) } ?? .notErased
    }
    guard last.reading.outcome == .erased, last.reading.ended != nil else { return .failed(last) }
    guard let validation = last.validations.first(where: { $0.by != last.recordedBy }) else {
      return .awaitingValidation(last)
    }
    return .clean(last, validation)
  }

  /// The runs on a medium since its last user gave it up.
  static func counting(_ medium: Workpiece.Medium, in workpiece: Workpiece, runs: [ErasureRun]) -> [ErasureRun] {
    runs.filter { run in
      let isOfEarlierRound = run.device == workpiece.id && run.round < workpiece.round
      let isOlder = run.effectiveEnd.map { $0.day < medium.givenUp } ?? false
      return run.medium == medium.id && !isOfEarlierRound && !isOlder
    }
  }

  /// The run that decides: the one that ended last. One without a date, which is never an erasure, decides unless something
  /// dated was recorded after it.
  private static func last(of runs: [ErasureRun]) -> ErasureRun? {
    let undated = runs.filter { $0.reading.ended == nil }.max { $0.entry < $1.entry }
    let dated = runs.compactMap { run in run.effectiveEnd.map { (run: run, ended: $0) } }
      .max { ($0.ended, $0.run.entry) < ($1.ended, $1.run.entry) }?.run
    guard let undated, let dated else { return dated ?? undated }
    return undated.entry > dated.entry ? undated : dated
  }
}
