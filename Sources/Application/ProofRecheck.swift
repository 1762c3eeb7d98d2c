import Inventory
import Kernel
import Refurbishment
import Storage

/// The verdicts that devices left the gate on, computed again from what stands.
struct ProofRecheck {
  private let proofs: [(proof: ReadinessProof, device: Device)]

  /// The standing proofs of devices that an act says something of.
  init(touching entry: EntryID, in reader: Reader) throws {
    let devices = try Self.devices(touchedBy: entry, in: reader)
    // Annulling the release itself takes its proof away: nothing of it is left to be held to.
    proofs = try devices.flatMap { try ProofRecheck.proofs(of: $0, in: reader) }.filter { $0.proof.entry != entry }
  }

  /// The devices whose work an act says something of.
  static func devices(touchedBy entry: EntryID, in reader: Reader) throws -> [DeviceID] {
    try reader.all(
      """
      SELECT device FROM movements WHERE entry = \(entry)
      UNION SELECT device FROM rounds WHERE entry = \(entry)
      UNION SELECT rounds.device FROM checks JOIN rounds ON rounds.entry = checks.opening WHERE checks.entry = \(entry)
      UNION SELECT rounds.device FROM grades JOIN rounds ON rounds.entry = grades.opening WHERE grades.entry = \(entry)
      UNION SELECT rounds.device FROM media_absences JOIN rounds ON rounds.entry = media_absences.opening
        WHERE media_absences.entry = \(entry)
      UNION SELECT rounds.device FROM triages JOIN rounds ON rounds.entry = triages.opening WHERE triages.entry = \(entry)
      UNION SELECT device FROM repairs WHERE entry = \(entry) AND device IS NOT NULL
      UNION SELECT repairs.device FROM repair_ends JOIN repairs ON repairs.id = repair_ends.repair
        WHERE repair_ends.entry = \(entry) AND repairs.device IS NOT NULL
      UNION SELECT device FROM erasures WHERE entry = \(entry)
      UNION SELECT fittings.device FROM erasures JOIN fittings ON fittings.medium = erasures.medium
        WHERE erasures.entry = \(entry)
      UNION SELECT fittings.device FROM erasure_validations
        JOIN erasures ON erasures.id = erasure_validations.erasure
        JOIN fittings ON fittings.medium = erasures.medium WHERE erasure_validations.entry = \(entry)
      UNION SELECT fittings.device FROM erasure_withdrawals
        JOIN erasures ON erasures.id = erasure_withdrawals.erasure
        JOIN fittings ON fittings.medium = erasures.medium WHERE erasure_withdrawals.entry = \(entry)
      UNION SELECT device FROM fittings WHERE entry = \(entry)
      UNION SELECT arrivals.device FROM donations JOIN donation_lines ON donation_lines.donation = donations.id
        JOIN arrivals ON arrivals.donation_line = donation_lines.id WHERE donations.entry = \(entry)
      """
    ).map { try $0["device"] }
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
    for (proof, device) in proofs where try !ProofRecheck.isBorneOut(proof, of: device, in: reader) {
      throw CorrectionFailure.verdictRestsOnIt(device.code, release: proof.entry)
    }
  }

  /// Whether a verdict, computed again from what stands of that time, is the one kept.
  private static func isBorneOut(_ proof: ReadinessProof, of device: Device, in reader: Reader) throws -> Bool {
    // No workshop judged it: what stands for a verdict is that the loan was taken over.
    if proof.isFromBefore {
      return try reader.count(
        "SELECT count(*) AS n FROM movements WHERE entry = \(proof.entry) AND verb = \(Movement.Verb.lentBefore)") == 1
    }
    let workpiece = try device.workpiece(in: reader, round: proof.round, asOf: proof.entry)
    let dossier = try RoundStore.dossier(of: workpiece, asOf: proof.entry, in: reader)
    guard case .ready(let readiness) = Verdict.of(dossier) else { return false }
    return readiness.digest == proof.verdict && readiness.route == proof.route
      && readiness.mayBeCalledReconditioned == proof.mayBeCalledReconditioned
  }

  /// The verdicts that are not borne out, each computed for itself.
  func faults(in reader: Reader) -> [Text] {
    proofs.compactMap { proof, device in
      let isBorneOut = (try? ProofRecheck.isBorneOut(proof, of: device, in: reader)) ?? false
      return isBorneOut
        ? nil
        : Text(
          fr:
            "Appareil \(device.code) : le verdict de l'entrée \(proof.entry) ne se retrouve pas dans ce qui a été fait.",
          en: "Device \(device.code): the verdict of entry \(proof.entry) is not borne out by what was done.")
    }
  }

  private static func proofs(of id: DeviceID, in reader: Reader) throws -> [(proof: ReadinessProof, device: Device)] {
    guard let device = try DeviceStore.device(id, in: reader) else { return [] }
    return try DeviceStore.standingProofs(of: id, in: reader).map { ($0, device) }
  }
}
