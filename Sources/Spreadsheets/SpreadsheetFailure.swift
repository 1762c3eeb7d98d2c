public import Kernel

/// Why a list cannot be read.
public enum SpreadsheetFailure: Failure, Equatable {
  /// There is no text in it.
  case empty
  /// It is longer than ``Spreadsheet/longest``.
  case tooLong
  /// The bytes are no text: a picture, or a spreadsheet in its own format.
  case noText(line: Int)
  /// A quote opens a cell, and nothing closes it.
  case openQuote(line: Int)
  /// The list has no title that the user named.
  case noSuchTitle(String, titles: [String])
  /// Two columns mean the same.
  case titleTwice(String, column: String)
  /// Columns without which the list is of no use.
  case missingColumns([String], titles: [String])

  public var exitCode: ExitCode { .badData }
}
