import Inventory
import Kernel
import Refurbishment
import Storage

/// The verdicts that devices left the gate on, computed again from what stands.
struct ProofRecheck {
  private let proofs: [(proof: ReadinessProof, device: Device)]

  /// The standing proofs of devices that an act says something of.
  init(touching entry: EntryID, in reader: Reader) throws {
    let devices: [DeviceID] = try reader.all(
      """
      SELECT device FROM movements WHERE entry = \(entry)
      UNION SELECT device FROM rounds WHERE entry = \(entry)
      UNION SELECT rounds.device FROM checks JOIN rounds ON rounds.entry = checks.opening WHERE checks.entry = \(entry)
      UNION SELECT rounds.device FROM grades JOIN rounds ON rounds.entry = grades.opening WHERE grades.entry = \(entry)
      UNION SELECT rounds.device FROM media_absences JOIN rounds ON rounds.entry = media_absences.opening
        WHERE media_absences.entry = \(entry)
      UNION SELECT device FROM erasures WHERE entry = \(entry)
      UNION SELECT fittings.device FROM erasures JOIN fittings ON fittings.medium = erasures.medium
        WHERE erasures.entry = \(entry)
      UNION SELECT fittings.device FROM erasure_validations
        JOIN erasures ON erasures.id = erasure_validations.erasure
        JOIN fittings ON fittings.medium = erasures.medium WHERE erasure_validations.entry = \(entry)
      UNION SELECT device FROM fittings WHERE entry = \(entry)
      """
    ).map { try $0["device"] }
    // Annulling the release itself takes its proof away: nothing of it is left to be held to.
    proofs = try devices.flatMap { try ProofRecheck.proofs(of: $0, in: reader) }.filter { $0.proof.entry != entry }
  }

  /// Every standing proof of the inventory.
  init(allIn reader: Reader) throws {
    let devices: [DeviceID] = try reader.all("SELECT DISTINCT device FROM readiness_proofs").map { try $0["device"] }
    proofs = try devices.flatMap { try ProofRecheck.proofs(of: $0, in: reader) }
  }

  /// How many verdicts there are.
  var count: Int { proofs.count }

  /// Refuses when a verdict is no longer what its device left the gate on.
  ///
  /// - Throws: ``CorrectionFailure/verdictRestsOnIt(_:release:)``.
  func requireUnchanged(in reader: Reader) throws {
    if let (proof, device) = try firstChanged(in: reader) {
      throw CorrectionFailure.verdictRestsOnIt(device.code, release: proof.entry)
    }
  }

  /// The devices whose verdict, computed again, is not the one kept.
  func changed(in reader: Reader) throws -> [(proof: ReadinessProof, device: Device)] {
    try proofs.filter { proof, device in
      let workpiece = try device.workpiece(in: reader, round: proof.round, asOf: proof.entry)
      let dossier = try RoundStore.dossier(of: workpiece, asOf: proof.entry, in: reader)
      guard case .ready(let readiness) = Verdict.of(dossier) else { return true }
      return readiness.digest != proof.verdict || readiness.route != proof.route
        || readiness.mayBeCalledReconditioned != proof.mayBeCalledReconditioned
    }
  }

  private func firstChanged(in reader: Reader) throws -> (proof: ReadinessProof, device: Device)? {
    try changed(in: reader).first
  }

  private static func proofs(of id: DeviceID, in reader: Reader) throws -> [(proof: ReadinessProof, device: Device)] {
    guard let device = try DeviceStore.device(id, in: reader) else { return [] }
    return try DeviceStore.standingProofs(of: id, in: reader).map { ($0, device) }
  }
}
