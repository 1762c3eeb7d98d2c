import Kernel

/// Reads what hdparm prints: of a disk (`-I`), and of its security erase.
///
/// hdparm says nothing when an erasure succeeds. It is proven only by the disk itself: locked with a password before,
/// without one after, and no error between (ATA/ATAPI Command Set, SECURITY ERASE UNIT takes the password away).
enum HdparmReader {
  private struct Draft {
    let device: String
    var isEnhanced = false
    var wasEnabled: Bool?
    var isEnabled: Bool?
    var hasErased = false
    var hasFailed = false
    var model: String?
    var serial: String?
    var sectors: Int?
    var sectorSize = 512
    var rotation: String?
    var startedAt: LocalStamp?
    var finishedAt: LocalStamp?
  }

  static func read(_ text: TextLines) throws(EvidenceFailure) -> EvidenceReport {
    var drafts: [Draft] = []
    var terminal = TerminalRecord()
    // hdparm's answer calls an enhanced erasure like a plain one; the command that was typed does not.
    var (isElsewhere, isAskedEnhanced) = (false, false)
    for line in text.lines {
      // What smartctl tells between is of a disk it names itself.
      if line.text.hasPrefix("=== START OF ") || line.text.hasPrefix("smartctl ") { isElsewhere = true }
      if line.text.hasPrefix("/dev/") || line.text.hasPrefix("Issuing ") { isElsewhere = false }
      if line.text.contains("--security-erase") { isAskedEnhanced = line.text.contains("--security-erase-enhanced") }
      if let stamp = terminal.read(line) {
        for place in drafts.indices where drafts[place].hasErased {
          drafts[place].finishedAt = drafts[place].finishedAt ?? stamp
        }
      } else if line.text.hasPrefix("/dev/"), line.text.hasSuffix(":") {
        let device = String(line.text.dropLast())
        if drafts.last?.device != device { drafts.append(Draft(device: device)) }
      } else if !isElsewhere {
        if drafts.isEmpty { drafts.append(Draft(device: "")) }
        let hadErased = drafts[drafts.count - 1].hasErased
        read(line, into: &drafts[drafts.count - 1])
        if !hadErased, drafts[drafts.count - 1].hasErased {
          drafts[drafts.count - 1].startedAt = terminal.stamp
          drafts[drafts.count - 1].isEnhanced = drafts[drafts.count - 1].isEnhanced || isAskedEnhanced
        }
      }
    }
    drafts = joined(drafts)
    let erased = drafts.filter(\.hasErased)
    guard erased.isEmpty else {
      return .wipe(wipe(of: erased, version: terminal.versions["hdparm"], problems: text.problems))
    }
    let told = drafts.filter { $0.model != nil || $0.serial != nil }
    guard told.count <= 1 else { throw .severalDisks(count: told.count) }
    guard let disk = told.first else { throw .nothingReported(.hdparm) }
    return .diskHealth(report(on: disk, problems: text.problems))
  }

  /// What is said of one disk in several places, in its order.
  private static func joined(_ drafts: [Draft]) -> [Draft] {
    var joined: [Draft] = []
    for draft in drafts {
      guard let place = joined.firstIndex(where: { $0.device == draft.device }) else {
        joined.append(draft)
        continue
      }
      var known = joined[place]
      if draft.hasErased, !known.hasErased {
        known.wasEnabled = draft.wasEnabled ?? known.isEnabled ?? known.wasEnabled
        known.isEnabled = draft.isEnabled
      } else {
        known.isEnabled = draft.isEnabled ?? known.isEnabled
      }
      known.hasErased = known.hasErased || draft.hasErased
      known.hasFailed = known.hasFailed || draft.hasFailed
      known.isEnhanced = known.isEnhanced || draft.isEnhanced
      known.startedAt = known.startedAt ?? draft.startedAt
      known.finishedAt = known.finishedAt ?? draft.finishedAt
      known.model = known.model ?? draft.model
      known.serial = known.serial ?? draft.serial
      known.sectors = known.sectors ?? draft.sectors
      joined[place] = known
    }
    return joined
  }

