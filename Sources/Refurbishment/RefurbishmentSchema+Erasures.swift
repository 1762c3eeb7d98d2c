import Kernel
import Storage

extension RefurbishmentSchema {
  static let evidence = """
    CREATE TABLE evidence_reports (
      id INTEGER PRIMARY KEY,
      format TEXT NOT NULL CHECK (format <> ''),
      original_digest BLOB NOT NULL UNIQUE CHECK (length(original_digest) = 32),
      stored_digest BLOB NOT NULL REFERENCES stored_bytes (digest),
      summary TEXT NOT NULL,
      unreadable TEXT CHECK (trim(unreadable) <> ''),
      \(Schema.entryColumn)
    ) STRICT;
    \(Schema.appendOnly("evidence_reports", key: ["id"], unique: [["original_digest"]], act: "NEW.entry"))
    \(Schema.byEntry("evidence_reports"))
    CREATE TRIGGER evidence_reports_keep_files BEFORE INSERT ON evidence_reports
    WHEN EXISTS (SELECT 1 FROM evidence_reports AS other WHERE other.original_digest = NEW.original_digest)
    BEGIN SELECT RAISE(ABORT, 'ce fichier est déjà conservé'); END;
    CREATE TABLE evidence_attachments (
      report INTEGER NOT NULL REFERENCES evidence_reports (id),
      device INTEGER NOT NULL REFERENCES devices (id),
      \(Schema.entryColumn),
      PRIMARY KEY (report, device, entry)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX evidence_attachments_by_device ON evidence_attachments (device, report);
    \(Schema.appendOnly("evidence_attachments", key: ["report", "device", "entry"], act: "NEW.entry"))
    \(Schema.byEntry("evidence_attachments"))
    CREATE TABLE evidence_readings (
      report INTEGER NOT NULL REFERENCES evidence_reports (id),
      \(Schema.entryColumn),
      format TEXT NOT NULL CHECK (format <> ''),
      summary TEXT NOT NULL,
      unreadable TEXT CHECK (trim(unreadable) <> ''),
      PRIMARY KEY (report, entry)
    ) STRICT, WITHOUT ROWID;
    \(Schema.appendOnly("evidence_readings", key: ["report", "entry"], act: "NEW.entry"))
    \(Schema.byEntry("evidence_readings"))
    CREATE TABLE annulment_acceptances (
      \(Schema.entryColumn) PRIMARY KEY,
      report INTEGER NOT NULL REFERENCES evidence_reports (id),
      device INTEGER NOT NULL REFERENCES devices (id),
      reason TEXT NOT NULL CHECK (trim(reason) <> ''),
      accepted_by INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX annulment_acceptances_by_device ON annulment_acceptances (device, report, entry);
    \(Schema.appendOnly("annulment_acceptances", key: ["entry"], act: "NEW.entry"))
    \(Schema.refuse(
      "annulment_acceptances_by_a_second_person", on: "annulment_acceptances",
      when: """
        coalesce((SELECT journal.actor FROM evidence_attachments
          JOIN corrections ON corrections.corrected = evidence_attachments.entry AND corrections.annuls = 1
          JOIN journal ON journal.sequence = corrections.entry
          WHERE evidence_attachments.report = NEW.report AND evidence_attachments.device = NEW.device
          ORDER BY corrections.entry DESC LIMIT 1), NEW.accepted_by) = NEW.accepted_by
        """,
      message: "qui annule un relevé n''accepte pas son annulation"))
    CREATE TABLE wiping_stations (
      \(Schema.entryColumn) PRIMARY KEY,
      serial TEXT NOT NULL CHECK (trim(serial) <> '' AND serial = upper(serial)),
      name TEXT NOT NULL CHECK (trim(name) <> '')
    ) STRICT;
    CREATE INDEX wiping_stations_by_serial ON wiping_stations (serial, entry);
    \(Schema.appendOnly("wiping_stations", key: ["entry"], act: "NEW.entry"))
    \(Schema.refuse(
      "wiping_stations_declared_once", on: "wiping_stations",
      when: """
        EXISTS (SELECT 1 FROM wiping_stations AS other WHERE other.serial = NEW.serial
          AND \(Schema.stands("other.entry")))
        """,
      message: "ce poste d''effacement est déjà déclaré"))

    """

