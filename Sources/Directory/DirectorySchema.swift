import Kernel
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
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        kind TEXT NOT NULL CHECK (\(Schema.isOne("kind", of: Partner.Kind.allCases))),
        \(Schema.entryColumn)
      ) STRICT;
      \(Schema.appendOnly("structures", key: ["id"]))
      \(Schema.byEntry("structures"))
      \(oneBearer("name", of: "structures", message: "une autre structure porte ce nom"))
      CREATE TABLE people (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        role TEXT NOT NULL CHECK (\(Schema.isOne("role", of: Person.Role.allCases))),
        structure INTEGER REFERENCES structures (id),
        \(Schema.entryColumn)
      ) STRICT;
      \(Schema.appendOnly(
        "people", key: ["id"],
        forgetting: .words(["name": .dash], keeping: ["id", "role", "structure", "entry"], of: "'person:' || OLD.id")))
      \(Schema.byEntry("people"))
      \(oneBearer("name", of: "people", message: "une autre personne porte ce nom"))
      CREATE TABLE places (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        structure INTEGER NOT NULL REFERENCES structures (id),
        kind TEXT NOT NULL CHECK (\(Schema.isOne("kind", of: Place.Kind.allCases))),
        commune TEXT NOT NULL CHECK (length(commune) = 5),
        \(Schema.entryColumn)
      ) STRICT;
      \(Schema.appendOnly("places", key: ["id"]))
      \(Schema.byEntry("places"))
      \(oneBearer("name", of: "places", message: "un autre lieu porte ce nom"))
      """),
    Migration(
      "directory.2",
      """
      \(territories)
      \(tellings)
      \(communeIsKnown(in: "places", column: "commune"))
      """),
    Migration("directory.3", badges + attendances),
  ]

  /// What is told apart by a name is told apart whatever the case of its letters; an annulled row frees its name.
  private static func oneBearer(_ column: String, of table: String, message: String) -> String {
    """
    CREATE INDEX \(table)_by_\(column) ON \(table) (lower(\(column)));
    \(Schema.refuse(
      "\(table)_bear_one_\(column)", on: table,
      when: """
        EXISTS (SELECT 1 FROM \(table) AS other WHERE lower(other.\(column)) = lower(NEW.\(column))
          AND other.id IS DISTINCT FROM NEW.id
          AND \(Schema.stands("other.entry")))
        """,
      message: message))
    """
  }
}
