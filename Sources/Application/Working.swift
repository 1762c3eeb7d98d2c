import Directory
import Evidence
import Inventory
public import Kernel
public import Refurbishment
import Storage

extension Chain {
  /// Takes a device into the workshop: its round is open, under a route it keeps to the end.
  ///
  /// - Parameter route: the route to follow; the shipped one for the device's category unless given.
  /// - Throws: ``ChainFailure/noRoute(_:)``, ``RefurbishmentFailure``, ``InventoryFailure``.
  public func startWork(on code: AssetCode, route: Route? = nil, as act: Act) throws -> Route {
    try database.write(Action.startWork, act) { change in
      let device = try DeviceStore.device(code, in: change)
      return try start(device, along: route, in: change)
    }
  }

  private func start(_ device: Device, along route: Route?, in change: Change) throws -> Route {
    guard let route = try route ?? ShippedRoutes.route(for: device.category, on: change.act.day) else {
      throw ChainFailure.noRoute(device.category)
    }
    let moved = try DeviceStore.move(device, by: device.takenIntoWorkshop(), in: change)
    try RoundStore.open(moved.workpiece(in: change), with: route, in: change)
    change.concerns(.device(device.id))
    change.note("route", .dataName(route.id))
    change.note("version", .dataName(route.version))
    return route
  }

  /// Sorts a device after a look at the whole of it; one that is only received comes into the workshop with it.
  ///
  /// The same said again is not recorded, unless a repair has ended since: then it is to be repaired once more.
  public func sort(_ code: AssetCode, as choice: Triage, by act: Act) throws -> RoundDossier {
    func record(_ device: Device, in change: Change) throws -> RoundDossier {
      change.concerns(.device(device.id))
      change.note("choice", .word(choice))
      try RoundStore.sort(device.workpiece(in: change), as: choice, by: role(of: act, in: change), in: change)
      let dossier = try RoundStore.dossier(of: device.workpiece(in: change), in: change)
      try require(act, on: code, after: [dossier.opening?.day, dossier.opening?.reopening?.day].compactMap(\.self))
      return dossier
    }
    let (state, known) = try database.read { reader in
      let device = try DeviceStore.device(code, in: reader)
      return (device.state.name, try RoundStore.dossier(of: device.workpiece(in: reader), in: reader))
    }
    if state == .inRefurbishment, known.sorted?.choice == choice,
      choice != .repair || !known.missingRepairs.isEmpty
    {
      return known
    }
    guard state == .received else {
      return try database.write(Action.sortDevice, act) { change in
        try record(DeviceStore.device(code, in: change), in: change)
      }
    }
    // Coming in is an act of its own, which stands when the choice is taken back.
    return try database.write(Action.startWork, act) { change in
      _ = try start(DeviceStore.device(code, in: change), along: nil, in: change)
      return try change.also(Action.sortDevice) { inner in
        try record(DeviceStore.device(code, in: inner), in: inner)
      }
    }
  }

  /// Takes a ready device back into the workshop, in the same round: what was done stands, the verdict does not.
  ///
  /// - Throws: ``InventoryFailure/wrongState(_:is:verb:)`` for a device that is not ready, ``RefurbishmentFailure/reasonMissing``.
  public func reopenWork(on code: AssetCode, because reason: String, as act: Act) throws -> RoundDossier {
    try database.write(Action.reopenWork, act) { change in
      let device = try DeviceStore.device(code, in: change)
      change.concerns(.device(device.id))
      let movement = try device.reopened()
      try RoundStore.reopen(device.workpiece(in: change), because: reason, in: change)
      let moved = try DeviceStore.move(device, by: movement, in: change)
      return try RoundStore.dossier(of: moved.workpiece(in: change), in: change)
    }
  }

  /// Records how checks of the route ended; all of them or none.
  public func record(_ results: [CheckResult], of code: AssetCode, as act: Act) throws -> RoundDossier {
    try work(on: code, as: act, .recordCheck) { workpiece, change in
      try RoundStore.record(results, of: workpiece, as: role(of: act, in: change), in: change)
      for result in results { change.note(result.check, .word(result.outcome)) }
    }
  }

