import CPangoCairo

/// Measures and shapes text, the same for every back-end.
///
/// Holds the font machinery of one job and belongs to one task at a time. Each line is shaped once, at one size, and serves at
/// all: letters are placed without rounding to a device's dots, so a line is as wide on paper as on a screen.
public final class Typesetter {
  private let fontMap: UnsafeMutablePointer<PangoFontMap>
  private let context: OpaquePointer
  private let layout: OpaquePointer
  private let descriptions: [Face: OpaquePointer]
  /// The font files of the faces, in Pango's hands.
  let fonts: [Face: UnsafeMutablePointer<PangoFont>]
  private let shapers: [Face: Shaper]
  private var reaches: [Face: (ascent: Double, descent: Double)] = [:]
  private var shaped: [Face: [String: GlyphLine]] = [:]
  private var shapedCount = 0

  /// Makes a typesetter with the machine's fonts.
  ///
  /// - Throws: ``TypesettingFailure/missingFont(family:)`` when a face of ``Face`` is not installed: another font in its
  ///   stead would change every measure; ``TypesettingFailure/missingLibraries``.
  public init() throws(TypesettingFailure) {
    try requireLibraries()
    fontMap = rebond_new_font_map()
    context = rebond_pango_font_map_create_context(fontMap)
    Pango.contextSetRoundGlyphPositions(context, 0)
    let options = unhinted()
    Pango.cairoContextSetFontOptions(context, options)
    Cairo.fontOptionsDestroy(options)
    layout = rebond_pango_layout_new(context)
    // A character the font lacks is a failure to report, not a reason to borrow some other font's.
    let attributes = Pango.attrListNew()
    Pango.attrListInsert(attributes, Pango.attrFallbackNew(0))
    // Joined letters (ff, fi) come back from a PDF as one character: nobody then finds « effacement » in it.
    Pango.attrListInsert(attributes, Pango.attrFontFeaturesNew("liga 0, clig 0"))
    Pango.layoutSetAttributes(layout, attributes)
    Pango.attrListUnref(attributes)
    let context = context
    descriptions = Dictionary(uniqueKeysWithValues: Face.allCases.map { ($0, $0.description) })
    fonts = descriptions.compactMapValues { Pango.contextLoadFont(context, $0) }
    shapers = fonts.mapValues(Shaper.init)
    for face in Face.allCases where !isInstalled(face) { throw .missingFont(family: face.family) }
  }

  deinit {
    for font in fonts.values { rebond_release(font) }
    for description in descriptions.values { Pango.fontDescriptionFree(description) }
    rebond_release(UnsafeMutableRawPointer(layout))
    rebond_release(UnsafeMutableRawPointer(context))
    rebond_release(UnsafeMutableRawPointer(fontMap))
  }

  /// The width of a line, in millimetres.
  ///
  /// - Throws: ``TypesettingFailure/missingGlyph(_:in:)`` when the font lacks a character of it.
  public func width(of text: String, in font: Font) throws(TypesettingFailure) -> Double {
    try line(text, in: font.face).width * font.points * millimetresPerPoint
  }

  /// How far a font's letters reach above and below the baseline, in millimetres.
  public func reach(of font: Font) -> (ascent: Double, descent: Double) {
    let size = font.points * millimetresPerPoint
    let reach = reaches[font.face] ?? measuredReach(of: font.face)
    reaches[font.face] = reach
    return (reach.ascent * size, reach.descent * size)
  }

  /// Breaks a text into lines no wider than so many millimetres: between words, inside a word only when it is alone too
  /// wide, and at each line break of the text.
  ///
  /// - Throws: ``TypesettingFailure/missingGlyph(_:in:)`` when the font lacks a character of it.
  public func lines(of text: String, in font: Font, width: Double) throws(TypesettingFailure) -> [String] {
    if !text.utf8.contains(UInt8(ascii: "\n")), text.utf8.last != UInt8(ascii: " "),
      let lines = try line(text, in: font.face).brokenAtSpaces(to: width / (font.points * millimetresPerPoint))
    {
      return lines
    }
    try set(text, in: font.face, width: width / (font.points * millimetresPerPoint))
    let bytes = Array(text.utf8)
    return (0..<Pango.layoutGetLineCount(layout)).compactMap { index in
      Pango.layoutGetLineReadonly(layout, index).map { line in
        let start = Int(line.pointee.start_index)
        let piece = bytes[start..<start + Int(line.pointee.length)]
        return String(decoding: piece, as: UTF8.self).trimmingTrailingSpaces
      }
    }
  }

  /// A line as glyphs.
  ///
  /// - Throws: ``TypesettingFailure/missingGlyph(_:in:)`` when the font lacks a character of it.
  func line(_ text: String, in face: Face) throws(TypesettingFailure) -> GlyphLine {
    if let known = shaped[face]?[text] { return known }
    let line: GlyphLine
    if let simple = shapers[face]?.line(text) {
      line = simple
    } else {
      try set(text, in: face, width: nil)
      line = glyphs(of: text)
    }
    // A job says the same words on many labels, and others once: enough is kept for the first, without end for none.
    if shapedCount == 4_096 { (shaped, shapedCount) = ([:], 0) }
    shaped[face, default: [:]][text] = line
    shapedCount += 1
    return line
  }

