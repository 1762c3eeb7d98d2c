import Application
import Arguments
import Inventory
import Kernel

/// `rebond init`
struct Init: Command {
  static let name = Option<String>("name", .text, Text(fr: "le nom de l'instance", en: "the instance's name"))
  static let departement = Option<Departement>(
    "departement", .departement, Text(fr: "le département servi", en: "the département it serves"))
  static let baseURL = Option<String?>(
    "base-url", .text.named(fr: "ADRESSE", en: "ADDRESS"),
    Text(fr: "l'adresse au début des codes QR", en: "the address that QR codes start with"))
  static let timeZone = Option<String>(
    "time-zone", .text.named(fr: "FUSEAU", en: "ZONE"), otherwise: "Europe/Paris",
    Text(fr: "le fuseau où l'on compte les jours", en: "the zone in which days are counted"))
  static let person = Option<String>(
    "person", .text.named(fr: "NOM", en: "NAME"),
    Text(fr: "la première personne inscrite, qui pilote", en: "the first person registered, who manages"))

  static let specification = CommandSpecification(
    "init", Text(fr: "Crée la base d'une nouvelle instance.", en: "Creates the database of a new instance."),
    parameters: [name, departement, baseURL, timeZone, person])

  let settings: InstanceSettings
  let founder: String

  init(_ values: ParsedValues) throws {
    settings = try InstanceSettings(
      name: values[Self.name], departement: values[Self.departement], baseURL: values[Self.baseURL],
      timeZone: values[Self.timeZone])
    founder = try values[Self.person]
  }

  func run(in session: Session) throws {
    let path = try session.path()
    _ = try Chain.found(settings, at: path, founder: founder, on: session.day, now: session.now)
    var answer = Answer()
    answer.say(
      fr: "L'instance « \(settings.name) » est créée dans \(path). \(founder) y est inscrit·e.",
      en: "The instance “\(settings.name)” is created in \(path). \(founder) is registered in it.")
    answer.next(
      fr: "Pour continuer :", en: "To go on:",
      ["rebond structure add … --kind …", "rebond donor add …", "rebond status"])
    try session.answer(answer)
  }
}

/// `rebond status`
struct Status: Command {
  static let specification = CommandSpecification(
    "status", Text(fr: "Montre ce que contient la base.", en: "Shows what is in the database."))

  init(_ values: ParsedValues) {}

  func run(in session: Session) throws {
    try session.look { chain in
      let status = try chain.status()
      var answer = Answer()
      answer.fact("instance", fr: "Instance", en: "Instance", .name(status.instance.name))
      answer.fact("departement", fr: "Département", en: "Département", .name(status.instance.departement.description))
      answer.fact(
        "baseURL", fr: "Adresse des codes QR", en: "Address of QR codes", .name(orNone: status.instance.baseURL))
      for (record, count) in status.records {
        answer.fact(record.rawValue, fr: record.text.fr, en: record.text.en, .number(count))
      }
      answer.fact(
        "journal", fr: "Journal", en: "Journal",
        .name(status.journalHead.description))
      answer.table(
        "devices", none: Text(fr: "Aucun appareil.", en: "No device."),
        [.init("state", fr: "appareils", en: "devices"), .init("count", fr: "nombre", en: "count")],
        rows: status.devices.map { [.word($0.state, $0.state.text), .number($0.count)] })
      return answer
    }
  }
}

extension ChainStatus.Record {
  /// The kind of record in words.
  fileprivate var text: Text {
    switch self {
    case .people: Text(fr: "Personnes", en: "People")
    case .structures: Text(fr: "Structures", en: "Structures")
    case .places: Text(fr: "Lieux", en: "Places")
    case .gisements: Text(fr: "Donateurs", en: "Donors")
    case .conventions: Text(fr: "Conventions", en: "Conventions")
    case .donations: Text(fr: "Dons", en: "Donations")
    case .households: Text(fr: "Foyers", en: "Households")
    case .requests: Text(fr: "Demandes", en: "Requests")
    case .contracts: Text(fr: "Contrats", en: "Contracts")
    }
  }
}

/// `rebond backup`
struct Backup: Command {
  static let path = Argument<String>(.path, Text(fr: "le fichier à créer", en: "the file to make"))

  static let specification = CommandSpecification(
    "backup",
    Text(
      fr: "Copie la base dans un fichier, pendant que les autres travaillent.",
      en: "Copies the database to a file, while others go on working."),
    parameters: [path])

  let path: String

  init(_ values: ParsedValues) throws {
    path = try values[Self.path]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let head = try chain.backUp(to: path, as: act)
      var answer = Answer()
      answer.say(fr: "La base est copiée dans « \(path) ».", en: "The database is copied to “\(path)”.")
      answer.fact("head", fr: "Tête du journal", en: "Head of the journal", .name(head.description))
      answer.say(
        fr: "Notez-la : `rebond check --head …` dira plus tard si le journal a été coupé ou réécrit.",
        en: "Keep it: `rebond check --head …` will tell later whether the journal was cut or rewritten.")
      return answer
    }
  }
}
