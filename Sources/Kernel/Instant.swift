import Glibc

/// A moment in time, in milliseconds since 1 January 1970 UTC: when something was recorded.
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Milliseconds since 1 January 1970, 00:00 UTC.
  public let milliseconds: Int64

  /// Makes an instant from its distance to 1 January 1970 UTC.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// The present, by the machine's clock.
  public static func present() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
  }

  public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

  /// Whole seconds since 1 January 1970 UTC, rounded down.
  var seconds: Int { Int(milliseconds).dividedDown(by: 1000).quotient }

  /// The instant in UTC, as `2026-09-15T08:30:00Z`.
  public var description: String {
    let (days, rest) = seconds.dividedDown(by: 86_400)
    let time = [rest / 3600, rest / 60 % 60, rest % 60].map { String(Day.twoDigits($0)) }.joined(
      separator: ":")
    return "\(Day(ordinal: days))T\(time)Z"
  }
}

extension Int {
  /// The quotient rounded down and the remainder, never negative; times before 1970 count backwards.
  func dividedDown(by divisor: Int) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
