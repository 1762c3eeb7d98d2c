/// A scanner that types as on one keyboard into a computer that expects another.
///
/// A wedge scanner presses keys. Where it believes the keyboard is a QWERTY one and the computer has an AZERTY one, or the other
/// way round, each key gives another character; this gives back the characters the scanner meant.
enum KeyboardMismatch: CaseIterable {
  /// The scanner is set for a US keyboard, the computer for a French one.
  case usScannerOnFrench
  /// The scanner is set for a French keyboard, the computer for a US one.
  case frenchScannerOnUS

  /// The characters the scanner meant, or nothing when no such scanner types that line.
  func undone(_ line: String) -> String? {
    var meant = ""
    for character in line {
      guard let key = meantBy[character] else { return nil }
      meant.append(key)
    }
    return meant
  }

  private var meantBy: [Character: Character] {
    switch self {
    case .usScannerOnFrench: Self.usOnFrench
    case .frenchScannerOnUS: Self.frenchOnUS
    }
  }

  /// The same keys in the same order, without and with the shift key; dead keys are left out.
  private static let keys = (
    us: "1234567890-=" + "qwertyuiop]" + "asdfghjkl;'\\" + "zxcvbnm,./" + "!@#$%^&*()_+" + "QWERTYUIOP}"
      + "ASDFGHJKL:\"|"
      + "ZXCVBNM<>?" + " ",
    french: "&é\"'(-è_çà)=" + "azertyuiop$" + "qsdfghjklmù*" + "wxcvbn,;:!" + "1234567890°+" + "AZERTYUIOP£"
      + "QSDFGHJKLM%µ"
      + "WXCVBN?./§" + " "
  )
  /// With the letters of a French keyboard locked in capitals, its digit keys may give accented capitals.
  private static let usOnFrench = table(typed: keys.french + "ÉÈÇÀ", meant: keys.us + "2790")
  private static let frenchOnUS = table(typed: keys.us, meant: keys.french)

  private static func table(typed: String, meant: String) -> [Character: Character] {
    Dictionary(zip(typed, meant)) { first, _ in first }
  }
}
