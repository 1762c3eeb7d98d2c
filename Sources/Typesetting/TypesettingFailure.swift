public import Kernel

/// What keeps a page from being set or drawn.
public enum TypesettingFailure: Failure, Equatable {
  /// The font cannot draw a character of the text.
  case missingGlyph(Unicode.Scalar, in: String)
  /// The font asked for is not on the machine.
  case missingFont(family: String)
  /// The payload holds more than the largest QR symbol of the level.
  case payloadTooLong(String)
  /// Part of a paper is taller than its page.
  case tallerThanPage(String)
  /// The libraries that set and draw pages are not on the machine.
  case missingLibraries
  /// The drawing library refused, in its own words.
  case drawing(String)

  public var exitCode: ExitCode {
    switch self {
    case .missingGlyph, .payloadTooLong, .tallerThanPage: .badData
    case .missingFont, .missingLibraries: .configuration
    case .drawing: .ourFault
    }
  }
}
