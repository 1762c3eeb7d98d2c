import Inventory
import Kernel
import LabelPrinting
import Storage
import TestSupport
import Testing
import Typesetting

@testable import Application

@Suite struct `A job of labels` {
  let story: WorkshopStory
  let act: Act

  init() throws {
    story = try WorkshopStory()
    act = try story.act("2026-12-31")
  }

  func order(_ stock: String = "avery-l7160", _ printer: String = "pdf", _ codes: [AssetCode] = []) throws -> LabelOrder
  {
    var order = LabelOrder(
      design: "asset", stock: stock, printer: printer, templates: LabelTemplates(), words: LabelWords(.fr))
    order.codes = codes
    return order
  }

  @Test func `remembers the last label used of each stock`() throws {
    var first = try order("avery-l7160", "pdf", story.laptops)
    first.start = nil
    #expect(try story.chain.renderLabels(first, as: act).printed.last == .init(row: 1, column: story.laptops.count))
    first.start = nil
    first.copies = 3
    let again = try story.chain.renderLabels(first, as: act)
    let labels = story.laptops.count * 4
    #expect(again.printed.last == .init(row: (labels - 1) / 3 + 1, column: (labels - 1) % 3 + 1))
    var other = try order("avery-l7159", "pdf", [story.tower])
    other.start = nil
    #expect(try story.chain.renderLabels(other, as: act).printed.last == .first)
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `begins a new sheet after the last label of one`() throws {
    let stock = try LabelTemplates().stock("avery-l7160")
    #expect(stock.position(after: .init(row: 7, column: 3)) == .first)
    #expect(stock.position(after: .init(row: 2, column: 3)) == .init(row: 3, column: 1))
    #expect(stock.position(after: nil) == .first)
  }

  @Test func `is made again to the byte, whole or from some label on`() throws {
    var wanted = try order("zebra-50x25", "zebra-203", story.laptops + [story.tower])
    wanted.copies = 3
    var bytes: [UInt8] = []
    let made = try story.chain.renderLabels(wanted, as: act, keep: { bytes += $0 })
    func again(from first: Int) throws -> ([UInt8], [Int]) {
      var (pieces, numbers): ([UInt8], [Int]) = ([], [])
      _ = try story.chain.labels(of: made.job, from: first, templates: LabelTemplates(), created: act.recorded) {
        pieces += $0
        if !$0.isEmpty { numbers.append($1) }
      }
      return (pieces, numbers)
    }
    #expect(try again(from: 1).0 == bytes)
    let (rest, numbers) = try again(from: 5)
    #expect(numbers == Array(stride(from: 6, through: wanted.codes.count * 3, by: 3)))
    // Of the second device, two copies are left.
    #expect(String(decoding: rest, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("^PQ") } == "^PQ2,0,1,Y")
    #expect(throws: LabelPrintingFailure.noSuchJob(EntryID(rawValue: 1))) {
      try story.chain.labels(of: EntryID(rawValue: 1), templates: LabelTemplates(), created: act.recorded) { _, _ in }
    }
  }

