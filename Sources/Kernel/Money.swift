/// An amount of euros, kept as whole cents.
public struct Money: Hashable, Comparable, Sendable {
  /// The amount in cents; negative for what is owed back.
  public let cents: Int64

  /// Makes an amount from cents.
  public init(cents: Int64) {
    self.cents = cents
  }

  /// Makes an amount from whole euros; beyond what 64 bits of cents hold, the nearest amount there is.
  public init(euros: Int64) {
    let (cents, overflow) = euros.multipliedReportingOverflow(by: 100)
    self.init(cents: overflow ? Money.bound(of: euros) : cents)
  }

  /// Nothing.
  public static let zero = Money(cents: 0)

  /// Reads an amount such as `25`, `25,50`, `25.5` or `1 250,00 €`, up to nine digits of euros.
  ///
  /// - Throws: ``KernelFailure/invalid(_:input:)`` when it is no amount, has fractions of a cent, or spaces elsewhere
  ///   than between thousands: `25 50` may mean 25,50 as well as 2 550.
  public init(_ input: String) throws(KernelFailure) {
    let isEdge = { (character: Character) in character.isWhitespace || character == "€" }
    var rest = input.drop(while: isEdge)
    let negative = rest.first == "-"
    rest = rest.dropFirst(negative ? 1 : 0).drop(while: isEdge)
    while let last = rest.last, isEdge(last) { rest.removeLast() }
    let sides = rest.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "," || $0 == "." }
    let thousands = sides.first?.split(omittingEmptySubsequences: false, whereSeparator: \.isWhitespace) ?? []
    let digits = thousands.joined()
    let fraction = sides.dropFirst().first ?? "0"
    guard thousands.count == 1 || (thousands.first?.count ?? 0) <= 3,
      thousands.dropFirst().allSatisfy({ $0.count == 3 }),
      (1...9).contains(digits.count), digits.allSatisfy(\.isDecimalDigit), let euros = Int64(digits),
      (1...2).contains(fraction.count), fraction.allSatisfy(\.isDecimalDigit), let part = Int64(fraction)
    else { throw .invalid(.money, input: input) }
    let cents = euros * 100 + (fraction.count == 1 ? part * 10 : part)
    self.init(cents: negative ? -cents : cents)
  }

  public static func < (left: Money, right: Money) -> Bool { left.cents < right.cents }

  /// The sum; beyond what 64 bits of cents hold, the nearest amount there is.
  public static func + (left: Money, right: Money) -> Money {
    let (cents, overflow) = left.cents.addingReportingOverflow(right.cents)
    return Money(cents: overflow ? bound(of: left.cents) : cents)
  }

  /// The difference; beyond what 64 bits of cents hold, the nearest amount there is.
  public static func - (left: Money, right: Money) -> Money {
    let (cents, overflow) = left.cents.subtractingReportingOverflow(right.cents)
    return Money(cents: overflow ? bound(of: left.cents) : cents)
  }

  private static func bound(of sign: Int64) -> Int64 { sign < 0 ? .min : .max }

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
