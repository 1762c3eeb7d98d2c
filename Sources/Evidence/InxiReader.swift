import Kernel

/// A key of inxi's JSON, `007#0#2#serial`: its place, whether it holds others, how deep it stands, and its name.
struct InxiKey {
  let place: Int
  let holdsOthers: Bool
  let name: String

  init?(_ written: String) {
    let parts = written.split(separator: "#", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, let place = Int(parts[0]), let holds = Int(parts[1]), Int(parts[2]) != nil else {
      return nil
    }
    self.place = place
    holdsOthers = holds > 0
    name = String(parts[3])
  }

  /// Whether a key looks like one of inxi's.
  static func begins(_ key: String) -> Bool { InxiKey(key) != nil }
}

/// One row of a section of inxi, its values in the order inxi wrote them.
struct InxiRow {
  /// Each value under its name and under the name of what holds it, as `Chassis` holds `serial`.
  let values: [(holder: String?, name: String, value: String)]

  init(_ json: JSONValue) {
    guard case .object(let members) = json else {
      values = []
      return
    }
    let ordered = members.compactMap { member in InxiKey(member.key).map { ($0, member.value) } }
      .sorted { $0.0.place < $1.0.place }
    var holder: String?
    var rows: [(String?, String, String)] = []
    for (key, value) in ordered {
      // Names that begin a group are written with a capital, as `System`, `Chassis`, `Mobo`.
      if key.name.first?.isUppercase == true { holder = key.name }
      rows.append((holder, key.name, value.text ?? value.number.map { String($0) } ?? ""))
    }
    values = rows
  }

  /// The first value of a name, within what a holder holds; nothing where inxi hides it or has none.
  subscript(_ name: String, of holder: String? = nil) -> String? {
    Absence.told(values.first { $0.name == name && (holder == nil || $0.holder == holder) }?.value)
  }

  /// Whether the row has a name.
  func has(_ name: String) -> Bool { values.contains { $0.name == name } }
}

/// Reads the JSON of inxi.
enum InxiReader {
  static func read(_ json: JSONValue) throws(EvidenceFailure) -> MachineReport {
    var sections: [String: [InxiRow]] = [:]
    for section in json.list {
      guard case .object(let members) = section else { continue }
      for member in members {
        guard let key = InxiKey(member.key) else { continue }
        sections[key.name, default: []] += member.value.list.map(InxiRow.init)
      }
    }
    let machine = sections["Machine"] ?? []
    let system = machine.first { $0.has("System") } ?? machine.first
    let board = machine.first { $0.has("Mobo") }
    let (memory, memoryProblem) = memoryBytes(sections["Memory"] ?? sections["Info"] ?? [])
    var report = MachineReport(
      format: .inxi, manufacturer: system?["System", of: "System"], product: system?["product", of: "System"],
      version: system?["v", of: "System"], chassis: machine.lazy.compactMap { $0["Type"] }.first?.lowercased(),
      uuid: system?["uuid", of: "System"],
      identity: MachineIdentity(
        systemSerial: SerialNumber(system?["serial", of: "System"]),
        boardSerial: SerialNumber(board?["serial", of: "Mobo"]),
        chassisSerial: SerialNumber(system?["serial", of: "Chassis"])),
      processors: processors(sections["CPU"] ?? []), memoryBytes: memory,
      networkPorts: ports(sections["Network"] ?? []), batteries: (sections["Battery"] ?? []).compactMap(battery))
    let drives = drives(sections["Drives"] ?? [])
    report.disks = drives.filter { !$0.isOptical }.map(\.sighting)
    report.opticalDrives = drives.filter(\.isOptical).map(\.sighting)
    report.problems = [memoryProblem].compactMap { $0 } + drives.compactMap(\.problem)
    guard !report.isEmpty else { throw .nothingReported(.inxi) }
    return report
  }

  private static func processors(_ rows: [InxiRow]) -> [Processor] {
    guard let model = rows.lazy.compactMap({ $0["model"] }).first else { return [] }
    let topology = rows.first { $0.has("Topology") }
    let count = topology?["cpus"].flatMap { Int($0.prefix { $0.isNumber }) } ?? 1
    let cores = topology?["cores"].flatMap { Int($0.prefix { $0.isNumber }) }
    let processor = Processor(manufacturer: nil, name: model, cores: cores)
    return Array(repeating: processor, count: Swift.min(Swift.max(count, 1), 64))
  }

