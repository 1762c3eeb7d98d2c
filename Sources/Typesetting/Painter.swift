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
    cairo_set_font_options(cairo, options)
    cairo_font_options_destroy(options)
  }

  /// Draws every mark of a page, moved as its adjustment asks.
  func paint(_ page: Page) throws(TypesettingFailure) {
    cairo_save(cairo)
    defer { cairo_restore(cairo) }
    let wish = page.adjustment
    var matrix = cairo_matrix_t(
      xx: wish.scaleX, yx: 0, xy: wish.skew, yy: wish.scaleY, x0: wish.dx / millimetresPerPoint,
      y0: wish.dy / millimetresPerPoint)
    cairo_transform(cairo, &matrix)
    for mark in page.marks { try paint(mark) }
    let status = cairo_status(cairo)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw .drawing(String(cString: cairo_status_to_string(status)))
    }
  }

  private func paint(_ mark: Mark) throws(TypesettingFailure) {
    switch mark {
    case .text(let line):
      use(line.ink)
      try draw(line)
    case .line(let from, let to, let thickness, let ink):
      use(ink)
      cairo_set_line_width(cairo, points(thickness))
      cairo_move_to(cairo, points(from.x), points(from.y))
      cairo_line_to(cairo, points(to.x), points(to.y))
      cairo_stroke(cairo)
    case .outline(let area, let radius, let thickness, let ink):
      use(ink)
      cairo_set_line_width(cairo, points(thickness))
      trace(area, radius: radius)
      cairo_stroke(cairo)
    case .fill(let area, let ink):
      use(ink)
      trace(area, radius: 0)
      cairo_fill(cairo)
    case .symbol(let symbol, let at, let module):
      paint(symbol, at: at, module: module)
    case .picture(let picture, let area):
      use(.black)
      paint(picture, in: picture.placed(in: area))
    }
  }

  private func paint(_ symbol: QRSymbol, at origin: Point, module: Double) {
    use(.black)
    let smoothing = cairo_get_antialias(cairo)
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE)
    for outline in symbol.outlines {
      cairo_new_sub_path(cairo)
      for corner in outline {
        cairo_line_to(
          cairo, points(origin.x + Double(corner.column) * module),
          points(origin.y + Double(corner.row) * module))
      }
      cairo_close_path(cairo)
    }
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_EVEN_ODD)
    cairo_fill(cairo)
    cairo_set_antialias(cairo, smoothing)
  }

  /// Inks each dot of a picture as far as it is dark; what is white lets what is under it be seen.
  private func paint(_ picture: Bitmap, in place: Area) {
    let mask = cairo_image_surface_create(CAIRO_FORMAT_A8, Int32(picture.width), Int32(picture.height))
    defer { cairo_surface_destroy(mask) }
    guard let data = cairo_image_surface_get_data(mask) else { return }
    let stride = Int(cairo_image_surface_get_stride(mask))
    for row in 0..<picture.height {
      for column in 0..<picture.width {
        data[row * stride + column] = 255 - picture.lightness[row * picture.width + column]
      }
    }
    cairo_surface_mark_dirty(mask)
    cairo_save(cairo)
    defer { cairo_restore(cairo) }
    cairo_translate(cairo, points(place.minX), points(place.minY))
    let scale = points(place.size.width) / Double(picture.width)
    cairo_scale(cairo, scale, scale)
    cairo_mask_surface(cairo, mask, 0, 0)
  }

  private func trace(_ area: Area, radius: Double) {
    let (left, top, right, bottom) = (
      points(area.minX), points(area.minY), points(area.maxX), points(area.maxY)
    )
    let radius = min(points(radius), (right - left) / 2, (bottom - top) / 2)
    guard radius > 0 else {
      cairo_rectangle(cairo, left, top, right - left, bottom - top)
      return
    }
    cairo_new_sub_path(cairo)
    cairo_arc(cairo, right - radius, top + radius, radius, -.pi / 2, 0)
    cairo_arc(cairo, right - radius, bottom - radius, radius, 0, .pi / 2)
    cairo_arc(cairo, left + radius, bottom - radius, radius, .pi / 2, .pi)
    cairo_arc(cairo, left + radius, top + radius, radius, .pi, 3 * .pi / 2)
    cairo_close_path(cairo)
  }

  private func draw(_ line: TextLine) throws(TypesettingFailure) {
    let size = line.font.points
    let (x, y) = (points(line.origin.x), points(line.origin.y))
    let glyphs = try typesetter.line(line.text, in: line.font.face).glyphs.map { glyph in
      cairo_glyph_t(index: UInt(glyph.id), x: x + glyph.x * size, y: y + glyph.y * size)
    }
    guard let font = typesetter.fonts[line.font.face] else { return }
    cairo_set_font_face(cairo, rebond_font_face(font))
    cairo_set_font_size(cairo, size)
    cairo_show_glyphs(cairo, glyphs, Int32(glyphs.count))
  }

  private func use(_ ink: Ink) {
    let (red, green, blue) = ink.components
    cairo_set_source_rgb(cairo, red, green, blue)
    if isStencil { cairo_set_operator(cairo, green < 0.5 ? CAIRO_OPERATOR_ADD : CAIRO_OPERATOR_DEST_OUT) }
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
