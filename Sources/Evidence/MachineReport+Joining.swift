import Kernel

/// Joins what several tools say of one machine.
extension MachineReport {
  /// Adds what another tool says; where both tell and do not agree, a serial or UUID becomes a problem.
  mutating func add(_ other: MachineReport) {
    let known = identity
    func join(_ field: String, _ first: SerialNumber?, _ second: SerialNumber?) -> SerialNumber? {
      guard let first, let second, first.verdict == .usable, second.verdict == .usable,
        first.written.lowercased() != second.written.lowercased()
      else { return first?.verdict == .usable ? first : second?.verdict == .usable ? second : first ?? second }
      problems.append(.contradiction(field: field, first.written, second.written))
      return first
    }
    let identity = MachineIdentity(
      systemSerial: join("system.serial", known.systemSerial, other.identity.systemSerial),
      boardSerial: known.boardSerial ?? other.identity.boardSerial,
      chassisSerial: known.chassisSerial ?? other.identity.chassisSerial,
      macs: known.macs.isEmpty ? other.identity.macs : known.macs)
    var joined = MachineReport(
      format: format, manufacturer: manufacturer ?? other.manufacturer, product: product ?? other.product,
      version: version ?? other.version, sku: sku ?? other.sku, family: family ?? other.family,
      chassis: chassis ?? other.chassis, uuid: uuid ?? other.uuid, identity: identity,
      processors: processors.isEmpty ? other.processors : processors,
      memoryBytes: memory(with: other), disks: disks,
      networkPorts: networkPorts + other.networkPorts.filter { port in !networkPorts.contains { $0.mac == port.mac } },
      batteries: batteries)
    joined.opticalDrives = opticalDrives.isEmpty ? other.opticalDrives : opticalDrives
    joined.wipes = wipes + other.wipes
    joined.problems =
      problems + other.problems.filter { $0 != .usableMemory || joined.memoryBytes == other.memoryBytes }
    if joined.memoryBytes != memoryBytes {
      joined.problems.removeAll { $0 == .usableMemory && !other.problems.contains($0) }
    }
    for disk in other.disks { joined.add(disk) }
    for battery in other.batteries { joined.add(battery) }
    self = joined
  }

  /// What is fitted counts more than what the running system can use.
  private func memory(with other: MachineReport) -> Int? {
    guard let mine = memoryBytes else { return other.memoryBytes }
    return problems.contains(.usableMemory) ? other.memoryBytes ?? mine : mine
  }

  /// Adds a disk, unless it is listed.
  private mutating func add(_ disk: DiskSighting) {
    if let index = place(serial: disk.serial, device: disk.logicalName) {
      disks[index] = disks[index].joined(with: disk)
    } else {
      disks.append(disk)
    }
  }

  /// Adds what a disk says of its state to the disk it is, or the disk itself when no tool listed it.
  mutating func add(_ state: DiskHealthReport) {
    let sighting = DiskSighting(
      manufacturer: nil, model: state.model, serial: state.serial, capacityBytes: state.capacityBytes, kind: state.kind,
      logicalName: state.device, doubt: nil, health: state)
    add(sighting)
    problems += state.problems
    guard state.capacityBytes != nil, let device = state.device else { return }
    // What another tool rounded, smartctl tells exactly.
    problems.removeAll { if case .rounded(device, _) = $0 { true } else { false } }
  }

  /// The disk of a serial, or else of a device's name unless both tell serials.
  private func place(serial: SerialNumber?, device: String?) -> Int? {
    if let usable = serial?.usable?.lowercased(),
      let index = disks.firstIndex(where: { $0.serial?.usable?.lowercased() == usable })
    {
      return index
    }
    guard let device else { return nil }
    return disks.firstIndex { disk in
      disk.logicalName.map { $0 == device || $0.hasPrefix(device + "n") } == true
        && (disk.serial?.usable == nil || serial?.usable == nil)
    }
  }

  private mutating func add(_ battery: BatterySighting) {
    let same = batteries.firstIndex { known in
      batteries.count == 1 || (known.serial != nil && known.serial == battery.serial)
        || (known.model != nil && known.model == battery.model)
    }
    guard let same else {
      batteries.append(battery)
      return
    }
    let known = batteries[same]
    batteries[same] = BatterySighting(
      manufacturer: known.manufacturer ?? battery.manufacturer, model: known.model ?? battery.model,
      serial: known.serial ?? battery.serial,
      capacityMilliwattHours: known.capacityMilliwattHours ?? battery.capacityMilliwattHours,
      fullMilliwattHours: known.fullMilliwattHours ?? battery.fullMilliwattHours,
      healthPercent: known.healthPercent ?? battery.healthPercent, cycles: known.cycles ?? battery.cycles)
  }
}

extension DiskSighting {
  /// The disk by both sights of it; smartctl gives the whole model where lshw cuts it, and the exact size.
  fileprivate func joined(with other: DiskSighting) -> DiskSighting {
    let model = self.model.map { mine in
      other.model.map { $0.count > mine.count && ($0.contains(mine) || mine.isCut) ? $0 : mine } ?? mine
    }
    return DiskSighting(
      manufacturer: manufacturer ?? other.manufacturer, model: model ?? other.model,
      serial: serial?.usable != nil || other.serial == nil ? serial : other.serial,
      capacityBytes: other.health?.capacityBytes ?? capacityBytes ?? other.capacityBytes,
      kind: kind == .unknown ? other.kind : kind, logicalName: logicalName ?? other.logicalName,
      doubt: doubt ?? other.doubt, health: other.health ?? health)
  }
}

extension String {
  /// lshw cuts the models of SATA disks to 16 characters.
  fileprivate var isCut: Bool { count == 16 }
}
