public import Kernel

/// A fact a programme asks for: its sort, its bounds, and the evidence that proves it.
public struct FactDeclaration: Sendable, Hashable {
  /// The name rules and households know it by.
  public let name: String
  /// What people call it; its name when the file says nothing.
  public let label: Text
  /// What sort of thing it is.
  public let sort: Sort
  /// The numbers it can be: yes is 1, days count from 1970; meaningless for texts.
  public let range: ClosedRange<Int>
  /// The only texts it can be; any text when empty.
  public let values: [String]
  /// The kinds of evidence that prove a value.
  public let evidence: [String]
  /// The kinds of evidence that prove there is none; when empty, its absence cannot be proven.
  public let absenceEvidence: [String]
  /// The kinds of evidence whose "no" is not believed.
  public let lagging: [LaggingSource]
  /// How long evidence proves it.
  public let validity: EvidenceValidity

  /// The bounds of any day a fact can be: outside them a year was mistyped.
  static let days = Day(ordinal: -25_567).ordinal...Day(ordinal: 47_846).ordinal

  /// The evidence that settles the fact whatever it says; all of it where each lags in a part of the year.
  public var settlingEvidence: [String] {
    let certain = evidence.filter { kind in !lagging.contains { $0.evidence == kind } }
    return certain.isEmpty ? evidence : certain
  }
}

/// A kind of evidence whose "no" is not believed, as a register of grants that is filled in the autumn.
public struct LaggingSource: Sendable, Hashable {
  /// The kind of evidence.
  public let evidence: String
  /// The part of each year in which it lags; nothing when it always does.
  public let season: Season?

  /// A part of each year, both days included; it may go over the turn of the year.
  public struct Season: Sendable, Hashable {
    let from, to: YearDay
  }

  /// A day of any year, as `10-15`.
  struct YearDay: Sendable, Hashable, Comparable {
    let month, day: Int

    static func < (left: YearDay, right: YearDay) -> Bool { (left.month, left.day) < (right.month, right.day) }
  }

  /// Whether a "no" that bears a day is not believed.
  func lags(on day: Day) -> Bool {
    guard let season else { return true }
    let (_, month, number) = day.parts
    let day = YearDay(month: month, day: number)
    return season.from <= season.to
      ? season.from <= day && day <= season.to : season.from <= day || day <= season.to
  }
}

/// How long a piece of evidence proves a fact.
public enum EvidenceValidity: Sendable, Hashable {
  /// Until something else is known.
  case unlimited
  /// So many days after the day it bears.
  case days(Int)
  /// So many months after the day it bears, to the same date of the month.
  case months(Int)
  /// To the end of the school year it belongs to, 31 August.
  case schoolYear
  /// To the end of the calendar year it belongs to.
  case calendarYear

  /// The last day evidence of a day proves its fact; nothing when it does for ever.
  public func lastDay(ofEvidenceFrom day: Day) -> Day? {
    switch self {
    case .unlimited: return nil
    case .days(let count): return day.adding(days: count)
    case .months(let count): return day.adding(months: count)
    case .schoolYear:
      let (year, month, _) = day.parts
      return Day(year: month >= 9 ? year + 1 : year, month: 8, day: 31)
    case .calendarYear: return Day(year: day.parts.year, month: 12, day: 31)
    }
  }
}
