public import Kernel

/// The state of one disk, as smartctl saw it; every fact may be missing.
public struct DiskHealthReport: Sendable, Hashable {
  /// The name it was asked by, as `/dev/sda`.
  public let device: String?
  /// How smartctl spoke to it: `sat`, `ata`, `nvme`, `scsi`, `sntasmedia`…
  public let deviceType: String?
  /// `ATA`, `NVMe` or `SCSI`.
  public let protocolName: String?
  /// The whole model, where lshw and nwipe cut it.
  public let model: String?
  /// The serial; a RAID volume gives its own name.
  public let serial: SerialNumber?
  /// The version of its firmware.
  public let firmware: String?
  /// The capacity in bytes.
  public let capacityBytes: Int?
  /// What it is.
  public let kind: DiskKind
  /// The size of the housing, as `2.5 inches`.
  public let formFactor: String?
  /// Turns per minute; 0 for a disk without moving parts.
  public let rotationRate: Int?
  /// The disk's own verdict; it can be true of a disk with hundreds of lost sectors.
  public let passed: Bool?
  /// How long it has been switched on, in hours.
  public let powerOnHours: Int?
  /// How often it was switched on.
  public let powerCycles: Int?
  /// In degrees Celsius.
  public let temperature: Int?
  /// The facts of ATA disks.
  public let ata: ATAHealth
  /// The facts of NVMe disks.
  public let nvme: NVMeHealth
  /// Sectors a SCSI disk has given up since it left its maker.
  public let grownDefects: Int?
  /// How smartctl ended, when the file tells.
  public let exit: SmartctlExit?
  /// What smartctl had to say while reading.
  public let messages: [String]
  /// The version of smartctl, as `[7, 3]`.
  public let toolVersion: [Int]
  /// The tool that told.
  public var format = EvidenceFormat.smartctl
  /// What could not be read, or is not certain.
  public var problems: [EvidenceProblem] = []
}

extension DiskHealthReport {
  /// A report of which a tool tells only some facts.
  init(
    format: EvidenceFormat, device: String? = nil, model: String? = nil, serial: SerialNumber? = nil,
    firmware: String? = nil, capacityBytes: Int? = nil, kind: DiskKind = .unknown, rotationRate: Int? = nil,
    passed: Bool? = nil, powerCycles: Int? = nil
  ) {
    self.init(
      device: device, deviceType: nil, protocolName: nil, model: model, serial: serial, firmware: firmware,
      capacityBytes: capacityBytes, kind: kind, formFactor: nil, rotationRate: rotationRate, passed: passed,
      powerOnHours: nil, powerCycles: powerCycles, temperature: nil,
      ata: ATAHealth(
        reallocatedSectors: nil, reportedUncorrectable: nil, commandTimeouts: nil, pendingSectors: nil,
        uncorrectableSectors: nil),
      nvme: NVMeHealth(percentageUsed: nil, criticalWarning: nil, mediaErrors: nil, availableSpare: nil),
      grownDefects: nil, exit: nil, messages: [], toolVersion: [], format: format)
  }
}

/// Raw values of the ATA attributes that tell of lost data.
public struct ATAHealth: Sendable, Hashable {
  /// Attribute 5: sectors replaced by spare ones.
  public let reallocatedSectors: Int?
  /// Attribute 187: errors the disk could not correct.
  public let reportedUncorrectable: Int?
  /// Attribute 188: commands that took too long; some makers pack three counters into it.
  public let commandTimeouts: Int?
  /// Attribute 197: sectors that could not be read and wait to be replaced.
  public let pendingSectors: Int?
  /// Attribute 198: sectors found unreadable by the disk's own tests.
  public let uncorrectableSectors: Int?
}

