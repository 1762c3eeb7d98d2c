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

  /// The codes that a misread one may have been, the likeliest first: two neighbours swapped, one character taken for another
  /// that looks like it; else that whose check character alone was read wrongly.
  public static func likely(for misread: String) -> [AssetCode] {
    let slips = slips(of: misread)
    let looks = slips.filter { $0.isSwap } + slips.filter { !$0.isSwap && lookalikes.contains([$0.read, $0.meant]) }
    // The last change found is that of the last character: there is always one that fits the others.
    return looks.isEmpty ? slips.suffix(1).map(\.code) : looks.map(\.code)
  }

  /// All the codes that are one slip away from a misread one: two neighbours swapped, or one character instead of another.
  public static func oneSlip(from misread: String) -> [AssetCode] { slips(of: misread).map(\.code) }

  /// A slip that makes one code of another.
  private struct Slip {
    let code: AssetCode
    let isSwap: Bool
    /// The character that stands there and the one that was meant, where one was taken for the other.
    var read: Character = "0"
    var meant: Character = "0"
  }

  private static func slips(of misread: String) -> [Slip] {
    guard let values = values(of: misread), values.count == 9, state(after: values) != 0 else { return [] }
    func code(_ values: [UInt8]) -> AssetCode? {
      state(after: values) == 0 ? AssetCode(characters: String(values.map { alphabet[Int($0)] })) : nil
    }
    let swaps = (0..<8).compactMap { place -> Slip? in
      var values = values
      values.swapAt(place, place + 1)
      return code(values).map { Slip(code: $0, isSwap: true) }
    }
    let changes = (0..<9).flatMap { place in
      (0..<UInt8(32)).compactMap { meant -> Slip? in
        var values = values
        let read = alphabet[Int(values[place])]
        values[place] = meant
        return code(values).map { Slip(code: $0, isSwap: false, read: read, meant: alphabet[Int(meant)]) }
      }
    }
    return swaps + changes
  }

  /// The characters people take for one another, on paper and by ear in French.
  private static let lookalikes: Set<Set<Character>> = Set(
    [
      "0D", "0Q", "17", "1T", "2Z", "38", "49", "5S", "6G", "68", "8B", "CG", "BD", "BP", "DT", "EF", "FS", "GJ", "HK",
      "KX",
      "MN", "PR", "UV", "VW", "VY", "0C", "PT", "QK",
    ].map { Set($0) })

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
