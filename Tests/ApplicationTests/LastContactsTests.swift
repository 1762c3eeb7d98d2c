import Kernel
import Loans
import Storage
import TestSupport
import Testing

@testable import Application

@Suite struct `The last contact with a household` {
  let story: ChainStory
  let household: HouseholdID

  init() throws {
    story = try ChainStory()
    try story.adoptCollege()
    household = try story.household(on: "2026-09-06")
  }

  /// The day kept beside the journal, which is the one its acts give.
  private var last: Day? {
    get throws {
      try story.database.read { reader in
        let row = try #require(
          try reader.first("SELECT day FROM last_contacts WHERE household = \(household)"), "a row for each household")
        let (kept, worked): (Day?, Day?) = (try row["day"], try LastContacts.last(of: household, in: reader))
        #expect(kept == worked)
        #expect(try LastContacts.faults(in: reader) == [])
        return kept
      }
    }
  }

  @Test func `is that of the last act it had a part in`() throws {
    #expect(try last == "2026-09-06", "its registration")
    try story.tell(household, ChainStory.eligible, on: "2026-09-07")
    #expect(try last == "2026-09-07")
    let request = try story.request(of: household, on: "2026-09-08")
    #expect(try last == "2026-09-08", "an act about its request")
    _ = try story.chain.decide(request, under: ChainStory.college, as: story.act("2026-09-09"))
    let contract = try story.lend(try story.ready(), to: request, on: "2026-09-10")
    #expect(try last == "2026-09-10", "an act about its contract")
    let call = try #require(try story.chain.contract(contract).followUps.first)
    _ = try story.chain.record(followUp: call.id, FollowUp.Report(.absent), as: story.act("2026-09-17"))
    #expect(try last == "2026-09-10", "nobody was there")
    _ = try story.chain.record(followUp: call.id, FollowUp.Report(.done), as: story.act("2026-09-18"))
    #expect(try last == "2026-09-18")
  }

  @Test func `goes back with an act that was annulled, and moves with a day that was corrected`() throws {
    _ = try story.request(of: household, on: "2026-09-08")
    let entry = try story.latest
    try story.chain.correct(entry, .day(Day("2026-09-07")), because: "saisi le lendemain", as: story.act("2026-09-20"))
    #expect(try last == "2026-09-07")
    try story.chain.correct(entry, .annulment, because: "saisi deux fois", as: story.act("2026-09-20"))
    #expect(try last == "2026-09-06")
  }

  @Test func `finds those nobody has heard of since a day, and them alone`() throws {
    let other = try story.household("Dominique Fictive", on: "2026-09-06")
    _ = try story.request(of: other, on: "2026-11-08")
    func silent(since day: Day) throws -> [HouseholdID] {
      try story.database.read { try LastContacts.all(by: day, in: $0).map(\.household) }
    }
    #expect(try silent(since: "2026-09-05") == [])
    #expect(try silent(since: "2026-11-07") == [household])
    #expect(try silent(since: "2026-11-08") == [household, other])
  }

  @Test(arguments: ["day = '2020-01-01'", "day = NULL"])
  func `that a hand changed is found by a check, and never taken for true`(change: String) throws {
    try story.database.write(Action.tellStructure, try story.act("2026-09-20")) { writing in
      writing.concerns(.instance)
      try writing.run(SQL(stringLiteral: "UPDATE last_contacts SET \(change) WHERE household = \(household)"))
    }
    #expect(try story.database.read { try LastContacts.faults(in: $0) } == [household])
    #expect(try story.database.read { try LastContacts.all(by: "2026-09-05", in: $0).isEmpty })
    let faults = try story.chain.check(against: nil).faults.map(\.en)
    #expect(faults == ["The last contact with household \(household.reference) is not that of its acts."])
    // The next act about it works it out again.
    _ = try story.request(of: household, on: "2026-09-21")
    #expect(try last == "2026-09-21")
  }
}
