import Directory
import Inventory
import Kernel
import Refurbishment
import Scanning
import Storage

extension Chain {
  /// What a device is, how it stands, and what is known of it by now.
  func glance(at code: AssetCode, withLastAct: Bool, in reader: Reader) throws -> Glance {
    if let visitor = try VisitorStore.find(code, in: reader) {
      try visitor.requireHere()
      return Glance(
        code: code, text: Text(same: "\(code) : \(visitor.name). ") + ScanFailure.keepData, seen: visitor.entry)
    }
    let device = try DeviceStore.device(code, in: reader)
    let name = try MediumStore.identity(of: device.id, in: reader).name.map { Text(same: $0) } ?? device.category.text
    var text = Text(same: "\(code) : ") + name + Text(same: ", ") + device.state.name.text
    if device.state.name == .inRepair { text = text + Text(same: ". ") + ScanFailure.keepData }
    if device.state.name == .inRefurbishment {
      let left = try RoundStore.dossier(of: device.workpiece(in: reader), in: reader).missing.count
      text =
        text
        + (left == 0
          ? Text(fr: ", rien ne manque", en: ", nothing missing")
          : Text(fr: ", il manque \(left)", en: ", \(left) missing"))
    }
    let last = try lastAct(on: device.id, in: reader)
    if withLastAct, let last { text = text + Text(same: " (") + last.act.text + Text(same: ")") }
    return Glance(
      code: code, text: text, place: try LocationStore.location(of: device.id, in: reader),
      seen: last?.entry ?? EntryID(rawValue: 0))
  }

  /// The last act on a device, of some kinds, after an entry and by somebody else than a person.
  func lastAct(
    on device: DeviceID, among actions: [Action] = Action.allCases, notBy person: PersonID? = nil,
    after entry: EntryID = EntryID(rawValue: 0), in reader: Reader
  ) throws -> (entry: EntryID, act: ScanFailure.OtherAct)? {
    let row = try reader.first(
      """
      SELECT journal.sequence AS entry, journal.action AS action, journal.recorded AS recorded, people.name AS name
      FROM journal JOIN people ON people.id = journal.actor
      WHERE journal.subject = \(JournalSubject.device(device).text) AND journal.sequence > \(entry)
        AND journal.action IN (\(list: actions.map(\.rawValue)))
        AND journal.actor <> \(person ?? PersonID(rawValue: 0))
      ORDER BY journal.sequence DESC LIMIT 1
      """)
    guard let row else { return nil }
    let (word, recorded): (String, Instant) = (try row["action"], try row["recorded"])
    guard let action = Action(rawValue: word) else { return nil }
    return (
      try row["entry"], ScanFailure.OtherAct(action: action, actor: try row["name"], time: clock.time(of: recorded))
    )
  }

  /// The device that an alias or a serial number means.
  func device(marked mark: String, in reader: Reader) throws -> AssetCode {
    let codes = try MediumStore.devices(bearing: mark, in: reader).compactMap {
      try DeviceStore.device($0, in: reader)?.code
    }
    guard let code = codes.first else { throw ScanFailure.unknownMark(mark) }
    guard codes.count == 1 else { throw ScanFailure.severalDevices(mark, codes) }
    return code
  }

  /// The check of a device's route that comes next after another: not done, its turn come, and not for somebody else.
  func nextCheck(of code: AssetCode, after check: String?, by person: PersonID, in reader: Reader) throws -> String? {
    let device = try DeviceStore.device(code, in: reader)
    let dossier = try RoundStore.dossier(of: device.workpiece(in: reader), in: reader)
    guard let opening = dossier.opening else { throw RefurbishmentFailure.roundNotOpen(code) }
    guard opening.closing == nil else { throw RefurbishmentFailure.roundClosed(code) }
    let route = opening.route
    let hasWorked = dossier.checks.contains {
      $0.by == person && route.place(of: $0.result.check)?.step.byAnotherPerson != true
    }
    let role = try DirectoryStore.person(person, in: reader)?.role
    let open = route.steps.filter { step in
      !(step.byAnotherPerson && hasWorked) && (step.roles.isEmpty || role.map(step.roles.contains) == true)
        && route.steps.filter { step.after.contains($0.id) }.allSatisfy(dossier.isComplete)
    }
    let all = route.checks.map(\.id)
    let turn = check.flatMap(all.firstIndex(of:)).map { $0 + 1 } ?? 0
    let waiting = Set(open.flatMap(\.checks).map(\.id).filter { dossier.last($0) == nil })
    return (all[turn...] + all[..<turn]).first(where: waiting.contains)
  }
}

extension Clock {
  /// The time of day of an instant by the clock on the wall, as `14:05`.
  fileprivate func time(of instant: Instant) -> String {
    let second = (instant.milliseconds / 1000 + Int64(zone.secondsAheadOfUTC(at: instant))) % 86_400
    let minute = (second + 86_400) % 86_400 / 60
    func digits(_ number: Int64) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(digits(minute / 60)):\(digits(minute % 60))"
  }
}
