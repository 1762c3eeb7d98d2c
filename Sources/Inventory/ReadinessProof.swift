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

  /// The route of devices that no workshop of Rebond judged: they were with a household already when Rebond began.
  static let beforeRebond = "before-rebond"

  /// What is kept in the place of a verdict for a device that was with a household already when Rebond began: where that is
  /// said, and no word on its fitness.
  ///
  /// - Parameters:
  ///   - entry: the act that takes the loan over.
  ///   - list: the digest of the list that says so.
  public static func beforeRebond(_ device: Device, entry: EntryID, list: Digest) -> ReadinessProof {
    ReadinessProof(
      entry: entry, device: device.id, round: device.round, route: beforeRebond, verdict: list,
      mayBeCalledReconditioned: false)
  }

  /// Whether it stands for a loan from before Rebond, and for no verdict.
  public var isFromBefore: Bool { route == ReadinessProof.beforeRebond }
}
