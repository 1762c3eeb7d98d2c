import CCrypto

/// A SHA-256 digest of 32 bytes.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// The 32 bytes.
  public let bytes: [UInt8]

  /// The digest of some bytes.
  public static func sha256(_ input: some Sequence<UInt8>) -> Digest {
    let input = Array(input)
    var output = [UInt8](repeating: 0, count: 32)
    rebond_sha256(input, input.count, &output)
    return Digest(unchecked: output)
  }

  /// Wraps 32 bytes that are already a digest, or nothing when there are not 32.
  public init?(bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes)
    guard bytes.count == 32 else { return nil }
    self.init(unchecked: bytes)
  }

  /// Reads 64 hexadecimal digits, or nothing when they are none.
  public init?(hexadecimal digits: some StringProtocol) {
    let values = digits.compactMap(\.hexDigitValue)
    guard digits.utf8.count == 64, values.count == 64 else { return nil }
    self.init(unchecked: stride(from: 0, to: 64, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) })
  }

  /// The digest as 64 lower-case hexadecimal digits.
  public var description: String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }

  private init(unchecked bytes: [UInt8]) {
    self.bytes = bytes
  }
}
