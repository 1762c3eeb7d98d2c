import Kernel
import Loans
import Storage
import TestSupport
import Testing

extension LoanStory {
  /// Records money that changed hands.
  @discardableResult
  func pay(
    _ amount: Money, _ purpose: Payment.Purpose, by means: Payment.Means? = .cash, under id: ContractID,
    on day: Day = "2026-09-10"
  ) throws -> Payment {
    try database.change(.sample(on: day)) { change in
      try PaymentStore.record(amount, for: purpose, by: means, under: id, in: change)
    }
  }

  func standing(of id: ContractID, on day: Day) throws -> Standing {
    try database.read { try PaymentStore.standing(of: id, through: day, in: $0) }
  }

  func openIncident(
    _ kind: Incident.Kind, suspending: Bool = false, under id: ContractID, on day: Day
  ) throws -> IncidentID {
    try database.change(.sample(on: day)) { change in
      try IncidentStore.open(kind, suspending: suspending, remark: nil, under: id, in: change).id
    }
  }

  @discardableResult
  func settle(_ id: IncidentID, _ outcome: Incident.Outcome, on day: Day) throws -> Incident {
    try database.change(.sample(on: day)) { try IncidentStore.settle(id, outcome, remark: nil, in: $0) }
  }
}

@Suite struct `What falls due` {
  /// From when, how often, until when; and the days on which a rent falls due.
  static let schedules: [(starts: Day, every: ContractTerms.Pace, term: Day?, through: Day, days: [Day])] = [
    ("2026-09-15", .year, "2027-09-14", "2030-01-01", ["2026-09-15"]),
    ("2026-09-15", .year, "2027-09-15", "2030-01-01", ["2026-09-15", "2027-09-15"]),
    // From the end of a month, always counted from the first day.
    (
      "2027-01-31", .month, "2027-06-29", "2030-01-01",
      ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"]
    ),
    // From a leap day: the last day of February until the next leap year.
    ("2028-02-29", .year, nil, "2032-02-29", ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]),
    // Clocks change in the night of 28 March 2027: a day is a day.
    ("2027-02-28", .month, nil, "2027-04-27", ["2027-02-28", "2027-03-28"]),
    ("2026-09-15", .once, "2027-09-14", "2030-01-01", ["2026-09-15"]),
    ("2026-09-15", .month, nil, "2026-09-14", []),
  ]

  @Test(arguments: schedules)
  func `is a rent at the start of each period`(
    starts: Day, every pace: ContractTerms.Pace, term: Day?, through: Day, days: [Day]
  ) throws {
    let terms = try ContractTerms(.rental, charge: .rent(Money(euros: 5), every: pace), starts: starts, term: term)
    let story = try LoanStory()
    let id = try story.signed(terms)
    let dues = try story.standing(of: id, on: through).dues
    #expect(dues.map(\.day) == days)
    #expect(dues.allSatisfy { $0.amount == Money(euros: 5) })
  }

  @Test func `is no rent after the return, nor while the use is suspended`() throws {
    let story = try LoanStory()
    let terms = try ContractTerms(
      .rental, charge: .rent(Money(euros: 5), every: .month), starts: "2026-09-05", term: "2027-09-04")
    let id = try story.signed(terms)
    try story.handOver(id)
    let incident = try story.openIncident(.breakdown, suspending: true, under: id, on: "2026-10-20")
    #expect(try story.standing(of: id, on: "2026-12-31").dues.map(\.day) == ["2026-09-05", "2026-10-05"])
    try story.settle(incident, .repaired, on: "2026-12-05")
    #expect(try story.standing(of: id, on: "2026-12-31").dues.map(\.day) == ["2026-09-05", "2026-10-05", "2026-12-05"])
    try story.takeBack(id, on: "2027-02-04")
    #expect(
      try story.standing(of: id, on: "2027-12-31").dues.map(\.day)
        == ["2026-09-05", "2026-10-05", "2026-12-05", "2027-01-05"])
  }

  @Test func `goes on with a renewal`() throws {
    let story = try LoanStory()
    let id = try story.rented()
    #expect(try story.standing(of: id, on: "2028-01-01").due == Money(euros: 25))
    try story.step(id, on: "2027-09-01") { try $0.renewed(until: "2028-09-04") }
    #expect(try story.standing(of: id, on: "2028-01-01").due == Money(euros: 50))
  }

  @Test func `is nothing under a contract that was given up`() throws {
    let story = try LoanStory()
    let id = try story.signed(
      ContractTerms(.rental, charge: .rent(Money(euros: 5), every: .month), starts: "2026-09-05", term: nil))
    try story.cancel(id)
    #expect(try story.standing(of: id, on: "2027-01-01").dues == [])
    #expect(throws: PaymentFailure.contractVoid(id, .cancelled)) { try story.pay(Money(euros: 5), .rent, under: id) }
  }
}

