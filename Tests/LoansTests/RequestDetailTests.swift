import Kernel
import Loans
import Storage
import TestSupport
import Testing

@Suite struct `What goes with a request` {
  private func needs() -> Request.Needs {
    Request.Needs(
      connection: .home, trainings: [.security, .firstSteps, .security], help: [.written, .language],
      urgency: Request.Urgency(.schooling, by: "2026-10-01"), meeting: .place(PlaceID(rawValue: 1)),
      times: " le mardi après 14 h ")
  }

  private func submit(_ needs: Request.Needs, asDraft: Bool = false, in story: LoanStory) throws -> Request {
    try story.database.change(.sample(on: "2026-09-02")) { change in
      let household = try HouseholdStore.add(.sample(), in: change).id
      let wish = try Request.Wish(
        household: household, prescriber: LoanStory.lender, device: .laptop, uses: "devoirs", channel: .phone,
        needs: needs)
      return try RequestStore.submit(wish, asDraft: asDraft, in: change)
    }
  }

  @Test func `is kept as it was told, each word once and in the order of its list`() throws {
    let story = try LoanStory()
    let id = try submit(needs(), in: story).id
    let kept = try story.database.read { try RequestStore.existing(id, in: $0).wish.needs }
    #expect(kept == needs())
    #expect(kept.trainings == [.firstSteps, .security])
    #expect(kept.help == [.language, .written])
    #expect(kept.times == "le mardi après 14 h")
  }

  @Test func `is nothing when nothing was told`() throws {
    let story = try LoanStory()
    let id = try submit(Request.Needs(), in: story).id
    #expect(try story.database.read { try RequestStore.existing(id, in: $0).wish.needs } == Request.Needs())
  }

  @Test func `tells the day the household was told how its data are kept`() throws {
    let story = try LoanStory()
    let id = try submit(needs(), in: story).id
    let noticed = { try story.database.read { try RequestDetailStore.noticed(id, in: $0) } }
    #expect(try noticed() == nil)
    try story.database.change(.sample(on: "2026-09-04")) { try RequestDetailStore.notice(of: id, in: $0) }
    #expect(try noticed() == "2026-09-04")
    try story.annul()
    #expect(try noticed() == nil)
  }

  @Test func `a draft is sent before anything else is done with it`() throws {
    let story = try LoanStory()
    let draft = try submit(needs(), asDraft: true, in: story)
    #expect(throws: LoansFailure.requestCannot(draft.id, .decide, at: .draft)) { try story.decide(draft.id) }
    try story.step(draft.id) { try $0.submitted() }
    #expect(try story.state(of: draft.id) == .submitted)
    try story.annul()
    #expect(try story.state(of: draft.id) == .draft)
  }
}

@Suite struct `Papers that are missing` {
  private func missing(_ id: RequestID, in story: LoanStory) throws -> [String] {
    try story.database.read { try RequestDetailStore.missing(of: RequestStore.existing(id, in: $0), in: $0) }
  }

  @Test func `are named until they come, or until others are asked for`() throws {
    let story = try LoanStory()
    let id = try story.request()
    try story.step(id) { try $0.missing(["rsa", "caf", "rsa"]) }
    #expect(try story.state(of: id) == .incomplete)
    #expect(try missing(id, in: story) == ["caf", "rsa"])
    try story.step(id) { try $0.missing(["domicile"]) }
    #expect(try missing(id, in: story) == ["domicile"])
    try story.annul()
    #expect(try missing(id, in: story) == ["caf", "rsa"])
    try story.step(id) { try $0.completed() }
    #expect(try story.state(of: id) == .submitted)
    #expect(try missing(id, in: story) == [])
  }

  @Test func `do not keep a person from deciding on what is known`() throws {
    let story = try LoanStory()
    let id = try story.request()
    try story.step(id) { try $0.missing(["caf"]) }
    let decision = try story.decide(id).id
    #expect(try story.state(of: id) == .decided(decision))
  }

