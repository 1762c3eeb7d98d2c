import Application
import Arguments
import Directory
import Kernel

/// `rebond structure add`
struct StructureAdd: Command {
  static let name = Argument<String>(
    .text.named(fr: "NOM", en: "NAME"), Text(fr: "son nom, unique", en: "its name, unique"))
  static let kind = Option<Partner.Kind>("kind", .choice, Text(fr: "ce qu'elle est", en: "what it is"))
  static let siret = Option<Siret?>("siret", .siret, Text(fr: "son établissement", en: "its establishment"))
  static let uai = Option<UAI?>("uai", .uai, Text(fr: "son numéro d'école ou de collège", en: "its school number"))
  static let rna = Option<RNA?>("rna", .rna, Text(fr: "son numéro d'association", en: "its association number"))
  static let commune = Option<String?>("commune", .commune, CommuneWords.help)
  static let joins = Option<Bool>(
    flag: "joins", Text(fr: "elle devient partenaire ce jour-là", en: "it becomes a partner on that day"))

  static let specification = CommandSpecification(
    "add", Text(fr: "Inscrit une structure partenaire.", en: "Registers a partner structure."),
    parameters: [name, kind, siret, uai, rna, commune, joins])

  let name: String
  let kind: Partner.Kind
  let siret: Siret?
  let uai: UAI?
  let rna: RNA?
  let commune: String?
  let joins: Bool

  init(_ values: ParsedValues) throws {
    name = try values[Self.name]
    kind = try values[Self.kind]
    siret = try values[Self.siret]
    uai = try values[Self.uai]
    rna = try values[Self.rna]
    commune = try values[Self.commune]
    joins = try values[Self.joins]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let partner = try chain.register(
        structure: name, kind: kind, siret: siret, uai: uai, rna: rna, commune: try commune.map(chain.commune),
        joining: joins,
        as: act)
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
  static let kind = Option<Partner.Kind?>("kind", .choice, Text(fr: "d'une seule sorte", en: "of one kind only"))
  static let capability = Option<Capability?>(
    "capability", .choice, Text(fr: "qui savent faire une chose", en: "able to do one thing"))
  static let partners = Option<Bool>(flag: "partners", Text(fr: "les seuls partenaires", en: "partners only"))
  static let day = Option<Day?>(
    "as-of", .day, Text(fr: "ce qu'on en savait à la fin de ce jour", en: "as told by the end of that day"))

  static let programme = Option<String?>(
    "programme", .text, Text(fr: "celles d'un programme", en: "those of a programme"))
  static let college = Option<String?>(
    "college", .text, Text(fr: "celles d'un collège de la gouvernance", en: "those of a college of the governance"))
  static let inSchoolYear = Option<SchoolYear?>(
    "school-year", .schoolYear,
    Text(fr: "les écoles qui participent cette année scolaire", en: "the schools that take part in that school year"))
  static let notInSchoolYear = Option<SchoolYear?>(
    "not-in-school-year", .schoolYear,
    Text(fr: "les écoles qui n'y participent pas", en: "the schools that do not take part in it"))

  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les structures.", en: "Shows the structures."),
    parameters: [
      Sought.words, kind, capability, partners, TerritoryShow.within, programme, college, inSchoolYear,
      notInSchoolYear, day,
    ])

  let words: String?
  let kind: Partner.Kind?
  let capability: Capability?
  let partners: Bool
  let territory: String?
  let school: (year: SchoolYear, takePart: Bool)?
  let told: [StructureAspect: String]
  let day: Day?

  init(_ values: ParsedValues) throws {
    words = try values[Sought.words]
    kind = try values[Self.kind]
    capability = try values[Self.capability]
    partners = try values[Self.partners]
    territory = try values[TerritoryShow.within]
    day = try values[Self.day]
    told = try [.programme: values[Self.programme], .college: values[Self.college]].compactMapValues(\.self)
    switch try (values[Self.inSchoolYear], values[Self.notInSchoolYear]) {
    case (nil, nil): school = nil
    case (let year?, nil): school = (year, true)
    case (nil, let year?): school = (year, false)
    default: throw SessionFailure.oneOf(["--school-year", "--not-in-school-year"])
    }
  }

