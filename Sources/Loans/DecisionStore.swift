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
      INSERT INTO decisions (request, programme, version, digest, as_of, outcome, modest, trace,
        explanation_fr, explanation_en, entry)
      VALUES (\(request.id), \(finding.programme), \(finding.version), \(finding.digest), \(finding.asOf),
        \(finding.outcome), \(finding.modest), \(finding.trace), \(finding.explanation.fr),
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
        "SELECT d.* FROM decisions AS d WHERE d.id = \(id) AND \(SQL.stands("d.entry"))")
    else { throw LoansFailure.noDecision(id) }
    return try decision(row)
  }

  /// The decisions on a request that stand, oldest first.
  public static func all(on request: RequestID, in reader: Reader) throws -> [Decision] {
    try reader.all(
      """
      SELECT d.* FROM decisions AS d WHERE d.request = \(request) AND \(SQL.stands("d.entry"))
      ORDER BY d.entry, d.id
      """
    ).map(decision)
  }

  /// Every decision ever made, annulled ones too, oldest first.
  public static func all(in reader: Reader) throws -> [Decision] {
    try reader.all("SELECT d.* FROM decisions AS d ORDER BY d.id").map(decision)
  }

  private static func decision(_ row: Row) throws -> Decision {
    Decision(
      id: try row["id"], request: try row["request"],
      finding: try Decision.Finding(
        programme: try row["programme"], version: try row["version"], digest: try row["digest"],
        asOf: try row["as_of"], outcome: try row["outcome"], modest: try row["modest"],
        trace: try row["trace"],
        explanation: Text(fr: try row["explanation_fr"], en: try row["explanation_en"])))
  }
}
