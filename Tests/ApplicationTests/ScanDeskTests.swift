import Directory
import Inventory
import Kernel
import LabelPrinting
import Refurbishment
import Scanning
import Storage
import TestSupport
import Testing

@testable import Application

/// A workshop whose people have badges, and work by scanning.
struct ScanStory {
  let story: WorkshopStory
  let desk: ScanDesk
  private let badges: [String: String]

  init(person: String? = WorkshopStory.founder, today: Day = "2026-12-31", at path: String? = nil) throws {
    story = try WorkshopStory(today: today, at: path)
    let act = try story.act("2026-09-02")
    var badges: [String: String] = [:]
    for (name, pin) in [(WorkshopStory.founder, nil), (WorkshopStory.second, "4711")] {
      let given = try story.chain.giveBadge(to: name, pin: pin.map { try PIN($0) }, as: act)
      badges[name] = Card.badge(given.badge.number).payload
    }
    self.badges = badges
    desk = try ScanDesk(story.chain, person: person)
  }

  var laptop: AssetCode { story.laptop }

  func badge(of name: String) -> String { badges[name] ?? "" }

  /// Scans lines, and gives the kinds of what they told.
  @discardableResult
  func scan(_ lines: String..., at desk: ScanDesk? = nil) throws -> [Notice.Kind] {
    try lines.compactMap { try (desk ?? self.desk).take(line: $0)?.kind }
  }

  func told(_ line: String, at desk: ScanDesk? = nil) throws -> Notice {
    try #require(try (desk ?? self.desk).take(line: line))
  }

  func card(_ check: String, _ outcome: Card.Outcome) throws -> String {
    Card.ended(try #require(CardName(check)), outcome).payload
  }

  static let ok = Card.ok.payload, undo = Card.undo.payload, start = Card.start.payload, next = Card.next.payload
  static let passed = Card.outcome(.passed, nil).payload
}

@Suite struct `Working by scanning` {
  typealias S = ScanStory

  /// From the pallet to ready, the keyboard touched for a PIN alone.
  @Test func `brings a laptop from reception to ready`() throws {
    let scans = try ScanStory()
    let (story, code) = (scans.story, scans.laptop)
    try story.bring("portable-1/lshw.json", of: code, on: "2026-12-30")
    try story.bring("portable-1/nwipe.log", of: code, on: "2026-12-30")
    #expect(try scans.scan(code.characters, S.start, Card.triage(.good).payload) == [.device, .done, .done])
    // The grid, in the order of the route: the erasure waits for its second person, and what comes after it too.
    var looked = 0
    while try scans.told(S.next).text.fr != "Plus aucun contrôle à faire." {
      #expect(try scans.told(S.passed).kind == .done)
      looked += 1
      try #require(looked < 40)
    }
    #expect(try story.chain.dossier(of: code).last("os-boots") == nil)
    #expect(
      try scans.scan(scans.badge(of: WorkshopStory.second), code.characters, Card.validate.payload, "4711") == [
        .person, .device, .pin, .done,
      ])
    try scans.scan(scans.badge(of: WorkshopStory.founder), code.characters)
    while try scans.told(S.next).text.fr != "Plus aucun contrôle à faire." { try scans.scan(S.passed) }
    let quality = try scans.card("quality", .passed)
    #expect(try scans.told(quality).text.fr.contains("autre personne"))
    try scans.scan(S.ok, scans.badge(of: WorkshopStory.second), code.characters, quality)
    let grades = [(Card.Axis.battery, "b"), (.cosmetic, "b"), (.functional, "a")].map { axis, grade in
      Card.grade(axis, CardName(grade)).payload
    }
    for grade in grades { try scans.scan(grade) }
    #expect(try scans.told(Card.release.payload).kind == .done)
    #expect(try story.state(of: code) == .ready)
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `records who did what, with the reason on the condition report`() throws {
    let scans = try ScanStory()
    try scans.scan(S.start, scans.laptop.characters, S.ok)
    let other = scans.story.laptops[1]
    try scans.scan(S.start, other.characters, S.ok, scans.badge(of: WorkshopStory.second), scans.laptop.characters)
    try scans.scan(
      Card.triage(.good).payload, Card.outcome(.declared, .worn).payload,
      Card.check(try #require(CardName("casing"))).payload)
    let record = try #require(try scans.story.chain.dossier(of: scans.laptop).last("casing"))
    #expect(record.result == CheckResult("casing", .declared, note: "usé") && record.by == PersonID(rawValue: 2))
    #expect(try scans.story.state(of: other) == .inRefurbishment)
  }

  @Test func `tells a refusal in short words, and locks until it is read`() throws {
    let scans = try ScanStory()
    try scans.scan(scans.laptop.characters)
    #expect(
      try scans.told(try scans.card("keyboard", .passed)).text.fr
        == "\(scans.laptop) n'est pas en atelier : scannez d'abord ATELIER.")
    let head = try scans.story.head
    #expect(try scans.scan(S.start, scans.badge(of: WorkshopStory.second), S.undo) == [.locked, .locked, .locked])
    #expect(try scans.story.head == head)
    #expect(try scans.scan(S.ok, S.start) == [.unlocked, .done])
    #expect(
      try scans.told(try scans.card("keyboard", .passed)).text.fr.hasPrefix(
        "« Clavier et prises » : trop tôt. D'abord : Tri"))
    try scans.scan(S.ok)
    #expect(try scans.told(Card.release.payload).text.fr.hasPrefix("\(scans.laptop) ne peut pas sortir : il manque"))
  }

