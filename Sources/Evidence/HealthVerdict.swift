public import Kernel

/// What the figures of a disk or battery are worth, by dated thresholds kept as data.
///
/// The disk's own verdict never makes it better: a « PASSED » hides hundreds of lost sectors. The figures are always
/// told beside the verdict.
public struct HealthVerdict: Sendable, Equatable {
  /// How good it is.
  public enum Grade: String, Sendable, CaseIterable, Comparable {
    /// Nothing speaks against it.
    case good
    /// It works, and should be watched or kept for less demanding use.
    case worn
    /// It should not be given to anybody.
    case bad
    /// The figures that would tell are missing.
    case unknown

    public static func < (left: Grade, right: Grade) -> Bool { left.rank < right.rank }

    private var rank: Int { [.unknown: -1, .good: 0, .worn: 1, .bad: 2][self] ?? 0 }
  }

  /// A figure and what it is worth.
  public struct Finding: Sendable, Hashable {
    /// Which figure.
    public let figure: Figure
    /// The figure itself.
    public let value: Double
    /// What it is worth.
    public let grade: Grade
  }

  /// A figure that can speak for or against a disk or battery.
  public enum Figure: String, Sendable, CaseIterable {
    case ownVerdict, reallocated, pending, uncorrectable, powerOnHours, percentageUsed, mediaErrors, criticalWarning
    case batteryHealth
  }

  /// What it comes to: the worst of the findings.
  public let grade: Grade
  /// The figures that were told, each with its worth.
  public let findings: [Finding]
  /// The day since which the thresholds hold.
  public let thresholdsSince: Day

  /// The findings that speak against it.
  public var concerns: [Finding] { findings.filter { $0.grade > .good } }
}

/// From where on a figure is worn, and bad; both may be missing.
struct HealthThresholds {
  struct Limits {
    let figure: HealthVerdict.Figure
    let worn: Double?
    let bad: Double?
    /// Whether a figure is worse the lower it is.
    let isFloor: Bool

    func grade(_ value: Double) -> HealthVerdict.Grade {
      func passes(_ limit: Double?) -> Bool { limit.map { isFloor ? value < $0 : value >= $0 } ?? false }
      return passes(bad) ? .bad : passes(worn) ? .worn : .good
    }
  }

  let since: Day
  let limits: [HealthVerdict.Figure: Limits]

  /// The shipped thresholds, those in force last; a file that does not read is a mistake of ours that the tests catch.
  static let shipped = (try? read(PackageResources.health_thresholds_json))?.last

  static func read(_ bytes: [UInt8]) throws(JSONFailure) -> [HealthThresholds] {
    try StrictJSON.read(bytes, file: "health-thresholds.json").array { node throws(JSONFailure) in
      try node.object { fields throws(JSONFailure) in
        let since = try fields.required("since").day()
        let limits = try fields.required("limits").array { node throws(JSONFailure) in
          try node.object { fields throws(JSONFailure) in
            Limits(
              figure: try fields.required("figure").choice(HealthVerdict.Figure.self),
              worn: try fields.optional("worn")?.number(), bad: try fields.optional("bad")?.number(),
              isFloor: try fields.optional("below")?.bool() ?? false)
          }
        }
        return HealthThresholds(
          since: since, limits: Dictionary(limits.map { ($0.figure, $0) }) { first, _ in first })
      }
    }
  }

  /// The verdict on some figures; `needed` are those without any of which nothing can be said.
  func verdict(_ figures: [(HealthVerdict.Figure, Double?)], needed: Set<HealthVerdict.Figure>) -> HealthVerdict {
    let findings = figures.compactMap { figure, value in
      value.map { HealthVerdict.Finding(figure: figure, value: $0, grade: limits[figure]?.grade($0) ?? .good) }
    }
    let worst = findings.map(\.grade).max() ?? .unknown
    let isTold = findings.contains { needed.contains($0.figure) }
    return HealthVerdict(
      grade: worst > .good || isTold ? worst : .unknown, findings: findings, thresholdsSince: since)
  }
}

extension DiskHealthReport {
  /// What the disk's figures are worth; nothing without thresholds.
  public var verdict: HealthVerdict? {
    let failing = passed == false || exit?.contains(.diskFailing) == true
    let figures: [(HealthVerdict.Figure, Int?)] = [
      (.ownVerdict, passed == nil && !failing ? nil : failing ? 0 : 1),
      (.reallocated, ata.reallocatedSectors ?? grownDefects), (.pending, ata.pendingSectors),
      (.uncorrectable, ata.uncorrectableSectors), (.powerOnHours, powerOnHours),
      (.percentageUsed, nvme.percentageUsed), (.mediaErrors, nvme.mediaErrors),
      (.criticalWarning, nvme.criticalWarning),
    ]
    return HealthThresholds.shipped?.verdict(
      figures.map { ($0, $1.map(Double.init)) }, needed: [.reallocated, .pending, .percentageUsed, .mediaErrors])
  }
}

extension BatterySighting {
  /// What is left of the battery is worth; nothing without thresholds.
  public var verdict: HealthVerdict? {
    HealthThresholds.shipped?.verdict([(.batteryHealth, healthPercent)], needed: [.batteryHealth])
  }
}
