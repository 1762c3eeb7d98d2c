import Application
import Arguments
import Directory
import Inventory
import Kernel
import Loans

/// `rebond contract sign`
struct ContractSign: Command {
  static let lender = Option<String>(
    "lender", .text.named(fr: "STRUCTURE", en: "STRUCTURE"), Text(fr: "qui prête", en: "who lends"))
  static let starts = Option<Day?>(
    "starts", .day,
    Text(
      fr: "le premier jour du prêt (celui de la signature sinon)",
      en: "the loan's first day (else that of the signature)"))
  static let months = Option<Int?>(
    "months", .integer(1...120),
    Text(fr: "combien de mois (comme le programme sinon)", en: "how many months (else as the programme)"))
  static let until = Option<Day?>("until", .day, Text(fr: "ou le dernier jour du prêt", en: "or the loan's last day"))
  static let with = Option<[String]>(
    "with", .text.named(fr: "ACCESSOIRE", en: "ACCESSORY"),
    Text(fr: "ce qui est prêté avec l'appareil", en: "what is lent with the device"))

  static let specification = CommandSpecification(
    "sign",
    Text(
      fr: "Enregistre un contrat de prêt signé, pour l'appareil gardé pour une demande.",
      en: "Records a signed loan contract, for the device kept for a request."),
    parameters: [LendingParameters.request, lender, starts, months, until, with])

  let request: RequestID
  let lender: String
  let starts: Day?
  let ends: LoanEnd
  let accessories: [String]

  init(_ values: ParsedValues) throws {
    request = try values[LendingParameters.request]
    lender = try values[Self.lender]
    starts = try values[Self.starts]
    accessories = try values[Self.with]
    switch (try values[Self.months], try values[Self.until]) {
    case (let months?, nil): ends = .afterMonths(months)
    case (nil, let day?): ends = .on(day)
    case (nil, nil): ends = .asProgrammeSays
    case (_?, _?): throw SessionFailure.oneOf(["--months", "--until"])
    }
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let contract = try chain.sign(
        contractFor: request, lender: lender, starts: starts ?? act.day, ends: ends, accessories: accessories, as: act)
      let (id, terms) = (contract.id, contract.agreement.terms)
      var answer = Answer()
      answer.say(
        fr: "Le contrat \(id.reference) est enregistré, signé le \(act.day.text.fr).",
        en: "Contract \(id.reference) is recorded, signed on \(act.day.text.en).")
      answer.fact("contract", fr: "Numéro", en: "Number", .reference(id))
      answer.fact("starts", fr: "Début", en: "Starts", .day(terms.starts))
      answer.fact("term", fr: "Dernier jour", en: "Last day", .day(orNone: terms.term))
      let paper = Text(fr: "contrat.pdf", en: "contract.pdf")[session.language]
      answer.next(
        fr: "Pour continuer :", en: "To go on:",
        [
          "rebond contract print \(id.reference) --output \(paper)",
          "rebond handover record \(id.reference) --place …",
        ])
      return answer
    }
  }
}

/// `rebond contract show`
struct ContractShow: Command {
  static let specification = CommandSpecification(
    "show", Text(fr: "Montre un contrat.", en: "Shows a contract."), parameters: [LendingParameters.contract])

  let contract: ContractID

  init(_ values: ParsedValues) throws {
    contract = try values[LendingParameters.contract]
  }

