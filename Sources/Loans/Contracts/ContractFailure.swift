public import Kernel

/// What the law of contracts, or what was agreed, refuses.
public enum ContractFailure: Failure, Equatable {
  case amountBelowZero(Money)
  case priceOfGift(Money)
  /// A rental without a rent is a loan.
  case rentNeeded
  /// A sale without a price is a gift.
  case priceNeeded
  case instalmentBeforeSale(Day, starts: Day)
  /// An instalment after the days within which a sale is no credit.
  case instalmentTooLate(Day, last: Day)
  /// What is sold or given has no last day.
  case termOfOwnership(ContractKind, Day)
  /// What is sold or given comes back never, and so no deposit does.
  case depositOfOwnership(ContractKind, Money)
  case valueOutsideLoan(ContractKind)
  case representativeNeeded(Signature.Capacity)
  /// Somebody represents a person who signs alone.
  case representativeOfNobody(String)
  case emptySigner
  case signerTwice(String)
  /// The borrower is named to sign in their own place.
  case representsOneself(String)
  /// The borrower is named among those who borrow with them.
  case jointWithOneself(String)
  /// A contract that follows another makes the household an owner.
  case followsOnlyAsOwner(ContractKind)
  case nothingToRenew(ContractID)
  case renewalNotLater(ContractID, Day, term: Day)
  /// Renewed on that day already, and nobody says until when it is to last now.
  case renewedThatDay(ContractID, Day, term: Day)
  /// An option that means something for other kinds of contract only.
  case optionOfOtherKind(String, ContractKind)
  /// Several devices under a kind of contract that takes one.
  case oneDeviceOnly(ContractKind)
  /// The contract does not hold the device that is named.
  case notUnderContract(ContractID)
  /// Nothing joins a contract that was signed, but in exchange for a device that is out under it.
  case signedAlready(ContractID)
  /// A kind of contract that no structure signs as the borrower.
  case notForStructure(ContractKind)
  /// Without a request a household has a short loan, and nothing else.
  case notAtCounter(ContractKind, term: Day?)
  /// Who decides at the counter says why.
  case reasonNeeded
  /// Another contract holds the device.
  case deviceHeld(by: ContractID)
  /// What is done with a household's contract alone, of a contract without a request.
  case withoutRequest(ContractID)
  /// The contract holds several devices, and the one that is meant is not named.
  case whichDevice(ContractID)

  public var exitCode: ExitCode {
    switch self {
    case .amountBelowZero, .emptySigner, .signerTwice, .reasonNeeded: .badData
    case .optionOfOtherKind, .whichDevice: .usage
    case .priceOfGift, .rentNeeded, .priceNeeded, .instalmentBeforeSale, .instalmentTooLate, .termOfOwnership,
      .depositOfOwnership, .valueOutsideLoan, .representativeNeeded, .representativeOfNobody, .representsOneself,
      .jointWithOneself, .followsOnlyAsOwner,
      .nothingToRenew, .renewalNotLater, .renewedThatDay, .notForStructure, .notAtCounter, .deviceHeld, .withoutRequest,
      .oneDeviceOnly, .notUnderContract, .signedAlready:
      .refused
    }
  }
}
