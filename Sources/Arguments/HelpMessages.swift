import Kernel

/// The words that every page of help is made with.
extension Text {
  static let usageWord = Text(fr: "Utilisation :", en: "Usage:")
  static let commandWord = Text(fr: "COMMANDE", en: "COMMAND")
  static let verbWord = Text(fr: "VERBE", en: "VERB")
  static let argumentsWord = Text(fr: "[PARAMÈTRES]", en: "[PARAMETERS]")
  static let commandsTitle = Text(fr: "Commandes :", en: "Commands:")
  static let verbsTitle = Text(fr: "Verbes :", en: "Verbs:")
  static let argumentsTitle = Text(fr: "Arguments :", en: "Arguments:")
  static let optionsTitle = Text(fr: "Options :", en: "Options:")
  static let globalTitle = Text(fr: "Options de toute commande :", en: "Options of every command:")

  static func moreHelp(_ path: String, _ next: Text) -> Text {
    Text(
      fr: "« \(path) \(next.fr) --help » en dit plus.",
      en: "“\(path) \(next.en) --help” tells more.")
  }
}
