public import Kernel
public import Storage

extension Payment.Purpose: SQLConvertible {}
extension Payment.Means: SQLConvertible {}

/// Keeps the money of contracts: what was received, given back, and let off.
public enum PaymentStore {
  /// Records money that changed hands, under the next receipt's number.
  ///
  /// - Throws: ``PaymentFailure``, and ``LoansFailure/outOfOrder(_:after:)`` when it is dated before the signature.
  public static func record(
    _ amount: Money, for purpose: Payment.Purpose, by means: Payment.Means?, under id: ContractID, in change: Change
  ) throws -> Payment {
    let contract = try ContractStore.existing(id, in: change)
    try change.mustNotPrecede(try ContractStore.entry(of: id, in: change))
    try check(amount, for: purpose, by: means, under: contract, in: change)
    let number = try change.count("SELECT coalesce(max(id), 0) + 1 AS n FROM payments")
    let payment: PaymentID = try change.insert(
      """
      INSERT INTO payments (id, contract, purpose, cents, means, entry)
      VALUES (\(number), \(id), \(purpose), \(amount), \(means), \(change.entry))
      """)
    return Payment(
      id: payment, contract: id, purpose: purpose, amount: amount, means: means, day: change.act.day,
      isAnnulled: false)
  }

  private static func check(
    _ amount: Money, for purpose: Payment.Purpose, by means: Payment.Means?, under contract: Contract,
    in reader: Change
  ) throws {
    let (id, terms) = (contract.id, contract.agreement.terms)
    guard amount > .zero else { throw PaymentFailure.notPositive(amount) }
    guard purpose.movesMoney == (means != nil) else {
      throw purpose.movesMoney ? PaymentFailure.meansNeeded(purpose) : PaymentFailure.meansOfNothing(purpose)
    }
    if purpose.isReceived, contract.state == .cancelled || contract.state == .annulled {
      throw PaymentFailure.contractVoid(id, contract.state)
    }
    let standing = try standing(of: id, through: contract.horizon(from: reader.act.day), in: reader)
    switch purpose {
    case .deposit, .depositBack, .depositKept:
      guard terms.deposit > .zero else { throw PaymentFailure.noDepositAgreed(id) }
      let possible = purpose == .deposit ? terms.deposit - standing.deposit : standing.deposit
      guard amount <= possible else { throw PaymentFailure.depositBeyond(id, amount, possible: possible) }
    case .refund:
      guard terms.charge != .nothing else { throw PaymentFailure.notAskedFor(id, purpose, terms.kind) }
      guard amount <= standing.paid else { throw PaymentFailure.refundBeyond(id, amount, paid: standing.paid) }
    case .rent, .price:
      let charge = ContractRules.of(terms.kind).charge
      guard charge == (purpose == .rent ? .rent : .price) else {
        throw PaymentFailure.notAskedFor(id, purpose, terms.kind)
      }
      guard amount <= standing.owed else { throw PaymentFailure.tooMuch(id, amount, remaining: standing.owed) }
    }
  }

  /// Lets a household off a part of what it owes.
  ///
  /// - Throws: ``PaymentFailure``, ``LoansFailure/emptyReason``, and ``LoansFailure/outOfOrder(_:after:)``.
  public static func exempt(_ amount: Money, because reason: String, under id: ContractID, in change: Change) throws {
    let contract = try ContractStore.existing(id, in: change)
    try change.mustNotPrecede(try ContractStore.entry(of: id, in: change))
    guard amount > .zero else { throw PaymentFailure.notPositive(amount) }
    guard let reason = reason.trimmed else { throw LoansFailure.emptyReason }
    let terms = contract.agreement.terms
    guard terms.charge != .nothing else {
      throw PaymentFailure.notAskedFor(id, terms.kind == .sale ? .price : .rent, terms.kind)
    }
    let owed = try standing(of: id, through: contract.horizon(from: change.act.day), in: change).owed
    guard amount <= owed else { throw PaymentFailure.tooMuch(id, amount, remaining: owed) }
    try change.run(
      """
      INSERT INTO exemptions (entry, contract, cents, reason)
      VALUES (\(change.entry), \(id), \(amount), \(reason))
      """)
  }

