import Kernel
import Storage

extension InventorySchema {
  /// What proves an end, and what a device that comes back as a gift comes with.
  static let ends = """
    CREATE TABLE departures (
      \(Schema.entryColumn) PRIMARY KEY,
      device INTEGER NOT NULL REFERENCES devices (id),
      end_state TEXT NOT NULL CHECK (\(Schema.isOne("end_state", of: Device.StateName.allCases.filter(\.isEnd)))),
      recipient INTEGER REFERENCES structures (id),
      slip TEXT CHECK (trim(slip) <> ''),
      paper BLOB REFERENCES stored_bytes (digest),
      price_cents INTEGER CHECK (price_cents > 0),
      CHECK (recipient IS NOT NULL OR end_state <> 'recycled'),
      CHECK (recipient IS NULL OR end_state NOT IN ('harvested', 'lost')),
      CHECK ((price_cents IS NOT NULL) = (end_state = 'sold')),
      CHECK ((slip IS NOT NULL) = (end_state <> 'harvested')),
      FOREIGN KEY (device, entry) REFERENCES movements (device, entry) DEFERRABLE INITIALLY DEFERRED
    ) STRICT;
    CREATE TABLE media_clearances (
      \(Schema.entryColumn) PRIMARY KEY,
      device INTEGER NOT NULL REFERENCES devices (id),
      verdict BLOB CHECK (length(verdict) = 32),
      destroyer INTEGER REFERENCES structures (id),
      slip TEXT CHECK (trim(slip) <> ''),
      CHECK ((verdict IS NULL) = (destroyer IS NOT NULL)),
      CHECK ((destroyer IS NULL) = (slip IS NULL))
    ) STRICT;
    CREATE INDEX media_clearances_by_device ON media_clearances (device, entry);
    \(Schema.appendOnly("media_clearances", key: ["entry"], act: "NEW.entry"))
    CREATE INDEX departures_by_device ON departures (device, entry);
    \(Schema.appendOnly("departures", key: ["entry"], act: "NEW.entry"))
    \(Schema.refuse(
      "departures_leave_no_data", on: "departures",
      when: """
        NEW.end_state IN (\(Schema.words(MediaClearance.needed))) AND NOT EXISTS (SELECT 1 FROM media_clearances
          WHERE media_clearances.entry = NEW.entry AND media_clearances.device = NEW.device)
        AND NOT EXISTS (SELECT 1 FROM devices WHERE devices.id = NEW.device AND devices.state = 'out')
        """,
      message: "aucun support ne part sans être effacé, ou sous un papier qui nomme qui le détruit"))
    \(Schema.refuse(
      "movements_end_with_a_proof", on: "movements",
      when: """
        \(Schema.isOne("NEW.state", of: Device.StateName.allCases.filter(\.isEnd))) AND NOT EXISTS (SELECT 1 FROM departures
          WHERE departures.entry = NEW.entry AND departures.device = NEW.device AND departures.end_state = NEW.state)
        """,
      message: "un appareil ne quitte la filière qu''avec sa preuve"))
    \(Schema.refuse(
      "departures_to_somebody", on: "departures",
      when: """
        NEW.end_state = 'given' AND NEW.recipient IS NULL AND NOT EXISTS (SELECT 1 FROM devices
          WHERE devices.id = NEW.device AND devices.state IN ('reserved', 'out'))
        """,
      message: "un appareil du stock n''est donné qu''à une structure"))
    CREATE TABLE sale_prices (
      \(Schema.entryColumn) PRIMARY KEY,
      departure INTEGER NOT NULL REFERENCES departures (entry),
      price_cents INTEGER NOT NULL CHECK (price_cents > 0)
    ) STRICT;
    CREATE INDEX sale_prices_by_departure ON sale_prices (departure, entry);
    \(Schema.appendOnly("sale_prices", key: ["entry"], act: "NEW.entry"))
    \(Schema.refuse(
      "sale_prices_are_of_sales", on: "sale_prices",
      when: """
        NOT EXISTS (SELECT 1 FROM departures WHERE departures.entry = NEW.departure AND departures.end_state = 'sold')
        """,
      message: "seule une vente a un prix"))
    CREATE TABLE redonations (
      \(Schema.entryColumn) PRIMARY KEY,
      device INTEGER NOT NULL REFERENCES devices (id),
      donation_line INTEGER NOT NULL REFERENCES donation_lines (id),
      legal_origin TEXT NOT NULL CHECK (\(Schema.isOne("legal_origin", of: LegalOrigin.allCases))),
      FOREIGN KEY (device, entry) REFERENCES movements (device, entry) DEFERRABLE INITIALLY DEFERRED
    ) STRICT;
    CREATE INDEX redonations_by_device ON redonations (device, entry);
    CREATE INDEX redonations_by_donation_line ON redonations (donation_line);
    \(Schema.appendOnly("redonations", key: ["entry"], act: "NEW.entry"))
    \(Schema.refuse(
      "movements_come_back_by_a_donation", on: "movements",
      when: """
        NEW.verb = 'donate-again' AND NOT EXISTS (SELECT 1 FROM redonations
          WHERE redonations.entry = NEW.entry AND redonations.device = NEW.device)
        """,
      message: "un appareil parti chez quelqu''un ne revient que par un nouveau don"))
    CREATE VIEW arrivals AS
    SELECT movements.entry AS entry, devices.id AS device, devices.donation_line AS donation_line,
      devices.legal_origin AS legal_origin, movements.round AS round
    FROM devices JOIN movements ON movements.device = devices.id AND movements.previous IS NULL
    UNION ALL
    SELECT redonations.entry, redonations.device, redonations.donation_line, redonations.legal_origin, movements.round
    FROM redonations JOIN movements ON movements.entry = redonations.entry;

    """

