import Kernel
import Loans
import Storage
import TestSupport
import Testing

@Suite struct `A draft of a request` {
  let story: LoanStory
  let draft: RequestID

  init() throws {
    story = try LoanStory()
    let household = try story.database.change(.sample(on: "2026-09-02")) {
      try HouseholdStore.add(.sample(), in: $0).id
    }
    draft = try story.database.change(.sample(on: "2026-09-02")) { change in
      let wish = try Request.Wish(
        household: household, prescriber: LoanStory.lender, device: .laptop, uses: "devoirs", channel: .phone,
        needs: Request.Needs(
          connection: .home, trainings: [.firstSteps, .security], help: [.language],
          urgency: Request.Urgency(.schooling, by: "2026-10-01"), meeting: .home, times: "le soir"))
      return try RequestStore.submit(wish, asDraft: true, in: change).id
    }
  }

  func edit(on day: Day = "2026-09-03", _ tell: (inout Request.News) -> Void) throws -> Request {
    var news = Request.News()
    tell(&news)
    return try story.database.change(.sample(on: day)) { change in
      let wish = try RequestStore.existing(draft, in: change).wish.told(news)
      return try RequestStore.rewrite(draft, as: wish, in: change)
    }
  }

  func wish() throws -> Request.Wish { try story.database.read { try RequestStore.existing(draft, in: $0).wish } }

  @Test func `says what was told last; what was not told again stays`() throws {
    let before = try wish()
    _ = try edit { news in
      (news.uses, news.device, news.channel) = ("démarches", .tablet, .counter)
      news.needs = Request.Needs(trainings: [.smartphone], meeting: .nearest)
    }
    let after = try wish()
    #expect((after.uses, after.device, after.channel) == ("démarches", .tablet, .counter))
    #expect(after.needs.trainings == [.smartphone] && after.needs.meeting == .nearest)
    #expect(after.needs.help == before.needs.help && after.needs.urgency == before.needs.urgency)
    _ = try edit { $0.dropped = [.training, .urgency, .times, .connection] }
    let least = try wish().needs
    #expect(least == Request.Needs(help: [.language], meeting: .nearest))
    // A word that was dropped can be told again.
    _ = try edit { $0.needs = Request.Needs(trainings: [.smartphone]) }
    #expect(try wish().needs.trainings == [.smartphone])
    #expect(throws: LoansFailure.nothingNew) { try edit { $0.needs = Request.Needs(trainings: [.smartphone]) } }
    #expect(throws: LoansFailure.emptyUses) { try edit { $0.uses = " " } }
    #expect(throws: LoansFailure.outOfOrder("2026-09-01", after: "2026-09-02")) {
      try edit(on: "2026-09-01") { $0.uses = "plus tôt" }
    }
  }

  @Test func `is edited until it is sent, and no more`() throws {
    _ = try edit { $0.uses = "démarches" }
    try story.step(draft, on: "2026-09-04") { try $0.submitted() }
    #expect(throws: LoansFailure.notADraft(draft, at: .submitted)) { try edit(on: "2026-09-05") { $0.uses = "autre" } }
    #expect(throws: StorageFailure.guarded("request_edits: seul un brouillon se reprend")) {
      try story.tryStraight("INSERT INTO request_edits (entry, request) VALUES (ENTRY, \(draft))")
    }
    #expect(try wish().uses == "démarches")
  }

  @Test(arguments: [
    "UPDATE requests SET uses = 'autre'", "UPDATE requests SET category = 'tablet'",
    "UPDATE requests SET household = 2",
    "UPDATE requests SET times = NULL", "UPDATE requests SET place = 1, meeting = 'place'",
    "INSERT INTO request_needs (entry, request, need, word) VALUES (ENTRY, 1, 'help', 'mobility')",
    "DELETE FROM request_needs",
  ])
  func `changes by no other hand`(statement: String) throws {
    _ = try edit { $0.uses = "démarches" }
    #expect(throws: StorageFailure.self) { try story.tryStraight(statement) }
  }

  @Test(arguments: [
    "UPDATE requests SET household = 2", "UPDATE requests SET state = 'submitted'", "UPDATE requests SET entry = 1",
    "DELETE FROM requests",
  ])
  func `changes in nothing else while it is edited`(statement: String) throws {
    #expect(throws: StorageFailure.self) {
      try story.tryStraight("INSERT INTO request_edits (entry, request) VALUES (ENTRY, \(draft))", statement)
    }
  }
}
