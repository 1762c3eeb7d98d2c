import Directory
import Evidence
public import Inventory
public import Kernel
public import Refurbishment
import Storage

/// A medium by itself in the chain's hands.
public struct LooseMedium: Sendable {
  public let medium: Medium
  /// The device it was taken out of.
  public let from: AssetCode
  /// What is missing before it may go anywhere; nothing when it is clean.
  public let missing: Missing?
}

extension Chain {
  /// Attests in one's own name that a medium's data are gone where no log can tell: a factory reset, a destruction, a new disk.
  ///
  /// - Parameter medium: its serial number or model; may be left out for a device of which no medium is known: it has one of
  ///   its own then.
  /// - Throws: ``RefurbishmentFailure/logCanExist(_:_:)`` for a factory reset of what a tool can erase,
  ///   ``RefurbishmentFailure/reasonMissing``, ``ChainFailure/whichMedium(_:_:)``.
  public func attestErasure(
    of code: AssetCode, medium label: String?, by technique: ErasureTechnique, because reason: String, as act: Act
  ) throws -> RoundDossier {
    try database.write(Action.attestErasure, act) { change in
      let device = try DeviceStore.device(code, in: change)
      change.concerns(.device(device.id))
      change.note("technique", .word(technique))
      let medium = try attested(label, of: device, in: change)
      let workpiece = try device.workpiece(in: change)
      guard let part = workpiece.media.first(where: { $0.id == medium.id }) else {
        throw InventoryFailure.mediumNotIn(code, medium: medium.label)
      }
      change.note("medium", .id(medium.id))
      let id = try ErasureStore.attest(
        technique, of: part, of: workpiece, because: reason, at: stamp(of: act), by: role(of: act, in: change),
        in: change)
      change.note("erasure", .id(id))
      return try RoundStore.dossier(of: device.workpiece(in: change), in: change)
    }
  }

  /// The medium that is meant; a device of which none is known, a telephone, has one of its own.
  private func attested(_ label: String?, of device: Device, in change: Change) throws -> Medium {
    if let label { return try MediumStore.named(label, of: device, in: change).medium }
    let media = try MediumStore.media(of: device.id, in: change)
    if media.isEmpty {
      let medium = try MediumStore.record(
        MediumDescription(
          kind: .flash, manufacturer: nil, model: "Stockage interne", serial: nil, capacityBytes: nil), in: change)
      try MediumStore.fit(medium.id, in: device.id, as: .fitted, in: change)
      return medium
    }
    guard media.count == 1, let only = media.first else {
      throw ChainFailure.whichMedium(device.code, media.map(\.medium.label))
    }
    return only.medium
  }

  /// When an act happened, to the second when it is recorded the same day.
  private func stamp(of act: Act) -> LocalStamp {
    let local = act.recorded.milliseconds / 1000 + Int64(clock.zone.secondsAheadOfUTC(at: act.recorded))
    let second = clock.day(of: act.recorded) == act.day ? Int((local % 86_400 + 86_400) % 86_400) : 43_200
    return LocalStamp(wallClock: act.day, second: second)
  }

  /// Says, as a second person, that the clock of the machine that wrote a log was wrong, and records the erasure it tells of.
  ///
  /// - Throws: ``RefurbishmentFailure/ownClock(_:)`` for whoever brought the log,
  ///   ``RefurbishmentFailure/clockNotInDoubt(medium:ended:)``, ``RefurbishmentFailure/noSuchRun(_:medium:)``,
  ///   ``RefurbishmentFailure/runAlreadyRecorded(medium:)``: one run never counts twice.
  public func vouchClock(
    of report: EvidenceReportID, for code: AssetCode, medium label: String?, because reason: String, as act: Act
  ) throws -> RoundDossier {
    try database.write(Action.vouchClock, act) { change in
      try requireJudge(act, in: change)
      guard let kept = try EvidenceStore.find(report, in: change),
        let bytes = try StoredBytes.bytes(kept.stored, in: change)
      else { throw ChainFailure.noSuchEvidence(report) }
      change.concerns(.evidence(report))
      guard try Journal.entry(kept.entry, in: change)?.actor != act.actor.id else {
        throw RefurbishmentFailure.ownClock(report)
      }
      let device = try DeviceStore.device(code, in: change)
      let workpiece = try device.workpiece(in: change)
      let named = try label.map { try MediumStore.named($0, of: device, in: change).medium.id }
      let parts = workpiece.media.filter { !$0.isInQuestion && (named == nil || $0.id == named) }
      guard parts.count == 1, let part = parts.first else {
        throw ChainFailure.whichMedium(code, workpiece.media.map(\.label))
      }
      let runs = try EvidenceReport(reading: bytes).wipeRuns
      let own = try MediumStore.everSeen(in: device.id, in: change).filter(\.fitting.isThere)
      let readings = runs.flatMap { run in
        run.drives.filter { $0.isSurely(part.id, among: own, in: run, tiedTo: kept.devices.contains(device.id)) }
          .map { ErasureReading($0, of: run) }
      }
      guard let reading = readings.last(where: { $0.outcome == .erased }) else {
        throw RefurbishmentFailure.noSuchRun(report, medium: part.label)
      }
      _ = try ErasureStore.record(
        reading, on: part, of: workpiece, from: report, today: min(clock.today, act.day), clockReason: reason,
        in: change)
      change.note("device", .id(device.id))
      change.note("medium", .id(part.id))
      return try RoundStore.dossier(of: device.workpiece(in: change), in: change)
    }
  }

