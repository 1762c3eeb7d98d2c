public import Kernel
public import Storage

/// That nothing more of a donation will come: what was announced and did not arrive is missing from then on.
public enum DonationClosingStore {
  /// Says that nothing more of a donation will come.
  ///
  /// - Throws: ``SupplyFailure/noDonation(_:)``, ``SupplyFailure/closingReason``, ``SupplyFailure/closedAlready(_:)``.
  public static func close(_ donation: DonationID, because reason: String, in change: Change) throws {
    _ = try SupplyStore.donation(donation, in: change)
    guard reason.contains(where: { !$0.isWhitespace }) else { throw SupplyFailure.closingReason }
    guard try !isClosed(donation, in: change) else { throw SupplyFailure.closedAlready(donation) }
    try change.run(
      "INSERT INTO donation_closings (entry, donation, reason) VALUES (\(change.entry), \(donation), \(reason))")
  }

  /// Whether somebody said so, and nobody took it back.
  public static func isClosed(_ donation: DonationID, in reader: Reader) throws -> Bool {
    try reader.count(
      """
      SELECT count(*) AS n FROM donation_closings LEFT JOIN acts ON acts.entry = donation_closings.entry
      WHERE donation_closings.donation = \(donation) AND coalesce(acts.annulled, 0) = 0
      """) > 0
  }
}

extension SupplySchema {
  static let closings = """
    CREATE TABLE donation_closings (
      \(Schema.entryColumn) PRIMARY KEY,
      donation INTEGER NOT NULL REFERENCES donations (id),
      reason TEXT NOT NULL CHECK (trim(reason) <> '')
    ) STRICT;
    CREATE INDEX donation_closings_by_donation ON donation_closings (donation, entry);
    \(Schema.appendOnly("donation_closings", key: ["entry"]))
    \(Schema.refuse(
      "donation_closings_once", on: "donation_closings",
      when: """
        EXISTS (SELECT 1 FROM donation_closings AS other WHERE other.donation = NEW.donation
          AND NOT \(Schema.annulled("other.entry")))
        """,
      message: "ce don est déjà clos"))

    """
}
