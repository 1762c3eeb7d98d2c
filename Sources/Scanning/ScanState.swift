public import Kernel

/// A session of scans as it stands between two of them: a value that knows no database, no clock and no screen.
///
/// A card scanned while a device is in hand acts on that device; a card scanned with empty hands is kept, and acts on each device
/// scanned after it. A refusal locks the session until the OK card. The same scan twice within the same act does nothing.
public struct ScanState: Hashable, Sendable {
  /// Who acts; nobody before the first badge.
  public private(set) var person: Actor?
  /// What the next scan acts on, or with.
  public private(set) var focus = Focus.nothing
  /// The refusal that is not read yet.
  public private(set) var lock: Text?
  /// What a PIN is awaited for.
  public private(set) var awaited: Awaited?
  /// The last act of who acts, which alone can be taken back.
  public private(set) var last: Last?
  /// How many acts were done, less those taken back, and how many scans refused.
  public private(set) var done = 0
  public private(set) var refused = 0
  /// The names of checks, for people.
  let titles: [CardName: Text]
  /// The names of places, for people.
  let places: [LocationID: String]
  /// The names of structures, for people.
  let structures: [StructureID: String]

  /// What the next scan acts on, or with.
  public enum Focus: Hashable, Sendable {
    case nothing
    case device(Held)
    case series(Series)
  }

  /// A device in hand.
  public struct Held: Hashable, Sendable {
    public let code: AssetCode
    /// What it is, and how it stood when it was taken.
    public let text: Text
    /// Where it is kept, when that is recorded.
    public internal(set) var place: LocationID?
    /// What cards have said.
    public internal(set) var plan = Plan.nothing
    /// What is known of it: the last entry of the journal that was seen or left.
    var seen: EntryID
    /// What was done to it since it was taken in hand.
    var deeds: Set<Deed> = []
    /// Where it was kept before its last move, should that be taken back.
    var placeBefore: LocationID?
  }

  /// A deed that is done to each device scanned.
  public struct Series: Hashable, Sendable {
    public let plan: Plan
    /// The devices it was done to.
    public internal(set) var devices: Set<AssetCode> = []
  }

  /// What waits for a PIN.
  public enum Awaited: Hashable, Sendable {
    /// A deed; without a device, it begins a series.
    case deed(Deed, on: AssetCode?)
    /// The corrections of the stock-take under way in a place.
    case corrections(of: LocationID)
  }

  /// An act that may be taken back.
  public struct Last: Hashable, Sendable {
    public let entry: EntryID
    public let deed: Deed
    public let device: AssetCode
  }

  /// A session as it begins.
  ///
  /// - Parameters:
  ///   - person: who acts, when that is known without a badge.
  ///   - titles: the names of checks, for people.
  ///   - places: the names of places, for people.
  ///   - structures: the names of structures, for people.
  public init(
    person: Actor? = nil, titles: [CardName: Text] = [:], places: [LocationID: String] = [:],
    structures: [StructureID: String] = [:]
  ) {
    self.structures = structures
    self.person = person
    self.titles = titles
    self.places = places
  }

  /// Whether the next line is a secret that must not be shown.
  public var awaitsSecret: Bool { awaited != nil && lock == nil }

  /// Takes a scan.
  public mutating func take(_ scan: Scan) -> ScanStep {
    if scan == .nothing { return .silence }
    if let lock { return takeLocked(scan, by: lock) }
    if let awaited { return take(scan, awaiting: awaited) }
    guard let person else { return takeFirst(scan) }
    switch scan {
    case .nothing: return .silence
    case .tooLong: return refuse(.tooLong)
    case .mark(let mark): return .ask(.find(mark))
    case .either(let one, let other): return .ask(.choose(one, other))
    case .device(let code): return take(code, by: person)
    case .card(let card): return take(card, by: person)
    }
  }

