import Typesetting

/// Paragraphs broken into lines at the largest size at which a box holds them.
struct FittedText {
  let lines: [String]
  let font: Font
  /// From the top of a line to its baseline, and to the next line, in millimetres.
  let ascent, lineHeight: Double

  /// Tries sizes a quarter of a point apart from the largest down; at the least size it leaves the end out, if it may.
  ///
  /// Gives nothing when the box is too small and the text may not be cut.
  /// - Throws: ``TypesettingFailure/missingGlyph(_:in:)`` when the font lacks a character.
  init?(
    _ paragraphs: [String], in box: Extent, face: Face, sizes: ClosedRange<Double>, lines most: Int,
    mayCut: Bool,
    typesetter: Typesetter
  ) throws(TypesettingFailure) {
    var points = sizes.upperBound
    while true {
      let font = Font(face, points: points)
      let reach = typesetter.reach(of: font)
      let height = reach.ascent + reach.descent
      let room = min(most, Int(box.height / height + 1e-6))
      var lines: [String] = []
      for paragraph in paragraphs { lines += try typesetter.lines(of: paragraph, in: font, width: box.width) }
      let isLeast = points <= sizes.lowerBound
      if lines.count > room, isLeast, mayCut, room > 0 {
        lines = lines.dropLast(lines.count - room)
        lines[room - 1] = try Self.cut(lines[room - 1], in: font, width: box.width, typesetter)
      }
      if lines.count <= room {
        self.lines = lines
        self.font = font
        self.ascent = reach.ascent
        self.lineHeight = height
        return
      }
      if isLeast { return nil }
      points = max(sizes.lowerBound, points - 0.25)
    }
  }

  /// As much of a line as leaves room for the ellipsis that ends it.
  private static func cut(
    _ line: String, in font: Font, width: Double, _ typesetter: Typesetter
  ) throws(TypesettingFailure) -> String {
    var rest = line[...]
    while !rest.isEmpty, try typesetter.width(of: rest + "…", in: font) > width { rest = rest.dropLast() }
    while rest.last == " " { rest = rest.dropLast() }
    return rest + "…"
  }
}
