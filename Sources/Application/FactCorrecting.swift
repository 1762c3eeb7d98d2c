import Directory
import Inventory
import Kernel
import Loans
import Storage
import Supply

/// Wrong facts of an act, set right by facts that take their place; the wrong ones stay where they are.
struct FactCorrecting {
  let entry: EntryID
  let change: Change
  let clock: Clock

  /// Records the right value of a fact that an act had recorded.
  ///
  /// - Throws: ``CorrectionFailure/noSuchFact(_:input:known:)`` when the act recorded no such fact; what the room that owns it
  ///   refuses of the new value.
  func set(_ key: String, to written: String, of action: Action) throws {
    switch action {
    case .recordFact: try setHouseholdFact(key, to: written)
    case .registerHousehold: try setProfile(key, to: written)
    case .registerStructure, .tellStructure: try setTelling(StructureAspect.self, key, to: written)
    case .tellPlace: try setTelling(PlaceAspect.self, key, to: written)
    case .registerDonor: try setContact(key, to: written)
    case .recordDonation, .importDonation: try setTerms(key, to: written)
    case .sellDevice: try setPrice(key, to: written)
    default: throw CorrectionFailure.noSuchFact(entry, input: key, known: [])
    }
  }

  /// The new value rests on the same document, looked at again by whoever corrects.
  private func setHouseholdFact(_ key: String, to written: String) throws {
    let recorded = try HouseholdFactStore.recorded(by: entry, in: change)
    guard let (household, wrong) = recorded.first(where: { $0.fact.key == key }) else {
      throw CorrectionFailure.noSuchFact(entry, input: key, known: recorded.map(\.fact.key))
    }
    let asked = AskedFacts(programmes: try ProgrammeStore.inForce(on: clock.today, in: change).map { try .init($0) })
    let evidence = HouseholdFact.Evidence(
      kind: wrong.evidence.kind, day: wrong.evidence.day, checkedBy: change.act.actor.id)
    try HouseholdFactStore.save(
      asked.fact(key, written: written, evidence: evidence, origin: wrong.origin), of: household, correcting: entry,
      in: change)
  }

  /// Sets right what an act told of a structure or a place and what still stands, one value of each aspect.
  private func setTelling<Told: Aspect>(_ aspects: Told.Type, _ key: String, to written: String) throws {
    let told = try TellingStore.told(by: entry, as: aspects, in: change).filter { subject, telling in
      try telling.aspect.keeping == .one
        && TellingStore.standing(of: subject, as: aspects, in: change).contains(telling)
    }
    guard let (subject, wrong) = told.first(where: { $0.telling.aspect.rawValue == key }) else {
      throw CorrectionFailure.noSuchFact(entry, input: key, known: told.map(\.telling.aspect.rawValue))
    }
    try TellingStore.tell(wrong.aspect, written, of: subject, in: change)
  }

  /// The contact of a person who gives.
  private func setContact(_ key: String, to written: String) throws {
    let row = try change.first("SELECT id FROM gisements WHERE entry = \(entry)")
    guard let donor: DonorID = try row?["id"], let known = try SupplyStore.individual(donor, in: change) else {
      throw CorrectionFailure.noSuchFact(entry, input: key, known: [])
    }
    let fields = ["name", "phone", "email"]
    guard fields.contains(key) else { throw CorrectionFailure.noSuchFact(entry, input: key, known: fields) }
    let contact = try Individual(
      name: key == "name" ? written : known.name, phone: key == "phone" ? PhoneNumber(written) : known.phone,
      email: key == "email" ? EmailAddress(written) : known.email)
    try SupplyStore.save(contact, of: donor, in: change)
  }

