import Kernel

/// The time passed between the day a fact holds and another day, counted in whole units.
struct Age: Sendable, Hashable {
  let fact: Int
  let unit: Span
  let reference: Reference

  /// What time is counted in.
  enum Span: String, Sendable, CaseIterable {
    case years, months, days
  }

  /// The day up to which it is counted.
  enum Reference: Sendable, Hashable {
    /// That of the decision.
    case decision
    case day(Day)
    /// A day of the year of the decision, as « au 31 décembre de l'année ».
    case yearDay(YearDay)
    case parameter(Int)

    var parameter: Int? { if case .parameter(let parameter) = self { parameter } else { nil } }
  }
}

extension Age.Span {
  /// The unit its numbers have.
  var measure: Measure {
    switch self {
    case .years: .years
    case .months: .months
    case .days: .days
    }
  }

  /// The numbers a ladder must cover to be read at an age.
  var range: ClosedRange<Int> {
    switch self {
    case .years: 0...200
    case .months: 0...2400
    case .days: 0...73_100
    }
  }

  /// How many whole units lie between two days: birthdays for years; for months, the same date of each month or its last day
  /// where it is shorter (CPC art. 641).
  func count(from day: Day, to later: Day) -> Int {
    switch self {
    case .years: return day.fullYears(until: later)
    case .months:
      let (from, to) = (day.parts, later.parts)
      let months = (to.year - from.year) * 12 + to.month - from.month
      return later < day.adding(months: months) ? months - 1 : months
    case .days: return later.ordinal - day.ordinal
    }
  }

  /// Days around those on which a count changes: what comes before and after one of them is told apart by it.
  func turningDays(_ count: Int, before later: Day) -> [Int] {
    guard (-range.upperBound...range.upperBound).contains(count) else { return [] }
    let turn: Day
    switch self {
    case .years: turn = later.adding(months: -12 * count)
    case .months: turn = later.adding(months: -count)
    case .days: turn = later.adding(days: -count)
    }
    // Months of 28 to 31 days: several days can be one month before the last of February.
    let margin = self == .days ? 1 : 3
    return (-margin...margin).map { turn.ordinal + $0 }
  }
}
