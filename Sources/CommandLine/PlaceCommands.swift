import Application
import Arguments
import Directory
import Kernel

/// `rebond place add`
struct PlaceAdd: Command {
  static let name = Argument<String>(
    .text.named(fr: "NOM", en: "NAME"), Text(fr: "son nom, unique", en: "its name, unique"))
  static let structure = Option<String>(
    "structure", .text, Text(fr: "la structure qui le tient", en: "the structure that keeps it"))
  static let kind = Option<Place.Kind>("kind", .choice, Text(fr: "ce qui s'y fait", en: "what happens there"))
  static let commune = Option<String>("commune", .commune, CommuneWords.help)

  static let specification = CommandSpecification(
    "add", Text(fr: "Inscrit un lieu.", en: "Registers a place."), parameters: [name, structure, kind, commune])

  let name: String
  let structure: String
  let kind: Place.Kind
  let commune: String

  init(_ values: ParsedValues) throws {
    name = try values[Self.name]
    structure = try values[Self.structure]
    kind = try values[Self.kind]
    commune = try values[Self.commune]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let place = try chain.register(
        place: name, structure: structure, kind: kind, commune: try chain.commune(commune), as: act)
      var answer = Answer()
      answer.say(fr: "Le lieu « \(place.name) » est inscrit.", en: "The place “\(place.name)” is registered.")
      answer.fact("place", fr: "Numéro", en: "Number", .id(place.id))
      return answer
    }
  }
}

/// `rebond place list`
struct PlaceList: Command {
  static let kind = Option<Place.Kind?>("kind", .choice, Text(fr: "d'une seule sorte", en: "of one kind only"))

  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les lieux.", en: "Shows the places."),
    parameters: [Sought.words, kind, TerritoryShow.within])

  let words: String?
  let kind: Place.Kind?
  let territory: String?

  init(_ values: ParsedValues) throws {
    words = try values[Sought.words]
    kind = try values[Self.kind]
    territory = try values[TerritoryShow.within]
  }

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "places", none: Text(fr: "Aucun lieu.", en: "No place."),
        [
          .init("place", fr: "n°", en: "no."), .init("name", fr: "nom", en: "name"),
          .init("kind", fr: "sorte", en: "kind"), .init("commune", fr: "commune", en: "commune"),
          .init("wifi", fr: "Wi-Fi", en: "Wi-Fi"), .init("verifiedOn", fr: "vérifié le", en: "verified on"),
        ],
        rows: try chain.places(matching: words, of: kind, in: territory).map { sheet in
          let told = Dictionary(sheet.tellings.map { ($0.aspect, $0) }) { _, last in last }
          return [
            .id(sheet.place.id), .name(sheet.place.name), .word(sheet.place.kind, sheet.place.kind.text),
            .name(sheet.commune), told[.wifi].map { .flag($0.holds) } ?? .none,
            .day(orNone: told[.verified].flatMap { $0.holds ? $0.day : nil }),
          ]
        })
      return answer
    }
  }
}

/// `rebond place show`
struct PlaceShow: Command {
  static let place = Argument<String>(
    .text.named(fr: "LIEU", en: "PLACE"), Text(fr: "son nom ou son numéro", en: "its name or number"))

  static let specification = CommandSpecification(
    "show", Text(fr: "Montre un lieu et tout ce qu'on en sait.", en: "Shows a place and all that is known of it."),
    parameters: [place])

  let place: String

  init(_ values: ParsedValues) throws {
    place = try values[Self.place]
  }

  func run(in session: Session) throws {
    try session.look { chain in
      let sheet = try chain.place(place)
      var answer = Answer()
      answer.fact("place", fr: "Numéro", en: "Number", .id(sheet.place.id))
      answer.fact("name", fr: "Nom", en: "Name", .name(sheet.place.name))
      answer.fact("kind", fr: "Sorte", en: "Kind", .word(sheet.place.kind, sheet.place.kind.text))
      answer.fact("structure", fr: "Structure", en: "Structure", .name(orNone: sheet.structure?.name))
      answer.fact("commune", fr: "Commune", en: "Commune", .name(sheet.commune))
      answer.tell(sheet.tellings)
      return answer
    }
  }
}
