import CPangoCairo

extension Page {
  /// The page as an SVG file, its letters as outlines: it looks the same wherever it is shown.
  ///
  /// - Throws: ``TypesettingFailure`` when a glyph is missing or the drawing library fails.
  public func svg(typesetter: Typesetter) throws(TypesettingFailure) -> [UInt8] {
    let sink = ByteSink()
    let (width, height) = (size.width / millimetresPerPoint, size.height / millimetresPerPoint)
    guard let surface = cairo_svg_surface_create_for_stream(ByteSink.write, sink.opaque, width, height) else {
      throw .drawing("no surface")
    }
    defer { cairo_surface_destroy(surface) }
    cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PT)
    guard let cairo = cairo_create(surface) else { throw .drawing("no context") }
    defer { cairo_destroy(cairo) }
    try Painter(cairo: cairo, typesetter: typesetter).paint(self)
    cairo_surface_finish(surface)
    let status = cairo_surface_status(surface)
    guard status == CAIRO_STATUS_SUCCESS else { throw .drawing(String(cString: cairo_status_to_string(status))) }
    return sink.bytes
  }
}