  /// Grades a device on the three axes of the local scale.
  ///
  /// - Parameter battery: nothing when no battery is fitted.
  public func grade(
    _ code: AssetCode, cosmetic: String, functional: String, battery: String?, as act: Act
  ) throws -> RoundDossier {
    let scale = try GradeScale.shipped()
    return try work(on: code, as: act, .gradeDevice) { workpiece, change in
      try RoundStore.grade(
        workpiece, on: scale, cosmetic: cosmetic, functional: functional, battery: battery,
        by: role(of: act, in: change), in: change)
    }
  }

  /// Records that who acts attests the device has no storage medium.
  public func attestNoMedium(of code: AssetCode, because reason: String, as act: Act) throws -> RoundDossier {
    try work(on: code, as: act, .attestNoMedium) { workpiece, change in
      try RoundStore.attestNoMedium(of: workpiece, because: reason, by: role(of: act, in: change), in: change)
    }
  }

  /// Accepts the erasures of a device that wait for a second person.
  ///
  /// - Parameter medium: one medium, by its serial number or model; what people attest is accepted one by one.
  /// - Returns: the numbers of the erasures accepted.
  public func validateErasures(
    of code: AssetCode, medium: String? = nil, as act: Act
  ) throws -> [ErasureID] {
    try database.write(Action.validateErasure, act) { change in
      try requireJudge(act, in: change)
      let device = try DeviceStore.device(code, in: change)
      let workpiece = try device.workpiece(in: change)
      let named = try medium.map { try MediumStore.named($0, of: device, in: change).medium.id }
      let accepted = try ErasureStore.validate(workpiece, medium: named, by: role(of: act, in: change), in: change)
      let recorded = try RoundStore.dossier(of: workpiece, in: change).runs.filter { accepted.contains($0.id) }
      try require(act, on: code, after: recorded.map(\.recordedOn))
      change.concerns(.device(device.id))
      for erasure in accepted { change.note("erasure\(erasure)", .id(erasure)) }
      return accepted
    }
  }

  /// Releases a device: the gate. It passes when the workshop's verdict finds nothing missing, and keeps the verdict.
  ///
  /// - Throws: ``RefurbishmentFailure/notReady(_:_:)`` with everything that is missing,
  ///   ``ChainFailure/beforeWork(_:day:last:)`` when it would come before the work it rests on.
  public func release(_ code: AssetCode, as act: Act) throws -> Readiness {
    try database.write(Action.releaseDevice, act) { change in
      let device = try DeviceStore.device(code, in: change)
      change.concerns(.device(device.id))
      try device.requireInWorkshop()
      let workpiece = try device.workpiece(in: change)
      let work = try RoundStore.dossier(of: workpiece, in: change).days
      let readiness = try RoundStore.close(workpiece, in: change)
      try require(act, on: code, after: work)
      let proof = ReadinessProof(
        entry: change.entry, device: readiness.device, round: readiness.round, route: readiness.route,
        verdict: readiness.digest, mayBeCalledReconditioned: readiness.mayBeCalledReconditioned)
      try DeviceStore.keep(proof, in: change)
      try DeviceStore.move(device, by: device.released(with: proof), in: change)
      change.note("verdict", .digest(readiness.digest))
      return readiness
    }
  }

  /// What the workshop knows of a device in its present round.
  public func dossier(of code: AssetCode) throws -> RoundDossier {
    try database.read { reader in
      try RoundStore.dossier(of: DeviceStore.device(code, in: reader).workpiece(in: reader), in: reader)
    }
  }

  /// Declares a wiping station: its own serial number never identifies a device.
  public func declare(station serial: String, named name: String, as act: Act) throws {
    try database.write(Action.declareStation, act) { change in
      if let known = try MediumStore.devices(bearing: serial, in: change).first,
        let code = try DeviceStore.device(known, in: change)?.code
      {
        throw InventoryFailure.serialElsewhere(serial, code)
      }
      try StationStore.declare(serial: serial, name: name, in: change)
      change.concerns(.entry(change.entry))
    }
  }

