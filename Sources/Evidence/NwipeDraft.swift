import Kernel

/// A run of nwipe while its lines are read.
struct NwipeRunDraft {
  /// How far the run has come; a line of an earlier stage begins another run.
  enum Stage: Int, Comparable {
    case opening, finding, wiping, summary, closed

    static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
  }

  var stage = Stage.opening
  var banner: String?
  var startedAt: LocalStamp?
  var summarisedAt: LocalStamp?
  /// What the firmware says of the machine, by the keywords of dmidecode.
  var facts: [String: String] = [:]
  /// The exact sizes of disks in bytes, wiped or not.
  var sizes: [String: Int] = [:]
  /// The serials of disks beside those of the lines that found them.
  var serials: [String: String] = [:]
  private(set) var found: [FoundDrive] = []
  private(set) var drives: [NwipeDriveDraft] = []
  /// Where each device stands among those found; a device found twice begins another run.
  private var findings: [String: Int] = [:]
  private var places: [String: Int] = [:]
  /// The devices whose names a table would cut to these characters.
  private var cutNames: [Substring: Set<String>] = [:]
  var method: String?
  var rounds: Int?
  var verification: WipeVerification?
  var blanking: Bool?
  var closing: String?
  /// The device of the geometry lines that follow.
  var geometryOf: String?
  /// Whether any line was one of a run's.
  var isEmpty: Bool { banner == nil && found.isEmpty && drives.isEmpty && facts.isEmpty && serials.isEmpty }

  /// Changes what is known of a disk that is worked on.
  mutating func update(_ device: Substring, at stamp: LocalStamp?, _ change: (inout NwipeDriveDraft) -> Void) {
    let device = Self.name(of: device)
    guard !device.isEmpty else { return }
    let index = places[device] ?? drives.count
    if index == drives.count {
      drives.append(NwipeDriveDraft(device: device))
      places[device] = index
      know(device)
    }
    drives[index].lastMention = stamp ?? drives[index].lastMention
    change(&drives[index])
  }

  /// Changes what is known of a disk a table names, whose name the table may have cut on the left.
  mutating func update(tableDevice name: Substring, _ change: (inout NwipeDriveDraft) -> Void) {
    update(device(named: name)[...], at: nil, change)
  }

  /// The device a name of a table stands for: itself, or the only known one that ends with it when it may have been cut.
  private func device(named name: Substring) -> String {
    let itself = "/dev/" + name
    guard places[itself] == nil, findings[itself] == nil else { return itself }
    guard let candidates = cutNames[name], candidates.count == 1 else { return itself }
    return candidates.first ?? itself
  }

  /// Whether a line found a device already.
  func hasFound(_ device: String) -> Bool { findings[device] != nil }

  /// The disk a line found under a device.
  func finding(of device: String) -> FoundDrive? { findings[device].map { found[$0] } }

  private mutating func know(_ device: String) {
    for length in NwipeStatusRow.deviceLengths { cutNames[device.suffix(length), default: []].insert(device) }
  }

  /// Adds a disk that nwipe saw.
  mutating func add(_ drive: FoundDrive) {
    if findings[drive.device] == nil { findings[drive.device] = found.count }
    found.append(drive)
    know(drive.device)
  }

  /// A device as the log names it in any of its ages, as `/dev/sda`.
  static func name(of device: Substring) -> String {
    var device = device
    for prefix in ["device ", "'"] where device.hasPrefix(prefix) { device = device.dropFirst(prefix.count) }
    while let last = device.last, "'. ".contains(last) { device = device.dropLast() }
    return String(device)
  }
}

/// A disk of a run while its lines are read.
struct NwipeDriveDraft {
  let device: String
  var method: String?
  var passes: Int?
  var bytesErased: Int?
  var bytesTotal: Int?
  var percentErased: Double?
  var passErrors = 0
  var verificationErrors = 0
  var syncErrors = 0
  var endedWithErrors = false
  var startedAt: LocalStamp?
  var lastMention: LocalStamp?
  var course = WipeCourse()
  var blanked = false
  var verified = false
  var row: NwipeStatusRow?

