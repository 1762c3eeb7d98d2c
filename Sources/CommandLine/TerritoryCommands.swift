import Application
import Arguments
import Directory
import Kernel

/// `rebond territory import`
struct TerritoryImportFile: Command {
  static let file = Argument<String>(.path, Text(fr: "la liste, en CSV", en: "the list, as CSV"))
  static let year = Option<Int?>(
    "year", .integer(1900...2199),
    Text(
      fr: "l'année de la liste (sinon celle du nom du fichier)", en: "the list's year (else that of the file's name)"))

  static let specification = CommandSpecification(
    "import",
    Text(
      fr: "Charge une liste de territoires ; sa sorte se reconnaît à ses titres.",
      en: "Loads a list of territories; its kind is known by its titles."),
    discussion: Text(
      fr: "Sont lues : les communes et les cantons de l'INSEE (v_commune_2025.csv, v_canton_2025.csv), la composition "
        + "des EPCI, les populations légales, vos bassins (bassin;commune) et vos indices "
        + "(commune;indice;année;valeur). Tout est chargé, ou rien ; la même liste deux fois ne change rien ; une "
        + "édition plus récente prend la place de l'ancienne, pour les territoires dont elle parle ; l'ancienne reste consultable.",
      en: "What is read: INSEE's communes and cantons (v_commune_2025.csv, v_canton_2025.csv), what EPCI are made of, "
        + "the legal populations, your groupings (bassin;commune) and your indices (commune;index;year;value). All of "
        + "a list is loaded, or nothing; the same list twice changes nothing; a newer edition takes the place of the "
        + "older one, for the territories it tells of; the older one stays."),
    parameters: [file, year])

  let file: String
  let year: Int?

  init(_ values: ParsedValues) throws {
    file = try values[Self.file]
    year = try values[Self.year]
  }

  func run(in session: Session) throws {
    let bytes = try Files.read(file)
    try session.perform { chain, act in
      let done = try chain.load(territories: bytes, file: file, year: year, as: act)
      var answer = Answer()
      if let lines = done.lines {
        answer.say(
          fr: "Liste chargée : \(done.layout.text.fr) \(done.year), \(lines) ligne\(lines > 1 ? "s" : "").",
          en: "List loaded: \(done.layout.text.en) \(done.year), \(lines) line\(lines == 1 ? "" : "s").")
      } else {
        answer.say(
          fr: "Cette liste est déjà chargée (\(done.layout.text.fr) \(done.year)) : rien ne change.",
          en: "This list is loaded already (\(done.layout.text.en) \(done.year)): nothing changes.")
      }
      if !done.unknown.isEmpty {
        let some = done.unknown.prefix(5).map(\.description).joined(separator: ", ")
        let more = done.unknown.count > 5 ? ", …" : ""
        answer.say(
          fr: "Attention : aucune liste de communes n'a \(done.unknown.count) de ses codes (\(some)\(more)). "
            + "Si c'est une faute, corrigez le fichier et chargez-le de nouveau.",
          en: "Beware: no list of communes has \(done.unknown.count) of its codes (\(some)\(more)). "
            + "If it is a slip, mend the file and load it again.")
      }
      answer.fact("layout", fr: "Sorte", en: "Kind", .word(done.layout, done.layout.text))
      answer.fact("year", fr: "Année", en: "Year", .number(done.year))
      answer.fact("lines", fr: "Lignes chargées", en: "Lines loaded", .number(done.lines ?? 0))
      answer.fact(
        "unknown", fr: "Communes inconnues", en: "Unknown communes", .names(done.unknown.map(\.description)))
      return answer
    }
  }
}

/// `rebond territory list`
struct TerritoryListing: Command {
  enum Level: String, CaseIterable { case commune, epci, canton, bassin }

  static let level = Option<Level>(
    "level", .choice, otherwise: "epci", Text(fr: "quels territoires", en: "which territories"))
  static let departement = Option<Departement?>(
    "departement", .departement,
    Text(fr: "d'un autre département que celui de l'instance", en: "of another département than the instance's"))
  static let withoutWifi = Option<Bool>(
    flag: "without-wifi",
    Text(
      fr: "les communes où aucun lieu ouvert n'a le Wi-Fi", en: "the communes where no place that is open has Wi-Fi"))

  static let specification = CommandSpecification(
    "list",
    Text(fr: "Montre les territoires et leur population.", en: "Shows the territories and their population."),
    parameters: [level, departement, withoutWifi])

  let level: Level
  let departement: Departement?
  let withoutWifi: Bool