  /// Hears what was answered to the last ask.
  public mutating func hear(_ reply: Reply) -> ScanStep {
    switch reply {
    case .person(let actor):
      if actor == person { return tell(.already, .already(actor)) }
      (person, focus, last) = (actor, .nothing, nil)
      return tell(.person, .welcome(actor))
    case .found(let code): return take(.device(code))
    case .taken(let glance):
      focus = .device(Held(code: glance.code, text: glance.text, place: glance.place, seen: glance.seen))
      return tell(.device, glance.text, device: glance.code)
    case .shown(let glance):
      change(glance.code) { ($0.seen, $0.place) = (glance.seen, glance.place) }
      return tell(.shown, glance.text, device: glance.code)
    case .done(let deed, let code, let entry, let text):
      done += 1
      last = Last(entry: entry, deed: deed, device: code)
      note(deed, on: code, entry: entry)
      return .tell(Notice(.done, text, device: code, deed: deed, entry: entry))
    case .nextCheck(let check): return lookAt(check)
    case .proven(.deed(let deed, let code)): return begin(deed, on: code)
    case .proven(.corrections(let place)):
      guard let person else { return refuse(.badgeFirst) }
      return .ask(.applyStockTake(place, by: person))
    case .counted(let place, let text):
      awaited = .corrections(of: place)
      return tell(.pin, text + Text(same: " ") + .typePIN)
    case .applied(let entry, let text):
      // Taken back by the management, entry by entry, and by no card.
      (focus, last) = (.nothing, nil)
      done += 1
      return .tell(Notice(.done, text, entry: entry))
    case .undone(let entry): return forget(entry)
    case .refused(let text, let seen):
      if let seen, case .device(let held) = focus { change(held.code) { $0.seen = seen } }
      return refuse(text)
    }
  }
}

// MARK: What is scanned

extension ScanState {
  private mutating func takeLocked(_ scan: Scan, by refusal: Text) -> ScanStep {
    guard scan == .card(.ok) else { return tell(.locked, .locked(by: refusal)) }
    lock = nil
    return tell(.unlocked, .unlocked)
  }

  private mutating func takeFirst(_ scan: Scan) -> ScanStep {
    switch scan {
    case .card(.badge(let number)): .ask(.who(number))
    case .card(.ok), .nothing: .silence
    case .card, .device, .either, .mark, .tooLong: refuse(.badgeFirst)
    }
  }

  private mutating func take(_ scan: Scan, awaiting purpose: Awaited) -> ScanStep {
    awaited = nil
    switch scan {
    case .mark(let typed):
      guard let person else { return refuse(.badgeFirst) }
      return .ask(.prove(typed: typed, by: person, purpose))
    case .card(.ok): return tell(.cleared, .cleared)
    case .card, .device, .either, .nothing, .tooLong: return refuse(.pinExpected)
    }
  }

  private mutating func take(_ code: AssetCode, by person: Actor) -> ScanStep {
    switch focus {
    case .device(let held):
      if let deed = held.plan.taking(outOf: code, for: held.code) { return takePart(deed, for: held, by: person) }
      return held.code == code ? tell(.already, .inHand(code), device: code) : .ask(.take(code))
    case .nothing: return .ask(.take(code))
    case .series(let series):
      guard case .deed(let deed) = series.plan else { return refuse(.incomplete(missing(of: series.plan))) }
      if series.devices.contains(code) { return tell(.already, .already(name(of: deed), on: code), device: code) }
      return .ask(.perform(deed, on: code, by: person, since: nil))
    }
  }

  /// One device may give several parts of a kind: each is a card and a scan of its own.
  private mutating func takePart(_ deed: Deed, for held: Held, by person: Actor) -> ScanStep {
    if held.plan == .deed(deed), held.deeds.contains(deed) {
      return tell(.already, .already(name(of: deed), on: held.code), device: held.code)
    }
    change(held.code) { $0.plan = .deed(deed) }
    return .ask(.perform(deed, on: held.code, by: person, since: held.seen))
  }

  private mutating func take(_ card: Card, by person: Actor) -> ScanStep {
    switch card {
    case .badge(let number): return .ask(.who(number))
    case .undo:
      guard let last else { return tell(.already, .nothingToUndo) }
      return .ask(.undo(last.entry, by: person))
    case .ok:
      guard focus != .nothing else { return tell(.already, .cleared) }
      focus = .nothing
      return tell(.cleared, .cleared)
    case .next:
      guard case .device(let held) = focus else { return refuse(.deviceFirst) }
      if case .check(let check) = held.plan { return tell(.chosen, .look(at: title(of: check)), device: held.code) }
      return .ask(.nextCheck(of: held.code, after: held.plan.check))
    case .closeStockTake:
      guard case .series(let series) = focus, case .deed(.see(let place)) = series.plan else {
        return refuse(.stockTakeFirst)
      }
      return .ask(.count(place, by: person))
    case .start, .check, .outcome, .ended, .grade, .validate, .release, .label, .show, .triage, .place, .kit, .free,
      .writeOff, .stockTake, .send, .arrive, .bringIn, .handBack, .repair, .repaired, .part, .takePart:
      return plan(card, by: person)
    }
  }

