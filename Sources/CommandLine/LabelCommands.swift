import Application
import Arguments
import Kernel
import LabelPrinting
import Refurbishment

/// `rebond label render`
struct LabelRender: Command {
  static let codes = Argument<[AssetCode]>(
    .assetCode, Text(fr: "les appareils, dans l'ordre des étiquettes", en: "the devices, in the order of the labels"))
  static let wished = Option<Bool>(
    flag: "wished", Text(fr: "ajouter celles demandées en scannant", en: "add those wished for by scanning"))
  static let stock = Option<String>(
    "stock", .template, otherwise: "avery-l7160", Text(fr: "le papier", en: "the paper"))
  static let printer = Option<String>(
    "printer", .template, otherwise: "pdf", Text(fr: "l'imprimante", en: "the printer"))
  static let design = Option<String>(
    "design", .template, otherwise: "asset", Text(fr: "le dessin", en: "the design"))
  static let copies = Option<Int>(
    "copies", .integer(1...1000), otherwise: "1", Text(fr: "combien de chaque", en: "how many of each"))
  static let start = Option<LabelPlacing.Position>(
    "start-at", .position, otherwise: "1,1",
    Text(fr: "la première étiquette libre : LIGNE,COLONNE", en: "the first free label: ROW,COLUMN"))
  static let skip = Option<[Int]>(
    "skip", .integer(1...1000), Text(fr: "une étiquette de la feuille à laisser", en: "a label of the sheet to leave"))

  static let specification = CommandSpecification(
    "render", Text(fr: "Prépare des étiquettes dans un fichier.", en: "Prepares labels in a file."),
    discussion: Text(
      fr: "Papier, imprimante et dessin sont des noms livrés avec Rebond, ou des fichiers .json à soi.",
      en: "Stock, printer and design are names shipped with Rebond, or .json files of one's own."),
    parameters: [
      codes, wished, stock, printer, design, copies, start, skip, OutputOptions.output, OutputOptions.replace,
    ])

  let codes: [AssetCode]
  let wished: Bool
  let names: (design: String, stock: String, printer: String)
  let placing: LabelPlacing
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    codes = try values[Self.codes]
    wished = try values[Self.wished]
    names = try (values[Self.design], values[Self.stock], values[Self.printer])
    placing = try LabelPlacing(
      copies: values[Self.copies], start: values[Self.start], skip: Set(values[Self.skip]))
    output = try OutputFile(values, nil)
  }

  func run(in session: Session) throws {
    var templates = try LabelTemplates()
    // A name that ends in .json is a file of the user's own.
    func template(_ name: String, _ kind: LabelTemplates.Kind) throws -> String {
      name.hasSuffix(".json") ? try templates.add(Files.read(name), file: name, as: kind) : name
    }
    let (design, stock, printer) = try (
      template(names.design, .design), template(names.stock, .stock), template(names.printer, .printer)
    )
    try output.mustBe(templates.printer(printer).language == .pdf ? .pdf : .zpl)
    let chosen = templates
    try session.perform { chain, act in
      let labels = try output.write { keep in
        try chain.renderLabels(
          of: codes, wished: wished, design: design, stock: stock, printer: printer, templates: chosen,
          placing: placing, language: session.language, as: act, keep: keep)
      }
      var answer = Answer()
      let count = Text.count(labels.labels, fr: ("étiquette", "étiquettes"), en: ("label", "labels"))
      answer.say(fr: "\(count.fr) dans « \(output.path) ».", en: "\(count.en) in “\(output.path)”.")
      answer.fact("labels", fr: "Étiquettes", en: "Labels", .number(labels.labels))
      answer.fact("pages", fr: "Pages", en: "Pages", .number(labels.pages))
      answer.fact(
        "last", fr: "Dernière utilisée", en: "Last one used", .name("\(labels.last.row),\(labels.last.column)"))
      return answer
    }
  }
}

/// `rebond erasure certificate`
struct ErasureCertificate: Command {
  static let medium = Option<String?>(
    "medium", .text.named(fr: "SUPPORT", en: "MEDIUM"),
    Text(fr: "son numéro de série, s'il y en a plusieurs", en: "its serial number, when there are several"))

  static let specification = CommandSpecification(
    "certificate",
    Text(
      fr: "Imprime le certificat d'effacement d'un support.", en: "Prints the certificate of a medium's erasure."),
    parameters: [DeviceArgument.code, medium, OutputOptions.output, OutputOptions.replace])

  let code: AssetCode
  let medium: String?
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    code = try values[DeviceArgument.code]
    medium = try values[Self.medium]
    output = try OutputFile(values, .pdf)
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let paper = try output.write { keep in
        try chain.erasureCertificate(of: code, medium: medium, language: session.language, as: act, keep: keep)
      }
      var answer = Answer()
      answer.say(
        fr: "Le certificat \(paper.reference) est dans « \(output.path) ».",
        en: "The certificate \(paper.reference) is in “\(output.path)”.")
      if let outdated = paper.outdatedBy?.text(for: code) {
        answer.say(
          fr: "ATTENTION : il dit vrai de son jour, pas d'aujourd'hui : \(outdated.fr)",
          en: "WARNING: it is true of its day, not of today: \(outdated.en)")
      }
      answer.fact("reference", fr: "Numéro", en: "Number", .name(paper.reference))
      return answer
    }
  }
}

extension Reader<String> {
  /// The name that a stock, printer or design gives itself.
  static let template = text.named(fr: "NOM", en: "NAME")
}

extension Reader<LabelPlacing.Position> {
  /// A row and a column, counted from 1.
  static let position = Reader(Text(fr: "LIGNE,COLONNE", en: "ROW,COLUMN")) { written in
    let parts = written.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { throw PositionNotWritten(input: written) }
    let numbers = try parts.map { try Reader<Int>.integer(1...100).value(of: $0) }
    return LabelPlacing.Position(row: numbers[0], column: numbers[1])
  }
}

/// Words that are no place on a sheet.
struct PositionNotWritten: Failure, Equatable {
  let input: String
  let exitCode = ExitCode.usage

  var text: Text {
    Text(
      fr: "« \(input) » ne dit pas où commencer : donnez la ligne et la colonne, comme 2,1.",
      en: "“\(input)” does not say where to start: give the row and the column, as 2,1.")
  }
}
