import Kernel
import Storage
import TestSupport
import Testing

@testable import Directory

/// A directory of its own with a commune, its collège and their workshop.
struct Town {
  let database: Database

  init() throws {
    database = try Database.inMemory(migrations: [Schema.storage] + DirectorySchema.migrations)
    try register("Mairie d'Exemple", .commune)
    try register("Collège Exemple", .college, uai: UAI("0470001W"))
    try database.change { change in
      _ = try DirectoryStore.register(
        place: "Atelier du canal", structure: StructureID(rawValue: 1), kind: .workshop, commune: InseeCommune("47001"),
        in: change)
      _ = try DirectoryStore.register(
        person: "Camille Exemple", role: .workshop, structure: StructureID(rawValue: 1), in: change)
    }
  }

  @discardableResult
  func register(
    _ name: String, _ kind: Partner.Kind, siret: Siret? = nil, uai: UAI? = nil, rna: RNA? = nil
  ) throws -> Partner {
    try database.change { change in
      try DirectoryStore.register(
        structure: name, kind: kind, siret: siret, uai: uai, rna: rna, commune: nil, in: change)
    }
  }

  func structure(_ reference: String) throws -> Partner {
    try database.read { try DirectoryStore.structure(reference, in: $0) }
  }

  func place(_ reference: String) throws -> Place {
    try database.read { try DirectoryStore.place(reference, in: $0) }
  }

  func person(_ reference: String) throws -> Person {
    try database.read { try DirectoryStore.person(reference, in: $0) }
  }

  func annul(_ entry: Int64) throws {
    try database.change { change in
      try Corrections.record(.annulment, of: EntryID(rawValue: entry), because: "essai", in: change)
    }
  }
}

@Suite struct `Names in the directory` {
  @Test(arguments: ["Mairie d'Exemple", "  mairie   d'EXEMPLE ", "1"])
  func `a structure is found whatever the case and the spaces, or by its number`(reference: String) throws {
    #expect(try Town().structure(reference).name == "Mairie d'Exemple")
  }

  @Test func `a name goes before a number`() throws {
    let town = try Town()
    try town.register("1", .association)
    #expect(try town.structure("1").name == "1")
    #expect(try town.structure("2").name == "Collège Exemple")
  }

  static let unknown: [(String, [String])] = [
    ("exemple", ["Collège Exemple", "Mairie d'Exemple"]), ("Mairie d'Exemple-sur-Lot", ["Mairie d'Exemple"]),
    ("Marie", []), ("e", []), ("99", []),
  ]

  @Test(arguments: unknown)
  func `an unknown one is refused with those near it`(reference: String, near: [String]) throws {
    let town = try Town()
    #expect(throws: DirectoryFailure.noSuchStructure(reference, near: near)) { try town.structure(reference) }
  }

  @Test func `a place and a person are found the same way`() throws {
    let town = try Town()
    #expect(try town.place(" atelier DU canal").id == PlaceID(rawValue: 1))
    #expect(try town.person("camille exemple").actor.name == "Camille Exemple")
    #expect(throws: DirectoryFailure.noSuchPlace("atelier", near: ["Atelier du canal"])) { try town.place("atelier") }
    // Who else is registered is nobody's business here: no names near it.
    #expect(throws: DirectoryFailure.noSuchPerson("Camille")) { try town.person("Camille") }
  }

  @Test(arguments: ["Mairie d'Exemple", "mairie  d'exemple"])
  func `a name has one bearer`(name: String) throws {
    let town = try Town()
    #expect(throws: DirectoryFailure.nameTaken(name.split(separator: " ").joined(separator: " "))) {
      try town.register(name, .company)
    }
  }

  /// SQLite knows the case of ASCII letters only, and no accent written in two.
  @Test(arguments: ["Élise d'Exemple", "E\u{301}LISE d’exemple", " élise  D'EXEMPLE "])
  func `a person registered once is no second person`(name: String) throws {
    let town = try Town()
    func register(_ name: String) throws {
      _ = try town.database.change { change in
        try DirectoryStore.register(person: name, role: .workshop, structure: nil, in: change)
      }
    }
    try register("Élise d'Exemple")
    #expect(try town.person(name).name == "Élise d'Exemple")
    #expect(throws: DirectoryFailure.self) { try register(name) }
    #expect(throws: KernelFailure.mixedAlphabets("\u{415}lise")) { try register("\u{415}lise") }
    #expect(throws: KernelFailure.hiddenCharacter(shown: "Élise\u{FFFD} d'Exemple", code: "U+200B")) {
      try register("Élise\u{200B} d'Exemple")
    }
    #expect(throws: KernelFailure.self) { try town.register("Mairie\u{202E} d'Exemple", .commune) }
  }

  @Test(arguments: ["", "   "])
  func `a name is not empty`(name: String) throws {
    let town = try Town()
    #expect(throws: DirectoryFailure.emptyName) { try town.register(name, .company) }
  }

  @Test func `an annulled structure is not found, and frees its name and numbers`() throws {
    let town = try Town()
    try town.annul(2)
    #expect(throws: DirectoryFailure.noSuchStructure("Collège Exemple", near: [])) {
      try town.structure("Collège Exemple")
    }
    #expect(try town.database.read { try DirectoryStore.structures(in: $0) }.map(\.name) == ["Mairie d'Exemple"])
    #expect(try town.register("Collège Exemple", .college, uai: UAI("0470001W")).uai != nil)
  }
}

