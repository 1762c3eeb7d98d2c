import Directory
import Inventory
public import Kernel
import Loans
import Storage
import Supply

extension Chain {
  /// Sets an act right: it happened on another day, a fact of it was wrong, or it never happened. Nothing is edited away; the correction is an act.
  ///
  /// - Parameters:
  ///   - entry: the act's entry in the journal.
  ///   - correction: what was wrong.
  ///   - reason: why, in the user's words.
  /// - Throws: ``CorrectionFailure``; a room's own refusal when something later rests on the act; then nothing changes.
  public func correct(
    _ entry: EntryID, _ correction: WantedCorrection, because reason: String, as act: Act
  ) throws {
    try database.write(Action.correct, act) { change in
      change.concerns(.entry(entry))
      guard let action = try correctable(entry, in: change) else { throw CorrectionFailure.noSuchEntry(entry) }
      guard reason.contains(where: { !$0.isWhitespace }) else { throw CorrectionFailure.reasonMissing }
      let proofs = try ProofRecheck(touching: entry, in: change)
      let clearances = try ClearanceRecheck(touching: entry, in: change)
      switch correction {
      case .day(let day):
        guard day <= clock.today else { throw KernelFailure.dayToCome(day, today: clock.today) }
        try AttendanceStore.requireRoom(forPresenceOf: entry, on: day, in: change)
        try Corrections.record(.day(day), of: entry, because: reason, in: change)
        try DayOrder.check(entry, in: change)
        try StatusRecheck.require(entry, in: change)
        try GisementRecheck.require(entry, in: change)
        change.note("day", .day(day))
      case .fact(let key, let value):
        try Corrections.record(.fact, of: entry, because: reason, in: change)
        try FactCorrecting(entry: entry, change: change, clock: clock).set(key, to: value, of: action)
        try StatusRecheck.require(entry, in: change)
      case .annulment:
        guard action.canBeAnnulled else { throw CorrectionFailure.neverAnnulled(entry, action) }
        // A loan of a list stands on what the list did with its device just before.
        if action == .enterLoan, let list = try ListStore.list(holding: entry, in: change) {
          throw CorrectionFailure.ofList(entry, list: list)
        }
        for member in try ListStore.members(of: entry, in: change)?.reversed() ?? [] {
          try annul(member: EntryID(rawValue: member), because: reason, in: change)
        }
        try annul(entry, because: reason, in: change)
      }
      // What left the gate left it on a verdict: a correction that would change the verdict takes the release back first.
      try proofs.requireUnchanged(in: change)
      try clearances.requireUnchanged(in: change)
    }
  }

  private func annul(_ entry: EntryID, because reason: String, in change: Change) throws {
    // A household is forgotten once nothing is open with it: nothing of it is opened again.
    if let subject = try Journal.entry(entry, in: change)?.subject,
      let household = try LastContacts.household(of: subject, in: change)
    {
      _ = try HouseholdStore.find(household, in: change)
    }
    try Resting.refuse(entry, in: change)
    try Annulments.refuseIfRestedOn(entry, in: change)
    try Corrections.record(.annulment, of: entry, because: reason, in: change)
    try stepBack(over: entry, in: change)
    try Annulments.undo(entry, in: change)
    try StatusRecheck.require(entry, in: change)
    try GisementRecheck.require(entry, in: change)
  }

  /// Takes back an act that belongs to the taking in of a list, unless it was taken back already.
  private func annul(member entry: EntryID, because reason: String, in change: Change) throws {
    guard try Corrections.standing(of: entry, in: change)?.annulled == false else { return }
    try change.also(Action.correct) { correction in
      correction.concerns(.entry(entry))
      try annul(entry, because: reason, in: correction)
    }
  }

  private func correctable(_ entry: EntryID, in change: Change) throws -> Action? {
    guard let row = try Journal.entry(entry, in: change), entry != change.entry else { return nil }
    let action = Action(rawValue: row.action)
    guard let action, action.canBeCorrected else { throw CorrectionFailure.neverCorrected(entry, row.action) }
    if try Corrections.standing(of: entry, in: change)?.annulled == true {
      throw CorrectionFailure.annulledAlready(entry)
    }
    return action
  }

  private func stepBack(over entry: EntryID, in change: Change) throws {
    guard let id = try DeviceStore.deviceMoved(by: entry, in: change),
      let device = try DeviceStore.device(id, in: change)
    else { return }
    _ = try DeviceStore.stepBack(device, over: entry, in: change)
  }
}

/// What a user wants set right.
public enum WantedCorrection: Sendable, Equatable {
  /// The day it happened.
  case day(Day)
  /// One of its facts, by name, and the right value as people write it.
  case fact(String, value: String)
  /// That it happened at all.
  case annulment
}

extension Action {
  /// Whether an act of this kind can be corrected at all: what only printed or copied changed nothing.
  var canBeCorrected: Bool {
    switch self {
    case .foundInstance, .correct, .backUp, .printCertificate, .printContract, .printReport, .renderLabels, .printGuide,
      .printReuseProof, .printConvention, .printTicket, .printReception, .printOutcome, .printLotCertificates,
      .printCards, .printCondition, .printBreach, .printDeliveryNote, .adoptPolicy, .exportAttendance, .forgetOwner,
      .sendLabels, .reserveCodes, .printRequestForm, .printAppointment, .printPlaces, .printOffers, .printReceipt,
      .printHandOver, .printReturn, .printGathering, .signAtGathering, .exportFile, .anonymise,
      .purgeAccesses, .purgeAttendance, .editRequest, .attestTraining, .prepareReminder, .settleReminder,
      .printRepairOrder, .printRepairReceipt, .printSurvey:
      false
    default: true
    }
  }

  /// Whether an act of this kind can be taken back; people who acted stay known.
  var canBeAnnulled: Bool {
    switch self {
    case .registerPerson: false
    default: canBeCorrected
    }
  }
}
