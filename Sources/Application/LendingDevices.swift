import Directory
import Inventory
public import Kernel
public import Loans
import Storage

/// What an exchange did: which device the household has now, and which one came back.
public struct Exchange: Sendable {
  public let contract: ContractID
  public let given: AssetCode
  public let back: AssetCode
}

/// Each device of a contract leaves and comes back by an act of its own, within the one that moves them together.
extension Chain {
  /// Gives a signed contract up before the hand-over; the device stays kept for its request until it is freed, and those that
  /// the contract alone promises are free again.
  ///
  /// - Throws: ``LoansFailure/contractCannot(_:_:at:)`` once the device is out.
  public func cancel(_ id: ContractID, because reason: Contract.Cancellation, as act: Act) throws -> Contract {
    try database.write(Action.cancelContract, act) { change in
      change.concerns(.contract(id))
      change.note("reason", .word(reason))
      let contract = try ContractStore.existing(id, in: change)
      let cancelled = try ContractStore.save(contract.cancelled(because: reason), in: change)
      if contract.agreement.request == nil {
        let device = try device(contract.agreement.device, of: id, in: change)
        try DeviceStore.move(device, by: device.reservationCancelled(), in: change)
      }
      for other in contract.agreement.devices.dropFirst() {
        try change.also(Action.cancelAllocation) { freeing in
          freeing.concerns(.contract(id))
          freeing.note("device", .id(other))
          let device = try device(other, of: id, in: freeing)
          try DeviceStore.move(device, by: device.reservationCancelled(), in: freeing)
        }
      }
      return cancelled
    }
  }

  /// Hands the devices of a contract over, and sets the follow-up of the loan.
  ///
  /// Under a contract of gift or sale they are the household's from then on, and no follow-up is set.
  ///
  /// - Parameters:
  ///   - place: where, by name or number; at home when none is named.
  ///   - collector: the third person who comes with a mandate of the household.
  ///   - plan: when the household is called, visited and written to; the plan in force for its programme unless given.
  ///   - person: who will make the contacts, by name or number, when that is known.
  /// - Throws: ``LoansFailure/contractCannot(_:_:at:)``, ``LoansFailure/handOverOutsideLoan(_:_:starts:term:)``.
  public func handOver(
    _ id: ContractID, at place: String?, to collector: String? = nil, following plan: FollowUpPlan? = nil,
    followedBy person: String? = nil, as act: Act
  ) throws -> [FollowUp] {
    try database.write(Action.recordHandOver, act) { change in
      let person = try person.map { try DirectoryStore.person($0, in: change).id }
      let place = try place.map { try DirectoryStore.place($0, in: change).id }
      return try handOver(id, at: place, to: collector, following: plan, followedBy: person, in: change)
    }
  }

  /// The same within an act of its own.
  func handOver(
    _ id: ContractID, at place: PlaceID?, to collector: String?, following plan: FollowUpPlan?,
    followedBy person: PersonID? = nil, in change: Change
  ) throws -> [FollowUp] {
    let contract = try ContractStore.existing(id, in: change)
    change.concerns(.contract(id))
    // What was set right after a hand-over waits alone, under a contract that runs.
    let waiting = try contract.state == .handedOver ? promised(by: contract, in: change) : []
    if let first = waiting.first {
      try leave(
        first, contract, by: contract.handedOverMore(first, Contract.HandOver(at: place, to: collector)), in: change)
    } else {
      let step = try contract.handedOver(at: place, to: collector)
      try leave(contract.agreement.device, contract, by: step, in: change)
    }
    for other in waiting.isEmpty ? contract.agreement.devices.dropFirst() : waiting.dropFirst() {
      try change.also(Action.recordHandOver) { more in
        more.concerns(.contract(id))
        let step = try ContractStore.existing(id, in: more)
          .handedOverMore(other, Contract.HandOver(at: place, to: collector))
        try leave(other, contract, by: step, in: more)
      }
    }
    if contract.givesOwnership || contract.agreement.household == nil || !waiting.isEmpty {
      return try FollowUpStore.all(of: id, in: change)
    }
    let plan = try plan ?? planInForce(for: contract, on: change.act.day, in: change)
    change.note("plan", .dataName(plan.id))
    change.note("planVersion", .dataName(plan.version))
    try FollowUpStore.set(
      plan.dues(from: change.act.day, until: contract.agreement.terms.term), for: id, to: person, in: change)
    return try FollowUpStore.all(of: id, in: change)
  }