@Suite struct `The money of a contract` {
  @Test(arguments: Payment.Purpose.allCases)
  func `goes from one account to another, so that the ledger always adds up`(purpose: Payment.Purpose) {
    #expect(purpose.move.from != purpose.move.to)
    #expect(purpose.isReceived == [.rent, .price, .deposit].contains(purpose))
    #expect(purpose.movesMoney == (purpose != .depositKept))
  }

  @Test func `has receipts numbered without gaps, and one annulled keeps its own`() throws {
    let story = try LoanStory()
    let id = try story.rented(deposit: Money(euros: 10))
    let rent = try story.pay(Money(euros: 20), .rent, under: id)
    #expect(rent.id.reference == "P-000001")
    try story.annul()
    #expect(try story.standing(of: id, on: "2026-12-31").paid == .zero)
    let again = try story.pay(Money(euros: 25), .rent, by: .cheque, under: id, on: "2026-09-11")
    #expect(again.id.reference == "P-000002")
    let all = try story.database.read { try PaymentStore.all(of: id, in: $0) }
    #expect(all.map(\.isAnnulled) == [true, false])
    let faults = try story.database.read { try PaymentStore.faults(in: $0) }
    #expect(faults.contracts == [] && faults.gaps == 0)
  }

  @Test func `is what was agreed, and no more`() throws {
    let story = try LoanStory()
    let id = try story.rented(deposit: Money(euros: 10))
    #expect(throws: PaymentFailure.notPositive(.zero)) { try story.pay(.zero, .rent, under: id) }
    #expect(throws: PaymentFailure.tooMuch(id, Money(cents: 2501), remaining: Money(euros: 25))) {
      try story.pay(Money(cents: 2501), .rent, under: id)
    }
    #expect(throws: PaymentFailure.notAskedFor(id, .price, .rental)) {
      try story.pay(Money(euros: 1), .price, under: id)
    }
    #expect(throws: PaymentFailure.depositBeyond(id, Money(euros: 11), possible: Money(euros: 10))) {
      try story.pay(Money(euros: 11), .deposit, under: id)
    }
    #expect(throws: PaymentFailure.depositBeyond(id, Money(euros: 1), possible: .zero)) {
      try story.pay(Money(euros: 1), .depositBack, under: id)
    }
    #expect(throws: PaymentFailure.refundBeyond(id, Money(euros: 1), paid: .zero)) {
      try story.pay(Money(euros: 1), .refund, under: id)
    }
    #expect(throws: PaymentFailure.meansNeeded(.rent)) { try story.pay(Money(euros: 1), .rent, by: nil, under: id) }
    #expect(throws: PaymentFailure.meansOfNothing(.depositKept)) {
      try story.pay(Money(euros: 1), .depositKept, by: .cash, under: id)
    }
    #expect(throws: LoansFailure.outOfOrder("2026-09-04", after: "2026-09-05")) {
      try story.pay(Money(euros: 1), .rent, under: id, on: "2026-09-04")
    }
  }

  @Test func `is taken for a year in advance where no end was agreed`() throws {
    let story = try LoanStory()
    let id = try story.signed(
      ContractTerms(.rental, charge: .rent(Money(euros: 5), every: .month), starts: "2026-09-05", term: nil))
    // Thirteen rents, from 5 September 2026 to 5 September 2027.
    #expect(throws: PaymentFailure.tooMuch(id, Money(euros: 66), remaining: Money(euros: 65))) {
      try story.pay(Money(euros: 66), .rent, under: id)
    }
    try story.pay(Money(euros: 65), .rent, under: id)
    #expect(try story.standing(of: id, on: "2026-09-10").owed == Money(euros: -60))
  }

  @Test func `of a free loan without a deposit is none`() throws {
    let story = try LoanStory()
    let (id, _) = try story.signed()
    #expect(throws: PaymentFailure.notAskedFor(id, .rent, .loan)) { try story.pay(Money(euros: 1), .rent, under: id) }
    #expect(throws: PaymentFailure.noDepositAgreed(id)) { try story.pay(Money(euros: 1), .deposit, under: id) }
  }

  @Test func `tells what is owed, and since when`() throws {
    let story = try LoanStory()
    let terms = try ContractTerms(
      .rental, charge: .rent(Money(euros: 5), every: .month), starts: "2026-09-05", term: "2027-09-04")
    let id = try story.signed(terms)
    try story.pay(Money(euros: 7), .rent, under: id)
    let owed = try story.standing(of: id, on: "2026-11-30")
    #expect(owed.owed == Money(euros: 8) && owed.owedSince == "2026-10-05")
    try story.database.change(.sample(on: "2026-11-30")) { change in
      try PaymentStore.exempt(Money(euros: 8), because: "perte d'emploi", under: id, in: change)
    }
    let exempted = try story.standing(of: id, on: "2026-11-30")
    #expect(exempted.owed == .zero && exempted.owedSince == nil && exempted.exempted == Money(euros: 8))
    #expect(throws: LoansFailure.emptyReason) {
      try story.database.change(.sample(on: "2026-11-30")) { change in
        try PaymentStore.exempt(Money(euros: 1), because: " ", under: id, in: change)
      }
    }
  }

  @Test func `in deposit comes back, or is kept, and a deposit that came back is not annulled`() throws {
    let story = try LoanStory()
    let id = try story.rented(deposit: Money(euros: 10))
    try story.pay(Money(euros: 10), .deposit, under: id)
    let received = try story.database.read { EntryID(rawValue: try Journal.head(in: $0).sequence) }
    try story.takeBack(id)
    try story.pay(Money(euros: 4), .depositKept, by: nil, under: id, on: "2026-12-01")
    try story.pay(Money(euros: 6), .depositBack, under: id, on: "2026-12-02")
    #expect(try story.standing(of: id, on: "2026-12-31").deposit == .zero)
    let later = [received.rawValue + 2, received.rawValue + 3].map { EntryID(rawValue: $0) }
    #expect(throws: LoansFailure.restedOn(received, by: later)) { try story.annul(received) }
  }

  static let failures: [PaymentFailure] =
    [
      .noPayment(1), .notPositive(.zero), .notAskedFor(1, .rent, .loan), .noDepositAgreed(1),
      .contractVoid(1, .cancelled), .tooMuch(1, Money(euros: 2), remaining: .zero),
      .depositBeyond(1, Money(euros: 2), possible: .zero), .refundBeyond(1, Money(euros: 2), paid: .zero),
      .receiptAnnulled(1),
    ] + Payment.Purpose.allCases.flatMap { [.meansNeeded($0), .meansOfNothing($0)] }

  @Test(arguments: failures) func `is refused in sentences`(failure: PaymentFailure) { expectSentences(failure.text) }
}

