/// What a page of a PDF draws, as its operators (ISO 32000-1, annex A), in millimetres from the top left corner.
struct PDFContent {
  private(set) var bytes: [UInt8] = []
  private var ink = Ink.black

  /// Starts a page over, moved as its adjustment asks.
  mutating func begin(_ page: Page) {
    bytes.removeAll(keepingCapacity: true)
    ink = .black
    let (scale, wish) = (1 / millimetresPerPoint, page.adjustment)
    // A PDF's own unit is the point and its corner the bottom left one.
    numbers(scale * wish.scaleX, 0, scale * wish.skew, -scale * wish.scaleY, digits: 6)
    numbers(scale * wish.dx, scale * (page.size.height - wish.dy), digits: 4)
    put("cm\n")
  }

  /// Draws glyphs from the left end of their baseline.
  mutating func write(_ line: GlyphLine, at origin: Point, font: PDFFont, points: Double, ink: Ink) {
    guard !line.glyphs.isEmpty else { return }
    use(ink)
    put("BT/\(font.name) ")
    numbers(points * millimetresPerPoint, digits: 4)
    put("Tf 1 0 0 -1 ")
    numbers(origin.x, origin.y, digits: 3)
    put("Tm[(")
    // Where the reader's pen stands, in thousandths of an em, and how high letters are raised.
    var (pen, rise) = (0, 0.0)
    for glyph in line.glyphs {
      let place = Int((glyph.x * 1000).rounded())
      if glyph.y != rise {
        rise = glyph.y
        put(")]TJ ")
        numbers(-rise * points * millimetresPerPoint, digits: 4)
        put("Ts[(")
      }
      if place != pen { put(")\(pen - place)(") }
      escaped(UInt8(glyph.id >> 8 & 255))
      escaped(UInt8(glyph.id & 255))
      pen = place + font.use(glyph, of: line)
    }
    put(")]TJ ET\n")
    if rise != 0 { put("0 Ts\n") }
  }

  mutating func line(from: Point, to: Point, thickness: Double, ink: Ink) {
    use(ink, stroke: true)
    numbers(thickness, digits: 3)
    put("w ")
    numbers(from.x, from.y, digits: 3)
    put("m ")
    numbers(to.x, to.y, digits: 3)
    put("l S\n")
  }

  mutating func fill(_ area: Area, ink: Ink) {
    use(ink)
    rectangle(area)
    put("f\n")
  }

  mutating func outline(_ area: Area, radius: Double, thickness: Double, ink: Ink) {
    use(ink, stroke: true)
    numbers(thickness, digits: 3)
    put("w ")
    let radius = min(radius, area.size.width / 2, area.size.height / 2)
    guard radius > 0 else {
      rectangle(area)
      put("S\n")
      return
    }
    // A quarter of a circle as a Bézier curve is right to 0.03 %.
    let (bend, l, t, r, b) = (radius * 0.447715, area.minX, area.minY, area.maxX, area.maxY)
    numbers(l + radius, t, digits: 3)
    put("m ")
    corner(to: (r - radius, t), (r - bend, t, r, t + bend, r, t + radius))
    corner(to: (r, b - radius), (r, b - bend, r - bend, b, r - radius, b))
    corner(to: (l + radius, b), (l + bend, b, l, b - bend, l, b - radius))
    corner(to: (l, t + radius), (l, t + bend, l + bend, t, l + radius, t))
    put("s\n")
  }

  /// Draws a symbol: the part all of its size share, and its own modules.
  mutating func draw(_ symbol: QRSymbol, at corner: Point, module: Double) {
    use(.black)
    put("q ")
    numbers(module, 0, 0, module, digits: 6)
    numbers(corner.x, corner.y, digits: 4)
    put("cm/Q\(symbol.side) Do\n")
    fill(symbol.bars(ofFrame: false))
    put("Q\n")
  }

