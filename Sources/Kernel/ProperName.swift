/// The name of a person, a structure, a place or a household's contact, as people write it, and as it is told from others.
///
/// Two names that look the same must be the same, or one person could pass for the second one that the rules ask for. So what
/// cannot be seen is refused, and so are letters of two alphabets in one name, where « Саmille » with a Cyrillic С would pass
/// for another. A name written wholly in letters of another alphabet that look Latin (« Сасо ») cannot be told this way.
public struct ProperName: Sendable, Equatable {
  /// The name as written, its runs of blanks made one space.
  public let text: String
  /// What the name is compared by: whatever the case, the accents' encoding, the kind of apostrophe or hyphen.
  public let key: String

  /// Reads a name, or nothing when there is none but blanks.
  ///
  /// - Throws: ``KernelFailure/hiddenCharacter(shown:code:)``, ``KernelFailure/mixedAlphabets(_:)``.
  public init?(_ written: String) throws(KernelFailure) {
    if let hidden = written.unicodeScalars.first(where: \.isHidden) {
      let shown = written.unicodeScalars.map { $0.isHidden ? "\u{FFFD}" : String($0) }.joined()
      throw .hiddenCharacter(shown: shown, code: "U+" + String(hidden.value, radix: 16, uppercase: true))
    }
    text = written.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !text.isEmpty else { return nil }
    key = ProperName.key(text)
    guard Set(text.unicodeScalars.compactMap(\.alphabet)).count <= 1 else { throw .mixedAlphabets(text) }
  }

  /// What a text is compared by, be it a fit name or not; two keys are equal when they are canonically equivalent.
  public static func key(_ text: String) -> String {
    // Upper case first: « ß » and « SS » are one.
    let folded = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").uppercased().lowercased()
    return String(folded.map { alike[$0] ?? $0 })
  }

  private static let alike: [Character: Character] = [
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "–": "-", "—": "-",
  ]
}

extension Unicode.Scalar {
  /// Whether nothing shows that it is there: controls, marks of direction, joiners, blanks of no width, private characters.
  fileprivate var isHidden: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
    default: properties.isDefaultIgnorableCodePoint || value == 0x2800
    }
  }

  /// The alphabet of a letter, among those that have letters which look alike; nothing for other signs.
  fileprivate var alphabet: Int? {
    guard properties.isAlphabetic else { return nil }
    return Unicode.Scalar.alphabets.firstIndex { $0.contains { $0.contains(value) } }
  }

  /// Latin, Greek, Cyrillic, Armenian, Cherokee, and the letters that stand for Latin ones: full width, mathematical.
  private static let alphabets: [[ClosedRange<UInt32>]] = [
    [0x41...0x24F, 0x1E00...0x1EFF], [0x370...0x3FF, 0x1F00...0x1FFF],
    [0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F], [0x530...0x58F],
    [0x13A0...0x13FF, 0xAB70...0xABBF], [0xFF21...0xFF5A], [0x1D400...0x1D7FF],
  ]
}
