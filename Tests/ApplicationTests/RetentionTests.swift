import Directory
import Foundation
import Kernel
import Loans
import Storage
import Supply
import TestSupport
import Testing

@testable import Application

/// Bytes that cannot be compressed: what is stored of them is found in the file as it is.
private func scan(_ seed: UInt64) -> [UInt8] {
  var state = seed
  return Array("%PDF-".utf8)
    + (0..<4_000).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 33)
    }
}

/// What is sought of them: compressed, they are kept in runs, and each page of the file holds a part of one.
private func traces(of bytes: [UInt8], in file: Data) -> Int {
  stride(from: 64, to: bytes.count - 48, by: 48).count { file.range(of: Data(bytes[$0..<$0 + 48])) != nil }
}

@Suite struct `Signed papers at their term` {
  typealias Household = `Forgetting a household`
  static let paper = scan(1)

  /// The story of a household whose loan ended on 1 December 2026, with a signed paper.
  private func story(at path: String) throws -> (story: ChainStory, household: HouseholdID, contract: ContractID) {
    let told = try Household.story(at: path)
    _ = try told.story.chain.file(Self.paper, signedFor: told.contract, as: told.story.act("2026-12-02"))
    return told
  }

  private func withStory(
    _ body: (_ story: ChainStory, _ household: HouseholdID, _ contract: ContractID, _ path: String) throws -> Void
  ) throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "filiere.db").path
      let (story, household, contract) = try self.story(at: path)
      try body(story, household, contract, path)
    }
  }

  private func erase(_ contract: ContractID, in story: ChainStory, by rules: RetentionRules? = nil) throws {
    try story.chain.forget(.papers(contract), by: rules ?? Household.rules(), as: story.act("2027-06-30"))
  }

  private func due(by rules: RetentionRules, on day: Day, in story: ChainStory) throws -> [DueItem] {
    try story.chain.due(by: rules, on: day).items.filter { item in
      if case .papers = item.thing { true } else { false }
    }
  }

  @Test func `are gone from the file and the log beside it, and their hashes stay`() throws {
    try withStory { story, household, contract, path in
      #expect(traces(of: Self.paper, in: try Household.raw(path)) > 70)
      let figures = try Household.figures(of: story)
      try erase(contract, in: story)
      #expect(try story.chain.sweep())
      #expect(traces(of: Self.paper, in: try Household.raw(path)) == 0)
      #expect(try Household.figures(of: story) == figures)
      #expect(try story.chain.check(against: nil).faults.map(\.en) == [])
      let founder = try story.chain.actor(named: ChainStory.founder)
      let digest = Digest.sha256(Self.paper)
      #expect(
        try story.chain.papers(ofContract: contract, by: founder)
          == [KeptPaper(digest: digest, isSigned: true, day: "2026-12-02", erased: "2027-06-30")])
      #expect(throws: StorageFailure.erasedBytes(digest, on: "2027-06-30")) {
        try story.chain.papers(ofContract: contract, by: founder) { _ in Issue.record("bytes that are gone") }
      }
      #expect(throws: StorageFailure.erasedBytes(digest, on: "2027-06-30"), "they do not come back") {
        try story.chain.file(Self.paper, signedFor: contract, as: story.act("2027-06-30"))
      }
      #expect(throws: PrivacyFailure.nothingKept(.papers(contract))) { try erase(contract, in: story) }
      // Who the household was is another thing, with a term of its own, before or after.
      try story.chain.forget(household, because: .term, by: Household.rules(), as: story.act("2027-06-30"))
      #expect(try story.chain.papers(ofContract: contract, by: founder).map(\.erased) == ["2027-06-30"])
    }
  }

  @Test func `wait for their own term, whatever became of the household's file`() throws {
    try withStory { story, household, contract, _ in
      let rules = try Household.rules(but: [.signedPapers: 6])
      try story.chain.forget(household, because: .term, by: rules, as: story.act("2027-03-01"))
      #expect(try due(by: rules, on: "2027-05-31", in: story).isEmpty)
      #expect(throws: PrivacyFailure.notDue(.papers(contract), last: "2026-12-01", due: "2027-06-01")) {
        try story.chain.forget(.papers(contract), by: rules, as: story.act("2027-05-31"))
      }
      #expect(
        try due(by: rules, on: "2027-06-01", in: story)
          == [DueItem(.papers(contract), .signedPapers, last: "2026-12-01", due: "2027-06-01")])
      try erase(contract, in: story, by: rules)
      #expect(try due(by: rules, on: "2027-06-30", in: story).isEmpty)
    }
  }

  @Test func `wait while an incident is open`() throws {
    let story = try ChainStory()
    try story.adoptCollege()
    let contract = try story.lend(try story.ready(), to: try story.decided(), on: "2026-09-10")
    _ = try story.chain.file(Self.paper, signedFor: contract, as: story.act("2026-09-11"))
    #expect(throws: PrivacyFailure.nothingKept(.papers(contract)), "the loan is open") {
      try erase(contract, in: story)
    }
    let incident = try story.chain.record(
      .breakage, suspending: false, remark: nil, under: contract, as: story.act("2026-10-05"))
    try story.takeBack(contract, on: "2026-12-01")
    let held = try #require(
      try story.chain.due(by: Household.rules(), on: "2027-06-30").items.first { $0.thing == .papers(contract) })
    #expect(held.holds == [.incident(incident.id)])
    #expect(throws: PrivacyFailure.held(.papers(contract), by: [.incident(incident.id)])) {
      try erase(contract, in: story)
    }
  }

  @Test func `go with the last that keeps the same bytes`() throws {
    try withStory { story, _, contract, _ in
      // The pack of both loans was scanned as one file.
      let request = try story.decided(on: "2026-12-03")
      let second = try story.lend(try story.ready(on: "2026-12-03"), to: request, on: "2026-12-05")
      _ = try story.chain.file(Self.paper, signedFor: second, as: story.act("2026-12-06"))
      try erase(contract, in: story)
      let founder = try story.chain.actor(named: ChainStory.founder)
      #expect(try story.chain.papers(ofContract: second, by: founder).map(\.erased) == [nil])
      #expect(throws: PrivacyFailure.nothingKept(.papers(second)), "it is open") { try erase(second, in: story) }
      try story.takeBack(second, on: "2027-01-05")
      try erase(second, in: story)
      #expect(try story.chain.papers(ofContract: second, by: founder).map(\.erased) == ["2027-06-30"])
    }
  }

  @Test func `stay where a convention or evidence has the same bytes`() throws {
    try withStory { story, _, contract, _ in
      _ = try story.chain.keep(file: Self.paper, ofConvention: "2026-01", as: story.act("2026-12-03"))
      try erase(contract, in: story)
      #expect(try story.chain.signedFile(ofConvention: "2026-01") == Self.paper)
    }
    let holders = try Database.inMemory(migrations: Chain.migrations).read { reader in
      try reader.all(
        """
        SELECT tables.name AS child, keys."from" AS held FROM sqlite_schema AS tables
        JOIN pragma_foreign_key_list(tables.name) AS keys
        WHERE tables.type = 'table' AND keys."table" = 'stored_bytes' ORDER BY child
        """
      ).map { row -> String in
        let (table, column): (String, String) = (try row["child"], try row["held"])
        return "\(table).\(column)"
      }
    }
    #expect(holders.filter { $0 != "contract_papers.paper" } == Chain.otherPapers.map { "\($0.table).\($0.column)" })
  }

  @Test(arguments: [
    "UPDATE stored_bytes SET compressed = x''", "UPDATE stored_bytes SET compressed = x'00'",
    "DELETE FROM stored_bytes",
    "UPDATE stored_bytes SET size = 0", "DELETE FROM contract_papers",
  ])
  func `go by no other hand`(statement: String) throws {
    try withStory { story, _, contract, _ in
      for cover in ["", "papers:\(contract)", "bytes:\(Digest.sha256(scan(2)))", "contract:\(contract)"] {
        #expect(throws: StorageFailure.self) {
          try story.database.change(.sample(on: "2027-01-01")) { change in
            if !cover.isEmpty {
              try change.run("INSERT INTO forgettings (subject, entry) VALUES (\(cover), \(change.entry))")
            }
            try change.run(SQL(stringLiteral: statement))
          }
        }
      }
    }
  }

  @Test func `are kept as long as the ledger or a funder asks`() throws {
    let story = try ChainStory()
    // A loan that a funder's money was spent on.
    try story.adoptCollege()
    _ = try story.chain.openFunding(
      "etat", title: "Aide", funder: "État", budget: Money(euros: 500), as: story.act("2026-09-01"))
    let request = try story.decided()
    let loan = try story.lend(try story.ready(), to: request, on: "2026-09-10")
    _ = try story.chain.spendFunding(Money(euros: 30), on: "etat", for: request, as: story.act("2026-09-10"))
    _ = try story.chain.file(Self.paper, signedFor: loan, as: story.act("2026-09-11"))
    try story.takeBack(loan, on: "2026-12-01")
    let rules = try Household.rules(but: [.fundersProof: 6])
    let due = try story.chain.due(by: rules, on: "2027-06-01").items.filter { $0.thing == .papers(loan) }
    #expect(due == [DueItem(.papers(loan), .fundersProof, last: "2026-12-01", due: "2027-06-01")])
    #expect(try story.chain.due(by: rules, on: "2027-05-31").items.allSatisfy { $0.thing != .papers(loan) })
  }
}

