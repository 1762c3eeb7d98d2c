import Kernel
import Storage

extension DirectorySchema {
  /// The badges people were given, each with its PIN as it is kept; the last one given to a person is theirs.
  static let badges = """
    CREATE TABLE badges (
      \(Schema.entryColumn) PRIMARY KEY,
      person INTEGER NOT NULL REFERENCES people (id),
      number INTEGER NOT NULL UNIQUE CHECK (number BETWEEN 0 AND \(BadgeNumber.last)),
      pin TEXT CHECK (pin LIKE '$argon2id$%')
    ) STRICT;
    CREATE INDEX badges_by_person ON badges (person, entry);
    \(Schema.appendOnly(
      "badges", key: ["entry"], unique: [["number"]],
      forgetting: .words(["pin": .null], keeping: ["entry", "person", "number"], of: "'person:' || OLD.person")))
    """
}
