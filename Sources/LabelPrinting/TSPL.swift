import Typesetting

/// Writes labels in TSPL, the language of TSC's printers and of many inexpensive ones.
struct TSPL: LabelLanguage {
  /// The label and the white after it, in millimetres.
  let size: Extent
  let gap: Double
  let mediaCommands: [String]

  func label(_ label: DottedLabel, copies: Int) -> [UInt8] {
    let dots = label.dots
    let setting = [
      "SIZE \(size.width.inMillimetres) mm,\(size.height.inMillimetres) mm", "GAP \(gap.inMillimetres) mm,0 mm",
      "REFERENCE 0,0", "CODEPAGE UTF-8",
    ]
    var bytes = Array((setting + mediaCommands + ["CLS"]).map { $0 + "\r\n" }.joined().utf8)
    bytes += Array("BITMAP 0,0,\(dots.bytesPerRow),\(dots.height),0,".utf8)
    // A dot is printed where the bit is 0.
    bytes += dots.packed.map { ~$0 }
    bytes += Array("\r\n".utf8)
    for mark in label.firmware { bytes += Array((TSPL.command(mark) + "\r\n").utf8) }
    return bytes + Array("PRINT \(copies),1\r\n".utf8)
  }

  private static func command(_ mark: FirmwareMark) -> String {
    switch mark {
    case .qr(let symbol, let column, let row, let dots):
      // Without M2 it would be the symbol's first model, which few readers know.
      "QRCODE \(column),\(row),\(symbol.level.rawValue),\(dots),A,0,M2,\"\(escaped(symbol.payload))\""
    case .text(let text, let column, let row, let font, _):
      "TEXT \(column),\(row),\"0\",0,\(points(font.height)),\(points(font.height)),\"\(escaped(text))\""
    }
  }

  /// Its scalable font is sized in points, at 8 dots to the millimetre or 12 alike.
  private static func points(_ dots: Int) -> Int { max(4, dots * 72 / 203) }

  /// A quotation mark within a text is written in brackets after a backslash.
  private static func escaped(_ text: String) -> String { text.replacing("\"", with: "\\[\"]") }
}

/// Writes labels in EPL2, the language of Zebra's and Eltron's older desktop printers.
struct EPL2: LabelLanguage {
  /// The white between labels, in dots.
  let gap: Int
  let mediaCommands: [String]

  /// Its QR code exists on Japanese models only: symbols are always dots.
  func label(_ label: DottedLabel, copies: Int) -> [UInt8] {
    let dots = label.dots
    let head = ["", "I8,A,033"] + mediaCommands + ["q\(dots.width)", "Q\(dots.height),\(gap)", "N"]
    var bytes = Array(head.map { $0 + "\n" }.joined().utf8)
    bytes += Array("GW0,0,\(dots.bytesPerRow),\(dots.height),".utf8)
    // A dot is printed where the bit is 0.
    bytes += dots.packed.map { ~$0 }
    bytes.append(10)
    for mark in label.firmware {
      guard case .text(let text, let column, let row, .fixed(let font, _, _, let times), _) = mark else { continue }
      bytes += Array("A\(column),\(row),0,\(font),\(times),\(times),N,\"".utf8)
      for byte in text.windows1252 {
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
        bytes.append(byte)
      }
      bytes += Array("\"\n".utf8)
    }
    return bytes + Array("P\(copies)\n".utf8)
  }
}

extension Double {
  /// The number to the tenth, with a point.
  fileprivate var inMillimetres: String {
    let tenths = Int((self * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
