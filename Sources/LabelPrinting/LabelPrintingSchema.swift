public import Storage

/// The tables of what is to be printed.
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
      CREATE TABLE label_runs (
        \(Schema.entryColumn) PRIMARY KEY
      ) STRICT;
      \(Schema.appendOnly("label_runs", key: ["entry"]))
      """)
  ]
}
