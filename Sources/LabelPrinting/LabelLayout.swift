import Kernel
import Typesetting

/// Lays labels out: the one pass that says where everything goes, whatever prints it.
struct LabelLayout {
  let drawing: LabelDesign.Drawing
  let stock: LabelStock
  let printer: LabelPrinter
  let typesetter: Typesetter

  /// Chooses the drawing for a stock.
  ///
  /// - Throws: ``LabelPrintingFailure/labelTooSmall(design:stock:label:)`` when the design has none for it.
  init(
    design: LabelDesign, stock: LabelStock, printer: LabelPrinter, typesetter: Typesetter
  ) throws(LabelPrintingFailure) {
    guard let drawing = design.drawing(for: stock.label) else {
      throw .labelTooSmall(design: design.id, stock: stock.id, label: stock.label)
    }
    self.drawing = drawing
    self.stock = stock
    self.printer = printer
    self.typesetter = typesetter
  }

  /// The marks of one label at a position of the sheet, numbered from 0.
  ///
  /// - Throws: ``LabelPrintingFailure`` or ``TypesettingFailure``, naming what cannot be printed as asked.
  func marks(for item: LabelItem, at position: Int) throws -> [Mark] {
    let field = stock.area(at: position).inset(by: drawing.inset)
    guard printer.printable(of: stock.sheet).contains(field) else {
      throw LabelPrintingFailure.unprintable(
        stock: stock.id, printer: printer.id, row: position / stock.columns + 1,
        column: position % stock.columns + 1)
    }
    return try drawing.items.flatMap { element -> [Mark] in
      let box = element.edges.area(in: field)
      switch element {
      case .qr(let qr):
        return [try mark(of: qr, for: item, in: box)]
      case .text(let text):
        return try lines(of: text, for: item, in: box)
      case .outline(_, let radius, let thickness):
        return [.outline(box.inset(by: thickness / 2), radius: radius, thickness: thickness, ink: .black)]
      case .rule:
        return [.fill(box, ink: .black)]
      }
    }
  }

  /// The symbol in the middle of its box, its corner and its modules on whole dots of the device.
  private func mark(of qr: LabelDesign.QR, for item: LabelItem, in box: Area) throws -> Mark {
    let symbol = try QRSymbol(payload: item.payload, atLeast: qr.level)
    let modules = symbol.side + 2 * QRSymbol.quietZone
    let density = printer.dotsPerMillimetre
    let (columns, rows) = (
      wholeDots(from: box.minX, to: box.maxX, density), wholeDots(from: box.minY, to: box.maxY, density)
    )
    let dots = min(columns.count, rows.count) / modules
    guard dots >= 4 else {
      throw LabelPrintingFailure.tooFewDots(
        code: item.code, stock: stock.id, printer: printer.id, dots: dots)
    }
    let module = Double(dots) / density
    guard module >= qr.minModule else {
      throw LabelPrintingFailure.moduleTooSmall(
        code: item.code, stock: stock.id, printer: printer.id, module: module, least: qr.minModule)
    }
    let side = dots * symbol.side
    let corner = Point(
      x: Double(columns.lowerBound + (columns.count - side) / 2) / density,
      y: Double(rows.lowerBound + (rows.count - side) / 2) / density)
    return .symbol(symbol, at: corner, module: module)
  }

  /// The dots that lie wholly between two places; a ten thousandth of a dot is an error of rounding.
  private func wholeDots(from start: Double, to end: Double, _ density: Double) -> Range<Int> {
    let first = Int((start * density - 1e-4).rounded(.up))
    return first..<max(first, Int((end * density + 1e-4).rounded(.down)))
  }

  /// The text from the top of its box, at the largest size that fits.
  private func lines(of text: LabelDesign.TextBox, for item: LabelItem, in box: Area) throws -> [Mark] {
    let paragraphs = text.write.map(item.filling).filter { !$0.isEmpty }
    guard !paragraphs.isEmpty else { return [] }
    guard
      let fitted = try FittedText(
        paragraphs, in: box.size, face: text.face, sizes: text.least...text.preferred, lines: text.lines,
        mayCut: text.overflow == .ellipsis, typesetter: typesetter)
    else {
      throw LabelPrintingFailure.textTooLong(
        paragraphs.joined(separator: " "), code: item.code, stock: stock.id)
    }
    return fitted.lines.enumerated().map { index, line in
      let baseline = box.minY + fitted.ascent + Double(index) * fitted.lineHeight
      return .text(TextLine(line, font: fitted.font, origin: Point(x: box.minX, y: baseline)))
    }
  }
}
