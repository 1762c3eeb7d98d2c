import Directory
import Inventory
public import Kernel
public import Loans
import Storage

/// Who is lent something without a request.
public enum BorrowerWish: Sendable {
  /// A structure, by name or number; where it uses what it is lent, and who answers for it there, by name or number.
  case structure(String, at: String?, contact: String?)
  /// A household at the counter, and why whoever signs lends it something.
  case household(HouseholdID, because: String)
}

/// One contract with a structure, in a list.
public struct StructureLoan: Sendable {
  public let contract: Contract
  public let borrower: String
  public let place: String?
  public let devices: [AssetCode]
}

extension Chain {
  /// Records a signed contract without a request: with a structure, or a short loan to a household that whoever signs decides
  /// at the counter. Its devices are promised by it from then on.
  ///
  /// - Parameters:
  ///   - codes: the devices, at least one.
  ///   - lender: the structure that lends, by name or number: the devices' owner or its named agent.
  ///   - ends: on a day or after months; a structure may have no term.
  ///   - checked: whoever writes has read the reason again: it tells nothing about health.
  /// - Throws: ``ContractFailure/notForStructure(_:)``, ``ContractFailure/notAtCounter(_:term:)``,
  ///   ``ContractFailure/reasonNeeded``, ``InventoryFailure/wrongState(_:is:verb:)`` for a device that is not ready,
  ///   ``InventoryFailure/notTheirs(_:)``, ``FollowUpFailure/mayTellOfHealth(word:)``.
  public func lend(
    _ code: AssetCode, and codes: [AssetCode] = [], to borrower: BorrowerWish, by lender: String, starts: Day,
    ends: LoanEnd, accessories: [String], _ wish: ContractWish, checked: Bool = false, as act: Act
  ) throws -> Contract {
    if case .household(_, let reason) = borrower { try HealthWords.check(reason, readAgain: checked) }
    let signature = try wish.signing.signature()
    return try database.write(Action.signContract, act) { change in
      let lender = try DirectoryStore.structure(lender, in: change).id
      let device = try DeviceStore.device(code, in: change)
      try device.requireReadyToPromise()
      let term: Day? =
        switch ends {
        case .on(let day): day
        case .afterMonths(let months): starts.adding(months: months).adding(days: -1)
        case .asProgrammeSays: nil
        }
      let agreement = try Contract.agreement(
        with: self.borrower(borrower, in: change), about: device.id, lender: lender,
        terms: ContractTerms(
          wish.kind, starts: starts, term: term, deposit: wish.deposit, statedValue: wish.statedValue),
        accessories: accessories + (wish.withKits ? kits(of: device.id, and: codes, in: change) : []),
        signature: signature)
      try requireRight(of: lender, to: agreement, as: nil, in: change)
      try device.requireCleanMedia(in: change)
      let contract = try ContractStore.sign(agreement, in: change)
      note(contract, in: change)
      try DeviceStore.move(device, by: device.promised(by: contract.id), in: change)
      for other in codes { try join(other, to: contract, in: change) }
      return try ContractStore.existing(contract.id, in: change)
    }
  }

  /// The contracts with structures that run, oldest first.
  ///
  /// - Parameter structure: those of one structure alone, by name or number.
  public func structureLoans(of structure: String? = nil) throws -> [StructureLoan] {
    try database.read { reader in
      let only = try structure.map { try DirectoryStore.structure($0, in: reader).id }
      return try ContractStore.withStructures(only, in: reader).compactMap { contract in
        guard case .structure(let borrower, let use) = contract.agreement.borrower else { return nil }
        return StructureLoan(
          contract: contract, borrower: try structureName(borrower, in: reader) ?? "?",
          place: try use.place.flatMap { try DirectoryStore.place($0, in: reader)?.name },
          devices: try contract.held.map { try device($0, of: contract.id, in: reader).code })
      }
    }
  }

  /// Who borrows, as screens and papers name them.
  func borrower(of contract: Contract, in reader: Reader) throws -> ContractBorrower {
    switch contract.agreement.borrower {
    case .household(let household, _): return .household(try HouseholdStore.existing(household, in: reader))
    case .structure(let structure, let use):
      guard let partner = try DirectoryStore.structure(structure, in: reader) else {
        throw LoansFailure.noContract(contract.id)
      }
      return .structure(
        partner, place: try use.place.flatMap { try DirectoryStore.place($0, in: reader)?.name },
        contact: try use.contact.flatMap { try DirectoryStore.person($0, in: reader)?.name })
    }
  }

  private func borrower(_ wish: BorrowerWish, in reader: Reader) throws -> Contract.Borrower {
    switch wish {
    case .structure(let structure, let place, let contact):
      return .structure(
        try DirectoryStore.structure(structure, in: reader).id,
        Contract.Borrower.Use(
          at: try place.map { try DirectoryStore.place($0, in: reader).id },
          contact: try contact.map { try DirectoryStore.person($0, in: reader).id }))
    case .household(let household, let reason):
      return .household(try HouseholdStore.existing(household, in: reader).id, .counter(because: reason))
    }
  }
}
