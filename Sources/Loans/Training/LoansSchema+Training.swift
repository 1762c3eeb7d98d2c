import Storage

extension LoansSchema {
  static let training = """
    CREATE TABLE training_attendances (
      \(Schema.entryColumn) PRIMARY KEY,
      household INTEGER NOT NULL REFERENCES households (id),
      session INTEGER NOT NULL REFERENCES entries (sequence),
      module TEXT NOT NULL CHECK (module <> ''),
      present INTEGER NOT NULL CHECK (present IN (0, 1)),
      place INTEGER REFERENCES places (id),
      CHECK (session <= entry)
    ) STRICT;
    CREATE INDEX training_attendances_by_household ON training_attendances (household, entry);
    \(Schema.appendOnly("training_attendances", key: ["entry"]))
    \(ofRemembered("training_attendances"))
    \(Schema.refuse(
      "training_attendances_once", on: "training_attendances",
      when: """
        EXISTS (SELECT 1 FROM training_attendances AS t WHERE t.session = NEW.session AND t.household = NEW.household
          AND NOT \(Schema.annulled("t.entry")))
        """,
      message: "training_attendances: ce foyer est déjà dit présent ou absent à cette séance"))
    CREATE TABLE pix_levels (
      \(Schema.entryColumn) PRIMARY KEY,
      household INTEGER NOT NULL REFERENCES households (id),
      moment TEXT NOT NULL CHECK (\(word("moment", Training.PixMoment.self))),
      level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 8)
    ) STRICT;
    CREATE INDEX pix_levels_by_household ON pix_levels (household, entry);
    \(Schema.appendOnly("pix_levels", key: ["entry"]))
    \(ofRemembered("pix_levels"))

    """
}