  @Test func `are at least one`() throws {
    let story = try LoanStory()
    let id = try story.request()
    #expect(throws: LoansFailure.noPaperAskedFor(id)) {
      try story.step(id) { try $0.missing([]) }
    }
  }
}

@Suite struct `A device kept for a household` {
  private static let slot = try? Appointment.Slot("14:00-14:30")

  private func appointment(on day: Day, at place: PlaceID? = nil) throws -> Appointment {
    Appointment(on: day, try #require(Self.slot), at: place)
  }

  private func appointed(_ id: RequestID, in story: LoanStory) throws -> Appointment? {
    try story.database.read { try RequestDetailStore.appointment(of: RequestStore.existing(id, in: $0), in: $0) }
  }

  private func allocated(in story: LoanStory) throws -> RequestID {
    let id = try story.request()
    try story.decide(id)
    try story.allocate(id)
    return id
  }

  @Test func `is kept until a day, then counts as expired unless a contract or an appointment holds it`() throws {
    let story = try LoanStory()
    let id = try allocated(in: story)
    func expired(on day: Day) throws -> [RequestID] {
      try story.database.read { try RequestDetailStore.expired(on: day, in: $0).map(\.request) }
    }
    // Kept on 4 September for 30 days: the 4th of October is the last.
    #expect(
      try story.database.read { try RequestDetailStore.keptUntil(RequestStore.existing(id, in: $0), in: $0) }
        == "2026-10-04")
    #expect(try expired(on: "2026-10-04") == [])
    #expect(try expired(on: "2026-10-05") == [id])
    let made = try appointment(on: "2026-10-08")
    try story.step(id, on: "2026-09-10") { try $0.appointed(made) }
    #expect(try expired(on: "2026-10-08") == [])
    #expect(try expired(on: "2026-10-09") == [id])
    try story.sign(id, on: "2026-10-09")
    #expect(try expired(on: "2026-10-10") == [])
  }

  @Test func `is handed over at an appointment, which can be moved and goes with the device`() throws {
    let story = try LoanStory()
    let id = try allocated(in: story)
    #expect(try appointed(id, in: story) == nil)
    let (first, second) = (try appointment(on: "2026-09-12", at: 1), try appointment(on: "2026-09-14"))
    try story.step(id, on: "2026-09-06") { try $0.appointed(first) }
    #expect(try appointed(id, in: story) == first)
    try story.step(id, on: "2026-09-07") { try $0.appointed(second) }
    #expect(try appointed(id, in: story) == second)
    try story.annul()
    #expect(try appointed(id, in: story) == first)
    try story.release(id, because: .noShow, on: "2026-09-12")
    #expect(try appointed(id, in: story) == nil)
    try story.allocate(id, on: "2026-09-13")
    #expect(try appointed(id, in: story) == nil)
  }

  @Test func `is on the agenda of its day and its place`() throws {
    let story = try LoanStory()
    let id = try allocated(in: story)
    let made = try appointment(on: "2026-09-12", at: 1)
    try story.step(id, on: "2026-09-06") { try $0.appointed(made) }
    func agenda(_ first: Day, _ last: Day, at place: PlaceID? = nil) throws -> [RequestID] {
      try story.database.read {
        try RequestDetailStore.appointments(from: first, through: last, at: place, in: $0).map(\.request)
      }
    }
    #expect(try agenda("2026-09-12", "2026-09-12") == [id])
    #expect(try agenda("2026-09-13", "2026-09-20") == [])
    #expect(try agenda("2026-09-01", "2026-09-30", at: 1) == [id])
    #expect(try agenda("2026-09-01", "2026-09-30", at: 2) == [])
    try story.handOver(story.sign(id, on: "2026-09-12"), on: "2026-09-12")
    #expect(try agenda("2026-09-12", "2026-09-12") == [])
  }

  @Test(arguments: [
    ("14:00-14:30", "14:00-14:30"), ("9h-9h45", "09:00-09:45"), ("14 h 00 – 15 h", "14:00-15:00"),
    ("08h05-08h10", "08:05-08:10"),
  ])
  func `has a slot of time, as people write it`(written: String, kept: String) throws {
    #expect(try Appointment.Slot(written).description == kept)
  }

