import Documents
import Evidence
import Inventory
public import Kernel
public import Refurbishment
import Storage
import Supply

/// A paper ready to be saved or printed.
public struct PrintedPaper: Sendable {
  /// The PDF.
  public let pdf: [UInt8]
  /// The paper's number, as printed on it.
  public let reference: String
  /// What is missing of the medium by now: the paper stays true of its day, and says nothing of today.
  public var outdatedBy: Missing?
}

extension Chain {
  /// Prints the certificate that a medium of a device was erased, and accepted by a second person: of the last erasure that
  /// was, whatever came after, since what was earned stays earned.
  ///
  /// - Parameters:
  ///   - medium: the medium's serial number; may be left out when the device has one medium only.
  ///   - keep: puts the bytes away inside the act: when it fails, nothing is recorded either.
  /// - Throws: ``ChainFailure/notCertifiable(_:medium:)`` while no erasure of it succeeded and was validated;
  ///   ``ChainFailure/whichMedium(_:_:)``, ``InventoryFailure/noSuchMedium(_:input:)``.
  public func erasureCertificate(
    of code: AssetCode, medium label: String?, language: Language, as act: Act,
    keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> PrintedPaper {
    try database.write(Action.printCertificate, act) { change in
      let device = try DeviceStore.device(code, in: change)
      let medium = try medium(label, of: device, in: change)
      let workpiece = try device.workpiece(in: change)
      let dossier = try RoundStore.dossier(of: workpiece, in: change)
      guard let (run, validation) = dossier.earned(of: medium.id), run.reading.technique != .unused else {
        throw ChainFailure.notCertifiable(code, medium: medium.label)
      }
      change.concerns(.medium(medium.id))
      change.note("erasure", .id(run.id))
      let paper = try certificate(of: run, validation, medium, device: device, language: language, in: change)
      let pdf = try paper.pdf(language: language, created: act.recorded)
      try keep(pdf)
      return PrintedPaper(
        pdf: pdf, reference: paper.reference,
        outdatedBy: dossier.parts.first { $0.id == medium.id }.flatMap(dossier.missing(of:)))
    }
  }

  /// The certificate of the last erasure of a medium in a round that succeeded and was accepted, or nothing.
  ///
  /// - Parameter round: the round the device came in; what was erased in another was another user's.
  func certificate(
    of medium: Medium, in device: Device, round: Int, language: Language, reader: Reader
  ) throws -> ErasureCertificatePaper? {
    let dossier = try RoundStore.dossier(of: device.workpiece(in: reader), in: reader)
    guard let (run, validation) = dossier.earned(of: medium.id, in: round) else { return nil }
    return try certificate(of: run, validation, medium, device: device, language: language, in: reader)
  }

  /// The media that are part of a device.
  func fittedMedia(of device: Device, in reader: Reader) throws -> [Medium] {
    try MediumStore.media(of: device.id, in: reader).filter { $0.fitting == .fitted }.map(\.medium)
  }

  private func medium(_ label: String?, of device: Device, in reader: Reader) throws -> Medium {
    let media = try fittedMedia(of: device, in: reader)
    guard let label else {
      guard media.count == 1, let only = media.first else {
        throw ChainFailure.whichMedium(device.code, media.map(\.label))
      }
      return only
    }
    guard let medium = media.first(where: { $0.label == label }) else {
      throw InventoryFailure.noSuchMedium(device.code, input: label)
    }
    return medium
  }

  private func certificate(
    of run: ErasureRun, _ validation: ErasureValidation, _ medium: Medium, device: Device, language: Language,
    in reader: Reader
  ) throws -> ErasureCertificatePaper {
    let reading = run.reading
    let round = run.device == device.id ? run.round : device.round
    let origin = try origin(of: device, inRound: round, in: reader)
    let erasedOn = reading.ended?.day ?? run.recordedOn
    let kept = try run.report.flatMap { try EvidenceStore.find($0, in: reader) }
    let known = medium.description
    return ErasureCertificatePaper(
      reference: run.id.reference("E"),
      issuer: try origin.map { try receiver(of: $0.donation, language, in: reader) } ?? house(language, in: reader),
      device: try deviceLines(of: device, language: language, in: reader),
      medium: ErasureCertificatePaper.MediumLines(
        manufacturer: known.manufacturer, model: known.model, serial: known.serial,
        mediaType: known.kind == .unknown ? nil : known.kind.text[language], capacity: known.capacityBytes,
        source: origin.map { origin in
          Text(
            fr: "\(origin.donor), don n°\u{A0}\(origin.donation.id)",
            en: "\(origin.donor), donation \(origin.donation.id)")[
              language]
        }),
      level: reading.technique.level.onPaper,
      promise: try device.promise(inRound: round, in: reader).map {
        ErasureCertificatePaper.Promise(convention: $0.convention, level: $0.level.onPaper)
      },
      method: reading.technique.text[language], technique: reading.method,
      tool: [reading.tool, reading.toolVersion].compactMap(\.self).joined(separator: " "),
      verification: verification(of: run, language),
      outcome: .succeeded, started: reading.started, finished: reading.ended,
      evidence: kept?.original,
      performed: try signatory(
        run.recordedBy, on: erasedOn, at: place(of: device.id, on: erasedOn, in: reader), language: language,
        in: reader),
      validated: try signatory(
        validation.by, on: validation.day, at: place(of: device.id, on: validation.day, in: reader),
        language: language, in: reader))
  }
}

extension Chain {
  /// How the result was verified, and by what word where no machine did, or where its clock was wrong.
  private func verification(of run: ErasureRun, _ language: Language) -> String? {
    if run.reading.technique.isAttested {
      return Text(fr: "attestée par la personne nommée", en: "attested by the person named")[language]
    }
    let told = run.reading.verification.map { WipeVerification(rawValue: $0)?.text[language] ?? $0 }
    guard let reason = run.clockReason else { return told }
    let clock = Text(
      fr: "horloge de la machine récusée par une seconde personne : \(reason)",
      en: "clock of the machine set aside by a second person: \(reason)")[language]
    return [told, clock].compactMap(\.self).joined(separator: " ; ")
  }
}

extension WipeVerification {
  /// What was checked after writing, in words.
  fileprivate var text: Text {
    switch self {
    case .none: Text(fr: "aucune relecture", en: "not read back")
    case .lastPass: Text(fr: "relecture de la dernière passe", en: "last pass read back")
    case .allPasses: Text(fr: "relecture de toutes les passes", en: "all passes read back")
    }
  }
}

extension ErasureLevel {
  fileprivate var onPaper: ErasureCertificatePaper.Level {
    switch self {
    case .clear: .clear
    case .purge: .purge
    case .destroy: .destroy
    }
  }
}
