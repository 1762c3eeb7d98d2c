import Kernel
import Storage

extension InventorySchema {
  static let locations = """
    CREATE TABLE locations (
      id INTEGER PRIMARY KEY,
      parent INTEGER REFERENCES locations (id),
      place INTEGER NOT NULL REFERENCES places (id),
      kind TEXT NOT NULL CHECK (\(Schema.isOne("kind", of: Location.Kind.allCases))),
      name TEXT NOT NULL CHECK (trim(name) <> ''),
      \(Schema.entryColumn),
      CHECK ((parent IS NULL) = (kind = 'building')),
      CHECK (parent < id)
    ) STRICT;
    CREATE INDEX locations_by_parent ON locations (parent);
    \(Schema.appendOnly("locations", key: ["id"], act: "NEW.entry"))
    \(Schema.byEntry("locations"))
    CREATE TABLE device_locations (
      \(Schema.entryColumn) PRIMARY KEY,
      device INTEGER NOT NULL REFERENCES devices (id),
      location INTEGER REFERENCES locations (id)
    ) STRICT;
    CREATE INDEX device_locations_by_device ON device_locations (device, entry);
    CREATE INDEX device_locations_by_location ON device_locations (location, device);
    \(Schema.appendOnly("device_locations", key: ["entry"], act: "NEW.entry"))
    CREATE TABLE search_words (
      text TEXT NOT NULL,
      word TEXT NOT NULL CHECK (word <> ''),
      PRIMARY KEY (text, word)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX search_words_by_word ON search_words (word, text);
    \(Schema.appendOnly("search_words", key: ["text", "word"]))

    """

  static let shipments = """
    CREATE TABLE shipments (
      id INTEGER PRIMARY KEY,
      from_structure INTEGER NOT NULL REFERENCES structures (id),
      to_structure INTEGER NOT NULL REFERENCES structures (id),
      \(Schema.entryColumn),
      CHECK (from_structure <> to_structure)
    ) STRICT;
    \(Schema.appendOnly("shipments", key: ["id"], act: "NEW.entry"))
    \(Schema.byEntry("shipments"))
    CREATE TABLE shipment_items (
      shipment INTEGER NOT NULL REFERENCES shipments (id),
      device INTEGER NOT NULL REFERENCES devices (id),
      verdict BLOB CHECK (length(verdict) = 32),
      slip TEXT CHECK (trim(slip) <> ''),
      \(Schema.entryColumn),
      PRIMARY KEY (shipment, device, entry),
      CHECK ((verdict IS NULL) = (slip IS NOT NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX shipment_items_by_device ON shipment_items (device, shipment);
    \(Schema.appendOnly("shipment_items", key: ["shipment", "device", "entry"], act: "NEW.entry"))
    \(Schema.byEntry("shipment_items"))
    CREATE TABLE shipment_arrivals (
      shipment INTEGER NOT NULL,
      device INTEGER NOT NULL,
      \(Schema.entryColumn),
      PRIMARY KEY (shipment, device, entry),
      FOREIGN KEY (shipment) REFERENCES shipments (id),
      FOREIGN KEY (device) REFERENCES devices (id)
    ) STRICT, WITHOUT ROWID;
    \(Schema.appendOnly("shipment_arrivals", key: ["shipment", "device", "entry"], act: "NEW.entry"))
    \(Schema.byEntry("shipment_arrivals"))
    \(Schema.refuse(
      "shipment_items_are_here", on: "shipment_items",
      when: """
        NOT EXISTS (SELECT 1 FROM devices WHERE devices.id = NEW.device
          AND \(Schema.isOne("devices.state", of: ShipmentStore.sent))) OR \(inTransit("NEW.device"))
        """,
      message: "cet appareil ne peut pas être expédié"))
    \(Schema.refuse(
      "custodies_change_hands_clean", on: "custodies",
      when: """
        EXISTS (SELECT 1 FROM custodies AS known WHERE known.device = NEW.device AND known.holder <> NEW.holder
          AND known.entry = (SELECT max(last.entry) FROM custodies AS last WHERE last.device = NEW.device
            AND NOT \(Schema.annulled("last.entry")))
          AND NOT EXISTS (SELECT 1 FROM departures WHERE departures.device = NEW.device
            AND departures.entry >= known.entry AND NOT \(Schema.annulled("departures.entry")))
          AND NOT EXISTS (SELECT 1 FROM shipment_arrivals JOIN shipments ON shipments.id = shipment_arrivals.shipment
            WHERE shipment_arrivals.device = NEW.device AND shipments.to_structure = NEW.holder
            AND shipment_arrivals.entry > known.entry AND NOT \(Schema.annulled("shipment_arrivals.entry"))))
        AND NOT EXISTS (SELECT 1 FROM media_clearances WHERE media_clearances.entry = NEW.entry
          AND media_clearances.device = NEW.device)
        """,
      message: "aucun support ne change de mains sans être effacé, ou sous un papier qui le confie"))
    \(Schema.refuse(
      "shipment_arrivals_were_sent", on: "shipment_arrivals",
      when: """
        NOT EXISTS (SELECT 1 FROM shipment_items WHERE shipment_items.shipment = NEW.shipment
          AND shipment_items.device = NEW.device AND NOT \(Schema.annulled("shipment_items.entry")))
        """,
      message: "cet appareil n''est pas sur ce bon"))
    \(Schema.refuse(
      "movements_wait_for_arrival", on: "movements",
      when: "NEW.verb NOT IN ('lose', 'find') AND \(inTransit("NEW.device"))",
      message: "cet appareil est en route vers une autre structure"))

    """

