import Application
import Arguments
import Kernel
import LabelPrinting

/// `rebond label check`
struct LabelCheck: Command {
  static let specification = CommandSpecification(
    "check",
    Text(
      fr: "Vérifie papiers, imprimantes et dessins, les siens compris.",
      en: "Checks stocks, printers and designs, one's own included."),
    parameters: [LabelParameters.templates])

  let folder: String?

  init(_ values: ParsedValues) throws { folder = try values[LabelParameters.templates] }

  func run(in session: Session) throws {
    var templates = LabelTemplates()
    var answer = Answer()
    var faults: [[Answer.Value]] = []
    let own = try (folder ?? session.labelFolder).map(LabelFolder.files) ?? []
    for file in own {
      do throws(JSONFailure) { try templates.add(file) } catch {
        faults.append([.name(file.path), .text(error.text)])
      }
    }
    let rows =
      try templates.stocks().map { stock in
        row("stock", Text(fr: "papier", en: "stock"), stock.id, stock.name)
      }
      + templates.printers().map { printer in
        row("printer", Text(fr: "imprimante", en: "printer"), printer.id, printer.name)
      }
      + templates.designs().map { design in
        row("design", Text(fr: "dessin", en: "design"), design.id, design.name)
      }
    answer.table(
      "templates", none: Text(fr: "Rien.", en: "Nothing."),
      [
        .init("kind", fr: "sorte", en: "kind"), .init("id", fr: "nom", en: "name"),
        .init("name", fr: "ce que c'est", en: "what it is"),
      ], rows: rows)
    answer.fact("checked", fr: "Fichiers à soi", en: "Files of one's own", .number(own.count))
    if !faults.isEmpty {
      answer.table(
        "faults", none: Text(fr: "Aucune faute.", en: "No fault."),
        [.init("file", fr: "fichier", en: "file"), .init("fault", fr: "ce qui ne va pas", en: "what is wrong")],
        rows: faults)
      answer.exitCode = .badData
    }
    try session.answer(answer)
  }

  private func row(
    _ kind: String, _ kindName: Text, _ id: String, _ name: Text
  ) -> [Answer.Value] {
    [.word(kind, kindName), .name(id), .text(name)]
  }
}
