import Foundation
import Kernel
import TestSupport
import Testing

@Suite struct `The day in Europe/Paris` {
  @Test(
    arguments: [
      // Summer time, two hours ahead of UTC.
      ("2026-09-14T21:59:59.999Z", "2026-09-14"), ("2026-09-14T22:00:00.000Z", "2026-09-15"),
      // Winter time, one hour ahead.
      ("2026-01-14T22:59:59.999Z", "2026-01-14"), ("2026-01-14T23:00:00.000Z", "2026-01-15"),
      // 29 March 2026 has 23 hours.
      ("2026-03-28T23:00:00.000Z", "2026-03-29"), ("2026-03-29T00:59:59.999Z", "2026-03-29"),
      ("2026-03-29T01:00:00.000Z", "2026-03-29"), ("2026-03-29T21:59:59.999Z", "2026-03-29"),
      ("2026-03-29T22:00:00.000Z", "2026-03-30"),
      // 25 October 2026 has 25.
      ("2026-10-24T22:00:00.000Z", "2026-10-25"), ("2026-10-25T00:30:00.000Z", "2026-10-25"),
      ("2026-10-25T01:30:00.000Z", "2026-10-25"), ("2026-10-25T22:59:59.999Z", "2026-10-25"),
      ("2026-10-25T23:00:00.000Z", "2026-10-26"),
      // Before 1970 time counts backwards.
      ("1969-12-31T22:59:59.999Z", "1969-12-31"), ("1969-12-31T23:00:00.000Z", "1970-01-01"),
      ("1959-12-31T23:00:00.000Z", "1960-01-01"), ("1959-12-31T22:59:59.999Z", "1959-12-31"),
    ] as [(String, Day)])
  func `a day begins at its own midnight`(stamp: String, day: Day) throws {
    let instant = try #require(Self.instant(stamp))
    let clock = Clock.stopped(at: instant, zone: try #require(LocalZone(named: "Europe/Paris")))
    #expect(clock.today == day)
    #expect(clock.day(of: instant) == day)
    #expect(clock.now == instant)
  }

  @Test(arguments: [Int64.min, .min + 1, .max, .max - 1, 253_402_300_800_000])
  func `an instant beyond the calendar belongs to its first or last day`(milliseconds: Int64) {
    let clock = Clock.stopped(at: Instant(milliseconds: milliseconds), zone: paris)
    #expect(clock.today == (milliseconds < 0 ? .first : .last))
  }

  @Test func `the machine's clock goes forward`() {
    let clock = Clock.system(zone: .utc)
    let now = clock.now
    #expect(now > Instant(milliseconds: 1_700_000_000_000))
    #expect(clock.now >= now)
  }

  private static func instant(_ stamp: String) -> Instant? {
    let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    return (try? Date(stamp, strategy: format)).map {
      Instant(milliseconds: Int64(($0.timeIntervalSince1970 * 1000).rounded()))
    }
  }
}

@Suite struct `Writing an instant` {
  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (1_789_461_000_999, "2026-09-15T08:30:00Z"), (-1, "1969-12-31T23:59:59Z"),
      (-86_400_000, "1969-12-31T00:00:00Z"), (-86_400_001, "1969-12-30T23:59:59Z"),
      (951_782_399_000, "2000-02-28T23:59:59Z"),
      (951_782_400_000, "2000-02-29T00:00:00Z"),
    ] as [(Int64, String)])
  func `it is written in UTC to the second`(milliseconds: Int64, written: String) {
    #expect(Instant(milliseconds: milliseconds).description == written)
  }
}

@Suite struct `Dating an act` {
  private static let clock = Clock.noon(of: "2026-09-15")

  @Test func `it happened today unless said`() throws {
    let act = try Act(by: .sample(), clock: Self.clock)
    #expect(act.day == "2026-09-15")
    #expect(act.recorded == Self.clock.now)
    #expect(act.actor == .sample())
  }

  @Test(arguments: ["2026-09-15", "2026-09-14", "1999-01-01"] as [Day])
  func `paper arrives late`(day: Day) throws {
    let act = try Act(by: .sample(), on: day, clock: Self.clock)
    #expect(act.day == day)
    #expect(act.recorded == Self.clock.now)
  }

  @Test(arguments: ["2026-09-16", "9999-12-31"] as [Day])
  func `nothing has happened on a day to come`(day: Day) {
    let failure = KernelFailure.dayToCome(day, today: "2026-09-15")
    #expect(throws: failure) { try Act(by: .sample(), on: day, clock: Self.clock) }
    #expect(failure.exitCode == .refused)
  }

  @Test func `after midnight in Paris the new day has come`() throws {
    let clock = Clock.stopped(at: Instant(milliseconds: 1_789_509_600_000), zone: paris)
    #expect(clock.now.description == "2026-09-15T22:00:00Z")
    #expect(try Act(by: .sample(), on: "2026-09-16", clock: clock).day == "2026-09-16")
  }
}
