/// The permanent number of a device: eight random characters and a check character, never reused.
///
/// Crockford's 32 digits and letters; the check character is a Damm-like code over GF(32) with polynomial x⁵+x²+1: the
/// state becomes 2·(state ⊕ value) for each character, and running it through the check character as well gives 0.
/// It catches every single substitution, adjacent transposition, jump transposition and twin error.
public struct AssetCode: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The nine characters without separators, as stored and encoded.
  public let characters: String

  /// The digits and letters of a code, in the order of their values.
  public static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  /// Reads a code as people type it: case, spaces and hyphens do not matter, I and L are 1, O is 0.
  ///
  /// - Throws: ``KernelFailure/invalid(_:input:)`` when it has not nine characters or one outside the alphabet, and
  ///   ``KernelFailure/wrongCheckCharacter(input:)`` when its check character does not fit the others.
  public init(_ input: String) throws(KernelFailure) {
    guard let values = AssetCode.values(of: input), values.count == 9 else {
      throw .invalid(.assetCode, input: input)
    }
    guard AssetCode.state(after: values) == 0 else { throw .wrongCheckCharacter(input: input) }
    characters = String(values.map { AssetCode.alphabet[Int($0)] })
  }

  /// Reads what a scanner typed: a bare code, or an address of any host that ends with one.
  ///
  /// - Throws: the same failures as ``init(_:)``, quoting the whole scan.
  public init(scanned input: String) throws(KernelFailure) {
    let address = input.trimmingSuffix { $0.isWhitespace || $0 == "/" }
    guard address.contains("/"), let last = address.split(separator: "/").last else {
      self = try AssetCode(input)
      return
    }
    do throws(KernelFailure) {
      self = try AssetCode(String(last))
    } catch {
      throw if case .wrongCheckCharacter = error { .wrongCheckCharacter(input: input) } else {
        .invalid(.assetCode, input: input)
      }
    }
  }

  /// Draws a new code; the caller sees to it that it was never given before.
  public static func random(using generator: inout some RandomNumberGenerator) -> AssetCode {
    // Eight times five bits of one number: the system is asked once.
    let drawn = generator.next()
    var values = (0..<8).map { UInt8(truncatingIfNeeded: drawn >> (5 * $0)) & 31 }
    values.append(state(after: values))
    return AssetCode(characters: String(values.map { alphabet[Int($0)] }))
  }

  /// The code as shown to people, `XXX-XXX-XXX`.
  public var description: String {
    let (first, rest) = (characters.prefix(3), characters.dropFirst(3))
    return "\(first)-\(rest.prefix(3))-\(rest.suffix(3))"
  }

  public static func < (left: AssetCode, right: AssetCode) -> Bool { left.characters < right.characters }

  private init(characters: String) {
    self.characters = characters
  }

  /// The values of what is typed, without what stands between them; nothing when a character has none.
  private static func values(of input: String) -> [UInt8]? {
    var values: [UInt8] = []
    for scalar in input.unicodeScalars {
      switch scalar {
      case " ", "-", "_", ".", "‐", "‑", "–", "—": continue
      case _ where scalar.isASCII && known[Int(scalar.value)] != unknown: values.append(known[Int(scalar.value)])
      case _ where scalar.properties.isWhitespace: continue
      default: return nil
      }
    }
    return values
  }

  private static let unknown = UInt8.max

  /// The value of each character of ASCII: lists of codes are long, and each is read when it is scanned.
  private static let known: [UInt8] = (0..<128).map { number in
    switch Character(Unicode.Scalar(UInt8(number))) {
    case "I", "i", "L", "l": 1
    case "O", "o": 0
    case let character: alphabet.firstIndex { $0 == Character(character.uppercased()) }.map { UInt8($0) } ?? unknown
    }
  }

  private static func state(after values: [UInt8]) -> UInt8 {
    values.reduce(0) { state, value in
      let doubled = (state ^ value) << 1
      return doubled & 0b10_0000 == 0 ? doubled : doubled ^ 0b10_0101
    }
  }
}

extension String {
  fileprivate func trimmingSuffix(while matches: (Character) -> Bool) -> Substring {
    var rest = self[...]
    while let last = rest.last, matches(last) { rest = rest.dropLast() }
    return rest
  }
}
