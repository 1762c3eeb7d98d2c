import Foundation
import TestSupport
import Testing

/// A word where pdftotext finds it, in millimetres.
struct PlacedWord: CustomStringConvertible {
  let page: Int
  let left, top, right, bottom: Double
  let text: String

  var description: String { "page \(page), (\(left), \(top)): \(text)" }

  /// Every word of a PDF with its box.
  static func all(in pdf: [UInt8]) throws -> [PlacedWord] {
    let pattern = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)<\/word>/
    var page = 0
    return try words(of: pdf, "-bbox").split(separator: "\n").compactMap { line in
      if line.contains("<page ") { page += 1 }
      guard let match = line.firstMatch(of: pattern) else { return nil }
      let numbers = [match.1, match.2, match.3, match.4].map { (Double($0) ?? .nan) * 25.4 / 72 }
      return PlacedWord(
        page: page, left: numbers[0], top: numbers[1], right: numbers[2], bottom: numbers[3],
        text: String(match.5))
    }
  }

  /// Whether two boxes share more than a fifth of a millimetre each way.
  func overlaps(_ other: PlacedWord) -> Bool {
    page == other.page && min(right, other.right) - max(left, other.left) > 0.2
      && min(bottom, other.bottom) - max(top, other.top) > 0.2
  }
}

/// Expects every word of a paper inside the margins and clear of every other.
func expectTidy(_ pdf: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) throws {
  let words = try PlacedWord.all(in: pdf)
  #expect(!words.isEmpty, sourceLocation: sourceLocation)
  for (index, word) in words.enumerated() {
    #expect(
      word.left >= 21.9 && word.right <= 188.1 && word.top >= 17 && word.bottom <= 290, "\(word)",
      sourceLocation: sourceLocation)
    for other in words[..<index] where word.overlaps(other) {
      Issue.record("\(word) lies over \(other)", sourceLocation: sourceLocation)
    }
  }
}
