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
    let standing = try standing(of: contract, through: contract.horizon(from: reader.act.day), in: reader)
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
    let owed = try standing(of: contract, through: contract.horizon(from: change.act.day), in: change).owed
    guard amount <= owed else { throw PaymentFailure.tooMuch(id, amount, remaining: owed) }
    try change.run(
      """
      INSERT INTO exemptions (entry, contract, cents, reason)
      VALUES (\(change.entry), \(id), \(amount), \(reason))
      """)
  }

  /// How the money of a contract stands on a day.
  public static func standing(of contract: Contract, through day: Day, in reader: Reader) throws -> Standing {
    let ended = try ContractStore.endDay(of: contract, in: reader)
    let dues = contract.dues(
      through: day, ended: ended, suspended: try IncidentStore.suspensions(of: contract.id, in: reader))
    let sums = try reader.first(
      """
      SELECT
        coalesce(sum(p.cents) FILTER (WHERE p.purpose IN (\(list: [Payment.Purpose.rent, .price]))), 0)
          - coalesce(sum(p.cents) FILTER (WHERE p.purpose = \(Payment.Purpose.refund)), 0) AS paid,
        coalesce(sum(p.cents) FILTER (WHERE p.purpose = \(Payment.Purpose.deposit)), 0)
          - coalesce(sum(p.cents) FILTER (WHERE p.purpose IN (\(list: [Payment.Purpose.depositBack, .depositKept]))), 0)
          AS deposit
      FROM payments AS p WHERE p.contract = \(contract.id) AND \(SQL.stands("p.entry"))
      """)
    let exempted = try reader.count(
      """
      SELECT coalesce(sum(e.cents), 0) AS n FROM exemptions AS e
      WHERE e.contract = \(contract.id) AND \(SQL.stands("e.entry"))
      """)
    return Standing(
      dues: dues, exempted: Money(cents: Int64(exempted)), paid: try sums?["paid"] ?? .zero,
      deposit: try sums?["deposit"] ?? .zero)
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

  /// The contracts under which something is owed on a day, in the order of their numbers; of one household, or of all.
  ///
  /// Most contracts are paid: whose payments cover the most that could have fallen due is passed over by that sum alone.
  public static func owing(
    on day: Day, of household: HouseholdID? = nil, in reader: Reader
  ) throws -> [(contract: Contract, standing: Standing)] {
    let only: SQL = if let household { "AND c.household = \(household)" } else { "" }
    return try reader.all(
      """
      SELECT c.id FROM contracts AS c
      LEFT JOIN (SELECT p.contract, sum(p.cents) AS cents FROM payments AS p
        WHERE p.purpose IN (\(list: [Payment.Purpose.rent, .price])) AND NOT EXISTS (SELECT 1 FROM corrections
          WHERE corrections.corrected = p.entry) GROUP BY p.contract) AS paid ON paid.contract = c.id
      WHERE c.fee > 0 AND c.state IN (\(list: Contract.State.granted)) AND c.starts <= \(day) \(only)
        AND (\(mostDue("c", by: day)) > coalesce(paid.cents, 0)
          OR EXISTS (SELECT 1 FROM payments AS b WHERE b.contract = c.id AND b.purpose = \(Payment.Purpose.refund)))
      ORDER BY c.id
      """
    ).compactMap { row in
      let contract = try ContractStore.existing(try row["id"], in: reader)
      let standing = try standing(of: contract, through: day, in: reader)
      return standing.owed > .zero ? (contract, standing) : nil
    }
  }

  /// The most that can have fallen due under a contract by a day, whatever ended or suspended it.
  private static func mostDue(_ contract: SQL, by day: Day) -> SQL {
    let (year, month, _) = day.parts
    let months: SQL = """
      (\(year * 12 + month) - CAST(substr(\(contract).starts, 1, 4) AS INTEGER) * 12
        - CAST(substr(\(contract).starts, 6, 2) AS INTEGER))
      """
    return """
      \(contract).fee * CASE \(contract).pace WHEN \(ContractTerms.Pace.month) THEN \(months) + 1
        WHEN \(ContractTerms.Pace.year) THEN \(months) / 12 + 1 ELSE 1 END
      """
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
