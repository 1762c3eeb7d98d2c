public import Kernel
public import Storage

/// Keeps the plans that were put in force, each with its text; the latest of a programme holds from its day on.
public enum FollowUpPlanStore {
  /// Puts a plan in force.
  ///
  /// - Throws: ``FollowUpFailure/planVersionTaken(_:_:)`` when the version is known with another text.
  public static func adopt(_ plan: FollowUpPlan, text: [UInt8], in change: Change) throws {
    let digest = Digest.sha256(text)
    let known = try change.first(
      "SELECT digest FROM follow_up_plans WHERE id = \(plan.id) AND version = \(plan.version)")
    if let known: Digest = try known?["digest"], known != digest {
      throw FollowUpFailure.planVersionTaken(plan.id, plan.version)
    }
    try change.run(
      """
      INSERT INTO follow_up_plans (entry, id, version, programme, digest, body)
      VALUES (\(change.entry), \(plan.id), \(plan.version), \(plan.programme), \(digest),
        \(String(decoding: text, as: UTF8.self)))
      """)
  }

  /// The plan in force on a day for the loans of a programme: its own, else the one of all others, else the shipped one.
  public static func inForce(for programme: String?, on day: Day, in reader: Reader) throws -> FollowUpPlan {
    let row = try reader.first(
      """
      SELECT p.body FROM follow_up_plans AS p JOIN acts ON acts.entry = p.entry
      WHERE acts.annulled = 0 AND acts.day <= \(day) AND coalesce(p.programme, \(programme ?? "")) = \(programme ?? "")
      ORDER BY p.programme IS NULL, p.entry DESC LIMIT 1
      """)
    guard let row else { return try FollowUpPlan.shipped() }
    let body: String = try row["body"]
    return try FollowUpPlan(Array(body.utf8), file: "follow_up_plans")
  }

  /// The plans put in force, oldest first.
  public static func all(in reader: Reader) throws -> [(entry: EntryID, day: Day, plan: FollowUpPlan)] {
    try reader.all(
      """
      SELECT p.entry, p.body, acts.day FROM follow_up_plans AS p JOIN acts ON acts.entry = p.entry
      WHERE acts.annulled = 0 ORDER BY p.entry
      """
    ).map { row in
      let body: String = try row["body"]
      return (try row["entry"], try row["day"], try FollowUpPlan(Array(body.utf8), file: "follow_up_plans"))
    }
  }
}
