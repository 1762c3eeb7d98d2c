import Directory
public import Inventory
public import Kernel
import Loans
import Refurbishment
import Storage
public import Supply

extension Chain {
  /// Tells the year a device was made, its weight in grams, or the place it stands at.
  public func tell(
    yearMade: Int?, grams: Int?, place: String? = nil, of code: AssetCode, as act: Act
  ) throws {
    try database.write(Action.tellDevice, act) { change in
      let device = try DeviceStore.device(code, in: change)
      if let place {
        let place = try DirectoryStore.place(place, in: change).id
        try CustodyStore.put(device.id, at: place, in: change)
        change.note("place", .id(place))
      }
      if place == nil || yearMade != nil || grams != nil {
        try CustodyStore.tell(
          DeviceParticulars(yearMade: yearMade, grams: grams, on: act.day), of: device.id, in: change)
      }
      change.concerns(.device(device.id))
      if let yearMade { change.note("made", .number(yearMade)) }
      if let grams { change.note("grams", .number(grams)) }
    }
  }

  /// Says whose a device is from now on; whoever has it keeps it, and nobody is the new owner's agent yet.
  public func transfer(_ code: AssetCode, to owner: String, as act: Act) throws -> Custody {
    try database.write(Action.transferDevice, act) { change in
      let device = try DeviceStore.device(code, in: change)
      try requireReceived(device, by: act.day, in: change)
      let owner = try self.recipient(owner, of: device, on: act.day, in: change)
      let holder = try CustodyStore.custody(of: device.id, in: change)?.holder ?? owner
      let custody = Custody(owner: owner, holder: holder)
      try CustodyStore.save(custody, of: device.id, in: change)
      change.concerns(.device(device.id))
      change.note("owner", .id(owner))
      return custody
    }
  }

  /// Says who has a device, or who may lend and part with it in its owner's name.
  ///
  /// - Parameter paper: the reference of the signed paper by which a new holder takes over the media that are not clean.
  /// - Throws: ``InventoryFailure/noOwner(_:)`` while nobody said whose it is,
  ///   ``SupplyFailure/outsideLegalCircle(structure:)`` for a business without a status and a public gift,
  ///   ``RefurbishmentFailure/dataWithoutPaper(_:_:)`` for a new holder without such a paper, when a medium is not clean.
  public func entrust(
    _ code: AssetCode, to holder: String?, agent: String?, under paper: String? = nil, as act: Act
  ) throws -> Custody {
    try database.write(Action.entrustDevice, act) { change in
      let device = try DeviceStore.device(code, in: change)
      guard let known = try CustodyStore.custody(of: device.id, in: change) else {
        throw InventoryFailure.noOwner(code)
      }
      try requireReceived(device, by: act.day, in: change)
      guard holder != nil || agent != nil else { throw InventoryFailure.nothingTold }
      // Whoever only holds a thing, or lends it in its owner's name, is given nothing: no business does so without a status.
      func entrusted(_ reference: String) throws -> StructureID {
        try recipient(reference, of: device, on: act.day, needsStatus: \.isBusiness, in: change)
      }
      let custody = Custody(
        owner: known.owner, holder: try holder.map(entrusted) ?? known.holder,
        agent: try agent.map(entrusted) ?? known.agent)
      if custody.holder != known.holder {
        let isTakenOver = try paper != nil && !device.mediaMissing(in: change).isEmpty
        try DepartureStore.keep(
          isTakenOver
            ? .takenOver(by: custody.holder, slip: paper ?? "")
            : device.requireCleanMedia(orPaper: true, in: change), of: device.id,
          in: change)
      }
      try CustodyStore.save(custody, of: device.id, in: change)
      change.concerns(.device(device.id))
      change.note("holder", .id(custody.holder))
      if let agent = custody.agent { change.note("agent", .id(agent)) }
      return custody
    }
  }

