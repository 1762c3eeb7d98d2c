public import Kernel
import Storage
public import Supply

/// A donor in a list.
public struct DonorLine: Sendable {
  public let id: DonorID
  /// The structure that gives.
  public let structure: String
  public let stage: Donor.Stage
}

/// A convention in a list.
public struct ConventionLine: Sendable {
  public let reference: String
  /// The structure that gives.
  public let structure: String
  public let signedOn: Day
  /// Its last day; nothing when it has no term.
  public let endsOn: Day?
}

/// One line of a donation in a list: what was announced and what came in.
public struct DonationLine: Sendable {
  public let donation: DonationID
  /// The structure that gives.
  public let structure: String
  public let givenOn: Day
  public let category: DeviceCategory
  public let announced: Int
  public let received: Int
}

extension Chain {
  /// Every donor, or those whose name contains some words, by name.
  public func donors(matching words: String? = nil) throws -> [DonorLine] {
    try database.read { reader in
      try reader.all(
        """
        SELECT gisements.id, structures.name, gisements.stage FROM gisements
        JOIN structures ON structures.id = gisements.structure
        JOIN acts ON acts.entry = gisements.entry
        WHERE acts.annulled = 0 ORDER BY structures.name
        """
      ).map { row in DonorLine(id: try row["id"], structure: try row["name"], stage: try row["stage"]) }
        .matching(words) { [$0.structure] }
    }
  }

  /// Every convention, the last signed first.
  public func conventions() throws -> [ConventionLine] {
    try database.read { reader in
      try reader.all(
        """
        SELECT conventions.reference, structures.name, acts.day, conventions.ends_on FROM conventions
        JOIN gisements ON gisements.id = conventions.donor
        JOIN structures ON structures.id = gisements.structure
        JOIN acts ON acts.entry = conventions.entry
        WHERE acts.annulled = 0 ORDER BY acts.day DESC, conventions.reference
        """
      ).map { row in
        ConventionLine(
          reference: try row["reference"], structure: try row["name"], signedOn: try row["day"],
          endsOn: try row["ends_on"])
      }
    }
  }

  /// The lines of donations, the last given first.
  ///
  /// - Parameter id: only those of one donation.
  /// - Throws: ``SupplyFailure/noDonation(_:)`` when the one asked for is not there.
  public func donations(only id: DonationID? = nil) throws -> [DonationLine] {
    try database.read { reader in
      let condition: SQL = if let id { "AND donations.id = \(id)" } else { "" }
      let lines = try reader.all(
        """
        SELECT donations.id, structures.name, acts.day, donation_lines.category, donation_lines.quantity,
          (SELECT count(*) FROM devices JOIN movements ON movements.device = devices.id AND movements.previous IS NULL
            JOIN acts AS receptions ON receptions.entry = movements.entry
            WHERE devices.donation_line = donation_lines.id AND receptions.annulled = 0) AS received
        FROM donations
        JOIN donation_lines ON donation_lines.donation = donations.id
        JOIN gisements ON gisements.id = donations.donor
        JOIN structures ON structures.id = gisements.structure
        JOIN acts ON acts.entry = donations.entry
        WHERE acts.annulled = 0 \(condition) ORDER BY acts.day DESC, donations.id DESC, donation_lines.id
        """
      ).map { row in
        DonationLine(
          donation: try row["id"], structure: try row["name"], givenOn: try row["day"], category: try row["category"],
          announced: try row["quantity"], received: try row["received"])
      }
      if let id, lines.isEmpty { throw SupplyFailure.noDonation(id) }
      return lines
    }
  }
}
