import CPangoCairo

/// Shapes lines of one face with HarfBuzz alone, where no other writing system or direction asks for more.
///
/// Pango does the same and much besides, which takes several times as long: a job of labels is mostly this.
final class Shaper {
  private let font: OpaquePointer
  private let buffer: OpaquePointer
  private let unitsPerEm: Double
  /// Joined letters (ff, fi) come back from a PDF as one character: nobody then finds « effacement » in it.
  private let features = [HarfBuzz.tagFromString("liga", 4), HarfBuzz.tagFromString("clig", 4)].map { tag in
    hb_feature_t(tag: tag, value: 0, start: 0, end: .max)
  }

  init(_ file: UnsafeMutablePointer<PangoFont>) {
    let face = rebond_hb_face(file)
    font = rebond_hb_font_create(face)
    unitsPerEm = Double(HarfBuzz.faceGetUpem(face))
    buffer = rebond_hb_buffer_create()
  }

  deinit {
    HarfBuzz.bufferDestroy(buffer)
    HarfBuzz.fontDestroy(font)
  }

  /// A line, or nothing where it takes Pango: other scripts than Latin, Greek and Cyrillic, marks that combine, characters
  /// that the face lacks.
  func line(_ text: String) -> GlyphLine? {
    guard text.unicodeScalars.allSatisfy(\.isSimple) else { return nil }
    HarfBuzz.bufferClearContents(buffer)
    HarfBuzz.bufferSetDirection(buffer, HB_DIRECTION_LTR)
    HarfBuzz.bufferSetScript(buffer, HB_SCRIPT_LATIN)
    HarfBuzz.bufferSetLanguage(buffer, HarfBuzz.languageGetDefault())
    let length = Int32(text.utf8.count)
    HarfBuzz.bufferAddUtf8(buffer, text, length, 0, -1)
    HarfBuzz.shape(font, buffer, features, UInt32(features.count))
    var count: UInt32 = 0
    guard let infos = HarfBuzz.bufferGetGlyphInfos(buffer, &count),
      let places = HarfBuzz.bufferGetGlyphPositions(buffer, &count)
    else { return text.isEmpty ? GlyphLine(text: text, glyphs: [], width: 0) : nil }
    var glyphs: [GlyphLine.Glyph] = []
    glyphs.reserveCapacity(Int(count))
    var x = 0
    for index in 0..<Int(count) {
      let (info, place) = (infos[index], places[index])
      guard info.codepoint != 0 else { return nil }
      // One glyph stands for one character or, without marks that combine, for several in a row.
      let end = index + 1 < Int(count) ? Int32(infos[index + 1].cluster) : length
      glyphs.append(
        GlyphLine.Glyph(
          id: info.codepoint, x: Double(x + Int(place.x_offset)) / unitsPerEm, y: -Double(place.y_offset) / unitsPerEm,
          start: Int32(info.cluster), end: end))
      x += Int(place.x_advance)
    }
    return GlyphLine(text: text, glyphs: glyphs, width: Double(x) / unitsPerEm)
  }
}

extension Unicode.Scalar {
  /// Whether a letter of Latin, Greek or Cyrillic, or a sign, that stands by itself from left to right.
  fileprivate var isSimple: Bool {
    switch value {
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2AF, 0x370...0x482, 0x48A...0x52F, 0x1E00...0x1FFF, 0x2010...0x2027,
      0x202F...0x205E, 0x20A0...0x20CF, 0x2100...0x218F, 0x2190...0x22FF:
      true
    default: false
    }
  }
}