@Suite struct `An incident during a loan` {
  @Test func `happens to what the household has, from the hand-over on`() throws {
    let story = try LoanStory()
    let (id, _) = try story.signed()
    #expect(throws: IncidentFailure.deviceNotOut(id, .signed)) {
      try story.openIncident(.breakdown, under: id, on: "2026-09-06")
    }
    try story.handOver(id)
    #expect(throws: LoansFailure.outOfOrder("2026-09-05", after: "2026-09-06")) {
      try story.openIncident(.breakdown, under: id, on: "2026-09-05")
    }
  }

  @Test func `that is a theft waits for its complaint, 48 hours, over the end of February too`() throws {
    let story = try LoanStory()
    let (id, _) = try story.signed()
    try story.handOver(id)
    let theft = try story.openIncident(.theft, under: id, on: "2027-02-27")
    let incident = try story.database.read { try IncidentStore.existing(theft, in: $0) }
    #expect(incident.id.reference == "I-000001" && incident.complaintDue == "2027-03-01")
    #expect(throws: IncidentFailure.complaintMissing(theft, due: "2027-03-01")) {
      try story.settle(theft, .lenderBears, on: "2027-03-05")
    }
    let isInTime = try story.database.change(.sample(on: "2027-03-02")) {
      try IncidentStore.complain("PV 2027/12", about: theft, in: $0)
    }
    #expect(!isInTime)
    try story.settle(theft, .lenderBears, on: "2027-03-05")
    #expect(throws: IncidentFailure.settled(theft, .lenderBears)) { try story.settle(theft, .found, on: "2027-03-06") }
    #expect(try story.database.read { try IncidentStore.open(in: $0) } == [])
  }

  @Test func `is borne by the lender, unless a clause says otherwise or the term has passed`() throws {
    let story = try LoanStory()
    let (id, _) = try story.signed()
    try story.handOver(id)
    let loss = try story.openIncident(.loss, under: id, on: "2027-09-05")
    #expect(throws: IncidentFailure.lossIsLenders(loss, id)) {
      try story.settle(loss, .borrowerBears, on: "2027-09-06")
    }
    try story.settle(loss, .found, on: "2027-09-06")
    let late = try story.openIncident(.loss, under: id, on: "2027-09-06")
    #expect(try story.settle(late, .borrowerBears, on: "2027-09-07").outcome == .borrowerBears)
  }

  @Test(arguments: [(Incident.Kind.theft, Incident.Outcome.repaired), (.breakage, .found)])
  func `ends as such incidents can`(kind: Incident.Kind, outcome: Incident.Outcome) throws {
    let story = try LoanStory()
    let (id, _) = try story.signed()
    try story.handOver(id)
    let incident = try story.openIncident(kind, under: id, on: "2026-10-01")
    #expect(throws: IncidentFailure.outcomeUnfit(incident, kind, outcome)) {
      try story.settle(incident, outcome, on: "2026-10-02")
    }
  }

  @Test func `is annulled from its end`() throws {
    let story = try LoanStory()
    let (id, _) = try story.signed()
    try story.handOver(id)
    let incident = try story.openIncident(.breakdown, under: id, on: "2026-10-01")
    let opened = try story.database.read { EntryID(rawValue: try Journal.head(in: $0).sequence) }
    try story.settle(incident, .repaired, on: "2026-10-02")
    let closed = EntryID(rawValue: opened.rawValue + 1)
    #expect(throws: LoansFailure.restedOn(opened, by: [closed])) { try story.annul(opened) }
    try story.annul(closed)
    #expect(try story.database.read { try IncidentStore.open(in: $0).map(\.id) } == [incident])
    try story.annul(opened)
    #expect(try story.database.read { try IncidentStore.open(in: $0) } == [])
  }

  static let failures: [IncidentFailure] = [
    .noIncident(1), .deviceNotOut(1, .ended), .settled(1, .found), .noComplaintFor(1, .loss), .complaintBrought(1),
    .emptyReference, .outcomeUnfit(1, .theft, .repaired), .complaintMissing(1, due: "2026-09-17"), .lossIsLenders(1, 2),
  ]

  @Test(arguments: failures) func `is refused in sentences`(failure: IncidentFailure) { expectSentences(failure.text) }
}