  /// The modules; without them, only what the running system can use is known.
  private static func memoryBytes(_ rows: [InxiRow]) -> (Int?, EvidenceProblem?) {
    let modules = rows.filter { $0.has("Device") && $0.has("size") }
    let sizes = modules.compactMap { $0.values.first { $0.name == "size" }?.value }.filter {
      !$0.lowercased().hasPrefix("no ")
    }
    let known = sizes.compactMap(Quantity.memoryBytes)
    if !modules.isEmpty, known.count == sizes.count, let sum = known.sum { return (sum, nil) }
    guard let total = rows.lazy.compactMap({ $0["total"] }).first, let bytes = Quantity.memoryBytes(total) else {
      return (nil, nil)
    }
    return (bytes, .usableMemory)
  }

  private static func ports(_ rows: [InxiRow]) -> [NetworkPort] {
    var isUSB = false
    var ports: [NetworkPort] = []
    for row in rows {
      if row.has("Device") { isUSB = row["type"] == "USB" }
      // A row may tell several interfaces that are no hardware, one after another.
      var name: String?
      var isVirtual = false
      for (_, key, value) in row.values {
        switch key {
        case "IF", "IF-ID":
          name = value
          isVirtual = key == "IF-ID"
        case "mac":
          guard Absence.told(value) != nil, value.isHardwareAddress else { continue }
          ports.append(
            NetworkPort(
              mac: value.lowercased(), logicalName: name, attachment: isVirtual ? .virtual : isUSB ? .usb : .builtIn))
        default: break
        }
      }
    }
    return ports
  }

  // MARK: Drives

  private struct Drive {
    let sighting: DiskSighting
    let isOptical: Bool
    let problem: EvidenceProblem?
  }

  private static func drives(_ rows: [InxiRow]) -> [Drive] {
    var drives: [Drive] = []
    for (offset, row) in rows.enumerated() {
      guard let (name, isOptical) = device(of: row) else { continue }
      let state = rows.dropFirst(offset + 1).first.flatMap { $0.has("SMART") ? $0 : nil }
      let model = row["model"]
      let size = row["size"]
      let words = Set(["type", "tech"].compactMap { row[$0]?.lowercased() })
      let kind: DiskKind =
        name.hasPrefix("/dev/nvme")
        ? .nvme
        : name.hasPrefix("/dev/mmcblk") ? .emmc : words.contains("ssd") ? .ssd : words.contains("hdd") ? .hdd : .unknown
      var sighting = DiskSighting(
        manufacturer: row["vendor"], model: model, serial: SerialNumber(row["serial"]),
        capacityBytes: size.flatMap(Quantity.binaryBytes), kind: kind, logicalName: name,
        doubt: words.contains("usb") ? .usb : words.contains("removable") ? .removable : nil)
      if let state {
        let verdict = state["health"]
        sighting.health = DiskHealthReport(
          format: .inxi, device: name, model: model, serial: sighting.serial, kind: kind,
          passed: verdict == "PASSED" ? true : verdict?.hasPrefix("FAIL") == true ? false : nil,
          powerCycles: state["cycles"].flatMap { Int($0) })
      }
      drives.append(
        Drive(
          sighting: sighting, isOptical: isOptical,
          problem: isOptical ? nil : size.map { .rounded(field: name, written: $0) }))
    }
    return drives
  }

  private static func device(of row: InxiRow) -> (name: String, isOptical: Bool)? {
    for (_, key, value) in row.values {
      if key == "ID", value.hasPrefix("/dev/") { return (value, false) }
      if key.hasPrefix("Optical"), value.hasPrefix("/dev/") { return (value, true) }
    }
    return nil
  }

  // MARK: Batteries

  /// A battery of the machine; those of mice and headsets are of no laptop.
  private static func battery(_ row: InxiRow) -> BatterySighting? {
    guard row.has("ID"), row.has("condition") || row.has("charge") else { return nil }
    // « 41.2/46.9 Wh (87.8%) » is what it holds when full, and what it was made for.
    let condition = row["condition"].flatMap { $0.split(separator: "(").first }.map { $0.split(separator: "/") } ?? []
    let design = condition.count == 2 ? Quantity.milliwattHours(String(condition[1])) : nil
    let full = condition.count == 2 ? Quantity.milliwattHours("\(condition[0]) Wh") : nil
    return BatterySighting(
      manufacturer: nil, model: row["model"], serial: SerialNumber(row["serial"]), capacityMilliwattHours: design,
      fullMilliwattHours: full, healthPercent: BatterySighting.health(full, of: design),
      cycles: row["cycles"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil })
  }
}

extension String {
  /// Whether the text is six pairs of hexadecimal digits, as `08:00:27:eb:94:c6`.
  var isHardwareAddress: Bool {
    let pairs = split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "-" }
    return pairs.count == 6 && pairs.allSatisfy { $0.utf8.count == 2 && $0.allSatisfy(\.isHexDigit) }
      && contains { $0 != "0" && $0 != ":" && $0 != "-" }
  }
}
