import Kernel
import Storage
import Supply

/// The statuses that gifts and receipts rest on: a corrected day or an annulled statement must leave them standing.
enum StatusRecheck {
  /// Checks the public gifts and the receipts that an act says something of.
  ///
  /// - Throws: ``SupplyFailure/receiverWithoutStatus(structure:day:)``, ``SupplyFailure/notEntitled(structure:day:)``.
  static func require(_ entry: EntryID, in reader: Reader) throws {
    let receiving = StructureStatus.allCases.filter(\.mayReceivePublicGifts)
    let gift = try reader.first(
      """
      SELECT structures.name, acts.day FROM donations JOIN acts ON acts.entry = donations.entry
      JOIN structures ON structures.id = donations.receiver
      WHERE acts.annulled = 0 AND donations.legal_origin = \(LegalOrigin.publicGift)
        AND \(touched("donations.entry", by: entry)) AND NOT \(holds(receiving))
      ORDER BY acts.day LIMIT 1
      """)
    if let gift { throw SupplyFailure.receiverWithoutStatus(structure: try gift["name"], day: try gift["day"]) }
    let receipt = try reader.first(
      """
      SELECT structures.name, acts.day FROM tax_receipts JOIN acts ON acts.entry = tax_receipts.entry
      JOIN donations ON donations.id = tax_receipts.donation JOIN structures ON structures.id = donations.receiver
      WHERE acts.annulled = 0 AND \(touched("tax_receipts.entry", by: entry)) AND NOT \(holds([.taxReceipts]))
      ORDER BY acts.day LIMIT 1
      """)
    if let receipt {
      let (name, day): (String, Day) = (try receipt["name"], try receipt["day"])
      throw SupplyFailure.notEntitled(structure: name, day: day)
    }
  }

  /// That a gift was there before Rebond: the status its receiver had then may be filed since.
  private static let isFromBefore: SQL = """
    EXISTS (SELECT 1 FROM list_imports WHERE list_imports.kind = 'stock'
      AND donations.entry BETWEEN list_imports.entry AND list_imports.last_entry)
    """

  /// That an act is the row's own, or a statement about its receiver.
  private static func touched(_ own: SQL, by entry: EntryID) -> SQL {
    """
    (\(own) = \(entry) OR donations.receiver IN
      (SELECT said.structure FROM structure_statuses AS said WHERE said.entry = \(entry)))
    """
  }

  /// That the receiver has one of some statuses on file on the act's day.
  private static func holds(_ statuses: [StructureStatus]) -> SQL {
    """
    EXISTS (SELECT 1 FROM structure_statuses AS known JOIN acts AS filed ON filed.entry = known.entry
      WHERE known.structure = donations.receiver AND known.status IN (\(list: statuses)) AND filed.annulled = 0
        AND (filed.day <= acts.day OR \(isFromBefore)) AND known.since <= acts.day AND coalesce(known.ends_on, acts.day) >= acts.day)
    """
  }
}
