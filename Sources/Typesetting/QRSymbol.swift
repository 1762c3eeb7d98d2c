import CQREncode

/// A QR symbol, ISO/IEC 18004: a square of dark and light modules, without its quiet zone.
public struct QRSymbol: Hashable, Sendable {
  /// Modules along a side.
  public let side: Int
  /// How much of it may be damaged.
  public let level: Level
  /// What a reader gives back.
  public let payload: String
  private let dark: [Bool]

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
    guard var best = QRSymbol(encoding: payload, level: level) else { throw .payloadTooLong(payload) }
    for better in Level.allCases where better > level {
      guard let symbol = QRSymbol(encoding: payload, level: better), symbol.side == best.side else { break }
      best = symbol
    }
    self = best
  }

  /// The version, 1 to 40.
  public var version: Int { (side - 17) / 4 }

  /// Whether the module of a column and a row, counted from the top left, is dark; outside, all is light.
  public func isDark(_ column: Int, _ row: Int) -> Bool {
    (0..<side).contains(column) && (0..<side).contains(row) && dark[row * side + column]
  }

  private init?(encoding payload: String, level: Level) {
    let bytes = Array(payload.utf8)
    let mode = bytes.allSatisfy(QRSymbol.alphanumeric.contains) ? QR_MODE_AN : QR_MODE_8
    guard let input = QRinput_new2(0, level.native) else { return nil }
    defer { QRinput_free(input) }
    guard !bytes.isEmpty, QRinput_append(input, mode, Int32(bytes.count), bytes) == 0,
      let code = QRcode_encodeInput(input)
    else { return nil }
    defer { QRcode_free(code) }
    self.side = Int(code.pointee.width)
    self.level = level
    self.payload = payload
    self.dark = UnsafeBufferPointer(start: code.pointee.data, count: side * side).map { $0 & 1 == 1 }
  }

  private static let alphanumeric = Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)
}
