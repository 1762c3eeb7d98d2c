import Kernel

/// Reads the text of `hwinfo`: a list of devices, of which the first holds the firmware's tables.
enum HwinfoReader {
  /// One device of the list.
  private struct Device {
    var lines: [TextLine] = []

    /// The value of one of the device's own keys.
    subscript(_ key: Substring) -> String? { lines.first { $0.indent == 2 && $0.key == key }?.value }

    /// The keys of each table of the firmware of a name, as `System Info`.
    func tables(_ name: Substring) -> [[Substring: String]] {
      var tables: [[Substring: String]] = []
      var isOpen = false
      for line in lines {
        if line.indent == 2 {
          isOpen = line.key == name
          if isOpen { tables.append([:]) }
        } else if isOpen, line.indent == 4, let key = line.key, let value = line.value {
          tables[tables.count - 1][key] = value
        }
      }
      return tables
    }
  }

  static func read(_ text: TextLines) throws(EvidenceFailure) -> MachineReport {
    let devices = devices(in: text.lines)
    func all(_ kind: String) -> [Device] { devices.filter { $0["Hardware Class"] == kind } }
    let bios = all("bios").first
    let system = bios?.tables("System Info").first ?? [:]
    let board = bios?.tables("Board Info").first ?? [:]
    let chassis = bios?.tables("Chassis Info").first ?? [:]
    let (memory, problem) = memoryBytes(bios: bios, memory: all("memory"))
    var report = MachineReport(
      format: .hwinfo, manufacturer: told(system["Manufacturer"]), product: told(system["Product"]),
      version: told(system["Version"]), chassis: chassis["Type"].flatMap { told($0.inParentheses) },
      uuid: told(system["UUID"]),
      identity: MachineIdentity(
        systemSerial: SerialNumber(told(system["Serial"])), boardSerial: SerialNumber(told(board["Serial"])),
        chassisSerial: SerialNumber(told(chassis["Serial"]))),
      processors: processors(bios: bios, cpus: all("cpu")), memoryBytes: memory,
      disks: all("disk").filter { $0["Device File"].map(isPartOrFloppy) != true }.map(disk),
      networkPorts: ports(all("network") + all("network interface")))
    report.opticalDrives = all("cdrom").map(disk)
    report.problems = text.problems + [problem].compactMap { $0 }
    guard !report.isEmpty else { throw .nothingReported(.hwinfo) }
    return report
  }

  /// The devices: each begins at the margin, as `36: IDE 00.0: 10600 Disk`.
  private static func devices(in lines: [TextLine]) -> [Device] {
    var devices: [Device] = []
    for line in lines {
      if line.indent == 0 {
        if line.key?.isDigits == true { devices.append(Device()) }
      } else if !devices.isEmpty {
        devices[devices.count - 1].lines.append(line)
      }
    }
    return devices
  }

  /// The text between quotes, or all of it.
  private static func told(_ text: String?) -> String? {
    guard let text, let start = text.firstIndex(of: "\""), let end = text.lastIndex(of: "\""), start < end else {
      return Absence.told(text)
    }
    return Absence.told(String(text[text.index(after: start)..<end]))
  }

  /// The sockets the firmware names; without them the names of the processors, of which the list has one for each thread.
  private static func processors(bios: Device?, cpus: [Device]) -> [Processor] {
    let sockets = (bios?.tables("Processor Info") ?? []).filter {
      told($0["Version"]) != nil && $0["Socket Status"].map { ["Unpopulated", "Empty"].contains($0) } != true
    }
    if !sockets.isEmpty {
      return sockets.map {
        Processor(manufacturer: told($0["Manufacturer"]), name: told($0["Version"]), cores: nil)
      }
    }
    var names: [String] = []
    for name in cpus.compactMap({ told($0["Model"]) }) where !names.contains(name) { names.append(name) }
    return names.map { Processor(manufacturer: nil, name: $0, cores: nil) }
  }

  /// The modules the firmware names; without them what the running system can use.
  private static func memoryBytes(bios: Device?, memory: [Device]) -> (Int?, EvidenceProblem?) {
    let sizes = (bios?.tables("Memory Device") ?? []).filter { $0["Type"]?.contains("Flash") != true }
      .compactMap { $0["Size"] }.filter { !$0.hasPrefix("No") }
    let known = sizes.compactMap(Quantity.memoryBytes)
    if !sizes.isEmpty, known.count == sizes.count, let sum = known.sum, sum > 0 { return (sum, nil) }
    let usable = memory.compactMap { $0["Memory Size"] }
      .flatMap { $0.split(separator: "+").compactMap { Quantity.memoryBytes(String($0)) } }.sum
    return (usable, usable.map { _ in .usableMemory })
  }

  /// `/dev/fd0`, and the areas of an eMMC that Linux names like disks of their own: `mmcblk0boot0`, `mmcblk0rpmb`.
  private static func isPartOrFloppy(_ file: String) -> Bool {
    if file.hasPrefix("/dev/fd") { return true }
    guard file.hasPrefix("/dev/mmcblk") else { return false }
    return ["boot", "rpmb", "gp"].contains(where: file.dropFirst(11).drop(while: \.isNumber).hasPrefix)
  }

  private static func disk(_ device: Device) -> DiskSighting {
    let files = device["Device Files"] ?? ""
    let name = device["Device File"].flatMap { $0.split(separator: " ").first }.map(String.init)
    let model = told(device["Model"])
    let names = [model, told(device["Vendor"])].compactMap { $0?.lowercased() }
    let kind: DiskKind =
      DiskNames.isRAID(names)
      ? .raidVolume
      : name?.hasPrefix("/dev/nvme") == true
        ? .nvme : name?.hasPrefix("/dev/mmcblk") == true ? .emmc : DiskNames.isSSD(names) ? .ssd : .unknown
    let isUSB =
      device["Hotplug"] == "USB" || device["Driver"]?.contains("usb-storage") == true || files.contains("/by-id/usb-")
    return DiskSighting(
      manufacturer: told(device["Vendor"]), model: model, serial: SerialNumber(told(device["Serial ID"])),
      capacityBytes: device["Capacity"]?.inParentheses.flatMap(Quantity.binaryBytes), kind: kind,
      logicalName: name, doubt: isUSB ? .usb : nil)
  }

  private static func ports(_ devices: [Device]) -> [NetworkPort] {
    var ports: [NetworkPort] = []
    for device in devices {
      guard let mac = device["Permanent HW Address"] ?? device["HW Address"], mac.isHardwareAddress,
        !ports.contains(where: { $0.mac == mac.lowercased() })
      else { continue }
      let isHardware = device["Driver"] != nil || device["Hardware Class"] == "network"
      ports.append(
        NetworkPort(
          mac: mac.lowercased(), logicalName: device["Device File"],
          attachment: device["Hotplug"] == "USB" ? .usb : isHardware ? .builtIn : .virtual))
    }
    return ports
  }
}

extension String {
  /// What stands between the first parentheses: hwinfo writes codes before and meanings in them.
  fileprivate var inParentheses: String? {
    guard let open = firstIndex(of: "("), let close = self[open...].firstIndex(of: ")") else { return nil }
    return String(self[index(after: open)..<close])
  }
}
