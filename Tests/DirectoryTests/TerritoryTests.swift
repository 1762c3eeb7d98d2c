import Kernel
import Spreadsheets
import Storage
import TestSupport
import Testing

@testable import Directory

/// Lists in the layouts of INSEE; real names of communes, invented figures.
enum Lists {
  static let communes = """
    TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT
    COM,47001,75,47,47D,471,1,AGEN,Agen,Agen,4701,
    COM,47252,75,47,47D,473,0,SAINT VITE,Saint-Vite,Saint-Vite,4702,
    COM,47203,75,47,47D,472,0,PINEL HAUTERIVE,Pinel-Hauterive,Pinel-Hauterive,4702,
    COM,33111,75,33,33D,331,0,SAINT VITE,Saint-Vite,Saint-Vite,3302,
    COM,2A004,94,2A,20R,2A1,1,AJACCIO,Ajaccio,Ajaccio,2A01,
    ARM,75101,11,75,75C,751,0,PARIS 1ER ARRONDISSEMENT,Paris 1er Arrondissement,Paris 1er Arrondissement,,75056
    COMD,47265,,,,,0,SAINT PIERRE DE CAUBEL,Saint-Pierre-de-Caubel,Saint-Pierre-de-Caubel,,47203
    """
  static let cantons = """
    CAN,DEP,REG,COMPCT,BURCENTRAL,TNCC,NCC,NCCENR,LIBELLE,TYPECT
    4701,47,75,,47001,1,AGEN,Agen,Agen-1,C
    """
  static let epci = """
    Intercommunalité - composition
    CODGEO;LIBGEO;EPCI;LIBEPCI;DEP;REG
    47001;Agen;200096956;CA Agglomération d'Agen;47;75
    33111;Saint-Vite;200096956;CA Agglomération d'Agen;33;75
    47252;Saint-Vite;200068930;CC Fumel Vallée du Lot;47;75
    29083;Île-de-Sein;ZZZZZZZZZ;Sans objet;29;53
    """
  static let populations = """
    CODREG;REG;CODDEP;CODARR;CODCAN;CODCOM;COM;PMUN;PCAP;PTOT
    75;Nouvelle-Aquitaine;47;1;01;001;Agen;32 485;1;33 000
    75;Nouvelle-Aquitaine;33;1;01;111;Saint-Vite;15;1;16
    01;Guadeloupe;971;1;01;101;Les Abymes;53000;1;53100
    """

  static func read(_ text: String) throws -> TerritoryList { try TerritoryList(reading: Array(text.utf8)) }
}

extension Town {
  @discardableResult
  func load(_ text: String, of year: Int = 2025) throws -> Int {
    let list = try Lists.read(text)
    return try database.change { try TerritoryStore.load(list, of: year, in: $0).lines }
  }

  func commune(_ written: String) throws -> String {
    try database.read { try TerritoryStore.commune(written, in: $0) }.description
  }

  func zones(_ level: Zone.Level, in departement: String? = nil) throws -> [String] {
    try database.read { try TerritoryStore.zones(of: level, in: departement, reader: $0) }
      .map { "\($0.name): \($0.communes.map(\.code.description).joined(separator: " "))" }
  }

  func holds(_ text: String, of year: Int = 2025) throws -> Bool {
    try database.read { try TerritoryStore.holds(Lists.read(text), of: year, in: $0) }
  }
}

@Suite struct `A list of territories` {
  static let layouts: [(String, TerritoryList.Layout, Int)] = [
    (Lists.communes, .communes, 7), (Lists.cantons, .cantons, 1), (Lists.epci, .epci, 3),
    (Lists.populations, .populations, 3), ("commune;index;year;value\n47001;Compas;2024;16,5\n", .indices, 1),
    ("Code INSEE;Commune;Indice;Année;Valeur\n47001;Agen;Compas;2024;16,5\n", .indices, 1),
    ("bassin;commune\nNord;47001\n", .groupings, 1), ("Groupe;SIREN\n1;200096956\n", .groupings, 1),
    ("REG;Région;DEP;ARR;CAN;CODCOM;COM;Commune;PMUN\n75;N-A;47;1;01;001;47001;Agen;1\n", .populations, 1),
    ("CODGEO;PMUN\n2A004;1\n", .populations, 1), ("DEP;COM;PMUN\n47;001;1\n", .populations, 1),
  ]

  @Test(arguments: layouts)
  func `is known by its titles`(text: String, layout: TerritoryList.Layout, lines: Int) throws {
    let list = try Lists.read(text)
    #expect(list.layout == layout && list.lines.count == lines)
  }

