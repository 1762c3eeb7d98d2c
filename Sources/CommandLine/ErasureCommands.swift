import Application
import Arguments
import Inventory
import Kernel
import Refurbishment

/// `rebond erasure validate`
struct ErasureValidate: Command {
  static let specification = CommandSpecification(
    "validate",
    Text(
      fr: "Accepte, en seconde personne, les effacements d'un appareil.",
      en: "Accepts, as a second person, the erasures of a device."),
    discussion: Text(
      fr:
        "Un appareil, ou tout ce que des machines ont prouvé un jour (--day). Ce que des personnes attestent se valide une "
        + "par une (--medium).",
      en:
        "One device, or all that machines proved on a day (--day). What people attest is accepted one by one (--medium)."
    ),
    parameters: [code, medium, day])

  static let code = Argument<AssetCode?>(
    .assetCode, Text(fr: "l'appareil, sauf avec --day", en: "the device, unless --day is given"))
  static let medium = Option<String?>(
    "medium", .text.named(fr: "SUPPORT", en: "MEDIUM"), Text(fr: "un seul support", en: "one medium only"))
  static let day = Option<Day?>(
    "day", .day, Text(fr: "le jour où ils ont été enregistrés", en: "the day they were recorded"))

  let wanted: Wanted

  /// What is to be accepted.
  enum Wanted {
    case device(AssetCode, medium: String?)
    case day(Day)
  }

  init(_ values: ParsedValues) throws {
    wanted =
      switch try (values[Self.code], values[Self.medium], values[Self.day]) {
      case (let code?, let medium, nil): .device(code, medium: medium)
      case (nil, nil, let day?): .day(day)
      default: throw SessionFailure.oneOf(["CODE", "--day"])
      }
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      switch wanted {
      case .device(let code, let medium): try accept(code, medium, chain, act, session)
      case .day(let day):
        try ErasureValidate.answer(to: chain.validateErasures(recordedOn: day, as: act))
      }
    }
  }

  private static func answer(to accepted: [(code: AssetCode, erasures: [ErasureID])]) -> Answer {
    var answer = Answer()
    answer.table(
      "accepted", none: Text(fr: "Rien.", en: "Nothing."),
      [.init("code", fr: "appareil", en: "device"), .init("erasures", fr: "effacements n°", en: "erasures no.")],
      rows: accepted.map { [.code($0.code), .names($0.erasures.map(\.description))] })
    return answer
  }

  private func accept(
    _ code: AssetCode, _ medium: String?, _ chain: Chain, _ act: Act, _ session: Session
  ) throws -> Answer {
    let accepted = try chain.validateErasures(of: code, medium: medium, as: act)
    var answer = Answer()
    answer.say(
      fr: accepted.count == 1 ? "Un effacement est validé." : "\(accepted.count) effacements sont validés.",
      en: accepted.count == 1 ? "One erasure is validated." : "\(accepted.count) erasures are validated.")
    answer.fact("erasures", fr: "Effacement n°", en: "Erasure no.", .names(accepted.map(\.description)))
    for gap in try chain.dossier(of: code).missingMedia where gap.isBelowPromise {
      answer.say(gap.text(for: code))
    }
    let paper = Text(fr: "certificat.pdf", en: "certificate.pdf")[session.language]
    answer.next(
      fr: "Pour continuer :", en: "To go on:",
      [
        "rebond erasure certificate \(code) --output \(paper)",
        "rebond work show \(code)",
      ])
    return answer
  }
}

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
