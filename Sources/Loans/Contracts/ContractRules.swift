public import Kernel

/// What a contract of one kind may say: one row of the table of kinds.
///
/// The guards of the schema are made of the same rows.
public struct ContractRules: Sendable, Equatable {
  /// What is paid, if anything.
  public let charge: Charge
  /// Whether the device becomes the household's: then nothing comes back, and nothing is left in deposit.
  public let givesOwnership: Bool
  /// Whether the contract may state what the device is worth: with a clause about its loss (C. civ. art. 1883), where it is lent.
  public let mayStateValue: Bool
  /// Whether several devices may go under one contract: each thing that is sold has its own price, and its own ceiling.
  public let mayCoverSeveral: Bool
  /// Who may sign it as the borrower.
  public let signers: [Signer]

  /// A side that borrows, rents, buys or is given.
  public enum Signer: String, Sendable, CaseIterable {
    case household, structure
  }

  /// What may be paid under a contract.
  public enum Charge: String, Sendable, CaseIterable {
    /// Nothing: a price would make it another contract.
    case nothing
    /// Something at the start of each period of use.
    case rent
    /// The price of the thing, at once or in instalments.
    case price
  }
}

extension ContractRules {
  /// After how many days, at the latest, the instalments of a sale end: beyond, it would be a consumer credit.
  public static let daysOfInstalments = 50

  /// After how many days, at the latest, a loan that nobody asked for in a request ends: it is a short one.
  public static let daysOfShortLoan = 92

  /// The rules of a kind; a purchase option is in none of them: what follows a rental is a contract of its own.
  public static func of(_ kind: ContractKind) -> ContractRules {
    switch kind {
    // C. civ. art. 1875 and 1876: a loan for use is free.
    case .loan:
      ContractRules(
        charge: .nothing, givesOwnership: false, mayStateValue: true, mayCoverSeveral: true,
        signers: [.household, .structure])
    case .rental:
      ContractRules(
        charge: .rent, givesOwnership: false, mayStateValue: false, mayCoverSeveral: true, signers: [.household])
    case .sale:
      ContractRules(
        charge: .price, givesOwnership: true, mayStateValue: false, mayCoverSeveral: false, signers: [.household])
    case .gift:
      ContractRules(
        charge: .nothing, givesOwnership: true, mayStateValue: false, mayCoverSeveral: true, signers: [.household])
    // A loan for use too, to a structure that lets its public use what it is lent.
    case .freeAccess:
      ContractRules(
        charge: .nothing, givesOwnership: false, mayStateValue: true, mayCoverSeveral: true, signers: [.structure])
    }
  }

  /// The kinds a borrower of some sort may sign.
  public static func kinds(signedBy signer: Signer) -> [ContractKind] { kinds { $0.signers.contains(signer) } }

  static func kinds(where holds: (ContractRules) -> Bool) -> [ContractKind] {
    ContractKind.allCases.filter { holds(of($0)) }
  }
}
