import Kernel
import Storage
import TestSupport
import Testing

@testable import Supply

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
      try SupplyStore.register(donor: structure, as: .publicBody, stage: .active, in: change)
    }
    #expect(try supply.database.read { try SupplyStore.donor(of: structure, in: $0) } == again)
  }
}
