import Kernel
import Storage
import TestSupport
import Testing

@testable import Inventory

@Suite struct `The life of a device` {
  /// What may follow what, written out apart from the table of the program.
  static let allowed: [Device.StateName: [Movement.Verb: Device.StateName]] = [
    .received: [
      .startRefurbishment: .inRefurbishment, .recycle: .recycled, .giveBack: .returned, .lose: .lost,
    ],
    .inRefurbishment: [
      .release: .ready, .harvest: .harvested, .recycle: .recycled, .giveBack: .returned, .lose: .lost,
    ],
    .ready: [
      .reserve: .reserved, .give: .given, .sell: .sold, .reopen: .inRefurbishment, .giveBack: .returned, .lose: .lost,
    ],
    .reserved: [.cancelReservation: .ready, .handOver: .out, .giveByContract: .given, .sellByContract: .sold],
    .out: [
      .takeBack: .received, .bringIn: .inRepair, .lose: .lost, .giveByContract: .given, .sellByContract: .sold,
    ],
    .inRepair: [.handBack: .out, .takeBack: .received, .lose: .lost],
    .given: [.donateAgain: .received],
    .harvested: [.recycle: .recycled],
    .sold: [.donateAgain: .received],
    .returned: [.donateAgain: .received],
    .lost: [.find: .received],
  ]
  /// What is lent since before Rebond was taken in from a list: no device of this yard was.
  static let verbs = Movement.Verb.allCases.filter { ![.receive, .lentBefore].contains($0) }

  @Test(arguments: Device.StateName.allCases, verbs)
  func `moves as the table says, and no other way`(from state: Device.StateName, by verb: Movement.Verb) throws {
    let yard = try Yard(state)
    let before = try yard.device()
    guard let after = Self.allowed[state]?[verb] else {
      #expect(throws: InventoryFailure.wrongState(laptop, is: state, verb: verb)) {
        try yard.move(by: verb, on: "2026-09-20")
      }
      #expect(try yard.device() == before)
      return
    }
    let moved = try yard.move(by: verb, on: "2026-09-20")
    #expect(moved.state.name == after)
    #expect(try yard.device() == moved)
    #expect(moved.round == ([.takeBack, .donateAgain, .find].contains(verb) ? 2 : 1))
  }

  @Test func `names a proof past the gate, a request when reserved, a contract when out`() throws {
    let proof = EntryID(rawValue: 4)
    #expect(try Yard(.received).device().state == .received)
    #expect(try Yard(.ready).device().state == .ready(proof: proof))
    #expect(try Yard(.reserved).device().state == .reserved(proof: proof, for: .request(Yard.request)))
    #expect(try Yard(.out).device().state == .out(proof: proof, under: Yard.contract))
  }

  @Test func `is released by a verdict about itself in its present round only`() throws {
    let device = try Yard(.inRefurbishment).device()
    let entry = EntryID(rawValue: 4)
    for proof in [
      ReadinessProof.sample(entry, device: DeviceID(rawValue: 2), round: 1),
      ReadinessProof.sample(entry, device: device.id, round: 2),
    ] {
      #expect(throws: InventoryFailure.proofOfAnother(laptop)) { try device.released(with: proof) }
    }
  }

  @Test func `goes to the request it is reserved for and to no other`() throws {
    let device = try Yard(.reserved).device()
    #expect(throws: InventoryFailure.reservedForAnother(laptop)) {
      try device.handedOver(under: Yard.contract, for: RequestID(rawValue: 8))
    }
  }

  @Test func `promised by a contract, it leaves under that contract alone, beside others`() throws {
    let yard = try Yard(.ready)
    try yard.move(other, by: .startRefurbishment, on: "2026-09-10")
    try yard.move(other, by: .release, on: "2026-09-10")
    func move(_ code: AssetCode, _ movement: (Device) throws -> Movement) throws -> Device {
      try yard.database.change(.sample(on: "2026-09-10")) { change in
        let device = try DeviceStore.device(code, in: change)
        return try DeviceStore.move(device, by: movement(device), in: change)
      }
    }
    for code in [laptop, other] {
      let device = try move(code) { try $0.promised(by: Yard.contract) }
      #expect(device.state.request == nil && device.state.contract == nil && device.state.holder == Yard.contract)
    }
    let device = try yard.device()
    #expect(throws: InventoryFailure.reservedForAnother(laptop)) {
      try device.handedOver(under: Yard.contract, for: Yard.request)
    }
    #expect(throws: InventoryFailure.reservedForAnother(laptop)) {
      try device.handedOver(under: Yard.contract, on: .promised(by: ContractID(rawValue: 8)))
    }
    for code in [laptop, other] {
      let out = try move(code) { try $0.handedOver(under: Yard.contract, on: .promised(by: Yard.contract)) }
      #expect(out.state.name == .out && out.state.contract == Yard.contract)
    }
  }

  @Test func `begins its next round behind the gate, without the old proof`() throws {
    let yard = try Yard(.out)
    let back = try yard.move(by: .takeBack, on: "2026-12-01")
    #expect(back.state == .received)
    #expect(back.state.proof == nil)
    #expect(try yard.database.read { try DeviceStore.opening(of: 1, of: back, in: $0) } == "2026-09-01")
    #expect(try yard.database.read { try DeviceStore.opening(of: 2, of: back, in: $0) } == "2026-12-01")
  }

  @Test func `has a code that never serves twice`() throws {
    let yard = try Yard()
    #expect(throws: InventoryFailure.codeTaken(laptop)) { try yard.receive(laptop) }
    #expect(throws: InventoryFailure.noSuchDevice("ZZZ-ZZZ-ZZ3")) { try yard.device("ZZZ-ZZZ-ZZ3") }
  }

  @Test func `draws a code that no device bears`() throws {
    /// Gives the laptop's own code first, then another.
    struct Loaded: RandomNumberGenerator {
      var left = 8
      mutating func next() -> UInt64 {
        left -= 1
        return left >= 0 ? 0 : .max
      }
    }
    var generator = Loaded()
    let yard = try Yard()
    let code = try yard.database.read { try DeviceStore.freshCode(in: $0, using: &generator) }
    #expect(code != laptop)
    #expect(generator.left < 0)
  }
}

