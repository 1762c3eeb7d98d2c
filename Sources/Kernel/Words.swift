extension String {
  /// The text as one word of a shell, whatever a machine put in it: what is printed to be typed must not run anything.
  public var inShell: String {
    let isPlain = allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.,:=/+@".contains($0)) }
    if isPlain, let first, first != "-" { return self }
    if allSatisfy({ !"\"$`\\!\n".contains($0) }) { return "\"\(self)\"" }
    return "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// The text as searches compare it: letters without accents and in lower case, spaces made one.
  public var folded: String {
    // Lists are long, and most of what they say needs no table of the world's letters.
    if utf8.allSatisfy({ $0 < 0x80 }) { return foldedPlainly }
    var letters = ""
    for letter in lowercased().unicodeScalars where letter.properties.generalCategory != .nonspacingMark {
      if let plain = String.plainLetters[letter] { letters += plain } else { letters.unicodeScalars.append(letter) }
    }
    return letters.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// A maker and a model as one line, or nothing when neither is told; a maker whose name the model begins with stands once.
  public static func name(maker: String?, model: String?) -> String? {
    guard let maker, let model else { return maker ?? model }
    let isSaid = model.folded == maker.folded || model.folded.hasPrefix(maker.folded + " ")
    return isSaid ? model : "\(maker) \(model)"
  }

  /// The folded text's letters and digits alone: « N° de série » and « n de serie » are one name.
  public var lettersAndDigits: String {
    guard utf8.allSatisfy({ $0 < 0x80 }) else { return folded.filter { $0.isLetter || $0.isNumber } }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): bytes.append(byte)
      default: break
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same of a text that is ASCII.
  private var foldedPlainly: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    for byte in utf8 {
      switch byte {
      case 0x09...0x0D, 0x20: if let last = bytes.last, last != 0x20 { bytes.append(0x20) }
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
      default: bytes.append(byte)
      }
    }
    if bytes.last == 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
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
