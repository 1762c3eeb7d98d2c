import Inventory
import Kernel
import Loans
import Refurbishment
import Scanning
import Storage
import TestSupport
import Testing

@testable import Application

@Suite struct `Places, kits and shipments` {
  let story: WorkshopStory
  let building: LocationLine

  init() throws {
    story = try WorkshopStory()
    building = try story.building()
  }

  @Test func `a device is where it was last put, and its place of the directory goes with it`() throws {
    let room = try story.chain.addLocation(
      .room, named: "Salle 1", in: building.location.id, of: nil, as: story.act("2026-09-02"))
    #expect(
      try story.chain.move(story.laptop, to: room.location.id, as: story.act("2026-09-10")) == "Atelier › Salle 1")
    #expect(try story.chain.device(story.laptop).place == "Atelier d'exemple")
    #expect(try story.chain.locations().map(\.devices) == [0, 1])
    #expect(throws: InventoryFailure.noSuchLocation(LocationID(rawValue: 99))) {
      try story.chain.move(story.laptop, to: LocationID(rawValue: 99), as: story.act("2026-09-10"))
    }
    #expect(throws: CorrectionFailure.self, "something is in it") {
      try story.chain.correct(
        story.entries("SELECT entry FROM locations WHERE id = \(room.location.id)")[0], .annulment, because: "x",
        as: story.act("2026-09-11"))
    }
  }

  @Test func `what was sent is received by whom it was sent to, who has it then`() throws {
    _ = try story.chain.transfer(story.laptop, to: "Filière", as: story.act("2026-09-09"))
    let sent = try story.chain.send(
      [story.laptop, story.laptops[1]], from: "Filière", to: "Mairie d'Exemple", under: "Convention 12",
      as: story.act("2026-09-10"))
    #expect(sent.devices.map(\.slip) == ["Convention 12", "Convention 12"], "nobody knows what they hold")
    #expect(throws: InventoryFailure.inTransit(story.laptop, sent.id)) {
      try story.chain.startWork(on: story.laptop, as: story.act("2026-09-10"))
    }
    #expect(
      throws: InventoryFailure.beforeLastMovement(story.laptop, day: "2026-09-09", last: "2026-09-10")
    ) { try story.chain.receive(shipment: sent.id, [story.laptop], as: story.act("2026-09-09")) }
    let arrived = try story.chain.receive(shipment: sent.id, [story.laptop], as: story.act("2026-09-11"))
    #expect(arrived.devices.map(\.arrived) == [true, false])
    #expect(try story.chain.device(story.laptop).custody?.holder == "Mairie d'Exemple")
    #expect(try story.chain.device(story.laptop).custody?.owner == "Filière")
    _ = try story.chain.startWork(on: story.laptop, as: story.act("2026-09-12"))
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `no medium goes to another structure with its data but under its signed paper`() throws {
    func send(under paper: String? = nil, on day: Day = "2026-09-20") throws -> ShipmentSheet {
      try story.chain.send(
        [story.laptop], from: "Filière", to: "Mairie d'Exemple", under: paper, as: story.act(day))
    }
    #expect(throws: RefurbishmentFailure.dataWithoutPaper(story.laptop, [.noKnownMedium])) { try send() }
    #expect(throws: InventoryFailure.emptySlip) { try send(under: "  ") }
    try story.release()
    let sent = try send(under: "Convention 12")
    #expect(sent.devices.map(\.slip) == [nil], "a clean medium needs no paper")
    var pdf: [UInt8] = []
    let note = try story.chain.deliveryNote(of: sent.id, language: .fr, as: story.act("2026-09-20")) { pdf = $0 }
    let text = try OutsideProgram.text(ofPDF: pdf)
    #expect(
      note.reference == "B-000001" && text.contains("B-000001")
        && text.filter { !$0.isWhitespace }.contains(story.laptop.description))
    #expect(text.contains("Mairie d'Exemple") && text.contains("effacés") && !text.contains("contient des données"))
    let other = try story.chain.send(
      [story.laptops[1]], from: "Filière", to: "Mairie d'Exemple", under: "Convention 12", as: story.act("2026-09-20"))
    let warned = try story.chain.deliveryNote(of: other.id, language: .fr, as: story.act("2026-09-20")).pdf
    #expect(try OutsideProgram.text(ofPDF: warned).contains("Convention 12"))
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `and changes hands by a word neither`() throws {
    _ = try story.chain.transfer(story.laptop, to: "Filière", as: story.act("2026-09-09"))
    func entrust(under paper: String? = nil) throws -> Custody {
      try story.chain.entrust(
        story.laptop, to: "Mairie d'Exemple", agent: nil, under: paper, as: story.act("2026-09-10"))
    }
    #expect(throws: RefurbishmentFailure.dataWithoutPaper(story.laptop, [.noKnownMedium])) { try entrust() }
    #expect(throws: InventoryFailure.emptySlip) { try entrust(under: " ") }
    let failure = #expect(throws: StorageFailure.self) {
      try story.database.change { change in
        try change.run(
          "INSERT INTO custodies (entry, device, owner, holder) VALUES (\(change.entry), 1, 1, 999)")
      }
    }
    #expect(failure?.text.fr.contains("ne change de mains") == true, "\(String(describing: failure))")
    _ = try entrust(under: "Convention 12")
    #expect(try story.chain.device(story.laptop).custody?.holder == "Mairie d'Exemple")
    // Whoever lends it in the owner's name has nothing more in hand than before.
    _ = try story.chain.entrust(story.laptop, to: nil, agent: "Mairie d'Exemple", as: story.act("2026-09-11"))
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `a stock-take proposes, and a responsible person applies`() throws {
    let other = try story.chain.addLocation(
      .room, named: "Salle 1", in: building.location.id, of: nil, as: story.act("2026-09-02"))
    let away = try story.chain.addLocation(
      .building, named: "Autre", in: nil, of: "Atelier d'exemple", as: story.act("2026-09-02"))
    let (missing, found, elsewhere, unexpected) = (
      story.laptops[0], story.laptops[1], story.laptops[2], story.tower
    )
    for (code, location) in [(missing, other), (found, building), (elsewhere, away)] {
      try story.chain.move(code, to: location.location.id, as: story.act("2026-09-10"))
    }
    let take = try story.chain.beginStockTake(at: building.location.id, as: story.act("2026-09-15"))
    #expect(try story.chain.see([found], in: take.id, as: story.act("2026-09-15")) == 1)
    // Somebody else goes on, after an interruption; what was seen is not counted twice.
    let second = try story.act("2026-09-15", by: WorkshopStory.second)
    #expect(try story.chain.beginStockTake(at: building.location.id, as: second).id == take.id)
    #expect(try story.chain.see([found, elsewhere, unexpected], in: take.id, as: second) == 2)
    let findings = Dictionary(
      uniqueKeysWithValues: try story.chain.stockTake(take.id).lines.map { ($0.code, $0.finding) })
    #expect(findings == [missing: .missing, found: .found, elsewhere: .elsewhere, unexpected: .unexpected])
    _ = try story.chain.register(person: "Alix Exemple", role: .desk, structure: nil, as: story.act("2026-09-02"))
    #expect(throws: ChainFailure.notForRole(.desk)) {
      try story.chain.applyStockTake(take.id, as: story.act("2026-09-16", by: "Alix Exemple"))
    }
    _ = try story.chain.applyStockTake(take.id, as: story.act("2026-09-16"))
    #expect(try story.chain.locations().map(\.devices) == [3, 0, 0])
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `everything by scanning: a place, a kit, a triage, in any order`() throws {
    let scans = try ScanStory()
    let place = try scans.story.building().location.id
    let desk = try ScanDesk(scans.story.chain, person: WorkshopStory.founder)
    let (one, two) = (scans.story.laptops[0], scans.story.laptops[1])
    // The place, then devices; a device, then the place.
    try scans.scan(Card.place(place).payload, one.characters, two.characters, two.characters, Card.ok.payload, at: desk)
    #expect(desk.state.done == 2)
    let told = try scans.told(two.characters, at: desk)
    #expect(told.kind == .device)
    #expect(try scans.told(Card.triage(.repair).payload, at: desk).text.fr == "\(two) : tri : à réparer")
    #expect(try scans.told(Card.kit(.charger).payload, at: desk).text.fr.hasSuffix("il manque : souris, sacoche"))
    try scans.scan(Card.kit(.mouse).payload, at: desk)
    #expect(try scans.told(Card.kit(.bag).payload, at: desk).text.fr.hasSuffix("au complet"))
    #expect(try scans.scan(Card.kit(.bag).payload, at: desk) == [.already])
    #expect(try scans.told(Card.place(LocationID(rawValue: 99)).payload, at: desk).kind == .refused)
    #expect(try scans.story.chain.check(against: nil).faults.map(\.fr) == [])
  }

  @Test func `taking apart by scanning asks for a PIN`() throws {
    let scans = try ScanStory(person: WorkshopStory.second)
    let code = scans.laptop
    try scans.scan(code.characters, Card.triage(.parts).payload)
    #expect(try scans.scan(Card.writeOff.payload, "0000") == [.pin, .refused])
    #expect(try scans.scan(Card.ok.payload, Card.writeOff.payload, "4711") == [.unlocked, .pin, .done])
    #expect(try scans.story.state(of: code) == .harvested)
  }
}

