import Evidence
import Inventory
import Kernel
import Refurbishment
import Storage
import Supply
import TestSupport
import Testing

@testable import Application

@Suite struct `Which device evidence is about` {
  let story: WorkshopStory

  init() throws { story = try WorkshopStory() }

  /// The first laptop's machine, looked at another time.
  private static func again() throws -> [UInt8] {
    try WorkshopStory.file("portable-1-retour/lshw.json", replacing: "atelier", with: "retour")
  }

  @Test func `a machine nobody knows is kept aside, with the devices it may be`() throws {
    _ = try story.receive(.screen)
    let kept = try story.bring("portable-1/lshw.json")
    #expect(kept.doubt == .unknownSerial("EMU-PC-0001"))
    #expect(kept.candidates == story.laptops)
    #expect(try story.chain.evidence(about: nil).map(\.id) == [kept.report])
    #expect(try story.chain.device(story.laptop).identity.serial == nil)
    #expect(try story.media(of: story.laptop).isEmpty)
  }

  @Test func `announced under its serial number, it is one of that gift's devices`() throws {
    let list = try EquipmentList(reading: Array("Type;N° de série\nportable;EMU-PC-0001\n".utf8))
    let gift = try #require(
      try story.chain.announce(
        list, from: "Mairie d'Exemple", under: nil, origin: nil, acceptValid: false, as: story.act("2026-09-02")
      ).donation)
    let code = try story.chain.receive(1, .laptop, of: gift.id, as: story.act("2026-09-09"))[0].code
    #expect(try story.bring("portable-1/lshw.json").candidates == [code])
  }

  @Test func `a person settles it, then what belongs to the machine finds it`() throws {
    let kept = try #require(try story.bring("portable-1/lshw.json").report)
    let attached = try story.chain.attachEvidence(kept, to: story.laptop, as: story.act("2026-10-10"))
    #expect(attached.codes == [story.laptop])
    #expect(attached.attachments.map(\.newMedia) == [["EMU-HDD-0001"]])
    #expect(try story.chain.device(story.laptop).identity.serial == "EMU-PC-0001")
    #expect(try story.bring("portable-1/smartctl-sda.json").codes == [story.laptop])
    #expect(try story.bring("portable-1/nwipe.log").erasures == ["EMU-HDD-0001": .erased])
    #expect(try story.media(of: story.laptop) == ["EMU-HDD-0001": .fitted])
    #expect(try story.chain.evidence(about: nil).isEmpty)
    #expect(try story.chain.evidence(about: story.laptop).map(\.format) == ["lshw", "smartctl", "nwipe"])
  }

  @Test func `reading evidence moves no device`() throws {
    try story.bring("portable-1/lshw.json", of: story.laptop)
    try story.bring("portable-1/nwipe.log")
    #expect(try story.state(of: story.laptop) == .received)
  }

  @Test func `the same file twice says nothing new`() throws {
    try story.bring("portable-1/lshw.json", of: story.laptop)
    let (head, sheet) = (try story.head, try story.chain.device(story.laptop))
    #expect(try story.bring("portable-1/lshw.json").known == [story.laptop])
    #expect(try story.bring("portable-1/lshw.json", of: story.laptop).known == [story.laptop])
    #expect(try story.head == head)
    #expect(try story.chain.device(story.laptop).media == sheet.media)
  }

  @Test func `the same machine looked at again keeps what is known of it`() throws {
    try story.bring("portable-1/lshw.json", of: story.laptop)
    let sheet = try story.chain.device(story.laptop)
    // The same machine three weeks later.
    #expect(try story.bring(Self.again()).codes == [story.laptop])
    #expect(try story.chain.device(story.laptop).identity == sheet.identity)
    #expect(try story.chain.device(story.laptop).media == sheet.media)
    #expect(try story.chain.devices(in: nil).count == 4)
  }

  @Test func `a machine looked at again adds evidence, and stays where it stands`() throws {
    try story.release()
    let before = try story.chain.evidence(about: story.laptop).count
    let again = try story.bring(Self.again(), on: "2026-11-05")
    #expect(again.codes == [story.laptop])
    #expect(try story.chain.evidence(about: story.laptop).count == before + 1)
    #expect(try story.state(of: story.laptop) == .ready)
    #expect(try story.chain.device(story.laptop).device.round == 1)
    #expect(try story.chain.check(against: nil).faults == [])
  }

  /// The same serial number on other hardware: what is changed in the file, and the question.
  @Test(arguments: [
    (
      "02:00:00:00:00:01", "02:00:00:00:00:99",
      EvidenceDoubt.otherHardware(
        serial: "EMU-PC-0001", .networkAddress, known: "02:00:00:00:00:01", seen: "02:00:00:00:00:99")
    ),
    (
      "EMU-MB-0001", "EMU-MB-0099",
      .otherHardware(serial: "EMU-PC-0001", .board, known: "EMU-MB-0001", seen: "EMU-MB-0099")
    ),
  ])
  func `the same serial number on other hardware is a question`(old: String, new: String, doubt: EvidenceDoubt) throws {
    try story.bring("portable-1/lshw.json", of: story.laptop)
    let sheet = try story.chain.device(story.laptop)
    let other = try WorkshopStory.file("portable-1-retour/lshw.json", replacing: old, with: new)
    let kept = try story.bring(other)
    #expect(kept.doubt == doubt)
    #expect(kept.candidates == [story.laptop])
    #expect(try story.chain.devices(in: nil).count == 4)
    // A person who names the device settles it, and is not asked again.
    let id = try #require(kept.report)
    #expect(try story.chain.attachEvidence(id, to: story.laptop, as: story.act("2026-10-11")).codes == [story.laptop])
    let third = String(decoding: other, as: UTF8.self).replacing("atelier", with: "quai")
    #expect(try story.bring(Array(third.utf8)).codes == [story.laptop])
    #expect(try story.bring(Self.again()).codes == [story.laptop])
    #expect(try story.chain.device(story.laptop).identity == sheet.identity)
  }

  @Test func `a file kept aside and named later is attached, not kept twice`() throws {
    let kept = try story.bring("portable-1/lshw.json")
    let named = try story.bring("portable-1/lshw.json", of: story.laptop)
    #expect(named.codes == [story.laptop])
    #expect(named.report == kept.report)
  }

  @Test func `a file kept aside finds its device once the machine is known`() throws {
    #expect(try story.bring("portable-1/nwipe.log").doubt == .unknownSerial("EMU-HDD-0001"))
    let head = try story.head
    #expect(try story.bring("portable-1/nwipe.log").doubt == .unknownSerial("EMU-HDD-0001"))
    #expect(try story.head == head)
    try story.bring("portable-1/lshw.json", of: story.laptop)
    #expect(try story.bring("portable-1/nwipe.log").erasures == ["EMU-HDD-0001": .erased])
  }

  @Test func `a person cannot make one machine of two`() throws {
    try story.bring("portable-1/lshw.json", of: story.laptops[0])
    try story.bring("portable-2/lshw.json", of: story.laptops[1])
    let head = try story.head
    let lshw = try WorkshopStory.file("portable-1-retour/lshw.json", replacing: "atelier", with: "autre")
    #expect(
      throws: ChainFailure.serialContradicts(story.laptops[1], known: "EMU-PC-0002", seen: "EMU-PC-0001")
    ) { try story.bring(lshw, of: story.laptops[1]) }
    #expect(throws: InventoryFailure.serialElsewhere("EMU-PC-0001", story.laptops[0])) {
      try story.bring(lshw, of: story.laptops[2])
    }
    #expect(try story.head == head)
  }

  @Test func `a machine without a serial number of its maker is known by its network address`() throws {
    #expect(try story.bring("portable-4/lshw.json").doubt == .unknownSerial("02:00:00:00:00:06"))
    try story.bring("portable-4/lshw.json", of: story.laptop)
    let identity = try story.chain.device(story.laptop).identity
    #expect(identity.networkAddress == "02:00:00:00:00:06")
    // An address is no serial number: no label or contract prints it as one.
    #expect(identity.serial == nil)
    #expect(try story.bring("portable-4/nwipe.log").erasures == ["EMU-HDD-0005": .erased])
  }

  @Test func `a disk of no serial number tells nothing`() throws {
    let masked = try WorkshopStory.file("portable-1/smartctl-sda.json", replacing: "EMU-HDD-0001", with: "XXXXXXXX")
    #expect(try story.bring(masked).doubt == .noUsableSerial)
  }

  @Test func `evidence does not come before the device`() throws {
    #expect(
      throws: InventoryFailure.beforeLastMovement(story.laptop, day: "2026-09-07", last: WorkshopStory.received)
    ) { try story.bring("portable-1/lshw.json", of: story.laptop, on: "2026-09-07") }
  }

  @Test func `an unknown number is refused`() throws {
    let id = EvidenceReportID(rawValue: 99)
    #expect(throws: ChainFailure.noSuchEvidence(id)) {
      try story.chain.attachEvidence(id, to: story.laptop, as: story.act("2026-10-10"))
    }
  }
}

