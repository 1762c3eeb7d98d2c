import Typesetting

/// Writes labels in ZPL II, the language of Zebra's printers and of many others.
///
/// Everything is one bitmap made here: printers' own fonts lose accents on some models, and no text can be taken for a
/// command.
enum ZPL {
  /// One label of dots, printed so many times.
  ///
  /// Width, length, home, shift and character set are always written: they persist from the job before.
  static func label(_ dots: Dots, copies: Int, mediaCommands: [String]) -> [UInt8] {
    let size = dots.bytesPerRow * dots.height
    let head =
      "^XA\n" + mediaCommands.map { $0 + "\n" }.joined()
      + "^PW\(dots.width)\n^LL\(dots.height)\n^LH0,0\n^LS0\n^LT0\n^CI28\n"
      + "^FO0,0^GFA,\(size),\(size),\(dots.bytesPerRow),"
    return Array(head.utf8) + compressed(dots) + Array("^FS\n^PQ\(copies),0,1,Y\n^XZ\n".utf8)
  }

  /// The rows in hexadecimal, compressed as `^GF` allows: a count before a repeated digit, `,` for a row's white end,
  /// `:` for a row like the one before.
  private static func compressed(_ dots: Dots) -> [UInt8] {
    let (packed, width) = (dots.packed, dots.bytesPerRow)
    var result: [UInt8] = []
    var previous: ArraySlice<UInt8> = []
    for row in 0..<dots.height {
      let bytes = packed[row * width..<(row + 1) * width]
      if row > 0, bytes.elementsEqual(previous) {
        result.append(UInt8(ascii: ":"))
      } else {
        append(bytes.flatMap { [$0 >> 4, $0 & 15] }, to: &result)
      }
      previous = bytes
    }
    return result
  }

  private static func append(_ digits: [UInt8], to result: inout [UInt8]) {
    let inked = (digits.lastIndex { $0 != 0 } ?? -1) + 1
    var index = 0
    while index < inked {
      let digit = digits[index]
      let end = digits[index..<inked].firstIndex { $0 != digit } ?? inked
      append(count: end - index, to: &result)
      result.append(hexadecimal[Int(digit)])
      index = end
    }
    if inked < digits.count { result.append(UInt8(ascii: ",")) }
  }

  /// A count as ZPL writes it: `g` to `z` are 20 to 400 by twenties, `G` to `Y` are 1 to 19, and they add up.
  private static func append(count: Int, to result: inout [UInt8]) {
    var rest = count
    guard rest > 1 else { return }
    while rest >= 20 {
      let twenties = min(rest / 20, 20)
      result.append(UInt8(ascii: "g") + UInt8(twenties - 1))
      rest -= twenties * 20
    }
    if rest > 0 { result.append(UInt8(ascii: "G") + UInt8(rest - 1)) }
  }

  private static let hexadecimal = Array("0123456789ABCDEF".utf8)
}
