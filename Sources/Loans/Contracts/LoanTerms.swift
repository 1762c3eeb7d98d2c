public import Kernel

/// Under what terms a device is lent: free, from a day on, until another or without a term.
///
/// *Prêt à usage*, Code civil art. 1875 to 1891. There is no value of this type that costs the household anything.
public struct LoanTerms: Sendable, Equatable {
  /// The first day of the loan.
  public let starts: Day
  /// The last day of the loan; nothing when it runs until one side ends it (C. civ. art. 1888–1889).
  public let term: Day?
  /// The value the contract states, none unless somebody asked for it.
  public let statedValue: StatedValue?

  /// A value printed in the contract, and who bears a loss by accident: without that clause a stated value alone would
  /// shift the loss to the borrower (C. civ. art. 1883).
  public struct StatedValue: Sendable, Equatable {
    /// The value.
    public let amount: Money
    /// Who bears a loss by accident.
    public let accidentalLossFallsOn: Side

    /// Makes a stated value.
    public init(_ amount: Money, accidentalLossFallsOn side: Side) {
      self.amount = amount
      accidentalLossFallsOn = side
    }
  }

  /// A side of the contract.
  public enum Side: String, Sendable, CaseIterable {
    case lender, borrower
  }

  /// Makes the terms of a loan.
  ///
  /// - Parameters:
  ///   - kind: the kind of contract wanted; only the free loan is offered so far.
  ///   - fee: what the household would pay.
  /// - Throws: ``LoansFailure/notOfferedYet(_:)`` for another kind, ``LoansFailure/feeOnLoan(_:)`` when a loan has a price
  ///   (C. civ. art. 1876), ``LoansFailure/termBeforeStart(_:starts:)``, and ``LoansFailure/valueNotPositive(_:)``.
  public init(
    _ kind: ContractKind = .loan, fee: Money = .zero, starts: Day, term: Day?, statedValue: StatedValue? = nil
  ) throws(LoansFailure) {
    guard kind == .loan else { throw .notOfferedYet(kind) }
    guard fee == .zero else { throw .feeOnLoan(fee) }
    if let term, term <= starts { throw .termBeforeStart(term, starts: starts) }
    if let statedValue, statedValue.amount <= .zero { throw .valueNotPositive(statedValue.amount) }
    self.starts = starts
    self.term = term
    self.statedValue = statedValue
  }
}