  /// The glyphs of the layout's only line.
  private func glyphs(of text: String) -> GlyphLine {
    var glyphs: [GlyphLine.Glyph] = []
    var x = 0
    guard let line = Pango.layoutGetLineReadonly(layout, 0) else {
      return GlyphLine(text: text, glyphs: [], width: 0)
    }
    var next = line.pointee.runs
    while let list = next {
      let run = list.pointee.data.assumingMemoryBound(to: PangoGlyphItem.self).pointee
      next = list.pointee.next
      guard let string = run.glyphs, let item = run.item else { continue }
      let (start, count) = (Int(item.pointee.offset), Int(string.pointee.num_glyphs))
      let clusters = (0..<count).map { start + Int(string.pointee.log_clusters[$0]) }
      let ends = Set(clusters + [start + Int(item.pointee.length)]).sorted()
      var said: Set<Int> = []
      for index in 0..<count {
        let glyph = string.pointee.glyphs[index]
        let begin = clusters[index]
        let end = ends.first { $0 > begin } ?? begin
        if rebond_is_empty(glyph.glyph) == 0 {
          let isFirst = said.insert(begin).inserted
          glyphs.append(
            GlyphLine.Glyph(
              id: glyph.glyph, x: Double(x + Int(glyph.geometry.x_offset)) / pangoEm,
              y: Double(glyph.geometry.y_offset) / pangoEm, start: Int32(begin), end: Int32(isFirst ? end : begin)))
        }
        x += Int(glyph.geometry.width)
      }
    }
    return GlyphLine(text: text, glyphs: glyphs, width: Double(x) / pangoEm)
  }

  private func set(_ text: String, in face: Face, width: Double?) throws(TypesettingFailure) {
    Pango.layoutSetFontDescription(layout, descriptions[face])
    Pango.layoutSetSingleParagraphMode(layout, width == nil ? 1 : 0)
    Pango.layoutSetWrap(layout, PANGO_WRAP_WORD_CHAR)
    Pango.layoutSetWidth(layout, width.map { Int32(min($0 * pangoEm, 2e9)) } ?? -1)
    Pango.layoutSetText(layout, text, Int32(text.utf8.count))
    if let control = text.unicodeScalars.first(where: \.isUnprintable) {
      throw .missingGlyph(control, in: text)
    }
    guard Pango.layoutGetUnknownGlyphsCount(layout) > 0 else { return }
    throw .missingGlyph(firstUnknown(in: text) ?? "\u{FFFD}", in: text)
  }

  private func measuredReach(of face: Face) -> (ascent: Double, descent: Double) {
    let metrics = Pango.contextGetMetrics(context, descriptions[face], nil)
    defer { Pango.fontMetricsUnref(metrics) }
    return (
      ascent: Double(Pango.fontMetricsGetAscent(metrics)) / pangoEm,
      descent: Double(Pango.fontMetricsGetDescent(metrics)) / pangoEm
    )
  }

  /// The first character the layout has no glyph for.
  private func firstUnknown(in text: String) -> Unicode.Scalar? {
    guard let iterator = Pango.layoutGetIter(layout) else { return nil }
    defer { Pango.layoutIterFree(iterator) }
    var found: [Int] = []
    repeat {
      guard let run = Pango.layoutIterGetRunReadonly(iterator), let glyphs = run.pointee.glyphs,
        let item = run.pointee.item
      else { continue }
      for index in 0..<Int(glyphs.pointee.num_glyphs)
      where rebond_is_unknown(glyphs.pointee.glyphs[index].glyph) != 0 {
        found.append(Int(item.pointee.offset) + Int(glyphs.pointee.log_clusters[index]))
      }
    } while Pango.layoutIterNextRun(iterator) != 0
    guard let offset = found.min() else { return nil }
    return String(decoding: Array(text.utf8)[offset...], as: UTF8.self).unicodeScalars.first
  }

  private func isInstalled(_ face: Face) -> Bool {
    guard let font = fonts[face], let found = Pango.fontDescribe(font) else { return false }
    defer { Pango.fontDescriptionFree(found) }
    return Pango.fontDescriptionGetFamily(found).map { String(cString: $0) } == face.family
  }
}

/// How letters are drawn: as their outlines are, without fitting them to a device's dots. The caller destroys it.
func unhinted() -> OpaquePointer? {
  let options = Cairo.fontOptionsCreate()
  Cairo.fontOptionsSetHintStyle(options, CAIRO_HINT_STYLE_NONE)
  Cairo.fontOptionsSetHintMetrics(options, CAIRO_HINT_METRICS_OFF)
  return options
}

extension Face {
  /// What Pango looks for, at the size all lines are shaped at.
  fileprivate var description: OpaquePointer {
    let description: OpaquePointer = rebond_pango_font_description_new()
    Pango.fontDescriptionSetFamily(description, family)
    Pango.fontDescriptionSetWeight(description, isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
    Pango.fontDescriptionSetAbsoluteSize(description, pangoEm)
    return description
  }
}

/// Millimetres in a typographic point: an inch is 25.4 mm and 72 points.
let millimetresPerPoint = 25.4 / 72

/// The size all lines are shaped at, in Pango's units: large, so that its rounding is nothing.
private let pangoEm = 100 * 1024.0

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
