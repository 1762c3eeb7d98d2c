import Kernel
import Storage
import TestSupport
import Testing

@testable import Directory

extension Town {
  static let town = StructureID(rawValue: 1)
  static let college = StructureID(rawValue: 2)
  static let workshop = PlaceID(rawValue: 1)

  @discardableResult
  func tell<Told: Aspect>(
    _ aspect: Told, _ written: String, holds: Bool = true, of subject: ID<Told.Subject>, on day: Day = "2026-09-15"
  ) throws -> Telling<Told> {
    try database.change(.sample(on: day)) { try TellingStore.tell(aspect, written, holds: holds, of: subject, in: $0) }
  }

  func standing<Told: Aspect>(of subject: ID<Told.Subject>, on day: Day? = nil) throws -> [Telling<Told>] {
    try database.read { try TellingStore.standing(of: subject, on: day, in: $0) }
  }

  /// The entry of the last act.
  var latest: Int64 { get throws { try database.read { try Journal.head(in: $0).sequence } } }
}

@Suite struct `What is told of structures, places and people` {
  @Test func `a later value takes the place of the former, or stands beside it`() throws {
    let town = try Town()
    try town.tell(StructureAspect.email, "ancien@exemple.fr", of: Town.town, on: "2026-09-01")
    try town.tell(StructureAspect.email, "accueil@exemple.fr", of: Town.town, on: "2026-09-10")
    try town.tell(StructureAspect.capability, "repair", of: Town.town, on: "2026-09-01")
    try town.tell(StructureAspect.capability, "collect", of: Town.town, on: "2026-09-10")
    try town.tell(StructureAspect.capability, "repair", holds: false, of: Town.town, on: "2026-09-20")
    let now: [Telling<StructureAspect>] = try town.standing(of: Town.town)
    #expect(now.map(\.value) == ["collect", "accueil@exemple.fr"])
    let before: [Telling<StructureAspect>] = try town.standing(of: Town.town, on: "2026-09-19")
    #expect(before.map(\.value) == ["repair", "collect", "accueil@exemple.fr"])
    #expect(before.map(\.day) == ["2026-09-01", "2026-09-10", "2026-09-10"])
  }

  @Test func `each training is one more, even of the same subject, until it is taken back`() throws {
    let town = try Town()
    let camille = PersonID(rawValue: 1)
    try town.tell(PersonAspect.training, "Pix", of: camille, on: "2026-03-01")
    try town.tell(PersonAspect.training, "Pix", of: camille, on: "2026-06-01")
    let told: [Telling<PersonAspect>] = try town.standing(of: camille)
    #expect(told.map(\.day) == ["2026-03-01", "2026-06-01"])
    try town.tell(PersonAspect.training, "Pix", holds: false, of: camille, on: "2026-06-02")
    let now: [Telling<PersonAspect>] = try town.standing(of: camille)
    let before: [Telling<PersonAspect>] = try town.standing(of: camille, on: "2026-06-01")
    #expect(now.isEmpty && before.count == 2)
    #expect(throws: DirectoryFailure.notTold(PersonAspect.training.text, "Pix")) {
      try town.tell(PersonAspect.training, "Pix", holds: false, of: camille)
    }
    try town.tell(PersonAspect.training, "Pix", of: camille, on: "2026-09-01")
    let again: [Telling<PersonAspect>] = try town.standing(of: camille)
    #expect(again.map(\.day) == ["2026-09-01"])
  }

  @Test func `what is known not to be so is told apart from what is not known`() throws {
    let town = try Town()
    try town.tell(PlaceAspect.printer, "non", of: Town.workshop)
    let told: [Telling<PlaceAspect>] = try town.standing(of: Town.workshop)
    #expect(told.map(\.aspect) == [.printer] && told.map(\.holds) == [false])
  }

  @Test func `what an annulled act told is as good as never told`() throws {
    let town = try Town()
    try town.tell(StructureAspect.email, "accueil@exemple.fr", of: Town.town)
    try town.tell(StructureAspect.email, "faux@exemple.fr", of: Town.town)
    try town.annul(town.latest)
    let told: [Telling<StructureAspect>] = try town.standing(of: Town.town)
    #expect(told.map(\.value) == ["accueil@exemple.fr"])
  }

  static let values: [(StructureAspect, String, String)] = [
    (.siret, "356 000 000 00048", "35600000000048"), (.uai, "0470002x", "0470002X"), (.rna, "w2b2000016", "W2B2000016"),
    (.commune, "47091", "47091"), (.schoolYear, "2026/2027", "2026-2027"),
    (.phone, "+33 6 12 34 56 78", "06 12 34 56 78"),
    (.email, "A@Exemple.FR", "A@exemple.fr"), (.capability, "hand-over", "hand-over"),
    (.college, " des  élus ", "des élus"),
  ]

  @Test(arguments: values)
  func `values are kept in one form`(aspect: StructureAspect, written: String, kept: String) throws {
    #expect(try Town().tell(aspect, written, of: Town.college).value == kept)
  }

  static let wrong: [(PlaceAspect, String, DirectoryFailure)] = [
    (.computers, "-1", .notAValue(.number, "-1")), (.computers, "10000", .notAValue(.number, "10000")),
    (.wifi, "peut-être", .notAValue(.truth, "peut-être")), (.postcode, "4700", .notAValue(.postcode, "4700")),
    (.hours, "  ", .notAValue(.text, "")), (.stop, "Agen", .noListOfCommunes("Agen")),
  ]

  @Test(arguments: wrong)
  func `other values are refused`(aspect: PlaceAspect, written: String, failure: DirectoryFailure) throws {
    let town = try Town()
    #expect(throws: failure) { try town.tell(aspect, written, of: Town.workshop) }
    #expect(failure.exitCode == .badData && failure.text.fr != failure.text.en)
  }

  @Test(arguments: ["2026", "2026-2028", "2027-2026", "26-27", "9999-10000"])
  func `a school year is two years that follow each other`(written: String) throws {
    let town = try Town()
    #expect(throws: DirectoryFailure.notAValue(.schoolYear, written)) {
      try town.tell(StructureAspect.schoolYear, written, of: Town.college)
    }
  }

  @Test func `schools alone have a school year, primary schools too`() throws {
    let town = try Town()
    #expect(throws: DirectoryFailure.ofNoSchool(StructureAspect.schoolYear.text)) {
      try town.tell(StructureAspect.schoolYear, "2026-2027", of: Town.town)
    }
    let school = try town.register("École Exemple", .school)
    try town.tell(StructureAspect.schoolYear, "2026-2027", of: school.id)
  }

  @Test func `a number told later is the structure's, and nobody else's`() throws {
    let town = try Town()
    try town.tell(StructureAspect.siret, "35600000000048", of: Town.town)
    #expect(try town.structure("1").siret?.description == "35600000000048")
    #expect(throws: DirectoryFailure.numberTaken("35600000000048", by: "Mairie d'Exemple")) {
      try town.tell(StructureAspect.siret, "35600000000048", of: Town.college)
    }
    // Once the town has another number, its old one is free.
    try town.tell(StructureAspect.siret, "73282932000074", of: Town.town)
    try town.tell(StructureAspect.siret, "35600000000048", of: Town.college)
    #expect(try town.structure("1").siret?.description == "73282932000074")
  }

  @Test func `an act tells one thing of each`() throws {
    let town = try Town()
    #expect(throws: DirectoryFailure.toldTwice(StructureAspect.email.text)) {
      try town.database.change { change in
        try TellingStore.tell(StructureAspect.email, "a@exemple.fr", of: Town.town, in: change)
        try TellingStore.tell(StructureAspect.email, "b@exemple.fr", of: Town.town, in: change)
      }
    }
    #expect(throws: DirectoryFailure.notTold(StructureAspect.capability.text, "repair")) {
      try town.tell(StructureAspect.capability, "repair", holds: false, of: Town.town)
    }
  }
}

