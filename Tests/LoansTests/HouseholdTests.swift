import Kernel
import Loans
import Storage
import TestSupport
import Testing

@Suite struct `A household` {
  @Test func `is found by its number, its telephone or a name`() throws {
    let story = try LoanStory()
    let phone = try PhoneNumber("06 39 98 00 01")
    let first = try story.database.change {
      try HouseholdStore.add(.sample("Alix Inventé", phone: phone), in: $0)
    }
    let second = try story.database.change { try HouseholdStore.add(.sample("Sacha Fictif"), in: $0) }
    #expect(first.id.reference == "F-000001")
    #expect(try story.database.read { try HouseholdStore.find(first.id, in: $0) } == first)
    let found = { words in try story.database.read { try HouseholdStore.search(words, in: $0) } }
    #expect(try found("+33639980001") == [first])
    #expect(try found("fictif") == [second])
    #expect(try found(" ") == [])
    #expect(try found("%") == [])
  }

  @Test func `is known by its latest profile, and by the one before when that was a mistake`() throws {
    let story = try LoanStory()
    let household = try story.database.change { try HouseholdStore.add(.sample(), in: $0) }
    let moved = try Household.Profile.sample(adults: 2)
    try story.database.change { try HouseholdStore.save(moved, of: household.id, in: $0) }
    #expect(try story.database.read { try HouseholdStore.find(household.id, in: $0)?.profile } == moved)
    try story.annul()
    #expect(try story.database.read { try HouseholdStore.find(household.id, in: $0) } == household)
  }

  @Test func `has a contact and at least one person`() throws {
    #expect(throws: LoansFailure.emptyName) { try Household.Profile.sample("  ") }
    #expect(throws: LoansFailure.nobodyInHousehold(adults: 0, children: 0)) {
      try Household.Profile.sample(adults: 0, children: 0)
    }
    #expect(throws: LoansFailure.nobodyInHousehold(adults: 2, children: -1)) {
      try Household.Profile.sample(adults: 2, children: -1)
    }
    #expect(try Household.Profile.sample(adults: 0, children: 1).children == 1)
  }

  @Test func `leaves no name and no free text in the journal`() throws {
    let story = try LoanStory()
    let (contract, _) = try story.signed()
    try story.handOver(contract)
    try story.database.change(.sample(on: "2026-09-20")) { change in
      try FollowUpStore.save(FollowUp.Report(.done, note: "contente de l'ordinateur"), of: 1, in: change)
    }
    let words = try story.database.read { reader in
      try reader.all("SELECT subject || facts AS words FROM journal").map { row -> String in try row["words"]
      }
    }
    for secret in ["Alix", "devoirs", "contente"] {
      #expect(!words.contains { $0.contains(secret) })
    }
  }

  @Test(arguments: [
    ("C-000045", 45), ("c-45", 45), ("C45", 45), ("45", 45), (" C-000 045", 45), ("C-1234567", 1_234_567),
  ])
  func `and its contract are called by numbers people write`(input: String, number: Int64) throws {
    #expect(try ContractID(reference: input) == ContractID(rawValue: number))
  }

  @Test(arguments: ["F-000045", "C-", "", "0", "C--1", "-4", "quarante", "C-٤٥"])
  func `is never taken for a contract`(input: String) {
    #expect(
      throws: LoansFailure.notAReference(
        input, noun: Text(fr: "un contrat", en: "a contract"), example: "C-000045")
    ) {
      try ContractID(reference: input)
    }
  }
}

@Suite struct `What is known of a household` {
  let story: LoanStory
  let household: HouseholdID

  init() throws {
    story = try LoanStory()
    household = try story.database.change(.sample(on: "2026-09-01")) {
      try HouseholdStore.add(.sample(), in: $0).id
    }
  }

  func save(_ facts: HouseholdFact...) throws {
    try story.database.change { change in
      for fact in facts { try HouseholdFactStore.save(fact, of: household, in: change) }
    }
  }

  func known() throws -> [HouseholdFact] {
    try story.database.read { try HouseholdFactStore.known(of: household, in: $0) }
  }

  static func fact(
    _ key: String, _ value: HouseholdFact.Value, kind: String? = nil, day: Day = "2026-09-10",
    checkedBy: PersonID? = 1, month: String? = nil, calculated: String? = nil
  ) throws -> HouseholdFact {
    try HouseholdFact(
      key: key, value: value, kind: kind,
      evidence: HouseholdFact.Evidence(kind: "attestation_caf_qf", day: day, checkedBy: checkedBy),
      origin: .init(provider: nil, month: month, calculated: calculated))
  }