  @Test func `is printed once its printer has taken it, and not before`() throws {
    try story.chain.wishLabel(of: story.tower, as: act)
    var wanted = try order("zebra-50x25", "zebra-203")
    wanted.wished = true
    let job = try story.chain.renderLabels(wanted, isAccepted: false, as: act).job
    #expect(try story.chain.labelJob(job).sent == 0)
    // A printer that was away printed nothing: the label is still wished for.
    #expect(try story.chain.renderLabels(wanted, isAccepted: false, as: act).printed.labels == 1)
    try story.chain.recordSending(1, of: job, as: act)
    #expect(try story.chain.labelJob(job).sent == 1)
    #expect(throws: LabelChoiceFailure.nothingWished) { try story.chain.renderLabels(wanted, as: act) }
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `uses no label of a sheet before its printer has taken it`() throws {
    var wanted = try order("avery-l7160", "pdf", story.laptops)
    wanted.start = .init(row: 2, column: 2)
    wanted.skip = [6]
    let job = try story.chain.renderLabels(wanted, isAccepted: false, as: act)
    let stock = try LabelTemplates().stock("avery-l7160")
    #expect(try story.chain.nextLabel(of: stock) == .first)
    // Sent, it goes where it was asked for: the fifth label, the seventh and on.
    let last = try story.chain.labels(of: job.job, templates: LabelTemplates(), created: act.recorded) { _, _ in }
    let place = 4 + story.laptops.count
    #expect(last == .init(row: place / 3 + 1, column: place % 3 + 1))
    #expect(last == job.printed.last)
    try story.chain.recordSending(job.printed.labels, of: job.job, last: last, as: act)
    #expect(try story.chain.nextLabel(of: stock) == stock.position(after: last))
    // Made again on another sheet, that one is the last used.
    let other = try story.chain.labels(
      of: job.job, at: LabelPlacing(start: .init(row: 6, column: 1)), templates: LabelTemplates(), created: act.recorded
    ) { _, _ in }
    #expect(other == .init(row: 6, column: story.laptops.count))
    try story.chain.recordSending(job.printed.labels, of: job.job, last: other, as: act)
    #expect(try story.chain.nextLabel(of: stock) == stock.position(after: other))
  }

  @Test func `is of devices in one state, or of one donation`() throws {
    var wanted = try order()
    wanted.query = DeviceChoice(state: .received)
    let received = try story.chain.devices(in: .received).count
    if received > 0 { #expect(try story.chain.renderLabels(wanted, as: act).printed.labels == received) }
    wanted.query = DeviceChoice(donation: DonationID(rawValue: 1))
    #expect(try story.chain.renderLabels(wanted, as: act).printed.labels == story.laptops.count + 1)
    let nobody = DeviceChoice(state: .sold, donation: DonationID(rawValue: 1))
    wanted.query = nobody
    let failure = #expect(throws: LabelChoiceFailure.noDevice(nobody)) {
      try story.chain.renderLabels(wanted, as: act)
    }
    #expect(failure?.text.fr.contains("« --state sold --donation 1 »") ?? false)
  }

  @Test func `is of devices in a location and in what is within, by name, path or number`() throws {
    let building = try story.building().location
    func room(_ name: String, _ kind: Location.Kind, in parent: LocationID) throws -> LocationID {
      try story.chain.addLocation(kind, named: name, in: parent, of: nil, as: act).location.id
    }
    let (first, second) = (try room("Salle 1", .room, in: building.id), try room("Salle 2", .room, in: building.id))
    let (shelf, other) = (try room("A3", .shelf, in: first), try room("A3", .shelf, in: second))
    _ = try story.chain.move(story.laptops[0], to: shelf, as: act)
    _ = try story.chain.move(story.laptops[1], to: other, as: act)
    _ = try story.chain.move(story.laptops[2], to: first, as: act)
    func labels(_ location: String) throws -> Int {
      var wanted = try order()
      wanted.query = DeviceChoice(location: location)
      return try story.chain.renderLabels(wanted, as: act).printed.labels
    }
    #expect(try labels("Atelier") == 3)
    #expect(try labels("salle 1") == 2)
    #expect(try labels("\(other)") == 1)
    #expect(try labels("Atelier › Salle 1 › A3") == 1)
    #expect(try labels("Atelier d'exemple") == 3)
    #expect(throws: LabelLocationFailure.unknown("B7")) { try labels("B7") }
    let both = #expect(throws: LabelLocationFailure.self) { try labels("a3") }
    #expect(both?.candidates == ["\(shelf)", "\(other)"])
  }

  @Test func `keeps codes for devices to come, never given to another`() throws {
    let order = LabelOrder(
      design: "blank", stock: "avery-l7160", printer: "pdf", templates: LabelTemplates(), words: LabelWords(.fr))
    let (codes, labels) = try story.chain.reserveCodes(25, order, as: act)
    #expect(Set(codes).count == 25)
    #expect(labels.printed.pages == 2)
    let kept = try story.database.read { try $0.count("SELECT count(*) AS n FROM reserved_codes") }
    #expect(kept == 25)
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  /// The first number drawn makes a code that is a device's already, the second one that was kept a moment ago.
  struct Unlucky: RandomNumberGenerator {
    var numbers: [UInt64]
    mutating func next() -> UInt64 { numbers.isEmpty ? 47 : numbers.removeFirst() }

    static func drawing(_ code: AssetCode) -> UInt64 {
      code.characters.prefix(8).enumerated().reduce(0) { number, character in
        number | UInt64(AssetCode.alphabet.firstIndex(of: character.element) ?? 0) << UInt64(5 * character.offset)
      }
    }
  }

  @Test func `never keeps a code that is a device's, or kept already`() throws {
    let taken = try #require(story.laptops.first)
    let codes = try story.database.change { change in
      var first = Unlucky(numbers: [Unlucky.drawing(taken), 7])
      let one = try DeviceStore.reserveCode(in: change, using: &first)
      var second = Unlucky(numbers: [Unlucky.drawing(taken), 7])
      return [one, try DeviceStore.reserveCode(in: change, using: &second)]
    }
    #expect(Unlucky.drawing(codes[0]) == 7 && Unlucky.drawing(codes[1]) == 47)
  }

  @Test func `of a list is as long as the list, wherever its batches end`() throws {
    let lines = (1...2_345).map { "PC-\($0),Portable \($0)" }.joined(separator: "\n")
    var order = try order()
    order.list = LabelList(Array("code,name\n\(lines)\n".utf8), baseURL: nil)
    var told: [(Int, Int)] = []
    let printed = try order.print(created: act.recorded, progress: { told.append(($0, $1)) }, keep: { _ in })
    #expect(printed.labels == 2_345 && printed.pages == 112 && printed.last == .init(row: 5, column: 2))
    #expect(told.map(\.0) == Array(1...2_345) + [2_345])
    #expect(told.last.map { $0.0 == $0.1 } == true && told.dropLast().allSatisfy { $0.0 < $0.1 })
  }

  @Test func `takes a list's titles as its user says they are meant`() throws {
    let csv = "N° inventaire;Quoi\nPC-7;Portable\n"
    let items = try LabelList(Array(csv.utf8), mapped: ["N° inventaire": .code, "quoi": .name], baseURL: nil).items()
    #expect(items == [LabelItem("PC-7", lines: ["Portable", "", ""])])
  }

  @Test func `is set right by what was measured of its printer`() throws {
    let (pdf, zebra) = (try LabelTemplates().printer("pdf"), try LabelTemplates().printer("zebra-203"))
    try story.chain.calibrate(pdf, .init(dx: 0.35, dy: -1.2, scaleX: 1.002, scaleY: 0.998, skew: 0.001), as: act)
    #expect(
      try story.chain.calibration(of: "pdf") == .init(dx: 0.35, dy: -1.2, scaleX: 1.002, scaleY: 0.998, skew: 0.001))
    #expect(throws: LabelPrintingFailure.offsetOnly(printer: "zebra-203")) {
      try story.chain.calibrate(zebra, .init(scaleX: 1.01), as: act)
    }
    var plain = try order()
    plain.items = [LabelItem("PC-7", lines: [])]
    var (before, after): ([UInt8], [UInt8]) = ([], [])
    _ = try plain.print(created: act.recorded) { before += $0 }
    _ = try story.chain.renderLabels(plain, as: act, keep: { after += $0 })
    #expect(before != after)
  }

