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
  public let lagging: [String]
  /// How long evidence proves it.
  public let validity: EvidenceValidity

  /// The bounds of any day a fact can be: outside them a year was mistyped.
  static let days = Day(ordinal: -25_567).ordinal...Day(ordinal: 47_846).ordinal

  /// The evidence that settles the fact whatever it says.
  public var settlingEvidence: [String] { evidence.filter { !lagging.contains($0) } }
}

/// How long a piece of evidence proves a fact.
public enum EvidenceValidity: Sendable, Hashable {
  /// Until something else is known.
  case unlimited
  /// So many days after the day it bears.
  case days(Int)
  /// To the end of the school year it belongs to, 31 August.
  case schoolYear
  /// To the end of the calendar year it belongs to.
  case calendarYear

  /// The last day evidence of a day proves its fact; nothing when it does for ever.
  public func lastDay(ofEvidenceFrom day: Day) -> Day? {
    switch self {
    case .unlimited: return nil
    case .days(let count): return day.adding(days: count)
    case .schoolYear:
      let (year, month, _) = day.parts
      return Day(year: month >= 9 ? year + 1 : year, month: 8, day: 31)
    case .calendarYear: return Day(year: day.parts.year, month: 12, day: 31)
    }
  }
}