@Suite struct `Partners of the chain` {
  private func partners(of town: Town, on day: Day) throws -> [String] {
    try town.database.read { try Membership.partners(on: day, in: $0) }.map { "\($0.partner.name) \($0.since)" }
  }

  private func join(_ reference: String, of town: Town, on day: Day) throws {
    try town.database.change(.sample(on: day)) { change in
      try Membership.join(DirectoryStore.structure(reference, in: change), in: change)
    }
  }

  private func leave(_ reference: String, of town: Town, on day: Day) throws {
    try town.database.change(.sample(on: day)) { change in
      try Membership.leave(DirectoryStore.structure(reference, in: change), in: change)
    }
  }

  @Test func `are counted as of a day`() throws {
    let town = try Town()
    try join("1", of: town, on: "2026-01-10")
    try join("2", of: town, on: "2026-02-01")
    try leave("1", of: town, on: "2026-03-01")
    try join("1", of: town, on: "2026-05-01")
    let expected: [(Day, [String])] = [
      ("2026-01-09", []), ("2026-01-10", ["Mairie d'Exemple 2026-01-10"]),
      ("2026-02-28", ["Collège Exemple 2026-02-01", "Mairie d'Exemple 2026-01-10"]),
      ("2026-03-01", ["Collège Exemple 2026-02-01"]),
      ("2026-05-01", ["Collège Exemple 2026-02-01", "Mairie d'Exemple 2026-05-01"]),
    ]
    for (day, names) in expected { #expect(try partners(of: town, on: day) == names, "\(day)") }
  }

  @Test func `join and leave in turn, in the order of days`() throws {
    let town = try Town()
    #expect(throws: DirectoryFailure.notPartner("Mairie d'Exemple")) { try leave("1", of: town, on: "2026-01-10") }
    try join("1", of: town, on: "2026-01-10")
    #expect(throws: DirectoryFailure.alreadyPartner("Mairie d'Exemple")) { try join("1", of: town, on: "2026-02-01") }
    #expect(throws: DirectoryFailure.beforeMembership("2026-01-09", last: "2026-01-10")) {
      try leave("1", of: town, on: "2026-01-09")
    }
    try leave("1", of: town, on: "2026-01-10")
    #expect(throws: DirectoryFailure.beforeMembership("2026-01-09", last: "2026-01-10")) {
      try join("1", of: town, on: "2026-01-09")
    }
    // An annulled leaving leaves the structure where it was.
    try town.annul(town.latest)
    #expect(throws: DirectoryFailure.alreadyPartner("Mairie d'Exemple")) { try join("1", of: town, on: "2026-02-01") }
  }
}

