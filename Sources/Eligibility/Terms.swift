public import Kernel

/// What an eligible household is offered.
public struct Terms: Sendable, Hashable {
  /// The kinds of contract allowed.
  public let contracts: [ContractKind]
  /// How long the contract lasts, in months; nothing when it has no term.
  public let months: Int?
  /// How often a household may benefit; nothing when no limit is set.
  public let limit: Limit?
  /// How many households the programme can serve while its rules are in force; nothing when no bound is set.
  public let stock: Int?
  /// What follows when the contract has run its course, as a gift at the end of a training path; nothing when it just ends.
  public let then: Sequel?
  /// The codes of the funding lines that may pay, as `fsl`; empty when none is named.
  public let funding: [String]
  /// What is paid, and by whom, as the file lists it; nothing is asked where nothing is listed.
  let amounts: [Role: Amount]

  /// So many devices per household in so many years.
  public struct Limit: Sendable, Hashable {
    /// How many devices.
    public let perHousehold: Int
    /// In how many years.
    public let years: Int
  }

  /// What follows a contract.
  public struct Sequel: Sendable, Hashable {
    /// The kind of the contract that follows.
    public let contract: ContractKind
    /// On what condition, in words.
    public let text: Text
  }

  /// What an amount of the terms is for.
  public enum Role: String, Sendable, CaseIterable {
    /// What the household pays for the use, as 25 € a year.
    case contribution
    /// What the household pays for the device, when it is sold.
    case price
    /// What a funder pays: an amount, or a percentage of the price.
    case aid
  }

  /// An amount that may depend on conditions: the first choice whose condition is true gives it.
  struct Amount: Sendable, Hashable {
    let choices: [Choice]
    let measure: Measure

    struct Choice: Sendable, Hashable {
      /// All of them must be true; none for the choice that is left when no other fits.
      let conditions: [Condition]
      let formula: Formula
    }
  }
}

extension Terms {
  /// The operands of all amounts.
  var operands: [Operand] { amounts.values.flatMap(\.choices).flatMap(\.formula.operands) }

  /// The conditions of all amounts.
  var conditions: [Condition] { amounts.values.flatMap(\.choices).flatMap(\.conditions) }
}

/// What a household would pay or be helped with, as far as its facts tell.
public struct OfferedAmount: Sendable, Hashable {
  /// The whole number; nothing while a fact it depends on is unknown.
  public let number: Int?
  /// What it is counted in, as `EUR/year` or `percent`.
  public let measure: Measure

  /// The amount of money; nothing while it is unknown, or where it is a percentage.
  public var money: Money? {
    guard let number, let perEuro = measure.perEuro else { return nil }
    return Money(cents: Int64(number) * Int64(100 / perEuro))
  }
}

extension Decision {
  /// What the household would pay by the terms, as far as its facts tell; nothing when the terms ask for nothing.
  public var contribution: OfferedAmount? { amount(.contribution) }

  /// An amount of the terms for this household; nothing when the terms list none.
  public func amount(_ role: Terms.Role) -> OfferedAmount? {
    guard let amount = programme.terms?.amounts[role] else { return nil }
    return OfferedAmount(number: number(of: amount), measure: amount.measure)
  }

  /// The number of the first choice that fits; unknown as soon as it is not known whether one fits.
  private func number(of amount: Terms.Amount) -> Int? {
    for choice in amount.choices {
      switch choice.conditions.reduce(.true, { $0.and(rules.truth(of: $1, for: standings)) }) as Truth {
      case .false: continue
      case .unknown: return nil
      case .true:
        return rules.number(of: choice.formula, for: standings)
      }
    }
    return nil
  }
}
