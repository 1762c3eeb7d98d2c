import CPangoCairo

/// A face as a PDF embeds it: the letters used, and what they mean.
final class PDFFont {
  /// The faces of the file are numbered in the order they come.
  let number: Int
  private let face: OpaquePointer
  private let font: OpaquePointer
  private let unitsPerEm: Int
  private var used: [UInt32: (width: Int, text: String)] = [:]

  init(_ file: UnsafeMutablePointer<PangoFont>, number: Int) {
    self.number = number
    face = rebond_hb_face_reference(rebond_hb_face(file))
    font = rebond_hb_font_create(face)
    unitsPerEm = Int(HarfBuzz.faceGetUpem(face))
  }

  deinit {
    HarfBuzz.fontDestroy(font)
    HarfBuzz.faceDestroy(face)
  }

  /// What pages call it.
  var name: String { "F\(number)" }

  /// Notes that a glyph of a line is used, and gives its width in thousandths of an em.
  func use(_ glyph: GlyphLine.Glyph, of line: GlyphLine) -> Int {
    if let known = used[glyph.id], !known.text.isEmpty || glyph.start == glyph.end { return known.width }
    let width = thousandths(HarfBuzz.fontGetGlyphHAdvance(font, glyph.id))
    used[glyph.id] = (width, line.words(of: glyph))
    return width
  }

  /// The font file with the letters used and no others, each under its own number.
  ///
  /// - Throws: ``TypesettingFailure/drawing(_:)`` when HarfBuzz refuses.
  func subset() throws(TypesettingFailure) -> [UInt8] {
    guard let input = HarfBuzz.subsetInputCreateOrFail() else { throw .drawing("hb-subset") }
    defer { HarfBuzz.subsetInputDestroy(input) }
    HarfBuzz.subsetInputSetFlags(input, HB_SUBSET_FLAGS_RETAIN_GIDS.rawValue | HB_SUBSET_FLAGS_NO_HINTING.rawValue)
    for glyph in used.keys { HarfBuzz.setAdd(HarfBuzz.subsetInputGlyphSet(input), glyph) }
    // What joins and kerns letters has done its work.
    for table in ["GSUB", "GPOS", "GDEF", "name", "kern"] {
      let tag = table.withCString { HarfBuzz.tagFromString($0, 4) }
      HarfBuzz.setAdd(HarfBuzz.subsetInputSet(input, HB_SUBSET_SETS_DROP_TABLE_TAG), tag)
    }
    guard let made = HarfBuzz.subsetOrFail(face, input) else { throw .drawing("hb-subset") }
    defer { HarfBuzz.faceDestroy(made) }
    return bytes(of: HarfBuzz.faceReferenceBlob(made))
  }

  /// The name of the face, with the tag of its letters before it (ISO 32000-1, 9.6.4).
  var postScriptName: String {
    // FNV-1a over the glyphs: the same letters give the same tag.
    var hash = used.keys.sorted().reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    var tag = ""
    for _ in 0..<6 {
      tag.unicodeScalars.append(Unicode.Scalar(UInt8(65 + hash % 26)))
      hash /= 26
    }
    var length: UInt32 = 64
    var name = [CChar](repeating: 0, count: Int(length))
    _ = HarfBuzz.otNameGetUtf8(face, UInt32(HB_OT_NAME_ID_POSTSCRIPT_NAME), nil, &length, &name)
    return tag + "+" + String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The box all letters lie in, and how far they reach, in thousandths of an em.
  var measures: (box: String, ascent: Int, descent: Int) {
    let head = bytes(of: HarfBuzz.faceReferenceTable(face, HarfBuzz.tagFromString("head", 4)))
    let box = stride(from: 36, to: 44, by: 2).map { offset in
      let value = head.count > offset + 1 ? Int16(bitPattern: UInt16(head[offset]) << 8 | UInt16(head[offset + 1])) : 0
      return String(thousandths(hb_position_t(value)))
    }
    var extents = hb_font_extents_t()
    _ = HarfBuzz.fontGetHExtents(font, &extents)
    return (box.joined(separator: " "), thousandths(extents.ascender), thousandths(extents.descender))
  }

  /// The widths of the letters used.
  var widths: String {
    used.sorted { $0.key < $1.key }.map { "\($0.key) [\($0.value.width)]" }.joined(separator: " ")
  }

  /// Which characters the letters used stand for (ISO 32000-1, 9.10.3), so that the text can be searched and copied.
  var toUnicode: [UInt8] {
    let pairs = used.filter { !$0.value.text.isEmpty }.sorted { $0.key < $1.key }.map { glyph, known in
      "<\(PDFContent.fourDigits(glyph))> <\(known.text.utf16.map { PDFContent.fourDigits(UInt32($0)) }.joined())>"
    }
    let blocks = stride(from: 0, to: pairs.count, by: 100).map { start in
      let block = pairs[start..<min(start + 100, pairs.count)]
      return "\(block.count) beginbfchar\n\(block.joined(separator: "\n"))\nendbfchar\n"
    }
    return Array(
      ("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        + "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        + "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        + "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n" + blocks.joined()
        + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").utf8)
  }

  private func thousandths(_ units: hb_position_t) -> Int {
    Int((Double(units) * 1000 / Double(unitsPerEm)).rounded())
  }

  private func bytes(of blob: OpaquePointer?) -> [UInt8] {
    defer { HarfBuzz.blobDestroy(blob) }
    var length: UInt32 = 0
    guard let data = HarfBuzz.blobGetData(blob, &length) else { return [] }
    return UnsafeRawBufferPointer(start: data, count: Int(length)).map { $0 }
  }
}
