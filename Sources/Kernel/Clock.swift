/// Tells what time it is and which day that is for the instance; passed in, so that tests can stop it.
public struct Clock: Sendable {
  /// The zone in which days are counted and in which stamps without a zone are read.
  public let zone: LocalZone
  private let read: @Sendable () -> Instant

  /// Makes a clock from a way to read the time.
  public init(zone: LocalZone, read: @escaping @Sendable () -> Instant) {
    self.zone = zone
    self.read = read
  }

  /// The machine's clock.
  public static func system(zone: LocalZone) -> Clock { Clock(zone: zone, read: Instant.present) }

  /// A clock that always shows the same instant.
  public static func stopped(at instant: Instant, zone: LocalZone) -> Clock {
    Clock(zone: zone) { instant }
  }

  /// The present instant.
  public var now: Instant { read() }

  /// The present day in the clock's time zone.
  public var today: Day { day(of: now) }

  /// The day an instant belongs to in the clock's time zone.
  public func day(of instant: Instant) -> Day {
    let local = instant.seconds + zone.secondsAheadOfUTC(at: instant)
    return Day(ordinal: local.dividedDown(by: 86_400).quotient)
  }
}