@Suite struct `A device kept for somebody, at the scanner` {
  @Test func `is freed with a reason and a PIN only, and the journal says so`() throws {
    let story = try ChainStory()
    try story.adoptCollege()
    let code = try story.ready()
    let request = try story.decided(on: "2026-09-08")
    _ = try story.chain.allocate(code, to: request, as: story.act("2026-09-09"))
    _ = try story.chain.giveBadge(to: ChainStory.founder, pin: PIN("4711"), as: story.act("2026-09-09"))
    let desk = try ScanDesk(story.chain, person: ChainStory.founder)
    func scan(_ line: String) throws -> Notice { try #require(try desk.take(line: line)) }
    _ = try scan(code.characters)
    #expect(try scan(Card.writeOff.payload).kind == .pin)
    #expect(try scan("4711").text.fr.contains("RÉSERVÉ"))
    _ = try scan(Card.ok.payload)
    #expect(try scan(Card.free(.urgent).payload).kind == .pin)
    #expect(try scan("0000").kind == .refused)
    #expect(try story.state(of: code) == .reserved)
    _ = try scan(Card.ok.payload)
    _ = try scan(Card.free(.urgent).payload)
    #expect(try scan("4711").text.fr == "\(code) : réservation levée : urgence")
    #expect(try story.state(of: code) == .ready)
    #expect(try story.chain.request(request).device == nil, "the request waits again")
    let facts = try #require(try story.chain.journal(about: .request(request)).last).facts
    #expect(facts.contains { $0.key == "override" && $0.value == "urgent" })
    // Kept for nobody: nothing is left to free.
    _ = try scan(Card.free(.mistake).payload)
    #expect(try scan("4711").kind == .refused)
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }
}

@Suite struct `Finding devices as one types` {
  @Test func `by code, serial number, maker, model, donor, state and place`() throws {
    let story = try WorkshopStory()
    try story.bring("portable-1/lshw.json", of: story.laptop, on: "2026-09-15")
    let place = try story.building()
    try story.chain.move(story.laptops[1], to: place.location.id, as: story.act("2026-09-16"))
    func found(_ typed: String) throws -> Set<AssetCode> { Set(try story.chain.search(typed).lines.map(\.code)) }
    let all = Set(story.laptops + [story.tower])
    #expect(try found(String(story.laptop.characters.prefix(6))).contains(story.laptop))
    #expect(try found(story.laptop.description) == [story.laptop])
    #expect(try found("emu-pc") == [story.laptop])
    #expect(try found("EMU-PC-0001") == [story.laptop])
    #expect(try found("exemple carn") == [story.laptop])
    #expect(try found("mairie") == all, "the donor")
    #expect(try found("reçu") == all, "the state")
    #expect(try found("recu carnet") == [story.laptop])
    #expect(try found("portab recu") == Set(story.laptops), "the kind of device")
    #expect(try found("desktop") == [story.tower])
    #expect(try found("02:00:00:00:00:01") == [story.laptop], "its network address")
    #expect(try found("atelier d'exemple recu mairie").isSuperset(of: [story.laptops[1]]))
    #expect(try found("nothing of the kind").isEmpty)
    #expect(try found("  ").isEmpty)
    _ = try story.chain.startWork(on: story.laptop, as: story.act("2026-09-16"))
    #expect(try found("recu carnet").isEmpty)
    #expect(try story.chain.search("mairie", limit: 2).lines.count == 2)
    #expect(try story.chain.search("mairie", limit: 2).isPartial)
  }

