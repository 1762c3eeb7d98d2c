import Storage

extension LoansSchema {
  /// Money set aside, granted and spent by acts.
  static let funding = """
    CREATE TABLE funding_lines (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL CHECK (code GLOB '[a-z]*' AND code NOT GLOB '*[^a-z0-9_-]*'),
      title TEXT NOT NULL CHECK (trim(title) <> ''),
      funder TEXT NOT NULL CHECK (trim(funder) <> ''),
      \(Schema.entryColumn)
    ) STRICT;
    \(Schema.appendOnly("funding_lines", key: ["id"]))
    \(Schema.byEntry("funding_lines"))
    CREATE TABLE funding_moves (
      \(Schema.entryColumn) PRIMARY KEY,
      line INTEGER NOT NULL REFERENCES funding_lines (id),
      spends INTEGER NOT NULL CHECK (spends IN (0, 1)),
      cents INTEGER NOT NULL CHECK (cents > 0),
      request INTEGER REFERENCES requests (id),
      CHECK (spends = 1 OR request IS NULL)
    ) STRICT;
    CREATE INDEX funding_moves_by_line ON funding_moves (line, entry);
    \(Schema.appendOnly("funding_moves", key: ["entry"]))
    \(Schema.refuse(
      "funding_lines_one_code", on: "funding_lines",
      when: """
        EXISTS (SELECT 1 FROM funding_lines AS l WHERE l.code = NEW.code AND NOT \(Schema.annulled("l.entry")))
        """,
      message: "funding_lines: une ligne porte déjà ce code"))
    \(Schema.refuse(
      "funding_moves_within_budget", on: "funding_moves",
      when: """
        NEW.spends = 1 AND NEW.cents > (SELECT coalesce(sum(CASE m.spends WHEN 0 THEN m.cents ELSE -m.cents END), 0)
          FROM funding_moves AS m WHERE m.line = NEW.line AND NOT \(Schema.annulled("m.entry")))
        """,
      message: "funding_moves: il ne reste pas assez sur cette ligne"))

    """
}
