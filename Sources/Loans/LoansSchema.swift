public import Storage

/// The tables of households, programmes in force, decisions, requests, contracts and follow-up.
public enum LoansSchema {
  /// The room's migrations; after those of Directory and Inventory, whose rows it refers to.
  public static let migrations = [
    Migration(
      "loans.1", upkeep: [ContractDates.upkeep],
      households + programmes + requests + requestDetails + prescriptions + rulings + funding + offers + contracts
        + earlierProgrammes + lentSIMs + payments + incidents + gatherings + followUp + training + reminders + outcomes
        + contractDates + annulments)
  ]

  /// Nothing more is recorded of a household that was forgotten.
  static func ofRemembered(_ table: String, rowsChange: Bool = false) -> String {
    Schema.refuse(
      "\(table)_of_remembered", on: table, rowsChange: rowsChange,
      when: Schema.isForgotten("'household:' || NEW.household"),
      message: "\(table): ce foyer a été effacé")
  }

  /// A column of a closed list.
  static func word<Word: RawRepresentable<String> & CaseIterable>(_ column: String, _ type: Word.Type) -> String {
    Schema.isOne(column, of: Array(type.allCases))
  }

  /// A person's data are here and nowhere else; the journal knows a household by its number.
  ///
  /// Of facts, the columns of the key stand first: SQLite 3.40 checks a table without rowids in that order, whatever is declared.
  private static let households = """
    CREATE TABLE households (
      id INTEGER PRIMARY KEY,
      \(Schema.entryColumn)
    ) STRICT;
    CREATE INDEX households_by_entry ON households (entry);
    \(Schema.appendOnly("households", key: ["id"]))
    CREATE TABLE household_profiles (
      \(Schema.entryColumn) PRIMARY KEY,
      household INTEGER NOT NULL REFERENCES households (id),
      contact_name TEXT CHECK (trim(contact_name) <> ''),
      sought_name TEXT,
      phone TEXT CHECK (phone <> ''),
      email TEXT CHECK (email GLOB '?*@?*'),
      commune TEXT NOT NULL CHECK (length(commune) = 5),
      adults INTEGER NOT NULL CHECK (adults >= 0),
      children INTEGER NOT NULL CHECK (children >= 0),
      CHECK (adults + children >= 1)
    ) STRICT;
    CREATE INDEX household_profiles_by_household ON household_profiles (household, entry);
    CREATE INDEX household_profiles_by_name ON household_profiles (sought_name, household, entry);
    CREATE INDEX household_profiles_by_phone ON household_profiles (phone) WHERE phone IS NOT NULL;
    \(Schema.appendOnly(
      "household_profiles", key: ["entry"],
      forgetting: .words(
        ["contact_name": .null, "sought_name": .null, "phone": .null, "email": .null],
        keeping: ["entry", "household", "commune", "adults", "children"], of: "'household:' || OLD.household")))
    \(Schema.refuse(
      "household_profiles_have_a_name", on: "household_profiles",
      when: "NEW.contact_name IS NULL OR NEW.sought_name IS NULL",
      message: "household_profiles: il manque la personne à contacter"))
    \(ofRemembered("household_profiles"))
    CREATE TABLE household_facts (
      household INTEGER NOT NULL REFERENCES households (id),
      key TEXT NOT NULL CHECK (key GLOB '[a-z]*' AND key NOT GLOB '*[^a-z0-9_]*'),
      \(Schema.entryColumn),
      form TEXT NOT NULL CHECK (form IN ('number', 'truth', 'text', 'day', 'absent')),
      number INTEGER,
      words TEXT,
      kind TEXT CHECK (kind <> ''),
      evidence TEXT NOT NULL CHECK (evidence <> ''),
      evidence_day TEXT NOT NULL CHECK (\(Schema.isDay("evidence_day"))),
      checked_by INTEGER REFERENCES people (id),
      provider TEXT CHECK (trim(provider) <> ''),
      month TEXT CHECK (\(Schema.isDay("month || '-01'"))),
      calculated TEXT CHECK (\(Schema.isDay("calculated || '-01'"))),
      CHECK ((number IS NOT NULL) = (form IN ('number', 'truth'))),
      CHECK ((words IS NOT NULL) = (form IN ('text', 'day'))),
      CHECK (form <> 'truth' OR number IN (0, 1)),
      CHECK (form <> 'day' OR \(Schema.isDay("words"))),
      CHECK (coalesce(month, '') <= substr(evidence_day, 1, 7) AND coalesce(calculated, '') <= substr(evidence_day, 1, 7)),
      PRIMARY KEY (household, key, entry)
    ) STRICT, WITHOUT ROWID;
    \(Schema.appendOnly(
      "household_facts", key: ["household", "key", "entry"], forgetting: .rows(of: "'facts:' || OLD.household")))
    \(ofRemembered("household_facts"))
    \(Schema.byEntry("household_facts"))

    """

  private static let programmes = """
    CREATE TABLE programmes (
      \(Schema.entryColumn) PRIMARY KEY,
      id TEXT NOT NULL CHECK (id <> ''),
      version TEXT NOT NULL CHECK (version <> ''),
      digest BLOB NOT NULL CHECK (length(digest) = 32),
      body TEXT NOT NULL CHECK (body <> ''),
      per_household INTEGER CHECK (per_household >= 1),
      every_years INTEGER CHECK (every_years >= 1),
      CHECK ((per_household IS NULL) = (every_years IS NULL))
    ) STRICT;
    CREATE INDEX programmes_by_id ON programmes (id, entry);
    \(Schema.appendOnly("programmes", key: ["entry"]))
    \(Schema.refuse(
      "programmes_one_content", on: "programmes",
      when: """
        EXISTS (SELECT 1 FROM programmes AS p WHERE p.id = NEW.id AND p.version = NEW.version
          AND (p.digest <> NEW.digest OR p.body <> NEW.body
            OR p.per_household IS DISTINCT FROM NEW.per_household OR p.every_years IS DISTINCT FROM NEW.every_years))
        """,
      message: "programmes: cette version existe déjà avec un autre contenu"))

    """
}
