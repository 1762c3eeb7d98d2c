public import Kernel
public import Storage

/// Donors, conventions and donations in the database.
public enum SupplyStore {
  /// Registers a structure as a donor.
  public static func register(
    donor structure: StructureID, isPublic: Bool, stage: Donor.Stage, in change: Change
  ) throws -> Donor {
    let id: DonorID = try change.insert(
      """
      INSERT INTO gisements (structure, stage, is_public, entry)
      VALUES (\(structure), \(stage), \(isPublic), \(change.entry))
      """)
    return Donor(id: id, structure: structure, stage: stage)
  }

  /// The donor that a structure is, or nothing; a registration that was annulled is as good as none.
  public static func donor(of structure: StructureID, in reader: Reader) throws -> Donor? {
    let row = try reader.first(
      """
      SELECT gisements.id, structure, stage FROM gisements LEFT JOIN acts ON acts.entry = gisements.entry
      WHERE structure = \(structure) AND coalesce(acts.annulled, 0) = 0
      """)
    guard let row else { return nil }
    return try Donor(id: row["id"], structure: row["structure"], stage: row["stage"])
  }

  /// Records a convention signed on the act's day.
  ///
  /// - Throws: ``SupplyFailure/referenceTaken(_:)``, ``SupplyFailure/emptyReference``, ``SupplyFailure/endsBeforeSigned(signed:ends:)``.
  public static func sign(
    convention reference: String, donor: DonorID, endsOn: Day?, in change: Change
  ) throws -> Convention {
    let reference = trimmed(reference)
    guard !reference.isEmpty else { throw SupplyFailure.emptyReference }
    guard try convention(reference, in: change) == nil else { throw SupplyFailure.referenceTaken(reference) }
    let signed = change.act.day
    if let endsOn, endsOn < signed { throw SupplyFailure.endsBeforeSigned(signed: signed, ends: endsOn) }
    let id: ConventionID = try change.insert(
      """
      INSERT INTO conventions (donor, reference, ends_on, entry)
      VALUES (\(donor), \(reference), \(endsOn), \(change.entry))
      """)
    return Convention(id: id, donor: donor, reference: reference, signedOn: signed, endsOn: endsOn)
  }

  /// The convention that bears a reference, or nothing; an annulled one is as good as none, and leaves it free.
  public static func convention(_ reference: String, in reader: Reader) throws -> Convention? {
    let reference = trimmed(reference)
    let row = try reader.first(
      """
      SELECT conventions.id, donor, reference, ends_on, acts.day
      FROM conventions JOIN acts ON acts.entry = conventions.entry
      WHERE reference = \(reference) AND acts.annulled = 0
      """)
    guard let row else { return nil }
    return try Convention(
      id: row["id"], donor: row["donor"], reference: row["reference"], signedOn: row["day"], endsOn: row["ends_on"])
  }

  /// Records what a donor gives, on the act's day.
  ///
  /// - Throws: ``SupplyFailure/noLines``.
  public static func announce(
    _ lines: [Donation.AnnouncedLine], from donor: DonorID, under convention: ConventionID?, origin: LegalOrigin,
    in change: Change
  ) throws -> Donation {
    guard !lines.isEmpty else { throw SupplyFailure.noLines }
    let id: DonationID = try change.insert(
      """
      INSERT INTO donations (donor, convention, legal_origin, entry)
      VALUES (\(donor), \(convention), \(origin), \(change.entry))
      """)
    let recorded = try merged(lines).map { line in
      let lineID: DonationLineID = try change.insert(
        """
        INSERT INTO donation_lines (donation, category, quantity, entry)
        VALUES (\(id), \(line.category), \(line.quantity), \(change.entry))
        """)
      return Donation.Line(id: lineID, category: line.category, quantity: line.quantity)
    }
    return Donation(id: id, donor: donor, convention: convention, legalOrigin: origin, lines: recorded)
  }

  /// A donation by its number, and the day it was given.
  ///
  /// - Throws: ``SupplyFailure/noDonation(_:)``.
  public static func donation(_ id: DonationID, in reader: Reader) throws -> (donation: Donation, given: Day) {
    let row = try reader.first(
      """
      SELECT donor, convention, legal_origin, acts.day FROM donations JOIN acts ON acts.entry = donations.entry
      WHERE donations.id = \(id) AND acts.annulled = 0
      """)
    guard let row else { throw SupplyFailure.noDonation(id) }
    let lines = try reader.all("SELECT id, category, quantity FROM donation_lines WHERE donation = \(id) ORDER BY id")
    let donation = try Donation(
      id: id, donor: row["donor"], convention: row["convention"], legalOrigin: row["legal_origin"],
      lines: lines.map { try Donation.Line(id: $0["id"], category: $0["category"], quantity: $0["quantity"]) })
    return (donation, try row["day"])
  }

  private static func trimmed(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Two lines of one category are one line with the sum of both, no more than one line may announce.
  private static func merged(_ lines: [Donation.AnnouncedLine]) throws(SupplyFailure) -> [Donation.AnnouncedLine] {
    var merged: [Donation.AnnouncedLine] = []
    for category in DeviceCategory.allCases {
      let alike = lines.filter { $0.category == category }
      if alike.count > 1 {
        merged.append(try Donation.AnnouncedLine(category: category, quantity: alike.map(\.quantity).reduce(0, +)))
      } else {
        merged += alike
      }
    }
    return merged
  }
}

extension Donor.Stage: SQLConvertible {}