@Suite struct `Facts at their term` {
  @Test func `go before the rest of the file where their term is shorter`() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "filiere.db").path
      let (story, household, _) = try `Forgetting a household`.story(at: path)
      let rules = try `Forgetting a household`.rules(months: 12, but: [.facts: 3])
      let due = try story.chain.due(by: rules, on: "2027-06-30").items.filter { $0.kept == .facts }
      #expect(due == [DueItem(.facts(household), .facts, last: "2026-12-01", due: "2027-03-01")])
      try story.chain.forget(.facts(household), by: rules, as: story.act("2027-06-30"))
      let sheet = try story.chain.household(household)
      #expect(sheet.facts.isEmpty && sheet.household.profile.contactName == "Zéphyrine Inventée-Quercy")
      #expect(throws: LoansFailure.factsForgotten(DecisionID(rawValue: 1))) {
        try story.chain.replay(DecisionID(rawValue: 1))
      }
      #expect(try story.chain.due(by: rules, on: "2027-06-30").items.allSatisfy { $0.kept != .facts })
      #expect(try story.chain.check(against: nil).faults.map(\.en) == [])
      // The rest goes later, and what went before stays gone.
      try story.chain.forget(household, because: .requested, by: rules, as: story.act("2027-06-30"))
      #expect(try story.chain.check(against: nil).faults.map(\.en) == [])
    }
  }
}

