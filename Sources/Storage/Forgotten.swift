public import Kernel

/// What is left of a person who was forgotten: numbers, counts and hashes; the words and bytes are gone.
public enum Forgotten {
  /// What stands where words were that had to be something.
  public static let dash = "—"
  /// What stands before the hash of a text that is gone.
  static let digestMark = "sha256:"

  /// What takes the place of a text whose hash stays.
  public static func digest(of text: String) -> String { digestMark + Digest.sha256(text.utf8).description }

  /// Whether a text is gone, and only its hash was kept.
  public static func isDigest(_ text: String) -> Bool { text.hasPrefix(digestMark) }

  /// Says whose words go by this act; rows about anyone else stay as they are, and so does everything once the act is done.
  public static func begin(with subjects: [JournalSubject], in change: Change) throws(StorageFailure) {
    for subject in subjects {
      try change.run("INSERT INTO forgettings (subject, entry) VALUES (\(subject.text), \(change.entry))")
    }
    // Reasons of corrections are people's own words too.
    try change.run(
      """
      UPDATE corrections SET reason = \(dash) WHERE corrected IN (
        SELECT journal.sequence FROM journal WHERE journal.subject IN (\(list: subjects.map(\.text))))
      """)
  }

  /// The day a subject was forgotten, or nothing.
  public static func day(of subject: JournalSubject, in reader: Reader) throws(StorageFailure) -> Day? {
    guard
      let row = try reader.first(
        """
        SELECT min(acts.day) AS day FROM forgettings JOIN acts ON acts.entry = forgettings.entry
        WHERE forgettings.subject = \(subject.text)
        """)
    else { return nil }
    return try row["day"]
  }

  /// The act that forgot a subject, or nothing.
  public static func entry(of subject: JournalSubject, in reader: Reader) throws(StorageFailure) -> EntryID? {
    guard
      let row = try reader.first("SELECT min(entry) AS entry FROM forgettings WHERE subject = \(subject.text)")
    else { return nil }
    return try row["entry"]
  }
}
