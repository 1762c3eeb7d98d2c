public import Kernel

extension Device {
  /// Taken into the workshop; a received device only.
  public func takenIntoWorkshop() throws(InventoryFailure) -> Movement {
    try moved(by: .startRefurbishment, to: .inRefurbishment)
  }

  /// Released under a verdict kept as the proof of that entry; a device in the workshop only.
  ///
  /// - Parameter proof: the entry under which ``ReadinessProof`` is kept, that of the release itself.
  public func released(with proof: ReadinessProof) throws(InventoryFailure) -> Movement {
    guard proof.device == id, proof.round == round, !proof.isFromBefore else { throw .proofOfAnother(code) }
    return try moved(by: .release, to: .ready(proof: proof.entry))
  }

  /// Whether a device may be released at all, whatever the verdict.
  ///
  /// - Throws: ``InventoryFailure/wrongState(_:is:verb:)`` when it is not in the workshop.
  public func requireInWorkshop() throws(InventoryFailure) {
    guard state == .inRefurbishment else { throw refusal(of: .release) }
  }

  /// Taken back into the workshop, in the same round: its last user is the same; a ready device only, and its verdict is void.
  public func reopened() throws(InventoryFailure) -> Movement {
    try moved(by: .reopen, to: .inRefurbishment)
  }

  /// Kept for a request; a ready device only, so nobody else can have it.
  public func reserved(for request: RequestID) throws(InventoryFailure) -> Movement {
    try reserved(for: .request(request))
  }

  /// Promised by a signed contract, beside its other devices; a ready device only, so nobody else can have it.
  public func promised(by contract: ContractID) throws(InventoryFailure) -> Movement {
    try reserved(for: .contract(contract))
  }

  /// Whether a contract may promise the device.
  ///
  /// - Throws: ``InventoryFailure/wrongState(_:is:verb:)`` when it is not ready.
  public func requireReadyToPromise() throws(InventoryFailure) {
    guard case .ready = state else { throw refusal(of: .reserve) }
  }

  private func reserved(for reservation: Reservation) throws(InventoryFailure) -> Movement {
    guard case .ready(let proof) = state else { throw refusal(of: .reserve) }
    return try moved(by: .reserve, to: .reserved(proof: proof, for: reservation))
  }

  /// Free again for other requests.
  public func reservationCancelled() throws(InventoryFailure) -> Movement {
    guard case .reserved(let proof, _) = state else { throw refusal(of: .cancelReservation) }
    return try moved(by: .cancelReservation, to: .ready(proof: proof))
  }

  /// Handed over under the contract of the request it was kept for.
  public func handedOver(under contract: ContractID, for request: RequestID) throws(InventoryFailure) -> Movement {
    try handedOver(under: contract, on: .kept(for: request))
  }

  /// Handed over under a contract, on the claim the household has to it: kept for its request, or promised by the contract.
  public func handedOver(under contract: ContractID, on claim: Claim) throws(InventoryFailure) -> Movement {
    guard case .reserved = state else { throw refusal(of: .handOver) }
    return try moved(by: .handOver, to: .out(proof: proof(of: claim, for: .handOver), under: contract))
  }

  /// With a household since before Rebond, under the contract by which that loan goes on here.
  ///
  /// Only a device of a stock taken in from a list, as it came in: what Rebond saw coming in leaves through the gate.
  /// - Parameter proof: what is kept in the place of a verdict, ``ReadinessProof/beforeRebond(_:entry:list:)``.
  public func lentBefore(under contract: ContractID, by proof: ReadinessProof) throws(InventoryFailure) -> Movement {
    guard proof.device == id, proof.round == round, proof.isFromBefore else { throw .proofOfAnother(code) }
    guard round == 1 else { throw refusal(of: .lentBefore) }
    return try moved(by: .lentBefore, to: .out(proof: proof.entry, under: contract))
  }

  /// Come in for repair, still its user's: what it holds is to be kept.
  public func broughtIn() throws(InventoryFailure) -> Movement {
    guard case .out(let proof, let contract) = state else { throw refusal(of: .bringIn) }
    return try moved(by: .bringIn, to: .inRepair(proof: proof, under: contract))
  }

