public import Kernel
public import Storage

extension HouseholdFactStore {
  /// Goes through what was known of many households by the end of a day, household by household in their order: hundreds of
  /// thousands of facts, none of them kept.
  ///
  /// - Parameters:
  ///   - households: a query of one column, the households.
  ///   - body: given each household of which something is known, with the latest fact of each key in no order; without who
  ///     checked it and where it comes from.
  public static func each(
    of households: SQL, on day: Day, in reader: Reader, _ body: (HouseholdID, [String: HouseholdFact]) throws -> Void
  ) throws {
    var words = Words()
    var household = Int.min
    var facts: [String: HouseholdFact] = [:]
    func give() throws {
      if household != .min { try body(HouseholdID(rawValue: Int64(household)), facts) }
      facts.removeAll(keepingCapacity: true)
    }
    try reader.each(
      """
      SELECT f.household, f.key, f.form, f.number, f.words, f.kind, f.evidence, f.evidence_day
      FROM household_facts AS f JOIN acts ON acts.entry = f.entry
      WHERE f.household IN (\(households)) AND acts.annulled = 0 AND acts.day <= \(day)
      ORDER BY f.household, f.key, f.entry
      """
    ) { row in
      let next = row.number(0)
      if next != household {
        try give()
        household = next
      }
      let key = row.bytes(1) { words.word($0) }
      let value: HouseholdFact.Value
      switch row.bytes(2, { words.word($0) }) {
      case Form.number.rawValue: value = .number(row.number(3))
      case Form.truth.rawValue: value = .truth(row.number(3) == 1)
      case Form.text.rawValue: value = .text(row.text(4))
      case Form.day.rawValue: value = .day(try Day(row.text(4)))
      default: value = .absent
      }
      let written = try row.bytes(7) { bytes in try Day(written: bytes) ?? Day(String(decoding: bytes, as: UTF8.self)) }
      // A later fact of the same key takes the place of the one before.
      facts[key] = HouseholdFact(
        stored: key, value: value, kind: row.isNull(5) ? nil : row.bytes(5) { words.word($0) },
        evidence: HouseholdFact.Evidence(kind: row.bytes(6) { words.word($0) }, day: written, checkedBy: nil))
    }
    try give()
  }

  /// The few words that stand in all rows, each made once.
  private struct Words {
    private var known: [String] = []

    mutating func word(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
      for word in known where word.utf8.count == bytes.count && word.utf8.elementsEqual(bytes) { return word }
      let word = String(decoding: bytes, as: UTF8.self)
      if known.count < 64 { known.append(word) }
      return word
    }
  }

  /// What had been told of many households by the end of a day: the latest fact of each key.
  public static func known(
    of households: some Collection<HouseholdID>, on day: Day, in reader: Reader
  ) throws -> [HouseholdID: [HouseholdFact]] {
    let rows = try reader.all(
      """
      SELECT f.household, f.key, f.form, f.number, f.words, f.kind, f.evidence, f.evidence_day, f.checked_by,
        f.provider, f.month, f.calculated
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

extension Day {
  /// A day as columns keep it, `2026-09-15`, read from its bytes; nothing when it is not written so.
  fileprivate init?(written bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count == 10 else { return nil }
    func number(_ places: Range<Int>) -> Int { bytes[places].reduce(0) { $0 * 10 + Int($1) - 0x30 } }
    self.init(year: number(0..<4), month: number(5..<7), day: number(8..<10))
  }
}
