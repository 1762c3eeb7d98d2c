import Directory
import Inventory
import Kernel
import Refurbishment
import Storage
import Supply
import TestSupport
import Testing

@testable import Application

@Suite struct `A lot handed to recycling` {
  let story: WorkshopStory
  /// A disk taken out of the first laptop, and a fan of the second.
  let disk: MediumID
  let fan: PartID
  static let bsd = "BSD-20260920-ABC123XYZ"

  init() throws {
    story = try WorkshopStory()
    _ = try story.chain.register(
      structure: "Recyclerie", kind: .recyclerie, siret: nil, uai: nil, rna: nil, commune: nil,
      as: story.act("2026-09-01"))
    try story.bring("portable-1/lshw.json", of: story.laptop, on: "2026-09-15")
    for code in story.laptops[..<2] { _ = try story.chain.sort(code, as: .parts, by: story.act("2026-09-15")) }
    disk = try story.chain.removeMedium(
      "EMU-HDD-0001", from: story.laptop, because: "Disque mort", as: story.act("2026-09-16")
    ).medium.id
    fan = try story.chain.takePart(
      .fan, named: "Ventilateur", outOf: story.laptops[1], price: nil, as: story.act("2026-09-16")
    ).id
    try story.chain.tell(yearMade: nil, grams: 2_100, of: story.laptops[1], as: story.act("2026-09-16"))
  }

  private func send(
    _ devices: [AssetCode] = [], media: [MediumID] = [], parts: [PartID] = [], destroys: Bool = true,
    to recycler: String = "Recyclerie", slip: String = bsd, grams: Int = 5_400
  ) throws -> RecyclingSheet {
    var order = RecyclingOrder()
    (order.devices, order.media, order.parts, order.destroys) = (devices, media, parts, destroys)
    return try story.chain.recycle(
      order, by: recycler, slip: slip, grams: grams, paper: Array("PDF".utf8), as: story.act("2026-09-20"))
  }

