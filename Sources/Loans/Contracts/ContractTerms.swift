public import Kernel

/// Under what terms a device leaves: lent, rented, sold or given, from when, until when, for how much.
///
/// No value of this type breaks a rule of its kind (``ContractRules``).
public struct ContractTerms: Sendable, Equatable {
  /// The kind of contract.
  public let kind: ContractKind
  /// What is paid.
  public let charge: Charge
  /// The first day of the use, or the day the device changes hands.
  public let starts: Day
  /// The last day of the use as first agreed; nothing when it runs until one side ends it (C. civ. art. 1888–1889), or for good.
  public let term: Day?
  /// What the household leaves in deposit and gets back: nothing unless somebody asked for it.
  public let deposit: Money
  /// The value the contract states, none unless somebody asked for it.
  public let statedValue: StatedValue?

  /// What is paid, and when.
  public enum Charge: Sendable, Equatable {
    case nothing
    /// So much at the start of each period.
    case rent(Money, every: Pace)
    /// The price, in one instalment or several.
    case price([Instalment])

    /// How much at a time, or in all for a price.
    public var amount: Money {
      switch self {
      case .nothing: .zero
      case .rent(let rent, _): rent
      case .price(let instalments): instalments.reduce(.zero) { $0 + $1.amount }
      }
    }

    /// How often a rent is due.
    public var pace: Pace? { if case .rent(_, let pace) = self { pace } else { nil } }
    /// The instalments of a price.
    public var instalments: [Instalment] { if case .price(let instalments) = self { instalments } else { [] } }
  }

  /// How often a rent is due.
  public enum Pace: String, Sendable, CaseIterable {
    /// Once, for the whole use.
    case once
    case month, year
  }

  /// A part of a price.
  public struct Instalment: Sendable, Equatable {
    /// The day it is due.
    public let due: Day
    public let amount: Money

    /// Makes an instalment.
    public init(_ amount: Money, due: Day) {
      self.due = due
      self.amount = amount
    }

    /// A price in equal parts, the odd cents with the first.
    public static func equal(_ price: Money, on days: [Day]) -> [Instalment] {
      let count = Int64(max(1, days.count))
      let part = price.cents / count
      return days.sorted().enumerated().map { index, day in
        Instalment(Money(cents: index == 0 ? price.cents - part * (count - 1) : part), due: day)
      }
    }
  }

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

  /// Makes the terms of a contract.
  ///
  /// - Throws: ``LoansFailure/feeOnLoan(_:)`` when a loan has a price (C. civ. art. 1876), ``ContractFailure`` for what else the kind does not allow, ``LoansFailure/termBeforeStart(_:starts:)``,
  ///   and ``LoansFailure/valueNotPositive(_:)``.
  public init(
    _ kind: ContractKind = .loan, charge: Charge = .nothing, starts: Day, term: Day?, deposit: Money = .zero,
    statedValue: StatedValue? = nil
  ) throws {
    let rules = ContractRules.of(kind)
    try ContractTerms.check(charge, of: kind, under: rules.charge, from: starts)
    if let term, rules.givesOwnership { throw ContractFailure.termOfOwnership(kind, term) }
    if let term, term <= starts { throw LoansFailure.termBeforeStart(term, starts: starts) }
    guard deposit >= .zero else { throw ContractFailure.amountBelowZero(deposit) }
    if rules.givesOwnership, deposit > .zero { throw ContractFailure.depositOfOwnership(kind, deposit) }
    if let statedValue {
      guard rules.mayStateValue else { throw ContractFailure.valueOutsideLoan(kind) }
      guard statedValue.amount > .zero else { throw LoansFailure.valueNotPositive(statedValue.amount) }
    }
    (self.kind, self.charge, self.starts, self.term) = (kind, charge, starts, term)
    (self.deposit, self.statedValue) = (deposit, statedValue)
  }

  private static func check(
    _ charge: Charge, of kind: ContractKind, under rule: ContractRules.Charge, from starts: Day
  ) throws {
    guard charge.amount >= .zero else { throw ContractFailure.amountBelowZero(charge.amount) }
    switch (rule, charge) {
    case (.nothing, .nothing): return
    case (.nothing, _):
      guard charge.amount > .zero else { return }
      if kind != .gift { throw LoansFailure.feeOnLoan(charge.amount) }
      throw ContractFailure.priceOfGift(charge.amount)
    case (.rent, .rent(let rent, _)):
      guard rent > .zero else { throw ContractFailure.rentNeeded }
    case (.rent, _): throw ContractFailure.rentNeeded
    case (.price, .price(let instalments)):
      guard instalments.allSatisfy({ $0.amount > .zero }), !instalments.isEmpty else {
        throw ContractFailure.priceNeeded
      }
      let last = starts.adding(days: ContractRules.daysOfInstalments)
      for instalment in instalments {
        guard instalment.due >= starts else {
          throw ContractFailure.instalmentBeforeSale(instalment.due, starts: starts)
        }
        guard instalment.due <= last else { throw ContractFailure.instalmentTooLate(instalment.due, last: last) }
      }
    case (.price, _): throw ContractFailure.priceNeeded
    }
  }
}
