extension Schema {
  /// Storage's own tables; first in the order of migrations.
  public static let storage = Migration(
    "storage.1",
    """
    CREATE TABLE migrations (
      position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, fingerprint BLOB NOT NULL
    ) STRICT;
    \(appendOnly("migrations", key: ["position"], unique: [["name"]]))
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
    -- The numbers of the journal, taken as acts begin: were rows bound to the journal itself, written when an act ends,
    -- SQLite would look in every table for what waits for each entry.
    CREATE TABLE entries (
      sequence INTEGER PRIMARY KEY REFERENCES journal (sequence) DEFERRABLE INITIALLY DEFERRED
    ) STRICT;
    \(appendOnly("entries", key: ["sequence"]))
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
    \(appendOnly(
      "corrections", key: ["entry"],
      forgetting: .words(
        ["reason": .dash], keeping: ["entry", "corrected", "day", "annuls"],
        of: "(SELECT journal.subject FROM journal WHERE journal.sequence = OLD.corrected)")))
    \(unique("corrections_annul_once", on: "corrections", columns: ["corrected"], when: "NEW.annuls = 1"))
    \(refuse(
      "corrections_are_not_corrected", on: "corrections",
      when: "EXISTS (SELECT 1 FROM corrections WHERE entry = NEW.corrected)",
      message: "une correction ne se corrige pas : corrigez de nouveau l'acte lui-même"))
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

    -- What was forgotten by which act: subjects of the journal, which stay numbers without a name.
    CREATE TABLE forgettings (
      subject TEXT NOT NULL CHECK (subject <> ''),
      \(entryColumn),
      PRIMARY KEY (subject, entry)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX forgettings_by_entry ON forgettings (entry);
    \(appendOnly("forgettings", key: ["subject", "entry"]))
    -- Who read whose file, when: the reference of what was read, never what it says. An act purges what is too old.
    CREATE TABLE accesses (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      person INTEGER NOT NULL,
      operation TEXT NOT NULL CHECK (operation <> ''),
      subject TEXT NOT NULL CHECK (subject GLOB '?*:?*')
    ) STRICT;
    CREATE INDEX accesses_by_subject ON accesses (subject, at);
    CREATE INDEX accesses_by_instant ON accesses (at);
    CREATE TABLE access_purges (
      \(entryColumn) PRIMARY KEY,
      before INTEGER NOT NULL
    ) STRICT;
    \(appendOnly("access_purges", key: ["entry"]))
    CREATE TRIGGER accesses_keeps_rows BEFORE DELETE ON accesses
    WHEN NOT EXISTS (SELECT 1 FROM access_purges WHERE OLD.at < access_purges.before
      AND NOT EXISTS (SELECT 1 FROM journal WHERE journal.sequence = access_purges.entry))
    BEGIN SELECT RAISE(ABORT, 'accesses: rows go only when they are too old'); END;
    CREATE TRIGGER accesses_keeps_values BEFORE UPDATE ON accesses
    BEGIN SELECT RAISE(ABORT, 'accesses: rows are never changed'); END;
    \(keepsKeys(of: "accesses", [["id"]]))
    CREATE TABLE instance (
      \(entryColumn) PRIMARY KEY,
      name TEXT NOT NULL CHECK (trim(name) <> ''),
      departement TEXT NOT NULL CHECK (length(departement) IN (2, 3)),
      base_url TEXT,
      time_zone TEXT NOT NULL
    ) STRICT;
    \(appendOnly("instance", key: ["entry"]))
    CREATE TABLE stored_bytes (
      digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
      size INTEGER NOT NULL CHECK (size >= 0),
      compressed BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    -- Signed papers lose their bytes at their term; what was signed is told by its hash from then on.
    \(appendOnly(
      "stored_bytes", key: ["digest"],
      forgetting: .words(["compressed": .bytes], keeping: ["digest", "size"], of: "'bytes:' || lower(hex(OLD.digest))")))
    """)
}