  /// How the money of a contract stands on a day.
  ///
  /// - Throws: ``LoansFailure/noContract(_:)``.
  public static func standing(of id: ContractID, through day: Day, in reader: Reader) throws -> Standing {
    try account(of: id, in: reader).standing(through: day)
  }

  /// The payments of a contract, in the order of their numbers, those annulled too.
  public static func all(of contract: ContractID, in reader: Reader) throws -> [Payment] {
    try reader.all("\(columns) WHERE p.contract = \(contract) ORDER BY p.id").map(payment)
  }

  /// A payment.
  ///
  /// - Throws: ``PaymentFailure/noPayment(_:)``.
  public static func existing(_ id: PaymentID, in reader: Reader) throws -> Payment {
    guard let row = try reader.first("\(columns) WHERE p.id = \(id)") else { throw PaymentFailure.noPayment(id) }
    return try payment(row)
  }

  /// A contract under which something is owed.
  public struct Owing: Sendable {
    public let contract: ContractID
    /// Who owes it.
    public let household: HouseholdID
    public let standing: Standing
  }

  /// The contracts under which households owe something on a day, in the order of their numbers; of one household, or of all.
  ///
  /// Nobody is asked to pay for what was not handed over yet.
  public static func owing(on day: Day, of household: HouseholdID? = nil, in reader: Reader) throws -> [Owing] {
    let whose: SQL = if let household { "c.household = \(household)" } else { "c.household IS NOT NULL" }
    return try accounts(
      of: """
          c.id IN (SELECT d.contract FROM contract_dates AS d WHERE d.unpaid_from <= \(day)) AND \(whose)
          AND c.state <> \(Contract.State.signed)
        """, in: reader
    ).compactMap { account in
      let standing = account.standing(through: day)
      guard let household = account.household, standing.owed > .zero else { return nil }
      return Owing(contract: account.contract, household: household, standing: standing)
    }
  }

  /// What does not add up, by contract: more given back than received, or a number that is missing; nothing when all is well.
  public static func faults(in reader: Reader) throws -> (contracts: [ContractID], gaps: Int) {
    let unbalanced: [ContractID] = try reader.all(
      """
      SELECT p.contract FROM payments AS p WHERE \(SQL.stands("p.entry")) GROUP BY p.contract
      HAVING coalesce(sum(p.cents) FILTER (WHERE p.purpose = 'deposit'), 0)
          < coalesce(sum(p.cents) FILTER (WHERE p.purpose IN ('deposit-back', 'deposit-kept')), 0)
        OR coalesce(sum(p.cents) FILTER (WHERE p.purpose IN ('rent', 'price')), 0)
          < coalesce(sum(p.cents) FILTER (WHERE p.purpose = 'refund'), 0)
      ORDER BY p.contract
      """
    ).map { try $0["contract"] }
    let gaps = try reader.count("SELECT coalesce(max(id), 0) - count(*) AS n FROM payments")
    return (unbalanced, gaps)
  }

  private static let columns: SQL = """
    SELECT p.id, p.contract, p.purpose, p.cents, p.means, acts.day, acts.annulled FROM payments AS p
    JOIN acts ON acts.entry = p.entry
    """

  private static func payment(_ row: Row) throws -> Payment {
    Payment(
      id: try row["id"], contract: try row["contract"], purpose: try row["purpose"], amount: try row["cents"],
      means: try row["means"], day: try row["day"], isAnnulled: try row["annulled"])
  }
}

extension Contract {
  /// Up to what day money is taken in advance: to the end of what was agreed or, where no end was, for a year.
  fileprivate func horizon(from day: Day) -> Day {
    term == nil && agreement.terms.charge.pace != nil ? day.adding(months: 12) : .last
  }
}
