import Typesetting

/// Writes labels as raster lines for Brother's QL printers ("Raster Command Reference", QL-800 series).
struct BrotherRaster: LabelLanguage {
  let tape: LabelStock.Tape
  /// Whether the label is printed turned by a quarter.
  let isTurned: Bool
  let headDots: Int
  private var labels = 0

  init(_ place: BrotherTape, headDots: Int) {
    (tape, isTurned, self.headDots) = (place.tape, place.isTurned, headDots)
  }

  /// What is left of an earlier job is pushed out by zeros, then the printer starts anew in raster mode.
  func begin() -> [UInt8] {
    [0x1B, 0x69, 0x61, 0x01] + [UInt8](repeating: 0, count: 400) + [0x1B, 0x40, 0x1B, 0x69, 0x61, 0x01]
  }

  mutating func label(_ label: DottedLabel, copies: Int) -> [UInt8] {
    let dots = isTurned ? label.dots.turned : label.dots
    let lines = raster(dots)
    var bytes: [UInt8] = []
    for _ in 0..<copies {
      // Each page is ended by the next one's beginning, the last by ``end()``.
      if labels > 0 { bytes.append(0x0C) }
      bytes += head(lines: dots.height)
      bytes += lines
      labels += 1
    }
    return bytes
  }

  func end() -> [UInt8] { labels > 0 ? [0x1A] : [] }

  /// What the printer is told of the tape: it stops with an error where it holds another.
  private func head(lines: Int) -> [UInt8] {
    let count = (0..<4).map { UInt8(truncatingIfNeeded: lines >> (8 * $0)) }
    let (kind, length): (UInt8, UInt8) =
      if let length = tape.length { (0x0B, UInt8(clamping: length)) } else { (0x0A, 0) }
    // A continuous tape wants 35 dots of white before it can cut.
    let margin: UInt8 = tape.length == nil ? 35 : 0
    return [0x1B, 0x69, 0x53, 0x1B, 0x69, 0x7A, 0xCE, kind, UInt8(clamping: tape.width), length] + count
      + [labels == 0 ? 0 : 1, 0]
      + [0x1B, 0x69, 0x4D, 0x40, 0x1B, 0x69, 0x41, 0x01, 0x1B, 0x69, 0x4B, 0x08, 0x1B, 0x69, 0x64, margin, 0]
  }

  /// The lines from the right to the left, as the head sees them.
  private func raster(_ dots: Dots) -> [UInt8] {
    let bytesPerLine = headDots / 8
    var lines: [UInt8] = []
    lines.reserveCapacity(dots.height * (bytesPerLine + 3))
    for row in 0..<dots.height {
      var line = [UInt8](repeating: 0, count: bytesPerLine)
      for column in 0..<min(dots.width, tape.columns) where dots.isBlack(column, row) {
        let place = tape.columns + tape.rightMargin - 1 - column
        line[place / 8] |= 0x80 >> UInt8(place % 8)
      }
      lines += [0x67, 0x00, UInt8(bytesPerLine)] + line
    }
    return lines
  }
}
