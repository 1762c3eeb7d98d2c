public import Kernel

/// Labels ready to send to a printer or to save.
public struct RenderedLabels: Sendable, Equatable {
  public let bytes: [UInt8]
  public let printed: PrintedLabels
}

/// Prints short runs of labels whole.
public enum LabelSheet {
  /// Draws every label of a run in the printer's language.
  ///
  /// - Parameter created: when the job is said to be made; the same input gives the same bytes.
  /// - Throws: ``LabelPrintingFailure`` or ``TypesettingFailure``: one label that cannot be printed as its design says
  ///   refuses the run, so that no sheet is spoilt.
  public static func render(
    _ items: [LabelItem], with setup: LabelSetup, placing: LabelPlacing = LabelPlacing(), created: Instant
  ) throws -> RenderedLabels {
    let press = try LabelPress(setup, placing: placing, created: created)
    var bytes: [UInt8] = []
    try press.add(items) { bytes += $1 }
    let (rest, printed) = try press.finish()
    return RenderedLabels(bytes: bytes + rest, printed: printed)
  }
}

/// Which labels of which sheets a run uses.
struct SheetPositions {
  /// The labels of the first sheet that may be used, numbered from 0.
  let first: [Int]
  let perSheet: Int

  /// Checks a run's wishes against its stock.
  ///
  /// - Throws: ``LabelPrintingFailure`` when a position is not on the sheet.
  init(_ placing: LabelPlacing, stock: LabelStock) throws(LabelPrintingFailure) {
    guard (1...1000).contains(placing.copies) else { throw .copies(placing.copies) }
    let start = placing.start
    guard (1...stock.rows).contains(start.row), (1...stock.columns).contains(start.column) else {
      throw .noSuchPosition(
        "\(start.row),\(start.column)", stock: stock.id, rows: stock.rows, columns: stock.columns)
    }
    if let wrong = placing.skip.sorted().first(where: { !(1...stock.positions).contains($0) }) {
      throw .noSuchPosition("\(wrong)", stock: stock.id, rows: stock.rows, columns: stock.columns)
    }
    let from = (start.row - 1) * stock.columns + start.column - 1
    first = (from..<stock.positions).filter { !placing.skip.contains($0 + 1) }
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
