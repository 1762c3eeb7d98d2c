import Application
import Arguments
import Inventory
import Kernel
import Refurbishment

extension LooseMedium {
  var row: [Answer.Value] {
    [
      .id(medium.id), .name(medium.label), .word(medium.description.kind, medium.description.kind.text), .code(from),
      missing.map { .text($0.text(for: from)) } ?? .none,
    ]
  }

  static let columns: [Answer.Column] = [
    .init("medium", fr: "n°", en: "no."), .init("label", fr: "support", en: "medium"),
    .init("kind", fr: "sorte", en: "kind"), .init("from", fr: "sorti de", en: "taken out of"),
    .init("missing", fr: "il manque", en: "missing"),
  ]
}

/// `rebond medium remove`
struct MediumRemove: Command {
  static let medium = Argument<String>(
    .text.named(fr: "SUPPORT", en: "MEDIUM"), Text(fr: "son numéro de série", en: "its serial number"))
  static let reason = Option<String>("reason", .text, Text(fr: "pourquoi", en: "why"))

  static let specification = CommandSpecification(
    "remove",
    Text(
      fr: "Sort un support d'un appareil en atelier ; il reste dans la filière, avec ce qu'il garde.",
      en: "Takes a medium out of a device in the workshop; it stays in the chain, with what it keeps."),
    parameters: [DeviceArgument.code, medium, reason])

  let code: AssetCode
  let medium: String
  let reason: String

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    medium = try values[Self.medium]
    reason = try values[Self.reason]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let loose = try chain.removeMedium(medium, from: code, because: reason, as: act)
      var answer = Answer()
      answer.say(
        fr: "Le support « \(loose.medium.label) » est sorti de l'appareil \(code) ; il reste à l'atelier.",
        en: "The medium “\(loose.medium.label)” is out of the device \(code); it stays in the workshop.")
      answer.table("media", none: Text(fr: "Aucun support.", en: "No medium."), LooseMedium.columns, rows: [loose.row])
      answer.next(fr: "Pour continuer :", en: "To go on:", ["rebond medium list", "rebond work show \(code)"])
      return answer
    }
  }
}

/// `rebond medium list`
struct MediumList: Command {
  static let specification = CommandSpecification(
    "list",
    Text(
      fr: "Montre les supports sortis des appareils, encore là.",
      en: "Shows the media taken out of devices that are still here."))

  init(_ values: ParsedValues) {}

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "media", none: Text(fr: "Aucun support hors d'un appareil.", en: "No medium outside a device."),
        LooseMedium.columns, rows: try chain.looseMedia().map(\.row))
      return answer
    }
  }
}

/// `rebond medium hand-over`
struct MediumHandOver: Command {
  static let medium = Argument<MediumID>(.number(), Text(fr: "le support", en: "the medium"))
  static let destroys = Option<Bool>(
    flag: "to-destroy",
    Text(
      fr: "la structure s'engage par ce papier à le détruire",
      en: "by this paper the structure undertakes to destroy it"))

  static let specification = CommandSpecification(
    "hand-over",
    Text(
      fr: "Remet un support effacé, ou à détruire sous un papier signé.",
      en: "Hands over a medium that is erased, or to be destroyed under a signed paper."),
    parameters: [medium, PartingOptions.recipient, PartingOptions.slip, destroys])

  let medium: MediumID
  let recipient: String
  let slip: String
  let destroys: Bool

  init(_ values: ParsedValues) throws {
    medium = try values[Self.medium]
    recipient = try values[PartingOptions.recipient]
    slip = try values[PartingOptions.slip]
    destroys = try values[Self.destroys]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let loose = try chain.handOver(medium: medium, to: recipient, slip: slip, destroys: destroys, as: act)
      var answer = Answer()
      answer.say(
        fr: "Le support « \(loose.medium.label) » est remis.", en: "The medium “\(loose.medium.label)” is handed over.")
      return answer
    }
  }
}

/// `rebond medium lose`
struct MediumLose: Command {
  static let specification = CommandSpecification(
    "lose",
    Text(
      fr: "Déclare perdu ou volé un support sorti d'un appareil.",
      en: "Declares a medium taken out of a device lost or stolen."),
    discussion: Text(
      fr: "S'il n'était pas effacé, une alerte est levée : une violation de données se traite sous 72 heures.",
      en: "Unless it was clean, an alarm is raised: a data breach is dealt with within 72 hours."),
    parameters: [MediumHandOver.medium, PartingOptions.slip])

  let medium: MediumID
  let slip: String

  init(_ values: ParsedValues) throws {
    medium = try values[MediumHandOver.medium]
    slip = try values[PartingOptions.slip]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let (lost, alarm) = try chain.lose(medium: medium, report: slip, as: act)
      var answer = Answer()
      answer.say(
        fr: "Le support « \(lost.medium.label) » est déclaré perdu.",
        en: "The medium “\(lost.medium.label)” is declared lost.")
      if let alarm {
        answer.fact("alarm", fr: "Alerte", en: "Alarm", .id(alarm))
        answer.next(
          fr: "Des données sont perdues avec lui. À notifier sous 72 heures :",
          en: "Data are lost with it. To be notified within 72 hours:",
          ["rebond alarm report \(alarm) --output violation-\(alarm).pdf"])
      }
      return answer
    }
  }
}

/// `rebond medium find`
struct MediumFind: Command {
  static let specification = CommandSpecification(
    "find", Text(fr: "Reprend un support perdu.", en: "Takes a lost medium in again."),
    parameters: [MediumHandOver.medium])

  let medium: MediumID

  init(_ values: ParsedValues) throws { medium = try values[MediumHandOver.medium] }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let found = try chain.find(medium: medium, as: act)
      var answer = Answer()
      answer.say(
        fr: "Le support « \(found.medium.label) » est retrouvé.", en: "The medium “\(found.medium.label)” is found.")
      answer.table("media", none: Text(fr: "Aucun support.", en: "No medium."), LooseMedium.columns, rows: [found.row])
      return answer
    }
  }
}