  /// Gives a ready device to a structure for good, under a deed of gift; it is the structure's from then on.
  ///
  /// - Parameters:
  ///   - deed: the reference of the deed on paper.
  ///   - paper: the signed deed's file, kept with its hash.
  /// - Throws: ``InventoryFailure/wrongState(_:is:verb:)``, ``RefurbishmentFailure/notReady(_:_:)`` when a medium is not clean.
  public func give(
    _ code: AssetCode, to recipient: String, deed: String, paper: [UInt8]? = nil, as act: Act
  ) throws -> Device {
    try part(with: code, as: act, .giveDevice) { device, change in
      _ = try device.givenAway()
      let recipient = try self.recipient(recipient, of: device, on: act.day, in: change)
      let clearance = try device.requireCleanMedia(in: change)
      let departure = try Departure(.given(to: recipient, deed: deed), paper: kept(paper, in: change))
      return try leave(device, by: departure, clearance, in: change)
    }
  }

  /// Takes a device of the workshop apart for its parts; they stay with the workshop, and so do its media.
  public func harvest(_ code: AssetCode, as act: Act) throws -> Device {
    try part(with: code, as: act, .harvestDevice) { device, change in
      try DepartureStore.end(device, by: Departure(.harvested), in: change)
    }
  }

  /// Hands a device to an éco-organisme or an operator under contract, with its collection slip.
  ///
  /// - Throws: ``RefurbishmentFailure/notReady(_:_:)`` when a medium is not clean: none leaves custody unclean.
  public func recycle(
    _ code: AssetCode, by recycler: String, slip: String, paper: [UInt8]? = nil, destruction: Destruction? = nil,
    as act: Act
  ) throws -> Device {
    try part(with: code, as: act, .recycleDevice) { device, change in
      let partner = try DirectoryStore.structure(recycler, in: change)
      let recycler = partner.id
      // The state first: a device that stands elsewhere has another story to tell than its media.
      _ = try device.recycled()
      try requireRecycler(partner, in: change)
      let clearance = try clearance(of: device, under: destruction, in: change)
      let departure = try Departure(.recycled(by: recycler, slip: slip), paper: kept(paper, in: change))
      change.note("recycler", .id(recycler))
      return try DepartureStore.end(device, by: departure, clearance: clearance, in: change)
    }
  }

  /// A signed paper by which a structure takes over the destruction of media that are not clean.
  public struct Destruction: Sendable {
    /// The structure, by name or number.
    public let structure: String
    /// The reference of the paper.
    public let slip: String

    /// Makes a take-over.
    public init(structure: String, slip: String) {
      (self.structure, self.slip) = (structure, slip)
    }
  }

  /// Why the media of a device may leave with it: they are clean, or somebody takes over their destruction.
  func clearance(
    of device: Device, under destruction: Destruction?, in change: Change
  ) throws -> MediaClearance {
    guard let destruction, try !device.mediaMissing(in: change).isEmpty else {
      return try device.requireCleanMedia(in: change)
    }
    let destroyer = try DirectoryStore.structure(destruction.structure, in: change).id
    change.note("destroyer", .id(destroyer))
    return .takenOver(by: destroyer, slip: destruction.slip)
  }

  /// What a device is sold for, and to whom.
  public struct Sale: Sendable {
    /// The structure that buys it; nothing for a person, whose name is on the invoice alone.
    public var buyer: String?
    /// That the buyer is in precarity, or an association that helps such people.
    public var buyerIsInNeed = false
    /// The reference of the invoice, and the invoice when it is kept.
    public var invoice: String
    public var paper: [UInt8]?
    public var price: Money
    /// What is sold, where a device of the category can be several things; the usual one unless said.
    public var configuration: ResaleConfiguration?

    /// Makes a sale to a person.
    public init(price: Money, invoice: String) {
      self.price = price
      self.invoice = invoice
    }
  }

