public import Kernel

/// What is done to a device by scanning, all of it said.
public enum Deed: Hashable, Sendable {
  /// It goes into the workshop.
  case start
  /// A check ended.
  case end(CardName, Card.Outcome, Card.Reason?)
  /// It is graded; no battery grade where no battery is fitted.
  case grade(cosmetic: CardName, functional: CardName, battery: CardName?)
  /// Its erasures are accepted by a second person.
  case validate
  /// It is declared ready to leave.
  case release
  /// A label is wanted.
  case label
  /// It is sorted.
  case sort(Triage)
  /// It is put in a place.
  case move(LocationID)
  /// Something goes with it.
  case kit(Card.KitItem)
  /// It is kept for nobody any more.
  case free(Card.FreeReason)
  /// It is taken apart for good.
  case writeOff
  /// It is seen in the stock-take of a place.
  case see(LocationID)
  /// It is sent to a structure.
  case send(StructureID)
  /// It has arrived with a shipment.
  case arrive(ShipmentID)
  /// It comes in for repair.
  case bringIn
  /// It goes back, repaired, to whose it is.
  case handBack
  /// A repair of it begins.
  case openRepair(Card.Fault)
  /// Its repair is over.
  case closeRepair(Card.RepairEnd, Card.TimeSpent)
  /// A part of the stock goes into its repair.
  case usePart(PartID)
  /// A part taken out of another device goes into its repair.
  case fitPart(Card.PartKind, from: AssetCode)
  /// A part is taken out of it, into the stock.
  case givePart(Card.PartKind)
  /// It is only looked at.
  case show

  /// Whether who does it types a PIN besides the badge: what a borrowed badge must not do.
  public var needsPIN: Bool {
    switch self {
    case .validate, .free, .writeOff: true
    case .start, .end, .grade, .release, .label, .sort, .move, .kit, .show, .see, .send, .arrive, .bringIn, .handBack,
      .openRepair, .closeRepair, .usePart, .fitPart, .givePart:
      false
    }
  }

  /// Whether it leaves a trace: what does not may be done again and again.
  public var isRecorded: Bool {
    switch self {
    case .show: false
    case .start, .end, .grade, .validate, .release, .label, .sort, .move, .kit, .free, .writeOff, .see, .send, .arrive,
      .bringIn, .handBack, .openRepair, .closeRepair, .usePart, .fitPart, .givePart:
      true
    }
  }

  /// Whether it may be done to a device that is kept for somebody: what takes it away from them may not.
  public var leavesReservation: Bool {
    switch self {
    case .label, .move, .kit, .free, .show, .see, .arrive: true
    case .start, .end, .grade, .validate, .release, .sort, .writeOff, .send, .bringIn, .handBack, .openRepair,
      .closeRepair, .usePart, .fitPart, .givePart:
      false
    }
  }
}

/// What cards have said so far of a deed.
public enum Plan: Hashable, Sendable {
  case nothing
  /// Which check; not yet how it ended.
  case check(CardName)
  /// How a check ended; not yet which.
  case outcome(Card.Outcome, Card.Reason?)
  /// Some of the three grades; a battery that is not fitted is one said.
  case grades([Card.Axis: CardName?])
  /// What is taken out of a device; not yet of which.
  case part(Card.PartKind)
  /// All of it.
  case deed(Deed)

  /// The plan after one more card, or nothing when the card says nothing of a deed.
  public func adding(_ card: Card) -> Plan? {
    switch card {
    case .start: .deed(.start)
    case .validate: .deed(.validate)
    case .release: .deed(.release)
    case .label: .deed(.label)
    case .show: .deed(.show)
    case .triage(let choice): .deed(.sort(choice))
    case .place(let location): .deed(.move(location))
    case .kit(let item): .deed(.kit(item))
    case .free(let reason): .deed(.free(reason))
    case .writeOff: .deed(.writeOff)
    case .stockTake(let location): .deed(.see(location))
    case .send(let structure): .deed(.send(structure))
    case .arrive(let shipment): .deed(.arrive(shipment))
    case .bringIn: .deed(.bringIn)
    case .handBack: .deed(.handBack)
    case .repair(let fault): .deed(.openRepair(fault))
    case .repaired(let end, let time): .deed(.closeRepair(end, time))
    case .part(let part): .deed(.usePart(part))
    case .takePart(let kind): .part(kind)
    case .check(let name):
      if case .outcome(let outcome, let reason) = self { .deed(.end(name, outcome, reason)) } else { .check(name) }
    case .outcome(let outcome, let reason):
      if let check { .deed(.end(check, outcome, reason)) } else { .outcome(outcome, reason) }
    case .ended(let name, let outcome): .deed(.end(name, outcome, nil))
    case .grade(let axis, let grade): Plan.grading(grades.merging([axis: grade]) { $1 })
    case .badge, .next, .undo, .ok, .closeStockTake: nil
    }
  }

  /// The check it is about, once that is said.
  public var check: CardName? {
    switch self {
    case .check(let name), .deed(.end(let name, _, _)): name
    case .nothing, .outcome, .grades, .part, .deed: nil
    }
  }

  /// What is done once the device is scanned that a part is taken out of: the part goes into the repair of the device in
  /// hand, or into the stock when that is the giver itself. Nothing unless that device is awaited, or was scanned just now.
  func taking(outOf giver: AssetCode, for held: AssetCode) -> Deed? {
    switch self {
    case .part(let kind): giver == held ? .givePart(kind) : .fitPart(kind, from: giver)
    case .deed(.fitPart(let kind, from: giver)): .fitPart(kind, from: giver)
    case .deed(.givePart(let kind)) where giver == held: .givePart(kind)
    case .nothing, .check, .outcome, .grades, .deed: nil
    }
  }

  /// The place that all of it is about.
  var place: LocationID? {
    switch self {
    case .deed(.move(let place)), .deed(.see(let place)): place
    case .nothing, .check, .outcome, .grades, .part, .deed: nil
    }
  }

  /// The grades said so far.
  public var grades: [Card.Axis: CardName?] {
    switch self {
    case .grades(let said): said
    case .deed(.grade(let cosmetic, let functional, let battery)):
      [.cosmetic: cosmetic, .functional: functional, .battery: battery]
    case .nothing, .check, .outcome, .part, .deed: [:]
    }
  }

  private static func grading(_ said: [Card.Axis: CardName?]) -> Plan {
    guard case (let cosmetic??, let functional??, let battery?) = (said[.cosmetic], said[.functional], said[.battery])
    else { return .grades(said) }
    return .deed(.grade(cosmetic: cosmetic, functional: functional, battery: battery))
  }
}
