import Directory
public import Inventory
public import Kernel
import Storage

extension Chain {
  /// Tells the year a device was made, or its weight in grams.
  public func tell(yearMade: Int?, grams: Int?, of code: AssetCode, as act: Act) throws {
    try database.write(Action.tellDevice, act) { change in
      let device = try DeviceStore.device(code, in: change)
      try CustodyStore.tell(DeviceParticulars(yearMade: yearMade, grams: grams, on: act.day), of: device.id, in: change)
      change.concerns(.device(device.id))
      if let yearMade { change.note("made", .number(yearMade)) }
      if let grams { change.note("grams", .number(grams)) }
    }
  }

  /// Says whose a device is from now on; whoever has it keeps it, and nobody is the new owner's agent yet.
  public func transfer(_ code: AssetCode, to owner: String, as act: Act) throws -> Custody {
    try database.write(Action.transferDevice, act) { change in
      let device = try DeviceStore.device(code, in: change)
      let owner = try DirectoryStore.structure(owner, in: change).id
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
  /// - Throws: ``InventoryFailure/noOwner(_:)`` while nobody said whose it is.
  public func entrust(_ code: AssetCode, to holder: String?, agent: String?, as act: Act) throws -> Custody {
    try database.write(Action.entrustDevice, act) { change in
      let device = try DeviceStore.device(code, in: change)
      guard let known = try CustodyStore.custody(of: device.id, in: change) else {
        throw InventoryFailure.noOwner(code)
      }
      guard holder != nil || agent != nil else { throw InventoryFailure.nothingTold }
      let custody = Custody(
        owner: known.owner, holder: try holder.map { try DirectoryStore.structure($0, in: change).id } ?? known.holder,
        agent: try agent.map { try DirectoryStore.structure($0, in: change).id } ?? known.agent)
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
      let recipient = try DirectoryStore.structure(recipient, in: change).id
      _ = try device.givenAway()
      try device.requireCleanMedia(in: change)
      let departure = try Departure(.given(to: recipient, deed: deed), paper: kept(paper, in: change))
      let given = try DepartureStore.end(device, by: departure, in: change)
      try CustodyStore.save(Custody(owner: recipient, holder: recipient), of: device.id, in: change)
      change.note("recipient", .id(recipient))
      return given
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
    _ code: AssetCode, by recycler: String, slip: String, paper: [UInt8]? = nil, as act: Act
  ) throws -> Device {
    try part(with: code, as: act, .recycleDevice) { device, change in
      let recycler = try DirectoryStore.structure(recycler, in: change).id
      // The state first: a device that stands elsewhere has another story to tell than its media.
      _ = try device.recycled()
      try device.requireCleanMedia(in: change)
      let departure = try Departure(.recycled(by: recycler, slip: slip), paper: kept(paper, in: change))
      change.note("recycler", .id(recycler))
      return try DepartureStore.end(device, by: departure, in: change)
    }
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
