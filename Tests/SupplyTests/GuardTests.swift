import Kernel
import Storage
import TestSupport
import Testing

@testable import Supply

@Suite struct `Supply by straight SQL` {
  static let wrongOrigin = "ce donateur ne peut pas donner à ce titre"
  static let noReceiver = "un don public va à une structure dont le statut est au dossier"
  static let wrongStage = "un gisement ne passe pas de cette étape à celle-là"
  /// The digest of no bytes at all.
  static let emptyFile = "x'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'"
  static let attempts: [(String, String)] = [
    ("INSERT INTO donations (donor, legal_origin, entry) VALUES (1, 'company-gift', ENTRY)", wrongOrigin),
    ("INSERT INTO donations (donor, receiver, legal_origin, entry) VALUES (2, 3, 'public-gift', ENTRY)", wrongOrigin),
    ("INSERT INTO donations (donor, legal_origin, entry) VALUES (2, 'individual-gift', ENTRY)", wrongOrigin),
    ("INSERT INTO donations (donor, legal_origin, entry) VALUES (2, 'association-gift', ENTRY)", wrongOrigin),
    ("INSERT INTO donations (donor, legal_origin, entry) VALUES (3, 'company-gift', ENTRY)", wrongOrigin),
    ("INSERT INTO donations (donor, receiver, legal_origin, entry) VALUES (1, NULL, 'public-gift', ENTRY)", noReceiver),
    ("INSERT INTO donations (donor, receiver, legal_origin, entry) VALUES (1, 2, 'public-gift', ENTRY)", noReceiver),
    (
      "INSERT INTO donations (donor, legal_origin, entry) VALUES (2, 'stolen', ENTRY)", wrongOrigin
    ),
    (
      "INSERT INTO donations (donor, convention, receiver, legal_origin, entry) VALUES (1, 1, 3, 'public-gift', ENTRY)",
      "FOREIGN KEY constraint failed"
    ),
    (
      "INSERT INTO gisements (structure, kind, entry) VALUES (1, 'company', ENTRY)",
      "cette structure est déjà inscrite comme donateur"
    ),
    (
      "INSERT INTO gisements (kind, entry) VALUES ('public', ENTRY)",
      "CHECK constraint failed: (structure IS NULL) = (kind = 'individual')"
    ),
    ("INSERT INTO gisement_stages (entry, donor, stage) VALUES (ENTRY, 1, 'prospect')", wrongStage),
    ("INSERT INTO gisement_stages (entry, donor, stage) VALUES (ENTRY, 1, 'active')", wrongStage),
    (
      "INSERT INTO individuals (entry, donor, name, phone) VALUES (ENTRY, 1, 'Alix Inventé', '+33612345678')",
      "le contact d'une structure est dans l'annuaire"
    ),
    (
      "INSERT INTO individuals (entry, donor, name) VALUES (ENTRY, 3, 'Alix Inventé')",
      "une personne qui donne a un téléphone ou un courriel"
    ),
    (
      "INSERT INTO contributions (entry, donor, kind, hours) VALUES (ENTRY, 1, 'money', 4)",
      "CHECK constraint failed: (cents IS NOT NULL) = (kind = 'money')"
    ),
    (
      "INSERT INTO structure_statuses (entry, structure, status, since, ends_on) VALUES (ENTRY, 3, 'rup', '2026-02-01', '2026-01-31')",
      "CHECK constraint failed: since <= ends_on"
    ),
    (
      "INSERT INTO structure_statuses (entry, structure, status, since) VALUES (ENTRY, 3, 'general-interest', '2020-01-01')",
      "ce statut est déjà au dossier"
    ),
    (
      "INSERT INTO convention_papers (entry, convention, digest) VALUES (ENTRY, 1, \(emptyFile))",
      "CHECK constraint failed: digest <> \(emptyFile)"
    ),
    (
      "INSERT INTO donations (donor, legal_origin, entry) VALUES (4, 'company-gift', ENTRY)",
      "ce gisement n'a jamais été actif"
    ),
    (
      "INSERT INTO appointments (entry, donation, on_day) VALUES (ENTRY, 1, '2026-10-01')",
      "CHECK constraint failed: (place IS NULL) <> (address IS NULL)"
    ),
    (
      "INSERT INTO appointments (entry, donation, on_day, at_time, place) VALUES (ENTRY, 1, '2026-10-01', '24:10', 1)",
      "CHECK constraint failed: at_time GLOB '[0-2][0-9]:[0-5][0-9]' AND at_time < '24:00'"
    ),
    (
      "INSERT INTO tax_receipts (donation, form, cents, entry) VALUES (1, '16216', 100, ENTRY)",
      "seule une structure habilitée émet des reçus"
    ),
    (
      "INSERT INTO convention_papers (entry, convention, digest) VALUES (ENTRY, 1, zeroblob(32))",
      "FOREIGN KEY constraint failed"
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
      "INSERT INTO donation_lines (donation, category, quantity, entry) VALUES (1, 'desktop', 4, ENTRY)",
      "ce qui vient après l'annonce n'était pas annoncé"
    ),
    (
      "INSERT INTO donation_lines (donation, category, quantity, entry) VALUES (1, 'desktop', -1, ENTRY)",
      "CHECK constraint failed: quantity BETWEEN 0 AND 1000000"
    ),
    (
      "INSERT INTO donation_lines (donation, category, quantity, unit_cents, entry) VALUES (1, 'desktop', 0, -1, ENTRY)",
      "CHECK constraint failed: unit_cents >= 0"
    ),
    (
      "INSERT OR REPLACE INTO donation_lines (donation, category, quantity, entry) VALUES (1, 'laptop', 0, ENTRY)",
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
    _ = try supply.file(.generalInterest)
    try supply.database.change { change in
      _ = try SupplyStore.register(
        individual: Individual(name: "Alix Inventé", phone: PhoneNumber("06 12 34 56 78"), email: nil), stage: .active,
        in: change)
    }
    try supply.database.change { change in
      _ = try SupplyStore.register(donor: Gisements.association, as: .company, stage: .prospect, in: change)
    }
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

  @Test func `the same file is not filed twice over`() throws {
    let supply = try Gisements()
    let convention = try supply.sign("A").0
    let digest = try supply.database.change { try SupplyStore.keep(Array("un".utf8), of: convention, in: $0) }
    #expect(throws: StorageFailure.guarded("ce fichier est déjà celui de la convention")) {
      try supply.database.change { change in
        try change.run(
          "INSERT INTO convention_papers (entry, convention, digest) VALUES (\(change.entry), 1, \(digest))")
      }
    }
  }

  @Test func `no key of what only grows can be replaced`() throws {
    #expect(try Gisements().database.replaceableKeys() == [])
  }
}
