public import Kernel

extension RuleDefect {
  /// What is wrong, and what to write instead.
  public var text: Text {
    switch self {
    case .tooLong(let limit):
      Text(
        fr: "le fichier dépasse \(limit) octets : un programme tient en quelques pages",
        en: "the file is over \(limit) bytes: a programme fits on a few pages")
    case .tooDeep(let limit):
      Text(fr: "plus de \(limit) groupes emboîtés", en: "more than \(limit) groups inside one another")
    case .tooManyCriteria(let limit): Text(fr: "plus de \(limit) critères", en: "more than \(limit) criteria")
    case .endsBeforeStart(let from, let to):
      Text(fr: "la fin (\(to)) vient avant le début (\(from))", en: "the end (\(to)) comes before the start (\(from))")
    case .badName(let name):
      Text(
        fr:
          "« \(name) » ne peut pas être un nom : minuscules sans accent, chiffres et « _ », en commençant par une lettre",
        en: "“\(name)” cannot be a name: small letters without accents, digits and “_”, starting with a letter")
    case .nameTaken(let name):
      Text(
        fr: "« \(name) » est à la fois un fait et un paramètre : changez l'un des deux noms",
        en: "“\(name)” is both a fact and a parameter: change one of the two names")
    case .repeatedItem(let item):
      Text(fr: "« \(item) » y est deux fois", en: "“\(item)” is there twice")
    case .repeatedCriterion(let id):
      Text(fr: "deux critères ont l'id « \(id) »", en: "two criteria have the id “\(id)”")
    case .undeclaredFact(let name):
      Text(
        fr: "le fait « \(name) » n'est pas déclaré dans « facts »", en: "the fact “\(name)” is not declared in “facts”")
    case .undeclaredParameter(let name):
      Text(
        fr: "le paramètre « \(name) » n'est pas déclaré dans « params »",
        en: "the parameter “\(name)” is not declared in “params”")
    case .undeclaredDocument(let kind):
      Text(
        fr: "la pièce « \(kind) » n'est pas nommée dans « documents »",
        en: "the document “\(kind)” is not named in “documents”")
    case .emptyList: Text(fr: "la liste est vide", en: "the list is empty")
    case .emptyRange(let min, let max):
      Text(
        fr: "le maximum (\(max)) est sous le minimum (\(min))", en: "the maximum (\(max)) is below the minimum (\(min))"
      )
    case .numberTooLarge(let limit):
      Text(fr: "le nombre dépasse \(limit)", en: "the number is beyond \(limit)")
    case .numberNegative: Text(fr: "le nombre doit être positif", en: "the number must be positive")
    case .amountWithoutKind(let measure):
      Text(
        fr: "un montant en \(measure.rawValue) doit dire de quoi il est le montant, par « kind » : "
          + "qf_caf_msa, qf_tax, rfr, reste_a_vivre ou un nom à vous",
        en: "an amount in \(measure.rawValue) must say what it is the amount of, by “kind”: "
          + "qf_caf_msa, qf_tax, rfr, reste_a_vivre or a name of your own")
    case .kindOfOtherSpan(let kind, let measure):
      Text(
        fr: "« \(kind) » ne se compte pas en \(measure.rawValue) : mensuel et annuel ne se mêlent pas",
        en: "“\(kind)” is not counted in \(measure.rawValue): monthly and yearly do not mix")
    case .twoValidities:
      Text(
        fr: "gardez une seule des clés « maxAgeDays », « maxAgeMonths » et « validity »",
        en: "keep only one of “maxAgeDays”, “maxAgeMonths” and “validity”")
    case .laggingNotAccepted(let kind):
      Text(
        fr: "« \(kind) » n'est pas parmi les pièces de « evidence »",
        en: "“\(kind)” is not among the documents of “evidence”")
    case .laggingOfNoTruth:
      Text(
        fr: "« lagging » ne vaut que pour un fait oui ou non (type bool)",
        en: "“lagging” is only for a yes-or-no fact (type bool)")
    case .laggingAlone:
      Text(
        fr: "aucune pièce de « evidence » ne prouverait un « non » : ajoutez-en une qui n'est pas en retard",
        en: "no document of “evidence” would prove a “no”: add one that does not lag")
    case .badYearDay(let written):
      Text(
        fr: "« \(written) » n'est pas un jour de l'année, écrit mois-jour comme « 10-15 »",
        en: "“\(written)” is no day of the year, written month-day as “10-15”")
    case .estimateAsEvidence:
      Text(
        fr: "une estimation (« estimate ») ne prouve rien : elle s'affiche et ne décide jamais",
        en: "an estimate (“estimate”) proves nothing: it is shown and never decides")
    case .absenceOfTruth:
      Text(
        fr: "un fait oui ou non existe toujours : « non » se prouve par « evidence »",
        en: "a yes-or-no fact always exists: prove a “no” by “evidence”")
    case .absenceUndeclared(let fact):
      Text(
        fr: "le programme ne dit pas par « absence » quelle pièce prouve qu'il n'y a pas de « \(fact) »",
        en: "the programme does not say by “absence” which document proves that there is no “\(fact)”")
    case .daysOutOfOrder(let day, let previous):
      Text(
        fr: "le \(day) ne vient pas après le \(previous) qui précède : rangez les valeurs par date",
        en: "\(day) does not come after \(previous) before it: put the values in the order of their days")
    case .daysOverlap(let from, let to):
      Text(
        fr: "le \(from), la valeur précédente vaut encore (jusqu'au \(to))",
        en: "on \(from) the value before is still in force (to \(to))")
    case .bandsOutOfOrder(let min, let previous):
      Text(
        fr: "la tranche commence à \(min), qui ne vient pas après \(previous)",
        en: "the band starts at \(min), which does not come after \(previous)")
    case .bandsGap(let from, let to):
      Text(fr: "aucune tranche ne couvre de \(from) à \(to)", en: "no band covers \(from) to \(to)")
    case .bandsOverlap(let number):
      Text(fr: "\(number) est déjà dans la tranche précédente", en: "\(number) is already in the band before")
    case .bandAfterEndlessBand:
      Text(
        fr: "la tranche précédente n'a pas de fin : donnez-lui un « max »",
        en: "the band before has no end: give it a “max”")
    case .bandAgainstDirection(let value, let previous, let direction):
      Text(
        fr: "après \(previous), \(value) va à l'encontre du sens déclaré (\(direction.rawValue)) : "
          + "une ancienne tranche est-elle restée ?",
        en: "after \(previous), \(value) goes against the declared direction (\(direction.rawValue)): "
          + "was an old band left in?")
    case .tooManySteps(let limit):
      Text(
        fr: "« plus » s'ajoute à chaque nombre de la tranche : elle ne peut en compter que \(limit), avec un « max »",
        en: "“plus” is added at each number of the band: it can hold only \(limit) of them, with a “max”")
    case .ladderTooShort(let min, let max):
      Text(
        fr: "les tranches doivent couvrir tout ce que le fait peut valoir, de \(min) à \(max)",
        en: "the bands must cover all the fact can be, \(min) to \(max)")
    case .emptyGroup:
      Text(
        fr: "un groupe vide ne décide de rien : écrivez-y au moins un critère",
        en: "an empty group decides nothing: write at least one criterion in it")
    case .moreThanParts(let count, let parts):
      Text(
        fr: "il en faudrait \(count), mais « of » n'a que \(parts) critères",
        en: "it would take \(count), but “of” has only \(parts) criteria")
    case .notOneRule(let found):
      Text(
        fr: "il faut une et une seule des clés all, any, atLeast, not, is\(RuleDefect.found(found).fr)",
        en: "it takes one and only one of the keys all, any, atLeast, not, is\(RuleDefect.found(found).en)")
    case .notOneCondition(let found):
      Text(
        fr: "il faut une et une seule des clés fact, exists, not, lt, le, eq, ge, gt, in\(RuleDefect.found(found).fr)",
        en:
          "it takes one and only one of the keys fact, exists, not, lt, le, eq, ge, gt, in\(RuleDefect.found(found).en)"
      )
    case .notTwoSides(let found):
      Text(fr: "il faut deux côtés à comparer, pas \(found)", en: "it takes two sides to compare, not \(found)")
    case .notOneSide(let found):
      Text(
        fr: "il faut une et une seule des clés fact, param, value, age\(RuleDefect.found(found).fr)",
        en: "it takes one and only one of the keys fact, param, value, age\(RuleDefect.found(found).en)")
    case .sortsDiffer(let left, let right):
      Text(
        fr: "on ne compare pas \(left.text.fr) et \(right.text.fr)",
        en: "\(left.text.en) and \(right.text.en) are not to be compared")
    case .sortNotOrdered(let sort):
      Text(
        fr: "\(sort.text.fr) n'a pas d'ordre : seul « eq » convient", en: "\(sort.text.en) has no order: only “eq” fits"
      )
    case .conditionNotTruth(let sort):
      Text(
        fr: "seul un fait oui ou non est une condition à lui seul, pas \(sort.text.fr)",
        en: "only a yes-or-no fact is a condition by itself, not \(sort.text.en)")
    case .ageOfNoDay(let sort):
      Text(
        fr: "l'âge se compte depuis une date, pas depuis \(sort.text.fr)",
        en: "an age counts from a day, not from \(sort.text.en)")
    case .ageUpToNoDay(let sort):
      Text(
        fr: "un âge se compte jusqu'à une date écrite ou à un paramètre de type date, pas \(sort.text.fr)",
        en: "an age counts up to a written day or a parameter of type date, not \(sort.text.en)")
    case .ageAgainstFact:
      Text(
        fr: "un âge se compare à un paramètre ou à une valeur, pas à un autre fait",
        en: "an age is compared with a parameter or a value, not with another fact")
    case .ageWorkedWith:
      Text(
        fr: "on ne calcule pas avec un âge dans une comparaison : comparez-le seul",
        en: "ages are not worked with in a comparison: compare it by itself")
    case .factTwiceInComparison(let fact):
      Text(
        fr: "« \(fact) » est deux fois dans cette comparaison : rassemblez-le d'un côté",
        en: "“\(fact)” stands twice in this comparison: bring it to one side")
    case .factBelowZero(let fact):
      Text(
        fr: "« \(fact) » peut être négatif : on ne calcule qu'avec des faits dont « min » est 0 ou plus",
        en: "“\(fact)” can be below zero: only facts whose “min” is 0 or more are worked with")
    case .nothingToCompare:
      Text(
        fr: "la comparaison ne dépend d'aucun fait, ou d'un fait avec lui-même",
        en: "the comparison depends on no fact, or on a fact and itself")
    case .listAsValue(let name):
      Text(fr: "« \(name) » est une liste : utilisez « in »", en: "“\(name)” is a list: use “in”")
    case .valueAsList(let name):
      Text(fr: "« \(name) » n'est pas une liste de textes", en: "“\(name)” is not a list of texts")
    case .noTextFact:
      Text(
        fr: "« in » cherche un fait de type text dans une liste : écrivez d'abord le fait",
        en: "“in” looks for a fact of type text in a list: write the fact first")
    case .ladderWithoutPoint(let name):
      Text(
        fr: "« \(name) » est un barème : dites sur quoi le lire, par « at »",
        en: "“\(name)” is a ladder: say where to read it, by “at”")
    case .pointOnNoLadder(let name):
      Text(
        fr: "« \(name) » n'est pas un barème : « at » n'y a pas de sens",
        en: "“\(name)” is not a ladder: “at” means nothing there")
    case .valueNotListed(let value, let allowed):
      Text(
        fr: "« \(value) » n'est pas une valeur du fait (\(allowed.joined(separator: ", ")))",
        en: "“\(value)” is not a value of the fact (\(allowed.joined(separator: ", ")))")
    case .modestUnderNot:
      Text(
        fr: "« modest » sous un « not » désignerait ceux qui ne sont pas modestes",
        en: "“modest” under a “not” would mean those who are not")
    case .householdTooLong(let limit):
      Text(
        fr: "les faits d'un foyer dépassent \(limit) octets : ils tiennent en une page",
        en: "the facts of a household are over \(limit) bytes: they fit on a page")
    case .otherUnit(let unit, let declared):
      Text(
        fr:
          "une valeur en \(unit.rawValue) ne remplace pas \(declared.text.fr) : donnez la bonne valeur, sans convertir",
        en: "a value in \(unit.rawValue) does not stand for \(declared.text.en): give the right value, unconverted")
    case .evidenceToCome(let day, let decision):
      Text(
        fr: "le justificatif est daté du \(day), après le jour de la décision (\(decision))",
        en: "the evidence bears \(day), after the day of the decision (\(decision))")
    case .secondOfOneMonth(let fact, let month):
      Text(
        fr: "c'est la deuxième valeur de « \(fact) » pour le mois \(month) : gardez celle qui fait foi",
        en: "this is the second value of “\(fact)” for the month \(month): keep the one that holds")
    case .monthAfterEvidence(let month, let last):
      Text(
        fr: "le mois \(month) vient après le justificatif (\(last))",
        en: "the month \(month) comes after the evidence (\(last))")
    case .badMonth(let written):
      Text(
        fr: "« \(written) » n'est pas un mois, écrit année-mois comme « 2026-10 »",
        en: "“\(written)” is no month, written year-month as “2026-10”")
    case .unclosedPlace(let wording):
      Text(fr: "une accolade n'est pas fermée dans « \(wording) »", en: "a brace is not closed in “\(wording)”")
    case .unknownPlace(let place):
      Text(
        fr: "« {\(place)} » n'est ni un fait, ni un paramètre, ni « {age fait} », ni « {barème at fait} »",
        en: "“{\(place)}” is no fact, no parameter, no “{age fact}” and no “{ladder at fact}”")
    case .formulaParts(let found, let bounds):
      Text(
        fr:
          "il faut \(bounds.lowerBound == bounds.upperBound ? "\(bounds.lowerBound)" : "\(bounds.lowerBound) à \(bounds.upperBound)") "
          + "termes dans cette liste, en voici \(found)",
        en:
          "this list takes \(bounds.lowerBound == bounds.upperBound ? "\(bounds.lowerBound)" : "\(bounds.lowerBound) to \(bounds.upperBound)") "
          + "parts, here are \(found)")
    case .formulaOfNoNumber(let sort):
      Text(
        fr: "on ne calcule qu'avec des nombres ; ici : \(sort.text.fr)",
        en: "only numbers are worked with; here: \(sort.text.en)")
    case .formulaOfNoCount(let sort):
      Text(
        fr:
          "on multiplie par un nombre simple (personnes, mois, un taux), jamais par de l'argent ; ici : \(sort.text.fr)",
        en: "one multiplies by a plain number (persons, months, a rate), never by money; here: \(sort.text.en)")
    case .termIsNoAmount(let role, let sort):
      Text(
        fr: "« \(role.rawValue) » est un montant d'argent\(role == .aid ? " ou un pourcentage" : ""), "
          + "pas \(sort.text.fr)",
        en: "“\(role.rawValue)” is an amount of money\(role == .aid ? " or a percentage" : ""), not \(sort.text.en)")
    case .noCase:
      Text(
        fr: "il faut au moins un cas : un programme sans cas n'est pas éprouvé",
        en: "it takes at least one case: a programme without cases is untried")
    case .askedWithAnswer:
      Text(
        fr: "« ask » n'a de sens que si le résultat attendu est « unknown »",
        en: "“ask” only makes sense when the expected outcome is “unknown”")
    case .caseFailed(let name, let expected, let found):
      Text(
        fr: "le cas « \(name) » attend \(expected), les règles donnent \(found.fr)",
        en: "the case “\(name)” expects \(expected), the rules give \(found.en)")
    }
  }

  private static func found(_ keys: [String]) -> Text {
    guard !keys.isEmpty else { return Text(fr: " ; il n'y en a aucune", en: "; there is none") }
    let list = keys.joined(separator: ", ")
    return Text(fr: " ; il y a : \(list)", en: "; there are: \(list)")
  }
}
