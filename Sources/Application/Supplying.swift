import Directory
public import Inventory
public import Kernel
import Storage
public import Supply

extension Chain {
  /// Records what a donor gives, on the act's day.
  ///
  /// - Parameters:
  ///   - convention: the reference of the convention it comes under, when there is one.
  ///   - receiver: the structure it is given to; else the convention's; else, for a public gift, the only one whose status on
  ///     file that day lets it receive.
  ///   - origin: by what right it comes; what the donor is decides unless said.
  /// - Throws: ``SupplyFailure``: the gisement is not active, the origin is not the donor's, a public gift has no receiver with a status on file that day
  ///   (CGPPP, art. L. 3212-2), a device is worth more than a public body may give.
  public func record(
    donation lines: [Donation.AnnouncedLine], from donor: String, under convention: String?, to receiver: String? = nil,
    origin: LegalOrigin?, as act: Act
  ) throws -> Donation {
    try database.write(Action.recordDonation, act) { change in
      try announce(lines, from: donor, under: convention, to: receiver, origin: origin, in: change)
    }
  }

  /// Records what a donor gives, on the act's day.
  ///
  /// - Parameter isFromBefore: that it was there before Rebond, so that the receiver's status may be filed since.
  func announce(
    _ lines: [Donation.AnnouncedLine], from donor: String, under convention: String?, to receiver: String? = nil,
    origin: LegalOrigin?, isFromBefore: Bool = false, in change: Change
  ) throws -> Donation {
    let terms = try giftTerms(
      from: donor, under: convention, to: receiver, origin: origin, isFromBefore: isFromBefore, on: change.act.day,
      in: change)
    let rules = try GiftRules.shipped()
    for line in lines {
      try rules.checkGift(of: line.category, worth: line.unitValue, origin: terms.origin, on: change.act.day)
    }
    let donation = try SupplyStore.announce(
      lines, from: terms.donor, under: terms.convention, to: terms.receiver, origin: terms.origin, in: change)
    change.concerns(.donation(donation.id))
    change.note("donor", .id(terms.donor))
    if let receiver = terms.receiver { change.note("receiver", .id(receiver)) }
    return donation
  }

  /// Says that nothing more of a donation will come: what was announced and did not arrive is missing.
  ///
  /// What arrives all the same is taken in and counts.
  /// - Throws: ``SupplyFailure/closedAlready(_:)``, ``SupplyFailure/closingReason``.
  public func close(_ donation: DonationID, because reason: String, as act: Act) throws {
    try database.write(Action.closeDonation, act) { change in
      let given = try SupplyStore.donation(donation, in: change).given
      guard act.day >= given else { throw SupplyFailure.closedBeforeGiven(day: act.day, given: given) }
      try DonationClosingStore.close(donation, because: reason, in: change)
      change.concerns(.donation(donation))
    }
  }

  /// Sets when and where a donation is fetched.
  ///
  /// - Parameter place: a registered place by name or number, or an address in words.
  /// - Throws: ``SupplyFailure/appointmentBeforeGift(day:given:)``, ``SupplyFailure/nothingToFetch(day:received:)``.
  public func appoint(
    _ donation: DonationID, on day: Day, at time: String?, place: AppointedPlace, as act: Act
  ) throws -> Donation.Appointment {
    try database.write(Action.appointCollection, act) { change in
      let given = try SupplyStore.donation(donation, in: change).given
      guard day >= given else { throw SupplyFailure.appointmentBeforeGift(day: day, given: given) }
      if let received = try receptionDays(of: donation, in: change).last, day > received,
        try lines("AND donations.id = \(donation)", in: change).allSatisfy({ $0.missing == 0 })
      {
        throw SupplyFailure.nothingToFetch(day: day, received: received)
      }
      let pickUp: Donation.PickUpPlace =
        switch place {
        case .place(let name): .place(try DirectoryStore.place(name, in: change).id)
        case .address(let address): .address(address)
        }
      let appointment = try Donation.Appointment(day: day, time: time, place: pickUp)
      try SupplyStore.set(appointment, for: donation, in: change)
      change.concerns(.donation(donation))
      change.note("day", .day(day))
      return appointment
    }
  }

  /// What is told of the devices that come in together.
  public struct ReceptionNote: Sendable {
    /// Labels already stuck on the devices; new codes are drawn for the others.
    public var codes: [AssetCode] = []
    /// The serial numbers a person read on the devices, in the order of the codes.
    public var serials: [String] = []
    /// That more may come in than was announced, or what was not announced at all.
    public var allowsUnexpected = false
    /// What they weigh together, in grams.
    public var grams: Int?
    /// The year they were made.
    public var yearMade: Int?

