import Storage

extension LoansSchema {
  static let followUp = """
    CREATE TABLE follow_ups (
      id INTEGER PRIMARY KEY,
      contract INTEGER NOT NULL REFERENCES contracts (id),
      kind TEXT NOT NULL CHECK (\(word("kind", FollowUp.Kind.self))),
      due_on TEXT NOT NULL CHECK (\(Schema.isDay("due_on"))),
      \(Schema.entryColumn)
    ) STRICT;
    CREATE INDEX follow_ups_by_contract ON follow_ups (contract, due_on);
    CREATE INDEX follow_ups_by_day ON follow_ups (due_on);
    CREATE INDEX follow_ups_by_entry ON follow_ups (entry);
    \(Schema.appendOnly("follow_ups", key: ["id"]))
    CREATE TABLE follow_up_outcomes (
      \(Schema.entryColumn) PRIMARY KEY,
      follow_up INTEGER NOT NULL REFERENCES follow_ups (id),
      outcome TEXT NOT NULL CHECK (\(word("outcome", FollowUp.Outcome.self))),
      until TEXT CHECK (\(Schema.isDay("until"))),
      note TEXT CHECK (trim(note) <> '' AND length(note) <= \(FollowUp.Report.longestNote)),
      satisfaction INTEGER CHECK (satisfaction BETWEEN 1 AND 5),
      next TEXT CHECK (\(word("next", FollowUp.NextStep.self))),
      CHECK ((until IS NOT NULL) = (outcome = 'postponed')),
      CHECK (satisfaction IS NULL OR outcome = 'done')
    ) STRICT;
    CREATE INDEX follow_up_outcomes_by_follow_up ON follow_up_outcomes (follow_up, entry);
    \(Schema.appendOnly(
      "follow_up_outcomes", key: ["entry"],
      forgetting: .words(
        ["note": .null], keeping: ["entry", "follow_up", "outcome", "until", "satisfaction", "next"],
        of: "'contract:' || (SELECT follow_ups.contract FROM follow_ups WHERE follow_ups.id = OLD.follow_up)")))
    CREATE TABLE follow_up_assignments (
      follow_up INTEGER NOT NULL REFERENCES follow_ups (id),
      \(Schema.entryColumn),
      person INTEGER NOT NULL REFERENCES people (id),
      PRIMARY KEY (follow_up, entry)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX follow_up_assignments_by_entry ON follow_up_assignments (entry);
    CREATE INDEX follow_up_assignments_by_person ON follow_up_assignments (person, follow_up);
    \(Schema.appendOnly("follow_up_assignments", key: ["follow_up", "entry"]))
    CREATE TABLE follow_up_plans (
      \(Schema.entryColumn) PRIMARY KEY,
      id TEXT NOT NULL CHECK (id <> ''),
      version TEXT NOT NULL CHECK (version <> ''),
      programme TEXT CHECK (programme <> ''),
      digest BLOB NOT NULL CHECK (length(digest) = 32),
      body TEXT NOT NULL CHECK (body <> '')
    ) STRICT;
    \(Schema.appendOnly("follow_up_plans", key: ["entry"]))
    \(Schema.refuse(
      "follow_up_plans_one_content", on: "follow_up_plans",
      when: """
        EXISTS (SELECT 1 FROM follow_up_plans AS p WHERE p.id = NEW.id AND p.version = NEW.version
          AND (p.digest <> NEW.digest OR p.body <> NEW.body))
        """,
      message: "follow_up_plans: cette version existe déjà avec un autre contenu"))
    \(tasks)
    \(Schema.refuse(
      "follow_ups_of_loan", on: "follow_ups",
      when: "NOT EXISTS (SELECT 1 FROM contracts AS c WHERE c.id = NEW.contract AND c.state = 'handed-over')",
      message: "follow_ups: le suivi accompagne un appareil remis"))
    \(Schema.refuse(
      "follow_up_outcomes_close_once", on: "follow_up_outcomes",
      when: """
        EXISTS (SELECT 1 FROM follow_up_outcomes AS o WHERE o.follow_up = NEW.follow_up
          AND o.outcome NOT IN ('absent', 'postponed') AND NOT \(Schema.annulled("o.entry")))
        """,
      message: "follow_up_outcomes: ce contact est déjà clos"))
    \(Schema.refuse(
      "follow_up_outcomes_of_standing", on: "follow_up_outcomes",
      when: Schema.annulled("(SELECT f.entry FROM follow_ups AS f WHERE f.id = NEW.follow_up)"),
      message: "follow_up_outcomes: ce contact a été annulé avec sa remise"))

    """