@Suite struct `The order of a device's days` {
  @Test func `an act on the day of the last movement is allowed, one before is not`() throws {
    let yard = try Yard(.inRefurbishment)
    #expect(
      throws: InventoryFailure.beforeLastMovement(laptop, day: "2026-09-01", last: "2026-09-02")
    ) { try yard.move(by: .release, on: "2026-09-01") }
    #expect(try yard.move(by: .release, on: "2026-09-02").state.name == .ready)
  }

  @Test func `the last movement's day is the corrected one`() throws {
    let yard = try Yard(.inRefurbishment)
    try yard.database.change(.sample(on: "2026-10-01")) { change in
      try Corrections.record(.day("2026-09-10"), of: EntryID(rawValue: 3), because: "essai", in: change)
    }
    #expect(
      throws: InventoryFailure.beforeLastMovement(laptop, day: "2026-09-05", last: "2026-09-10")
    ) { try yard.move(by: .release, on: "2026-09-05") }
  }
}

@Suite struct `Stepping back` {
  static let last: [(Device.StateName, Int64, Device.StateName)] = [
    (.inRefurbishment, 3, .received), (.ready, 4, .inRefurbishment), (.reserved, 5, .ready), (.out, 6, .reserved),
  ]

  @Test(arguments: last)
  func `an annulled movement gives the state before it back`(
    state: Device.StateName, entry: Int64, before: Device.StateName
  ) throws {
    let yard = try Yard(state)
    let back = try yard.annul(entry)
    #expect(back.state.name == before)
    #expect(try yard.device() == back)
  }

  @Test func `what was annulled can be done again, and counts alone`() throws {
    let yard = try Yard(.ready)
    try yard.annul(4)
    let again = try yard.move(by: .release, on: "2026-10-02")
    #expect(again.state == .ready(proof: again.standing))
    #expect(
      try yard.database.read { try DeviceStore.standingProofs(of: again.id, in: $0) }.map(\.entry) == [again.standing])
  }

  @Test func `without a correction, the guard refuses`() throws {
    let yard = try Yard(.ready)
    #expect(throws: StorageFailure.guarded("un mouvement suit le précédent, ou l'annule par une correction")) {
      try yard.annul(4, recording: false)
    }
  }

  @Test func `a movement that others follow stays`() throws {
    let yard = try Yard(.reserved)
    #expect(throws: InventoryFailure.laterMovement(laptop, entry: EntryID(rawValue: 5), verb: .reserve)) {
      try yard.annul(4)
    }
    #expect(try yard.device().state.name == .reserved)
  }

  @Test func `over a return, the round before is back with its proof`() throws {
    let yard = try Yard(.out)
    let entry = try yard.move(by: .takeBack, on: "2026-12-01").standing
    let back = try yard.annul(entry.rawValue)
    #expect(back.round == 1)
    #expect(back.state == .out(proof: EntryID(rawValue: 4), under: Yard.contract))
  }

  @Test func `a device whose reception is annulled is not in the chain, and its code stays taken`() throws {
    let yard = try Yard()
    try yard.annul(1)
    #expect(throws: InventoryFailure.receptionAnnulled(laptop)) { try yard.device() }
    #expect(throws: InventoryFailure.codeTaken(laptop)) { try yard.receive(laptop) }
    #expect(try yard.database.read { try DeviceStore.devices(in: .received, reader: $0) }.map(\.code) == [other])
    #expect(try yard.database.read { try DeviceStore.received(on: DonationLineID(rawValue: 1), in: $0) } == 1)
  }
}
