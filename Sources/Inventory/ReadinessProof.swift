public import Kernel

/// That a verdict found a device fit to leave: what the workshop judged, kept by the room that owns the state.
public struct ReadinessProof: Sendable, Equatable {
  /// The entry of the release, which is the proof's own number.
  public let entry: EntryID
  /// The device judged.
  public let device: DeviceID
  /// The round judged.
  public let round: Int
  /// The route and its version, as `laptop 2026.1`.
  public let route: String
  /// The SHA-256 of the whole verdict, so that a forged one shows when it is recomputed.
  public let verdict: Digest
  /// Whether the second, stricter verdict holds too (C. conso. art. R. 122-4): only then may it be called *reconditionné*.
  public let mayBeCalledReconditioned: Bool

  /// Makes the proof of a verdict.
  public init(
    entry: EntryID, device: DeviceID, round: Int, route: String, verdict: Digest, mayBeCalledReconditioned: Bool
  ) {
    self.entry = entry
    self.device = device
    self.round = round
    self.route = route
    self.verdict = verdict
    self.mayBeCalledReconditioned = mayBeCalledReconditioned
  }
}
