import Evidence
public import Inventory
public import Kernel
public import Refurbishment
import Storage

/// All that is told of a person's own thing in for repair.
public struct VisitorSheet: Sendable {
  public let visitor: Visitor
  /// Whose it is; nothing once that was forgotten.
  public let owner: VisitorOwner?
  public let repairs: [Repair]
}

/// An alarm, with the code of what it is about.
public struct AlarmLine: Sendable {
  public let alarm: Alarm
  public let code: AssetCode
  /// The medium by itself that it is about.
  public let medium: MediumID?
  /// The day by which the authority is notified, when it must be.
  public let due: Day?
}

extension Chain {
  /// Takes a person's own thing in for repair: it never enters the stock, keeps its data, and goes back to its owner.
  ///
  /// - Parameter serials: the serial numbers of its disks, so that an erasure naming one raises an alarm.
  public func takeVisitor(
    _ category: DeviceCategory, named name: String, code: AssetCode?, owner: VisitorOwner, serials: [String],
    as act: Act
  ) throws -> VisitorSheet {
    try database.write(Action.takeVisitor, act) { change in
      var generator = SystemRandomNumberGenerator()
      let code = try code ?? DeviceStore.freshCode(in: change, using: &generator)
      let usable = try serials.map { written in
        guard let serial = SerialNumber(written)?.usable else { throw ChainFailure.unusableSerial(written) }
        return serial
      }
      let visitor = try VisitorStore.take(
        code, category: category, name: name, owner: owner, serials: usable, in: change)
      change.concerns(.visitor(visitor.id))
      change.note("code", .code(code))
      return VisitorSheet(visitor: visitor, owner: owner, repairs: [])
    }
  }

  /// Gives a person's own thing back to its owner.
  ///
  /// - Throws: ``InventoryFailure/visitorGone(_:)``, ``RefurbishmentFailure/repairOpenAlready(_:)`` while a repair is under way.
  public func returnVisitor(_ code: AssetCode, as act: Act) throws -> VisitorSheet {
    try database.write(Action.returnVisitor, act) { change in
      let visitor = try VisitorStore.visitor(code, in: change)
      change.concerns(.visitor(visitor.id))
      if let open = try RepairStore.repairs(of: visitor.id, in: change).first(where: { $0.end == nil }) {
        throw RefurbishmentFailure.repairOpenAlready(open.id)
      }
      try VisitorStore.giveBack(visitor, in: change)
      return try sheet(of: visitor, in: change)
    }
  }

  /// Declares a person's own thing lost or stolen while it was here; its data are theirs, so that it is a breach.
  ///
  /// - Returns: the alarm raised.
  public func loseVisitor(_ code: AssetCode, report: String, as act: Act) throws -> AlarmID {
    try database.write(Action.loseVisitor, act) { change in
      let visitor = try VisitorStore.visitor(code, in: change)
      guard act.day >= visitor.day else {
        throw InventoryFailure.beforeLastMovement(code, day: act.day, last: visitor.day)
      }
      try VisitorStore.lose(visitor, report: report, in: change)
      change.concerns(.visitor(visitor.id))
      let alarm = try AlarmStore.raise(.dataLost, about: .visitor(visitor.id), in: change)
      change.note("alarm", .id(alarm))
      return alarm
    }
  }

  /// Takes a lost thing of somebody's in again; the alarm stands until it is dealt with.
  public func findVisitor(_ code: AssetCode, as act: Act) throws -> VisitorSheet {
    try database.write(Action.findVisitor, act) { change in
      let visitor = try VisitorStore.visitor(code, in: change)
      if let lost = visitor.lost, act.day < lost {
        throw InventoryFailure.beforeLastMovement(code, day: act.day, last: lost)
      }
      try VisitorStore.find(lost: visitor, in: change)
      change.concerns(.visitor(visitor.id))
      return try sheet(of: visitor, in: change)
    }
  }

  /// Forgets whose a thing was that went back.
  public func forgetOwner(of code: AssetCode, as act: Act) throws {
    try database.write(Action.forgetOwner, act) { change in
      let visitor = try VisitorStore.visitor(code, in: change)
      change.concerns(.visitor(visitor.id))
      try VisitorStore.forgetOwner(of: visitor, in: change)
    }
  }

  /// A person's own thing by its code.
  public func visitor(_ code: AssetCode) throws -> VisitorSheet {
    try database.read { try sheet(of: VisitorStore.visitor(code, in: $0), in: $0) }
  }

  /// People's own things that are here, or that ever were.
  public func visitors(alsoGone: Bool) throws -> [VisitorSheet] {
    try database.read { reader in
      try VisitorStore.all(alsoGone: alsoGone, in: reader).map { try sheet(of: $0, in: reader) }
    }
  }