  @Test func `is of no month after its document`() throws {
    for fact in [
      try Self.fact("qf", .number(512), month: "2026-10"), try Self.fact("qf", .number(512), calculated: "2026-10"),
    ] {
      #expect(throws: LoansFailure.monthToCome("2026-10", dated: "2026-09-10")) { try save(fact) }
    }
    try save(try Self.fact("qf", .number(512), month: "2026-09", calculated: "2026-09"))
  }

  @Test func `has one value for a month, until a more recent document or an annulment`() throws {
    try save(try Self.fact("qf", .number(512), month: "2026-09"))
    let entry = try story.database.read { try $0.first("SELECT max(entry) AS entry FROM household_facts") }
    let other = try Self.fact("qf", .number(800), month: "2026-09")
    let first: EntryID = try #require(entry)["entry"]
    #expect(throws: LoansFailure.monthKnown("qf", month: "2026-09", dated: "2026-09-10", by: first)) { try save(other) }
    try save(try Self.fact("qf", .number(512), month: "2026-09"))
    try save(try Self.fact("qf", .number(700), month: "2026-08"))
    let newer = try Self.fact("qf", .number(800), day: "2026-09-11", month: "2026-09")
    try save(newer)
    #expect(try known() == [newer])
    try story.annul()
    try save(try Self.fact("qf", .number(512), month: "2026-09"))
    #expect(throws: LoansFailure.self) { try save(other) }
  }

  @Test func `is known by the newest document, whenever it was told`() throws {
    let newer = try Self.fact("qf", .number(512), day: "2026-09-10")
    try save(newer)
    try save(try Self.fact("qf", .number(300), day: "2026-05-10"))
    #expect(try known() == [newer])
    // Told again from the same document, it is set right; annulled, what was told before counts again.
    let right = try Self.fact("qf", .number(521), day: "2026-09-10")
    try save(right)
    #expect(try known() == [right])
    try story.annul()
    #expect(try known() == [newer])
    // Printed later, of an earlier month.
    try save(try Self.fact("qf", .number(700), day: "2026-09-11", month: "2026-06"))
    #expect(try known() == [newer])
    let told = try story.database.read { try HouseholdFactStore.told(of: household, in: $0) }
    #expect(told.map(\.value) == [.number(512), .number(300), .number(700)])
  }

  @Test func `is kept with its evidence, whatever its form`() throws {
    let facts = [
      try Self.fact("boursier", .truth(false)), try Self.fact("commune", .text("47001")),
      try Self.fact("emmenagement", .day("2026-02-28"), checkedBy: nil), try Self.fact("naf", .absent),
      try Self.fact("qf", .number(512), kind: "qf_caf_msa"),
    ]
    for fact in facts.reversed() { try save(fact) }
    #expect(try known() == facts)
  }

  @Test func `is its latest fact, and the one before when that was a mistake`() throws {
    let (old, new) = (try Self.fact("qf", .number(900)), try Self.fact("qf", .number(512)))
    try save(old)
    try save(new)
    #expect(try known() == [new])
    try story.annul()
    #expect(try known() == [old])
  }

  @Test func `may be that there is nothing, which is knowledge`() throws {
    try save(try Self.fact("qf", .number(900)))
    try save(try Self.fact("qf", .absent))
    #expect(try known().map(\.value) == [.absent])
  }

  @Test func `rests on no document to come`() throws {
    let fact = try Self.fact("qf", .number(512), day: "2026-09-16")
    #expect(throws: LoansFailure.documentToCome("2026-09-16", seen: "2026-09-15")) { try save(fact) }
  }

  @Test(arguments: ["QF", "", "q f", "1qf", "qf-caf", "é"])
  func `is named as programmes name it`(name: String) {
    #expect(throws: LoansFailure.notAName(name)) { try Self.fact(name, .absent) }
    #expect(throws: LoansFailure.notAName(name)) { try Self.fact("qf", .number(1), kind: name) }
  }

  static let wrongForms: [(form: String, number: String, words: String)] = [
    ("number", "NULL", "NULL"), ("number", "1", "'x'"), ("truth", "2", "NULL"), ("text", "1", "NULL"),
    ("day", "NULL", "'hier'"), ("absent", "0", "NULL"), ("autre", "1", "NULL"),
  ]

  @Test(arguments: wrongForms)
  func `has one form, also by straight SQL`(form: String, number: String, words: String) {
    #expect {
      try story.tryStraight(
        """
        INSERT INTO household_facts (household, key, form, number, words, evidence, evidence_day, entry)
        VALUES (1, 'qf', '\(form)', \(number), \(words), 'x', '2026-09-01', ENTRY)
        """)
    } throws: { error in
      if case StorageFailure.constraint = error { true } else { false }
    }
  }

  @Test func `is never changed`() throws {
    try save(try Self.fact("qf", .number(900)))
    #expect(throws: StorageFailure.guarded("household_facts: rows are never changed")) {
      try story.tryStraight("UPDATE household_facts SET number = 1")
    }
  }
}
