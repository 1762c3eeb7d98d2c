import Storage

extension RefurbishmentSchema {
  static let repairs = """
    CREATE TABLE repairs (
      id INTEGER PRIMARY KEY,
      device INTEGER REFERENCES devices (id),
      round INTEGER CHECK (round >= 1),
      visitor INTEGER REFERENCES visitors (id),
      diagnosis TEXT NOT NULL CHECK (trim(diagnosis) <> ''),
      \(Schema.entryColumn),
      CHECK ((device IS NULL) <> (visitor IS NULL)),
      CHECK ((device IS NULL) = (round IS NULL))
    ) STRICT;
    CREATE INDEX repairs_by_device ON repairs (device, round);
    CREATE INDEX repairs_by_visitor ON repairs (visitor);
    \(Schema.appendOnly("repairs", key: ["id"], act: "NEW.entry"))
    \(Schema.byEntry("repairs"))
    \(Schema.refuse(
      "repairs_one_at_a_time", on: "repairs",
      when: """
        EXISTS (SELECT 1 FROM repairs AS other WHERE (other.device = NEW.device AND other.round = NEW.round
            OR other.visitor = NEW.visitor) AND \(Schema.stands("other.entry"))
          AND NOT EXISTS (SELECT 1 FROM repair_ends WHERE repair_ends.repair = other.id
            AND \(Schema.stands("repair_ends.entry"))))
        """,
      message: "une réparation de cet appareil n''est pas terminée"))
    CREATE TABLE repair_ends (
      \(Schema.entryColumn) PRIMARY KEY,
      repair INTEGER NOT NULL REFERENCES repairs (id),
      outcome TEXT NOT NULL CHECK (\(Schema.isOne("outcome", of: Repair.Outcome.allCases))),
      minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 10000),
      cost_cents INTEGER CHECK (cost_cents >= 0)
    ) STRICT;
    CREATE INDEX repair_ends_by_repair ON repair_ends (repair, entry);
    \(Schema.appendOnly("repair_ends", key: ["entry"], act: "NEW.entry"))
    \(Schema.refuse(
      "repair_ends_once", on: "repair_ends",
      when: """
        NOT EXISTS (SELECT 1 FROM repairs WHERE repairs.id = NEW.repair AND \(Schema.stands("repairs.entry")))
        OR EXISTS (SELECT 1 FROM repair_ends AS other WHERE other.repair = NEW.repair AND \(Schema.stands("other.entry")))
        """,
      message: "cette réparation est terminée, ou n''existe pas"))

    """

  static let policies = """
    CREATE TABLE workshop_policies (
      \(Schema.entryColumn) PRIMARY KEY,
      id TEXT NOT NULL CHECK (id <> ''),
      version TEXT NOT NULL CHECK (version <> ''),
      digest BLOB NOT NULL CHECK (length(digest) = 32),
      body TEXT NOT NULL
    ) STRICT;
    \(Schema.appendOnly("workshop_policies", key: ["entry"], act: "NEW.entry"))

    """

  static let alarms = """
    CREATE TABLE alarms (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (\(Schema.isOne("kind", of: Alarm.Kind.allCases))),
      device INTEGER REFERENCES devices (id),
      visitor INTEGER REFERENCES visitors (id),
      medium INTEGER REFERENCES media (id),
      report INTEGER REFERENCES evidence_reports (id),
      \(Schema.entryColumn),
      CHECK ((device IS NULL) <> (visitor IS NULL)),
      CHECK (medium IS NULL OR device IS NOT NULL)
    ) STRICT;
    \(Schema.appendOnly("alarms", key: ["id"], act: "NEW.entry"))
    \(Schema.byEntry("alarms"))
    CREATE TABLE alarm_settlements (
      \(Schema.entryColumn) PRIMARY KEY,
      alarm INTEGER NOT NULL REFERENCES alarms (id),
      note TEXT NOT NULL CHECK (trim(note) <> '')
    ) STRICT;
    CREATE INDEX alarm_settlements_by_alarm ON alarm_settlements (alarm, entry);
    \(Schema.appendOnly("alarm_settlements", key: ["entry"], act: "NEW.entry"))
    \(Schema.refuse(
      "alarm_settlements_once", on: "alarm_settlements",
      when: """
        EXISTS (SELECT 1 FROM alarm_settlements AS other WHERE other.alarm = NEW.alarm AND \(Schema.stands("other.entry")))
        """,
      message: "cette alerte est déjà traitée"))

    """
}
