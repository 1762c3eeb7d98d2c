import Kernel
import Storage

extension SupplySchema {
  static let donations = """
    CREATE TABLE donations (
      id INTEGER PRIMARY KEY,
      donor INTEGER NOT NULL REFERENCES gisements (id),
      convention INTEGER,
      receiver INTEGER REFERENCES structures (id),
      legal_origin TEXT NOT NULL CHECK (\(Schema.isOne("legal_origin", of: LegalOrigin.allCases))),
      \(Schema.entryColumn),
      FOREIGN KEY (convention, donor) REFERENCES conventions (id, donor)
    ) STRICT;
    CREATE INDEX donations_by_donor ON donations (donor);
    \(Schema.appendOnly("donations", key: ["id"]))
    \(Schema.byEntry("donations"))
    \(Schema.refuse(
      "donations_have_their_donors_origin", on: "donations", when: "NOT (\(originsOfDonors))",
      message: "ce donateur ne peut pas donner à ce titre"))
    \(Schema.refuse(
      "donations_of_public_bodies_have_a_receiver", on: "donations",
      when: """
        NEW.legal_origin = 'public-gift' AND NOT \(mayReceive)
        """,
      message: "un don public va à une structure dont le statut est au dossier"))
    \(Schema.refuse(
      "donations_come_from_active_gisements", on: "donations",
      when: """
        NOT EXISTS (SELECT 1 FROM gisement_stages AS known WHERE known.donor = NEW.donor AND known.stage = 'active'
          AND NOT \(Schema.annulled("known.entry")))
        """,
      message: "ce gisement n''a jamais été actif"))
    CREATE TABLE donation_terms (
      \(Schema.entryColumn) PRIMARY KEY,
      donation INTEGER NOT NULL REFERENCES donations (id),
      convention INTEGER REFERENCES conventions (id),
      receiver INTEGER REFERENCES structures (id)
    ) STRICT;
    CREATE INDEX donation_terms_by_donation ON donation_terms (donation, entry);
    \(Schema.appendOnly("donation_terms", key: ["entry"]))
    \(Schema.refuse(
      "donation_terms_are_the_donors", on: "donation_terms",
      when: """
        NEW.convention IS NOT NULL AND NOT EXISTS (SELECT 1 FROM donations
          JOIN conventions ON conventions.donor = donations.donor
          WHERE donations.id = NEW.donation AND conventions.id = NEW.convention)
        """,
      message: "cette convention est celle d''un autre donateur"))
    \(Schema.refuse(
      "donation_terms_of_public_bodies_have_a_receiver", on: "donation_terms",
      when: """
        EXISTS (SELECT 1 FROM donations WHERE donations.id = NEW.donation AND donations.legal_origin = 'public-gift')
          AND NOT \(mayReceive)
        """,
      message: "un don public va à une structure dont le statut est au dossier"))
    CREATE VIEW gifts AS
    SELECT donations.id AS id, donations.donor AS donor, donations.legal_origin AS legal_origin,
      donations.entry AS entry,
      CASE WHEN terms.entry IS NULL THEN donations.convention ELSE terms.convention END AS convention,
      CASE WHEN terms.entry IS NULL THEN donations.receiver ELSE terms.receiver END AS receiver
    FROM donations LEFT JOIN donation_terms AS terms ON terms.entry = (SELECT max(word.entry)
      FROM donation_terms AS word WHERE word.donation = donations.id AND NOT \(Schema.annulled("word.entry")));
    CREATE TABLE donation_lines (
      id INTEGER PRIMARY KEY,
      donation INTEGER NOT NULL REFERENCES donations (id),
      category TEXT NOT NULL CHECK (\(Schema.isOne("category", of: DeviceCategory.allCases))),
      quantity INTEGER NOT NULL CHECK (quantity BETWEEN 0 AND 1000000),
      unit_cents INTEGER CHECK (unit_cents >= 0),
      \(Schema.entryColumn),
      UNIQUE (donation, category)
    ) STRICT;
    \(Schema.appendOnly("donation_lines", key: ["id"], unique: [["donation", "category"]]))
    \(Schema.byEntry("donation_lines"))
    \(Schema.refuse(
      "donation_lines_are_announced_with_the_gift", on: "donation_lines",
      when: """
        (NEW.quantity > 0) <> (NEW.entry = (SELECT donations.entry FROM donations WHERE donations.id = NEW.donation))
        """,
      message: "ce qui vient après l''annonce n''était pas annoncé"))

    """

