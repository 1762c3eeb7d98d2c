import Kernel
import Storage
import TestSupport
import Testing

@testable import Inventory

@Suite struct `What is known of a device` {
  @Test func `the latest standing word wins, an annulled one is as if never said`() throws {
    let yard = try Yard()
    let id = try yard.device().id
    #expect(try yard.identity(of: id) == DeviceIdentity(manufacturer: nil, model: nil, serial: nil))
    let first = try yard.identify(id, "Exemple", "Alpha", "SERIE-1")
    let second = try yard.identify(id, "Exemple", "Bêta", "SERIE-2")
    #expect(try yard.identity(of: id).name == "Exemple Bêta")
    #expect(try yard.bearers(of: "SERIE-1") == [])
    #expect(try yard.bearers(of: "SERIE-2") == [id])
    try yard.annulWord(second)
    #expect(try yard.identity(of: id).serial == "SERIE-1")
    #expect(try yard.bearers(of: "SERIE-1") == [id])
    try yard.annulWord(first)
    #expect(try yard.identity(of: id).name == nil)
  }
}

@Suite struct `The media of a device` {
  @Test func `the latest standing word on each counts, and foreign ones are left out`() throws {
    let yard = try Yard()
    let device = try yard.device()
    let stick = try yard.sight(.stick, in: device.id, as: .inQuestion)
    #expect(try yard.media(of: device.id) == [FittedMedium(medium: stick.medium, fitting: .inQuestion)])
    let no = try yard.answer("STICK-2", isPart: false)
    #expect(try yard.media(of: device.id).isEmpty)
    #expect(try yard.media(of: device.id, asOf: stick.entry).map(\.fitting) == [.inQuestion])
    try yard.annulWord(no)
    #expect(try yard.media(of: device.id).map(\.fitting) == [.inQuestion])
    try yard.answer("STICK-2", isPart: true)
    #expect(try yard.media(of: device.id).map(\.fitting) == [.fitted])
    try yard.annulWord(stick.entry)
    // What is left is the person's word; what the machine said of the stick is gone.
    #expect(
      try yard.media(of: device.id).map(\.medium.description) == [
        MediumDescription(kind: .unknown, manufacturer: nil, model: nil, serial: nil, capacityBytes: nil)
      ])
    #expect(try yard.media(of: device.id).map(\.medium.label) == ["n° 1"])
  }

  @Test func `no word takes a medium that is part of it out again`() throws {
    let yard = try Yard()
    let device = try yard.device()
    try yard.sight(.disk, in: device.id, as: .fitted)
    #expect(throws: InventoryFailure.mediumIsPart(laptop, medium: "DISK-1")) {
      try yard.answer("DISK-1", isPart: false)
    }
    for fitting in [Fitting.foreign, .inQuestion] {
      #expect(throws: StorageFailure.guarded("ce support fait partie de l'appareil : il ne le quitte pas d'un mot")) {
        try yard.database.change { change in
          try MediumStore.fit(MediumID(rawValue: 1), in: device.id, as: fitting, in: change)
        }
      }
    }
  }

  @Test func `two of one name are told apart by their numbers`() throws {
    let yard = try Yard()
    let device = try yard.device()
    let twin = MediumDescription(kind: .ssd, manufacturer: nil, model: "TWIN", serial: nil, capacityBytes: 1000)
    try yard.sight(twin, in: device.id, as: .inQuestion)
    try yard.sight(twin, in: device.id, as: .inQuestion)
    let both = [MediumID(rawValue: 1), MediumID(rawValue: 2)]
    #expect(throws: InventoryFailure.severalMedia(laptop, input: "TWIN", numbers: both)) {
      try yard.answer("TWIN", isPart: true)
    }
    #expect(throws: InventoryFailure.noSuchMedium(laptop, input: "3")) { try yard.answer("3", isPart: true) }
    try yard.answer("2", isPart: true)
    #expect(try yard.media(of: device.id).map(\.fitting) == [.inQuestion, .fitted])
  }

  @Test func `a serial number finds the medium and every device it is in`() throws {
    let yard = try Yard()
    let (first, second) = (try yard.device(), try yard.device(other))
    let disk = try yard.sight(.disk, in: first.id, as: .fitted).medium
    try yard.database.change { change in
      try MediumStore.fit(disk.id, in: second.id, as: .inQuestion, in: change)
    }
    #expect(try yard.holders(of: "DISK-1") == [first.id, second.id])
    #expect(try yard.holders(of: "DISK-2") == [])
  }
}

