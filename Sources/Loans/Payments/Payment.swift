public import Kernel

/// Money that changed hands under a contract; its number is that of its receipt, and receipts are numbered without gaps.
public struct Payment: Sendable, Equatable, Identifiable {
  /// Its number, shown as `P-000012`; one annulled keeps its own.
  public let id: PaymentID
  /// The contract it was made under.
  public let contract: ContractID
  /// What for.
  public let purpose: Purpose
  /// How much, above zero.
  public let amount: Money
  /// In what form; nothing when no money moved.
  public let means: Means?
  /// The day, after corrections.
  public let day: Day
  /// Whether it was recorded by mistake and set right.
  public let isAnnulled: Bool

  /// What money changes hands for; each says which side has it then.
  public enum Purpose: String, Sendable, CaseIterable {
    case rent, price
    /// Left in deposit by the household.
    case deposit
    /// The deposit, or a part of it, given back.
    case depositBack = "deposit-back"
    /// The deposit, or a part of it, kept by the lender for what the clauses say.
    case depositKept = "deposit-kept"
    /// What was paid and is not due after all, given back.
    case refund
  }

  /// In what form money changes hands.
  public enum Means: String, Sendable, CaseIterable {
    case cash, cheque, transfer, card
    case other
  }
}

/// The number of a payment and of its receipt.
public typealias PaymentID = ID<Subject.Payment>

extension Subject {
  /// A payment, for its number.
  public enum Payment {}
}

extension Subject.Payment: Numbered {
  public static var letter: Character { "P" }
  public static var noun: Text { Text(fr: "un paiement", en: "a payment") }
}

/// An account of a contract: what it holds is counted in cents and always adds up.
public enum LedgerAccount: String, Sendable, CaseIterable {
  /// What the household owes.
  case owed
  /// What the lender's till took in.
  case till
  /// What the lender keeps for the household.
  case deposits
  /// What the lender earned.
  case earned
}

extension Payment.Purpose {
  /// From which account to which the amount goes: every move takes from one what it adds to another, so the sum is always zero.
  public var move: (from: LedgerAccount, to: LedgerAccount) {
    switch self {
    case .rent, .price: (.owed, .till)
    case .deposit: (.deposits, .till)
    case .depositBack: (.till, .deposits)
    case .depositKept: (.earned, .deposits)
    case .refund: (.till, .owed)
    }
  }

  /// Whether the household hands the money over.
  public var isReceived: Bool { move.to == .till }
  /// Whether it is about the deposit.
  public var concernsDeposit: Bool { move.from == .deposits || move.to == .deposits }
  /// Whether money moves at all.
  public var movesMoney: Bool { move.from == .till || move.to == .till }

  /// What the money was for.
  public var text: Text {
    switch self {
    case .rent: Text(fr: "loyer", en: "rent")
    case .price: Text(fr: "prix", en: "price")
    case .deposit: Text(fr: "dépôt reçu", en: "deposit received")
    case .depositBack: Text(fr: "dépôt rendu", en: "deposit given back")
    case .depositKept: Text(fr: "dépôt gardé", en: "deposit kept")
    case .refund: Text(fr: "remboursement", en: "refund")
    }
  }
}

extension Payment.Means {
  /// The form in words.
  public var text: Text {
    switch self {
    case .cash: Text(fr: "espèces", en: "cash")
    case .cheque: Text(fr: "chèque", en: "cheque")
    case .transfer: Text(fr: "virement", en: "transfer")
    case .card: Text(fr: "carte", en: "card")
    case .other: Text(fr: "autre", en: "other")
    }
  }
}
