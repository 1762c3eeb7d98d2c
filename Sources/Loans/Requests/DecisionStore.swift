public import Kernel
public import Storage

/// Keeps decisions; the person of the act is the one who decided.
public enum DecisionStore {
  /// Records a decision on a request; it does not move the request by itself.
  ///
  /// - Throws: ``LoansFailure/noRequest(_:)``, and ``LoansFailure/outOfOrder(_:after:)`` when it is dated before the request.
  public static func save(
    _ finding: Decision.Finding, on request: RequestID, in change: Change
  ) throws -> Decision {
    let request = try RequestStore.existing(request, in: change)
    try change.mustNotPrecede(try RequestStore.entry(of: request.id, in: change))
    let id: DecisionID = try change.insert(
      """
      INSERT INTO decisions (request, programme, version, digest, as_of, outcome, modest, points, trace,
        explanation_fr, explanation_en, entry)
      VALUES (\(request.id), \(finding.programme), \(finding.version), \(finding.digest), \(finding.asOf),
        \(finding.outcome), \(finding.modest), \(finding.points), \(finding.trace), \(finding.explanation.fr),
        \(finding.explanation.en), \(change.entry))
      """)
    return Decision(id: id, request: request.id, finding: finding)
  }

  /// A decision that stands.
  ///
  /// - Throws: ``LoansFailure/noDecision(_:)``.
  public static func existing(_ id: DecisionID, in reader: Reader) throws -> Decision {
    guard
      let row = try reader.first(
        "\(columns) WHERE d.id = \(id) AND \(SQL.stands("d.entry"))")
    else { throw LoansFailure.noDecision(id) }
    return try decision(row)
  }

  /// The decisions on a request that stand, oldest first.
  public static func all(on request: RequestID, in reader: Reader) throws -> [Decision] {
    try reader.all(
      """
      \(columns) WHERE d.request = \(request) AND \(SQL.stands("d.entry"))
      ORDER BY d.entry, d.id
      """
    ).map(decision)
  }

  /// Every decision ever made, annulled ones too, oldest first.
  public static func all(in reader: Reader) throws -> [Decision] {
    try reader.all("\(columns) ORDER BY d.id").map(decision)
  }

  /// The latest decision on a request that stands, or nothing.
  public static func latest(on request: RequestID, in reader: Reader) throws -> Decision? {
    try all(on: request, in: reader).last
  }

  /// The act by which a decision was made.
  ///
  /// - Throws: ``LoansFailure/noDecision(_:)``.
  public static func entry(of id: DecisionID, in reader: Reader) throws -> EntryID {
    guard let row = try reader.first("SELECT entry FROM decisions WHERE id = \(id)") else {
      throw LoansFailure.noDecision(id)
    }
    return try row["entry"]
  }

  /// Each decision with the latest thing a person decided otherwise.
  private static let columns: SQL = """
    SELECT d.*, o.entry AS other_entry, o.outcome AS other_outcome, o.reason AS other_reason
    FROM decisions AS d LEFT JOIN overrides AS o ON o.entry = (
      SELECT max(p.entry) FROM overrides AS p WHERE p.decision = d.id AND \(SQL.stands("p.entry")))
    """

  private static func decision(_ row: Row) throws -> Decision {
    let (entry, outcome, reason): (EntryID?, Decision.Outcome?, String?) =
      (try row["other_entry"], try row["other_outcome"], try row["other_reason"])
    var override: Decision.Override?
    if let entry, let outcome, let reason {
      override = Decision.Override(entry: entry, outcome: outcome, reason: reason)
    }
    return Decision(
      id: try row["id"], request: try row["request"],
      finding: try Decision.Finding(
        programme: try row["programme"], version: try row["version"], digest: try row["digest"],
        asOf: try row["as_of"], outcome: try row["outcome"], modest: try row["modest"],
        points: try row["points"], trace: try row["trace"],
        explanation: Text(fr: try row["explanation_fr"], en: try row["explanation_en"])), override: override)
  }
}
