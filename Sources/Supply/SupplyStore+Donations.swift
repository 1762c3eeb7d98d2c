public import Kernel
public import Storage

extension SupplyStore {
  /// Records what a donor gives, on the act's day.
  ///
  /// - Parameter receiver: the structure it is given to; the gift of a public body has one.
  /// - Throws: ``SupplyFailure/noLines``, ``SupplyFailure/quantity(_:)`` for the sum of two lines of one category.
  public static func announce(
    _ lines: [Donation.AnnouncedLine], from donor: DonorID, under convention: ConventionID?,
    to receiver: StructureID? = nil, origin: LegalOrigin, in change: Change
  ) throws -> Donation {
    guard !lines.isEmpty else { throw SupplyFailure.noLines }
    let id: DonationID = try change.insert(
      """
      INSERT INTO donations (donor, convention, receiver, legal_origin, entry)
      VALUES (\(donor), \(convention), \(receiver), \(origin), \(change.entry))
      """)
    let recorded = try merged(lines).map { line in
      let lineID: DonationLineID = try change.insert(
        """
        INSERT INTO donation_lines (donation, category, quantity, unit_cents, entry)
        VALUES (\(id), \(line.category), \(line.quantity), \(line.unitValue), \(change.entry))
        """)
      return Donation.Line(id: lineID, category: line.category, quantity: line.quantity, unitValue: line.unitValue)
    }
    return Donation(
      id: id, donor: donor, convention: convention, receiver: receiver, legalOrigin: origin, lines: recorded)
  }

  /// Opens a line for a category that came with a gift and was not announced.
  public static func addUnexpected(
    _ category: DeviceCategory, to donation: DonationID, in change: Change
  ) throws -> Donation.Line {
    let id: DonationLineID = try change.insert(
      """
      INSERT INTO donation_lines (donation, category, quantity, entry)
      VALUES (\(donation), \(category), 0, \(change.entry))
      """)
    return Donation.Line(id: id, category: category, quantity: 0, unitValue: nil)
  }

  /// A donation by its number, and the day it was given.
  ///
  /// - Throws: ``SupplyFailure/noDonation(_:)``.
  public static func donation(_ id: DonationID, in reader: Reader) throws -> (donation: Donation, given: Day) {
    let row = try reader.first(
      """
      SELECT donor, convention, receiver, legal_origin, acts.day FROM gifts AS donations
      JOIN acts ON acts.entry = donations.entry
      WHERE donations.id = \(id) AND acts.annulled = 0
      """)
    guard let row else { throw SupplyFailure.noDonation(id) }
    let lines = try reader.all(
      "SELECT id, category, quantity, unit_cents FROM donation_lines WHERE donation = \(id) ORDER BY id")
    let donation = try Donation(
      id: id, donor: row["donor"], convention: row["convention"], receiver: row["receiver"],
      legalOrigin: row["legal_origin"],
      lines: lines.map {
        try Donation.Line(
          id: $0["id"], category: $0["category"], quantity: $0["quantity"], unitValue: $0["unit_cents"])
      })
    return (donation, try row["day"])
  }

  /// Sets right under what convention a gift came, and to whom; what was recorded with it stays.
  public static func correct(
    _ donation: DonationID, convention: ConventionID?, receiver: StructureID?, in change: Change
  ) throws {
    try change.run(
      """
      INSERT INTO donation_terms (entry, donation, convention, receiver)
      VALUES (\(change.entry), \(donation), \(convention), \(receiver))
      """)
  }

  /// The donation that a line belongs to.
  public static func donation(of line: DonationLineID, in reader: Reader) throws -> Donation? {
    guard let row = try reader.first("SELECT donation FROM donation_lines WHERE id = \(line)") else { return nil }
    return try donation(row["donation"], in: reader).donation
  }

  /// Sets when and where a donation is fetched; the latest appointment counts.
  public static func set(_ appointment: Donation.Appointment, for donation: DonationID, in change: Change) throws {
    let (place, address): (PlaceID?, String?) =
      switch appointment.place {
      case .place(let place): (place, nil)
      case .address(let address): (nil, trimmed(address))
      }
    try change.run(
      """
      INSERT INTO appointments (entry, donation, on_day, at_time, place, address)
      VALUES (\(change.entry), \(donation), \(appointment.day), \(appointment.time), \(place), \(address))
      """)
  }

  /// When and where a donation is fetched, or nothing while nobody said.
  public static func appointment(for donation: DonationID, in reader: Reader) throws -> Donation.Appointment? {
    let row = try reader.first(
      """
      SELECT on_day, at_time, place, address FROM appointments
      WHERE donation = \(donation) AND \(SQL.stands("appointments.entry")) ORDER BY entry DESC LIMIT 1
      """)
    guard let row else { return nil }
    let (place, address): (PlaceID?, String?) = (try row["place"], try row["address"])
    let location = place.map(Donation.PickUpPlace.place) ?? .address(address ?? "")
    return try Donation.Appointment(day: row["on_day"], time: row["at_time"], place: location)
  }

  /// Issues the data of a tax receipt for a gift; who may was asked before.
  ///
  /// - Throws: ``SupplyFailure/amount(_:)``, ``SupplyFailure/receiptIssued(_:)``.
  public static func issue(
    _ form: TaxReceipt.Form, for donation: DonationID, worth value: Money, in change: Change
  ) throws -> TaxReceipt {
    guard value > .zero else { throw SupplyFailure.amount(value) }
    guard try receipt(for: donation, in: change) == nil else { throw SupplyFailure.receiptIssued(donation) }
    let number: ID<Subject.Donation> = try change.insert(
      """
      INSERT INTO tax_receipts (donation, form, cents, entry)
      VALUES (\(donation), \(form), \(value), \(change.entry))
      """)
    return TaxReceipt(
      number: number.rawValue, donation: donation, form: form, value: value, issuedOn: change.act.day)
  }

  /// The receipt that stands for a gift, or nothing.
  public static func receipt(for donation: DonationID, in reader: Reader) throws -> TaxReceipt? {
    try reader.first(
      """
      SELECT tax_receipts.id, form, cents, acts.day FROM tax_receipts JOIN acts ON acts.entry = tax_receipts.entry
      WHERE donation = \(donation) AND acts.annulled = 0
      """
    ).map { row in
      try TaxReceipt(
        number: row["id"], donation: donation, form: row["form"], value: row["cents"], issuedOn: row["day"])
    }
  }

  /// Two lines of one category are one line with the sum of both; no more than one line may announce; of two values the higher counts.
  private static func merged(_ lines: [Donation.AnnouncedLine]) throws(SupplyFailure) -> [Donation.AnnouncedLine] {
    var merged: [Donation.AnnouncedLine] = []
    for category in DeviceCategory.allCases {
      let alike = lines.filter { $0.category == category }
      guard alike.count > 1 else {
        merged += alike
        continue
      }
      merged.append(
        try Donation.AnnouncedLine(
          category: category, quantity: alike.map(\.quantity).reduce(0, +),
          unitValue: alike.compactMap(\.unitValue).max()))
    }
    return merged
  }
}
