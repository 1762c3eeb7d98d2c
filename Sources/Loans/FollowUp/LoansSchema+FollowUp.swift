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
      note TEXT CHECK (trim(note) <> '')
    ) STRICT;
    CREATE INDEX follow_up_outcomes_by_follow_up ON follow_up_outcomes (follow_up, entry);
    \(Schema.appendOnly("follow_up_outcomes", key: ["entry"]))
    \(Schema.refuse(
      "follow_ups_of_loan", on: "follow_ups",
      when: "NOT EXISTS (SELECT 1 FROM contracts AS c WHERE c.id = NEW.contract AND c.state = 'handed-over')",
      message: "follow_ups: le suivi accompagne un appareil remis"))
    \(Schema.refuse(
      "follow_up_outcomes_close_once", on: "follow_up_outcomes",
      when: """
        EXISTS (SELECT 1 FROM follow_up_outcomes AS o WHERE o.follow_up = NEW.follow_up
          AND o.outcome <> 'absent' AND NOT \(annulled("o.entry")))
        """,
      message: "follow_up_outcomes: ce contact est déjà clos"))
    \(Schema.refuse(
      "follow_up_outcomes_of_standing", on: "follow_up_outcomes",
      when: annulled("(SELECT f.entry FROM follow_ups AS f WHERE f.id = NEW.follow_up)"),
      message: "follow_up_outcomes: ce contact a été annulé avec sa remise"))

    """

  /// An act is annulled only while nothing later rests on it; checked when the correction is written.
  static let annulments = Annulments.resting.map { rule in
    """
    CREATE TRIGGER \(rule.name)_rests BEFORE INSERT ON corrections
    WHEN NEW.annuls = 1 AND EXISTS (\(rule.query("NEW.corrected")))
    BEGIN SELECT RAISE(ABORT, '\(rule.message)'); END;

    """
  }.joined()
}
