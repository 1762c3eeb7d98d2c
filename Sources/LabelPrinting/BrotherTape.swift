import Typesetting

/// Where the printable dots of a Brother tape lie on its label.
struct BrotherTape {
  let tape: LabelStock.Tape
  /// Whether the label is read along the tape: then it is printed turned by a quarter.
  let isTurned: Bool
  /// The part of the label that can be printed, on whole dots.
  let printable: Area

  /// Looks a stock's tape up.
  ///
  /// - Throws: ``LabelPrintingFailure/noTape(stock:printer:)``, ``LabelPrintingFailure/widerThanHead(stock:printer:)``.
  init(_ stock: LabelStock, _ printer: LabelPrinter) throws(LabelPrintingFailure) {
    guard stock.isRoll, let tape = stock.tape else { throw .noTape(stock: stock.id, printer: printer.id) }
    guard tape.columns + tape.rightMargin <= printer.headDots else {
      throw .widerThanHead(stock: stock.id, printer: printer.id)
    }
    self.tape = tape
    isTurned = tape.length != nil && Int(stock.label.width.rounded()) != tape.width
    let density = printer.dotsPerMillimetre
    let (across, along) = isTurned ? (stock.label.height, stock.label.width) : (stock.label.width, stock.label.height)
    func span(_ length: Double, _ dots: Int?) -> (start: Double, length: Double) {
      let all = Int((length * density).rounded(.down))
      let dots = min(dots ?? all, all)
      return (Double((all - dots) / 2) / density, Double(dots) / density)
    }
    let (x, y) = (span(across, tape.columns), span(along, tape.rows))
    printable =
      isTurned
      ? Area(x: y.start, y: x.start, width: y.length, height: x.length)
      : Area(x: x.start, y: y.start, width: x.length, height: y.length)
  }
}