@Suite struct `The disks of a wiping station` {
  let story: WorkshopStory

  init() throws {
    story = try WorkshopStory()
    try story.bring("portable-3/lshw.json", of: story.laptop)
    #expect(try story.bring("portable-3/nwipe.log").erasures == ["EMU-SSD-0003": .failed])
    _ = try story.chain.startWork(on: story.laptop, as: story.act("2026-10-10"))
  }

  @Test func `a declared station's own serial number is no device's`() throws {
    try story.chain.declare(station: "emu-station-01 ", named: "Quai d'effacement", as: story.act("2026-10-01"))
    #expect(try story.bring("portable-3-station/lshw.json").doubt == .stationItself(serial: "EMU-STATION-01"))
  }

  @Test func `a disk that failed in its machine is clean once the station wiped it`() throws {
    #expect(try story.missing(of: story.laptop).contains(.erasureFailed("EMU-SSD-0003", outcome: .failed)))
    try story.chain.declare(station: "EMU-STATION-01", named: "Quai d'effacement", as: story.act("2026-10-01"))
    let wiped = try story.bring("portable-3-station/nwipe.log")
    #expect(wiped.codes == [story.laptop])
    #expect(wiped.erasures == ["EMU-SSD-0003": .erased])
    #expect(try story.missing(of: story.laptop).contains(.awaitingValidation("EMU-SSD-0003")))
  }

