import Kernel

/// The words papers share, in the paper's language.
struct PaperWords {
  let language: Language

  init(_ language: Language) {
    self.language = language
  }

  /// The names of fields.
  enum Word {
    case assetCode, category, manufacturer, model, serial, mediaType, capacity, source, level, promise, method,
      technique, tool
    case verification, result, evidence, started, finished, person, function, day, place, value
  }

  func callAsFunction(_ word: Word) -> String { word.text[language] }

  /// A field on one line: its name, a colon, its value.
  func line(_ word: Word, _ value: String?) -> String {
    self(word) + Text(fr: " : ", en: ": ")[language] + held(value)
  }

  /// A value, or the words for one that is not held.
  func held(_ value: String?) -> String {
    guard let value, !value.isEmpty else { return Text(fr: "non renseigné", en: "not recorded")[language] }
    return value
  }
}

extension PaperWords.Word {
  var text: Text {
    switch self {
    case .assetCode: Text(fr: "Code de l'appareil", en: "Device code")
    case .category: Text(fr: "Catégorie", en: "Category")
    case .manufacturer: Text(fr: "Fabricant", en: "Manufacturer")
    case .model: Text(fr: "Modèle", en: "Model")
    case .serial: Text(fr: "Numéro de série", en: "Serial number")
    case .mediaType: Text(fr: "Type de support", en: "Media type")
    case .capacity: Text(fr: "Capacité", en: "Capacity")
    case .source: Text(fr: "Provenance", en: "Source")
    case .level: Text(fr: "Niveau", en: "Level")
    case .promise: Text(fr: "Niveau promis", en: "Level promised")
    case .method: Text(fr: "Méthode", en: "Method")
    case .technique: Text(fr: "Technique", en: "Technique")
    case .tool: Text(fr: "Outil et version", en: "Tool and version")
    case .verification: Text(fr: "Vérification", en: "Verification")
    case .result: Text(fr: "Résultat", en: "Result")
    case .evidence: Text(fr: "Empreinte SHA-256 du journal", en: "SHA-256 of the log")
    case .started: Text(fr: "Début", en: "Started")
    case .finished: Text(fr: "Fin", en: "Finished")
    case .person: Text(fr: "Nom", en: "Name")
    case .function: Text(fr: "Fonction", en: "Title")
    case .day: Text(fr: "Date", en: "Date")
    case .place: Text(fr: "Lieu", en: "Place")
    case .value: Text(fr: "Valeur", en: "Value")
    }
  }
}
