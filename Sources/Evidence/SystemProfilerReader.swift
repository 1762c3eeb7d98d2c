import Kernel

/// Reads what Apple's system_profiler says of a Mac, as JSON or as a property list in XML.
enum SystemProfilerReader {
  /// Reads JSON: the items of each data type under its name.
  static func read(_ json: JSONValue, problems: [EvidenceProblem] = []) throws(EvidenceFailure) -> MachineReport {
    let types = dataTypes(of: json)
    func items(_ type: String) -> [JSONValue] { types.filter { $0.name == type }.flatMap(\.items) }
    let hardware = items("SPHardwareDataType").first
    let storage = [
      "SPSerialATADataType", "SPNVMeDataType", "SPParallelATADataType", "SPSASDataType", "SPParallelSCSIDataType",
    ]
    .flatMap { type in items(type).flatMap(leaves).map { disk($0, type: type) } }
    let usb = items("SPUSBDataType").flatMap(leaves).filter { $0["bsd_name"] != nil || $0["Media"] != nil }
    var report = MachineReport(
      format: .systemProfiler, product: told(hardware, "machine_model"), version: told(hardware, "machine_name"),
      sku: told(hardware, "model_number"), uuid: told(hardware, "platform_UUID"),
      identity: MachineIdentity(systemSerial: SerialNumber(told(hardware, "serial_number"))),
      processors: processors(hardware), memoryBytes: told(hardware, "physical_memory").flatMap(Quantity.memoryBytes),
      disks: storage.filter { !$0.isOptical }.map(\.sighting) + usb.map(stick),
      networkPorts: items("SPNetworkDataType").compactMap(port),
      batteries: items("SPPowerDataType").compactMap(battery))
    report.opticalDrives = storage.filter(\.isOptical).map(\.sighting)
    report.problems = problems
    guard !report.isEmpty else { throw .nothingReported(.systemProfiler) }
    return report
  }

  private static func told(_ object: JSONValue?, _ key: String) -> String? { Absence.told(object?[key]?.text) }

  /// The data types: keys of an object in JSON, a list that names them in a property list.
  private static func dataTypes(of json: JSONValue) -> [(name: String, items: [JSONValue])] {
    if case .object(let members) = json, json["_dataType"] == nil {
      return members.map { ($0.key, $0.value.list) }
    }
    return json.list.compactMap { type in
      type["_dataType"]?.text.map { ($0, type["_items"]?.list ?? []) }
    }
  }

  /// The devices behind controllers and hubs; a controller that repeats its device's name is none.
  private static func leaves(_ item: JSONValue) -> [JSONValue] {
    let below = (item["_items"]?.list ?? []).flatMap(leaves)
    let isDevice = ["device_model", "device_serial", "size_in_bytes", "bsd_name", "Media"].contains { item[$0] != nil }
    return below.isEmpty && isDevice ? [item] : below
  }

  private static func disk(_ item: JSONValue, type: String) -> (sighting: DiskSighting, isOptical: Bool) {
    let model = told(item, "device_model") ?? told(item, "_name")
    let words = [model, told(item, "spsata_medium_type")].compactMap { $0?.lowercased() }
    let kind: DiskKind =
      type == "SPNVMeDataType"
      ? .nvme : DiskNames.isSSD(words) ? .ssd : words.contains("rotational") ? .hdd : .unknown
    let isOptical = words.contains {
      $0.contains("cd-rom") || $0.contains("dvd") || $0.contains("cdrw") || $0.contains("superdrive")
    }
    let name = told(item, "bsd_name")
    var sighting = DiskSighting(
      manufacturer: nil, model: model, serial: SerialNumber(told(item, "device_serial")),
      capacityBytes: item["size_in_bytes"]?.whole.flatMap { $0 > 0 ? $0 : nil }, kind: kind,
      logicalName: name.map { "/dev/\($0)" },
      doubt: told(item, "detachable_drive") == "yes" || told(item, "removable_media") == "yes" ? .removable : nil)
    sighting.health = health(told(item, "smart_status"), of: sighting)
    return (sighting, isOptical)
  }

  static func health(_ status: String?, of disk: DiskSighting) -> DiskHealthReport? {
    let passed: Bool? =
      switch status?.lowercased() {
      case "verified": true
      case "failing", "about to fail": false
      default: nil
      }
    return passed.map {
      DiskHealthReport(
        format: .systemProfiler, device: disk.logicalName, model: disk.model, serial: disk.serial, kind: disk.kind,
        passed: $0)
    }
  }

  /// A disk on USB, which may be anybody's.
  private static func stick(_ item: JSONValue) -> DiskSighting {
    let media = item["Media"]?.list.first
    let name = told(item, "bsd_name") ?? told(media, "bsd_name")
    return DiskSighting(
      manufacturer: told(item, "manufacturer") ?? told(item, "f_manufacturer"), model: told(item, "_name"),
      serial: SerialNumber(told(item, "serial_num") ?? told(item, "d_serial_num")),
      capacityBytes: (item["size_in_bytes"] ?? media?["size_in_bytes"])?.whole.flatMap { $0 > 0 ? $0 : nil },
      kind: .unknown, logicalName: name.map { "/dev/\($0)" }, doubt: .usb)
  }

  private static func processors(_ hardware: JSONValue?) -> [Processor] {
    guard let name = told(hardware, "chip_type") ?? told(hardware, "cpu_type") else { return [] }
    // « proc 8:4:4 » counts cores, the fast and the slow ones; a plain number counts processors.
    let written = told(hardware, "number_processors") ?? ""
    let all = written.split(separator: " ").last.flatMap { $0.split(separator: ":").first }.flatMap { Int($0) }
    let isApple = written.contains(":")
    let count = isApple ? 1 : hardware?["packages"]?.whole ?? 1
    let cores = isApple ? all : hardware?["number_processors"]?.whole
    let processor = Processor(manufacturer: nil, name: name, cores: cores.map { $0 / max(count, 1) })
    return Array(repeating: processor, count: min(max(count, 1), 16))
  }

  private static func port(_ item: JSONValue) -> NetworkPort? {
    guard let mac = told(item["Ethernet"], "MAC Address"), mac.isHardwareAddress else { return nil }
    return NetworkPort(mac: mac.lowercased(), logicalName: told(item, "interface"), attachment: .builtIn)
  }

  private static func battery(_ item: JSONValue) -> BatterySighting? {
    let model = item["sppower_battery_model_info"]
    let health = item["sppower_battery_health_info"]
    guard model != nil || health != nil, told(item, "sppower_battery_installed") != "No" else { return nil }
    return BatterySighting(
      manufacturer: told(model, "sppower_battery_manufacturer"), model: told(model, "sppower_battery_device_name"),
      serial: SerialNumber(told(model, "sppower_battery_serial_number")), capacityMilliwattHours: nil,
      fullMilliwattHours: nil,
      healthPercent: told(health, "sppower_battery_health_maximum_capacity").flatMap(Quantity.percent),
      cycles: health?["sppower_battery_cycle_count"]?.whole.flatMap { $0 > 0 ? $0 : nil })
  }
}
