/// A day and a time read on a wall clock whose time zone nobody tells, as machines write them in their logs.
///
/// The caller reads it in the zone of the instance; a machine started from a live system often runs in UTC, so the hour may
/// be off by the zone, the order of two stamps of one file may not.
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

  /// Makes a stamp of a day and a second of it; what is beyond the day's end is its last second.
  public init(wallClock day: Day, second: Int) {
    self.day = day
    secondOfDay = min(max(0, second), 86_399)
  }

  /// Reads `2026-09-15 10:22:33`, also with a T between or slashes in the date; nothing when it is no such stamp.
  public init?(_ text: String) {
    let halves = text.split(omittingEmptySubsequences: false) { $0 == " " || $0 == "T" }
    guard halves.count == 2, let day = try? Day(halves[0].split(separator: "/").joined(separator: "-")) else {
      return nil
    }
    let time = halves[1].split(separator: ":", omittingEmptySubsequences: false)
    let numbers = time.compactMap { part in
      part.count == 2 && part.allSatisfy { "0" <= $0 && $0 <= "9" } ? Int(part) : nil
    }
    guard time.count == 3, numbers.count == 3, numbers[0] < 24, numbers[1] < 60, numbers[2] < 60 else { return nil }
    self.init(day: day, secondOfDay: (numbers[0] * 60 + numbers[1]) * 60 + numbers[2])
  }

  /// The stamp written `2026-09-15 10:22:33`.
  public var description: String {
    let parts = [secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60]
    return "\(day) " + parts.map { String(Day.twoDigits($0)) }.joined(separator: ":")
  }

  public static func < (left: LocalStamp, right: LocalStamp) -> Bool {
    (left.day, left.secondOfDay) < (right.day, right.secondOfDay)
  }
}
