public import Kernel

/// What became of each disk nwipe worked on, run by run.
public struct WipeReport: Sendable, Equatable {
  /// The runs of the file, in its order: nwipe appends to a log that exists.
  public internal(set) var runs: [WipeRun]

  /// The most disks of one run that are read; the largest wiping stations hold some tens.
  public static let drivesPerRun = 256
  /// The most disks of all runs of one file that are read.
  public static let drivesPerFile = 1024

  /// The disks worked on in all runs, in the order of the file.
  public var drives: [DriveWipe] { runs.flatMap(\.drives) }
  /// The format of the log.
  public var format = EvidenceFormat.nwipe
  /// What could not be read, or is not certain.
  public var problems: [EvidenceProblem] = []
}

/// One run of nwipe.
public struct WipeRun: Sendable, Equatable {
  /// The version of nwipe, as `0.42`; nothing before version 0.30, which did not tell.
  public let version: String?
  /// What the program called itself, as `ShredOS v2025.11_31_x86-64_0.42`.
  public let banner: String?
  /// When the first line was written.
  public let startedAt: LocalStamp?
  /// When the tables at the end were written.
  public let summarisedAt: LocalStamp?
  /// The machine nwipe ran on: with a docking station, not the machine the disk comes from.
  public let host: HostMachine
  /// The disks nwipe saw, wiped or not.
  public let found: [FoundDrive]
  /// The disks it worked on, in the order they appear.
  public internal(set) var drives: [DriveWipe]
  /// The method chosen, as nwipe names it.
  public let method: String?
  /// How many times the method was applied to each disk.
  public let rounds: Int?
  /// What was checked after writing.
  public let verification: WipeVerification?
  /// Whether a last pass of zeros was asked for.
  public let blanking: Bool?
  /// How nwipe took its leave. It says « successfully completed » also when nothing was wiped: it decides nothing.
  public let closing: String?
  /// The program that wiped.
  public var tool = "nwipe"
}

extension WipeReport {
  /// The same, where a partition that was written over proves nothing of its disk.
  ///
  /// What a disk's own firmware erases is the whole disk, whatever name it was asked under.
  var provingWholeDisks: WipeReport {
    var report = self
    for run in runs.indices {
      for drive in runs[run].drives where drive.isOfPart {
        report.problems.append(.unproven(device: drive.device, .partOnly))
      }
      report.runs[run].drives = runs[run].drives.map { drive in
        var drive = drive
        if drive.isOfPart { drive.outcome = .noOutcome }
        return drive
      }
    }
    return report
  }
}

extension DriveWipe {
  /// Whether an erasure is claimed of a partition alone.
  fileprivate var isOfPart: Bool { outcome == .erased && technique == .overwrite && device.isPartition }
}

extension String {
  /// Whether Linux gives this name to a part of a disk: `/dev/sda1`, `/dev/nvme0n1p2`, `/dev/mmcblk0p1`.
  var isPartition: Bool {
    guard hasPrefix("/dev/") else { return false }
    let name = dropFirst(5)
    if name.hasPrefix("nvme") || name.hasPrefix("mmcblk") {
      guard let mark = name.lastIndex(of: "p") else { return false }
      return name[name.index(after: mark)...].isDigits
    }
    guard ["sd", "hd", "vd", "xvd"].contains(where: name.hasPrefix) else { return false }
    return name.last?.isNumber == true
  }
}

/// The machine a wipe ran on, as its firmware describes it.
public struct HostMachine: Sendable, Hashable {
  /// Who made it.
  public let manufacturer: String?
  /// The model.
  public let product: String?
  /// What the maker calls the version.
  public let version: String?
  /// The system's UUID.
  public let uuid: String?
  /// The kind of housing, as `Laptop`.
  public let chassis: String?
  /// The serials of the machine, which are no disk's.
  public let identity: MachineIdentity
}

/// A disk nwipe saw.
public struct FoundDrive: Sendable, Hashable {
  /// The device, as `/dev/sda`.
  public let device: String
  /// `ATA`, `ATA-SSD`, `NVME`, `USB`…
  public let bus: String?
  /// The whole model.
  public let model: String?
  /// The size as nwipe rounds it, as `500 GB`.
  public let sizeLabel: String?
  /// The serial; nwipe cuts it to 20 characters.
  public let serial: SerialNumber?
}

/// What was checked after writing.
public enum WipeVerification: String, Sendable, CaseIterable {
  /// Nothing was read back.
  case none
  /// The last pass was read back.
  case lastPass
  /// Every pass was read back.
  case allPasses
}

