import Kernel
import Storage

extension LoansSchema {
  static let contractLife = Lifecycle(
    table: "contracts", steps: "contract_steps", subject: "contract", first: [Contract.State.signed.rawValue],
    void: Contract.State.annulled.rawValue, moves: Contract.moves, carried: [],
    fixed: [
      "request", "household", "borrower", "place", "contact", "device", "lender", "kind", "fee", "pace", "deposit",
      "starts", "term", "stated_value",
      "accidental_loss", "follows",
    ])

  /// An open contract holds its device; `C. civ.` is the Code civil.
  static let contracts = """
    CREATE TABLE contracts (
      id INTEGER PRIMARY KEY,
      request INTEGER REFERENCES requests (id),
      household INTEGER REFERENCES households (id),
      borrower INTEGER REFERENCES structures (id),
      place INTEGER REFERENCES places (id),
      contact INTEGER REFERENCES people (id),
      device INTEGER NOT NULL REFERENCES devices (id),
      lender INTEGER NOT NULL REFERENCES structures (id),
      kind TEXT NOT NULL CHECK (\(word("kind", ContractKind.self))),
      fee INTEGER NOT NULL CHECK (fee >= 0),
      pace TEXT CHECK (\(word("pace", ContractTerms.Pace.self))),
      deposit INTEGER NOT NULL DEFAULT 0 CHECK (deposit >= 0),
      starts TEXT NOT NULL CHECK (\(Schema.isDay("starts"))),
      term TEXT CHECK (\(Schema.isDay("term"))),
      stated_value INTEGER CHECK (stated_value > 0),
      accidental_loss TEXT CHECK (\(word("accidental_loss", ContractTerms.Side.self))),
      follows INTEGER REFERENCES contracts (id),
      \(contractLife.rowColumns),
      CHECK (term > starts),
      CHECK ((household IS NULL) <> (borrower IS NULL)),
      CHECK (request IS NULL OR household IS NOT NULL),
      CHECK (borrower IS NOT NULL OR coalesce(place, contact) IS NULL),
      CHECK (borrower <> lender)
    ) STRICT;
    CREATE INDEX contracts_by_borrower ON contracts (borrower) WHERE borrower IS NOT NULL;
    CREATE TABLE contract_reasons (
      contract INTEGER PRIMARY KEY REFERENCES contracts (id),
      reason TEXT NOT NULL CHECK (trim(reason) <> '')
    ) STRICT;
    \(Schema.appendOnly(
      "contract_reasons", key: ["contract"],
      forgetting: .words(["reason": .dash], keeping: ["contract"], of: "'contract:' || OLD.contract")))
    CREATE INDEX contracts_by_device ON contracts (device);
    CREATE INDEX contracts_by_household ON contracts (household);
    CREATE INDEX contracts_by_request ON contracts (request);
    CREATE INDEX contracts_by_entry ON contracts (entry);
    CREATE INDEX contracts_by_follows ON contracts (follows) WHERE follows IS NOT NULL;
    CREATE TABLE contract_signatures (
      contract INTEGER PRIMARY KEY REFERENCES contracts (id),
      signed_at INTEGER,
      witness TEXT CHECK (trim(witness) <> ''),
      capacity TEXT NOT NULL CHECK (\(word("capacity", Signature.Capacity.self))),
      representative TEXT CHECK (trim(representative) <> ''),
      CHECK (representative IS NULL OR capacity <> 'full')
    ) STRICT;
    \(Schema.appendOnly(
      "contract_signatures", key: ["contract"],
      forgetting: .words(
        ["witness": .null, "representative": .dash], keeping: ["contract", "signed_at", "capacity"],
        of: "'contract:' || OLD.contract")))
    \(Schema.refuse(
      "contract_signatures_are_represented", on: "contract_signatures",
      when: "NEW.representative IS NULL AND NEW.capacity IN ('minor', 'guardianship')",
      message: "contract_signatures: un mineur ou une personne sous tutelle est représentée"))
    CREATE TABLE joint_borrowers (
      contract INTEGER NOT NULL REFERENCES contracts (id),
      position INTEGER NOT NULL CHECK (position >= 1),
      name TEXT NOT NULL CHECK (trim(name) <> ''),
      PRIMARY KEY (contract, position)
    ) STRICT, WITHOUT ROWID;
    \(Schema.appendOnly(
      "joint_borrowers", key: ["contract", "position"], forgetting: .rows(of: "'contract:' || OLD.contract")))
    CREATE TABLE contract_instalments (
      contract INTEGER NOT NULL REFERENCES contracts (id),
      position INTEGER NOT NULL CHECK (position >= 1),
      due_on TEXT NOT NULL CHECK (\(Schema.isDay("due_on"))),
      cents INTEGER NOT NULL CHECK (cents > 0),
      PRIMARY KEY (contract, position)
    ) STRICT, WITHOUT ROWID;
    \(Schema.appendOnly("contract_instalments", key: ["contract", "position"]))
    CREATE TABLE contract_papers (
      \(Schema.entryColumn) PRIMARY KEY,
      contract INTEGER NOT NULL REFERENCES contracts (id),
      paper BLOB NOT NULL REFERENCES stored_bytes (digest),
      signed INTEGER NOT NULL CHECK (signed IN (0, 1))
    ) STRICT;
    CREATE INDEX contract_papers_by_contract ON contract_papers (contract, entry);
    CREATE INDEX contract_papers_by_paper ON contract_papers (paper);
    \(Schema.appendOnly("contract_papers", key: ["entry"]))
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
      device INTEGER NOT NULL REFERENCES devices (id),
      place INTEGER REFERENCES places (id),
      collector TEXT CHECK (trim(collector) <> '')
    ) STRICT;
    CREATE INDEX handovers_by_contract ON handovers (contract);
    \(Schema.appendOnly(
      "handovers", key: ["entry"],
      forgetting: .words(
        ["collector": .null], keeping: ["entry", "contract", "device", "place"], of: "'contract:' || OLD.contract")))
    CREATE TABLE take_backs (
      entry INTEGER PRIMARY KEY REFERENCES contract_steps (entry),
      contract INTEGER NOT NULL REFERENCES contracts (id),
      device INTEGER NOT NULL REFERENCES devices (id),
      condition TEXT NOT NULL CHECK (\(word("condition", Contract.TakeBack.Condition.self))),
      reason TEXT NOT NULL CHECK (\(word("reason", Contract.TakeBack.Reason.self))),
      remark TEXT CHECK (trim(remark) <> ''),
      signed INTEGER NOT NULL DEFAULT 0 CHECK (signed IN (0, 1)),
      files TEXT NOT NULL DEFAULT 'not-offered' CHECK (\(word("files", Contract.TakeBack.Files.self)))
    ) STRICT;
    CREATE TABLE contract_renewals (
      entry INTEGER PRIMARY KEY REFERENCES contract_steps (entry),
      contract INTEGER NOT NULL REFERENCES contracts (id),
      term TEXT NOT NULL CHECK (\(Schema.isDay("term")))
    ) STRICT;
    CREATE INDEX contract_renewals_by_contract ON contract_renewals (contract, entry);
    \(Schema.appendOnly("contract_renewals", key: ["entry"]))
    CREATE INDEX take_backs_by_contract ON take_backs (contract);
    \(Schema.appendOnly(
      "take_backs", key: ["entry"],
      forgetting: .words(
        ["remark": .null], keeping: ["entry", "contract", "device", "condition", "reason", "signed", "files"],
        of: "'contract:' || OLD.contract")))
    CREATE TABLE missing_accessories (
      entry INTEGER NOT NULL REFERENCES take_backs (entry),
      position INTEGER NOT NULL,
      contract INTEGER NOT NULL,
      PRIMARY KEY (entry, position),
      FOREIGN KEY (contract, position) REFERENCES contract_accessories (contract, position)
    ) STRICT, WITHOUT ROWID;
    \(Schema.appendOnly("missing_accessories", key: ["entry", "position"]))
    \(contractDevices)
    \(contractLife.guards)
    \(terms)
    \(rights)
    \(contractDeviceGuards)

    """

