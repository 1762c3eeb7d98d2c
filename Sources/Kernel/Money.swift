/// An amount of euros, kept as whole cents.
public struct Money: Hashable, Comparable, Sendable {
  /// The amount in cents; negative for what is owed back.
  public let cents: Int64

  /// Makes an amount from cents.
  public init(cents: Int64) {
    self.cents = cents
  }

  /// Makes an amount from whole euros.
  public init(euros: Int64) {
    self.init(cents: euros * 100)
  }

  /// Nothing.
  public static let zero = Money(cents: 0)

  /// Reads an amount such as `25`, `25,50`, `25.5` or `1 250,00 €`.
  ///
  /// - Throws: ``KernelFailure/invalid(_:input:)`` when it is no amount or has fractions of a cent.
  public init(_ input: String) throws(KernelFailure) {
    let kept = input.filter { !$0.isWhitespace && $0 != "€" && $0 != "\u{202F}" }
    let negative = kept.hasPrefix("-")
    let parts = kept.drop { $0 == "-" }.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "," || $0 == "." })
    guard (1...2).contains(parts.count), let whole = parts.first, !whole.isEmpty, whole.count <= 15,
      whole.allSatisfy(\.isDecimalDigit), let euros = Int64(whole)
    else { throw .invalid(.money, input: input) }
    var cents = euros * 100
    if parts.count == 2 {
      guard (1...2).contains(parts[1].count), parts[1].allSatisfy(\.isDecimalDigit),
        let fraction = Int64(parts[1])
      else { throw .invalid(.money, input: input) }
      cents += parts[1].count == 1 ? fraction * 10 : fraction
    }
    self.init(cents: negative ? -cents : cents)
  }

  public static func < (left: Money, right: Money) -> Bool { left.cents < right.cents }
  public static func + (left: Money, right: Money) -> Money { Money(cents: left.cents + right.cents) }
  public static func - (left: Money, right: Money) -> Money { Money(cents: left.cents - right.cents) }

  /// The amount as people write it: « 1 250,00 € » in French, “€1,250.00” in English.
  public var text: Text {
    let sign = cents < 0 ? "-" : ""
    let euros = String(cents.magnitude / 100)
    let fraction = String(cents.magnitude % 100 + 100).dropFirst()
    return Text(
      fr: "\(sign)\(euros.grouped(by: "\u{202F}")),\(fraction)\u{00A0}€",
      en: "\(sign)€\(euros.grouped(by: ",")).\(fraction)")
  }
}

extension String {
  /// The digits in groups of three, counted from the right.
  fileprivate func grouped(by separator: String) -> String {
    var groups: [Substring] = []
    var rest = self[...]
    while rest.count > 3 {
      groups.append(rest.suffix(3))
      rest = rest.dropLast(3)
    }
    return ([rest] + groups.reversed()).joined(separator: separator)
  }
}

extension Character {
  /// Whether this is one of the ten digits 0 to 9, and no other script's digit.
  var isDecimalDigit: Bool { "0" <= self && self <= "9" }
}
