public import Kernel
public import Storage

/// How a household is forgotten: words and facts go, numbers, days and answers stay, so that figures and contracts stay true.
public enum HouseholdForgetting {
  /// The subjects of the journal that are the household's own: itself, its facts, its requests, its contracts.
  public static func subjects(of id: HouseholdID, in reader: Reader) throws -> [JournalSubject] {
    let requests: [RequestID] = try reader.all("SELECT id FROM requests WHERE household = \(id) ORDER BY id")
      .map { try $0["id"] }
    let contracts: [ContractID] = try reader.all("SELECT id FROM contracts WHERE household = \(id) ORDER BY id")
      .map { try $0["id"] }
    return [.household(id), .facts(id)] + requests.map { .request($0) } + contracts.map { .contract($0) }
  }

  /// Forgets a household, as one act.
  ///
  /// - Throws: ``LoansFailure/noHousehold(_:)``, ``LoansFailure/householdForgotten(_:by:)``.
  public static func forget(_ id: HouseholdID, in change: Change) throws {
    if let entry = try Forgotten.entry(of: .household(id), in: change) {
      throw LoansFailure.householdForgotten(id, by: entry)
    }
    // A household that was registered by mistake has a name too.
    guard try change.count("SELECT count(*) AS n FROM households WHERE id = \(id)") == 1 else {
      throw LoansFailure.noHousehold(id)
    }
    try Forgotten.begin(with: subjects(of: id, in: change), in: change)
    try eraseFacts(of: id, in: change)
    for statement in statements(of: id) { try change.run(statement) }
  }

  /// Forgets what documents proved of a household and what decisions rested on, as one act; the rest of its file stays.
  public static func forgetFacts(of id: HouseholdID, in change: Change) throws {
    try Forgotten.begin(with: [.facts(id)], in: change)
    try eraseFacts(of: id, in: change)
  }

  /// Whether facts of a household, or what its decisions rested on, are kept still.
  public static func keepsFacts(of id: HouseholdID, in reader: Reader) throws -> Bool {
    if try reader.count("SELECT count(*) AS n FROM household_facts WHERE household = \(id)") > 0 { return true }
    let traces: [String] = try reader.all(
      """
      SELECT decisions.trace FROM decisions JOIN requests ON requests.id = decisions.request
      WHERE requests.household = \(id)
      """
    ).map { try $0["trace"] }
    return traces.contains { !Forgotten.isDigest($0) }
  }

  /// Each table of the room that holds words about a household, without them.
  private static func statements(of id: HouseholdID) -> [SQL] {
    let requests: SQL = "SELECT requests.id FROM requests WHERE requests.household = \(id)"
    let contracts: SQL = "SELECT contracts.id FROM contracts WHERE contracts.household = \(id)"
    let decisions: SQL = "SELECT decisions.id FROM decisions WHERE decisions.request IN (\(requests))"
    let contests: SQL = "SELECT contests.entry FROM contests WHERE contests.decision IN (\(decisions))"
    let followUps: SQL = "SELECT follow_ups.id FROM follow_ups WHERE follow_ups.contract IN (\(contracts))"
    let incidents: SQL = "SELECT incidents.id FROM incidents WHERE incidents.contract IN (\(contracts))"
    return [
      """
      UPDATE household_profiles SET contact_name = NULL, sought_name = NULL, phone = NULL, email = NULL
      WHERE household = \(id)
      """,
      "UPDATE requests SET uses = \(Forgotten.dash), times = NULL WHERE household = \(id)",
      "DELETE FROM request_needs WHERE request IN (\(requests))",
      "DELETE FROM request_missing WHERE request IN (\(requests))",
      "UPDATE overrides SET reason = \(Forgotten.dash) WHERE decision IN (\(decisions))",
      "UPDATE contests SET reason = \(Forgotten.dash) WHERE decision IN (\(decisions))",
      "UPDATE confirmations SET reason = \(Forgotten.dash) WHERE contest IN (\(contests))",
      """
      UPDATE contract_signatures SET witness = NULL,
        representative = CASE WHEN representative IS NULL THEN NULL ELSE \(Forgotten.dash) END
      WHERE contract IN (\(contracts))
      """,
      "UPDATE contract_reasons SET reason = \(Forgotten.dash) WHERE contract IN (\(contracts))",
      "UPDATE lent_sims SET number = NULL WHERE household = \(id)",
      "DELETE FROM joint_borrowers WHERE contract IN (\(contracts))",
      "UPDATE handovers SET collector = NULL WHERE contract IN (\(contracts))",
      "UPDATE exemptions SET reason = \(Forgotten.dash) WHERE contract IN (\(contracts))",
      "UPDATE incidents SET remark = NULL WHERE contract IN (\(contracts))",
      "UPDATE incident_complaints SET reference = \(Forgotten.dash) WHERE incident IN (\(incidents))",
      "UPDATE incident_ends SET remark = NULL WHERE incident IN (\(incidents))",
      "UPDATE take_backs SET remark = NULL WHERE contract IN (\(contracts))",
      "UPDATE follow_up_outcomes SET note = NULL WHERE follow_up IN (\(followUps))",
    ]
  }

  /// Of what decisions rested on, only the hash stays.
  private static func eraseFacts(of id: HouseholdID, in change: Change) throws {
    try change.run("DELETE FROM household_facts WHERE household = \(id)")
    let rows = try change.all(
      """
      SELECT decisions.id, decisions.trace FROM decisions JOIN requests ON requests.id = decisions.request
      WHERE requests.household = \(id) ORDER BY decisions.id
      """)
    for row in rows {
      let (decision, trace): (DecisionID, String) = (try row["id"], try row["trace"])
      // Forgotten before the rest of the file, it is its hash already.
      if Forgotten.isDigest(trace) { continue }
      try change.run(
        """
        UPDATE decisions SET trace = \(Forgotten.digest(of: trace)), explanation_fr = \(Forgotten.dash),
          explanation_en = \(Forgotten.dash) WHERE id = \(decision)
        """)
    }
  }
}
