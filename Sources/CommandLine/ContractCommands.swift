import Application
import Arguments
import Directory
import Documents
import Inventory
import Kernel
import Loans

/// `rebond contract sign`
struct ContractSign: Command {
  static let lender = Option<String>(
    "lender", .text.named(fr: "STRUCTURE", en: "STRUCTURE"),
    Text(fr: "qui prête, loue, vend ou donne", en: "who lends, rents out, sells or gives"))
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

  static let devices = Option<[AssetCode]>(
    "device", .assetCode,
    Text(fr: "un autre appareil prêt, sous le même contrat", en: "another ready device, under the same contract"))
  static let kits = Option<Bool>(
    flag: "kit", Text(fr: "avec tout ce que contiennent leurs kits", en: "with all that their kits hold"))

  static let specification = CommandSpecification(
    "sign",
    Text(
      fr: "Enregistre un contrat signé (prêt, location, vente ou don), pour l'appareil gardé pour une demande et ceux "
        + "qui vont avec lui.",
      en: "Records a signed contract (loan, rental, sale or gift), for the device kept for a request and those that go "
        + "with it."),
    parameters: [LendingParameters.request, lender, starts, months, until, devices, with, kits]
      + AgreementParameters.all)

  let request: RequestID
  let lender: String
  let starts: Day?
  let ends: LoanEnd
  let accessories: [String]
  let devices: [AssetCode]
  let withKits: Bool
  let agreement: AgreementParameters

