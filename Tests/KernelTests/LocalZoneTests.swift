import Foundation
import Testing

@testable import Kernel

@Suite struct `The clocks of a place` {
  /// Zones that change their clocks north and south of the equator, by half an hour, backwards in winter, at midnight, or never.
  static let zones = [
    "Europe/Paris", "Europe/Dublin", "America/Martinique", "America/Miquelon", "Indian/Reunion", "Pacific/Noumea",
    "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Africa/Casablanca", "Asia/Kolkata", "Etc/GMT+5",
    "America/Nuuk", "UTC",
  ]

  @Test(arguments: zones) func `are as far from UTC as Foundation says`(name: String) throws {
    let zone = try #require(LocalZone(named: name))
    let other = try #require(TimeZone(identifier: name))
    #expect(zone.name == name)
    // Every seven hours of some years: far back, around today, and past the last change that tables list.
    for year in [1950, 1976, 1996, 2007, 2025, 2026, 2027, 2038, 2060] {
      let start = try #require(Day(year: year, month: 1, day: 1)).ordinal * 86_400
      for second in stride(from: start, to: start + 366 * 86_400, by: 25_201) {
        let expected = other.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
        #expect(zone.secondsAheadOfUTC(at: Instant(milliseconds: Int64(second) * 1_000)) == expected, "\(second)")
      }
    }
  }

  @Test(
    arguments: [
      ("2026-03-29", 3_600, 3_600, 7_200), ("2026-10-25", 3_600, 7_200, 3_600), ("2099-03-29", 3_600, 3_600, 7_200),
      ("2099-10-25", 3_600, 7_200, 3_600),
    ] as [(String, Int, Int, Int)])
  func `change at the very second`(day: String, second: Int, before: Int, after: Int) throws {
    let zone = try #require(LocalZone(named: "Europe/Paris"))
    let change = Int64(try Day(day).ordinal * 86_400 + second) * 1_000
    #expect(zone.secondsAheadOfUTC(at: Instant(milliseconds: change - 1)) == before)
    #expect(zone.secondsAheadOfUTC(at: Instant(milliseconds: change)) == after)
  }

  @Test(arguments: [
    "", "Europe", "Europe/Nowhere", "../../../etc/passwd", "/etc/localtime", "Europe//Paris", ".", "tzdata.zi",
  ])
  func `of no place are none`(name: String) {
    #expect(LocalZone(named: name) == nil)
  }

  @Test func `in a table that is cut or written over are none`() throws {
    let whole = try [UInt8](Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/Paris")))
    #expect(LocalZone(name: "x", reading: whole) != nil)
    for length in stride(from: 0, to: whole.count - 60, by: 37) {
      #expect(LocalZone(name: "x", reading: Array(whole[..<length])) == nil)
    }
    var wrong = whole
    wrong[0] = 0
    #expect(LocalZone(name: "x", reading: wrong) == nil)
  }

  @Test(arguments: [
    "", "CE-1", "CET", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,J60,J300",
  ])
  func `by a rule nobody can read are none`(rule: String) {
    #expect(YearlyRule(rule) == nil)
  }
}
