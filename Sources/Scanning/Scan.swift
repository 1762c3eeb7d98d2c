public import Kernel

/// What a line of a wedge scanner means.
///
/// A line is taken as it was typed, or as a scanner of the other keyboard would have meant it, and only where a check character
/// confirms it; whatever nothing confirms is left to be looked up as an alias or a serial number.
public enum Scan: Hashable, Sendable {
  /// Nothing was typed.
  case nothing
  /// A command card.
  case card(Card)
  /// The code of a device, alone or at the end of an address of any host.
  case device(AssetCode)
  /// A code without digits or separators whose two readings, one for each keyboard, both pass their check (one such code in
  /// some thousands): the inventory says which of them exists.
  case either(AssetCode, AssetCode)
  /// Anything else: an alias or a serial number to be looked up.
  case mark(String)
  /// More than any symbol of the chain holds; it is not kept.
  case tooLong

  /// The longest line that is looked at, in bytes: an address with a long host and path.
  public static let longestLine = 512

  /// Reads a line, without what ends it.
  public init(line: String) {
    guard line.utf8.count <= Self.longestLine else {
      self = .tooLong
      return
    }
    let typed = line.trimmed
    guard !typed.isEmpty else {
      self = .nothing
      return
    }
    // The one card that people without it type: nothing else goes on after a refusal.
    if typed.uppercased() == "OK" {
      self = .card(.ok)
      return
    }
    if let card = Card(payload: typed) {
      self = .card(card)
      return
    }
    switch Self.codes(in: typed) {
    case let codes where codes.count == 1: self = .device(codes[0])
    case let codes where codes.count == 2: self = .either(codes[0], codes[1])
    default: self = .mark(typed)
    }
  }

  /// The codes that a line may mean, each confirmed by its check character: as typed, then as meant on the other keyboard.
  private static func codes(in typed: String) -> [AssetCode] {
    let readings = [typed] + KeyboardMismatch.allCases.compactMap { $0.undone(typed) }
    return readings.reduce(into: []) { codes, reading in
      guard let code = try? AssetCode(scanned: reading), !codes.contains(code) else { return }
      codes.append(code)
    }
  }
}

extension String {
  /// The text without spaces and control characters at its ends: scanners add what they are told to.
  fileprivate var trimmed: String {
    func isBlank(_ character: Character) -> Bool {
      character.isWhitespace || character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
    }
    var rest = self[...]
    while let first = rest.first, isBlank(first) { rest = rest.dropFirst() }
    while let last = rest.last, isBlank(last) { rest = rest.dropLast() }
    return String(rest)
  }
}
