/// Identifiers are written in ASCII: digits of other scripts, and digits or letters with marks on them, are none.
extension Character {
  /// Whether this is one of the ten digits 0 to 9.
  var isDecimalDigit: Bool { isASCII(in: "0"..."9") }

  /// Whether this is one of the twenty-six capitals A to Z.
  var isCapital: Bool { isASCII(in: "A"..."Z") }

  private func isASCII(in range: ClosedRange<Unicode.Scalar>) -> Bool {
    asciiValue.map { range.contains(Unicode.Scalar($0)) } ?? false
  }
}
