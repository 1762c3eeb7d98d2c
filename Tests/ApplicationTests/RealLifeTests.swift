import Directory
import Inventory
import Kernel
import Refurbishment
import Scanning
import Storage
import Supply
import TestSupport
import Testing

@testable import Application

/// What really happens to devices, from the first announcement to the last slip.
@Suite struct `What a device lives through` {
  let story: WorkshopStory

  init() throws {
    story = try WorkshopStory()
    _ = try story.chain.register(
      structure: "Recyclerie", kind: .recyclerie, siret: nil, uai: nil, rna: nil, commune: nil,
      as: story.act("2026-09-01"))
  }

  private func faults() throws -> [String] { try story.chain.check(against: nil).faults.map(\.fr) }

  @Test func `announced and never arrived: nothing more is expected, and what comes all the same counts`() throws {
    let chain = story.chain
    let gift = try chain.record(
      donation: [Donation.AnnouncedLine(category: .screen, quantity: 4)], from: "Mairie d'Exemple", under: nil,
      origin: nil,
      as: story.act("2026-09-10")
    ).id
    func line() throws -> DonationLine { try #require(try chain.donations().first { $0.donation == gift }) }
    #expect(try line().awaited == 4 && line().missing == 0)
    #expect(throws: SupplyFailure.closingReason) { try chain.close(gift, because: " ", as: story.act("2026-10-01")) }
    try chain.close(gift, because: "donné à d'autres", as: story.act("2026-10-01"))
    let closing = try #require(chain.lastEntries.last)
    #expect(try line().awaited == 0 && line().missing == 4)
    #expect(throws: SupplyFailure.closedAlready(gift)) {
      try chain.close(gift, because: "x", as: story.act("2026-10-02"))
    }
    _ = try chain.receive(1, .screen, of: gift, as: story.act("2026-10-05"))
    #expect(try line().received == 1 && line().missing == 3)
    try chain.correct(closing, .annulment, because: "ils viennent", as: story.act("2026-10-06"))
    #expect(throws: StorageFailure.self) {
      try story.database.change { change in
        for _ in 0..<2 {
          try change.run(
            "INSERT INTO donation_closings (entry, donation, reason) VALUES (\(change.entry), \(gift), 'x')")
        }
      }
    }
    #expect(try faults() == [])
  }

  @Test func `received and recycled at once, its disk to be destroyed under the same paper`() throws {
    let code = story.laptops[1]
    try story.bring("portable-2/lshw.json", of: code, on: "2026-09-10")
    #expect(throws: RefurbishmentFailure.self, "not with its data") {
      try story.chain.recycle(code, by: "Recyclerie", slip: "Bon 1", as: story.act("2026-09-10"))
    }
    _ = try story.chain.recycle(
      code, by: "Recyclerie", slip: "Bon 1", destruction: .init(structure: "Recyclerie", slip: "Bon 1"),
      as: story.act("2026-09-10"))
    #expect(try story.state(of: code) == .recycled)
    #expect(throws: InventoryFailure.wrongState(code, is: .recycled, verb: .startRefurbishment)) {
      try story.chain.startWork(on: code, as: story.act("2026-09-11"))
    }
    #expect(try faults() == [])
  }

  @Test func `received and given back at once to whoever gave it`() throws {
    _ = try story.chain.giveBack(
      story.tower, to: nil, receipt: "Reçu 1", destruction: .init(structure: "Mairie d'Exemple", slip: "Reçu 1"),
      as: story.act("2026-09-10"))
    #expect(try story.state(of: story.tower) == .returned && faults() == [])
  }

  @Test func `ready, back to the workshop, and ready again by another verdict`() throws {
    try story.release()
    let first = try story.chain.device(story.laptop).device.standing
    _ = try story.chain.reopenWork(on: story.laptop, because: "clavier", as: story.act("2026-09-20"))
    #expect(throws: InventoryFailure.wrongState(story.laptop, is: .inRefurbishment, verb: .give)) {
      try story.chain.give(story.laptop, to: "Filière", deed: "D", as: story.act("2026-09-20"))
    }
    try story.pass("quality-check", of: story.laptop, on: "2026-09-21", by: WorkshopStory.second)
    _ = try story.chain.release(story.laptop, as: story.act("2026-09-22"))
    #expect(try story.chain.device(story.laptop).device.standing != first && faults() == [])
  }

  @Test func `given, donated again, and behind the gate under the same code`() throws {
    try story.release()
    _ = try story.chain.give(story.laptop, to: "Filière", deed: "D-1", as: story.act("2026-09-20"))
    let again = try story.chain.record(
      donation: [Donation.AnnouncedLine(category: .laptop, quantity: 1)], from: "Mairie d'Exemple", under: nil,
      origin: nil,
      as: story.act("2026-10-01")
    ).id
    let device = try story.chain.receiveAgain(story.laptop, of: again, as: story.act("2026-10-02"))
    #expect(device.round == 2 && device.state == .received && device.code == story.laptop)
    _ = try story.chain.startWork(on: story.laptop, as: story.act("2026-10-03"))
    #expect(try story.missing(of: story.laptop).contains { if case .logOlderThanLastUser = $0 { true } else { false } })
    #expect(try faults() == [])
  }

  @Test func `lost on its way to another structure, found, and arrived`() throws {
    try story.release()
    let note = try story.chain.send(
      [story.laptop], from: "Filière", to: "Mairie d'Exemple", as: story.act("2026-09-20"))
    _ = try story.chain.lose(story.laptop, report: "Plainte 3", as: story.act("2026-09-21"))
    _ = try story.chain.find(story.laptop, as: story.act("2026-09-22"))
    #expect(throws: InventoryFailure.inTransit(story.laptop, note.id)) {
      try story.chain.startWork(on: story.laptop, as: story.act("2026-09-22"))
    }
    _ = try story.chain.receive(shipment: note.id, [story.laptop], as: story.act("2026-09-23"))
    _ = try story.chain.startWork(on: story.laptop, as: story.act("2026-09-24"))
    #expect(try story.chain.device(story.laptop).device.round == 2 && faults() == [])
  }

  @Test func `reserved and released for others, with the reason kept`() throws {
    let story = try ChainStory()
    try story.adoptCollege()
    let code = try story.ready()
    _ = try story.chain.allocate(code, to: story.decided(), as: story.act("2026-09-09"))
    for verb in [{ try story.chain.harvest(code, as: story.act("2026-09-10")) }] {
      #expect(throws: InventoryFailure.wrongState(code, is: .reserved, verb: .harvest)) { try verb() }
    }
    #expect(throws: InventoryFailure.wrongState(code, is: .reserved, verb: .lose), "it is freed first") {
      try story.chain.lose(code, report: "P", as: story.act("2026-09-10"))
    }
    try story.chain.free(code, because: .notCome, as: story.act("2026-09-10"))
    #expect(try story.state(of: code) == .ready)
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }
}
