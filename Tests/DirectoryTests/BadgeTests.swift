import Kernel
import Storage
import TestSupport
import Testing

@testable import Directory

@Suite struct `The badge of a person` {
  private let town: Town
  private let person: Person

  init() throws {
    town = try Town()
    person = try town.person("Camille Exemple")
  }

  private func give(pin: SealedPIN? = nil) throws -> (badge: Badge, entry: EntryID) {
    try town.database.change { change in
      var generator = SystemRandomNumberGenerator()
      return (try BadgeStore.give(person, pin: pin, in: change, using: &generator), change.entry)
    }
  }

  private func bearer(_ badge: Badge) throws -> Person? {
    try town.database.read { try BadgeStore.bearer(of: badge.number, in: $0) }
  }

  @Test func `says who they are, and keeps their PIN sealed`() throws {
    let sealed = SealedPIN(stored: "$argon2id$v=19$sample")
    let badge = try give(pin: sealed).badge
    #expect(try bearer(badge) == person)
    #expect(try town.database.read { try BadgeStore.badge(of: person.id, in: $0) } == badge)
    #expect(badge.pin == sealed)
  }

  @Test func `is worth nothing once another is given`() throws {
    let (old, new) = (try give().badge, try give().badge)
    #expect(old.number != new.number)
    #expect(try bearer(old) == nil)
    #expect(try bearer(new) == person)
  }

  @Test func `is worth nothing once it is taken back, and does not bring back the one before`() throws {
    let old = try give().badge
    let (new, entry) = try give()
    try town.annul(entry.rawValue)
    #expect(try bearer(new) == nil)
    #expect(try bearer(old) == nil)
    #expect(try town.database.read { try BadgeStore.badges(in: $0) }.isEmpty)
  }

  @Test func `that nobody was given says nobody`() throws {
    let number = try #require(BadgeNumber(47))
    #expect(try town.database.read { try BadgeStore.bearer(of: number, in: $0) } == nil)
  }

  @Test(arguments: [
    "UPDATE badges SET number = 5", "DELETE FROM badges", "INSERT OR REPLACE INTO badges SELECT * FROM badges",
    "INSERT OR REPLACE INTO badges (entry, person, number) SELECT entry + 1, person, number FROM badges",
    "INSERT INTO badges (entry, person, number) VALUES (99, 1, -1)",
    "INSERT INTO badges (entry, person, number) VALUES (99, 1, 16983563041)",
    "INSERT INTO badges (entry, person, number, pin) VALUES (99, 1, 5, '4711')",
    "INSERT INTO badges (entry, person, number) VALUES (99, NULL, 5)",
  ])
  func `is guarded by the schema`(sql: String) throws {
    _ = try give()
    #expect(throws: StorageFailure.self) { try town.database.change { try $0.run(SQL(stringLiteral: sql)) } }
  }
}
