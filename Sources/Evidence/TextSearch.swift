/// Finding words in bytes, by their place.
extension UInt8 {
  var isLetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) || self >= 0x80
  }

  /// Whether the byte can stand in either half of an e-mail address.
  var isOfAddress: Bool {
    isLetter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || self == UInt8(ascii: ".")
      || self == UInt8(ascii: "-")
  }
}

extension Range<Int> {
  func dropping(_ count: Int) -> Range<Int> {
    Swift.min(lowerBound + count, upperBound)..<upperBound
  }
}

/// The lengths and first letters of some words in small letters: almost every other word is told apart by them.
struct WordOutlines {
  private var known = [Bool](repeating: false, count: 32 * 64)

  init(_ words: some Sequence<String>) {
    for word in words { if let place = WordOutlines.place(of: word.utf8) { known[place] = true } }
  }

  /// Whether a word may be one of them, its case aside.
  func mayHold(_ word: ArraySlice<UInt8>) -> Bool { WordOutlines.place(of: word).map { known[$0] } ?? false }

  private static func place(of word: some Collection<UInt8>) -> Int? {
    guard let first = word.first, word.count < 64 else { return nil }
    return word.count << 5 | Int(first & 0x1F)
  }
}

/// Eight bytes looked at in one step: a file of evidence is gone through several times, and most of its bytes mean nothing.
struct EightBytes {
  fileprivate let word: UInt64

  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// The bytes that are a sign; the lowest mark is exact, those above it may be of the byte that follows.
  func marks(of sign: UInt8) -> UInt64 {
    let difference = word ^ (EightBytes.ones &* UInt64(sign))
    return (difference &- EightBytes.ones) & ~difference
  }

  /// The bytes below a space, marked in the same way.
  var controls: UInt64 { (word &- EightBytes.ones &* 0x20) & ~word }
}

extension [UInt8] {
  /// The first byte of a range that is marked, or the range's end.
  @inline(__always)
  func first(in range: Range<Int>, marked marks: (EightBytes) -> UInt64) -> Int {
    withUnsafeBytes { bytes in
      var index = range.lowerBound
      while index < range.upperBound {
        var word: UInt64 = 0
        let left = range.upperBound - index
        if left >= 8 {
          word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        } else {
          for place in 0..<left { word |= UInt64(bytes[index + place]) << (8 * UInt64(place)) }
        }
        let found = marks(EightBytes(word: word)) & 0x8080_8080_8080_8080
        if found != 0 { return Swift.min(index + found.trailingZeroBitCount / 8, range.upperBound) }
        index += 8
      }
      return range.upperBound
    }
  }

  /// Where a text stands first in a range.
  func range(of text: StaticString, in range: Range<Int>) -> Range<Int>? {
    let first = text.utf8Start.pointee
    var start = range.lowerBound
    while true {
      let candidate = self.first(in: start..<range.upperBound) { $0.marks(of: first) }
      guard candidate < range.upperBound else { return nil }
      let end = candidate + text.utf8CodeUnitCount
      if end <= range.upperBound, text.withUTF8Buffer({ self[candidate..<end].elementsEqual($0) }) {
        return candidate..<end
      }
      start = candidate + 1
    }
  }

  /// Where a text stands last in a range.
  func lastRange(of text: StaticString, in range: Range<Int>) -> Range<Int>? {
    var (found, rest) = (Range<Int>?.none, range)
    while let next = self.range(of: text, in: rest) {
      found = next
      rest = next.upperBound..<range.upperBound
    }
    return found
  }

  /// The text of a range, in lower case and without blanks around it.
  func text(_ range: Range<Int>) -> String {
    String(decoding: self[range], as: UTF8.self).trimmed.lowercased()
  }

  /// The range without blanks around it, or nothing when nothing is left.
  func trimming(_ range: Range<Int>) -> Range<Int>? {
    guard let first = self[range].firstIndex(where: { $0 > 0x20 }),
      let last = self[range].lastIndex(where: { $0 > 0x20 })
    else { return nil }
    return first..<(last + 1)
  }

  /// These bytes with each of some ranges replaced; of ranges that overlap the first counts.
  func replacing(_ replacements: [(range: Range<Int>, text: [UInt8])]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count)
    var done = 0
    for (range, text) in replacements.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
    where range.lowerBound >= done {
      result += self[done..<range.lowerBound]
      result += text
      done = range.upperBound
    }
    return result + self[done...]
  }
}
