public import Kernel
public import Storage

/// Keeps contracts, hand-overs and returns.
public enum ContractStore {
  /// Records a signed contract, under the next number.
  ///
  /// - Parameter isFromBefore: that it runs since before Rebond, so that its first day is past.
  /// - Throws: ``LoansFailure/nothingAllocated(_:at:)`` when the request has moved since, ``LoansFailure/contractSigned(_:_:)``
  ///   when one is signed already, ``LoansFailure/outOfOrder(_:after:)`` when it is dated before the allocation, and
  ///   ``ContractFailure/representsOneself(_:)`` or ``ContractFailure/jointWithOneself(_:)`` when it names its borrower twice.
  public static func sign(
    _ agreement: Contract.Agreement, isFromBefore: Bool = false, in change: Change
  ) throws -> Contract {
    let request = try agreement.request.map { try RequestStore.existing($0, in: change) }
    if let request, agreement.follows == nil {
      guard case .allocated(agreement.device, _) = request.state, let allocation = request.step else {
        throw LoansFailure.nothingAllocated(request.id, at: request.state.stage)
      }
      try change.mustNotPrecede(allocation)
    }
    if let other = try open(for: agreement.device, in: change) {
      if let request { throw LoansFailure.contractSigned(request.id, other.id) }
      throw ContractFailure.deviceHeld(by: other.id)
    }
    try agreement.mustBeSignedByOthers(in: change)
    let terms = agreement.terms
    guard isFromBefore || terms.starts >= change.act.day else {
      throw LoansFailure.startsBeforeSignature(terms.starts, signed: change.act.day)
    }
    let id: ContractID = try change.insert(
      """
      INSERT INTO contracts (request, household, borrower, place, contact, device, lender, kind, fee, pace, deposit,
        starts, term, stated_value, accidental_loss, follows, state, entry)
      VALUES (\(agreement.request), \(agreement.household), \(agreement.structure), \(agreement.use?.place),
        \(agreement.use?.contact), \(agreement.device), \(agreement.lender), \(terms.kind),
        \(terms.charge.amount), \(terms.charge.pace), \(terms.deposit), \(terms.starts),
        \(terms.term), \(terms.statedValue?.amount), \(terms.statedValue?.accidentalLossFallsOn),
        \(agreement.follows), \(Contract.State.signed), \(change.entry))
      """)
    try keep(agreement, of: id, in: change)
    return Contract(
      id: id, agreement: agreement, state: .signed, step: nil, term: terms.term, held: agreement.devices)
  }

  /// Puts one more device under a contract: while it is signed, or in exchange for one that is out under it.
  ///
  /// - Throws: ``ContractFailure/oneDeviceOnly(_:)``, ``ContractFailure/signedAlready(_:)``,
  ///   ``ContractFailure/notUnderContract(_:)``, ``LoansFailure/deviceTaken(for:)``.
  public static func join(
    _ device: DeviceID, to id: ContractID, insteadOf other: DeviceID? = nil, in change: Change
  ) throws {
    let contract = try existing(id, in: change)
    let kind = contract.agreement.terms.kind
    guard ContractRules.of(kind).mayCoverSeveral else { throw ContractFailure.oneDeviceOnly(kind) }
    if let other {
      guard contract.state == .handedOver else {
        throw LoansFailure.contractCannot(id, .handOverMore, at: contract.state)
      }
      guard contract.held.contains(other) else { throw ContractFailure.notUnderContract(id) }
    } else {
      guard contract.state == .signed, try Journal.entry(entry(of: id, in: change), in: change) == nil else {
        throw ContractFailure.signedAlready(id)
      }
    }
    if let holder = try open(for: device, in: change) { throw ContractFailure.deviceHeld(by: holder.id) }
    try change.run(
      """
      INSERT INTO contract_devices (entry, contract, device, instead_of)
      VALUES (\(change.entry), \(id), \(device), \(other))
      """)
  }

