/// Named pieces of schema that every room uses.
///
/// Each is written for SQLite; another database will have its own under the same names.
public enum Schema {
  /// Three triggers that make a table append-only: no DELETE, no UPDATE, no INSERT over an existing key.
  ///
  /// The third is needed because `INSERT OR REPLACE` deletes without running DELETE triggers, and it does so for every unique
  /// key of the table: all of them are to be named. A unique index with a condition is made by ``unique(_:on:columns:when:)``.
  /// - Parameters:
  ///   - table: the table's name.
  ///   - key: the columns of its primary key.
  ///   - unique: the columns of each other unique key.
  ///   - forgetting: what a row loses, by the one act that forgets a person; nothing ever, unless given.
  ///   - act: the number of the act that a row is of, over `NEW`, where rows are of acts: one comes only while its act is
  ///     being recorded. What an act did is settled once its entry is written, and no row is slipped under it later.
  public static func appendOnly(
    _ table: String, key: [String], unique: [[String]] = [], forgetting: Forgetting? = nil, act: String? = nil
  ) -> String {
    """
    \(keepsRows(of: table, forgetting: forgetting))
    \(keepsValues(of: table, forgetting: forgetting))
    \(keepsKeys(of: table, [key] + unique, act: act))
    """
  }

  /// A trigger that refuses an INSERT over a row that has one of its keys already, whatever the statement says to do then.
  public static func keepsKeys(of table: String, _ keys: [[String]]) -> String {
    keepsKeys(of: table, keys, act: nil)
  }

  /// One trigger for both refusals: each trigger costs every start of the program the time to read it.
  private static func keepsKeys(of table: String, _ keys: [[String]], act: String?) -> String {
    let taken = keys.map { "EXISTS (SELECT 1 FROM \(table) WHERE \(isNew($0)))" }.joined(separator: "\n  OR ")
    var refusals = [(taken, "rows are never replaced")]
    if let act { refusals.append((isNoOpenAct(act), "rows come with the act they are of")) }
    let says = refusals.map { "SELECT RAISE(ABORT, '\(table): \($1)') WHERE \($0);" }.joined(separator: "\n")
    return """
      CREATE TRIGGER \(table)_keeps_keys BEFORE INSERT ON \(table)
      BEGIN
      \(says)
      END;

      """
  }

  /// Whether an act is not the one being recorded, whose number is taken and whose entry is not written.
  private static func isNoOpenAct(_ entry: String) -> String {
    """
    \(entry) <= (SELECT max(sequence) FROM journal)
      OR NOT EXISTS (SELECT 1 FROM entries WHERE sequence = \(entry))
    """
  }

  /// A unique index of an append-only table that counts only some rows, with the trigger that keeps `INSERT OR REPLACE` from
  /// deleting the row that was there.
  ///
  /// - Parameters:
  ///   - name: the index's name.
  ///   - columns: what no two rows may share.
  ///   - condition: which rows count, over `NEW`.
  public static func unique(
    _ name: String, on table: String, columns: [String], when condition: String
  ) -> String {
    let ofRow = condition.split(separator: "NEW.", omittingEmptySubsequences: false).joined()
    return """
      CREATE UNIQUE INDEX \(name) ON \(table) (\(columns.joined(separator: ", "))) WHERE \(ofRow);
      CREATE TRIGGER \(name)_keeps_rows BEFORE INSERT ON \(table)
      WHEN (\(condition)) AND EXISTS (SELECT 1 FROM \(table) WHERE (\(ofRow)) AND \(isNew(columns)))
      BEGIN SELECT RAISE(ABORT, '\(table): rows are never replaced'); END;

      """
  }

