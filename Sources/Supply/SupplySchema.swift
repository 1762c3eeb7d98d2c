import Kernel
public import Storage

/// The tables of supply and their guards.
public enum SupplySchema {
  /// The room's changes of schema, in order.
  public static let migrations = [
    Migration(
      "supply.1",
      """
      CREATE TABLE gisements (
        id INTEGER PRIMARY KEY,
        structure INTEGER NOT NULL REFERENCES structures (id),
        stage TEXT NOT NULL CHECK (stage IN (\(Schema.words(Donor.Stage.allCases)))),
        is_public INTEGER NOT NULL CHECK (is_public IN (0, 1)),
        \(Schema.entryColumn)
      ) STRICT;
      CREATE INDEX gisements_by_structure ON gisements (structure);
      \(Schema.appendOnly("gisements", key: ["id"]))
      \(Schema.byEntry("gisements"))
      \(Schema.refuse(
        "gisements_are_registered_once", on: "gisements",
        when: """
          EXISTS (SELECT 1 FROM gisements AS other WHERE other.structure = NEW.structure
            AND other.id IS DISTINCT FROM NEW.id
            AND NOT EXISTS (SELECT 1 FROM corrections WHERE corrections.corrected = other.entry AND corrections.annuls = 1))
          """,
        message: "cette structure est déjà inscrite comme donateur"))
      CREATE TABLE conventions (
        id INTEGER PRIMARY KEY,
        donor INTEGER NOT NULL REFERENCES gisements (id),
        reference TEXT NOT NULL CHECK (trim(reference) <> ''),
        ends_on TEXT CHECK (\(Schema.isDay("ends_on"))),
        \(Schema.entryColumn),
        UNIQUE (id, donor)
      ) STRICT;
      CREATE INDEX conventions_by_reference ON conventions (reference);
      \(Schema.appendOnly("conventions", key: ["id"], unique: [["id", "donor"]]))
      \(Schema.byEntry("conventions"))
      \(Schema.refuse(
        "conventions_are_signed_once", on: "conventions",
        when: """
          EXISTS (SELECT 1 FROM conventions AS other WHERE other.reference = NEW.reference
            AND other.id IS DISTINCT FROM NEW.id
            AND NOT EXISTS (SELECT 1 FROM corrections WHERE corrections.corrected = other.entry AND corrections.annuls = 1))
          """,
        message: "une convention porte déjà cette référence"))
      CREATE TABLE donations (
        id INTEGER PRIMARY KEY,
        donor INTEGER NOT NULL REFERENCES gisements (id),
        convention INTEGER,
        legal_origin TEXT NOT NULL CHECK (legal_origin IN (\(Schema.words(LegalOrigin.allCases)))),
        \(Schema.entryColumn),
        FOREIGN KEY (convention, donor) REFERENCES conventions (id, donor)
      ) STRICT;
      \(Schema.appendOnly("donations", key: ["id"]))
      \(Schema.byEntry("donations"))
      \(originOfDonor)
      CREATE TABLE donation_lines (
        id INTEGER PRIMARY KEY,
        donation INTEGER NOT NULL REFERENCES donations (id),
        category TEXT NOT NULL CHECK (category IN (\(Schema.words(DeviceCategory.allCases)))),
        quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
        \(Schema.entryColumn),
        UNIQUE (donation, category)
      ) STRICT;
      \(Schema.appendOnly("donation_lines", key: ["id"], unique: [["donation", "category"]]))
      \(Schema.byEntry("donation_lines"))
      """),
    lists,
  ]

  /// What a public body gives is a public gift, with its rules of resale (CGPPP, art. L. 3212-2); nobody else makes one.
  private static let originOfDonor = Schema.refuse(
    "donations_have_their_donors_origin", on: "donations",
    when: """
      (NEW.legal_origin = 'public-gift')
        <> (SELECT gisements.is_public = 1 FROM gisements WHERE gisements.id = NEW.donor)
      """,
    message: "le don d''une personne publique est un don public, et lui seul")
}
