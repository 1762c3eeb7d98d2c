import Storage

extension LoansSchema {
  /// Money received and given back, each with its receipt, and what households were let off.
  static let payments = """
    CREATE TABLE payments (
      id INTEGER PRIMARY KEY,
      contract INTEGER NOT NULL REFERENCES contracts (id),
      purpose TEXT NOT NULL CHECK (\(word("purpose", Payment.Purpose.self))),
      cents INTEGER NOT NULL CHECK (cents > 0),
      means TEXT CHECK (\(word("means", Payment.Means.self))),
      \(Schema.entryColumn),
      CHECK ((means IS NOT NULL) = \(Schema.isOne("purpose", of: Payment.Purpose.allCases.filter(\.movesMoney))))
    ) STRICT;
    CREATE INDEX payments_by_contract ON payments (contract, id);
    \(Schema.byEntry("payments"))
    \(Schema.appendOnly("payments", key: ["id"]))
    CREATE TABLE exemptions (
      \(Schema.entryColumn) PRIMARY KEY,
      contract INTEGER NOT NULL REFERENCES contracts (id),
      cents INTEGER NOT NULL CHECK (cents > 0),
      reason TEXT NOT NULL CHECK (trim(reason) <> '')
    ) STRICT;
    CREATE INDEX exemptions_by_contract ON exemptions (contract, entry);
    \(Schema.appendOnly(
      "exemptions", key: ["entry"],
      forgetting: .words(
        ["reason": .dash], keeping: ["entry", "contract", "cents"], of: "'contract:' || OLD.contract")))
    \(Schema.refuse(
      "payments_have_no_gap", on: "payments",
      when: "NEW.id <> (SELECT coalesce(max(p.id), 0) + 1 FROM payments AS p)",
      message: "payments: les reçus sont numérotés sans trou"))
    \(Schema.refuse(
      "payments_as_agreed", on: "payments",
      when: """
        NOT EXISTS (SELECT 1 FROM contracts AS c WHERE c.id = NEW.contract AND CASE NEW.purpose
          WHEN 'rent' THEN \(charges(.rent)) WHEN 'price' THEN \(charges(.price))
          WHEN 'refund' THEN \(charges(.rent)) OR \(charges(.price)) ELSE c.deposit > 0 END)
        """,
      message: "payments: le contrat ne demande pas cet argent"))
    \(Schema.refuse(
      "payments_under_contracts", on: "payments",
      when: """
        \(Schema.isOne("NEW.purpose", of: Payment.Purpose.allCases.filter(\.isReceived))) AND NOT EXISTS (
          SELECT 1 FROM contracts AS c WHERE c.id = NEW.contract AND c.state NOT IN ('cancelled', 'annulled'))
        """,
      message: "payments: ce contrat ne reçoit plus d''argent"))
    \(Schema.refuse(
      "payments_within_the_price", on: "payments",
      when: """
        NEW.purpose = 'price' AND NEW.cents + \(balance(of: [.price], less: [.refund]))
          > (SELECT c.fee FROM contracts AS c WHERE c.id = NEW.contract)
        """,
      message: "payments: c''est plus que le prix"))
    \(Schema.refuse(
      "payments_within_the_deposit", on: "payments",
      when: """
        NEW.purpose = 'deposit' AND NEW.cents + \(balance(of: [.deposit], less: [.depositBack, .depositKept]))
          > (SELECT c.deposit FROM contracts AS c WHERE c.id = NEW.contract)
        """,
      message: "payments: c''est plus que le dépôt convenu"))
    \(Schema.refuse(
      "payments_of_what_is_held", on: "payments",
      when: """
        NEW.purpose IN ('deposit-back', 'deposit-kept')
          AND NEW.cents > \(balance(of: [.deposit], less: [.depositBack, .depositKept]))
        """,
      message: "payments: le dépôt gardé ne suffit pas"))
    \(Schema.refuse(
      "payments_of_what_was_paid", on: "payments",
      when: "NEW.purpose = 'refund' AND NEW.cents > \(balance(of: [.rent, .price], less: [.refund]))",
      message: "payments: on ne rembourse que ce qui a été payé"))
    \(Schema.refuse(
      "exemptions_of_charges", on: "exemptions",
      when: """
        NOT EXISTS (SELECT 1 FROM contracts AS c WHERE c.id = NEW.contract AND (\(charges(.rent)) OR \(charges(.price))))
        """,
      message: "exemptions: ce contrat ne demande pas d''argent"))

    """

  private static func charges(_ charge: ContractRules.Charge) -> String {
    Schema.isOne("c.kind", of: ContractRules.kinds { $0.charge == charge })
  }

  /// What was moved under the contract for some purposes, less what was for others; annulled payments left out.
  private static func balance(of more: [Payment.Purpose], less: [Payment.Purpose]) -> String {
    """
    (SELECT coalesce(sum(CASE WHEN \(Schema.isOne("p.purpose", of: more)) THEN p.cents
      WHEN \(Schema.isOne("p.purpose", of: less)) THEN -p.cents ELSE 0 END), 0)
      FROM payments AS p WHERE p.contract = NEW.contract AND NOT \(Schema.annulled("p.entry")))
    """
  }
}
