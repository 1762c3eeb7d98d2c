public import Kernel
public import Typesetting

/// What keeps labels from being printed. Names of stocks and printers are their ids; measures are in millimetres.
public enum LabelPrintingFailure: Failure, Equatable {
  /// No template of that kind has this id.
  case unknownTemplate(LabelTemplates.Kind, id: String, known: [String])
  /// There is nothing to print.
  case nothingToPrint
  /// No drawing of the design fits on so small a label.
  case labelTooSmall(design: String, stock: String, label: Extent)
  /// A device that prints a label at a time cannot print a sheet of labels.
  case sheetOnRollPrinter(stock: String, printer: String)
  /// The label lies in the border the device cannot print.
  case unprintable(stock: String, printer: String, row: Int, column: Int)
  /// The symbol's modules come out smaller, in millimetres, than what lasts and is read.
  case moduleTooSmall(code: String, stock: String, printer: String, module: Double, least: Double)
  /// The symbol's modules come out with fewer dots than a reader needs.
  case tooFewDots(code: String, stock: String, printer: String, dots: Int)
  /// A text does not fit in its box at its least size, and may not be cut.
  case textTooLong(String, code: String, stock: String)
  /// There is no such label on the sheet.
  case noSuchPosition(String, stock: String, rows: Int, columns: Int)
  /// The start and the labels to skip leave nothing of the first sheet.
  case noPositionLeft(stock: String)
  /// The design shows a number to call for help, and none was given.
  case helplineMissing(design: String)
  /// The printer wants to be told which tape it holds, and the stock says none.
  case noTape(stock: String, printer: String)
  /// A picture holds one page.
  case onePage(printer: String)
  /// The label is wider than the device's head.
  case widerThanHead(stock: String, printer: String)
  /// The number of copies is not from 1 to 1,000.
  case copies(Int)

  public var exitCode: ExitCode {
    switch self {
    case .unknownTemplate: .noInput
    case .nothingToPrint, .noSuchPosition, .noPositionLeft, .copies, .helplineMissing, .onePage: .usage
    case .labelTooSmall, .sheetOnRollPrinter, .noTape, .widerThanHead, .unprintable, .moduleTooSmall, .tooFewDots,
      .textTooLong:
      .refused
    }
  }
}
