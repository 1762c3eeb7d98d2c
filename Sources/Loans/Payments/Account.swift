import Kernel
import Storage

/// What the money of a contract is worked out of.
struct Account: Sendable {
  let contract: ContractID
  /// The household that pays; nothing when a structure is lent something.
  let household: HouseholdID?
  let schedule: Schedule
  let exempted: Money
  /// Rent or price received, refunds taken off.
  let paid: Money
  let deposit: Money

  /// How it stands on a day.
  func standing(through day: Day) -> Standing {
    Standing(dues: schedule.through(day), exempted: exempted, paid: paid, deposit: deposit)
  }

  /// The day from which something is owed unless more is paid; nothing when all that will ever fall due is covered.
  var unpaidFrom: Day? { schedule.first(beyond: exempted + paid)?.day }
}

extension PaymentStore {
  /// The account of a contract.
  ///
  /// - Throws: ``LoansFailure/noContract(_:)``.
  static func account(of id: ContractID, in reader: Reader) throws -> Account {
    guard let account = try accounts(of: "c.id = \(id)", in: reader).first else { throw LoansFailure.noContract(id) }
    return account
  }

  /// The accounts of some contracts, in the order of their numbers; read all at once, since lists of them are long.
  ///
  /// - Parameter contracts: which, as a condition over `c`.
  static func accounts(of contracts: SQL, in reader: Reader) throws -> [Account] {
    try reader.all(
      """
      SELECT c.id, c.household, c.kind, c.fee, c.pace, c.starts, c.state,
        \(ContractDates.term(of: "c")) AS term,
        CASE WHEN c.state IN (\(list: Contract.State.over))
          THEN (SELECT acts.day FROM acts WHERE acts.entry = c.step) END AS ended,
        (SELECT coalesce(sum(CASE WHEN p.purpose IN (\(list: [Payment.Purpose.rent, .price])) THEN p.cents
            WHEN p.purpose = \(Payment.Purpose.refund) THEN -p.cents ELSE 0 END), 0)
          FROM payments AS p WHERE p.contract = c.id AND \(SQL.stands("p.entry"))) AS paid,
        (SELECT coalesce(sum(CASE WHEN p.purpose = \(Payment.Purpose.deposit) THEN p.cents
            WHEN p.purpose IN (\(list: [Payment.Purpose.depositBack, .depositKept])) THEN -p.cents ELSE 0 END), 0)
          FROM payments AS p WHERE c.deposit > 0 AND p.contract = c.id AND \(SQL.stands("p.entry"))) AS deposit,
        (SELECT coalesce(sum(e.cents), 0) FROM exemptions AS e
          WHERE e.contract = c.id AND \(SQL.stands("e.entry"))) AS exempted,
        EXISTS (SELECT 1 FROM incidents AS i WHERE i.contract = c.id AND i.suspends = 1) AS suspended
      FROM contracts AS c WHERE \(contracts) ORDER BY c.id
      """
    ).map { row in
      let (id, isSuspended): (ContractID, Bool) = (try row["id"], try row["suspended"])
      return Account(
        contract: id, household: try row["household"],
        schedule: Schedule(
          charge: try charge(row, of: id, in: reader), starts: try row["starts"],
          last: [try row["term"], try row["ended"]].compactMap { (day: Day?) in day }.min() ?? .last,
          suspended: isSuspended ? try IncidentStore.suspensions(of: id, in: reader) : []),
        exempted: try row["exempted"], paid: try row["paid"], deposit: try row["deposit"])
    }
  }

  /// What is asked for under a contract that may be void by now.
  private static func charge(_ row: Row, of id: ContractID, in reader: Reader) throws -> ContractTerms.Charge {
    switch try row["state"] as Contract.State {
    case .cancelled, .annulled: .nothing
    case .signed, .handedOver, .ended, .lost, .transferred, .converted:
      try ContractStore.charge(row, of: id, in: reader)
    }
  }
}
