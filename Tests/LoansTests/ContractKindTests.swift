import Kernel
import Loans
import Storage
import TestSupport
import Testing

@Suite struct `The terms of a contract` {
  static let starts: Day = "2026-09-15"

  /// What is agreed, and what it is refused for; nothing where it may stand.
  struct Wanted: CustomTestStringConvertible {
    let testDescription: String
    let terms: @Sendable () throws -> ContractTerms
    let refusal: (any Failure)?
  }

  private static func wanted(
    _ description: String, _ kind: ContractKind, _ charge: ContractTerms.Charge = .nothing, term: Day? = nil,
    deposit: Money = .zero, value: Money? = nil, refusal: (any Failure)? = nil
  ) -> Wanted {
    Wanted(
      testDescription: description,
      terms: {
        try ContractTerms(
          kind, charge: charge, starts: starts, term: term, deposit: deposit,
          statedValue: value.map { ContractTerms.StatedValue($0, accidentalLossFallsOn: .lender) })
      }, refusal: refusal)
  }

  private static func price(_ euros: Int64, on days: Day...) -> ContractTerms.Charge {
    .price(ContractTerms.Instalment.equal(Money(euros: euros), on: days))
  }
  private static let rent = ContractTerms.Charge.rent(Money(euros: 25), every: .year)

  static let table: [Wanted] = [
    wanted(
      "a free loan with a term, a deposit and a value", .loan, term: "2027-09-14", deposit: Money(euros: 20),
      value: Money(euros: 120)),
    wanted("a loan with a fee", .loan, rent, refusal: LoansFailure.feeOnLoan(Money(euros: 25))),
    wanted("a rental at 25 € a year", .rental, rent, term: "2027-09-14"),
    wanted("a rental without a rent", .rental, refusal: ContractFailure.rentNeeded),
    wanted("a rental for nothing", .rental, .rent(.zero, every: .month), refusal: ContractFailure.rentNeeded),
    wanted(
      "a rental with a price, which would be an option to buy", .rental, price(90, on: starts),
      refusal: ContractFailure.rentNeeded),
    wanted(
      "a rental with a value", .rental, rent, value: Money(euros: 120),
      refusal: ContractFailure.valueOutsideLoan(.rental)),
    wanted("a sale at once", .sale, price(90, on: starts)),
    wanted("a sale in three parts within 50 days", .sale, price(90, on: starts, "2026-10-15", "2026-11-04")),
    wanted(
      "a sale with a part after 50 days", .sale, price(90, on: starts, "2026-11-05"),
      refusal: ContractFailure.instalmentTooLate("2026-11-05", last: "2026-11-04")),
    wanted(
      "a sale with a part before it", .sale, price(90, on: "2026-09-14"),
      refusal: ContractFailure.instalmentBeforeSale("2026-09-14", starts: starts)),
    wanted("a sale for nothing", .sale, price(0, on: starts), refusal: ContractFailure.priceNeeded),
    wanted(
      "a sale with a last day", .sale, price(90, on: starts), term: "2027-09-14",
      refusal: ContractFailure.termOfOwnership(.sale, "2027-09-14")),
    wanted(
      "a sale with a deposit", .sale, price(90, on: starts), deposit: Money(euros: 10),
      refusal: ContractFailure.depositOfOwnership(.sale, Money(euros: 10))),
    wanted("a gift", .gift),
    wanted("a gift with a price", .gift, price(1, on: starts), refusal: ContractFailure.priceOfGift(Money(euros: 1))),
    wanted("a gift with a value", .gift, value: Money(euros: 120), refusal: ContractFailure.valueOutsideLoan(.gift)),
    wanted(
      "a deposit below zero", .loan, deposit: Money(cents: -1),
      refusal: ContractFailure.amountBelowZero(Money(cents: -1))),
  ]

  @Test(arguments: table) func `are those of its kind`(wanted: Wanted) throws {
    guard let refusal = wanted.refusal else {
      _ = try wanted.terms()
      return
    }
    #expect { try wanted.terms() } throws: { ($0 as? any Failure)?.text == refusal.text }
  }

  @Test func `share a price in equal parts, the odd cents with the first`() {
    let parts = ContractTerms.Instalment.equal(Money(euros: 100), on: ["2026-10-15", "2026-09-15", "2026-11-01"])
    #expect(parts.map(\.amount.cents) == [3334, 3333, 3333])
    #expect(parts.map(\.due) == ["2026-09-15", "2026-10-15", "2026-11-01"])
  }