  /// Sells a ready device in its owner's name.
  ///
  /// - Throws: ``SupplyFailure/mayNotResell``, ``SupplyFailure/resaleToAnyone``,
  ///   ``SupplyFailure/resaleTooDear(price:ceiling:source:)`` for a public gift (CGPPP, art. L. 3212-3),
  ///   ``SupplyFailure/promisedNotToResell(_:)``; ``InventoryFailure/noOwner(_:)``;
  ///   ``RefurbishmentFailure/notReady(_:_:)`` when a medium is not clean.
  public func sell(_ code: AssetCode, by sale: Sale, as act: Act) throws -> Device {
    try part(with: code, as: act, .sellDevice) { device, change in
      _ = try device.sold()
      guard let custody = try CustodyStore.custody(of: device.id, in: change) else {
        throw InventoryFailure.noOwner(code)
      }
      let convention = try SupplyStore.donation(of: device.donationLine, in: change)?.convention
      if let signed = try convention.flatMap({ try SupplyStore.convention($0, in: change) }), signed.promises.noResale {
        throw SupplyFailure.promisedNotToResell(signed.reference)
      }
      if let told = sale.configuration, !ResaleConfiguration.of(device.category).contains(told) {
        throw SupplyFailure.notSoldAs(told, device.category)
      }
      try GiftRules.shipped().checkResale(
        of: sale.configuration ?? ResaleConfiguration.of(device.category).first, origin: device.legalOrigin,
        by: SupplyStore.statuses(of: custody.agent ?? custody.owner, on: act.day, in: change),
        buyerIsInNeed: sale.buyerIsInNeed, price: sale.price, on: act.day)
      // An association that helps people in precarity may buy without a status of its own.
      let buyer = try sale.buyer.map {
        try recipient($0, of: device, on: act.day, needsStatus: \.isBusiness, in: change)
      }
      let clearance = try device.requireCleanMedia(in: change)
      let departure = try Departure(
        .sold(to: buyer, invoice: sale.invoice, price: sale.price), paper: kept(sale.paper, in: change))
      change.note("price", .money(sale.price))
      return try leave(device, by: departure, clearance, in: change)
    }
  }

  /// Gives a device back to its owner, or to whoever gave it.
  ///
  /// - Parameter owner: the structure that owns it; whoever gave it unless said, a structure or a person.
  /// - Throws: ``InventoryFailure/notItsOwner(_:)``; ``RefurbishmentFailure/notReady(_:_:)`` when a medium is not clean.
  public func giveBack(
    _ code: AssetCode, to owner: String?, receipt: String, paper: [UInt8]? = nil, destruction: Destruction? = nil,
    as act: Act
  ) throws -> Device {
    try part(with: code, as: act, .giveBackDevice) { device, change in
      _ = try device.givenBack()
      let donor = try SupplyStore.donation(of: device.donationLine, in: change).flatMap {
        try SupplyStore.donor($0.donor, in: change)?.structure
      }
      let recipient = try owner.map { try DirectoryStore.structure($0, in: change).id } ?? donor
      let custody = try CustodyStore.custody(of: device.id, in: change)
      guard recipient == donor || recipient == custody?.owner else { throw InventoryFailure.notItsOwner(code) }
      let clearance = try clearance(of: device, under: destruction, in: change)
      let departure = try Departure(.returned(to: recipient, receipt: receipt), paper: kept(paper, in: change))
      return try leave(device, by: departure, clearance, in: change)
    }
  }

  /// A device that was lost, and what is lost with it.
  public struct Loss: Sendable {
    public let device: Device
    /// Whether the media are known to be clean of whoever had the device before; else their data may be lost with it.
    public let isKnownClean: Bool
    /// The contract that ended with it; nothing when it was in nobody's hands but the chain's.
    public let contract: ContractID?
    /// Whether the household that had it may have left data of its own on it.
    public let mayHoldBorrowersData: Bool
  }

