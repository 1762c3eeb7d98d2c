import Storage

extension LoansSchema {
  /// What happens to devices in households' hands, and to households themselves.
  static let incidents = """
    CREATE TABLE incidents (
      id INTEGER PRIMARY KEY,
      contract INTEGER NOT NULL REFERENCES contracts (id),
      device INTEGER NOT NULL REFERENCES devices (id),
      kind TEXT NOT NULL CHECK (\(word("kind", Incident.Kind.self))),
      suspends INTEGER NOT NULL CHECK (suspends IN (0, 1)),
      remark TEXT CHECK (trim(remark) <> ''),
      \(Schema.entryColumn)
    ) STRICT;
    CREATE INDEX incidents_by_contract ON incidents (contract, id);
    \(Schema.byEntry("incidents"))
    \(Schema.appendOnly(
      "incidents", key: ["id"],
      forgetting: .words(
        ["remark": .null], keeping: ["id", "contract", "device", "kind", "suspends", "entry"],
        of: "'contract:' || OLD.contract")))
    CREATE TABLE incident_complaints (
      \(Schema.entryColumn) PRIMARY KEY,
      incident INTEGER NOT NULL REFERENCES incidents (id),
      reference TEXT NOT NULL CHECK (trim(reference) <> '')
    ) STRICT;
    CREATE INDEX incident_complaints_by_incident ON incident_complaints (incident);
    \(Schema.appendOnly(
      "incident_complaints", key: ["entry"],
      forgetting: .words(
        ["reference": .dash], keeping: ["entry", "incident"],
        of: "(SELECT 'contract:' || i.contract FROM incidents AS i WHERE i.id = OLD.incident)")))
    CREATE TABLE incident_ends (
      \(Schema.entryColumn) PRIMARY KEY,
      incident INTEGER NOT NULL REFERENCES incidents (id),
      outcome TEXT NOT NULL CHECK (\(word("outcome", Incident.Outcome.self))),
      remark TEXT CHECK (trim(remark) <> '')
    ) STRICT;
    CREATE INDEX incident_ends_by_incident ON incident_ends (incident);
    \(Schema.appendOnly(
      "incident_ends", key: ["entry"],
      forgetting: .words(
        ["remark": .null], keeping: ["entry", "incident", "outcome"],
        of: "(SELECT 'contract:' || i.contract FROM incidents AS i WHERE i.id = OLD.incident)")))
    CREATE TABLE life_events (
      \(Schema.entryColumn) PRIMARY KEY,
      contract INTEGER NOT NULL REFERENCES contracts (id),
      event TEXT NOT NULL CHECK (\(word("event", LifeEvent.self)))
    ) STRICT;
    CREATE INDEX life_events_by_contract ON life_events (contract, entry);
    \(Schema.appendOnly("life_events", key: ["entry"]))
    \(Schema.refuse(
      "incidents_of_what_is_out", on: "incidents",
      when: """
        NOT EXISTS (SELECT 1 FROM contracts AS c WHERE c.id = NEW.contract AND c.state = 'handed-over')
          OR NOT \(isOut("NEW.device", under: "NEW.contract"))
        """,
      message: "incidents: cet appareil n''est pas remis sous ce contrat"))
    \(Schema.refuse(
      "incident_complaints_of_thefts", on: "incident_complaints",
      when: """
        NOT EXISTS (SELECT 1 FROM incidents AS i WHERE i.id = NEW.incident AND i.kind = 'theft'
          AND NOT \(Schema.annulled("i.entry")))
        """,
      message: "incident_complaints: seul un vol a un récépissé de plainte"))
    \(Schema.refuse(
      "incident_complaints_once", on: "incident_complaints",
      when: """
        EXISTS (SELECT 1 FROM incident_complaints AS o WHERE o.incident = NEW.incident AND NOT \(Schema.annulled("o.entry")))
        """,
      message: "incident_complaints: ce récépissé est déjà là"))
    \(Schema.refuse(
      "incident_ends_once", on: "incident_ends",
      when: """
        EXISTS (SELECT 1 FROM incident_ends AS o WHERE o.incident = NEW.incident AND NOT \(Schema.annulled("o.entry")))
        """,
      message: "incident_ends: cet incident est déjà clos"))
    \(Schema.refuse(
      "incident_ends_of_standing", on: "incident_ends",
      when: Schema.annulled("(SELECT i.entry FROM incidents AS i WHERE i.id = NEW.incident)"),
      message: "incident_ends: cet incident a été annulé"))
    \(Schema.refuse(
      "incident_ends_fit", on: "incident_ends",
      when: """
        NOT EXISTS (SELECT 1 FROM incidents AS i WHERE i.id = NEW.incident AND CASE NEW.outcome
          WHEN 'repaired' THEN i.kind IN ('breakdown', 'breakage')
          WHEN 'exchanged' THEN i.kind IN ('breakdown', 'breakage') AND EXISTS (SELECT 1 FROM contract_devices AS d
            WHERE d.contract = i.contract AND d.instead_of = i.device AND d.entry > NEW.entry)
          WHEN 'found' THEN i.kind IN ('theft', 'loss')
          WHEN 'lender-bears' THEN i.kind <> 'theft' OR EXISTS (SELECT 1 FROM incident_complaints AS o
            WHERE o.incident = i.id AND NOT \(Schema.annulled("o.entry"))) ELSE TRUE END)
        """,
      message: "incident_ends: cette suite ne va pas avec cet incident"))

    """
}
