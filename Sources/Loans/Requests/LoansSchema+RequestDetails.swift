import Storage

extension LoansSchema {
  /// What goes with a request and with its steps.
  static let requestDetails = """
    CREATE TABLE request_edits (
      \(Schema.entryColumn) PRIMARY KEY,
      request INTEGER NOT NULL REFERENCES requests (id)
    ) STRICT;
    CREATE INDEX request_edits_by_request ON request_edits (request, entry);
    \(Schema.appendOnly("request_edits", key: ["entry"]))
    \(Schema.refuse(
      "request_edits_of_drafts", on: "request_edits",
      when: "NOT EXISTS (SELECT 1 FROM requests AS r WHERE r.id = NEW.request AND r.state = 'draft')",
      message: "request_edits: seul un brouillon se reprend"))
    CREATE TABLE request_needs (
      request INTEGER NOT NULL REFERENCES requests (id),
      need TEXT NOT NULL CHECK (need IN ('training', 'help')),
      word TEXT NOT NULL,
      \(Schema.entryColumn),
      PRIMARY KEY (request, need, word, entry),
      CHECK (CASE need WHEN 'training' THEN \(word("word", Request.Training.self))
        ELSE \(word("word", Request.Help.self)) END)
    ) STRICT, WITHOUT ROWID;
    \(Schema.appendOnly(
      "request_needs", key: ["request", "need", "word", "entry"], forgetting: .rows(of: "'request:' || OLD.request")))
    \(Schema.byEntry("request_needs"))
    \(Schema.refuse(
      "request_needs_of_the_request", on: "request_needs",
      when: """
        NOT EXISTS (SELECT 1 FROM requests AS r WHERE r.id = NEW.request AND r.entry = NEW.entry)
          AND NOT EXISTS (SELECT 1 FROM request_edits AS e WHERE e.request = NEW.request AND e.entry = NEW.entry)
        """,
      message: "request_needs: ce qui est demandé ne change plus"))
    CREATE TABLE request_notices (
      \(Schema.entryColumn) PRIMARY KEY,
      request INTEGER NOT NULL REFERENCES requests (id)
    ) STRICT;
    CREATE INDEX request_notices_by_request ON request_notices (request, entry);
    \(Schema.appendOnly("request_notices", key: ["entry"]))
    CREATE TABLE request_missing (
      \(Schema.entryColumn),
      evidence TEXT NOT NULL CHECK (evidence GLOB '[a-z]*' AND evidence NOT GLOB '*[^a-z0-9_]*'),
      request INTEGER NOT NULL REFERENCES requests (id),
      PRIMARY KEY (entry, evidence)
    ) STRICT, WITHOUT ROWID;
    \(Schema.appendOnly(
      "request_missing", key: ["entry", "evidence"], forgetting: .rows(of: "'request:' || OLD.request")))
    \(ofStep("request_missing", "ask-papers"))
    CREATE TABLE reservations (
      \(Schema.entryColumn) PRIMARY KEY,
      request INTEGER NOT NULL REFERENCES requests (id),
      until TEXT NOT NULL CHECK (\(Schema.isDay("until")))
    ) STRICT;
    CREATE INDEX reservations_by_request ON reservations (request, entry);
    \(Schema.appendOnly("reservations", key: ["entry"]))
    \(ofStep("reservations", "allocate"))
    CREATE TABLE request_appointments (
      \(Schema.entryColumn) PRIMARY KEY,
      request INTEGER NOT NULL REFERENCES requests (id),
      day TEXT NOT NULL CHECK (\(Schema.isDay("day"))),
      slot TEXT NOT NULL CHECK (slot GLOB '[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]'
        AND substr(slot, 1, 5) < substr(slot, 7)),
      place INTEGER REFERENCES places (id)
    ) STRICT;
    CREATE INDEX request_appointments_by_request ON request_appointments (request, entry);
    CREATE INDEX request_appointments_by_day ON request_appointments (day);
    \(Schema.appendOnly("request_appointments", key: ["entry"]))
    \(ofStep("request_appointments", "appoint"))

    """

  /// The guard of a table whose rows each belong to a step of one verb.
  private static func ofStep(_ table: String, _ verb: String) -> String {
    Schema.refuse(
      "\(table)_of_a_step", on: table,
      when: """
        NOT EXISTS (SELECT 1 FROM request_steps AS s
          WHERE s.entry = NEW.entry AND s.request = NEW.request AND s.verb = '\(verb)')
        """,
      message: "\(table): il y faut le pas de la demande qui le dit")
  }
}
