import Foundation
import Kernel
import TestSupport
import Testing

@Suite struct `Reading a day` {
  @Test(arguments: [
    ("2026-09-15", 2026, 9, 15), ("15/09/2026", 2026, 9, 15), (" 2026-09-15\n", 2026, 9, 15),
    ("2024-02-29", 2024, 2, 29),
    ("2000-02-29", 2000, 2, 29), ("0001-01-01", 1, 1, 1), ("31/12/9999", 9999, 12, 31),
  ])
  func `a day is written as computers or as people in France do`(input: String, year: Int, month: Int, day: Int) throws
  {
    let read = try Day(input)
    #expect(read.parts == (year, month, day))
    #expect(read == Day(year: year, month: month, day: day))
  }

  @Test(arguments: [
    "", "2026", "2026-09", "2026-9-15", "26-09-15", "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01",
    "2026-00-10",
    "2026-01-00", "0000-01-01", "10000-01-01", "2026/09/15", "15-09-2026", "15/09-2026", "1/9/2026", "2026-09-15T10:00",
    "2026-09-15-01", "--", "//", "-2026-09-15", "+026-09-15", "２０２６-09-15", "202\u{301}6-09-15", "tomorrow",
    String(repeating: "9", count: 100_000),
  ])
  func `what is no day of the calendar is refused`(input: String) {
    #expect(throws: KernelFailure.invalid(.day, input: input)) { try Day(input) }
  }

  @Test(arguments: [
    (2026, 2, 29), (2026, 13, 1), (2026, 0, 1), (0, 1, 1), (10_000, 1, 1), (.max, .max, .max), (.min, 1, 1),
  ])
  func `no day is made of parts that do not fit`(year: Int, month: Int, day: Int) {
    #expect(Day(year: year, month: month, day: day) == nil)
  }
}

@Suite struct `Counting days` {
  /// 400 years repeat for ever: walking through them by the rule of leap years alone tries every kind of day.
  @Test func `one day follows the other`() {
    var (year, month, day) = (1600, 1, 1)
    for ordinal in -135_140 ..< -135_140 + 146_097 {
      #expect(Day(ordinal: ordinal).parts == (year, month, day))
      #expect(Day(year: year, month: month, day: day)?.ordinal == ordinal)
      let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      day += 1
      if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect((year, month, day) == (2000, 1, 1))
  }

  /// After the reform of 1582, before which Foundation counts in the old style. Not whole years back: Foundation says
  /// that 29 February 2024 less 48 months is 28 February 2020.
  @Test func `Foundation's calendar agrees`() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    for ordinal in stride(from: -90_000, to: 400_000, by: 97) {
      let date = Date(timeIntervalSince1970: Double(ordinal) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day], from: date)
      #expect(Day(ordinal: ordinal) == Day(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0))
      for months in [-11, -1, 1, 6, 11, 12, 37, 480] {
        let later = try #require(calendar.date(byAdding: .month, value: months, to: date))
        #expect(Day(ordinal: ordinal).adding(months: months).ordinal == Int(later.timeIntervalSince1970 / 86_400))
      }
    }
  }

  @Test(
    arguments: [
      ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-03-31", -1, "2026-02-28"),
      ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"), ("2024-02-29", -48, "2020-02-29"),
      ("2026-12-15", 1, "2027-01-15"),
      ("2026-01-15", -1, "2025-12-15"), ("2026-08-31", 0, "2026-08-31"), ("0001-01-01", 119_987, "9999-12-01"),
    ] as [(Day, Int, Day)])
  func `a month later is the same date, or the last of a shorter month`(day: Day, months: Int, later: Day) {
    #expect(day.adding(months: months) == later)
  }

  @Test(arguments: [.max, .max - 1, 4_000_000] as [Int])
  func `the calendar ends with the year 9999`(far: Int) {
    #expect(Day.first == Day("0001-01-01"))
    #expect(Day.last == Day("9999-12-31"))
    #expect(Day(ordinal: far) == .last)
    #expect(Day(ordinal: -far) == .first)
    #expect(Day("2026-09-15").adding(days: far) == .last)
    #expect(Day("2026-09-15").adding(days: -far) == .first)
    #expect(Day("2026-09-15").adding(months: far) == .last)
    #expect(Day("2026-09-15").adding(months: -far) == .first)
    #expect(Day.first.adding(days: .min) == .first)
    #expect(Day.first.adding(months: .min) == .first)
    #expect(Day.last.adding(months: 1) == .last)
    #expect(Day.first.adding(months: -1) == .first)
    #expect(Day.last.description == "9999-12-31")
  }

  @Test(
    arguments: [
      ("2000-09-15", "2026-09-14", 25), ("2000-09-15", "2026-09-15", 26), ("2000-09-15", "2000-09-15", 0),
      // Who is born on 29 February ages on 1 March of common years.
      ("2008-02-29", "2026-02-28", 17), ("2008-02-29", "2026-03-01", 18), ("2008-02-29", "2028-02-28", 19),
      ("2008-02-29", "2028-02-29", 20), ("2026-09-15", "2026-09-14", -1),
    ] as [(Day, Day, Int)])
  func `a birthday adds a year`(birth: Day, later: Day, years: Int) {
    #expect(birth.fullYears(until: later) == years)
  }

  @Test func `days are written and read in both languages`() {
    #expect(Day("2026-09-01").description == "2026-09-01")
    #expect(Day("0987-01-02").description == "0987-01-02")
    #expect(Day("2026-09-01").text == Text(fr: "1er septembre 2026", en: "1 September 2026"))
    #expect(Day("2026-08-15").text == Text(fr: "15 août 2026", en: "15 August 2026"))
    #expect(Day("2026-09-01") < Day("2026-09-02"))
  }
}