  func run(in session: Session) throws {
    try session.consult { chain, person in
      let sheet = try chain.contract(contract, by: person)
      let agreement = sheet.contract.agreement
      var answer = Answer()
      answer.fact("contract", fr: "Contrat", en: "Contract", .reference(contract))
      answer.fact("state", fr: "Où il en est", en: "State", .word(sheet.contract.state, sheet.contract.state.text))
      answer.fact("request", fr: "Demande", en: "Request", .reference(agreement.request))
      answer.fact("household", fr: "Foyer", en: "Household", .reference(agreement.household))
      answer.fact("contact", fr: "À contacter", en: "Ask for", .name(sheet.household.profile.contactName))
      answer.fact("lender", fr: "Prêteur", en: "Lender", .name(sheet.lender.name))
      answer.fact("code", fr: "Appareil", en: "Device", .code(sheet.device.code))
      answer.fact("name", fr: "Modèle", en: "Model", .name(orNone: sheet.identity.name))
      answer.fact("accessories", fr: "Accessoires", en: "Accessories", .names(agreement.accessories))
      answer.fact("signed", fr: "Signé le", en: "Signed", .day(orNone: sheet.signed))
      answer.fact("starts", fr: "Début", en: "Starts", .day(agreement.terms.starts))
      answer.fact("term", fr: "Dernier jour", en: "Last day", .day(orNone: agreement.terms.term))
      answer.fact("handedOver", fr: "Remis le", en: "Handed over", .day(orNone: sheet.handover?.day))
      if let takeBack = sheet.takeBack {
        answer.fact(
          "condition", fr: "Revenu", en: "Came back", .word(takeBack.condition, takeBack.condition.text))
        answer.fact("missing", fr: "Il manquait", en: "Missing", .names(takeBack.missing))
      }
      answer.table(
        "followUps", none: Text(fr: "Aucun contact de suivi.", en: "No follow-up contact."), FollowUpList.columns,
        rows: sheet.followUps.map(FollowUpList.row))
      answer.table(
        "history", none: Text(fr: "Aucun acte.", en: "No act."), LendingParameters.historyColumns,
        rows: sheet.history.map(LendingParameters.historyRow))
      return answer
    }
  }
}

/// `rebond contract cancel`
struct ContractCancel: Command {
  static let reason = Option<Contract.Cancellation>("reason", .choice, Text(fr: "pourquoi", en: "why"))

  static let specification = CommandSpecification(
    "cancel",
    Text(
      fr: "Abandonne un contrat signé, avant la remise.", en: "Gives a signed contract up, before the hand-over."),
    parameters: [LendingParameters.contract, reason])

  let contract: ContractID
  let reason: Contract.Cancellation

  init(_ values: ParsedValues) throws {
    contract = try values[LendingParameters.contract]
    reason = try values[Self.reason]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let cancelled = try chain.cancel(contract, because: reason, as: act)
      let request = cancelled.agreement.request.reference
      var answer = Answer()
      answer.say(
        fr: "Le contrat \(contract.reference) est \(cancelled.state.text.fr) ; l'appareil reste gardé.",
        en: "Contract \(contract.reference) is \(cancelled.state.text.en); the device is still kept.")
      answer.fact("contract", fr: "Contrat", en: "Contract", .reference(contract))
      answer.next(fr: "Pour le libérer :", en: "To free it:", ["rebond request release \(request)"])
      return answer
    }
  }
}

/// `rebond contract print`
struct ContractPrint: Command {
  static let clauses = Option<String?>(
    "clauses", .path, Text(fr: "un fichier de clauses à soi", en: "a file of clauses of one's own"))

  static let specification = CommandSpecification(
    "print", Text(fr: "Imprime un contrat à signer, en PDF.", en: "Prints a contract to sign, as a PDF."),
    parameters: [LendingParameters.contract, clauses, OutputOptions.output, OutputOptions.replace])

  let contract: ContractID
  let clauses: String?
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    contract = try values[LendingParameters.contract]
    clauses = try values[Self.clauses]
    output = try OutputFile(values, .pdf)
  }

  func run(in session: Session) throws {
    let wording = try clauses.map { (bytes: try Files.read($0), file: $0) }
    try session.perform { chain, act in
      let paper = try output.write { keep in
        try chain.printContract(contract, clauses: wording, as: act, keep: keep)
      }
      var answer = Answer()
      answer.say(
        fr: "Le contrat \(paper.reference) est dans « \(output.path) ».",
        en: "Contract \(paper.reference) is in “\(output.path)”.")
      answer.fact("contract", fr: "Contrat", en: "Contract", .reference(contract))
      return answer
    }
  }
}
