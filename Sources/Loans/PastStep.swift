public import Kernel

/// One step of a life as it was recorded, for the history of a request or a contract.
public struct PastStep<Verb: Sendable & Equatable>: Sendable, Equatable {
  /// The act's entry in the journal.
  public let entry: EntryID
  /// What was done.
  public let verb: Verb
  /// The day it happened, after corrections.
  public let day: Day
  /// Who did it.
  public let actor: PersonID
  /// Whether a correcting act annulled it.
  public let annulled: Bool
}
