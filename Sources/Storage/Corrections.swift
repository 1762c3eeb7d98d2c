public import Kernel

/// How one entry of the journal sets another right; nothing is ever edited away.
public enum Correction: Sendable, Equatable {
  /// The act happened on another day.
  case day(Day)
  /// The act never happened, or should not have.
  case annulment
  /// A fact of the act was wrong; the room that owns the fact keeps the right one.
  case fact
}

/// The corrections of acts; the `acts` view shows each act as it stands after them.
public enum Corrections {
  /// Records that the entry of this change sets another one right.
  ///
  /// - Parameter reason: why, in the user's words; it stays out of the journal itself.
  public static func record(
    _ correction: Correction, of corrected: EntryID, because reason: String, in change: Change
  ) throws(StorageFailure) {
    let (day, annuls): (Day?, Bool) =
      switch correction {
      case .day(let day): (day, false)
      case .annulment: (nil, true)
      case .fact: (nil, false)
      }
    try change.run(
      """
      INSERT INTO corrections (entry, corrected, day, annuls, reason)
      VALUES (\(change.entry), \(corrected), \(day), \(annuls), \(reason))
      """)
  }

  /// The day an act happened, after corrections, and whether it was annulled; nothing when there is no such entry.
  public static func standing(
    of entry: EntryID, in reader: Reader
  ) throws(StorageFailure) -> (day: Day, annulled: Bool)? {
    guard let row = try reader.first("SELECT day, annulled FROM acts WHERE entry = \(entry)") else {
      return nil
    }
    return (try row["day"], try row["annulled"])
  }

  /// The entries whose acts do not stand at the end of a day: annulled, or of a later day.
  ///
  /// For queries over very many rows: these few are looked for once, and not at each row.
  public static func fallen(by day: Day, in reader: Reader) throws -> EntrySet {
    var fallen = EntrySet()
    try reader.each(
      """
      SELECT journal.sequence FROM journal
      WHERE journal.day > \(day) AND journal.sequence NOT IN (SELECT corrections.corrected FROM corrections)
      """
    ) { fallen.insert($0.number(0)) }
    try reader.each(
      """
      SELECT acts.entry FROM acts WHERE acts.entry IN (SELECT corrections.corrected FROM corrections)
        AND (acts.annulled = 1 OR acts.day > \(day))
      """
    ) { fallen.insert($0.number(0)) }
    return fallen
  }
}

/// Entries of the journal: a bit for each number up to the highest.
public struct EntrySet: Sendable {
  private var bits: [UInt64] = []

  mutating func insert(_ entry: Int) {
    let word = entry / 64
    if word >= bits.count { bits += repeatElement(0, count: word + 1 - bits.count) }
    bits[word] |= 1 << UInt64(entry % 64)
  }

  /// Whether an entry of that number is among them.
  public func contains(_ entry: Int) -> Bool {
    let word = entry / 64
    return word < bits.count && bits[word] & 1 << UInt64(entry % 64) != 0
  }
}

extension Schema {
  /// Whether a correcting act has annulled the act of an entry, for guards: they read the corrections, since the journal's own
  /// row is written last.
  public static func annulled(_ entry: String) -> String {
    "EXISTS (SELECT 1 FROM corrections WHERE corrections.corrected = \(entry) AND corrections.annuls = 1)"
  }

  /// Whether the act of an entry stands: nothing has annulled it.
  public static func stands(_ entry: String) -> String { "NOT \(annulled(entry))" }
}

extension SQL {
  /// Whether the act of an entry stands: nothing has annulled it.
  public static func stands(_ entry: SQL) -> SQL {
    "NOT EXISTS (SELECT 1 FROM corrections WHERE corrections.corrected = \(entry) AND corrections.annuls = 1)"
  }
}
