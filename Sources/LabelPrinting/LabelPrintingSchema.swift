public import Storage

/// The tables of what is to be printed, and of what was.
public enum LabelPrintingSchema {
  /// The room's changes of schema, in order.
  public static let migrations = [
    Migration(
      "label-printing.1",
      """
      CREATE TABLE label_wishes (
        \(Schema.entryColumn) PRIMARY KEY,
        device INTEGER NOT NULL REFERENCES devices (id)
      ) STRICT;
      CREATE INDEX label_wishes_by_device ON label_wishes (device);
      \(Schema.appendOnly("label_wishes", key: ["entry"]))
      CREATE TABLE label_jobs (
        \(Schema.entryColumn) PRIMARY KEY,
        design TEXT NOT NULL CHECK (design <> ''),
        stock TEXT NOT NULL CHECK (stock <> ''),
        printer TEXT NOT NULL CHECK (printer <> ''),
        language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
        helpline TEXT,
        copies INTEGER NOT NULL CHECK (copies BETWEEN 1 AND 1000),
        labels INTEGER NOT NULL CHECK (labels >= 1),
        first_row INTEGER NOT NULL CHECK (first_row >= 1),
        first_column INTEGER NOT NULL CHECK (first_column >= 1),
        skipped TEXT NOT NULL CHECK (skipped NOT GLOB '*[^0-9,]*'),
        last_row INTEGER NOT NULL CHECK (last_row >= 1),
        last_column INTEGER NOT NULL CHECK (last_column >= 1),
        wished INTEGER NOT NULL CHECK (wished IN (0, 1))
      ) STRICT;
      \(Schema.appendOnly("label_jobs", key: ["entry"]))
      CREATE TABLE label_job_items (
        job INTEGER NOT NULL REFERENCES label_jobs (entry) DEFERRABLE INITIALLY DEFERRED,
        number INTEGER NOT NULL CHECK (number >= 1),
        code TEXT NOT NULL,
        payload TEXT NOT NULL,
        lines TEXT NOT NULL,
        PRIMARY KEY (job, number)
      ) STRICT, WITHOUT ROWID;
      \(Schema.appendOnly("label_job_items", key: ["job", "number"]))
      CREATE TABLE label_sendings (
        \(Schema.entryColumn) PRIMARY KEY,
        job INTEGER NOT NULL REFERENCES label_jobs (entry),
        sent INTEGER NOT NULL CHECK (sent >= 0),
        stock TEXT NOT NULL CHECK (stock <> ''),
        last_row INTEGER NOT NULL CHECK (last_row >= 1),
        last_column INTEGER NOT NULL CHECK (last_column >= 1)
      ) STRICT;
      CREATE INDEX label_sendings_by_job ON label_sendings (job, entry);
      CREATE INDEX label_sendings_by_stock ON label_sendings (stock, entry);
      \(Schema.appendOnly("label_sendings", key: ["entry"]))
      \(Schema.refuse(
        "label_sendings_keep_to_their_job", on: "label_sendings",
        when: "NEW.sent > (SELECT labels FROM label_jobs WHERE entry = NEW.job)",
        message: "il ne part pas plus d''étiquettes que la commande n''en a"))
      CREATE TABLE label_calibrations (
        \(Schema.entryColumn) PRIMARY KEY,
        printer TEXT NOT NULL CHECK (printer <> ''),
        dx_micrometres INTEGER NOT NULL CHECK (dx_micrometres BETWEEN -50000 AND 50000),
        dy_micrometres INTEGER NOT NULL CHECK (dy_micrometres BETWEEN -50000 AND 50000),
        scale_x_millionths INTEGER NOT NULL CHECK (scale_x_millionths BETWEEN 900000 AND 1100000),
        scale_y_millionths INTEGER NOT NULL CHECK (scale_y_millionths BETWEEN 900000 AND 1100000),
        skew_millionths INTEGER NOT NULL CHECK (skew_millionths BETWEEN -100000 AND 100000)
      ) STRICT;
      CREATE INDEX label_calibrations_by_printer ON label_calibrations (printer, entry);
      \(Schema.appendOnly("label_calibrations", key: ["entry"]))
      """)
  ]
}
