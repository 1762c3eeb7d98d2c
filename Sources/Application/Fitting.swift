public import Inventory
public import Kernel
public import Refurbishment
import Storage

/// What is known of a device's hardware and system, and how that is judged.
public struct FitnessSheet: Sendable {
  public let code: AssetCode
  public let hardware: Hardware
  public let fitness: Fitness
  /// The system it leaves with; nothing while nobody said.
  public let system: WorkshopPolicy.OperatingSystem?
  /// The policy it is judged by, as `rebond 2026.1`.
  public let policy: String
}

/// A device and the end of its system's support.
public struct SupportLine: Sendable {
  public let code: AssetCode
  public let name: String?
  public let state: Device.StateName
  /// The contract it is out under.
  public let contract: ContractID?
  /// The system; nothing while nobody said.
  public let system: WorkshopPolicy.OperatingSystem?
}

extension Chain {
  /// Puts a structure's own policy in force: its file is read, and kept whole.
  ///
  /// - Throws: `JSONFailure` with the place of what is wrong in the file, ``ChainFailure/rulesNotForRole(_:)``.
  public func adopt(policy bytes: [UInt8], file: String, as act: Act) throws -> WorkshopPolicy {
    let policy = try WorkshopPolicy(reading: bytes, file: file)
    try database.write(Action.adoptPolicy, act) { change in
      try requireRulesRole(act, in: change)
      change.concerns(.instance)
      change.note("policy", .dataName(policy.id))
      change.note("version", .dataName(policy.version))
      try PolicyStore.adopt(policy, in: change)
    }
    return policy
  }

  /// The workshop's policy in force.
  public func policy() throws -> WorkshopPolicy { try database.read { try PolicyStore.inForce(in: $0) } }

  /// Tells which system a device leaves with, or whether its firmware has a TPM 2.0 and Secure Boot.
  ///
  /// - Throws: ``RefurbishmentFailure/unknownSystem(_:known:)``, ``InventoryFailure/nothingTold``.
  public func tell(system: String?, hasTPM: Bool?, of code: AssetCode, as act: Act) throws -> FitnessSheet {
    try database.write(Action.tellSystem, act) { change in
      let device = try DeviceStore.device(code, in: change)
      let known = try system.map { try PolicyStore.inForce(in: change).system($0) }
      let received = try DeviceStore.opening(of: 1, of: device, in: change)
      guard act.day >= received else {
        throw InventoryFailure.beforeLastMovement(code, day: act.day, last: received)
      }
      try DeviceSystemStore.tell(system: known?.id, hasTPM: hasTPM, of: device.id, in: change)
      change.concerns(.device(device.id))
      if let known { change.note("system", .dataName(known.id)) }
      return try sheet(of: device, on: act.day, in: change)
    }
  }

  /// Whether a device reaches the least configuration and can have Windows 11, by what is known of it.
  public func fitness(of code: AssetCode) throws -> FitnessSheet {
    try database.read { try sheet(of: DeviceStore.device(code, in: $0), on: clock.today, in: $0) }
  }

  /// The devices whose system's support ends by a day, the earliest first; those of which nobody said the system come last.
  ///
  /// - Parameter states: only devices in these states: those lent, unless said.
  public func supportEnding(
    by day: Day, in states: [Device.StateName] = [.out, .inRepair]
  ) throws -> [SupportLine] {
    try database.read { reader in
      let policy = try PolicyStore.inForce(in: reader)
      let lines = try states.flatMap { try DeviceStore.devices(in: $0, reader: reader) }.map { device in
        let told = try DeviceSystemStore.told(of: device.id, in: reader).system
        return SupportLine(
          code: device.code, name: try MediumStore.identity(of: device.id, in: reader).name, state: device.state.name,
          contract: device.state.contract, system: told.map(policy.known))
      }
      return lines.filter { line in line.system.map { $0.supportEnds.map { $0 <= day } ?? false } ?? true }
        .sorted { ($0.system?.supportEnds ?? .last) < ($1.system?.supportEnds ?? .last) }
    }
  }

  func sheet(of device: Device, on day: Day, in reader: Reader) throws -> FitnessSheet {
    let policy = try PolicyStore.inForce(in: reader)
    let told = try DeviceSystemStore.told(of: device.id, in: reader)
    let hardware = try hardware(of: device, hasTPM: told.hasTPM, in: reader)
    return FitnessSheet(
      code: device.code, hardware: hardware,
      fitness: Fitness(of: hardware, category: device.category, by: policy, on: day),
      system: told.system.map(policy.known), policy: "\(policy.id) \(policy.version)")
  }

  /// What evidence and the inventory tell of a device's hardware: of each fact, the latest.
  private func hardware(of device: Device, hasTPM: Bool?, in reader: Reader) throws -> Hardware {
    var (memory, processor): (Int64?, String?) = (nil, nil)
    for report in try EvidenceStore.reports(about: device.id, in: reader).reversed() {
      let facts = EvidenceReading(report).facts
      if memory == nil { memory = facts["memoryBytes"].flatMap { Int64($0) } }
      if processor == nil {
        processor =
          facts.filter { $0.key.hasPrefix("processors[") && $0.key.hasSuffix("].model") }.values.sorted().first
      }
    }
    let sizes = try fittedMedia(of: device, in: reader).compactMap(\.description.capacityBytes)
    return Hardware(
      memoryBytes: memory, storageBytes: sizes.isEmpty ? nil : sizes.reduce(0, +), processor: processor, hasTPM: hasTPM)
  }
}
