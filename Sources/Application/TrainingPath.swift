import Directory
import Documents
public import Kernel
public import Loans
import Storage

/// What a household had followed by a day, and what its path still lacked.
public struct TrainingSheet: Sendable {
  public let training: Training
  /// The programme whose path it is; nothing for the path of all others.
  public let programme: String?
  public let lack: Training.Lack
}

extension Chain {
  /// Records a session of one module: who came, and who was expected and did not.
  ///
  /// - Parameter place: where, by name or number.
  /// - Throws: ``TrainingFailure``, ``LoansFailure/noHousehold(_:)``, ``DirectoryFailure`` for a place that is not known.
  public func recordTraining(
    of module: String, present: [HouseholdID], absent: [HouseholdID] = [], at place: String? = nil,
    by paths: TrainingPaths, as act: Act
  ) throws {
    let module = try paths.module(module)
    let all = present.map { ($0, true) } + absent.map { ($0, false) }
    for (index, (household, _)) in all.enumerated() where all[..<index].contains(where: { $0.0 == household }) {
      throw TrainingFailure.householdTwice(household)
    }
    guard let first = all.first else { throw TrainingFailure.nobody }
    try database.write(Action.recordTraining, act) { change in
      let place = try place.map { try DirectoryStore.place($0, in: change).id }
      func attend(_ household: HouseholdID, _ wasThere: Bool, in part: Change) throws {
        part.concerns(.household(household))
        part.note("module", .dataName(module.id))
        part.note("paths", .dataName("\(paths.id) \(paths.version)"))
        try TrainingStore.attend(
          household, module: module, session: change.entry, wasThere: wasThere, at: place, in: part)
      }
      try attend(first.0, first.1, in: change)
      for (household, wasThere) in all.dropFirst() {
        // An act for each, so that a mistake about one household is set right alone.
        try change.also(Action.recordTraining) { try attend(household, wasThere, in: $0) }
      }
    }
  }

  /// Records a Pix level of a household.
  ///
  /// - Throws: ``TrainingFailure/noPixLevel(_:)``, ``LoansFailure/noHousehold(_:)``.
  public func recordPix(_ level: Int, _ moment: Training.PixMoment, of household: HouseholdID, as act: Act) throws {
    try database.write(Action.recordPix, act) { change in
      change.concerns(.household(household))
      change.note("moment", .word(moment))
      try TrainingStore.pix(level, moment, of: household, in: change)
    }
  }

  /// What a household had followed by a day, and what its path still lacked.
  ///
  /// - Parameter programme: whose path; that of its latest contract unless said.
  /// - Throws: ``LoansFailure/noHousehold(_:)``.
  public func training(
    of household: HouseholdID, for programme: String?, by paths: TrainingPaths, on day: Day, reader person: Actor
  ) throws -> TrainingSheet {
    try database.consult(AccessOperation.seeTraining, by: person.id, at: clock.now) { reader in
      reader.sees(.household(household))
      return try trainingSheet(of: household, for: programme, by: paths, on: day, in: reader)
    }
  }

  /// Prints the certificate of a path completed by the day of the act (attestation de réussite), to be handed to the household.
  ///
  /// - Parameter keep: puts the bytes away inside the act: when it fails, nothing is recorded either.
  /// - Throws: ``TrainingFailure/incomplete(_:modules:pixExit:)``, ``TrainingFailure/completeLater(_:_:act:)``,
  ///   ``LoansFailure/noHousehold(_:)``.
  public func attestTraining(
    of id: HouseholdID, for programme: String?, by paths: TrainingPaths, language: Language, as act: Act,
    keep: ([UInt8]) throws -> Void = { _ in }
  ) throws {
    try database.write(Action.attestTraining, act) { change in
      change.concerns(.household(id))
      let sheet = try trainingSheet(of: id, for: programme, by: paths, on: act.day, in: change)
      let path = paths.path(of: sheet.programme)
      let day = try requireTrained(id, for: sheet.programme, by: paths, on: act.day, in: change)
      if let programme = sheet.programme { change.note("programme", .dataName(programme)) }
      change.note("paths", .dataName("\(paths.id) \(paths.version)"))
      let household = try HouseholdStore.existing(id, in: change)
      let paper = TrainingCertificatePaper(
        issuer: try house(language, in: change), learner: household.profile.contactName,
        reference: id.reference,
        modules: try path.required.map { module in
          let followed = sheet.training.sessions.filter { $0.module == module && $0.wasThere }.map(\.day).min()
          return TrainingCertificatePaper.Module(
            title: try paths.module(module).title[language], day: followed ?? day)
        }, pixExit: sheet.training.pix[.exit], completed: day, signedBy: act.actor.name, made: act.day)
      try keep(paper.pdf(language: language, created: act.recorded))
    }
  }

  private func trainingSheet(
    of household: HouseholdID, for programme: String?, by paths: TrainingPaths, on day: Day, in reader: Reader
  ) throws -> TrainingSheet {
    _ = try HouseholdStore.existing(household, in: reader)
    let programme = try programme ?? latestProgramme(of: household, in: reader)
    let training = try TrainingStore.training(of: household, in: reader).through(day)
    return TrainingSheet(training: training, programme: programme, lack: training.lack(of: paths.path(of: programme)))
  }
}

extension Chain {
  /// The programme of a household's latest contract; nothing when it has none.
  func latestProgramme(of household: HouseholdID, in reader: Reader) throws -> String? {
    try reader.first(
      """
      SELECT coalesce(told.programme, d.programme) AS programme FROM contracts AS c
      JOIN requests AS r ON r.id = c.request JOIN decisions AS d ON d.id = r.decision
      LEFT JOIN earlier_programmes AS told ON told.contract = c.id AND \(SQL.stands("told.entry"))
      WHERE c.household = \(household) AND c.state <> \(Contract.State.annulled) ORDER BY c.id DESC LIMIT 1
      """
    ).map { try $0["programme"] }
  }

  /// Refuses a household that had not followed the path of a programme by a day; what it followed later does not count.
  ///
  /// - Returns: the day the path was completed.
  /// - Throws: ``TrainingFailure/incomplete(_:modules:pixExit:)``, ``TrainingFailure/completeLater(_:_:act:)``.
  @discardableResult
  func requireTrained(
    _ id: HouseholdID, for programme: String?, by paths: TrainingPaths, on day: Day, in reader: Reader
  ) throws -> Day {
    let path = paths.path(of: programme)
    let training = try TrainingStore.training(of: id, in: reader)
    let lack = training.lack(of: path)
    guard lack.isNothing else {
      throw TrainingFailure.incomplete(
        id, modules: lack.modules.compactMap { try? paths.module($0).title }, pixExit: lack.pixExit)
    }
    let completed = training.completed(path) ?? day
    guard completed <= day else { throw TrainingFailure.completeLater(id, completed, act: day) }
    return completed
  }
}