  /// That a device was sent, and has not arrived.
  private static func inTransit(_ device: String) -> String {
    """
    EXISTS (SELECT 1 FROM shipment_items WHERE shipment_items.device = \(device)
      AND NOT \(Schema.annulled("shipment_items.entry"))
      AND NOT EXISTS (SELECT 1 FROM shipment_arrivals WHERE shipment_arrivals.shipment = shipment_items.shipment
        AND shipment_arrivals.device = shipment_items.device AND NOT \(Schema.annulled("shipment_arrivals.entry"))))
    """
  }

  static let stockTakes = """
    CREATE TABLE stocktakes (
      id INTEGER PRIMARY KEY,
      location INTEGER NOT NULL REFERENCES locations (id),
      \(Schema.entryColumn)
    ) STRICT;
    \(Schema.appendOnly("stocktakes", key: ["id"], act: "NEW.entry"))
    \(Schema.byEntry("stocktakes"))
    CREATE TABLE stocktake_scans (
      stocktake INTEGER NOT NULL REFERENCES stocktakes (id),
      device INTEGER NOT NULL REFERENCES devices (id),
      \(Schema.entryColumn),
      PRIMARY KEY (stocktake, device, entry)
    ) STRICT, WITHOUT ROWID;
    \(Schema.appendOnly("stocktake_scans", key: ["stocktake", "device", "entry"], act: "NEW.entry"))
    \(Schema.byEntry("stocktake_scans"))
    CREATE TABLE stocktake_ends (
      \(Schema.entryColumn) PRIMARY KEY,
      stocktake INTEGER NOT NULL REFERENCES stocktakes (id)
    ) STRICT;
    CREATE INDEX stocktake_ends_by_stocktake ON stocktake_ends (stocktake, entry);
    \(Schema.appendOnly("stocktake_ends", key: ["entry"], act: "NEW.entry"))
    \(["stocktake_scans", "stocktake_ends"].map { table in
      Schema.refuse(
        "\(table)_while_open", on: table,
        when: """
          EXISTS (SELECT 1 FROM stocktake_ends AS ended WHERE ended.stocktake = NEW.stocktake
            AND NOT \(Schema.annulled("ended.entry")))
          """,
        message: "cet inventaire est terminé")
    }.joined())

    """

  static let kits = """
    CREATE TABLE kit_items (
      \(Schema.entryColumn) PRIMARY KEY,
      device INTEGER NOT NULL REFERENCES devices (id),
      item TEXT NOT NULL CHECK (\(Schema.isOne("item", of: KitItem.allCases))),
      present INTEGER NOT NULL CHECK (present IN (0, 1)),
      number TEXT CHECK (number NOT GLOB '*[^0-9]*' AND length(number) BETWEEN 18 AND 20),
      CHECK (number IS NULL OR item = 'sim')
    ) STRICT;
    CREATE INDEX kit_items_by_device ON kit_items (device, item, entry);
    CREATE INDEX kit_items_by_number ON kit_items (number) WHERE number IS NOT NULL;
    \(Schema.appendOnly("kit_items", key: ["entry"], act: "NEW.entry"))
    CREATE TABLE stock_moves (
      \(Schema.entryColumn) PRIMARY KEY,
      item TEXT NOT NULL CHECK (\(Schema.isOne("item", of: KitItem.allCases))),
      quantity INTEGER NOT NULL CHECK (quantity <> 0)
    ) STRICT;
    CREATE INDEX stock_moves_by_item ON stock_moves (item);
    \(Schema.appendOnly("stock_moves", key: ["entry"], act: "NEW.entry"))
    CREATE TABLE stock_thresholds (
      \(Schema.entryColumn) PRIMARY KEY,
      item TEXT NOT NULL CHECK (\(Schema.isOne("item", of: KitItem.allCases))),
      minimum INTEGER NOT NULL CHECK (minimum >= 0)
    ) STRICT;
    \(Schema.appendOnly("stock_thresholds", key: ["entry"], act: "NEW.entry"))

    """
}
