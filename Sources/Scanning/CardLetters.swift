/// The nineteen letters that command cards are written in, and their check.
///
/// They are the letters that lie on the same keys of QWERTY and AZERTY keyboards and are not taken for digits, so that a card
/// reads the same whatever the scanner and the computer believe. There are 19 of them, a prime number: two check letters make
/// both the sum of the values and their polynomial at 2 come to 0 modulo 19, which catches any two wrong letters among 18, and
/// so every swap of two of them (2 is a primitive root of 19).
enum CardLetters {
  static let alphabet = Array("BCDEFGHJKLNPRSTUVXY")
  private static let values = Dictionary(uniqueKeysWithValues: zip(alphabet, 0...))

  /// The letters with their two check letters behind them.
  static func checked(_ letters: String) -> String {
    let values = letters.compactMap { Self.values[$0] }
    let (sum, polynomial) = sums(of: values)
    let first = modulo(sum - 4 * polynomial)
    let second = modulo(-sum - first)
    return letters + String([alphabet[first], alphabet[second]])
  }

  /// The letters without their check letters, or nothing when they are none of a card, or do not fit their check.
  static func unchecked(_ written: String) -> String? {
    let written = written.uppercased()
    let values = written.compactMap { Self.values[$0] }
    guard values.count == written.count, values.count > 2, sums(of: values) == (0, 0) else { return nil }
    return String(written.dropLast(2))
  }

  /// A number of that many letters.
  static func letters(of number: Int64, count: Int) -> String {
    var (rest, letters) = (number, [Character]())
    for _ in 0..<count {
      letters.append(alphabet[Int(rest % 19)])
      rest /= 19
    }
    return String(letters.reversed())
  }

  /// The number that letters of the alphabet write.
  static func number(of letters: some StringProtocol) -> Int64 {
    letters.reduce(0) { $0 * 19 + Int64(values[$1] ?? 0) }
  }

  private static func sums(of values: [Int]) -> (Int, Int) {
    (modulo(values.reduce(0, +)), values.reduce(0) { modulo($0 * 2 + $1) })
  }

  private static func modulo(_ number: Int) -> Int { (number % 19 + 19) % 19 }
}
