import Directory
import Inventory
public import Kernel
import Refurbishment
public import Scanning
import Storage

/// Where scans come in: each becomes at most one act, durable before it is told.
public final class ScanDesk {
  /// The session as it stands.
  public private(set) var state: ScanState
  private let chain: Chain
  private let day: Day?

  /// Opens a session.
  ///
  /// - Parameters:
  ///   - person: who acts until a badge says another; nobody unless given.
  ///   - day: the day everything happened, today unless given.
  /// - Throws: ``DirectoryFailure/noSuchPerson(_:)``.
  public init(_ chain: Chain, person: String? = nil, on day: Day? = nil) throws {
    let actor = try person.map { name in try chain.database.read { try DirectoryStore.person(name, in: $0).actor } }
    let checks = try ShippedRoutes.all().flatMap(\.checks).compactMap { check in
      CardName(check.id).map { ($0, check.title) }
    }
    state = ScanState(
      person: actor, titles: Dictionary(checks) { first, _ in first }, places: try chain.locationNames(),
      structures: try chain.structureNames())
    (self.chain, self.day) = (chain, day)
  }

  /// Takes one line of a scanner.
  ///
  /// - Returns: what it tells; nothing for an empty line.
  /// - Throws: only what is no refusal: a mistake of Rebond's own.
  public func take(line: String) throws -> Notice? {
    var step = state.take(Scan(line: line))
    while true {
      switch step {
      case .silence: return nil
      case .tell(let notice): return notice
      case .ask(let ask): step = state.hear(try answer(ask))
      }
    }
  }

  private func answer(_ ask: Ask) throws -> Reply {
    do {
      return try reply(to: ask)
    } catch let failure as any Failure {
      return .refused(failure.scanned, seen: try seen(after: ask))
    }
  }

  private func reply(to ask: Ask) throws -> Reply {
    switch ask {
    case .who(let number):
      guard let person = try chain.database.read({ try BadgeStore.bearer(of: number, in: $0) }) else {
        throw ScanFailure.unknownBadge
      }
      return .person(person.actor)
    case .find(let mark): return .found(try chain.database.read { try chain.device(marked: mark, in: $0) })
    case .choose(let one, let other):
      let known = try chain.database.read { reader in
        try [one, other].filter { code in
          let visitor = try VisitorStore.find(code, in: reader)
          return visitor != nil || (try? DeviceStore.device(code, in: reader)) != nil
        }
      }
      guard let code = known.first else { throw ScanFailure.unknownMark(one.description) }
      guard known.count == 1 else { throw ScanFailure.severalDevices(one.description, known) }
      return .found(code)
    case .take(let code):
      return .taken(try chain.database.read { try chain.glance(at: code, withLastAct: false, in: $0) })
    case .perform(let deed, let code, let actor, let since):
      return try perform(deed, on: code, by: actor, since: since)
    case .nextCheck(let code, let after):
      let next = try chain.database.read { reader in
        try chain.nextCheck(of: code, after: after?.text, by: state.person?.id ?? PersonID(rawValue: 0), in: reader)
      }
      return .nextCheck(next.flatMap(CardName.init))
    case .prove(let typed, let actor, let purpose):
      let pin = try PIN(typed)
      guard let sealed = try chain.database.read({ try BadgeStore.badge(of: actor.id, in: $0) })?.pin else {
        throw ScanFailure.noPIN(actor.name)
      }
      guard pin.opens(sealed) else { throw ScanFailure.wrongPIN }
      return .proven(purpose)
    case .count(let place, let actor): return .counted(place, try chain.countedStockTake(at: place, as: act(by: actor)))
    case .applyStockTake(let place, let actor):
      let told = try chain.applyStockTake(at: place, as: act(by: actor))
      return .applied(entry: chain.lastEntries.first ?? EntryID(rawValue: 0), told)
    case .undo(let entry, let actor):
      try chain.correct(entry, .annulment, because: "annulé au scanner", as: act(by: actor))
      return .undone(by: chain.lastEntries.last ?? entry)
    }
  }