  init(_ values: ParsedValues) throws {
    devices = try values[Self.devices]
    withKits = try values[Self.kits]
    request = try values[LendingParameters.request]
    lender = try values[Self.lender]
    starts = try values[Self.starts]
    accessories = try values[Self.with]
    ends = try AgreementParameters.end(values, Self.months, Self.until)
    agreement = try AgreementParameters(values)
    if ContractRules.of(agreement.kind).givesOwnership, ends != .asProgrammeSays {
      throw ContractFailure.optionOfOtherKind("--months, --until", agreement.kind)
    }
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      var wish = agreement.wish(signedAt: act)
      (wish.devices, wish.withKits) = (devices, withKits)
      let contract = try chain.sign(
        contractFor: request, lender: lender, starts: starts ?? act.day, ends: ends, accessories: accessories, wish,
        as: act)
      let (id, terms) = (contract.id, contract.agreement.terms)
      var answer = Answer()
      answer.say(
        fr: "Le contrat \(id.reference) est enregistré, signé le \(act.day.text.fr).",
        en: "Contract \(id.reference) is recorded, signed on \(act.day.text.en).")
      answer.fact("contract", fr: "Numéro", en: "Number", .reference(id))
      if !devices.isEmpty {
        answer.fact("devices", fr: "Avec", en: "With", .names(devices.map(\.description)))
      }
      if withKits {
        answer.fact("accessories", fr: "Accessoires", en: "Accessories", .names(contract.agreement.accessories))
      }
      answer.terms(terms)
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

  private static let devices: [Answer.Column] = [
    .init("code", fr: "appareil", en: "device"), .init("category", fr: "sorte", en: "kind"),
    .init("handedOver", fr: "remis le", en: "handed over"), .init("back", fr: "revenu le", en: "came back"),
    .init("condition", fr: "état", en: "condition"),
  ]

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
      let takenOver = try chain.takenOver(contract)
      if let (day, person) = takenOver {
        answer.fact(
          "beforeRebond", fr: "D'avant Rebond", en: "From before Rebond",
          .text(
            Text(fr: "repris le \(day.text.fr) par \(person)", en: "taken over on \(day.text.en) by \(person)")))
      }
      if let programme = sheet.earlierProgramme {
        answer.fact("programme", fr: "Programme", en: "Programme", .name(programme))
      }
      answer.fact("state", fr: "Où il en est", en: "State", .word(sheet.contract.state, sheet.contract.state.text))
      if let follows = agreement.follows {
        answer.fact("follows", fr: "Suit le contrat", en: "Follows contract", .reference(follows))
      }
      if let next = sheet.followedBy {
        answer.fact("followedBy", fr: "Suivi du contrat", en: "Followed by contract", .reference(next))
      }
      switch (agreement.borrower, sheet.borrower) {
      case (.household(let household, let ground), _):
        switch ground {
        case .request(let request): answer.fact("request", fr: "Demande", en: "Request", .reference(request))
        case .counter(let reason):
          answer.fact("reason", fr: "Sans demande, car", en: "Without a request, since", .name(reason))
        }
        answer.fact("household", fr: "Foyer", en: "Household", .reference(household))
      case (_, .structure(let partner, let place, _)):
        answer.fact("borrower", fr: "Emprunteur", en: "Borrower", .name(partner.name))
        answer.fact("place", fr: "Lieu", en: "Place", .name(orNone: place))
      case (.structure, .household): break
      }
      answer.fact("contact", fr: "À contacter", en: "Ask for", .name(sheet.borrower.contact))
      answer.fact("lender", fr: "Prêteur", en: "Lender", .name(sheet.lender.name))
      answer.fact("code", fr: "Appareil", en: "Device", .code(sheet.device.code))
      answer.fact("name", fr: "Modèle", en: "Model", .name(orNone: sheet.identity.name))
      answer.fact("accessories", fr: "Accessoires", en: "Accessories", .names(agreement.accessories))
      // Of a loan from before, no more is known than its first day.
      answer.fact("signed", fr: "Signé le", en: "Signed", .day(orNone: takenOver == nil ? sheet.signed : nil))
      let signature = agreement.signature
      answer.fact("witness", fr: "Signé devant", en: "Signed before", .name(orNone: signature.witness))
      answer.fact("capacity", fr: "Qui signe", en: "Who signs", .word(signature.capacity, signature.capacity.text))
      if let representative = signature.representative {
        answer.fact("representedBy", fr: "Représenté par", en: "Represented by", .name(representative))
      }
      if !signature.joint.isEmpty {
        answer.fact("joint", fr: "Avec", en: "Jointly with", .names(signature.joint))
      }
      answer.fact("papers", fr: "Papiers gardés", en: "Papers kept", .names(sheet.papers.map(\.paper.description)))
      answer.terms(agreement.terms, until: sheet.contract.term)
      answer.fact(
        "handedOver", fr: "Remis le", en: "Handed over", .day(orNone: takenOver == nil ? sheet.handover?.day : nil))
      if let collector = sheet.handover?.collector {
        answer.fact("collector", fr: "Retiré par", en: "Collected by", .name(collector))
      }
      if let takeBack = sheet.takeBack {
        answer.fact(
          "condition", fr: "Revenu", en: "Came back", .word(takeBack.condition, takeBack.condition.text))
        answer.fact("missing", fr: "Il manquait", en: "Missing", .names(takeBack.missing))
        answer.fact("returnSigned", fr: "Retour signé", en: "Return signed", .flag(takeBack.isSigned))
        answer.fact("files", fr: "Fichiers", en: "Files", .word(takeBack.files, takeBack.files.text))
      }
      if sheet.devices.count > 1 {
        answer.table(
          "devices", none: Text(fr: "Aucun appareil.", en: "No device."), ContractShow.devices,
          rows: sheet.devices.map { device in
            [
              .code(device.device.code), .word(device.device.category, device.device.category.text),
              .day(orNone: device.handedOver), .day(orNone: device.back?.day),
              device.back.map { .word($0.how.condition, $0.how.condition.text) } ?? .none,
            ]
          })
      }
      answer.tell(sheet.sims)
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
      var answer = Answer()
      guard let request = cancelled.agreement.request?.reference else {
        answer.say(
          fr: "Le contrat \(contract.reference) est \(cancelled.state.text.fr) ; ses appareils sont libres.",
          en: "Contract \(contract.reference) is \(cancelled.state.text.en); its devices are free.")
        answer.fact("contract", fr: "Contrat", en: "Contract", .reference(contract))
        return answer
      }
      answer.say(
        fr: "Le contrat \(contract.reference) est \(cancelled.state.text.fr) ; l'appareil reste gardé.",
        en: "Contract \(contract.reference) is \(cancelled.state.text.en); the device is still kept.")
      answer.fact("contract", fr: "Contrat", en: "Contract", .reference(contract))
      answer.next(fr: "Pour le libérer :", en: "To free it:", ["rebond request release \(request) --reason declined"])
      return answer
    }
  }
}

/// `rebond contract print`
struct ContractPrint: Command {
  static let clauses = Option<String?>(
    "clauses", .path, Text(fr: "un fichier de clauses à soi", en: "a file of clauses of one's own"))

  static let also = Option<[SummaryLanguage]>(
    "also", .choice,
    Text(fr: "en quelle autre langue ajouter la page simple", en: "in what other language to add the plain page"))

  static let specification = CommandSpecification(
    "print", Text(fr: "Imprime un contrat à signer, en PDF.", en: "Prints a contract to sign, as a PDF."),
    discussion: Text(
      fr: "Une page en mots simples et en grandes lettres suit le contrat.",
      en: "A page in plain words and large letters follows the contract."),
    parameters: [LendingParameters.contract, clauses, also, OutputOptions.output, OutputOptions.replace])