  /// Under what convention a gift came, and to whom; the receiver's are the devices that nobody said anything of since.
  private func setTerms(_ key: String, to written: String) throws {
    let row = try change.first("SELECT id FROM donations WHERE entry = \(entry)")
    guard let id: DonationID = try row?["id"] else {
      throw CorrectionFailure.noSuchFact(entry, input: key, known: [])
    }
    let (gift, given) = try SupplyStore.donation(id, in: change)
    switch key {
    case "convention":
      guard let signed = try SupplyStore.convention(written, in: change) else {
        throw SupplyFailure.noConvention(written)
      }
      guard signed.donor == gift.donor else { throw SupplyFailure.conventionOfAnother(written) }
      guard signed.covers(given) else { throw SupplyFailure.outsideConvention(written, day: given) }
      try SupplyStore.correct(id, convention: signed.id, receiver: gift.receiver, in: change)
    case "receiver":
      let receiver = try DirectoryStore.structure(written, in: change)
      let devices = try received(with: gift)
      for day in [given] + devices.map(\.day) where gift.legalOrigin == .publicGift {
        let statuses = try SupplyStore.statuses(of: receiver.id, on: day, in: change)
        guard statuses.contains(where: \.mayReceivePublicGifts) else {
          throw SupplyFailure.receiverWithoutStatus(structure: receiver.name, day: day)
        }
      }
      try SupplyStore.correct(id, convention: gift.convention, receiver: receiver.id, in: change)
      for (device, day) in devices {
        try change.also(Action.transferDevice, by: Act(by: change.act.actor, on: day, clock: clock)) { transfer in
          transfer.concerns(.device(device))
          transfer.note("owner", .id(receiver.id))
          // Whose a thing is was said wrongly; that says nothing of who has it, and no medium changes hands by it.
          let holder = try CustodyStore.custody(of: device, in: transfer)?.holder ?? receiver.id
          try CustodyStore.save(Custody(owner: receiver.id, holder: holder), of: device, in: transfer)
        }
      }
    default: throw CorrectionFailure.noSuchFact(entry, input: key, known: ["convention", "receiver"])
    }
  }

  /// The devices of a gift that are still its receiver's by the reception alone, each with the day it came in.
  private func received(with donation: Donation) throws -> [(device: DeviceID, day: Day)] {
    let own = donation.receiver.map { Custody(owner: $0, holder: $0) }
    let arrivals: [(device: DeviceID, day: Day)] = try change.all(
      """
      SELECT arrivals.device, acts.day FROM arrivals JOIN acts ON acts.entry = arrivals.entry AND acts.annulled = 0
      JOIN donation_lines ON donation_lines.id = arrivals.donation_line
      WHERE donation_lines.donation = \(donation.id) AND NOT EXISTS (SELECT 1 FROM arrivals AS later
        JOIN acts AS came ON came.entry = later.entry AND came.annulled = 0
        WHERE later.device = arrivals.device AND later.entry > arrivals.entry)
      ORDER BY arrivals.entry
      """
    ).map { (try $0["device"], try $0["day"]) }
    return try arrivals.filter { try CustodyStore.custody(of: $0.device, in: change) == own }
  }

  /// For how much a device was sold; the ceiling of a public gift holds for the right price too.
  private func setPrice(_ key: String, to written: String) throws {
    guard key == "price" else { throw CorrectionFailure.noSuchFact(entry, input: key, known: ["price"]) }
    let price = try Money(written)
    guard let id = try DeviceStore.deviceMoved(by: entry, in: change),
      let device = try DeviceStore.device(id, in: change),
      let day = try Corrections.standing(of: entry, in: change)?.day
    else { throw CorrectionFailure.noSuchFact(entry, input: key, known: []) }
    let rules = try GiftRules.shipped()
    let ceilings = ResaleConfiguration.of(device.category).compactMap { rules.resaleCeiling(for: $0, on: day) }
    if device.legalOrigin == .publicGift, let highest = ceilings.max(by: { $0.value < $1.value }), price > highest.value
    {
      throw SupplyFailure.resaleTooDear(price: price, ceiling: highest.value, source: highest.source)
    }
    try DepartureStore.correct(saleOf: entry, to: price, in: change)
  }

  private func setProfile(_ key: String, to written: String) throws {
    guard let household = try HouseholdStore.registered(by: entry, in: change) else {
      throw CorrectionFailure.noSuchFact(entry, input: key, known: [])
    }
    let known = household.profile
    let fields = ["name", "phone", "email", "commune"]
    guard fields.contains(key) else { throw CorrectionFailure.noSuchFact(entry, input: key, known: fields) }
    let profile = try Household.Profile(
      contactName: key == "name" ? written : known.contactName,
      phone: key == "phone" ? PhoneNumber(written) : known.phone,
      email: key == "email" ? EmailAddress(written) : known.email,
      commune: key == "commune" ? TerritoryStore.commune(written, in: change) : known.commune, adults: known.adults,
      children: known.children)
    try HouseholdStore.save(profile, of: household.id, in: change)
  }
}
