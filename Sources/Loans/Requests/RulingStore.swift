public import Kernel
public import Storage

/// Keeps what people decided otherwise than rules proposed, and what households contest; the person of the act signs.
public enum RulingStore {
  /// Records that a person decides otherwise; it does not move the request by itself.
  ///
  /// - Throws: ``LoansFailure/emptyReason``, ``LoansFailure/saysTheSame(_:_:)`` when that is the answer already, and
  ///   ``LoansFailure/outOfOrder(_:after:)`` when it is dated before the decision.
  public static func override(
    _ decision: Decision, to outcome: Decision.Outcome, because reason: String, in change: Change
  ) throws -> Decision {
    guard let reason = reason.trimmed else { throw LoansFailure.emptyReason }
    guard decision.outcome != outcome else { throw LoansFailure.saysTheSame(decision.request, outcome) }
    try change.mustNotPrecede(try DecisionStore.entry(of: decision.id, in: change))
    try change.run(
      """
      INSERT INTO overrides (entry, decision, outcome, reason)
      VALUES (\(change.entry), \(decision.id), \(outcome), \(reason))
      """)
    return Decision(
      id: decision.id, request: decision.request, finding: decision.finding,
      override: Decision.Override(entry: change.entry, outcome: outcome, reason: reason))
  }

  /// Records that a household contests a decision; it does not move the request by itself.
  ///
  /// - Throws: ``LoansFailure/emptyReason``, ``LoansFailure/outOfOrder(_:after:)``.
  public static func contest(_ decision: Decision, because reason: String, in change: Change) throws -> Contest {
    guard let reason = reason.trimmed else { throw LoansFailure.emptyReason }
    try change.mustNotPrecede(try DecisionStore.entry(of: decision.id, in: change))
    let answerBy = Contest.answerBy(contestedOn: change.act.day)
    try change.run(
      """
      INSERT INTO contests (entry, decision, reason, answer_by)
      VALUES (\(change.entry), \(decision.id), \(reason), \(answerBy))
      """)
    return Contest(
      entry: change.entry, decision: decision.id, reason: reason, answerBy: answerBy, confirmation: nil)
  }

  /// Records that a contested decision is confirmed; it does not move the request by itself.
  ///
  /// - Throws: ``LoansFailure/emptyReason``.
  public static func confirm(_ contest: Contest, because reason: String, in change: Change) throws {
    guard let reason = reason.trimmed else { throw LoansFailure.emptyReason }
    try change.run(
      """
      INSERT INTO confirmations (entry, contest, reason) VALUES (\(change.entry), \(contest.entry), \(reason))
      """)
  }

  /// The contestations of a request that stand, oldest first.
  public static func contests(of request: RequestID, in reader: Reader) throws -> [Contest] {
    try reader.all(
      """
      SELECT x.entry, x.decision, x.reason, x.answer_by, c.entry AS confirmed, c.reason AS why
      FROM contests AS x JOIN decisions AS d ON d.id = x.decision
      LEFT JOIN confirmations AS c ON c.contest = x.entry AND \(SQL.stands("c.entry"))
      WHERE d.request = \(request) AND \(SQL.stands("x.entry")) ORDER BY x.entry
      """
    ).map { row in
      let (entry, why): (EntryID?, String?) = (try row["confirmed"], try row["why"])
      var confirmation: Contest.Confirmation?
      if let entry, let why { confirmation = Contest.Confirmation(entry: entry, reason: why) }
      return Contest(
        entry: try row["entry"], decision: try row["decision"], reason: try row["reason"],
        answerBy: try row["answer_by"], confirmation: confirmation)
    }
  }
}
