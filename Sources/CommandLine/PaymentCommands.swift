import Application
import Arguments
import Kernel
import Loans

/// What commands about money take and show.
enum PaymentParameters {
  static let money = Option<Money>("money", .money, Text(fr: "combien", en: "how much"))
  static let payment = Argument<PaymentID>(.reference("P-…"), Text(fr: "le reçu", en: "the receipt"))

  static let dues: [Answer.Column] = [
    .init("due", fr: "échéance", en: "due"), .init("amount", fr: "montant", en: "amount"),
  ]
  static let columns: [Answer.Column] = [
    .init("receipt", fr: "reçu", en: "receipt"), .init("day", fr: "jour", en: "day"),
    .init("purpose", fr: "pour", en: "for"), .init("amount", fr: "montant", en: "amount"),
    .init("means", fr: "forme", en: "form"), .init("annulled", fr: "annulé", en: "annulled"),
  ]

  static func row(_ payment: Payment) -> [Answer.Value] {
    [
      .reference(payment.id), .day(payment.day), .word(payment.purpose, payment.purpose.text), .money(payment.amount),
      payment.means.map { .word($0, $0.text) } ?? .none, .flag(payment.isAnnulled),
    ]
  }
}

extension Answer {
  /// How the money of a contract stands.
  mutating func standing(_ standing: Standing) {
    fact("due", fr: "Échu", en: "Fallen due", .money(standing.due))
    fact("exempted", fr: "Exonéré", en: "Let off", .money(standing.exempted))
    fact("paid", fr: "Payé", en: "Paid", .money(standing.paid))
    fact("owed", fr: "Reste dû", en: "Owed", .money(standing.owed))
    fact("owedSince", fr: "Dû depuis", en: "Owed since", .day(orNone: standing.owedSince))
    fact("deposit", fr: "En dépôt", en: "In deposit", .money(standing.deposit))
  }
}

/// `rebond payment record`
struct PaymentRecord: Command {
  static let purpose = Option<Payment.Purpose>("for", .choice, Text(fr: "pour quoi", en: "what for"))
  static let means = Option<Payment.Means?>("by", .choice, Text(fr: "sous quelle forme", en: "in what form"))

  static let specification = CommandSpecification(
    "record",
    Text(
      fr: "Enregistre de l'argent reçu ou rendu sous un contrat, et numérote son reçu.",
      en: "Records money received or given back under a contract, and numbers its receipt."),
    parameters: [LendingParameters.contract, PaymentParameters.money, purpose, means])

  let contract: ContractID
  let money: Money
  let purpose: Payment.Purpose
  let means: Payment.Means?

  init(_ values: ParsedValues) throws {
    contract = try values[LendingParameters.contract]
    money = try values[PaymentParameters.money]
    purpose = try values[Self.purpose]
    means = try values[Self.means]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let payment = try chain.record(money, for: purpose, by: means, under: contract, as: act)
      let sheet = try chain.payments(of: contract, on: act.day)
      var answer = Answer()
      answer.say(
        fr: "Reçu \(payment.id.reference) : \(money.text.fr), \(purpose.text.fr), le \(act.day.text.fr).",
        en: "Receipt \(payment.id.reference): \(money.text.en), \(purpose.text.en), on \(act.day.text.en).")
      answer.fact("receipt", fr: "Reçu", en: "Receipt", .reference(payment.id))
      answer.fact("contract", fr: "Contrat", en: "Contract", .reference(contract))
      answer.standing(sheet.standing)
      let paper = Text(fr: "recu.pdf", en: "receipt.pdf")[session.language]
      answer.next(
        fr: "Pour l'imprimer :", en: "To print it:",
        ["rebond payment receipt \(payment.id.reference) --output \(paper)"])
      return answer
    }
  }
}

/// `rebond payment exempt`
struct PaymentExempt: Command {
  static let specification = CommandSpecification(
    "exempt",
    Text(
      fr: "Exonère un foyer d'une partie de ce qu'il doit.", en: "Lets a household off a part of what it owes."),
    parameters: [
      LendingParameters.contract, PaymentParameters.money, ContractShortLoan.reason, LendingParameters.checked,
    ])

