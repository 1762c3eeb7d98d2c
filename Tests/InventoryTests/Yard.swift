import Kernel
import Storage
import TestSupport

@testable import Inventory

let laptop: AssetCode = "000-000-000"
let other: AssetCode = "ABC-DEF-GHZ"

/// An inventory of its own, with stand-ins for the lines of donations that devices come with.
struct Yard {
  let database: Database
  static let migrations =
    [
      Schema.storage,
      Migration(
        "supply.stand-in",
        """
        CREATE TABLE structures (id INTEGER PRIMARY KEY) STRICT;
        CREATE TABLE places (id INTEGER PRIMARY KEY) STRICT;
        INSERT INTO places (id) VALUES (1), (2);
        CREATE TABLE donation_lines (id INTEGER PRIMARY KEY) STRICT;
        INSERT INTO structures (id) VALUES (1), (2), (3);
        INSERT INTO donation_lines (id) VALUES (1), (2);
        """),
    ] + InventorySchema.migrations
  static let start: Day = "2026-09-02"
  static let request = RequestID(rawValue: 7)
  static let contract = ContractID(rawValue: 9)

  /// Two laptops, of which the first is brought to a state, one day after another from 1 September 2026.
  ///
  /// Its movements are the entries 1 (received), 3 (in the workshop), 4 (released), 5 (reserved) and 6 (handed over); the
  /// second was received by entry 2. The ends come after what they need: 5 (given, sold), 4 (the others).
  init(_ state: Device.StateName = .received, in database: Database? = nil) throws {
    self.database = try database ?? Database.inMemory(migrations: Self.migrations)
    try receive(laptop)
    try receive(other)
    let way: [Movement.Verb] =
      switch state {
      case .received, .inRefurbishment, .ready, .reserved, .out: [.startRefurbishment, .release, .reserve, .handOver]
      case .inRepair: [.startRefurbishment, .release, .reserve, .handOver, .bringIn]
      case .given: [.startRefurbishment, .release, .give]
      case .harvested: [.startRefurbishment, .harvest]
      case .recycled: [.startRefurbishment, .recycle]
      case .sold: [.startRefurbishment, .release, .sell]
      case .returned: [.startRefurbishment, .giveBack]
      case .lost: [.startRefurbishment, .lose]
      }
    for (offset, verb) in way.prefix(way.firstIndex { $0.transition.to == state }.map { $0 + 1 } ?? 0).enumerated() {
      try move(by: verb, on: Day(ordinal: Self.start.ordinal + offset))
    }
  }

  @discardableResult
  func receive(_ code: AssetCode, on day: Day = "2026-09-01") throws -> Device {
    try database.change(.sample(on: day)) { change in
      try DeviceStore.receive(
        code, category: .laptop, legalOrigin: .companyGift, line: DonationLineID(rawValue: 1), in: change)
    }
  }

  func device(_ code: AssetCode = laptop) throws -> Device {
    try database.read { try DeviceStore.device(code, in: $0) }
  }

  @discardableResult
  func move(_ code: AssetCode = laptop, by verb: Movement.Verb, on day: Day) throws -> Device {
    try database.change(.sample(on: day)) { change in
      let device = try DeviceStore.device(code, in: change)
      if verb == .release, device.state == .inRefurbishment {
        try DeviceStore.keep(.sample(change.entry, device: device.id, round: device.round), in: change)
      }
      if let end = verb.end {
        let departure = try Departure(end)
        let clearance: MediaClearance? = MediaClearance.needed.contains(departure.state) ? .clean(.sha256([])) : nil
        return try DepartureStore.end(
          device, by: departure, clearance: device.state.name == .out ? nil : clearance, on: verb.claim(on: device),
          in: change)
      }
      if verb == .donateAgain, device.state.name.mayBeDonatedAgain {
        return try DepartureStore.takeAgain(
          device, legalOrigin: .individualGift, line: DonationLineID(rawValue: 2), in: change)
      }
      return try DeviceStore.move(device, by: device.moved(by: verb, entry: change.entry), in: change)
    }
  }

  /// Annuls an entry and sets the laptop back.
  @discardableResult
  func annul(_ entry: Int64, recording: Bool = true) throws -> Device {
    try database.change(.sample(on: "2026-10-01")) { change in
      let (entry, device) = (EntryID(rawValue: entry), try DeviceStore.device(laptop, in: change))
      if recording { try Corrections.record(.annulment, of: entry, because: "essai", in: change) }
      return try DeviceStore.stepBack(device, over: entry, in: change)
    }
  }
}

extension ReadinessProof {
  static func sample(_ entry: EntryID, device: DeviceID, round: Int) -> ReadinessProof {
    ReadinessProof(
      entry: entry, device: device, round: round, route: "laptop 2026.1", verdict: .sha256([]),
      mayBeCalledReconditioned: true)
  }
}

extension Movement.Verb {
  /// The end the verb leads to, with its proof.
  var end: Departure.End? {
    switch self {
    case .give: .given(to: StructureID(rawValue: 2), deed: "Acte 2026-1")
    case .harvest: .harvested
    case .recycle: .recycled(by: StructureID(rawValue: 3), slip: "BSD-20260901-ABCDEF123")
    case .sell: .sold(to: nil, invoice: "Facture 2026-1", price: Money(euros: 80))
    case .giveBack: .returned(to: StructureID(rawValue: 1), receipt: "Reçu 2026-1")
    case .lose: .lost(report: "Plainte 2026-1")
    case .giveByContract: .given(to: nil, deed: "C-000002")
    case .sellByContract: .sold(to: nil, invoice: "C-000002", price: Money(euros: 80))
    default: nil
    }
  }

  /// By what a household has a device that a contract gives or sells it.
  func claim(on device: Device) -> Device.Claim? {
    switch self {
    case .giveByContract, .sellByContract:
      device.state.name == .out ? .held(under: Yard.contract) : .kept(for: Yard.request)
    default: nil
    }
  }
}

extension Device {
  /// Moves by a verb as its caller would, with what it needs besides.
  func moved(by verb: Movement.Verb, entry: EntryID) throws -> Movement {
    switch verb {
    case .receive: throw InventoryFailure.codeTaken(code)
    case .startRefurbishment: try takenIntoWorkshop()
    case .release: try released(with: .sample(entry, device: id, round: round))
    case .reserve: try reserved(for: Yard.request)
    case .reopen: try reopened()
    case .cancelReservation: try reservationCancelled()
    case .handOver: try handedOver(under: Yard.contract, for: Yard.request)
    case .lentBefore:
      try lentBefore(under: Yard.contract, by: .beforeRebond(self, entry: entry, list: .sha256([])))
    case .takeBack: try takenBack()
    case .bringIn: try broughtIn()
    case .handBack: try handedBack()
    case .give: try givenAway()
    case .harvest: try harvested()
    case .recycle: try recycled()
    case .sell: try sold()
    case .giveBack: try givenBack()
    case .lose: try lost()
    case .find: try found()
    case .donateAgain: try donatedAgain()
    case .giveByContract: try givenByContract(on: .kept(for: Yard.request))
    case .sellByContract: try soldByContract(on: .kept(for: Yard.request))
    }
  }
}
