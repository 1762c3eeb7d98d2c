import Kernel
import Storage
import TestSupport
import Testing

@testable import Loans

/// The schema alone, without the use cases that would refuse earlier: one device per household every four years.
@Suite struct `The schema guards the limit of a programme` {
  let story: LoanStory
  private static let refusal = StorageFailure.guarded("contracts: ce foyer a déjà eu ce que son programme accorde")

  init() throws {
    story = try LoanStory()
    let limited = AdoptedProgramme(
      id: "pret-limite", version: "1", body: "{}", limit: .init(perHousehold: 1, years: 4))
    try story.database.change(.sample(on: "2026-09-01")) { try ProgrammeStore.adopt(limited, in: $0) }
    #expect(try story.database.read { try ProgrammeStore.inForce("pret-limite", on: "2026-09-02", in: $0) } == limited)
  }

  /// A request of the household, decided under the programme, with a device kept for it.
  private func allocated(
    _ device: DeviceID, to household: HouseholdID, under programme: String = "pret-limite", on day: Day
  ) throws -> RequestID {
    let id = try story.request(of: household, on: day)
    try story.database.change(.sample(on: day)) { change in
      let programme = try ProgrammeStore.inForce(programme, on: day, in: change)
      let decision = try DecisionStore.save(.sample(programme: programme), on: id, in: change)
      try RequestStore.save(RequestStore.existing(id, in: change).decided(by: decision), in: change)
    }
    try story.allocate(id, device, on: day)
    return id
  }

  private func family() throws -> HouseholdID {
    try story.database.change(.sample(on: "2026-09-02")) { try HouseholdStore.add(.sample(), in: $0).id }
  }

  @Test(arguments: [("2026-09-06" as Day, false), ("2030-09-04", false), ("2030-09-05", true)])
  func `a second contract is signed once the years are over`(day: Day, isAllowed: Bool) throws {
    let family = try family()
    try story.sign(allocated(1, to: family, on: "2026-09-04"), on: "2026-09-05")
    let second = try allocated(2, to: family, on: "2026-09-06")
    if isAllowed {
      try story.sign(second, term: nil, on: day)
    } else {
      #expect(throws: Self.refusal) { try story.sign(second, term: nil, on: day) }
    }
  }

  @Test func `another programme counts apart`() throws {
    let family = try family()
    try story.sign(allocated(1, to: family, on: "2026-09-04"), on: "2026-09-05")
    try story.sign(allocated(2, to: family, under: "pret-college", on: "2026-09-06"), term: nil, on: "2026-09-07")
  }

  @Test func `a contract given up does not come back beside another`() throws {
    let family = try family()
    let first = try story.sign(allocated(1, to: family, on: "2026-09-04"), on: "2026-09-05")
    try story.cancel(first)
    let cancelled = try story.database.read { EntryID(rawValue: try Journal.head(in: $0).sequence) }
    try story.sign(allocated(2, to: family, on: "2026-09-07"), term: nil, on: "2026-09-08")
    #expect(throws: Self.refusal) { try story.annul(cancelled) }
  }
}