  @Test func `binds devices, media and parts to one slip and one weight`() throws {
    let sheet = try send([story.laptops[1]], media: [disk], parts: [fan])
    #expect(sheet.lot.grams == 5_400 && sheet.knownGrams == 2_100 && sheet.lot.slip.isBSD && sheet.lot.paper != nil)
    #expect(sheet.lines.map(\.code) == [story.laptops[1], story.laptop, story.laptops[1]])
    #expect(try story.state(of: story.laptops[1]) == .recycled)
    #expect(try story.chain.device(story.laptops[1]).departure?.departure.slip == Self.bsd)
    #expect(try story.chain.looseMedia().isEmpty && story.chain.parts(alsoUsed: false).isEmpty)
    #expect(try story.chain.recyclingLots().map(\.lot.id) == [sheet.lot.id])
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `lets nothing go with its data but to be destroyed under the slip`() throws {
    #expect(throws: RefurbishmentFailure.notReady(story.laptop, [.mediumNotErased("EMU-HDD-0001")])) {
      try send(media: [disk], destroys: false)
    }
    #expect(throws: RefurbishmentFailure.self) { try send([story.laptops[1]], destroys: false) }
    // All of it or nothing: the refusal of one thing leaves the others where they were.
    #expect(throws: InventoryFailure.wrongState(story.tower, is: .recycled, verb: .recycle)) {
      _ = try send([story.tower])
      _ = try send([story.laptops[1], story.tower], parts: [fan])
    }
    #expect(try story.state(of: story.laptops[1]) == .inRefurbishment)
    #expect(try story.chain.parts(alsoUsed: false).map(\.part.id) == [fan])
    #expect(try story.chain.recyclingLots().count == 1)
  }

  @Test func `goes to whoever recycles, weighed, under a reference`() throws {
    #expect(throws: SupplyFailure.noRecycler(structure: "Filière")) { try send(parts: [fan], to: "Filière") }
    #expect(throws: InventoryFailure.nothingInLot) { try send() }
    #expect(throws: InventoryFailure.weight(0)) { try send(parts: [fan], grams: 0) }
    #expect(throws: InventoryFailure.emptySlip) { try send(parts: [fan], slip: " ") }
    for slip in ["BSD-1", "BSD-20261340-ABC123XYZ", "BSD-20260920-ABC123XY", "bsd 20260920 ABC123XYZ"] {
      #expect(throws: InventoryFailure.bsdNumber(slip)) { try send(parts: [fan], slip: slip) }
    }
    #expect(try send(parts: [fan], slip: "bsd-20260920-abc123xyz").lot.slip.reference == Self.bsd)
  }

  @Test func `gives a thing back alone, and is taken back once it is empty`() throws {
    let sheet = try send([story.laptops[1]], parts: [fan])
    let entries = story.chain.lastEntries
    #expect(entries.count == 3)
    #expect(throws: CorrectionFailure.self, "things left with it") {
      try story.chain.correct(sheet.lot.entry, .annulment, because: "x", as: story.act("2026-09-21"))
    }
    for entry in entries where entry != sheet.lot.entry {
      try story.chain.correct(entry, .annulment, because: "x", as: story.act("2026-09-21"))
    }
    #expect(try story.state(of: story.laptops[1]) == .inRefurbishment)
    #expect(try story.chain.recyclingLot(sheet.lot.id).lines.isEmpty)
    #expect(try story.chain.parts(alsoUsed: false).map(\.part.id) == [fan])
    try story.chain.correct(sheet.lot.entry, .annulment, because: "x", as: story.act("2026-09-21"))
    #expect(throws: InventoryFailure.noSuchLot(sheet.lot.id)) { try story.chain.recyclingLot(sheet.lot.id) }
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `takes no part that is used, and no repair a part that is gone`() throws {
    _ = try story.chain.sort(story.laptops[2], as: .repair, by: story.act("2026-09-15"))
    let repair = try story.chain.openRepair(of: story.laptops[2], diagnosis: "Chauffe", as: story.act("2026-09-16"))
      .repair.id
    _ = try send(parts: [fan])
    #expect(throws: InventoryFailure.partGone(fan)) {
      try story.chain.use(fan, for: repair, as: story.act("2026-09-21"))
    }
    let other = try story.chain.takePart(.fan, named: "Autre", outOf: nil, price: nil, as: story.act("2026-09-16")).id
    _ = try story.chain.use(other, for: repair, as: story.act("2026-09-17"))
    #expect(throws: InventoryFailure.partUsed(other, repair: repair)) { try send(parts: [other]) }
  }

  @Test(arguments: [
    ("INSERT INTO recycling_items (entry, lot, device) VALUES (ENTRY, 1, 3)", "sans être parti avec lui"),
    ("INSERT INTO recycling_items (entry, lot, medium) VALUES (ENTRY, 1, 1)", "sans être parti avec lui"),
    ("INSERT INTO recycling_items (entry, lot, part) VALUES (ENTRY, 1, 1)", "n'est pas en stock"),
    ("INSERT INTO part_uses (entry, part, repair) VALUES (ENTRY, 1, 1)", "partie au recyclage"),
    ("INSERT INTO recycling_items (entry, lot) VALUES (ENTRY, 1)", ""),
    ("INSERT INTO recycling_lots (recycler, slip, grams, entry) VALUES (1, 'BSD-1', 10, ENTRY)", ""),
    ("INSERT INTO recycling_lots (recycler, slip, grams, entry) VALUES (1, 'x', 0, ENTRY)", ""),
    ("UPDATE recycling_lots SET grams = 1", "never changed"), ("DELETE FROM recycling_items", "never deleted"),
  ])
  func `is guarded against straight SQL`(sql: String, said: String) throws {
    _ = try send(parts: [fan])
    let failure = #expect(throws: StorageFailure.self) {
      try story.database.change { change in
        try change.run(SQL(stringLiteral: sql.replacing("ENTRY", with: "\(change.entry)")))
      }
    }
    if case .guarded(let words) = failure { #expect(words.contains(said)) } else { #expect(said.isEmpty) }
  }
}
