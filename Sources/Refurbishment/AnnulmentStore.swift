public import Kernel
public import Storage

/// The annulled evidence about devices, and the second persons who accept that it is gone.
///
/// Annulling evidence takes away what it showed: a disk that nobody erased would be forgotten with it. So it keeps the device
/// behind the gate until it is about the device again, or somebody else says that it may be forgotten.
public enum AnnulmentStore {
  /// Accepts that annulled evidence about a device is gone.
  ///
  /// - Throws: ``RefurbishmentFailure/nothingAnnulled(_:_:)``, ``RefurbishmentFailure/ownAnnulment(_:_:)``,
  ///   ``RefurbishmentFailure/reasonMissing``.
  public static func accept(
    _ report: EvidenceReportID, of workpiece: Workpiece, because reason: String, in change: Change
  ) throws {
    let waiting = try annulled(about: workpiece.id, asOf: change.entry, in: change).first { $0.report == report }
    guard let waiting else { throw RefurbishmentFailure.nothingAnnulled(workpiece.code, report) }
    guard waiting.by != change.act.actor.id else { throw RefurbishmentFailure.ownAnnulment(workpiece.code, report) }
    guard reason.contains(where: { !$0.isWhitespace }) else { throw RefurbishmentFailure.reasonMissing }
    try change.run(
      """
      INSERT INTO annulment_acceptances (report, device, reason, accepted_by, entry)
      VALUES (\(report), \(workpiece.id), \(reason), \(change.act.actor.id), \(change.entry))
      """)
  }

  /// The annulled evidence about a device that keeps it behind the gate.
  ///
  /// - Parameter moment: leaves aside what was recorded after that act, annulments too.
  static func annulled(
    about device: DeviceID, asOf moment: EntryID, in reader: Reader
  ) throws -> [AnnulledEvidence] {
    let rows = try reader.all(
      """
      WITH annulled AS (
        SELECT evidence_attachments.report AS report, max(corrections.entry) AS entry
        FROM evidence_attachments JOIN corrections ON corrections.corrected = evidence_attachments.entry
        WHERE evidence_attachments.device = \(device) AND corrections.annuls = 1 AND corrections.entry <= \(moment)
        GROUP BY evidence_attachments.report
      )
      SELECT annulled.report AS report, journal.actor AS actor
      FROM annulled LEFT JOIN journal ON journal.sequence = annulled.entry
      WHERE NOT EXISTS (SELECT 1 FROM evidence_attachments LEFT JOIN acts ON acts.entry = evidence_attachments.entry
          WHERE evidence_attachments.report = annulled.report AND evidence_attachments.device = \(device)
          AND evidence_attachments.entry <= \(moment) AND \(Acts.standing))
        AND NOT EXISTS (SELECT 1 FROM annulment_acceptances LEFT JOIN acts ON acts.entry = annulment_acceptances.entry
          WHERE annulment_acceptances.report = annulled.report AND annulment_acceptances.device = \(device)
          AND annulment_acceptances.entry > annulled.entry AND annulment_acceptances.entry <= \(moment)
          AND \(Acts.standing))
      ORDER BY annulled.report
      """)
    return try rows.map { row in
      AnnulledEvidence(report: try row["report"], by: try Acts.actor(row, in: reader))
    }
  }
}
