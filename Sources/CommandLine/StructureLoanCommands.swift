import Application
import Arguments
import Kernel
import Loans

/// What a contract without a request is signed with.
struct LendingWithoutRequest {
  static let devices = Option<[AssetCode]>(
    "device", .assetCode, Text(fr: "un appareil prêt ; plusieurs de même", en: "a ready device; several likewise"))
  static let all: [any Parameter] = [
    ContractSign.lender, devices, ContractSign.starts, ContractSign.months, ContractSign.until, ContractSign.with,
    ContractSign.kits,
  ]

  let lender: String
  let devices: [AssetCode]
  let starts: Day?
  let ends: LoanEnd
  let accessories: [String]
  let withKits: Bool

  init(_ values: ParsedValues) throws {
    lender = try values[ContractSign.lender]
    devices = try values[Self.devices]
    starts = try values[ContractSign.starts]
    ends = try AgreementParameters.end(values, ContractSign.months, ContractSign.until)
    accessories = try values[ContractSign.with]
    withKits = try values[ContractSign.kits]
  }

  /// Signs, and says what was signed.
  func answer(
    _ kind: ContractKind, to borrower: BorrowerWish, checked: Bool = false, in session: Session,
    signed: (Act) -> Signature.Wish
  ) throws {
    guard let first = devices.first else { throw SessionFailure.oneOf(["--device"]) }
    try session.perform { chain, act in
      var wish = ContractWish(kind)
      wish.withKits = withKits
      wish.signing = signed(act)
      let contract = try chain.lend(
        first, and: Array(devices.dropFirst()), to: borrower, by: lender, starts: starts ?? act.day, ends: ends,
        accessories: accessories, wish, checked: checked, as: act)
      let id = contract.id.reference
      var answer = Answer()
      answer.say(
        fr: "Le contrat \(id) est enregistré, signé le \(act.day.text.fr).",
        en: "Contract \(id) is recorded, signed on \(act.day.text.en).")
      answer.fact("contract", fr: "Numéro", en: "Number", .reference(contract.id))
      answer.fact("devices", fr: "Appareils", en: "Devices", .names(devices.map(\.description)))
      answer.fact("accessories", fr: "Accessoires", en: "Accessories", .names(contract.agreement.accessories))
      answer.terms(contract.agreement.terms)
      let paper = Text(fr: "contrat.pdf", en: "contract.pdf")[session.language]
      answer.next(
        fr: "Pour continuer :", en: "To go on:",
        ["rebond contract print \(id) --output \(paper)", "rebond handover record \(id) --place …"])
      return answer
    }
  }
}

/// `rebond contract lend-to`
struct ContractLendTo: Command {
  static let structure = Argument<String>(
    .text.named(fr: "STRUCTURE", en: "STRUCTURE"), Text(fr: "qui emprunte", en: "who borrows"))
  static let kind = Option<ContractKind>(
    "kind", .choice, otherwise: "free-access",
    Text(
      fr: "free-access pour son public, loan pour ses ateliers", en: "free-access for its public, loan for its sessions"
    ))
  static let place = Option<String?>(
    "place", .text.named(fr: "LIEU", en: "PLACE"), Text(fr: "où les appareils servent", en: "where the devices serve"))
  static let contact = Option<String?>(
    "contact", .text.named(fr: "PERSONNE", en: "PERSON"), Text(fr: "qui en répond là", en: "who answers for them there")
  )

  static let specification = CommandSpecification(
    "lend-to",
    Text(
      fr: "Enregistre un contrat signé avec une structure : libre accès, ou prêt d'appareils et de kits.",
      en: "Records a contract signed with a structure: free access, or a loan of devices and kits."),
    parameters: [structure, kind, place, contact] + LendingWithoutRequest.all + [AgreementParameters.before])

  let structure: String
  let kind: ContractKind
  let place: String?
  let contact: String?
  let lending: LendingWithoutRequest
  let witness: String?

  init(_ values: ParsedValues) throws {
    structure = try values[Self.structure]
    kind = try values[Self.kind]
    place = try values[Self.place]
    contact = try values[Self.contact]
    lending = try LendingWithoutRequest(values)
    witness = try values[AgreementParameters.before]
  }

  func run(in session: Session) throws {
    try lending.answer(kind, to: .structure(structure, at: place, contact: contact), in: session) { act in
      Signature.Wish(before: witness ?? act.actor.name)
    }
  }
}

/// `rebond contract short-loan`
struct ContractShortLoan: Command {
  static let reason = Option<String>(
    "reason", .text, Text(fr: "pourquoi, sans rien sur la santé", en: "why, without health data"))

  static let specification = CommandSpecification(
    "short-loan",
    Text(
      fr: "Enregistre un prêt court à un foyer, sans demande : qui signe en décide, et dit pourquoi.",
      en: "Records a short loan to a household, without a request: whoever signs decides, and says why."),
    parameters: [LendingParameters.household, reason, LendingParameters.checked] + LendingWithoutRequest.all
      + SigningParameters.all)

  let household: HouseholdID
  let reason: String
  let checked: Bool
  let lending: LendingWithoutRequest
  let signing: SigningParameters

  init(_ values: ParsedValues) throws {
    household = try values[LendingParameters.household]
    reason = try values[Self.reason]
    checked = try values[LendingParameters.checked]
    lending = try LendingWithoutRequest(values)
    signing = try SigningParameters(values)
  }

  func run(in session: Session) throws {
    try lending.answer(
      .loan, to: .household(household, because: reason), checked: checked, in: session, signed: signing.wish(by:))
  }
}

/// `rebond contract list`
struct ContractList: Command {
  static let to = Option<String?>(
    "to", .text.named(fr: "STRUCTURE", en: "STRUCTURE"), Text(fr: "d'une structure seule", en: "of one structure alone")
  )

  static let specification = CommandSpecification(
    "list",
    Text(
      fr: "Montre les contrats en cours avec des structures.", en: "Shows the contracts with structures that run."),
    parameters: [to])

  let to: String?

  init(_ values: ParsedValues) throws { to = try values[Self.to] }

  func run(in session: Session) throws {
    try session.consult { chain, _ in
      var answer = Answer()
      answer.table(
        "contracts", none: Text(fr: "Aucun contrat avec une structure.", en: "No contract with a structure."),
        [
          .init("contract", fr: "contrat", en: "contract"), .init("borrower", fr: "structure", en: "structure"),
          .init("kind", fr: "sorte", en: "kind"), .init("place", fr: "lieu", en: "place"),
          .init("state", fr: "où il en est", en: "state"), .init("term", fr: "jusqu'au", en: "until"),
          .init("devices", fr: "appareils", en: "devices"),
        ],
        rows: try chain.structureLoans(of: to).map { loan in
          let (contract, kind) = (loan.contract, loan.contract.agreement.terms.kind)
          return [
            .reference(contract.id), .name(loan.borrower), .word(kind, kind.text), .name(orNone: loan.place),
            .word(contract.state, contract.state.text), .day(orNone: contract.term),
            .names(loan.devices.map(\.description)),
          ]
        })
      return answer
    }
  }
}
