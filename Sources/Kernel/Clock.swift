public import Foundation

/// Tells what time it is and which day that is for the instance; passed in, so that tests can stop it.
public struct Clock: Sendable {
  /// The zone in which days are counted and in which stamps without a zone are read.
  public let timeZone: TimeZone
  private let read: @Sendable () -> Instant

  /// Makes a clock from a way to read the time.
  public init(timeZone: TimeZone, read: @escaping @Sendable () -> Instant) {
    self.timeZone = timeZone
    self.read = read
  }

  /// The machine's clock.
  public static func system(timeZone: TimeZone) -> Clock {
    Clock(timeZone: timeZone) {
      Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded()))
    }
  }

  /// A clock that always shows the same instant.
  public static func stopped(at instant: Instant, timeZone: TimeZone) -> Clock {
    Clock(timeZone: timeZone) { instant }
  }

  /// The present instant.
  public var now: Instant { read() }

  /// The present day in the clock's time zone.
  public var today: Day { day(of: now) }

  /// The day an instant belongs to in the clock's time zone.
  public func day(of instant: Instant) -> Day {
    let date = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)
    let local = instant.seconds + timeZone.secondsFromGMT(for: date)
    return Day(ordinal: local.dividedDown(by: 86_400).quotient)
  }
}
