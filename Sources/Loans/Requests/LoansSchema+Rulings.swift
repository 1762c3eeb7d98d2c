import Storage

extension LoansSchema {
  /// What holds of a decision: the latest thing a person decided otherwise, else what the rules proposed.
  static func answer(of decision: String) -> String {
    """
    coalesce((SELECT o.outcome FROM overrides AS o WHERE o.decision = \(decision).id
      AND NOT \(Schema.annulled("o.entry")) ORDER BY o.entry DESC LIMIT 1), \(decision).outcome)
    """
  }

  private static func subject(ofDecision decision: String) -> String {
    "'request:' || (SELECT decisions.request FROM decisions WHERE decisions.id = \(decision))"
  }

  /// What people say of decisions: those decided otherwise, and those contested; people's own words rest here alone.
  static let rulings = """
    CREATE TABLE overrides (
      \(Schema.entryColumn) PRIMARY KEY,
      decision INTEGER NOT NULL REFERENCES decisions (id),
      outcome TEXT NOT NULL CHECK (outcome IN ('eligible', 'not-eligible')),
      reason TEXT NOT NULL CHECK (trim(reason) <> '')
    ) STRICT;
    CREATE INDEX overrides_by_decision ON overrides (decision, entry);
    \(Schema.appendOnly(
      "overrides", key: ["entry"],
      forgetting: .words(
        ["reason": .dash], keeping: ["entry", "decision", "outcome"], of: subject(ofDecision: "OLD.decision"))))
    CREATE TABLE contests (
      \(Schema.entryColumn) PRIMARY KEY,
      decision INTEGER NOT NULL REFERENCES decisions (id),
      reason TEXT NOT NULL CHECK (trim(reason) <> ''),
      answer_by TEXT NOT NULL CHECK (\(Schema.isDay("answer_by")))
    ) STRICT;
    CREATE INDEX contests_by_decision ON contests (decision, entry);
    \(Schema.appendOnly(
      "contests", key: ["entry"],
      forgetting: .words(
        ["reason": .dash], keeping: ["entry", "decision", "answer_by"], of: subject(ofDecision: "OLD.decision"))))
    CREATE TABLE confirmations (
      \(Schema.entryColumn) PRIMARY KEY,
      contest INTEGER NOT NULL REFERENCES contests (entry),
      reason TEXT NOT NULL CHECK (trim(reason) <> '')
    ) STRICT;
    CREATE INDEX confirmations_by_contest ON confirmations (contest, entry);
    \(Schema.appendOnly(
      "confirmations", key: ["entry"],
      forgetting: .words(
        ["reason": .dash], keeping: ["entry", "contest"],
        of: subject(ofDecision: "(SELECT contests.decision FROM contests WHERE contests.entry = OLD.contest)"))))
    \(Schema.refuse(
      "overrides_of_what_stands", on: "overrides",
      when: """
        NOT EXISTS (SELECT 1 FROM decisions AS d WHERE d.id = NEW.decision AND NOT \(Schema.annulled("d.entry")))
        """,
      message: "overrides: cette décision a été annulée"))
    \(Schema.refuse(
      "overrides_otherwise", on: "overrides",
      when: """
        EXISTS (SELECT 1 FROM decisions AS d WHERE d.id = NEW.decision AND \(answer(of: "d")) = NEW.outcome)
        """,
      message: "overrides: la réponse est déjà celle-là"))
    \(Schema.refuse(
      "overrides_before_a_device", on: "overrides",
      when: """
        EXISTS (SELECT 1 FROM decisions AS d JOIN requests AS r ON r.decision = d.id
          WHERE d.id = NEW.decision AND r.state IN ('allocated', 'handed-over'))
        """,
      message: "overrides: un appareil est déjà gardé ou remis sur cette décision"))
    \(Schema.refuse(
      "contests_of_refusals", on: "contests",
      when: """
        NOT EXISTS (SELECT 1 FROM decisions AS d WHERE d.id = NEW.decision AND \(answer(of: "d")) = 'not-eligible'
          AND NOT \(Schema.annulled("d.entry")))
        """,
      message: "contests: cette décision ne refuse rien"))
    \(Schema.refuse(
      "confirmations_of_what_is_contested", on: "confirmations",
      when: """
        NOT EXISTS (SELECT 1 FROM contests AS x JOIN decisions AS d ON d.id = x.decision
          JOIN requests AS r ON r.id = d.request WHERE x.entry = NEW.contest AND r.state = 'contested'
          AND NOT \(Schema.annulled("x.entry")))
        """,
      message: "confirmations: cette demande n''est pas contestée"))

    """
}
