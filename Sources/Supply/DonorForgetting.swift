public import Kernel
public import Storage

/// People who gave in their own name: at their term names and addresses go, and what was given stays.
public enum DonorForgetting {
  /// The people who gave and are still named, with the day of the last act about them or their gifts; or one of them.
  public static func kept(
    _ only: DonorID? = nil, without actions: [some RawRepresentable<String>], in reader: Reader
  ) throws -> [(donor: DonorID, last: Day)] {
    let one: SQL = if let only { "AND g.id = \(only)" } else { "" }
    return try reader.all(
      """
      SELECT g.id, coalesce((SELECT max(acts.day) FROM acts WHERE acts.annulled = 0
          AND acts.action NOT IN (\(list: actions.map(\.rawValue))) AND acts.subject IN (SELECT 'donor:' || g.id
            UNION ALL SELECT 'donation:' || donations.id FROM donations WHERE donations.donor = g.id)),
        (SELECT journal.day FROM journal WHERE journal.sequence = g.entry)) AS last
      FROM gisements AS g WHERE g.kind = \(Donor.Kind.individual) \(one)
        AND EXISTS (SELECT 1 FROM individuals WHERE individuals.donor = g.id AND individuals.name <> \(Forgotten.dash))
      ORDER BY g.id
      """
    ).map { (try $0["id"], try $0["last"]) }
  }

  /// Forgets who a donor was and where gifts were fetched.
  public static func forget(_ donor: DonorID, in change: Change) throws {
    try Forgotten.begin(with: [.donor(donor)], in: change)
    try change.run(
      "UPDATE individuals SET name = \(Forgotten.dash), phone = NULL, email = NULL WHERE donor = \(donor)")
    try change.run(
      """
      UPDATE appointments SET address = \(Forgotten.dash) WHERE address IS NOT NULL
        AND donation IN (SELECT donations.id FROM donations WHERE donations.donor = \(donor))
      """)
  }
}
