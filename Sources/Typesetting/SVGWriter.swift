import CPangoCairo

extension Page {
  /// The page as an SVG file, its letters as outlines: it looks the same wherever it is shown.
  ///
  /// - Throws: ``TypesettingFailure`` when a glyph is missing or the drawing library fails.
  public func svg(typesetter: Typesetter) throws(TypesettingFailure) -> [UInt8] {
    let sink = ByteSink()
    let (width, height) = (size.width / millimetresPerPoint, size.height / millimetresPerPoint)
    guard let surface = Cairo.svgSurfaceCreateForStream(ByteSink.write, sink.opaque, width, height) else {
      throw .drawing("no surface")
    }
    defer { Cairo.surfaceDestroy(surface) }
    Cairo.svgSurfaceSetDocumentUnit(surface, CAIRO_SVG_UNIT_PT)
    guard let cairo = Cairo.create(surface) else { throw .drawing("no context") }
    defer { Cairo.destroy(cairo) }
    try Painter(cairo: cairo, typesetter: typesetter).paint(self)
    Cairo.surfaceFinish(surface)
    let status = Cairo.surfaceStatus(surface)
    guard status == CAIRO_STATUS_SUCCESS else { throw .drawing(String(cString: rebond_cairo_status_to_string(status))) }
    return sink.bytes
  }
}
