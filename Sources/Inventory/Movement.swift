public import Kernel

/// One change of a device's state, as it happened; movements are only ever added.
public struct Movement: Sendable, Equatable {
  /// What moved the device.
  public let verb: Verb
  /// The round it happened in, or opened.
  public let round: Int
  /// Where the device stood after it.
  public let state: Device.State

  /// What can move a device.
  public enum Verb: String, Sendable, CaseIterable {
    case receive
    case startRefurbishment = "start-refurbishment"
    case release, reopen, reserve
    case cancelReservation = "cancel-reservation"
    case handOver = "hand-over"
    case lentBefore = "lent-before"
    case takeBack = "take-back"
    case bringIn = "bring-in"
    case handBack = "hand-back"
    case give, harvest, recycle, sell
    case giveBack = "give-back"
    case lose, find
    case donateAgain = "donate-again"
    case giveByContract = "give-by-contract"
    case sellByContract = "sell-by-contract"
  }
}

extension Movement.Verb {
  /// The whole table of what may follow what: the states a verb leaves from, none for the first, and the one it leads to.
  ///
  /// The guards of the schema are made from this table too.
  public var transition: (from: [Device.StateName], to: Device.StateName) {
    switch self {
    case .receive: ([], .received)
    case .startRefurbishment: ([.received], .inRefurbishment)
    case .release: ([.inRefurbishment], .ready)
    case .reopen: ([.ready], .inRefurbishment)
    case .reserve: ([.ready], .reserved)
    case .cancelReservation: ([.reserved], .ready)
    case .handOver: ([.reserved], .out)
    case .lentBefore: ([.received], .out)
    case .takeBack: ([.out, .inRepair], .received)
    case .bringIn: ([.out], .inRepair)
    case .handBack: ([.inRepair], .out)
    case .give: ([.ready], .given)
    case .harvest: ([.inRefurbishment], .harvested)
    case .recycle: ([.received, .inRefurbishment, .harvested], .recycled)
    case .sell: ([.ready], .sold)
    case .giveBack: ([.received, .inRefurbishment, .ready], .returned)
    case .lose: ([.received, .inRefurbishment, .ready, .out, .inRepair], .lost)
    case .find: ([.lost], .received)
    case .donateAgain: ([.given, .sold, .returned], .received)
    case .giveByContract: ([.reserved, .out], .given)
    case .sellByContract: ([.reserved, .out], .sold)
    }
  }

  /// Whether the verb begins the next stay in the workshop: there was a user in between, or may have been.
  public var opensRound: Bool {
    switch self {
    case .takeBack, .find, .donateAgain: true
    case .receive, .startRefurbishment, .release, .reopen, .reserve, .cancelReservation, .handOver, .lentBefore,
      .bringIn, .handBack, .give, .harvest, .recycle, .sell, .giveBack, .lose, .giveByContract, .sellByContract:
      false
    }
  }

  /// The verb in words, as « remettre ».
  public var text: Text {
    switch self {
    case .receive: Text(fr: "recevoir", en: "receive")
    case .startRefurbishment: Text(fr: "mettre en atelier", en: "take into the workshop")
    case .release: Text(fr: "déclarer prêt", en: "release")
    case .reopen: Text(fr: "ramener à l'atelier", en: "take back into the workshop")
    case .reserve: Text(fr: "réserver", en: "reserve")
    case .cancelReservation: Text(fr: "annuler la réservation", en: "cancel the reservation")
    case .handOver: Text(fr: "remettre", en: "hand over")
    case .lentBefore: Text(fr: "dire prêté depuis avant Rebond", en: "say lent since before Rebond")
    case .takeBack: Text(fr: "reprendre", en: "take back")
    case .bringIn: Text(fr: "prendre en réparation", en: "take in for repair")
    case .handBack: Text(fr: "rendre à qui l'utilise", en: "hand back to its user")
    case .give: Text(fr: "donner", en: "give away")
    case .harvest: Text(fr: "démonter pour pièces", en: "harvest for parts")
    case .recycle: Text(fr: "remettre au recyclage", en: "hand to recycling")
    case .sell: Text(fr: "vendre", en: "sell")
    case .giveBack: Text(fr: "rendre à son propriétaire", en: "give back to its owner")
    case .lose: Text(fr: "déclarer perdu", en: "declare lost")
    case .find: Text(fr: "déclarer retrouvé", en: "declare found")
    case .donateAgain: Text(fr: "recevoir de nouveau en don", en: "take in as a gift again")
    case .giveByContract: Text(fr: "donner à un foyer", en: "give to a household")
    case .sellByContract: Text(fr: "vendre à un foyer", en: "sell to a household")
    }
  }
}
