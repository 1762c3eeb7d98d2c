public import Kernel

/// What a scan asks the rest of the house, or tells at once.
public enum ScanStep: Hashable, Sendable {
  case ask(Ask)
  case tell(Notice)
  /// An empty line.
  case silence
}

/// What only the rest of the house can answer.
public enum Ask: Hashable, Sendable {
  /// Who bears the badge?
  case who(BadgeNumber)
  /// Which device bears the alias or serial number?
  case find(String)
  /// Which of two codes exists?
  case choose(AssetCode, AssetCode)
  /// What is the device that is taken in hand?
  case take(AssetCode)
  /// Do this to a device.
  ///
  /// `since` is what was last known of it: when somebody else acted on it later, it is not done.
  case perform(Deed, on: AssetCode, by: Actor, since: EntryID?)
  /// Which check comes next in the order of the route?
  case nextCheck(of: AssetCode, after: CardName?)
  /// Is this the person's PIN?
  case prove(typed: String, by: Actor, ScanState.Awaited)
  /// What has the stock-take under way in a place found, and may that person apply it?
  case count(LocationID, by: Actor)
  /// End that stock-take, and do what it proposes.
  case applyStockTake(LocationID, by: Actor)
  /// Take back an act.
  case undo(EntryID, by: Actor)
}

/// What the rest of the house answers.
public enum Reply: Hashable, Sendable {
  /// That person bears the badge.
  case person(Actor)
  /// That device was meant.
  case found(AssetCode)
  /// The device that is in hand now.
  case taken(Glance)
  /// Done, and durable.
  case done(Deed, on: AssetCode, entry: EntryID, Text)
  /// Looked at.
  case shown(Glance)
  /// The check that comes next, or none is left.
  case nextCheck(CardName?)
  /// The PIN is theirs.
  case proven(ScanState.Awaited)
  /// What a stock-take has found and what applying it will do.
  case counted(LocationID, Text)
  /// A stock-take is over and applied, durably.
  case applied(entry: EntryID, Text)
  /// The act is taken back, by that entry.
  case undone(by: EntryID)
  /// Refused, with the words of whoever refuses; and what is known by now of the device, when that changed.
  case refused(Text, seen: EntryID?)
}

/// What a device is and how it stands, in the words of a screen.
public struct Glance: Hashable, Sendable {
  public let code: AssetCode
  /// What it is, and how it stands.
  public let text: Text
  /// Where it is kept, when that is recorded.
  public let place: LocationID?
  /// The last entry of the journal that is about it.
  public let seen: EntryID

  /// Makes a glance.
  public init(code: AssetCode, text: Text, place: LocationID? = nil, seen: EntryID) {
    self.code = code
    self.text = text
    self.place = place
    self.seen = seen
  }
}

/// What one scan tells, on one line.
public struct Notice: Hashable, Sendable {
  public let kind: Kind
  public let text: Text
  /// The device it is about.
  public let device: AssetCode?
  /// What was done.
  public let deed: Deed?
  /// The entry of the journal it left.
  public let entry: EntryID?

  /// What kind of thing is told.
  public enum Kind: String, Sendable, CaseIterable {
    /// Somebody begins.
    case person
    /// A device is in hand.
    case device
    /// Something is chosen; more is needed before anything happens.
    case chosen
    /// The PIN is to be typed.
    case pin
    /// Something was done, and is durable.
    case done
    /// Something is shown.
    case shown
    /// It was so already; nothing happened.
    case already
    /// An act was taken back.
    case undone
    /// Put down, or over.
    case cleared
    /// Refused; nothing happened, and nothing will until it is read.
    case refused
    /// Not looked at: the refusal before is not read yet.
    case locked
    /// The refusal is read.
    case unlocked
  }

  init(_ kind: Kind, _ text: Text, device: AssetCode? = nil, deed: Deed? = nil, entry: EntryID? = nil) {
    self.kind = kind
    self.text = text
    self.device = device
    self.deed = deed
    self.entry = entry
  }
}
