import Evidence
import Inventory
import Kernel
import Refurbishment
import Storage

/// Writes down what one file of evidence says of devices, inside the act that brought it.
struct EvidenceAttaching {
  let report: EvidenceReportID
  /// The day it is by the instance's clock: a log from later is from a wrong clock.
  let today: Day
  let change: Change

  typealias Attachment = ImportedEvidence.Attachment

  /// Attaches the file to the one device it is about.
  func one(
    _ match: EvidenceMatch, _ body: (Device, inout Attachment) throws -> Void
  ) throws -> ImportedEvidence.Result {
    switch match {
    case .unmatched(let doubt, let candidates): return .unmatched(doubt, candidates: candidates)
    case .device(let device):
      var attachment = Attachment(code: device.code)
      try EvidenceStore.attach(report, to: device.id, in: change)
      try body(device, &attachment)
      change.note("device", .id(device.id))
      return .attached([attachment], doubts: [])
    }
  }

  /// What a machine says of itself and its disks.
  func machine(_ machine: MachineReport, of device: Device, into attachment: inout Attachment) throws {
    try identify(device, as: machine)
    for disk in machine.disks {
      try sight(
        MediumDescription(
          kind: disk.kind.medium, manufacturer: disk.manufacturer, model: disk.model, serial: disk.serial?.usable,
          capacityBytes: disk.capacityBytes.map(Int64.init)),
        in: device, doubtful: disk.isQuestion, into: &attachment)
    }
  }

  /// What a disk says of its own health.
  func disk(_ disk: DiskHealthReport, of device: Device, into attachment: inout Attachment) throws {
    attachment.concerns = disk.concerns.map(\.text)
    try sight(
      MediumDescription(
        kind: disk.kind.medium, manufacturer: nil, model: disk.model, serial: disk.serial?.usable,
        capacityBytes: disk.capacityBytes.map(Int64.init)),
      in: device, doubtful: false, into: &attachment)
  }

  /// What a log says of each disk it worked on; one log may be about several devices.
  func wipe(_ wipe: WipeReport, named: Device?, matcher: EvidenceMatcher) throws -> ImportedEvidence.Result {
    var attachments: [DeviceID: Attachment] = [:]
    var doubts: [ImportedEvidence.DriveDoubt] = []
    for run in wipe.runs {
      for drive in run.drives {
        let match = try self.match(drive, of: run, named: named, matcher: matcher)
        switch match {
        case .unmatched(let doubt, let candidates):
          let name = drive.serial?.written ?? drive.model ?? drive.device
          doubts.append(ImportedEvidence.DriveDoubt(drive: name, doubt: doubt, candidates: candidates))
        case .device(let device):
          var attachment = attachments[device.id] ?? Attachment(code: device.code)
          if attachments[device.id] == nil { try EvidenceStore.attach(report, to: device.id, in: change) }
          try record(drive, of: run, on: device, into: &attachment)
          attachments[device.id] = attachment
        }
      }
    }
    for (offset, device) in attachments.keys.sorted().enumerated() { change.note("device\(offset + 1)", .id(device)) }
    guard !attachments.isEmpty else {
      let first = doubts.first
      return .unmatched(first?.doubt ?? .noUsableSerial, candidates: first?.candidates ?? [])
    }
    return .attached(attachments.sorted { $0.key < $1.key }.map(\.value), doubts: doubts)
  }

  /// A person's word counts, unless the disk is known elsewhere: then somebody is mistaken.
  private func match(
    _ drive: DriveWipe, of run: WipeRun, named: Device?, matcher: EvidenceMatcher
  ) throws -> EvidenceMatch {
    guard let named else { return try matcher.match(drive.serial, wipedBy: run.host) }
    guard case .device(let known) = try matcher.match(disk: drive.serial), known.id != named.id,
      let serial = drive.serial?.usable
    else { return .device(named) }
    return .unmatched(
      .diskOfAnotherMachine(disk: serial, machine: named.code.description), candidates: [known.code, named.code])
  }

