import Directory
public import Eligibility
public import Kernel
public import Loans
import Storage

extension Chain {
  /// Sends a draft.
  ///
  /// - Throws: ``LoansFailure/requestCannot(_:_:at:)`` unless it is one.
  public func submit(draft id: RequestID, as act: Act) throws -> Request {
    try database.write(Action.submitRequest, act) { change in
      change.concerns(.request(id))
      return try RequestStore.save(RequestStore.existing(id, in: change).submitted(), in: change)
    }
  }

  /// Writes a draft anew with what is told now; what is not told stays.
  ///
  /// - Parameters:
  ///   - prescriber: the structure that sends it, by name or number.
  ///   - place: the place where the household would have its device, by name or number.
  /// - Throws: ``LoansFailure/notADraft(_:at:)``, ``LoansFailure/nothingNew``, ``LoansFailure/emptyUses``.
  public func edit(
    draft id: RequestID, _ news: Request.News, by prescriber: String? = nil, at place: String? = nil, as act: Act
  ) throws -> Request {
    try database.write(Action.editRequest, act) { change in
      change.concerns(.request(id))
      let draft = try RequestStore.existing(id, in: change)
      guard case .draft = draft.state else { throw LoansFailure.notADraft(id, at: draft.state.stage) }
      var news = news
      news.prescriber = try prescriber.map { try DirectoryStore.structure($0, in: change).id }
      let meeting = try place.map { Request.Meeting.place(try DirectoryStore.place($0, in: change).id) }
      news.needs = Request.Needs(
        connection: news.needs.connection, trainings: news.needs.trainings, help: news.needs.help,
        urgency: news.needs.urgency, meeting: meeting ?? news.needs.meeting, times: news.needs.times)
      return try RequestStore.rewrite(id, as: draft.wish.told(news), in: change)
    }
  }

  /// Records that a household was told, on the act's day, how its data are kept.
  ///
  /// - Throws: ``LoansFailure/noRequest(_:)``.
  public func inform(aboutDataOf id: RequestID, as act: Act) throws {
    try database.write(Action.giveNotice, act) { change in
      change.concerns(.request(id))
      try RequestDetailStore.notice(of: RequestStore.existing(id, in: change).id, in: change)
    }
  }

  /// Asks for papers that are missing, by the names programmes in force give them.
  ///
  /// - Throws: ``LendingFailure/noSuchPaper(_:known:)``, ``LoansFailure/noPaperAskedFor(_:)``,
  ///   ``LoansFailure/requestCannot(_:_:at:)``.
  public func ask(for papers: [String], of id: RequestID, as act: Act) throws -> [EvidenceKind] {
    try database.write(Action.askPapers, act) { change in
      change.concerns(.request(id))
      let known = try self.papers(on: act.day, in: change)
      let asked = try papers.map { code in
        guard let paper = known.first(where: { $0.code == code }) else {
          throw LendingFailure.noSuchPaper(code, known: known)
        }
        return paper
      }
      change.note("papers", .number(asked.count))
      try RequestStore.save(RequestStore.existing(id, in: change).missing(asked.map(\.code)), in: change)
      return asked
    }
  }

  /// Records that the papers asked for have come.
  ///
  /// - Throws: ``LoansFailure/requestCannot(_:_:at:)`` unless some were asked for.
  public func complete(_ id: RequestID, as act: Act) throws -> Request {
    try database.write(Action.completeRequest, act) { change in
      change.concerns(.request(id))
      return try RequestStore.save(RequestStore.existing(id, in: change).completed(), in: change)
    }
  }

  /// Sends a household to somebody who serves it better.
  ///
  /// - Parameter structure: the name or number of the structure it is sent to, when one is named.
  /// - Throws: ``LoansFailure/requestCannot(_:_:at:)``, ``DirectoryFailure/noSuchStructure(_:near:)``.
  public func reorient(
    _ id: RequestID, to whom: Request.Reorientation, toward structure: String?, as act: Act
  ) throws -> Request {
    try database.write(Action.reorientRequest, act) { change in
      change.concerns(.request(id))
      change.note("reason", .word(whom))
      let structure = try structure.map { try DirectoryStore.structure($0, in: change).id }
      if let structure { change.note("structure", .id(structure)) }
      return try RequestStore.save(
        RequestStore.existing(id, in: change).reoriented(to: whom, toward: structure), in: change)
    }
  }

  /// Makes, or moves, the appointment at which a household gets the device kept for it; the device is kept until then at least.
  ///
  /// - Parameter place: the name or number of the place; at home when none is named.
  /// - Throws: ``LoansFailure/requestCannot(_:_:at:)``, ``LoansFailure/appointmentPast(_:_:)``.
  public func appoint(
    _ id: RequestID, on day: Day, _ slot: Appointment.Slot, at place: String?, as act: Act
  ) throws -> Request {
    try database.write(Action.appointHandOver, act) { change in
      change.concerns(.request(id))
      let place = try place.map { try DirectoryStore.place($0, in: change).id }
      let step = try RequestStore.existing(id, in: change).appointed(Appointment(on: day, slot, at: place))
      guard day >= act.day else { throw LoansFailure.appointmentPast(id, day) }
      if let place { change.note("place", .id(place)) }
      return try RequestStore.save(step, in: change)
    }
  }

  /// The papers that programmes in force on a day know, by their codes.
  func papers(on day: Day, in reader: Reader) throws -> [EvidenceKind] {
    let kinds = try ProgrammeStore.inForce(on: day, in: reader).flatMap { adopted in
      let programme = try Programme(adopted)
      return programme.facts.flatMap { $0.evidence + $0.absenceEvidence }.map(programme.evidenceKind)
    }
    return Dictionary(kinds.map { ($0.code, $0) }) { first, _ in first }.values.sorted { $0.code < $1.code }
  }

  /// The structure whose requests alone a person may see; nothing when all are theirs to see.
  ///
  /// - Throws: ``DirectoryFailure/noSuchPerson(_:)``.
  public func onlyStructure(of name: String) throws -> StructureID? {
    try database.read { reader in
      let person = try DirectoryStore.person(name, in: reader)
      return person.role == .prescriber ? person.structure : nil
    }
  }
}