  /// What belongs to a contract besides its row.
  private static func keep(_ agreement: Contract.Agreement, of id: ContractID, in change: Change) throws {
    for (offset, accessory) in agreement.accessories.enumerated() {
      try change.run(
        "INSERT INTO contract_accessories (contract, position, name) VALUES (\(id), \(offset + 1), \(accessory))")
    }
    for (offset, instalment) in agreement.terms.charge.instalments.enumerated() {
      try change.run(
        """
        INSERT INTO contract_instalments (contract, position, due_on, cents)
        VALUES (\(id), \(offset + 1), \(instalment.due), \(instalment.amount))
        """)
    }
    if case .household(_, .counter(let reason)) = agreement.borrower {
      try change.run("INSERT INTO contract_reasons (contract, reason) VALUES (\(id), \(reason.trimmed))")
    }
    let signature = agreement.signature
    try change.run(
      """
      INSERT INTO contract_signatures (contract, signed_at, witness, capacity, representative)
      VALUES (\(id), \(signature.instant), \(signature.witness), \(signature.capacity), \(signature.representative))
      """)
    for (offset, name) in signature.joint.enumerated() {
      try change.run(
        "INSERT INTO joint_borrowers (contract, position, name) VALUES (\(id), \(offset + 1), \(name))")
    }
  }

  /// Keeps the bytes of a contract's paper, as it was printed or as it was signed.
  public static func keep(
    _ paper: [UInt8], signed: Bool, of id: ContractID, in change: Change
  ) throws -> Digest {
    _ = try existing(id, in: change)
    let digest = try StoredBytes.keep(paper, in: change)
    try change.run(
      """
      INSERT INTO contract_papers (entry, contract, paper, signed)
      VALUES (\(change.entry), \(id), \(digest), \(signed))
      """)
    return digest
  }

  /// Records a step, and moves the contract to where it leads; a hand-over moves its request too.
  ///
  /// - Parameter isFromBefore: that the household has the device since before Rebond: its loan may be over by now.
  /// - Throws: ``LoansFailure/outOfOrder(_:after:)`` when it is dated before the step it follows, and
  ///   ``LoansFailure/requestCannot(_:_:at:)`` when the request has moved since the signature.
  @discardableResult
  public static func save(
    _ step: Contract.Step, isFromBefore: Bool = false, in change: Change
  ) throws -> Contract {
    let contract = try existing(step.contract, in: change)
    try change.mustNotPrecede(try step.previous ?? entry(of: contract.id, in: change))
    switch step.happening {
    case .handOver, .transfer(.some): if !isFromBefore { try contract.mustCover(change.act.day) }
    case .transfer(nil), .handOverMore, .takeBack, .lose, .cancel, .renew, .convert: break
    }
    let (reason, verb) = (step.happening.cancellation, step.happening.verb)
    try change.run(
      """
      INSERT INTO contract_steps (entry, contract, previous, verb, from_state, to_state, reason)
      VALUES (\(change.entry), \(contract.id), \(step.previous), \(verb), \(step.from), \(step.to), \(reason))
      """)
    var term = contract.term
    switch step.happening {
    case .handOver(let handOver), .transfer(let handOver?):
      let request = try contract.agreement.request.map { try RequestStore.existing($0, in: change).handedOver() }
      try save(handOver, of: contract.agreement.device, under: contract, in: change)
      try move(contract.id, to: step.to, in: change)
      if let request { try RequestStore.save(request, in: change) }
    case .handOverMore(let device, let handOver):
      if let handOver { try save(handOver, of: device, under: contract, in: change) }
      try move(contract.id, to: step.to, in: change)
    case .takeBack(let device, let takeBack, _):
      try save(takeBack, of: device, under: contract, in: change)
      try move(contract.id, to: step.to, in: change)
    case .lose(let device, _):
      try change.run(
        "INSERT INTO contract_losses (entry, contract, device) VALUES (\(change.entry), \(contract.id), \(device))")
      try move(contract.id, to: step.to, in: change)
    case .renew(let until):
      try change.run(
        """
        INSERT INTO contract_renewals (entry, contract, term) VALUES (\(change.entry), \(contract.id), \(until))
        """)
      term = until
      try move(contract.id, to: step.to, in: change)
    case .cancel, .transfer(nil), .convert:
      try move(contract.id, to: step.to, in: change)
    }
    return Contract(
      id: contract.id, agreement: contract.agreement, state: step.to, step: change.entry, term: term,
      held: try held(contract.agreement, of: contract.id, at: step.to, in: change))
  }

