/// A span of whole days, both ends included.
public struct Period: Hashable, Sendable, CustomStringConvertible {
  /// The first day of the period.
  public let first: Day
  /// The last day of the period.
  public let last: Day

  /// Makes a period from its ends, or nothing when it ends before it starts.
  public init?(from first: Day, through last: Day) {
    guard first <= last else { return nil }
    self.first = first
    self.last = last
  }

  /// Whether a day belongs to the period.
  public func contains(_ day: Day) -> Bool { first <= day && day <= last }

  /// The two ends, as `2026-07-01..2026-09-30`.
  public var description: String { "\(first)..\(last)" }

  /// The period in words.
  public var text: Text {
    Text(
      fr: "du \(first.text.fr) au \(last.text.fr)",
      en: "from \(first.text.en) to \(last.text.en)")
  }
}

/// A civil quarter: the base period of the chain's reports.
public struct Quarter: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The calendar year.
  public let year: Int
  /// The quarter of the year, 1 to 4.
  public let number: Int

  /// Makes a quarter, or nothing when the number is not 1 to 4 or the year not 1 to 9999.
  public init?(year: Int, number: Int) {
    guard (1...9999).contains(year), (1...4).contains(number) else { return nil }
    self.year = year
    self.number = number
  }

  /// Reads a quarter written `2026-Q3` or, as in France, `2026-T3`.
  ///
  /// - Throws: ``KernelFailure/invalid(_:input:)`` when it is no quarter.
  public init(_ input: String) throws(KernelFailure) {
    let parts = input.uppercased().split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2], parts[0].allSatisfy(\.isDecimalDigit), let year = Int(parts[0]),
      ["Q", "T"].contains(parts[1].prefix(1)), let number = Int(parts[1].suffix(1)),
      let quarter = Quarter(year: year, number: number)
    else { throw .invalid(.quarter, input: input) }
    self = quarter
  }

  /// The quarter a day belongs to.
  public init(containing day: Day) {
    let (year, month, _) = day.parts
    self.year = year
    self.number = (month - 1) / 3 + 1
  }

  /// The days of the quarter.
  public var period: Period {
    guard let first = Day(year: year, month: number * 3 - 2, day: 1),
      let last = Day(year: year, month: number * 3, day: number == 1 || number == 4 ? 31 : 30),
      let period = Period(from: first, through: last)
    else { preconditionFailure("a quarter has days") }
    return period
  }

  public static func < (left: Quarter, right: Quarter) -> Bool {
    (left.year, left.number) < (right.year, right.number)
  }

  /// The quarter as `2026-Q3`.
  public var description: String { "\(year)-Q\(number)" }

  /// The quarter in words: « 3e trimestre 2026 », “Q3 2026”.
  public var text: Text {
    Text(fr: "\(number == 1 ? "1er" : "\(number)e") trimestre \(year)", en: "Q\(number) \(year)")
  }
}
