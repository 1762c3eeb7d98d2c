import CPangoCairo

/// A page drawn in dots with greys, as screens have them.
public struct Bitmap: Sendable, Equatable {
  /// Dots along each side.
  public let width, height: Int
  /// Lightness of each dot, 0 black to 255 white, row by row.
  public let lightness: [UInt8]

  /// Draws a page; a side that is no whole number of dots is rounded to the nearest.
  ///
  /// - Throws: ``TypesettingFailure`` when a glyph is missing or the drawing library fails.
  public init(
    drawing page: Page, dotsPerMillimetre density: Double, typesetter: Typesetter
  ) throws(TypesettingFailure) {
    let (width, height) = (
      Int((page.size.width * density).rounded()), Int((page.size.height * density).rounded())
    )
    let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
    defer { cairo_surface_destroy(surface) }
    guard let cairo = cairo_create(surface) else { throw .drawing("no context") }
    defer { cairo_destroy(cairo) }
    cairo_set_source_rgb(cairo, 1, 1, 1)
    cairo_paint(cairo)
    cairo_scale(cairo, density * millimetresPerPoint, density * millimetresPerPoint)
    try Painter(cairo: cairo, typesetter: typesetter).paint(page)
    cairo_surface_flush(surface)
    guard let data = cairo_image_surface_get_data(surface) else { throw .drawing("no image") }
    let stride = Int(cairo_image_surface_get_stride(surface))
    self.width = width
    self.height = height
    self.lightness = [UInt8](unsafeUninitializedCapacity: width * height) { buffer, count in
      for row in 0..<height {
        for column in 0..<width {
          let dot = data + row * stride + column * 4
          let sum = 299 * Int(dot[2]) + 587 * Int(dot[1]) + 114 * Int(dot[0])
          buffer[row * width + column] = UInt8(sum / 1000)
        }
      }
      count = width * height
    }
  }

  /// The picture as a PNG file.
  ///
  /// - Throws: ``TypesettingFailure/drawing(_:)`` when the drawing library fails.
  public func png() throws(TypesettingFailure) -> [UInt8] {
    let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
    defer { cairo_surface_destroy(surface) }
    guard let data = cairo_image_surface_get_data(surface) else { throw .drawing("no image") }
    let stride = Int(cairo_image_surface_get_stride(surface))
    for row in 0..<height {
      for column in 0..<width {
        let dot = data + row * stride + column * 4
        for channel in 0..<3 { dot[channel] = lightness[row * width + column] }
      }
    }
    cairo_surface_mark_dirty(surface)
    let sink = ByteSink()
    let status = cairo_surface_write_to_png_stream(surface, ByteSink.write, sink.opaque)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw .drawing(String(cString: cairo_status_to_string(status)))
    }
    return sink.bytes
  }
}
