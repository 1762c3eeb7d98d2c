import Kernel

/// Reads the snapshots of eReuse's Workbench, whose three generations have little in common: parts listed under `@type`,
/// then under `type`, then the raw output of lshw, dmidecode, smartctl, hwinfo and inxi.
enum EReuseReader {
  static func read(_ json: JSONValue) throws(EvidenceFailure) -> MachineReport {
    // A snapshot may be wrapped for signing.
    let inner = [json["data"], json["credentialSubject"]].lazy.compactMap { $0 }.first { $0["data"]?.isObject == true }
    let snapshot = inner ?? json
    var report = snapshot["data"]?.isObject == true ? raw(snapshot) : EReuseParts(snapshot).report
    guard !report.isEmpty else { throw .nothingReported(.ereuse) }
    report.format = .ereuse
    return report
  }

  // MARK: Raw outputs

  /// The outputs of the tools, joined: lshw tells most, dmidecode and inxi fill in, smartctl tells of the disks.
  private static func raw(_ snapshot: JSONValue) -> MachineReport {
    let data = snapshot["data"] ?? .null
    var problems: [EvidenceProblem] = []
    func part(_ key: String, _ read: (JSONValue) throws -> MachineReport) -> MachineReport? {
      guard let value = data[key], !value.isBlank else { return nil }
      do {
        return try read(value)
      } catch {
        problems.append(.unreadablePart(key))
        return nil
      }
    }
    let lshw = part("lshw") { try LshwReader.read(try $0.document()) }
    let dmidecode = part("dmidecode") { try DmidecodeReader.read(TextLines(quoted: $0.text ?? "")) }
    let inxi = part("inxi") { try InxiReader.read(try $0.document()) }
    let hwinfo = lshw == nil ? part("hwinfo") { try HwinfoReader.read(TextLines(quoted: $0.text ?? "")) } : nil
    var report = MachineReport(format: .ereuse)
    for other in [lshw, dmidecode, inxi, hwinfo] { if let other { report.add(other) } }
    for key in ["smart", "smartctl"] {
      guard let value = data[key], !value.isBlank else { continue }
      guard let disks = value.unquoted?.list else {
        problems.append(.unreadablePart(key))
        continue
      }
      for disk in disks where !disk.isBlank {
        if let state = disk.unquoted.flatMap({ try? SmartctlReader.read($0) }), state.isOfADisk {
          report.add(state)
        } else if disk.unquoted == nil {
          problems.append(.unreadablePart(key))
        }
      }
    }
    report.wipes = wipes(snapshot["erase"], problems: &problems).map { $0.inside(report) }
    report.problems += problems
    return report
  }

  /// What the commands that erased printed; a blank text tells of no erasure.
  private static func wipes(_ erase: JSONValue?, problems: inout [EvidenceProblem]) -> [WipeRun] {
    var runs: [WipeRun] = []
    for text in (erase?.list ?? []).flatMap(\.list) {
      guard let printed = text.text else { continue }
      if case .wipe(let wipe)? = try? EvidenceReport(reading: Array((printed + "\n").utf8)) {
        runs += wipe.runs
        problems += wipe.problems
      } else {
        problems.append(.unreadablePart("erase"))
      }
    }
    return runs
  }
}

extension JSONValue {
  /// Whether there is nothing here: no value, an empty object or list, a blank text.
  fileprivate var isBlank: Bool {
    switch self {
    case .null: true
    case .string(let string): string.trimmed.isEmpty || string.trimmed == "{}" || string.trimmed == "[\"\"]"
    case .array(let elements): elements.isEmpty
    case .object(let members): members.isEmpty
    case .bool, .integer, .real: false
    }
  }

  /// The value, or the JSON between its quotes. Throws where that is none.
  fileprivate func document() throws(EvidenceFailure) -> JSONValue {
    guard let value = unquoted else { throw .nothingReported(.ereuse) }
    return value
  }
}

extension DiskHealthReport {
  /// Whether smartctl found a disk at all.
  fileprivate var isOfADisk: Bool { model != nil || serial != nil || capacityBytes != nil || device != nil }
}

/// The two older generations: the machine and its parts, as Workbench understood them.
struct EReuseParts {
  private let snapshot: JSONValue
  /// Until version 10 keys of types begin with `@`, and disks were counted in mebibytes.
  private let isOldest: Bool

  init(_ snapshot: JSONValue) {
    self.snapshot = snapshot
    isOldest = snapshot["@type"] != nil || snapshot["device"]?["@type"] != nil
  }

  private func type(_ part: JSONValue) -> String { (part["type"] ?? part["@type"])?.text ?? "" }

  /// The kind of a part; in the oldest generation `type` of a computer tells its housing.
  private func kind(_ part: JSONValue) -> String { (part["@type"] ?? part["type"])?.text ?? "" }

