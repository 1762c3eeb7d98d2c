import Storage

extension LoansSchema {
  /// What is about to leave, and what left: a reminder without an outcome is one nobody knows about.
  static let reminders = """
    CREATE TABLE reminders (
      id INTEGER PRIMARY KEY,
      household INTEGER NOT NULL REFERENCES households (id),
      degree INTEGER NOT NULL CHECK (degree BETWEEN 1 AND 3),
      channel TEXT NOT NULL CHECK (\(word("channel", Reminder.Channel.self))),
      \(Schema.entryColumn)
    ) STRICT;
    CREATE INDEX reminders_by_household ON reminders (household, id);
    CREATE INDEX reminders_by_entry ON reminders (entry);
    \(Schema.appendOnly("reminders", key: ["id"]))
    CREATE TABLE reminder_contracts (
      reminder INTEGER NOT NULL REFERENCES reminders (id),
      contract INTEGER NOT NULL REFERENCES contracts (id),
      kind TEXT NOT NULL CHECK (\(word("kind", Reminder.Kind.self))),
      since TEXT NOT NULL CHECK (\(Schema.isDay("since"))),
      PRIMARY KEY (reminder, contract, kind)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX reminder_contracts_by_contract ON reminder_contracts (contract, kind, since);
    \(Schema.appendOnly("reminder_contracts", key: ["reminder", "contract", "kind"]))
    CREATE TABLE reminder_outcomes (
      reminder INTEGER PRIMARY KEY REFERENCES reminders (id),
      outcome TEXT NOT NULL CHECK (\(word("outcome", Reminder.Outcome.self))),
      \(Schema.entryColumn)
    ) STRICT;
    CREATE INDEX reminder_outcomes_by_entry ON reminder_outcomes (entry);
    \(Schema.appendOnly("reminder_outcomes", key: ["reminder"]))
    \(ofRemembered("reminders"))
    \(Schema.refuse(
      "reminders_one_at_a_time", on: "reminders",
      when: """
        EXISTS (SELECT 1 FROM reminders AS r WHERE r.household = NEW.household
          AND NOT EXISTS (SELECT 1 FROM reminder_outcomes AS o WHERE o.reminder = r.id))
        """,
      message: "reminders: une relance à ce foyer est peut-être partie"))
    \(Schema.refuse(
      "reminder_contracts_of_household", on: "reminder_contracts",
      when: """
        NOT EXISTS (SELECT 1 FROM reminders AS r JOIN contracts AS c ON c.household = r.household
          WHERE r.id = NEW.reminder AND c.id = NEW.contract)
        """,
      message: "reminder_contracts: ce contrat est celui d''un autre foyer"))

    """
}
