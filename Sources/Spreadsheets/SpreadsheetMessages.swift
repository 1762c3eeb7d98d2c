public import Kernel

extension SpreadsheetFailure {
  public var text: Text {
    switch self {
    case .empty:
      Text(
        fr: "Cette liste est vide. Enregistrez la feuille qui contient les lignes, au format CSV, et recommencez.",
        en: "This list is empty. Save the sheet that holds the lines as CSV, and try again.")
    case .tooLong:
      Text(
        fr: "Cette liste dépasse \(Spreadsheet.longest >> 20) Mo. Coupez-la en plusieurs fichiers.",
        en: "This list is longer than \(Spreadsheet.longest >> 20) MB. Cut it into several files.")
    case .noText(let line):
      Text(
        fr: "À la ligne \(line), ce n'est pas du texte. Un classeur se lit une fois enregistré au format CSV "
          + "(« Enregistrer sous », « CSV UTF-8 »).",
        en: "At line \(line), this is no text. A workbook can be read once it is saved as CSV "
          + "(“Save as”, “CSV UTF-8”).")
    case .openQuote(let line):
      Text(
        fr: "À la ligne \(line), un guillemet s'ouvre et rien ne le ferme. Ôtez-le, ou doublez-le dans la cellule.",
        en: "At line \(line), a quote opens and nothing closes it. Remove it, or double it within the cell.")
    case .noSuchTitle(let wanted, let titles):
      Text(
        fr: "Aucune colonne ne s'appelle « \(wanted) ». Les titres de la liste : \(titles.joined(separator: ", ")).",
        en: "No column is called “\(wanted)”. The titles of the list: \(titles.joined(separator: ", ")).")
    case .titleTwice(let title, let column):
      Text(
        fr: "Deux colonnes veulent dire « \(column) », dont « \(title) ». "
          + "Dites laquelle : --map \"\(title)=\(column)\" ; ou ce que l'autre veut dire.",
        en: "Two columns mean “\(column)”, “\(title)” being one. Say which: --map \"\(title)=\(column)\"; or what the "
          + "other means.")
    case .missingColumns(let columns, let titles):
      Text(
        fr: "Il manque à la liste \(columns.map { "« \($0) »" }.joined(separator: ", ")). "
          + "Ses titres : \(titles.joined(separator: ", ")). Dites lequel c'est : --map \"TITRE=\(columns.first ?? "")\"",
        en: "The list lacks \(columns.map { "“\($0)”" }.joined(separator: ", ")). "
          + "Its titles: \(titles.joined(separator: ", ")). Say which it is: --map \"TITLE=\(columns.first ?? "")\"")
    }
  }
}
