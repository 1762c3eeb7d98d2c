extension JSONFailure {
  public var text: Text {
    let place = place.text
    let what = problem.text
    return Text(
      fr: "Le fichier « \(file) » est refusé, \(place.fr) : \(what.fr).",
      en: "The file “\(file)” is refused, \(place.en): \(what.en).")
  }
}

extension JSONFailure.Place {
  var text: Text {
    switch self {
    case .line(let line, let column):
      Text(fr: "ligne \(line), colonne \(column)", en: "line \(line), column \(column)")
    case .path(""): Text(fr: "à la racine", en: "at the root")
    case .path(let path): Text(fr: "à « \(path) »", en: "at “\(path)”")
    }
  }
}

extension JSONFailure.Problem {
  var text: Text {
    switch self {
    case .syntax(let reason):
      Text(fr: "ce n'est pas du JSON valide (\(reason))", en: "this is not valid JSON (\(reason))")
    case .missingKey(let key): Text(fr: "il manque « \(key) »", en: "“\(key)” is missing")
    case .unknownKey(let key): Text(fr: "« \(key) » est inconnu ici", en: "“\(key)” is unknown here")
    case .wrongType(let expected):
      Text(fr: "il faut \(expected.text.fr)", en: "it must be \(expected.text.en)")
    case .rule(let text): Text(fr: text.fr.withoutFinalStop, en: text.en.withoutFinalStop)
    }
  }
}

extension JSONFailure.Expected {
  var text: Text {
    switch self {
    case .object: Text(fr: "un objet { … }", en: "an object { … }")
    case .array: Text(fr: "une liste [ … ]", en: "a list [ … ]")
    case .string: Text(fr: "un texte entre guillemets", en: "a text in quotes")
    case .integer: Text(fr: "un nombre entier", en: "a whole number")
    case .number: Text(fr: "un nombre", en: "a number")
    case .bool: Text(fr: "true ou false", en: "true or false")
    case .oneOf(let list):
      Text(fr: "l'un de : \(list.joined(separator: ", "))", en: "one of: \(list.joined(separator: ", "))")
    }
  }
}

extension String {
  fileprivate var withoutFinalStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
