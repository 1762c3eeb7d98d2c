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
  static let role = Option<Person.Role?>("role", .choice, Text(fr: "d'un seul rôle", en: "of one role only"))
  static let without = Option<PersonAspect?>(
    "without", .choice,
    Text(fr: "qui n'ont pas été accueillies, ou formées", en: "who were not shown the chain, or not trained"))

  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les personnes inscrites.", en: "Shows the people registered."),
    discussion: Text(
      fr: "Qui oriente sans avoir été formé : `rebond person list --role prescriber --without training`",
      en: "Who prescribes without having been trained: `rebond person list --role prescriber --without training`"),
    parameters: [Sought.words, role, without])

  let words: String?
  let role: Person.Role?
  let aspect: PersonAspect?

  init(_ values: ParsedValues) throws {
    words = try values[Sought.words]
    role = try values[Self.role]
    aspect = try values[Self.without]
  }

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "people", none: Text(fr: "Personne ne correspond.", en: "Nobody fits."),
        [
          .init("person", fr: "n°", en: "no."), .init("name", fr: "nom", en: "name"),
          .init("role", fr: "rôle", en: "role"), .init("structure", fr: "structure", en: "structure"),
          .init("onboardedOn", fr: "accueil", en: "onboarding"), .init("trainedOn", fr: "formation", en: "training"),
        ],
        rows: try chain.people(matching: words, as: role, without: aspect).map { sheet in
          [
            .id(sheet.person.id), .name(sheet.person.name), .word(sheet.person.role, sheet.person.role.text),
            .name(orNone: sheet.structure?.name), .day(orNone: sheet.lastDay(of: .onboarding)),
            .day(orNone: sheet.lastDay(of: .training)),
          ]
        })
      return answer
    }
  }
}

/// `rebond person show`
struct PersonShow: Command {
  static let person = Argument<String>(
    .text.named(fr: "PERSONNE", en: "PERSON"), Text(fr: "son nom ou son numéro", en: "their name or number"))

  static let specification = CommandSpecification(
    "show",
    Text(
      fr: "Montre une personne et les formations qu'elle a suivies.",
      en: "Shows a person and the trainings they attended."),
    parameters: [person])

  let person: String

  init(_ values: ParsedValues) throws {
    person = try values[Self.person]
  }

  func run(in session: Session) throws {
    try session.look { chain in
      let sheet = try chain.person(person)
      var answer = Answer()
      answer.fact("person", fr: "Numéro", en: "Number", .id(sheet.person.id))
      answer.fact("name", fr: "Nom", en: "Name", .name(sheet.person.name))
      answer.fact("role", fr: "Rôle", en: "Role", .word(sheet.person.role, sheet.person.role.text))
      answer.fact("structure", fr: "Structure", en: "Structure", .name(orNone: sheet.structure?.name))
      answer.tell(sheet.tellings)
      return answer
    }
  }
}

extension PersonSheet {
  /// The last day on which something of an aspect happened.
  fileprivate func lastDay(of aspect: PersonAspect) -> Day? {
    tellings.filter { $0.aspect == aspect }.map(\.day).max()
  }
}
