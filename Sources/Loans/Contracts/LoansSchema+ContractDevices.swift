import Kernel
import Storage

extension LoansSchema {
  /// The devices of a contract besides the one it was signed for, and those that were lost under it.
  static let contractDevices = """
    CREATE TABLE contract_devices (
      \(Schema.entryColumn) PRIMARY KEY,
      contract INTEGER NOT NULL REFERENCES contracts (id),
      device INTEGER NOT NULL REFERENCES devices (id),
      instead_of INTEGER REFERENCES devices (id),
      CHECK (instead_of <> device)
    ) STRICT;
    CREATE INDEX contract_devices_by_contract ON contract_devices (contract, entry);
    CREATE INDEX contract_devices_by_device ON contract_devices (device);
    \(Schema.appendOnly("contract_devices", key: ["entry"]))
    CREATE TABLE contract_losses (
      entry INTEGER PRIMARY KEY REFERENCES contract_steps (entry),
      contract INTEGER NOT NULL REFERENCES contracts (id),
      device INTEGER NOT NULL REFERENCES devices (id)
    ) STRICT;
    CREATE INDEX contract_losses_by_contract ON contract_losses (contract);
    \(Schema.appendOnly("contract_losses", key: ["entry"]))

    """

  /// That a device came back under a contract, or was lost, since an entry; the words name columns.
  static func isBack(_ device: String, under contract: String, since entry: String) -> String {
    let ways = ["take_backs", "contract_losses"].map { table in
      """
      EXISTS (SELECT 1 FROM \(table) AS back WHERE back.contract = \(contract) AND back.device = \(device)
          AND back.entry > \(entry) AND NOT \(Schema.annulled("back.entry")))
      """
    }
    return "(\(ways.joined(separator: " OR ")))"
  }

  /// That an open contract holds a device now: it was signed for it or took it in, and the device did not come back.
  ///
  /// - Parameter condition: which contracts, over `o`.
  static func isHeld(_ device: String, where condition: String) -> String {
    """
    (EXISTS (SELECT 1 FROM contracts AS o WHERE o.device = \(device) AND o.state IN (\(Schema.words(Contract.State.open)))
          AND \(condition) AND NOT \(isBack("o.device", under: "o.id", since: "o.entry")))
        OR EXISTS (SELECT 1 FROM contract_devices AS d JOIN contracts AS o ON o.id = d.contract
          WHERE d.device = \(device) AND o.state IN (\(Schema.words(Contract.State.open))) AND \(condition)
          AND NOT \(Schema.annulled("d.entry")) AND NOT \(isBack("d.device", under: "o.id", since: "d.entry"))))
    """
  }

  /// That a device belongs, or belonged, to a contract.
  static func isOf(_ contract: String, device: String) -> String {
    """
    (EXISTS (SELECT 1 FROM contracts AS own WHERE own.id = \(contract) AND own.device = \(device))
        OR EXISTS (SELECT 1 FROM contract_devices AS own WHERE own.contract = \(contract) AND own.device = \(device)
          AND NOT \(Schema.annulled("own.entry"))))
    """
  }

  /// That the borrower has a device under a contract.
  static func isOut(_ device: String, under contract: String) -> String {
    """
    EXISTS (SELECT 1 FROM handovers AS h WHERE h.contract = \(contract) AND h.device = \(device)
          AND NOT \(Schema.annulled("h.entry")) AND NOT \(isBack(device, under: contract, since: "h.entry")))
    """
  }

  /// That the contract of the row has a device left for which a condition holds.
  private static func holdsOne(_ condition: (_ device: String) -> String) -> String {
    """
    (NOT \(isBack("NEW.device", under: "NEW.id", since: "NEW.entry")) AND \(condition("NEW.device"))
          OR EXISTS (SELECT 1 FROM contract_devices AS n WHERE n.contract = NEW.id AND NOT \(Schema.annulled("n.entry"))
            AND NOT \(isBack("n.device", under: "NEW.id", since: "n.entry")) AND \(condition("n.device"))))
    """
  }

