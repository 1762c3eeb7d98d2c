public import Kernel

extension RuleRemark {
  /// What is to be known, and what to do about it.
  public var text: Text {
    switch self {
    case .neverSatisfied:
      Text(
        fr: "Aucun foyer ne peut être éligible : les critères s'excluent. Revoyez les seuils et les « all ».",
        en: "No household can be eligible: the criteria exclude each other. Look at the bounds and the “all”.")
    case .noPathWithout(let fact):
      Text(
        fr: "« \(fact.fr) » est exigé partout : qui n'en a pas (hors CAF et MSA) ne peut jamais être éligible. "
          + "Ajoutez une autre voie : revenu fiscal, reste à vivre ou avis d'une personne.",
        en: "“\(fact.en)” is asked for everywhere: who has none (outside CAF and MSA) can never be eligible. "
          + "Add another path: tax income, what is left to live on, or a person's appraisal.")
    case .noValue(let parameter, let day):
      Text(
        fr: "Le paramètre « \(parameter) » n'a pas de valeur à partir du \(day.text.fr), alors que le programme est en "
          + "vigueur : ajoutez-la.",
        en: "The parameter “\(parameter)” has no value from \(day.text.en), while the programme is in force: add it.")
    case .boundOutOfReach(let fact, let bound):
      Text(
        fr:
          "« \(fact.fr) » est comparé à \(bound), qu'il ne peut pas valoir : corrigez ce montant, son unité, ou « min » et "
          + "« max » du fait.",
        en:
          "“\(fact.en)” is compared with \(bound), which it cannot be: correct that amount, its unit, or “min” and “max” of "
          + "the fact.")
    case .boundLooksYearly(let fact, let bound):
      Text(
        fr:
          "« \(fact.fr) » est un montant par mois, comparé à \(bound) : est-ce un montant par an ? Divisez-le par 12, ou "
          + "donnez au fait un « max » qui le permet.",
        en:
          "“\(fact.en)” is an amount by the month, compared with \(bound): is that an amount by the year? Divide it by 12, "
          + "or give the fact a “max” that allows it.")
    case .alwaysSatisfied:
      Text(
        fr: "Tous les foyers sont éligibles, quoi qu'on sache d'eux.",
        en: "Every household is eligible, whatever is known.")
    case .neverMet(let criterion):
      Text(
        fr: "Le critère « \(criterion) » ne peut être rempli par aucun foyer.",
        en: "The criterion “\(criterion)” can be met by no household.")
    case .neverDecides(let criterion):
      Text(
        fr: "Le critère « \(criterion) » ne change la réponse d'aucun foyer : un autre décide toujours à sa place.",
        en: "The criterion “\(criterion)” changes no household's answer: another one always decides for it.")
    case .absenceUnprovable(let fact):
      Text(
        fr: "Aucune pièce ne prouve qu'il n'y a pas de « \(fact.fr) » : hors CAF et MSA, on ne saura jamais. "
          + "Nommez-en une par « absence ».",
        en: "No document proves that there is no “\(fact.en)”: outside CAF and MSA one will never know. "
          + "Name one by “absence”.")
    case .unused(let name):
      Text(fr: "« \(name) » ne sert à rien dans ce fichier.", en: "“\(name)” is used by nothing in this file.")
    case .noLegalText:
      Text(
        fr: "Aucun texte n'est nommé par « legal » : sur quoi ces règles reposent-elles ?",
        en: "No text is named by “legal”: what do these rules rest on?")
    case .lastCheckedLongAgo(let day):
      Text(
        fr: "Les règles n'ont pas été relues avec leurs textes depuis le \(day.text.fr), plus d'un an : relisez-les.",
        en: "The rules were last held against their texts on \(day.text.en), over a year ago: look again.")
    case .lastCheckedToCome(let day):
      Text(
        fr: "« lastChecked » est le \(day.text.fr), qui n'est pas encore venu.",
        en: "“lastChecked” is \(day.text.en), which is still to come.")
    case .textNewerThanCheck(let title, let day):
      Text(
        fr: "« \(title) » est du \(day.text.fr), après la dernière relecture : relisez les règles avec ce texte.",
        en: "“\(title)” is of \(day.text.en), after somebody last looked: hold the rules against it.")
    case .ladderWithoutDirection(let parameter):
      Text(
        fr: "Le barème « \(parameter) » monte et descend (« any ») : vérifiez chaque tranche.",
        en: "The ladder “\(parameter)” goes up and down (“any”): look at each band.")
    case .noCase(let outcome):
      Text(
        fr: "Aucun cas de « tests » ne donne « \(outcome.text.fr) » : ajoutez-en un.",
        en: "No case of “tests” comes out “\(outcome.text.en)”: add one.")
    case .documentsWithoutName(let kinds):
      Text(
        fr: "Ce fichier ne nomme pas ces justificatifs ; les lettres aux familles diront : "
          + kinds.map { "\($0.code), « \($0.label.fr) »" }.joined(separator: " ; ") + ". Nommez-les par « documents ».",
        en: "This file gives these documents no name; letters to families will say: "
          + kinds.map { "\($0.code), “\($0.label.en)”" }.joined(separator: "; ") + ". Name them by “documents”.")
    case .factsWithoutName(let names):
      Text(
        fr:
          "Les familles liront le nom de ces faits tel quel : \(names.joined(separator: ", ")). Donnez-leur « fr » et « en ».",
        en:
          "Families will read the names of these facts as they are: \(names.joined(separator: ", ")). Give them “fr” and "
          + "“en”.")
    }
  }
}
