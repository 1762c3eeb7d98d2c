import Kernel
public import Storage

extension SupplySchema {
  /// What donors announce thing by thing, the lists that were taken in, and what lists of stock said of things that bear no
  /// number.
  static let lists = Migration(
    "supply.lists.1",
    """
    CREATE TABLE announced_items (
      id INTEGER PRIMARY KEY,
      donation_line INTEGER NOT NULL REFERENCES donation_lines (id),
      replaces INTEGER UNIQUE REFERENCES announced_items (id),
      quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 10000 AND (serial IS NULL OR quantity = 1)),
      manufacturer TEXT,
      model TEXT,
      serial TEXT CHECK (trim(serial) <> ''),
      grams INTEGER CHECK (grams BETWEEN 1 AND 500000),
      bought_on TEXT CHECK (\(Schema.isDay("bought_on"))),
      year_made INTEGER CHECK (year_made BETWEEN 1980 AND 9999),
      value_cents INTEGER CHECK (value_cents >= 0),
      \(Schema.entryColumn)
    ) STRICT;
    CREATE INDEX announced_items_by_line ON announced_items (donation_line);
    CREATE INDEX announced_items_by_serial ON announced_items (lower(serial)) WHERE serial IS NOT NULL;
    \(Schema.appendOnly("announced_items", key: ["id"], unique: [["replaces"]]))
    \(Schema.byEntry("announced_items"))
    CREATE TABLE list_imports (
      \(Schema.entryColumn) PRIMARY KEY,
      kind TEXT NOT NULL CHECK (\(Schema.isOne("kind", of: ListKind.allCases))),
      digest BLOB NOT NULL CHECK (length(digest) = 32),
      last_entry INTEGER NOT NULL CHECK (last_entry >= entry)
    ) STRICT;
    CREATE INDEX list_imports_by_digest ON list_imports (digest);
    \(Schema.appendOnly("list_imports", key: ["entry"]))
    CREATE TABLE unnumbered_things (
      \(Schema.entryColumn) PRIMARY KEY,
      donation_line INTEGER NOT NULL REFERENCES donation_lines (id),
      told BLOB NOT NULL CHECK (length(told) = 32)
    ) STRICT;
    CREATE INDEX unnumbered_things_by_line ON unnumbered_things (donation_line);
    \(Schema.appendOnly("unnumbered_things", key: ["entry"]))
    """)
}

/// What a list that is taken in tells of.
public enum ListKind: String, Sendable, CaseIterable {
  /// What a donor will give.
  case announcement
  /// What was already there when Rebond came.
  case stock
  /// The loans that were running when Rebond came.
  case loans
}

extension ListKind: SQLConvertible {}
