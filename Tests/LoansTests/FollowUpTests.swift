import Kernel
import Loans
import Storage
import TestSupport
import Testing

@Suite struct `The follow-up plan` {
  static func days(_ dues: [FollowUpPlan.Due]) -> [String] { dues.map { "\($0.kind.rawValue) \($0.day)" } }

  @Test func `of a year's loan`() throws {
    let dues = try FollowUpPlan.shipped().dues(from: "2026-09-15", until: "2027-09-14")
    // 14 and 90 days later, six months later; the notice 30 days before the term, and nothing after it.
    #expect(
      Self.days(dues) == [
        "call 2026-09-29", "call 2026-12-14", "contact 2027-03-15", "end-notice 2027-08-15",
      ])
  }

  @Test func `of a loan without a term goes on for three years`() throws {
    let dues = try FollowUpPlan.shipped().dues(from: "2026-08-31", until: nil)
    // Each six months from the hand-over: the last day of February stands for the 31st, August has its 31st again.
    #expect(
      Self.days(dues) == [
        "call 2026-09-14", "call 2026-11-29", "contact 2027-02-28", "contact 2027-08-31",
        "contact 2028-02-29", "contact 2028-08-31", "contact 2029-02-28", "contact 2029-08-31",
      ])
  }

  @Test func `of a short loan calls once and gives no notice before the hand-over`() throws {
    let dues = try FollowUpPlan.shipped().dues(from: "2026-09-15", until: "2026-10-10")
    #expect(Self.days(dues) == ["call 2026-09-29"])
    #expect(try FollowUpPlan.shipped().dues(from: "2026-09-15", until: "2026-09-29") == [])
  }

  @Test func `is data: another file makes another plan`() throws {
    let file = """
      { "id": "court", "version": "2", "monthsWithoutTerm": 2,
        "contacts": [ { "kind": "visit", "everyMonths": 1 } ] }
      """
    let plan = try FollowUpPlan(Array(file.utf8), file: "court.json")
    #expect(Self.days(plan.dues(from: "2026-01-31", until: nil)) == ["visit 2026-02-28", "visit 2026-03-31"])
  }

  @Test func `counts months and leap days by the calendar`() throws {
    let file = """
      { "id": "mois", "version": "1", "monthsWithoutTerm": 12, "contacts": [
        { "kind": "call", "afterDays": 7 }, { "kind": "visit", "afterMonths": 1 },
        { "kind": "contact", "afterMonths": 3 }, { "kind": "contact", "afterMonths": 6 },
        { "kind": "end-notice", "daysBeforeTerm": 30 } ] }
      """
    let plan = try FollowUpPlan(Array(file.utf8), file: "mois.json")
    // 31 January and three months is the last of April; 2028 is a leap year, so thirty days before 30 March is 29 February.
    #expect(
      Self.days(plan.dues(from: "2028-01-31", until: "2029-01-30")) == [
        "call 2028-02-07", "visit 2028-02-29", "contact 2028-04-30", "contact 2028-07-31", "end-notice 2028-12-31",
      ])
    #expect(
      Self.days(plan.dues(from: "2027-03-31", until: "2028-03-30")).last == "end-notice 2028-02-29")
  }

  static let mistakes: [(contact: String, path: String)] = [
    (#"{ "kind": "call" }"#, "contacts[0]"),
    (#"{ "kind": "call", "afterDays": 3, "everyMonths": 1 }"#, "contacts[0]"),
    (#"{ "kind": "letter", "afterDays": 3 }"#, "contacts[0].kind"),
    (#"{ "kind": "call", "everyMonths": 0 }"#, "contacts[0].everyMonths"),
    (#"{ "kind": "call", "afterDays": 3, "unit": "day" }"#, "contacts[0].unit"),
  ]

  @Test(arguments: mistakes)
  func `is refused with the place of its mistake`(contact: String, path: String) {
    let file = #"{ "id": "x", "version": "1", "monthsWithoutTerm": 12, "contacts": [ \#(contact) ] }"#
    #expect {
      try FollowUpPlan(Array(file.utf8), file: "x.json")
    } throws: { error in
      (error as? JSONFailure)?.place == .path(path)
    }
  }
}

@Suite struct `Following a loan` {
  let story: LoanStory
  let contract: ContractID

  init() throws {
    story = try LoanStory()
    contract = try story.signed().contract
    try story.handOver(contract)
  }

  func save(_ outcome: FollowUp.Outcome, of id: FollowUpID) throws {
    try story.database.change(.sample(on: "2026-09-20")) { change in
      try FollowUpStore.save(
        FollowUp.Report(outcome, until: outcome == .postponed ? "2026-10-02" : nil, note: "rappeler le soir"), of: id,
        in: change)
    }
  }

  func toMake(through day: Day) throws -> [FollowUpID] {
    try story.database.read { try FollowUpStore.toMake(through: day, in: $0).map(\.id) }
  }

  @Test func `lists what is due, until it is done`() throws {
    #expect(try toMake(through: "2026-09-19") == [])
    #expect(try toMake(through: "2026-09-20") == [1])
    try save(.absent, of: 1)
    #expect(try toMake(through: "2026-12-05") == [1, 2])
    try save(.done, of: 1)
    #expect(try toMake(through: "2026-12-05") == [2])
    try story.annul()
    #expect(try toMake(through: "2026-12-05") == [1, 2])
  }

  @Test func `moves to the day it is put off to, and back when that was a mistake`() throws {
    try save(.postponed, of: 1)
    #expect(try toMake(through: "2026-10-01") == [])
    #expect(try toMake(through: "2026-10-02") == [1])
    #expect(try story.database.read { try FollowUpStore.find(1, in: $0)?.due } == "2026-10-02")
    try story.annul()
    #expect(try toMake(through: "2026-09-20") == [1])
    #expect(throws: FollowUpFailure.untilPast("2026-09-20", act: "2026-09-20")) {
      try story.database.change(.sample(on: "2026-09-20")) { change in
        try FollowUpStore.save(FollowUp.Report(.postponed, until: "2026-09-20"), of: 1, in: change)
      }
    }
  }

  @Test func `keeps its tasks the same as what they rest on, through every act and its annulment`() throws {
    func agree() throws {
      let rows = try story.database.read { reader in
        try reader.all(
          """
          SELECT follow_up FROM (SELECT * FROM open_follow_ups EXCEPT SELECT follow_up, due_on, contract FROM follow_up_tasks)
          UNION ALL
          SELECT follow_up FROM (SELECT follow_up, due_on, contract FROM follow_up_tasks EXCEPT SELECT * FROM open_follow_ups)
          """)
      }
      #expect(rows.isEmpty)
    }
    try agree()
    for outcome in FollowUp.Outcome.allCases {
      try save(outcome, of: 1)
      try agree()
      try story.annul()
      try agree()
    }
    try story.takeBack(contract)
    try agree()
    #expect(try toMake(through: "2027-12-31") == [])
    try story.annul()
    try agree()
    #expect(try toMake(through: "2026-09-20") == [1])
  }

  @Test func `ends with the return`() throws {
    try story.takeBack(contract)
    #expect(try toMake(through: "2027-12-31") == [])
  }

  @Test(arguments: [FollowUp.Outcome.done, .refused])
  func `closes a contact once`(outcome: FollowUp.Outcome) throws {
    try save(outcome, of: 1)
    #expect(throws: LoansFailure.followUpClosed(1, outcome)) { try save(.done, of: 1) }
    #expect(throws: StorageFailure.guarded("follow_up_outcomes: ce contact est déjà clos")) {
      try story.tryStraight(
        "INSERT INTO follow_up_outcomes (entry, follow_up, outcome) VALUES (ENTRY, 1, 'done')")
    }
  }

  @Test func `knows its contacts only`() {
    #expect(throws: LoansFailure.noFollowUp(99)) { try save(.done, of: 99) }
  }

  @Test func `forgets the contacts of an annulled hand-over`() throws {
    let handover: EntryID = try story.database.read { reader in
      try reader.all("SELECT entry FROM handovers").map { row -> EntryID in try row["entry"] }[0]
    }
    try story.annul(handover)
    #expect(throws: LoansFailure.noFollowUp(1)) { try save(.done, of: 1) }
    #expect(
      throws: StorageFailure.guarded("follow_up_outcomes: ce contact a été annulé avec sa remise")
    ) {
      try story.tryStraight(
        "INSERT INTO follow_up_outcomes (entry, follow_up, outcome) VALUES (ENTRY, 1, 'done')")
    }
  }
}
