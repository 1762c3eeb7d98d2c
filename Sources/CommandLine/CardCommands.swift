import Application
import Arguments
import Directory
import Kernel
import Scanning

/// `rebond person badge`
struct PersonBadge: Command {
  static let person = Argument<String>(
    .text.named(fr: "PERSONNE", en: "PERSON"), Text(fr: "son nom ou son numéro", en: "their name or number"))
  static let pin = Option<Bool>(
    flag: "pin", Text(fr: "lire son code secret sur l'entrée standard", en: "read their PIN from standard input"))

  static let specification = CommandSpecification(
    "badge", Text(fr: "Donne un badge à une personne, pour scanner.", en: "Gives a person a badge, to scan with."),
    discussion: Text(
      fr:
        "Le badge d'avant ne vaut plus rien. Le code secret, de quatre à huit chiffres, est demandé pour valider au scanner.",
      en: "The badge before is worth nothing any more. The PIN, four to eight digits, is asked to validate by scanning."
    ),
    parameters: [person, pin])

  let person: String
  let pin: PIN?

  init(_ values: ParsedValues) throws {
    person = try values[Self.person]
    guard try values[Self.pin] else {
      pin = nil
      return
    }
    let typed = String(decoding: try Files.read("-"), as: UTF8.self)
    pin = try PIN(String(typed.prefix { !$0.isNewline }))
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let given = try chain.giveBadge(to: person, pin: pin, as: act)
      var answer = Answer()
      answer.say(
        fr:
          "\(given.person.name) a un nouveau badge\(given.badge.pin == nil ? ", sans code secret" : " et un code secret").",
        en: "\(given.person.name) has a new badge\(given.badge.pin == nil ? ", without a PIN" : " and a PIN").")
      answer.fact("card", fr: "Sur la carte", en: "On the card", .name(Card.badge(given.badge.number).payload))
      answer.next(fr: "Pour l'imprimer :", en: "To print it:", ["rebond label cards --for badges --output badges.pdf"])
      return answer
    }
  }
}

/// `rebond label cards`
struct LabelCards: Command {
  static let set = Option<CardSet>("for", .choice, otherwise: "all", Text(fr: "quelles cartes", en: "which cards"))

  static let specification = CommandSpecification(
    "cards", Text(fr: "Imprime les cartes de commande à scanner.", en: "Prints the command cards to scan."),
    discussion: Text(
      fr:
        "badges : une par personne ; work : les gestes, les résultats, les classes ; checks : une grille par parcours ; places : les rangements et leur "
        + "inventaire ; shipments : les structures où expédier, et les envois attendus ; parts : une par pièce du stock.",
      en:
        "badges: one for each person; work: deeds, outcomes, grades; checks: a grid for each route; places: the locations and "
        + "their stock-take; shipments: the structures to send to, and what is on its way; parts: one for each part in stock."
    ),
    parameters: [set, OutputOptions.output, OutputOptions.replace])

  let set: CardSet
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    set = try values[Self.set]
    output = try OutputFile(values, .pdf)
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let count = try output.write { keep in
        try chain.printCards(set, language: session.language, as: act, keep: keep)
      }
      var answer = Answer()
      let cards = Text.count(count, fr: ("carte", "cartes"), en: ("card", "cards"))
      answer.say(fr: "\(cards.fr) dans « \(output.path) ».", en: "\(cards.en) in “\(output.path)”.")
      answer.fact("cards", fr: "Cartes", en: "Cards", .number(count))
      return answer
    }
  }
}
