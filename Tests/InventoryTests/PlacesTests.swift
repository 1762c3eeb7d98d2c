import Kernel
import Storage
import TestSupport
import Testing

@testable import Inventory

@Suite struct `Where things are` {
  private let yard: Yard

  init() throws { yard = try Yard(.inRefurbishment) }

  private func add(
    _ kind: Location.Kind, _ name: String, in parent: Location? = nil, place: Int64 = 1
  ) throws -> Location {
    try yard.database.change(.sample(on: "2026-09-05")) {
      try LocationStore.add(kind, named: name, in: parent, of: PlaceID(rawValue: place), in: $0)
    }
  }

  private func put(_ device: Device, in location: LocationID?) throws {
    try yard.database.change(.sample(on: "2026-09-06")) { try LocationStore.put(device.id, in: location, in: $0) }
  }

  @Test func `is a building, a room, a shelf, a box, each in a larger one`() throws {
    let building = try add(.building, "Atelier")
    let room = try add(.room, "Salle 1", in: building)
    let box = try add(.box, "Caisse 7", in: room)
    let all = try yard.database.read { try LocationStore.all(in: $0) }
    #expect(LocationStore.path(of: box.id, among: all) == "Atelier › Salle 1 › Caisse 7")
    #expect(LocationStore.within(room.id, among: all) == [room.id, box.id])
    #expect(throws: InventoryFailure.locationKind(.room, in: .box)) { try add(.room, "Salle 2", in: box) }
    #expect(throws: InventoryFailure.locationKind(.room, in: nil)) { try add(.room, "Salle 2") }
    #expect(throws: InventoryFailure.locationKind(.building, in: .room)) { try add(.building, "Autre", in: room) }
    #expect(throws: InventoryFailure.locationTaken("Salle 1")) { try add(.room, "Salle  1", in: building) }
    _ = try add(.building, "Atelier", place: 2)
  }

  @Test func `holds a device until it is put elsewhere`() throws {
    let (one, two) = (try add(.building, "Un"), try add(.building, "Deux"))
    let device = try yard.device()
    try put(device, in: one.id)
    try put(device, in: two.id)
    func devices(in location: LocationID) throws -> [DeviceID] {
      try yard.database.read { try LocationStore.devices(in: [location], reader: $0) }
    }
    #expect(try devices(in: one.id).isEmpty)
    #expect(try devices(in: two.id) == [device.id])
    try put(device, in: nil)
    #expect(try yard.database.read { try LocationStore.location(of: device.id, in: $0) } == nil)
  }

  @Test func `is told by what was seen: found, missing, elsewhere, unexpected`() {
    func ids(_ numbers: Int64...) -> Set<DeviceID> { Set(numbers.map { DeviceID(rawValue: $0) }) }
    let found = StockTakeFinding.of(
      seen: ids(1, 3, 4, 5), expected: ids(1, 2, 6), located: ids(1, 3, 5), here: ids(1, 2, 3, 4))
    #expect(found.map(\.finding) == [.found, .missing, .elsewhere, .unexpected, .unexpected])
    // What was lent or sold is not missing.
    #expect(found.map(\.device.rawValue) == [1, 2, 3, 4, 5])
  }

  @Test func `is taken stock of by several people, once over it stays over`() throws {
    let place = try add(.building, "Atelier")
    let device = try yard.device()
    func begin() throws -> StockTakeID {
      try yard.database.change { try StockTakeStore.begin(at: place.id, in: $0) }
    }
    let take = try begin()
    #expect(try begin() == take, "the one under way goes on")
    func see() throws -> Bool { try yard.database.change { try StockTakeStore.see(device.id, in: take, change: $0) } }
    #expect(try see() == true)
    #expect(try see() == false)
    try yard.database.change { try StockTakeStore.close(take, in: $0) }
    #expect(throws: InventoryFailure.stockTakeClosed(take)) { try see() }
    #expect(throws: InventoryFailure.stockTakeClosed(take)) {
      try yard.database.change { try StockTakeStore.close(take, in: $0) }
    }
    #expect(try begin() != take)
    try Try("INSERT INTO stocktake_scans (stocktake, device, entry) VALUES (1, 2, ?)", "terminé").check(
      on: yard.database)
    try Try("INSERT INTO stocktake_ends (entry, stocktake) VALUES (?, 1)", "terminé").check(on: yard.database)
    try Try("DELETE FROM stocktake_scans", "never deleted").check(on: yard.database)
  }
}

