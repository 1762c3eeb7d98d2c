public import Kernel

/// What the rules of money refuse.
public enum PaymentFailure: Failure, Equatable {
  case noPayment(PaymentID)
  case notPositive(Money)
  /// A contract of that kind asks for no such money.
  case notAskedFor(ContractID, Payment.Purpose, ContractKind)
  case noDepositAgreed(ContractID)
  /// A contract that was given up or annulled takes no money.
  case contractVoid(ContractID, Contract.State)
  /// More than the whole contract still asks for.
  case tooMuch(ContractID, Money, remaining: Money)
  /// More than the household has in deposit, or than was agreed.
  case depositBeyond(ContractID, Money, possible: Money)
  /// More than was paid in.
  case refundBeyond(ContractID, Money, paid: Money)
  /// Money that moves has a form, and money that does not has none.
  case meansNeeded(Payment.Purpose)
  case meansOfNothing(Payment.Purpose)
  /// The receipt of a payment that was annulled is not given out.
  case receiptAnnulled(PaymentID)

  public var exitCode: ExitCode {
    switch self {
    case .noPayment: .noInput
    case .notPositive: .badData
    case .meansNeeded, .meansOfNothing: .usage
    case .notAskedFor, .noDepositAgreed, .contractVoid, .tooMuch, .depositBeyond, .refundBeyond, .receiptAnnulled:
      .refused
    }
  }
}
