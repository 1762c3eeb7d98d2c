import Kernel
public import Storage

/// The tables of supply and their guards.
public enum SupplySchema {
  /// The room's changes of schema, in order.
  public static let migrations = [
    Migration("supply.1", statuses + gisements + conventions + donations + afterwards + closings), lists,
  ]

  private static let statuses = """
    CREATE TABLE structure_statuses (
      \(Schema.entryColumn) PRIMARY KEY,
      structure INTEGER NOT NULL REFERENCES structures (id),
      status TEXT NOT NULL CHECK (\(Schema.isOne("status", of: StructureStatus.allCases))),
      since TEXT NOT NULL CHECK (\(Schema.isDay("since"))),
      ends_on TEXT CHECK (\(Schema.isDay("ends_on"))),
      CHECK (since <= ends_on)
    ) STRICT;
    CREATE INDEX structure_statuses_by_structure ON structure_statuses (structure, entry);
    \(Schema.appendOnly("structure_statuses", key: ["entry"]))
    \(Schema.refuse(
      "structure_statuses_are_filed_once", on: "structure_statuses",
      when: """
        EXISTS (SELECT 1 FROM structure_statuses AS other WHERE other.structure = NEW.structure
          AND other.status = NEW.status AND other.since = NEW.since AND other.ends_on IS NOT DISTINCT FROM NEW.ends_on
          AND other.entry <> NEW.entry AND NOT \(Schema.annulled("other.entry")))
        """,
      message: "ce statut est déjà au dossier"))

    """

  /// A person's name and contact are here and nowhere else; the journal knows a donor by its number.
  private static let gisements = """
    CREATE TABLE gisements (
      id INTEGER PRIMARY KEY,
      structure INTEGER REFERENCES structures (id),
      kind TEXT NOT NULL CHECK (\(Schema.isOne("kind", of: Donor.Kind.allCases))),
      \(Schema.entryColumn),
      CHECK ((structure IS NULL) = (kind = 'individual'))
    ) STRICT;
    CREATE INDEX gisements_by_structure ON gisements (structure);
    \(Schema.appendOnly("gisements", key: ["id"]))
    \(Schema.byEntry("gisements"))
    \(Schema.refuse(
      "gisements_are_registered_once", on: "gisements",
      when: """
        EXISTS (SELECT 1 FROM gisements AS other WHERE other.structure = NEW.structure
          AND other.id IS DISTINCT FROM NEW.id AND NOT \(Schema.annulled("other.entry")))
        """,
      message: "cette structure est déjà inscrite comme donateur"))
    CREATE TABLE individuals (
      \(Schema.entryColumn) PRIMARY KEY,
      donor INTEGER NOT NULL REFERENCES gisements (id),
      name TEXT NOT NULL CHECK (trim(name) <> ''),
      phone TEXT CHECK (phone <> ''),
      email TEXT CHECK (email <> ''),
      CHECK (phone IS NOT NULL OR email IS NOT NULL OR name = '\(Forgotten.dash)')
    ) STRICT;
    CREATE INDEX individuals_by_donor ON individuals (donor, entry);
    \(Schema.appendOnly(
      "individuals", key: ["entry"],
      forgetting: .words(
        ["name": .dash, "phone": .null, "email": .null], keeping: ["entry", "donor"], of: "'donor:' || OLD.donor")))
    \(Schema.refuse(
      "individuals_can_be_reached", on: "individuals", when: "NEW.phone IS NULL AND NEW.email IS NULL",
      message: "une personne qui donne a un téléphone ou un courriel"))
    \(Schema.refuse(
      "individuals_are_no_structures", on: "individuals",
      when: "EXISTS (SELECT 1 FROM gisements WHERE gisements.id = NEW.donor AND gisements.structure IS NOT NULL)",
      message: "le contact d''une structure est dans l''annuaire"))
    CREATE TABLE gisement_stages (
      \(Schema.entryColumn) PRIMARY KEY,
      donor INTEGER NOT NULL REFERENCES gisements (id),
      stage TEXT NOT NULL CHECK (\(Schema.isOne("stage", of: Donor.Stage.allCases)))
    ) STRICT;
    CREATE INDEX gisement_stages_by_donor ON gisement_stages (donor, entry);
    \(Schema.appendOnly("gisement_stages", key: ["entry"]))
    \(Schema.refuse(
      "gisement_stages_follow_the_table", on: "gisement_stages",
      when: "(\(stageSteps)) IS NOT TRUE", message: "un gisement ne passe pas de cette étape à celle-là"))
    CREATE TABLE prospectings (
      \(Schema.entryColumn) PRIMARY KEY,
      donor INTEGER NOT NULL REFERENCES gisements (id),
      owner INTEGER REFERENCES people (id),
      next_contact TEXT CHECK (\(Schema.isDay("next_contact"))),
      campaign TEXT CHECK (trim(campaign) <> ''),
      yearly_volume INTEGER CHECK (yearly_volume BETWEEN 1 AND 1000000),
      frequency TEXT CHECK (\(Schema.isOne("frequency", of: Prospecting.Frequency.allCases))),
      brought_by INTEGER REFERENCES structures (id)
    ) STRICT;
    CREATE INDEX prospectings_by_donor ON prospectings (donor, entry);
    \(Schema.appendOnly("prospectings", key: ["entry"]))
    CREATE TABLE contributions (
      \(Schema.entryColumn) PRIMARY KEY,
      donor INTEGER NOT NULL REFERENCES gisements (id),
      kind TEXT NOT NULL CHECK (kind IN ('money', 'skills')),
      cents INTEGER CHECK (cents > 0),
      hours INTEGER CHECK (hours BETWEEN 1 AND 100000),
      CHECK ((cents IS NOT NULL) = (kind = 'money')),
      CHECK ((hours IS NOT NULL) = (kind = 'skills'))
    ) STRICT;
    CREATE INDEX contributions_by_donor ON contributions (donor, entry);
    \(Schema.appendOnly("contributions", key: ["entry"]))

    """

