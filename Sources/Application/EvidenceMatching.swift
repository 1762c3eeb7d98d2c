import Evidence
import Inventory
public import Kernel
import Refurbishment
import Storage
import Supply

/// Which device a piece of evidence is about, and why, or why nobody can say.
enum EvidenceMatch {
  case device(Device)
  case unmatched(EvidenceDoubt, candidates: [AssetCode])
}

/// Why evidence could not be tied to a device; it is kept aside, nothing is guessed.
public enum EvidenceDoubt: Sendable, Equatable {
  /// Nothing in the file can be matched on: serial numbers missing, masked, or left by the maker as delivered.
  case noUsableSerial
  /// No device bears the serial number.
  case unknownSerial(String)
  /// Several devices bear it.
  case severalDevices(serial: String)
  /// The serial number is that of a declared wiping station, which identifies no device.
  case stationItself(serial: String)
  /// The disk is known in one device, the machine that wiped it is another.
  case diskOfAnotherMachine(disk: String, machine: String)
  /// The disk is that of somebody's own thing, in for repair under that code.
  case entrustedDisk(String, of: AssetCode)
  /// The device has several disks of that model without a serial number, and not all were worked on.
  case severalMedia(model: String)
  /// The device has a medium that told no serial number: it may be the disk that bears this one, or not.
  case namelessMedium(String, serial: String)
  /// The disk tells no serial number, and was wiped in another machine than the device.
  case namelessElsewhere(String)
  /// The log names a place in a machine, and neither model nor serial number of the disk that was there.
  case unnamedDisk(String)
  /// No such evidence is made of a device of that category.
  case otherCategory(AssetCode, DeviceCategory)
  /// The device that bears the serial number was seen until now with other hardware: a card or board was changed, or it is
  /// another machine of the same number.
  case otherHardware(serial: String, HardwareMark, known: String, seen: String)
  /// The disks are known in a device that bears another serial number.
  case otherSerial(known: String, seen: String)
}

/// What tells two machines of one serial number apart.
public enum HardwareMark: Sendable, Equatable {
  case networkAddress, board
}

/// Matches evidence to devices by what the machines themselves say.
struct EvidenceMatcher {
  let reader: Reader

  /// The device of a machine's own report.
  func match(_ machine: MachineReport) throws -> EvidenceMatch {
    let disks = machine.disks.compactMap(\.serial?.usable)
    let byDisks = try Set(disks.flatMap { try MediumStore.bearers(ofMediumSerial: $0, in: reader).map(\.device) })
    guard let serial = machine.identity.mark else {
      return try one(of: byDisks, orElse: .noUsableSerial, looking: machine.category)
    }
    if let station = try station(machine.identity) { return station }
    let bySerial = try Set(MediumStore.devices(bearing: serial, in: reader))
    if !bySerial.isEmpty {
      let match = try one(of: bySerial, orElse: .severalDevices(serial: serial))
      guard case .device(let device) = match, let doubt = try contradiction(of: machine, serial, to: device)
      else { return match }
      return .unmatched(doubt, candidates: [device.code])
    }
    guard let known = byDisks.first, byDisks.count == 1 else {
      return .unmatched(
        .unknownSerial(serial),
        candidates: try unidentified(adding: byDisks, looking: machine.category, bearing: serial))
    }
    if let other = try MediumStore.identity(of: known, in: reader).mark {
      return .unmatched(.otherSerial(known: other, seen: serial), candidates: try codes(of: [known]))
    }
    return try one(of: byDisks, orElse: .unknownSerial(serial))
  }

  /// What tells a machine from the device that bears its serial number: every file about the device was of another network
  /// port, or another board. A person who names the device settles it, for the files to come as well.
  private func contradiction(
    of machine: MachineReport, _ serial: String, to device: Device
  ) throws -> EvidenceDoubt? {
    let told = try EvidenceStore.reports(about: device.id, in: reader).map { EvidenceReading($0) }
    let boards = Set(told.compactMap(\.boardSerial))
    if let board = machine.identity.boardSerial?.usable, let known = boards.min(), !boards.contains(board) {
      return .otherHardware(serial: serial, .board, known: known, seen: board)
    }
    let addresses = told.reduce(into: Set<String>()) { $0.formUnion($1.networkAddresses) }
    let own = machine.networkPorts.filter { $0.attachment == .builtIn }.map(\.mac)
    if let seen = own.first, let known = addresses.min(), addresses.isDisjoint(with: own) {
      return .otherHardware(serial: serial, .networkAddress, known: known, seen: seen)
    }
    return nil
  }

  /// That a machine is a declared wiping station, whatever device a person names; nothing for any other machine.
  func station(_ identity: MachineIdentity) throws -> EvidenceMatch? {
    guard let serial = identity.serial, try StationStore.isStation(serial: serial, in: reader) else { return nil }
    return .unmatched(.stationItself(serial: serial), candidates: [])
  }

  /// The device of a disk, by its own serial number.
  func match(disk serial: SerialNumber?) throws -> EvidenceMatch {
    guard let serial = serial?.usable else { return .unmatched(.noUsableSerial, candidates: try unidentified()) }
    if let doubt = try entrusted(serial) { return doubt }
    let bearers = try Set(MediumStore.bearers(ofMediumSerial: serial, in: reader).map(\.device))
    if bearers.isEmpty { return .unmatched(.unknownSerial(serial), candidates: try unidentified()) }
    return try one(of: bearers, orElse: .severalDevices(serial: serial))
  }

