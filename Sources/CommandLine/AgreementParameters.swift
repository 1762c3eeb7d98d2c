import Application
import Arguments
import Kernel
import Loans
import Supply

/// What is agreed in a contract and how it is signed, as commands take it.
struct AgreementParameters {
  static let kind = Option<ContractKind>(
    "kind", .choice, otherwise: "loan", Text(fr: "la sorte de contrat", en: "the kind of contract"))
  static let rent = Option<Money?>(
    "rent", .money,
    Text(fr: "le loyer d'une location (comme le programme sinon)", en: "a rental's rent (else as the programme)"))
  static let every = Option<ContractTerms.Pace?>(
    "every", .choice, Text(fr: "à quel rythme il est dû (par an sinon)", en: "how often it is due (else a year)"))
  static let price = Option<Money?>(
    "price", .money,
    Text(fr: "le prix d'une vente (comme le programme sinon)", en: "a sale's price (else as the programme)"))
  static let payOn = Option<[Day]>(
    "pay-on", .day,
    Text(
      fr: "un jour d'échéance du prix, dans les 50 jours ; plusieurs le partagent",
      en: "a day an instalment of the price is due, within 50 days; several share it"))
  static let soldAs = Option<ResaleConfiguration?>(
    "as-a", .choice, Text(fr: "ce qui est vendu, s'il y a le choix", en: "what is sold, where it can be several things")
  )
  static let deposit = Option<Money>(
    "deposit", .money, otherwise: "0", Text(fr: "le dépôt à rendre au retour", en: "the deposit to be given back"))
  static let value = Option<Money?>(
    "value", .money, Text(fr: "la valeur indiquée au contrat", en: "the value stated in the contract"))
  static let lossOn = Option<ContractTerms.Side?>(
    "loss-on", .choice, Text(fr: "qui supporte alors une perte par accident", en: "who then bears an accidental loss"))
  static let before = Option<String?>(
    "before", .text.named(fr: "NOM", en: "NAME"), Text(fr: "devant qui il a été signé", en: "before whom it was signed")
  )
  static let onScreen = Option<Bool>(
    flag: "on-screen",
    Text(
      fr: "signé sur un écran : une signature simple, à cet instant", en: "signed on a screen: a simple signature, now")
  )
  static let borrowerIs = Option<Signature.Capacity?>(
    "borrower-is", .choice,
    Text(
      fr: "si la personne signe seule (oui sinon) ; jamais pourquoi",
      en: "whether the person signs alone (else yes); never why not"))
  static let representedBy = Option<String?>(
    "represented-by", .text.named(fr: "NOM", en: "NAME"),
    Text(fr: "qui signe pour elle, ou avec elle", en: "who signs for the person, or with them"))
  static let joint = Option<[String]>(
    "joint", .text.named(fr: "NOM", en: "NAME"),
    Text(fr: "qui emprunte aussi, solidairement", en: "who else borrows, jointly and severally"))

  static let all: [any Parameter] =
    [kind, rent, every, price, payOn, soldAs, deposit, value, lossOn] + SigningParameters.all

  let kind: ContractKind
  private let charge: ContractWish.ChargeWish
  private let deposit: Money
  private let value: ContractTerms.StatedValue?
  private let configuration: ResaleConfiguration?
  private let signing: SigningParameters

  init(_ values: ParsedValues) throws {
    kind = try values[Self.kind]
    deposit = try values[Self.deposit]
    configuration = try values[Self.soldAs]
    signing = try SigningParameters(values)
    switch try (values[Self.value], values[Self.lossOn]) {
    case (nil, nil): value = nil
    case (let amount?, let side?): value = ContractTerms.StatedValue(amount, accidentalLossFallsOn: side)
    default: throw SessionFailure.together(["--value", "--loss-on"])
    }
    charge = try AgreementParameters.charge(values, of: kind)
  }

  private static func charge(_ values: ParsedValues, of kind: ContractKind) throws -> ContractWish.ChargeWish {
    let (rent, pace, price): (Money?, ContractTerms.Pace?, Money?) = try (values[rent], values[every], values[price])
    let days = try values[payOn]
    if pace != nil, rent == nil { throw ContractFailure.rentNeeded }
    if !days.isEmpty, price == nil { throw ContractFailure.priceNeeded }
    switch (rent, price) {
    case (nil, nil): return .asProgrammeSays
    case (let rent?, nil): return .rent(rent, every: pace ?? .year)
    case (nil, let price?): return .price(price, on: days)
    case (_?, _?): throw SessionFailure.oneOf(["--rent", "--price"])
    }
  }

  /// What is wanted, signed before whoever records it unless somebody else is named.
  func wish(signedAt act: Act) -> ContractWish {
    var wish = ContractWish(kind)
    (wish.charge, wish.deposit, wish.statedValue) = (charge, deposit, value)
    wish.configuration = configuration
    wish.signing = signing.wish(by: act)
    return wish
  }

  /// When a use ends, of the two ways to say it.
  static func end(_ values: ParsedValues, _ months: Option<Int?>, _ until: Option<Day?>) throws -> LoanEnd {
    switch (try values[months], try values[until]) {
    case (let months?, nil): .afterMonths(months)
    case (nil, let day?): .on(day)
    case (nil, nil): .asProgrammeSays
    case (_?, _?): throw SessionFailure.oneOf(["--months", "--until"])
    }
  }
}

/// How a household signs a contract, as commands take it.
struct SigningParameters {
  static let all: [any Parameter] = [
    AgreementParameters.before, AgreementParameters.onScreen, AgreementParameters.borrowerIs,
    AgreementParameters.representedBy, AgreementParameters.joint,
  ]

  private let witness: String?
  private let isOnScreen: Bool
  private let capacity: Signature.Capacity?
  private let representative: String?
  private let joint: [String]

  init(_ values: ParsedValues) throws {
    witness = try values[AgreementParameters.before]
    isOnScreen = try values[AgreementParameters.onScreen]
    capacity = try values[AgreementParameters.borrowerIs]
    representative = try values[AgreementParameters.representedBy]
    joint = try values[AgreementParameters.joint]
  }

  /// What is said of the signature, before whoever records it unless somebody else is named.
  func wish(by act: Act) -> Signature.Wish {
    Signature.Wish(
      isOnScreen ? .screen(act.recorded) : .paper, before: witness ?? act.actor.name, capacity: capacity,
      representative: representative, joint: joint)
  }
}

extension Answer {
  /// What is agreed in a contract.
  mutating func terms(_ terms: ContractTerms, until term: Day? = nil) {
    fact("kind", fr: "Sorte", en: "Kind", .word(terms.kind, terms.kind.text))
    fact("starts", fr: "Début", en: "Starts", .day(terms.starts))
    fact("term", fr: "Dernier jour", en: "Last day", .day(orNone: term ?? terms.term))
    switch terms.charge {
    case .nothing: break
    case .rent(let rent, let pace):
      fact("rent", fr: "Loyer", en: "Rent", .money(rent))
      fact("every", fr: "Rythme", en: "Pace", .word(pace, pace.text))
    case .price(let instalments):
      fact("price", fr: "Prix", en: "Price", .money(terms.charge.amount))
      if instalments.count > 1 {
        fact(
          "payOn", fr: "Échéances", en: "Instalments",
          .texts(instalments.map { $0.amount.text + Text(same: ", ") + $0.due.text }))
      }
    }
    if terms.deposit > .zero { fact("deposit", fr: "Dépôt", en: "Deposit", .money(terms.deposit)) }
  }
}
