import Kernel
import Loans
import Storage
import TestSupport
import Testing

@Suite struct `A programme in force` {
  let database: Database

  init() throws { database = try LoanStory().database }

  static func programme(_ version: String, _ body: String = "{}", id: String = "aide") -> AdoptedProgramme {
    AdoptedProgramme(id: id, version: version, body: body)
  }

  func adopt(_ programme: AdoptedProgramme, on day: Day) throws {
    try database.change(.sample(on: day)) { try ProgrammeStore.adopt(programme, in: $0) }
  }

  func version(on day: Day) throws -> String {
    try database.read { try ProgrammeStore.inForce("aide", on: day, in: $0).version }
  }

  @Test func `is the one adopted last, up to the day`() throws {
    try adopt(Self.programme("1"), on: "2026-01-10")
    try adopt(Self.programme("2"), on: "2026-06-10")
    #expect(try version(on: "2026-06-09") == "1")
    #expect(try version(on: "2026-06-10") == "2")
    #expect(throws: LoansFailure.noProgramme("aide", on: "2026-01-09")) { try version(on: "2026-01-09") }
    let all = try database.read { try ProgrammeStore.inForce(on: "2026-09-15", in: $0) }
    #expect(all.map(\.id) == ["aide", "pret-college"])
  }

  @Test func `is kept whole, also once another serves`() throws {
    let first = Self.programme("1", "{ \"id\" : \"aide\" }\n")
    try adopt(first, on: "2026-01-10")
    try adopt(Self.programme("2"), on: "2026-06-10")
    #expect(try database.read { try ProgrammeStore.version("1", of: "aide", in: $0) } == first)
  }

  @Test func `never changes under its version`() throws {
    try adopt(Self.programme("1"), on: "2026-01-10")
    #expect(throws: LoansFailure.versionTaken(programme: "aide", version: "1")) {
      try adopt(Self.programme("1", "[]"), on: "2026-02-10")
    }
  }

  @Test func `can serve again after another`() throws {
    try adopt(Self.programme("1"), on: "2026-01-10")
    try adopt(Self.programme("2"), on: "2026-06-10")
    try adopt(Self.programme("1"), on: "2026-07-10")
    #expect(try version(on: "2026-07-10") == "1")
  }

  @Test func `serves no more once its adoption is annulled`() throws {
    let story = try LoanStory()
    try story.annul()
    #expect(throws: LoansFailure.noProgramme("pret-college", on: "2027-01-01")) {
      try story.database.read { try ProgrammeStore.inForce("pret-college", on: "2027-01-01", in: $0) }
    }
  }
}

@Suite struct `A decision` {
  @Test func `is kept with its grounds, and the latest is last`() throws {
    let story = try LoanStory()
    let id = try story.request()
    let (first, second) = (try story.decide(id, .unknown), try story.decide(id, modest: true))
    let kept = try story.database.read { try DecisionStore.all(on: id, in: $0) }
    #expect(kept == [first, second])
    #expect(try kept.map(\.finding) == [.sample(.unknown), .sample(modest: true)])
  }

  @Test func `calls no household modest without finding it eligible`() {
    #expect(throws: LoansFailure.modestWithoutRight(.notEligible)) {
      try Decision.Finding.sample(.notEligible, modest: true)
    }
  }

  @Test func `rests on a programme that was adopted`() throws {
    let story = try LoanStory()
    let id = try story.request()
    let other = AdoptedProgramme(id: "pret-college", version: "2026.1", body: "[]")
    #expect(
      throws: StorageFailure.guarded(
        "decisions: aucun programme de ce nom et de ce contenu n'est en vigueur")
    ) {
      try story.database.change { try DecisionStore.save(.sample(programme: other), on: id, in: $0) }
    }
  }
}
