import Kernel

/// Reads an inventory of the agents of GLPI (JSON) or FusionInventory (XML, the same keys in capitals).
enum GLPIReader {
  static func read(_ json: JSONValue) throws(EvidenceFailure) -> MachineReport {
    guard let content = json["content"], content.isObject else { throw .nothingReported(.glpi) }
    let bios = content["bios"]?.list.first
    let hardware = content["hardware"]?.list.first
    let (memory, memoryProblem) = memoryBytes(content, hardware)
    var report = MachineReport(
      format: .glpi, manufacturer: told(bios, "smanufacturer"), product: told(bios, "smodel"),
      sku: told(bios, "skunumber"), chassis: told(hardware, "chassis_type"), uuid: told(hardware, "uuid"),
      identity: MachineIdentity(
        systemSerial: SerialNumber(told(bios, "ssn")), boardSerial: SerialNumber(told(bios, "msn"))),
      processors: list(content, "cpus").map { cpu in
        Processor(manufacturer: told(cpu, "manufacturer"), name: told(cpu, "name"), cores: cpu["core"]?.whole)
      },
      memoryBytes: memory, networkPorts: list(content, "networks").compactMap(port),
      batteries: list(content, "batteries").map(battery))
    var problems = [memoryProblem].compactMap { $0 }
    for storage in list(content, "storages") {
      let sighting = disk(storage)
      if isOptical(storage) {
        report.opticalDrives.append(sighting)
      } else {
        if let size = storage["disksize"]?.text, sighting.capacityBytes == nil {
          problems.append(.unclear(field: "storages.disksize", written: size))
        }
        report.disks.append(sighting)
      }
    }
    if json["partial"]?.truth == true { problems.append(.toolStopped("partial")) }
    report.problems = problems
    guard !report.isEmpty else { throw .nothingReported(.glpi) }
    return report
  }

  /// The JSON that an XML inventory would be.
  static func json(of root: MarkupElement) -> JSONValue {
    guard !root.children.isEmpty else { return root.text.map(JSONValue.string) ?? .null }
    var members: [JSONValue.Member] = []
    for child in root.children {
      let key = child.name.lowercased()
      if let place = members.firstIndex(where: { $0.key == key }) {
        members[place] = JSONValue.Member(key: key, value: .array(members[place].value.list + [json(of: child)]))
      } else {
        members.append(JSONValue.Member(key: key, value: json(of: child)))
      }
    }
    return .object(members)
  }

  private static func list(_ content: JSONValue, _ key: String) -> [JSONValue] {
    (content[key]?.list ?? []).filter(\.isObject)
  }

  private static func told(_ object: JSONValue?, _ key: String) -> String? { Absence.told(object?[key]?.text) }

  /// The modules, in mebibytes; without them the hardware's own figure, which is what the running system can use.
  private static func memoryBytes(_ content: JSONValue, _ hardware: JSONValue?) -> (Int?, EvidenceProblem?) {
    func bytes(_ value: JSONValue?) -> Int? {
      guard let mebibytes = value?.whole, mebibytes > 0, mebibytes < 1 << 40 else { return nil }
      return mebibytes << 20
    }
    if let sum = list(content, "memories").compactMap({ bytes($0["capacity"]) }).sum { return (sum, nil) }
    let usable = bytes(hardware?["memory"])
    return (usable, usable.map { _ in .usableMemory })
  }

  private static func port(_ network: JSONValue) -> NetworkPort? {
    guard let mac = told(network, "mac") ?? told(network, "macaddr"), mac.isHardwareAddress else { return nil }
    let isVirtual = network["virtualdev"]?.truth ?? (network["virtualdev"]?.whole == 1)
    return NetworkPort(
      mac: mac.lowercased(), logicalName: told(network, "description"), attachment: isVirtual ? .virtual : .builtIn)
  }

  private static func battery(_ battery: JSONValue) -> BatterySighting {
    func capacity(_ key: String) -> Int? { battery[key]?.whole.flatMap { $0 > 0 ? $0 : nil } }
    let (design, full) = (capacity("capacity"), capacity("real_capacity"))
    return BatterySighting(
      manufacturer: told(battery, "manufacturer"), model: told(battery, "name"),
      serial: SerialNumber(told(battery, "serial")), capacityMilliwattHours: design, fullMilliwattHours: full,
      healthPercent: BatterySighting.health(full, of: design), cycles: nil)
  }

  private static func isOptical(_ storage: JSONValue) -> Bool {
    let words = ["type", "interface", "description", "name"].compactMap { storage[$0]?.text?.lowercased() }
    return words.contains { $0.contains("cd-rom") || $0.contains("cdrom") || $0.contains("dvd") || $0.hasPrefix("sr") }
  }

  /// A disk; its size is in megabytes that some versions count in thousands and some in 1024: it is told as unclear.
  private static func disk(_ storage: JSONValue) -> DiskSighting {
    let words = ["interface", "type", "description"].compactMap { storage[$0]?.text?.lowercased() }
    let names = [told(storage, "model"), told(storage, "name")].compactMap { $0?.lowercased() } + words
    let name = told(storage, "name")
    let kind: DiskKind =
      DiskNames.isRAID(names)
      ? .raidVolume
      : words.contains { $0.contains("nvme") } || name?.hasPrefix("nvme") == true
        ? .nvme : DiskNames.isSSD(names) ? .ssd : .unknown
    return DiskSighting(
      manufacturer: told(storage, "manufacturer"), model: told(storage, "model"),
      serial: SerialNumber(told(storage, "serial") ?? told(storage, "serialnumber")),
      capacityBytes: storage["disksize"]?.text.flatMap { Int($0) }.flatMap(Quantity.soldCapacity(megabytes:)),
      kind: kind,
      logicalName: name,
      doubt: words.contains { $0.contains("usb") }
        ? .usb : words.contains { $0.contains("removable") } ? .removable : nil)
  }
}