/// What became of one disk, by its own row of nwipe's « Drive Status » table and by nothing else.
public enum WipeOutcome: String, Sendable, CaseIterable {
  /// The row says « Erased », all bytes were written and no error was counted.
  case erased
  /// The row says « Erased », but fewer bytes were written than the disk has: it is not erased.
  case incomplete
  /// The row says « Erased » of a method that only reads: nothing was written.
  case verifiedOnly
  /// The row says that it failed, or says « Erased » where the log counts errors.
  case failed
  /// The user stopped it.
  case aborted
  /// nwipe does not know itself (« INSANITY »).
  case insane
  /// There is no whole row for the disk: the log was cut, or the version had no table.
  case noOutcome
}

/// What nwipe did to one disk.
public struct DriveWipe: Sendable, Equatable {
  /// The device, as `/dev/sda`; a new run may give the name to another disk.
  public let device: String
  /// `ATA`, `ATA-SSD`, `NVME`, `USB`…
  public let bus: String?
  /// The model, whole where a line found the disk.
  public internal(set) var model: String?
  /// The serial, from the line that found the disk where there is one: the table cuts it.
  public internal(set) var serial: SerialNumber?
  /// The capacity in bytes, where the log tells it exactly.
  public let capacityBytes: Int?
  /// What became of it.
  public internal(set) var outcome: WipeOutcome
  /// The method, as nwipe names it.
  public let method: String?
  /// How many rounds of the method were asked for.
  public let rounds: Int?
  /// How many passes one round has.
  public let passes: Int?
  /// What was checked after writing.
  public let verification: WipeVerification?
  /// How many bytes were written over, since version 0.40.
  public let bytesErased: Int?
  /// How many bytes there were to erase, hidden areas included.
  public let bytesTotal: Int?
  /// Errors counted while writing, verifying and flushing.
  public let errors: WipeErrors
  /// What the log tells of the run itself on this disk, beside its row in the table; nothing of a tool other than nwipe.
  public let course: WipeCourse?
  /// Bytes per second, rounded by nwipe.
  public let throughput: Int?
  /// How long it took, in seconds, by the table; versions up to 0.42 repeat the hours of the row above.
  public let duration: Int?
  /// When nwipe began with the disk.
  public let startedAt: LocalStamp?
  /// The last thing said of the disk; for a disk that was stopped, when the table was written. Nothing without outcome.
  public let finishedAt: LocalStamp?
  /// Whether a line says that the final blanking succeeded.
  public let blanked: Bool
  /// Whether a line says that the disk was read back as it should be.
  public let verified: Bool
  /// How the data were to be made unreadable, where it is surely known.
  public var technique: WipeTechnique?
  /// The most bytes the run can have reached, where the tool only tells them rounded.
  public var bytesWithinReach: Int?
  /// What keeps a result of another tool than nwipe from proving that the disk is clean since its last user.
  var reservations: [WipeDoubt] = []

  /// The level reached; nothing of a disk that is not erased, and of a technique that is not told.
  public var level: SanitizationLevel? { outcome == .erased ? technique?.level : nil }

  /// The share of the disk that was erased, in percent, where the log counts bytes.
  public var percentErased: Double? {
    guard let bytesErased, let bytesTotal, bytesTotal > 0 else { return nil }
    return 100 * Double(bytesErased) / Double(bytesTotal)
  }
}

/// How a run went on one disk, by the lines nwipe writes while it works.
public struct WipeCourse: Sendable, Hashable {
  /// Whether a line says that nwipe began with the disk.
  public var begun = false
  /// Whether a line says that its last round ended.
  public var finished = false
  /// The most bytes that one pass wrote; nothing where no line counts them.
  public var bytesWritten: Int?

  /// Makes a course.
  public init(begun: Bool = false, finished: Bool = false, bytesWritten: Int? = nil) {
    self.begun = begun
    self.finished = finished
    self.bytesWritten = bytesWritten
  }
}

/// How data are made unreadable.
public enum WipeTechnique: String, Sendable, CaseIterable {
  /// The machine writes over them, block by block.
  case overwrite
  /// The disk itself writes over what the user could reach.
  case firmwareErase
  /// The disk itself writes over all of its cells.
  case firmwareSanitize
  /// The disk itself forgets the key its cells are encrypted with.
  case cryptographicErase

  /// The level it reaches.
  public var level: SanitizationLevel {
    switch self {
    case .overwrite, .firmwareErase: .clear
    case .firmwareSanitize, .cryptographicErase: .purge
    }
  }
}

/// What keeps a row that says « Erased » from proving an erasure: a row alone is a line of text anybody can type, and nwipe
/// itself writes one of a disk it wrote nothing to.
public enum WipeDoubt: Sendable, Hashable {
  /// No line says that nwipe began with the disk.
  case notBegun
  /// No line says that its last round ended.
  case notFinished
  /// No line says that a pass wrote anything.
  case nothingWritten
  /// No pass wrote the whole disk; both in bytes.
  case partlyWritten(Int, of: Int)
  /// The method is none of the tool's, so nobody knows what it does.
  case unknownMethod(String?)
  /// The disk was sanitized once, and does not say that nothing was written since.
  case writtenSince

