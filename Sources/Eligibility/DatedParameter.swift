public import Kernel

/// A value of the rules that changes by deliberation: a ceiling, a list of schools, a ladder of contributions.
///
/// Each value is in force from its day until the next one, or until the end its entry names; before the first, and in
/// a gap, there is none, and a decision that needs it fails.
public struct DatedParameter: Sendable, Hashable {
  /// The name rules know it by.
  public let name: String
  /// Its values through time.
  public let content: Content

  /// What a parameter can hold.
  public enum Content: Sendable, Hashable {
    case numbers(Measure, kind: String?, History<Int>)
    case days(History<Day>)
    /// A list of texts, as the participating collèges by UAI.
    case texts(kind: String?, History<[String]>)
    case ladder(Ladder)
  }
}

/// The values something had through time, each with the day it came into force.
public struct History<Value: Sendable & Hashable>: Sendable, Hashable {
  /// The entries, in the order of their days, never two at once.
  public let entries: [Entry]

  /// One value and the days it is in force.
  public struct Entry: Sendable, Hashable {
    /// The first day.
    public let from: Day
    /// The last day; nothing when it lasts until the next entry.
    public let to: Day?
    /// The value.
    public let value: Value
  }

  /// The value in force on a day; nothing before the first entry and between two.
  public func value(on day: Day) -> Value? {
    guard let entry = entries.last(where: { $0.from <= day }) else { return nil }
    if let to = entry.to, to < day { return nil }
    return entry.value
  }
}

/// A number that depends on another by bands: a ceiling by size of household, a contribution by QF.
///
/// Its bands are replaced as a whole at each date, so that no band of an older ladder stays in force beside a newer one.
public struct Ladder: Sendable, Hashable {
  /// The unit of the number the bands cut up.
  public let over: Measure
  /// The kind of that number.
  public let overKind: String?
  /// The unit of the number the ladder gives.
  public let measure: Measure
  /// The kind of the number the ladder gives.
  public let kind: String?
  /// Which way the ladder goes.
  public let direction: Direction
  /// The bands through time.
  public let history: History<[Band]>

  /// Which way a ladder goes when the number it is over grows.
  public enum Direction: String, Sendable, CaseIterable {
    case increasing, decreasing
    /// Neither: the file says that its bands are meant to go up and down, as a price for children, adults and seniors.
    case any
  }

  /// The numbers from one bound to the other, both included, and what the ladder gives for them.
  public struct Band: Sendable, Hashable {
    /// The least number of the band.
    public let min: Int
    /// The greatest number of the band; nothing when it has no end.
    public let max: Int?
    /// What the ladder gives.
    public let value: Int
  }
}

extension [Ladder.Band] {
  /// What the ladder gives for a number; nothing outside its bands.
  func value(at number: Int) -> Int? {
    guard let band = last(where: { $0.min <= number }) else { return nil }
    if let max = band.max, max < number { return nil }
    return band.value
  }
}