  @Test func `come back from the database as they were signed`() throws {
    let kinds: [ContractTerms] = try [
      ContractTerms(.rental, charge: Self.rent, starts: "2026-09-05", term: "2027-09-04", deposit: Money(euros: 10)),
      ContractTerms(.sale, charge: Self.price(90, on: "2026-09-05", "2026-10-05"), starts: "2026-09-05", term: nil),
      ContractTerms(.gift, starts: "2026-09-05", term: nil),
    ]
    for terms in kinds {
      let story = try LoanStory()
      let id = try story.signed(terms)
      #expect(try story.database.read { try ContractStore.existing(id, in: $0).agreement.terms } == terms)
    }
  }
}

@Suite struct `Who signs a contract` {
  @Test(arguments: [Signature.Capacity.minor, .guardianship])
  func `is somebody else for a minor or a person under guardianship`(capacity: Signature.Capacity) throws {
    #expect(throws: ContractFailure.representativeNeeded(capacity)) { try Signature(capacity: capacity) }
    #expect(throws: ContractFailure.representativeNeeded(capacity)) {
      try Signature(capacity: capacity, representative: "  ")
    }
    #expect(
      try Signature(capacity: capacity, representative: " Dominique Fictive ").representative == "Dominique Fictive")
  }

  @Test func `is the person under curatorship, with the curator only where required`() throws {
    #expect(try Signature(capacity: .curatorship).representative == nil)
    #expect(try Signature(capacity: .curatorship, representative: "Sacha Fictif").representative == "Sacha Fictif")
  }

  @Test func `is nobody in the place of somebody who signs alone`() {
    #expect(throws: ContractFailure.representativeOfNobody("Sacha Fictif")) {
      try Signature(representative: "Sacha Fictif")
    }
  }

  @Test func `are all who borrow together, each once`() throws {
    #expect(throws: ContractFailure.signerTwice("sacha  inventé".split(separator: " ").joined(separator: " "))) {
      try Signature(joint: ["Sacha Inventé", "sacha inventé"])
    }
    #expect(throws: ContractFailure.emptySigner) { try Signature(joint: [" "]) }
    #expect(throws: ContractFailure.signerTwice("Dominique FICTIVE")) {
      try Signature(capacity: .minor, representative: "Dominique Fictive", joint: ["Dominique FICTIVE"])
    }
  }

  /// A request of a household with that contact, for which a device is kept.
  private func allocated(to contact: String, in story: LoanStory) throws -> RequestID {
    let household = try story.database.change(.sample(on: "2026-09-02")) { change in
      try HouseholdStore.add(.sample(contact), in: change).id
    }
    let id = try story.request(of: household)
    try story.decide(id)
    try story.allocate(id)
    return id
  }

  @Test(
    arguments: [Signature.Capacity.minor, .guardianship, .curatorship],
    ["Kim Mineur", "KIM  mineur", "kim mineur"])
  func `is never the borrower in the place of the borrower`(capacity: Signature.Capacity, name: String) throws {
    let story = try LoanStory()
    let id = try allocated(to: "Kim Mineur", in: story)
    let (terms, signature) = (
      try ContractTerms(starts: "2026-09-05", term: nil), try Signature(capacity: capacity, representative: name)
    )
    #expect(throws: ContractFailure.representsOneself(name)) { try story.sign(id, terms, signature: signature) }
    try story.sign(id, terms, signature: Signature(capacity: capacity, representative: "Dominique Mineur"))
  }

  @Test func `is not the borrower once more, jointly`() throws {
    let story = try LoanStory()
    let id = try allocated(to: "Lou L'Hénoret", in: story)
    let terms = try ContractTerms(starts: "2026-09-05", term: nil)
    // The same name: another apostrophe, and the accent written as a letter and a mark.
    let name = "lou l’He\u{301}noret"
    #expect(throws: ContractFailure.jointWithOneself(name)) {
      try story.sign(id, terms, signature: Signature(joint: ["Sol Fictif", name]))
    }
    try story.sign(id, terms, signature: Signature(joint: ["Sol Fictif"]))
  }

  @Test func `is nobody whose name hides something`() throws {
    let story = try LoanStory()
    let id = try allocated(to: "Kim Mineur", in: story)
    let terms = try ContractTerms(starts: "2026-09-05", term: nil)
    #expect(throws: LoansFailure.unfitName(.hiddenCharacter(shown: "Kim\u{FFFD} Mineur", code: "U+200B"))) {
      try story.sign(id, terms, signature: Signature(capacity: .minor, representative: "Kim\u{200B} Mineur"))
    }
  }

  @Test func `is as in the contract that is followed, unless something else is said`() throws {
    let former = try Signature(
      .screen(Instant(milliseconds: 1_789_000_000_000)), before: "Camille Exemple", capacity: .minor,
      representative: "Dominique Fictive", joint: ["Sacha Inventé"])
    func after(_ wish: Signature.Wish) throws -> Signature { try wish.signature(after: former, by: "Noa Mineur") }
    #expect(
      try after(Signature.Wish(before: "Alix Exemple"))
        == Signature(
          before: "Alix Exemple", capacity: .minor, representative: "Dominique Fictive", joint: ["Sacha Inventé"]))
    #expect(try after(Signature.Wish(representative: "Lou Fictive")).representative == "Lou Fictive")
    #expect(try after(Signature.Wish(joint: ["Sol Fictif"])).representative == "Dominique Fictive")
    #expect(try after(Signature.Wish(joint: ["Sol Fictif"])).joint == ["Sol Fictif"])
    #expect(try after(Signature.Wish(capacity: .full)) == Signature(joint: ["Sacha Inventé"]))
    #expect(throws: ContractFailure.representativeNeeded(.guardianship)) {
      try after(Signature.Wish(capacity: .guardianship))
    }
    #expect(try Signature.Wish().signature(after: former, by: "sacha inventé").joint == [])
    #expect(try Signature.Wish().signature() == .onPaper)
  }

  @Test func `is kept beside the contract`() throws {
    let story = try LoanStory()
    let id = try story.request()
    try story.decide(id)
    try story.allocate(id)
    let instant = Instant(milliseconds: 1_789_000_000_000)
    let signature = try Signature(
      .screen(instant), before: "Camille Exemple", capacity: .minor, representative: "Dominique Fictive",
      joint: ["Sacha Inventé"])
    let contract = try story.sign(id, ContractTerms(starts: "2026-09-05", term: nil), signature: signature)
    #expect(try story.database.read { try ContractStore.existing(contract, in: $0).agreement.signature } == signature)
  }
}

