public import Kernel

/// What one report says, fact by fact, in the one shape all formats share; nothing where the file does not tell.
///
/// A report of several runs makes several sheets.
public struct EvidenceSheet: Sendable, Equatable {
  /// How much of the file was read.
  public enum Status: String, Sendable, CaseIterable {
    /// All that the format tells.
    case read
    /// What is safe of a file that is cut or damaged.
    case partial
    /// Nothing.
    case refused
  }

  /// The machine.
  public struct System: Sendable, Equatable {
    public var manufacturer, model, version, serial, uuid, chassis, sku: String?
  }

  /// A disk or drive.
  public struct Medium: Sendable, Equatable {
    public var device, model, serial: String?
    public var bytes: Int?
    /// `hdd`, `ssd`, `nvme`, `emmc`, `optical`, `flash` or `unknown`.
    public var kind: String
    public var health: DiskHealthReport?
  }

  /// An erasure of one disk.
  public struct Erasure: Sendable, Equatable {
    public var device, model, serial, method: String?
    public var level: SanitizationLevel?
    public var tool, toolVersion: String?
    public var result: Result
    public var bytesErased, bytesTotal: Int?
    public var startedAt, finishedAt: LocalStamp?
    public var verified: Bool?
  }

  /// What an erasure came to, by the log alone.
  public enum Result: String, Sendable, CaseIterable {
    case erased, failed, aborted, unknown

    /// The result in words.
    public var text: Text {
      switch self {
      case .erased: Text(fr: "effacé", en: "erased")
      case .failed: Text(fr: "échec", en: "failed")
      case .aborted: Text(fr: "interrompu", en: "aborted")
      case .unknown: Text(fr: "résultat inconnu", en: "result unknown")
      }
    }
  }

  /// The format of the file; nothing when it is none that is known.
  public internal(set) var format: EvidenceFormat?
  /// How much was read.
  public internal(set) var status = Status.read
  /// What is missing or not certain, in words.
  public internal(set) var problems: [Text] = []
  /// The machine.
  public internal(set) var system = System()
  /// The processors.
  public internal(set) var processors: [Processor] = []
  /// The main memory, in bytes.
  public internal(set) var memoryBytes: Int?
  /// The disks and drives.
  public internal(set) var storage: [Medium] = []
  /// The batteries; a serial that is none is left out.
  public internal(set) var batteries: [BatterySighting] = []
  /// The network ports.
  public internal(set) var network: [NetworkPort] = []
  /// What was done to disks.
  public internal(set) var erasures: [Erasure] = []
}

extension EvidenceReport {
  /// The facts of the report: one sheet, or one for each run of a log.
  public var sheets: [EvidenceSheet] {
    switch self {
    case .machine(let machine): [EvidenceSheet(machine)]
    case .diskHealth(let disk): [EvidenceSheet(disk)]
    case .wipe(let wipe): wipe.runs.map { EvidenceSheet($0, of: wipe) }
    }
  }
}

extension EvidenceSheet {
  /// The sheet of a file that cannot even be opened.
  public init(refusing reason: Text) {
    status = .refused
    problems = [reason]
  }

  /// The sheet of a file that is refused.
  public init(refusing bytes: [UInt8], for failure: EvidenceFailure) {
    format = EvidenceFormat(recognising: bytes)
    status = .refused
    problems = [failure.text]
  }

  fileprivate init(_ machine: MachineReport) {
    format = machine.format
    var notes = SheetNotes(machine.problems)
    system = System(
      manufacturer: notes.told(machine.manufacturer, "system.manufacturer"),
      model: notes.told(machine.product, "system.model"), version: notes.told(machine.version, "system.version"),
      serial: notes.usable(machine.identity.systemSerial, "system.serial"), uuid: machine.uuid,
      chassis: machine.chassis, sku: machine.sku)
    processors = machine.processors
    memoryBytes = machine.memoryBytes
    storage = machine.disks.enumerated().map { Medium($1, $1.kindName, "storage[\($0)]", &notes) }
    storage += machine.opticalDrives.enumerated().map {
      Medium($1, "optical", "storage[\(machine.disks.count + $0)]", &notes)
    }
    batteries = machine.batteries.filter { !$0.isSample }
    for battery in machine.batteries where battery.isSample {
      notes.add(.unclear(field: "batteries", written: battery.writtenNames))
    }
    for (offset, battery) in batteries.enumerated() {
      _ = notes.usable(battery.serial, "batteries[\(offset)].serial")
      for concern in battery.verdict?.concerns ?? [] {
        notes.add(.concern(field: "batteries[\(offset)]", concern))
      }
    }
    network = machine.networkPorts
    for (offset, port) in network.enumerated() where port.attachment != .builtIn {
      notes.add(.foreignPort(field: "network[\(offset)]", port.attachment))
    }
    erasures = machine.wipes.flatMap { run in run.drives.map { Erasure($0, of: run, &notes) } }
    finish(notes)
  }

  fileprivate init(_ disk: DiskHealthReport) {
    format = disk.format
    var notes = SheetNotes(disk.problems)
    let sighting = DiskSighting(
      manufacturer: nil, model: disk.model, serial: disk.serial, capacityBytes: disk.capacityBytes, kind: disk.kind,
      logicalName: disk.device, doubt: nil, health: disk)
    storage = [Medium(sighting, sighting.kindName, "storage[0]", &notes)]
    finish(notes)
  }

