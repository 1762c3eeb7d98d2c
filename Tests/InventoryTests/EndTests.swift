import Kernel
import Storage
import TestSupport
import Testing

@testable import Inventory

@Suite struct `The end of a device` {
  @Test func `keeps its proof, and the verdict it left on`() throws {
    let given = try Yard(.given).device()
    #expect(given.state == .given(proof: EntryID(rawValue: 4)))
    let departure = try Yard(.given).database.read { try DepartureStore.departure(of: given, in: $0) }
    #expect(departure?.end == .given(to: StructureID(rawValue: 2), deed: "Acte 2026-1"))
    let recycled = try Yard(.recycled)
    #expect(
      try recycled.database.read { try DepartureStore.departure(of: recycled.device(), in: $0) }?.slip
        == "BSD-20260901-ABCDEF123")
    let harvested = try Yard(.harvested)
    #expect(
      try harvested.database.read { try DepartureStore.departure(of: harvested.device(), in: $0) }?.end == .harvested)
    #expect(try harvested.database.read { try DepartureStore.departure(of: Yard().device(), in: $0) } == nil)
  }

  static let ends: [(Device.StateName, Departure.End)] = [
    (.sold, .sold(to: nil, invoice: "Facture 2026-1", price: Money(euros: 80))),
    (.returned, .returned(to: StructureID(rawValue: 1), receipt: "Reçu 2026-1")),
    (.lost, .lost(report: "Plainte 2026-1")),
  ]

  @Test(arguments: ends) func `says to whom, under which paper, for how much`(
    state: Device.StateName, end: Departure.End
  ) throws {
    let yard = try Yard(state)
    #expect(try yard.database.read { try DepartureStore.departure(of: yard.device(), in: $0) }?.end == end)
  }

  @Test func `of a sale has a price: for nothing, it is a gift`() {
    #expect(throws: InventoryFailure.price(.zero)) { try Departure(.sold(to: nil, invoice: "F 1", price: .zero)) }
  }

  @Test func `is told by a paper with a reference`() {
    #expect(throws: InventoryFailure.emptySlip) { try Departure(.given(to: StructureID(rawValue: 2), deed: " ")) }
    #expect(throws: InventoryFailure.emptySlip) { try Departure(.recycled(by: StructureID(rawValue: 2), slip: "")) }
    #expect(throws: InventoryFailure.emptySlip) { try Departure(.sold(to: nil, invoice: "", price: Money(euros: 1))) }
    #expect(throws: InventoryFailure.emptySlip) { try Departure(.returned(to: nil, receipt: "\n")) }
    #expect(throws: InventoryFailure.emptySlip) { try Departure(.lost(report: "")) }
  }

  @Test func `annulled, gives the device back`() throws {
    let yard = try Yard(.given)
    #expect(try yard.annul(5).state == .ready(proof: EntryID(rawValue: 4)))
    #expect(try yard.move(by: .give, on: "2026-10-02").state.name == .given)
  }
}

@Suite struct `A device donated again` {
  @Test func `opens its own code anew, in its next round, with the origin of the new gift`() throws {
    let yard = try Yard(.given)
    let back = try yard.move(by: .donateAgain, on: "2026-12-01")
    #expect(back.code == laptop && back.round == 2 && back.state == .received)
    #expect(back.legalOrigin == .individualGift && back.donationLine == DonationLineID(rawValue: 2))
    #expect(try yard.device() == back)
    func received(_ line: Int64) throws -> Int {
      try yard.database.read { try DeviceStore.received(on: DonationLineID(rawValue: line), in: $0) }
    }
    #expect(try received(1) == 2)
    #expect(try received(2) == 1)
    #expect(try yard.database.read { try DeviceStore.opening(of: 2, of: back, in: $0) } == "2026-12-01")
  }

  @Test func `annulled, is given away as before`() throws {
    let yard = try Yard(.given)
    let entry = try yard.move(by: .donateAgain, on: "2026-09-20").standing
    let back = try yard.annul(entry.rawValue)
    #expect(back.state.name == .given)
    #expect(try yard.device().legalOrigin == .companyGift)
    #expect(try yard.database.read { try DeviceStore.received(on: DonationLineID(rawValue: 2), in: $0) } == 0)
  }

