public import Kernel
public import Storage

extension HouseholdFactStore {
  /// What had been told of many households by the end of a day: the latest fact of each key.
  public static func known(
    of households: some Collection<HouseholdID>, on day: Day, in reader: Reader
  ) throws -> [HouseholdID: [HouseholdFact]] {
    let rows = try reader.all(
      """
      SELECT f.household, f.key, f.form, f.number, f.words, f.kind, f.evidence, f.evidence_day, f.checked_by
      FROM household_facts AS f JOIN acts ON acts.entry = f.entry
      WHERE f.household IN (\(list: households)) AND acts.annulled = 0 AND acts.day <= \(day)
      ORDER BY f.household, f.key, f.entry
      """)
    var known: [HouseholdID: [HouseholdFact]] = [:]
    for row in rows {
      let (household, fact): (HouseholdID, HouseholdFact) = (try row["household"], try fact(row))
      // A later fact of the same key takes the place of the one before.
      if known[household]?.last?.key == fact.key { known[household]?.removeLast() }
      known[household, default: []].append(fact)
    }
    return known
  }
}