@Suite struct `What is told, by straight SQL` {
  static let attempts: [(String, String)] = [
    ("structure_tellings VALUES (ENTRY, 2, 'siret', '35600000000048', 1)", "une autre structure a ce numéro"),
    (
      "structure_tellings VALUES (ENTRY, 1, 'uai', '0470002X', 1)",
      "seul un établissement scolaire a un numéro UAI ou une année scolaire"
    ),
    (
      "structure_tellings VALUES (ENTRY, 1, 'school-year', '2026-2027', 1)",
      "seul un établissement scolaire a un numéro UAI ou une année scolaire"
    ),
    (
      "structure_tellings VALUES (ENTRY, 1, 'partner', 'yes', 1)",
      "une structure rejoint la filière et la quitte tour à tour"
    ),
    (
      "structure_tellings VALUES (ENTRY, 2, 'partner', 'yes', 0)",
      "une structure rejoint la filière et la quitte tour à tour"
    ),
    (
      "structure_tellings VALUES (ENTRY, 1, 'email', 'a@exemple.fr', 1), (ENTRY, 1, 'email', 'b@exemple.fr', 1)",
      "structure_tellings: rows are never replaced"
    ),
    ("structure_tellings VALUES (ENTRY, 9, 'email', 'a@exemple.fr', 1)", "FOREIGN KEY constraint failed"),
    ("place_tellings VALUES (ENTRY, 9, 'wifi', 'yes', 1)", "FOREIGN KEY constraint failed"),
    ("person_tellings VALUES (ENTRY, 9, 'training', 'Pix', 1)", "FOREIGN KEY constraint failed"),
  ]

  /// A town that is a partner and has a number.
  private func town() throws -> Town {
    let town = try Town()
    try town.tell(StructureAspect.siret, "35600000000048", of: Town.town)
    try town.tell(StructureAspect.partner, "yes", of: Town.town)
    return town
  }

  private func run(_ statement: String, in town: Town) throws {
    try town.database.change { change in
      try change.run(SQL(stringLiteral: statement.replacing("ENTRY", with: change.entry.description)))
    }
  }

  @Test(arguments: attempts)
  func `each guard holds`(rows: String, refusal: String) throws {
    let town = try town()
    #expect {
      try run("INSERT INTO \(rows)", in: town)
    } throws: { error in
      switch error {
      case StorageFailure.guarded(let message), StorageFailure.constraint(let message, _): message == refusal
      default: false
      }
    }
  }

  static let forms: [(String, String, String, String)] = [
    ("structure_tellings", "siret", "12345678901234", "123"), ("structure_tellings", "commune", "47001", "4700"),
    ("structure_tellings", "capability", "collect", "fly"), ("structure_tellings", "programme", "PLS", " "),
    ("structure_tellings", "email", "a@exemple.fr", "exemple.fr"),
    ("structure_tellings", "phone", "06 12 34 56 78", "06"),
    ("place_tellings", "wifi", "yes", "no"), ("place_tellings", "computers", "12", "012"),
    ("place_tellings", "computers", "0", "10000"), ("place_tellings", "computers", "3", "-3"),
    ("place_tellings", "postcode", "47000", "47OOO"), ("person_tellings", "training", "Pix", ""),
  ]

  @Test(arguments: forms)
  func `a value has the form of its aspect`(table: String, aspect: String, good: String, bad: String) throws {
    let town = try Town()
    try run("INSERT INTO \(table) VALUES (ENTRY, 1, '\(aspect)', '\(good)', 1)", in: town)
    #expect(throws: StorageFailure.self) {
      try run("INSERT INTO \(table) VALUES (ENTRY, 1, '\(aspect)', '\(bad)', 1)", in: town)
    }
    #expect(throws: StorageFailure.self) {
      try run("INSERT INTO \(table) VALUES (ENTRY, 1, 'shoe-size', '\(good)', 1)", in: town)
    }
  }

  @Test(arguments: ["2026-2028", "2026-27", "2026-2026"])
  func `a school year is two years that follow each other`(value: String) throws {
    let town = try Town()
    #expect(throws: StorageFailure.self) {
      try run("INSERT INTO structure_tellings VALUES (ENTRY, 2, 'school-year', '\(value)', 1)", in: town)
    }
  }

  @Test(arguments: [
    (
      "UPDATE structure_tellings SET holds = 1 WHERE aspect = 'siret'", "structure_tellings: rows are never changed"
    ),
    ("DELETE FROM structure_tellings", "structure_tellings: rows are never deleted"),
  ])
  func `nothing told is changed`(statement: String, refusal: String) throws {
    let town = try town()
    #expect(throws: StorageFailure.guarded(refusal)) { try run(statement, in: town) }
  }

}