  private static func read(_ line: TextLine, into draft: inout Draft) {
    let text = line.text
    let words = text.split { $0 == " " || $0 == "\t" }
    if text.hasPrefix("Issuing"), text.contains("SECURITY_ERASE") || text.contains("SECURITY_ERASE_UNIT") {
      draft.hasErased = true
      draft.isEnhanced = text.contains("ENHANCED")
      draft.wasEnabled = draft.isEnabled ?? draft.wasEnabled
      draft.isEnabled = nil
    } else if text.hasPrefix("Issuing"), text.contains("SECURITY_SET_PASS") {
      draft.wasEnabled = true
      draft.isEnabled = true
    } else if words == ["not", "enabled"] {
      draft.isEnabled = false
    } else if words == ["enabled"] {
      draft.isEnabled = true
    } else if text.hasPrefix("SECURITY_") || text.contains("Input/output error") || text.contains("bad/missing sense") {
      draft.hasFailed = draft.hasFailed || draft.hasErased || text.hasPrefix("SECURITY_")
      if !draft.hasErased { draft.wasEnabled = nil }
    } else if line.key == "Model Number" {
      draft.model = line.value
    } else if line.key == "Serial Number" {
      draft.serial = line.value
    } else if line.key == "LBA48  user addressable sectors" || line.key == "LBA    user addressable sectors" {
      draft.sectors = max(draft.sectors ?? 0, line.value.flatMap { Int($0) } ?? 0)
    } else if line.key == "Logical  Sector size" || line.key == "Logical/Physical Sector size" {
      draft.sectorSize = line.value.flatMap { Int($0.prefix { $0.isNumber }) } ?? 512
    } else if line.key == "Nominal Media Rotation Rate" {
      draft.rotation = line.value
    }
  }

  private static func report(on draft: Draft, problems: [EvidenceProblem]) -> DiskHealthReport {
    let turns = draft.rotation.flatMap { Int($0) }
    let isSolid = draft.rotation == "Solid State Device"
    var report = DiskHealthReport(
      format: .hdparm, device: draft.device.isEmpty ? nil : draft.device, model: draft.model,
      serial: SerialNumber(draft.serial), capacityBytes: bytes(of: draft),
      kind: isSolid ? .ssd : turns.map { $0 > 1 } == true ? .hdd : .unknown, rotationRate: isSolid ? 0 : turns)
    report.problems = problems
    return report
  }

  private static func bytes(of draft: Draft) -> Int? {
    guard let sectors = draft.sectors, sectors > 0 else { return nil }
    let (bytes, overflow) = sectors.multipliedReportingOverflow(by: draft.sectorSize)
    return overflow ? nil : bytes
  }

  private static func wipe(of drafts: [Draft], version: String?, problems: [EvidenceProblem]) -> WipeReport {
    var report = WipeReport(runs: [], format: .hdparm, problems: problems)
    let wipes = drafts.map { draft in
      let name = draft.device.isEmpty ? "hdparm" : draft.device
      let isProven = draft.wasEnabled == true && draft.isEnabled == false && !draft.hasFailed
      let outcome: WipeOutcome = draft.hasFailed ? .failed : isProven ? .erased : .noOutcome
      if draft.device.isEmpty { report.problems.append(.unproven(device: name, .deviceNotNamed)) }
      if outcome == .noOutcome { report.problems.append(.unproven(device: name, .stateNotShown)) }
      return DriveWipe(
        device: name, bus: "ATA", model: draft.model, serial: SerialNumber(draft.serial),
        capacityBytes: bytes(of: draft),
        outcome: outcome, method: draft.isEnhanced ? "ATA enhanced security erase" : "ATA security erase",
        hasErrors: draft.hasFailed, startedAt: draft.startedAt,
        finishedAt: draft.startedAt == nil ? nil : draft.finishedAt,
        technique: draft.isEnhanced ? .firmwareSanitize : .firmwareErase)
    }
    report.runs = [WipeRun(tool: "hdparm", version: version, drives: wipes)]
    return report
  }
}
