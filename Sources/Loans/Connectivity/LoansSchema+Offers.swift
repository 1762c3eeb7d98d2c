import Storage

extension LoansSchema {
  /// The catalogues of social offers put in force, and what households answered.
  static let offers = """
    CREATE TABLE offer_catalogues (
      \(Schema.entryColumn) PRIMARY KEY,
      id TEXT NOT NULL CHECK (id <> ''),
      version TEXT NOT NULL CHECK (version <> ''),
      body TEXT NOT NULL CHECK (body <> '')
    ) STRICT;
    \(Schema.appendOnly("offer_catalogues", key: ["entry"]))
    \(Schema.refuse(
      "offer_catalogues_one_content", on: "offer_catalogues",
      when: """
        EXISTS (SELECT 1 FROM offer_catalogues AS c
          WHERE c.id = NEW.id AND c.version = NEW.version AND c.body <> NEW.body)
        """,
      message: "offer_catalogues: cette version existe déjà avec un autre contenu"))
    CREATE TABLE offer_answers (
      \(Schema.entryColumn) PRIMARY KEY,
      household INTEGER NOT NULL REFERENCES households (id),
      offer TEXT NOT NULL CHECK (offer GLOB '[a-z0-9]*' AND offer NOT GLOB '*[^a-z0-9-]*'),
      answer TEXT NOT NULL CHECK (\(word("answer", OfferAnswer.self))),
      funding INTEGER REFERENCES funding_lines (id),
      CHECK (funding IS NULL OR answer = 'subscribed')
    ) STRICT;
    CREATE INDEX offer_answers_by_household ON offer_answers (household, entry);
    \(Schema.appendOnly("offer_answers", key: ["entry"]))
    \(Schema.refuse(
      "offer_answers_otherwise", on: "offer_answers",
      when: """
        (SELECT a.answer FROM offer_answers AS a WHERE a.household = NEW.household AND a.offer = NEW.offer
          AND NOT \(Schema.annulled("a.entry")) ORDER BY a.entry DESC LIMIT 1) = NEW.answer
        """,
      message: "offer_answers: la réponse est déjà celle-là"))

    """
}
