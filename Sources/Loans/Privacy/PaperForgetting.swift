public import Kernel
public import Storage

/// The papers of contracts that are over, as printed and as signed: at their term their bytes go, and their hashes stay.
public enum PaperForgetting {
  /// The papers of a contract that is over, kept still.
  public struct Kept: Sendable, Equatable {
    public let contract: ContractID
    /// The day of the act that ended the contract.
    public let ended: Day
    /// Whether money went with the contract: its papers prove the ledger too (C. com. art. L. 123-22).
    public let isOfLedger: Bool
    /// Whether a funder's money was spent on it: its papers prove where that went.
    public let isOfFunder: Bool

    /// Every class the papers are of.
    public var classes: [RetentionClass] {
      [.signedPapers] + (isOfLedger ? [.ledger] : []) + (isOfFunder ? [.fundersProof] : [])
    }
  }

  /// The contracts that ended by the end of a day and whose papers are kept still, in their order; or one of them.
  public static func kept(of id: ContractID? = nil, endedBy day: Day, in reader: Reader) throws -> [Kept] {
    let only: SQL =
      if let id { "c.id = \(id)" } else {
        "c.id IN (SELECT d.contract FROM contract_dates AS d WHERE d.kept_from <= \(day))"
      }
    return try reader.all(
      """
      SELECT c.id, acts.day AS ended, CASE WHEN c.fee > 0 OR c.deposit > 0 THEN 1 ELSE 0 END AS paid,
        CASE WHEN EXISTS (SELECT 1 FROM funding_moves AS f WHERE f.request = c.request AND \(SQL.stands("f.entry")))
          THEN 1 ELSE 0 END AS funded
      FROM contracts AS c JOIN acts ON acts.entry = coalesce(c.step, c.entry)
      WHERE \(only) AND c.state NOT IN (\(list: Contract.State.open)) AND acts.day <= \(day) AND \(hasPapers("c"))
      ORDER BY c.id
      """
    ).map { row in
      Kept(contract: try row["id"], ended: try row["ended"], isOfLedger: try row["paid"], isOfFunder: try row["funded"])
    }
  }

  /// The contracts of a household whose papers are kept still, be the rest of its file forgotten or not.
  public static func contracts(of household: HouseholdID, in reader: Reader) throws -> [ContractID] {
    try reader.all(
      "SELECT c.id FROM contracts AS c WHERE c.household = \(household) AND \(hasPapers("c")) ORDER BY c.id"
    ).map { try $0["id"] }
  }

  /// Forgets the papers of a contract, as one act.
  ///
  /// - Parameter others: the bytes that something else keeps: they stay, and go with the last that keeps them.
  public static func forget(_ id: ContractID, sparing others: Set<Digest>, in change: Change) throws {
    let papers = try own(of: id, in: change).filter { digest in
      try !others.contains(digest) && StoredBytes.erased(digest, in: change) == nil
    }
    try Forgotten.begin(with: [.papers(id)], in: change)
    try StoredBytes.erase(papers, in: change)
  }

  /// The bytes of the papers of a contract that are of no other contract whose papers are kept still.
  public static func own(of id: ContractID, in reader: Reader) throws -> [Digest] {
    try reader.all(
      """
      SELECT DISTINCT p.paper FROM contract_papers AS p WHERE p.contract = \(id)
        AND NOT EXISTS (SELECT 1 FROM contract_papers AS o WHERE o.paper = p.paper AND o.contract <> p.contract
          AND NOT \(areForgotten("o")))
      ORDER BY p.paper
      """
    ).map { try $0["paper"] }
  }

  /// Each paper of a contract, the latest first, with the day it was kept and the day its bytes were erased.
  public static func papers(
    of id: ContractID, in reader: Reader
  ) throws -> [(paper: Digest, isSigned: Bool, day: Day, erased: Day?)] {
    try reader.all(
      """
      SELECT p.paper, p.signed, acts.day FROM contract_papers AS p JOIN acts ON acts.entry = p.entry
      WHERE p.contract = \(id) AND acts.annulled = 0 ORDER BY p.entry DESC
      """
    ).map { row in
      let paper: Digest = try row["paper"]
      return (paper, try row["signed"], try row["day"], try StoredBytes.erased(paper, in: reader))
    }
  }

  /// Whether papers of a contract are kept still.
  static func hasPapers(_ contract: SQL) -> SQL {
    "EXISTS (SELECT 1 FROM contract_papers AS p WHERE p.contract = \(contract).id AND NOT \(areForgotten("p")))"
  }

  /// Whether the papers of a row's contract were forgotten after the row was made.
  private static func areForgotten(_ row: SQL) -> SQL {
    """
    EXISTS (SELECT 1 FROM forgettings WHERE forgettings.subject = 'papers:' || \(row).contract
      AND forgettings.entry > \(row).entry)
    """
  }
}
