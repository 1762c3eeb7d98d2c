import Kernel
import Storage
import TestSupport
import Testing

@testable import Inventory

/// What a hand outside the program tries, after some acts, and what the schema says; `?` stands for the act's own entry.
struct Try: CustomTestStringConvertible {
  let statement: String
  let refusal: String
  init(_ statement: String, _ refusal: String) { (self.statement, self.refusal) = (statement, refusal) }
  var testDescription: String { statement }

  func check(on database: Database) throws {
    let parts = statement.split(separator: "?", omittingEmptySubsequences: false).map(String.init)
    let failure = #expect(throws: StorageFailure.self) {
      try database.change(.sample(on: "2026-10-01")) { change in
        try change.run(
          parts.dropFirst().reduce(SQL(stringLiteral: parts[0])) { $0 + "\(change.entry)" + SQL(stringLiteral: $1) })
      }
    }
    let said = "\(try #require(failure))".replacing("\\'", with: "'")
    #expect(said.contains(refusal), "\(said)")
  }
}

@Suite struct `A person's own thing in for repair` {
  private let yard: Yard
  private static let code: AssetCode = "TEST0001B"

  init() throws { yard = try Yard() }

  private func take(_ code: AssetCode = Self.code, disk: String = "DISK-7") throws -> Visitor {
    try yard.database.change(.sample(on: "2026-09-10")) { change in
      try VisitorStore.take(
        code, category: .laptop, name: "Portable d'exemple",
        owner: VisitorOwner(name: "Sacha Exemple", contact: "01 23 45 67 89"), serials: [disk], in: change)
    }
  }

  @Test func `is never in the stock, and every verb of a device refuses it`() throws {
    let visitor = try take()
    #expect(throws: InventoryFailure.isVisitor(Self.code)) { try yard.device(Self.code) }
    #expect(throws: InventoryFailure.codeTaken(Self.code)) { try yard.receive(Self.code) }
    #expect(throws: InventoryFailure.codeTaken(laptop)) { try take(laptop) }
    #expect(try yard.database.read { try VisitorStore.bearer(ofMediumSerial: "DISK-7", in: $0) } == visitor)
  }

  @Test func `goes back once, and its owner can be forgotten then`() throws {
    let visitor = try take()
    #expect(throws: InventoryFailure.visitorHere(Self.code)) {
      try yard.database.change { try VisitorStore.forgetOwner(of: visitor, in: $0) }
    }
    try yard.database.change(.sample(on: "2026-09-12")) { try VisitorStore.giveBack(visitor, in: $0) }
    let back = try yard.database.read { try VisitorStore.visitor(Self.code, in: $0) }
    #expect(back.returned == "2026-09-12")
    #expect(throws: InventoryFailure.visitorGone(Self.code)) {
      try yard.database.change { try VisitorStore.giveBack(back, in: $0) }
    }
    #expect(try yard.database.read { try VisitorStore.bearer(ofMediumSerial: "DISK-7", in: $0) } == nil)
    try yard.database.change { try VisitorStore.forgetOwner(of: back, in: $0) }
    #expect(try yard.database.read { try VisitorStore.owner(of: visitor.id, in: $0) } == nil)
    #expect(try yard.database.read { try VisitorStore.all(alsoGone: false, in: $0) }.isEmpty)
  }

  @Test(arguments: [
    Try(
      "INSERT INTO visitors (id, code, category, name, entry) VALUES (9, '000000000', 'laptop', 'x', ?)",
      "appareil de la filière"),
    Try("UPDATE visitors SET name = 'y'", "never changed"), Try("DELETE FROM visitors", "never deleted"),
    Try(
      """
      INSERT INTO devices (code, category, legal_origin, donation_line, standing, round, state)
      VALUES ('TEST0001B', 'laptop', 'company-gift', 1, ?, 1, 'received')
      """, "n'entre jamais dans le stock"),
    Try("UPDATE devices SET code = 'TEST0001B'", "n'entre jamais dans le stock"),
    Try("INSERT INTO visitor_returns (entry, visitor) VALUES (?, 1)", "déjà rendu"),
    Try("DELETE FROM visitor_returns", "never deleted"),
  ])
  func `is guarded by the schema`(attempt: Try) throws {
    let visitor = try take()
    try yard.database.change { try VisitorStore.giveBack(visitor, in: $0) }
    try attempt.check(on: yard.database)
  }
}

