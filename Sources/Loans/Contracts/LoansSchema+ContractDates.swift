import Storage

extension LoansSchema {
  /// The days by which contracts are looked for, worked out of what was recorded and kept beside it: what is late, unpaid or kept
  /// too long is read from a few rows, not from all there ever were.
  ///
  /// Triggers empty the days of a contract when something they were worked out of changes; ``ContractDates`` works them out.
  static let contractDates = """
    CREATE TABLE contract_dates (
      contract INTEGER PRIMARY KEY REFERENCES contracts (id),
      back_by TEXT CHECK (back_by = '' OR \(Schema.isDay("back_by"))),
      unpaid_from TEXT CHECK (unpaid_from = '' OR \(Schema.isDay("unpaid_from"))),
      kept_from TEXT CHECK (kept_from = '' OR \(Schema.isDay("kept_from")))
    ) STRICT;
    CREATE INDEX contract_dates_back ON contract_dates (back_by) WHERE back_by IS NOT NULL;
    CREATE INDEX contract_dates_unpaid ON contract_dates (unpaid_from) WHERE unpaid_from IS NOT NULL;
    CREATE INDEX contract_dates_kept ON contract_dates (kept_from) WHERE kept_from IS NOT NULL;
    CREATE TRIGGER contracts_have_dates AFTER INSERT ON contracts
    BEGIN INSERT INTO contract_dates (contract, back_by, unpaid_from, kept_from) VALUES (NEW.id, '', '', ''); END;
    \(emptiesDates("contracts", after: "UPDATE OF state, step", of: "SELECT NEW.id"))
    \(["payments", "exemptions", "contract_renewals", "contract_instalments", "contract_papers", "incidents"].map {
      emptiesDates($0, after: "INSERT", of: "SELECT NEW.contract")
    }.joined())
    \(emptiesDates(
      "incident_ends", after: "INSERT", of: "SELECT i.contract FROM incidents AS i WHERE i.id = NEW.incident"))
    \(emptiesDates(
      "forgettings", after: "INSERT",
      of: "SELECT CAST(substr(NEW.subject, 8) AS INTEGER) WHERE substr(NEW.subject, 1, 7) = 'papers:'"))
    \(emptiesDates(
      "corrections", after: "INSERT",
      of: (["payments", "exemptions", "contract_steps", "incidents", "contract_papers"].map {
        "SELECT r.contract FROM \($0) AS r WHERE r.entry = NEW.corrected"
      } + [
        "SELECT c.id FROM contracts AS c WHERE c.entry = NEW.corrected",
        """
        SELECT i.contract FROM incident_ends AS e JOIN incidents AS i ON i.id = e.incident WHERE e.entry = NEW.corrected
        """,
      ]).joined(separator: " UNION ALL ")))

    """

  private static func emptiesDates(_ table: String, after event: String, of contracts: String) -> String {
    """
    CREATE TRIGGER \(table)_empties_dates AFTER \(event) ON \(table)
    BEGIN
      UPDATE contract_dates SET back_by = '', unpaid_from = '', kept_from = '' WHERE contract IN (\(contracts));
    END;

    """
  }
}
