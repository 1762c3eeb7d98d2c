import CPangoCairo
public import Kernel

/// Writes pages as a PDF.
///
/// The sheet is as large as the page to the thousandth of a point, each font is embedded once with the letters used,
/// viewers are told not to scale when printing, and the same input gives the same bytes.
public enum PDFFile {
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

  /// The PDF of some pages, drawn one after the other.
  ///
  /// - Throws: ``TypesettingFailure`` when a glyph is missing or the drawing library fails.
  public static func bytes(
    of pages: some Sequence<Page>, properties: Properties, typesetter: Typesetter
  ) throws(TypesettingFailure) -> [UInt8] {
    let sink = ByteSink()
    let surface = cairo_pdf_surface_create_for_stream(ByteSink.write, sink.opaque, 1, 1)
    defer { cairo_surface_destroy(surface) }
    // Later versions may hide the catalog in a compressed object, where it could not be completed.
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, properties.title)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Rebond")
    cairo_pdf_surface_set_metadata(
      surface, CAIRO_PDF_METADATA_CREATE_DATE, properties.created.description)
    guard let cairo = cairo_create(surface) else { throw .drawing("no context") }
    defer { cairo_destroy(cairo) }
    let painter = Painter(cairo: cairo, typesetter: typesetter)
    for page in pages {
      cairo_pdf_surface_set_size(
        surface, page.size.width / millimetresPerPoint, page.size.height / millimetresPerPoint)
      try painter.paint(page)
      cairo_show_page(cairo)
    }
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
}