  /// Accepts, as a second person and in one act, the machine-proven erasures that were recorded on a day.
  ///
  /// - Returns: the devices of which something was accepted, and how many erasures were.
  /// - Throws: ``RefurbishmentFailure/nothingRecorded(on:)`` when none of that day waits for this person.
  public func validateErasures(
    recordedOn day: Day, as act: Act
  ) throws -> [(code: AssetCode, erasures: [ErasureID])] {
    try database.write(Action.validateErasure, act) { change in
      try requireJudge(act, in: change)
      change.concerns(.instance)
      guard day <= act.day else { throw KernelFailure.dayToCome(day, today: act.day) }
      var accepted: [(code: AssetCode, erasures: [ErasureID])] = []
      for id in try ErasureStore.devices(withErasuresRecordedOn: day, in: change) {
        guard let device = try DeviceStore.device(id, in: change) else { continue }
        let erasures = try ErasureStore.validate(
          device.workpiece(in: change), recordedOn: day, by: role(of: act, in: change), in: change)
        if !erasures.isEmpty { accepted.append((device.code, erasures)) }
      }
      guard !accepted.isEmpty else { throw RefurbishmentFailure.nothingRecorded(on: day) }
      change.note("day", .day(day))
      change.note("erasures", .number(accepted.map(\.erasures.count).reduce(0, +)))
      return accepted
    }
  }

  // MARK: Media by themselves

  /// Takes a medium out of a device, in one's own name; it stays in the chain's hands with the data it may hold.
  public func removeMedium(
    _ label: String, from code: AssetCode, because reason: String, as act: Act
  ) throws -> LooseMedium {
    try database.write(Action.removeMedium, act) { change in
      let device = try DeviceStore.device(code, in: change)
      try device.requireInWorkshop()
      let fitted = try MediumStore.named(label, of: device, in: change)
      try MediumStore.remove(fitted, from: device, because: reason, in: change)
      change.concerns(.medium(fitted.medium.id))
      change.note("device", .id(device.id))
      return LooseMedium(
        medium: fitted.medium, from: code, missing: try missing(of: fitted.medium, takenOutOf: device, in: change))
    }
  }

  /// The media that are by themselves in the chain's hands.
  public func looseMedia() throws -> [LooseMedium] {
    try database.read { reader in
      try MediumStore.loose(in: reader).compactMap { medium, from in
        guard let device = try DeviceStore.device(from, in: reader) else { return nil }
        return LooseMedium(
          medium: medium, from: device.code, missing: try missing(of: medium, takenOutOf: device, in: reader))
      }
    }
  }

  /// Lets a medium go by itself: clean, or under a signed paper that names who takes over its destruction.
  ///
  /// - Parameter destroys: whether the recipient takes over its destruction, as the paper says.
  /// - Throws: ``RefurbishmentFailure/notReady(_:_:)`` for one that is not clean and that nobody undertakes to destroy;
  ///   ``InventoryFailure/noLooseMedium(_:)``.
  public func handOver(
    medium id: MediumID, to recipient: String, slip: String, destroys: Bool, as act: Act
  ) throws -> LooseMedium {
    try database.write(Action.handOverMedium, act) { change in
      let recipient = try DirectoryStore.structure(recipient, in: change).id
      return try handOver(loose: id, to: recipient, slip: slip, destroys: destroys, in: change)
    }
  }

