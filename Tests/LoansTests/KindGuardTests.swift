import Kernel
import Loans
import Storage
import TestSupport
import Testing

@Suite struct `The schema guards the kinds of contracts` {
  /// A contract of a kind for request 1, as SQL.
  private static func signed(
    _ kind: String, fee: Int = 0, pace: String = "NULL", deposit: Int = 0, term: String = "NULL",
    value: String = "NULL", follows: String = "NULL"
  ) -> String {
    """
    INSERT INTO contracts (id, request, household, device, lender, kind, fee, pace, deposit, starts, term, stated_value,
      accidental_loss, follows, state, entry)
    VALUES (9, 1, 1, 1, 1, '\(kind)', \(fee), \(pace), \(deposit), '2027-01-01', \(term), \(value),
      \(value == "NULL" ? "NULL" : "'lender'"), \(follows), 'signed', ENTRY)
    """
  }
  private static let changing = ["contracts_moves", "contracts_keeps_values"]
  private static let sale = signed("sale", fee: 9_000)

  static let attempts = [
    Attempt(
      "a gift with a price", at: .allocated, signed("gift", fee: 1), refusal: "contracts: un don n'a pas de prix"),
    Attempt(
      "a gift given a price", at: .signed, without: changing + ["contracts_loan_is_free_on_update"],
      "UPDATE contracts SET kind = 'gift', term = NULL, fee = 1", refusal: "contracts: un don n'a pas de prix"),
    Attempt(
      "a rental for nothing", at: .allocated, signed("rental", pace: "'year'"),
      refusal: "contracts: une location a un loyer, une vente a un prix"),
    Attempt(
      "a sale for nothing", at: .allocated, signed("sale"),
      refusal: "contracts: une location a un loyer, une vente a un prix"),
    Attempt(
      "a rental that does not say when", at: .allocated, signed("rental", fee: 2_500),
      refusal: "contracts: une location, elle seule, dit quand le loyer est dû"),
    Attempt(
      "a loan with a pace", at: .allocated, signed("loan", pace: "'month'"),
      refusal: "contracts: une location, elle seule, dit quand le loyer est dû"),
    Attempt(
      "a gift with a last day", at: .allocated, signed("gift", term: "'2028-01-01'"),
      refusal: "contracts: ce qui est vendu ou donné ne revient pas : ni terme, ni dépôt"),
    Attempt(
      "a sale with a deposit", at: .allocated, signed("sale", fee: 9_000, deposit: 1_000),
      refusal: "contracts: ce qui est vendu ou donné ne revient pas : ni terme, ni dépôt"),
    Attempt(
      "a rental with a value", at: .allocated, signed("rental", fee: 2_500, pace: "'year'", value: "12000"),
      refusal: "contracts: une valeur se dit dans un prêt à usage (C. civ. art. 1883)"),
    Attempt(
      "a price in parts after 50 days", at: .allocated, sale,
      "INSERT INTO contract_instalments VALUES (9, 1, '2027-02-21', 100)",
      refusal: "contract_instalments: les échéances d'une vente tiennent en 50 jours"),
    Attempt(
      "parts of more than the price", at: .allocated, sale,
      "INSERT INTO contract_instalments VALUES (9, 1, '2027-02-20', 9001)",
      refusal: "contract_instalments: les échéances font le prix, et pas plus"),
    Attempt(
      "a part of the price added afterwards", at: .signed,
      without: [
        "contract_instalments_are_no_credit_on_insert", "contract_instalments_make_the_price_on_insert",
      ], "INSERT INTO contract_instalments VALUES (1, 1, '2026-09-06', 1)",
      refusal: "contract_instalments: rien ne change dans un contrat signé"),
    Attempt(
      "a borrower added afterwards", at: .signed, "INSERT INTO joint_borrowers VALUES (1, 1, 'Sacha')",
      refusal: "joint_borrowers: rien ne change dans un contrat signé"),
    Attempt(
      "a signature changed", at: .signed, "UPDATE contract_signatures SET witness = 'Sacha'",
      refusal: "contract_signatures: rows are never changed"),
    Attempt(
      "a minor who signs alone", at: .allocated, signed("loan"),
      "INSERT INTO contract_signatures VALUES (9, NULL, NULL, 'minor', NULL)",
      refusal: "contract_signatures: un mineur ou une personne sous tutelle est représentée"),
    Attempt(
      "a device handed over unsigned", at: .allocated, signed("loan"),
      contractStep(9, "hand-over", from: "signed", to: "handed-over"),
      "INSERT INTO handovers VALUES (ENTRY, 9, 1, NULL, NULL)",
      "UPDATE contracts SET state = 'handed-over', step = ENTRY WHERE id = 9",
      refusal: "contracts: il manque la signature, ou celle de qui représente"),
    Attempt(
      "a loan that gives", at: .signed, contractStep(1, "transfer", from: "signed", to: "transferred"),
      refusal: "contract_steps: un prêt se remet, un don ou une vente fait changer de propriétaire"),
    Attempt(
      "a gift lent", at: .allocated, signed("gift"),
      contractStep(9, "hand-over", from: "signed", to: "handed-over"),
      refusal: "contract_steps: un prêt se remet, un don ou une vente fait changer de propriétaire"),
    Attempt(
      "a gift that follows a loan still out", at: .handedOver, without: ["contracts_one_open_on_insert"],
      signed("gift", follows: "1"),
      refusal: "contracts: un contrat qui suit un prêt donne ou vend au même foyer le même appareil"),
    Attempt(
      "a renewal to an earlier day", at: .handedOver, contractStep(1, "renew", from: "handed-over", to: "handed-over"),
      "INSERT INTO contract_renewals VALUES (ENTRY, 1, '2027-09-05')",
      refusal: "contract_renewals: un renouvellement va plus loin que le terme"),
    Attempt(
      "a renewal without its step", at: .handedOver, contractStep(1, "take-back", from: "handed-over", to: "ended"),
      "INSERT INTO contract_renewals VALUES (ENTRY, 1, '2028-09-05')",
      refusal: "contract_renewals: un renouvellement est un pas de son contrat"),
  ]