@Suite struct `What is on its way` {
  private func send(_ yard: Yard) throws -> ShipmentID {
    try yard.database.change(.sample(on: "2026-09-10")) { change in
      try ShipmentStore.send(
        [(DeviceStore.device(laptop, in: change), .clean(.sha256([])))], from: StructureID(rawValue: 1),
        to: StructureID(rawValue: 2),
        in: change)
    }
  }

  @Test(arguments: [Device.StateName.received, .inRefurbishment, .ready])
  func `does nothing else until it arrives`(state: Device.StateName) throws {
    let yard = try Yard(state)
    let shipment = try send(yard)
    let verb: Movement.Verb =
      switch state {
      case .received: .startRefurbishment
      case .inRefurbishment: .release
      default: .reserve
      }
    #expect(throws: InventoryFailure.inTransit(laptop, shipment)) { try yard.move(by: verb, on: "2026-09-11") }
    #expect(throws: InventoryFailure.inTransit(laptop, shipment)) { try send(yard) }
    #expect(throws: InventoryFailure.notInShipment(other, shipment)) {
      try yard.database.change { try ShipmentStore.arrive(DeviceStore.device(other, in: $0), of: shipment, in: $0) }
    }
    try yard.database.change(.sample(on: "2026-09-12")) {
      try ShipmentStore.arrive(DeviceStore.device(laptop, in: $0), of: shipment, in: $0)
    }
    try yard.move(by: verb, on: "2026-09-13")
    #expect(try yard.database.read { try ShipmentStore.shipment(shipment, in: $0) }.devices.map(\.arrived) == [true])
  }

  @Test func `takes no medium along without a word on its data`() throws {
    let yard = try Yard(.ready)
    try yard.database.change { change in
      try change.run(
        "INSERT INTO shipments (id, from_structure, to_structure, entry) VALUES (5, 1, 2, \(change.entry))")
    }
    for values in ["NULL, NULL", "zeroblob(32), 'x'", "x'00', NULL", "NULL, '  '"] {
      try Try(
        "INSERT INTO shipment_items (shipment, device, verdict, slip, entry) VALUES (5, 1, \(values), ?)", "CHECK"
      )
      .check(on: yard.database)
    }
  }

  @Test func `arrives with the note it went with, and no other`() throws {
    let yard = try Yard(.ready)
    let shipment = try send(yard)
    try Try(
      "INSERT INTO shipment_arrivals (shipment, device, entry) VALUES (\(shipment), 2, ?)", "n'est pas sur ce bon"
    )
    .check(on: yard.database)
  }

  @Test func `may be lost on the way, and found`() throws {
    let yard = try Yard(.ready)
    _ = try send(yard)
    try yard.move(by: .lose, on: "2026-09-11")
    try yard.move(by: .find, on: "2026-09-12")
  }

  @Test(arguments: [Device.StateName.reserved, .out, .inRepair, .given, .lost])
  func `is here, and kept for nobody`(state: Device.StateName) throws {
    let yard = try Yard(state)
    #expect(throws: InventoryFailure.cannotBeSent(laptop, is: state)) { try send(yard) }
    try Try("INSERT INTO shipments (id, from_structure, to_structure, entry) VALUES (5, 1, 1, ?)", "CHECK").check(
      on: yard.database)
    try yard.database.change { change in
      try change.run(
        "INSERT INTO shipments (id, from_structure, to_structure, entry) VALUES (5, 1, 2, \(change.entry))")
    }
    try Try(
      "INSERT INTO shipment_items (shipment, device, verdict, entry) VALUES (5, 1, zeroblob(32), ?)",
      "ne peut pas être expédié"
    ).check(on: yard.database)
  }

  @Test func `is guarded against movements by straight SQL`() throws {
    let yard = try Yard(.ready)
    _ = try send(yard)
    try Try(
      """
      INSERT INTO movements (entry, device, previous, verb, round, state, proof, request)
      VALUES (?, 1, 4, 'reserve', 1, 'reserved', 4, 7)
      """, "en route"
    ).check(on: yard.database)
  }
}

@Suite struct `A kit` {
  private let yard: Yard

  init() throws { yard = try Yard(.ready) }

