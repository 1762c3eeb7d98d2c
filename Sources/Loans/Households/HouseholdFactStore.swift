public import Kernel
public import Storage

/// Keeps what is told of households: a fact is never changed. Which proof of a fact counts is told by the programme that asks
/// for it, by the day of the document and not by the order of telling.
public enum HouseholdFactStore {
  /// Records a fact.
  ///
  /// - Parameter corrected: the act whose fact this one takes the place of.
  /// - Throws: ``LoansFailure/noHousehold(_:)``, ``LoansFailure/documentToCome(_:seen:)`` when the evidence bears a day after
  ///   that of the act, ``LoansFailure/monthToCome(_:dated:)`` when the amount is of a month after the evidence, and
  ///   ``LoansFailure/monthKnown(_:month:dated:by:)`` for a second value of one month from no later a document.
  public static func save(
    _ fact: HouseholdFact, of household: HouseholdID, correcting corrected: EntryID? = nil, in change: Change
  ) throws {
    _ = try HouseholdStore.existing(household, in: change)
    guard fact.evidence.day <= change.act.day else {
      throw LoansFailure.documentToCome(fact.evidence.day, seen: change.act.day)
    }
    let latest = String(fact.evidence.day.description.prefix(7))
    for month in [fact.origin?.month, fact.origin?.calculated].compactMap(\.self) where month > latest {
      throw LoansFailure.monthToCome(month, dated: fact.evidence.day)
    }
    try requireOneValue(of: fact, of: household, correcting: corrected, in: change)
    let (form, number, words) = fact.value.columns
    try change.run(
      """
      INSERT INTO household_facts
        (household, key, form, number, words, kind, evidence, evidence_day, checked_by,
        provider, month, calculated, entry)
      VALUES (\(household), \(fact.key), \(form), \(number), \(words), \(fact.kind), \(fact.evidence.kind),
        \(fact.evidence.day), \(fact.evidence.checkedBy), \(fact.origin?.provider), \(fact.origin?.month),
        \(fact.origin?.calculated), \(change.entry))
      """)
  }

  /// One month has one value: another one takes its place only by a more recent document.
  private static func requireOneValue(
    of fact: HouseholdFact, of household: HouseholdID, correcting corrected: EntryID?, in reader: Reader
  ) throws {
    guard let month = fact.origin?.month else { return }
    let row = try reader.first(
      """
      SELECT f.entry, f.key, f.form, f.number, f.words, f.kind, f.evidence, f.evidence_day, f.checked_by,
        f.provider, f.month, f.calculated
      FROM household_facts AS f
      WHERE f.household = \(household) AND f.key = \(fact.key) AND f.month = \(month) AND \(SQL.stands("f.entry"))
      ORDER BY f.entry DESC LIMIT 1
      """)
    guard let row else { return }
    let known = try Self.fact(row)
    let entry: EntryID = try row["entry"]
    guard known.value == fact.value || known.evidence.day < fact.evidence.day || entry == corrected else {
      throw LoansFailure.monthKnown(fact.key, month: month, dated: known.evidence.day, by: entry)
    }
  }

  /// What is known of a household: of each key the fact of the newest proof, in the order of keys.
  public static func known(of household: HouseholdID, in reader: Reader) throws -> [HouseholdFact] {
    try told(of: household, in: reader).reduce(into: []) { known, fact in
      guard let last = known.last, last.key == fact.key else { return known.append(fact) }
      if fact.isAsNew(as: last) { known[known.count - 1] = fact }
    }
  }

  /// All that was told of a household and stands, in the order of keys, each key in the order of telling.
  ///
  /// - Parameter day: only what had been told by the end of that day; all that is known now unless said.
  public static func told(
    of household: HouseholdID, on day: Day? = nil, in reader: Reader
  ) throws -> [HouseholdFact] {
    let told: SQL =
      if let day { "AND (SELECT acts.day FROM acts WHERE acts.entry = f.entry) <= \(day)" } else { "" }
    return try reader.all(
      """
      SELECT f.key, f.form, f.number, f.words, f.kind, f.evidence, f.evidence_day, f.checked_by,
        f.provider, f.month, f.calculated
      FROM household_facts AS f
      WHERE f.household = \(household) AND \(SQL.stands("f.entry")) \(told) ORDER BY f.key, f.entry
      """
    ).map(fact)
  }

  /// The facts that an act recorded, and of which household.
  public static func recorded(
    by entry: EntryID, in reader: Reader
  ) throws -> [(household: HouseholdID, fact: HouseholdFact)] {
    try reader.all(
      """
      SELECT f.household, f.key, f.form, f.number, f.words, f.kind, f.evidence, f.evidence_day, f.checked_by,
        f.provider, f.month, f.calculated
      FROM household_facts AS f WHERE f.entry = \(entry) ORDER BY f.key
      """
    ).map { row in (try row["household"], try fact(row)) }
  }

  static func fact(_ row: Row) throws -> HouseholdFact {
    let form: Form = try row["form"]
    let value: HouseholdFact.Value =
      switch form {
      case .number: .number(try row["number"])
      case .truth: .truth(try row["number"])
      case .text: .text(try row["words"])
      case .day: .day(try row["words"])
      case .absent: .absent
      }
    return try HouseholdFact(
      key: try row["key"], value: value, kind: try row["kind"],
      evidence: HouseholdFact.Evidence(
        kind: try row["evidence"], day: try row["evidence_day"], checkedBy: try row["checked_by"]),
      origin: HouseholdFact.Origin(
        provider: try row["provider"], month: try row["month"], calculated: try row["calculated"]))
  }

  enum Form: String, SQLConvertible {
    case number, truth, text, day, absent
  }
}

extension HouseholdFact.Value {
  fileprivate var columns: (form: HouseholdFactStore.Form, number: Int?, words: String?) {
    switch self {
    case .number(let number): (.number, number, nil)
    case .truth(let truth): (.truth, truth ? 1 : 0, nil)
    case .text(let text): (.text, nil, text)
    case .day(let day): (.day, nil, day.description)
    case .absent: (.absent, nil, nil)
    }
  }
}