  @Test func `looks a serial number up, and nothing unknown is done`() throws {
    let scans = try ScanStory()
    try scans.story.bring("portable-1/lshw.json", of: scans.laptop, on: "2026-12-30")
    let serial = try #require(try scans.story.chain.device(scans.laptop).identity.serial)
    #expect(try scans.told(serial).device == scans.laptop)
    #expect(try scans.scan("QWERTZUIOP") == [.refused])
    try scans.scan(S.ok)
    #expect(try scans.scan("10000000D") == [.refused])
    #expect(scans.desk.state.lock?.fr == "100-000-00D : aucun appareil ne porte ce code.")
  }

  @Test func `takes back one's own last act, while nothing rests on it`() throws {
    let scans = try ScanStory()
    try scans.scan(scans.laptop.characters, S.start)
    #expect(try scans.scan(S.undo, S.undo) == [.undone, .already])
    #expect(try scans.story.state(of: scans.laptop) == .received)
    // Of somebody else's act, or once something rests on it, nothing is taken back.
    try scans.scan(S.start)
    try scans.story.pass("triage", of: scans.laptop, on: "2026-12-31", by: WorkshopStory.second)
    #expect(try scans.scan(S.undo) == [.refused])
    #expect(try scans.story.state(of: scans.laptop) == .inRefurbishment)
    #expect(try scans.scan(S.ok, scans.badge(of: WorkshopStory.second), S.undo) == [.unlocked, .person, .already])
  }

  @Test func `tells the second of two what the first did`() throws {
    let scans = try ScanStory()
    let other = try ScanDesk(scans.story.chain, person: WorkshopStory.second)
    try scans.scan(scans.laptop.characters)
    try scans.scan(scans.laptop.characters, at: other)
    try scans.scan(S.start)
    let told = try scans.told(S.start, at: other)
    #expect(told.kind == .refused)
    #expect(
      told.text.fr
        == "\(scans.laptop) : mis en atelier par Camille Exemple à 13:00 entre-temps. Vérifiez, puis scannez OK et recommencez."
    )
    // Once that is read, the next try rests on it.
    try scans.scan(S.ok, at: other)
    #expect(try scans.told(Card.triage(.good).payload, at: other).kind == .done)
    // In a series nothing was seen before: the rule refuses, and says who was first.
    try scans.scan(S.ok, S.ok, at: other)
    try scans.scan(S.start, at: other)
    #expect(try scans.told(scans.laptop.characters, at: other).kind == .refused)
    #expect(other.state.lock?.fr.contains("« en atelier »") == true)
  }

  @Test func `lets two people wish for labels of one device meanwhile`() throws {
    let scans = try ScanStory()
    let other = try ScanDesk(scans.story.chain, person: WorkshopStory.second)
    try scans.scan(scans.laptop.characters)
    try scans.scan(scans.laptop.characters, Card.label.payload, at: other)
    #expect(try scans.scan(S.start) == [.done])
  }

