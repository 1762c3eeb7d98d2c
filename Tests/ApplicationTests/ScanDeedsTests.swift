import Directory
import Inventory
import Kernel
import Refurbishment
import Scanning
import Storage
import TestSupport
import Testing

@testable import Application

@Suite struct `Counting, sending and handing back by scanning` {
  typealias S = ScanStory

  @Test func `a stock-take goes on from one person to another, and counts each device once`() throws {
    let scans = try ScanStory()
    let (chain, place) = (scans.story.chain, try scans.story.building().location.id)
    try chain.move(scans.laptop, to: place, as: scans.story.act("2026-12-30"))
    let card = Card.stockTake(place).payload
    try scans.scan(card)
    #expect(try scans.told(scans.laptop.characters).text.fr.contains("trouvé (Atelier)"))
    #expect(try scans.scan(scans.laptop.characters) == [.already], "twice within the same act")
    #expect(try scans.told(scans.story.tower.characters).text.fr.contains("inattendu"))
    // Somebody else goes on with it at another desk; what was seen is seen.
    let other = try ScanDesk(chain, person: WorkshopStory.second)
    try scans.scan(card, at: other)
    #expect(try scans.told(scans.laptop.characters, at: other).text.fr.contains("déjà vu"))
    try scans.scan(scans.story.laptops[1].characters, at: other)
    #expect(try chain.stockTake(StockTakeID(rawValue: 1)).lines.count == 3)
    // What was scanned by mistake was not seen.
    #expect(try scans.scan(S.undo, at: other) == [.undone])
    #expect(try chain.stockTake(StockTakeID(rawValue: 1)).lines.count == 2)
    _ = try chain.applyStockTake(StockTakeID(rawValue: 1), as: scans.story.act("2026-12-31"))
    // Over is over: the card begins the next one.
    #expect(try scans.scan(S.ok, card, scans.story.laptops[2].characters) == [.cleared, .chosen, .done])
    #expect(try chain.stockTake(StockTakeID(rawValue: 2)).lines.map(\.finding).filter { $0 == .missing }.count == 2)
    #expect(try chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `what a stock-take proposes is done by whoever may judge it, with a PIN`() throws {
    let scans = try ScanStory()
    let (story, chain) = (scans.story, scans.story.chain)
    let (place, other) = (try story.building().location.id, story.laptops[1])
    for code in [scans.laptop, other] { try chain.move(code, to: place, as: story.act("2026-12-30")) }
    _ = try chain.register(person: "Alix Exemple", role: .desk, structure: nil, as: story.act("2026-09-02"))
    let badge = try chain.giveBadge(to: "Alix Exemple", pin: PIN("1234"), as: story.act("2026-09-02")).badge
    let (card, finish) = (Card.stockTake(place).payload, Card.closeStockTake.payload)
    #expect(try scans.scan(finish) == [.refused], "of which place?")
    #expect(try scans.scan(S.ok, card, finish) == [.unlocked, .chosen, .refused], "nothing was scanned there yet")
    #expect(try scans.scan(S.ok, scans.laptop.characters, story.tower.characters) == [.unlocked, .done, .done])
    let head = try story.head
    #expect(
      try scans.scan(Card.badge(badge.number).payload, card, finish) == [.person, .chosen, .refused], "not the desk")
    try scans.scan(S.ok, scans.badge(of: WorkshopStory.second), card)
    let told = try scans.told(finish)
    #expect(told.kind == .pin && told.text.fr.contains("manquant : 1 (\(other.description))"))
    #expect(try scans.scan("0000", S.ok) == [.refused, .unlocked])
    #expect(try story.head == head, "seen, and nothing done")
    #expect(try scans.scan(finish, "4711") == [.pin, .done])
    func location(of code: AssetCode) throws -> LocationID? {
      try chain.database.read { try LocationStore.location(of: DeviceStore.device(code, in: $0).id, in: $0) }
    }
    #expect(try location(of: story.tower) == place && location(of: other) == nil)
    #expect(try scans.scan(S.undo) == [.already], "many acts are taken back one by one, by no card")
    #expect(try scans.scan(card, finish) == [.chosen, .refused], "it is over")
    #expect(try chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `a repair begins with its fault and ends with the time it took`() throws {
    let scans = try ScanStory()
    let (fault, end) = (Card.repair(.screen).payload, Card.repaired(.repaired, .half).payload)
    try scans.scan(scans.laptop.characters)
    #expect(try scans.scan(fault) == [.refused], "not in the workshop")
    try scans.scan(S.ok, Card.triage(.repair).payload)
    #expect(try scans.scan(end) == [.refused], "none was begun")
    #expect(try scans.scan(S.ok, fault, fault) == [.unlocked, .done, .already])
    #expect(try scans.scan(Card.repair(.disk).payload) == [.refused], "one at a time")
    #expect(try scans.scan(S.ok, end, S.undo, end) == [.unlocked, .done, .undone, .done])
    let repair = try #require(try scans.story.chain.repairs(onlyOpen: false).first).repair
    #expect(repair.diagnosis == "écran" && repair.end?.minutes == 30 && repair.end?.outcome == .repaired)
    #expect(try scans.scan(fault, Card.repaired(.givenUp, .day).payload) == [.done, .done], "and again")
    #expect(try scans.story.chain.repairs(onlyOpen: false).map(\.repair.end?.minutes) == [30, 420])
    #expect(try scans.story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `parts of the stock go into the repair by their own cards, each once`() throws {
    let scans = try ScanStory()
    let (story, chain) = (scans.story, scans.story.chain)
    let part = try chain.takePart(
      .battery, named: "Batterie 14", outOf: nil, price: Money(euros: 30), as: story.act("2026-12-30"))
    let card = Card.part(part.id).payload
    try scans.scan(scans.laptop.characters, Card.triage(.repair).payload)
    #expect(try scans.scan(card) == [.refused], "no repair was begun")
    #expect(scans.desk.state.lock?.fr.contains("n'est pas en réparation") == true)
    #expect(try scans.scan(S.ok, Card.repair(.battery).payload) == [.unlocked, .done])
    #expect(try scans.told(card).text.fr.contains("Batterie 14"))
    #expect(try scans.scan(card) == [.already], "twice within the same act")
    #expect(try chain.repairs(onlyOpen: true).first?.parts.map(\.part.id) == [part.id])
    #expect(try scans.scan(S.undo) == [.undone])
    #expect(try chain.repairs(onlyOpen: true).first?.parts.isEmpty == true)
    #expect(try scans.scan(card) == [.done])
    // Another device gets another part; and the card first, then the device.
    let other = story.laptops[1]
    try scans.scan(S.ok, other.characters, Card.triage(.repair).payload, Card.repair(.battery).payload, S.ok)
    #expect(try scans.scan(card, other.characters) == [.chosen, .refused], "it is fitted")
    #expect(try scans.scan(S.ok, S.ok, Card.part(PartID(rawValue: 99)).payload, other.characters).last == .refused)
    #expect(try chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `a part goes from one device into the repair of another, with where it came from`() throws {
    let scans = try ScanStory()
    let (story, chain, giver) = (scans.story, scans.story.chain, scans.story.laptops[1])
    let memory = Card.takePart(.memory).payload
    #expect(try scans.scan(memory) == [.refused], "into what?")
    try scans.scan(
      S.ok, scans.laptop.characters, Card.triage(.repair).payload, Card.repair(.memory).payload)
    #expect(try scans.told(memory).text.fr.contains("prise sur quel appareil"))
    #expect(try scans.scan(giver.characters) == [.refused], "it is not in the workshop")
    try scans.scan(S.ok, S.ok, giver.characters, Card.triage(.parts).payload)
    #expect(try scans.scan(scans.laptop.characters, memory, giver.characters) == [.device, .chosen, .done])
    #expect(try scans.scan(giver.characters) == [.already], "a double scan takes nothing, and puts nothing in hand")
    // Two of a kind are two cards and two scans.
    #expect(try scans.scan(memory, giver.characters) == [.chosen, .done])
    let parts = try #require(try chain.repairs(onlyOpen: true).first).parts
    #expect(parts.map(\.from) == [giver, giver] && parts.map(\.part.kind) == [.memory, .memory])
    // Taken back, it is in no stock either: it never left its device.
    #expect(try scans.scan(S.undo) == [.undone])
    #expect(try chain.parts(alsoUsed: true).count == 1)
    #expect(try scans.scan(scans.laptop.characters) == [.already])
    // The giver's own code puts the part into the stock.
    #expect(try scans.scan(giver.characters, memory) == [.device, .chosen])
    #expect(try scans.told(giver.characters).text.fr.contains("en stock sous le n°"))
    #expect(try chain.parts(alsoUsed: false).map(\.from) == [giver])
    #expect(try chain.history(ofPart: parts[0].part.id).events.map(\.device) == [giver, scans.laptop])
    #expect(try scans.story.chain.check(against: nil).faults.map(\.fr) == [])
    let visitor = try chain.takeVisitor(
      .laptop, named: "Carnet", code: nil, owner: VisitorOwner(name: "Sacha Inventé", contact: nil), serials: [],
      as: story.act("2026-12-30")
    ).visitor.code
    // A person's own PC gets parts, and gives none.
    #expect(
      try scans.scan(S.ok, visitor.characters, Card.repair(.memory).payload, memory, giver.characters) == [
        .cleared, .device, .done, .chosen, .done,
      ])
    #expect(try scans.scan(memory, visitor.characters) == [.chosen, .refused])
    #expect(try chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `what is in hand is kept somewhere, and the session knows where`() throws {
    let scans = try ScanStory()
    let place = try scans.story.building().location
    let other = try scans.story.chain.addLocation(
      .room, named: "Salle 2", in: place.id, of: nil, as: scans.story.act("2026-09-01")
    ).location
    try scans.story.chain.move(scans.laptop, to: place.id, as: scans.story.act("2026-12-30"))
    let desk = try ScanDesk(scans.story.chain, person: WorkshopStory.founder)
    try scans.scan(scans.story.tower.characters, at: desk)
    #expect(desk.state.place == nil)
    try scans.scan(scans.laptop.characters, at: desk)
    #expect(desk.state.place == "Atelier")
    try scans.scan(Card.place(other.id).payload, at: desk)
    #expect(desk.state.place == "Atelier › Salle 2" && desk.state.step?.fr.contains("rangé") == true)
    try scans.scan(S.undo, at: desk)
    #expect(desk.state.place == "Atelier")
    try scans.scan(S.ok, Card.stockTake(place.id).payload, at: desk)
    #expect(desk.state.place == "Atelier" && desk.state.step == nil)
  }

  @Test func `what is scanned for a structure goes on one note a day, clean or not at all`() throws {
    let scans = try ScanStory()
    let (story, chain) = (scans.story, scans.story.chain)
    let mairie = try #require(try chain.structures().first { $0.structure.name == "Mairie d'Exemple" }).structure.id
    let card = Card.send(mairie).payload
    try scans.scan(card)
    #expect(try scans.scan(scans.laptop.characters) == [.refused])
    #expect(scans.desk.state.lock?.fr.contains("ne part pas ainsi") == true, "nobody knows what it holds")
    for code in story.laptops[..<2] {
      _ = try chain.startWork(on: code, as: story.act("2026-12-30"))
      _ = try chain.attestNoMedium(of: code, because: "retiré", as: story.act("2026-12-30"))
    }
    #expect(try scans.scan(S.ok, scans.laptop.characters, story.laptops[1].characters) == [.unlocked, .done, .done])
    #expect(try chain.shipments().map(\.devices.count) == [2])
    #expect(try scans.scan(S.undo, story.laptops[1].characters) == [.undone, .done], "off the note, and on it again")
    #expect(try chain.shipments().map(\.devices.count) == [2])
    // On its way, no other card moves it; on arrival, each is scanned in.
    try scans.scan(S.ok, scans.laptop.characters)
    #expect(try scans.scan(Card.release.payload) == [.refused])
    let arrive = Card.arrive(ShipmentID(rawValue: 1)).payload
    try scans.scan(S.ok, S.ok, arrive)
    #expect(try scans.told(scans.laptop.characters).text.fr.contains("reste 1"))
    #expect(try scans.scan(story.tower.characters) == [.refused], "it was not sent")
    #expect(try chain.device(scans.laptop).custody?.holder == "Mairie d'Exemple")
    #expect(try chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `a person's own PC is looked at, repaired and given back, and nothing else`() throws {
    let scans = try ScanStory()
    let code = try scans.story.chain.takeVisitor(
      .laptop, named: "Carnet 14", code: nil, owner: VisitorOwner(name: "Sacha Inventé", contact: nil), serials: [],
      as: scans.story.act("2026-12-30")
    ).visitor.code
    #expect(try scans.told(code.characters).text.fr.contains("NE PAS EFFACER"))
    let head = try scans.story.head
    let cards: [Card] = [
      .start, .triage(.waste), .release, .label, .kit(.charger), .place(LocationID(rawValue: 1)), .bringIn,
      .ended(try #require(CardName("keyboard")), .passed), .send(StructureID(rawValue: 1)),
      .stockTake(LocationID(rawValue: 1)), .arrive(ShipmentID(rawValue: 1)),
    ]
    for card in cards {
      #expect(try scans.scan(card.payload) == [.refused], "\(card)")
      #expect(scans.desk.state.lock?.fr.contains("NE PAS EFFACER") == true)
      try scans.scan(S.ok)
    }
    #expect(try scans.story.head == head, "none of it left a trace")
    #expect(try scans.scan(Card.show.payload, Card.handBack.payload) == [.shown, .done])
    #expect(try scans.scan(S.undo) == [.undone])
    #expect(try scans.told(Card.repair(.heat).payload).text.fr.contains("NE PAS EFFACER"))
    #expect(try scans.scan(Card.handBack.payload) == [.refused], "its repair is open")
    #expect(
      try scans.scan(S.ok, Card.repaired(.repaired, .fiveMinutes).payload, Card.handBack.payload) == [
        .unlocked, .done, .done,
      ])
    #expect(try scans.scan(S.ok, code.characters) == [.cleared, .refused], "it is gone")
  }

  @Test func `a borrower's device comes in and goes back with its data`() throws {
    let story = try ChainStory()
    try story.adoptCollege()
    let code = try story.ready()
    _ = try story.lend(code, to: story.decided(on: "2026-09-08"), on: "2026-09-10")
    let desk = try ScanDesk(story.chain, person: ChainStory.founder)
    func scan(_ lines: String...) throws -> [Notice.Kind] { try lines.compactMap { try desk.take(line: $0)?.kind } }
    #expect(try scan(code.characters, Card.bringIn.payload) == [.device, .done])
    #expect(try story.state(of: code) == .inRepair)
    #expect(try scan(Card.start.payload) == [.refused])
    #expect(try scan(S.ok, Card.handBack.payload) == [.unlocked, .done])
    #expect(try story.state(of: code) == .out)
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `a step for other roles is refused in short words, and is not the next one either`() throws {
    let scans = try ScanStory()
    let body = try #require(try ShippedRoutes.route(for: .laptop, on: "2026-12-31")).body
      .replacing(#""id": "laptop""#, with: #""id": "laptop-roles""#)
      .replacing(#""kind": "triage""#, with: #""kind": "triage", "roles": ["manager"]"#)
    let route = try Route(reading: Array(body.utf8), file: "roles.json")
    _ = try scans.story.chain.startWork(on: scans.laptop, route: route, as: scans.story.act("2026-12-30"))
    try scans.scan(scans.badge(of: WorkshopStory.second), scans.laptop.characters)
    // The words of the refusal, and who took the device in just before.
    #expect(try scans.told(Card.triage(.good).payload).text.fr.hasPrefix("« Tri » : seulement pilotage."))
    try scans.scan(S.ok, scans.badge(of: WorkshopStory.founder), scans.laptop.characters)
    #expect(try scans.scan(Card.triage(.good).payload) == [.done])
  }

  /// Nobody types a command at a bench: what is refused there is told in words and cards.
  @Test func `no card is answered with a command to type`() throws {
    let scans = try ScanStory()
    let (story, place) = (scans.story, LocationID(rawValue: 99))
    let visitor = try story.chain.takeVisitor(
      .laptop, named: "Carnet", code: nil, owner: VisitorOwner(name: "Sacha Inventé", contact: nil), serials: [],
      as: story.act("2026-12-30")
    ).visitor.code
    _ = try story.chain.startWork(on: story.laptops[1], as: story.act("2026-12-30"))
    _ = try story.chain.takePart(.fan, named: "Ventilateur", outOf: nil, price: nil, as: story.act("2026-12-30"))
    let check = try #require(CardName("keyboard"))
    let cards: [Card] =
      [
        .start, .next, .ended(check, .failed), .ended(check, .declared), .validate, .release, .label, .show,
        .place(place), .kit(.mouse), .kit(.mouse), .free(.urgent), .writeOff, .stockTake(place),
        .send(StructureID(rawValue: 1)), .send(StructureID(rawValue: 99)), .arrive(ShipmentID(rawValue: 9)), .bringIn,
        .handBack, .repair(.heat), .repair(.disk), .part(PartID(rawValue: 99)), .part(PartID(rawValue: 1)),
        .takePart(.fan), .repaired(.repaired, .hour), .repaired(.repaired, .half), .closeStockTake,
        .grade(.cosmetic, CardName("z")), .grade(.functional, CardName("z")), .grade(.battery, nil),
      ] + Triage.allCases.map(Card.triage)
    for code in story.laptops + [story.tower, visitor] {
      for card in cards {
        try scans.scan(S.ok, S.ok, code.characters)
        for line in [card.payload, "0000", code.characters] {
          let told = try scans.desk.take(line: line)
          #expect(
            told.map { !$0.text.fr.contains("`") && !$0.text.en.contains("`") } ?? true,
            "\(card): \(told?.text.fr ?? "")")
          if told?.kind == .refused { break }
        }
      }
    }
  }

  /// Cards in any order, unknown codes, cut lines, other alphabets: nothing stops the desk, and whatever was done holds.
  @Test(arguments: 0..<8) func `survives whatever is scanned, in any order`(seed: UInt64) throws {
    struct Dice: RandomNumberGenerator {
      var state: UInt64
      mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
      }
    }
    let scans = try ScanStory()
    let place = try scans.story.building().location.id
    let name = try #require(CardName("keyboard"))
    let visitor = try scans.story.chain.takeVisitor(
      .laptop, named: "Carnet", code: nil, owner: VisitorOwner(name: "Sacha Inventé", contact: nil), serials: [],
      as: scans.story.act("2026-12-30")
    ).visitor.code
    var lines = [
      "", "4711", "0000", "QWERTZ", "U", "UK", "10000000D", "éàü", String(repeating: "9", count: 600), "\u{0}\u{1B}[A",
      "https://exemple.fr/d/", scans.badge(of: WorkshopStory.founder), scans.badge(of: WorkshopStory.second), S.ok,
      S.ok,
      S.undo, visitor.characters,
    ]
    lines += (scans.story.laptops + [scans.story.tower]).map(\.characters)
    let cards: [Card] =
      [
        .start, .next, .check(name), .ended(name, .failed), .outcome(.passed, nil), .outcome(.failed, .broken),
        .validate,
        .release, .label, .show, .place(place), .place(LocationID(rawValue: 99)), .kit(.charger), .free(.mistake),
        .writeOff, .stockTake(place), .stockTake(LocationID(rawValue: 99)), .send(StructureID(rawValue: 1)),
        .send(StructureID(rawValue: 99)), .arrive(ShipmentID(rawValue: 1)), .bringIn, .handBack,
        .repair(.disk), .repaired(.repaired, .hour), .takePart(.memory), .part(PartID(rawValue: 1)), .closeStockTake,
        .grade(.cosmetic, name),
      ] + Triage.allCases.map(Card.triage)
    lines += cards.map(\.payload)
    var dice = Dice(state: seed &+ 1)
    var desk = scans.desk
    for turn in 0..<250 {
      let line = lines.randomElement(using: &dice) ?? ""
      let head = try scans.story.head.sequence
      let told = try desk.take(line: line)
      let after = try scans.story.head.sequence
      // What is told as done is in the journal, and nothing else is, but for coming in before a sorting or a stock-take.
      switch told?.kind {
      case .done, .undone: #expect(after > head, "\(line)")
      default: #expect(after == head, "\(line): \(String(describing: told))")
      }
      // The desk is left and another one opened, as after a crash: nothing told is lost.
      if turn % 60 == 59 { desk = try ScanDesk(scans.story.chain, person: WorkshopStory.founder) }
    }
    #expect(try scans.story.chain.check(against: nil).faults.map(\.fr) == [])
  }
}
