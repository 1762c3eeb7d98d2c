public import Kernel
public import Storage

/// The days by which contracts are looked for, kept beside what they are worked out of.
///
/// - `back_by`: the last day of a loan whose device is out, renewals counted.
/// - `unpaid_from`: the earliest due that is not covered, be it to come.
/// - `kept_from`: the day from which the term of a contract's papers counts, while they are kept.
///
/// An empty day was not worked out yet, and comes before every day: whoever looks for what is late finds its contract too, and
/// asks again of what was recorded.
public enum ContractDates {
  /// Works out the days of the contracts that an act touched.
  static let upkeep = Upkeep { keeper in
    let touched: [ContractID] = try keeper.all("SELECT contract FROM contract_dates WHERE unpaid_from = ''").map {
      try $0["contract"]
    }
    // Mostly none, or one; after an import, thousands.
    guard !touched.isEmpty else { return }
    let accounts = try PaymentStore.accounts(of: "c.fee > 0 AND \(areEmpty)", in: keeper)
    try keeper.run(
      """
      UPDATE contract_dates SET back_by = w.back_by, unpaid_from = NULL, kept_from = w.kept_from
      FROM (\(worked(where: areEmpty))) AS w WHERE contract_dates.contract = w.id
      """)
    for account in accounts {
      guard let day = account.unpaidFrom else { continue }
      try keeper.run("UPDATE contract_dates SET unpaid_from = \(day) WHERE contract = \(account.contract)")
    }
  }

  /// The contracts whose days are not what was recorded gives: a hand outside Rebond changed them.
  public static func faults(in reader: Reader) throws -> [ContractID] {
    let unpaid = try Dictionary(
      uniqueKeysWithValues: PaymentStore.accounts(of: "c.fee > 0", in: reader).map { ($0.contract, $0.unpaidFrom) })
    return try reader.all(
      """
      SELECT w.id, d.unpaid_from, d.contract IS NOT NULL AND d.back_by IS NOT DISTINCT FROM w.back_by
        AND d.kept_from IS NOT DISTINCT FROM w.kept_from AS same
      FROM (\(worked(where: "TRUE"))) AS w LEFT JOIN contract_dates AS d ON d.contract = w.id
      WHERE d.contract IS NULL OR NOT (d.unpaid_from IS NOT DISTINCT FROM '' AND d.back_by IS NOT DISTINCT FROM ''
        AND d.kept_from IS NOT DISTINCT FROM '') ORDER BY w.id
      """
    ).compactMap { row in
      // As a text: beside days a hand may have left an empty one.
      let (id, from, same): (ContractID, String?, Bool) = (try row["id"], try row["unpaid_from"], try row["same"])
      return same && from == (unpaid[id] ?? nil)?.description ? nil : id
    }
  }

  private static let areEmpty: SQL = "c.id IN (SELECT e.contract FROM contract_dates AS e WHERE e.unpaid_from = '')"

  /// The days that what was recorded gives, money apart.
  private static func worked(where contracts: SQL) -> SQL {
    """
    SELECT c.id, CASE WHEN c.state = \(Contract.State.handedOver) THEN \(term(of: "c")) END AS back_by,
      CASE WHEN c.state NOT IN (\(list: Contract.State.open)) AND \(PaperForgetting.hasPapers("c"))
        THEN (SELECT acts.day FROM acts WHERE acts.entry = coalesce(c.step, c.entry)) END AS kept_from
    FROM contracts AS c WHERE \(contracts)
    """
  }

  /// The last day of a contract, renewals counted.
  static func term(of contract: SQL) -> SQL {
    """
    coalesce((SELECT r.term FROM contract_renewals AS r WHERE r.contract = \(contract).id AND \(SQL.stands("r.entry"))
      ORDER BY r.entry DESC LIMIT 1), \(contract).term)
    """
  }
}