  @Test(arguments: [
    "14:00", "14:30-14:00", "14:00-14:00", "24:00-25:00", "14:60-15:00", "14-15", "+1:00-+2:00", "a-b", "",
  ])
  func `has no slot that is none`(written: String) {
    #expect(throws: LoansFailure.notASlot(written)) { try Appointment.Slot(written) }
  }
}

@Suite struct `The schema guards what goes with requests` {
  static let attempts = [
    Attempt(
      "a wish added later", at: .submitted,
      "INSERT INTO request_needs (entry, request, need, word) VALUES (ENTRY, 1, 'help', 'language')",
      refusal: "request_needs: ce qui est demandé ne change plus"),
    Attempt(
      "a help that is on no list", at: .submitted, without: ["request_needs_of_the_request_on_insert"],
      "INSERT INTO request_needs (entry, request, need, word) VALUES (ENTRY, 1, 'help', 'dyslexie')",
      refusal: """
        CHECK constraint failed: CASE need WHEN 'training' THEN \(list("word", Request.Training.allCases))
            ELSE \(list("word", Request.Help.allCases)) END
        """),
    Attempt(
      "papers asked for without a step", at: .submitted,
      "INSERT INTO request_missing (entry, request, evidence) VALUES (ENTRY, 1, 'caf')",
      refusal: "request_missing: il y faut le pas de la demande qui le dit"),
    Attempt(
      "a reservation made longer", at: .allocated, "UPDATE reservations SET until = '2030-01-01'",
      refusal: "reservations: rows are never changed"),
    Attempt(
      "a reservation without a step", at: .allocated,
      "INSERT INTO reservations (entry, request, until) VALUES (ENTRY, 1, '2030-01-01')",
      refusal: "reservations: il y faut le pas de la demande qui le dit"),
    Attempt(
      "an appointment for another device", at: .allocated,
      requestStep(1, "appoint", from: "allocated", to: "allocated", decision: "1", device: "2"),
      refusal: "request_steps: le rendez-vous est pour l'appareil attribué"),
    Attempt(
      "an appointment without a step", at: .allocated,
      """
      INSERT INTO request_appointments (entry, request, day, slot, place)
      VALUES (ENTRY, 1, '2027-01-02', '14:00-14:30', NULL)
      """,
      refusal: "request_appointments: il y faut le pas de la demande qui le dit"),
    Attempt(
      "a structure on a step that sends nowhere", at: .submitted,
      requestStep(1, "withdraw", from: "submitted", to: "withdrawn", reason: "'unreachable'", toward: "1"),
      refusal: "CHECK constraint failed: toward IS NULL OR verb = 'reorient'"),
    Attempt(
      "a wish made urgent", at: .submitted, without: ["requests_moves"],
      "UPDATE requests SET urgency = 'work' WHERE id = 1",
      refusal: "requests: values never change"),
  ]

  private static func list(_ column: String, _ words: [some RawRepresentable<String>]) -> String {
    Schema.isOne(column, of: words)
  }

  @Test(arguments: attempts) func `against`(attempt: Attempt) throws { try attempt.expectRefusal() }

  @Test func `and a wish has an urgency with its day, and a place where it says so`() throws {
    let story = try LoanStory()
    _ = try story.request()
    for columns in [
      "urgency, needed_by) VALUES ('work', NULL", "meeting, place) VALUES ('home', 1",
      "meeting, place) VALUES ('place', NULL",
    ] {
      let parts = columns.components(of: ") VALUES (")
      #expect(throws: StorageFailure.self) {
        try story.tryStraight(
          """
          INSERT INTO requests (household, prescriber, category, uses, channel, state, entry, \(parts.0))
          VALUES (1, 1, 'laptop', 'x', 'web', 'submitted', ENTRY, \(parts.1))
          """)
      }
    }
  }
}

extension String {
  fileprivate func components(of separator: String) -> (String, String) {
    guard let range = firstRange(of: separator) else { return (self, "") }
    return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
  }
}
