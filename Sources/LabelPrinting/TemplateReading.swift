import Kernel
import Typesetting

/// What the three kinds of template files have in common.
extension JSONNode {
  /// A positive number, or zero where that is allowed: a length, a scale, a density.
  func length(orZero: Bool = false) throws(JSONFailure) -> Double {
    let length = try number()
    guard length > 0 || (orZero && length == 0), length < 10_000 else {
      throw failure(
        fr: orZero
          ? "il faut un nombre positif ou nul, sous 10000" : "il faut un nombre plus grand que zéro, sous 10000",
        en: orZero ? "it must be zero or more, under 10000" : "it must be more than zero, under 10000")
    }
    return length
  }

  /// A number within bounds.
  func number(in range: ClosedRange<Double>) throws(JSONFailure) -> Double {
    let number = try number()
    guard range.contains(number) else {
      throw failure(
        fr: "il faut un nombre de \(range.lowerBound) à \(range.upperBound)",
        en: "it must be a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// A whole number from 1 to 1,000.
  func count() throws(JSONFailure) -> Int {
    let count = try integer()
    guard (1...1000).contains(count) else {
      throw failure(
        fr: "il faut un nombre entier de 1 à 1000", en: "it must be a whole number from 1 to 1000")
    }
    return count
  }

  /// A whole number of dots, from 0 to 10,000.
  func dots() throws(JSONFailure) -> Int {
    let dots = try integer()
    guard (0...10_000).contains(dots) else {
      throw failure(
        fr: "il faut un nombre entier de points, de 0 à 10000", en: "it must be a whole number of dots, 0 to 10000")
    }
    return dots
  }

  /// An object with `width` and `height`.
  func extent() throws(JSONFailure) -> Extent {
    try object { fields throws(JSONFailure) in
      Extent(width: try fields.required("width").length(), height: try fields.required("height").length())
    }
  }

  /// A name in both languages; one text alone is the name on a box, the same in both.
  func nameInBoth() throws(JSONFailure) -> Text {
    if case .string(let name) = value { return Text(same: name) }
    return try text()
  }

  /// A name of lower-case letters, digits and hyphens.
  func identifier() throws(JSONFailure) -> String {
    let name = try string()
    guard !name.isEmpty, name.allSatisfy({ "abcdefghijklmnopqrstuvwxyz0123456789-".contains($0) }) else {
      throw failure(
        fr: "il faut des minuscules sans accent, des chiffres et des tirets",
        en: "it must be lower-case letters, digits and hyphens")
    }
    return name
  }
}
