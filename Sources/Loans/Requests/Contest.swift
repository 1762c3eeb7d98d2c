public import Kernel

/// A household's contestation of a decision, and what came of it.
public struct Contest: Sendable, Equatable {
  /// The act that recorded it.
  public let entry: EntryID
  /// The decision contested.
  public let decision: DecisionID
  /// The household's reason, as it was told.
  public let reason: String
  /// The day by which the household must be answered: after it, silence means no (CRPA art. L. 231-4 and L. 411-7).
  public let answerBy: Day
  /// The act that confirmed the decision, and why; nothing while somebody still looks, or where a new decision changed it.
  public let confirmation: Confirmation?

  /// The end of a contestation that changed nothing.
  public struct Confirmation: Sendable, Equatable {
    public let entry: EntryID
    public let reason: String
  }

  /// The last day on which a decision made known on a day can be contested: two months (CRPA art. L. 411-2, CJA art. R. 421-1).
  public static func lastDay(after known: Day) -> Day { known.adding(months: 2) }

  /// The day by which a contestation of a day must be answered: two months (CRPA art. L. 411-7).
  public static func answerBy(contestedOn day: Day) -> Day { day.adding(months: 2) }
}
