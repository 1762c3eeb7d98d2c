import Storage

extension LoansSchema {
  /// The plans of outcomes put in force, what was recorded, and the sheets of the survey, which name nobody.
  static let outcomes = """
    CREATE TABLE outcome_plans (
      \(Schema.entryColumn) PRIMARY KEY,
      id TEXT NOT NULL CHECK (id <> ''),
      version TEXT NOT NULL CHECK (version <> ''),
      body TEXT NOT NULL CHECK (body <> '')
    ) STRICT;
    \(Schema.appendOnly("outcome_plans", key: ["entry"]))
    \(Schema.refuse(
      "outcome_plans_one_content", on: "outcome_plans",
      when: """
        EXISTS (SELECT 1 FROM outcome_plans AS p WHERE p.id = NEW.id AND p.version = NEW.version AND p.body <> NEW.body)
        """,
      message: "outcome_plans: cette version existe déjà avec un autre contenu"))
    CREATE TABLE outcomes (
      \(Schema.entryColumn) PRIMARY KEY,
      household INTEGER REFERENCES households (id),
      place INTEGER REFERENCES places (id),
      outcome TEXT NOT NULL CHECK (\(word("outcome", OptionalOutcome.self))),
      quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND CASE outcome
        \(OptionalOutcome.allCases.map { "WHEN '\($0.rawValue)' THEN \($0.most)" }.joined(separator: " ")) END),
      CHECK (household IS NOT NULL OR outcome IN (\(Schema.words(OptionalOutcome.allCases.filter(\.isForAnybody)))))
    ) STRICT;
    CREATE INDEX outcomes_by_household ON outcomes (household, entry) WHERE household IS NOT NULL;
    \(Schema.appendOnly("outcomes", key: ["entry"], act: "NEW.entry"))
    \(ofRemembered("outcomes"))
    CREATE TABLE survey_sheets (
      \(Schema.entryColumn) PRIMARY KEY,
      plan TEXT NOT NULL CHECK (plan <> ''),
      version TEXT NOT NULL CHECK (version <> ''),
      programme TEXT CHECK (programme <> '')
    ) STRICT;
    \(Schema.appendOnly("survey_sheets", key: ["entry"], act: "NEW.entry"))
    CREATE TABLE survey_answers (
      entry INTEGER NOT NULL REFERENCES survey_sheets (entry),
      question TEXT NOT NULL CHECK (question <> ''),
      choice TEXT NOT NULL CHECK (choice <> ''),
      PRIMARY KEY (entry, question)
    ) STRICT, WITHOUT ROWID;
    \(Schema.appendOnly("survey_answers", key: ["entry", "question"], act: "NEW.entry"))

    """
}
