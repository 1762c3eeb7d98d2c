/// A French telephone number, kept in its international form.
public struct PhoneNumber: Hashable, Sendable, CustomStringConvertible {
  /// The number as `+33612345678`.
  public let international: String

  /// Reads a number written `06 12 34 56 78`, `+33 6 12 34 56 78` or `0033612345678`.
  ///
  /// - Throws: ``KernelFailure/invalid(_:input:)`` when it is not a French number of ten digits.
  public init(_ input: String) throws(KernelFailure) {
    var digits = input.filter { !$0.isWhitespace && !".-()/".contains($0) }
    if let prefix = ["+33", "0033"].first(where: digits.hasPrefix) {
      let rest = digits.dropFirst(prefix.count)
      digits = rest.hasPrefix("0") ? String(rest) : "0" + rest
    }
    guard digits.count == 10, digits.allSatisfy(\.isDecimalDigit), digits.hasPrefix("0"),
      !digits.hasPrefix("00")
    else { throw .invalid(.phone, input: input) }
    international = "+33" + digits.dropFirst()
  }

  /// The number as people in France write it: `06 12 34 56 78`.
  public var description: String {
    let national = Array("0" + international.dropFirst(3))
    return stride(from: 0, to: 10, by: 2).map { String(national[$0..<$0 + 2]) }.joined(separator: " ")
  }
}

/// An e-mail address whose shape was checked; whether it exists, only a message can tell.
public struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
  /// The address, its domain in lower case.
  public let description: String

  /// Reads an address of at most 254 characters, with one `@` and a dotted domain.
  ///
  /// - Throws: ``KernelFailure/invalid(_:input:)`` when it has not that shape.
  public init(_ input: String) throws(KernelFailure) {
    let parts = input.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, input.utf8.count <= 254, EmailAddress.isLocalPart(parts[0]),
      EmailAddress.isDomain(parts[1])
    else { throw .invalid(.email, input: input) }
    description = "\(parts[0])@\(parts[1].lowercased())"
  }

  private static func isLocalPart(_ part: Substring) -> Bool {
    (1...64).contains(part.count) && !part.hasPrefix(".") && !part.hasSuffix(".") && !part.contains("..")
      && part.allSatisfy { $0.isLetter || $0.isDecimalDigit || "!#$%&'*+-/=?^_`{|}~.".contains($0) }
  }

  private static func isDomain(_ part: Substring) -> Bool {
    let labels = part.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count >= 2
      && labels.allSatisfy { label in
        (1...63).contains(label.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
          && label.allSatisfy { $0.isLetter || $0.isDecimalDigit || $0 == "-" }
      } && (labels.last?.count ?? 0) >= 2
  }
}