  /// Answers the question whether a medium seen in a device is part of it.
  ///
  /// - Parameter label: the medium's serial number, or how ``Medium/label`` names it, or its number.
  /// - Throws: ``InventoryFailure/noSuchMedium(_:input:)``, ``InventoryFailure/mediumIsPart(_:medium:)``.
  public func answer(medium label: String, of code: AssetCode, isPart: Bool, as act: Act) throws {
    try database.write(Action.answerMedium, act) { change in
      let device = try DeviceStore.device(code, in: change)
      let question = try MediumStore.named(label, of: device, in: change)
      try MediumStore.answer(question, of: device, isPart: isPart, in: change)
      change.concerns(.medium(question.medium.id))
      change.note("device", .id(device.id))
    }
  }

  /// Says the serial number of a medium that told none by itself, as a person reads it on its label.
  ///
  /// - Parameter label: the medium's model or number.
  public func name(medium label: String, of code: AssetCode, serial: String, as act: Act) throws {
    try database.write(Action.answerMedium, act) { change in
      guard let serial = SerialNumber(serial)?.usable else { throw ChainFailure.unusableSerial(serial) }
      let device = try DeviceStore.device(code, in: change)
      let medium = try MediumStore.named(label, of: device, in: change)
      try MediumStore.name(medium, of: device, serial: serial, in: change)
      change.concerns(.medium(medium.medium.id))
      change.note("device", .id(device.id))
    }
  }

  /// Accepts, as a second person, that evidence about a device was annulled and that what it showed may be forgotten.
  ///
  /// - Throws: ``RefurbishmentFailure/nothingAnnulled(_:_:)``, ``RefurbishmentFailure/ownAnnulment(_:_:)``,
  ///   ``RefurbishmentFailure/reasonMissing``.
  public func acceptAnnulment(
    of report: EvidenceReportID, about code: AssetCode, because reason: String, as act: Act
  ) throws {
    try database.write(Action.acceptAnnulment, act) { change in
      try requireJudge(act, in: change)
      let device = try DeviceStore.device(code, in: change)
      try AnnulmentStore.accept(report, of: device.workpiece(in: change), because: reason, in: change)
      change.concerns(.device(device.id))
      change.note("evidence", .id(report))
    }
  }

  /// Refuses an act of judgement to people whose role is not to judge the workshop's work.
  func requireJudge(_ act: Act, in reader: Reader) throws {
    guard let person = try DirectoryStore.person(act.actor.id, in: reader) else {
      throw DirectoryFailure.noSuchPerson(act.actor.name)
    }
    guard person.role.judgesWork else { throw ChainFailure.notForRole(person.role) }
  }

  private func work(
    on code: AssetCode, as act: Act, _ action: Action, _ body: (Workpiece, Change) throws -> Void
  ) throws -> RoundDossier {
    try database.write(action, act) { change in
      let device = try DeviceStore.device(code, in: change)
      change.concerns(.device(device.id))
      try body(device.workpiece(in: change), change)
      let dossier = try RoundStore.dossier(of: device.workpiece(in: change), in: change)
      try require(act, on: code, after: [dossier.opening?.day, dossier.opening?.reopening?.day].compactMap(\.self))
      return dossier
    }
  }

  /// Refuses an act that would come before the work it follows.
  private func require(_ act: Act, on code: AssetCode, after days: [Day]) throws(ChainFailure) {
    if let last = days.max(), act.day < last { throw .beforeWork(code, day: act.day, last: last) }
  }
}

extension RoundDossier {
  /// The days of all that was done in the round.
  fileprivate var days: [Day] {
    let validations = runs.filter { $0.device == workpiece.id && $0.round == workpiece.round }.flatMap(\.validations)
    return [opening?.day, opening?.reopening?.day, grading?.day, absence?.day].compactMap(\.self) + checks.map(\.day)
      + [sorted?.day].compactMap(\.self) + repairs.flatMap { [$0.day, $0.end?.day].compactMap(\.self) }
      + validations.map(\.day)
  }
}