  /// Who owns and who holds, and what is told of a device besides its identity; the latest standing word wins.
  static let custody = """
    CREATE TABLE custodies (
      \(Schema.entryColumn) PRIMARY KEY,
      device INTEGER NOT NULL REFERENCES devices (id),
      owner INTEGER NOT NULL REFERENCES structures (id),
      holder INTEGER NOT NULL REFERENCES structures (id),
      agent INTEGER REFERENCES structures (id),
      CHECK (agent <> owner)
    ) STRICT;
    CREATE INDEX custodies_by_device ON custodies (device, entry);
    \(Schema.appendOnly("custodies", key: ["entry"], act: "NEW.entry"))
    CREATE TABLE device_particulars (
      \(Schema.entryColumn) PRIMARY KEY,
      device INTEGER NOT NULL REFERENCES devices (id),
      year_made INTEGER CHECK (year_made BETWEEN 1980 AND 9999),
      grams INTEGER CHECK (grams BETWEEN 1 AND 1000000),
      CHECK (year_made IS NOT NULL OR grams IS NOT NULL)
    ) STRICT;
    CREATE INDEX device_particulars_by_device ON device_particulars (device, entry);
    \(Schema.appendOnly("device_particulars", key: ["entry"], act: "NEW.entry"))
    CREATE TABLE device_systems (
      \(Schema.entryColumn) PRIMARY KEY,
      device INTEGER NOT NULL REFERENCES devices (id),
      system TEXT CHECK (trim(system) <> ''),
      tpm INTEGER CHECK (tpm IN (0, 1)),
      CHECK (system IS NOT NULL OR tpm IS NOT NULL)
    ) STRICT;
    CREATE INDEX device_systems_by_device ON device_systems (device, entry);
    \(Schema.appendOnly("device_systems", key: ["entry"], act: "NEW.entry"))
    CREATE TABLE device_places (
      \(Schema.entryColumn) PRIMARY KEY,
      device INTEGER NOT NULL REFERENCES devices (id),
      place INTEGER NOT NULL REFERENCES places (id)
    ) STRICT;
    CREATE INDEX device_places_by_device ON device_places (device, entry);
    CREATE INDEX device_places_by_place ON device_places (place, device);
    \(Schema.appendOnly("device_places", key: ["entry"], act: "NEW.entry"))

    """
}
