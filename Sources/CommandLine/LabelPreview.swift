import Application
import Arguments
import Glibc
import Kernel
import LabelPrinting

/// `rebond label preview`
struct LabelPreview: Command {
  static let code = Argument<AssetCode?>(.assetCode, Text(fr: "l'appareil", en: "the device"))
  static let output = Option<String?>(
    "output", .path,
    Text(fr: "l'image PNG à écrire, au lieu du terminal", en: "the PNG picture to write, not the terminal"))

  static let specification = CommandSpecification(
    "preview", Text(fr: "Montre une étiquette sans l'imprimer.", en: "Shows a label without printing it."),
    discussion: Text(
      fr: "Dans le terminal, en blocs ; avec --output, en image PNG. D'une liste, la première étiquette.",
      en: "In the terminal, as blocks; with --output, as a PNG picture. Of a list, the first label."),
    parameters: [code, LabelParameters.input, LabelParameters.maps] + LabelParameters.setup + [
      output, OutputOptions.replace,
    ])

  let code: AssetCode?
  let input: String?
  let maps: [ColumnMapping<LabelColumn>]
  let parameters: LabelParameters
  let output: OutputFile?

  init(_ values: ParsedValues) throws {
    code = try values[Self.code]
    input = try values[LabelParameters.input]
    maps = try values[LabelParameters.maps]
    guard (code == nil) != (input == nil) else { throw SessionFailure.oneOf(["CODE", "--input"]) }
    parameters = try LabelParameters(values)
    let replace = try values[OutputOptions.replace]
    output = try values[Self.output].map { try OutputFile(path: $0, replace: replace) }
    try output?.mustBe(.png)
  }

  func run(in session: Session) throws {
    let order = try parameters.order(in: session)
    let chain = session.hasData || code != nil ? try session.chain() : nil
    let item: LabelItem? =
      if let code, let chain { try chain.label(of: code, in: session.language) } else {
        try input.flatMap {
          try LabelList(Files.read($0), mapped: maps.byTitle(), baseURL: chain?.instance.baseURL).first()
        }
      }
    guard let item else { throw LabelPrintingFailure.nothingToPrint }
    let setup =
      try chain?.labelSetup(order).setup
      ?? LabelSetup(
        design: order.templates.design(order.design), stock: order.templates.stock(order.stock),
        printer: order.templates.printer(order.printer), words: order.words)
    let preview = try LabelPicture(of: item, with: setup)
    var answer = Answer()
    if let output {
      _ = try output.write { keep in try keep(preview.png()) }
      answer.say(fr: "L'étiquette est dans « \(output.path) ».", en: "The label is in “\(output.path)”.")
    } else {
      for line in preview.blocks() { answer.say(Text(same: line)) }
    }
    answer.fact("code", fr: "Code", en: "Code", .name(item.code))
    answer.fact("payload", fr: "QR code", en: "QR code", .name(item.payload))
    try session.answer(answer)
  }
}