  /// Handed back under the contract it came in under, and under no other.
  public func handedBack() throws(InventoryFailure) -> Movement {
    guard case .inRepair(let proof, let contract) = state else { throw refusal(of: .handBack) }
    return try moved(by: .handBack, to: .out(proof: proof, under: contract))
  }

  /// Come back for good: behind the gate again, in its next round.
  public func takenBack() throws(InventoryFailure) -> Movement {
    try moved(by: .takeBack, to: .received)
  }

  /// Given away for good; a ready device only, so that no medium leaves unclean.
  public func givenAway() throws(InventoryFailure) -> Movement {
    guard case .ready(let proof) = state else { throw refusal(of: .give) }
    return try moved(by: .give, to: .given(proof: proof))
  }

  /// Taken apart for its parts; a device in the workshop only.
  public func harvested() throws(InventoryFailure) -> Movement {
    try moved(by: .harvest, to: .harvested)
  }

  /// Handed to whoever recycles it: at once when it came in, from the workshop, or once its parts were taken.
  public func recycled() throws(InventoryFailure) -> Movement {
    try moved(by: .recycle, to: .recycled)
  }

  /// Sold for good; a ready device only, so that no medium leaves unclean.
  public func sold() throws(InventoryFailure) -> Movement {
    guard case .ready(let proof) = state else { throw refusal(of: .sell) }
    return try moved(by: .sell, to: .sold(proof: proof))
  }

  /// What gives a household a claim on a device: it is kept for its request or its contract, or in its hands under one.
  public enum Claim: Sendable, Equatable {
    case kept(for: RequestID)
    case promised(by: ContractID)
    case held(under: ContractID)
  }

  /// Its household's for good, under a contract of gift.
  public func givenByContract(on claim: Claim) throws(InventoryFailure) -> Movement {
    try moved(by: .giveByContract, to: .given(proof: proof(of: claim, for: .giveByContract)))
  }

  /// Its household's for good, under a contract of sale.
  public func soldByContract(on claim: Claim) throws(InventoryFailure) -> Movement {
    try moved(by: .sellByContract, to: .sold(proof: proof(of: claim, for: .sellByContract)))
  }

  private func proof(of claim: Claim, for verb: Movement.Verb) throws(InventoryFailure) -> EntryID {
    switch (state, claim) {
    case (.reserved(let proof, let holder), .kept(let request)) where holder == .request(request): return proof
    case (.reserved(let proof, let holder), .promised(let contract)) where holder == .contract(contract): return proof
    case (.out(let proof, let own), .held(let contract)) where own == contract: return proof
    case (.reserved, _), (.out, _): throw .reservedForAnother(code)
    default: throw refusal(of: verb)
    }
  }

  /// Given back to whoever owns or gave it: at once when it came in, from the workshop, or from the stock.
  public func givenBack() throws(InventoryFailure) -> Movement {
    try moved(by: .giveBack, to: .returned)
  }

  /// Nowhere to be found, from the chain's own hands or a household's; a device kept for a request is freed first.
  public func lost() throws(InventoryFailure) -> Movement {
    try moved(by: .lose, to: .lost)
  }

  /// Found after it was lost: behind the gate, in its next round, since nobody knows in whose hands it was.
  public func found() throws(InventoryFailure) -> Movement {
    try moved(by: .find, to: .received)
  }

  /// Donated once more after it left the chain to somebody: behind the gate, in its next round, under the code it always had.
  public func donatedAgain() throws(InventoryFailure) -> Movement {
    try moved(by: .donateAgain, to: .received)
  }

  private func moved(by verb: Movement.Verb, to state: State) throws(InventoryFailure) -> Movement {
    guard verb.transition.from.contains(self.state.name) else { throw refusal(of: verb) }
    return Movement(verb: verb, round: round + (verb.opensRound ? 1 : 0), state: state)
  }

  private func refusal(of verb: Movement.Verb) -> InventoryFailure {
    .wrongState(code, is: state.name, verb: verb)
  }
}