/// The health log of an NVMe disk.
public struct NVMeHealth: Sendable, Hashable {
  /// Share of its life used, in percent; can pass 100.
  public let percentageUsed: Int?
  /// Bits of the NVMe « critical warning »; 0 is none.
  public let criticalWarning: Int?
  /// Errors the disk could not correct.
  public let mediaErrors: Int?
  /// Spare blocks left, in percent.
  public let availableSpare: Int?
}

/// How smartctl ended: a mask of bits (smartctl(8), « EXIT STATUS »), where any number of them may be set.
public struct SmartctlExit: OptionSet, Hashable, Sendable {
  /// The mask as smartctl wrote it.
  public let rawValue: Int

  /// Wraps the mask smartctl wrote.
  public init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// Bit 0: the command line was not understood.
  public static let commandLine = SmartctlExit(rawValue: 1 << 0)
  /// Bit 1: the device did not open, did not say who it is, or slept.
  public static let deviceNotOpened = SmartctlExit(rawValue: 1 << 1)
  /// Bit 2: a command failed, or a checksum was wrong; common with USB bridges, says nothing of the disk's health.
  public static let commandFailed = SmartctlExit(rawValue: 1 << 2)
  /// Bit 3: the disk says it is failing.
  public static let diskFailing = SmartctlExit(rawValue: 1 << 3)
  /// Bit 4: an attribute that warns of failure is at its threshold.
  public static let attributesFailing = SmartctlExit(rawValue: 1 << 4)
  /// Bit 5: an attribute was at its threshold in the past.
  public static let attributesFailedBefore = SmartctlExit(rawValue: 1 << 5)
  /// Bit 6: the disk's error log holds errors.
  public static let errorsLogged = SmartctlExit(rawValue: 1 << 6)
  /// Bit 7: the disk's log of self-tests holds errors.
  public static let selfTestErrorsLogged = SmartctlExit(rawValue: 1 << 7)

  /// The bits that are set, the lowest first; bits smartctl does not define are left out.
  public var bits: [SmartctlExit] { (0..<8).map { SmartctlExit(rawValue: 1 << $0) }.filter(contains) }

  /// What each set bit means.
  public var meanings: [Text] { bits.compactMap(\.meaning) }
}

/// A fact that speaks against a disk, whatever its own verdict; the workshop's route sets the thresholds.
public enum DiskConcern: Sendable, Hashable {
  /// The disk's own verdict is that it fails.
  case failing
  /// Sectors replaced by spare ones.
  case reallocatedSectors(Int)
  /// Sectors that wait to be replaced.
  case pendingSectors(Int)
  /// Sectors that cannot be read.
  case uncorrectableSectors(Int)
  /// Sectors a SCSI disk has given up.
  case grownDefects(Int)
  /// Errors an NVMe disk could not correct.
  case mediaErrors(Int)
  /// The bits of the NVMe critical warning.
  case criticalWarning(Int)
  /// The share of its life used, in percent, is 100 or more.
  case wornOut(percent: Int)
}

extension DiskHealthReport {
  /// Every fact that speaks against the disk; none does not mean that all was told.
  public var concerns: [DiskConcern] {
    let counted: [(Int?, (Int) -> DiskConcern)] = [
      (ata.reallocatedSectors, DiskConcern.reallocatedSectors),
      (ata.pendingSectors, DiskConcern.pendingSectors),
      (ata.uncorrectableSectors, DiskConcern.uncorrectableSectors), (grownDefects, DiskConcern.grownDefects),
      (nvme.mediaErrors, DiskConcern.mediaErrors), (nvme.criticalWarning, DiskConcern.criticalWarning),
    ]
    let failing = passed == false || exit?.contains(.diskFailing) == true
    let worn = nvme.percentageUsed.flatMap { $0 >= 100 ? DiskConcern.wornOut(percent: $0) : nil }
    return (failing ? [.failing] : [])
      + counted.compactMap { count, concern in
        count.flatMap { $0 > 0 ? concern($0) : nil }
      } + [worn].compactMap { $0 }
  }
}
