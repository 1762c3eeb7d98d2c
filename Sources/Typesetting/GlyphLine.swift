/// A line of text as the glyphs of its face, shaped once for all sizes.
///
/// Measures are in ems, from the left end of the baseline: glyphs are placed without rounding to any device's dots, so they
/// grow with the size of the type.
struct GlyphLine: Sendable {
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
    /// The characters that it stands for, empty where another glyph of the line says them already.
    let text: Substring
  }
}
