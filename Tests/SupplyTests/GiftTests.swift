import Kernel
import Storage
import TestSupport
import Testing

@testable import Supply

/// A supply of its own: structure 1 is public and a donor, structure 2 private and a donor.
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
          INSERT INTO structures (id) VALUES (1), (2), (3);
          """),
      ] + SupplySchema.migrations)
    self.database = database
    func donor(_ structure: Int64, isPublic: Bool) throws -> DonorID {
      try database.change(.sample(on: "2026-01-01")) { change in
        try SupplyStore.register(
          donor: StructureID(rawValue: structure), isPublic: isPublic, stage: .active, in: change
        ).id
      }
    }
    town = try donor(1, isPublic: true)
    company = try donor(2, isPublic: false)
  }

  @discardableResult
  func sign(_ reference: String, on day: Day = "2026-02-01", endsOn: Day? = nil) throws -> (Convention, EntryID) {
    try database.change(.sample(on: day)) { change in
      (try SupplyStore.sign(convention: reference, donor: company, endsOn: endsOn, in: change), change.entry)
    }
  }

  func announce(
    _ lines: [(DeviceCategory, Int)], under convention: ConventionID? = nil, origin: LegalOrigin = .companyGift
  ) throws -> Donation {
    try database.change { change in
      let lines = try lines.map { try Donation.AnnouncedLine(category: $0, quantity: $1) }
      return try SupplyStore.announce(lines, from: company, under: convention, origin: origin, in: change)
    }
  }

  func annul(_ entry: EntryID) throws {
    try database.change { change in
      try Corrections.record(.annulment, of: entry, because: "essai", in: change)
    }
  }

  func convention(_ reference: String) throws -> Convention? {
    try database.read { try SupplyStore.convention(reference, in: $0) }
  }
}

@Suite struct `A gift convention` {
  @Test func `covers its first day, its last and those between`() throws {
    let convention = try Gisements().sign("2026-01", endsOn: "2026-12-31").0
    let days: [(Day, Bool)] = [
      ("2026-01-31", false), ("2026-02-01", true), ("2026-12-31", true), ("2027-01-01", false),
    ]
    for (day, covered) in days { #expect(convention.covers(day) == covered, "\(day)") }
  }

  @Test func `without a term covers all days from its signature`() throws {
    let convention = try Gisements().sign("2026-01").0
    #expect(convention.covers("2099-01-01"))
    #expect(!convention.covers("2026-01-31"))
  }

  @Test func `may end the day it is signed, not before`() throws {
    let supply = try Gisements()
    #expect(try supply.sign("A", endsOn: "2026-02-01").0.covers("2026-02-01"))
    #expect(throws: SupplyFailure.endsBeforeSigned(signed: "2026-02-01", ends: "2026-01-31")) {
      try supply.sign("B", endsOn: "2026-01-31")
    }
  }

  @Test func `is found by its reference, whatever the spaces`() throws {
    let supply = try Gisements()
    try supply.sign("  CONV  2026-01 ")
    #expect(try supply.convention("CONV 2026-01 ")?.reference == "CONV 2026-01")
    #expect(throws: SupplyFailure.referenceTaken("CONV 2026-01")) { try supply.sign("CONV 2026-01") }
    #expect(throws: SupplyFailure.emptyReference) { try supply.sign("  ") }
  }

  @Test func `annulled, is as good as none, and leaves its reference free`() throws {
    let supply = try Gisements()
    try supply.annul(supply.sign("A").1)
    #expect(try supply.convention("A") == nil)
    let again = try supply.sign("A").0
    #expect(try supply.convention("A") == again)
    #expect(throws: SupplyFailure.referenceTaken("A")) { try supply.sign("A") }
  }
}

@Suite struct `A donation` {
  @Test func `has one line for each category, with the sum of what was announced`() throws {
    let donation = try Gisements().announce([(.desktop, 2), (.laptop, 3), (.desktop, 4)])
    #expect(donation.lines.map(\.category) == [.laptop, .desktop])
    #expect(donation.lines.map(\.quantity) == [3, 6])
  }

  @Test(arguments: [0, -1, 10_001])
  func `announces from 1 to 10 000 devices a line`(quantity: Int) throws {
    let supply = try Gisements()
    #expect(throws: SupplyFailure.quantity(quantity)) { try supply.announce([(.laptop, quantity)]) }
  }

  @Test func `announces no more than that by two lines of one category`() throws {
    let supply = try Gisements()
    #expect(throws: SupplyFailure.quantity(12_000)) { try supply.announce([(.laptop, 6000), (.laptop, 6000)]) }
    #expect(throws: SupplyFailure.noLines) { try supply.announce([]) }
  }

  @Test func `annulled, is gone`() throws {
    let supply = try Gisements()
    let id = try supply.announce([(.laptop, 1)]).id
    let (found, given) = try supply.database.read { try SupplyStore.donation(id, in: $0) }
    #expect(found.id == id)
    #expect(given == "2026-09-15")
    try supply.annul(EntryID(rawValue: 3))
    #expect(throws: SupplyFailure.noDonation(id)) { try supply.database.read { try SupplyStore.donation(id, in: $0) } }
  }
}

@Suite struct `A donor` {
  @Test func `whose registration is annulled is none, and can be registered again`() throws {
    let supply = try Gisements()
    let structure = StructureID(rawValue: 1)
    try supply.annul(EntryID(rawValue: 1))
    #expect(try supply.database.read { try SupplyStore.donor(of: structure, in: $0) } == nil)
    let again = try supply.database.change { change in
      try SupplyStore.register(donor: structure, isPublic: true, stage: .active, in: change)
    }
    #expect(try supply.database.read { try SupplyStore.donor(of: structure, in: $0) } == again)
  }
}

@Suite struct `Supply by straight SQL` {
  static let attempts: [(String, String)] = [
    (
      "INSERT INTO donations (donor, legal_origin, entry) VALUES (1, 'company-gift', ENTRY)",
      "le don d'une personne publique est un don public, et lui seul"
    ),
    (
      "INSERT INTO donations (donor, legal_origin, entry) VALUES (2, 'public-gift', ENTRY)",
      "le don d'une personne publique est un don public, et lui seul"
    ),
    (
      "INSERT INTO donations (donor, legal_origin, entry) VALUES (2, 'stolen', ENTRY)",
      """
      CHECK constraint failed: legal_origin IN ('public-gift', 'company-gift', 'individual-gift', 'purchase', \
      'waste-stream')
      """
    ),
    (
      "INSERT INTO donations (donor, convention, legal_origin, entry) VALUES (1, 1, 'public-gift', ENTRY)",
      "FOREIGN KEY constraint failed"
    ),
    (
      "INSERT INTO gisements (structure, stage, is_public, entry) VALUES (1, 'active', 0, ENTRY)",
      "cette structure est déjà inscrite comme donateur"
    ),
    (
      "INSERT INTO gisements (structure, stage, is_public, entry) VALUES (3, 'asleep', 0, ENTRY)",
      "CHECK constraint failed: stage IN ('prospect', 'active', 'exhausted')"
    ),
    (
      "INSERT OR REPLACE INTO conventions (donor, reference, entry) VALUES (2, 'A', ENTRY)",
      "une convention porte déjà cette référence"
    ),
    (
      "INSERT INTO conventions (donor, reference, ends_on, entry) VALUES (2, 'B', '2026-02-30', ENTRY)",
      "CHECK constraint failed: (ends_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(ends_on, '+0 days') IS ends_on)"
    ),
    (
      "INSERT INTO donation_lines (donation, category, quantity, entry) VALUES (1, 'desktop', 0, ENTRY)",
      "CHECK constraint failed: quantity BETWEEN 1 AND 1000000"
    ),
    (
      "INSERT OR REPLACE INTO donation_lines (donation, category, quantity, entry) VALUES (1, 'laptop', 9, ENTRY)",
      "donation_lines: rows are never replaced"
    ),
    ("UPDATE donation_lines SET quantity = 9", "donation_lines: rows are never changed"),
    ("DELETE FROM donations", "donations: rows are never deleted"),
  ]

  @Test(arguments: attempts)
  func `each guard holds`(statement: String, refusal: String) throws {
    let supply = try Gisements()
    let convention = try supply.sign("A").0
    _ = try supply.announce([(.laptop, 1)], under: convention.id)
    #expect {
      try supply.database.change { change in
        try change.run(SQL(stringLiteral: statement.replacing("ENTRY", with: change.entry.description)))
      }
    } throws: { error in
      switch error {
      case StorageFailure.guarded(let message), StorageFailure.constraint(let message, _): message == refusal
      default: false
      }
    }
  }

  @Test func `an origin is not changed against its donor`() throws {
    let supply = try Gisements()
    _ = try supply.announce([(.laptop, 1)])
    try supply.database.change { try $0.run("DROP TRIGGER donations_keeps_values") }
    #expect(throws: StorageFailure.guarded("le don d'une personne publique est un don public, et lui seul")) {
      try supply.database.change { try $0.run("UPDATE donations SET legal_origin = 'public-gift'") }
    }
  }

  @Test func `no key of what only grows can be replaced`() throws {
    #expect(try Gisements().database.replaceableKeys() == [])
  }
}