  private static let terms =
    Schema.refuse(
      "contracts_loan_is_free", on: "contracts", rowsChange: true,
      when: "NEW.kind IN ('loan', 'free-access') AND NEW.fee <> 0",
      message: "contracts: un prêt à usage est gratuit (C. civ. art. 1876)")
    + Schema.refuse(
      "contracts_gift_is_free", on: "contracts", rowsChange: true, when: "NEW.kind = 'gift' AND NEW.fee <> 0",
      message: "contracts: un don n''a pas de prix")
    + Schema.refuse(
      "contracts_kinds_offered", on: "contracts", rowsChange: true,
      when: "NEW.household IS NOT NULL AND NOT \(isOf { $0.signers.contains(.household) })",
      message: "contracts: un foyer ne signe pas ce contrat")
    + Schema.refuse(
      "contracts_of_structures", on: "contracts", rowsChange: true,
      when: "NEW.borrower IS NOT NULL AND NOT \(isOf { $0.signers.contains(.structure) })",
      message: "contracts: une structure ne signe pas ce contrat")
    + Schema.refuse(
      "contracts_without_request_are_short", on: "contracts", rowsChange: true,
      when: """
        NEW.household IS NOT NULL AND NEW.request IS NULL AND (NEW.kind <> 'loan' OR NEW.follows IS NOT NULL
          OR NEW.term IS NULL OR NEW.term > date(NEW.starts, '+\(ContractRules.daysOfShortLoan) days'))
        """,
      message: "contracts: sans demande, un foyer a un prêt court et rien d''autre")
    + Schema.refuse(
      "contracts_without_request_say_why", on: "contracts", rowsChange: true,
      when: """
        NEW.state = 'handed-over' AND NEW.household IS NOT NULL AND NEW.request IS NULL
          AND NOT EXISTS (SELECT 1 FROM contract_reasons AS w WHERE w.contract = NEW.id)
        """,
      message: "contracts: sans demande, il faut dire pourquoi")
    + Schema.refuse(
      "contracts_paid_for", on: "contracts", rowsChange: true,
      when: "\(isOf { $0.charge != .nothing }) AND NEW.fee = 0",
      message: "contracts: une location a un loyer, une vente a un prix")
    + Schema.refuse(
      "contracts_rents_recur", on: "contracts", rowsChange: true,
      when: "(NEW.pace IS NOT NULL) <> \(isOf { $0.charge == .rent })",
      message: "contracts: une location, elle seule, dit quand le loyer est dû")
    + Schema.refuse(
      "contracts_of_ownership", on: "contracts", rowsChange: true,
      when: "\(isOf { $0.givesOwnership }) AND (NEW.term IS NOT NULL OR NEW.deposit <> 0)",
      message: "contracts: ce qui est vendu ou donné ne revient pas : ni terme, ni dépôt")
    + Schema.refuse(
      "contracts_value_in_loans", on: "contracts", rowsChange: true,
      when: "NEW.stated_value IS NOT NULL AND NOT \(isOf { $0.mayStateValue })",
      message: "contracts: une valeur se dit dans un prêt à usage (C. civ. art. 1883)")
    + Schema.refuse(
      "contracts_value_with_clause", on: "contracts", rowsChange: true,
      when: "(NEW.stated_value IS NULL) <> (NEW.accidental_loss IS NULL)",
      message: "contracts: une valeur indiquée demande une clause de perte (C. civ. art. 1883)")
    + Schema.refuse(
      "contract_instalments_are_no_credit", on: "contract_instalments",
      when: """
        NOT EXISTS (SELECT 1 FROM contracts AS c WHERE c.id = NEW.contract AND \(isOf("c.kind") { $0.charge == .price })
          AND NEW.due_on BETWEEN c.starts AND date(c.starts, '+\(ContractRules.daysOfInstalments) days'))
        """,
      message: "contract_instalments: les échéances d''une vente tiennent en 50 jours")
    + Schema.refuse(
      "contract_instalments_make_the_price", on: "contract_instalments",
      when: """
        NEW.cents + (SELECT coalesce(sum(i.cents), 0) FROM contract_instalments AS i WHERE i.contract = NEW.contract)
          > (SELECT c.fee FROM contracts AS c WHERE c.id = NEW.contract)
        """,
      message: "contract_instalments: les échéances font le prix, et pas plus")
    + [
      "contract_accessories", "contract_signatures", "joint_borrowers", "contract_instalments", "contract_reasons",
    ].map { table in
      Schema.refuse(
        "\(table)_before_signature", on: table,
        // The journal's row is written when the act ends: once it is there, the contract is signed.
        when: """
          EXISTS (SELECT 1 FROM contracts AS c JOIN journal ON journal.sequence = c.entry WHERE c.id = NEW.contract)
          """,
        message: "\(table): rien ne change dans un contrat signé")
    }.joined()

