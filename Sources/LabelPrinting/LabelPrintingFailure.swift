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
  /// The printer understands another language than the format asked for.
  case otherLanguage(printer: String, String)
  /// No job has that number.
  case noSuchJob(EntryID)
  /// A printer of whole dots is neither stretched nor slanted.
  case offsetOnly(printer: String)
  /// The printer went away, or did not answer: how many labels of the job it has taken in all for certain.
  case connection(host: String, SystemError, sent: Int, of: Int, job: EntryID)
  /// The printer's name is not known to the network.
  case unknownHost(String, job: EntryID)
  /// The spooler refused; its program's own words went before.
  case spooler(queue: String, status: Int, job: EntryID)
  /// All labels of the job were taken already.
  case sentAlready(EntryID)
  /// Bytes cannot be sent to such a printer so.
  case notSendable(printer: String)
  /// A picture holds one page.
  case onePage(printer: String)
  /// The label is wider than the device's head.
  case widerThanHead(stock: String, printer: String)
  /// The number of copies is not from 1 to 1,000.
  case copies(Int)

  public var exitCode: ExitCode {
    switch self {
    case .unknownTemplate, .noSuchJob: .noInput
    case .connection, .unknownHost, .spooler: .inputOutput
    case .nothingToPrint, .noSuchPosition, .noPositionLeft, .copies, .helplineMissing, .onePage, .otherLanguage: .usage
    case .labelTooSmall, .sheetOnRollPrinter, .noTape, .widerThanHead, .offsetOnly, .notSendable, .sentAlready,
      .unprintable, .moduleTooSmall, .tooFewDots,
      .textTooLong:
      .refused
    }
  }
}
