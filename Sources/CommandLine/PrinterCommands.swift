import Application
import Arguments
import Kernel
import LabelPrinting
import Typesetting

/// `rebond label calibrate`
struct LabelCalibrate: Command {
  static let specification = CommandSpecification(
    "calibrate",
    Text(
      fr: "Prépare la page d'étalonnage d'une imprimante : contours et règles.",
      en: "Prepares a printer's calibration page: outlines and rulers."),
    discussion: Text(
      fr: "Imprimez-la sans mise à l'échelle, mesurez, puis : `rebond printer calibrate … --dx=… --dy=…`",
      en: "Print it without scaling, measure, then: `rebond printer calibrate … --dx=… --dy=…`"),
    parameters: LabelParameters.materials + [OutputOptions.output, OutputOptions.replace])

  let parameters: LabelParameters
  let output: OutputFile

  init(_ values: ParsedValues) throws {
    parameters = try LabelParameters(values, design: "calibration")
    output = try OutputFile(values, nil)
  }

  func run(in session: Session) throws {
    var order = try parameters.order(in: session)
    try output.mustBe(.labels(order.templates.printer(order.printer).language))
    let stock = try order.templates.stock(order.stock)
    order.items = (1...stock.positions).map { LabelItem(String($0), lines: []) }
    let measured = session.hasData ? try session.chain().calibration(of: order.printer) : nil
    let printed = try output.writeInPieces { keep in
      try order.print(created: session.now(), calibration: measured, keep: keep)
    }
    try session.answer(Answer(printed, next: nil, in: output.path))
  }
}

/// `rebond printer calibrate`
struct PrinterCalibrate: Command {
  static let printer = Argument<String>(.template, Text(fr: "l'imprimante", en: "the printer"))
  static let dx = Option<Double>(
    "dx", .decimal(-50...50), otherwise: "0", Text(fr: "millimètres vers la droite", en: "millimetres to the right"))
  static let dy = Option<Double>(
    "dy", .decimal(-50...50), otherwise: "0", Text(fr: "millimètres vers le bas", en: "millimetres downwards"))
  static let scaleX = Option<Double>(
    "scale-x", .decimal(0.9...1.1), otherwise: "1", Text(fr: "facteur en largeur", en: "factor of the width"))
  static let scaleY = Option<Double>(
    "scale-y", .decimal(0.9...1.1), otherwise: "1", Text(fr: "facteur en hauteur", en: "factor of the height"))
  static let skew = Option<Double>(
    "skew", .decimal(-0.1...0.1), otherwise: "0",
    Text(fr: "millimètres vers la droite par millimètre vers le bas", en: "millimetres right for each downwards"))

  static let specification = CommandSpecification(
    "calibrate",
    Text(
      fr: "Note ce qu'on a mesuré sur une page d'étalonnage.", en: "Records what was measured on a calibration page."),
    discussion: Text(
      fr: "Le dessin est corrigé d'autant à chaque impression ; le papier garde ses mesures.",
      en: "The drawing is set right by it at each printing; the stock keeps its measures."),
    parameters: [printer, dx, dy, scaleX, scaleY, skew, LabelParameters.templates])

  let printer: String
  let numbers: [Double]
  let templates: String?

  init(_ values: ParsedValues) throws {
    printer = try values[Self.printer]
    numbers = try [Self.dx, Self.dy, Self.scaleX, Self.scaleY, Self.skew].map { try values[$0] }
    templates = try values[LabelParameters.templates]
  }

  func run(in session: Session) throws {
    try session.perform { chain, act in
      let device = try session.labelTemplates(templates).printer(printer)
      try chain.calibrate(
        device, .init(dx: numbers[0], dy: numbers[1], scaleX: numbers[2], scaleY: numbers[3], skew: numbers[4]), as: act
      )
      var answer = Answer()
      answer.say(fr: "L'imprimante « \(printer) » est étalonnée.", en: "The printer “\(printer)” is calibrated.")
      return answer
    }
  }
}

/// `rebond printer list`
struct PrinterList: Command {
  static let specification = CommandSpecification(
    "list", Text(fr: "Montre les imprimantes et leur étalonnage.", en: "Shows the printers and their calibration."),
    parameters: [LabelParameters.templates])

  let templates: String?

  init(_ values: ParsedValues) throws { templates = try values[LabelParameters.templates] }

  func run(in session: Session) throws {
    try session.look { chain in
      var answer = Answer()
      let printers = try session.labelTemplates(templates).printers()
      answer.table(
        "printers", none: Text(fr: "Aucune imprimante.", en: "No printer."),
        [
          .init("id", fr: "nom", en: "name"), .init("language", fr: "langage", en: "language"),
          .init("calibration", fr: "étalonnage", en: "calibration"),
          .init("name", fr: "ce que c'est", en: "what it is"),
        ],
        rows: try printers.map { printer in
          let wish = try chain.calibration(of: printer.id).map(printer.calibrated)
          return [
            .name(printer.id), .name(printer.language.rawValue),
            .name(orNone: wish.map { "dx \($0.dx), dy \($0.dy), \($0.scaleX) × \($0.scaleY), \($0.skew)" }),
            .text(printer.name),
          ]
        })
      return answer
    }
  }
}

extension Reader<Double> {
  /// A decimal number within bounds, with a point or a comma.
  static func decimal(_ range: ClosedRange<Double>) -> Reader {
    Reader(Text(fr: "NOMBRE", en: "NUMBER")) { written in
      guard let number = Double(written.replacing(",", with: ".")), range.contains(number) else {
        throw DecimalNotWritten(input: written, range: range)
      }
      return number
    }
  }
}

/// Words that are no decimal number, or one out of bounds.
struct DecimalNotWritten: Failure, Equatable {
  let input: String
  let range: ClosedRange<Double>
  let exitCode = ExitCode.usage

  var text: Text {
    Text(
      fr: "« \(input) » n'est pas un nombre de \(range.lowerBound) à \(range.upperBound).",
      en: "“\(input)” is not a number from \(range.lowerBound) to \(range.upperBound).")
  }
}
