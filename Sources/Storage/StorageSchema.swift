/// Named pieces of schema that every room uses, and Storage's own tables.
public enum Schema {
  /// Three triggers that make a table append-only.
  ///
  /// The third is needed because `INSERT OR REPLACE` deletes without running DELETE triggers.
  /// - Parameters:
  ///   - table: the table's name.
  ///   - key: the columns of its primary key.
  public static func appendOnly(_ table: String, key: [String]) -> String {
    let same = key.map { "\($0) = NEW.\($0)" }.joined(separator: " AND ")
    return """
      CREATE TRIGGER \(table)_keeps_rows BEFORE DELETE ON \(table)
      BEGIN SELECT RAISE(ABORT, '\(table): rows are never deleted'); END;
      CREATE TRIGGER \(table)_keeps_values BEFORE UPDATE ON \(table)
      BEGIN SELECT RAISE(ABORT, '\(table): rows are never changed'); END;
      CREATE TRIGGER \(table)_keeps_keys BEFORE INSERT ON \(table)
      WHEN EXISTS (SELECT 1 FROM \(table) WHERE \(same))
      BEGIN SELECT RAISE(ABORT, '\(table): rows are never replaced'); END;

      """
  }

  /// A trigger that refuses rows, on INSERT and on UPDATE alike.
  ///
  /// - Parameters:
  ///   - name: the guard's name, unique in the schema.
  ///   - table: the table it guards.
  ///   - condition: what must never be, over `NEW`.
  ///   - message: what the guard says; it reaches the user inside a sentence.
  public static func refuse(_ name: String, on table: String, when condition: String, message: String)
    -> String
  {
    ["INSERT", "UPDATE"].map { event in
      """
      CREATE TRIGGER \(name)_on_\(event.lowercased()) BEFORE \(event) ON \(table) WHEN \(condition)
      BEGIN SELECT RAISE(ABORT, '\(message)'); END;

      """
    }.joined()
  }

  /// A column that says in which entry of the journal the row came to be; the entry is written at the end of the act.
  public static let entryColumn =
    "entry INTEGER NOT NULL REFERENCES journal (sequence) DEFERRABLE INITIALLY DEFERRED"

  /// A check that a TEXT column holds a day.
  public static func isDay(_ column: String) -> String {
    "\(column) GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
  }

  /// Storage's own tables; first in the order of migrations.
  public static let storage = Migration(
    "storage.1",
    """
    CREATE TABLE migrations (
      position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, fingerprint BLOB NOT NULL
    ) STRICT;
    \(appendOnly("migrations", key: ["position"]))
    CREATE TABLE journal (
      sequence INTEGER PRIMARY KEY,
      recorded INTEGER NOT NULL,
      day TEXT NOT NULL CHECK (\(isDay("day"))),
      actor INTEGER NOT NULL,
      action TEXT NOT NULL CHECK (action <> ''),
      subject TEXT NOT NULL CHECK (subject <> ''),
      facts TEXT NOT NULL,
      hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT;
    CREATE INDEX journal_by_subject ON journal (subject, sequence);
    \(appendOnly("journal", key: ["sequence"]))
    CREATE TRIGGER journal_has_no_gap BEFORE INSERT ON journal
    WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM journal)
    BEGIN SELECT RAISE(ABORT, 'journal: entries are numbered without gaps'); END;

    CREATE TABLE corrections (
      \(entryColumn) PRIMARY KEY,
      corrected INTEGER NOT NULL REFERENCES journal (sequence),
      day TEXT CHECK (\(isDay("day"))),
      annuls INTEGER NOT NULL CHECK (annuls IN (0, 1)),
      reason TEXT NOT NULL CHECK (trim(reason) <> ''),
      CHECK (corrected < entry),
      CHECK (annuls = 0 OR day IS NULL)
    ) STRICT;
    CREATE INDEX corrections_by_corrected ON corrections (corrected, entry);
    CREATE UNIQUE INDEX corrections_annul_once ON corrections (corrected) WHERE annuls = 1;
    \(appendOnly("corrections", key: ["entry"]))
    CREATE VIEW acts AS
    SELECT journal.sequence AS entry, journal.recorded AS recorded,
      coalesce(
        (SELECT corrections.day FROM corrections
         WHERE corrections.corrected = journal.sequence AND corrections.day IS NOT NULL
         ORDER BY corrections.entry DESC LIMIT 1),
        journal.day) AS day,
      journal.actor AS actor, journal.action AS action, journal.subject AS subject,
      EXISTS (SELECT 1 FROM corrections
        WHERE corrections.corrected = journal.sequence AND corrections.annuls = 1) AS annulled
    FROM journal;

    CREATE TABLE instance (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      name TEXT NOT NULL CHECK (trim(name) <> ''),
      departement TEXT NOT NULL CHECK (length(departement) IN (2, 3)),
      base_url TEXT,
      time_zone TEXT NOT NULL,
      \(entryColumn)
    ) STRICT;
    \(appendOnly("instance", key: ["id"]))
    CREATE TABLE stored_bytes (
      digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
      size INTEGER NOT NULL CHECK (size >= 0),
      compressed BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    \(appendOnly("stored_bytes", key: ["digest"]))
    """)
}