  private static func save(
    _ handOver: Contract.HandOver, of device: DeviceID, under contract: Contract, in change: Change
  ) throws {
    try change.run(
      """
      INSERT INTO handovers (entry, contract, device, place, collector)
      VALUES (\(change.entry), \(contract.id), \(device), \(handOver.place), \(handOver.collector))
      """)
  }

  private static func save(
    _ takeBack: Contract.TakeBack, of device: DeviceID, under contract: Contract, in change: Change
  ) throws {
    try change.run(
      """
      INSERT INTO take_backs (entry, contract, device, condition, reason, remark, signed, files)
      VALUES (\(change.entry), \(contract.id), \(device), \(takeBack.condition), \(takeBack.reason), \(takeBack.remark),
        \(takeBack.isSigned), \(takeBack.files))
      """)
    for accessory in takeBack.missing {
      try change.run(
        """
        INSERT INTO missing_accessories (entry, contract, position)
        SELECT \(change.entry), contract, position FROM contract_accessories
        WHERE contract = \(contract.id) AND name = \(accessory)
        """)
    }
  }

  private static func move(_ id: ContractID, to state: Contract.State, in change: Change) throws {
    try change.run("UPDATE contracts SET state = \(state), step = \(change.entry) WHERE id = \(id)")
  }

  static func entry(of id: ContractID, in reader: Reader) throws -> EntryID {
    guard let row = try reader.first("SELECT entry FROM contracts WHERE id = \(id)") else {
      throw LoansFailure.noContract(id)
    }
    return try row["entry"]
  }
}

extension Contract.Agreement {
  /// The structure that borrows.
  fileprivate var structure: StructureID? { if case .structure(let structure, _) = borrower { structure } else { nil } }
  fileprivate var use: Contract.Borrower.Use? { if case .structure(_, let use) = borrower { use } else { nil } }

  /// Refuses a household's contact among those who sign for them or with them.
  fileprivate func mustBeSignedByOthers(in reader: Reader) throws {
    guard let household, signature.representative != nil || !signature.joint.isEmpty else { return }
    try signature.mustNotName(HouseholdStore.existing(household, in: reader).profile.contactName)
  }
}

extension Contract {
  /// Refuses a hand-over on a day outside the loan.
  fileprivate func mustCover(_ day: Day) throws(LoansFailure) {
    let terms = agreement.terms
    guard terms.starts <= day, terms.term.map({ day <= $0 }) ?? true else {
      throw .handOverOutsideLoan(id, day, starts: terms.starts, term: terms.term)
    }
  }
}

extension Contract.State {
  /// The states in which a contract holds its device.
  static let open: [Contract.State] = [.signed, .handedOver]
  /// Those whose use came to its end.
  static let over: [Contract.State] = [.ended, .lost, .converted]
  /// The states of a contract that was granted, whatever became of the device.
  static let granted: [Contract.State] = open + [.ended, .lost, .transferred, .converted]
}

extension Contract.Happening {
  fileprivate var cancellation: Contract.Cancellation? {
    switch self {
    case .cancel(let reason): reason
    case .handOver, .handOverMore, .takeBack, .lose, .transfer, .renew, .convert: nil
    }
  }
}

extension Signature {
  fileprivate var instant: Instant? { if case .screen(let instant) = means { instant } else { nil } }
}
