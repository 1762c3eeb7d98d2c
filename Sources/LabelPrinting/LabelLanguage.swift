import Typesetting

/// A language of printers that take one label after the other, each as dots.
protocol LabelLanguage {
  /// What comes before the first label.
  mutating func begin() -> [UInt8]
  /// One label, printed so many times.
  mutating func label(_ label: DottedLabel, copies: Int) -> [UInt8]
  /// What comes after the last label.
  mutating func end() -> [UInt8]
}

extension LabelLanguage {
  func begin() -> [UInt8] { [] }
  func end() -> [UInt8] { [] }
}

/// A label as its printer is given it: dots, and what its firmware draws over them.
struct DottedLabel {
  let dots: Dots
  var firmware: [FirmwareMark] = []
}

/// Something that a printer draws with its own means, placed in dots from the top left corner.
enum FirmwareMark: Equatable {
  /// A QR symbol, its modules so many dots wide.
  case qr(QRSymbol, column: Int, row: Int, dots: Int)
  /// A line of text, from the top of its letters; the size of the type is in dots.
  case text(String, column: Int, row: Int, size: Int, isBold: Bool)
}

extension LabelPrinter {
  /// The marks of a page that the device draws itself, and those that are left to draw here.
  ///
  /// What its firmware might draw otherwise than asked is left to us: other letters than those of Western Europe, bytes
  /// outside ASCII in a symbol, modules too large for its commands, a backslash in TSPL, whose manuals give no way to write it.
  func split(_ marks: [Mark]) -> (drawn: [Mark], firmware: [FirmwareMark]) {
    guard !firmware.isEmpty else { return (marks, []) }
    var (drawn, own): ([Mark], [FirmwareMark]) = ([], [])
    func dots(_ length: Double) -> Int { Int((length * dotsPerMillimetre).rounded()) }
    func isWritable(_ text: String) -> Bool { language != .tspl || !text.contains("\\") }
    for mark in marks {
      switch mark {
      case .symbol(let symbol, let at, let module)
      where firmware.contains(.qr) && dots(module) <= 10 && symbol.payload.utf8.allSatisfy { 32..<127 ~= $0 }
        && isWritable(symbol.payload):
        let corner = calibration.applied(to: at)
        own.append(.qr(symbol, column: dots(corner.x), row: dots(corner.y), dots: dots(module)))
      case .text(let line)
      where firmware.contains(.text) && line.text.unicodeScalars.allSatisfy { $0.windows1252 != nil }
        && isWritable(line.text):
        let corner = calibration.applied(to: line.origin)
        let size = line.font.points * 25.4 / 72
        own.append(
          .text(
            line.text, column: dots(corner.x), row: max(0, dots(corner.y - size * 0.93)), size: dots(size),
            isBold: line.font.face == .bold || line.font.face == .monoBold))
      default: drawn.append(mark)
      }
    }
    return (drawn, own)
  }
}

extension Unicode.Scalar {
  /// The character in Windows-1252, which printers of Western Europe have.
  var windows1252: UInt8? {
    switch value {
    case 32..<127, 160..<256: UInt8(value)
    default: Self.signs[self]
    }
  }

  private static let signs: [Unicode.Scalar: UInt8] = [
    "€": 128, "…": 133, "Š": 138, "Œ": 140, "Ž": 142, "‘": 145, "’": 146, "“": 147, "”": 148, "•": 149, "–": 150,
    "—": 151, "™": 153, "š": 154, "œ": 156, "ž": 158, "Ÿ": 159,
  ]
}

extension String {
  /// The text in Windows-1252, without what it lacks.
  var windows1252: [UInt8] { unicodeScalars.compactMap(\.windows1252) }
}
