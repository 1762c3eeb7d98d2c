import Directory
public import Kernel
import Loans
import Storage

/// One reading of a household's file.
public struct FileReading: Sendable {
  public let at: Kernel.Instant
  /// The name of who read.
  public let person: String
  public let operation: String
}

extension Chain {
  /// Who read a household's file, oldest first; reading this is a reading too.
  ///
  /// - Throws: ``LoansFailure/noHousehold(_:)``.
  public func readings(of id: HouseholdID, by person: Actor) throws -> [FileReading] {
    try database.consult(AccessOperation.seeAccesses, by: person.id, at: clock.now) { reader in
      _ = try HouseholdStore.existing(id, in: reader)
      reader.sees(.household(id))
      return try readings(of: id, in: reader)
    }
  }

  func readings(of id: HouseholdID, in reader: Reader) throws -> [FileReading] {
    try Accesses.all(of: [.household(id)], in: reader).map { access in
      FileReading(
        at: access.at, person: try DirectoryStore.person(access.person, in: reader)?.name ?? "?",
        operation: access.operation)
    }
  }

  /// The day of the last act each household had a part in; of one, or of all that are not forgotten.
  ///
  /// - Parameter day: leaves out those whose last contact was after that day, or most of them: where an act of theirs that
  ///   nothing set right shows it, the others need not be looked at.
  func lastContacts(
    of id: HouseholdID?, by day: Day = .last, in reader: Reader
  ) throws -> [(household: HouseholdID, last: Day)] {
    let only: SQL = if let id { "AND h.id = \(id)" } else { "" }
    let recent: SQL =
      day == .last
      ? ""
      : """
      AND NOT EXISTS (SELECT 1 FROM journal AS j WHERE j.sequence = h.entry AND \(isContact("j", after: day)))
      AND NOT EXISTS (SELECT 1 FROM contracts AS c JOIN journal AS j ON j.sequence = coalesce(c.step, c.entry)
        WHERE c.household = h.id AND j.subject = 'contract:' || c.id AND \(isContact("j", after: day)))
      AND NOT EXISTS (SELECT 1 FROM requests AS r JOIN journal AS j ON j.sequence = coalesce(r.step, r.entry)
        WHERE r.household = h.id AND j.subject = 'request:' || r.id AND \(isContact("j", after: day)))
      """
    return try reader.all(
      """
      SELECT h.id, coalesce(
        (SELECT max(acts.day) FROM acts WHERE acts.subject IN (
            SELECT 'household:' || h.id
            UNION ALL SELECT 'request:' || requests.id FROM requests WHERE requests.household = h.id
            UNION ALL SELECT 'contract:' || contracts.id FROM contracts WHERE contracts.household = h.id)
          AND acts.annulled = 0 AND acts.action NOT IN (\(list: Action.withoutContact.map(\.rawValue)))
          AND NOT EXISTS (SELECT 1 FROM follow_up_outcomes WHERE follow_up_outcomes.entry = acts.entry
            AND follow_up_outcomes.outcome = \(FollowUp.Outcome.absent))),
        (SELECT journal.day FROM journal WHERE journal.sequence = h.entry)) AS last
      FROM households AS h
      WHERE NOT EXISTS (SELECT 1 FROM forgettings WHERE forgettings.subject = 'household:' || h.id) \(only) \(recent)
      """
    ).map { (try $0["id"], try $0["last"]) }
  }

  /// Whether an act that nothing set right is a contact of after a day.
  private func isContact(_ act: SQL, after day: Day) -> SQL {
    """
    \(act).day > \(day) AND \(act).action NOT IN (\(list: Action.withoutContact.map(\.rawValue)))
      AND \(act).sequence NOT IN (SELECT corrections.corrected FROM corrections)
    """
  }

  /// What is still open with a household.
  func holds(on id: HouseholdID, in reader: Reader) throws -> [FileHold] {
    let contracts = try ContractStore.all(of: id, in: reader).flatMap { try holds(on: $0, in: reader) }
    let requests = try RequestStore.all(of: id, in: reader).compactMap { request -> FileHold? in
      switch request.state.stage {
      case .contested: .dispute(request.id)
      case .draft, .incomplete, .submitted, .decided, .allocated: .request(request.id)
      case .handedOver, .reoriented, .refused, .withdrawn, .annulled: nil
      }
    }
    let sims = try LentSIMStore.all(of: id, in: reader).filter { $0.end == nil }.map { FileHold.sim($0.id) }
    return contracts + sims + requests
  }

  /// What is still open with a contract: its use, a debt, what happened to its device.
  func holds(on contract: Contract, in reader: Reader) throws -> [FileHold] {
    let incidents = try IncidentStore.open(of: contract.id, in: reader).map { FileHold.incident($0.id) }
    if contract.state.isOpen { return [.contract(contract.id)] + incidents }
    let owed = try PaymentStore.standing(of: contract, through: clock.today, in: reader).owed
    return (owed > .zero ? [.debt(contract.id)] : []) + incidents
  }

  /// The instant before which readings are too old.
  func startOfKept(by rules: RetentionRules, on day: Day) -> Kernel.Instant {
    let first = day.adding(months: -rules.months(of: .accesses))
    return Kernel.Instant(milliseconds: Int64(first.ordinal) * 86_400_000)
  }

  func visitors(by rules: RetentionRules, on day: Day, in reader: Reader) throws -> [AssetCode] {
    try reader.all(
      """
      SELECT visitors.code, acts.day FROM visitor_owners JOIN visitors ON visitors.id = visitor_owners.visitor
      JOIN visitor_returns ON visitor_returns.visitor = visitors.id
      JOIN acts ON acts.entry = visitor_returns.entry AND acts.annulled = 0 ORDER BY visitors.id
      """
    ).compactMap { row in
      let (code, back): (AssetCode, Day) = (try row["code"], try row["day"])
      return rules.due(.visitors, after: back) <= day ? code : nil
    }
  }
}

extension Action {
  /// The acts in which a household has no part: papers printed, reminders sent, mistakes set right, data kept or forgotten.
  fileprivate static let withoutContact: [Action] = [
    .printDecision, .printContract, .printReceipt, .printHandOver, .printReturn, .printAppointment, .tellPrescriber,
    .releaseExpired, .correct, .anonymise, .exportFile, .cancelAllocation, .assignFollowUp,
    .prepareReminder, .settleReminder, .printRepairOrder, .printRepairReceipt,
  ]
}

extension Contract.State {
  /// Whether something is still owed under a contract.
  fileprivate var isOpen: Bool {
    switch self {
    case .signed, .handedOver: true
    case .ended, .lost, .transferred, .converted, .cancelled, .annulled: false
    }
  }
}
