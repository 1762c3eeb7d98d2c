/// The number on a person's badge: drawn at random, so that nobody makes another's by counting.
public struct BadgeNumber: Hashable, Sendable, CustomStringConvertible {
  /// The number itself, from 0 to ``last``.
  public let value: Int64

  /// The highest number: eight letters of a command card hold it (19⁸ numbers).
  public static let last: Int64 = 16_983_563_040

  /// A badge number, or nothing when no badge bears it.
  public init?(_ value: Int64) {
    guard (0...Self.last).contains(value) else { return nil }
    self.value = value
  }

  /// Draws a number; the caller sees to it that it was never given before.
  public static func random(using generator: inout some RandomNumberGenerator) -> BadgeNumber {
    BadgeNumber(unchecked: .random(in: 0...last, using: &generator))
  }

  /// The number in decimal digits.
  public var description: String { String(value) }

  private init(unchecked value: Int64) { self.value = value }
}
