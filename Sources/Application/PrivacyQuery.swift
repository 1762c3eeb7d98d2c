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
    let owed = try PaymentStore.standing(of: contract.id, through: clock.today, in: reader).owed
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
      SELECT visitors.code, (SELECT acts.day FROM acts WHERE acts.entry = visitor_returns.entry) AS day
      FROM visitor_owners JOIN visitors ON visitors.id = visitor_owners.visitor
      JOIN visitor_returns ON visitor_returns.visitor = visitors.id AND \(SQL.stands("visitor_returns.entry"))
      ORDER BY visitors.id
      """
    ).compactMap { row in
      let (code, back): (AssetCode, Day) = (try row["code"], try row["day"])
      return rules.due(.visitors, after: back) <= day ? code : nil
    }
  }
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
