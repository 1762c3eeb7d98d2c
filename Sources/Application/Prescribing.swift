import Directory
public import Kernel
public import Loans
import Storage

/// A request whose prescriber is to be told where it stands.
public struct UntoldLine: Sendable {
  public let request: Request
  /// The day it changed.
  public let changed: Day
  /// The structure to tell.
  public let prescriber: String
  /// Where it can be called and written to, when that is known.
  public let phone, email: String?
}

/// A prescription with the name of its place.
public struct PrescriptionLine: Sendable {
  public let prescription: Prescription
  public let place: String
}

extension Chain {
  /// Sends a household to a place of *médiation numérique*, beside its request.
  ///
  /// - Parameter place: the name or number of the place.
  /// - Throws: ``PrescriptionFailure/sentAlready(_:place:)``, ``LoansFailure/noRequest(_:)``.
  public func prescribe(_ id: RequestID, to place: String, as act: Act) throws {
    try database.write(Action.prescribe, act) { change in
      change.concerns(.request(id))
      let place = try DirectoryStore.place(place, in: change)
      change.note("place", .id(place.id))
      try PrescriptionStore.prescribe(id, to: place.id, named: place.name, in: change)
    }
  }

  /// Records what came of it.
  ///
  /// - Throws: ``PrescriptionFailure/notSent(_:place:)``.
  public func record(
    prescription outcome: Prescription.Outcome, of id: RequestID, at place: String, as act: Act
  ) throws {
    try database.write(Action.recordPrescription, act) { change in
      change.concerns(.request(id))
      let place = try DirectoryStore.place(place, in: change)
      change.note("place", .id(place.id))
      change.note("outcome", .word(outcome))
      try PrescriptionStore.record(outcome, of: id, at: place.id, named: place.name, in: change)
    }
  }

  /// The prescriptions of a period.
  public func prescriptions(in period: Period) throws -> [PrescriptionLine] {
    try database.read { reader in
      try PrescriptionStore.all(in: period, reader: reader).map { prescription in
        PrescriptionLine(
          prescription: prescription, place: try DirectoryStore.place(prescription.place, in: reader)?.name ?? "?")
      }
    }
  }

  /// Records that the structure that sent a request was told where it stands now.
  ///
  /// - Throws: ``PrescriptionFailure/nothingToTell(_:)``, ``LoansFailure/noRequest(_:)``.
  public func tellPrescriber(of id: RequestID, by means: TellingMeans, as act: Act) throws {
    try database.write(Action.tellPrescriber, act) { change in
      change.concerns(.request(id))
      change.note("means", .word(means))
      try PrescriptionStore.tell(RequestStore.existing(id, in: change), by: means, in: change)
    }
  }

  /// The requests whose prescribers were not told yet where they stand.
  ///
  /// - Parameters:
  ///   - day: only what changed from that day on.
  ///   - structure: only those this structure sent, by name or number.
  ///   - only: only those of the structure whose requests alone whoever asks may see.
  public func untold(since day: Day, sentBy structure: String? = nil, seenBy only: StructureID? = nil) throws
    -> [UntoldLine]
  {
    try database.read { reader in
      let sender = try structure.map { try DirectoryStore.structure($0, in: reader).id }
      return try PrescriptionStore.untold(since: day, in: reader).compactMap { id, changed -> UntoldLine? in
        let request = try RequestStore.existing(id, in: reader)
        let prescriber = request.wish.prescriber
        guard [sender, only].allSatisfy({ $0 == nil || $0 == prescriber }) else { return nil }
        let told = try TellingStore.standing(of: prescriber, as: StructureAspect.self, in: reader).filter(\.holds)
        return UntoldLine(
          request: request, changed: changed,
          prescriber: try DirectoryStore.structure(prescriber, in: reader)?.name ?? "?",
          phone: told.first { $0.aspect == .phone }?.value, email: told.first { $0.aspect == .email }?.value)
      }
    }
  }

  /// Records a day on which a programme's commission meets.
  ///
  /// - Throws: ``LoansFailure/noProgramme(_:on:)``, ``PrescriptionFailure/commissionPast(_:announced:)``,
  ///   ``PrescriptionFailure/commissionKnown(_:_:)``, ``ChainFailure/rulesNotForRole(_:)``.
  public func convene(commissionOf programme: String, on day: Day, as act: Act) throws {
    try database.write(Action.conveneCommission, act) { change in
      try requireRulesRole(act, in: change)
      change.concerns(.instance)
      let programme = try ProgrammeStore.inForce(programme, on: act.day, in: change).id
      change.note("programme", .dataName(programme))
      try PrescriptionStore.commission(of: programme, on: day, in: change)
    }
  }

  /// The days on which commissions meet from a day on, earliest first.
  public func commissions(from day: Day) throws -> [(programme: String, day: Day)] {
    try database.read { try PrescriptionStore.commissions(from: day, in: $0) }
  }
}
