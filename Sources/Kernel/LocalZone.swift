/// The time zone in which an instance counts its days, from the system's own tables.
///
/// Foundation's zones come with all of ICU, which doubles what each run of the program costs; what is needed here is one
/// number, how far the clocks of a place are from UTC.
public struct LocalZone: Hashable, Sendable {
  /// The zone's name, as `Europe/Paris`.
  public let name: String
  /// When the clocks were changed, in seconds since 1970, oldest first, and what they showed from then on.
  private let changes: [Change]
  /// What the clocks showed before the first change.
  private let before: Int
  /// The rule after the last change.
  private let after: YearlyRule?

  struct Change: Hashable, Sendable {
    let from: Int
    let offset: Int
  }

  init(name: String, changes: [Change], before: Int, after: YearlyRule?) {
    self.name = name
    self.changes = changes
    self.before = before
    self.after = after
  }

  /// Coordinated universal time.
  public static let utc = LocalZone(name: "UTC", changes: [], before: 0, after: nil)

  /// How many seconds the zone's clocks are ahead of UTC at an instant.
  public func secondsAheadOfUTC(at instant: Instant) -> Int {
    let second = instant.seconds
    // The first change after the instant: the one before it holds.
    var (low, high) = (0, changes.count)
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].from <= second { low = middle + 1 } else { high = middle }
    }
    if low == changes.count, let after { return after.offset(at: second) }
    return low == 0 ? before : changes[low - 1].offset
  }
}

/// How a place changes its clocks each year, as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct YearlyRule: Hashable, Sendable {
  /// Seconds ahead of UTC in winter, or all year.
  let standard: Int
  let summer: Summer?

  struct Summer: Hashable, Sendable {
    let offset: Int
    let begins, ends: Moment
  }

  /// A weekday of a month at a local time: the fifth is the last.
  struct Moment: Hashable, Sendable {
    let month, week, weekday, seconds: Int

    /// Seconds since 1970 on the clocks of the place.
    func seconds(in year: Int) -> Int {
      let first = Day(year: year, month: month, day: 1) ?? .first
      let length = first.adding(months: 1).ordinal - first.ordinal
      // 1 January 1970 was a Thursday; Sunday is 0.
      let weekdayOfFirst = (first.ordinal + 4).dividedDown(by: 7).remainder
      var day = (weekday - weekdayOfFirst + 7) % 7 + (week - 1) * 7
      if day >= length { day -= 7 }
      return (first.ordinal + day) * 86_400 + seconds
    }
  }

  /// Seconds ahead of UTC at a second since 1970.
  func offset(at second: Int) -> Int {
    guard let summer else { return standard }
    let year = Day(ordinal: (second + standard).dividedDown(by: 86_400).quotient).parts.year
    let begin = summer.begins.seconds(in: year) - standard
    let end = summer.ends.seconds(in: year) - summer.offset
    // South of the equator, summer goes over the turn of the year.
    let isSummer = begin < end ? (begin..<end).contains(second) : !(end..<begin).contains(second)
    return isSummer ? summer.offset : standard
  }
}
