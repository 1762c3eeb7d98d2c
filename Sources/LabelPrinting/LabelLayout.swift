import Kernel
import Typesetting

/// Lays labels out: the one pass that says where everything goes, whatever prints it.
struct LabelLayout {
  let drawing: LabelDesign.Drawing
  let stock: LabelStock
  let printer: LabelPrinter
  let words: LabelWords
  let typesetter: Typesetter
  /// The part of the sheet that the device prints.
  let printable: Area
  private let mayBleed, isTape: Bool

  /// Chooses the drawing for a stock.
  ///
  /// - Throws: ``LabelPrintingFailure/labelTooSmall(design:stock:label:)`` when the design has none for it,
  ///   ``LabelPrintingFailure/helplineMissing(design:)``, ``LabelPrintingFailure/noTape(stock:printer:)``.
  init(
    design: LabelDesign, stock: LabelStock, printer: LabelPrinter, words: LabelWords, typesetter: Typesetter
  ) throws(LabelPrintingFailure) {
    // Of a tape, what cannot be printed is as good as not there.
    let tape = printer.language == .brotherQL ? try BrotherTape(stock, printer).printable : nil
    let label = tape?.size ?? stock.label
    guard let drawing = design.drawing(for: label) else {
      throw .labelTooSmall(design: design.id, stock: stock.id, label: label)
    }
    if drawing.shows(.helpline), words.helpline?.isEmpty ?? true { throw .helplineMissing(design: design.id) }
    self.drawing = drawing
    self.stock = stock
    self.printer = printer
    self.words = words
    self.typesetter = typesetter
    mayBleed = design.mayBleed
    printable = tape ?? printer.printable(of: stock.sheet)
    isTape = tape != nil
  }

  /// What encodes the symbols of labels.
  var encoder: SymbolEncoder { SymbolEncoder(drawing) }

  /// The marks of one label at a position of the sheet, numbered from 0.
  ///
  /// - Throws: ``LabelPrintingFailure`` or ``TypesettingFailure``, naming what cannot be printed as asked.
  func marks(for item: LabelItem, at position: Int) throws -> [Mark] {
    try marks(for: item, at: position, encoder.symbols(of: item))
  }

  /// The marks of one label whose symbols are encoded already.
  ///
  /// - Throws: as ``marks(for:at:)``.
  func marks(for item: LabelItem, at position: Int, _ symbols: SymbolEncoder.Symbols) throws -> [Mark] {
    var symbols = symbols[...]
    let label = isTape ? printable : stock.area(at: position)
    let field = label.inset(by: drawing.inset)
    guard mayBleed || printable.contains(field) else {
      throw LabelPrintingFailure.unprintable(
        stock: stock.id, printer: printer.id, row: position / stock.columns + 1,
        column: position % stock.columns + 1)
    }
    return try drawing.items.flatMap { element -> [Mark] in
      let box = element.edges.area(in: field)
      switch element {
      case .qr(let qr):
        guard let symbol = symbols.popFirst() else { return [] }
        return [try mark(of: qr, try symbol.get(), for: item, in: box)]
      case .text(let text):
        let paragraphs = text.write.map { template in
          template.filled(in: words.language) { word(for: $0, of: item, at: position) }
        }
        return try lines(of: text, paragraphs, for: item, in: box)
      case .outline(_, let radius, let thickness):
        let radius = radius ?? (box == label ? stock.radius : 0)
        return [.outline(box.inset(by: thickness / 2), radius: radius, thickness: thickness, ink: .black)]
      case .rule:
        return [.fill(box, ink: .black)]
      case .ruler:
        return ticks(along: box)
      case .image(_, let picture):
        return [.picture(picture, in: box)]
      }
    }
  }

  private func word(for placeholder: LabelPlaceholder, of item: LabelItem, at position: Int) -> String {
    func line(_ number: Int) -> String { item.lines.indices.contains(number - 1) ? item.lines[number - 1] : "" }
    return switch placeholder {
    case .code: item.code
    case .line1: line(1)
    case .line2: line(2)
    case .line3: line(3)
    case .line4: line(4)
    // The figures of a number to call stay on one line as long as they can.
    case .helpline: words.helpline.map { $0.replacing(/(\d) (?=\d)/) { "\($0.1)\u{A0}" } } ?? ""
    case .position: "\(position / stock.columns + 1),\(position % stock.columns + 1)"
    case .stock: stock.name[words.language]
    }
  }

  /// A mark each millimetre along the longer side, longer each five and ten.
  private func ticks(along box: Area) -> [Mark] {
    let isAcross = box.size.width >= box.size.height
    let (length, depth) = isAcross ? (box.size.width, box.size.height) : (box.size.height, box.size.width)
    return (0...Int(length + 1e-6)).map { millimetre in
      let reach = depth * (millimetre % 10 == 0 ? 1 : millimetre % 5 == 0 ? 0.7 : 0.4)
      let (start, thickness) = (Double(millimetre), 0.15)
      // The first and the last mark stay within the box.
      let place = min(max(start - thickness / 2, 0), length - thickness)
      return isAcross
        ? .fill(Area(x: box.minX + place, y: box.minY, width: thickness, height: reach), ink: .black)
        : .fill(Area(x: box.minX, y: box.minY + place, width: reach, height: thickness), ink: .black)
    }
  }

  /// The symbol in the middle of its box, its corner and its modules on whole dots of the device.
  private func mark(of qr: LabelDesign.QR, _ symbol: QRSymbol, for item: LabelItem, in box: Area) throws -> Mark {
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
  private func lines(
    of text: LabelDesign.TextBox, _ written: [String], for item: LabelItem, in box: Area
  ) throws -> [Mark] {
    let paragraphs = written.filter { !$0.isEmpty }
    guard !paragraphs.isEmpty else { return [] }
    guard
      let fitted = try FittedText(
        paragraphs, in: box.size, face: text.face, sizes: text.least...text.preferred, lines: text.lines,
        mayCut: text.overflow == .ellipsis, typesetter: typesetter)
    else {
      throw LabelPrintingFailure.textTooLong(
        paragraphs.joined(separator: " "), code: item.code, stock: stock.id)
    }
    return try fitted.lines.enumerated().map { index, line in
      let baseline = box.minY + fitted.ascent + Double(index) * fitted.lineHeight
      let free = text.align == .left ? 0 : box.size.width - (try typesetter.width(of: line, in: fitted.font))
      return .text(TextLine(line, font: fitted.font, origin: Point(x: box.minX + free / 2, y: baseline)))
    }
  }
}

extension LabelDesign.Drawing {
  /// Whether some text of it holds a placeholder.
  fileprivate func shows(_ placeholder: LabelPlaceholder) -> Bool {
    items.contains { item in
      if case .text(let text) = item { text.write.contains { $0.holds(placeholder) } } else { false }
    }
  }
}