@Suite struct `A device that becomes a household's own` {
  @Test(arguments: [ContractKind.gift, .sale])
  func `is handed over once, for good`(kind: ContractKind) throws {
    let story = try LoanStory()
    let charge: ContractTerms.Charge =
      kind == .sale ? .price([ContractTerms.Instalment(Money(euros: 80), due: "2026-09-05")]) : .nothing
    let id = try story.signed(ContractTerms(kind, charge: charge, starts: "2026-09-05", term: nil))
    try story.step(id, on: "2026-09-06") { try $0.handedOver(at: nil, to: "Sacha Mandaté") }
    #expect(try story.state(of: id) == .transferred)
    let handover = try story.database.read { try ContractStore.handover(of: id, in: $0) }
    #expect(handover?.collector == "Sacha Mandaté")
    #expect(throws: LoansFailure.contractCannot(id, .takeBack, at: .transferred)) { try story.takeBack(id) }
    try story.annul()
    #expect(try story.state(of: id) == .signed)
  }

  /// A loan, and the gift that follows it.
  private func converted() throws -> (story: LoanStory, loan: ContractID, gift: ContractID) {
    let story = try LoanStory()
    let (loan, _) = try story.signed()
    try story.handOver(loan)
    try story.step(loan, on: "2027-06-30") { try $0.converted() }
    let gift = try story.database.change(.sample(on: "2027-06-30")) { change in
      let agreement = try ContractStore.existing(loan, in: change).agreementToOwn(
        lender: LoanStory.lender, terms: ContractTerms(.gift, starts: "2027-06-30", term: nil), signature: .onPaper)
      return try ContractStore.sign(agreement, in: change).id
    }
    try story.step(gift, on: "2027-06-30") { try $0.transferred() }
    return (story, loan, gift)
  }

  @Test func `by a contract that follows its loan, ends the loan`() throws {
    let (story, loan, gift) = try converted()
    #expect(try story.state(of: loan) == .converted)
    #expect(try story.state(of: gift) == .transferred)
    #expect(try story.database.read { try ContractStore.following(loan, in: $0)?.id } == gift)
  }

