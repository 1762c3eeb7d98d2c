import Storage

extension DirectorySchema {
  /// The lists of communes, of zones they form and of what is measured in them; each list is an edition of its own.
  static let territories = """
    CREATE TABLE territory_editions (
      \(Schema.entryColumn) PRIMARY KEY,
      layout TEXT NOT NULL CHECK (\(Schema.isOne("layout", of: TerritoryList.Layout.allCases))),
      year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9999),
      digest BLOB NOT NULL CHECK (length(digest) = 32),
      lines INTEGER NOT NULL CHECK (lines > 0)
    ) STRICT;
    \(Schema.appendOnly("territory_editions", key: ["entry"]))
    CREATE TABLE communes (
      \(edition),
      code TEXT NOT NULL CHECK (length(code) = 5),
      kind TEXT NOT NULL CHECK (\(Schema.isOne("kind", of: Commune.Kind.allCases))),
      name TEXT NOT NULL CHECK (trim(name) <> ''),
      folded TEXT NOT NULL CHECK (folded <> ''),
      departement TEXT CHECK (length(departement) IN (2, 3)),
      parent TEXT CHECK (length(parent) = 5),
      PRIMARY KEY (entry, code, kind)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX communes_by_code ON communes (code);
    CREATE INDEX communes_by_folded ON communes (folded);
    CREATE INDEX communes_by_departement ON communes (entry, departement);
    \(Schema.appendOnly("communes", key: ["entry", "code", "kind"]))
    CREATE TABLE zones (
      \(edition),
      level TEXT NOT NULL CHECK (\(Schema.isOne("level", of: Zone.Level.allCases))),
      code TEXT NOT NULL CHECK (trim(code) <> ''),
      name TEXT NOT NULL CHECK (trim(name) <> ''),
      PRIMARY KEY (entry, level, code)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX zones_by_code ON zones (level, code, entry);
    \(Schema.appendOnly("zones", key: ["entry", "level", "code"]))
    CREATE TABLE zone_communes (
      entry INTEGER NOT NULL,
      level TEXT NOT NULL,
      zone TEXT NOT NULL,
      commune TEXT NOT NULL CHECK (length(commune) = 5),
      PRIMARY KEY (entry, level, zone, commune),
      FOREIGN KEY (entry, level, zone) REFERENCES zones (entry, level, code)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX zone_communes_by_commune ON zone_communes (commune);
    \(Schema.appendOnly("zone_communes", key: ["entry", "level", "zone", "commune"]))
    \(Schema.unique(
      "zone_communes_part_the_land", on: "zone_communes", columns: ["entry", "level", "commune"],
      when: "\(Schema.isOne("NEW.level", of: Zone.Level.allCases.filter(\.partsTheLand)))"))
    CREATE TABLE commune_indices (
      \(edition),
      commune TEXT NOT NULL CHECK (length(commune) = 5),
      name TEXT NOT NULL CHECK (trim(name) <> ''),
      year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9999),
      thousandths INTEGER NOT NULL,
      PRIMARY KEY (entry, commune, name, year)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX commune_indices_by_commune ON commune_indices (commune, name, year);
    \(Schema.appendOnly("commune_indices", key: ["entry", "commune", "name", "year"]))
    """

  /// Once a list of communes is loaded, a commune is one that some list has.
  static func communeIsKnown(in table: String, column: String, when condition: String = "") -> String {
    Schema.refuse(
      "\(table)_know_their_commune", on: table,
      when: """
        \(condition)EXISTS (SELECT 1 FROM territory_editions WHERE layout = 'communes' AND \(Schema.stands("territory_editions.entry")))
          AND NOT EXISTS (SELECT 1 FROM communes WHERE communes.code = NEW.\(column) AND \(Schema.stands("communes.entry")))
        """,
      message: "aucune liste chargée ne contient cette commune")
  }

  private static let edition = "entry INTEGER NOT NULL REFERENCES territory_editions (entry)"
}