  /// Lets a medium go by itself, by an act that is under way.
  @discardableResult
  func handOver(
    loose id: MediumID, to recipient: StructureID, slip: String, destroys: Bool, in change: Change
  ) throws -> LooseMedium {
    guard let (medium, from) = try MediumStore.loose(in: change).first(where: { $0.medium.id == id }),
      let device = try DeviceStore.device(from, in: change)
    else { throw InventoryFailure.noLooseMedium(id) }
    let missing = try missing(of: medium, takenOutOf: device, in: change)
    if let missing, !destroys { throw RefurbishmentFailure.notReady(device.code, [missing]) }
    try MediumStore.handOver(id, to: recipient, slip: slip, in: change)
    change.concerns(.medium(id))
    change.note("recipient", .id(recipient))
    if destroys { change.note("destroys", .number(1)) }
    return LooseMedium(medium: medium, from: device.code, missing: missing)
  }

  /// Declares a medium by itself lost or stolen; unless it was clean, that is a breach to be dealt with.
  ///
  /// - Returns: the medium, and the alarm raised.
  /// - Throws: ``InventoryFailure/noLooseMedium(_:)``, ``InventoryFailure/emptySlip``.
  public func lose(
    medium id: MediumID, report: String, as act: Act
  ) throws -> (medium: LooseMedium, alarm: AlarmID?) {
    try database.write(Action.loseMedium, act) { change in
      guard let (medium, from) = try MediumStore.loose(in: change).first(where: { $0.medium.id == id }),
        let device = try DeviceStore.device(from, in: change)
      else { throw InventoryFailure.noLooseMedium(id) }
      try require(act.day, notBefore: MediumStore.removal(of: id, in: change), of: device, in: change)
      let missing = try missing(of: medium, takenOutOf: device, in: change)
      try MediumStore.lose(id, report: report, in: change)
      change.concerns(.medium(id))
      var alarm: AlarmID?
      if let missing, !missing.isBelowPromise {
        let raised = try AlarmStore.raise(.dataLost, about: .device(from), medium: id, in: change)
        change.note("alarm", .id(raised))
        alarm = raised
      }
      return (LooseMedium(medium: medium, from: device.code, missing: missing), alarm)
    }
  }

  /// Takes a lost medium in again, with whatever it holds; an alarm it raised stands until it is dealt with.
  ///
  /// - Throws: ``InventoryFailure/mediumNotLost(_:)``.
  public func find(medium id: MediumID, as act: Act) throws -> LooseMedium {
    try database.write(Action.findMedium, act) { change in
      let loss = try MediumStore.loss(of: id, in: change)?.entry
      try MediumStore.find(id, in: change)
      change.concerns(.medium(id))
      guard let (medium, from) = try MediumStore.loose(in: change).first(where: { $0.medium.id == id }),
        let device = try DeviceStore.device(from, in: change)
      else { throw InventoryFailure.mediumNotLost(id) }
      try require(act.day, notBefore: loss, of: device, in: change)
      return LooseMedium(
        medium: medium, from: device.code, missing: try missing(of: medium, takenOutOf: device, in: change))
    }
  }

  /// Refuses a day before that of an act that comes first.
  private func require(_ day: Day, notBefore entry: EntryID?, of device: Device, in reader: Reader) throws {
    guard let entry, let last = try Corrections.standing(of: entry, in: reader)?.day, day < last else { return }
    throw InventoryFailure.beforeLastMovement(device.code, day: day, last: last)
  }

  /// What is missing of a medium by itself, as it would be in the device it was taken out of.
  func missing(of medium: Medium, takenOutOf device: Device, in reader: Reader) throws -> Missing? {
    let there = try device.workpiece(in: reader)
    let part = Workpiece.Medium(
      FittedMedium(medium: medium, fitting: .fitted),
      givenUp: try DeviceStore.opening(of: device.round, of: device, in: reader))
    let whole = Workpiece(
      id: there.id, code: there.code, category: there.category, round: there.round, media: there.media + [part],
      promise: there.promise, flashRule: there.flashRule)
    return try RoundStore.dossier(of: whole, in: reader).missing(of: part)
  }
}

extension DriveWipe {
  /// Whether a disk of a log is surely one medium: by its serial number; without any, in a log that is tied to the device,
  /// where log and device have one such disk each.
  fileprivate func isSurely(
    _ medium: MediumID, among media: [FittedMedium], in run: WipeRun, tiedTo isTied: Bool
  ) -> Bool {
    guard let known = media.first(where: { $0.medium.id == medium })?.medium.description,
      known.isSameMedium(as: description)
    else { return false }
    return known.serial != nil
      || isTied && run.alike(self) == 1 && media.count { $0.medium.description.isSameMedium(as: known) } == 1
  }
}
