import Inventory
public import Kernel
public import Loans
import Storage

extension Chain {
  /// Lends a solidarity SIM card to a household, with the device of a contract or by itself; the stock has one less, where SIM
  /// cards are counted.
  ///
  /// - Parameter number: the number printed on the card, as people write it.
  /// - Throws: ``LentSIMFailure``, ``InventoryFailure/simNumber(_:)``, ``InventoryFailure/simElsewhere(_:)``,
  ///   ``InventoryFailure/stockShort(_:left:)``, ``LoansFailure/noHousehold(_:)``, ``LoansFailure/noContract(_:)``.
  public func lend(
    sim number: String, to household: HouseholdID, with contract: ContractID? = nil, until day: Day? = nil, as act: Act
  ) throws -> LentSIMID {
    let number = number.filter { !$0.isWhitespace }
    return try database.write(Action.lendSIM, act) { change in
      change.concerns(.household(household))
      try KitStore.requireFree(sim: number, in: change)
      let id = try LentSIMStore.lend(number, to: household, with: contract, until: day, in: change)
      change.note("sim", .id(id))
      if let contract { change.note("contract", .id(contract)) }
      try KitStore.move(.sim, by: -1, in: change)
      return id
    }
  }

  /// Ends the loan of a SIM card; one that came back is in the stock again, where SIM cards are counted.
  ///
  /// - Returns: whose it was.
  /// - Throws: ``LentSIMFailure``, ``LoansFailure/outOfOrder(_:after:)``.
  public func end(sim id: LentSIMID, _ outcome: LentSIM.Outcome, as act: Act) throws -> HouseholdID {
    try database.write(Action.endSIM, act) { change in
      let sim = try LentSIMStore.end(id, outcome, in: change)
      change.concerns(.household(sim.household))
      change.note("sim", .id(id))
      change.note("outcome", .word(outcome))
      if outcome == .returned { try KitStore.move(.sim, by: 1, in: change) }
      return sim.household
    }
  }

  /// The SIM cards lent, oldest first, to one household or to all; those that ended too.
  ///
  /// - Throws: ``LoansFailure/noHousehold(_:)``.
  public func sims(of household: HouseholdID? = nil, by person: Actor) throws -> [LentSIM] {
    try database.consult(AccessOperation.listSIMs, by: person.id, at: clock.now) { reader in
      guard let household else {
        let sims = try LentSIMStore.all(in: reader)
        for holder in Set(sims.filter { $0.number != nil }.map(\.household)) { reader.sees(.household(holder)) }
        return sims
      }
      _ = try HouseholdStore.existing(household, in: reader)
      reader.sees(.household(household))
      return try LentSIMStore.all(of: household, in: reader)
    }
  }

  /// The SIM cards that went with the devices of a contract and are still with the household.
  public func simsOut(under contract: ContractID) throws -> [LentSIMID] {
    try database.read { reader in
      try LentSIMStore.all(under: contract, in: reader).filter { $0.end == nil }.map(\.id)
    }
  }
}