  private func identify(_ device: Device, as machine: MachineReport) throws {
    let known = try MediumStore.identity(of: device.id, in: change)
    let serial = machine.identity.serial
    if let seen = serial {
      if let before = known.serial, before != seen {
        throw ChainFailure.serialContradicts(device.code, known: before, seen: seen)
      }
      if let other = try MediumStore.devices(bearing: seen, in: change).first(where: { $0 != device.id }),
        let code = try DeviceStore.device(other, in: change)?.code
      {
        throw InventoryFailure.serialElsewhere(seen, code)
      }
    }
    let identity = DeviceIdentity(
      manufacturer: machine.manufacturer ?? known.manufacturer, model: machine.product ?? known.model,
      serial: serial ?? known.serial)
    guard identity != known else { return }
    try MediumStore.identify(
      device.id, manufacturer: identity.manufacturer, model: identity.model, serial: identity.serial, in: change)
  }

  /// Finds a medium among those of a device, or adds it; one known in another device becomes a question.
  @discardableResult
  private func sight(
    _ description: MediumDescription, in device: Device, doubtful: Bool, into attachment: inout Attachment
  ) throws -> Medium {
    let present = try MediumStore.media(of: device.id, in: change)
    if let known = present.first(where: { $0.medium.description.isSameMedium(as: description) }) {
      return try MediumStore.add(description, to: known.medium, in: change)
    }
    let elsewhere = try description.serial.flatMap { serial in
      try MediumStore.bearers(ofMediumSerial: serial, in: change).first
    }
    let medium = try elsewhere?.medium ?? MediumStore.record(description, in: change)
    let isQuestion = doubtful || elsewhere != nil
    try MediumStore.fit(medium.id, in: device.id, as: isQuestion ? .inQuestion : .fitted, in: change)
    if isQuestion { attachment.questions.append(medium.label) } else { attachment.newMedia.append(medium.label) }
    return medium
  }

  private func record(
    _ drive: DriveWipe, of run: WipeRun, on device: Device, into attachment: inout Attachment
  ) throws {
    let isUSB = drive.bus?.uppercased().contains("USB") ?? false
    let medium = try sight(
      MediumDescription(
        kind: drive.mediumKind, manufacturer: nil, model: drive.model, serial: drive.serial?.usable,
        capacityBytes: drive.capacityBytes.map(Int64.init)),
      in: device, doubtful: isUSB, into: &attachment)
    let workpiece = try device.workpiece(in: change)
    guard let part = workpiece.media.first(where: { $0.id == medium.id }) else { return }
    do {
      _ = try ErasureStore.record(
        ErasureReading(drive, of: run), on: part, of: workpiece, from: report, today: today, in: change)
      attachment.erasures.append((medium.label, ErasureOutcome(drive.outcome)))
    } catch let refusal as RefurbishmentFailure {
      // The log is kept whatever it is worth; only what it proves is refused.
      attachment.refusals.append(refusal)
    }
  }
}

extension DiskKind {
  fileprivate var medium: MediumKind {
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
  /// nwipe names the bus; only a bus of SSDs tells what the disk is made of.
  fileprivate var mediumKind: MediumKind {
    switch bus?.uppercased() {
    case "NVME": .nvme
    case "ATA-SSD", "SCSI-SSD", "SAS-SSD": .ssd
    default: .unknown
    }
  }
}

extension ErasureOutcome {
  fileprivate init(_ outcome: WipeOutcome) {
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
  fileprivate init(_ drive: DriveWipe, of run: WipeRun) {
    self.init(
      outcome: ErasureOutcome(drive.outcome), method: drive.method ?? run.method ?? "?", tool: "nwipe",
      toolVersion: run.version ?? run.banner?.split(separator: " ").last.map(String.init), started: drive.startedAt ?? run.startedAt,
      ended: drive.finishedAt ?? run.summarisedAt,
      verification: (drive.verification ?? run.verification)?.rawValue, slot: drive.device,
      serial: drive.serial?.usable)
  }
}
