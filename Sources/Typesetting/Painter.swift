import CPangoCairo

/// Draws pages on a cairo context whose unit is the point.
struct Painter {
  let cairo: OpaquePointer
  let typesetter: Typesetter
  /// Whether a dot is inked or not, without colours: light inks then take away what is under them.
  let isStencil: Bool

  init(cairo: OpaquePointer, typesetter: Typesetter, isStencil: Bool = false) {
    (self.cairo, self.typesetter, self.isStencil) = (cairo, typesetter, isStencil)
    let options = unhinted()
    Cairo.setFontOptions(cairo, options)
    Cairo.fontOptionsDestroy(options)
  }

  /// Draws every mark of a page, moved as its adjustment asks.
  func paint(_ page: Page) throws(TypesettingFailure) {
    Cairo.save(cairo)
    defer { Cairo.restore(cairo) }
    let wish = page.adjustment
    var matrix = cairo_matrix_t(
      xx: wish.scaleX, yx: 0, xy: wish.skew, yy: wish.scaleY, x0: wish.dx / millimetresPerPoint,
      y0: wish.dy / millimetresPerPoint)
    Cairo.transform(cairo, &matrix)
    for mark in page.marks { try paint(mark) }
    let status = Cairo.status(cairo)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw .drawing(String(cString: rebond_cairo_status_to_string(status)))
    }
  }

  private func paint(_ mark: Mark) throws(TypesettingFailure) {
    switch mark {
    case .text(let line):
      use(line.ink)
      try draw(line)
    case .line(let from, let to, let thickness, let ink):
      use(ink)
      Cairo.setLineWidth(cairo, points(thickness))
      Cairo.moveTo(cairo, points(from.x), points(from.y))
      Cairo.lineTo(cairo, points(to.x), points(to.y))
      Cairo.stroke(cairo)
    case .outline(let area, let radius, let thickness, let ink):
      use(ink)
      Cairo.setLineWidth(cairo, points(thickness))
      trace(area, radius: radius)
      Cairo.stroke(cairo)
    case .fill(let area, let ink):
      use(ink)
      trace(area, radius: 0)
      Cairo.fill(cairo)
    case .symbol(let symbol, let at, let module):
      paint(symbol, at: at, module: module)
    case .picture(let picture, let area):
      use(.black)
      paint(picture, in: picture.placed(in: area))
    }
  }

  private func paint(_ symbol: QRSymbol, at origin: Point, module: Double) {
    use(.black)
    let smoothing = Cairo.getAntialias(cairo)
    Cairo.setAntialias(cairo, CAIRO_ANTIALIAS_NONE)
    for outline in symbol.outlines {
      Cairo.newSubPath(cairo)
      for corner in outline {
        Cairo.lineTo(
          cairo, points(origin.x + Double(corner.column) * module),
          points(origin.y + Double(corner.row) * module))
      }
      Cairo.closePath(cairo)
    }
    Cairo.setFillRule(cairo, CAIRO_FILL_RULE_EVEN_ODD)
    Cairo.fill(cairo)
    Cairo.setAntialias(cairo, smoothing)
  }

  /// Inks each dot of a picture as far as it is dark; what is white lets what is under it be seen.
  private func paint(_ picture: Bitmap, in place: Area) {
    let mask = Cairo.imageSurfaceCreate(CAIRO_FORMAT_A8, Int32(picture.width), Int32(picture.height))
    defer { Cairo.surfaceDestroy(mask) }
    guard let data = Cairo.imageSurfaceGetData(mask) else { return }
    let stride = Int(Cairo.imageSurfaceGetStride(mask))
    for row in 0..<picture.height {
      for column in 0..<picture.width {
        data[row * stride + column] = 255 - picture.lightness[row * picture.width + column]
      }
    }
    Cairo.surfaceMarkDirty(mask)
    Cairo.save(cairo)
    defer { Cairo.restore(cairo) }
    Cairo.translate(cairo, points(place.minX), points(place.minY))
    let scale = points(place.size.width) / Double(picture.width)
    Cairo.scale(cairo, scale, scale)
    Cairo.maskSurface(cairo, mask, 0, 0)
  }

  private func trace(_ area: Area, radius: Double) {
    let (left, top, right, bottom) = (
      points(area.minX), points(area.minY), points(area.maxX), points(area.maxY)
    )
    let radius = min(points(radius), (right - left) / 2, (bottom - top) / 2)
    guard radius > 0 else {
      Cairo.rectangle(cairo, left, top, right - left, bottom - top)
      return
    }
    Cairo.newSubPath(cairo)
    Cairo.arc(cairo, right - radius, top + radius, radius, -.pi / 2, 0)
    Cairo.arc(cairo, right - radius, bottom - radius, radius, 0, .pi / 2)
    Cairo.arc(cairo, left + radius, bottom - radius, radius, .pi / 2, .pi)
    Cairo.arc(cairo, left + radius, top + radius, radius, .pi, 3 * .pi / 2)
    Cairo.closePath(cairo)
  }

  private func draw(_ line: TextLine) throws(TypesettingFailure) {
    let size = line.font.points
    let (x, y) = (points(line.origin.x), points(line.origin.y))
    let glyphs = try typesetter.line(line.text, in: line.font.face).glyphs.map { glyph in
      cairo_glyph_t(index: UInt(glyph.id), x: x + glyph.x * size, y: y + glyph.y * size)
    }
    guard let font = typesetter.fonts[line.font.face] else { return }
    Cairo.setFontFace(cairo, rebond_font_face(font))
    Cairo.setFontSize(cairo, size)
    Cairo.showGlyphs(cairo, glyphs, Int32(glyphs.count))
  }

  private func use(_ ink: Ink) {
    let (red, green, blue) = ink.components
    Cairo.setSourceRgb(cairo, red, green, blue)
    if isStencil { Cairo.setOperator(cairo, green < 0.5 ? CAIRO_OPERATOR_ADD : CAIRO_OPERATOR_DEST_OUT) }
  }

  private func points(_ millimetres: Double) -> Double { millimetres / millimetresPerPoint }
}

/// Bytes that cairo reads.
final class ByteSource {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  /// The function cairo asks for each piece; its closure argument is a source.
  static let read: cairo_read_func_t = { source, piece, count in
    guard let source, let piece else { return CAIRO_STATUS_READ_ERROR }
    let bytes = Unmanaged<ByteSource>.fromOpaque(source).takeUnretainedValue()
    guard bytes.rest.count >= Int(count) else { return CAIRO_STATUS_READ_ERROR }
    for (place, byte) in bytes.rest.prefix(Int(count)).enumerated() { piece[place] = byte }
    bytes.rest = bytes.rest.dropFirst(Int(count))
    return CAIRO_STATUS_SUCCESS
  }

  /// Itself, as cairo hands it back to ``read``.
  var opaque: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }
}

/// Collects the bytes cairo writes.
final class ByteSink {
  private(set) var bytes: [UInt8] = []

  /// The function cairo calls with each piece; its closure argument is a sink.
  static let write: cairo_write_func_t = { sink, piece, count in
    guard let sink, let piece else { return CAIRO_STATUS_WRITE_ERROR }
    Unmanaged<ByteSink>.fromOpaque(sink).takeUnretainedValue().bytes
      .append(contentsOf: UnsafeBufferPointer(start: piece, count: Int(count)))
    return CAIRO_STATUS_SUCCESS
  }

  /// Itself, as cairo hands it back to ``write``.
  var opaque: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }
}
