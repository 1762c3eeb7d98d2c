import Directory
import Documents
import Inventory
public import Kernel
import Loans
import Refurbishment
import Storage
import Supply

extension Chain {
  /// Prints what is to be told to the authority of data lost or erased by mistake, and kept in the register of breaches
  /// (GDPR, art. 33); it names nobody.
  ///
  /// - Parameter keep: puts the bytes away inside the act: when it fails, nothing is recorded either.
  /// - Throws: ``RefurbishmentFailure/noSuchAlarm(_:)``.
  public func breachReport(
    of id: AlarmID, language: Language, as act: Act, keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> PrintedPaper {
    try database.write(Action.printBreach, act) { change in
      let alarm = try AlarmStore.alarm(id, in: change)
      change.concerns(.alarm(id))
      let day = try Corrections.standing(of: alarm.entry, in: change)?.day ?? clock.day(of: alarm.raised)
      let due = Instant(milliseconds: alarm.raised.milliseconds + Int64(alarm.kind.hours ?? 72) * 3_600_000)
      let about = try breach(alarm, language, in: change)
      let paper = BreachPaper(
        reference: id.reference("A"), controller: try house(language, in: change),
        nature: alarm.kind.nature(ofMedium: alarm.medium != nil)[language],
        property: alarm.kind == .dataLost ? .confidentiality : .availability, happened: day,
        aware: stamp(of: alarm.raised), due: stamp(of: due), device: about.device, media: about.media,
        subjects: about.subjects, measures: about.measures + [alarm.settled].compactMap(\.self))
      let pdf = try paper.pdf(language: language, created: act.recorded)
      try keep(pdf)
      return PrintedPaper(pdf: pdf, reference: paper.reference)
    }
  }

  private struct Breach {
    let device: DeviceLines
    let media: [BreachPaper.Medium]
    /// Whose data they are, by a reference and never a name.
    let subjects: [String]
    let measures: [String]
  }

  private func breach(_ alarm: Alarm, _ language: Language, in reader: Reader) throws -> Breach {
    switch alarm.about {
    case .visitor(let id):
      guard let visitor = try VisitorStore.find(id, in: reader) else {
        throw RefurbishmentFailure.noSuchAlarm(alarm.id)
      }
      return Breach(
        device: DeviceLines(
          code: visitor.code, category: visitor.category.text[language], manufacturer: nil, model: visitor.name,
          serial: nil), media: [],
        subjects: [
          Text(
            fr: "La personne qui a confié l'appareil \(visitor.code) en réparation",
            en: "The person who entrusted the device \(visitor.code) for repair")[language]
        ], measures: try measures(against: alarm, language, in: reader))
    case .device(let id):
      guard let device = try DeviceStore.device(id, in: reader) else {
        throw RefurbishmentFailure.noSuchAlarm(alarm.id)
      }
      // As it stood when the alarm was raised: a thing found since is in its next round.
      let before = try standing(of: id, before: alarm.entry, in: reader)
      let workpiece = try device.workpiece(in: reader, round: before.round, asOf: alarm.entry)
      let dossier = try RoundStore.dossier(of: workpiece, asOf: alarm.entry, in: reader)
      let media = try MediumStore.everSeen(in: id, asOf: alarm.entry, in: reader)
        .filter { alarm.medium == nil ? $0.fitting.isThere : $0.medium.id == alarm.medium }
      var subjects: [String] = []
      if let contract = before.contract {
        subjects.append(
          Text(
            fr: "Le foyer qui l'avait sous le contrat \(contract.reference("C"))",
            en: "The household that had it under the contract \(contract.reference("C"))")[language])
      }
      if alarm.kind == .dataLost, alarm.medium != nil || !dossier.mediaLacking.isEmpty,
        let origin = try origin(of: device, inRound: before.round, in: reader)
      {
        subjects.append(
          Text(
            fr: "Qui l'utilisait avant le don n° \(origin.donation.id) (\(origin.donor))",
            en: "Whoever used it before donation \(origin.donation.id) (\(origin.donor))")[language])
      }
      return Breach(
        device: try deviceLines(of: device, language: language, in: reader),
        media: media.map { fitted in
          let known = fitted.medium.description
          let part = dossier.parts.first { $0.id == fitted.medium.id }
          let missing = part.map { dossier.missing(of: $0)?.text(for: device.code) ?? Self.cleanBefore }
          return BreachPaper.Medium(
            name: fitted.medium.label, kind: known.kind.text[language], capacity: known.capacityBytes,
            state: (missing ?? Self.notKnownClean)[language])
        }, subjects: subjects, measures: try measures(against: alarm, language, in: reader))
    }
  }

  private static let cleanBefore = Text(
    fr: "effacé de qui l'avait avant ; ce qui y fut mis depuis est perdu",
    en: "clean of whoever had it before; what was put on it since is lost")
  private static let notKnownClean = Text(
    fr: "rien ne montre qu'il était effacé", en: "nothing shows that it was clean")

  /// The round of a device and the contract it was under, before an act.
  private func standing(
    of device: DeviceID, before entry: EntryID, in reader: Reader
  ) throws -> (round: Int, contract: ContractID?) {
    let row = try reader.first(
      """
      SELECT movements.round AS round, movements.contract AS contract
      FROM movements JOIN acts ON acts.entry = movements.entry
      WHERE movements.device = \(device) AND movements.entry < \(entry) AND acts.annulled = 0
      ORDER BY movements.entry DESC LIMIT 1
      """)
    return (try row?["round"] ?? 1, try row?["contract"])
  }

  /// What was done against a loss when it was told, and the log that told of an erasure.
  private func measures(against alarm: Alarm, _ language: Language, in reader: Reader) throws -> [String] {
    let told: String? = try reader.first(
      """
      SELECT slip AS told FROM departures WHERE entry = \(alarm.entry)
      UNION ALL SELECT report FROM medium_losses WHERE entry = \(alarm.entry)
      UNION ALL SELECT report FROM visitor_losses WHERE entry = \(alarm.entry)
      """
    ).flatMap { try $0["told"] }
    let declared = told.map { Text(fr: "Déclaration : \($0)", en: "Declaration: \($0)")[language] }
    let log = alarm.report.map {
      Text(fr: "Journal d'effacement : relevé n° \($0)", en: "Erasure log: report no. \($0)")[language]
    }
    return [declared, log].compactMap(\.self)
  }

  private func stamp(of instant: Instant) -> LocalStamp {
    let local = instant.milliseconds / 1000 + Int64(clock.zone.secondsAheadOfUTC(at: instant))
    return LocalStamp(wallClock: clock.day(of: instant), second: Int((local % 86_400 + 86_400) % 86_400))
  }
}

extension Alarm.Kind {
  fileprivate func nature(ofMedium isMedium: Bool) -> Text {
    switch self {
    case .keptDataErased:
      Text(fr: "Effacement par erreur de données à garder", en: "Erasure by mistake of data to be kept")
    case .dataLost where isMedium:
      Text(fr: "Perte ou vol d'un support de stockage", en: "Loss or theft of a storage medium")
    case .dataLost: Text(fr: "Perte ou vol d'un appareil", en: "Loss or theft of a device")
    }
  }
}
