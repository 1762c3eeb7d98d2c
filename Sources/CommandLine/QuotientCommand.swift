import Application
import Arguments
import Eligibility
import Glibc
import Kernel
import Loans

/// `rebond household quotient`
struct HouseholdQuotient: Command {
  static let birthName = Option<String>(
    "birth-name", .text.named(fr: "NOM", en: "NAME"), Text(fr: "le nom de naissance", en: "the name at birth"))
  static let firstNames = Option<[String]>(
    "first-name", .text.named(fr: "PRÉNOM", en: "NAME"),
    Text(fr: "un prénom, dans l'ordre de l'état civil", en: "a first name, in the order of the civil register"))
  static let usualName = Option<String?>(
    "usual-name", .text.named(fr: "NOM", en: "NAME"), Text(fr: "le nom d'usage", en: "the name in use"))
  static let sex = Option<ParticulierQuestion.Sex>(
    "sex", .choice, Text(fr: "celui de l'état civil", en: "that of the civil register"))
  static let born = Option<ParticulierQuestion.PartialDate>(
    "born", .partialDate,
    Text(
      fr: "la date de naissance ; 1990-00-00 quand l'année seule est connue",
      en: "the date of birth; 1990-00-00 when only the year is known"))
  static let commune = Option<InseeCommune?>(
    "birth-commune", .inseeCommune,
    Text(fr: "né en France : le code INSEE de la commune", en: "born in France: the INSEE code of the commune"))
  static let communeName = Option<String?>(
    "birth-place", .text.named(fr: "COMMUNE", en: "COMMUNE"),
    Text(
      fr: "ou le nom de la commune, avec --birth-departement",
      en: "or the name of the commune, with --birth-departement"))
  static let departement = Option<Departement?>(
    "birth-departement", .birthDepartement, Text(fr: "son département", en: "its département"))
  static let country = Option<String?>(
    "birth-country", .countryCode,
    Text(
      fr: "né ailleurs : le code INSEE du pays, comme 99350",
      en: "born elsewhere: the INSEE code of the country, as 99350"))
  static let month = Option<String?>(
    "month", .month,
    Text(fr: "le mois demandé (le dernier connu sinon)", en: "the month asked for (else the latest known)"))

  static let specification = CommandSpecification(
    "quotient",
    Text(
      fr: "Demande à API Particulier le quotient familial d'un foyer, et l'enregistre.",
      en: "Asks API Particulier for a household's quotient familial, and records it."),
    discussion: Text(
      fr: """
        Débranché sauf si \(ParticulierAccess.tokenVariable) et \(ParticulierAccess.recipientVariable) sont donnés : le service est \
        réservé aux organismes publics habilités. L'identité sert à la question et n'est pas gardée. Un foyer inconnu du service \
        n'est pas refusé : son attestation lui est demandée.
        """,
      en: """
        Off unless \(ParticulierAccess.tokenVariable) and \(ParticulierAccess.recipientVariable) are given: the service is for public \
        bodies that have the right. The identity serves the question and is not kept. A household the service does not know is not \
        refused: it is asked for its statement.
        """),
    parameters: [
      LendingParameters.household, birthName, firstNames, usualName, sex, born, commune, communeName, departement,
      country,
      month,
    ])

  let household: HouseholdID
  let identity: ParticulierQuestion.Identity
  let month: Month?

  init(_ values: ParsedValues) throws {
    household = try values[LendingParameters.household]
    month = try values[Self.month].map { try Month($0) }
    let place: ParticulierQuestion.BirthPlace
    switch (
      try values[Self.commune], try values[Self.communeName], try values[Self.departement], try values[Self.country]
    ) {
    case (let commune?, nil, nil, nil): place = .commune(commune)
    case (nil, let name?, let departement?, nil): place = .named(name, departement)
    case (nil, nil, nil, let country?): place = .country(code: country)
    default: throw SessionFailure.oneOf(["--birth-commune", "--birth-place + --birth-departement", "--birth-country"])
    }
    identity = try ParticulierQuestion.Identity(
      birthName: values[Self.birthName], firstNames: values[Self.firstNames], sex: values[Self.sex], birthPlace: place,
      usualName: values[Self.usualName], birth: values[Self.born])
  }

  func run(in session: Session) throws {
    let access = try ParticulierAccess(environment: session.environment)
    try session.perform { chain, act in
      let learnt = try chain.askQuotient(
        of: household, identity, month: month, by: access, wait: { sleep(UInt32(clamping: $0)) }, as: act)
      var answer = Answer()
      answer.fact("household", fr: "Foyer", en: "Household", .reference(household))
      switch learnt {
      case .recorded(let facts):
        answer.table(
          "facts", none: Text(fr: "Aucun fait.", en: "No fact."), HouseholdShow.factColumns,
          rows: facts.map(HouseholdShow.row))
      case .unknown(let ignorance):
        answer.exitCode = .refused
        answer.say(
          fr: "On ne sait pas encore : \(ignorance.text.fr). Ce n'est pas un refus : demandez l'attestation au foyer.",
          en: "Not known yet: \(ignorance.text.en). This is no refusal: ask the household for its statement.")
        answer.next(
          fr: "Quand elle est là :", en: "When it is there:",
          ["rebond household fact \(household.reference) qf=… --evidence attestation_caf_qf --dated …"])
      }
      return answer
    }
  }
}

extension ParticulierAnswer.Ignorance {
  fileprivate var text: Text {
    switch self {
    case .notFound(let provider):
      Text(
        fr: "le service\(provider.map { " (\($0))" } ?? "") ne connaît personne de cette identité",
        en: "the service\(provider.map { " (\($0))" } ?? "") knows nobody of that identity")
    case .noValue:
      Text(fr: "le service connaît le foyer, sans quotient", en: "the service knows the household, without a quotient")
    case .outOfScope:
      Text(fr: "le jeton ne donne pas droit au quotient", en: "the token gives no right to the quotient")
    case .unreadable:
      Text(fr: "le service a répondu d'une façon inconnue", en: "the service answered in a way nobody knows")
    }
  }
}

extension Reader<ParticulierQuestion.PartialDate> {
  fileprivate static let partialDate = Reader(Text(fr: "AAAA-MM-JJ", en: "YYYY-MM-DD")) {
    try ParticulierQuestion.PartialDate($0)
  }
}

extension Reader<InseeCommune> {
  fileprivate static let inseeCommune = Reader(Text(fr: "CODE", en: "CODE")) { try InseeCommune($0) }
}

extension Reader<Departement> {
  fileprivate static let birthDepartement = Reader(Text(fr: "DÉPARTEMENT", en: "DÉPARTEMENT")) { try Departement($0) }
}

extension Reader<String> {
  fileprivate static let countryCode = Reader(Text(fr: "CODE", en: "CODE")) { written in
    guard written.utf8.count == 5, written.hasPrefix("99"), written.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else {
      throw CountryNotWritten(input: written)
    }
    return written
  }
}

/// A code that is none of a country.
struct CountryNotWritten: Failure, Equatable {
  let input: String
  let exitCode = ExitCode.badData

  var text: Text {
    Text(
      fr: "« \(input) » n'est pas le code INSEE d'un pays : cinq chiffres qui commencent par 99, comme 99350.",
      en: "“\(input)” is not the INSEE code of a country: five digits that begin with 99, as 99350.")
  }
}
