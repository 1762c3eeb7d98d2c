public import Kernel
import Storage

/// One figure of the report: what it counts, in words that can be checked, and how.
///
/// A definition that changes gets a new version: figures of two versions are not to be compared.
public struct Indicator: Sendable, Identifiable {
  /// The name it is known by in exports, as `devices-received`.
  public let id: String
  /// The version of its definition.
  public let version: Int
  /// What it is called.
  public let title: Text
  /// What exactly is counted.
  public let definition: Text
  /// The room whose records it counts.
  public let source: Text
  /// Whether it is told only where there is something to count: what some programmes record, and others do not.
  public var isOptional = false
  /// Counts it over the days of a period.
  let count: @Sendable (Period) -> SQL
}

extension Indicator: Equatable {
  /// Two indicators are the same when their name and version are.
  public static func == (left: Indicator, right: Indicator) -> Bool {
    (left.id, left.version) == (right.id, right.version)
  }
}

/// An indicator with its number over a period.
public struct Figure: Sendable, Equatable {
  /// What is counted.
  public let indicator: Indicator
  /// How many.
  public let number: Int
}
