import Kernel
import Loans
import Storage
import TestSupport
import Testing

/// The days by which one contract is looked for, as they are kept: empty where they are still to be worked out.
private struct Watched: Equatable {
  let back: String?
  let unpaid: String?
  let kept: String?

  init(_ back: String?, _ unpaid: String?, _ kept: String?) {
    (self.back, self.unpaid, self.kept) = (back, unpaid, kept)
  }
}

extension LoanStory {
  fileprivate func watched(_ id: ContractID) throws -> Watched {
    let row = try database.read { reader in
      try #require(
        try reader.first("SELECT back_by, unpaid_from, kept_from FROM contract_dates WHERE contract = \(id)"))
    }
    return Watched(try row["back_by"], try row["unpaid_from"], try row["kept_from"])
  }

  fileprivate func faults() throws -> [ContractID] { try database.read { try ContractDates.faults(in: $0) } }
}

@Suite struct `The days by which contracts are looked for` {
  let story: LoanStory
  let rental: ContractID

  init() throws {
    story = try LoanStory()
    rental = try story.signed(
      ContractTerms(.rental, charge: .rent(Money(euros: 5), every: .month), starts: "2026-09-05", term: "2026-12-31"))
  }

  @Test func `follow a rental from its signature to its end`() throws {
    #expect(try story.watched(rental) == Watched(nil, "2026-09-05", nil), "signed: the first rent")
    try story.handOver(rental)
    #expect(try story.watched(rental) == Watched("2026-12-31", "2026-09-05", nil), "out: to be back by its term")
    try story.pay(Money(euros: 15), .rent, under: rental)
    #expect(try story.watched(rental).unpaid == "2026-12-05", "three months are paid in advance")
    try story.pay(Money(euros: 5), .refund, under: rental, on: "2026-09-11")
    #expect(try story.watched(rental).unpaid == "2026-11-05")
    try story.database.change(.sample(on: "2026-09-12")) { change in
      try PaymentStore.exempt(Money(euros: 10), because: "décision de la commission", under: rental, in: change)
    }
    #expect(try story.watched(rental).unpaid == nil, "all that will ever fall due is covered")
    try story.takeBack(rental, on: "2026-10-01")
    #expect(try story.watched(rental) == Watched(nil, nil, nil), "back, paid, and without papers")
    #expect(try story.faults() == [])
  }

  @Test func `skip the days on which the use is suspended`() throws {
    try story.handOver(rental)
    try story.pay(Money(euros: 5), .rent, under: rental)
    let incident = try story.openIncident(.breakdown, suspending: true, under: rental, on: "2026-09-20")
    #expect(try story.watched(rental).unpaid == nil, "nobody knows when it will go on")
    try story.settle(incident, .repaired, on: "2026-11-20")
    #expect(try story.watched(rental).unpaid == "2026-12-05")
  }

  @Test func `go back with an act that was annulled`() throws {
    try story.handOver(rental)
    try story.pay(Money(euros: 5), .rent, under: rental)
    #expect(try story.watched(rental).unpaid == "2026-10-05")
    try story.annul()
    #expect(try story.watched(rental).unpaid == "2026-09-05")
  }

  @Test func `are worked out at the next act after a hand wrote straight into the file`() throws {
    try story.handOver(rental)
    try story.database.change(.sample(on: "2026-09-10")) { change in
      try change.run(
        """
        INSERT INTO payments (id, contract, purpose, cents, means, entry)
        VALUES (1, \(rental), 'rent', 500, 'cash', \(change.entry))
        """)
    }
    #expect(try story.watched(rental).unpaid == "2026-10-05")
  }

  @Test func `that a hand changed are found by a check`() throws {
    try story.handOver(rental)
    try story.database.change(.sample(on: "2026-09-10")) { change in
      try change.run("UPDATE contract_dates SET unpaid_from = NULL WHERE contract = \(rental)")
    }
    #expect(try story.faults() == [rental])
    try story.database.change(.sample(on: "2026-09-10")) { change in
      try change.run("UPDATE contract_dates SET unpaid_from = '2026-09-05', back_by = NULL WHERE contract = \(rental)")
    }
    #expect(try story.faults() == [rental])
    try story.database.change(.sample(on: "2026-09-10")) { change in
      try change.run("DELETE FROM contract_dates WHERE contract = \(rental)")
    }
    #expect(try story.faults() == [rental])
  }

  @Test func `not worked out yet hide nothing from whoever looks`() throws {
    try story.handOver(rental)
    try story.pay(Money(euros: 20), .rent, under: rental)
    #expect(try story.database.read { try PaymentStore.owing(on: "2027-06-01", in: $0) }.isEmpty)
    let owing = try story.database.change(.sample(on: "2026-09-11")) { change in
      _ = try PaymentStore.record(Money(euros: 5), for: .refund, by: .cash, under: rental, in: change)
      return try PaymentStore.owing(on: "2027-06-01", in: change)
    }
    #expect(owing.map(\.contract) == [rental])
  }
}