  /// The stage a donor stands at, none before the first, and the new one, both in the one table of stages.
  private static var stageSteps: String {
    let standing = """
      (SELECT known.stage FROM gisement_stages AS known WHERE known.donor = NEW.donor
        AND NOT \(Schema.annulled("known.entry")) ORDER BY known.entry DESC LIMIT 1)
      """
    let steps = Donor.Stage.allCases.map { stage in
      "\(standing) = '\(stage.rawValue)' AND \(Schema.isOne("NEW.stage", of: stage.next))"
    }
    return (["\(standing) IS NULL"] + steps).map { "(\($0))" }.joined(separator: "\n  OR ")
  }

  private static let conventions = """
    CREATE TABLE conventions (
      id INTEGER PRIMARY KEY,
      donor INTEGER NOT NULL REFERENCES gisements (id),
      receiver INTEGER REFERENCES structures (id),
      reference TEXT NOT NULL CHECK (trim(reference) <> ''),
      ends_on TEXT CHECK (\(Schema.isDay("ends_on"))),
      erasure_level TEXT NOT NULL DEFAULT 'clear' CHECK (\(Schema.isOne("erasure_level", of: ErasureLevel.allCases))),
      no_resale INTEGER NOT NULL DEFAULT 0 CHECK (no_resale IN (0, 1)),
      certificate INTEGER NOT NULL DEFAULT 0 CHECK (certificate IN (0, 1)),
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
          AND other.id IS DISTINCT FROM NEW.id AND NOT \(Schema.annulled("other.entry")))
        """,
      message: "une convention porte déjà cette référence"))
    CREATE TABLE convention_papers (
      \(Schema.entryColumn) PRIMARY KEY,
      convention INTEGER NOT NULL REFERENCES conventions (id),
      digest BLOB NOT NULL REFERENCES stored_bytes (digest) CHECK (digest <> x'\(Digest.sha256([]))')
    ) STRICT;
    CREATE INDEX convention_papers_by_convention ON convention_papers (convention, entry);
    \(Schema.appendOnly("convention_papers", key: ["entry"]))
    \(Schema.refuse(
      "convention_papers_are_filed_once", on: "convention_papers",
      when: """
        NEW.digest = (SELECT other.digest FROM convention_papers AS other WHERE other.convention = NEW.convention
          AND other.entry <> NEW.entry AND NOT \(Schema.annulled("other.entry")) ORDER BY other.entry DESC LIMIT 1)
        """,
      message: "ce fichier est déjà celui de la convention"))

    """
}