  /// Takes devices back: each is behind the gate again, in its next round, and with the last one the contract ends.
  ///
  /// - Parameters:
  ///   - checked: whoever writes has read the remark again: it tells nothing about health.
  ///   - codes: which ones; all that the household has under the contract unless said.
  /// - Returns: what came back.
  /// - Throws: ``LoansFailure/contractCannot(_:_:at:)``, ``LoansFailure/accessoryNotLent(_:_:lent:)``,
  ///   ``ContractFailure/notUnderContract(_:)``, ``FollowUpFailure/mayTellOfHealth(word:)``.
  public func takeBack(
    _ id: ContractID, _ takeBack: Contract.TakeBack, checked: Bool = false, of codes: [AssetCode] = [], as act: Act
  ) throws -> [AssetCode] {
    try HealthWords.check(takeBack.remark, readAgain: checked)
    return try database.write(Action.recordReturn, act) { change in
      let contract = try ContractStore.existing(id, in: change)
      change.concerns(.contract(id))
      let named = try codes.map { try DeviceStore.device($0, in: change).id }
      let devices = named.isEmpty ? contract.held : named
      // The remark and what is missing are told once, with the last of them.
      let others = Contract.TakeBack(
        condition: takeBack.condition, reason: takeBack.reason, isSigned: takeBack.isSigned, files: takeBack.files)
      guard let last = devices.last, contract.state == .handedOver else {
        _ = try contract.takenBack(takeBack)
        return []
      }
      func comeBack(_ device: DeviceID, in change: Change) throws -> AssetCode {
        try self.comeBack(device, under: id, device == last ? takeBack : others, in: change)
      }
      return try [comeBack(devices[0], in: change)]
        + devices.dropFirst().map { device in
          try change.also(Action.recordReturn) { try comeBack(device, in: $0) }
        }
    }
  }

  /// Gives the household another device for one that broke down, under the same contract: the one leaves, the other is behind
  /// the gate again in its next round, and the incident is settled.
  ///
  /// - Parameters:
  ///   - code: the ready device that leaves.
  ///   - checked: whoever writes has read the remark again: it tells nothing about health.
  ///   - place: where, by name or number; at home when none is named.
  /// - Throws: ``IncidentFailure``, ``ContractFailure/notUnderContract(_:)`` when what broke down is back already,
  ///   ``InventoryFailure/wrongState(_:is:verb:)`` for a device that is not ready, ``FollowUpFailure/mayTellOfHealth(word:)``.
  public func exchange(
    after id: IncidentID, for code: AssetCode, _ takeBack: Contract.TakeBack, checked: Bool = false,
    at place: String? = nil, as act: Act
  ) throws -> Exchange {
    try HealthWords.check(takeBack.remark, readAgain: checked)
    return try database.write(Action.exchangeDevice, act) { change in
      let incident = try IncidentStore.existing(id, in: change)
      let contract = try ContractStore.existing(incident.contract, in: change)
      change.concerns(.contract(contract.id))
      change.note("incident", .id(id))
      let leaving = try place.map { try DirectoryStore.place($0, in: change).id }
      if let outcome = incident.outcome { throw IncidentFailure.settled(id, outcome) }
      guard contract.state == .handedOver else { throw IncidentFailure.deviceNotOut(contract.id, contract.state) }
      let given = try join(code, to: contract, insteadOf: incident.device, in: change)
      try change.also(Action.recordHandOver) { handOver in
        handOver.concerns(.contract(contract.id))
        let running = try ContractStore.existing(contract.id, in: handOver)
        let step = try running.handedOverMore(given, Contract.HandOver(at: leaving))
        try leave(given, running, by: step, in: handOver)
      }
      let returned = try change.also(Action.recordReturn) { coming in
        coming.concerns(.contract(contract.id))
        return try comeBack(incident.device, under: contract.id, takeBack, in: coming)
      }
      _ = try IncidentStore.settle(id, .exchanged, remark: nil, in: change)
      change.note("outcome", .word(Incident.Outcome.exchanged))
      return Exchange(contract: contract.id, given: code, back: returned)
    }
  }

  /// Puts one more ready device under a contract, by an act of its own: nobody else can have it from then on.
  @discardableResult
  func join(
    _ code: AssetCode, to contract: Contract, insteadOf other: DeviceID? = nil, in change: Change
  ) throws -> DeviceID {
    try change.also(Action.joinContract) { joining in
      let device = try DeviceStore.device(code, in: joining)
      joining.concerns(.contract(contract.id))
      joining.note("device", .id(device.id))
      if let other { joining.note("insteadOf", .id(other)) }
      let movement = try device.promised(by: contract.id)
      try CustodyStore.require(contract.agreement.lender, maySignFor: device, in: joining)
      try device.requireCleanMedia(in: joining)
      try ContractStore.join(device.id, to: contract.id, insteadOf: other, in: joining)
      try DeviceStore.move(device, by: movement, in: joining)
      return device.id
    }
  }

