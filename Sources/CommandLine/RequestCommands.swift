import Application
import Arguments
import Kernel
import Loans

/// `rebond request add`
struct RequestAdd: Command {
  static let household = Option<HouseholdID>(
    "household", .reference("F-…"), Text(fr: "le foyer qui demande", en: "the household that asks"))
  static let prescriber = Option<String>(
    "prescriber", .text.named(fr: "STRUCTURE", en: "STRUCTURE"),
    Text(fr: "la structure qui l'oriente", en: "the structure that sends it"))
  static let device = Option<DeviceCategory>(
    "device", .choice, Text(fr: "la sorte d'appareil", en: "the kind of device"))
  static let uses = Option<String>(
    "uses", .text, Text(fr: "à quoi il servira, en mots simples", en: "what it is for, in plain words"))
  static let channel = Option<Request.Channel>(
    "channel", .choice, Text(fr: "comment la demande est arrivée", en: "how the request came"))

  static let specification = CommandSpecification(
    "add", Text(fr: "Enregistre la demande d'un foyer.", en: "Records a household's request."),
    parameters: [household, prescriber, device, uses, channel])

  let household: HouseholdID
  let prescriber: String
  let device: DeviceCategory
  let uses: String
  let channel: Request.Channel

  init(_ values: ParsedValues) throws {
    household = try values[Self.household]
    prescriber = try values[Self.prescriber]
    device = try values[Self.device]
    uses = try values[Self.uses]
    channel = try values[Self.channel]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let id = try chain.submit(
        requestOf: household, by: prescriber, for: device, uses: uses, channel: channel, as: act
      ).id
      var answer = Answer()
      answer.say(fr: "La demande \(id.reference) est enregistrée.", en: "Request \(id.reference) is recorded.")
      answer.fact("request", fr: "Numéro", en: "Number", .reference(id))
      answer.next(
        fr: "Pour la décider :", en: "To decide it:", ["rebond eligibility decide \(id.reference) --programme …"])
      return answer
    }
  }
}

/// `rebond request show`
struct RequestShow: Command {
  static let specification = CommandSpecification(
    "show", Text(fr: "Montre une demande.", en: "Shows a request."), parameters: [LendingParameters.request])

  let request: RequestID

  init(_ values: ParsedValues) throws {
    request = try values[LendingParameters.request]
  }

  func run(in session: Session) throws {
    try session.consult { chain, person in
      let sheet = try chain.request(request, by: person)
      let seesValues = try session.seesValues(in: chain)
      let (wish, stage) = (sheet.request.wish, sheet.request.state.stage)
      var answer = Answer()
      answer.fact("request", fr: "Demande", en: "Request", .reference(request))
      answer.fact("household", fr: "Foyer", en: "Household", .reference(wish.household))
      answer.fact("contact", fr: "À contacter", en: "Ask for", .name(sheet.household.profile.contactName))
      answer.fact("prescriber", fr: "Orienté par", en: "Sent by", .name(sheet.prescriber))
      answer.fact("device", fr: "Pour", en: "For", .word(wish.device, wish.device.text))
      answer.fact("uses", fr: "Usages", en: "Uses", .name(wish.uses))
      answer.fact("channel", fr: "Arrivée par", en: "Came by", .word(wish.channel, wish.channel.text))
      answer.fact("stage", fr: "Où elle en est", en: "Stage", .word(stage, stage.text))
      answer.fact("allocated", fr: "Appareil", en: "Device", .code(orNone: sheet.device))
      answer.table(
        "decisions", none: Text(fr: "Aucune décision.", en: "No decision."),
        [
          .init("decision", fr: "décision", en: "decision"), .init("day", fr: "au", en: "on"),
          .init("programme", fr: "programme", en: "programme"), .init("version", fr: "version", en: "version"),
          .init("proposed", fr: "les règles proposent", en: "the rules propose"),
          .init("outcome", fr: "décidé", en: "decided"), .init("decidedBy", fr: "par", en: "by"),
          .init("line", fr: "en bref", en: "in short"),
        ],
        rows: sheet.decisions.map { decision in
          let finding = decision.finding
          return [
            .id(decision.id), .day(finding.asOf), .name(finding.programme), .name(finding.version),
            .word(finding.outcome, finding.outcome.text), .word(decision.outcome, decision.outcome.text),
            .name(orNone: sheet.signer(of: decision)),
            seesValues ? sheet.lines[decision.id].map { .text($0) } ?? .none : .none,
          ]
        })
      for decision in sheet.decisions {
        guard let override = decision.override else { continue }
        answer.say(sheet.overrideText(decision, override))
      }
      for contest in sheet.contests { answer.say(sheet.text(of: contest)) }
      answer.table(
        "history", none: Text(fr: "Aucun acte.", en: "No act."), LendingParameters.historyColumns,
        rows: sheet.history.map(LendingParameters.historyRow))
      return answer
    }
  }
}