    /// Nothing is told.
    public init() {}
  }

  /// Takes devices of a donation in: each has its permanent code from then on, and an act of its own.
  ///
  /// - Parameters:
  ///   - quantity: how many come in.
  ///   - codes: labels already stuck on the devices; new codes are drawn for the others.
  public func receive(
    _ quantity: Int, _ category: DeviceCategory, of donation: DonationID, codes: [AssetCode] = [], as act: Act
  ) throws -> [Device] {
    var note = ReceptionNote()
    note.codes = codes
    return try receive(quantity, category, of: donation, noting: note, as: act)
  }

  /// Takes devices of a donation in, with what is told of them.
  ///
  /// - Throws: ``SupplyFailure/moreThanAnnounced(_:wanted:left:)``, ``SupplyFailure/noLine(_:_:)`` unless the unexpected is
  ///   allowed; ``SupplyFailure/receiverWithoutStatus(structure:day:)`` for a public gift; ``SupplyFailure/receivedBeforeGiven(day:given:)``, ``InventoryFailure/codeTaken(_:)``.
  public func receive(
    _ quantity: Int, _ category: DeviceCategory, of donation: DonationID, noting note: ReceptionNote, as act: Act
  ) throws -> [Device] {
    try database.write(Action.receiveDevice, act) { change in
      guard quantity >= 1 else { throw SupplyFailure.quantity(quantity) }
      guard note.codes.count <= quantity else {
        throw SupplyFailure.moreCodesThanDevices(codes: note.codes.count, devices: quantity)
      }
      guard note.serials.count <= quantity else {
        throw SupplyFailure.moreSerialsThanDevices(serials: note.serials.count, devices: quantity)
      }
      let (announced, line) = try place(for: quantity, category, of: donation, note, in: change)
      var generator = SystemRandomNumberGenerator()
      func receive(_ index: Int, in reception: Change) throws -> Device {
        let origin = announced.legalOrigin
        let device =
          if index < note.codes.count {
            try DeviceStore.receive(
              note.codes[index], category: category, legalOrigin: origin, line: line.id, in: reception)
          } else {
            try DeviceStore.receive(
              drawing: &generator, category: category, legalOrigin: origin, line: line.id, in: reception)
          }
        try record(note, of: device, at: index, of: quantity, from: announced, in: reception)
        if index < note.serials.count { try name(device, serial: note.serials[index], of: announced, in: reception) }
        reception.concerns(.device(device.id))
        reception.note("code", .code(device.code))
        reception.note("line", .id(line.id))
        return device
      }
      // Each device's reception is an act of its own, so that one counted by mistake can be annulled alone.
      return try [receive(0, in: change)]
        + (1..<quantity).map { index in try change.also(Action.receiveDevice) { try receive(index, in: $0) } }
    }
  }

  /// Records the serial number a person read on a device, with what the donor's list says of it.
  ///
  /// - Throws: ``ChainFailure/unusableSerial(_:)``, ``InventoryFailure/serialElsewhere(_:_:)``.
  private func name(_ device: Device, serial written: String, of donation: Donation, in change: Change) throws {
    guard let serial = EquipmentWords.serial(written) else { throw ChainFailure.unusableSerial(written) }
    if let other = try MediumStore.devices(bearing: serial, in: change).first,
      let code = try DeviceStore.device(other, in: change)?.code
    {
      throw InventoryFailure.serialElsewhere(serial, code)
    }
    let item = try ListStore.items(serial: serial, from: donation.donor, in: change)
      .last { $0.category == device.category }?.item
    let identity = DeviceIdentity(
      manufacturer: item?.manufacturer, model: item?.model, serial: item?.serial ?? serial)
    try MediumStore.identify(device.id, as: identity, in: change)
  }

  /// Takes a device in again that was given away: its code opens anew, in its next round.
  ///
  /// - Throws: ``InventoryFailure/notGivenAway(_:is:)``; as ``receive(_:_:of:noting:as:)`` for the donation.
  public func receiveAgain(
    _ code: AssetCode, of donation: DonationID, noting note: ReceptionNote = ReceptionNote(), as act: Act
  ) throws -> Device {
    try database.write(Action.receiveAgain, act) { change in
      let device = try DeviceStore.device(code, in: change)
      guard device.state.name.mayBeDonatedAgain else {
        throw InventoryFailure.notGivenAway(code, is: device.state.name)
      }
      let (announced, line) = try place(for: 1, device.category, of: donation, note, in: change)
      let back = try DepartureStore.takeAgain(
        device, legalOrigin: announced.legalOrigin, line: line.id, in: change)
      try record(note, of: back, at: 0, of: 1, from: announced, in: change)
      change.concerns(.device(device.id))
      change.note("line", .id(line.id))
      return back
    }
  }