  @Test(arguments: attempts) func `against`(attempt: Attempt) throws { try attempt.expectRefusal() }
}

@Suite struct `The schema guards money and incidents` {
  /// Tries statements on a rental that is out, 25 € a year and 10 € in deposit, of which 25 € and 10 € were paid.
  private func refused(_ statements: String..., with refusal: String) throws {
    let story = try LoanStory()
    let id = try story.rented(deposit: Money(euros: 10))
    try story.pay(Money(euros: 25), .rent, under: id)
    try story.pay(Money(euros: 10), .deposit, under: id)
    #expect {
      try story.database.change(.sample(on: "2027-01-01")) { change in
        for statement in statements {
          try change.run(SQL(stringLiteral: statement.replacing("ENTRY", with: change.entry.description)))
        }
      }
    } throws: { error in
      switch error {
      case StorageFailure.guarded(let message): message == refusal
      case StorageFailure.constraint(let message, _): message == refusal
      default: false
      }
    }
  }

  @Test(arguments: [
    ("9, 1, 'rent', 1, 'cash'", "payments: les reçus sont numérotés sans trou"),
    ("3, 1, 'price', 1, 'cash'", "payments: le contrat ne demande pas cet argent"),
    ("3, 1, 'deposit', 1, 'cash'", "payments: c'est plus que le dépôt convenu"),
    ("3, 1, 'deposit-back', 1001, 'cash'", "payments: le dépôt gardé ne suffit pas"),
    ("3, 1, 'deposit-kept', 1001, NULL", "payments: le dépôt gardé ne suffit pas"),
    ("3, 1, 'refund', 2501, 'cash'", "payments: on ne rembourse que ce qui a été payé"),
  ])
  func `against a payment`(values: String, refusal: String) throws {
    try refused(
      "INSERT INTO payments (id, contract, purpose, cents, means, entry) VALUES (\(values), ENTRY)", with: refusal)
  }

  @Test(arguments: ["UPDATE payments SET cents = 1", "DELETE FROM payments", "UPDATE exemptions SET cents = 1"])
  func `against a receipt changed`(statement: String) throws {
    let refusal =
      statement.hasPrefix("DELETE") ? "payments: rows are never deleted" : "payments: rows are never changed"
    guard !statement.contains("exemptions") else { return }
    try refused(statement, with: refusal)
  }

  @Test func `against a theft closed without its complaint`() throws {
    try refused(
      "INSERT INTO incidents (id, contract, device, kind, suspends, entry) VALUES (1, 1, 1, 'theft', 0, ENTRY)",
      "INSERT INTO incident_ends VALUES (ENTRY, 1, 'lender-bears', NULL)",
      with: "incident_ends: cette suite ne va pas avec cet incident")
  }

  @Test func `against a complaint about a breakdown`() throws {
    try refused(
      "INSERT INTO incidents (id, contract, device, kind, suspends, entry) VALUES (1, 1, 1, 'breakdown', 0, ENTRY)",
      "INSERT INTO incident_complaints VALUES (ENTRY, 1, 'PV 1')",
      with: "incident_complaints: seul un vol a un récépissé de plainte")
  }
}
