public import Kernel
public import Storage

/// The programme a loan from before Rebond was made under, where the list it came from says it.
///
/// Its request was granted by the rules of the taking over, which are nobody's programme; what it counts for, and what its
/// household still has to learn, are told by this one.
public enum EarlierProgrammeStore {
  /// The name of the rules by which loans from before Rebond go on.
  public static let rules = "avant-rebond"

  /// Records under which programme a loan from before was made.
  public static func save(_ programme: String, of contract: ContractID, in change: Change) throws {
    try change.run(
      "INSERT INTO earlier_programmes (entry, contract, programme) VALUES (\(change.entry), \(contract), \(programme))")
  }

  /// Under which programme a loan from before was made; nothing when nobody says, or it is not from before.
  public static func programme(of contract: ContractID, in reader: Reader) throws -> String? {
    try reader.first(
      """
      SELECT programme FROM earlier_programmes WHERE contract = \(contract) AND \(SQL.stands("earlier_programmes.entry"))
      """
    ).map { try $0["programme"] }
  }
}

extension LoansSchema {
  /// The programmes of loans from before Rebond.
  static let earlierProgrammes = """
    CREATE TABLE earlier_programmes (
      \(Schema.entryColumn) PRIMARY KEY,
      contract INTEGER NOT NULL REFERENCES contracts (id),
      programme TEXT NOT NULL CHECK (programme <> '')
    ) STRICT;
    CREATE INDEX earlier_programmes_by_contract ON earlier_programmes (contract);
    \(Schema.appendOnly("earlier_programmes", key: ["entry"]))
    \(Schema.refuse(
      "earlier_programmes_of_earlier_loans", on: "earlier_programmes",
      when: """
        NOT EXISTS (SELECT 1 FROM contracts AS c JOIN requests AS r ON r.id = c.request
          JOIN decisions AS d ON d.id = r.decision AND d.programme = '\(EarlierProgrammeStore.rules)'
          WHERE c.id = NEW.contract)
        """,
      message: "earlier_programmes: ce contrat n''est pas d''avant Rebond"))

    """

  /// That a contract is from before Rebond, and not said to be of another programme than one.
  static func isFromBefore(_ contract: String, decidedUnder decided: String, notUnder programme: String) -> String {
    """
    (\(decided) = '\(EarlierProgrammeStore.rules)' AND NOT EXISTS (SELECT 1 FROM earlier_programmes AS told
        WHERE told.contract = \(contract) AND told.programme <> \(programme) AND NOT \(Schema.annulled("told.entry"))))
    """
  }
}