  /// Takes a card that says something of a deed.
  private mutating func plan(_ card: Card, by person: Actor) -> ScanStep {
    switch focus {
    case .device(let held):
      guard let plan = held.plan.adding(card) else { return .silence }
      change(held.code) { $0.plan = plan }
      guard case .deed(let deed) = plan else {
        return tell(plan == held.plan ? .already : .chosen, missing(of: plan), device: held.code)
      }
      if held.deeds.contains(deed) { return tell(.already, .already(name(of: deed), on: held.code), device: held.code) }
      if deed.needsPIN { return awaitPIN(for: deed, on: held.code) }
      return .ask(.perform(deed, on: held.code, by: person, since: held.seen))
    case .nothing: return beginSeries(with: Plan.nothing.adding(card), after: .nothing)
    case .series(let series): return beginSeries(with: series.plan.adding(card), after: series.plan)
    }
  }

  private mutating func beginSeries(with plan: Plan?, after before: Plan) -> ScanStep {
    guard let plan else { return .silence }
    if case .part = plan { return refuse(.deviceFirst) }
    if plan == before { return tell(.already, missing(of: plan)) }
    if case .deed(let deed) = plan, deed.needsPIN {
      focus = .nothing
      return awaitPIN(for: deed, on: nil)
    }
    focus = .series(Series(plan: plan))
    return tell(.chosen, missing(of: plan))
  }

  private mutating func awaitPIN(for deed: Deed, on code: AssetCode?) -> ScanStep {
    awaited = .deed(deed, on: code)
    return tell(.pin, .typePIN, device: code)
  }
}

// MARK: What is answered

extension ScanState {
  private mutating func begin(_ deed: Deed, on code: AssetCode?) -> ScanStep {
    guard let code else {
      focus = .series(Series(plan: .deed(deed)))
      return tell(.chosen, missing(of: .deed(deed)))
    }
    guard let person, case .device(let held) = focus, held.code == code else { return refuse(.deviceFirst) }
    return .ask(.perform(deed, on: code, by: person, since: held.seen))
  }

  private mutating func lookAt(_ check: CardName?) -> ScanStep {
    guard case .device(let held) = focus else { return refuse(.deviceFirst) }
    change(held.code) { $0.plan = check.map(Plan.check) ?? .nothing }
    guard let check else { return tell(.chosen, .noCheckLeft, device: held.code) }
    return tell(.chosen, .look(at: title(of: check)), device: held.code)
  }

  private mutating func note(_ deed: Deed, on code: AssetCode, entry: EntryID) {
    switch focus {
    case .series(var series):
      series.devices.insert(code)
      focus = .series(series)
    case .device, .nothing:
      change(code) { held in
        held.seen = entry
        if case .move(let place) = deed { (held.placeBefore, held.place) = (held.place, place) }
        // Of two endings of a check, the last counts: the one before may be said again.
        held.deeds = held.deeds.filter { !$0.isReplaced(by: deed) }
        held.deeds.insert(deed)
      }
    }
  }

  private mutating func forget(_ entry: EntryID) -> ScanStep {
    guard let last else { return tell(.already, .nothingToUndo) }
    self.last = nil
    done -= 1
    change(last.device) { held in
      held.seen = entry
      held.deeds.remove(last.deed)
      if case .move = last.deed { held.place = held.placeBefore }
      // The check is looked at again, and no card that comes next is taken for a change of mind about it.
      held.plan = held.plan.check.map(Plan.check) ?? .nothing
    }
    if case .series(var series) = focus {
      series.devices.remove(last.device)
      focus = .series(series)
    }
    return .tell(
      Notice(.undone, .undone(name(of: last.deed), on: last.device), device: last.device, deed: last.deed, entry: entry)
    )
  }

  private mutating func change(_ code: AssetCode, _ body: (inout Held) -> Void) {
    guard case .device(var held) = focus, held.code == code else { return }
    body(&held)
    focus = .device(held)
  }

  private mutating func refuse(_ text: Text) -> ScanStep {
    lock = text
    refused += 1
    return tell(.refused, text)
  }

  private func tell(_ kind: Notice.Kind, _ text: Text, device: AssetCode? = nil) -> ScanStep {
    .tell(Notice(kind, text, device: device))
  }
}

extension Deed {
  /// Whether a later deed says something else of the same thing.
  fileprivate func isReplaced(by later: Deed) -> Bool {
    switch (self, later) {
    case (.end(let check, _, _), .end(let other, _, _)): check == other
    case (.grade, .grade), (.sort, .sort), (.move, .move): true
    case (.openRepair, .openRepair), (.openRepair, .closeRepair), (.closeRepair, .openRepair),
      (.closeRepair, .closeRepair):
      true
    default: false
    }
  }
}
