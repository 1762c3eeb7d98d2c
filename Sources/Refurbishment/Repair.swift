public import Kernel
public import Storage

/// A repair: what was found, and what came of it.
public struct Repair: Sendable, Equatable {
  /// Its number.
  public let id: RepairID
  /// What is repaired.
  public let thing: Thing
  /// What is wrong, in the words of whoever looked.
  public let diagnosis: String
  /// The day it began.
  public let day: Day
  /// The act that began it.
  public let entry: EntryID
  /// How it ended; nothing while it is under way.
  public let end: End?

  /// What can be repaired: a device of the chain, in one of its stays, or somebody's own.
  public enum Thing: Sendable, Equatable {
    case device(DeviceID, round: Int)
    case visitor(VisitorID)
  }

  /// How a repair ended.
  public struct End: Sendable, Equatable {
    public let outcome: Outcome
    /// How long it took, in minutes; of the repair, never of a person.
    public let minutes: Int
    /// What it cost besides the parts.
    public let cost: Money?
    /// The day it ended.
    public let day: Day
    /// The act that ended it.
    public let entry: EntryID
  }

  /// What came of a repair.
  public enum Outcome: String, Sendable, CaseIterable, SQLConvertible {
    case repaired
    /// It cannot be repaired, or is not worth it.
    case givenUp = "given-up"

    /// The outcome in words.
    public var text: Text {
      switch self {
      case .repaired: Text(fr: "réparé", en: "repaired")
      case .givenUp: Text(fr: "abandonnée", en: "given up")
      }
    }
  }

  /// Whether a part may be used, or the repair ended, now.
  ///
  /// - Throws: ``RefurbishmentFailure/repairEnded(_:)``.
  public func requireOpen() throws(RefurbishmentFailure) {
    guard end == nil else { throw .repairEnded(id) }
  }
}