  init(device: String) {
    self.device = device
  }
}

extension NwipeRunDraft {
  /// The run as its lines tell it.
  var run: WipeRun {
    WipeRun(
      version: banner.flatMap(Self.version), banner: banner, startedAt: startedAt, summarisedAt: summarisedAt,
      host: HostMachine(
        manufacturer: facts["system-manufacturer"], product: facts["system-product-name"],
        version: facts["system-version"], uuid: facts["system-uuid"], chassis: facts["chassis-type"],
        identity: MachineIdentity(
          systemSerial: SerialNumber(facts["system-serial-number"]),
          boardSerial: SerialNumber(facts["baseboard-serial-number"]),
          chassisSerial: SerialNumber(facts["chassis-serial-number"]))),
      found: found, drives: drives.map(wipe), method: method ?? drives.lazy.compactMap(\.method).first,
      rounds: rounds, verification: verification, blanking: blanking, closing: closing)
  }

  private func wipe(of drive: NwipeDriveDraft) -> DriveWipe {
    let seen = finding(of: drive.device)
    let known = (seen?.serial ?? SerialNumber(serials[drive.device]))?.written
    let outcome = outcome(of: drive)
    return DriveWipe(
      device: drive.device, bus: seen?.bus,
      model: seen?.model ?? drive.row.flatMap { String($0.model).nonBlank },
      serial: SerialNumber(serial(known: known, row: drive.row)),
      capacityBytes: sizes[drive.device] ?? drive.bytesTotal, outcome: outcome,
      method: drive.method ?? method,
      rounds: rounds, passes: drive.passes, verification: verification, bytesErased: drive.bytesErased,
      bytesTotal: drive.bytesTotal,
      errors: WipeErrors(
        pass: drive.passErrors, verification: drive.verificationErrors, sync: drive.syncErrors,
        reported: drive.endedWithErrors),
      course: drive.course, throughput: drive.row?.throughput, duration: drive.row?.duration,
      startedAt: drive.startedAt,
      finishedAt: outcome == .noOutcome
        ? nil : outcome == .aborted ? summarisedAt ?? drive.lastMention : drive.lastMention ?? summarisedAt,
      blanked: drive.blanked, verified: drive.verified, technique: .overwrite)
  }

  /// The whole serial where a line tells it, and the row's cut one does not speak against it: rather none than another's.
  private func serial(known: String?, row: NwipeStatusRow?) -> String? {
    guard let row, !row.serial.isEmpty else { return known }
    guard let known else { return String(row.serial) }
    return known.hasPrefix(row.serial) ? known : nil
  }

  /// Only the row can say that a disk is erased, and the log's own counts can take it back.
  private func outcome(of drive: NwipeDriveDraft) -> WipeOutcome {
    guard let row = drive.row else { return .noOutcome }
    guard row.outcome == .erased else { return row.outcome }
    if drive.passErrors + drive.verificationErrors + drive.syncErrors > 0 || drive.endedWithErrors {
      return .failed
    }
    if let erased = drive.bytesErased, let total = drive.bytesTotal, erased < total || total == 0 {
      return .incomplete
    }
    if let percent = drive.percentErased, percent < 100 { return .incomplete }
    return (drive.method ?? method)?.hasPrefix("Verify") == true ? .verifiedOnly : .erased
  }

  /// The version in `nwipe 0.42` or at the end of `ShredOS v2025.11_31_x86-64_0.42-nomodeset`.
  private static func version(of banner: String) -> String? {
    let last = banner.split { $0 == " " || $0 == "_" }.last?.prefix { $0.isNumber || $0 == "." }
    return last.flatMap { $0.contains(".") ? String($0) : nil }
  }
}

extension String {
  fileprivate var nonBlank: String? { trimmed.isEmpty ? nil : trimmed }
}
