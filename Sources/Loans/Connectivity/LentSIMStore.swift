public import Kernel
public import Storage

extension LentSIM.Outcome: SQLConvertible {}

/// Keeps the loans of SIM cards.
public enum LentSIMStore {
  /// Lends a card on the act's day.
  ///
  /// - Parameter number: the number printed on it, digits only.
  /// - Throws: ``LentSIMFailure``, ``LoansFailure/noHousehold(_:)``, ``LoansFailure/noContract(_:)``.
  public static func lend(
    _ number: String, to household: HouseholdID, with contract: ContractID?, until day: Day?, in change: Change
  ) throws -> LentSIMID {
    _ = try HouseholdStore.existing(household, in: change)
    if let day, day < change.act.day { throw LentSIMFailure.endsBeforeItStarts(day) }
    if let contract {
      let known = try ContractStore.existing(contract, in: change)
      guard known.agreement.household == household, Contract.State.open.contains(known.state) else {
        throw LentSIMFailure.notUnderContract(contract, household)
      }
      try change.mustNotPrecede(try ContractStore.entry(of: contract, in: change))
    }
    try requireFree(number, in: change)
    return try change.insert(
      """
      INSERT INTO lent_sims (household, contract, number, until, entry)
      VALUES (\(household), \(contract), \(number), \(day), \(change.entry))
      """)
  }

  /// Refuses a card that somebody has, or whose line was stopped.
  ///
  /// - Throws: ``LentSIMFailure/lentAlready(_:)``, ``LentSIMFailure/lineStopped(_:)``.
  public static func requireFree(_ number: String, in reader: Reader) throws {
    for sim in try all(where: "s.number = \(number)", in: reader) {
      switch sim.end?.outcome {
      case nil: throw LentSIMFailure.lentAlready(sim.id)
      case .stopped: throw LentSIMFailure.lineStopped(sim.id)
      case .returned, .lost: break
      }
    }
  }

  /// Ends the loan of a card on the act's day.
  ///
  /// - Returns: the loan as it was.
  /// - Throws: ``LentSIMFailure/noLentSIM(_:)``, ``LentSIMFailure/ended(_:_:)``, ``LoansFailure/outOfOrder(_:after:)`` when it
  ///   is dated before the loan.
  public static func end(_ id: LentSIMID, _ outcome: LentSIM.Outcome, in change: Change) throws -> LentSIM {
    guard let sim = try all(where: "s.id = \(id)", in: change).first else { throw LentSIMFailure.noLentSIM(id) }
    if let earlier = sim.end { throw LentSIMFailure.ended(id, earlier.outcome) }
    guard change.act.day >= sim.lent else { throw LoansFailure.outOfOrder(change.act.day, after: sim.lent) }
    try change.run("INSERT INTO lent_sim_ends (entry, sim, outcome) VALUES (\(change.entry), \(id), \(outcome))")
    return sim
  }

  /// The cards lent to a household, oldest first; those that ended too.
  public static func all(of household: HouseholdID, in reader: Reader) throws -> [LentSIM] {
    try all(where: "s.household = \(household)", in: reader)
  }

  /// The cards that went with the devices of a contract, oldest first.
  public static func all(under contract: ContractID, in reader: Reader) throws -> [LentSIM] {
    try all(where: "s.contract = \(contract)", in: reader)
  }

  /// The cards lent to all households, oldest first; those that ended too.
  public static func all(in reader: Reader) throws -> [LentSIM] { try all(where: "1 = 1", in: reader) }

  private static func all(where condition: SQL, in reader: Reader) throws -> [LentSIM] {
    try reader.all(
      """
      SELECT s.id, s.household, s.contract, s.number, s.until, acts.day AS lent, e.outcome, ended.day AS ended
      FROM lent_sims AS s JOIN acts ON acts.entry = s.entry
      LEFT JOIN lent_sim_ends AS e ON e.sim = s.id AND \(SQL.stands("e.entry"))
      LEFT JOIN acts AS ended ON ended.entry = e.entry
      WHERE acts.annulled = 0 AND \(condition) ORDER BY s.id
      """
    ).map { row in
      let (outcome, day): (LentSIM.Outcome?, Day?) = (try row["outcome"], try row["ended"])
      return LentSIM(
        id: try row["id"], household: try row["household"], contract: try row["contract"], number: try row["number"],
        until: try row["until"], lent: try row["lent"],
        end: outcome.flatMap { outcome in day.map { LentSIM.End(outcome: outcome, day: $0) } })
    }
  }
}