  @Test func `has its codes put together again`() throws {
    let codes = try Lists.read(Lists.populations).lines.map { line in
      if case .population(let commune, _) = line.content { commune.description } else { "" }
    }
    #expect(codes == ["47001", "33111", "97101"])
  }

  @Test func `of another kind is refused with its titles`() throws {
    #expect(throws: DirectoryFailure.unknownLayout(titles: ["nom", "prénom"])) { try Lists.read("nom;prénom\nA;B\n") }
    #expect(throws: SpreadsheetFailure.empty) { try Lists.read("bassin;commune\n") }
  }

  @Test func `is refused with every cell that cannot be read`() throws {
    let text = "CODGEO;EPCI;LIBEPCI\n47001;200096956;A\n4700;200096956;A\n47252;200096957;B\n47252;;B\n"
    let failure = #expect(throws: DirectoryFailure.self) { try Lists.read(text) }
    guard case .badLines(let cells) = failure else { throw try #require(failure) }
    #expect(cells.map(\.line) == [3, 4, 5])
    #expect(cells.map(\.column) == ["CODGEO", "EPCI", "EPCI"])
    #expect(cells.map(\.written) == ["4700", "200096957", nil])
    #expect(failure?.text.fr.contains("3 : CODGEO « 4700 »") == true)
  }

  @Test(
    arguments: [
      ("v_commune_2025.csv", 2025), ("/srv/2024/v_commune_2025.csv", 2025), ("epci.csv", nil), ("2019-2020.csv", nil),
      ("pop12345.csv", nil),
    ] as [(String, Int?)])
  func `may tell its year by the name of its file`(file: String, year: Int?) {
    #expect(TerritoryList.year(named: file) == year)
  }

  static let numbers: [(String, String?)] = [
    ("12", "12"), ("16,5", "16.5"), ("-0.125", "-0.125"), ("1 250,10", "1250.1"), ("-,5", nil), ("1.2345", nil),
    ("", nil), ("1.2.3", nil), ("12%", nil), ("--1", nil),
  ]

  @Test(arguments: numbers)
  func `has numbers of three decimals`(written: String, read: String?) throws {
    guard let read else {
      #expect(throws: DirectoryFailure.notAValue(.decimal, written)) { try Thousandths(written) }
      return
    }
    #expect(try Thousandths(written).description == read)
  }
}

@Suite struct `A commune` {
  @Test func `is any code while no list is loaded, and no name`() throws {
    let town = try Town()
    #expect(try town.commune("47999") == "47999")
    #expect(throws: DirectoryFailure.noListOfCommunes("Agen")) { try town.commune("Agen") }
    #expect(throws: KernelFailure.invalid(.inseeCommune, input: "4700")) { try town.commune("4700") }
  }

  @Test(arguments: [
    ("47001", "47001"), ("agen", "47001"), (" Pinel  hauterive", "47203"), ("PINEL-HAUTERIVE", "47203"),
    ("2a004", "2A004"), ("Paris 1er arrondissement", "75101"), ("47265", "47265"),
  ])
  func `is its code, or a name that one alone bears`(written: String, code: String) throws {
    let town = try Town()
    try town.load(Lists.communes)
    #expect(try town.commune(written) == code)
  }

  @Test func `is refused with those near it when no list has it`() throws {
    let town = try Town()
    try town.load(Lists.communes)
    func near(_ written: String) throws -> [String] {
      let failure = #expect(throws: DirectoryFailure.self) { try town.commune(written) }
      guard case .noSuchCommune(written, let near) = failure else { throw try #require(failure) }
      return near.map(\.label)
    }
    #expect(try near("47010") == ["Agen (47001)"])
    #expect(try near("47521") == [])
    #expect(try near("47225") == ["Saint-Vite (47252)"])
    #expect(try near("Agem") == ["Agen (47001)"])
    #expect(try near("hauterive") == ["Pinel-Hauterive (47203)"])
    #expect(try near("Marseille") == [])
    // Part of another commune now: its code is known, its name is not looked for.
    #expect(try near("Saint-Pierre-de-Caubel") == [])
  }

  @Test(arguments: ["Saint-Vite", "st vite", "ST-VITE"])
  func `of a name that several bear is asked for by its code`(written: String) throws {
    let town = try Town()
    try town.load(Lists.communes)
    let failure = #expect(throws: DirectoryFailure.self) { try town.commune(written) }
    guard case .communeNotUnique(written, let bearers) = failure else { throw try #require(failure) }
    #expect(bearers.map(\.code.description) == ["33111", "47252"])
  }

  @Test func `of a structure or a place is one that a list has`() throws {
    let town = try Town()
    try town.load(Lists.communes)
    let unknown = try InseeCommune("47999")
    #expect(throws: DirectoryFailure.noSuchCommune("47999", near: [])) {
      try town.database.change { change in
        _ = try DirectoryStore.register(
          structure: "Ailleurs", kind: .commune, siret: nil, uai: nil, rna: nil, commune: unknown, in: change)
      }
    }
    #expect(throws: DirectoryFailure.noSuchCommune("47999", near: [])) {
      try town.database.change { change in
        _ = try DirectoryStore.register(
          place: "Ailleurs", structure: Town.town, kind: .relay, commune: unknown, in: change)
      }
    }
    try town.tell(StructureAspect.commune, "agen", of: Town.town)
    #expect(try town.structure("1").commune?.description == "47001")
  }

