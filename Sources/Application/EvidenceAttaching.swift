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
  /// The devices the file is known to be about already.
  var known: Set<DeviceID> = []
  /// What an earlier reading of the same file came to, when the file is read again.
  var before: EvidenceReading?
  let change: Change
  /// The devices as the act finds them, each read once.
  private let desk: EvidenceDesk

  typealias Attachment = ImportedEvidence.Attachment

  init(
    report: EvidenceReportID, today: Day, known: Set<DeviceID>, before: EvidenceReading? = nil, change: Change
  ) {
    (self.report, self.today, self.known, self.before, self.change) = (report, today, known, before, change)
    desk = EvidenceDesk(change: change)
  }

  /// What a machine says of itself and its disks, and of what was done to them.
  func machine(
    _ machine: MachineReport, of match: EvidenceMatch, matcher: EvidenceMatcher
  ) throws -> ImportedEvidence.Result {
    switch match {
    case .unmatched(let doubt, let candidates): return .unmatched(doubt, candidates: candidates)
    case .device(let device):
      // A disk may have been in question when the report came; what is said of its erasure is looked at again.
      if known.contains(device.id), machine.wipes.isEmpty, before == nil {
        throw RefurbishmentFailure.alreadyAttached(report)
      }
      var attachment = try attached(to: device)
      try sight(machine, in: device, into: &attachment)
      return try wipes(machine.wipes, named: device, matcher: matcher, adding: [device.id: attachment])
    }
  }

  private func sight(_ machine: MachineReport, in device: Device, into attachment: inout Attachment) throws {
    try identify(device, as: machine)
    var taken: Set<MediumID> = []
    for disk in machine.disks {
      try sight(
        MediumDescription(
          kind: disk.kind.medium, manufacturer: disk.manufacturer, model: disk.model, serial: disk.serial?.usable,
          capacityBytes: disk.capacityBytes.map(Int64.init)),
        in: device, doubtful: disk.isQuestion, taken: &taken, into: &attachment)
    }
  }

  /// What a disk says of its own health.
  func disk(_ disk: DiskHealthReport, of match: EvidenceMatch) throws -> ImportedEvidence.Result {
    switch match {
    case .unmatched(let doubt, let candidates): return .unmatched(doubt, candidates: candidates)
    case .device(let device):
      if known.contains(device.id), before == nil { throw RefurbishmentFailure.alreadyAttached(report) }
      var attachment = try attached(to: device)
      attachment.concerns = disk.concerns.map(\.text)
      var taken: Set<MediumID> = []
      try sight(
        MediumDescription(
          kind: disk.kind.medium, manufacturer: nil, model: disk.model, serial: disk.serial?.usable,
          capacityBytes: disk.capacityBytes.map(Int64.init)),
        in: device, doubtful: false, taken: &taken, into: &attachment)
      return concerning([device.id: attachment], doubts: [])
    }
  }

  /// What a log says of each disk it worked on; one log may be about several devices.
  ///
  /// - Parameter attachments: what the file says of devices beside its runs.
  func wipes(
    _ runs: [WipeRun], named: Device?, matcher: EvidenceMatcher, adding attachments: [DeviceID: Attachment] = [:]
  ) throws -> ImportedEvidence.Result {
    var attachments = attachments
    var doubts: [ImportedEvidence.DriveDoubt] = []
    for run in runs {
      var taken: Set<MediumID> = []
      var devices: Set<DeviceID> = []
      for drive in run.drives {
        let match = try self.match(drive, of: run, named: named, matcher: matcher)
        switch match {
        case .unmatched(let doubt, let candidates):
          let name = drive.serial?.written ?? drive.model ?? drive.device
          doubts.append(ImportedEvidence.DriveDoubt(drive: name, doubt: doubt, candidates: candidates))
        case .device(let device):
          devices.insert(device.id)
          var attachment = try attachments[device.id] ?? attached(to: device)
          let isElsewhere = try named != nil && self.isElsewhere(run, than: device, matcher: matcher)
          try record(drive, of: run, on: device, doubtful: isElsewhere, taken: &taken, into: &attachment)
          attachments[device.id] = attachment
        }
      }
      if let (device, isOwn) = try self.owner(of: run, named: named, worked: devices, matcher: matcher) {
        var attachment = try attachments[device.id] ?? attached(to: device)
        for drive in run.untouched {
          try sight(
            drive.description, in: device, doubtful: !isOwn || isUSB(drive.bus), taken: &taken, into: &attachment)
        }
        attachments[device.id] = attachment
      }
    }
    guard !attachments.isEmpty else {
      let first = doubts.first
      return .unmatched(first?.doubt ?? .noUsableSerial, candidates: first?.candidates ?? [])
    }
    return concerning(attachments, doubts: doubts)
  }

  /// Names the devices in the journal.
  private func concerning(
    _ attachments: [DeviceID: Attachment], doubts: [ImportedEvidence.DriveDoubt]
  ) -> ImportedEvidence.Result {
    let sorted = attachments.sorted { $0.key < $1.key }
    for (offset, device) in sorted.map(\.key).enumerated() {
      change.note(sorted.count == 1 ? "device" : "device\(offset + 1)", .id(device))
    }
    return .attached(sorted.map(\.value), doubts: doubts)
  }

  /// Says that the file is about a device, unless it is known to be.
  ///
  /// - Throws: ``InventoryFailure/beforeLastMovement(_:day:last:)`` when the act would come before the device itself.
  private func attached(to device: Device) throws -> Attachment {
    let received = try desk.givenUp(device)
    guard change.act.day >= received else {
      throw InventoryFailure.beforeLastMovement(device.code, day: change.act.day, last: received)
    }
    if !known.contains(device.id) { try EvidenceStore.attach(report, to: device.id, in: change) }
    return Attachment(code: device.code, state: device.state.name)
  }

  /// The device whose disks a run saw without touching them, and whether it is surely the machine the run was made on.
  ///
  /// A disk is never left out in silence; those of a wiping station are no device's.
  private func owner(
    of run: WipeRun, named: Device?, worked: Set<DeviceID>, matcher: EvidenceMatcher
  ) throws -> (device: Device, isOwn: Bool)? {
    guard !run.untouched.isEmpty else { return nil }
    let host = try matcher.host(of: run.host)
    switch host {
    case .station: return nil
    case .device(let device): return named.map { ($0, $0.id == device.id) } ?? (device, true)
    case .unknown:
      guard let id = named?.id ?? (worked.count == 1 ? worked.first : nil) else { return nil }
      return try DeviceStore.device(id, in: change).map { ($0, false) }
    }
  }

  /// Which device a disk of a run is of; without a serial number of its own, it may still be one of several in the device.
  private func match(
    _ drive: DriveWipe, of run: WipeRun, named: Device?, matcher: EvidenceMatcher
  ) throws -> EvidenceMatch {
    guard drive.serial?.usable != nil || drive.model != nil else {
      return .unmatched(.unnamedDisk(drive.device), candidates: [])
    }
    let match = try deviceMatch(drive, of: run, named: named, matcher: matcher)
    guard case .device(let device) = match else { return match }
    let media = try desk.media(like: drive.description, of: device).filter(\.fitting.isThere)
    if let serial = drive.serial?.usable {
      guard named != nil, try !isOwn(run, of: device, matcher: matcher) else { return match }
      // Which disk of the device this one is, a log alone does not tell: its serial number is nobody's yet.
      let isKnown = media.contains { $0.medium.description.isSameMedium(as: drive.description) }
      let nameless = media.first { $0.medium.description.mayBeSameMedium(as: drive.description) }
      guard !isKnown, let nameless else { return match }
      return .unmatched(.namelessMedium(nameless.medium.label, serial: serial), candidates: [device.code])
    }
    let alike = media.count { $0.medium.description.isSameMedium(as: drive.description) }
    // Every one of them was worked on, or nobody can say which was.
    guard alike > run.alike(drive) else { return match }
    return .unmatched(.severalMedia(model: drive.model ?? drive.device), candidates: [device.code])
  }

  /// A person's word counts, unless the disk is known elsewhere: then somebody is mistaken. Of a disk that tells no serial
  /// number and was wiped in another machine, nobody can say whose it is.
  private func deviceMatch(
    _ drive: DriveWipe, of run: WipeRun, named: Device?, matcher: EvidenceMatcher
  ) throws -> EvidenceMatch {
    guard let named else { return try matcher.match(drive.serial, wipedBy: run.host) }
    guard let serial = drive.serial?.usable else {
      return try isElsewhere(run, than: named, matcher: matcher)
        ? .unmatched(.namelessElsewhere(drive.model ?? drive.device), candidates: []) : .device(named)
    }
    if let doubt = try matcher.entrusted(serial) { return doubt }
    guard case .device(let known) = try matcher.match(disk: drive.serial), known.id != named.id else {
      return .device(named)
    }
    return .unmatched(
      .diskOfAnotherMachine(disk: serial, machine: named.code.description), candidates: [known.code, named.code])
  }

  /// Whether a run was surely made on a device itself.
  private func isOwn(_ run: WipeRun, of device: Device, matcher: EvidenceMatcher) throws -> Bool {
    if case .device(let host) = try matcher.host(of: run.host) { host.id == device.id } else { false }
  }

  /// Whether a run was surely made on another machine than a device: a declared station, or another device.
  private func isElsewhere(_ run: WipeRun, than device: Device, matcher: EvidenceMatcher) throws -> Bool {
    switch try matcher.host(of: run.host) {
    case .station: true
    case .device(let host): host.id != device.id
    case .unknown: false
    }
  }

  private func identify(_ device: Device, as machine: MachineReport) throws {
    var known = try MediumStore.identity(of: device.id, in: change)
    let said = machine.identity
    // What only this file told, and tells no more, is not held against what it tells now.
    if let told = before?.systemSerial, told == known.serial, told != said.serial,
      try !isTold(serial: told, of: device)
    {
      known = DeviceIdentity(
        manufacturer: known.manufacturer, model: known.model, serial: nil, networkAddress: known.networkAddress)
    }
    if let seen = said.mark {
      // A machine that gave no serial number before may give one now; of two of one kind, both are the same.
      let before = said.serial == nil ? known.mark : known.serial
      if let before, before != seen { throw ChainFailure.serialContradicts(device.code, known: before, seen: seen) }
      if let other = try MediumStore.devices(bearing: seen, in: change).first(where: { $0 != device.id }),
        let code = try DeviceStore.device(other, in: change)?.code
      {
        throw InventoryFailure.serialElsewhere(seen, code)
      }
    }
    let identity = DeviceIdentity(
      manufacturer: machine.manufacturer ?? known.manufacturer, model: machine.product ?? known.model,
      serial: said.serial ?? known.serial, networkAddress: known.networkAddress ?? said.macs.first)
    // Said again even when nothing is new: should the first act be annulled, this one still stands.
    try MediumStore.identify(device.id, as: identity, in: change)
  }

  /// Whether another file about a device tells a serial number of its machine, by its last reading.
  private func isTold(serial: String, of device: Device) throws -> Bool {
    try EvidenceStore.reports(about: device.id, in: change).contains { kept in
      kept.id != report && EvidenceReading(kept).systemSerial == serial
    }
  }

  /// Finds a medium among those of a device, or adds it; one known in another device becomes a question.
  ///
  /// - Parameter taken: the media that other disks of the same run or report are: two disks are two media, however alike.
  @discardableResult
  private func sight(
    _ description: MediumDescription, in device: Device, doubtful: Bool, isProof: Bool = false,
    taken: inout Set<MediumID>, into attachment: inout Attachment
  ) throws -> Medium {
    let present = try desk.media(like: description, of: device).filter { !taken.contains($0.medium.id) }
    if let known = recognised(description, among: present, isProof: isProof) {
      taken.insert(known.medium.id)
      // A person said it is not part of the device, or took it out: what sees it built in puts the question again.
      let fitting = !known.fitting.isThere && !doubtful ? Fitting.inQuestion : known.fitting
      try MediumStore.fit(known.medium.id, in: device.id, as: fitting, in: change)
      let medium = try MediumStore.add(description, to: known.medium, in: change)
      if fitting == .inQuestion { attachment.questions.append(medium.label) }
      desk.note(FittedMedium(medium: medium, fitting: fitting), in: device)
      return medium
    }
    let elsewhere = try description.serial.flatMap { serial in
      try MediumStore.bearers(ofMediumSerial: serial, in: change).first
    }
    let before = try elsewhere.flatMap { try DeviceStore.device($0.device, in: change)?.code }
    let owned = try description.serial.flatMap { try VisitorStore.bearer(ofMediumSerial: $0, in: change)?.code }
    // One that was taken out of another device is known, and so is what was done to it.
    let takenOut =
      elsewhere == nil ? try description.serial.flatMap { try MediumStore.takenOut(bearing: $0, in: change) } : nil
    let medium = try elsewhere?.medium ?? takenOut ?? MediumStore.record(description, in: change)
    taken.insert(medium.id)
    let isQuestion = doubtful || elsewhere != nil || owned != nil
    let fitting = isQuestion ? Fitting.inQuestion : .fitted
    try MediumStore.fit(medium.id, in: device.id, as: fitting, in: change)
    desk.note(FittedMedium(medium: medium, fitting: fitting), in: device)
    if let before { attachment.moved.append((medium.label, before)) }
    if let owned { attachment.entrusted.append((medium.label, owned)) }
    if isQuestion { attachment.questions.append(medium.label) } else { attachment.newMedia.append(medium.label) }
    return medium
  }

  /// The medium that a description is of: the same by its serial number or by model and size; else the only one alike of
  /// which either gives no serial number.
  ///
  /// - Parameter isProof: whether an erasure hangs on it; then a disk without a serial number is never taken for one with.
  private func recognised(
    _ description: MediumDescription, among present: [FittedMedium], isProof: Bool
  ) -> FittedMedium? {
    if let same = present.first(where: { $0.medium.description.isSameMedium(as: description) }) { return same }
    if isProof && description.serial == nil { return nil }
    let alike = present.filter { $0.medium.description.mayBeSameMedium(as: description) }
    return alike.count == 1 ? alike.first : nil
  }

  private func record(
    _ drive: DriveWipe, of run: WipeRun, on device: Device, doubtful: Bool, taken: inout Set<MediumID>,
    into attachment: inout Attachment
  ) throws {
    let medium = try sight(
      drive.description, in: device, doubtful: doubtful || isUSB(drive.bus), isProof: true, taken: &taken,
      into: &attachment)
    guard let part = try desk.part(medium, of: device) else { return }
    let workpiece = Workpiece(
      id: device.id, code: device.code, category: device.category, round: device.round, media: [part])
    do {
      _ = try ErasureStore.record(
        ErasureReading(drive, of: run), on: part, of: workpiece, from: report, today: min(today, change.act.day),
        in: change)
      attachment.erasures.append((medium.label, ErasureOutcome(drive.outcome)))
    } catch let refusal as RefurbishmentFailure {
      // The log is kept whatever it is worth; only what it proves is refused.
      attachment.refusals.append(refusal)
    }
  }

  private func isUSB(_ bus: String?) -> Bool { bus?.uppercased().contains("USB") ?? false }
}