  private func told(_ part: JSONValue?, _ key: String) -> String? { Absence.told(part?[key]?.text) }

  private func serial(_ part: JSONValue?) -> SerialNumber? {
    SerialNumber(told(part, "serialNumber") ?? told(part, "serial_number"))
  }

  var report: MachineReport {
    let device = snapshot["device"]
    let parts = (snapshot["components"]?.list ?? []).filter(\.isObject)
    func all(_ kinds: Set<String>) -> [JSONValue] { parts.filter { kinds.contains(kind($0)) } }
    let disks = all(["HardDrive", "SolidStateDrive", "DataStorage"])
    var report = MachineReport(
      format: .ereuse, manufacturer: told(device, "manufacturer"), product: told(device, "model"),
      version: told(device, "version"), sku: told(device, "sku"), chassis: told(device, "chassis"),
      uuid: told(device, "system_uuid") ?? told(device, "uuid"),
      identity: MachineIdentity(
        systemSerial: serial(device), boardSerial: serial(all(["Motherboard"]).first)),
      processors: all(["Processor"]).map { part in
        Processor(
          manufacturer: told(part, "manufacturer"), name: told(part, "model"),
          cores: part["cores"]?.whole ?? part["numberOfCores"]?.whole)
      },
      memoryBytes: all(["RamModule"]).compactMap { bytes($0["size"], unit: 1 << 20)?.bytes }.sum,
      networkPorts: all(["NetworkAdapter"]).compactMap { part in
        guard let mac = told(part, "serialNumber"), mac.isHardwareAddress else { return nil }
        return NetworkPort(mac: mac.lowercased(), logicalName: nil, attachment: .builtIn)
      },
      batteries: all(["Battery"]).map(battery))
    report.opticalDrives = all(["OpticalDrive"]).map { disk($0).sighting }
    for part in disks {
      let (sighting, problem) = disk(part)
      report.disks.append(sighting)
      if let problem { report.problems.append(problem) }
    }
    let wipes = disks.flatMap(wipes)
    if !wipes.isEmpty {
      report.wipes = [
        WipeRun(tool: "eReuse Workbench", version: told(snapshot, "version"), host: report, drives: wipes)
      ]
    }
    if let error = told(snapshot, "error") { report.problems.append(.toolStopped(error)) }
    return report
  }

  /// A size, with the words of the file when it is rounded; `1024.0 mebibyte` names its unit.
  private func bytes(_ value: JSONValue?, unit: Int) -> (bytes: Int, isRounded: Bool)? {
    guard let value else { return nil }
    let words = value.text?.split(separator: " ") ?? []
    let units = ["mebibyte": 1 << 20, "MiB": 1 << 20, "MB": 1_000_000, "megabyte": 1_000_000]
    guard let number = words.first.flatMap({ Double($0) }) ?? value.number, number > 0, number < 1e12 else {
      return nil
    }
    let exact = number * Double(words.count > 1 ? units[String(words[1])] ?? unit : unit)
    // A disk of less than a gigabyte is a figure of another unit.
    return Int(exactly: exact.rounded()).map { ($0, number == number.rounded()) }
  }

  private func disk(_ part: JSONValue) -> (sighting: DiskSighting, problem: EvidenceProblem?) {
    let written = part["size"].map { $0.text ?? "\($0.number ?? 0)" }
    let size = bytes(part["size"], unit: isOldest ? 1 << 20 : 1_000_000)
    let isPlausible = size.map { $0.bytes >= 1 << 29 } ?? true
    let field = serial(part)?.written ?? told(part, "model") ?? "storage"
    let kinds: [String: DiskKind] = ["SolidStateDrive": .ssd]
    let isUSB = told(part, "interface")?.uppercased() == "USB"
    var sighting = DiskSighting(
      manufacturer: told(part, "manufacturer"), model: told(part, "model"), serial: serial(part),
      capacityBytes: isPlausible ? size?.bytes : nil,
      kind: told(part, "interface")?.lowercased() == "nvme" ? .nvme : kinds[kind(part)] ?? .unknown, logicalName: nil,
      doubt: isUSB ? .usb : nil)
    sighting.health = health(part, of: sighting)
    guard let written, let size else { return (sighting, nil) }
    if !isPlausible { return (sighting, .unclear(field: field, written: written)) }
    return (sighting, size.isRounded ? .rounded(field: field, written: written) : nil)
  }

