import CPangoCairo

/// A page in dots that are black or white, as label printers have them.
public struct Dots: Sendable, Equatable {
  /// Dots along each side.
  public let width, height: Int
  /// Bytes of one row: eight dots each, the last one filled up with white.
  public let bytesPerRow: Int
  /// The rows, as label printers take them: the first dot is the highest bit, 1 is black.
  public let packed: [UInt8]

  /// Makes a picture of rows packed already.
  public init(width: Int, packed: [UInt8]) {
    bytesPerRow = (width + 7) / 8
    (self.width, height, self.packed) = (width, packed.count / bytesPerRow, packed)
  }

  /// Draws a page; a side that is no whole number of dots is rounded to the nearest.
  ///
  /// - Throws: ``TypesettingFailure`` when a glyph is missing or the drawing library fails.
  public init(
    drawing page: Page, dotsPerMillimetre density: Double, typesetter: Typesetter
  ) throws(TypesettingFailure) {
    let canvas = try DotCanvas(size: page.size, dotsPerMillimetre: density, typesetter: typesetter)
    self = try canvas.draw(page)
  }

  /// Whether the dot of a column and a row is black.
  public func isBlack(_ column: Int, _ row: Int) -> Bool {
    packed[row * bytesPerRow + column / 8] & (0x80 >> UInt8(column % 8)) != 0
  }

  /// The picture turned a quarter clockwise.
  public var turned: Dots {
    let (width, stride) = (height, (height + 7) / 8)
    var turned = [UInt8](repeating: 0, count: stride * self.width)
    for row in 0..<height {
      let column = width - 1 - row
      for old in 0..<self.width where isBlack(old, row) {
        turned[old * stride + column / 8] |= 0x80 >> UInt8(column % 8)
      }
    }
    return Dots(width: width, packed: turned)
  }
}

/// Draws pages of one size in dots, one after the other on the same surface.
public final class DotCanvas {
  private let width, height: Int
  private let density: Double
  private let surface, cairo: OpaquePointer
  private let painter: Painter

  /// Prepares a surface for pages of a size, in millimetres.
  ///
  /// - Throws: ``TypesettingFailure/drawing(_:)`` when the drawing library fails.
  public init(
    size: Extent, dotsPerMillimetre density: Double, typesetter: Typesetter
  ) throws(TypesettingFailure) {
    width = Int((size.width * density).rounded())
    height = Int((size.height * density).rounded())
    self.density = density
    // How far each dot is inked, eight dots to a byte of the result.
    guard let surface = Cairo.imageSurfaceCreate(CAIRO_FORMAT_A8, Int32((width + 7) / 8 * 8), Int32(height)),
      let cairo = Cairo.create(surface)
    else { throw .drawing("no surface") }
    (self.surface, self.cairo) = (surface, cairo)
    painter = Painter(cairo: cairo, typesetter: typesetter, isStencil: true)
    Cairo.setAntialias(cairo, CAIRO_ANTIALIAS_NONE)
    Cairo.scale(cairo, density * millimetresPerPoint, density * millimetresPerPoint)
  }

  deinit {
    Cairo.destroy(cairo)
    Cairo.surfaceDestroy(surface)
  }

  /// Draws a page of the canvas's size.
  ///
  /// - Throws: ``TypesettingFailure`` when a glyph is missing or the drawing library fails.
  public func draw(_ page: Page) throws(TypesettingFailure) -> Dots {
    Cairo.surfaceFlush(surface)
    guard let data = Cairo.imageSurfaceGetData(surface) else { throw .drawing("no image") }
    let stride = Int(Cairo.imageSurfaceGetStride(surface))
    data.update(repeating: 0, count: stride * height)
    Cairo.surfaceMarkDirty(surface)
    // Symbols on whole dots are set dot by dot; whatever else is on the page is drawn.
    var drawn = page
    drawn.marks = []
    var symbols: [DotSymbol] = []
    for mark in page.marks {
      if case .symbol(let symbol, let at, let module) = mark,
        let exact = DotSymbol(symbol, at: page.adjustment.applied(to: at), module: module, on: density),
        page.adjustment.keepsDots, exact.fits(width, height)
      {
        symbols.append(exact)
      } else {
        drawn.marks.append(mark)
      }
    }
    try painter.paint(drawn)
    Cairo.surfaceFlush(surface)
    for symbol in symbols { symbol.set(in: data, stride: stride) }
    return Dots(width: width, packed: packed(data, stride: stride))
  }

  private func packed(_ data: UnsafeMutablePointer<UInt8>, stride: Int) -> [UInt8] {
    let bytesPerRow = (width + 7) / 8
    return [UInt8](unsafeUninitializedCapacity: bytesPerRow * height) { bytes, count in
      for row in 0..<height {
        let dots = UnsafeRawPointer(data + row * stride)
        for byte in 0..<bytesPerRow {
          // Black is what is inked by half and more; most of a label is white.
          let inked = dots.load(fromByteOffset: byte * 8, as: UInt64.self) & 0x8080_8080_8080_8080
          // One multiplication brings the eight bits together, the first dot's highest.
          bytes[row * bytesPerRow + byte] =
            inked == 0 ? 0 : UInt8(truncatingIfNeeded: ((inked.littleEndian >> 7) &* 0x8040_2010_0804_0201) >> 56)
        }
      }
      count = bytesPerRow * height
    }
  }
}

extension Adjustment {
  /// Whether whole dots stay whole: an offset alone moves them all alike.
  fileprivate var keepsDots: Bool { scaleX == 1 && scaleY == 1 && skew == 0 }
}

/// A symbol whose modules are whole dots.
private struct DotSymbol {
  let symbol: QRSymbol
  let column, row, dots: Int

  /// Gives nothing when a corner or a module is no whole number of dots; a thousandth of a dot is an error of rounding.
  init?(_ symbol: QRSymbol, at corner: Point, module: Double, on density: Double) {
    func whole(_ length: Double) -> Int? {
      let dots = (length * density).rounded()
      return (length * density - dots).magnitude < 1e-3 ? Int(dots) : nil
    }
    guard let column = whole(corner.x), let row = whole(corner.y), let dots = whole(module), dots > 0 else {
      return nil
    }
    (self.symbol, self.column, self.row, self.dots) = (symbol, column, row, dots)
  }

  func fits(_ width: Int, _ height: Int) -> Bool {
    column >= 0 && row >= 0 && column + symbol.side * dots <= width && row + symbol.side * dots <= height
  }

  func set(in data: UnsafeMutablePointer<UInt8>, stride: Int) {
    for line in 0..<symbol.side {
      let first = data + (row + line * dots) * stride + column
      for place in 0..<symbol.side where symbol.isDark(place, line) {
        (first + place * dots).update(repeating: 255, count: dots)
      }
      for copy in 1..<max(dots, 1) { (first + copy * stride).update(from: first, count: symbol.side * dots) }
    }
  }
}
