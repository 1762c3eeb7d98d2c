public import Kernel

/// A day and a time read on a wall clock whose time zone the file does not tell.
///
/// The caller reads it in the zone of the instance; a machine started from a live system often runs in UTC, so the hour
/// may be off by the zone, the order of two stamps of one file may not.
public struct LocalStamp: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The day on that clock.
  public let day: Day
  /// Seconds since that clock's midnight, 0 to 86 399.
  public let secondOfDay: Int

  /// Makes a stamp, or nothing when there is no such time of day.
  public init?(day: Day, secondOfDay: Int) {
    guard (0..<86_400).contains(secondOfDay) else { return nil }
    self.day = day
    self.secondOfDay = secondOfDay
  }

  /// The stamp written `2026-03-02 15:31:09`.
  public var description: String {
    let parts = [secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60]
    return "\(day) " + parts.map { String(String($0 + 100).dropFirst()) }.joined(separator: ":")
  }

  public static func < (left: LocalStamp, right: LocalStamp) -> Bool {
    (left.day, left.secondOfDay) < (right.day, right.secondOfDay)
  }
}