  /// Draws a picture of the file's, whose own unit is its whole side, from the bottom up.
  mutating func draw(picture number: Int, in place: Area) {
    put("q ")
    numbers(place.size.width, 0, 0, -place.size.height, place.minX, place.maxY, digits: 4)
    put("cm/I\(number) Do Q\n")
  }

  /// The drawing of the part that all symbols of a size share.
  static func frame(of symbol: QRSymbol) -> [UInt8] {
    var content = PDFContent()
    content.fill(symbol.bars(ofFrame: true))
    return content.bytes
  }

  /// Fills rectangles of modules, all of them as one path: no seam shows between two at any zoom.
  private mutating func fill(_ bars: [QRSymbol.Bar]) {
    bytes += [UInt8](unsafeUninitializedCapacity: bars.count * 19) { buffer, count in
      func put(_ byte: Int) {
        buffer[count] = UInt8(truncatingIfNeeded: byte)
        count += 1
      }
      func put(number: Int) {
        if number >= 100 { put(48 + number / 100) }
        if number >= 10 { put(48 + number / 10 % 10) }
        put(48 + number % 10)
        put(32)
      }
      for bar in bars {
        put(number: bar.column)
        put(number: bar.row)
        put(number: bar.width)
        put(number: bar.height)
        put(114)
        put(101)
        put(10)
      }
    }
    put("f\n")
  }

  private mutating func rectangle(_ area: Area) {
    numbers(area.minX, area.minY, area.size.width, area.size.height, digits: 3)
    put("re ")
  }

  private mutating func corner(
    to: (Double, Double), _ curve: (Double, Double, Double, Double, Double, Double)
  ) {
    numbers(to.0, to.1, digits: 3)
    put("l ")
    numbers(curve.0, curve.1, curve.2, curve.3, curve.4, curve.5, digits: 3)
    put("c ")
  }

  private mutating func use(_ wanted: Ink, stroke: Bool = false) {
    guard wanted != ink else { return }
    ink = wanted
    let (red, green, blue) = wanted.components
    for operation in ["rg ", "RG "] {
      numbers(red, green, blue, digits: 3)
      put(operation)
    }
  }

  private mutating func put(_ text: String) { bytes += text.utf8 }

  private mutating func numbers(_ numbers: Double..., digits: Int) {
    for number in numbers { put(number, digits: digits) }
  }

  /// A decimal number without needless zeros, and a space.
  private mutating func put(_ number: Double, digits: Int) {
    var rest = Int((number.magnitude * PDFContent.powers[digits]).rounded())
    if number < 0, rest != 0 { bytes.append(UInt8(ascii: "-")) }
    var count = digits
    while count > 0, rest % 10 == 0 { (rest, count) = (rest / 10, count - 1) }
    let start = bytes.count
    repeat {
      bytes.append(UInt8(48 + rest % 10))
      rest /= 10
      count -= 1
      if count == 0 { bytes.append(UInt8(ascii: ".")) }
    } while rest > 0 || count > 0
    // Written from its end: « .5 » is a number of PDF too.
    bytes[start...].reverse()
    bytes.append(32)
  }

  private static let powers = [1.0, 10, 100, 1_000, 10_000, 100_000, 1_000_000]

  private mutating func escaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"): bytes.append(UInt8(ascii: "\\"))
    case 13:
      put("\\r")
      return
    default: break
    }
    bytes.append(byte)
  }

  /// A number for an object outside the content, to the ten thousandth.
  static func decimal(_ number: Double) -> String {
    var content = PDFContent()
    content.put(number, digits: 4)
    return String(decoding: content.bytes.dropLast(), as: UTF8.self)
  }

  /// A text of the file's properties, in UTF-16.
  static func hexadecimal(_ text: String) -> String {
    let units = [0xFEFF] + Array(text.utf16)
    return "<" + units.map { unit in PDFContent.fourDigits(UInt32(unit)) }.joined() + ">"
  }

  /// A number under 65,536 in four hexadecimal digits.
  static func fourDigits(_ number: UInt32) -> String {
    let digits = String(number, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