  @Test func `is given back step by step when that was a mistake`() throws {
    let (story, loan, gift) = try converted()
    let conversion = try story.database.read { try ContractStore.existing(loan, in: $0).step }
    let transfer = try story.database.read { try ContractStore.existing(gift, in: $0).step }
    let (end, given) = (try #require(conversion), try #require(transfer))
    #expect(throws: LoansFailure.restedOn(end, by: [given])) { try story.annul(end) }
    try story.annul(given)
    try story.annul(EntryID(rawValue: end.rawValue + 1))
    try story.annul(end)
    #expect(try story.state(of: loan) == .handedOver)
    #expect(try story.state(of: gift) == .annulled)
  }

  @Test func `is not lent to it a second time`() throws {
    let story = try LoanStory()
    let (loan, _) = try story.signed()
    #expect(throws: ContractFailure.followsOnlyAsOwner(.rental)) {
      try story.database.read { reader in
        try ContractStore.existing(loan, in: reader).agreementToOwn(
          lender: LoanStory.lender,
          terms: ContractTerms(
            .rental, charge: .rent(Money(euros: 5), every: .month), starts: "2027-06-30", term: nil),
          signature: .onPaper)
      }
    }
  }
}

@Suite struct `A renewed loan` {
  @Test func `lasts until its new last day, and as before once that was a mistake`() throws {
    let story = try LoanStory()
    let (loan, _) = try story.signed()
    try story.handOver(loan)
    func term() throws -> Day? { try story.database.read { try ContractStore.existing(loan, in: $0).term } }
    #expect(try term() == "2027-09-05")
    // Late, on the day people came back to it.
    try story.step(loan, on: "2027-10-01") { try $0.renewed(until: "2028-02-29") }
    #expect(try term() == "2028-02-29")
    #expect(throws: ContractFailure.renewalNotLater(loan, "2028-02-29", term: "2028-02-29")) {
      try story.step(loan, on: "2027-10-02") { try $0.renewed(until: "2028-02-29") }
    }
    try story.step(loan, on: "2027-10-02") { try $0.renewed(until: "2029-02-28") }
    try story.annul()
    #expect(try term() == "2028-02-29")
    try story.takeBack(loan, on: "2028-01-31")
    #expect(try story.state(of: loan) == .ended)
  }

  @Test func `has a last day, and is out`() throws {
    let story = try LoanStory()
    let id = try story.request()
    try story.decide(id)
    try story.allocate(id)
    let loan = try story.sign(id, term: nil)
    #expect(throws: LoansFailure.contractCannot(loan, .renew, at: .signed)) {
      try story.step(loan, on: "2026-09-06") { try $0.renewed(until: "2028-01-01") }
    }
    try story.handOver(loan)
    #expect(throws: ContractFailure.nothingToRenew(loan)) {
      try story.step(loan, on: "2026-09-07") { try $0.renewed(until: "2028-01-01") }
    }
  }
}

@Suite struct `What contracts say when they are refused` {
  static let failures: [ContractFailure] =
    [
      .amountBelowZero(Money(cents: -1)), .priceOfGift(Money(euros: 1)), .rentNeeded, .priceNeeded,
      .instalmentBeforeSale("2026-09-14", starts: "2026-09-15"), .instalmentTooLate("2026-11-05", last: "2026-11-04"),
      .valueOutsideLoan(.gift), .representativeOfNobody("x"), .emptySigner, .signerTwice("x"),
      .representsOneself("x"), .jointWithOneself("x"), .nothingToRenew(1),
      .renewalNotLater(1, "2026-09-15", term: "2026-09-16"),
      .renewedThatDay(1, "2026-09-15", term: "2026-09-16"), .optionOfOtherKind("--until", .gift),
    ] + Signature.Capacity.allCases.map { .representativeNeeded($0) }
    + ContractKind.allCases.flatMap { kind -> [ContractFailure] in
      [.termOfOwnership(kind, "2026-09-15"), .depositOfOwnership(kind, Money(euros: 1)), .followsOnlyAsOwner(kind)]
    }

  @Test(arguments: failures)
  func `is a sentence in each language`(failure: ContractFailure) {
    expectSentences(failure.text)
  }
}

/// Expects a sentence in each language, in its own quotation marks.
func expectSentences(_ text: Text, sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(text.fr != text.en, sourceLocation: sourceLocation)
  for sentence in [text.fr, text.en] {
    #expect(
      sentence.hasSuffix(".") && !sentence.contains("  ") && !sentence.contains("\""), sourceLocation: sourceLocation)
  }
  #expect(
    !text.fr.contains("“") && !text.fr.contains("’") && !text.en.contains("«"), sourceLocation: sourceLocation)
}