  @Test func `by words that most devices have, among those that came last`() throws {
    let story = try ListStory()
    let lines = (1...4_200).map { "ordinateur portable;Carnet T\(400 + $0 % 2);PF\($0)Q\n" }
    try story.takeIn("Type;Modèle;N° de série\n" + lines.joined())
    // Each of the words has thousands of devices, and those of one are not the first of the other.
    let found = try story.chain.search("carnet t401")
    #expect(found.lines.count == 20 && found.isPartial)
    #expect(try story.chain.search("carnet t401 pf4199").lines.map(\.serial) == ["PF4199Q"])
  }

  @Test func `a history tells everything from the gift to the last user, and no person helped`() throws {
    let story = try ChainStory()
    try story.adoptCollege()
    let code = try story.ready()
    let contract = try story.lend(code, to: story.decided(on: "2026-09-08"), on: "2026-09-10")
    _ = try story.chain.bringIn(code, as: story.act("2026-10-01"))
    _ = try story.chain.handBack(code, as: story.act("2026-10-02"))
    try story.takeBack(contract, on: "2026-12-01")
    let lines = try story.chain.history(of: code)
    let actions = lines.map(\.action)
    for action in [
      Action.recordDonation, .receiveDevice, .startWork, .sortDevice, .recordCheck, .gradeDevice, .releaseDevice,
      .allocateDevice, .signContract, .recordHandOver, .bringIn, .handBack, .recordReturn,
    ] { #expect(actions.contains(action), "\(action)") }
    #expect(lines.map(\.entry) == lines.map(\.entry).sorted())
    let told = lines.flatMap { [$0.actor, $0.subject] + $0.facts.map(\.value) }
    #expect(!told.contains { $0.contains("Alix Inventé") })
  }
}