  @Test func `what else a declared station sees is left out`() throws {
    try story.chain.declare(station: "EMU-STATION-01", named: "Quai d'effacement", as: story.act("2026-10-01"))
    try story.bring(try alsoFound(in: "portable-3-station/nwipe.log"))
    #expect(try story.media(of: story.laptop) == ["EMU-SSD-0003": .fitted])
  }

  @Test func `what else a station sees that nobody declared is a question`() throws {
    try story.bring(try alsoFound(in: "portable-3-station/nwipe.log"))
    #expect(try story.media(of: story.laptop) == ["EMU-SSD-0003": .fitted, "EMU-DISK-9999": .inQuestion])
  }

  @Test func `a disk known in one machine and wiped in another is a question`() throws {
    try story.bring(
      WorkshopStory.file("portable-3-station/lshw.json", replacing: "EMU-SSD-0003", with: "EMU-SSD-0099"),
      of: story.laptops[1])
    let wiped = try story.bring("portable-3-station/nwipe.log")
    #expect(wiped.doubt == .diskOfAnotherMachine(disk: "EMU-SSD-0003", machine: "EMU-STATION-01"))
    #expect(wiped.candidates == [story.laptops[0], story.laptops[1]])
    #expect(try story.missing(of: story.laptop).contains(.erasureFailed("EMU-SSD-0003", outcome: .failed)))
  }

  @Test func `a disk seen in two machines is a question in the second, and its log belongs to neither`() throws {
    try story.bring("portable-3-station/lshw.json", of: story.laptops[1])
    #expect(try story.media(of: story.laptops[1]) == ["EMU-SSD-0003": .inQuestion])
    let wiped = try story.bring("portable-3-station/nwipe.log")
    #expect(wiped.doubt == .severalDevices(serial: "EMU-SSD-0003"))
    #expect(wiped.candidates == [story.laptops[0], story.laptops[1]])
  }

  @Test func `naming another device than the disk's is refused, and kept`() throws {
    let named = try story.bring("portable-3-station/nwipe.log", of: story.laptops[1])
    #expect(
      named.doubt
        == .diskOfAnotherMachine(disk: "EMU-SSD-0003", machine: story.laptops[1].description))
    #expect(try story.chain.evidence(about: nil).map(\.id) == [named.report])
    #expect(try story.media(of: story.laptops[1]).isEmpty)
  }

  @Test func `a serial number is declared once`() throws {
    try story.chain.declare(station: "EMU-STATION-01", named: "Quai", as: story.act("2026-10-01"))
    #expect(throws: RefurbishmentFailure.stationAlreadyDeclared("EMU-Station-01")) {
      try story.chain.declare(station: "EMU-Station-01", named: "Quai 2", as: story.act("2026-10-01"))
    }
  }
}

/// A log whose run saw one disk more than it worked on.
func alsoFound(in name: String, bus: String = " ATA") throws -> [UInt8] {
  let text = String(decoding: try WorkshopStory.file(name), as: UTF8.self)
  let line = try #require(text.split(separator: "\n").first { $0.contains("Found /dev/") })
  let stamp = try #require(line.split(separator: "Found").first)
  let more = "\(stamp)Found /dev/sdz, \(bus), DISQUE EXEMPLE, 268 MB, S/N=EMU-DISK-9999"
  return Array(text.replacing(line, with: "\(line)\n\(more)").utf8)
}
