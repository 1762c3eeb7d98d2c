/// What is known of a condition: strong Kleene logic, where a missing fact is neither met nor unmet.
///
/// In the order false < unknown < true, "all" is the least and "any" the greatest of its parts: false beats unknown in
/// "all", true beats unknown in "any", whatever the order in which they are written.
public enum Truth: UInt8, Sendable, Hashable, CaseIterable {
  case `false` = 0
  case unknown = 1
  case `true` = 2

  /// The truth of something known.
  public init(_ known: Bool) {
    self = known ? .true : .false
  }

  /// The truth of "so many of the parts": true when enough are met, false when those left open would not be enough.
  init(_ met: Int, open: Int, outOf least: Int) {
    self = met >= least ? .true : met + open < least ? .false : .unknown
  }

  /// True when both are, false when one is.
  public func and(_ other: Truth) -> Truth { rawValue < other.rawValue ? self : other }

  /// True when one is, false when both are.
  public func or(_ other: Truth) -> Truth { rawValue > other.rawValue ? self : other }

  /// The opposite; that of unknown is unknown.
  public var negated: Truth {
    switch self {
    case .false: .true
    case .unknown: .unknown
    case .true: .false
    }
  }
}
