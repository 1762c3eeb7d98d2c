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
    try self.init(
      width: Int((page.size.width * density).rounded()), height: Int((page.size.height * density).rounded())
    ) { cairo throws(TypesettingFailure) in
      Cairo.scale(cairo, density * millimetresPerPoint, density * millimetresPerPoint)
      try Painter(cairo: cairo, typesetter: typesetter).paint(page)
    }
  }

  /// What is drawn on white.
  private init(
    width: Int, height: Int, _ draw: (OpaquePointer) throws(TypesettingFailure) -> Void
  ) throws(TypesettingFailure) {
    let surface = Cairo.imageSurfaceCreate(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
    defer { Cairo.surfaceDestroy(surface) }
    guard let cairo = Cairo.create(surface) else { throw .drawing("no context") }
    defer { Cairo.destroy(cairo) }
    Cairo.setSourceRgb(cairo, 1, 1, 1)
    Cairo.paint(cairo)
    try draw(cairo)
    Cairo.surfaceFlush(surface)
    guard let data = Cairo.imageSurfaceGetData(surface) else { throw .drawing("no image") }
    let stride = Int(Cairo.imageSurfaceGetStride(surface))
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

  /// Reads a PNG file; what is transparent is white, colours become greys.
  ///
  /// - Throws: ``TypesettingFailure/drawing(_:)`` when the bytes are no such picture,
  ///   ``TypesettingFailure/missingLibraries``.
  public init(png: [UInt8]) throws(TypesettingFailure) {
    try requireLibraries()
    let source = ByteSource(png)
    let read = Cairo.imageSurfaceCreateFromPngStream(ByteSource.read, source.opaque)
    defer { Cairo.surfaceDestroy(read) }
    let (width, height) = (Cairo.imageSurfaceGetWidth(read), Cairo.imageSurfaceGetHeight(read))
    guard Cairo.surfaceStatus(read) == CAIRO_STATUS_SUCCESS, width > 0, height > 0 else { throw .drawing("no PNG") }
    try self.init(width: Int(width), height: Int(height)) { cairo in
      Cairo.setSourceSurface(cairo, read, 0, 0)
      Cairo.paint(cairo)
    }
  }

  /// Where the picture lies in an area, as large as it can.
  func placed(in area: Area) -> Area {
    let scale = min(area.size.width / Double(width), area.size.height / Double(height))
    let size = Extent(width: Double(width) * scale, height: Double(height) * scale)
    return Area(
      x: area.minX + (area.size.width - size.width) / 2, y: area.minY + (area.size.height - size.height) / 2,
      width: size.width, height: size.height)
  }

  /// The picture as a PNG file.
  ///
  /// - Throws: ``TypesettingFailure/drawing(_:)`` when the drawing library fails.
  public func png() throws(TypesettingFailure) -> [UInt8] {
    let surface = Cairo.imageSurfaceCreate(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
    defer { Cairo.surfaceDestroy(surface) }
    guard let data = Cairo.imageSurfaceGetData(surface) else { throw .drawing("no image") }
    let stride = Int(Cairo.imageSurfaceGetStride(surface))
    for row in 0..<height {
      for column in 0..<width {
        let dot = data + row * stride + column * 4
        for channel in 0..<3 { dot[channel] = lightness[row * width + column] }
      }
    }
    Cairo.surfaceMarkDirty(surface)
    let sink = ByteSink()
    let status = Cairo.surfaceWriteToPngStream(surface, ByteSink.write, sink.opaque)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw .drawing(String(cString: rebond_cairo_status_to_string(status)))
    }
    return sink.bytes
  }
}