@Suite struct `Periods and quarters` {
  @Test func `both ends belong to a period`() throws {
    let period = try #require(Period(from: "2026-07-01", through: "2026-09-30"))
    #expect(period.contains("2026-07-01"))
    #expect(period.contains("2026-09-30"))
    #expect(!period.contains("2026-06-30"))
    #expect(!period.contains("2026-10-01"))
    #expect(period.description == "2026-07-01..2026-09-30")
    #expect(
      period.text == Text(fr: "du 1er juillet 2026 au 30 septembre 2026", en: "from 1 July 2026 to 30 September 2026"))
    #expect(Period(from: "2026-07-01", through: "2026-07-01") != nil)
    #expect(Period(from: "2026-07-02", through: "2026-07-01") == nil)
  }

  @Test(arguments: [("2026-Q3", 2026, 3), ("2026-T3", 2026, 3), ("2026-t1", 2026, 1), ("9999-q4", 9999, 4)])
  func `a quarter is written with Q or T`(input: String, year: Int, number: Int) throws {
    #expect(try Quarter(input) == Quarter(year: year, number: number))
  }

  @Test(arguments: [
    "", "-", "2026", "2026-Q", "2026-Q0", "2026-Q5", "26-Q1", "0000-Q1", "2026-S1", "2026-Q11", "2026Q1", "2026-Q٣",
    "2026-Q②", "2026--Q1", "2026-Q-1", "2026-TR",
  ])
  func `another shape is no quarter`(input: String) {
    #expect(throws: KernelFailure.invalid(.quarter, input: input)) { try Quarter(input) }
  }

  @Test(
    arguments: [
      (1, "2026-01-01", "2026-03-31"), (2, "2026-04-01", "2026-06-30"), (3, "2026-07-01", "2026-09-30"),
      (4, "2026-10-01", "2026-12-31"),
    ] as [(Int, Day, Day)])
  func `a quarter is three months`(number: Int, first: Day, last: Day) throws {
    let quarter = try #require(Quarter(year: 2026, number: number))
    #expect(quarter.period == Period(from: first, through: last))
    #expect(Quarter(containing: first) == quarter)
    #expect(Quarter(containing: last) == quarter)
    #expect(Quarter(containing: first.adding(days: -1)) < quarter)
    #expect(Quarter(containing: last.adding(days: 1)) > quarter)
    #expect(quarter.description == "2026-Q\(number)")
  }

  @Test func `the first and the last quarter are whole`() throws {
    #expect(try Quarter("0001-Q1").period == Period(from: .first, through: "0001-03-31"))
    #expect(try Quarter("9999-Q4").period == Period(from: "9999-10-01", through: .last))
    #expect(Quarter(year: 2026, number: 5) == nil)
    #expect(Quarter(year: 0, number: 1) == nil)
    #expect(Quarter(year: .max, number: .min) == nil)
  }

  @Test func `the first quarter has its French ordinal`() throws {
    #expect(try Quarter("2026-Q1").text == Text(fr: "1er trimestre 2026", en: "Q1 2026"))
    #expect(try Quarter("2026-Q3").text == Text(fr: "3e trimestre 2026", en: "Q3 2026"))
  }
}
