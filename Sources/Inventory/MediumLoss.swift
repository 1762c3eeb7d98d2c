public import Kernel
public import Storage

extension MediumStore {
  /// Declares a medium by itself lost or stolen, under the reference of the declaration.
  ///
  /// - Throws: ``InventoryFailure/noLooseMedium(_:)``, ``InventoryFailure/emptySlip``.
  public static func lose(_ medium: MediumID, report: String, in change: Change) throws {
    guard try loose(in: change).contains(where: { $0.medium.id == medium }) else {
      throw InventoryFailure.noLooseMedium(medium)
    }
    try change.run(
      """
      INSERT INTO medium_losses (entry, medium, report)
      VALUES (\(change.entry), \(medium), \(try Departure.reference(report)))
      """)
  }

  /// Takes a lost medium in again: it waits by itself as before, with whatever it holds.
  ///
  /// - Throws: ``InventoryFailure/mediumNotLost(_:)``.
  public static func find(_ medium: MediumID, in change: Change) throws {
    guard let loss = try loss(of: medium, in: change) else { throw InventoryFailure.mediumNotLost(medium) }
    try change.run("INSERT INTO medium_finds (entry, loss) VALUES (\(change.entry), \(loss.entry))")
  }

  /// The act that last took a medium out of a device.
  public static func removal(of medium: MediumID, in reader: Reader) throws -> EntryID? {
    try reader.first(
      """
      SELECT medium_removals.entry AS entry FROM medium_removals LEFT JOIN acts ON acts.entry = medium_removals.entry
      WHERE medium_removals.medium = \(medium) AND coalesce(acts.annulled, 0) = 0
      ORDER BY medium_removals.entry DESC LIMIT 1
      """
    ).map { try $0["entry"] }
  }

  /// The loss of a medium that nobody found since, or nothing.
  public static func loss(
    of medium: MediumID, in reader: Reader
  ) throws -> (entry: EntryID, report: String)? {
    try reader.first(
      """
      SELECT medium_losses.entry AS entry, medium_losses.report AS report
      FROM medium_losses LEFT JOIN acts ON acts.entry = medium_losses.entry
      WHERE medium_losses.medium = \(medium) AND coalesce(acts.annulled, 0) = 0
        AND NOT EXISTS (SELECT 1 FROM medium_finds LEFT JOIN acts AS finding ON finding.entry = medium_finds.entry
          WHERE medium_finds.loss = medium_losses.entry AND coalesce(finding.annulled, 0) = 0)
      ORDER BY medium_losses.entry DESC LIMIT 1
      """
    ).map { (try $0["entry"], try $0["report"]) }
  }

  /// The media that were lost by themselves and not found, each with the device it was taken out of.
  public static func lost(in reader: Reader) throws -> [(medium: Medium, from: DeviceID)] {
    let rows = try reader.all(
      """
      SELECT DISTINCT medium_losses.medium AS medium, medium_removals.device AS device FROM medium_losses
      JOIN medium_removals ON medium_removals.medium = medium_losses.medium ORDER BY medium_losses.medium
      """)
    return try rows.compactMap { row in
      let (id, device): (MediumID, DeviceID) = (try row["medium"], try row["device"])
      guard try loss(of: id, in: reader) != nil else { return nil }
      return try everSeen(in: device, in: reader).first { $0.medium.id == id && $0.fitting == .removed }
        .map { ($0.medium, device) }
    }
  }
}
