import Directory
import Documents
import Inventory
public import Kernel
import Refurbishment
import Storage
import Supply

extension Chain {
  /// Prints the ticket to be signed when a donation is fetched.
  ///
  /// - Parameter keep: puts the bytes away inside the act: when it fails, nothing is recorded either.
  public func printTicket(
    of donation: DonationID, language: Language, as act: Act, keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> PrintedPaper {
    try print(.printTicket, of: donation, as: act, keep: keep) { announced, _, change in
      let appointment = try appointment(for: donation, in: change)
      return try CollectionTicketPaper(
        reference: donation.description, convention: conventionReference(of: announced, in: change),
        receiver: receiver(of: announced, language, in: change),
        donor: donorParty(of: announced, language, in: change), day: appointment?.day, time: appointment?.time,
        place: appointment?.place,
        lines: announced.lines.filter { $0.quantity > 0 }.map {
          CollectionTicketPaper.Line(category: $0.category.text[language], announced: $0.quantity)
        },
        things: ListStore.items(of: donation, in: change).filter { $0.item.serial != nil }.map {
          AnnouncedLines(
            category: $0.category.text[language], name: $0.item.name, serial: $0.item.serial, value: $0.item.value)
        }
      ).pdf(language: language, created: act.recorded)
    }
  }

  /// Prints the report of a reception against its announcement.
  ///
  /// - Throws: ``SupplyFailure/nothingReceived(_:)``.
  public func printReception(
    of donation: DonationID, language: Language, as act: Act, keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> PrintedPaper {
    try print(.printReception, of: donation, as: act, keep: keep) { announced, given, change in
      let devices = try devices(of: donation, in: change).map(\.device)
      guard !devices.isEmpty else { throw SupplyFailure.nothingReceived(donation) }
      let match = try announcement(of: donation, in: change)
      return try ReceptionPaper(
        reference: donation.description, convention: conventionReference(of: announced, in: change),
        receiver: receiver(of: announced, language, in: change),
        donor: donorParty(of: announced, language, in: change),
        comparison: lines("AND donations.id = \(donation)", in: change).map {
          ReceptionPaper.Comparison(
            category: $0.category.text[language], announced: $0.announced, received: $0.received, grams: $0.grams)
        },
        devices: devices.map { try deviceLines(of: $0, language: language, in: change) },
        values: values(of: devices, from: announced, in: change),
        unexpected: Set(match.unexpected.map(\.code)),
        missing: match.missing.map {
          AnnouncedLines(
            category: $0.category.text[language], name: $0.item.name, serial: $0.item.serial, value: $0.item.value)
        },
        given: given, received: receptionDays(of: donation, in: change),
        receivedBy: signatory(act.actor.id, on: act.day, language: language, in: change),
        remark: Text(
          fr: "Origine : \(announced.legalOrigin.text.fr).", en: "Origin: \(announced.legalOrigin.text.en).")[language]
      ).pdf(language: language, created: act.recorded)
    }
  }

  /// Prints what became of a donation by the act's day.
  public func printOutcome(
    of donation: DonationID, language: Language, as act: Act, keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> (lot: LotOutcome, paper: PrintedPaper) {
    var lot = LotOutcome(arrivals: [])
    let paper = try print(.printOutcome, of: donation, as: act, keep: keep) { announced, given, change in
      lot = try outcome(of: donation, by: act.day, in: change)
      return try LotOutcomePaper(
        issuer: receiver(of: announced, language, in: change), donor: donorParty(of: announced, language, in: change),
        scope: .lot(reference: donation.description, given: given), made: act.day, rows: lot.rows(language),
        conventions: [conventionReference(of: announced, in: change)].compactMap(\.self),
        devices: things(of: lot, language, in: change), unweighed: lot.arrivals.filter { $0.grams == nil }.count,
        signatory: signatory(act.actor.id, on: act.day, language: language, in: change)
      ).pdf(language: language, created: act.recorded)
    }
    return (lot, paper)
  }

  /// Prints a public donor's proof of reuse for a year, by the act's day.
  ///
  /// - Throws: ``SupplyFailure/notPublic(donor:)``.
  public func printReuseProof(
    of reference: String, in year: Int, language: Language, as act: Act, keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> (lot: LotOutcome, rate: ReuseRate, paper: PrintedPaper) {
    let rules = try GiftRules.shipped()
    return try database.write(Action.printReuseProof, act) { change in
      let donor = try publicGiver(reference, in: change)
      let now = clock.today.parts.year
      guard year <= now else { throw SupplyFailure.yearToCome(year, now: now) }
      let (lot, rate) = try reuse(of: donor.donor.id, in: year, by: act.day, rules: rules, in: change)
      change.concerns(.donor(donor.donor.id))
      change.note("year", .number(year))
      change.note("rules", .dataName(rules.version))
      let last = min(Day(year: year, month: 12, day: 31) ?? act.day, act.day)
      let age = rules.reuseRateAge(on: last)
      let pdf = try LotOutcomePaper(
        issuer: yearlyReceiver(from: donor.donor.id, in: year, language, reader: change),
        donor: party(of: donor, language, in: change),
        scope: .year(
          year, isProvisional: act.day.parts.year <= year,
          LotOutcomePaper.ReuseRate(
            received: rate.received, leftOut: rate.leftOut, age: age?.value ?? 10, ofUnknownAge: rate.ofUnknownAge,
            reused: rate.reused, target: rules.reuseTarget(on: last)?.value, source: age?.source ?? "")),
        made: act.day, rows: lot.rows(language),
        conventions: conventions(from: donor.donor.id, in: year, reader: change),
        devices: things(of: lot, language, in: change), unweighed: lot.arrivals.filter { $0.grams == nil }.count,
        signatory: signatory(act.actor.id, on: act.day, language: language, in: change)
      ).pdf(language: language, created: act.recorded)
      try keep(pdf)
      return (lot, rate, PrintedPaper(pdf: pdf, reference: String(year)))
    }
  }

  /// Prints the erasure certificates of every medium of a donation that is erased and accepted, as one PDF behind a sheet
  /// that lists them.
  ///
  /// - Returns: the paper, the numbers of the certificates in their order, and the media that cannot be certified, by device.
  /// - Throws: ``ChainFailure/noCertificate(_:)`` when no medium of the lot can be certified.
  public func printCertificates(
    of donation: DonationID, language: Language, as act: Act, keep: ([UInt8]) throws -> Void = { _ in }
  ) throws -> (paper: PrintedPaper, certified: [String], left: [(code: AssetCode, medium: String)]) {
    var certified: [String] = []
    var left: [(code: AssetCode, medium: String)] = []
    let paper = try print(.printLotCertificates, of: donation, as: act, keep: keep) { announced, _, change in
      var certificates: [ErasureCertificatePaper] = []
      for (device, round) in try devices(of: donation, in: change) {
        for medium in try fittedMedia(of: device, in: change) {
          if let certificate = try certificate(
            of: medium, in: device, round: round, language: language, reader: change)
          {
            certificates.append(certificate)
          } else {
            left.append((device.code, medium.label))
          }
        }
      }
      guard !certificates.isEmpty else { throw ChainFailure.noCertificate(donation) }
      let lot = try LotCertificatesPaper(
        reference: donation.description, convention: conventionReference(of: announced, in: change),
        issuer: receiver(of: announced, language, in: change), donor: donorParty(of: announced, language, in: change),
        made: act.day, certificates: certificates,
        left: left.map { LotCertificatesPaper.UncertifiedMedium(device: $0.code, medium: $0.medium) })
      certified = lot.certificates.map(\.reference)
      return try lot.pdf(language: language, created: act.recorded)
    }
    return (paper, certified, left)
  }

  private func print(
    _ action: Action, of donation: DonationID, as act: Act, keep: ([UInt8]) throws -> Void,
    _ make: (Donation, Day, Change) throws -> [UInt8]
  ) throws -> PrintedPaper {
    try database.write(action, act) { change in
      let (announced, given) = try SupplyStore.donation(donation, in: change)
      change.concerns(.donation(donation))
      let pdf = try make(announced, given, change)
      try keep(pdf)
      return PrintedPaper(pdf: pdf, reference: donation.description)
    }
  }

  /// The devices that came with a donation, in the order they came, each with the round it came in.
  func devices(of donation: DonationID, in reader: Reader) throws -> [(device: Device, round: Int)] {
    try reader.all(
      """
      SELECT arrivals.device, arrivals.round FROM arrivals JOIN acts ON acts.entry = arrivals.entry
      JOIN donation_lines ON donation_lines.id = arrivals.donation_line
      WHERE donation_lines.donation = \(donation) AND acts.annulled = 0 ORDER BY arrivals.entry
      """
    ).compactMap { row in
      let (id, round): (DeviceID, Int) = (try row["device"], try row["round"])
      return try DeviceStore.device(id, in: reader).map { ($0, round) }
    }
  }

  /// The days on which devices of a donation came in.
  func receptionDays(of donation: DonationID, in reader: Reader) throws -> [Day] {
    try reader.all(
      """
      SELECT DISTINCT acts.day FROM arrivals JOIN acts ON acts.entry = arrivals.entry
      JOIN donation_lines ON donation_lines.id = arrivals.donation_line
      WHERE donation_lines.donation = \(donation) AND acts.annulled = 0 ORDER BY acts.day
      """
    ).map { try $0["day"] }
  }

  private func donorParty(of donation: Donation, _ language: Language, in reader: Reader) throws -> Party {
    guard let donor = try SupplyStore.donor(donation.donor, in: reader) else { return Party(name: "") }
    return try party(of: giver(donor, in: reader), language, in: reader)
  }

  /// What devices are worth by their donor's word: of the thing itself, else of one of its kind.
  private func values(
    of devices: [Device], from donation: Donation, in reader: Reader
  ) throws -> [AssetCode: Money] {
    var values: [AssetCode: Money] = [:]
    for device in devices {
      values[device.code] =
        try announced(device, in: reader)?.value
        ?? donation.lines.first { $0.category == device.category }?.unitValue
    }
    return values
  }

  /// The devices of a lot, each with what became of it.
  private func things(
    of lot: LotOutcome, _ language: Language, in reader: Reader
  ) throws -> [LotOutcomePaper.Thing] {
    try lot.arrivals.map { arrival in
      LotOutcomePaper.Thing(
        device: try deviceLines(
          of: DeviceStore.device(arrival.code, in: reader), language: language, in: reader), received: arrival.day,
        grams: arrival.grams, fate: arrival.fate.text[language])
    }
  }

  /// The references of the conventions under which a donor's gifts came that came in a year.
  private func conventions(from donor: DonorID, in year: Int, reader: Reader) throws -> [String] {
    try reader.all(
      """
      SELECT DISTINCT conventions.reference FROM arrivals JOIN acts ON acts.entry = arrivals.entry
      JOIN donation_lines ON donation_lines.id = arrivals.donation_line
      JOIN gifts AS donations ON donations.id = donation_lines.donation
      JOIN conventions ON conventions.id = donations.convention
      WHERE donations.donor = \(donor) AND acts.annulled = 0 AND substr(acts.day, 1, 4) = \(String(year))
      ORDER BY conventions.reference
      """
    ).map { try $0["reference"] }
  }

  /// Who received what a donor gave that came in a year: the one structure that did, else whoever keeps the instance.
  private func yearlyReceiver(
    from donor: DonorID, in year: Int, _ language: Language, reader: Reader
  ) throws -> Party {
    let (first, last) = (Day(year: year, month: 1, day: 1) ?? .first, Day(year: year, month: 12, day: 31) ?? .last)
    let receivers: [StructureID?] = try reader.all(
      """
      SELECT DISTINCT donations.receiver FROM arrivals JOIN acts ON acts.entry = arrivals.entry
      JOIN donation_lines ON donation_lines.id = arrivals.donation_line
      JOIN gifts AS donations ON donations.id = donation_lines.donation
      WHERE donations.donor = \(donor) AND acts.annulled = 0 AND acts.day BETWEEN \(first) AND \(last)
      """
    ).map { try $0["receiver"] }
    guard receivers.count == 1, let only = receivers[0], let partner = try DirectoryStore.structure(only, in: reader)
    else { return try house(language, in: reader) }
    return try party(of: partner, language, in: reader)
  }
}

extension LotOutcome {
  /// The lot as a paper shows it, category by category.
  fileprivate func rows(_ language: Language) -> [LotOutcomePaper.Row] {
    categories.map { category in
      func share(_ fate: Fate?) -> LotOutcomePaper.Row.Share {
        let (count, grams) = self.share(of: category, fate)
        return LotOutcomePaper.Row.Share(count: count, grams: grams)
      }
      return LotOutcomePaper.Row(
        category: category.text[language], received: share(nil), reused: share(.reused), parts: share(.parts),
        recycled: share(.recycled), here: share(.here), gone: share(.gone))
    }
  }
}