  /// What holds several devices and their contract together.
  static let contractDeviceGuards: String =
    Schema.refuse(
      "contracts_one_open", on: "contracts", rowsChange: true,
      when: """
        NEW.state IN (\(Schema.words(Contract.State.open))) AND \(holdsOne { isHeld($0, where: "o.id <> NEW.id") })
        """,
      message: "contracts: un autre contrat tient déjà cet appareil")
    + Schema.refuse(
      "contracts_end_with_the_last", on: "contracts", rowsChange: true,
      when: "NEW.state IN ('ended', 'lost') AND \(holdsOne { _ in "TRUE" })",
      message: "contracts: un contrat finit quand son dernier appareil est rendu ou perdu")
    + Schema.refuse(
      "contracts_lost_with_loss", on: "contracts", rowsChange: true,
      when: """
        NEW.state = 'lost' AND NOT EXISTS (SELECT 1 FROM contract_losses AS l
          WHERE l.entry = NEW.step AND l.contract = NEW.id)
        """,
      message: "contracts: il manque l''appareil perdu")
    + Schema.refuse(
      "contracts_steps_name_devices", on: "contracts", rowsChange: true,
      when: """
        EXISTS (SELECT 1 FROM contract_steps AS s WHERE s.entry = NEW.step AND CASE s.verb
          WHEN 'take-back-part' THEN NOT EXISTS (SELECT 1 FROM take_backs AS t WHERE t.entry = s.entry)
          WHEN 'lose-part' THEN NOT EXISTS (SELECT 1 FROM contract_losses AS l WHERE l.entry = s.entry)
          WHEN 'hand-over-more' THEN NEW.follows IS NULL
            AND NOT EXISTS (SELECT 1 FROM handovers AS h WHERE h.entry = s.entry)
          ELSE FALSE END)
        """,
      message: "contracts: il manque l''appareil remis, rendu ou perdu")
    + Schema.refuse(
      "contract_devices_are_free", on: "contract_devices",
      when: """
        \(isHeld("NEW.device", where: "TRUE"))
          OR EXISTS (SELECT 1 FROM requests AS r WHERE r.device = NEW.device AND r.state = 'allocated')
        """,
      message: "contract_devices: un contrat ou une demande tient déjà cet appareil")
    + Schema.refuse(
      "contract_devices_join_in_time", on: "contract_devices",
      // The journal's row is written when the act ends: once it is there, the contract is signed.
      when: """
        NOT EXISTS (SELECT 1 FROM contracts AS c WHERE c.id = NEW.contract AND CASE WHEN NEW.instead_of IS NULL
          THEN c.state = 'signed' AND NOT EXISTS (SELECT 1 FROM journal WHERE journal.sequence = c.entry)
          ELSE c.state = 'handed-over' AND \(isHeld("NEW.instead_of", where: "o.id = NEW.contract")) END)
        """,
      message: "contract_devices: rien ne rejoint un contrat signé, sinon en échange de ce qu''il tient")
    + Schema.refuse(
      "contract_devices_of_kind", on: "contract_devices",
      when: """
        NOT EXISTS (SELECT 1 FROM contracts AS c WHERE c.id = NEW.contract
          AND \(Schema.isOne("c.kind", of: ContractRules.kinds(where: \.mayCoverSeveral))))
        """,
      message: "contract_devices: ce contrat porte sur un seul appareil")
    + Schema.refuse(
      "handovers_of_what_waits", on: "handovers",
      when: """
        NOT \(isOf("NEW.contract", device: "NEW.device")) OR \(isOut("NEW.device", under: "NEW.contract"))
        """,
      message: "handovers: cet appareil n''est pas à remettre sous ce contrat")
    + ["take_backs", "contract_losses"].map { table in
      Schema.refuse(
        "\(table)_of_what_is_out", on: table, when: "NOT \(isOut("NEW.device", under: "NEW.contract"))",
        message: "\(table): cet appareil n''est pas remis sous ce contrat")
    }.joined()
}