  static let erasures = """
    CREATE TABLE erasures (
      id INTEGER PRIMARY KEY,
      medium INTEGER NOT NULL REFERENCES media (id),
      device INTEGER NOT NULL REFERENCES devices (id),
      round INTEGER NOT NULL CHECK (round >= 1),
      outcome TEXT NOT NULL CHECK (\(Schema.isOne("outcome", of: ErasureOutcome.allCases))),
      technique TEXT NOT NULL,
      level TEXT NOT NULL,
      method TEXT NOT NULL,
      tool TEXT NOT NULL CHECK (trim(tool) <> ''),
      tool_version TEXT,
      started TEXT CHECK (\(isStamp("started"))),
      ended TEXT CHECK (\(isStamp("ended"))),
      verification TEXT,
      slot TEXT NOT NULL,
      serial TEXT,
      bytes_erased INTEGER CHECK (bytes_erased >= 0),
      bytes_total INTEGER CHECK (bytes_total >= 0),
      report INTEGER REFERENCES evidence_reports (id),
      clock_reason TEXT CHECK (trim(clock_reason) <> ''),
      run_key BLOB NOT NULL CHECK (length(run_key) = 32),
      recorded_by INTEGER NOT NULL,
      done_role TEXT CHECK (\(Schema.isOne("done_role", of: ChainRole.allCases))),
      \(Schema.entryColumn),
      CHECK (\(levels)),
      CHECK (outcome <> 'erased' OR ended IS NOT NULL),
      CHECK (outcome <> 'erased' OR \(Schema.isOne("technique", of: ErasureTechnique.attested)) OR report IS NOT NULL),
      CHECK (report IS NOT NULL OR trim(method) <> ''),
      CHECK (clock_reason IS NULL OR report IS NOT NULL)
    ) STRICT;
    CREATE INDEX erasures_by_medium ON erasures (medium, entry);
    CREATE INDEX erasures_by_device ON erasures (device, round, entry);
    CREATE INDEX erasures_by_run ON erasures (run_key, entry);
    CREATE INDEX erasures_by_report ON erasures (report) WHERE report IS NOT NULL;
    \(Schema.appendOnly("erasures", key: ["id"], act: "NEW.entry"))
    \(Schema.byEntry("erasures"))
    \(Schema.refuse(
      "erasures_count_once", on: "erasures",
      when: """
        EXISTS (SELECT 1 FROM erasures AS other WHERE other.run_key = NEW.run_key AND \(Schema.stands("other.entry"))
          AND NOT \(isWithdrawn("other.id")))
        OR EXISTS (SELECT 1 FROM erasures AS other WHERE other.medium = NEW.medium AND other.ended = NEW.ended
          AND other.started IS NOT DISTINCT FROM NEW.started AND \(Schema.stands("other.entry"))
          AND NOT \(isWithdrawn("other.id")))
        """,
      message: "cet effacement est déjà enregistré : un passage ne compte qu''une fois"))
    \(byTheirRoles(
      "erasures", for: .erasure,
      when: """
        rounds.device = NEW.device AND rounds.number = NEW.round AND NEW.report IS NULL AND \(Schema.stands("rounds.entry"))
        """))
    CREATE TABLE erasure_withdrawals (
      erasure INTEGER NOT NULL REFERENCES erasures (id),
      \(Schema.entryColumn),
      PRIMARY KEY (erasure, entry)
    ) STRICT, WITHOUT ROWID;
    \(Schema.appendOnly("erasure_withdrawals", key: ["erasure", "entry"], act: "NEW.entry"))
    \(Schema.byEntry("erasure_withdrawals"))
    CREATE TABLE erasure_validations (
      erasure INTEGER NOT NULL REFERENCES erasures (id),
      \(Schema.entryColumn),
      validated_by INTEGER NOT NULL,
      done_role TEXT CHECK (\(Schema.isOne("done_role", of: ChainRole.allCases))),
      PRIMARY KEY (erasure, entry)
    ) STRICT, WITHOUT ROWID;
    \(Schema.appendOnly("erasure_validations", key: ["erasure", "entry"], act: "NEW.entry"))
    \(Schema.byEntry("erasure_validations"))
    \(Schema.refuse(
      "erasure_validations_by_a_second_person", on: "erasure_validations",
      when: """
        NOT EXISTS (SELECT 1 FROM erasures WHERE erasures.id = NEW.erasure
          AND erasures.recorded_by <> NEW.validated_by)
        """,
      message: "qui enregistre un effacement ne le valide pas"))
    \(byTheirRoles(
      "erasure_validations", for: .erasure,
      when: """
        (rounds.device, rounds.number) = (SELECT erasures.device, erasures.round FROM erasures
          WHERE erasures.id = NEW.erasure) AND \(Schema.stands("rounds.entry"))
        """))
    \(Schema.refuse(
      "erasure_validations_of_erasures", on: "erasure_validations",
      when: """
        NOT EXISTS (SELECT 1 FROM erasures WHERE erasures.id = NEW.erasure AND erasures.outcome = 'erased'
          AND \(Schema.stands("erasures.entry")) AND NOT \(isWithdrawn("erasures.id")))
        """,
      message: "seul un effacement réussi se valide"))

    """

  /// Which level each technique reaches, as the domain says it.
  private static let levels = ErasureTechnique.allCases.map { technique in
    "technique = '\(technique.rawValue)' AND level = '\(technique.level.rawValue)'"
  }.joined(separator: " OR ")

  /// That a better reading of the log took an erasure back.
  private static func isWithdrawn(_ erasure: String) -> String {
    "EXISTS (SELECT 1 FROM erasure_withdrawals AS gone WHERE gone.erasure = \(erasure) AND \(Schema.stands("gone.entry")))"
  }

  private static func isStamp(_ column: String) -> String {
    "\(column) GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9]'"
  }
}