  let contract: ContractID
  let clauses: String?
  let also: [SummaryLanguage]
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    contract = try values[LendingParameters.contract]
    clauses = try values[Self.clauses]
    also = try values[Self.also]
    output = try OutputFile(values, .pdf)
  }

  func run(in session: Session) throws {
    let wording = try clauses.map { (bytes: try Files.read($0), file: $0) }
    try session.perform { chain, act in
      let paper = try output.write { keep in
        try chain.printContract(contract, clauses: wording, also: also, as: act, keep: keep)
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

/// `rebond contract renew`
struct ContractRenew: Command {
  static let specification = CommandSpecification(
    "renew",
    Text(
      fr: "Prolonge un prêt ou une location, comme les deux côtés en conviennent.",
      en: "Lets a loan or a rental last longer, as both sides agree."),
    parameters: [LendingParameters.contract, ContractSign.months, ContractSign.until])

  let contract: ContractID
  let ends: LoanEnd

  init(_ values: ParsedValues) throws {
    contract = try values[LendingParameters.contract]
    ends = try AgreementParameters.end(values, ContractSign.months, ContractSign.until)
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let renewed = try chain.renew(contract, until: ends, as: act)
      var answer = Answer()
      answer.say(
        fr: "Le contrat \(contract.reference) est renouvelé"
          + (renewed.term.map { ", jusqu'au \($0.text.fr)." } ?? "."),
        en: "Contract \(contract.reference) is renewed" + (renewed.term.map { ", until \($0.text.en)." } ?? "."))
      answer.fact("contract", fr: "Contrat", en: "Contract", .reference(contract))
      answer.fact("term", fr: "Dernier jour", en: "Last day", .day(orNone: renewed.term))
      return answer
    }
  }
}

/// `rebond contract convert`
struct ContractConvert: Command {
  static let specification = CommandSpecification(
    "convert",
    Text(
      fr: "Donne ou vend au foyer l'appareil qu'il a : le prêt finit, et un autre contrat le suit.",
      en: "Gives or sells the household the device it has: the loan ends, and another contract follows it."),
    discussion: Text(
      fr: "Qui représente la personne et qui emprunte avec elle restent ceux du contrat qui finit, sauf à en donner "
        + "d'autres ; --borrower-is full dit qu'elle signe seule désormais.",
      en: "Who represents the person and who borrows with them stay as in the contract that ends, unless others are "
        + "given; --borrower-is full says that they sign alone from now on."),
    parameters: [LendingParameters.contract] + AgreementParameters.all + [TrainingParameters.paths])

  let contract: ContractID
  let agreement: AgreementParameters
  let paths: String?

  init(_ values: ParsedValues) throws {
    contract = try values[LendingParameters.contract]
    agreement = try AgreementParameters(values)
    paths = try values[TrainingParameters.paths]
  }

  func run(in session: Session) throws {
    let paths = try TrainingParameters.read(paths)
    try session.perform { chain, act in
      let next = try chain.convert(contract, agreement.wish(signedAt: act), trainedBy: paths, as: act)
      var answer = Answer()
      answer.say(
        fr: "Le contrat \(contract.reference) finit le \(act.day.text.fr) ; par le contrat \(next.id.reference) "
          + "(\(next.agreement.terms.kind.text.fr)), l'appareil est au foyer.",
        en: "Contract \(contract.reference) ends on \(act.day.text.en); by contract \(next.id.reference) "
          + "(\(next.agreement.terms.kind.text.en)), the device is the household's.")
      answer.fact("contract", fr: "Contrat", en: "Contract", .reference(contract))
      answer.fact("next", fr: "Suivi de", en: "Followed by", .reference(next.id))
      let paper = Text(fr: "contrat.pdf", en: "contract.pdf")[session.language]
      answer.next(
        fr: "Pour l'imprimer :", en: "To print it:",
        ["rebond contract print \(next.id.reference) --output \(paper)"])
      return answer
    }
  }
}

/// `rebond contract file`
struct ContractFile: Command {
  static let scan = Argument<String>(.path, Text(fr: "le papier signé, numérisé", en: "the signed paper, scanned"))

  static let specification = CommandSpecification(
    "file",
    Text(
      fr: "Garde le papier signé d'un contrat, octet pour octet, avec son empreinte.",
      en: "Keeps the signed paper of a contract, byte for byte, with its hash."),
    parameters: [LendingParameters.contract, scan])

  let contract: ContractID
  let scan: String

  init(_ values: ParsedValues) throws {
    contract = try values[LendingParameters.contract]
    scan = try values[Self.scan]
  }

  func run(in session: Session) throws {
    let bytes = try Files.read(scan)
    try session.perform { chain, act in
      let digest = try chain.file(bytes, signedFor: contract, as: act)
      var answer = Answer()
      answer.say(
        fr: "Le papier signé du contrat \(contract.reference) est gardé.",
        en: "The signed paper of contract \(contract.reference) is kept.")
      answer.fact("contract", fr: "Contrat", en: "Contract", .reference(contract))
      answer.fact("digest", fr: "Empreinte", en: "Hash", .name(digest.description))
      return answer
    }
  }
}