  private func perform(_ deed: Deed, on code: AssetCode, by actor: Actor, since: EntryID?) throws -> Reply {
    if deed == .show {
      return .shown(try chain.database.read { try chain.glance(at: code, withLastAct: true, in: $0) })
    }
    if try chain.database.read({ try VisitorStore.find(code, in: $0) }) != nil {
      // A person's own thing: it is looked at, repaired and given back, and nothing else.
      var told = Text(same: "\(code) : ") + state.name(of: deed)
      switch deed {
      case .handBack: _ = try chain.returnVisitor(code, as: act(by: actor))
      case .openRepair, .closeRepair, .usePart, .fitPart:
        told = try carryOut(deed, on: code, as: act(by: actor)) + Text(same: ". ") + ScanFailure.keepData
      default: throw ScanFailure.persons(code)
      }
      return .done(deed, on: code, entry: chain.lastEntries.last ?? EntryID(rawValue: 0), told)
    }
    try chain.database.read { reader in
      let device = try DeviceStore.device(code, in: reader)
      if device.state.name == .reserved, !deed.leavesReservation { throw ScanFailure.reserved(code) }
      if let since,
        let other = try chain.lastAct(on: device.id, among: Action.moving, notBy: actor.id, after: since, in: reader)
      {
        throw ScanFailure.meanwhile(code, other.act)
      }
    }
    do {
      let told = try carryOut(deed, on: code, as: act(by: actor))
      return .done(deed, on: code, entry: chain.lastEntries.last ?? EntryID(rawValue: 0), told)
    } catch let failure as InventoryFailure {
      throw try explained(failure, on: code, by: actor)
    } catch let failure as RefurbishmentFailure {
      throw try explained(failure, on: code, by: actor)
    }
  }

  /// Does a deed, as its use case does it, and says so.
  private func carryOut(_ deed: Deed, on code: AssetCode, as act: Act) throws -> Text {
    let told = Text(same: "\(code) : ") + state.name(of: deed)
    switch deed {
    case .start:
      let route = try chain.startWork(on: code, as: act)
      return told + Text(same: " (") + route.title + Text(same: ")")
    case .end(let check, let outcome, let reason):
      let result = CheckResult(check.text, CheckOutcome(outcome), note: reason?.text.fr)
      let left = try chain.record([result], of: code, as: act).missing.count
      return told + Text(fr: " — reste \(left)", en: " — \(left) left")
    case .grade(let cosmetic, let functional, let battery):
      _ = try chain.grade(
        code, cosmetic: cosmetic.text, functional: functional.text, battery: battery?.text, as: act)
      return told
    case .validate:
      let accepted = try chain.validateErasures(of: code, as: act)
      return told + Text(same: " (\(accepted.count))")
    case .release:
      let readiness = try chain.release(code, as: act)
      let said =
        readiness.mayBeCalledReconditioned
        ? told + Text(fr: ", « reconditionné »", en: ", “reconditionné”")
        : told + Text(fr: ", avec réserves : pas « reconditionné »", en: ", with reservations: not “reconditionné”")
      return try chain.fitness(of: code).fitness.shortfall.map { said + Text(same: ", ") + $0 } ?? said
    case .label:
      try chain.wishLabel(of: code, as: act)
      return told
    case .sort(let choice):
      let left = try chain.sort(code, as: choice, by: act).missing.count
      return choice == .good ? told + Text(fr: " — reste \(left)", en: " — \(left) left") : told
    case .move(let location):
      try chain.move(code, to: location, as: act)
      return told
    case .kit(let item):
      let missing = try chain.putInKit(KitItem(item), of: code, as: act)
      return missing.isEmpty
        ? told + Text(fr: ", au complet", en: ", complete")
        : told + Text(fr: ", il manque : ", en: ", missing: ") + missing.map(\.text).joined(separator: ", ")
    case .free(let reason):
      try chain.free(code, because: reason, as: act)
      return told
    case .writeOff:
      _ = try chain.harvest(code, as: act)
      return told
    case .see(let location):
      let finding = try chain.see(code, inStockTakeAt: location, as: act)
      return told + Text(fr: " — ", en: " — ") + finding
    case .send(let structure):
      let shipment = try chain.send(code, to: structure, as: act)
      return told + Text(fr: ", bon n° \(shipment)", en: ", note no. \(shipment)")
    case .arrive(let shipment):
      let awaited = try chain.arrive(code, with: shipment, as: act)
      return told + Text(fr: " — reste \(awaited)", en: " — \(awaited) left")
    case .bringIn:
      _ = try chain.bringIn(code, as: act)
      return told + Text(same: ". ") + ScanFailure.keepData
    case .handBack:
      _ = try chain.handBack(code, as: act)
      return told
    case .openRepair(let fault):
      _ = try chain.openRepair(of: code, diagnosis: fault.text.fr, as: act)
      return told
    case .closeRepair(let end, let time):
      _ = try chain.endRepair(of: code, as: Repair.Outcome(end), minutes: time.minutes, by: act)
      return told
    case .usePart(let part):
      let used = try chain.fit(.stock(part), into: code, as: act)
      return told + Text(fr: " : ", en: ": ") + Text(same: used.name)
    case .fitPart(let kind, let giver):
      let used = try chain.fit(.out(Part.Kind(kind), of: giver), into: code, as: act)
      return told + Text(fr: ", pièce n° \(used.id)", en: ", part no. \(used.id)")
    case .givePart(let kind):
      let kind = Part.Kind(kind)
      let part = try chain.takePart(kind, named: kind.text.fr, outOf: code, price: nil, as: act)
      return told + Text(fr: ", en stock sous le n° \(part.id)", en: ", in stock as no. \(part.id)")
    case .show: return told
    }
  }

