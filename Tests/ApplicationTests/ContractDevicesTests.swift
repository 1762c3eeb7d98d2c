import Inventory
import Kernel
import Loans
import Storage
import TestSupport
import Testing

@testable import Application

@Suite struct `One contract for several devices` {
  let story: ChainStory
  let (laptop, second, third): (AssetCode, AssetCode, AssetCode)
  let request: RequestID

  init() throws {
    story = try ChainStory()
    (laptop, second, third) = (try story.ready(), try story.ready(), try story.ready())
    try story.adoptCollege()
    request = try story.decided()
    _ = try story.chain.allocate(laptop, to: request, as: story.act("2026-09-09"))
  }

  private func sign(with codes: AssetCode..., on day: Day = "2026-09-10") throws -> Contract {
    var wish = ContractWish()
    wish.devices = codes
    return try story.chain.sign(
      contractFor: request, lender: "Filière", starts: day, ends: .afterMonths(12), accessories: ["chargeur"], wish,
      as: story.act(day))
  }

  private func states() throws -> [Device.StateName] { try [laptop, second, third].map(story.state) }

  private func expectAllWell() throws {
    let faults = try story.chain.check(against: nil).faults.map(\.en)
    #expect(faults == [])
  }

  /// Annuls the latest acts that can be, from the end.
  private func annul(_ count: Int, from latest: EntryID? = nil) throws {
    let last = try (latest ?? story.latest).rawValue
    for entry in 0..<Int64(count) {
      try story.chain.correct(
        EntryID(rawValue: last - entry), .annulment, because: "erreur", as: story.act("2026-12-01"))
    }
  }

