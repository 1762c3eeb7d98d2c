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
  /// A line of text, from the top of its letters.
  case text(String, column: Int, row: Int, font: FirmwareFont, isBold: Bool)
}

/// Letters that a printer has, in dots.
enum FirmwareFont: Equatable {
  /// Narrow letters of any height.
  case scaled(height: Int)
  /// Letters of one width and height, enlarged so many times.
  case fixed(number: Int, width: Int, height: Int, times: Int)

  /// How high its letters are.
  var height: Int {
    switch self {
    case .scaled(let height): height
    case .fixed(_, _, let height, let times): height * times
    }
  }
}

extension LabelPrinter {
  /// The marks of a page that the device draws itself, and those that are left to draw here.
  ///
  /// What its firmware might draw otherwise than asked is left to us: other letters than those of Western Europe, bytes
  /// outside ASCII in a symbol, modules too large for its commands, a backslash in TSPL, whose manuals give no way to write it, and
  /// words that its letters would make wider than ours, which the layout gave their room.
  ///
  /// - Parameter width: how wide a line is drawn here, in millimetres.
  func split(
    _ marks: [Mark], width: (TextLine) throws(TypesettingFailure) -> Double
  ) throws(TypesettingFailure) -> (drawn: [Mark], firmware: [FirmwareMark]) {
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
        let size = line.font.points * 25.4 / 72
        guard
          let font = language.font(
            height: dots(size), width: dots(try width(line)), letters: line.text.unicodeScalars.count)
        else {
          drawn.append(mark)
          continue
        }
        let corner = calibration.applied(to: line.origin)
        // The foot of lower letters lies as far below the line in all of them: the line stays where it is.
        let row = dots(corner.y - size * 0.93) + (dots(size) - font.height) * 4 / 5
        own.append(
          .text(
            line.text, column: dots(corner.x), row: max(0, row), font: font,
            isBold: line.font.face == .bold || line.font.face == .monoBold))
      default: drawn.append(mark)
      }
    }
    return (drawn, own)
  }
}

extension LabelPrinter.Language {
  /// The letters of such a printer for a line of so many of them, no higher and no wider than asked; none where none are so narrow.
  func font(height: Int, width: Int, letters: Int) -> FirmwareFont? {
    let fonts: [(number: Int, width: Int, height: Int)]
    switch self {
    case .zpl, .tspl: return .scaled(height: height)
    // EPL2's fonts 1 to 4 at 203 dpi, ESC/POS's fonts B and A.
    case .epl2: fonts = [(1, 8, 12), (2, 10, 16), (3, 12, 20), (4, 14, 24)]
    case .escpos: fonts = [(1, 9, 17), (0, 12, 24)]
    case .pdf, .png, .svg, .brotherQL: return nil
    }
    let fitting = fonts.flatMap { font in
      (1...8).filter { font.height * $0 <= height && font.width * $0 * letters <= width }.map {
        FirmwareFont.fixed(number: font.number, width: font.width, height: font.height, times: $0)
      }
    }
    return fitting.max { $0.height < $1.height }
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