@Suite struct `Numbers of structures` {
  @Test func `a school's number is for schools`() throws {
    let uai = try UAI("0470002X")
    for kind in Partner.Kind.allCases {
      let town = try Town()
      if [.college, .school, .lycee].contains(kind) {
        #expect(try town.register("Autre", kind, uai: uai).uai == uai)
      } else {
        #expect(throws: DirectoryFailure.ofNoSchool(StructureAspect.uai.text)) {
          try town.register("Autre", kind, uai: uai)
        }
      }
    }
  }

  @Test func `a number has one structure`() throws {
    let town = try Town()
    #expect(throws: DirectoryFailure.numberTaken("0470001W", by: "Collège Exemple")) {
      try town.register("Autre collège", .college, uai: UAI("0470001W"))
    }
  }

  @Test func `public bodies are public, others are not`() {
    let isPublic = Partner.Kind.allCases.filter(\.isPublic)
    #expect(
      isPublic == [
        .publicBody, .college, .school, .commune, .ccas, .franceServices, .mediatheque, .epci, .departement, .state,
        .lycee,
      ])
  }
}

@Suite struct `The directory by straight SQL` {
  static let attempts: [(String, String)] = [
    (
      "INSERT INTO structures (name, kind, entry) VALUES ('MAIRIE D''EXEMPLE', 'company', ENTRY)",
      "une autre structure porte ce nom"
    ),
    (
      "INSERT INTO people (name, role, entry) VALUES ('camille exemple', 'desk', ENTRY)",
      "une autre personne porte ce nom"
    ),
    (
      "INSERT INTO places (name, structure, kind, commune, entry) VALUES ('ATELIER DU CANAL', 1, 'workshop', '47001', ENTRY)",
      "un autre lieu porte ce nom"
    ),
    (
      "INSERT INTO structures (name, kind, entry) VALUES (' ', 'company', ENTRY)",
      "CHECK constraint failed: trim(name) <> ''"
    ),
    (
      "INSERT OR REPLACE INTO structures (id, name, kind, entry) VALUES (1, 'Autre', 'company', ENTRY)",
      "structures: rows are never replaced"
    ),
    ("UPDATE people SET role = 'manager'", "people: rows are never changed"),
    ("DELETE FROM places", "places: rows are never deleted"),
    (
      "INSERT INTO places (name, structure, kind, commune, entry) VALUES ('Ailleurs', 9, 'workshop', '47001', ENTRY)",
      "FOREIGN KEY constraint failed"
    ),
  ]

  @Test(arguments: attempts)
  func `each guard holds`(statement: String, refusal: String) throws {
    let town = try Town()
    #expect {
      try town.database.change { change in
        try change.run(SQL(stringLiteral: statement.replacing("ENTRY", with: change.entry.description)))
      }
    } throws: { error in
      switch error {
      case StorageFailure.guarded(let message), StorageFailure.constraint(let message, _): message == refusal
      default: false
      }
    }
  }

  @Test func `no key of what only grows can be replaced`() throws {
    #expect(try Town().database.replaceableKeys() == [])
  }
}

@Suite struct `The directory's words` {
  @Test func `what is near is quoted as each language does`() {
    let text = DirectoryFailure.noSuchStructure("Mairie", near: ["Mairie d'Exemple"]).text
    #expect(text.fr.contains("Vouliez-vous dire « Mairie d'Exemple » ?"))
    #expect(text.en.contains("Did you mean “Mairie d'Exemple”?"))
  }
}