  /// Declares a device lost or stolen, with the reference of the declaration; the contract of one that is out, or in for
  /// repair, ends with it, unless the household has other devices under it.
  public func lose(_ code: AssetCode, report: String, paper: [UInt8]? = nil, as act: Act) throws -> Loss {
    var (isKnownClean, hasMedia, wasOut, ended): (Bool, Bool, Bool, ContractID?) = (false, false, false, nil)
    let lost = try part(with: code, as: act, .loseDevice) { device, change in
      _ = try device.lost()
      isKnownClean = try device.mediaMissing(in: change).allSatisfy(\.isBelowPromise)
      hasMedia = try !fittedMedia(of: device, in: change).isEmpty
      if !isKnownClean || device.state.contract != nil && hasMedia {
        change.note("alarm", .id(try AlarmStore.raise(.dataLost, about: .device(device.id), in: change)))
      }
      let departure = try Departure(.lost(report: report), paper: kept(paper, in: change))
      let gone = try DepartureStore.end(device, by: departure, in: change)
      if let contract = device.state.contract {
        let contract = try ContractStore.save(
          ContractStore.existing(contract, in: change).deviceLost(device.id), in: change)
        change.note("contract", .id(contract.id))
        wasOut = true
        if contract.state == .lost { ended = contract.id }
      }
      return gone
    }
    return Loss(
      device: lost, isKnownClean: isKnownClean, contract: ended, mayHoldBorrowersData: wasOut && hasMedia)
  }

  /// Takes a lost device in again, in its next round: nobody knows in whose hands it was.
  public func find(_ code: AssetCode, as act: Act) throws -> Device {
    try part(with: code, as: act, .findDevice) { device, change in
      try DeviceStore.move(device, by: device.found(), in: change)
    }
  }

  /// The structure that is to have a device: what a public body gave goes to no structure of some kinds without a status
  /// on file.
  ///
  /// - Throws: ``SupplyFailure/outsideLegalCircle(structure:)`` (CGPPP, art. L. 3212-2 3° and L. 3212-3).
  private func recipient(
    _ reference: String, of device: Device, on day: Day,
    needsStatus: (Partner.Kind) -> Bool = { !$0.isPublic }, in reader: Reader
  ) throws -> StructureID {
    let partner = try DirectoryStore.structure(reference, in: reader)
    guard device.legalOrigin == .publicGift, needsStatus(partner.kind) else { return partner.id }
    let statuses = try SupplyStore.statuses(of: partner.id, on: day, in: reader)
    guard statuses.contains(where: \.mayReceivePublicGifts) else {
      throw SupplyFailure.outsideLegalCircle(structure: partner.name)
    }
    return partner.id
  }

  /// Refuses to say of a device whose it is before it came in.
  private func requireReceived(_ device: Device, by day: Day, in reader: Reader) throws {
    let received = try DeviceStore.opening(of: 1, of: device, in: reader)
    guard day >= received else {
      throw InventoryFailure.beforeLastMovement(device.code, day: day, last: received)
    }
  }

  /// Refuses to hand waste to whoever is not known to treat it.
  ///
  /// - Throws: ``SupplyFailure/noRecycler(structure:)``.
  func requireRecycler(_ partner: Partner, in reader: Reader) throws {
    let told = try TellingStore.standing(of: partner.id, as: StructureAspect.self, in: reader)
    let recycles = told.contains { $0.aspect == .capability && $0.value == Capability.recycle.rawValue }
    guard partner.kind == .recyclerie || recycles else { throw SupplyFailure.noRecycler(structure: partner.name) }
  }

  /// Lets a device go to a structure, whose it is from then on, or to a person.
  private func leave(
    _ device: Device, by departure: Departure, _ clearance: MediaClearance, in change: Change
  ) throws -> Device {
    let gone = try DepartureStore.end(device, by: departure, clearance: clearance, in: change)
    if let recipient = departure.recipient {
      try CustodyStore.save(Custody(owner: recipient, holder: recipient), of: device.id, in: change)
      change.note("recipient", .id(recipient))
    }
    return gone
  }

  private func part(
    with code: AssetCode, as act: Act, _ action: Action, _ body: (Device, Change) throws -> Device
  ) throws -> Device {
    try database.write(action, act) { change in
      let device = try DeviceStore.device(code, in: change)
      change.concerns(.device(device.id))
      return try body(device, change)
    }
  }

  private func kept(_ paper: [UInt8]?, in change: Change) throws -> Digest? {
    guard let paper else { return nil }
    let digest = try StoredBytes.keep(paper, in: change)
    change.note("paper", .digest(digest))
    return digest
  }
}