  private func put(_ item: KitItem, _ code: AssetCode = laptop, present: Bool = true, number: String? = nil) throws {
    try yard.database.change(.sample(on: "2026-09-20")) {
      try KitStore.put(item, of: DeviceStore.device(code, in: $0), present: present, number: number, in: $0)
    }
  }

  private func contents(of code: AssetCode = laptop) throws -> [KitItem] {
    let device = try yard.device(code)
    return try yard.database.read { try KitStore.contents(of: device.id, in: $0) }
  }

  @Test func `holds each thing once, and takes it from the stock that is counted`() throws {
    try yard.database.change { _ = try KitStore.count(.charger, by: 2, in: $0) }
    try put(.charger)
    try put(.mouse)
    #expect(try contents() == [.charger, .mouse])
    #expect(throws: InventoryFailure.kitItem(laptop, .charger, present: true)) { try put(.charger) }
    #expect(throws: InventoryFailure.kitItem(laptop, .bag, present: false)) { try put(.bag, present: false) }
    try yard.database.change { try KitStore.setThreshold(5, of: .charger, in: $0) }
    let stock = try yard.database.read { try KitStore.stock(in: $0) }
    #expect(stock.map(\.item) == [.charger] && stock.map(\.count) == [1] && stock.map(\.minimum) == [5])
    try put(.charger, present: false)
    #expect(try contents() == [.mouse])
    #expect(try yard.database.read { try KitStore.stock(in: $0) }.map(\.count) == [2])
    #expect(throws: InventoryFailure.stockShort(.charger, left: 2)) {
      try yard.database.change { _ = try KitStore.count(.charger, by: -3, in: $0) }
    }
  }

  /// Numbers with their Luhn check, and without.
  @Test(arguments: [
    ("8933150319041234564", true), ("8933150319041234563", false), ("1933150319041234562", false), ("8933", false),
    ("893315031904123456A", false),
  ])
  func `knows the number of a SIM card`(number: String, isOne: Bool) throws {
    #expect(KitStore.isSIM(number) == isOne)
    guard isOne else {
      #expect(throws: InventoryFailure.simNumber(number)) { try put(.sim, number: number) }
      return
    }
    try put(.sim, number: number)
    #expect(throws: InventoryFailure.simElsewhere(laptop)) { try put(.sim, other, number: number) }
    try put(.sim, present: false)
    try put(.sim, other, number: number)
    #expect(throws: InventoryFailure.simNumber(number)) { try put(.bag, number: number) }
  }

  @Test func `is told by category in the shipped list`() throws {
    let list = try KitList.shipped()
    #expect(list.items(for: .laptop) == [.charger, .mouse, .bag])
    #expect(list.items(for: .desktop).contains(.screen))
    #expect(list.items(for: .other).isEmpty)
  }
}

@Suite struct `Words to search by` {
  @Test(arguments: [
    ("Latitude 5400", ["latitude", "5400"]), ("d'exemple", ["d", "exemple", "dexemple"]),
    ("TEST-000-1B", ["test", "000", "1b", "test0001b"]),
    ("Éléonore", ["eleonore"]), ("", []), ("HP/Compaq", ["hp", "compaq", "hpcompaq"]),
  ])
  func `are small letters without marks`(text: String, words: [String]) {
    #expect(SearchStore.words(text) == words)
  }

  /// A word that goes would hide devices without a trace.
  @Test(arguments: [
    "DELETE FROM search_words", "UPDATE search_words SET word = 'autre'",
    "INSERT OR REPLACE INTO search_words SELECT text, word FROM search_words",
  ])
  func `stay, by straight SQL too`(statement: SQL) throws {
    let yard = try Yard()
    try yard.database.change { change in
      let device = try #require(try DeviceStore.devices(in: .received, reader: change).first)
      try MediumStore.identify(
        device.id,
        as: DeviceIdentity(manufacturer: "Maison", model: "Carnet 14", serial: "sn-1", networkAddress: nil), in: change)
    }
    #expect(throws: StorageFailure.self) { try yard.database.change { try $0.run(statement) } }
    #expect(try yard.database.read { try SearchStore.unfindable(in: $0) } == [])
    try yard.database.change { change in
      try change.run("DROP TRIGGER search_words_keeps_rows")
      try change.run("DELETE FROM search_words WHERE word = '14'")
    }
    #expect(try yard.database.read { try SearchStore.unfindable(in: $0) } == ["Carnet 14"])
  }
}