  func run(in session: Session) throws {
    try session.look { chain in
      let lines = try chain.structures(
        matching: words, of: kind, able: capability, partnersOnly: partners, in: territory, schools: school, told: told,
        on: day)
      var answer = Answer()
      answer.table(
        "structures", none: Text(fr: "Aucune structure.", en: "No structure."),
        [
          .init("structure", fr: "n°", en: "no."), .init("name", fr: "nom", en: "name"),
          .init("kind", fr: "sorte", en: "kind"), .init("commune", fr: "commune", en: "commune"),
          .init("partnerSince", fr: "partenaire depuis", en: "partner since"),
          .init("capabilities", fr: "capacités", en: "capabilities"),
        ],
        rows: lines.map { line in
          [
            .id(line.structure.id), .name(line.structure.name), .word(line.structure.kind, line.structure.kind.text),
            .name(orNone: line.commune), .day(orNone: line.partnerSince), .words(line.capabilities) { $0.text },
          ]
        })
      answer.fact("count", fr: "En tout", en: "In all", .number(lines.count))
      return answer
    }
  }
}

/// `rebond structure show`
struct StructureShow: Command {
  static let specification = CommandSpecification(
    "show",
    Text(fr: "Montre une structure et tout ce qu'on en sait.", en: "Shows a structure and all that is known of it."),
    parameters: [StructureJoin.structure])

  let structure: String

  init(_ values: ParsedValues) throws {
    structure = try values[StructureJoin.structure]
  }

  func run(in session: Session) throws {
    try session.look { chain in
      let sheet = try chain.structure(structure)
      var answer = Answer()
      answer.fact("structure", fr: "Numéro", en: "Number", .id(sheet.structure.id))
      answer.fact("name", fr: "Nom", en: "Name", .name(sheet.structure.name))
      answer.fact("kind", fr: "Sorte", en: "Kind", .word(sheet.structure.kind, sheet.structure.kind.text))
      answer.fact("people", fr: "Personnes", en: "People", .names(sheet.people.map(\.name)))
      answer.fact("places", fr: "Lieux", en: "Places", .names(sheet.places.map(\.name)))
      answer.table(
        "memberships", none: Text(fr: "N'a jamais rejoint la filière.", en: "Never joined the chain."),
        [
          .init("joinedOn", fr: "a rejoint la filière le", en: "joined the chain on"),
          .init("leftOn", fr: "l'a quittée le", en: "left it on"),
        ],
        rows: sheet.memberships.map { [.day($0.joined), .day(orNone: $0.left)] })
      answer.tell(sheet.tellings)
      return answer
    }
  }
}

/// `rebond structure join`
struct StructureJoin: Command {
  static let structure = Argument<String>(
    .text.named(fr: "STRUCTURE", en: "STRUCTURE"), Text(fr: "son nom ou son numéro", en: "its name or number"))

  static let specification = CommandSpecification(
    "join",
    Text(
      fr: "Enregistre qu'une structure rejoint la filière (le jour : --on).",
      en: "Records that a structure joins the chain (the day: --on)."),
    parameters: [structure])

  let structure: String

  init(_ values: ParsedValues) throws {
    structure = try values[Self.structure]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let partner = try chain.join(structure: structure, as: act)
      var answer = Answer()
      answer.say(
        fr: "« \(partner.name) » est partenaire depuis le \(act.day.text.fr).",
        en: "“\(partner.name)” is a partner since \(act.day.text.en).")
      answer.fact("structure", fr: "Numéro", en: "Number", .id(partner.id))
      return answer
    }
  }
}

/// `rebond structure leave`
struct StructureLeave: Command {
  static let specification = CommandSpecification(
    "leave",
    Text(
      fr: "Enregistre qu'un partenaire quitte la filière (le jour : --on).",
      en: "Records that a partner leaves the chain (the day: --on)."),
    parameters: [StructureJoin.structure])

  let structure: String

  init(_ values: ParsedValues) throws {
    structure = try values[StructureJoin.structure]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let partner = try chain.leave(structure: structure, as: act)
      var answer = Answer()
      answer.say(
        fr: "« \(partner.name) » n'est plus partenaire depuis le \(act.day.text.fr).",
        en: "“\(partner.name)” is no partner any more since \(act.day.text.en).")
      answer.fact("structure", fr: "Numéro", en: "Number", .id(partner.id))
      return answer
    }
  }
}

extension Reader<SchoolYear> {
  /// A school year, as `2026-2027`.
  fileprivate static let schoolYear = Reader(Text(same: "2026-2027")) { try SchoolYear($0) }
}
