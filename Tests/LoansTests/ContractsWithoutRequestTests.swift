import Kernel
import Loans
import Storage
import TestSupport
import Testing

@Suite struct `A contract without a request` {
  private static let structure = Contract.Borrower.structure(2, Contract.Borrower.Use(at: 1, contact: 1))
  private static func counter(_ reason: String = "entretien demain") -> Contract.Borrower {
    .household(1, .counter(because: reason))
  }

  private func agreement(
    _ kind: ContractKind, with borrower: Contract.Borrower, term: Day? = "2026-09-20"
  ) throws -> Contract.Agreement {
    let charge: ContractTerms.Charge =
      switch ContractRules.of(kind).charge {
      case .nothing: .nothing
      case .rent: .rent(Money(euros: 5), every: .month)
      case .price: .price([ContractTerms.Instalment(Money(euros: 5), due: "2026-09-05")])
      }
    return try Contract.agreement(
      with: borrower, about: LoanStory.device, lender: LoanStory.lender,
      terms: ContractTerms(
        kind, charge: charge, starts: "2026-09-05", term: ContractRules.of(kind).givesOwnership ? nil : term),
      accessories: ["chargeur"])
  }

  @Test(arguments: ContractKind.allCases) func `with a structure is a loan for use, to its public or to itself`(
    kind: ContractKind
  ) throws {
    guard kind == .loan || kind == .freeAccess else {
      #expect(throws: ContractFailure.notForStructure(kind)) { try agreement(kind, with: Self.structure) }
      return
    }
    #expect(try agreement(kind, with: Self.structure, term: nil).household == nil)
  }

  @Test(arguments: [
    (ContractKind.rental, "2026-09-20" as Day?), (.gift, nil), (.freeAccess, "2026-09-20"), (.loan, nil),
    (.loan, "2026-12-07"),
  ])
  func `with a household is a short loan, and nothing else`(kind: ContractKind, term: Day?) throws {
    #expect(throws: ContractFailure.notAtCounter(kind, term: term)) {
      try agreement(kind, with: Self.counter(), term: term)
    }
    #expect(try agreement(.loan, with: Self.counter(), term: "2026-12-06").request == nil)
    #expect(throws: ContractFailure.reasonNeeded) { try agreement(.loan, with: Self.counter("  ")) }
  }

  @Test func `lives from the signature to the return`() throws {
    for borrower in [Self.structure, Self.counter()] {
      let story = try LoanStory()
      _ = try story.request()
      let id = try story.database.change(.sample(on: "2026-09-05")) { change in
        try ContractStore.sign(agreement(.loan, with: borrower), in: change).id
      }
      #expect(try story.database.read { try ContractStore.existing(id, in: $0).agreement.borrower } == borrower)
      try story.step(id, on: "2026-09-06") { try $0.handedOver(at: 1) }
      try story.step(id, on: "2026-09-07") { try $0.renewed(until: "2026-10-20") }
      #expect(try story.database.read { try ContractStore.open(for: LoanStory.device, in: $0)?.id } == id)
      let request = try story.request(on: "2026-09-07")
      try story.decide(request, on: "2026-09-07")
      #expect(throws: LoansFailure.deviceTaken(for: request)) { try story.allocate(request, on: "2026-09-08") }
      try story.takeBack(id, on: "2026-10-01")
      #expect(try story.state(of: id) == .ended)
      try story.allocate(request, on: "2026-10-02")
    }
  }

  @Test func `decided at the counter is not made long by renewals`() throws {
    let story = try LoanStory()
    _ = try story.request()
    let id = try story.database.change(.sample(on: "2026-09-05")) { change in
      try ContractStore.sign(agreement(.loan, with: Self.counter()), in: change).id
    }
    try story.step(id, on: "2026-09-06") { try $0.handedOver(at: nil) }
    #expect(throws: ContractFailure.notAtCounter(.loan, term: "2026-12-07")) {
      try story.step(id, on: "2026-09-07") { try $0.renewed(until: "2026-12-07") }
    }
    #expect(throws: StorageFailure.guarded("contract_renewals: sans demande, un prêt reste court")) {
      try story.tryStraight(
        contractStep(1, "renew", from: "handed-over", to: "handed-over"),
        "INSERT INTO contract_renewals VALUES (ENTRY, 1, '2026-12-07')")
    }
  }

  /// A contract of a kind with a household or a structure, as SQL.
  private static func signed(
    _ kind: String, household: String = "NULL", borrower: String = "NULL", place: String = "NULL",
    request: String = "NULL", term: String = "NULL"
  ) -> String {
    """
    INSERT INTO contracts (id, request, household, borrower, place, device, lender, kind, fee, starts, term, state, entry)
    VALUES (9, \(request), \(household), \(borrower), \(place), 2, 1, '\(kind)', 0, '2027-01-01', \(term), 'signed', ENTRY)
    """
  }
  private static let short = "contracts: sans demande, un foyer a un prêt court et rien d'autre"

  static let attempts = [
    Attempt(
      "a gift to a structure", at: .decided, signed("gift", borrower: "2"),
      refusal: "contracts: une structure ne signe pas ce contrat"),
    Attempt(
      "a contract with both", at: .decided, signed("loan", household: "1", borrower: "2", term: "'2027-02-01'"),
      refusal: "CHECK constraint failed: (household IS NULL) <> (borrower IS NULL)"),
    Attempt(
      "a contract with nobody", at: .decided, signed("loan"),
      refusal: "CHECK constraint failed: (household IS NULL) <> (borrower IS NULL)"),
    Attempt(
      "a structure that lends to itself", at: .decided, signed("loan", borrower: "1"),
      refusal: "CHECK constraint failed: borrower <> lender"),
    Attempt(
      "a structure with a request", at: .decided, without: ["contracts_for_allocated_device_on_insert"],
      signed("loan", borrower: "2", request: "1"),
      refusal: "CHECK constraint failed: request IS NULL OR household IS NOT NULL"),
    Attempt(
      "a place for a household", at: .decided, signed("loan", household: "1", place: "1", term: "'2027-02-01'"),
      refusal: "CHECK constraint failed: borrower IS NOT NULL OR coalesce(place, contact) IS NULL"),
    Attempt("a gift at the counter", at: .decided, signed("gift", household: "1"), refusal: short),
    Attempt("a loan without a term at the counter", at: .decided, signed("loan", household: "1"), refusal: short),
    Attempt(
      "a long loan at the counter", at: .decided, signed("loan", household: "1", term: "'2027-04-04'"), refusal: short),
    Attempt(
      "a loan at the counter without a word why", at: .decided,
      signed("loan", household: "1", term: "'2027-02-01'"),
      "INSERT INTO contract_signatures VALUES (9, NULL, NULL, 'full', NULL)",
      contractStep(9, "hand-over", from: "signed", to: "handed-over"),
      "INSERT INTO handovers VALUES (ENTRY, 9, 2, NULL, NULL)",
      "UPDATE contracts SET state = 'handed-over', step = ENTRY WHERE id = 9",
      refusal: "contracts: sans demande, il faut dire pourquoi"),
    Attempt(
      "a reason given afterwards", at: .signed, "INSERT INTO contract_reasons VALUES (1, 'après coup')",
      refusal: "contract_reasons: rien ne change dans un contrat signé"),
  ]

  @Test(arguments: attempts) func `against`(attempt: Attempt) throws { try attempt.expectRefusal() }
}
