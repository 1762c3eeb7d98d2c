import Storage

/// A life kept as steps: a row that says where it stands, and the append-only steps that led there.
///
/// The row points to its latest step. It moves forward only to a new step that follows the one it stands on, and back only
/// from a step whose act was annulled; so that what stands, what happened and what was set right never disagree.
struct Lifecycle {
  /// One allowed move.
  struct Move: Equatable {
    let from: String
    let verb: String
    let to: String
  }

  /// The table of rows: `id`, `state`, `step`, `entry`, and the columns below.
  let table: String
  /// The table of steps: `entry`, the subject, `previous`, `verb`, `from_state`, `to_state`, and the carried columns.
  let steps: String
  /// The column of a step that names its row.
  let subject: String
  /// The states in which a row can begin.
  let first: [String]
  /// The state of a row whose own act was annulled.
  let void: String
  /// Every allowed move.
  let moves: [Move]
  /// The columns a row takes over from the step it stands on.
  let carried: [String]
  /// The columns of a row that never change.
  let fixed: [String]
  /// The columns of people's own words, which never change but go when the household is forgotten.
  var words: [String: Schema.Emptied] = [:]
  /// When a row is being written anew, over `OLD`, and which of its fixed columns change then, besides its words.
  var rewriting: (when: String, columns: [String])?

  /// The columns every table of rows has.
  var rowColumns: String {
    """
    state TEXT NOT NULL,
      step INTEGER REFERENCES \(steps) (entry),
      \(Schema.entryColumn)
    """
  }

  /// The columns every table of steps has.
  var stepColumns: String {
    """
    \(Schema.entryColumn) PRIMARY KEY,
      \(subject) INTEGER NOT NULL REFERENCES \(table) (id),
      previous INTEGER REFERENCES \(steps) (entry),
      verb TEXT NOT NULL,
      from_state TEXT NOT NULL,
      to_state TEXT NOT NULL
    """
  }

  /// The triggers that hold rows and steps together.
  var guards: String {
    let allowed = moves.map { "'\($0.from) \($0.verb) \($0.to)'" }.joined(separator: ", ")
    let empty = carried.map { " OR NEW.\($0) IS NOT NULL" }.joined()
    return Schema.appendOnly(steps, key: ["entry"])
      + Schema.refuse(
        "\(steps)_allowed", on: steps,
        when: "NEW.from_state || ' ' || NEW.verb || ' ' || NEW.to_state NOT IN (\(allowed))",
        message: "\(steps): ce pas n''est pas permis dans cet état")
      + Schema.refuse(
        "\(steps)_follow", on: steps,
        when: """
          NOT EXISTS (SELECT 1 FROM \(table) AS r WHERE r.id = NEW.\(subject) AND r.state = NEW.from_state
            AND r.step IS NOT DISTINCT FROM NEW.previous AND NOT \(Schema.annulled("coalesce(r.step, r.entry)")))
          """,
        message: "\(steps): ce pas ne suit pas le dernier qui vaut")
        + """
        CREATE TRIGGER \(table)_keeps_rows BEFORE DELETE ON \(table)
        BEGIN SELECT RAISE(ABORT, '\(table): rows are never deleted'); END;
        CREATE TRIGGER \(table)_keeps_keys BEFORE INSERT ON \(table)
        WHEN EXISTS (SELECT 1 FROM \(table) WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, '\(table): rows are never replaced'); END;
        CREATE TRIGGER \(table)_keeps_values BEFORE UPDATE OF \((["id", "entry"] + lasting).joined(separator: ", "))
          ON \(table)
        BEGIN SELECT RAISE(ABORT, '\(table): values never change'); END;
        \(keepsUnlessRewritten)
        CREATE TRIGGER \(table)_begins BEFORE INSERT ON \(table)
        WHEN NEW.state NOT IN (\(first.map { "'\($0)'" }.joined(separator: ", "))) OR NEW.step IS NOT NULL\(empty)
        BEGIN SELECT RAISE(ABORT, '\(table): une vie commence à son premier état'); END;
        CREATE TRIGGER \(table)_moves BEFORE UPDATE ON \(table)
        WHEN NOT (\(forward) OR \(back) OR \(voided)\(forgets)\(rewrites))
        BEGIN SELECT RAISE(ABORT, '\(table): l''état ne change que par un pas, ou par son annulation'); END;

        """ + (words.isEmpty ? "" : Schema.losesWords(of: table, words, with: file, unless: rewriting?.when))
  }

  private var forward: String {
    """
    EXISTS (SELECT 1 FROM \(steps) AS s WHERE s.entry = NEW.step AND s.\(subject) = NEW.id
        AND s.previous IS NOT DISTINCT FROM OLD.step AND s.from_state = OLD.state AND s.to_state = NEW.state
        AND NOT \(Schema.annulled("s.entry"))\(taken(from: "s")))
    """
  }

  private var back: String {
    """
    EXISTS (SELECT 1 FROM \(steps) AS s LEFT JOIN \(steps) AS p ON p.entry = s.previous
        WHERE s.entry = OLD.step AND \(Schema.annulled("s.entry"))
        AND s.previous IS NOT DISTINCT FROM NEW.step AND s.from_state = NEW.state\(taken(from: "p")))
    """
  }

  private var voided: String {
    let empty = carried.map { " AND NEW.\($0) IS NULL" }.joined()
    return """
      (OLD.step IS NULL AND NEW.step IS NULL AND NEW.state = '\(void)' AND \(Schema.annulled("OLD.entry"))\(empty))
      """
  }

  /// Whose words a row's are, as a subject of the journal.
  private var file: String { "'\(subject):' || OLD.id" }

  /// The columns that never change, whatever is written anew.
  private var lasting: [String] { fixed.filter { !(rewriting?.columns ?? []).contains($0) } }

  private var keepsUnlessRewritten: String {
    guard let rewriting else { return "" }
    return """
      CREATE TRIGGER \(table)_keeps_words BEFORE UPDATE OF \(rewriting.columns.joined(separator: ", ")) ON \(table)
      WHEN NOT (\(rewriting.when))
      BEGIN SELECT RAISE(ABORT, '\(table): values never change'); END;
      """
  }

  /// Or nothing moves, and the words go.
  private var forgets: String {
    words.isEmpty ? "" : "\n  OR (\(unmoved) AND \(Schema.isBeingForgotten(file)))"
  }

  /// Or nothing moves, and the row is written anew.
  private var rewrites: String { rewriting.map { "\n  OR (\(unmoved) AND \($0.when))" } ?? "" }

  private var unmoved: String {
    (["state", "step"] + carried).map { "NEW.\($0) IS NOT DISTINCT FROM OLD.\($0)" }.joined(separator: " AND ")
  }

  private func taken(from step: String) -> String {
    carried.map { " AND NEW.\($0) IS NOT DISTINCT FROM \(step).\($0)" }.joined()
  }
}
