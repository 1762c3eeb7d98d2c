public import Kernel

extension UsageFailure {
  public var text: Text {
    problem.text(after: command)
      + Text(fr: " Voir « \(command) --help ».", en: " See “\(command) --help”.")
  }
}

extension UsageFailure.Problem {
  func text(after command: String) -> Text {
    switch self {
    case .unknownCommand(let word, let meant):
      Text(fr: "« \(command) \(word) » n'est pas une commande.", en: "“\(command) \(word)” is not a command.")
        + didYouMean(meant.map { "\(command) \($0)" })
    case .missingVerb(let verbs):
      Text(
        fr: "« \(command) » attend un verbe : \(verbs.joined(separator: ", ")).",
        en: "“\(command)” needs a verb: \(verbs.joined(separator: ", ")).")
    case .unknownOption(let name, let meant):
      Text(fr: "« \(command) » n'a pas d'option \(name).", en: "“\(command)” has no option \(name).")
        + didYouMean(meant)
        + (name.hasPrefix("--")
          ? Text(same: "")
          : Text(
            fr: " Si « \(name) » n'est pas une option, écrivez d'abord -- seul.",
            en: " If “\(name)” is not an option, write -- alone before it."))
    case .optionBeforeCommand(let name):
      Text(
        fr: "L'option \(name) appartient à une commande : écrivez-la après le verbe.",
        en: "The option \(name) belongs to a command: write it after the verb.")
    case .missingValue(let name, nil):
      Text(fr: "L'option \(name) attend une valeur.", en: "The option \(name) needs a value.")
    case .missingValue(let name, let next?):
      Text(
        fr: "L'option \(name) attend une valeur, et « \(next) » a l'air d'une option : "
          + "si c'est bien la valeur, écrivez \(name)=\(next).",
        en: "The option \(name) needs a value, and “\(next)” looks like an option: "
          + "if it is the value, write \(name)=\(next).")
    case .unexpectedValue(let name, let value):
      Text(
        fr: "L'option \(name) ne prend pas de valeur ; « \(value) » est de trop.",
        en: "The option \(name) takes no value; “\(value)” is too much.")
    case .repeatedOption(let name):
      Text(
        fr: "L'option \(name) est donnée deux fois ; une seule compte, choisissez laquelle.",
        en: "The option \(name) is given twice; only one can count, choose which.")
    case .missing(let missing):
      Text(
        fr: "« \(command) » a besoin de "
          + missing.map { "\($0.written.fr) (\($0.purpose.fr))" }.joined(separator: ", ") + ".",
        en: "“\(command)” needs "
          + missing.map { "\($0.written.en) (\($0.purpose.en))" }.joined(separator: ", ") + ".")
    case .extraArgument(let word):
      Text(
        fr: "« \(word) » est de trop ; un texte de plusieurs mots se met entre guillemets droits \"…\".",
        en: "“\(word)” is too much; a text of several words goes between straight quotes \"…\".")
    case .notUTF8(let word):
      Text(
        fr: "« \(word) » n'est pas un texte en UTF-8 : vérifiez le codage du terminal ou du script.",
        en: "“\(word)” is not text in UTF-8: check the encoding of the terminal or the script.")
    case .tooLong(let beginning):
      Text(
        fr: "« \(beginning)… » est trop long : \(LineReading<Void>.longestArgument) octets au plus.",
        en: "“\(beginning)…” is too long: \(LineReading<Void>.longestArgument) bytes at most.")
    }
  }
}

extension ValueFailure {
  public var text: Text {
    Text(fr: "\(parameter.fr) : \(reason.text.fr)", en: "\(parameter.en): \(reason.text.en)")
  }
}

extension ValueProblem {
  public var text: Text {
    switch self {
    case .empty: Text(fr: "la valeur est vide.", en: "the value is empty.")
    case .notAnInteger(let written, Int.min...Int.max):
      Text(fr: "« \(written) » n'est pas un nombre entier.", en: "“\(written)” is not a whole number.")
    case .notAnInteger(let written, let range) where range.upperBound == Int.max:
      Text(
        fr: "« \(written) » n'est pas un nombre entier à partir de \(range.lowerBound).",
        en: "“\(written)” is not a whole number from \(range.lowerBound) up.")
    case .notAnInteger(let written, let range):
      Text(
        fr: "« \(written) » n'est pas un nombre entier de \(range.lowerBound) à \(range.upperBound).",
        en: "“\(written)” is not a whole number from \(range.lowerBound) to \(range.upperBound).")
    case .notAChoice(let written, let choices, let meant):
      Text(
        fr: "« \(written) » n'est pas dans la liste : \(choices.joined(separator: ", ")).",
        en: "“\(written)” is not one of: \(choices.joined(separator: ", ")).") + didYouMean(meant)
    }
  }
}

private func didYouMean(_ word: String?) -> Text {
  guard let word else { return Text(same: "") }
  return Text(fr: " Vouliez-vous dire « \(word) » ?", en: " Did you mean “\(word)”?")
}
