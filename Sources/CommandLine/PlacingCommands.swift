import Application
import Arguments
import Inventory
import Kernel

/// `rebond location add`
struct LocationAdd: Command {
  static let kind = Argument<Location.Kind>(
    .choice.named(fr: "SORTE", en: "KIND"), Text(fr: "sa taille", en: "its size"))
  static let name = Argument<String>(
    .text.named(fr: "NOM", en: "NAME"), Text(fr: "son nom, écrit dessus", en: "its name, written on it"))
  static let parent = Option<LocationID?>(
    "in", .number(), Text(fr: "le numéro de ce qui le contient", en: "the number of what it is in"))
  static let place = Option<String?>(
    "place", .text.named(fr: "LIEU", en: "PLACE"),
    Text(fr: "le lieu inscrit, pour un bâtiment", en: "the registered place, for a building"))

  static let specification = CommandSpecification(
    "add",
    Text(
      fr: "Inscrit un bâtiment, une salle, une étagère ou une caisse.",
      en: "Registers a building, a room, a shelf or a box."),
    parameters: [kind, name, parent, place])

  let kind: Location.Kind
  let name: String
  let parent: LocationID?
  let place: String?

  init(_ values: ParsedValues) throws {
    kind = try values[Self.kind]
    name = try values[Self.name]
    parent = try values[Self.parent]
    place = try values[Self.place]
    if parent != nil, place != nil { throw SessionFailure.oneOf(["--in", "--place"]) }
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let line = try chain.addLocation(kind, named: name, in: parent, of: place, as: act)
      var answer = Answer()
      answer.say(fr: "« \(line.path) » est inscrit.", en: "“\(line.path)” is registered.")
      answer.fact("location", fr: "Rangement n°", en: "Location no.", .id(line.location.id))
      answer.next(
        fr: "Pour continuer :", en: "To go on:",
        ["rebond device move CODE \(line.location.id)", "rebond label cards --for places --output rangements.pdf"])
      return answer
    }
  }
}

/// `rebond location list`
struct LocationList: Command {
  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les rangements.", en: "Shows the locations."))

  init(_ values: ParsedValues) {}

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "locations", none: Text(fr: "Aucun rangement.", en: "No location."),
        [
          .init("location", fr: "n°", en: "no."), .init("kind", fr: "sorte", en: "kind"),
          .init("path", fr: "rangement", en: "location"), .init("devices", fr: "appareils", en: "devices"),
        ],
        rows: try chain.locations().map { line in
          [
            .id(line.location.id), .word(line.location.kind, line.location.kind.text), .name(line.path),
            .number(line.devices),
          ]
        })
      return answer
    }
  }
}

/// `rebond device move`
struct DeviceMove: Command {
  static let location = Argument<LocationID>(
    .number(), Text(fr: "le numéro du rangement", en: "the number of the location"))
  static let specification = CommandSpecification(
    "move", Text(fr: "Dit où un appareil est rangé.", en: "Says where a device is put."),
    parameters: [DeviceArgument.code, location])

  let code: AssetCode
  let location: LocationID

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    location = try values[Self.location]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let path = try chain.move(code, to: location, as: act)
      var answer = Answer()
      answer.say(fr: "L'appareil \(code) est rangé : \(path).", en: "The device \(code) is put in: \(path).")
      return answer
    }
  }
}

/// `rebond device search`
struct DeviceSearchCommand: Command {
  static let words = Argument<[String]>(
    .text.named(fr: "MOTS", en: "WORDS"), atLeast: 1, Text(fr: "des débuts de mots", en: "beginnings of words"))
  static let limit = Option<Int>(
    "limit", .integer(1...1000), otherwise: "20", Text(fr: "combien au plus", en: "how many at most"))

  static let specification = CommandSpecification(
    "search", Text(fr: "Cherche des appareils, à mesure qu'on tape.", en: "Searches devices, as one types."),
    discussion: Text(
      fr:
        "Par le code, le numéro de série, la marque, le modèle, le donateur, l'état, le lieu : tous les mots doivent aller.",
      en: "By code, serial number, maker, model, donor, state, place: all the words have to hold."),
    parameters: [words, limit])

  let words: [String]
  let limit: Int

  init(_ values: ParsedValues) throws {
    words = try values[Self.words]
    limit = try values[Self.limit]
  }

  func run(in session: Session) throws {
    try session.look { chain in
      let found = try chain.search(words.joined(separator: " "), limit: limit)
      var answer = Answer()
      answer.table(
        "devices", none: Text(fr: "Aucun appareil.", en: "No device."), DeviceLine.columns,
        rows: found.lines.map(\.row))
      if !found.lines.isEmpty {
        answer.fact("partial", fr: "Il y en a d'autres", en: "There are more", .flag(found.isPartial))
      }
      return answer
    }
  }
}

/// `rebond device history`
struct DeviceHistory: Command {
  static let specification = CommandSpecification(
    "history",
    Text(
      fr: "Montre toute l'histoire d'un appareil, du don à sa dernière sortie.",
      en: "Shows the whole history of a device, from the gift to its last leaving."),
    parameters: [DeviceArgument.code])

  let code: AssetCode

  init(_ values: ParsedValues) throws { code = try values[DeviceArgument.code] }

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "history", none: Text(fr: "Aucun acte.", en: "No act."),
        [
          .init("entry", fr: "entrée", en: "entry"), .init("day", fr: "jour", en: "day"),
          .init("action", fr: "acte", en: "act"), .init("facts", fr: "précisions", en: "facts"),
          .init("actor", fr: "par", en: "by"), .init("annulled", fr: "annulé", en: "annulled"),
        ],
        rows: try chain.history(of: code).map { line in
          [
            .id(line.entry), .day(line.day), .word(line.action, line.action.text),
            .names(line.facts.filter { !$0.value.isDigest }.map { "\($0.key)=\($0.value)" }), .name(line.actor),
            line.annulled ? .flag(true) : .none,
          ]
        })
      return answer
    }
  }
}

extension String {
  /// Whether it is the hexadecimal writing of a SHA-256, which tells people nothing.
  fileprivate var isDigest: Bool { count == 64 && allSatisfy(\.isHexDigit) }
}

extension DeviceLine {
  static let columns: [Answer.Column] = [
    .init("code", fr: "code", en: "code"), .init("category", fr: "sorte", en: "category"),
    .init("state", fr: "état", en: "state"), .init("name", fr: "modèle", en: "model"),
    .init("serial", fr: "n° de série", en: "serial"),
  ]

  var row: [Answer.Value] {
    [.code(code), .word(category, category.text), .word(state, state.text), .name(orNone: name), .name(orNone: serial)]
  }
}