  @Test(arguments: [
    "DELETE FROM label_jobs", "UPDATE label_jobs SET labels = 1", "UPDATE label_job_items SET code = 'X'",
    "INSERT INTO label_sendings SELECT 999, entry, labels + 1, stock, 1, 1 FROM label_jobs",
    "UPDATE label_sendings SET sent = 0", "DELETE FROM reserved_codes",
    "INSERT INTO label_calibrations VALUES (999, 'pdf', 90000, 0, 1000000, 1000000, 0)",
  ])
  func `keeps what it recorded, whatever is written straight into the file`(sql: String) throws {
    _ = try story.chain.renderLabels(try order("avery-l7160", "pdf", story.laptops), as: act)
    let blank = LabelOrder(
      design: "blank", stock: "avery-l7160", printer: "pdf", templates: LabelTemplates(), words: LabelWords(.fr))
    _ = try story.chain.reserveCodes(1, blank, as: act)
    #expect(throws: StorageFailure.self) {
      try story.database.change { change in try change.run(SQL(stringLiteral: sql)) }
    }
  }

  /// One code is right; of the others, two neighbours are swapped, an 8 is read for a B, one is anybody's own number.
  @Test func `of a list tells the codes that were misread, and what they were`() throws {
    var wanted = try order()
    wanted.list = LabelList(
      Array("code\nREB-0ND-475\nRBE-0ND-475\n10000000D\nZZZZZZZZ3\n1OOOOOOOD\n0000000B0\nAB-123\n".utf8), baseURL: nil)
    let printed = try story.chain.renderLabels(wanted, as: act).printed
    #expect(printed.labels == 7)
    #expect(printed.misread.map(\.line) == [3, 7])
    #expect(printed.misread[0].code == "RBE-0ND-475")
    #expect(printed.misread[0].likely.map(\.description).contains("REB-0ND-475"))
    // A code that the instance has given is what was meant.
    let device = story.laptops[0].characters
    let slip = String(device.dropLast()) + (device.last == "7" ? "8" : "7")
    wanted.list = LabelList(
      Array("code\n\(slip.prefix(3))-\(slip.dropFirst(3).prefix(3))-\(slip.suffix(3))\n".utf8), baseURL: nil)
    #expect(try story.chain.renderLabels(wanted, as: act).printed.misread.map(\.likely) == [[story.laptops[0]]])
    // Nine characters of somebody else's numbering are no misread codes.
    wanted.list = LabelList(Array("code\nCODE00001\nCODE00002\nCODE00003\n".utf8), baseURL: nil)
    #expect(try story.chain.renderLabels(wanted, as: act).printed.misread.isEmpty)
  }

  @Test func `of a list takes what its lines say`() throws {
    let csv = "Code;Nom;Line2;URL\nm9s346q3v;Portable « été »;16 Go;\nPC-7;;;https://exemple.fr/PC-7\n"
    let items = try LabelList(Array(csv.utf8), baseURL: "https://r47.example").items()
    #expect(items.map(\.code) == ["M9S-346-Q3V", "PC-7"])
    #expect(items.map(\.payload) == ["HTTPS://R47.EXAMPLE/M9S346Q3V", "https://exemple.fr/PC-7"])
    #expect(items[0].lines == ["Portable « été »", "16 Go", ""])
    #expect(throws: LabelListFailure.noCode(line: 3)) {
      try LabelList(Array("code,name\nA,b\n,c\n".utf8), baseURL: nil).items()
    }
  }
}