@Suite struct `A minor's household` {
  @Test func `can be counted still once it is forgotten`() throws {
    let story = try ChainStory()
    try story.adoptCollege()
    let request = try story.decided()
    let household = try story.chain.request(request).household.id
    _ = try story.chain.allocate(try story.ready(), to: request, as: story.act("2026-09-09"))
    var wish = ContractWish()
    wish.signing = Signature.Wish(capacity: .minor, representative: "Dominique Fictive")
    let contract = try story.chain.sign(
      contractFor: request, lender: "Filière", starts: "2026-09-10", ends: .afterMonths(2), accessories: [], wish,
      as: story.act("2026-09-10"))
    try story.handOver(contract.id, on: "2026-09-10")
    try story.takeBack(contract.id, on: "2026-10-10")
    try story.chain.forget(household, because: .requested, by: .shipped(), as: story.act("2026-11-01"))
    let kept = try story.database.read { try ContractStore.existing(contract.id, in: $0) }
    #expect(kept.agreement.signature.representative == Forgotten.dash)
    #expect(try story.chain.check(against: nil).faults.map(\.en) == [])
  }
}

@Suite struct `People who left` {
  let rules: RetentionRules

  init() throws { rules = try `Forgetting a household`.rules() }

  @Test func `act no more, and are forgotten at their term while what they did stays`() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "filiere.db").path
      let story = try ChainStory(at: path)
      _ = try story.chain.register(
        person: "Ysaline Quittante", role: .workshop, structure: nil, as: story.act("2026-09-01"))
      _ = try story.chain.tell(
        [(PersonAspect.training, "Accueil de Ysaline")], of: "Ysaline Quittante", as: story.act("2026-09-02"))
      let code = try story.receive()
      _ = try story.chain.startWork(on: code, as: story.act("2026-09-03", by: "Ysaline Quittante"))
      let person = try story.chain.actor(named: "Ysaline Quittante").id
      #expect(try story.chain.due(by: rules, on: "2027-06-30").items.isEmpty, "whoever is here is kept")
      _ = try story.chain.tell([(PersonAspect.left, "yes")], of: "Ysaline Quittante", as: story.act("2026-10-31"))
      #expect(throws: DirectoryFailure.personLeft("Ysaline Quittante", "2026-10-31")) {
        try story.act("2026-11-02", by: "Ysaline Quittante")
      }
      #expect(try story.chain.due(by: rules, on: "2026-12-30").items.isEmpty)
      let due = [DueItem(.person(person), .staff, last: "2026-10-31", due: "2026-12-31")]
      #expect(try story.chain.due(by: rules, on: "2026-12-31").items == due)
      try story.chain.forget(.person(person), by: rules, as: story.act("2026-12-31"))
      #expect(try story.chain.sweep())
      let raw = try `Forgetting a household`.raw(path)
      #expect(["Ysaline", "Quittante"].filter { raw.range(of: Data($0.utf8)) != nil } == [])
      #expect(try story.chain.device(code).history.count >= 2)
      #expect(try story.chain.check(against: nil).faults.map(\.en) == [])
      #expect(throws: DirectoryFailure.noSuchPerson("—")) { try story.act("2026-12-31", by: "—") }
      #expect(throws: PrivacyFailure.nothingKept(.person(person))) {
        try story.chain.forget(.person(person), by: rules, as: story.act("2027-01-01"))
      }
    }
  }

  @Test func `are never the last who answers for the chain`() throws {
    let story = try ChainStory()
    func leave(_ name: String, _ answer: String = "yes", by other: String = ChainStory.founder) throws {
      _ = try story.chain.tell([(PersonAspect.left, answer)], of: name, as: story.act("2026-10-31", by: other))
    }
    #expect(throws: DirectoryFailure.lastToAnswer(ChainStory.founder)) { try leave(ChainStory.founder) }
    _ = try story.chain.register(person: "Noa Relève", role: .manager, structure: nil, as: story.act("2026-10-01"))
    try leave(ChainStory.founder, by: "Noa Relève")
    #expect(throws: DirectoryFailure.personLeft(ChainStory.founder, "2026-10-31")) { try story.act("2026-11-01") }
    try leave(ChainStory.founder, "no", by: "Noa Relève")
    _ = try story.act("2026-11-01")
  }

  @Test func `and whom to ask for at a structure that left`() throws {
    let story = try ChainStory()
    _ = try story.chain.join(structure: "Filière", as: story.act("2026-09-01"))
    _ = try story.chain.tell(
      [
        (StructureAspect.contact, "Maé Fictif"), (StructureAspect.email, "mae@exemple.fr"),
        (StructureAspect.commune, "47001"),
      ], of: "Filière",
      as: story.act("2026-09-01"))
    let structure = try story.chain.structure("Filière").structure.id
    _ = try story.chain.leave(structure: "Filière", as: story.act("2026-11-30"))
    #expect(
      try story.chain.due(by: rules, on: "2027-01-30").items
        == [DueItem(.contacts(structure), .staff, last: "2026-11-30", due: "2027-01-30")])
    try story.chain.forget(.contacts(structure), by: rules, as: story.act("2027-01-30"))
    let told = try story.chain.structure("Filière").tellings.map(\.aspect)
    #expect(!told.contains(.contact) && !told.contains(.email) && told.contains(.commune))
    #expect(try story.chain.due(by: rules, on: "2027-06-30").items.isEmpty)
    #expect(try story.chain.check(against: nil).faults.map(\.en) == [])
  }

  @Test(arguments: [
    "UPDATE people SET name = '—'", "UPDATE people SET role = 'manager' WHERE id = 2",
    "UPDATE individuals SET phone = NULL, name = '—'", "DELETE FROM structure_tellings", "UPDATE badges SET pin = NULL",
    "DELETE FROM attendances", "UPDATE attendances SET minutes = 1", "DELETE FROM attendance_totals",
  ])
  func `are forgotten by no other hand`(statement: String) throws {
    let story = try ChainStory()
    _ = try story.chain.join(structure: "Filière", as: story.act("2026-09-01"))
    _ = try story.chain.register(
      individual: Individual(name: "Alix Inventé", phone: PhoneNumber("06 12 34 56 78"), email: nil), stage: .active,
      as: story.act("2026-09-01"))
    _ = try story.chain.giveBadge(to: ChainStory.colleague, pin: PIN("739182"), as: story.act("2026-09-01"))
    for day: Day in ["2026-09-02", "2027-06-01"] {
      _ = try story.chain.attend(ChainStory.colleague, minutes: 60, training: nil, as: story.act(day))
    }
    _ = try story.chain.purgeAttendance(by: rules, as: story.act("2027-06-30"))
    #expect(throws: StorageFailure.self) {
      try story.database.change(.sample(on: "2027-06-30")) { try $0.run(SQL(stringLiteral: statement)) }
    }
  }
}