  let contract: ContractID
  let money: Money
  let reason: String
  let checked: Bool

  init(_ values: ParsedValues) throws {
    contract = try values[LendingParameters.contract]
    money = try values[PaymentParameters.money]
    reason = try values[ContractShortLoan.reason]
    checked = try values[LendingParameters.checked]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let standing = try chain.exempt(money, because: reason, checked: checked, under: contract, as: act)
      var answer = Answer()
      answer.say(
        fr: "\(money.text.fr) ne sont plus à payer sous le contrat \(contract.reference).",
        en: "\(money.text.en) is no longer to be paid under contract \(contract.reference).")
      answer.fact("contract", fr: "Contrat", en: "Contract", .reference(contract))
      answer.standing(standing)
      return answer
    }
  }
}

/// `rebond payment list`
struct PaymentList: Command {
  static let specification = CommandSpecification(
    "list",
    Text(
      fr: "Montre l'argent d'un contrat : échéances, reçus, reste dû, dépôt.",
      en: "Shows the money of a contract: dues, receipts, what is owed, deposit."),
    parameters: [LendingParameters.contract])

  let contract: ContractID

  init(_ values: ParsedValues) throws { contract = try values[LendingParameters.contract] }

  func run(in session: Session) throws {
    try session.look { chain in
      let sheet = try chain.payments(of: contract, on: session.day(in: chain))
      var answer = Answer()
      answer.fact("contract", fr: "Contrat", en: "Contract", .reference(contract))
      answer.standing(sheet.standing)
      answer.table(
        "dues", none: Text(fr: "Rien n'est encore échu.", en: "Nothing has fallen due yet."), PaymentParameters.dues,
        rows: sheet.standing.dues.map { [.day($0.day), .money($0.amount)] })
      answer.table(
        "payments", none: Text(fr: "Aucun paiement.", en: "No payment."), PaymentParameters.columns,
        rows: sheet.payments.map(PaymentParameters.row))
      return answer
    }
  }
}

/// `rebond payment arrears`
struct PaymentArrears: Command {
  static let specification = CommandSpecification(
    "arrears",
    Text(
      fr: "Montre les contrats sous lesquels quelque chose reste dû, le plus ancien d'abord.",
      en: "Shows the contracts under which something is owed, the oldest first."))

  init(_ values: ParsedValues) {}

  func run(in session: Session) throws {
    try session.consult { chain, person in
      var answer = Answer()
      answer.table(
        "arrears", none: Text(fr: "Rien n'est dû.", en: "Nothing is owed."),
        [
          .init("contract", fr: "contrat", en: "contract"), .init("contact", fr: "à contacter", en: "ask for"),
          .init("phone", fr: "téléphone", en: "telephone"), .init("owed", fr: "reste dû", en: "owed"),
          .init("since", fr: "depuis", en: "since"),
        ],
        rows: try chain.arrears(on: session.day(in: chain), by: person).map { line in
          let profile = line.household.profile
          return [
            .reference(line.contract), .name(profile.contactName), .name(orNone: profile.phone?.description),
            .money(line.standing.owed), .day(orNone: line.standing.owedSince),
          ]
        })
      return answer
    }
  }
}

/// `rebond payment receipt`
struct PaymentReceipt: Command {
  static let specification = CommandSpecification(
    "receipt", Text(fr: "Imprime le reçu d'un paiement, en PDF.", en: "Prints the receipt of a payment, as a PDF."),
    parameters: [PaymentParameters.payment, OutputOptions.output, OutputOptions.replace])

  let payment: PaymentID
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    payment = try values[PaymentParameters.payment]
    output = try OutputFile(values, .pdf)
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let paper = try output.write { keep in try chain.printReceipt(of: payment, as: act, keep: keep) }
      var answer = Answer()
      answer.say(
        fr: "Le reçu \(paper.reference) est dans « \(output.path) ».",
        en: "Receipt \(paper.reference) is in “\(output.path)”.")
      answer.fact("receipt", fr: "Reçu", en: "Receipt", .reference(payment))
      return answer
    }
  }
}
