import Directory
public import Kernel
public import Loans
import Storage

/// A household's file whose term has come.
public struct DueFile: Sendable, Equatable {
  public let household: HouseholdID
  /// The day of the last act the household had a part in, as corrected.
  public let last: Day
  /// The day its term came.
  public let due: Day
  /// What is still open with it: it is kept until then.
  public let holds: [FileHold]
}

/// What is no longer to be kept; references, no names.
public struct PrivacyDue: Sendable {
  /// The files of households, the longest due first.
  public let files: [DueFile]
  /// The things whose owners are still named though they were given back long ago.
  public let visitors: [AssetCode]
  /// How many readings of files are too old.
  public let accesses: Int
}

/// One reading of a household's file.
public struct FileReading: Sendable {
  public let at: Kernel.Instant
  /// The name of who read.
  public let person: String
  public let operation: String
}

extension Chain {
  /// What is no longer to be kept on a day.
  public func due(by rules: RetentionRules, on day: Day) throws -> PrivacyDue {
    try database.read { reader in
      let files = try lastContacts(of: nil, in: reader).compactMap { household, last -> DueFile? in
        let due = rules.due(.householdFile, after: last)
        guard due <= day else { return nil }
        return DueFile(household: household, last: last, due: due, holds: try holds(on: household, in: reader))
      }
      return PrivacyDue(
        files: files.sorted { ($0.due, $0.household) < ($1.due, $1.household) },
        visitors: try visitors(by: rules, on: day, in: reader),
        accesses: try Accesses.count(before: startOfKept(by: rules, on: day), in: reader))
    }
  }

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
  func lastContacts(of id: HouseholdID?, in reader: Reader) throws -> [(household: HouseholdID, last: Day)] {
    let only: SQL = if let id { "AND h.id = \(id)" } else { "" }
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
      WHERE NOT EXISTS (SELECT 1 FROM forgettings WHERE forgettings.subject = 'household:' || h.id) \(only)
      """
    ).map { (try $0["id"], try $0["last"]) }
  }

  /// What is still open with a household.
  func holds(on id: HouseholdID, in reader: Reader) throws -> [FileHold] {
    let contracts = try ContractStore.all(of: id, in: reader).filter { $0.state.isOpen }.map {
      FileHold.contract($0.id)
    }
    let requests = try RequestStore.all(of: id, in: reader).compactMap { request -> FileHold? in
      switch request.state.stage {
      case .contested: .dispute(request.id)
      case .draft, .incomplete, .submitted, .decided, .allocated: .request(request.id)
      case .handedOver, .reoriented, .refused, .withdrawn, .annulled: nil
      }
    }
    let debts = try ContractStore.all(of: id, in: reader).filter { !$0.state.isOpen }.compactMap { contract in
      try PaymentStore.standing(of: contract, through: clock.today, in: reader).owed > .zero
        ? FileHold.debt(contract.id) : nil
    }
    let incidents = try ContractStore.all(of: id, in: reader).flatMap { contract in
      try IncidentStore.open(of: contract.id, in: reader).map { FileHold.incident($0.id) }
    }
    return contracts + debts + incidents + requests
  }

  /// The instant before which readings are too old.
  func startOfKept(by rules: RetentionRules, on day: Day) -> Kernel.Instant {
    let first = day.adding(months: -rules.months(of: .accesses))
    return Kernel.Instant(milliseconds: Int64(first.ordinal) * 86_400_000)
  }

  private func visitors(by rules: RetentionRules, on day: Day, in reader: Reader) throws -> [AssetCode] {
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