  /// The devices the household used under a contract become its own by the one that follows it.
  func transfer(_ signed: Contract, heldUnder id: ContractID, in change: Change) throws -> Contract {
    func transfer(_ device: DeviceID, by step: Contract.Step, in handOver: Change) throws -> Contract {
      handOver.concerns(.contract(signed.id))
      handOver.note("device", .id(device))
      let departure = try Departure(signed.ending)
      try DepartureStore.end(
        self.device(device, of: id, in: handOver), by: departure, on: .held(under: id), in: handOver)
      return try ContractStore.save(step, in: handOver)
    }
    let first = try change.also(Action.recordHandOver) { handOver in
      try transfer(signed.agreement.device, by: signed.transferred(), in: handOver)
    }
    return try signed.agreement.devices.dropFirst().reduce(first) { transferred, other in
      try change.also(Action.recordHandOver) { handOver in
        try transfer(other, by: transferred.handedOverMore(other, nil), in: handOver)
      }
    }
  }

  /// What the kits of devices hold, as accessories; a thing that several bring is told apart by the device's code.
  func kits(of device: DeviceID?, and others: [AssetCode], in reader: Reader) throws -> [String] {
    let devices =
      try [device.flatMap { try DeviceStore.device($0, in: reader) }].compactMap(\.self)
      + others.map { try DeviceStore.device($0, in: reader) }
    var names: [String] = []
    for device in devices {
      for item in try KitStore.contents(of: device.id, in: reader) {
        names.append(names.contains(item.text.fr) ? "\(item.text.fr) (\(device.code))" : item.text.fr)
      }
    }
    return names
  }

  /// The devices that a contract promises and the household does not have yet.
  private func promised(by contract: Contract, in reader: Reader) throws -> [DeviceID] {
    try contract.held.filter { held in
      let device = try device(held, of: contract.id, in: reader)
      return device.state.name == .reserved
    }
  }

  /// Lets one device of a contract leave, to be used or for good.
  private func leave(_ id: DeviceID, _ contract: Contract, by step: Contract.Step, in change: Change) throws {
    change.note("device", .id(id))
    let device = try device(id, of: contract.id, in: change)
    let clearance = try device.requireCleanMedia(in: change)
    let claim: Device.Claim =
      switch (device.state, contract.agreement.request) {
      case (.reserved(_, .request), let request?): .kept(for: request)
      default: .promised(by: contract.id)
      }
    if contract.givesOwnership {
      let departure = try Departure(contract.ending)
      try DepartureStore.end(device, by: departure, clearance: clearance, on: claim, in: change)
    } else {
      try DeviceStore.move(device, by: device.handedOver(under: contract.id, on: claim), in: change)
    }
    try ContractStore.save(step, in: change)
  }

  /// Takes one device back.
  private func comeBack(
    _ id: DeviceID, under contract: ContractID, _ takeBack: Contract.TakeBack, in change: Change
  ) throws -> AssetCode {
    change.concerns(.contract(contract))
    change.note("device", .id(id))
    change.note("condition", .word(takeBack.condition))
    change.note("reason", .word(takeBack.reason))
    change.note("signed", .number(takeBack.isSigned ? 1 : 0))
    change.note("files", .word(takeBack.files))
    let step = try ContractStore.existing(contract, in: change).takenBack(takeBack, of: id)
    let device = try device(id, of: contract, in: change)
    try DeviceStore.move(device, by: device.takenBack(), in: change)
    try ContractStore.save(step, in: change)
    return device.code
  }

  func device(_ id: DeviceID, of contract: ContractID, in reader: Reader) throws -> Device {
    guard let device = try DeviceStore.device(id, in: reader) else { throw LoansFailure.noContract(contract) }
    return device
  }
}

extension Contract {
  /// How a device leaves the chain for the household: the contract is the paper.
  fileprivate var ending: Departure.End {
    switch agreement.terms.charge {
    case .price: .sold(to: nil, invoice: id.reference, price: agreement.terms.charge.amount)
    case .nothing, .rent: .given(to: nil, deed: id.reference)
    }
  }
}
