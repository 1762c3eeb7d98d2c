public import Kernel
import Typesetting

/// Labels ready to send to a printer or to save.
public struct RenderedLabels: Sendable, Equatable {
  public let bytes: [UInt8]
  /// The kind of the bytes, as `application/pdf`.
  public let mediaType: String
  /// The usual ending of a file of that kind, without its dot.
  public let fileExtension: String
  /// Labels printed, copies included.
  public let labels: Int
  /// Sheets; on a roll, labels.
  public let pages: Int
  /// The last label used of the last sheet.
  public let last: LabelRun.Position
}

/// Prints runs of labels on a stock with a printer.
public enum LabelSheet {
  /// Draws every label of a run in the printer's language.
  ///
  /// - Parameter created: when the job is said to be made; the same input gives the same bytes.
  /// - Throws: ``LabelPrintingFailure`` or ``TypesettingFailure``: one label that cannot be printed as its design says
  ///   refuses the run, so that no sheet is spoilt.
  public static func render(
    _ run: LabelRun, design: LabelDesign, stock: LabelStock, printer: LabelPrinter, language: Language,
    created: Instant
  ) throws -> RenderedLabels {
    let positions = try SheetPositions(run, stock: stock)
    let typesetter = try Typesetter()
    let layout = try LabelLayout(design: design, stock: stock, printer: printer, typesetter: typesetter)
    switch printer.language {
    case .pdf:
      let title = Text(fr: "Étiquettes – \(stock.name)", en: "Labels – \(stock.name)")[language]
      let writer = try PDFWriter(
        PDFWriter.Properties(title: title, language: language, created: created), typesetter: typesetter)
      var page = Page(size: stock.sheet, adjustment: printer.calibration)
      var (sheet, last, labels) = (0, 0, 0)
      for item in run.items {
        for _ in 0..<run.copies {
          let place = positions.place(of: labels)
          if place.sheet != sheet {
            try writer.add(page)
            (page.marks, sheet) = ([], place.sheet)
          }
          page.marks += try layout.marks(for: item, at: place.position)
          (last, labels) = (place.position, labels + 1)
        }
      }
      try writer.add(page)
      return RenderedLabels(
        bytes: try writer.finish(), mediaType: "application/pdf", fileExtension: "pdf", labels: labels,
        pages: sheet + 1, last: stock.position(last))
    case .zpl:
      guard stock.isRoll else {
        throw LabelPrintingFailure.sheetOnRollPrinter(stock: stock.id, printer: printer.id)
      }
      var bytes: [UInt8] = []
      for item in run.items {
        let page = Page(
          size: stock.sheet, marks: try layout.marks(for: item, at: 0), adjustment: printer.calibration)
        let dots = try Dots(
          drawing: page, dotsPerMillimetre: printer.dotsPerMillimetre, typesetter: typesetter)
        bytes += ZPL.label(dots, copies: run.copies, mediaCommands: printer.mediaCommands)
      }
      let labels = run.items.count * run.copies
      return RenderedLabels(
        bytes: bytes, mediaType: "application/vnd.zebra-zpl", fileExtension: "zpl", labels: labels,
        pages: labels,
        last: .first)
    }
  }
}

/// Which labels of which sheets a run uses.
struct SheetPositions {
  /// The labels of the first sheet that may be used, numbered from 0.
  let first: [Int]
  let perSheet: Int

  /// Checks a run's wishes against its stock.
  ///
  /// - Throws: ``LabelPrintingFailure`` when there is nothing to print, or a position is not on the sheet.
  init(_ run: LabelRun, stock: LabelStock) throws(LabelPrintingFailure) {
    guard !run.items.isEmpty else { throw .nothingToPrint }
    guard (1...1000).contains(run.copies) else { throw .copies(run.copies) }
    let start = run.start
    guard (1...stock.rows).contains(start.row), (1...stock.columns).contains(start.column) else {
      throw .noSuchPosition(
        "\(start.row),\(start.column)", stock: stock.id, rows: stock.rows, columns: stock.columns)
    }
    if let wrong = run.skip.sorted().first(where: { !(1...stock.positions).contains($0) }) {
      throw .noSuchPosition("\(wrong)", stock: stock.id, rows: stock.rows, columns: stock.columns)
    }
    let from = (start.row - 1) * stock.columns + start.column - 1
    first = (from..<stock.positions).filter { !run.skip.contains($0 + 1) }
    guard !first.isEmpty else { throw .noPositionLeft(stock: stock.id) }
    perSheet = stock.positions
  }

  /// The sheet and the position on it of a label of the run, all numbered from 0.
  func place(of label: Int) -> (sheet: Int, position: Int) {
    if label < first.count { return (0, first[label]) }
    let after = label - first.count
    return (after / perSheet + 1, after % perSheet)
  }
}

extension LabelStock {
  /// The row and column of a position numbered from 0.
  fileprivate func position(_ position: Int) -> LabelRun.Position {
    LabelRun.Position(row: position / columns + 1, column: position % columns + 1)
  }
}