  /// Triggers that refuse every row for which a condition holds.
  ///
  /// - Parameters:
  ///   - name: the guard's name, in the words of its room.
  ///   - table: the table it stands before.
  ///   - rowsChange: whether its rows are changed by UPDATE; an append-only table refuses that already, and each trigger costs
  ///     every start of the program the time to read it.
  ///   - condition: what must never be, over `NEW`; a condition that is NULL refuses nothing.
  ///   - message: what the guard says; it reaches the user inside a sentence.
  public static func refuse(
    _ name: String, on table: String, rowsChange: Bool = false, when condition: String, message: String
  ) -> String {
    (rowsChange ? ["INSERT", "UPDATE"] : ["INSERT"]).map { event in
      """
      CREATE TRIGGER \(name)_on_\(event.lowercased()) BEFORE \(event) ON \(table) WHEN \(condition)
      BEGIN SELECT RAISE(ABORT, \(literal(message))); END;

      """
    }.joined()
  }

  /// Triggers that keep a column of states to a table of transitions: a new row is in a first state, and a row leaves a state
  /// only for one that is allowed after it.
  ///
  /// A row could still be replaced by a new one: ``keepsKeys(of:_:)`` refuses that.
  /// - Parameters:
  ///   - column: the column of states, as words.
  ///   - table: its table.
  ///   - first: the states a row can begin in.
  ///   - allowed: whether a state may follow another; the same switch the room's own transitions are made with. Staying in a
  ///     state is always allowed.
  ///   - message: what the guard says.
  public static func states<State: RawRepresentable<String> & CaseIterable & Equatable>(
    _ column: String, of table: String, first: [State], message: String,
    allowed: (_ from: State, _ to: State) -> Bool
  ) -> String {
    let steps = State.allCases.map { from in
      let next = State.allCases.filter { $0 == from || allowed(from, $0) }
      return "(OLD.\(column) = \(literal(from.rawValue)) AND \(isOne("NEW.\(column)", of: next)))"
    }
    return """
      CREATE TRIGGER \(table)_begin_\(column) BEFORE INSERT ON \(table)
      WHEN \(isOne("NEW.\(column)", of: first)) IS NOT TRUE
      BEGIN SELECT RAISE(ABORT, \(literal(message))); END;
      CREATE TRIGGER \(table)_follow_\(column) BEFORE UPDATE ON \(table)
      WHEN (\(steps.joined(separator: "\n  OR "))) IS NOT TRUE
      BEGIN SELECT RAISE(ABORT, \(literal(message))); END;

      """
  }

  /// A condition that a column, or `NEW`'s, is one of a closed list.
  ///
  /// Comparisons, not `IN`: for a list of more than two, SQLite builds a table in memory at each row it writes.
  public static func isOne(_ column: String, of list: [some RawRepresentable<String>]) -> String {
    "(" + list.map { "\(column) = \(literal($0.rawValue))" }.joined(separator: " OR ") + ")"
  }

  /// The words of a closed list, for `IN (…)`.
  public static func words(_ list: [some RawRepresentable<String>]) -> String {
    list.map { literal($0.rawValue) }.joined(separator: ", ")
  }

  /// A column that says in which entry of the journal the row came to be; its number is taken when the act begins.
  public static let entryColumn = "entry INTEGER NOT NULL REFERENCES entries (sequence)"

  /// An index that finds the rows of an entry, for a table whose key does not begin with it.
  public static func byEntry(_ table: String) -> String { "CREATE INDEX \(table)_by_entry ON \(table) (entry);\n" }

  /// A check that a TEXT column holds a day of the calendar, written `YYYY-MM-DD`.
  public static func isDay(_ column: String) -> String {
    // Without a modifier, date() gives back 30 February as it came.
    "(\(column) GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(\(column), '+0 days') IS \(column))"
  }

  private static func isNew(_ columns: [String]) -> String {
    columns.map { "\($0) = NEW.\($0)" }.joined(separator: " AND ")
  }

  /// A text between single quotes; an apostrophe already doubled stays one apostrophe.
  private static func literal(_ text: String) -> String {
    let single = text.split(separator: "''", omittingEmptySubsequences: false).joined(separator: "'")
    return "'" + single.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}
