import Application
import Arguments
import Directory
import Kernel

/// `rebond person add`
struct PersonAdd: Command {
  static let name = Argument<String>(
    .text.named(fr: "NOM", en: "NAME"), Text(fr: "son nom, unique", en: "their name, unique"))
  static let role = Option<Person.Role>(
    "role", .choice, Text(fr: "ce que fait la personne", en: "what the person does"))
  static let structure = Option<String?>(
    "structure", .text, Text(fr: "la structure où elle travaille", en: "the structure they work for"))

  static let specification = CommandSpecification(
    "add", Text(fr: "Inscrit une personne.", en: "Registers a person."), parameters: [name, role, structure])

  let name: String
  let role: Person.Role
  let structure: String?

  init(_ values: ParsedValues) throws {
    name = try values[Self.name]
    role = try values[Self.role]
    structure = try values[Self.structure]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let person = try chain.register(person: name, role: role, structure: structure, as: act)
      var answer = Answer()
      answer.say(fr: "\(person.name) est inscrit·e.", en: "\(person.name) is registered.")
      answer.fact("person", fr: "Numéro", en: "Number", .id(person.id))
      return answer
    }
  }
}

/// `rebond person list`
struct PersonList: Command {
  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les personnes inscrites.", en: "Shows the people registered."))

  init(_ values: ParsedValues) {}

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "people",
        [
          .init("person", fr: "n°", en: "no."), .init("name", fr: "nom", en: "name"),
          .init("role", fr: "rôle", en: "role"),
        ],
        rows: try chain.people().map { [.id($0.id), .name($0.name), .word($0.role, $0.role.text)] })
      return answer
    }
  }
}

/// `rebond structure add`
struct StructureAdd: Command {
  static let name = Argument<String>(
    .text.named(fr: "NOM", en: "NAME"), Text(fr: "son nom, unique", en: "its name, unique"))
  static let kind = Option<Partner.Kind>("kind", .choice, Text(fr: "ce qu'elle est", en: "what it is"))
  static let siret = Option<Siret?>("siret", .siret, Text(fr: "son établissement", en: "its establishment"))
  static let uai = Option<UAI?>("uai", .uai, Text(fr: "son numéro d'école ou de collège", en: "its school number"))
  static let rna = Option<RNA?>("rna", .rna, Text(fr: "son numéro d'association", en: "its association number"))
  static let commune = Option<InseeCommune?>(
    "commune", .inseeCommune, Text(fr: "le code INSEE de sa commune", en: "its commune's INSEE code"))

  static let specification = CommandSpecification(
    "add", Text(fr: "Inscrit une structure partenaire.", en: "Registers a partner structure."),
    parameters: [name, kind, siret, uai, rna, commune])

  let name: String
  let kind: Partner.Kind
  let siret: Siret?
  let uai: UAI?
  let rna: RNA?
  let commune: InseeCommune?

  init(_ values: ParsedValues) throws {
    name = try values[Self.name]
    kind = try values[Self.kind]
    siret = try values[Self.siret]
    uai = try values[Self.uai]
    rna = try values[Self.rna]
    commune = try values[Self.commune]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let partner = try chain.register(
        structure: name, kind: kind, siret: siret, uai: uai, rna: rna, commune: commune, as: act)
      var answer = Answer()
      answer.say(
        fr: "La structure « \(partner.name) » est inscrite (\(partner.kind.text.fr)).",
        en: "The structure “\(partner.name)” is registered (\(partner.kind.text.en)).")
      answer.fact("structure", fr: "Numéro", en: "Number", .id(partner.id))
      return answer
    }
  }
}

/// `rebond structure list`
struct StructureList: Command {
  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les structures.", en: "Shows the structures."))

  init(_ values: ParsedValues) {}

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "structures",
        [
          .init("structure", fr: "n°", en: "no."), .init("name", fr: "nom", en: "name"),
          .init("kind", fr: "sorte", en: "kind"), .init("commune", fr: "commune", en: "commune"),
        ],
        rows: try chain.structures().map {
          [.id($0.id), .name($0.name), .word($0.kind, $0.kind.text), .name(orNone: $0.commune?.description)]
        })
      return answer
    }
  }
}

/// `rebond place add`
struct PlaceAdd: Command {
  static let name = Argument<String>(
    .text.named(fr: "NOM", en: "NAME"), Text(fr: "son nom, unique", en: "its name, unique"))
  static let structure = Option<String>(
    "structure", .text, Text(fr: "la structure qui le tient", en: "the structure that keeps it"))
  static let kind = Option<Place.Kind>("kind", .choice, Text(fr: "ce qui s'y fait", en: "what happens there"))
  static let commune = Option<InseeCommune>(
    "commune", .inseeCommune, Text(fr: "le code INSEE de sa commune", en: "its commune's INSEE code"))

  static let specification = CommandSpecification(
    "add", Text(fr: "Inscrit un lieu.", en: "Registers a place."), parameters: [name, structure, kind, commune])

  let name: String
  let structure: String
  let kind: Place.Kind
  let commune: InseeCommune

  init(_ values: ParsedValues) throws {
    name = try values[Self.name]
    structure = try values[Self.structure]
    kind = try values[Self.kind]
    commune = try values[Self.commune]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let place = try chain.register(place: name, structure: structure, kind: kind, commune: commune, as: act)
      var answer = Answer()
      answer.say(fr: "Le lieu « \(place.name) » est inscrit.", en: "The place “\(place.name)” is registered.")
      answer.fact("place", fr: "Numéro", en: "Number", .id(place.id))
      return answer
    }
  }
}

/// `rebond place list`
struct PlaceList: Command {
  static let specification = CommandSpecification("list", Text(fr: "Montre les lieux.", en: "Shows the places."))

  init(_ values: ParsedValues) {}

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "places",
        [
          .init("place", fr: "n°", en: "no."), .init("name", fr: "nom", en: "name"),
          .init("kind", fr: "sorte", en: "kind"), .init("commune", fr: "commune", en: "commune"),
        ],
        rows: try chain.places().map {
          [.id($0.id), .name($0.name), .word($0.kind, $0.kind.text), .name($0.commune.description)]
        })
      return answer
    }
  }
}
