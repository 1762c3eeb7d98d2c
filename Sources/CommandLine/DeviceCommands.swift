import Application
import Arguments
import Inventory
import Kernel
import Supply

/// The argument of every command about one device.
enum DeviceArgument {
  static let code = Argument<AssetCode>(
    .assetCode, Text(fr: "le code de l'étiquette, tapé ou scanné", en: "the code on the label, typed or scanned"))
}

/// `rebond device show`
struct DeviceShow: Command {
  static let specification = CommandSpecification(
    "show", Text(fr: "Montre un appareil et son histoire.", en: "Shows a device and its history."),
    parameters: [DeviceArgument.code])

  let code: AssetCode

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
  }

  func run(in session: Session) throws {
    try session.look { chain in
      let sheet = try chain.device(code)
      let device = sheet.device
      var answer = Answer()
      answer.fact("code", fr: "Appareil", en: "Device", .code(device.code))
      answer.fact("category", fr: "Sorte", en: "Category", .word(device.category, device.category.text))
      answer.fact("name", fr: "Modèle", en: "Model", .name(orNone: sheet.identity.name))
      answer.fact("serial", fr: "Numéro de série", en: "Serial number", .name(orNone: sheet.identity.serial))
      if sheet.identity.serial == nil, let address = sheet.identity.networkAddress {
        answer.fact("networkAddress", fr: "Adresse réseau", en: "Network address", .name(address))
      }
      answer.fact("state", fr: "État", en: "State", .word(device.state.name, device.state.name.text))
      if device.state.name == .inRepair { answer.say(.doNotErase) }
      answer.fact("round", fr: "Passage en atelier", en: "Round", .number(device.round))
      answer.fact("donor", fr: "Donné par", en: "Given by", .name(sheet.donor))
      answer.fact("legalOrigin", fr: "Origine", en: "Origin", .word(device.legalOrigin, device.legalOrigin.text))
      answer.fact("owner", fr: "Propriétaire", en: "Owner", .name(orNone: sheet.custody?.owner))
      answer.fact("holder", fr: "Détenteur", en: "Holder", .name(orNone: sheet.custody?.holder))
      answer.fact("agent", fr: "Mandataire", en: "Agent", .name(orNone: sheet.custody?.agent))
      if let place = sheet.place { answer.fact("place", fr: "Lieu", en: "Place", .name(place)) }
      answer.fact(
        "yearMade", fr: "Année de fabrication", en: "Year made",
        .number(orNone: sheet.particulars.yearMade ?? sheet.announced?.year))
      answer.fact(
        "grams", fr: "Poids (g)", en: "Weight (g)", .number(orNone: sheet.particulars.grams ?? sheet.announced?.grams))
      if let value = sheet.announced?.value {
        answer.fact("announcedValue", fr: "Valeur annoncée", en: "Announced value", .money(value))
      }
      if let (departure, recipient) = sheet.departure {
        answer.fact("recipient", fr: "Remis à", en: "Handed to", .name(orNone: recipient))
        answer.fact("slip", fr: "Papier", en: "Paper", .name(orNone: departure.slip))
        if let price = departure.price { answer.fact("price", fr: "Prix", en: "Price", .money(price)) }
      }
      answer.table(
        "media", none: Text(fr: "Aucun support connu.", en: "No medium known."),
        [
          .init("medium", fr: "support", en: "medium"), .init("kind", fr: "sorte", en: "kind"),
          .init("model", fr: "modèle", en: "model"), .init("capacity", fr: "taille", en: "size"),
          .init("fitting", fr: "place", en: "fitting"), .init("elsewhere", fr: "vu aussi dans", en: "also seen in"),
        ],
        rows: sheet.media.map { fitted in
          [
            .name(fitted.medium.label), .word(fitted.medium.description.kind, fitted.medium.description.kind.text),
            .name(orNone: fitted.medium.description.model),
            fitted.medium.description.capacityBytes.map { .bytes($0) } ?? .none,
            .word(fitted.fitting, fitted.fitting.text),
            .codes(sheet.elsewhere[fitted.medium.id] ?? []),
          ]
        })
      answer.table(
        "history", none: Text(fr: "Aucun acte.", en: "No act."),
        [
          .init("entry", fr: "entrée", en: "entry"), .init("day", fr: "jour", en: "day"),
          .init("verb", fr: "acte", en: "act"), .init("state", fr: "état", en: "state"),
          .init("actor", fr: "par", en: "by"),
        ],
        rows: sheet.history.map { event in
          [
            .id(event.entry), .day(event.day), .word(event.verb, event.verb.text),
            .word(event.state, event.state.text), .name(event.actor),
          ]
        })
      return answer
    }
  }
}

/// `rebond device list`
struct DeviceList: Command {
  static let state = Option<Device.StateName?>("state", .choice, Text(fr: "dans cet état", en: "in this state"))

  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les appareils.", en: "Shows the devices."), parameters: [Sought.words, state])

  let words: String?
  let state: Device.StateName?

  init(_ values: ParsedValues) throws {
    words = try values[Sought.words]
    state = try values[Self.state]
  }

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "devices", none: Text(fr: "Aucun appareil.", en: "No device."),
        [
          .init("code", fr: "code", en: "code"), .init("category", fr: "sorte", en: "category"),
          .init("state", fr: "état", en: "state"), .init("name", fr: "modèle", en: "model"),
          .init("serial", fr: "n° de série", en: "serial"),
        ],
        rows: try chain.devices(in: state, matching: words).map { line in
          [
            .code(line.code), .word(line.category, line.category.text), .word(line.state, line.state.text),
            .name(orNone: line.name), .name(orNone: line.serial),
          ]
        })
      return answer
    }
  }
}