@Suite struct `The description of a medium` {
  @Test func `is completed by what is seen later, never contradicted`() {
    let cut = MediumDescription(
      kind: .unknown, manufacturer: nil, model: "SAMSUNG MZ7LN256", serial: "S1", capacityBytes: nil)
    let full = MediumDescription(
      kind: .ssd, manufacturer: "Samsung", model: "SAMSUNG MZ7LN256HMJP", serial: "S1", capacityBytes: 256)
    #expect(cut.completed(by: full) == full)
    #expect(full.completed(by: cut) == full)
    let another = MediumDescription(kind: .hdd, manufacturer: "X", model: "Y", serial: "Z", capacityBytes: 1)
    #expect(full.completed(by: another) == full)
  }

  static let cases: [(String, MediumDescription, MediumDescription, same: Bool, maybe: Bool)] = [
    ("one serial", .with("M", "S1", 5), .with("N", "S1", 6), true, false),
    ("two serials of one model", .with("M", "S1", 5), .with("M", "S2", 5), false, false),
    ("no serial, cut model, one size", .with("MODEL", nil, 5), .with("MODEL LONG", nil, 5), true, false),
    ("no serial, another size", .with("M", nil, 5), .with("M", nil, 6), false, false),
    ("no serial, another model", .with("M", nil, 5), .with("N", nil, 5), false, false),
    ("no serial, no model", .with(nil, nil, 5), .with(nil, nil, 5), false, false),
    ("one gives no serial", .with("M", "S1", 5), .with("M", nil, 5), false, true),
    ("one gives no serial, another model", .with("M", "S1", 5), .with("N", nil, 5), false, false),
  ]

  @Test(arguments: cases)
  func `tells one medium from another`(
    name: String, one: MediumDescription, two: MediumDescription, same: Bool, maybe: Bool
  ) {
    #expect(one.isSameMedium(as: two) == same)
    #expect(two.isSameMedium(as: one) == same)
    #expect(one.mayBeSameMedium(as: two) == maybe)
    #expect(two.mayBeSameMedium(as: one) == maybe)
  }

  @Test func `is kept when the act that said it first is annulled`() throws {
    let yard = try Yard()
    let device = try yard.device()
    let first = try yard.sight(.disk, in: device.id, as: .fitted)
    try yard.database.change { change in
      _ = try MediumStore.add(.disk, to: first.medium, in: change)
      try MediumStore.fit(first.medium.id, in: device.id, as: .fitted, in: change)
    }
    try yard.annulWord(first.entry)
    #expect(try yard.media(of: device.id).map(\.medium.description) == [.disk])
  }
}

extension MediumDescription {
  static let disk = with("DISK", "DISK-1", 500)
  static let stick = with("STICK", "STICK-2", 16)

  static func with(_ model: String?, _ serial: String?, _ size: Int64?) -> MediumDescription {
    MediumDescription(kind: .unknown, manufacturer: nil, model: model, serial: serial, capacityBytes: size)
  }
}

extension Yard {
  func identify(_ device: DeviceID, _ maker: String, _ model: String, _ serial: String) throws -> EntryID {
    try database.change { change in
      try MediumStore.identify(
        device, as: DeviceIdentity(manufacturer: maker, model: model, serial: serial), in: change)
      return change.entry
    }
  }

  func identity(of device: DeviceID) throws -> DeviceIdentity {
    try database.read { try MediumStore.identity(of: device, in: $0) }
  }

  func bearers(of serial: String) throws -> [DeviceID] {
    try database.read { try MediumStore.devices(bearing: serial, in: $0) }
  }

  func holders(of serial: String) throws -> [DeviceID] {
    try database.read { try MediumStore.bearers(ofMediumSerial: serial, in: $0) }.map(\.device)
  }

  @discardableResult
  func sight(
    _ description: MediumDescription, in device: DeviceID, as fitting: Fitting
  ) throws -> (medium: Medium, entry: EntryID) {
    try database.change { change in
      let medium = try MediumStore.record(description, in: change)
      try MediumStore.fit(medium.id, in: device, as: fitting, in: change)
      return (medium, change.entry)
    }
  }

  @discardableResult
  func answer(_ medium: String, isPart: Bool) throws -> EntryID {
    try database.change { change in
      let device = try DeviceStore.device(laptop, in: change)
      try MediumStore.answer(MediumStore.named(medium, of: device, in: change), of: device, isPart: isPart, in: change)
      return change.entry
    }
  }

  func media(of device: DeviceID, asOf moment: EntryID = EntryID(rawValue: .max)) throws -> [FittedMedium] {
    try database.read { try MediumStore.media(of: device, asOf: moment, in: $0) }
  }

  func annulWord(_ entry: EntryID) throws {
    try database.change { change in
      try Corrections.record(.annulment, of: entry, because: "essai", in: change)
    }
  }
}