  init(_ values: ParsedValues) throws {
    withoutWifi = try values[Self.withoutWifi]
    let level = try values[Self.level]
    self.level = withoutWifi ? .commune : level
    departement = try values[Self.departement]
  }

  func run(in session: Session) throws {
    try session.look { chain in
      let lines =
        if let zones = Zone.Level(rawValue: level.rawValue) {
          try chain.zones(of: zones, in: departement)
        } else {
          try chain.communes(of: departement, withoutWifi: withoutWifi)
        }
      var answer = Answer()
      answer.table(
        "territories", none: Text(fr: "Aucun territoire.", en: "No territory."),
        [
          .init("code", fr: "code", en: "code"), .init("name", fr: "nom", en: "name"),
          .init("departements", fr: "départements", en: "départements"),
          .init("communes", fr: "communes", en: "communes"), .init("population", fr: "population", en: "population"),
        ],
        rows: lines.map { line in
          [
            .name(line.code), .name(line.name), .names(line.departements), .number(line.communes),
            line.population.map { .number($0) } ?? .none,
          ]
        })
      answer.fact("count", fr: "En tout", en: "In all", .number(lines.count))
      return answer
    }
  }
}

/// `rebond territory show`
struct TerritoryShow: Command {
  static let territory = Argument<String>(
    .text.named(fr: "TERRITOIRE", en: "TERRITORY"),
    Text(
      fr: "le nom ou le code d'une commune, d'un EPCI, d'un canton, d'un bassin",
      en: "the name or code of a commune, an EPCI, a canton, a grouping"))

  /// For the lists of what is in a territory.
  static let within = Option<String?>(
    "in", .text.named(fr: "TERRITOIRE", en: "TERRITORY"),
    Text(fr: "d'une commune ou d'une zone, par son nom ou son code", en: "of a commune or a zone, by name or code"))

  static let specification = CommandSpecification(
    "show", Text(fr: "Montre une commune ou une zone.", en: "Shows a commune or a zone."), parameters: [territory])

  let territory: String

  init(_ values: ParsedValues) throws {
    territory = try values[Self.territory]
  }

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      switch try chain.territory(territory) {
      case .commune(let sheet): answer.add(sheet)
      case .zone(let zone, let population):
        answer.fact("level", fr: "Sorte", en: "Kind", .word(zone.level, zone.level.text))
        answer.fact("code", fr: "Code", en: "Code", .name(zone.code))
        answer.fact("name", fr: "Nom", en: "Name", .name(zone.name))
        answer.fact("departements", fr: "Départements", en: "Départements", .names(zone.departements))
        answer.fact("population", fr: "Population", en: "Population", population.map { .number($0) } ?? .none)
        answer.table(
          "communes", none: Text(fr: "Aucune commune.", en: "No commune."),
          [
            .init("code", fr: "code", en: "code"), .init("name", fr: "commune", en: "commune"),
            .init("departement", fr: "département", en: "département"),
          ],
          rows: zone.communes.map { [.name($0.code.description), .name($0.name), .name(orNone: $0.departement)] })
      }
      return answer
    }
  }
}

extension Answer {
  fileprivate mutating func add(_ sheet: CommuneSheet) {
    fact("level", fr: "Sorte", en: "Kind", .word("commune", Text(fr: "commune", en: "commune")))
    fact("code", fr: "Code", en: "Code", .name(sheet.commune.code.description))
    fact("name", fr: "Nom", en: "Name", .name(sheet.commune.name))
    fact("departement", fr: "Département", en: "Département", .name(orNone: sheet.commune.departement))
    fact("partOf", fr: "Fait partie de", en: "Is part of", .name(orNone: sheet.commune.parent?.description))
    fact("places", fr: "Lieux", en: "Places", .names(sheet.places.map(\.name)))
    table(
      "zones", none: Text(fr: "D'aucun regroupement.", en: "Of no grouping."),
      [
        .init("level", fr: "sorte", en: "kind"), .init("code", fr: "code", en: "code"),
        .init("name", fr: "nom", en: "name"),
      ],
      rows: sheet.zones.map { [.word($0.level, $0.level.text), .name($0.code), .name($0.name)] })
    table(
      "indices", none: Text(fr: "Aucun indice.", en: "No index."),
      [
        .init("index", fr: "indice", en: "index"), .init("year", fr: "année", en: "year"),
        .init("value", fr: "valeur", en: "value"),
      ],
      rows: sheet.indices.map { [.name($0.name), .number($0.year), .name($0.value.description)] })
  }
}
