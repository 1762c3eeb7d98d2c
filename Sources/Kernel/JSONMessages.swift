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
      Text(
        fr: "ce n'est pas du JSON valide (\(JSONSyntaxWords.french(reason)))", en: "this is not valid JSON (\(reason))")
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

/// The reader's own words in French.
enum JSONSyntaxWords {
  /// What the reader says, then where: ` near 'x'`, ` near end of file`, or nothing.
  static func french(_ reason: String) -> String {
    let parts = reason.split(separator: " near ", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let what = words.first { parts[0].hasPrefix($0.english) }
    let rest = what.map { String(parts[0].dropFirst($0.english.count)) } ?? ""
    let said = what.map { $0.french + rest } ?? parts[0]
    guard parts.count == 2 else { return said }
    if parts[1] == "end of file" { return "\(said), à la fin du fichier" }
    let quoted = parts[1].hasPrefix("'") && parts[1].hasSuffix("'") ? String(parts[1].dropFirst().dropLast()) : parts[1]
    return "\(said), près de « \(quoted) »"
  }

  /// What libjansson 2.13 and 2.14 say of a text they cannot read.
  static let words: [(english: String, french: String)] = [
    ("unable to decode byte", "le fichier n'est pas en UTF-8 : octet"),
    ("end of file expected", "quelque chose suit la fin"),
    ("control character", "un texte contient le caractère de commande"),
    ("unexpected newline", "un texte passe à la ligne : écrivez \\n, ou fermez les guillemets"),
    ("premature end of input", "le fichier s'arrête trop tôt"),
    ("invalid escape", "ce qui suit « \\ » n'est pas permis"),
    ("invalid Unicode escape", "le caractère après « \\u » est mal écrit :"),
    ("invalid Unicode", "ce caractère Unicode n'existe pas :"),
    ("too big negative integer", "ce nombre négatif est trop grand"),
    ("too big integer", "ce nombre est trop grand"),
    ("real number overflow", "ce nombre est trop grand"),
    ("string or '}' expected", "il faut une clé entre guillemets, ou « } »"),
    ("NUL byte in object key not supported", "une clé contient un caractère nul"),
    ("duplicate object key", "cette clé est donnée deux fois"),
    ("':' expected", "il manque « : » après la clé"),
    ("'}' expected", "il manque « , » ou « } »"),
    ("']' expected", "il manque « , » ou « ] »"),
    ("'[' or '{' expected", "il faut « { » ou « [ »"),
    ("\\u0000 is not allowed", "un texte contient un caractère nul"),
    ("invalid token", "ce mot ne veut rien dire ici"),
    ("unexpected token", "ce signe n'a pas sa place ici"),
    ("maximum parsing depth reached", "trop de choses l'une dans l'autre"),
  ]
}

extension String {
  fileprivate var withoutFinalStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