  /// Refuses to take in what a public body gave while its receiver has no status on file that day.
  ///
  /// - Throws: ``SupplyFailure/receiverWithoutStatus(structure:day:)`` (CGPPP, art. L. 3212-2 3°).
  private func requireStatus(of donation: Donation, on day: Day, in reader: Reader) throws {
    guard donation.legalOrigin == .publicGift, let receiver = donation.receiver else { return }
    guard try SupplyStore.statuses(of: receiver, on: day, in: reader).contains(where: \.mayReceivePublicGifts) else {
      let name = try structureName(receiver, in: reader) ?? "\(receiver)"
      throw SupplyFailure.receiverWithoutStatus(structure: name, day: day)
    }
  }

  /// The line on which devices come in, opened when the category was not announced and the unexpected is allowed.
  private func place(
    for quantity: Int, _ category: DeviceCategory, of donation: DonationID, _ note: ReceptionNote, in change: Change
  ) throws -> (Donation, Donation.Line) {
    let (announced, given) = try SupplyStore.donation(donation, in: change)
    let day = change.act.day
    guard day >= given else { throw SupplyFailure.receivedBeforeGiven(day: day, given: given) }
    try requireStatus(of: announced, on: day, in: change)
    guard let line = announced.lines.first(where: { $0.category == category }) else {
      guard note.allowsUnexpected else { throw SupplyFailure.noLine(donation, category) }
      return (announced, try SupplyStore.addUnexpected(category, to: donation, in: change))
    }
    let left = max(0, line.quantity - (try DeviceStore.received(on: line.id, in: change)))
    guard quantity <= left || note.allowsUnexpected else {
      throw SupplyFailure.moreThanAnnounced(category, wanted: quantity, left: left)
    }
    return (announced, line)
  }

  /// Records whose a device is that came in, and its part of what was told of all.
  private func record(
    _ note: ReceptionNote, of device: Device, at index: Int, of count: Int, from donation: Donation, in change: Change
  ) throws {
    if let receiver = donation.receiver {
      try CustodyStore.save(Custody(owner: receiver, holder: receiver), of: device.id, in: change)
    }
    guard note.grams != nil || note.yearMade != nil else { return }
    // The parts make the whole: what is left of the division goes to the first ones.
    let grams = note.grams.map { $0 / count + (index < $0 % count ? 1 : 0) }
    let told = try DeviceParticulars(yearMade: note.yearMade, grams: grams, on: change.act.day)
    try CustodyStore.tell(told, of: device.id, in: change)
  }

  /// Issues the data of a tax receipt for a gift: off unless the receiver is declared entitled on the act's day.
  ///
  /// - Parameter value: what the gift is worth, by whoever the form has value it.
  /// - Throws: ``SupplyFailure/notEntitled(structure:day:)``, ``SupplyFailure/noReceipt(for:)``,
  ///   ``SupplyFailure/receiptIssued(_:)``, ``SupplyFailure/nothingReceived(_:)``.
  public func issueReceipt(
    for donation: DonationID, worth value: Money, as act: Act
  ) throws -> (receipt: TaxReceipt, donor: String, receiver: String) {
    try database.write(Action.issueReceipt, act) { change in
      let (announced, given) = try SupplyStore.donation(donation, in: change)
      guard act.day >= given else { throw SupplyFailure.receivedBeforeGiven(day: act.day, given: given) }
      guard let donor = try SupplyStore.donor(announced.donor, in: change) else {
        throw SupplyFailure.noDonation(donation)
      }
      guard let form = TaxReceipt.Form(for: donor.kind) else { throw SupplyFailure.noReceipt(for: donor.kind) }
      let receiver = try announced.receiver.flatMap { try DirectoryStore.structure($0, in: change) }
      guard let receiver,
        try SupplyStore.statuses(of: receiver.id, on: act.day, in: change).contains(.taxReceipts)
      else { throw SupplyFailure.notEntitled(structure: receiver?.name, day: act.day) }
      let received = try announced.lines.map { try DeviceStore.received(on: $0.id, in: change) }.reduce(0, +)
      guard received > 0 else { throw SupplyFailure.nothingReceived(donation) }
      let receipt = try SupplyStore.issue(form, for: donation, worth: value, in: change)
      change.concerns(.donation(donation))
      change.note("form", .word(form))
      change.note("value", .money(value))
      return (receipt, try giver(donor, in: change).name, receiver.name)
    }
  }
}

/// Where a donation is fetched, as a person says it.
public enum AppointedPlace: Sendable, Equatable {
  /// A registered place, by name or number.
  case place(String)
  /// An address in words.
  case address(String)
}
