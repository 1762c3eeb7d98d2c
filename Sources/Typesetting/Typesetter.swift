import CPangoCairo

/// Measures and shapes text, the same for every back-end.
///
/// Holds the font machinery of one job and belongs to one task at a time. Letters are placed without rounding to a
/// device's dots, so a line measured here is as wide on paper as on a screen.
public final class Typesetter {
  private let fontMap: UnsafeMutablePointer<PangoFontMap>
  private let context: OpaquePointer
  private let layout: OpaquePointer
  private var descriptions: [Font: OpaquePointer] = [:]
  private var strides: [Font: (ascent: Double, descent: Double)] = [:]

  /// Makes a typesetter with the machine's fonts.
  ///
  /// - Throws: ``TypesettingFailure/missingFont(family:)`` when a face of ``Face`` is not installed: another font in its
  ///   stead would change every measure.
  public init() throws(TypesettingFailure) {
    fontMap = rebond_new_font_map()
    context = pango_font_map_create_context(fontMap)
    pango_context_set_round_glyph_positions(context, 0)
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    pango_cairo_context_set_font_options(context, options)
    cairo_font_options_destroy(options)
    layout = pango_layout_new(context)
    // A character the font lacks is a failure to report, not a reason to borrow some other font's.
    let attributes = pango_attr_list_new()
    pango_attr_list_insert(attributes, pango_attr_fallback_new(0))
    // Joined letters (ff, fi) come back from a PDF as one character: nobody then finds « effacement » in it.
    pango_attr_list_insert(attributes, pango_attr_font_features_new("liga 0, clig 0"))
    pango_layout_set_attributes(layout, attributes)
    pango_attr_list_unref(attributes)
    for face in Face.allCases where !isInstalled(face) { throw .missingFont(family: face.family) }
  }

  deinit {
    for description in descriptions.values { pango_font_description_free(description) }
    rebond_release(UnsafeMutableRawPointer(layout))
    rebond_release(UnsafeMutableRawPointer(context))
    rebond_release(UnsafeMutableRawPointer(fontMap))
  }

  /// The width of a line, in millimetres.
  ///
  /// - Throws: ``TypesettingFailure/missingGlyph(_:in:)`` when the font lacks a character of it.
  public func width(of text: String, in font: Font) throws(TypesettingFailure) -> Double {
    try set(text, in: font, width: nil)
    var logical = PangoRectangle()
    pango_layout_get_extents(layout, nil, &logical)
    return Double(logical.width) / pangoUnit * millimetresPerPoint
  }

  /// How far a font's letters reach above and below the baseline, in millimetres.
  public func reach(of font: Font) -> (ascent: Double, descent: Double) {
    if let known = strides[font] { return known }
    let metrics = pango_context_get_metrics(context, description(of: font), nil)
    defer { pango_font_metrics_unref(metrics) }
    let reach = (
      ascent: Double(pango_font_metrics_get_ascent(metrics)) / pangoUnit * millimetresPerPoint,
      descent: Double(pango_font_metrics_get_descent(metrics)) / pangoUnit * millimetresPerPoint
    )
    strides[font] = reach
    return reach
  }

  /// Breaks a text into lines no wider than so many millimetres: between words, inside a word only when it is alone too
  /// wide, and at each line break of the text.
  ///
  /// - Throws: ``TypesettingFailure/missingGlyph(_:in:)`` when the font lacks a character of it.
  public func lines(of text: String, in font: Font, width: Double) throws(TypesettingFailure) -> [String] {
    try set(text, in: font, width: width)
    let bytes = Array(text.utf8)
    return (0..<pango_layout_get_line_count(layout)).compactMap { index in
      pango_layout_get_line_readonly(layout, index).map { line in
        let start = Int(line.pointee.start_index)
        let piece = bytes[start..<start + Int(line.pointee.length)]
        return String(decoding: piece, as: UTF8.self).trimmingTrailingSpaces
      }
    }
  }

  /// Draws a line at its place, on a context whose unit is the point.
  func draw(_ line: TextLine, on cairo: OpaquePointer) throws(TypesettingFailure) {
    pango_cairo_update_context(cairo, context)
    pango_layout_context_changed(layout)
    try set(line.text, in: line.font, width: nil)
    cairo_move_to(cairo, line.origin.x / millimetresPerPoint, line.origin.y / millimetresPerPoint)
    pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(layout, 0))
  }

  private func set(_ text: String, in font: Font, width: Double?) throws(TypesettingFailure) {
    pango_layout_set_font_description(layout, description(of: font))
    pango_layout_set_single_paragraph_mode(layout, width == nil ? 1 : 0)
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
    pango_layout_set_width(layout, width.map { Int32($0 / millimetresPerPoint * pangoUnit) } ?? -1)
    pango_layout_set_text(layout, text, Int32(text.utf8.count))
    if let control = text.unicodeScalars.first(where: \.isUnprintable) {
      throw .missingGlyph(control, in: text)
    }
    guard pango_layout_get_unknown_glyphs_count(layout) > 0 else { return }
    throw .missingGlyph(firstUnknown(in: text) ?? "\u{FFFD}", in: text)
  }

  /// The first character the layout has no glyph for.
  private func firstUnknown(in text: String) -> Unicode.Scalar? {
    guard let iterator = pango_layout_get_iter(layout) else { return nil }
    defer { pango_layout_iter_free(iterator) }
    var found: [Int] = []
    repeat {
      guard let run = pango_layout_iter_get_run_readonly(iterator), let glyphs = run.pointee.glyphs,
        let item = run.pointee.item
      else { continue }
      for index in 0..<Int(glyphs.pointee.num_glyphs)
      where rebond_is_unknown(glyphs.pointee.glyphs[index].glyph) != 0 {
        found.append(Int(item.pointee.offset) + Int(glyphs.pointee.log_clusters[index]))
      }
    } while pango_layout_iter_next_run(iterator) != 0
    guard let offset = found.min() else { return nil }
    return String(decoding: Array(text.utf8)[offset...], as: UTF8.self).unicodeScalars.first
  }

  private func description(of font: Font) -> OpaquePointer {
    if let known = descriptions[font] { return known }
    let description: OpaquePointer = pango_font_description_new()
    pango_font_description_set_family(description, font.face.family)
    pango_font_description_set_weight(description, font.face.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
    pango_font_description_set_absolute_size(description, font.points * pangoUnit)
    descriptions[font] = description
    return description
  }

  private func isInstalled(_ face: Face) -> Bool {
    guard let font = pango_context_load_font(context, description(of: Font(face, points: 10))) else {
      return false
    }
    defer { rebond_release(font) }
    guard let found = pango_font_describe(font) else { return false }
    defer { pango_font_description_free(found) }
    return pango_font_description_get_family(found).map { String(cString: $0) } == face.family
  }
}

/// Millimetres in a typographic point: an inch is 25.4 mm and 72 points.
let millimetresPerPoint = 25.4 / 72

/// Pango counts in 1024ths of a point.
private let pangoUnit = 1024.0

extension Unicode.Scalar {
  /// Control characters other than the line break: Pango draws them as nothing at all.
  fileprivate var isUnprintable: Bool {
    properties.generalCategory == .control && self != "\n"
  }
}

extension String {
  fileprivate var trimmingTrailingSpaces: String {
    var rest = self[...]
    while rest.last == " " || rest.last == "\n" { rest = rest.dropLast() }
    return String(rest)
  }
}
