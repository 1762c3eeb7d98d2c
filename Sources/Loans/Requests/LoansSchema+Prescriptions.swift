import Storage

extension LoansSchema {
  /// What is prescribed beside requests, what prescribers were told, and the days commissions meet.
  static let prescriptions = """
    CREATE TABLE prescriptions (
      \(Schema.entryColumn) PRIMARY KEY,
      request INTEGER NOT NULL REFERENCES requests (id),
      place INTEGER NOT NULL REFERENCES places (id)
    ) STRICT;
    CREATE INDEX prescriptions_by_request ON prescriptions (request, place);
    \(Schema.appendOnly("prescriptions", key: ["entry"]))
    \(Schema.refuse(
      "prescriptions_once", on: "prescriptions",
      when: """
        EXISTS (SELECT 1 FROM prescriptions AS p
          WHERE p.request = NEW.request AND p.place = NEW.place AND NOT \(Schema.annulled("p.entry")))
        """,
      message: "prescriptions: ce foyer y est déjà orienté"))
    CREATE TABLE prescription_outcomes (
      \(Schema.entryColumn) PRIMARY KEY,
      prescription INTEGER NOT NULL REFERENCES prescriptions (entry),
      outcome TEXT NOT NULL CHECK (\(word("outcome", Prescription.Outcome.self)))
    ) STRICT;
    CREATE INDEX prescription_outcomes_by_prescription ON prescription_outcomes (prescription, entry);
    \(Schema.appendOnly("prescription_outcomes", key: ["entry"]))
    CREATE TABLE request_tellings (
      \(Schema.entryColumn) PRIMARY KEY,
      request INTEGER NOT NULL REFERENCES requests (id),
      step INTEGER NOT NULL REFERENCES request_steps (entry),
      means TEXT NOT NULL CHECK (\(word("means", TellingMeans.self)))
    ) STRICT;
    CREATE INDEX request_tellings_by_request ON request_tellings (request, step);
    \(Schema.appendOnly("request_tellings", key: ["entry"]))
    \(Schema.refuse(
      "request_tellings_of_where_it_stands", on: "request_tellings",
      when: "NOT EXISTS (SELECT 1 FROM requests AS r WHERE r.id = NEW.request AND r.step = NEW.step)",
      message: "request_tellings: la demande n''en est pas là"))
    CREATE TABLE commission_days (
      \(Schema.entryColumn) PRIMARY KEY,
      programme TEXT NOT NULL CHECK (programme <> ''),
      day TEXT NOT NULL CHECK (\(Schema.isDay("day")))
    ) STRICT;
    CREATE INDEX commission_days_by_day ON commission_days (day);
    \(Schema.appendOnly("commission_days", key: ["entry"]))

    """
}
