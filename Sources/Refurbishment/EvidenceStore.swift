public import Kernel
public import Storage

/// A piece of machine-made evidence, as the workshop keeps it.
public struct KeptEvidence: Sendable, Equatable {
  /// Its number.
  public let id: EvidenceReportID
  /// The format it was recognised as, such as `nwipe`.
  public let format: String
  /// The SHA-256 of the file as it came.
  public let original: Digest
  /// The SHA-256 of what is kept: the file less the fields that name people.
  public let stored: Digest
  /// What was last read, as JSON; opaque here.
  public let summary: String
  /// Why it could not be read the last time, when it could not.
  public let unreadable: String?
  /// The act that brought it.
  public let entry: EntryID
  /// The devices it is about, in the order they were named.
  public let devices: [DeviceID]
}

/// The evidence kept, and the devices it is about.
public enum EvidenceStore {
  /// Keeps a piece of evidence; the same file is kept once.
  ///
  /// - Parameters:
  ///   - original: the SHA-256 of the file as it came.
  ///   - bytes: the file less the fields that name people.
  ///   - summary: what was read, as JSON, without a person's data.
  ///   - unreadable: why it could not be read, when it could not.
  public static func keep(
    format: String, original: Digest, bytes: PackedBytes, summary: String, unreadable: String? = nil, in change: Change
  ) throws -> EvidenceReportID {
    if let known = try find(original: original, in: change) { return known.id }
    let stored = try StoredBytes.keep(bytes, in: change)
    return try change.insert(
      """
      INSERT INTO evidence_reports (format, original_digest, stored_digest, summary, unreadable, entry)
      VALUES (\(format), \(original), \(stored), \(summary), \(unreadable), \(change.entry))
      """)
  }

  /// Says which device a piece of evidence is about.
  ///
  /// - Throws: ``RefurbishmentFailure/alreadyAttached(_:)``.
  public static func attach(_ report: EvidenceReportID, to device: DeviceID, in change: Change) throws {
    guard try !devices(of: report, in: change).contains(device) else {
      throw RefurbishmentFailure.alreadyAttached(report)
    }
    try change.run(
      "INSERT INTO evidence_attachments (report, device, entry) VALUES (\(report), \(device), \(change.entry))")
  }

  /// Says what a later reading of a piece of evidence came to.
  public static func reread(
    _ report: EvidenceReportID, format: String, summary: String, unreadable: String?, in change: Change
  ) throws {
    try change.run(
      """
      INSERT INTO evidence_readings (report, entry, format, summary, unreadable)
      VALUES (\(report), \(change.entry), \(format), \(summary), \(unreadable))
      """)
  }

  /// The numbers of all that is kept, oldest first; an act annulled leaves nothing.
  public static func all(in reader: Reader) throws -> [EvidenceReportID] {
    try reader.all(
      """
      SELECT evidence_reports.id AS id FROM evidence_reports LEFT JOIN acts ON acts.entry = evidence_reports.entry
      WHERE \(Acts.standing) ORDER BY evidence_reports.id
      """
    ).map { try $0["id"] }
  }

  /// The evidence made of a file, or nothing when that file never came.
  public static func find(original: Digest, in reader: Reader) throws -> KeptEvidence? {
    try reports(where: "evidence_reports.original_digest = \(original)", in: reader).first
  }

  /// One piece of evidence, or nothing.
  public static func find(_ id: EvidenceReportID, in reader: Reader) throws -> KeptEvidence? {
    try reports(where: "evidence_reports.id = \(id)", in: reader).first
  }

  /// The evidence about a device, oldest first.
  public static func reports(about device: DeviceID, in reader: Reader) throws -> [KeptEvidence] {
    try reports(
      where: """
        EXISTS (SELECT 1 FROM evidence_attachments LEFT JOIN acts ON acts.entry = evidence_attachments.entry
          WHERE evidence_attachments.report = evidence_reports.id AND evidence_attachments.device = \(device)
          AND \(Acts.standing))
        """, in: reader)
  }

  /// The evidence kept aside: about no device that stands, or unreadable.
  public static func unmatched(in reader: Reader) throws -> [KeptEvidence] {
    try reports(
      where: """
        NOT EXISTS (SELECT 1 FROM evidence_attachments LEFT JOIN acts ON acts.entry = evidence_attachments.entry
          WHERE evidence_attachments.report = evidence_reports.id AND \(Acts.standing))
        """, in: reader)
  }

  private static func reports(where condition: SQL, in reader: Reader) throws -> [KeptEvidence] {
    try reader.all("SELECT * FROM evidence_reports WHERE \(condition) ORDER BY evidence_reports.id").map { row in
      let id: EvidenceReportID = try row["id"]
      let last = try lastReading(of: id, in: reader) ?? row
      return KeptEvidence(
        id: id, format: try last["format"], original: try row["original_digest"], stored: try row["stored_digest"],
        summary: try last["summary"], unreadable: try last["unreadable"], entry: try row["entry"],
        devices: try devices(of: id, in: reader))
    }
  }

  private static func lastReading(of report: EvidenceReportID, in reader: Reader) throws -> Row? {
    try reader.first(
      """
      SELECT evidence_readings.format AS format, evidence_readings.summary AS summary,
        evidence_readings.unreadable AS unreadable
      FROM evidence_readings LEFT JOIN acts ON acts.entry = evidence_readings.entry
      WHERE evidence_readings.report = \(report) AND \(Acts.standing)
      ORDER BY evidence_readings.entry DESC LIMIT 1
      """)
  }

  private static func devices(of report: EvidenceReportID, in reader: Reader) throws -> [DeviceID] {
    try reader.all(
      """
      SELECT evidence_attachments.device AS device
      FROM evidence_attachments LEFT JOIN acts ON acts.entry = evidence_attachments.entry
      WHERE evidence_attachments.report = \(report) AND \(Acts.standing)
      ORDER BY evidence_attachments.entry, evidence_attachments.device
      """
    ).map { try $0["device"] }
  }
}