@Suite struct `People who gave` {
  @Test func `are forgotten with where their gift was fetched, and the gift stays`() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "filiere.db").path
      let story = try ChainStory(at: path)
      let rules = try `Forgetting a household`.rules()
      let donor = try story.chain.register(
        individual: Individual(
          name: "Ombeline Fictive", phone: PhoneNumber("0639980044"), email: EmailAddress("ombeline@exemple.fr")),
        stage: .active, as: story.act("2026-09-01"))
      let reference = donor.id.donorReference
      let gift = try story.chain.record(
        donation: [.init(category: .laptop, quantity: 1)], from: reference, under: nil, origin: nil,
        as: story.act("2026-09-02"))
      _ = try story.chain.appoint(
        gift.id, on: "2026-09-10", at: nil, place: .address("3 rue Ombelinette"), as: story.act("2026-09-03"))
      let due = try story.chain.due(by: rules, on: "2026-11-03").items
      #expect(due == [DueItem(.donor(donor.id), .donors, last: "2026-09-03", due: "2026-11-03")])
      try story.chain.forget(.donor(donor.id), by: rules, as: story.act("2026-11-03"))
      #expect(try story.chain.sweep())
      let raw = try `Forgetting a household`.raw(path)
      #expect(
        ["Ombeline", "0639980044", "33639980044", "ombeline@"].filter { raw.range(of: Data($0.utf8)) != nil } == [])
      let sheet = try story.chain.donor(reference)
      #expect(sheet.individual == nil && sheet.line.name == reference && sheet.donations.count == 1)
      #expect(try story.chain.due(by: rules, on: "2027-06-30").items.isEmpty)
      #expect(try story.chain.check(against: nil).faults.map(\.en) == [])
    }
  }
}

