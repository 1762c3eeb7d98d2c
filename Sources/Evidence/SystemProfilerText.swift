import Kernel

/// Reads the text of Apple's system_profiler: headings that end with a colon, each over what is indented deeper.
enum SystemProfilerText {
  /// A heading and what stands under it.
  private struct Block {
    let path: [String]
    var values: [Substring: String] = [:]

    subscript(_ keys: Substring...) -> String? { keys.lazy.compactMap { Absence.told(values[$0]) }.first }
    var section: String { path.first ?? "" }
    var name: String { path.last ?? "" }
  }

  static func read(_ text: TextLines) throws(EvidenceFailure) -> MachineReport {
    let blocks = blocks(of: text.lines)
    let hardware =
      ["Model Identifier", "Machine Model", "Serial Number (system)"].lazy
      .compactMap { key in blocks.first { $0.section == "Hardware" && $0.values[key] != nil } }.first
    let disks = blocks.filter { disk in
      storage.contains(disk.section) && disk.values["Capacity"] != nil && disk.values["Serial Number"] != nil
        || (storage.contains(disk.section) && disk.values["Model"] != nil && disk.values["Capacity"] != nil)
    }
    let sticks = blocks.filter { $0.section == "USB" && $0.values["BSD Name"] != nil && $0.values["Product ID"] != nil }
    var report = MachineReport(
      format: .systemProfiler, product: hardware?["Model Identifier", "Machine Model"],
      version: hardware?["Model Name", "Machine Name"],
      sku: hardware?["Model Number"], uuid: hardware?["Hardware UUID"],
      identity: MachineIdentity(
        systemSerial: SerialNumber(hardware?["Serial Number (system)", "Serial Number"])),
      processors: processors(hardware), memoryBytes: hardware?["Memory"].flatMap(Quantity.memoryBytes),
      disks: disks.map(disk) + sticks.map(stick), networkPorts: ports(blocks), batteries: batteries(blocks))
    report.opticalDrives = blocks.filter { $0.section == "Disc Burning" && $0.values["Firmware Revision"] != nil }
      .map { drive in
        DiskSighting(
          manufacturer: nil, model: drive.name, serial: nil, capacityBytes: nil, kind: .unknown, logicalName: nil,
          doubt: nil)
      }
    report.problems = text.problems + unclear(disks)
    guard !report.isEmpty else { throw .nothingReported(.systemProfiler) }
    return report
  }

  private static let storage: Set<String> = [
    "SATA", "SATA/SATA Express", "Serial-ATA", "NVMExpress", "ATA", "Parallel ATA", "Parallel SCSI", "SAS",
  ]

  private static func blocks(of lines: [TextLine]) -> [Block] {
    var blocks: [Block] = []
    var open: [(indent: Int, block: Int)] = []
    for (offset, line) in lines.enumerated() {
      // The first line stands at the margin, whatever blanks came before it.
      let indent = offset == 0 ? 0 : line.indent
      while let last = open.last, last.indent >= indent { open.removeLast() }
      if line.text.hasSuffix(":"), line.value == nil {
        let path = (open.last.map { blocks[$0.block].path } ?? []) + [String(line.text.dropLast())]
        blocks.append(Block(path: Array(path.prefix(32))))
        open.append((indent, blocks.count - 1))
      } else if let last = open.last, let key = line.key, let value = line.value,
        blocks[last.block].values[key] == nil
      {
        blocks[last.block].values[key] = value
      }
    }
    return blocks
  }

  private static func processors(_ hardware: Block?) -> [Processor] {
    guard let hardware, let name = hardware["Chip", "Processor Name", "CPU Type"] else { return [] }
    let count = hardware["Number Of Processors", "Number of Processors", "Number Of CPUs"].flatMap { Int($0) } ?? 1
    let cores = hardware["Total Number Of Cores", "Total Number of Cores"].flatMap { Int($0.prefix { $0.isNumber }) }
    let processor = Processor(manufacturer: nil, name: name, cores: cores.map { $0 / max(count, 1) })
    return Array(repeating: processor, count: min(max(count, 1), 16))
  }

