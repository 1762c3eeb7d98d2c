extension String {
  /// The text as one word of a shell, whatever a machine put in it: what is printed to be typed must not run anything.
  public var inShell: String {
    let isPlain = allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.,:=/+@".contains($0)) }
    if isPlain, let first, first != "-" { return self }
    return "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// The text as searches compare it: letters without accents and in lower case, spaces made one.
  public var folded: String {
    let letters = lowercased().unicodeScalars.lazy
      .filter { $0.properties.generalCategory != .nonspacingMark }
      .map { String.plainLetters[$0] ?? String($0) }
    return letters.joined().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The letters of European names that keyboards write with a mark, or in one piece.
  private static let plainLetters: [Unicode.Scalar: String] = {
    let marked = [
      "a": "àáâãäåāăą", "c": "çćč", "d": "ďđ", "e": "èéêëēėęě", "g": "ğ", "i": "ìíîïīįı", "l": "łľ", "n": "ñńňņ",
      "o": "òóôõöøōő", "r": "řŕ", "s": "śšşș", "t": "ťţț", "u": "ùúûüūůűų", "y": "ýÿ", "z": "źżž", "oe": "œ",
      "ae": "æ", "ss": "ß", "'": "’ʼ",
    ]
    let pairs = marked.flatMap { plain, letters in letters.unicodeScalars.map { ($0, plain) } }
    return Dictionary(pairs) { first, _ in first }
  }()
}
