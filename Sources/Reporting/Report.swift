public import Kernel
public import Storage

/// The chain's figures over a period, as they stand after every correction made so far.
public struct Report: Sendable, Equatable {
  /// The days it covers.
  public let period: Period
  /// The figures, in the order of the chain; optional ones where there is something to count.
  public let figures: [Figure]
  /// The journal's head at the moment of counting: printed, it shows later whether the records behind the figures were cut
  /// or rewritten.
  public let head: JournalHead

  /// Counts every indicator over a period, all from one moment of the database.
  ///
  /// Acts count on the day they happened, after corrections; those annulled do not count.
  public static func figures(of period: Period, in reader: Reader) throws(StorageFailure) -> Report {
    var figures: [Figure] = []
    for indicator in Indicator.all {
      let number = try reader.count(indicator.count(period))
      if number > 0 || !indicator.isOptional { figures.append(Figure(indicator: indicator, number: number)) }
    }
    return Report(period: period, figures: figures, head: try Journal.head(in: reader))
  }

  /// Whether days of the period are still to come, or not over: its figures will change.
  public func isProvisional(on today: Day) -> Bool { period.last >= today }

  /// The number of one indicator, by its name.
  public subscript(_ id: String) -> Int? { figures.first { $0.indicator.id == id }?.number }
}
