import Kernel
import Loans
import Spreadsheets
import Storage
import TestSupport
import Testing

@testable import Application

/// The shipped programme for families of a collège gives one device per household every four years.
@Suite struct `What a loan from before Rebond counts for` {
  private let earlier: EarlierLoanStory
  private var story: ChainStory { earlier.story }
  private static let titles = "\(EarlierLoanStory.titles);Dispositif"

  init() throws {
    earlier = try EarlierLoanStory()
    try story.adoptCollege()
    try story.adoptCollege(unlimitedAs: "autre-pret")
  }

  /// Takes Alix's loan of April 2026 over, under a programme when one is said.
  private func takeOver(under programme: String = "") throws -> EarlierLoanPlan.Taken {
    let plan = try earlier.takeOver(
      "Inventé;Alix;;47001;AAA11111;03/04/2026;02/04/2027;;\(programme)", titles: Self.titles)
    #expect(plan.refused == [])
    return try #require(plan.taken.first)
  }

  private func allocate(to household: HouseholdID) throws {
    try story.tell(household, ChainStory.eligible, on: "2026-10-06")
    let request = try story.request(of: household, on: "2026-10-06")
    _ = try story.chain.decide(request, under: ChainStory.college, as: story.act("2026-10-06"))
    _ = try story.chain.allocate(story.ready(), to: request, as: story.act("2026-10-06"))
    _ = try story.sign(request, on: "2026-10-06")
  }

  @Test(arguments: ["", ChainStory.college, "Prêt d'un ordinateur à une famille de collégien"])
  func `is the limit of a programme, unless it was another's`(programme: String) throws {
    let taken = try takeOver(under: programme)
    #expect {
      try allocate(to: taken.household)
    } throws: { error in
      guard case .limitReached(_, _, let limit, [taken.contract], "2030-04-03")? = error as? LendingFailure else {
        return false
      }
      return limit == AdoptedProgramme.Limit(perHousehold: 1, years: 4)
    }
  }

  @Test func `is nothing for a programme it was not made under`() throws {
    try allocate(to: takeOver(under: "autre-pret").household)
    #expect(try story.chain.check(against: nil).faults.map(\.en) == [])
  }

  @Test func `does not hold a later contract that runs already`() throws {
    let household = try story.household("Alix Inventé", on: "2026-09-06")
    try story.tell(household, ChainStory.eligible)
    let request = try story.request(of: household)
    _ = try story.chain.decide(request, under: ChainStory.college, as: story.act("2026-09-08"))
    let contract = try story.lend(story.ready(), to: request, on: "2026-09-10")
    #expect(try takeOver().household == household)
    _ = try story.chain.renew(contract, until: .on("2027-12-31"), as: story.act("2026-10-07"))
  }

  @Test func `is a programme in force, or its line is refused`() throws {
    let plan = try earlier.takeOver(
      "Inventé;Alix;;47001;AAA11111;03/04/2026;;;Inconnu", titles: Self.titles)
    #expect(
      plan.refused.map(\.reason) == [
        EarlierLoanFailure.noSuchProgramme("Inconnu", known: ["autre-pret", ChainStory.college]).text
      ])
  }

  @Test func `is a path to follow before the device is given`() throws {
    let taken = try takeOver(under: ChainStory.college)
    let founder = try story.chain.actor(named: ChainStory.founder)
    let sheet = try story.chain.training(
      of: taken.household, for: nil, by: .shipped(), on: "2026-10-07", reader: founder)
    #expect(sheet.programme == ChainStory.college)
    #expect(sheet.lack.modules == ["prise-en-main", "pronote", "educonnect"])
    #expect(try story.chain.contract(taken.contract).earlierProgramme == ChainStory.college)
    #expect {
      try story.chain.convert(taken.contract, ContractWish(.gift), as: story.act("2026-10-07"))
    } throws: { error in
      if case .incomplete(taken.household, _, _)? = error as? TrainingFailure { true } else { false }
    }
  }

  @Test func `is a path of all loans from before, where the paths in use have one`() throws {
    let taken = try takeOver()
    let paths = try TrainingPaths(
      Array(
        #"""
        { "id": "essai", "version": "1", "modules": [{ "id": "un", "title": { "fr": "Un", "en": "One" } }],
          "paths": [{ "programme": "avant-rebond", "required": ["un"], "pixExit": false }],
          "otherwise": { "required": [], "pixExit": false } }
        """#.utf8), file: "essai.json")
    #expect(throws: TrainingFailure.incomplete(taken.household, modules: [Text(fr: "Un", en: "One")], pixExit: false)) {
      try story.chain.convert(
        taken.contract, ContractWish(.gift), trainedBy: paths, as: story.act("2026-10-07"))
    }
  }

  @Test(arguments: [
    ("INSERT INTO earlier_programmes (entry, contract, programme) VALUES (ENTRY, 2, 'x')", "n'est pas d'avant Rebond"),
    ("UPDATE earlier_programmes SET programme = 'x'", "never changed"), ("DELETE FROM earlier_programmes", "never"),
  ])
  func `is guarded against straight SQL`(statement: String, words: String) throws {
    try allocate(to: takeOver(under: "autre-pret").household)
    #expect {
      try story.database.change(.sample(on: "2026-10-08")) { change in
        try change.run(SQL(stringLiteral: statement.replacing("ENTRY", with: "\(change.entry)")))
      }
    } throws: { error in
      if case .guarded(let message)? = error as? StorageFailure { message.contains(words) } else { false }
    }
  }
}
