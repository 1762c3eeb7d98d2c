import Evidence
import Inventory
import Kernel
import Refurbishment
import Storage

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
  /// The disks are known in a device that bears another serial number.
  case otherSerial(known: String, seen: String)
}

/// Matches evidence to devices by what the machines themselves say.
struct EvidenceMatcher {
  let reader: Reader

  /// The device of a machine's own report.
  func match(_ machine: MachineReport) throws -> EvidenceMatch {
    let disks = machine.disks.compactMap(\.serial?.usable)
    let byDisks = try Set(disks.flatMap { try MediumStore.bearers(ofMediumSerial: $0, in: reader).map(\.device) })
    guard let serial = machine.identity.serial else {
      return try one(of: byDisks, orElse: .noUsableSerial)
    }
    if try StationStore.isStation(serial: serial, in: reader) {
      return .unmatched(.stationItself(serial: serial), candidates: [])
    }
    let bySerial = try Set(MediumStore.devices(bearing: serial, in: reader))
    if !bySerial.isEmpty { return try one(of: bySerial, orElse: .severalDevices(serial: serial)) }
    guard let known = byDisks.first, byDisks.count == 1 else {
      return .unmatched(.unknownSerial(serial), candidates: try unidentified(adding: byDisks))
    }
    if let other = try MediumStore.identity(of: known, in: reader).serial {
      return .unmatched(.otherSerial(known: other, seen: serial), candidates: try codes(of: [known]))
    }
    return try one(of: byDisks, orElse: .unknownSerial(serial))
  }

  /// The device of a disk, by its own serial number.
  func match(disk serial: SerialNumber?) throws -> EvidenceMatch {
    guard let serial = serial?.usable else { return .unmatched(.noUsableSerial, candidates: try unidentified()) }
    let bearers = try Set(MediumStore.bearers(ofMediumSerial: serial, in: reader).map(\.device))
    if bearers.isEmpty { return .unmatched(.unknownSerial(serial), candidates: try unidentified()) }
    return try one(of: bearers, orElse: .severalDevices(serial: serial))
  }

  /// The device of a disk that a machine wiped: the disk's own serial number tells, then the machine's unless it is a station's.
  func match(_ drive: SerialNumber?, wipedBy host: HostMachine) throws -> EvidenceMatch {
    let hostSerial = host.identity.serial
    let isStation = try hostSerial.map { try StationStore.isStation(serial: $0, in: reader) } ?? false
    let machines = isStation ? [] : try hostSerial.map { try MediumStore.devices(bearing: $0, in: reader) } ?? []
    let byDisk = try match(disk: drive)
    switch byDisk {
    case .device(let device):
      if let machine = machines.first, machine != device.id, let disk = drive?.usable, let hostSerial {
        let both = try codes(of: [device.id, machine])
        return .unmatched(.diskOfAnotherMachine(disk: disk, machine: hostSerial), candidates: both)
      }
      return byDisk
    case .unmatched(.unknownSerial, _), .unmatched(.noUsableSerial, _):
      return machines.count == 1 ? try one(of: Set(machines), orElse: .noUsableSerial) : byDisk
    case .unmatched: return byDisk
    }
  }

  private func one(of devices: Set<DeviceID>, orElse doubt: EvidenceDoubt) throws -> EvidenceMatch {
    if devices.count == 1, let id = devices.first, let device = try DeviceStore.device(id, in: reader) {
      return .device(device)
    }
    return .unmatched(doubt, candidates: devices.isEmpty ? try unidentified() : try codes(of: devices))
  }

  /// Devices in the workshop's hands that nothing has identified yet: the likeliest to be meant.
  private func unidentified(adding devices: Set<DeviceID> = []) throws -> [AssetCode] {
    let waiting = try [Device.StateName.received, .inRefurbishment]
      .flatMap { try DeviceStore.devices(in: $0, reader: reader) }
      .filter { try MediumStore.identity(of: $0.id, in: reader).serial == nil }
      .map(\.code)
    return Array((try codes(of: devices) + waiting).prefix(5))
  }

  private func codes(of devices: some Collection<DeviceID>) throws -> [AssetCode] {
    try devices.sorted().compactMap { try DeviceStore.device($0, in: reader)?.code }
  }
}

extension MachineIdentity {
  /// The serial number a device is known by: the surest of system, board, chassis and network address.
  var serial: String? {
    switch clues.first {
    case .system(let serial), .board(let serial), .chassis(let serial): serial
    case .mac(let address): address
    case nil: nil
    }
  }
}
