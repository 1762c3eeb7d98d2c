import Typesetting

/// Writes labels in ESC/POS, the language of receipt printers.
struct EscPos: LabelLanguage {
  /// The character set is Windows-1252, page 16 of Epson's.
  func begin() -> [UInt8] { [0x1B, 0x40, 0x1B, 0x74, 16] }

  func label(_ label: DottedLabel, copies: Int) -> [UInt8] {
    let one = (label.firmware.isEmpty ? EscPos.raster(label.dots) : EscPos.page(label)) + [0x1D, 0x56, 66, 0]
    return (0..<copies).flatMap { _ in one }
  }

  /// `GS v 0`: the dots line by line, at once.
  private static func raster(_ dots: Dots) -> [UInt8] {
    [0x1D, 0x76, 0x30, 0] + dots.bytesPerRow.littleEndian16 + dots.height.littleEndian16 + dots.packed
  }

  /// Page mode, in which things have places: the dots first, then what the printer draws itself.
  private static func page(_ label: DottedLabel) -> [UInt8] {
    let dots = label.dots
    let area = [0, 0, dots.bytesPerRow * 8, dots.height].flatMap(\.littleEndian16)
    var bytes: [UInt8] = [0x1B, 0x4C, 0x1B, 0x57] + area + [0x1B, 0x54, 0]
    bytes += at(0, row: dots.height - 1) + graphics(dots)
    for mark in label.firmware {
      switch mark {
      case .qr(let symbol, let column, let row, let size):
        // In page mode a thing stands on its base line.
        bytes += at(column, row: row + symbol.side * size - 1) + commands(symbol, dots: size)
      case .text(_, _, _, .scaled, _): break
      case .text(let text, let column, let row, .fixed(let font, _, let height, let times), let isBold):
        bytes += at(column, row: row + height * times - 1)
        bytes += [0x1B, 0x4D, UInt8(font), 0x1B, 0x45, isBold ? 1 : 0]
        bytes += [0x1D, 0x21, UInt8((times - 1) * 17)] + text.windows1252
      }
    }
    return bytes + [0x0C]
  }

  /// `GS 8 L`: the dots are stored, then put where the page stands.
  private static func graphics(_ dots: Dots) -> [UInt8] {
    let size = dots.packed.count + 10
    let length = (0..<4).map { UInt8(truncatingIfNeeded: size >> (8 * $0)) }
    return [0x1D, 0x38, 0x4C] + length + [48, 112, 48, 1, 1, 49] + (dots.bytesPerRow * 8).littleEndian16
      + dots.height.littleEndian16 + dots.packed + [0x1D, 0x28, 0x4C, 2, 0, 48, 50]
  }

  /// `GS ( k`: model, module, level, store, print. The level is L unless it is set.
  private static func commands(_ symbol: QRSymbol, dots: Int) -> [UInt8] {
    func command(_ function: UInt8, _ parameters: [UInt8]) -> [UInt8] {
      [0x1D, 0x28, 0x6B] + (parameters.count + 2).littleEndian16 + [49, function] + parameters
    }
    let level: UInt8 =
      switch symbol.level {
      case .l: 48
      case .m: 49
      case .q: 50
      case .h: 51
      }
    return command(65, [50, 0]) + command(67, [UInt8(dots)]) + command(69, [level])
      + command(80, [48] + Array(symbol.payload.utf8)) + command(81, [48])
  }

  private static func at(_ column: Int, row: Int) -> [UInt8] {
    [0x1B, 0x24] + column.littleEndian16 + [0x1D, 0x24] + row.littleEndian16
  }
}

extension Int {
  /// The number in two bytes, the lower first.
  fileprivate var littleEndian16: [UInt8] { [UInt8(truncatingIfNeeded: self), UInt8(truncatingIfNeeded: self >> 8)] }
}
