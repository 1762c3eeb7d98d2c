import Directory
public import Inventory
public import Kernel
import Storage
public import Supply

extension Chain {
  /// Registers a structure as a donor.
  ///
  /// - Throws: ``SupplyFailure/alreadyDonor(structure:)``, ``DirectoryFailure/noSuchStructure(_:near:)``.
  public func register(donor structure: String, stage: Donor.Stage, as act: Act) throws -> Donor {
    try database.write(Action.registerDonor, act) { change in
      let partner = try DirectoryStore.structure(structure, in: change)
      guard try SupplyStore.donor(of: partner.id, in: change) == nil else {
        throw SupplyFailure.alreadyDonor(structure: partner.name)
      }
      let donor = try SupplyStore.register(
        donor: partner.id, isPublic: partner.kind.isPublic, stage: stage, in: change)
      change.concerns(.donor(donor.id))
      change.note("structure", .id(partner.id))
      return donor
    }
  }

  /// Records a gift convention, signed on the act's day.
  public func sign(convention reference: String, donor structure: String, endsOn: Day?, as act: Act) throws
    -> Convention
  {
    try database.write(Action.signConvention, act) { change in
      let donor = try donor(structure, in: change).donor
      let convention = try SupplyStore.sign(convention: reference, donor: donor.id, endsOn: endsOn, in: change)
      change.concerns(.convention(convention.id))
      change.note("donor", .id(donor.id))
      return convention
    }
  }

  /// Records what a donor gives, on the act's day.
  ///
  /// - Parameters:
  ///   - convention: the reference of the convention it comes under, when there is one.
  ///   - origin: by what right it comes; what the donor is decides unless said.
  public func record(
    donation lines: [Donation.AnnouncedLine], from structure: String, under convention: String?,
    origin: LegalOrigin?, as act: Act
  ) throws -> Donation {
    try database.write(Action.recordDonation, act) { change in
      try announce(lines, from: structure, under: convention, origin: origin, in: change)
    }
  }

  /// Records what a donor gives, on the act's day.
  func announce(
    _ lines: [Donation.AnnouncedLine], from structure: String, under convention: String?, origin: LegalOrigin?,
    in change: Change
  ) throws -> Donation {
    let (partner, donor) = try donor(structure, in: change)
    let isPublic = partner.kind.isPublic
    let origin = origin ?? (isPublic ? .publicGift : .companyGift)
    guard (origin == .publicGift) == isPublic else {
      throw SupplyFailure.originAgainstDonor(origin, isPublic: isPublic)
    }
    let signed = try convention.map { reference in
      guard let convention = try SupplyStore.convention(reference, in: change) else {
        throw SupplyFailure.noConvention(reference)
      }
      guard convention.donor == donor.id else { throw SupplyFailure.conventionOfAnother(reference) }
      guard convention.covers(change.act.day) else {
        throw SupplyFailure.outsideConvention(reference, day: change.act.day)
      }
      return convention.id
    }
    let donation = try SupplyStore.announce(lines, from: donor.id, under: signed, origin: origin, in: change)
    change.concerns(.donation(donation.id))
    change.note("donor", .id(donor.id))
    return donation
  }

  /// Takes devices of a donation in: each has its permanent code from then on, and an act of its own.
  ///
  /// - Parameters:
  ///   - codes: labels already stuck on the devices; new codes are drawn for the others.
  ///   - quantity: how many come in.
  public func receive(
    _ quantity: Int, _ category: DeviceCategory, of donation: DonationID, codes: [AssetCode] = [], as act: Act
  ) throws -> [Device] {
    try database.write(Action.receiveDevice, act) { change in
      let (announced, given) = try SupplyStore.donation(donation, in: change)
      guard act.day >= given else { throw SupplyFailure.receivedBeforeGiven(day: act.day, given: given) }
      guard let line = announced.lines.first(where: { $0.category == category }) else {
        throw SupplyFailure.noLine(donation, category)
      }
      let left = line.quantity - (try DeviceStore.received(on: line.id, in: change))
      guard quantity >= 1 else { throw SupplyFailure.quantity(quantity) }
      guard codes.count <= quantity else {
        throw SupplyFailure.moreCodesThanDevices(codes: codes.count, devices: quantity)
      }
      guard quantity <= left else {
        throw SupplyFailure.moreThanAnnounced(category, wanted: quantity, left: left)
      }
      var generator = SystemRandomNumberGenerator()
      func receive(_ index: Int, in reception: Change) throws -> Device {
        let code = index < codes.count ? codes[index] : try DeviceStore.freshCode(in: reception, using: &generator)
        let device = try DeviceStore.receive(
          code, category: category, legalOrigin: announced.legalOrigin, line: line.id, in: reception)
        reception.concerns(.device(device.id))
        reception.note("code", .code(code))
        reception.note("line", .id(line.id))
        return device
      }
      // Each device's reception is an act of its own, so that one counted by mistake can be annulled alone.
      return try [receive(0, in: change)]
        + (1..<quantity).map { index in try change.also(Action.receiveDevice) { try receive(index, in: $0) } }
    }
  }

  /// The structure of a name, and the donor it is.
  ///
  /// - Throws: ``SupplyFailure/noDonor(structure:)``.
  func donor(_ structure: String, in reader: Reader) throws -> (partner: Partner, donor: Donor) {
    let partner = try DirectoryStore.structure(structure, in: reader)
    guard let donor = try SupplyStore.donor(of: partner.id, in: reader) else {
      throw SupplyFailure.noDonor(structure: partner.name)
    }
    return (partner, donor)
  }
}
