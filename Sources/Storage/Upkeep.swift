/// What keeps a table right that says nothing acts do not say, so that a list reads a few rows and not all there ever were.
///
/// Triggers mark what an act may have changed, however it was written; before the transaction of the act is committed, what is
/// marked is worked out again. What a reader finds marked, in the middle of an act, it has to work out by itself.
public struct Upkeep: Sendable {
  let refresh: @Sendable (Keeper) throws -> Void

  /// Makes the upkeep of a table.
  ///
  /// - Parameter refresh: works out again what is marked; most acts mark nothing, so it asks that first, of an index.
  public init(_ refresh: @escaping @Sendable (Keeper) throws -> Void) {
    self.refresh = refresh
  }
}

/// The right to put right, at the end of an act, what is worked out of acts and kept beside them.
public final class Keeper: Reader {
  override var mayWrite: Bool { true }

  /// Changes rows.
  public func run(_ sql: SQL) throws(StorageFailure) {
    _ = try rows(sql)
  }
}
