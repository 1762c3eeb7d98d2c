public import Kernel

extension EligibilityFailure {
  public var text: Text {
    switch self {
    case .noRuleInForce(let programme, let day, let from, let to):
      Text(
        fr: "Le programme « \(programme) » n'a pas de règle en vigueur le \(day.text.fr) : ses règles valent "
          + "\(EligibilityFailure.validity(from, to).fr). Donnez un fichier de règles de ce jour, ou un autre jour.",
        en: "The programme “\(programme)” has no rule in force on \(day.text.en): its rules are valid "
          + "\(EligibilityFailure.validity(from, to).en). Give a file of rules of that day, or another day.")
    case .noValueInForce(let parameter, let day):
      Text(
        fr: "Le paramètre « \(parameter) » n'a aucune valeur en vigueur le \(day.text.fr) : "
          + "ajoutez au programme celle de ce jour.",
        en: "The parameter “\(parameter)” has no value in force on \(day.text.en): "
          + "add that day's value to the programme.")
    case .factOfOtherSort(let fact, let declared):
      Text(
        fr: "Le fait « \(fact) » n'est pas ce que le programme attend : donnez \(declared.text.fr).",
        en: "The fact “\(fact)” is not what the programme expects: give \(declared.text.en).")
    case .factOfOtherKind(let fact, let given, let declared):
      Text(
        fr: "Le fait « \(fact) » est donné comme « \(given ?? "sans nature") » mais le programme attend "
          + "« \(declared ?? "sans nature") » : l'un ne remplace pas l'autre.",
        en: "The fact “\(fact)” is given as “\(given ?? "no kind")” but the programme expects "
          + "“\(declared ?? "no kind")”: one does not stand for the other.")
    case .numberOutOfRange(let fact, let number, let range):
      Text(
        fr: "Le fait « \(fact) » ne peut pas valoir \(number) : il va de \(range.lowerBound) à \(range.upperBound). "
          + "Vérifiez la saisie.",
        en: "The fact “\(fact)” cannot be \(number): it goes from \(range.lowerBound) to \(range.upperBound). "
          + "Check what was typed.")
    case .dayOutOfRange(let fact, let day, let last):
      Text(
        fr: "Le fait « \(fact) » ne peut pas être le \(day.text.fr) : il va de 1900 au \(last.text.fr). "
          + "Vérifiez la saisie.",
        en: "The fact “\(fact)” cannot be \(day.text.en): it goes from 1900 to \(last.text.en). "
          + "Check what was typed.")
    case .textNotListed(let fact, let text, let values):
      Text(
        fr: "Le fait « \(fact) » ne peut pas valoir « \(text) » : choisissez parmi \(values.joined(separator: ", ")).",
        en: "The fact “\(fact)” cannot be “\(text)”: choose among \(values.joined(separator: ", ")).")
    case .textMalformed(let fact, let failure):
      Text(fr: "Le fait « \(fact) » : \(failure.text.fr)", en: "The fact “\(fact)”: \(failure.text.en)")
    case .estimateOutOfRange(let number):
      Text(
        fr: "« \(number) » ne peut pas entrer dans une estimation : vérifiez les montants, en euros, et les enfants.",
        en: "“\(number)” cannot enter an estimate: check the amounts, in euros, and the children.")
    case .identityIncomplete:
      Text(
        fr: "Pour interroger API Particulier, il faut le nom de naissance et au moins un prénom.",
        en: "To ask API Particulier, the birth name and at least one first name are needed.")
    case .recordOfOtherRules(let recorded, let given):
      Text(
        fr: "Cette décision a été prise avec d'autres règles (empreinte \(recorded)) que celles données "
          + "(empreinte \(given)) : donnez le fichier d'alors.",
        en: "This decision was made by other rules (digest \(recorded)) than those given (digest \(given)): "
          + "give the file of that time.")
    }
  }

  private static func validity(_ from: Day, _ to: Day?) -> Text {
    guard let to else { return Text(fr: "à partir du \(from.text.fr)", en: "from \(from.text.en)") }
    return Text(fr: "du \(from.text.fr) au \(to.text.fr)", en: "from \(from.text.en) to \(to.text.en)")
  }
}

