/// A day of the calendar, without time or time zone: the day something happened.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1 January 1970.
  public let ordinal: Int

  /// 1 January of year 1, the first day there is.
  public static let first = Day(ordinal: .min)
  /// 31 December of year 9999, the last day there is.
  public static let last = Day(ordinal: .max)

  /// Makes a day from its distance to 1 January 1970; beyond the years 1 to 9999, the nearest day there is.
  public init(ordinal: Int) {
    self.ordinal = min(max(ordinal, -719_162), 2_932_896)
  }

  /// Makes a day from its calendar parts, or nothing when there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Day.lengthOfMonth(month, of: year)
    else { return nil }
    self.init(ordinal: Day.ordinal(year: year, month: month, day: day))
  }

  /// Reads a day written `2026-09-15`, or `15/09/2026` as people in France do.
  ///
  /// - Throws: ``KernelFailure/invalid(_:input:)`` when it is no day of the calendar.
  public init(_ input: String) throws(KernelFailure) {
    // As every row of a database has it: read without a look at letters and blanks.
    if let day = Day(iso: input.utf8) {
      self = day
      return
    }
    let written = input.filter { !$0.isWhitespace }
    let isFrench = written.contains("/")
    let parts = written.split(separator: isFrench ? "/" : "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == (isFrench ? [2, 2, 4] : [4, 2, 2]),
      parts.allSatisfy({ $0.allSatisfy(\.isDecimalDigit) }),
      let day = Day(numbers: (isFrench ? parts.reversed() : parts).compactMap { Int($0) })
    else { throw .invalid(.day, input: input) }
    self = day
  }

  /// Reads ten bytes, `2026-09-15`, and nothing else.
  private init?(iso bytes: String.UTF8View) {
    guard bytes.count == 10 else { return nil }
    var numbers = (year: 0, month: 0, day: 0)
    for (place, byte) in bytes.enumerated() {
      if place == 4 || place == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      let digit = Int(byte - UInt8(ascii: "0"))
      switch place {
      case ..<4: numbers.year = numbers.year * 10 + digit
      case ..<7: numbers.month = numbers.month * 10 + digit
      default: numbers.day = numbers.day * 10 + digit
      }
    }
    self.init(year: numbers.year, month: numbers.month, day: numbers.day)
  }

  private init?(numbers: [Int]) {
    guard numbers.count == 3 else { return nil }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
  }

  /// The year, month (1 to 12) and day of the month (1 to 31).
  public var parts: (year: Int, month: Int, day: Int) {
    // Days are counted from 1 March of year 0, so that the leap day is the last of its year.
    let shifted = ordinal + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// The same day written `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = parts
    return "\(String(year + 10_000).dropFirst())-\(Day.twoDigits(month))-\(Day.twoDigits(day))"
  }

  /// The day as people write it: « 1er septembre 2026 », “1 September 2026”.
  public var text: Text {
    let (year, month, day) = parts
    let fr = [
      "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
      "novembre", "décembre",
    ]
    let en = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
      "November", "December",
    ]
    return Text(
      fr: "\(day == 1 ? "1er" : String(day)) \(fr[month - 1]) \(year)", en: "\(day) \(en[month - 1]) \(year)")
  }

  public static func < (left: Day, right: Day) -> Bool { left.ordinal < right.ordinal }

  /// The day that many days later, or earlier when negative; beyond the calendar, its first or last day.
  public func adding(days: Int) -> Day {
    let (sum, overflow) = ordinal.addingReportingOverflow(days)
    return overflow ? (days < 0 ? .first : .last) : Day(ordinal: sum)
  }

  /// The same date that many months later, or the last day of that month when it is shorter; beyond the calendar, its
  /// first or last day.
  public func adding(months: Int) -> Day {
    let (year, month, day) = parts
    let (count, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow, (12..<120_000).contains(count) else { return months < 0 ? .first : .last }
    let (newYear, newMonth) = (count / 12, count % 12 + 1)
    let length = Day.lengthOfMonth(newMonth, of: newYear)
    return Day(ordinal: Day.ordinal(year: newYear, month: newMonth, day: min(day, length)))
  }

  /// How many birthdays have passed between this day and a later one; someone born on 29 February ages on 1 March
  /// of common years.
  public func fullYears(until later: Day) -> Int {
    let (from, to) = (parts, later.parts)
    return to.year - from.year - ((to.month, to.day) < (from.month, from.day) ? 1 : 0)
  }

  private static func lengthOfMonth(_ month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  private static func ordinal(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  static func twoDigits(_ number: Int) -> Substring { String(number + 100).dropFirst() }
}
