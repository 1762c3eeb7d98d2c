import Kernel
import Storage
import Supply

/// Gifts come from gisements that are active that day; a corrected day or an annulled stage must leave it so.
enum GisementRecheck {
  /// Checks a gift, or those of the donor whose stage an act says.
  ///
  /// - Throws: ``SupplyFailure/notActive(_:donor:day:)``, ``SupplyFailure/givenBeforeRegistered(donor:day:registered:)``.
  static func require(_ entry: EntryID, in reader: Reader) throws {
    let moved: DonorID? = try reader.first("SELECT donor FROM gisement_stages WHERE entry = \(entry)").map {
      try $0["donor"]
    }
    let touched: SQL = if let moved { "donations.donor = \(moved)" } else { "donations.entry = \(entry)" }
    for gift in try gifts(where: touched, in: reader) {
      try SupplyStore.requireActive(gift.donor, on: gift.day, in: reader)
    }
  }

  /// The gifts that came from no active gisement.
  static func faults(in reader: Reader) throws -> [Text] {
    try gifts(where: "1 = 1", in: reader).compactMap { gift in
      do {
        try SupplyStore.requireActive(gift.donor, on: gift.day, in: reader)
        return nil
      } catch let failure as SupplyFailure {
        return Text(fr: "Entrée \(gift.entry) : ", en: "Entry \(gift.entry): ") + failure.text
      }
    }
  }

  /// The gifts, those left out that were there before Rebond: their donors are registered since.
  private static func gifts(
    where condition: SQL, in reader: Reader
  ) throws -> [(entry: EntryID, donor: DonorID, day: Day)] {
    try reader.all(
      """
      SELECT donations.entry, donations.donor, acts.day FROM donations JOIN acts ON acts.entry = donations.entry
      WHERE \(condition) AND acts.annulled = 0 AND NOT EXISTS (SELECT 1 FROM list_imports
        WHERE list_imports.kind = 'stock' AND donations.entry BETWEEN list_imports.entry AND list_imports.last_entry)
      ORDER BY donations.entry
      """
    ).map { (try $0["entry"], try $0["donor"], try $0["day"]) }
  }
}