  /// What the machine is that a log was written on.
  enum Host {
    case station
    case device(Device)
    case unknown
  }

  /// What the machine is that a log was written on, by its own serial number.
  func host(of machine: HostMachine) throws -> Host {
    guard let serial = machine.identity.mark else { return .unknown }
    if try StationStore.isStation(serial: serial, in: reader) { return .station }
    let devices = try MediumStore.devices(bearing: serial, in: reader)
    guard devices.count == 1, let id = devices.first, let device = try DeviceStore.device(id, in: reader) else {
      return .unknown
    }
    return .device(device)
  }

  /// The device of a disk that a machine wiped: the disk's own serial number tells, then the machine's unless it is a station's.
  func match(_ drive: SerialNumber?, wipedBy machine: HostMachine) throws -> EvidenceMatch {
    guard case .device(let host) = try self.host(of: machine) else { return try match(disk: drive) }
    if let doubt = try entrusted(drive?.usable) { return doubt }
    let bearers = try Set(
      drive?.usable.map { try MediumStore.bearers(ofMediumSerial: $0, in: reader).map(\.device) } ?? [])
    if bearers.isEmpty { return .device(host) }
    guard let disk = drive?.usable, let serial = machine.identity.mark, let known = bearers.first, bearers.count == 1,
      known != host.id
    else { return try match(disk: drive) }
    return .unmatched(
      .diskOfAnotherMachine(disk: disk, machine: serial), candidates: try codes(of: [known, host.id]))
  }

  /// That a disk is part of somebody's own thing that is here: it is no device's, whatever machine names it.
  func entrusted(_ serial: String?) throws -> EvidenceMatch? {
    guard let serial, let visitor = try VisitorStore.bearer(ofMediumSerial: serial, in: reader) else { return nil }
    return .unmatched(.entrustedDisk(serial, of: visitor.code), candidates: [])
  }

  private func one(
    of devices: Set<DeviceID>, orElse doubt: EvidenceDoubt, looking category: DeviceCategory? = nil
  ) throws -> EvidenceMatch {
    if devices.count == 1, let id = devices.first, let device = try DeviceStore.device(id, in: reader) {
      return .device(device)
    }
    return .unmatched(doubt, candidates: devices.isEmpty ? try unidentified(looking: category) : try codes(of: devices))
  }

  /// Devices in the chain's hands that nothing has identified yet and that could be meant, the likeliest first: those in the
  /// workshop, then those received; only those of a donation whose list has the serial number, when one has. Of a large stock,
  /// the last that came are looked at.
  private func unidentified(
    adding devices: Set<DeviceID> = [], looking category: DeviceCategory? = nil, bearing serial: String? = nil
  ) throws -> [AssetCode] {
    let waiting = try [Device.StateName.inRefurbishment, .received].flatMap(lastReceived).filter { device in
      try (category?.lookalikes ?? DeviceCategory.computers).contains(device.category)
        && MediumStore.identity(of: device.id, in: reader).mark == nil
    }
    let lines = try serial.map { try ListStore.lines(announcing: $0, in: reader) } ?? []
    let announced = waiting.filter { lines.contains($0.donationLine) }
    return Array((try codes(of: devices) + (announced.isEmpty ? waiting : announced).map(\.code)).prefix(5))
  }

  /// The last devices to come in of those in a state, in the order they came.
  private func lastReceived(in state: Device.StateName) throws -> [Device] {
    let ids: [DeviceID] = try reader.all(
      "SELECT id FROM devices WHERE state = \(state) AND \(DeviceStore.isInChain) ORDER BY id DESC LIMIT 200"
    ).map { try $0["id"] }
    return try ids.reversed().compactMap { try DeviceStore.device($0, in: reader) }
  }

  private func codes(of devices: some Collection<DeviceID>) throws -> [AssetCode] {
    try devices.sorted().compactMap { try DeviceStore.device($0, in: reader)?.code }
  }
}

extension MachineIdentity {
  /// The serial number a device is known by: the surest of system, board and chassis.
  var serial: String? {
    switch clues.first {
    case .system(let serial), .board(let serial), .chassis(let serial): serial
    case .mac, nil: nil
    }
  }

  /// What tells it from other machines: its serial number, else its network address.
  var mark: String? { serial ?? macs.first }
}

extension DeviceCategory {
  /// What has a disk, and can tell of itself.
  fileprivate static let computers: [DeviceCategory] = [.laptop, .desktop, .allInOne, .tablet, .other]

  /// The categories under which people may have counted a machine of such a housing.
  fileprivate var lookalikes: [DeviceCategory] { self == .desktop ? [self, .allInOne, .other] : [self, .other] }
}

extension MachineReport {
  /// The category of devices its housing is of, when lshw's word for it tells.
  fileprivate var category: DeviceCategory? {
    switch chassis {
    case "notebook", "laptop", "portable", "sub-notebook", "convertible": .laptop
    case "tablet", "detachable": .tablet
    case "desktop", "low-profile", "mini-tower", "tower", "mini", "pizzabox", "space-saving", "stick": .desktop
    default: nil
    }
  }
}
