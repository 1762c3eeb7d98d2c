import Evidence
import Inventory
import Kernel
import Refurbishment

// What evidence says, in the terms of the rooms that keep it.

extension WipeRun {
  /// The disks the run saw and did not work on.
  var untouched: [FoundDrive] {
    let worked = Set(drives.map(\.device))
    return found.filter { !worked.contains($0.device) }
  }

  /// How many of the run's disks are like one that gives no serial number.
  func alike(_ drive: DriveWipe) -> Int {
    drives.count { $0.description.isSameMedium(as: drive.description) }
  }
}

extension FoundDrive {
  var description: MediumDescription {
    MediumDescription(
      kind: MediumKind(bus: bus), manufacturer: nil, model: model, serial: serial?.usable, capacityBytes: nil)
  }
}

extension DiskKind {
  var medium: MediumKind {
    switch self {
    case .hdd: .hdd
    case .ssd: .ssd
    case .nvme: .nvme
    case .emmc: .flash
    case .raidVolume, .unknown: .unknown
    }
  }
}

extension DriveWipe {
  var description: MediumDescription {
    MediumDescription(
      kind: MediumKind(bus: bus), manufacturer: nil, model: model, serial: serial?.usable,
      capacityBytes: capacityBytes.map(Int64.init))
  }
}

extension MediumKind {
  /// nwipe names the bus; only a bus of SSDs tells what the disk is made of.
  init(bus: String?) {
    self =
      switch bus?.uppercased() {
      case "NVME": .nvme
      case "ATA-SSD", "SCSI-SSD", "SAS-SSD": .ssd
      default: .unknown
      }
  }
}

extension ErasureOutcome {
  init(_ outcome: WipeOutcome) {
    self =
      switch outcome {
      case .erased: .erased
      case .failed, .incomplete, .verifiedOnly: .failed
      case .aborted: .aborted
      case .insane: .insane
      case .noOutcome: .noOutcome
      }
  }
}

extension ErasureReading {
  init(_ drive: DriveWipe, of run: WipeRun) {
    self.init(
      outcome: ErasureOutcome(drive.outcome), technique: ErasureTechnique(drive.technique),
      method: drive.method ?? run.method ?? "?", tool: run.tool,
      toolVersion: run.version ?? run.banner?.split(separator: " ").last.map(String.init),
      started: drive.startedAt ?? run.startedAt,
      ended: drive.finishedAt ?? run.summarisedAt,
      verification: (drive.verification ?? run.verification)?.rawValue, slot: drive.device,
      serial: drive.serial?.usable, capacityBytes: (drive.capacityBytes ?? drive.bytesWithinReach).map(Int64.init),
      bytesErased: drive.bytesErased.map(Int64.init), bytesTotal: drive.bytesTotal.map(Int64.init),
      doubts: drive.doubts.map(ErasureDoubt.init))
  }
}

extension ErasureTechnique {
  init(_ technique: WipeTechnique?) {
    self =
      switch technique {
      case .overwrite: .overwrite
      case .firmwareErase: .firmwareErase
      case .firmwareSanitize: .firmwareSanitize
      case .cryptographicErase: .cryptographicErase
      case nil: .undisclosed
      }
  }
}

extension EvidenceReport {
  /// The runs of erasure the report tells of.
  var wipeRuns: [WipeRun] {
    switch self {
    case .machine(let machine): machine.wipes
    case .wipe(let wipe): wipe.runs
    case .diskHealth: []
    }
  }

  /// What it says of each erasure.
  var erasureReadings: [ErasureReading] {
    wipeRuns.flatMap { run in run.drives.map { ErasureReading($0, of: run) } }
  }
}

extension ErasureDoubt {
  init(_ doubt: WipeDoubt) {
    self =
      switch doubt {
      case .notBegun: .notBegun
      case .notFinished: .notFinished
      case .nothingWritten: .nothingWritten
      case .partlyWritten(let written, let size): .partlyWritten(Int64(written), of: Int64(size))
      case .unknownMethod(let method): .unknownMethod(method)
      case .writtenSince: .writtenSince
      }
  }
}

extension DeviceCategory {
  /// Whether evidence of a format can be about such a device at all: nobody runs lshw on a screen, and none holds a disk.
  func canGive(_ format: EvidenceFormat) -> Bool {
    switch self {
    case .laptop, .desktop, .allInOne, .tablet, .router, .other: true
    case .smartphone, .printer, .peripheral: format != .lshw
    case .screen: false
    }
  }
}
