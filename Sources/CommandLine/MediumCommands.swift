import Application
import Arguments
import Inventory
import Kernel
import Refurbishment

/// What a person can attest, as it is typed.
enum AttestedErasure: String, CaseIterable {
  case factoryReset = "factory-reset"
  case destruction, unused

  var technique: ErasureTechnique {
    switch self {
    case .factoryReset: .factoryReset
    case .destruction: .destruction
    case .unused: .unused
    }
  }
}

/// `rebond erasure attest`
struct ErasureAttest: Command {
  static let how = Argument<AttestedErasure>(
    .choice.named(fr: "COMMENT", en: "HOW"), Text(fr: "ce qui a été fait", en: "what was done"))
  static let medium = Option<String?>(
    "medium", .text.named(fr: "SUPPORT", en: "MEDIUM"),
    Text(fr: "lequel, s'il y en a plusieurs", en: "which, when there are several"))
  static let reason = Option<String>(
    "reason", .text, Text(fr: "ce qui a été vu et fait", en: "what was seen and done"))

  static let specification = CommandSpecification(
    "attest",
    Text(
      fr: "Atteste en son nom qu'un support ne garde rien, là où aucun journal ne peut le dire.",
      en: "Attests in one's own name that a medium keeps nothing, where no log can tell."),
    discussion: Text(
      fr: "factory-reset : téléphone, tablette, box ; destruction : support détruit ; unused : support neuf. "
        + "Une seconde personne valide.",
      en: "factory-reset: telephone, tablet, box; destruction: medium destroyed; unused: new medium. "
        + "A second person validates."),
    parameters: [DeviceArgument.code, how, medium, reason])

  let code: AssetCode
  let how: AttestedErasure
  let medium: String?
  let reason: String

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    how = try values[Self.how]
    medium = try values[Self.medium]
    reason = try values[Self.reason]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      WorkAnswer(
        dossier: try chain.attestErasure(of: code, medium: medium, by: how.technique, because: reason, as: act)
      ).whatIsMissing
    }
  }
}

/// `rebond erasure vouch-clock`
struct ErasureVouchClock: Command {
  static let report = Argument<EvidenceReportID>(.number(), Text(fr: "la preuve gardée", en: "the evidence kept"))
  static let device = Option<AssetCode>("device", .assetCode, Text(fr: "l'appareil", en: "the device"))
  static let reason = Option<String>(
    "reason", .text, Text(fr: "pourquoi l'horloge était fausse", en: "why the clock was wrong"))

  static let specification = CommandSpecification(
    "vouch-clock",
    Text(
      fr: "Dit, en seconde personne, que l'horloge d'un journal était fausse, et enregistre l'effacement.",
      en: "Says, as a second person, that a log's clock was wrong, and records the erasure."),
    parameters: [report, device, ErasureAttest.medium, reason])

  let report: EvidenceReportID
  let device: AssetCode
  let medium: String?
  let reason: String

  init(_ values: ParsedValues) throws {
    report = try values[Self.report]
    device = try values[Self.device]
    medium = try values[ErasureAttest.medium]
    reason = try values[Self.reason]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      WorkAnswer(
        dossier: try chain.vouchClock(of: report, for: device, medium: medium, because: reason, as: act)
      ).whatIsMissing
    }
  }
}

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
