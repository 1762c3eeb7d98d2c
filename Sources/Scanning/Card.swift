public import Kernel

/// A command card: what a person says with it.
public enum Card: Hashable, Sendable {
  /// Who acts from now on.
  case badge(BadgeNumber)
  /// The device goes into the workshop.
  case start
  /// Which check comes next in the order of the route.
  case next
  /// The check that is looked at.
  case check(CardName)
  /// How the check that is looked at ended.
  case outcome(Outcome, Reason?)
  /// A check and how it ended, at once.
  case ended(CardName, Outcome)
  /// A grade of one axis; without a name, no battery is fitted.
  case grade(Axis, CardName?)
  /// The device's erasures are accepted by a second person; it takes a PIN besides.
  case validate
  /// The device is declared ready to leave.
  case release
  /// A label is wanted for the device.
  case label
  /// What is known of the device, and who did what to it last.
  case show
  /// One's own last act did not happen.
  case undo
  /// What the first look at a device comes to; one only received goes into the workshop with it.
  case triage(Triage)
  /// The device is put here.
  case place(LocationID)
  /// The thing is in the device's bag, or handed with it.
  case kit(KitItem)
  /// The device is kept for nobody any more, for a reason; it takes a PIN besides.
  case free(FreeReason)
  /// The device is taken apart, for good; it takes a PIN besides.
  case writeOff
  /// The device is seen here, in the stock-take of that place.
  case stockTake(LocationID)
  /// The device goes to a structure, with what else goes there today.
  case send(StructureID)
  /// The device has arrived with a shipment.
  case arrive(ShipmentID)
  /// A lent device comes in for repair, its user's data on it.
  case bringIn
  /// What came in for repair goes back to whose it is.
  case handBack
  /// A repair of the device begins, with what is wrong.
  case repair(Fault)
  /// The repair of the device is over, and about how long it took.
  case repaired(RepairEnd, TimeSpent)
  /// The part of the stock with that number goes into the device's repair.
  case part(PartID)
  /// A part is taken out of a device, and goes into the repair of the one in hand.
  case takePart(PartKind)
  /// The stock-take under way is over and what it proposes is done; it takes a PIN besides.
  case closeStockTake
  /// What was said is read; or the device is put down, or the deed is over.
  case ok

  /// How a check ended.
  public enum Outcome: String, Sendable, CaseIterable {
    case passed, failed, notFitted, declared
  }

  /// What is graded.
  public enum Axis: String, Sendable, CaseIterable {
    case cosmetic, functional, battery
  }

  /// What goes with a device in its kit.
  public enum KitItem: String, Sendable, CaseIterable {
    case charger, mouse, keyboard, screen, bag, sim, cable, headset
  }

  /// Why a device is kept for its request no more, in one word of a closed list.
  public enum FreeReason: String, Sendable, CaseIterable {
    case brokenDown, urgent, notCome, mistake
  }

  /// What is wrong with a thing to be repaired, in one word of a closed list.
  public enum Fault: String, Sendable, CaseIterable {
    case doesNotStart, screen, keyboard, battery, charging, disk, memory, heat, ports, network, casing, system, other
  }

  /// What came of a repair.
  public enum RepairEnd: String, Sendable, CaseIterable {
    case repaired, givenUp
  }

  /// What is taken out of a device for another; disks are no such parts, they keep their data.
  public enum PartKind: String, Sendable, CaseIterable {
    case memory, battery, charger, screen, keyboard, fan, board, casing, cable, other
  }

  /// About how long a repair took; of the repair, never of a person.
  public enum TimeSpent: String, Sendable, CaseIterable {
    case fiveMinutes, quarter, half, hour, twoHours, fourHours, day

    /// In minutes; a day is one of seven hours.
    public var minutes: Int {
      switch self {
      case .fiveMinutes: 5
      case .quarter: 15
      case .half: 30
      case .hour: 60
      case .twoHours: 120
      case .fourHours: 240
      case .day: 420
      }
    }
  }

  /// Why a check did not pass, in one word of a closed list.
  public enum Reason: String, Sendable, CaseIterable {
    case broken, missing, dead, unstable, worn, noisy, locked, other
  }
}

/// The name of a check or of a grade as cards write it: lower-case letters, digits, hyphens and points.
public struct CardName: Hashable, Sendable, CustomStringConvertible {
  /// The name itself.
  public let text: String

  static let alphabet = Array("abcdefghijklmnopqrstuvwxyz0123456789-.")
  /// The longest name a card of one small symbol holds.
  public static let longest = 40

  /// A name, its capitals made small; nothing when it has another character, none, or too many.
  public init?(_ text: String) {
    let text = text.lowercased()
    guard (1...Self.longest).contains(text.count), text.allSatisfy(Self.alphabet.contains) else { return nil }
    self.text = text
  }

  public var description: String { text }
}
