/// A line of text as the glyphs of its face, shaped once for all sizes.
///
/// Measures are in ems, from the left end of the baseline: glyphs are placed without rounding to any device's dots, so they
/// grow with the size of the type.
struct GlyphLine: Sendable {
  let text: String
  /// The glyphs from left to right.
  let glyphs: [Glyph]
  /// How wide the line is.
  let width: Double

  /// One glyph where it is drawn.
  struct Glyph: Sendable {
    /// Its number in the face's font file.
    let id: UInt32
    /// The place of its origin.
    let x, y: Double
    /// Where the characters that it stands for are in the text's UTF-8, empty where another glyph says them already.
    let start, end: Int32
  }

  /// The line broken between words, each line as long as fits in so many ems.
  ///
  /// Gives nothing where words alone do not decide: a word is too wide, or a sign may be broken at.
  func brokenAtSpaces(to most: Double) -> [String]? {
    if width <= most { return [text] }
    guard text.unicodeScalars.allSatisfy(\.isBrokenAtSpacesAlone), text.utf8.count == glyphs.last.map({ Int($0.end) })
    else { return nil }
    let bytes = Array(text.utf8)
    var lines: [String] = []
    // The glyph a line begins with, and the last space on it.
    var (first, space) = (0, Int?.none)
    for (index, glyph) in glyphs.enumerated() {
      let end = index + 1 < glyphs.count ? glyphs[index + 1].x : width
      if bytes[Int(glyph.start)] == 32 {
        if !bytes.clings(at: Int(glyph.start)) { space = index }
      } else if end - glyphs[first].x > most {
        guard let last = space, last > first else { return nil }
        lines.append(String(decoding: bytes[Int(glyphs[first].start)..<Int(glyphs[last].start)], as: UTF8.self))
        (first, space) = (last + 1, nil)
        guard end - glyphs[first].x <= most else { return nil }
      }
    }
    return lines + [String(decoding: bytes[Int(glyphs[first].start)...], as: UTF8.self)]
  }

  /// The characters that a glyph of the line stands for.
  func words(of glyph: Glyph) -> String {
    String(decoding: Array(text.utf8)[Int(glyph.start)..<Int(glyph.end)], as: UTF8.self)
  }
}

extension [UInt8] {
  /// Whether what stands before or after a space in UTF-8 is not to be parted from its neighbour: `«` from what it opens, `»` and
  /// the double signs of French from what they close.
  fileprivate func clings(at space: Int) -> Bool {
    let (before, after) = (self[Swift.max(0, space - 2)..<space], self[(space + 1)...].prefix(2))
    return before.elementsEqual("«".utf8) || after.elementsEqual("»".utf8)
      || after.first.map { ":;!?".utf8.contains($0) } ?? false
  }
}

extension Unicode.Scalar {
  /// Whether a line breaks beside the character at a space alone: letters that stand in words, figures, and the signs that
  /// cling to them (UAX #14).
  fileprivate var isBrokenAtSpacesAlone: Bool {
    switch self {
    case "!", "?", "a"..."z", "A"..."Z", "0"..."9", " ", ".", ",", ":", ";", "'", "(", ")", "&", "@", "#", "%", "*",
      "_", "+",
      "=",
      "«", "»", "°", "·", "€", "№", "\u{A0}", "\u{202F}", "’", "À"..."Ö", "Ø"..."ö", "ø"..."\u{24F}", "\u{386}",
      "\u{388}"..."\u{3FF}", "\u{400}"..."\u{481}", "\u{48A}"..."\u{52F}":
      true
    default: false
    }
  }
}
