import Application
import Arguments
import Kernel
import Loans

/// `rebond handover record`
struct HandoverRecord: Command {
  static let place = Option<String?>(
    "place", .text.named(fr: "LIEU", en: "PLACE"), Text(fr: "où (à domicile sinon)", en: "where (else at home)"))
  static let collector = Option<String?>(
    "collected-by", .text.named(fr: "NOM", en: "NAME"),
    Text(
      fr: "la personne mandatée qui vient à la place du foyer", en: "the mandated person who comes for the household"))
  static let plan = Option<String?>(
    "plan", .path,
    Text(fr: "un plan de suivi à soi (celui du programme sinon)", en: "a plan of one's own (else the programme's)"))
  static let followedBy = Option<String?>(
    "followed-by", .text.named(fr: "PERSONNE", en: "PERSON"), Text(fr: "qui fera le suivi", en: "who will follow up"))

  static let specification = CommandSpecification(
    "record",
    Text(
      fr: "Enregistre la remise de l'appareil d'un contrat, et prévoit le suivi.",
      en: "Records the hand-over of a contract's device, and sets the follow-up."),
    parameters: [LendingParameters.contract, place, collector, plan, followedBy])

  let contract: ContractID
  let place: String?
  let collector: String?
  let plan: String?
  let followedBy: String?

  init(_ values: ParsedValues) throws {
    contract = try values[LendingParameters.contract]
    place = try values[Self.place]
    collector = try values[Self.collector]
    plan = try values[Self.plan]
    followedBy = try values[Self.followedBy]
  }

  func run(in session: Session) throws {
    let plan = try plan.map { try FollowUpPlan(Files.read($0), file: $0) }
    try session.perform { chain, act in
      let followUps = try chain.handOver(
        contract, at: place, to: collector, following: plan, followedBy: followedBy, as: act)
      var answer = Answer()
      answer.say(
        fr: "La remise du contrat \(contract.reference), le \(act.day.text.fr), est enregistrée.",
        en: "The hand-over of contract \(contract.reference), on \(act.day.text.en), is recorded.")
      answer.fact("contract", fr: "Contrat", en: "Contract", .reference(contract))
      answer.table(
        "followUps", none: Text(fr: "Aucun contact de suivi.", en: "No follow-up contact."), FollowUpList.columns,
        rows: followUps.map(FollowUpList.row))
      return answer
    }
  }
}

/// `rebond return record`
struct ReturnRecord: Command {
  static let condition = Option<Contract.TakeBack.Condition>(
    "condition", .choice, Text(fr: "dans quel état", en: "in what condition"))
  static let reason = Option<Contract.TakeBack.Reason>(
    "reason", .choice, otherwise: "term", Text(fr: "pourquoi", en: "why"))
  static let missing = Option<[String]>(
    "missing", .text.named(fr: "ACCESSOIRE", en: "ACCESSORY"),
    Text(fr: "ce qui n'est pas revenu", en: "what did not come back"))
  static let signed = Option<Bool>(
    flag: "signed",
    Text(
      fr: "l'emprunteur a signé la fiche d'état au retour", en: "the borrower signed the condition report at the return"
    ))
  static let files = Option<Contract.TakeBack.Files>(
    "files", .choice, otherwise: "not-offered",
    Text(
      fr: "ce qu'il en est de la copie des fichiers du foyer, avant l'effacement",
      en: "what came of the copy of the household's files, before the erasure"))

  static let devices = Option<[AssetCode]>(
    "device", .assetCode,
    Text(
      fr: "ce qui revient, quand l'emprunteur garde le reste (tout sinon)",
      en: "what comes back, when the rest stays with the borrower (else all)"))

  static let all: [any Parameter] = [
    condition, missing, IncidentParameters.remark, LendingParameters.checked, signed, files,
  ]

  static let specification = CommandSpecification(
    "record",
    Text(
      fr: "Enregistre le retour d'un appareil : il repasse par l'atelier avant de servir à nouveau.",
      en: "Records the return of a device: it goes through the workshop again before it serves again."),
    parameters: [LendingParameters.contract, devices, reason] + all)

  let contract: ContractID
  let devices: [AssetCode]
  let takeBack: Contract.TakeBack
  let checked: Bool

  init(_ values: ParsedValues) throws {
    contract = try values[LendingParameters.contract]
    devices = try values[Self.devices]
    takeBack = try Self.takeBack(values, because: values[Self.reason])
    checked = try values[LendingParameters.checked]
  }

  /// How a device comes back.
  static func takeBack(
    _ values: ParsedValues, because reason: Contract.TakeBack.Reason
  ) throws -> Contract.TakeBack {
    try Contract.TakeBack(
      condition: values[condition], reason: reason, missing: values[missing],
      remark: values[IncidentParameters.remark], isSigned: values[signed], files: values[files])
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let codes = try chain.takeBack(contract, takeBack, checked: checked, of: devices, as: act)
      let staying = try chain.codes(of: contract)
      var answer = Answer()
      for code in codes {
        answer.say(
          fr:
            "L'appareil \(code) est revenu : il repasse par l'atelier avant tout autre prêt, et ce qu'il garde en mémoire est à effacer.",
          en:
            "Device \(code) is back: it goes through the workshop before any other loan, and whatever it stores is to be erased."
        )
      }
      if !staying.isEmpty {
        let names = staying.map(\.description).joined(separator: ", ")
        answer.say(
          fr: "Le contrat \(contract.reference) continue : l'emprunteur garde \(names).",
          en: "Contract \(contract.reference) goes on: the borrower keeps \(names).")
      }
      answer.fact("contract", fr: "Contrat", en: "Contract", .reference(contract))
      if let code = codes.first { answer.fact("code", fr: "Appareil", en: "Device", .code(code)) }
      if codes.count > 1 {
        answer.fact("devices", fr: "Appareils", en: "Devices", .names(codes.map(\.description)))
      }
      answer.fact("missing", fr: "Il manque", en: "Missing", .names(takeBack.missing))
      let deposit = try chain.payments(of: contract, on: act.day).standing.deposit
      let reference = contract.reference
      let paper = Text(fr: "retour.pdf", en: "return.pdf")[session.language]
      var next = codes.map { "rebond work start \($0)" } + ["rebond return print \(reference) --output \(paper)"]
      if staying.isEmpty {
        let sims = try chain.simsOut(under: contract).map(\.reference)
        if !sims.isEmpty { answer.fact("sims", fr: "Carte SIM à rendre", en: "SIM card to come back", .names(sims)) }
        for sim in sims { next.append("rebond sim end \(sim) --outcome returned") }
      }
      if deposit > .zero, staying.isEmpty {
        answer.fact("deposit", fr: "Dépôt à rendre", en: "Deposit to give back", .money(deposit))
        next.append("rebond payment record \(reference) --money … --for deposit-back --by …")
      }
      answer.next(fr: "Pour continuer :", en: "To go on:", next)
      return answer
    }
  }
}
