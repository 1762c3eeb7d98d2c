import Arguments
import Kernel

/// A small program with every kind of parameter; its commands are not run, only read.
enum Sample {
  enum Level: String, CaseIterable { case low, medium, quartile, high }
  enum Order: String, CaseIterable { case code, day }
  enum Grade: String, CaseIterable { case excellent, veryGood, good, fair, worn }

  static let language = Option<Language?>(
    "lang", .choice,
    Text(fr: "La langue des réponses", en: "The language of answers"))
  static let on = Option<Day?>(
    "on", .day,
    Text(fr: "Le jour où c'est arrivé, sinon aujourd'hui", en: "The day it happened, else today"))
  static let json = Option(flag: "json", Text(fr: "Répondre en JSON", en: "Answer in JSON"))

  static let tree = CommandTree<Void>(
    "rebond", Text(fr: "Une seconde vie pour les ordinateurs", en: "A second life for computers"),
    global: [language, on, json],
    entries: [
      .command(Status.self),
      .noun(
        "device", Text(fr: "Les appareils", en: "Devices"),
        verbs: [ShowDevice.self, ReleaseDevice.self, ListDevices.self]),
      .noun("label", Text(fr: "Les étiquettes", en: "Labels"), verbs: [RenderLabels.self]),
    ])

  /// The command a line asks for, and the values of the global options.
  static func command(_ line: String) throws -> (command: any Command<Void>, global: ParsedValues)? {
    try command(line.split(separator: " ").map(String.init))
  }

  static func command(_ words: [String]) throws -> (command: any Command<Void>, global: ParsedValues)? {
    guard case .run(let command, let global) = try tree.request(words) else { return nil }
    return (command, global)
  }

  /// The help a line asks for.
  static func help(_ line: String) throws -> Text? {
    guard case .help(let text) = try tree.request(line.split(separator: " ").map(String.init)) else {
      return nil
    }
    return text
  }
}

struct Status: Command {
  static let specification = CommandSpecification(
    "status", Text(fr: "Dire ce qu'il y a", en: "Tell what is there"))
  init(_ values: ParsedValues) {}
  func run(in context: Void) {}
}

struct ShowDevice: Command, Equatable {
  static let code = Argument<AssetCode>(
    .assetCode, Text(fr: "Le code de l'étiquette", en: "The code on the label"))
  static let specification = CommandSpecification(
    "show", Text(fr: "Montrer un appareil", en: "Show a device"), parameters: [code])

  let code: AssetCode
  init(_ values: ParsedValues) throws { code = try values[Self.code] }
  func run(in context: Void) {}
}

struct ReleaseDevice: Command {
  static let code = Argument<AssetCode>(
    .assetCode, Text(fr: "Le code de l'étiquette", en: "The code on the label"))
  static let note = Argument<String?>(
    .text.named(fr: "REMARQUE", en: "NOTE"), Text(fr: "Ce qu'il faut savoir", en: "What to know"))
  static let reason = Option<String>(
    "reason", .text.named(fr: "MOTIF", en: "REASON"),
    Text(fr: "Pourquoi l'appareil sort", en: "Why the device leaves"))
  static let price = Option<Money?>("price", .money, Text(fr: "Le prix", en: "The price"))
  static let media = Option<[String]>(
    "medium", .text.named(fr: "SÉRIE", en: "SERIAL"),
    Text(fr: "Le numéro de série d'un support", en: "The serial number of a medium"))
  static let grade = Option<Sample.Grade?>("grade", .choice, Text(fr: "Le grade", en: "The grade"))
  static let force = Option(flag: "force", Text(fr: "Passer outre", en: "Override"))
  static let specification = CommandSpecification(
    "release", Text(fr: "Laisser sortir un appareil", en: "Let a device leave"),
    discussion: Text(
      fr:
        "L'appareil doit être prêt : chaque étape de sa gamme faite, chaque support effacé depuis son dernier "
        + "utilisateur.\nLe refus donne la liste de ce qui manque.",
      en: "The device must be ready: each step of its route done, each medium erased since its last user.\n"
        + "A refusal lists what is missing."),
    parameters: [code, note, reason, price, media, grade, force])

  let code: AssetCode
  let note: String?
  let reason: String
  let price: Money?
  let media: [String]
  let grade: Sample.Grade?
  let force: Bool

  init(_ values: ParsedValues) throws {
    code = try values[Self.code]
    note = try values[Self.note]
    reason = try values[Self.reason]
    price = try values[Self.price]
    media = try values[Self.media]
    grade = try values[Self.grade]
    force = try values[Self.force]
  }
  func run(in context: Void) {}
}

struct ListDevices: Command {
  static let donation = Option<DonationID?>(
    "donation", .number(), Text(fr: "Seulement ceux d'un don", en: "Only those of a donation"))
  static let order = Option<Sample.Order>(
    "order", .choice, otherwise: "code", Text(fr: "L'ordre de la liste", en: "The order of the list"))
  static let hidden = Option<String?>(
    "without-those-lent-to", .text.named(fr: "NOM", en: "NAME"),
    Text(
      fr: "Laisser de côté les appareils prêtés à cette structure, même si le prêt est fini depuis longtemps",
      en: "Leave out the devices lent to this structure, even when the loan has been over for a long time"))
  static let specification = CommandSpecification(
    "list", Text(fr: "Donner la liste des appareils", en: "List the devices"),
    parameters: [donation, order, hidden])

  let donation: DonationID?
  let order: Sample.Order
  let hidden: String?
  init(_ values: ParsedValues) throws {
    donation = try values[Self.donation]
    order = try values[Self.order]
    hidden = try values[Self.hidden]
  }
  func run(in context: Void) {}
}

struct RenderLabels: Command {
  static let codes = Argument<[AssetCode]>(
    .assetCode, atLeast: 1, Text(fr: "Les codes à imprimer", en: "The codes to print"))
  static let output = Option<String>(
    "output", .path, Text(fr: "Le fichier à écrire", en: "The file to write"))
  static let startAt = Option<Int>(
    "start-at", .integer(1...65), otherwise: "1",
    Text(fr: "La première étiquette libre de la planche", en: "The first free label of the sheet"))
  static let level = Option<Sample.Level>(
    "level", .choice, otherwise: "quartile",
    Text(fr: "Ce que le QR code supporte de dommages", en: "How much damage the QR code bears"))
  static let specification = CommandSpecification(
    "render", Text(fr: "Dessiner une planche", en: "Draw a sheet"),
    parameters: [codes, output, startAt, level])

  let codes: [AssetCode]
  let output: String
  let startAt: Int
  let level: Sample.Level

  init(_ values: ParsedValues) throws {
    codes = try values[Self.codes]
    output = try values[Self.output]
    startAt = try values[Self.startAt]
    level = try values[Self.level]
  }
  func run(in context: Void) {}
}