  @Test(arguments: [
    "DELETE FROM label_wishes", "UPDATE label_wishes SET device = 2",
    "INSERT OR REPLACE INTO label_wishes SELECT * FROM label_wishes",
    "INSERT INTO label_wishes (entry, device) VALUES (999, NULL)",
    "INSERT INTO label_wishes (entry, device) VALUES (999, 999)",
  ])
  func `keeps what was wished for, whatever is written straight into the file`(sql: String) throws {
    let scans = try ScanStory()
    try scans.scan(scans.laptop.characters, Card.label.payload)
    #expect(throws: StorageFailure.self) {
      try scans.story.database.change { try $0.run(SQL(stringLiteral: sql)) }
    }
  }

  @Test func `leaves a device that is kept for somebody alone`() throws {
    let story = try ChainStory()
    try story.adoptCollege()
    let code = try story.ready()
    _ = try story.chain.allocate(code, to: story.decided(), as: story.act("2026-09-09"))
    let desk = try ScanDesk(story.chain, person: ChainStory.founder)
    for card in [Card.start, .release, .ended(try #require(CardName("keyboard")), .passed)] {
      _ = try desk.take(line: code.characters)
      #expect(
        try desk.take(line: card.payload)?.text.fr
          == "\(code) est RÉSERVÉ à quelqu'un. N'y touchez pas ; demandez au guichet.")
      _ = try desk.take(line: Card.ok.payload)
    }
    #expect(try story.state(of: code) == .reserved)
    #expect(try desk.take(line: Card.show.payload)?.text.fr.contains("réservé") == true)
  }

  @Test(arguments: [
    ("4712", "Mauvais code secret."),
    ("12", "Ce n'est pas un code secret : il faut de quatre à huit chiffres. Tapez-le de nouveau."),
  ])
  func `validates nothing on another PIN`(typed: String, told: String) throws {
    let scans = try ScanStory(person: WorkshopStory.second)
    try scans.scan(scans.laptop.characters, Card.validate.payload)
    let notice = try scans.told(typed)
    #expect(notice.kind == .refused && notice.text.fr == told && !notice.text.fr.contains(typed))
  }

  @Test func `validates nothing without a PIN of one's own`() throws {
    let scans = try ScanStory()
    #expect(try scans.scan(scans.laptop.characters, Card.validate.payload, "4711") == [.device, .pin, .refused])
    #expect(scans.desk.state.lock?.fr.contains("n'a pas de code secret") == true)
  }

  @Test func `knows a badge until another is given`() throws {
    let scans = try ScanStory(person: nil)
    let old = scans.badge(of: WorkshopStory.second)
    let act = try scans.story.act("2026-12-31")
    let new = try scans.story.chain.giveBadge(to: WorkshopStory.second, pin: nil, as: act).badge
    #expect(try scans.scan(old, S.ok, Card.badge(new.number).payload) == [.refused, .unlocked, .person])
    #expect(scans.desk.state.person?.name == WorkshopStory.second)
  }

  @Test func `gives badges to others as a manager only, and to oneself always`() throws {
    let scans = try ScanStory()
    let second = try scans.story.act("2026-12-31", by: WorkshopStory.second)
    #expect(throws: ChainFailure.anothersBadge) {
      try scans.story.chain.giveBadge(to: WorkshopStory.founder, pin: PIN("1234"), as: second)
    }
    _ = try scans.story.chain.giveBadge(to: WorkshopStory.second, pin: nil, as: second)
  }

  @Test func `keeps the labels wished for until a run prints them, each once`() throws {
    let scans = try ScanStory()
    let (chain, act) = (scans.story.chain, try scans.story.act("2026-12-31"))
    func run() throws -> Int {
      var order = LabelOrder(
        design: "asset", stock: "avery-l7160", printer: "pdf", templates: .init(), words: LabelWords(.fr))
      order.wished = true
      return try chain.renderLabels(order, as: act).printed.labels
    }
    try scans.scan(
      Card.label.payload, scans.laptop.characters, scans.laptop.characters, scans.story.laptops[1].characters)
    try scans.scan(scans.story.tower.characters, S.undo, S.ok, scans.laptop.characters, Card.label.payload)
    #expect(try run() == 2)
    #expect(throws: LabelChoiceFailure.nothingWished) { try run() }
    try scans.scan(S.ok, Card.label.payload, scans.story.tower.characters)
    #expect(try run() == 1)
    #expect(try chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test(arguments: CardSet.allCases) func `prints cards, each set of them`(set: CardSet) throws {
    let scans = try ScanStory()
    let building = try scans.story.building()
    _ = try scans.story.chain.takePart(
      .fan, named: "Ventilateur", outOf: nil, price: nil, as: scans.story.act("2026-12-30"))
    var bytes: [UInt8] = []
    let count = try scans.story.chain.printCards(set, language: .fr, as: scans.story.act("2026-12-31")) { bytes = $0 }
    #expect(bytes.starts(with: "%PDF".utf8))
    #expect(building.path == "Atelier")
    switch set {
    case .badges: #expect(count == 2)
    case .places: #expect(count == 2, "putting there, and counting there")
    case .shipments: #expect(try count == scans.story.chain.structures().count)
    case .parts: #expect(count == 1, "one for each in stock")
    case .work, .checks, .all: #expect(count > 30)
    }
  }

  @Test func `prints no badges where nobody has one`() throws {
    let story = try WorkshopStory()
    #expect(throws: LabelPrintingFailure.nothingToPrint) {
      try story.chain.printCards(.badges, language: .fr, as: story.act("2026-12-31")) { _ in }
    }
  }
}
