import Arguments
import Eligibility
import Kernel

/// `rebond eligibility estimate`
struct EligibilityEstimate: Command {
  static let resources = Option<Int>(
    "resources", .integer(0...10_000_000),
    Text(
      fr: "ressources annuelles avant abattements fiscaux, en euros",
      en: "yearly resources before tax allowances, in euros"))
  static let abatements = Option<Int>(
    "abatements", .integer(0...10_000_000), otherwise: "0",
    Text(fr: "abattements sociaux de l'année", en: "social abatements of the year"))
  static let benefits = Option<Int>(
    "benefits", .integer(0...10_000_000), otherwise: "0",
    Text(fr: "prestations du mois, sans les aides ponctuelles", en: "benefits of the month, one-off ones left out"))
  static let children = Option<Int>(
    "children", .integer(0...10_000_000), otherwise: "0", Text(fr: "enfants à charge", en: "dependent children"))
  static let disabled = Option<Int>(
    "disabled-children", .integer(0...10_000_000), otherwise: "0",
    Text(fr: "dont enfants en situation de handicap", en: "disabled children among them"))

  static let specification = CommandSpecification(
    "estimate",
    Text(
      fr: "Estime un quotient familial ; une estimation n'ouvre aucun droit.",
      en: "Estimates a quotient familial; an estimate opens no right."),
    discussion: Text(
      fr: "Rien n'est gardé. Ce que la CAF ou la MSA atteste fait foi. Une personne seule compte comme un couple.",
      en: "Nothing is kept. What CAF or MSA certifies holds. A single person counts as a couple."),
    parameters: [resources, abatements, benefits, children, disabled])

  let given: QuotientEstimate.Resources

  init(_ values: ParsedValues) throws {
    given = try QuotientEstimate.Resources(
      yearly: values[Self.resources], abatements: values[Self.abatements], benefits: values[Self.benefits],
      children: values[Self.children], disabledChildren: values[Self.disabled])
  }

  func run(in session: Session) throws {
    let estimate = try QuotientEstimate(of: given, on: session.dayWithoutInstance)
    var answer = Answer()
    answer.say(
      fr:
        "Estimation : environ \(estimate.euros) € par mois. Elle ne prouve rien : demandez l'attestation de la CAF ou de la MSA.",
      en: "Estimate: about €\(estimate.euros) a month. It proves nothing: ask for the statement of CAF or MSA.")
    answer.fact("value", fr: "Quotient familial estimé", en: "Estimated quotient familial", .number(estimate.euros))
    answer.fact("kind", fr: "Nature", en: "Kind", .name("qf_caf_msa"))
    answer.fact("evidence", fr: "Justificatif", en: "Evidence", .name(Fact.Evidence.estimate))
    answer.fact("halfParts", fr: "Demi-parts", en: "Half parts", .number(estimate.halfParts))
    answer.fact("source", fr: "Barème", en: "Table", .name(estimate.source))
    try session.answer(answer)
  }
}
