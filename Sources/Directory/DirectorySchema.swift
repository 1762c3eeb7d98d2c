public import Storage

/// The tables of the directory and their guards.
public enum DirectorySchema {
  /// The room's changes of schema, in order.
  public static let migrations = [
    Migration(
      "directory.1",
      """
      CREATE TABLE structures (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
        kind TEXT NOT NULL CHECK (kind IN (\(words(Partner.Kind.allCases)))),
        siret TEXT UNIQUE CHECK (length(siret) = 14),
        uai TEXT UNIQUE CHECK (uai IS NULL OR (length(uai) = 8 AND kind IN ('college', 'school'))),
        rna TEXT UNIQUE CHECK (length(rna) = 10),
        commune TEXT CHECK (length(commune) = 5),
        \(Schema.entryColumn)
      ) STRICT;
      \(Schema.appendOnly("structures", key: ["id"]))
      CREATE TABLE people (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
        role TEXT NOT NULL CHECK (role IN (\(words(Person.Role.allCases)))),
        structure INTEGER REFERENCES structures (id),
        \(Schema.entryColumn)
      ) STRICT;
      \(Schema.appendOnly("people", key: ["id"]))
      CREATE TABLE places (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
        structure INTEGER NOT NULL REFERENCES structures (id),
        kind TEXT NOT NULL CHECK (kind IN (\(words(Place.Kind.allCases)))),
        commune TEXT NOT NULL CHECK (length(commune) = 5),
        \(Schema.entryColumn)
      ) STRICT;
      \(Schema.appendOnly("places", key: ["id"]))
      """)
  ]

  private static func words(_ list: [some RawRepresentable<String>]) -> String {
    list.map { "'\($0.rawValue)'" }.joined(separator: ", ")
  }
}
