import Kernel
import Storage
import TestSupport

@testable import Supply

/// A supply of its own: structure 1 is public and a donor, structure 2 private and a donor; structure 3 gives nothing.
struct Gisements {
  let database: Database
  let town: DonorID
  let company: DonorID

  init() throws {
    let database = try Database.inMemory(
      migrations: [
        Schema.storage,
        Migration(
          "directory.stand-in",
          """
          CREATE TABLE structures (id INTEGER PRIMARY KEY) STRICT;
          CREATE TABLE people (id INTEGER PRIMARY KEY) STRICT;
          CREATE TABLE places (id INTEGER PRIMARY KEY) STRICT;
          INSERT INTO structures (id) VALUES (1), (2), (3);
          INSERT INTO people (id) VALUES (1);
          INSERT INTO places (id) VALUES (1);
          """),
      ] + SupplySchema.migrations)
    self.database = database
    func donor(_ structure: Int64, _ kind: Donor.Kind) throws -> DonorID {
      try database.change(.sample(on: "2026-01-01")) { change in
        try SupplyStore.register(
          donor: StructureID(rawValue: structure), as: kind, stage: .active, in: change
        ).id
      }
    }
    town = try donor(1, .publicBody)
    company = try donor(2, .company)
  }

  @discardableResult
  func sign(_ reference: String, on day: Day = "2026-02-01", endsOn: Day? = nil) throws -> (Convention, EntryID) {
    try database.change(.sample(on: day)) { change in
      (try SupplyStore.sign(convention: reference, donor: company, endsOn: endsOn, in: change), change.entry)
    }
  }

  func announce(
    _ lines: [(DeviceCategory, Int)], from donor: DonorID? = nil, under convention: ConventionID? = nil,
    to receiver: StructureID? = nil, origin: LegalOrigin = .companyGift
  ) throws -> Donation {
    try database.change { change in
      let lines = try lines.map { try Donation.AnnouncedLine(category: $0, quantity: $1) }
      return try SupplyStore.announce(
        lines, from: donor ?? company, under: convention, to: receiver, origin: origin, in: change)
    }
  }

  /// Puts a status of structure 3 on file.
  func file(
    _ status: StructureStatus, on day: Day = "2026-01-02", since: Day = "2020-01-01", endsOn: Day? = nil
  ) throws -> EntryID {
    try database.change(.sample(on: day)) { change in
      try SupplyStore.file(status, of: Self.association, since: since, endsOn: endsOn, in: change)
      return change.entry
    }
  }

  static let association = StructureID(rawValue: 3)

  func annul(_ entry: EntryID) throws {
    try database.change { change in
      try Corrections.record(.annulment, of: entry, because: "essai", in: change)
    }
  }

  func convention(_ reference: String) throws -> Convention? {
    try database.read { try SupplyStore.convention(reference, in: $0) }
  }
}
