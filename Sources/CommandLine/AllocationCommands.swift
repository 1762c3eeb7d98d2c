import Application
import Arguments
import Kernel
import Loans
import Refurbishment

/// `rebond request allocate`
struct RequestAllocate: Command {
  static let code = Argument<AssetCode?>(
    .assetCode,
    Text(
      fr: "l'appareil à garder ; sans lui, ceux qui conviennent", en: "the device to keep; without it, those that fit"))
  static let until = Option<Day?>(
    "until", .day,
    Text(fr: "jusqu'à quel jour il est gardé (30 jours sinon)", en: "until which day it is kept (else 30 days)"))

  static let specification = CommandSpecification(
    "allocate",
    Text(
      fr: "Garde un appareil prêt pour une demande, ou montre ceux qui conviennent.",
      en: "Keeps a ready device for a request, or shows those that fit."),
    parameters: [LendingParameters.request, code, until])

  let request: RequestID
  let code: AssetCode?
  let until: Day?

  init(_ values: ParsedValues) throws {
    request = try values[LendingParameters.request]
    code = try values[Self.code]
    until = try values[Self.until]
  }

  func run(in session: Session) throws {
    guard let code else { return try session.look(proposal) }
    try session.perform { chain, act in
      _ = try chain.allocate(code, to: request, until: until, as: act)
      var answer = Answer()
      answer.say(
        fr: "L'appareil \(code) est gardé pour la demande \(request.reference).",
        en: "Device \(code) is kept for request \(request.reference).")
      answer.fact("request", fr: "Demande", en: "Request", .reference(request))
      answer.fact("code", fr: "Appareil", en: "Device", .code(code))
      answer.next(
        fr: "Pour continuer :", en: "To go on:", ["rebond contract sign \(request.reference) --lender …"])
      return answer
    }
  }

  private func proposal(_ chain: Chain) throws -> Answer {
    let proposal = try chain.proposal(for: request)
    let category = proposal.request.wish.device
    var answer = Answer()
    let none =
      proposal.unfit.isEmpty
      ? Text(
        fr: "Aucun appareil prêt de cette sorte : \(category.text.fr).",
        en: "No ready device of this kind: \(category.text.en).")
      : Text(
        fr: "Aucun des appareils prêts de cette sorte ne convient.", en: "None of the ready devices of this kind fits.")
    answer.table(
      "devices", none: none,
      [
        .init("code", fr: "code", en: "code"), .init("name", fr: "modèle", en: "model"),
        .init("place", fr: "où", en: "where"), .init("nearness", fr: "distance", en: "distance"),
        .init("minimum", fr: "configuration", en: "configuration"),
        .init("contracts", fr: "contrats possibles", en: "possible contracts"),
      ],
      rows: proposal.devices.map { device in
        [
          .code(device.code), .name(orNone: device.line.name), .name(orNone: device.place),
          .word(device.nearness, device.nearness.text), .text(device.reachesMinimum.asked),
          .texts(device.contracts.map(\.text)),
        ]
      })
    if !proposal.unfit.isEmpty {
      answer.table(
        "unfit", none: Text(fr: "Tous conviennent.", en: "All fit."),
        [
          .init("code", fr: "ne convient pas", en: "does not fit"), .init("name", fr: "modèle", en: "model"),
          .init("reason", fr: "pourquoi", en: "why"),
        ],
        rows: proposal.unfit.map { [.code($0.line.code), .name(orNone: $0.line.name), .text($0.reason.text)] })
    }
    if proposal.others > 0 {
      answer.fact("others", fr: "Autres, plus loin", en: "Others, further away", .number(proposal.others))
    }
    func keeping(_ code: AssetCode) -> String { "rebond request allocate \(request.reference) \(code)" }
    let below = proposal.unfit.filter { if case .belowMinimum = $0.reason { true } else { false } }
    if !proposal.devices.isEmpty {
      answer.next(
        fr: "Choisissez l'un d'eux :", en: "Choose one of them:", proposal.devices.map { keeping($0.code) })
    } else if !below.isEmpty {
      answer.next(
        fr: "Si le foyer s'en contente :", en: "If it is enough for the household:", below.map { keeping($0.line.code) }
      )
    }
    return answer
  }
}

extension Fitness.Judgement {
  /// Whether the least configuration is reached, in words.
  fileprivate var asked: Text {
    switch self {
    case .yes: Text(fr: "suffisante", en: "sufficient")
    case .no(let parts):
      Text(
        fr: "insuffisante : \(parts.map(\.text.fr).joined(separator: ", "))",
        en: "not sufficient: \(parts.map(\.text.en).joined(separator: ", "))")
    case .unknown(let parts):
      Text(
        fr: "inconnue : \(parts.map(\.text.fr).joined(separator: ", "))",
        en: "unknown: \(parts.map(\.text.en).joined(separator: ", "))")
    }
  }
}

/// `rebond request release`
struct RequestRelease: Command {
  static let specification = CommandSpecification(
    "release",
    Text(
      fr: "Libère l'appareil gardé pour une demande, qui attend de nouveau.",
      en: "Frees the device kept for a request, which waits again."),
    parameters: [LendingParameters.request, reason])

  static let reason = Option<Request.Release>("reason", .choice, Text(fr: "pourquoi", en: "why"))

  let request: RequestID
  let reason: Request.Release

  init(_ values: ParsedValues) throws {
    request = try values[LendingParameters.request]
    reason = try values[Self.reason]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try Answer(to: chain.cancelAllocation(of: request, because: reason, as: act))
    }
  }
}

/// `rebond request refuse`
struct RequestRefuse: Command {
  static let reason = Option<Request.Refusal>("reason", .choice, Text(fr: "pourquoi", en: "why"))

  static let specification = CommandSpecification(
    "refuse",
    Text(
      fr: "Refuse une demande pour une raison qu'aucun programme ne juge.",
      en: "Refuses a request for a reason that no programme judges."),
    parameters: [LendingParameters.request, reason])

  let request: RequestID
  let reason: Request.Refusal

  init(_ values: ParsedValues) throws {
    request = try values[LendingParameters.request]
    reason = try values[Self.reason]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in try Answer(to: chain.refuse(request, because: reason, as: act)) }
  }
}

/// `rebond request withdraw`
struct RequestWithdraw: Command {
  static let reason = Option<Request.Withdrawal>("reason", .choice, Text(fr: "pourquoi", en: "why"))

  static let specification = CommandSpecification(
    "withdraw",
    Text(fr: "Enregistre qu'un foyer retire sa demande.", en: "Records that a household gives its request up."),
    parameters: [LendingParameters.request, reason])

  let request: RequestID
  let reason: Request.Withdrawal

  init(_ values: ParsedValues) throws {
    request = try values[LendingParameters.request]
    reason = try values[Self.reason]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in try Answer(to: chain.withdraw(request, because: reason, as: act)) }
  }
}

extension Answer {
  /// Where a request stands now.
  init(to request: Request) {
    self.init()
    let stage = request.state.stage
    say(
      fr: "La demande \(request.id.reference) est \(stage.text.fr).",
      en: "Request \(request.id.reference) is \(stage.text.en).")
    fact("request", fr: "Demande", en: "Request", .reference(request.id))
    fact("stage", fr: "Où elle en est", en: "Stage", .word(stage, stage.text))
  }
}