extension Sort {
  /// What the sort is called, with its article.
  var text: Text {
    switch self {
    case .truth: Text(fr: "un oui ou non", en: "a yes or no")
    case .number(let measure, let kind):
      Text(
        fr: "un nombre en \(measure.rawValue)\(kind.map { " (\($0))" } ?? "")",
        en: "a number in \(measure.rawValue)\(kind.map { " (\($0))" } ?? "")")
    case .day: Text(fr: "une date", en: "a day")
    case .text(let kind):
      Text(fr: "un texte\(kind.map { " (\($0))" } ?? "")", en: "a text\(kind.map { " (\($0))" } ?? "")")
    }
  }
}

extension Outcome {
  /// The outcome in a word or two.
  public var text: Text {
    switch self {
    case .eligible: Text(fr: "éligible", en: "eligible")
    case .notEligible: Text(fr: "non éligible", en: "not eligible")
    case .unknown: Text(fr: "on ne sait pas encore", en: "not known yet")
    }
  }
}

extension Decision {
  /// The answer in one sentence.
  public var summary: Text {
    let words = outcome.text
    return Text(
      fr: "\(programme.title.fr) : \(words.fr), au \(day.text.fr) (règles \(programme.version)).",
      en: "\(programme.title.en): \(words.en), on \(day.text.en) (rules \(programme.version)).")
  }
}

extension MissingFact {
  /// What is missing and what to bring, in one sentence.
  public var text: Text {
    let label = declaration.label
    let (bring, absence) = (documents.alternatives, absenceDocuments.alternatives)
    let head = Text(fr: "\(label.fr) : apporter \(bring.fr)", en: "\(label.en): bring \(bring.en)")
    guard !absenceDocuments.isEmpty else { return head + Text(same: ".") }
    return head
      + Text(fr: " ; ou, s'il n'y en a pas, \(absence.fr).", en: "; or, if there is none, \(absence.en).")
  }
}

extension [EvidenceKind] {
  /// What people call them, as a choice: « a, b ou c ».
  fileprivate var alternatives: Text {
    guard count > 1, let last else { return first?.label ?? Text(same: "") }
    let others = dropLast().map(\.label).joined(separator: ", ")
    return Text(fr: "\(others.fr) ou \(last.label.fr)", en: "\(others.en) or \(last.label.en)")
  }
}

extension FactDeclaration {
  /// What is said of a fact known not to exist.
  var absentText: Text {
    Text(
      fr: "\(label.fr) : il est prouvé qu'il n'y en a pas ; ce critère ne peut donc pas être rempli ainsi.",
      en: "\(label.en): there is proof that there is none; so this criterion cannot be met this way.")
  }
}

extension UnknownReason {
  /// Why what was given for a fact does not count.
  func remark(on declaration: FactDeclaration, _ programme: Programme) -> Text {
    let why = text(programme)
    return Text(fr: "\(declaration.label.fr) : \(why.fr).", en: "\(declaration.label.en): \(why.en).")
  }

  /// Why what was given does not count, without its final stop.
  func text(_ programme: Programme) -> Text {
    switch self {
    case .notGiven: Text(fr: "rien n'a été donné", en: "nothing was given")
    case .expired(let last):
      Text(
        fr: "le justificatif valait jusqu'au \(last.text.fr), il a expiré le \(last.adding(days: 1).text.fr)",
        en: "the evidence was good through \(last.text.en), it expired on \(last.adding(days: 1).text.en)")
    case .evidenceNotAccepted(let kind):
      Text(
        fr: "« \(programme.evidenceKind(kind).label.fr) » n'est pas un justificatif accepté ici",
        en: "“\(programme.evidenceKind(kind).label.en)” is not accepted as evidence here")
    case .evidenceToCome(let day):
      Text(
        fr: "le justificatif porte une date à venir (\(day.text.fr))",
        en: "the evidence bears a day to come (\(day.text.en))")
    case .estimated:
      Text(
        fr: "c'est une estimation : elle s'affiche mais ne prouve rien",
        en: "it is an estimate: it is shown and proves nothing")
    case .lagging(let kind):
      Text(
        fr: "« \(programme.evidenceKind(kind).label.fr) » est souvent en retard : son « non » ne prouve rien",
        en: "“\(programme.evidenceKind(kind).label.en)” often lags: its “no” proves nothing")
    }
  }
}
