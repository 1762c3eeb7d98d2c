import Kernel

/// Finds the disks in the tree that lshw writes: none dropped silently, none counted twice.
struct LshwDisks {
  private var found: [DiskSighting] = []
  private var names: Set<String> = []

  /// The disks below these nodes, in the order of the file.
  static func seen(in roots: [LshwNode]) -> [DiskSighting] {
    var disks = LshwDisks()
    for root in roots { disks.look(at: root, above: []) }
    return disks.settled
  }

  /// The drives for discs below these nodes.
  static func opticalDrives(in roots: [LshwNode]) -> [DiskSighting] {
    roots.flatMap { [$0] + $0.descendants }.filter(\.isOptical).map { node in
      DiskSighting(
        manufacturer: node.text("vendor"), model: node.text("product"), serial: node.serial, capacityBytes: nil,
        kind: .unknown, logicalName: node.logicalNames.first, doubt: node.isOnUSB ? .usb : nil)
    }
  }

  /// A controller without serial or size, beside one that has them, may be the same disk seen through the bus: with Intel's
  /// storage acceleration lshw shows both.
  private var settled: [DiskSighting] {
    guard found.contains(where: { $0.kind == .nvme && $0.serial != nil }) else { return found }
    return found.map { disk in
      disk.kind == .nvme && disk.serial == nil && disk.capacityBytes == nil ? disk.doubted(.seenTwice) : disk
    }
  }

  private mutating func look(at node: LshwNode, above: [LshwNode]) {
    if node.isOptical { return }
    if node.isNVMeController {
      addNVMe(node, above: above)
    } else if node.isDisk {
      addDisk(node, above: above)
    } else {
      for child in node.children { look(at: child, above: above + [node]) }
    }
  }

  /// A controller, which has the serial, and its namespaces, which have the sizes, are one disk.
  private mutating func addNVMe(_ controller: LshwNode, above: [LshwNode]) {
    let namespaces = controller.descendants.filter { $0.size != nil && ($0.isDisk || $0.kind == "volume") }
      .filter { $0.id.hasPrefix("namespace") || $0.isDisk }
    let sizes = namespaces.compactMap(\.size).reduce(0) { $0.addingReportingOverflow($1).partialValue }
    add(
      DiskSighting(
        manufacturer: controller.text("vendor"), model: controller.text("product"), serial: controller.serial,
        capacityBytes: sizes > 0 ? sizes : nil, kind: .nvme,
        logicalName: namespaces.lazy.compactMap(\.logicalNames.first).first ?? controller.logicalNames.first,
        doubt: doubt(of: controller, above: above)))
  }

  /// A disk and what lies in it: the medium of a removable disk is no second disk, a card reader without size may hold
  /// several.
  private mutating func addDisk(_ disk: LshwNode, above: [LshwNode]) {
    if let size = disk.size {
      add(sighting(of: disk, medium: disk, size: size, above: above))
      return
    }
    let media = disk.descendants.filter { $0.size != nil && ($0.isDisk || $0.id.hasPrefix("medium")) }
    for medium in media { add(sighting(of: disk, medium: medium, size: medium.size, above: above)) }
    if media.isEmpty, !disk.isEmptySlot {
      add(sighting(of: disk, medium: disk, size: nil, above: above))
    }
  }

  private mutating func add(_ disk: DiskSighting) {
    if let name = disk.logicalName, !names.insert(name).inserted { return }
    found.append(disk)
  }

  private func sighting(of disk: LshwNode, medium: LshwNode, size: Int?, above: [LshwNode]) -> DiskSighting {
    // Flash on the board says who it is one node above the one that has its size.
    let bearers = [medium, disk] + above.suffix(1).filter { $0.text("businfo")?.hasPrefix("mmc@") == true }
    return DiskSighting(
      manufacturer: bearers.lazy.compactMap { $0.text("vendor") }.first,
      model: bearers.lazy.compactMap { $0.text("product") }.first,
      serial: bearers.lazy.compactMap(\.serial).first, capacityBytes: size, kind: disk.diskKind,
      logicalName: bearers.lazy.compactMap(\.logicalNames.first).first, doubt: doubt(of: disk, above: above))
  }