  /// That the receiver has a status that lets it receive public gifts; on which day, only the journal knows.
  private static let mayReceive = """
    EXISTS (SELECT 1 FROM structure_statuses AS known
          WHERE known.structure = NEW.receiver AND NOT \(Schema.annulled("known.entry"))
          AND \(Schema.isOne("known.status", of: StructureStatus.allCases.filter(\.mayReceivePublicGifts))))
    """

  /// A donor's kind and what it can give as, both in the one table of origins.
  private static var originsOfDonors: String {
    Donor.Kind.allCases.map { kind in
      """
      (\(Schema.isOne("NEW.legal_origin", of: kind.origins)) AND EXISTS (SELECT 1 FROM gisements
          WHERE gisements.id = NEW.donor AND gisements.kind = '\(kind.rawValue)'))
      """
    }.joined(separator: "\n  OR ")
  }

  /// The appointment to fetch a gift, and what is issued for it.
  static let afterwards = """
    CREATE TABLE appointments (
      \(Schema.entryColumn) PRIMARY KEY,
      donation INTEGER NOT NULL REFERENCES donations (id),
      on_day TEXT NOT NULL CHECK (\(Schema.isDay("on_day"))),
      at_time TEXT CHECK (at_time GLOB '[0-2][0-9]:[0-5][0-9]' AND at_time < '24:00'),
      place INTEGER REFERENCES places (id),
      address TEXT CHECK (trim(address) <> ''),
      CHECK ((place IS NULL) <> (address IS NULL))
    ) STRICT;
    CREATE INDEX appointments_by_donation ON appointments (donation, entry);
    \(Schema.appendOnly(
      "appointments", key: ["entry"],
      forgetting: .words(
        ["address": .dash], keeping: ["entry", "donation", "on_day", "at_time", "place"],
        of: "(SELECT 'donor:' || donations.donor FROM donations WHERE donations.id = OLD.donation)")))
    CREATE TABLE tax_receipts (
      id INTEGER PRIMARY KEY,
      donation INTEGER NOT NULL REFERENCES donations (id),
      form TEXT NOT NULL CHECK (\(Schema.isOne("form", of: TaxReceipt.Form.allCases))),
      cents INTEGER NOT NULL CHECK (cents > 0),
      \(Schema.entryColumn)
    ) STRICT;
    CREATE INDEX tax_receipts_by_donation ON tax_receipts (donation);
    \(Schema.appendOnly("tax_receipts", key: ["id"]))
    \(Schema.byEntry("tax_receipts"))
    \(Schema.refuse(
      "tax_receipts_are_issued_once", on: "tax_receipts",
      when: """
        EXISTS (SELECT 1 FROM tax_receipts AS other WHERE other.donation = NEW.donation
          AND other.id IS DISTINCT FROM NEW.id AND NOT \(Schema.annulled("other.entry")))
        """,
      message: "un reçu est déjà émis pour ce don"))
    \(Schema.refuse(
      "tax_receipts_need_a_right", on: "tax_receipts",
      when: """
        NOT EXISTS (SELECT 1 FROM gifts AS donations JOIN structure_statuses AS known ON known.structure = donations.receiver
          WHERE donations.id = NEW.donation AND known.status = 'tax-receipts' AND NOT \(Schema.annulled("known.entry")))
        """,
      message: "seule une structure habilitée émet des reçus"))

    """
}
