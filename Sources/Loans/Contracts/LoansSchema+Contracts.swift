import Kernel
import Storage

extension LoansSchema {
  static let contractLife = Lifecycle(
    table: "contracts", steps: "contract_steps", subject: "contract", first: Contract.State.signed.rawValue,
    void: Contract.State.annulled.rawValue, moves: Contract.moves, carried: [],
    fixed: [
      "request", "household", "device", "lender", "kind", "fee", "starts", "term", "stated_value",
      "accidental_loss",
    ])

  /// An open contract holds its device; `C. civ.` is the Code civil.
  static let contracts = """
    CREATE TABLE contracts (
      id INTEGER PRIMARY KEY,
      request INTEGER NOT NULL REFERENCES requests (id),
      household INTEGER NOT NULL REFERENCES households (id),
      device INTEGER NOT NULL REFERENCES devices (id),
      lender INTEGER NOT NULL REFERENCES structures (id),
      kind TEXT NOT NULL CHECK (\(word("kind", ContractKind.self))),
      fee INTEGER NOT NULL CHECK (fee >= 0),
      starts TEXT NOT NULL CHECK (\(Schema.isDay("starts"))),
      term TEXT CHECK (\(Schema.isDay("term"))),
      stated_value INTEGER CHECK (stated_value > 0),
      accidental_loss TEXT CHECK (\(word("accidental_loss", LoanTerms.Side.self))),
      \(contractLife.rowColumns),
      CHECK (term > starts)
    ) STRICT;
    CREATE UNIQUE INDEX contracts_one_open_for_a_device ON contracts (device)
      WHERE state IN ('signed', 'handed-over');
    CREATE INDEX contracts_by_household ON contracts (household);
    CREATE INDEX contracts_by_request ON contracts (request);
    CREATE INDEX contracts_by_entry ON contracts (entry);
    CREATE TABLE contract_accessories (
      contract INTEGER NOT NULL REFERENCES contracts (id),
      position INTEGER NOT NULL CHECK (position >= 1),
      name TEXT NOT NULL CHECK (trim(name) <> ''),
      PRIMARY KEY (contract, position)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX contract_accessories_once ON contract_accessories (contract, name);
    \(Schema.appendOnly(
      "contract_accessories", key: ["contract", "position"], unique: [["contract", "name"]]))
    CREATE TABLE contract_steps (
      \(contractLife.stepColumns),
      reason TEXT CHECK (\(word("reason", Contract.Cancellation.self))),
      CHECK ((reason IS NOT NULL) = (verb = 'cancel'))
    ) STRICT;
    CREATE INDEX contract_steps_by_contract ON contract_steps (contract, entry);
    CREATE TABLE handovers (
      entry INTEGER PRIMARY KEY REFERENCES contract_steps (entry),
      contract INTEGER NOT NULL REFERENCES contracts (id),
      place INTEGER REFERENCES places (id)
    ) STRICT;
    CREATE INDEX handovers_by_contract ON handovers (contract);
    \(Schema.appendOnly("handovers", key: ["entry"]))
    CREATE TABLE take_backs (
      entry INTEGER PRIMARY KEY REFERENCES contract_steps (entry),
      contract INTEGER NOT NULL REFERENCES contracts (id),
      condition TEXT NOT NULL CHECK (\(word("condition", Contract.TakeBack.Condition.self))),
      reason TEXT NOT NULL CHECK (\(word("reason", Contract.TakeBack.Reason.self))),
      remark TEXT CHECK (trim(remark) <> '')
    ) STRICT;
    CREATE INDEX take_backs_by_contract ON take_backs (contract);
    \(Schema.appendOnly(
      "take_backs", key: ["entry"],
      forgetting: .words(
        ["remark": .null], keeping: ["entry", "contract", "condition", "reason"], of: "'contract:' || OLD.contract")))
    CREATE TABLE missing_accessories (
      entry INTEGER NOT NULL REFERENCES take_backs (entry),
      position INTEGER NOT NULL,
      contract INTEGER NOT NULL,
      PRIMARY KEY (entry, position),
      FOREIGN KEY (contract, position) REFERENCES contract_accessories (contract, position)
    ) STRICT, WITHOUT ROWID;
    \(Schema.appendOnly("missing_accessories", key: ["entry", "position"]))
    \(contractLife.guards)
    \(terms)
    \(rights)

    """

  private static let terms =
    Schema.refuse(
      "contracts_loan_is_free", on: "contracts", rowsChange: true, when: "NEW.kind = 'loan' AND NEW.fee <> 0",
      message: "contracts: un prêt à usage est gratuit (C. civ. art. 1876)")
    + Schema.refuse(
      "contracts_kinds_offered", on: "contracts", rowsChange: true, when: "NEW.kind <> 'loan'",
      message: "contracts: seul le prêt à usage est proposé")
    + Schema.refuse(
      "contracts_value_with_clause", on: "contracts", rowsChange: true,
      when: "(NEW.stated_value IS NULL) <> (NEW.accidental_loss IS NULL)",
      message: "contracts: une valeur indiquée demande une clause de perte (C. civ. art. 1883)")
    + Schema.refuse(
      "contract_accessories_before_signature", on: "contract_accessories",
      // The journal's row is written when the act ends: once it is there, the contract is signed.
      when: """
        EXISTS (SELECT 1 FROM contracts AS c JOIN journal ON journal.sequence = c.entry WHERE c.id = NEW.contract)
        """,
      message: "contract_accessories: rien ne change dans un contrat signé")