/// `rebond request list`
struct RequestList: Command {
  static let stage = Option<Request.Stage?>("stage", .choice, Text(fr: "à ce point", en: "at this stage"))

  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les demandes.", en: "Shows the requests."), parameters: [stage])

  let stage: Request.Stage?

  init(_ values: ParsedValues) throws {
    stage = try values[Self.stage]
  }

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      answer.table(
        "requests", none: Text(fr: "Aucune demande.", en: "No request."),
        [
          .init("request", fr: "demande", en: "request"), .init("day", fr: "du", en: "day"),
          .init("household", fr: "foyer", en: "household"), .init("prescriber", fr: "orientée par", en: "sent by"),
          .init("device", fr: "pour", en: "for"), .init("stage", fr: "où elle en est", en: "stage"),
          .init("allocated", fr: "appareil", en: "device"),
        ],
        rows: try chain.requests(at: stage).map {
          [
            .reference($0.id), .day($0.day), .reference($0.household), .name($0.prescriber),
            .word($0.category, $0.category.text), .word($0.stage, $0.stage.text), .code(orNone: $0.device),
          ]
        })
      return answer
    }
  }
}

/// `rebond request allocate`
struct RequestAllocate: Command {
  static let code = Argument<AssetCode?>(
    .assetCode,
    Text(
      fr: "l'appareil à garder ; sans lui, ceux qui conviennent", en: "the device to keep; without it, those that fit"))

  static let specification = CommandSpecification(
    "allocate",
    Text(
      fr: "Garde un appareil prêt pour une demande, ou montre ceux qui conviennent.",
      en: "Keeps a ready device for a request, or shows those that fit."),
    parameters: [LendingParameters.request, code])

  let request: RequestID
  let code: AssetCode?

  init(_ values: ParsedValues) throws {
    request = try values[LendingParameters.request]
    code = try values[Self.code]
  }

  func run(in session: Session) throws {
    guard let code else { return try session.look(proposal) }
    try session.perform { chain, act in
      _ = try chain.allocate(code, to: request, as: act)
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
    if proposal.devices.isEmpty {
      answer.say(
        fr: "Aucun appareil prêt de cette sorte : \(category.text.fr).",
        en: "No ready device of this kind: \(category.text.en).")
    }
    answer.table(
      "devices", none: Text(fr: "Aucun appareil.", en: "No device."),
      [
        .init("code", fr: "code", en: "code"), .init("category", fr: "sorte", en: "category"),
        .init("name", fr: "modèle", en: "model"),
      ],
      rows: proposal.devices.map { [.code($0.code), .word($0.category, $0.category.text), .name(orNone: $0.name)] })
    if proposal.devices.isEmpty { return answer }
    answer.next(
      fr: "Choisissez l'un d'eux :", en: "Choose one of them:",
      proposal.devices.map { "rebond request allocate \(request.reference) \($0.code)" })
    return answer
  }
}

/// `rebond request release`
struct RequestRelease: Command {
  static let specification = CommandSpecification(
    "release",
    Text(fr: "Libère l'appareil gardé pour une demande.", en: "Frees the device kept for a request."),
    parameters: [LendingParameters.request])

  let request: RequestID

  init(_ values: ParsedValues) throws {
    request = try values[LendingParameters.request]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      try Answer(to: chain.cancelAllocation(of: request, as: act))
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
  fileprivate init(to request: Request) {
    self.init()
    let stage = request.state.stage
    say(
      fr: "La demande \(request.id.reference) est \(stage.text.fr).",
      en: "Request \(request.id.reference) is \(stage.text.en).")
    fact("request", fr: "Demande", en: "Request", .reference(request.id))
    fact("stage", fr: "Où elle en est", en: "Stage", .word(stage, stage.text))
  }
}