  @Test(arguments: [Device.StateName.sold, .returned])
  func `was sold or given back as well as given away`(state: Device.StateName) throws {
    let back = try Yard(state).move(by: .donateAgain, on: "2026-12-01")
    #expect(back.code == laptop && back.round == 2 && back.state == .received)
  }

  @Test(arguments: Device.StateName.allCases.filter { ![.given, .sold, .returned].contains($0) })
  func `was somebody else's before`(state: Device.StateName) throws {
    let yard = try Yard(state)
    #expect(throws: InventoryFailure.notGivenAway(laptop, is: state)) {
      try yard.database.change { change in
        try DepartureStore.takeAgain(
          yard.device(), legalOrigin: .purchase, line: DonationLineID(rawValue: 2), in: change)
      }
    }
  }
}

@Suite struct `Whose a device is` {
  static let (owner, agent, other) = (StructureID(rawValue: 1), StructureID(rawValue: 2), StructureID(rawValue: 3))

  @Test func `is told apart from who has it, the latest word wins`() throws {
    let yard = try Yard()
    let device = try yard.device()
    func say(_ custody: Custody, clean: Bool = true) throws -> EntryID {
      try yard.database.change { change in
        if clean { try DepartureStore.keep(.clean(.sha256([])), of: device.id, in: change) }
        try CustodyStore.save(custody, of: device.id, in: change)
        return change.entry
      }
    }
    func custody() throws -> Custody? { try yard.database.read { try CustodyStore.custody(of: device.id, in: $0) } }
    #expect(try custody() == nil)
    let first = Custody(owner: Self.owner, holder: Self.other)
    _ = try say(first)
    let second = Custody(owner: Self.owner, holder: Self.agent, agent: Self.agent)
    #expect(throws: StorageFailure.self, "nothing changes hands without a word on its data") {
      try say(second, clean: false)
    }
    let entry = try say(second)
    #expect(try custody() == second)
    try yard.database.change { try Corrections.record(.annulment, of: entry, because: "essai", in: $0) }
    #expect(try custody() == first)
  }

  @Test func `decides who may lend it: the owner or its agent, not whoever has it`() throws {
    let yard = try Yard()
    let device = try yard.device()
    func mayLend(_ structure: StructureID) throws {
      try yard.database.read { try CustodyStore.require(structure, maySignFor: device, in: $0) }
    }
    try mayLend(Self.other)
    try yard.database.change {
      try CustodyStore.save(
        Custody(owner: Self.owner, holder: Self.other, agent: Self.agent), of: device.id, in: $0)
    }
    try mayLend(Self.owner)
    try mayLend(Self.agent)
    #expect(throws: InventoryFailure.notTheirs(laptop)) { try mayLend(Self.other) }
  }
}

@Suite struct `What is told of a device` {
  @Test func `year and weight stand each by the latest word`() throws {
    let yard = try Yard()
    let device = try yard.device()
    func tell(_ year: Int?, _ grams: Int?) throws -> EntryID {
      try yard.database.change { change in
        try CustodyStore.tell(
          DeviceParticulars(yearMade: year, grams: grams, on: change.act.day), of: device.id, in: change)
        return change.entry
      }
    }
    _ = try tell(2016, 2100)
    let entry = try tell(nil, 2150)
    func told() throws -> DeviceParticulars {
      try yard.database.read { try CustodyStore.particulars(of: device.id, in: $0) }
    }
    #expect(try told().yearMade == 2016 && told().grams == 2150)
    try yard.database.change { try Corrections.record(.annulment, of: entry, because: "essai", in: $0) }
    #expect(try told().grams == 2100)
  }

  static let slips: [(Int?, Int?, InventoryFailure)] = [
    (nil, nil, .nothingTold), (1979, nil, .yearMade(1979)), (2027, nil, .yearMade(2027)), (nil, 0, .weight(0)),
    (nil, 1_000_001, .weight(1_000_001)),
  ]

  @Test(arguments: slips)
  func `is possible`(year: Int?, grams: Int?, failure: InventoryFailure) {
    #expect(throws: failure) { try DeviceParticulars(yearMade: year, grams: grams, on: "2026-09-01") }
  }
}