  private func doubt(of disk: LshwNode, above: [LshwNode]) -> DiskDoubt? {
    let path = above + [disk]
    if path.contains(where: \.isOnUSB) { return .usb }
    if path.contains(where: { $0.text("businfo")?.hasPrefix("firewire@") == true }) { return .firewire }
    if disk.isMemoryCard { return .memoryCard }
    return disk.capabilities.contains("removable") ? .removable : nil
  }
}

extension DiskSighting {
  fileprivate func doubted(_ doubt: DiskDoubt) -> DiskSighting {
    DiskSighting(
      manufacturer: manufacturer, model: model, serial: serial, capacityBytes: capacityBytes, kind: kind,
      logicalName: logicalName, doubt: self.doubt ?? doubt)
  }
}

extension LshwNode {
  /// Whether the node is a disk: by its class, or by a name only whole disks have. A disk that carries a file system
  /// without partitions is of the class `volume`, flash on the board of the class `generic`.
  fileprivate var isDisk: Bool {
    kind == "disk"
      || (["volume", "generic"].contains(kind) && logicalNames.contains(where: \.isWholeDiskName))
  }

  fileprivate var isOptical: Bool {
    kind == "disk"
      && (id.hasPrefix("cdrom")
        || capabilities.contains { ["cdrom", "cd-r", "cd-rw", "dvd", "dvd-r", "dvd-ram"].contains($0) })
  }

  /// Older lshw knows the controller by its driver only, without serial or namespaces.
  fileprivate var isNVMeController: Bool {
    kind == "storage"
      && (setting("driver") == "nvme" || id.hasPrefix("nvme") || text("description") == "NVMe device"
        || logicalNames.contains { $0.hasPrefix("/dev/nvme") })
  }

  /// A reader without a card: a disk that is built in and tells no size is broken, not absent.
  fileprivate var isEmptySlot: Bool { capabilities.contains("removable") || id.hasPrefix("medium") }

  fileprivate var isMemoryCard: Bool {
    capabilities.contains("sd") || text("description")?.lowercased() == "sd card"
  }

  fileprivate var diskKind: DiskKind {
    let names = [text("vendor"), text("product"), text("description")].compactMap { $0?.lowercased() }
    if DiskNames.isRAID(names) { return .raidVolume }
    if logicalNames.contains(where: { $0.hasPrefix("/dev/mmcblk") }) {
      return isMemoryCard ? .unknown : .emmc
    }
    if logicalNames.contains(where: { $0.hasPrefix("/dev/nvme") }) { return .nvme }
    if capabilities.contains(where: { $0.hasSuffix("rpm") }) { return .hdd }
    return DiskNames.isSSD(names) ? .ssd : .unknown
  }
}

/// What the name of a disk gives away.
enum DiskNames {
  /// Whether one of the names, in lower case, is a controller's volume.
  static func isRAID(_ names: [String]) -> Bool {
    names.contains { name in
      ["raid", "logical volume", "virtual disk", "perc "].contains { name.contains($0) }
    }
  }

  /// Whether one of the names, in lower case, says solid state.
  static func isSSD(_ names: [String]) -> Bool {
    names.contains { $0.contains("ssd") || $0.contains("solid state") }
  }
}

extension String {
  /// Whether Linux gives this name to a whole disk, not to a part of one: `/dev/sda`, `/dev/nvme0n1`, `/dev/mmcblk0`.
  fileprivate var isWholeDiskName: Bool {
    let name = hasPrefix("/dev/") ? dropFirst(5) : self[...]
    for prefix in ["sd", "hd", "vd", "xvd"] where name.hasPrefix(prefix) {
      let rest = name.dropFirst(prefix.count)
      return !rest.isEmpty && rest.allSatisfy { $0.isASCII && $0.isLetter }
    }
    if name.hasPrefix("mmcblk") { return name.dropFirst(6).isDigits }
    let parts = name.split(separator: "n", omittingEmptySubsequences: false)
    return name.hasPrefix("nvme") && parts.count == 3 && parts[1].dropFirst(3).isDigits && parts[2].isDigits
  }
}

extension Substring {
  /// Whether the text is made of digits alone, at least one.
  var isDigits: Bool { !isEmpty && allSatisfy { $0.isASCII && $0.isNumber } }
}
