import Kernel
import Storage

extension InventorySchema {
  /// People's own things: a code of theirs is no device's, and no device's is theirs.
  static let visitors = """
    CREATE TABLE visitors (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE CHECK (length(code) = 9),
      category TEXT NOT NULL CHECK (\(Schema.isOne("category", of: DeviceCategory.allCases))),
      name TEXT NOT NULL CHECK (trim(name) <> ''),
      \(Schema.entryColumn)
    ) STRICT;
    \(Schema.appendOnly("visitors", key: ["id"], unique: [["code"]], act: "NEW.entry"))
    \(Schema.byEntry("visitors"))
    \(Schema.refuse(
      "visitors_are_no_devices", on: "visitors",
      when: "EXISTS (SELECT 1 FROM devices WHERE devices.code = NEW.code)",
      message: "ce code est celui d''un appareil de la filière"))
    \(Schema.refuse(
      "devices_are_no_visitors", on: "devices", rowsChange: true,
      when: "EXISTS (SELECT 1 FROM visitors WHERE visitors.code = NEW.code)",
      message: "ce code est celui d''un appareil confié en réparation, qui n''entre jamais dans le stock"))
    CREATE TABLE visitor_owners (
      visitor INTEGER PRIMARY KEY REFERENCES visitors (id),
      name TEXT NOT NULL CHECK (trim(name) <> ''),
      contact TEXT
    ) STRICT;
    \(Schema.keepsKeys(of: "visitor_owners", [["visitor"]]))
    CREATE TRIGGER visitor_owners_never_change BEFORE UPDATE ON visitor_owners
    BEGIN SELECT RAISE(ABORT, 'visitor_owners: rows are never changed'); END;
    CREATE TRIGGER visitor_owners_stay_with_their_things BEFORE DELETE ON visitor_owners
    WHEN NOT EXISTS (SELECT 1 FROM visitor_returns WHERE visitor_returns.visitor = OLD.visitor
      AND \(Schema.stands("visitor_returns.entry")))
    BEGIN SELECT RAISE(ABORT, 'on n''oublie pas à qui est un appareil avant de l''avoir rendu'); END;
    CREATE TABLE visitor_media (
      visitor INTEGER NOT NULL REFERENCES visitors (id),
      serial TEXT NOT NULL CHECK (serial <> ''),
      \(Schema.entryColumn),
      PRIMARY KEY (visitor, serial)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX visitor_media_by_serial ON visitor_media (serial);
    \(Schema.appendOnly("visitor_media", key: ["visitor", "serial"], act: "NEW.entry"))
    \(Schema.byEntry("visitor_media"))
    CREATE TABLE visitor_returns (
      \(Schema.entryColumn) PRIMARY KEY,
      visitor INTEGER NOT NULL REFERENCES visitors (id)
    ) STRICT;
    CREATE INDEX visitor_returns_by_visitor ON visitor_returns (visitor, entry);
    \(Schema.appendOnly("visitor_returns", key: ["entry"], act: "NEW.entry"))
    \(Schema.refuse(
      "visitor_returns_once", on: "visitor_returns",
      when: """
        EXISTS (SELECT 1 FROM visitor_returns AS other WHERE other.visitor = NEW.visitor
          AND NOT \(Schema.annulled("other.entry")))
        """,
      message: "cet appareil est déjà rendu"))
    CREATE TABLE visitor_losses (
      \(Schema.entryColumn) PRIMARY KEY,
      visitor INTEGER NOT NULL REFERENCES visitors (id),
      report TEXT NOT NULL CHECK (trim(report) <> '')
    ) STRICT;
    CREATE INDEX visitor_losses_by_visitor ON visitor_losses (visitor, entry);
    \(Schema.appendOnly("visitor_losses", key: ["entry"], act: "NEW.entry"))
    CREATE TABLE visitor_finds (
      \(Schema.entryColumn) PRIMARY KEY,
      loss INTEGER NOT NULL REFERENCES visitor_losses (entry)
    ) STRICT;
    CREATE INDEX visitor_finds_by_loss ON visitor_finds (loss);
    \(Schema.appendOnly("visitor_finds", key: ["entry"], act: "NEW.entry"))
    \(Schema.refuse(
      "visitor_losses_are_here", on: "visitor_losses",
      when: """
        \(isLost("NEW.visitor")) OR EXISTS (SELECT 1 FROM visitor_returns WHERE visitor_returns.visitor = NEW.visitor
          AND NOT \(Schema.annulled("visitor_returns.entry")))
        """,
      message: "cet appareil est déjà rendu, ou perdu"))
    \(Schema.refuse(
      "visitor_returns_are_here", on: "visitor_returns", when: isLost("NEW.visitor"),
      message: "cet appareil est perdu"))
    \(Schema.refuse(
      "visitor_finds_once", on: "visitor_finds",
      when: """
        EXISTS (SELECT 1 FROM visitor_finds AS other WHERE other.loss = NEW.loss AND NOT \(Schema.annulled("other.entry")))
        OR EXISTS (SELECT 1 FROM visitor_losses WHERE visitor_losses.entry = NEW.loss
          AND \(Schema.annulled("visitor_losses.entry")))
        """,
      message: "cet appareil n''est pas perdu"))

    """

  /// That somebody's own thing was lost, and not found.
  private static func isLost(_ visitor: String) -> String {
    """
    EXISTS (SELECT 1 FROM visitor_losses AS lost WHERE lost.visitor = \(visitor) AND NOT \(Schema.annulled("lost.entry"))
      AND NOT EXISTS (SELECT 1 FROM visitor_finds AS found WHERE found.loss = lost.entry
        AND NOT \(Schema.annulled("found.entry"))))
    """
  }

  static let parts = """
    CREATE TABLE parts (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (\(Schema.isOne("kind", of: Part.Kind.allCases))),
      name TEXT NOT NULL CHECK (trim(name) <> ''),
      device INTEGER REFERENCES devices (id),
      price_cents INTEGER CHECK (price_cents >= 0),
      \(Schema.entryColumn),
      CHECK (device IS NULL OR price_cents IS NULL),
      CHECK (device IS NULL OR kind <> 'storage')
    ) STRICT;
    CREATE INDEX parts_by_device ON parts (device) WHERE device IS NOT NULL;
    \(Schema.appendOnly("parts", key: ["id"], act: "NEW.entry"))
    \(Schema.byEntry("parts"))
    \(Schema.refuse(
      "parts_come_from_the_workshop", on: "parts",
      when: """
        NEW.device IS NOT NULL AND NOT EXISTS (SELECT 1 FROM devices WHERE devices.id = NEW.device
          AND \(Schema.isOne("devices.state", of: Part.givers)))
        """,
      message: "on ne prend de pièces que sur un appareil en atelier ou démonté"))
    CREATE TABLE part_uses (
      \(Schema.entryColumn) PRIMARY KEY,
      part INTEGER NOT NULL REFERENCES parts (id),
      repair INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX part_uses_by_part ON part_uses (part, entry);
    CREATE INDEX part_uses_by_repair ON part_uses (repair);
    \(Schema.appendOnly("part_uses", key: ["entry"], act: "NEW.entry"))
    \(Schema.refuse(
      "part_uses_once", on: "part_uses",
      when: """
        EXISTS (SELECT 1 FROM part_uses AS other WHERE other.part = NEW.part AND NOT \(Schema.annulled("other.entry")))
        OR EXISTS (SELECT 1 FROM parts WHERE parts.id = NEW.part AND \(Schema.annulled("parts.entry")))
        """,
      message: "cette pièce est déjà montée"))

    """
}
