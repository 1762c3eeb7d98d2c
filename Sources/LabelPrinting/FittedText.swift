import Typesetting

/// Paragraphs broken into lines at the largest size at which a box holds them.
struct FittedText {
  let lines: [String]
  let font: Font
  /// From the top of a line to its baseline, and to the next line, in millimetres.
  let ascent, lineHeight: Double

  /// Tries sizes a quarter of a point apart from the largest down; at the least size it leaves the end out, if it may.
  ///
  /// A smaller size is better than a word broken within; and a text with spaces that no line may break at, such as a number to
  /// call, is better broken there than anywhere else. Gives nothing when the box is too small and the text may not be cut.
  /// - Throws: ``TypesettingFailure/missingGlyph(_:in:)`` when the font lacks a character.
  init?(
    _ paragraphs: [String], in box: Extent, face: Face, sizes: ClosedRange<Double>, lines most: Int,
    mayCut: Bool, typesetter: Typesetter
  ) throws(TypesettingFailure) {
    let loose = paragraphs.map { $0.unicodeScalars.contains("\u{A0}") ? $0.replacing("\u{A0}", with: " ") : $0 }
    for attempt in loose == paragraphs ? [paragraphs] : [paragraphs, loose] {
      var points = sizes.upperBound
      while true {
        let font = Font(face, points: points)
        let reach = typesetter.reach(of: font)
        let height = reach.ascent + reach.descent
        let room = min(most, Int(box.height / height + 1e-6))
        let broken = try attempt.map { paragraph throws(TypesettingFailure) in
          BrokenText(paragraph, try typesetter.lines(of: paragraph, in: font, width: box.width))
        }
        let isLeast = points <= sizes.lowerBound
        var lines = broken.flatMap(\.lines)
        if lines.count > room, isLeast, mayCut, room > 0 {
          lines = Array(lines.prefix(room - 1))
          lines.append(
            try Self.cut(broken.rest(after: room - 1), in: font, width: box.width, typesetter))
        }
        // Some runs are broken nowhere, however wide: they fit at a smaller size, or loosened.
        var widest = 0.0
        for line in lines { widest = max(widest, try typesetter.width(of: line, in: font)) }
        let isWhole = !broken.contains(where: \.isBrokenWithin) || (isLeast && attempt == loose)
        if lines.count <= room, widest <= box.width + 1e-6, isWhole {
          self.lines = lines
          self.font = font
          self.ascent = reach.ascent
          self.lineHeight = height
          return
        }
        if isLeast { break }
        points = max(sizes.lowerBound, points - 0.25)
      }
    }
    return nil
  }

  /// As much of a text as leaves room for the ellipsis that ends it.
  private static func cut(
    _ text: String, in font: Font, width: Double, _ typesetter: Typesetter
  ) throws(TypesettingFailure) -> String {
    let letters = Array(text)
    // The longest beginning that fits lies among these.
    var (shortest, longest) = (0, letters.count)
    while shortest < longest {
      let middle = (shortest + longest + 1) / 2
      let fits = try typesetter.width(of: String(letters[..<middle]) + "…", in: font) <= width
      (shortest, longest) = fits ? (middle, longest) : (shortest, middle - 1)
    }
    var rest = letters[..<shortest]
    while rest.last == " " { rest = rest.dropLast() }
    return String(rest) + "…"
  }
}

/// A paragraph and its lines.
private struct BrokenText {
  let lines: [String]
  /// What each line begins: the rest of the paragraph from there.
  let rests: [Substring]
  /// Whether a line ends in the middle of a word.
  let isBrokenWithin: Bool

  init(_ paragraph: String, _ lines: [String]) {
    self.lines = lines
    var (rest, rests, isBrokenWithin) = (paragraph[...], [Substring](), false)
    for line in lines {
      rests.append(rest)
      rest = rest.dropFirst(line.count)
      // What is no letter may end a line; a space that no line may break at may not.
      if let last = line.last, last.isLetter || last.isNumber || last.isWhitespace, let next = rest.first, next != " " {
        isBrokenWithin = true
      }
      rest = rest.drop { $0 == " " }
    }
    (self.rests, self.isBrokenWithin) = (rests, isBrokenWithin)
  }
}

extension [BrokenText] {
  /// What begins on the line of a number, from 0, as far as its paragraph goes.
  fileprivate func rest(after line: Int) -> String { String(flatMap(\.rests)[line]) }
}