@Suite struct `Presences in the workshop` {
  @Test func `go at their term, and the hours of each month stay`() throws {
    let story = try ChainStory()
    let rules = try `Forgetting a household`.rules(months: 6)
    for day: Day in ["2026-09-15", "2026-09-30", "2026-12-31", "2027-01-01"] {
      _ = try story.chain.attend(ChainStory.colleague, minutes: 90, training: nil, as: story.act(day))
    }
    let year = try #require(Period(from: "2026-09-01", through: "2027-06-30"))
    let before = try story.chain.activity(in: year)
    // Six months before 30 June lies in December, which is kept whole.
    #expect(try story.chain.due(by: rules, on: "2027-06-30").presences == 2)
    #expect(try story.chain.purgeAttendance(by: rules, as: story.act("2027-06-30")) == 2)
    #expect(try story.chain.purgeAttendance(by: rules, as: story.act("2027-06-30")) == 0)
    let after = try story.chain.activity(in: year)
    #expect(after.workMinutes == before.workMinutes && after.workMinutes == 360)
    #expect(
      try story.chain.attendance(in: year, as: story.act("2027-06-30")).map(\.attendance.day) == [
        "2026-12-31", "2027-01-01",
      ])
    #expect(try story.chain.check(against: nil).faults.map(\.en) == [])
  }
}
