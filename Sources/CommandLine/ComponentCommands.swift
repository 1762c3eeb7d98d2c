import Application
import Arguments
import Inventory
import Kernel
import Refurbishment

extension ComponentEvent.What {
  fileprivate var word: String {
    switch self {
    case .fitted(let fitting): fitting.rawValue
    case .erased: "erased"
    case .validated: "validated"
    case .lost: "lost"
    case .found: "found"
    case .handedOver: "handed-over"
    case .left: "left"
    case .bought: "bought"
    case .harvested: "harvested"
    case .used: "used"
    case .recycled: "recycled"
    }
  }

  fileprivate var text: Text {
    switch self {
    case .fitted(let fitting): fitting.text
    case .erased(let outcome, let technique):
      Text(fr: "effacement : \(outcome.text.fr), ", en: "erasure: \(outcome.text.en), ") + technique.text
    case .validated: Text(fr: "effacement validé", en: "erasure validated")
    case .lost: Text(fr: "perdu", en: "lost")
    case .found: Text(fr: "retrouvé", en: "found")
    case .handedOver(let structure, let slip):
      Text(fr: "remis à \(structure), sous \(slip)", en: "handed to \(structure), under \(slip)")
    case .left(let end): Text(fr: "parti avec l'appareil : ", en: "left with the device: ") + end.text
    case .bought: Text(fr: "achetée", en: "bought")
    case .harvested: Text(fr: "prise sur un appareil", en: "taken out of a device")
    case .used(let repair): Text(fr: "montée, réparation n° \(repair)", en: "put in, repair no. \(repair)")
    case .recycled(let lot): Text(fr: "recyclée, lot n° \(lot)", en: "recycled, lot no. \(lot)")
    }
  }
}

extension ComponentPlace {
  fileprivate var value: Answer.Value {
    switch self {
    case .inside(let code): .code(code)
    case .byItself: .word("by-itself", Text(fr: "à l'atelier, hors d'un appareil", en: "in the workshop, in no device"))
    case .lost: .word("lost", Text(fr: "perdu", en: "lost"))
    case .gone: .word("gone", Text(fr: "hors de la filière", en: "out of the chain"))
    case .unknown: .word("unknown", Text(fr: "inconnu", en: "unknown"))
    }
  }
}

extension Answer {
  fileprivate mutating func history(_ events: [ComponentEvent]) {
    table(
      "history", none: Text(fr: "Aucun acte.", en: "No act."),
      [
        .init("entry", fr: "entrée", en: "entry"), .init("day", fr: "jour", en: "day"),
        .init("what", fr: "quoi", en: "what"), .init("device", fr: "appareil", en: "device"),
      ],
      rows: events.map { [.id($0.entry), .day($0.day), .word($0.what.word, $0.what.text), .code(orNone: $0.device)] })
  }
}

/// `rebond medium history`
struct MediumHistoryShow: Command {
  static let medium = Argument<String>(
    .text.named(fr: "SUPPORT", en: "MEDIUM"),
    Text(fr: "son numéro de série, ou son numéro", en: "its serial number, or its number"))
  static let specification = CommandSpecification(
    "history",
    Text(
      fr: "Raconte un support : où il fut, ce qui l'a effacé, où il est.",
      en: "Tells a medium's history: where it was, what erased it, where it is."),
    parameters: [medium])

  let medium: String

  init(_ values: ParsedValues) throws { medium = try values[Self.medium] }

  func run(in session: Session) throws {
    try session.look { chain in
      let told = try chain.history(ofMedium: medium)
      var answer = Answer()
      answer.fact("medium", fr: "Support n°", en: "Medium no.", .id(told.medium.id))
      answer.fact("label", fr: "Support", en: "Medium", .name(told.medium.label))
      answer.fact(
        "kind", fr: "Sorte", en: "Kind", .word(told.medium.description.kind, told.medium.description.kind.text))
      answer.fact("place", fr: "Où il est", en: "Where it is", told.place.value)
      answer.history(told.events)
      return answer
    }
  }
}

/// `rebond part show`
struct PartShow: Command {
  static let specification = CommandSpecification(
    "show",
    Text(
      fr: "Raconte une pièce : d'où elle vient, où elle est.", en: "Tells a part's history: whence, and where it is."),
    parameters: [RepairUse.part])

  let part: PartID

  init(_ values: ParsedValues) throws { part = try values[RepairUse.part] }

  func run(in session: Session) throws {
    try session.look { chain in
      let told = try chain.history(ofPart: part)
      var answer = Answer()
      answer.fact("part", fr: "Pièce n°", en: "Part no.", .id(told.part.id))
      answer.fact("kind", fr: "Sorte", en: "Kind", .word(told.part.kind, told.part.kind.text))
      answer.fact("name", fr: "Pièce", en: "Part", .name(told.part.name))
      answer.fact("place", fr: "Où elle est", en: "Where it is", told.place.value)
      answer.history(told.events)
      return answer
    }
  }
}

/// `rebond device components`
struct DeviceComponentsShow: Command {
  static let specification = CommandSpecification(
    "components",
    Text(
      fr: "Montre les supports d'un appareil, ce qu'on y a monté et ce qu'on y a pris.",
      en: "Shows a device's media, what was put into it and what was taken out."),
    parameters: [DeviceArgument.code])

  let code: AssetCode

  init(_ values: ParsedValues) throws { code = try values[DeviceArgument.code] }

  func run(in session: Session) throws {
    try session.look { chain in
      let all = try chain.components(of: code)
      var answer = Answer()
      answer.table(
        "media", none: Text(fr: "Aucun support connu.", en: "No medium known."),
        [
          .init("medium", fr: "n°", en: "no."), .init("label", fr: "support", en: "medium"),
          .init("fitting", fr: "place", en: "fitting"),
        ], rows: all.media.map { [.id($0.medium.id), .name($0.medium.label), .word($0.fitting, $0.fitting.text)] })
      answer.table(
        "added", none: Text(fr: "Rien n'y a été monté.", en: "Nothing was put into it."),
        [
          .init("part", fr: "n°", en: "no."), .init("kind", fr: "montée", en: "put in"),
          .init("name", fr: "pièce", en: "part"),
          .init("from", fr: "prise sur", en: "taken out of"), .init("repair", fr: "réparation", en: "repair"),
        ],
        rows: all.added.map {
          [
            .id($0.part.id), .word($0.part.kind, $0.part.kind.text), .name($0.part.name), .code(orNone: $0.from),
            .id($0.repair),
          ]
        })
      answer.table(
        "taken", none: Text(fr: "Rien n'y a été pris.", en: "Nothing was taken out of it."),
        [
          .init("part", fr: "n°", en: "no."), .init("kind", fr: "prise", en: "taken"),
          .init("name", fr: "pièce", en: "part"),
        ], rows: all.taken.map { [.id($0.id), .word($0.kind, $0.kind.text), .name($0.name)] })
      return answer
    }
  }
}