  /// `500.11 GB (500,107,862,016 bytes)`: the exact number stands between the parentheses.
  private static func bytes(_ capacity: String?) -> Int? {
    guard let capacity, let open = capacity.firstIndex(of: "("),
      capacity.contains("bytes") || capacity.contains("octets")
    else { return nil }
    let digits = capacity[open...].filter { $0.isASCII && $0.isNumber }
    return Int(digits)
  }

  /// The capacities that are told rounded only, as `233.76 GB`, by versions that meant powers of 1024 and others that do not.
  private static func unclear(_ disks: [Block]) -> [EvidenceProblem] {
    disks.enumerated().compactMap { offset, disk in
      guard let told = disk["Capacity"], bytes(told) == nil else { return nil }
      return .unclear(field: "storage[\(offset)].bytes", written: told)
    }
  }

  private static func disk(_ block: Block) -> DiskSighting {
    let model = block["Model"] ?? block.name
    let words = [model, block["Medium Type"] ?? ""].map { $0.lowercased() }
    let kind: DiskKind =
      block.section == "NVMExpress"
      ? .nvme : DiskNames.isSSD(words) ? .ssd : words.contains("rotational") ? .hdd : .unknown
    var sighting = DiskSighting(
      manufacturer: nil, model: model, serial: SerialNumber(block["Serial Number"]),
      capacityBytes: bytes(block["Capacity"]), kind: kind, logicalName: block["BSD Name"].map { "/dev/\($0)" },
      doubt: block["Detachable Drive"] == "Yes" ? .removable : nil)
    sighting.health = SystemProfilerReader.health(block["S.M.A.R.T. status"], of: sighting)
    return sighting
  }

  private static func stick(_ block: Block) -> DiskSighting {
    DiskSighting(
      manufacturer: block["Manufacturer"], model: block.name, serial: SerialNumber(block["Serial Number"]),
      capacityBytes: bytes(block["Capacity"]), kind: .unknown, logicalName: block["BSD Name"].map { "/dev/\($0)" },
      doubt: .usb)
  }

  /// The ports with an address of Ethernet; FireWire has longer ones, and is no network of today.
  private static func ports(_ blocks: [Block]) -> [NetworkPort] {
    var ports: [NetworkPort] = []
    for block in blocks where block.section == "Network" && block.name == "Ethernet" && block.path.count > 2 {
      guard let mac = block["MAC Address"]?.lowercased(), mac.isHardwareAddress,
        !ports.contains(where: { $0.mac == mac })
      else { continue }
      let service = blocks.first { $0.path == block.path.dropLast() }
      ports.append(NetworkPort(mac: mac, logicalName: service?["BSD Device Name"], attachment: .builtIn))
    }
    return ports
  }

  /// The battery is told in three blocks: its model, its charge and its health.
  private static func batteries(_ blocks: [Block]) -> [BatterySighting] {
    func part(_ name: String) -> Block? {
      blocks.first { $0.name == name && $0.path.dropLast().last == "Battery Information" }
    }
    let whole = blocks.first { $0.name == "Battery Information" }
    guard whole != nil, whole?["Battery Installed"] != "No" else { return [] }
    let (model, health) = (part("Model Information"), part("Health Information"))
    guard model != nil || health != nil else { return [] }
    return [
      BatterySighting(
        manufacturer: model?["Manufacturer"], model: model?["Device Name", "Device name"],
        serial: SerialNumber(model?["Serial Number"]), capacityMilliwattHours: nil, fullMilliwattHours: nil,
        healthPercent: health?["Maximum Capacity"].flatMap(Quantity.percent),
        cycles: (health?["Cycle Count"] ?? whole?["Cycle count", "Cycle Count"]).flatMap { Int($0) }
          .flatMap { $0 > 0 ? $0 : nil })
    ]
  }
}
