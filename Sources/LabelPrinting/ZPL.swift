import Typesetting

/// Writes labels in ZPL II, the language of Zebra's printers and of many others.
///
/// Everything is one bitmap made here, unless the printer's file says otherwise: printers' own fonts lose accents on some
/// models, and no text can be taken for a command.
struct ZPL: LabelLanguage {
  let mediaCommands: [String]

  /// Width, length, home, shift and character set are always written: they persist from the job before.
  func label(_ label: DottedLabel, copies: Int) -> [UInt8] {
    let dots = label.dots
    let size = dots.bytesPerRow * dots.height
    let head =
      "^XA\n" + mediaCommands.map { $0 + "\n" }.joined()
      + "^PW\(dots.width)\n^LL\(dots.height)\n^LH0,0\n^LS0\n^LT0\n^CI28\n"
      + "^FO0,0^GFA,\(size),\(size),\(dots.bytesPerRow),"
    let own = label.firmware.map { "^FS\n" + ZPL.field($0) }.joined()
    return Array(head.utf8) + ZPL.compressed(dots) + Array("\(own)^FS\n^PQ\(copies),0,1,Y\n^XZ\n".utf8)
  }

  private static func field(_ mark: FirmwareMark) -> String {
    switch mark {
    case .qr(let symbol, let column, let row, let dots):
      // A height persists from the label before and would move the symbol.
      "^FO\(column),\(row)^BY2,3,1^BQN,2,\(dots),\(symbol.level.rawValue),7"
        + "^FH_^FD\(symbol.level.rawValue)A,\(escaped(symbol.payload))"
    case .text(let text, let column, let row, let font, _):
      "^FO\(column),\(row)^A0N,\(font.height),\(font.height)^FH_^FD\(escaped(text))"
    }
  }

  /// A text in which no character is a command: `^FH_` before it lets any byte be written as `_` and two digits.
  private static func escaped(_ text: String) -> String {
    text.map { character -> String in
      switch character {
      case "^": "_5E"
      case "~": "_7E"
      case "_": "_5F"
      case "\\": "_5C"
      default: String(character)
      }
    }.joined()
  }

  /// The rows in hexadecimal, compressed as `^GF` allows: a count before a repeated digit, `,` for a row's white end,
  /// `:` for a row like the one before.
  private static func compressed(_ dots: Dots) -> [UInt8] {
    let (width, digits) = (dots.bytesPerRow, dots.bytesPerRow * 2)
    // No count makes a run longer than its digits are, and a row's end is one more.
    return [UInt8](unsafeUninitializedCapacity: (digits + 1) * dots.height) { result, size in
      dots.packed.withUnsafeBufferPointer { packed in
        for start in stride(from: 0, to: packed.count, by: width) {
          let row = UnsafeBufferPointer(rebasing: packed[start..<start + width])
          if start > 0, row.elementsEqual(UnsafeBufferPointer(rebasing: packed[start - width..<start])) {
            result.put(UInt8(ascii: ":"), &size)
          } else {
            result.put(row: row, &size)
          }
        }
      }
    }
  }
}

extension UnsafeMutableBufferPointer<UInt8> {
  fileprivate func put(_ byte: UInt8, _ size: inout Int) {
    self[size] = byte
    size += 1
  }

  /// The digits of a row, each run of one digit under its count.
  fileprivate func put(row: UnsafeBufferPointer<UInt8>, _ size: inout Int) {
    var inked = row.count
    while inked > 0, row[inked - 1] == 0 { inked -= 1 }
    var (digit, count) = (UInt8(0), 0)
    var place = 0
    while place < inked {
      let byte = row[place]
      place += 1
      if byte == digit &* 0x11 {
        count += 2
        continue
      }
      let (first, second) = (byte >> 4, byte & 15)
      if first == digit {
        count += 1
      } else {
        put(digit, count, &size)
        (digit, count) = (first, 1)
      }
      if second == digit {
        count += 1
      } else {
        put(digit, count, &size)
        (digit, count) = (second, 1)
      }
    }
    // What is white up to the end is one sign.
    let isOpen = inked < row.count || digit == 0
    if digit != 0 { put(digit, count, &size) }
    if isOpen { put(UInt8(ascii: ","), &size) }
  }

  /// A run of one digit.
  private func put(_ digit: UInt8, _ count: Int, _ size: inout Int) {
    guard count > 0 else { return }
    put(count: count, &size)
    put(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") - 10 + digit, &size)
  }

  /// A count as ZPL writes it: `g` to `z` are 20 to 400 by twenties, `G` to `Y` are 1 to 19, and they add up.
  fileprivate func put(count: Int, _ size: inout Int) {
    var rest = count
    guard rest > 1 else { return }
    while rest >= 20 {
      let twenties = Swift.min(rest / 20, 20)
      put(UInt8(ascii: "g") + UInt8(twenties - 1), &size)
      rest -= twenties * 20
    }
    if rest > 0 { put(UInt8(ascii: "G") + UInt8(rest - 1), &size) }
  }
}
