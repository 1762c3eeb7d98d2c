import CPangoCairo
public import Kernel

/// Writes pages, one after the other, as a PDF.
///
/// The sheet is as large as the page to the thousandth of a point, each font is embedded once with the letters used,
/// viewers are told not to scale when printing, and the same input gives the same bytes.
public final class PDFWriter {
  /// What a reader's properties window shows.
  public struct Properties: Sendable, Equatable {
    public var title: String
    public var language: Language
    /// When the document is said to be made; passed in, so that the same input gives the same bytes.
    public var created: Instant

    /// Makes properties.
    public init(title: String, language: Language, created: Instant) {
      self.title = title
      self.language = language
      self.created = created
    }
  }

  private let properties: Properties
  private let sink = ByteSink()
  private let surface: OpaquePointer
  private let painter: Painter

  /// Starts a PDF.
  ///
  /// - Throws: ``TypesettingFailure/drawing(_:)`` when the drawing library fails.
  public init(_ properties: Properties, typesetter: Typesetter) throws(TypesettingFailure) {
    guard let surface = cairo_pdf_surface_create_for_stream(ByteSink.write, sink.opaque, 1, 1),
      let cairo = cairo_create(surface)
    else { throw .drawing("no surface") }
    self.properties = properties
    self.surface = surface
    self.painter = Painter(cairo: cairo, typesetter: typesetter)
    // Later versions may hide the catalog in a compressed object, where it could not be completed.
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, properties.title)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Rebond")
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, properties.created.description)
  }

  deinit {
    // Destroying an unfinished surface writes its end: the sink must still be there.
    cairo_destroy(painter.cairo)
    cairo_surface_destroy(surface)
  }

  /// Draws one more page.
  ///
  /// - Throws: ``TypesettingFailure`` when a glyph is missing or the drawing library fails.
  public func add(_ page: Page) throws(TypesettingFailure) {
    cairo_pdf_surface_set_size(
      surface, page.size.width / millimetresPerPoint, page.size.height / millimetresPerPoint)
    try painter.paint(page)
    cairo_show_page(painter.cairo)
  }

  /// Ends the PDF and gives its bytes; nothing can be added afterwards.
  ///
  /// - Throws: ``TypesettingFailure/drawing(_:)`` or ``TypesettingFailure/unexpectedPDF`` when the drawing library fails.
  public func finish() throws(TypesettingFailure) -> [UInt8] {
    cairo_surface_finish(surface)
    let status = cairo_surface_status(surface)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw .drawing(String(cString: cairo_status_to_string(status)))
    }
    return try PDFCatalog.completed(
      sink.bytes,
      with: "/Version /1.6 /Lang (\(properties.language.rawValue)) "
        + "/ViewerPreferences << /PrintScaling /None /DisplayDocTitle true >>")
  }

  /// The PDF of some pages.
  ///
  /// - Throws: ``TypesettingFailure`` when a glyph is missing or the drawing library fails.
  public static func bytes(
    of pages: [Page], properties: Properties, typesetter: Typesetter
  ) throws(TypesettingFailure) -> [UInt8] {
    let writer = try PDFWriter(properties, typesetter: typesetter)
    for page in pages { try writer.add(page) }
    return try writer.finish()
  }
}
