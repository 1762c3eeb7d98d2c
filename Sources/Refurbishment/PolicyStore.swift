public import Kernel
public import Storage
import Synchronization

/// The policies the workshop put in force, kept as they were read; the last one holds, and the shipped one before any.
public enum PolicyStore {
  /// Puts a policy in force.
  public static func adopt(_ policy: WorkshopPolicy, in change: Change) throws {
    try change.run(
      """
      INSERT INTO workshop_policies (entry, id, version, digest, body)
      VALUES (\(change.entry), \(policy.id), \(policy.version), \(Digest.sha256(policy.body.utf8)), \(policy.body))
      """)
  }

  /// The policy in force.
  ///
  /// - Parameter moment: leaves aside what was put in force after that act, so that an old verdict can be computed again.
  public static func inForce(
    asOf moment: EntryID = EntryID(rawValue: .max), in reader: Reader
  ) throws -> WorkshopPolicy {
    let row = try reader.first(
      """
      SELECT id, version, body FROM workshop_policies WHERE entry <= \(moment) ORDER BY entry DESC LIMIT 1
      """)
    guard let row else { return try WorkshopPolicy.shipped() }
    let (id, version, body): (String, String, String) = (try row["id"], try row["version"], try row["body"])
    if let known = known.withLock({ $0[body] }) { return known }
    let policy = try WorkshopPolicy(reading: Array(body.utf8), file: "\(id) \(version)")
    known.withLock { policies in
      if policies.count >= 20 { policies = [:] }
      policies[body] = policy
    }
    return policy
  }

  private static let known = Mutex<[String: WorkshopPolicy]>([:])
}