  @Test func `what it promises is kept, leaves together and comes back piece by piece`() throws {
    let contract = try sign(with: second)
    #expect(try states() == [.reserved, .reserved, .ready])
    try expectAllWell()
    let other = try story.decided(on: "2026-09-10")
    #expect(throws: InventoryFailure.wrongState(second, is: .reserved, verb: .reserve)) {
      try story.chain.allocate(second, to: other, as: story.act("2026-09-10"))
    }
    try story.handOver(contract.id, on: "2026-09-15")
    #expect(try states() == [.out, .out, .ready])
    try expectAllWell()
    #expect(try story.takeBack(contract.id, second, on: "2026-10-01") == [second])
    #expect(try states() == [.out, .received, .ready])
    #expect(try story.chain.contract(contract.id).contract.state == .handedOver)
    try expectAllWell()
    #expect(throws: ContractFailure.notUnderContract(contract.id)) {
      try story.takeBack(contract.id, second, on: "2026-10-02")
    }
    #expect(try story.takeBack(contract.id, on: "2026-11-01") == [laptop])
    #expect(try story.chain.contract(contract.id).contract.state == .ended)
    try expectAllWell()
  }

  @Test func `all of it comes back in one act, and is set right from the end`() throws {
    let contract = try sign(with: second)
    try story.handOver(contract.id, on: "2026-09-15")
    #expect(try story.takeBack(contract.id, on: "2026-10-01") == [laptop, second])
    #expect(try states() == [.received, .received, .ready])
    try annul(1)
    #expect(try states() == [.received, .out, .ready])
    try expectAllWell()
    let first = try story.latest.rawValue - 2
    try story.chain.correct(EntryID(rawValue: first), .annulment, because: "erreur", as: story.act("2026-12-01"))
    #expect(try states() == [.out, .out, .ready])
    #expect(try story.chain.contract(contract.id).contract.held.count == 2)
    try expectAllWell()
  }

  @Test func `what waits after a correction is handed over again`() throws {
    let contract = try sign(with: second)
    try story.handOver(contract.id, on: "2026-09-15")
    try annul(1)
    #expect(try states() == [.out, .reserved, .ready])
    try expectAllWell()
    try story.handOver(contract.id, on: "2026-09-20")
    #expect(try states() == [.out, .out, .ready])
    let sheet = try story.chain.contract(contract.id)
    #expect(sheet.devices.map(\.handedOver) == ["2026-09-15", "2026-09-20"])
    try expectAllWell()
  }

  @Test func `given up, it frees what joined it`() throws {
    let contract = try sign(with: second)
    _ = try story.chain.cancel(contract.id, because: .declined, as: story.act("2026-09-11"))
    #expect(try states() == [.reserved, .ready, .ready])
    try expectAllWell()
    let freed = try story.latest
    let entry = EntryID(rawValue: freed.rawValue - 1)
    #expect(throws: CorrectionFailure.restedOn(entry, by: [freed])) {
      try story.chain.correct(entry, .annulment, because: "erreur", as: story.act("2026-12-01"))
    }
    try annul(1)
    try story.chain.correct(entry, .annulment, because: "erreur", as: story.act("2026-12-01"))
    #expect(try states() == [.reserved, .reserved, .ready])
    try expectAllWell()
    try story.handOver(contract.id, on: "2026-09-15")
    #expect(try states() == [.out, .out, .ready])
  }

  @Test func `a device of it is lost, and the rest stays lent`() throws {
    let contract = try sign(with: second)
    try story.handOver(contract.id, on: "2026-09-15")
    let loss = try story.chain.lose(second, report: "PV 1", as: story.act("2026-10-01"))
    #expect(loss.contract == nil)
    #expect(try story.chain.contract(contract.id).contract.held.count == 1)
    try expectAllWell()
    #expect(try story.chain.lose(laptop, report: "PV 2", as: story.act("2026-10-02")).contract == contract.id)
    #expect(try story.chain.contract(contract.id).contract.state == .lost)
    try expectAllWell()
  }

  @Test func `its papers name every device`() throws {
    let contract = try sign(with: second)
    let day = try story.act("2026-09-15")
    let signed = try OutsideProgram.text(ofPDF: story.chain.printContract(contract.id, as: day).pdf)
    #expect(signed.contains("\(laptop)") && signed.contains("\(second)"))
    try story.handOver(contract.id, on: "2026-09-15")
    let receipt = try OutsideProgram.text(ofPDF: story.chain.printHandOver(of: contract.id, as: day).pdf)
    #expect(receipt.contains("\(laptop)") && receipt.contains("\(second)"))
    try story.takeBack(contract.id, second, on: "2026-10-01")
    let back = try OutsideProgram.text(ofPDF: story.chain.printReturn(of: contract.id, as: story.act("2026-10-01")).pdf)
    #expect(back.contains("\(second)") && back.contains("Restent au foyer") && back.contains("\(laptop)"))
  }

  @Test func `a device that broke down is exchanged by one act, and its incident settled`() throws {
    let contract = try sign(with: second)
    try story.handOver(contract.id, on: "2026-09-15")
    func report(_ code: AssetCode?) throws -> Incident {
      try story.chain.record(
        .breakdown, of: code, suspending: true, remark: nil, under: contract.id, as: story.act("2026-10-01"))
    }
    #expect(throws: ContractFailure.whichDevice(contract.id)) { try report(nil) }
    #expect(throws: ContractFailure.notUnderContract(contract.id)) { try report(third) }
    let incident = try report(laptop)
    let handedOver = try story.database.read { reader in
      try reader.all("SELECT entry FROM handovers ORDER BY entry").map { row -> EntryID in try row["entry"] }
    }
    let reported = try story.latest
    #expect(throws: LoansFailure.restedOn(handedOver[0], by: [handedOver[1], reported])) {
      try story.chain.correct(handedOver[0], .annulment, because: "erreur", as: story.act("2026-10-02"))
    }
    #expect(try story.chain.openIncidents().map(\.code) == [laptop])
    let broken = Contract.TakeBack(condition: .notWorking, reason: .breakdown)
    func exchange() throws -> Exchange {
      try story.chain.exchange(after: incident.id, for: third, broken, as: story.act("2026-10-05"))
    }
    #expect(throws: IncidentFailure.exchangeNamesDevice(incident.id)) {
      try story.chain.settle(incident.id, .exchanged, remark: nil, as: story.act("2026-10-05"))
    }
    #expect(try exchange().back == laptop)
    let last = try story.latest
    #expect(try states() == [.received, .out, .out])
    #expect(try story.chain.device(laptop).device.round == 2)
    #expect(try story.chain.openIncidents().isEmpty)
    #expect(throws: IncidentFailure.settled(incident.id, .exchanged)) { try exchange() }
    try expectAllWell()
    let receipt = try OutsideProgram.text(
      ofPDF: story.chain.printHandOver(of: contract.id, as: story.act("2026-10-05")).pdf)
    #expect(receipt.contains("\(third)") && receipt.contains("5 octobre 2026"))
    // Set right from the end: the return, the hand-over, the joining, then that the incident was settled.
    try annul(4, from: last)
    #expect(try states() == [.out, .out, .ready])
    #expect(try story.chain.openIncidents().map(\.incident.id) == [incident.id])
    try expectAllWell()
  }

  @Test func `what joins it is ready, and its lender's to lend`() throws {
    let raw = try story.receive()
    #expect(throws: InventoryFailure.wrongState(raw, is: .received, verb: .reserve)) { try sign(with: raw) }
    #expect(throws: InventoryFailure.wrongState(laptop, is: .reserved, verb: .reserve)) { try sign(with: laptop) }
    #expect(throws: InventoryFailure.wrongState(second, is: .reserved, verb: .reserve)) {
      try sign(with: second, second)
    }
    #expect(try states() == [.reserved, .ready, .ready])
  }
}