  static let attempts = [
    "INSERT INTO places (name, structure, kind, commune, entry) VALUES ('Ailleurs', 1, 'relay', '47999', ENTRY)",
    "INSERT INTO structure_tellings VALUES (ENTRY, 1, 'commune', '47999', 1)",
    "INSERT INTO place_tellings VALUES (ENTRY, 1, 'stop', '47999', 1)",
  ]

  @Test(arguments: attempts)
  func `is guarded by the schema too`(statement: String) throws {
    let town = try Town()
    try town.tell(StructureAspect.commune, "47001", of: Town.town)
    try town.tell(PlaceAspect.stop, "47001", of: Town.workshop)
    func run() throws {
      try town.database.change { change in
        try change.run(SQL(stringLiteral: statement.replacing("ENTRY", with: change.entry.description)))
      }
    }
    try town.load(Lists.communes)
    #expect(throws: StorageFailure.guarded("aucune liste chargée ne contient cette commune")) { try run() }
    // A list whose loading was annulled binds nobody.
    try town.annul(town.latest)
    try run()
  }
}

@Suite struct `Editions of territories` {
  @Test func `an EPCI can straddle départements`() throws {
    let town = try Town()
    try town.load(Lists.communes)
    try town.load(Lists.epci)
    #expect(
      try town.zones(.epci) == ["CA Agglomération d'Agen: 33111 47001", "CC Fumel Vallée du Lot: 47252"])
    #expect(try town.zones(.epci, in: "33") == ["CA Agglomération d'Agen: 33111 47001"])
    let zone = try town.database.read { try TerritoryStore.zone("ca agglomération d'AGEN", in: $0) }
    #expect(zone.departements == ["33", "47"])
    #expect(throws: DirectoryFailure.noSuchTerritory("Fumel", near: ["CC Fumel Vallée du Lot"])) {
      try town.database.read { try TerritoryStore.zone("Fumel", in: $0) }
    }
  }

  @Test func `cantons come with the communes, and their names with theirs`() throws {
    let town = try Town()
    try town.load(Lists.cantons, of: 2024)
    try town.load(Lists.communes)
    #expect(try town.zones(.canton, in: "47") == ["4702: 47203 47252", "Agen-1: 47001"])
  }

  @Test func `a newer one takes the place of the older, which stays`() throws {
    let town = try Town()
    try town.load(Lists.communes, of: 2025)
    let newer = Lists.communes.replacing("COM,47252", with: "COM,47253")
    try town.load(newer, of: 2026)
    let codes = try town.database.read { try TerritoryStore.communes(of: "47", in: $0) }.map(\.code.description)
    #expect(codes == ["47001", "47203", "47253"])
    #expect(try town.commune("47252") == "47252")
    // An older edition loaded later changes nothing of what holds.
    try town.load(Lists.communes, of: 2024)
    #expect(try town.zones(.canton, in: "47") == ["4701: 47001", "4702: 47203 47253"])
    let rows = try town.database.read { try $0.count("SELECT count(*) AS n FROM communes") }
    #expect(rows == 21)
  }

  @Test func `annulled, leaves the one before in its place`() throws {
    let town = try Town()
    try town.load(Lists.communes, of: 2025)
    try town.load(Lists.communes.replacing("Agen,Agen,", with: "Agen,Faux,"), of: 2026)
    #expect(try town.commune("Faux") == "47001")
    try town.annul(town.latest)
    #expect(try town.commune("Agen") == "47001")
  }

  @Test func `a list of another EPCI stands beside the first, and one that moves a commune takes it along`() throws {
    let town = try Town()
    try town.load(Lists.communes)
    let titles = "CODGEO;EPCI;LIBEPCI\n"
    let (agen, fumel) = ("47001;200096956;Agen\n33111;200096956;Agen\n", "47252;200068930;Fumel\n")
    try town.load(titles + agen)
    try town.load(titles + fumel)
    #expect(try town.zones(.epci) == ["Agen: 33111 47001", "Fumel: 47252"])
    #expect(try town.holds(titles + agen) && town.holds(titles + fumel))
    // The next year, a commune moved; its former EPCI is told of nowhere else.
    try town.load(titles + fumel + "33111;200068930;Fumel\n", of: 2026)
    #expect(try town.zones(.epci) == ["Agen: 47001", "Fumel: 33111 47252"])
    #expect(try !town.holds(titles + agen))
    // An EPCI named anew without a commune has lost it.
    try town.load(titles + "33111;200068930;Fumel\n", of: 2026)
    #expect(try town.zones(.epci) == ["Agen: 47001", "Fumel: 33111"])
    // What an older list says changes nothing of it.
    try town.load(titles + "47252;200096956;Agen\n", of: 2024)
    #expect(try town.zones(.epci) == ["Agen: 47001", "Fumel: 33111"])
  }

  @Test func `a list of another département's communes stands beside the first`() throws {
    let town = try Town()
    let lines = Lists.communes.split(separator: "\n").map(String.init)
    func list(_ departement: String) -> String {
      ([lines[0]] + lines.dropFirst().filter { $0.split(separator: ",")[1].hasPrefix(departement) }).joined(
        separator: "\n")
    }
    try town.load(list("47"))
    try town.load(list("33"))
    #expect(try town.holds(list("47")) && town.holds(list("33")))
    #expect(throws: DirectoryFailure.self) { try town.commune("Saint-Vite") }
    #expect(try town.commune("Agen") == "47001")
    #expect(try town.zones(.canton) == ["3302: 33111", "4701: 47001", "4702: 47203 47252"])
  }

  @Test func `a list that names communes which no list has tells which`() throws {
    let town = try Town()
    let epci = "CODGEO;EPCI;LIBEPCI\n47001;200096956;Agen\n47999;200096956;Agen\n"
    func unknown(_ text: String) throws -> [String] {
      let list = try Lists.read(text)
      return try town.database.change { try TerritoryStore.load(list, of: 2025, in: $0).unknown.map(\.description) }
    }
    #expect(try unknown(epci) == [])
    try town.load(Lists.communes)
    #expect(try unknown(epci) == ["47999"])
    #expect(try unknown("CODGEO;PMUN\n47001;1\n47998;2\n") == ["47998"])
  }

  @Test func `the same list twice changes nothing`() throws {
    let town = try Town()
    try town.load(Lists.communes)
    let indices = "commune;index;year;value\nAgen;Compas;2024;16,5\n"
    let bassins = "bassin;commune\nNord;Agen\nNord;47203\n"
    for text in [Lists.epci, Lists.populations, indices, bassins] {
      #expect(try !town.holds(text))
      try town.load(text)
      #expect(try town.holds(text))
    }
    // An earlier state comes back as a new edition.
    let other = bassins.replacing("47203", with: "47252")
    try town.load(other)
    #expect(try !town.holds(bassins))
  }

  @Test func `groupings are those of the last list that names them`() throws {
    let town = try Town()
    try town.load(Lists.communes)
    try town.load(Lists.epci)
    try town.load("bassin;commune\nBassin nord;Agen\nBassin sud;47203\n")
    try town.load("bassin;epci\nBassin nord;CC Fumel Vallée du Lot\nGroupe 1;200096956\n")
    #expect(
      try town.zones(.bassin) == ["Bassin nord: 47252", "Bassin sud: 47203", "Groupe 1: 33111 47001"])
    let zones = try town.database.read { try TerritoryStore.zones(with: InseeCommune("47001"), in: $0) }
    #expect(zones.map(\.name) == ["CA Agglomération d'Agen", "4701", "Groupe 1"])
  }

  @Test func `indices are the latest of each year, and populations add up`() throws {
    let town = try Town()
    try town.load(Lists.communes)
    try town.load(Lists.populations, of: 2022)
    try town.load("commune;index;year;value\nAgen;Compas;2024;16,5\nAgen;Compas;2023;16\n")
    try town.load("commune;index;year;value\n47001;COMPAS;2024;17\n")
    let agen = try InseeCommune("47001")
    let indices = try town.database.read { try TerritoryStore.indices(of: agen, in: $0) }
    #expect(
      indices.map { "\($0.name) \($0.year) \($0.value)" } == [
        "compas 2023 16", "compas 2024 17", "population 2022 32485",
      ])
    try town.load(Lists.populations.replacing("32 485", with: "32 500"), of: 2023)
    #expect(try town.database.read { try TerritoryStore.populations(in: $0) }[agen] == 32_500)
  }

  static let bad: [(String, [Int])] = [
    ("commune;index;year;value\nAgen;x;2024;1\nNulle-Part;x;2024;1\n", [3]),
    ("commune;index;year;value\nAgen;x;2024;1\n47001;X;2024;2\n", [3]),
    ("bassin;commune\nNord;47001\nnord;Agen\nSud;47999\n", [3, 4]),
    ("bassin;epci\nNord;200096956\n", [2]),
    ("CODGEO;EPCI;LIBEPCI\n47001;200096956;A\n47001;200068930;B\n", [3]),
    ("CODGEO;PMUN\n47001;1\n47001;2\n", [3]),
  ]

  @Test(arguments: bad)
  func `one bad line keeps the whole list out`(text: String, lines: [Int]) throws {
    let town = try Town()
    try town.load(Lists.communes)
    let failure = #expect(throws: DirectoryFailure.self) { try town.load(text) }
    guard case .badLines(let cells) = failure else { throw try #require(failure) }
    #expect(cells.map(\.line) == lines)
    #expect(try town.database.read { try $0.count("SELECT count(*) AS n FROM territory_editions") } == 1)
  }

  @Test func `communes without Wi-Fi are those with no open place that has it`() throws {
    let town = try Town()
    try town.load(Lists.communes)
    func without() throws -> [String] {
      try town.database.read { try TerritoryStore.communesWithoutWifi(in: "47", reader: $0) }.map(\.name)
    }
    #expect(try without() == ["Agen", "Pinel-Hauterive", "Saint-Vite"])
    try town.tell(PlaceAspect.wifi, "yes", of: Town.workshop)
    #expect(try without() == ["Pinel-Hauterive", "Saint-Vite"])
    try town.tell(PlaceAspect.closed, "yes", of: Town.workshop)
    #expect(try without().count == 3)
    try town.tell(PlaceAspect.closed, "no", of: Town.workshop)
    // Where it stops, people have its Wi-Fi too.
    try town.tell(PlaceAspect.stop, "47252", of: Town.workshop)
    #expect(try without() == ["Pinel-Hauterive"])
    try town.tell(PlaceAspect.stop, "47252", holds: false, of: Town.workshop)
    #expect(try without() == ["Pinel-Hauterive", "Saint-Vite"])
    try town.tell(PlaceAspect.wifi, "no", of: Town.workshop)
    #expect(try without().count == 3)
  }

  static let guards: [(String, String)] = [
    (
      "INSERT INTO zone_communes VALUES (EDITION, 'epci', '200068930', '47001')",
      "zone_communes: rows are never replaced"
    ),
    ("INSERT INTO zone_communes VALUES (EDITION, 'epci', '200000000', '47203')", "FOREIGN KEY constraint failed"),
    ("INSERT INTO zones VALUES (9999, 'epci', '1', 'x')", "FOREIGN KEY constraint failed"),
    ("UPDATE zones SET name = 'x'", "zones: rows are never changed"),
    ("UPDATE communes SET name = 'x'", "communes: rows are never changed"),
    ("DELETE FROM commune_indices", "commune_indices: rows are never deleted"),
    ("DELETE FROM territory_editions", "territory_editions: rows are never deleted"),
    (
      "INSERT OR REPLACE INTO zones VALUES (EDITION, 'epci', '200096956', 'x')", "zones: rows are never replaced"
    ),
  ]

  @Test(arguments: guards)
  func `each guard holds by straight SQL`(statement: String, refusal: String) throws {
    let town = try Town()
    try town.load(Lists.communes)
    try town.load(Lists.populations)
    try town.load(Lists.epci)
    let edition = try town.latest
    #expect {
      try town.database.change { change in
        try change.run(SQL(stringLiteral: statement.replacing("EDITION", with: String(edition))))
      }
    } throws: { error in
      switch error {
      case StorageFailure.guarded(let message), StorageFailure.constraint(let message, _): message == refusal
      default: false
      }
    }
  }
}