  /// What smartctl told Workbench, under an action of its own since version 11, under `test` before.
  private func health(_ part: JSONValue, of disk: DiskSighting) -> DiskHealthReport? {
    let tests = actions(part).filter { type($0) == "TestDataStorage" } + [part["test"]].compactMap { $0 }
    guard let test = tests.last, test["assessment"]?.truth != nil || test["lifetime"]?.whole != nil else { return nil }
    func count(_ keys: String...) -> Int? { keys.lazy.compactMap { test[$0]?.whole }.first }
    return DiskHealthReport(
      device: nil, deviceType: nil, protocolName: nil, model: disk.model, serial: disk.serial, firmware: nil,
      capacityBytes: disk.capacityBytes, kind: disk.kind, formFactor: nil, rotationRate: nil,
      passed: test["assessment"]?.truth, powerOnHours: count("lifetime"),
      powerCycles: count("powerCycleCount", "power_cycle_count"), temperature: nil,
      ata: ATAHealth(
        reallocatedSectors: count("reallocatedSectorCount", "reallocated_sector_count"),
        reportedUncorrectable: count("reportedUncorrectableErrors", "reported_uncorrectable_errors"),
        commandTimeouts: count("commandTimeout"),
        pendingSectors: count("currentPendingSectorCount", "current_pending_sector_count"),
        uncorrectableSectors: count("offlineUncorrectable", "offline_uncorrectable")),
      nvme: NVMeHealth(percentageUsed: nil, criticalWarning: nil, mediaErrors: nil, availableSpare: nil),
      grownDefects: nil, exit: nil, messages: [], toolVersion: [], format: .ereuse)
  }

  /// A battery; Workbench counts in milliampere-hours, of which only the share that is left is certain.
  private func battery(_ part: JSONValue) -> BatterySighting {
    let measures = actions(part).filter { type($0) == "MeasureBattery" }
    let (design, full) = (part["size"]?.number, measures.last?["size"]?.number)
    let health = design.flatMap { design in
      full.flatMap { design > 0 && $0 > 0 ? (100 * $0 / design).toTenths : nil }
    }
    return BatterySighting(
      manufacturer: told(part, "manufacturer"), model: told(part, "model"), serial: serial(part),
      capacityMilliwattHours: nil, fullMilliwattHours: nil, healthPercent: health,
      cycles: measures.last?["cycleCount"]?.whole.flatMap { $0 > 0 ? $0 : nil })
  }

  // MARK: Erasures

  private func actions(_ part: JSONValue) -> [JSONValue] {
    ((part["actions"] ?? part["events"])?.list ?? []).filter(\.isObject)
  }

  private func wipes(of part: JSONValue) -> [DriveWipe] {
    let erasures =
      actions(part).filter { type($0).hasPrefix("Erase") } + (part["erasure"]?.list ?? []).filter(\.isObject)
    return erasures.map { erasure in
      let outcome = outcome(of: erasure)
      let (sighting, _) = disk(part)
      let (start, end) = (stamp(erasure, "startTime", "startingTime"), stamp(erasure, "endTime", "endingTime"))
      // An erasure that ends before it begins was told by a clock that cannot be believed.
      // The two things Workbench does with a disk; that one was destroyed, no program sees.
      let isKnown = ["EraseBasic", "EraseSectors"].contains(kind(erasure))
      let isInOrder = start.flatMap { start in end.map { start <= $0 } } ?? true
      return DriveWipe(
        device: sighting.serial?.written ?? sighting.model ?? "?", model: sighting.model, serial: sighting.serial,
        capacityBytes: nil, outcome: outcome, method: kind(erasure), hasErrors: outcome == .failed,
        startedAt: isInOrder ? start : nil, finishedAt: isInOrder ? end : nil,
        technique: isKnown ? .overwrite : nil, reservations: isKnown ? [] : [.unknownMethod(kind(erasure))])
    }
  }

  private func stamp(_ object: JSONValue, _ keys: String...) -> LocalStamp? {
    keys.lazy.compactMap { object[$0]?.text }.first.flatMap { LocalStamp(String($0.prefix(19))) }
  }

  /// Erased when the erasure and each of its steps say that they went well, and the erasure has an end.
  private func outcome(of erasure: JSONValue) -> WipeOutcome {
    let steps = (erasure["steps"]?.list ?? []).filter(\.isObject)
    let verdicts = ([erasure] + steps).map(wentWell)
    if verdicts.contains(false) { return .failed }
    guard !steps.isEmpty, verdicts.allSatisfy({ $0 == true }), stamp(erasure, "endTime", "endingTime") != nil else {
      return .noOutcome
    }
    return .erased
  }

  /// `Info` and `Notice` are fine, `Warning` and `Error` are not; versions before 11 say `success`.
  private func wentWell(_ object: JSONValue) -> Bool? {
    if let success = object["success"]?.truth { return success }
    switch object["severity"]?.text {
    case "Info", "Notice", "0", "1": return true
    case "Warning", "Error", "90", "91": return false
    default: return nil
    }
  }
}