  /// What is still to be made, kept beside what says so: lists of a day are read from a few rows, not from all there ever were.
  ///
  /// `open_follow_ups` says what is open; the triggers keep `follow_up_tasks` the same, and `rebond check` compares the two.
  private static let tasks = """
    CREATE VIEW open_follow_ups AS
    SELECT f.id AS follow_up, coalesce(o.until, f.due_on) AS due_on, f.contract AS contract FROM follow_ups AS f
    JOIN contracts AS c ON c.id = f.contract AND c.state = 'handed-over'
    LEFT JOIN follow_up_outcomes AS o ON o.follow_up = f.id AND o.entry = (
      SELECT max(p.entry) FROM follow_up_outcomes AS p WHERE p.follow_up = f.id AND NOT \(Schema.annulled("p.entry")))
    WHERE NOT \(Schema.annulled("f.entry")) AND coalesce(o.outcome, 'absent') IN ('absent', 'postponed')
      AND NOT EXISTS (SELECT 1 FROM life_events AS l
        WHERE l.contract = f.contract AND l.event = 'died' AND NOT \(Schema.annulled("l.entry")));
    CREATE TABLE follow_up_tasks (
      due_on TEXT NOT NULL CHECK (\(Schema.isDay("due_on"))),
      follow_up INTEGER NOT NULL REFERENCES follow_ups (id),
      contract INTEGER NOT NULL REFERENCES contracts (id),
      PRIMARY KEY (due_on, follow_up)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX follow_up_tasks_by_follow_up ON follow_up_tasks (follow_up);
    CREATE INDEX follow_up_tasks_by_contract ON follow_up_tasks (contract);
    \(keepsTasks("follow_ups", after: "INSERT", of: "SELECT NEW.id"))
    \(keepsTasks("follow_up_outcomes", after: "INSERT", of: "SELECT NEW.follow_up"))
    \(keepsTasks(
      "contracts", after: "UPDATE OF state",
      of: "SELECT follow_ups.id FROM follow_ups WHERE follow_ups.contract = NEW.id"))
    \(keepsTasks(
      "life_events", after: "INSERT",
      of: "SELECT follow_ups.id FROM follow_ups WHERE follow_ups.contract = NEW.contract"))
    \(keepsTasks(
      "corrections", after: "INSERT",
      of: """
        SELECT follow_ups.id FROM follow_ups WHERE NEW.annuls = 1 AND follow_ups.entry = NEW.corrected
          UNION SELECT o.follow_up FROM follow_up_outcomes AS o WHERE NEW.annuls = 1 AND o.entry = NEW.corrected
          UNION SELECT later.id FROM life_events AS l JOIN follow_ups AS later ON later.contract = l.contract
            WHERE NEW.annuls = 1 AND l.entry = NEW.corrected
        """))
    """

  /// A trigger that puts the tasks of some contacts right after what they rest on changed.
  private static func keepsTasks(_ table: String, after event: String, of followUps: String) -> String {
    """
    CREATE TRIGGER \(table)_keeps_tasks AFTER \(event) ON \(table)
    BEGIN
      DELETE FROM follow_up_tasks WHERE follow_up IN (\(followUps));
      INSERT INTO follow_up_tasks (due_on, follow_up, contract)
      SELECT o.due_on, o.follow_up, o.contract FROM open_follow_ups AS o WHERE o.follow_up IN (\(followUps));
    END;
    """
  }

  /// An act is annulled only while nothing later rests on it; checked when the correction is written.
  static let annulments = Annulments.resting.map { rule in
    """
    CREATE TRIGGER \(rule.name)_rests BEFORE INSERT ON corrections
    WHEN NEW.annuls = 1 AND EXISTS (\(rule.query("NEW.corrected")))
    BEGIN SELECT RAISE(ABORT, '\(rule.message)'); END;

    """
  }.joined()
}