  fileprivate init(_ run: WipeRun, of wipe: WipeReport) {
    format = wipe.format
    var notes = SheetNotes(wipe.problems)
    system = System(
      manufacturer: run.host.manufacturer, model: run.host.product, version: run.host.version,
      serial: notes.usable(run.host.identity.systemSerial, "system.serial"), uuid: run.host.uuid,
      chassis: run.host.chassis)
    storage = run.found.enumerated().map { offset, drive in
      let bytes = run.drives.first { $0.device == drive.device }?.capacityBytes
      let kind = ["NVME": "nvme", "ATA-SSD": "ssd", "SAS-SSD": "ssd", "SCSI-SSD": "ssd"][drive.bus?.uppercased() ?? ""]
      return Medium(
        device: drive.device, model: drive.model, serial: notes.usable(drive.serial, "storage[\(offset)].serial"),
        bytes: bytes, kind: kind ?? "unknown")
    }
    for (offset, drive) in run.found.enumerated() where drive.bus?.uppercased().contains("USB") == true {
      notes.add(.question(field: "storage[\(offset)]", .usb))
    }
    for drive in run.drives where drive.isNamed && !storage.contains(where: { $0.device == drive.device }) {
      storage.append(
        Medium(
          device: drive.device, model: drive.model,
          serial: notes.usable(drive.serial, "storage[\(storage.count)].serial"), bytes: drive.capacityBytes,
          kind: drive.bus == "NVME" ? "nvme" : "unknown"))
    }
    erasures = run.drives.map { Erasure($0, of: run, &notes) }
    for drive in run.drives
    where drive.outcome == .noOutcome && wipe.format == .nwipe
      && !wipe.problems.contains(.unproven(device: drive.device, .partOnly))
    {
      notes.add(.unproven(device: drive.device, .noResult))
    }
    finish(notes)
  }

  private mutating func finish(_ notes: SheetNotes) {
    problems = notes.problems.map(\.text)
    status = notes.problems.contains(where: \.isGap) ? .partial : .read
  }
}

/// The problems of a sheet while it is filled, each once.
private struct SheetNotes {
  private(set) var problems: [EvidenceProblem] = []

  init(_ problems: [EvidenceProblem]) {
    for problem in problems { add(problem) }
  }

  mutating func add(_ problem: EvidenceProblem) {
    if !problems.contains(problem) { problems.append(problem) }
  }

  /// The serial, unless it is a placeholder or hidden; what was written is told among the problems.
  mutating func usable(_ serial: SerialNumber?, _ field: String) -> String? {
    guard let serial else { return nil }
    switch serial.verdict {
    case .usable: return serial.written
    case .short:
      add(.shortSerial(field: field, written: serial.written))
      return serial.written
    case .placeholder:
      add(.placeholder(field: field, written: serial.written))
      return nil
    case .masked:
      add(.masked(field: field, written: serial.written))
      return nil
    case .garbled:
      add(.unclear(field: field, written: serial.written.withoutGarbage))
      return nil
    }
  }

  /// The text, unless it holds signs that nobody writes.
  mutating func told(_ text: String?, _ field: String) -> String? {
    guard let text, text.isGarbled else { return text }
    add(.unclear(field: field, written: text.withoutGarbage))
    return nil
  }
}

extension EvidenceSheet.Medium {
  fileprivate init(_ disk: DiskSighting, _ kind: String, _ field: String, _ notes: inout SheetNotes) {
    self.init(
      device: disk.logicalName, model: notes.told(disk.model, field + ".model"),
      serial: notes.usable(disk.serial, field + ".serial"), bytes: disk.capacityBytes, kind: kind, health: disk.health)
    if let doubt = disk.doubt, kind != "optical" { notes.add(.question(field: field, doubt)) }
    if disk.kind == .raidVolume { notes.add(.raidVolume(field: field)) }
    for concern in disk.health?.verdict?.concerns ?? [] { notes.add(.concern(field: field, concern)) }
  }
}

extension DiskSighting {
  /// What the disk is, in the words of the sheet.
  fileprivate var kindName: String {
    switch kind {
    case .hdd, .ssd, .nvme, .emmc: kind.rawValue
    case .raidVolume: DiskKind.unknown.rawValue
    case .unknown: doubt == .memoryCard ? "flash" : kind.rawValue
    }
  }
}

extension DriveWipe {
  /// Whether the log names the device, not only its serial.
  fileprivate var isNamed: Bool { device.hasPrefix("/dev/") }
}

extension EvidenceSheet.Erasure {
  fileprivate init(_ drive: DriveWipe, of run: WipeRun, _ notes: inout SheetNotes) {
    let doubts = drive.doubts
    let isProven = !doubts.contains(where: \.isOfTheRun)
    if !isProven { notes.add(.unproven(device: drive.device, .workNotShown)) }
    if doubts.contains(.writtenSince) { notes.add(.unproven(device: drive.device, .writtenSince)) }
    let result: EvidenceSheet.Result =
      switch drive.outcome {
      case .erased: isProven ? .erased : .unknown
      case .failed, .incomplete, .verifiedOnly, .insane: .failed
      case .aborted: .aborted
      case .noOutcome: .unknown
      }
    self.init(
      device: drive.isNamed ? drive.device : nil, model: drive.model,
      serial: notes.usable(drive.serial, "erasures.serial"), method: drive.method ?? run.method,
      level: result == .erased ? drive.level : nil, tool: run.tool, toolVersion: run.version, result: result,
      bytesErased: drive.bytesErased, bytesTotal: drive.bytesTotal,
      startedAt: drive.startedAt, finishedAt: drive.finishedAt, verified: Self.verified(drive, of: run))
  }

  /// Read back and as it should be; nothing where the log does not tell.
  private static func verified(_ drive: DriveWipe, of run: WipeRun) -> Bool? {
    if drive.errors.verification > 0 { return false }
    if drive.verified { return true }
    switch drive.verification ?? run.verification {
    case .some(.none): return false
    case .lastPass, .allPasses: return drive.outcome == .erased ? true : nil
    case nil: return nil
    }
  }
}