  /// Whether the run may have erased nothing at all, not only too early.
  var isOfTheRun: Bool { self != .writtenSince }
}

extension DriveWipe {
  /// What keeps the disk's row from proving an erasure; nothing for a row that does, and for one that does not say « Erased ».
  public var doubts: [WipeDoubt] {
    guard outcome == .erased else { return [] }
    guard let course else { return reservations }
    let written = course.bytesWritten ?? 0
    let wanted = capacityBytes ?? bytesTotal ?? 0
    let known = method.map(WipeDoubt.methods.contains) ?? false
    return [
      course.begun ? nil : .notBegun, course.finished ? nil : .notFinished, written > 0 ? nil : .nothingWritten,
      written > 0 && written < wanted ? .partlyWritten(written, of: wanted) : nil, known ? nil : .unknownMethod(method),
    ].compactMap(\.self)
  }
}

extension WipeDoubt {
  /// The methods that write, by the names all versions of nwipe give them (`method.c`); « Quick Erase » until 0.26.
  fileprivate static let methods: Set<String> = [
    "DoD 5220.22-M", "DoD Short", "Gutmann Wipe", "RCMP TSSIT OPS-II", "PRNG Stream", "Quick Erase", "Fill With Zeros",
    "Fill With Ones", "HMG IS5 Enhanced", "Bruce Schneier 7-Pass", "BMB21-2019",
  ]
}

/// How thoroughly data are destroyed (NIST SP 800-88 Rev. 1, section 2.5).
public enum SanitizationLevel: String, Sendable, CaseIterable {
  /// Beyond recovery by the interfaces of the disk: overwriting what the user can reach.
  case clear
  /// Beyond recovery in a laboratory: the disk's own command over all its cells.
  case purge
  /// The medium itself is gone.
  case destroy
}

/// Errors nwipe counted on one disk.
public struct WipeErrors: Sendable, Hashable {
  /// While writing.
  public let pass: Int
  /// While reading back.
  public let verification: Int
  /// While flushing to the disk.
  public let sync: Int
  /// Whether nwipe said that it ended with errors on the disk.
  public let reported: Bool

  /// Whether there was any.
  public var any: Bool { pass > 0 || verification > 0 || sync > 0 || reported }
}

extension DriveWipe {
  /// A wipe of which a tool tells only some facts.
  init(
    device: String, bus: String? = nil, model: String? = nil, serial: SerialNumber? = nil, capacityBytes: Int? = nil,
    outcome: WipeOutcome, method: String? = nil, rounds: Int? = nil, bytesErased: Int? = nil, bytesTotal: Int? = nil,
    hasErrors: Bool = false, startedAt: LocalStamp? = nil, finishedAt: LocalStamp? = nil,
    verification: WipeVerification? = nil, technique: WipeTechnique? = nil, bytesWithinReach: Int? = nil,
    reservations: [WipeDoubt] = []
  ) {
    self.init(
      device: device, bus: bus, model: model, serial: serial, capacityBytes: capacityBytes, outcome: outcome,
      method: method, rounds: rounds, passes: nil, verification: verification, bytesErased: bytesErased,
      bytesTotal: bytesTotal, errors: WipeErrors(pass: 0, verification: 0, sync: 0, reported: hasErrors),
      course: nil, throughput: nil, duration: nil, startedAt: startedAt, finishedAt: finishedAt, blanked: false,
      verified: false, technique: technique, bytesWithinReach: bytesWithinReach, reservations: reservations)
  }
}

extension WipeRun {
  /// The run as part of what a machine says of itself: its disks are the machine's, by the names the system gave them.
  func inside(_ machine: MachineReport) -> WipeRun {
    let known = Dictionary(machine.disks.map { ($0.logicalName, $0) }) { first, _ in first }
    return WipeRun(
      tool: tool, version: version, host: machine,
      drives: drives.map { drive in
        guard drive.serial == nil, let disk = known[drive.device] else { return drive }
        var drive = drive
        (drive.model, drive.serial) = (drive.model ?? disk.model, disk.serial)
        return drive
      })
  }

  /// A run of another tool than nwipe.
  init(tool: String, version: String? = nil, host: MachineReport? = nil, drives: [DriveWipe]) {
    self.init(
      version: version, banner: nil, startedAt: drives.compactMap(\.startedAt).min(),
      summarisedAt: drives.compactMap(\.finishedAt).max(),
      host: HostMachine(
        manufacturer: host?.manufacturer, product: host?.product, version: host?.version, uuid: host?.uuid,
        chassis: host?.chassis, identity: host?.identity ?? MachineIdentity()),
      found: [], drives: drives, method: nil, rounds: nil, verification: nil, blanking: nil, closing: nil, tool: tool)
  }
}
