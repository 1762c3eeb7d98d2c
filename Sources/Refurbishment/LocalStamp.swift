public import Kernel
public import Storage

/// A date and time without a zone, as a machine wrote it in its log.
public struct LocalStamp: Hashable, Comparable, Sendable, CustomStringConvertible, SQLConvertible {
  /// The day it says.
  public let day: Day
  /// The time it says, in seconds since midnight.
  public let second: Int

  /// Makes a stamp from its parts, or nothing when the time is none.
  public init?(day: Day, hour: Int, minute: Int, second: Int) {
    guard (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second) else { return nil }
    self.day = day
    self.second = (hour * 60 + minute) * 60 + second
  }

  /// Reads `2026-09-15T10:22:33`, also with a space between or slashes in the date; nothing when it is no such stamp.
  public init?(_ text: String) {
    let halves = text.split(omittingEmptySubsequences: false) { $0 == " " || $0 == "T" }
    guard halves.count == 2, let day = try? Day(halves[0].split(separator: "/").joined(separator: "-")) else {
      return nil
    }
    let time = halves[1].split(separator: ":", omittingEmptySubsequences: false)
    let numbers = time.compactMap { part in
      part.count == 2 && part.allSatisfy { "0" <= $0 && $0 <= "9" } ? Int(part) : nil
    }
    guard time.count == 3, numbers.count == 3 else { return nil }
    self.init(day: day, hour: numbers[0], minute: numbers[1], second: numbers[2])
  }

  /// The stamp as `2026-09-15T10:22:33`.
  public var description: String {
    let parts = [second / 3600, second / 60 % 60, second % 60]
    return "\(day)T\(parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":"))"
  }

  public static func < (left: LocalStamp, right: LocalStamp) -> Bool {
    (left.day, left.second) < (right.day, right.second)
  }

  public var sqlValue: SQLValue { .text(description) }
  public init?(sqlValue: SQLValue) {
    guard case .text(let text) = sqlValue, let stamp = LocalStamp(text), stamp.description == text else { return nil }
    self = stamp
  }
}
