import Application
import Arguments
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
    _ = try Chain.found(settings, at: path, founder: founder, now: session.now)
    var answer = Answer()
    answer.say(
      fr: "L'instance « \(settings.name) » est créée dans \(path). \(founder) y est inscrit·e.",
      en: "The instance “\(settings.name)” is created in \(path). \(founder) is registered in it.")
    answer.next(
      fr: "Pour continuer :", en: "To go on:",
      ["rebond structure add …", "rebond donor add …", "rebond status"])
    try session.answer(answer)
  }
}