  /// Takes a borrower's device in for repair: its contract goes on, and it keeps its data.
  public func bringIn(_ code: AssetCode, as act: Act) throws -> Device {
    try database.write(Action.bringIn, act) { change in
      let device = try DeviceStore.device(code, in: change)
      change.concerns(.device(device.id))
      return try DeviceStore.move(device, by: device.broughtIn(), in: change)
    }
  }

  /// Hands a repaired device back under the contract it came in under.
  ///
  /// - Throws: ``RefurbishmentFailure/repairOpenAlready(_:)`` while a repair is under way.
  public func handBack(_ code: AssetCode, as act: Act) throws -> Device {
    try database.write(Action.handBack, act) { change in
      let device = try DeviceStore.device(code, in: change)
      change.concerns(.device(device.id))
      let movement = try device.handedBack()
      let dossier = try RoundStore.dossier(of: device.workpiece(in: change), in: change)
      if let open = dossier.repairs.first(where: { $0.end == nil }) {
        throw RefurbishmentFailure.repairOpenAlready(open.id)
      }
      return try DeviceStore.move(device, by: movement, in: change)
    }
  }

  private func sheet(of visitor: Visitor, in reader: Reader) throws -> VisitorSheet {
    VisitorSheet(
      visitor: try VisitorStore.find(visitor.id, in: reader) ?? visitor,
      owner: try VisitorStore.owner(of: visitor.id, in: reader),
      repairs: try RepairStore.repairs(of: visitor.id, in: reader))
  }
}

// MARK: Alarms

extension Chain {
  /// The alarms that stand; those dealt with too when asked.
  public func alarms(alsoSettled: Bool) throws -> [AlarmLine] {
    try database.read { reader in
      try (alsoSettled ? AlarmStore.all(in: reader) : AlarmStore.standing(in: reader)).compactMap { alarm in
        let code: AssetCode? =
          switch alarm.about {
          case .device(let device): try DeviceStore.device(device, in: reader)?.code
          case .visitor(let visitor): try VisitorStore.find(visitor, in: reader)?.code
          }
        let due = alarm.kind.hours.map { hours in
          clock.day(of: Instant(milliseconds: alarm.raised.milliseconds + Int64(hours) * 3_600_000))
        }
        return code.map { AlarmLine(alarm: alarm, code: $0, medium: alarm.medium, due: due) }
      }
    }
  }

  /// Says what was done about an alarm.
  public func settle(_ id: AlarmID, because note: String, as act: Act) throws {
    try database.write(Action.settleAlarm, act) { change in
      try requireJudge(act, in: change)
      _ = try AlarmStore.settle(id, because: note, in: change)
      change.concerns(.alarm(id))
    }
  }

  /// Raises an alarm for each thing whose data were to be kept and of which a log says that a disk was worked on.
  func alarms(
    raisedBy report: EvidenceReport, kept id: EvidenceReportID, in change: Change
  ) throws -> [(alarm: AlarmID, code: AssetCode)] {
    var raised: [(alarm: AlarmID, code: AssetCode)] = []
    func raise(_ about: Alarm.About, _ code: AssetCode) throws {
      // A file that is looked at again says nothing new.
      let isKnown = try AlarmStore.all(in: change).contains { $0.report == id && $0.about == about }
      guard !isKnown, !raised.contains(where: { $0.code == code }) else { return }
      let alarm = try AlarmStore.raise(.keptDataErased, about: about, from: id, in: change)
      change.note("alarm\(raised.isEmpty ? "" : String(raised.count + 1))", .id(alarm))
      raised.append((alarm, code))
    }
    for run in report.wipeRuns {
      for drive in run.drives {
        guard let serial = drive.serial?.usable else { continue }
        if let visitor = try VisitorStore.bearer(ofMediumSerial: serial, in: change) {
          try raise(.visitor(visitor.id), visitor.code)
        }
        for bearer in try MediumStore.bearers(ofMediumSerial: serial, in: change) {
          guard let device = try DeviceStore.device(bearer.device, in: change), device.state.name.keepsData,
            try !isFromBefore(drive.finishedAt ?? run.summarisedAt, handOverOf: device, in: change)
          else { continue }
          try raise(.device(device.id), device.code)
        }
      }
    }
    return raised
  }

  /// Whether a log is from the stay in the workshop that ended before a device was handed over: a late file, not a mistake.
  private func isFromBefore(_ stamp: LocalStamp?, handOverOf device: Device, in reader: Reader) throws -> Bool {
    guard let day = stamp?.day else { return false }
    let opened = try DeviceStore.opening(of: device.round, of: device, in: reader)
    let row = try reader.first(
      """
      SELECT max(acts.day) AS day FROM movements JOIN acts ON acts.entry = movements.entry
      WHERE movements.device = \(device.id) AND movements.verb = \(Movement.Verb.handOver) AND acts.annulled = 0
      """)
    guard let handedOver: Day = try row?["day"] else { return false }
    return day >= opened && day < handedOver
  }
}