  /// That a contract is of a kind whose rules say so.
  private static func isOf(_ holds: (ContractRules) -> Bool) -> String { isOf("NEW.kind", holds) }

  private static func isOf(_ column: String, _ holds: (ContractRules) -> Bool) -> String {
    Schema.isOne(column, of: ContractRules.kinds(where: holds))
  }

  private static let rights =
    Schema.refuse(
      "contracts_for_allocated_device", on: "contracts", rowsChange: true,
      when: """
        NEW.state = 'signed' AND NEW.follows IS NULL AND NEW.request IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM requests AS r WHERE r.id = NEW.request
          AND r.state = 'allocated' AND r.device = NEW.device AND r.household = NEW.household)
        """,
      message: "contracts: cet appareil n''est pas attribué à cette demande de ce foyer")
    + Schema.refuse(
      "contracts_follow_their_own", on: "contracts", rowsChange: true,
      when: """
        NEW.follows IS NOT NULL AND (NOT \(isOf { $0.givesOwnership }) OR NEW.state IN ('signed', 'transferred')
          AND NOT EXISTS (SELECT 1 FROM contracts AS c WHERE c.id = NEW.follows AND c.state = 'converted'
            AND c.request = NEW.request AND c.household = NEW.household AND \(isOf("c.id", device: "NEW.device"))))
        """,
      message: "contracts: un contrat qui suit un prêt donne ou vend au même foyer le même appareil")
    + Schema.refuse(
      "contracts_followed_once", on: "contracts", rowsChange: true,
      when: """
        NEW.state <> 'annulled' AND EXISTS (SELECT 1 FROM contracts AS c
          WHERE c.follows = NEW.follows AND c.id <> NEW.id AND c.state <> 'annulled')
        """,
      message: "contracts: un autre contrat suit déjà celui-ci")
    + Schema.refuse(
      "contracts_by_right", on: "contracts", rowsChange: true,
      when: """
        NEW.state IN ('signed', 'handed-over', 'transferred') AND NEW.request IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM requests AS r
          JOIN decisions AS d ON d.id = r.decision WHERE r.id = NEW.request AND d.request = r.id
          AND \(answer(of: "d")) = 'eligible' AND NOT \(Schema.annulled("d.entry")))
        """,
      message: "contracts: il faut une décision favorable sur la demande")
    + Schema.refuse(
      "contracts_within_limit", on: "contracts", rowsChange: true,
      when: """
        NEW.state IN ('signed', 'handed-over', 'transferred') AND NEW.follows IS NULL AND EXISTS (SELECT 1 FROM requests AS r
          JOIN decisions AS d ON d.id = r.decision
          JOIN programmes AS p ON p.id = d.programme AND p.version = d.version
          WHERE r.id = NEW.request AND p.per_household <= (SELECT count(*) FROM contracts AS c
            JOIN requests AS o ON o.id = c.request JOIN decisions AS e ON e.id = o.decision
            WHERE c.household = NEW.household AND c.id <> NEW.id AND (e.programme = d.programme
              OR c.id < NEW.id AND \(isFromBefore("c.id", decidedUnder: "e.programme", notUnder: "d.programme")))
              AND c.follows IS NULL AND c.state IN (\(Schema.words(Contract.State.granted)))
              AND NEW.starts < \(years("p.every_years", after: "c.starts"))
              AND c.starts < \(years("p.every_years", after: "NEW.starts"))))
        """,
      message: "contracts: ce foyer a déjà eu ce que son programme accorde")
    + Schema.refuse(
      "contracts_handed_over_with_proof", on: "contracts", rowsChange: true,
      when: """
        (NEW.state = 'handed-over' OR NEW.state = 'transferred' AND NEW.follows IS NULL)
          AND NOT EXISTS (SELECT 1 FROM handovers AS h
            LEFT JOIN requests AS r ON r.id = NEW.request AND r.device = NEW.device
              AND r.state IN ('allocated', 'handed-over')
            WHERE h.contract = NEW.id AND h.device = NEW.device AND NOT \(Schema.annulled("h.entry"))
              AND (r.id IS NOT NULL OR NEW.request IS NULL))
        """,
      message: "contracts: il manque la remise de l''appareil attribué")
    + Schema.refuse(
      "contracts_leave_signed", on: "contracts", rowsChange: true,
      when: """
        NEW.state IN ('handed-over', 'transferred')
          AND NOT EXISTS (SELECT 1 FROM contract_signatures AS s WHERE s.contract = NEW.id)
        """,
      message: "contracts: il manque la signature, ou celle de qui représente")
    + Schema.refuse(
      "contract_steps_of_kind", on: "contract_steps",
      when: """
        NEW.verb IN ('hand-over', 'transfer') AND NOT EXISTS (SELECT 1 FROM contracts AS c WHERE c.id = NEW.contract
          AND \(isOf("c.kind") { $0.givesOwnership }) = (NEW.verb = 'transfer'))
        """,
      message: "contract_steps: un prêt se remet, un don ou une vente fait changer de propriétaire")
    + Schema.refuse(
      "contract_renewals_go_further", on: "contract_renewals",
      when: """
        NEW.term <= coalesce((SELECT r.term FROM contract_renewals AS r WHERE r.contract = NEW.contract
          AND NOT \(Schema.annulled("r.entry")) ORDER BY r.entry DESC LIMIT 1),
          (SELECT c.term FROM contracts AS c WHERE c.id = NEW.contract), '9999')
        """,
      message: "contract_renewals: un renouvellement va plus loin que le terme")
    + Schema.refuse(
      "contract_renewals_stay_short", on: "contract_renewals",
      when: """
        EXISTS (SELECT 1 FROM contracts AS c WHERE c.id = NEW.contract AND c.household IS NOT NULL AND c.request IS NULL
          AND NEW.term > date(c.starts, '+\(ContractRules.daysOfShortLoan) days'))
        """,
      message: "contract_renewals: sans demande, un prêt reste court")
    + Schema.refuse(
      "contracts_ended_with_return", on: "contracts", rowsChange: true,
      when: """
        NEW.state = 'ended' AND NOT EXISTS (SELECT 1 FROM take_backs AS t
          LEFT JOIN requests AS r ON r.id = NEW.request AND r.state = 'handed-over'
          WHERE t.entry = NEW.step AND t.contract = NEW.id AND (r.id IS NOT NULL OR NEW.request IS NULL))
        """,
      message: "contracts: il manque le retour d''un appareil remis")
    + step("handovers", verbs: [.handOver, .transfer, .handOverMore], called: "une remise")
    + step("take_backs", verbs: [.takeBack, .takeBackPart], called: "un retour")
    + step("contract_losses", verbs: [.lose, .losePart], called: "une perte")
    + step("contract_renewals", verbs: [.renew], called: "un renouvellement")
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
  private static func step(_ table: String, verbs: [Contract.Verb], called name: String) -> String {
    Schema.refuse(
      "\(table)_of_step", on: table,
      when: """
        NOT EXISTS (SELECT 1 FROM contract_steps AS s WHERE s.entry = NEW.entry AND s.contract = NEW.contract
          AND \(Schema.isOne("s.verb", of: verbs)))
        """,
      message: "\(table): \(name) est un pas de son contrat")
  }
}
