public import Kernel

/// Money set aside for a programme's devices or terms: what was granted, what was spent, what is left.
public struct FundingLine: Sendable, Equatable, Identifiable {
  /// Its number.
  public let id: FundingLineID
  /// The code programmes name it by, as `fsl`.
  public let code: String
  /// What people call it.
  public let title: String
  /// Who gives the money.
  public let funder: String
  /// All that was granted.
  public let budget: Money
  /// All that was spent.
  public let spent: Money

  /// What is left.
  public var remaining: Money { Money(cents: budget.cents - spent.cents) }

  /// Whether a code is one that programmes can name: small letters, digits, `_` and `-`, beginning with a letter.
  public static func isCode(_ code: String) -> Bool {
    guard let first = code.first, ("a"..."z").contains(first) else { return false }
    return code.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "_" || $0 == "-" }
  }
}

extension Subject {
  /// A funding line, for its number.
  public enum FundingLine {}
}

/// The number of a funding line.
public typealias FundingLineID = ID<Subject.FundingLine>