  /// A refusal of a rule, with what somebody else did just before, when it may be the cause.
  private func explained(_ failure: any Failure, on code: AssetCode, by actor: Actor) throws -> any Failure {
    let last = try chain.database.read { reader in
      try chain.lastAct(on: DeviceStore.device(code, in: reader).id, among: Action.moving, in: reader)
    }
    guard let other = last?.act, other.actor != actor.name else { return failure }
    return ScanFailure.after(other, failure.scanned)
  }

  /// What is known by now of the device a refused ask was about, so that the next try rests on it.
  private func seen(after ask: Ask) throws -> EntryID? {
    guard case .perform(_, let code, _, _?) = ask else { return nil }
    return try chain.database.read { reader in
      guard let device = try? DeviceStore.device(code, in: reader) else { return nil }
      return try chain.lastAct(on: device.id, in: reader)?.entry
    }
  }

  private func act(by actor: Actor) throws -> Act { try Act(by: actor, on: day, clock: chain.clock) }
}

extension KitItem {
  fileprivate init(_ item: Card.KitItem) {
    self =
      switch item {
      case .charger: .charger
      case .mouse: .mouse
      case .keyboard: .keyboard
      case .screen: .screen
      case .bag: .bag
      case .sim: .sim
      case .cable: .cable
      case .headset: .headset
      }
  }
}

extension Part.Kind {
  fileprivate init(_ kind: Card.PartKind) {
    self =
      switch kind {
      case .memory: .memory
      case .battery: .battery
      case .charger: .charger
      case .screen: .screen
      case .keyboard: .keyboard
      case .fan: .fan
      case .board: .board
      case .casing: .casing
      case .cable: .cable
      case .other: .other
      }
  }
}

extension Repair.Outcome {
  fileprivate init(_ end: Card.RepairEnd) {
    self =
      switch end {
      case .repaired: .repaired
      case .givenUp: .givenUp
      }
  }
}

extension CheckOutcome {
  fileprivate init(_ outcome: Card.Outcome) {
    self =
      switch outcome {
      case .passed: .passed
      case .failed: .failed
      case .notFitted: .notFitted
      case .declared: .declared
      }
  }
}

extension Action {
  /// What changes what may be done to a device next: labels and looks do not.
  fileprivate static let moving: [Action] = [
    .startWork, .sortDevice, .sendDevices, .entrustDevice, .recycleDevice, .openRepair, .closeRepair, .usePart,
    .reopenWork,
    .releaseDevice, .harvestDevice, .bringIn,
    .handBack, .allocateDevice, .cancelAllocation, .recordHandOver, .recordReturn,
    .validateErasure, .recordCheck, .gradeDevice, .attestNoMedium,
  ]
}
