import CQREncode
import Synchronization

/// A QR symbol, ISO/IEC 18004: a square of dark and light modules, without its quiet zone.
public struct QRSymbol: Hashable, Sendable {
  /// Modules along a side.
  public let side: Int
  /// How much of it may be damaged.
  public let level: Level
  /// What a reader gives back.
  public let payload: String
  /// What libqrencode says of each module: its lowest bit is that it is dark, others which part of the symbol it is of.
  private let modules: [UInt8]

  /// The share of the symbol that may be damaged and still be read.
  public enum Level: String, Sendable, CaseIterable, Comparable {
    case l = "L"
    case m = "M"
    case q = "Q"
    case h = "H"

    var native: QRecLevel {
      switch self {
      case .l: QR_ECLEVEL_L
      case .m: QR_ECLEVEL_M
      case .q: QR_ECLEVEL_Q
      case .h: QR_ECLEVEL_H
      }
    }

    public static func < (left: Level, right: Level) -> Bool { left.native.rawValue < right.native.rawValue }
  }

  /// Modules that must stay light on each side, ISO/IEC 18004.
  public static let quietZone = 4

  /// Encodes a payload in the smallest symbol of a level, then raises the level as far as that symbol allows.
  ///
  /// Digits, capitals and `$%*+-./: ` take 5.5 bits each instead of 8: an address in capitals makes a smaller symbol
  /// with larger modules.
  /// - Throws: ``TypesettingFailure/payloadTooLong(_:)`` when no symbol of the level holds it, or it is empty.
  public init(payload: String, atLeast level: Level = .q) throws(TypesettingFailure) {
    let bytes = Array(payload.utf8)
    let isAlphanumeric = bytes.allSatisfy { QRSymbol.isAlphanumeric[Int($0)] }
    let kind = Kind(length: bytes.count, isAlphanumeric: isAlphanumeric, level: level)
    if let known = QRSymbol.highest.withLock({ $0[kind] }),
      let symbol = QRSymbol(bytes, payload, isAlphanumeric: isAlphanumeric, level: known)
    {
      self = symbol
      return
    }
    guard var best = QRSymbol(bytes, payload, isAlphanumeric: isAlphanumeric, level: level) else {
      throw .payloadTooLong(payload)
    }
    for better in Level.allCases where better > level {
      guard let symbol = QRSymbol(bytes, payload, isAlphanumeric: isAlphanumeric, level: better),
        symbol.side == best.side
      else { break }
      best = symbol
    }
    QRSymbol.highest.withLock { [best] in $0[kind] = best.level }
    self = best
  }

  /// What decides how large a symbol is and how far its level can be raised.
  private struct Kind: Hashable {
    let length: Int
    let isAlphanumeric: Bool
    let level: Level
  }

  /// The levels found for payloads seen: encoding is most of the work of a label, and once is enough.
  private static let highest = Mutex<[Kind: Level]>([:])

  /// The version, 1 to 40.
  public var version: Int { (side - 17) / 4 }

  /// Whether the module of a column and a row, counted from the top left, is dark; outside, all is light.
  public func isDark(_ column: Int, _ row: Int) -> Bool {
    (0..<side).contains(column) && (0..<side).contains(row) && modules[row * side + column] & 1 == 1
  }

  /// A rectangle of dark modules.
  struct Bar {
    let column, row, width, height: Int
  }

  /// The dark modules as rectangles, those in a row and equal rows under one another as one.
  ///
  /// - Parameter ofFrame: whether those that all symbols of the size share are wanted, that is finder, alignment and timing
  ///   patterns, or all others.
  func bars(ofFrame: Bool) -> [Bar] {
    var bars: [Bar] = []
    bars.reserveCapacity(modules.count / 4)
    // Where the run of a row that begins at a module ends; 0 where none begins.
    var ends = [UInt8](repeating: 0, count: modules.count)
    for row in 0..<side {
      let line = row * side
      var column = 0
      while column < side {
        let start = column
        while column < side, modules[line + column] & 1 == 1, (modules[line + column] & 0x70 != 0) == ofFrame {
          column += 1
        }
        if column > start { ends[line + start] = UInt8(column) } else { column += 1 }
      }
    }
    for place in ends.indices where ends[place] != 0 {
      let end = ends[place]
      // A run like the one above it was taken with that.
      if place >= side, ends[place - side] == end { continue }
      var below = place + side
      while below < ends.count, ends[below] == end { below += side }
      let (row, column) = place.quotientAndRemainder(dividingBy: side)
      bars.append(Bar(column: column, row: row, width: Int(end) - column, height: (below - place) / side))
    }
    return bars
  }

  private init?(_ bytes: [UInt8], _ payload: String, isAlphanumeric: Bool, level: Level) {
    let mode = isAlphanumeric ? QR_MODE_AN : QR_MODE_8
    guard let input = QRinput_new2(0, level.native) else { return nil }
    defer { QRinput_free(input) }
    guard !bytes.isEmpty, QRinput_append(input, mode, Int32(bytes.count), bytes) == 0,
      let code = QRcode_encodeInput(input)
    else { return nil }
    defer { QRcode_free(code) }
    self.side = Int(code.pointee.width)
    self.level = level
    self.payload = payload
    self.modules = Array(UnsafeBufferPointer(start: code.pointee.data, count: side * side))
  }

  private static let isAlphanumeric = (UInt8.min...UInt8.max).map {
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8.contains($0)
  }
}