@Suite struct `A part` {
  @Test func `keeps the device it was taken out of, and is used once`() throws {
    let yard = try Yard(.inRefurbishment)
    let device = try yard.device()
    let part = try yard.database.change(.sample(on: "2026-09-10")) {
      try PartStore.take(.memory, named: "4 Go DDR4", from: .harvested(from: device.id), in: $0)
    }
    let repair = RepairID(rawValue: 3)
    try yard.database.change(.sample(on: "2026-09-11")) { _ = try PartStore.use(part, for: repair, in: $0) }
    let used = try yard.database.read { try PartStore.part(part, in: $0) }
    #expect(used.origin == .harvested(from: device.id) && used.used == repair)
    #expect(throws: InventoryFailure.partUsed(part, repair: repair)) {
      try yard.database.change { _ = try PartStore.use(part, for: RepairID(rawValue: 4), in: $0) }
    }
    #expect(try yard.database.read { try PartStore.all(alsoUsed: false, in: $0) }.isEmpty)
  }

  @Test func `is bought, or taken in the workshop only; a disk is a medium`() throws {
    let yard = try Yard(.inRefurbishment)
    func take(_ kind: Part.Kind, _ origin: Part.Origin, _ name: String = "x") throws {
      try yard.database.change { _ = try PartStore.take(kind, named: name, from: origin, in: $0) }
    }
    let (here, received) = (try yard.device(), try yard.device(other))
    #expect(throws: InventoryFailure.notHarvestable(other, is: .received)) {
      try take(.fan, .harvested(from: received.id))
    }
    #expect(throws: InventoryFailure.mediumAsPart(laptop)) { try take(.storage, .harvested(from: here.id)) }
    #expect(throws: InventoryFailure.partName) { try take(.fan, .bought(nil), " ") }
    #expect(throws: InventoryFailure.price(Money(euros: -1))) { try take(.fan, .bought(Money(euros: -1))) }
    try take(.storage, .bought(Money(euros: 20)))
  }

  @Test(arguments: [
    Try("INSERT INTO parts (kind, name, device, entry) VALUES ('fan', 'x', 2, ?)", "en atelier ou démonté"),
    Try("INSERT INTO parts (kind, name, device, entry) VALUES ('storage', 'x', 1, ?)", "CHECK constraint failed"),
    Try("INSERT INTO part_uses (entry, part, repair) VALUES (?, 1, 2)", "déjà montée"),
    Try("UPDATE parts SET name = 'y'", "never changed"), Try("DELETE FROM part_uses", "never deleted"),
  ])
  func `is guarded by the schema`(attempt: Try) throws {
    let yard = try Yard(.inRefurbishment)
    try yard.database.change(.sample(on: "2026-09-10")) { change in
      let part = try PartStore.take(.memory, named: "4 Go", from: .bought(nil), in: change)
      _ = try PartStore.use(part, for: RepairID(rawValue: 1), in: change)
    }
    try attempt.check(on: yard.database)
  }
}

@Suite struct `A lent device in for repair` {
  @Test func `goes back under the same contract, whatever a hand writes`() throws {
    let yard = try Yard(.inRepair)
    let device = try yard.device()
    #expect(device.state == .inRepair(proof: EntryID(rawValue: 4), under: Yard.contract))
    #expect(device.round == 1 && device.state.name.keepsData)
    try Try(
      """
      INSERT INTO movements (entry, device, previous, verb, round, state, proof, contract)
      VALUES (?, 1, 7, 'hand-back', 1, 'out', 4, 77)
      """, "ce mouvement n'existe pas dans cet état"
    ).check(on: yard.database)
    #expect(
      try yard.move(by: .handBack, on: "2026-09-20").state == .out(proof: EntryID(rawValue: 4), under: Yard.contract))
  }
}