  private static let rights =
    Schema.refuse(
      "contracts_one_open", on: "contracts", rowsChange: true,
      when: """
        NEW.state IN ('signed', 'handed-over') AND EXISTS (SELECT 1 FROM contracts AS c
          WHERE c.device = NEW.device AND c.id <> NEW.id AND c.state IN ('signed', 'handed-over'))
        """,
      message: "contracts: un autre contrat tient déjà cet appareil")
    + Schema.refuse(
      "contracts_for_allocated_device", on: "contracts", rowsChange: true,
      when: """
        NEW.state = 'signed' AND NOT EXISTS (SELECT 1 FROM requests AS r WHERE r.id = NEW.request
          AND r.state = 'allocated' AND r.device = NEW.device AND r.household = NEW.household)
        """,
      message: "contracts: cet appareil n''est pas attribué à cette demande de ce foyer")
    + Schema.refuse(
      "contracts_by_right", on: "contracts", rowsChange: true,
      when: """
        NEW.state IN ('signed', 'handed-over') AND NOT EXISTS (SELECT 1 FROM requests AS r
          JOIN decisions AS d ON d.id = r.decision WHERE r.id = NEW.request AND d.request = r.id
          AND \(answer(of: "d")) = 'eligible' AND NOT \(annulled("d.entry")))
        """,
      message: "contracts: il faut une décision favorable sur la demande")
    + Schema.refuse(
      "contracts_within_limit", on: "contracts", rowsChange: true,
      when: """
        NEW.state IN ('signed', 'handed-over') AND EXISTS (SELECT 1 FROM requests AS r
          JOIN decisions AS d ON d.id = r.decision
          JOIN programmes AS p ON p.id = d.programme AND p.version = d.version
          WHERE r.id = NEW.request AND p.per_household <= (SELECT count(*) FROM contracts AS c
            JOIN requests AS o ON o.id = c.request JOIN decisions AS e ON e.id = o.decision
            WHERE c.household = NEW.household AND c.id <> NEW.id AND e.programme = d.programme
              AND c.state IN (\(Schema.words(Contract.State.granted)))
              AND NEW.starts < \(years("p.every_years", after: "c.starts"))
              AND c.starts < \(years("p.every_years", after: "NEW.starts"))))
        """,
      message: "contracts: ce foyer a déjà eu ce que son programme accorde")
    + Schema.refuse(
      "contracts_handed_over_with_proof", on: "contracts", rowsChange: true,
      when: """
        NEW.state = 'handed-over' AND NOT EXISTS (SELECT 1 FROM handovers AS h
          JOIN requests AS r ON r.id = NEW.request AND r.device = NEW.device
          WHERE h.entry = NEW.step AND h.contract = NEW.id AND r.state IN ('allocated', 'handed-over'))
        """,
      message: "contracts: il manque la remise de l''appareil attribué")
    + Schema.refuse(
      "contracts_ended_with_return", on: "contracts", rowsChange: true,
      when: """
        NEW.state = 'ended' AND NOT EXISTS (SELECT 1 FROM take_backs AS t
          JOIN requests AS r ON r.id = NEW.request AND r.state = 'handed-over'
          WHERE t.entry = NEW.step AND t.contract = NEW.id)
        """,
      message: "contracts: il manque le retour d''un appareil remis")
    + step("handovers", verb: Contract.Verb.handOver, called: "une remise")
    + step("take_backs", verb: Contract.Verb.takeBack, called: "un retour")
    + Schema.refuse(
      "missing_accessories_of_contract", on: "missing_accessories",
      when: """
        NOT EXISTS (SELECT 1 FROM take_backs AS t WHERE t.entry = NEW.entry AND t.contract = NEW.contract)
        """,
      message: "missing_accessories: cet accessoire est celui d''un autre contrat")

  /// A day so many years later, to be compared with others; 29 February counts as the 28th.
  private static func years(_ number: String, after day: String) -> String {
    "(CAST(substr(\(day), 1, 4) AS INTEGER) + \(number)) || replace(substr(\(day), 5), '-02-29', '-02-28')"
  }

  /// What belongs to a step belongs to one of that verb and that contract.
  private static func step(_ table: String, verb: Contract.Verb, called name: String) -> String {
    Schema.refuse(
      "\(table)_of_step", on: table,
      when: """
        NOT EXISTS (SELECT 1 FROM contract_steps AS s WHERE s.entry = NEW.entry AND s.contract = NEW.contract
          AND s.verb = '\(verb.rawValue)')
        """,
      message: "\(table): \(name) est un pas de son contrat")
  }
}
