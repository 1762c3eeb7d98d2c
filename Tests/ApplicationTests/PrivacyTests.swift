import Foundation
import Kernel
import Loans
import Reporting
import Storage
import TestSupport
import Testing

@testable import Application

@Suite struct `Where the data of people are` {
  static func columns(_ condition: String) throws -> [(table: String, column: String)] {
    try Database.inMemory(migrations: Chain.migrations).read { reader in
      try reader.all(
        SQL(
          stringLiteral: """
            SELECT tables.name AS held, columns.name AS name FROM sqlite_schema AS tables
            JOIN pragma_table_info(tables.name) AS columns
            WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%' AND \(condition) ORDER BY held, name
            """)
      ).map { (try $0["held"], try $0["name"]) }
    }
  }

  @Test func `every column of text or bytes is said to be a person's or not`() throws {
    let real = try Self.columns("columns.type IN ('TEXT', 'BLOB')").map { "\($0.table).\($0.column)" }
    let told = PersonalData.tables.flatMap { table in
      (table.personal.map(\.name) + table.plain).map { "\(table.table).\($0)" }
    }
    #expect(Set(real).subtracting(told).sorted() == [], "not told")
    #expect(told.count == Set(told).count, "told twice")
    let all = Set(try Self.columns("1 = 1").map { "\($0.table).\($0.column)" })
    #expect(Set(told).subtracting(all).sorted() == [], "no such column")
  }

  @Test func `every table that leads to a household is exported to it`() throws {
    // Whatever refers to a household, or to what refers to one.
    let references = try Database.inMemory(migrations: Chain.migrations).read { reader in
      try reader.all(
        """
        SELECT tables.name AS child, keys."table" AS parent FROM sqlite_schema AS tables
        JOIN pragma_foreign_key_list(tables.name) AS keys WHERE tables.type = 'table'
        """
      ).map { row -> (child: String, parent: String) in (try row["child"], try row["parent"]) }
    }
    var reached: Set = ["households"]
    var grows = true
    while grows {
      let next = reached.union(references.filter { reached.contains($0.parent) }.map(\.child))
      grows = next.count > reached.count
      reached = next
    }
    let exported = Set(PersonalData.ofHouseholds.map(\.table.table))
    #expect(reached.subtracting(exported).sorted() == [])
  }
}

@Suite struct `Forgetting a household` {
  static let secrets = [
    "Zéphyrine", "zephyrine", "Inventée-Quercy", "0639980042", "+33639980042", "zz.quercy@exemple.fr",
    "aquarelle botanique",
  ]

  /// A household that had everything, and ended it, in a file among many others.
  static func story(at path: String) throws -> (story: ChainStory, household: HouseholdID, contract: ContractID) {
    let story = try ChainStory(at: path)
    try story.adoptCollege()
    for number in 1...60 { _ = try story.household("Témoin Fictif \(number)", on: "2026-09-05") }
    let household = try story.chain.register(
      household: Household.Profile(
        contactName: "Zéphyrine Inventée-Quercy", phone: PhoneNumber("0639980042"),
        email: EmailAddress("zz.quercy@exemple.fr"), commune: InseeCommune("47001"), adults: 1, children: 2),
      as: story.act("2026-09-06")
    ).id
    try story.tell(household, ChainStory.eligible)
    let request = try story.chain.submit(
      requestOf: household, by: "Mairie d'Exemple", for: .laptop, uses: "aquarelle botanique", channel: .counter,
      as: story.act("2026-09-07")
    ).id
    for number in 61...120 { _ = try story.household("Témoin Fictif \(number)", on: "2026-09-07") }
    _ = try story.chain.decide(request, under: ChainStory.college, as: story.act("2026-09-08"))
    let code = try story.ready()
    let contract = try story.lend(code, to: request, on: "2026-09-10")
    let task = try #require(try story.chain.contract(contract).followUps.first)
    _ = try story.chain.record(
      followUp: task.id, FollowUp.Report(.done, note: "aquarelle botanique de Zéphyrine"), as: story.act("2026-09-24"))
    _ = try story.chain.takeBack(
      contract, Contract.TakeBack(condition: .worn, reason: .noLongerNeeded, remark: "rendu par Zéphyrine"),
      as: story.act("2026-12-01"))
    return (story, household, contract)
  }

  static func figures(of story: ChainStory) throws -> [Int] {
    let period = try #require(Period(from: "2026-07-01", through: "2027-06-30"))
    return try story.chain.report(for: period).figures.map(\.number)
  }

  static func raw(_ path: String) throws -> Data {
    let wal = URL(filePath: path + "-wal")
    let log = FileManager.default.fileExists(atPath: wal.path) ? try Data(contentsOf: wal) : Data()
    return try Data(contentsOf: URL(filePath: path)) + log
  }

  /// Terms of a few months, so that they come within the story.
  static func rules(months: Int = 2, but other: [RetentionClass: Int] = [:]) throws -> RetentionRules {
    let classes = RetentionClass.allCases.map { "\"\($0.rawValue)\": \(other[$0] ?? months)" }.joined(separator: ", ")
    return try RetentionRules(
      Array(#"{ "id": "essai", "version": "1", "months": { \#(classes) } }"#.utf8), file: "essai.json")
  }

  @Test func `leaves nothing of it in the file nor in the log beside it`() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "filiere.db").path
      let (story, household, contract) = try Self.story(at: path)
      let before = try Self.raw(path)
      #expect(Self.secrets.filter { before.range(of: Data($0.utf8)) != nil }.count >= 5)
      let figures = try Self.figures(of: story)
      try story.chain.forget(household, because: .term, by: Self.rules(), as: story.act("2027-06-30"))
      #expect(try story.chain.sweep())
      let after = try Self.raw(path)
      #expect(Self.secrets.filter { after.range(of: Data($0.utf8)) != nil } == [])
      #expect(after.range(of: Data("Témoin Fictif 33".utf8)) != nil, "the others stay")
      #expect(try Self.figures(of: story) == figures)
      #expect(try story.chain.check(against: nil).faults.map(\.en) == [])
      #expect(throws: LoansFailure.householdForgotten(household, by: try story.latest)) {
        try story.chain.contract(contract)
      }
    }
  }

  @Test func `empties every column that is said to be of its file`() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "filiere.db").path
      let (story, household, _) = try Self.story(at: path)
      try story.chain.forget(household, because: .term, by: Self.rules(), as: story.act("2027-06-30"))
      for (table, condition) in PersonalData.ofHouseholds {
        let condition = condition.replacing(":id", with: household.description)
        let rows = try story.database.read {
          try $0.all(SQL(stringLiteral: "SELECT rows.* FROM \(table.table) AS rows WHERE \(condition)"))
        }
        for row in rows {
          for column in table.personal {
            let value = row.named.first { $0.name == column.name }?.value
            switch value {
            case .null, .text(Forgotten.dash): break
            case .text(let text) where Forgotten.isDigest(text): break
            default: Issue.record("\(table.table).\(column.name) keeps \(String(describing: value))")
            }
          }
        }
      }
    }
  }

  @Test func `says that a decision's facts are erased`() throws {
    try withTemporaryFolder { folder in
      let (story, household, _) = try Self.story(at: folder.appending(path: "filiere.db").path)
      let trace = try story.database.read { try DecisionStore.existing(DecisionID(rawValue: 1), in: $0).finding.trace }
      try story.chain.forget(household, because: .term, by: Self.rules(), as: story.act("2027-06-30"))
      #expect(throws: LoansFailure.factsForgotten(DecisionID(rawValue: 1))) {
        try story.chain.replay(DecisionID(rawValue: 1))
      }
      let kept = try story.database.read { try DecisionStore.existing(DecisionID(rawValue: 1), in: $0).finding }
      #expect(kept.trace == "sha256:\(Digest.sha256(trace.utf8))")
      #expect(kept.outcome == .eligible)
    }
  }

  @Test func `waits for its term, and for what is open`() throws {
    let story = try ChainStory()
    try story.adoptCollege()
    let code = try story.ready()
    let request = try story.decided()
    let household = try story.chain.request(request).household.id
    let rules = try Self.rules(months: 3)
    #expect(throws: PrivacyFailure.held(.file(household), by: [.request(request)])) {
      try story.chain.forget(household, because: .term, by: rules, as: story.act("2027-06-30"))
    }
    let contract = try story.lend(code, to: request, on: "2026-11-30")
    #expect(throws: PrivacyFailure.held(.file(household), by: [.contract(contract)])) {
      try story.chain.forget(household, because: .requested, by: rules, as: story.act("2027-06-30"))
    }
    let held = try #require(try story.chain.due(by: rules, on: "2027-06-30").items.first)
    #expect(held.holds == [.contract(contract)])
    try story.takeBack(contract, on: "2026-11-30")
    // Three months after the last day of November is the last of February.
    #expect(throws: PrivacyFailure.notDue(.file(household), last: "2026-11-30", due: "2027-02-28")) {
      try story.chain.forget(household, because: .term, by: rules, as: story.act("2027-02-27"))
    }
    #expect(try story.chain.due(by: rules, on: "2027-02-27").items.isEmpty)
    let due = try story.chain.due(by: rules, on: "2027-02-28").items
    #expect(due == [DueItem(.file(household), .householdFile, last: "2026-11-30", due: "2027-02-28")])
    try story.chain.forget(household, because: .term, by: rules, as: story.act("2027-02-28"))
    #expect(try story.chain.due(by: rules, on: "2027-06-30").items.isEmpty)
    #expect(throws: LoansFailure.householdForgotten(household, by: try story.latest)) {
      try story.chain.forget(household, because: .requested, by: rules, as: story.act("2027-06-30"))
    }
    #expect(throws: LoansFailure.householdForgotten(household, by: try story.latest)) {
      try story.request(of: household, on: "2027-03-01")
    }
  }

  @Test func `can be asked for before the term, once nothing is open, by who answers for all`() throws {
    let story = try ChainStory()
    let household = try story.household()
    #expect(throws: ChainFailure.rulesNotForRole(.workshop)) {
      try story.chain.forget(
        household, because: .requested, by: .shipped(), as: story.act("2026-09-10", by: ChainStory.colleague))
    }
    try story.chain.forget(household, because: .requested, by: .shipped(), as: story.act("2026-09-10"))
    #expect(try story.chain.households(matching: "Alix").isEmpty)
  }

  @Test func `is never undone by annulling what had ended its contract`() throws {
    let story = try ChainStory()
    try story.adoptCollege()
    let request = try story.decided(on: "2026-09-08")
    let contract = try story.lend(try story.ready(), to: request, on: "2026-09-10")
    _ = try story.takeBack(contract, on: "2026-10-01")
    let back = try story.latest
    let household = try story.chain.request(request).household.id
    try story.chain.forget(household, because: .requested, by: .shipped(), as: story.act("2026-10-02"))
    #expect(throws: LoansFailure.householdForgotten(household, by: try story.latest)) {
      try story.chain.correct(back, .annulment, because: "pas revenu", as: story.act("2026-10-03"))
    }
  }

  @Test func `is for who answers for all, and only they say who else does`() throws {
    let story = try ChainStory()
    let colleague = try story.act("2026-09-02", by: ChainStory.colleague)
    #expect(throws: ChainFailure.rulesNotForRole(.workshop)) {
      try story.chain.register(person: "Zed Fictif", role: .manager, structure: nil, as: colleague)
    }
    _ = try story.chain.register(person: "Zed Fictif", role: .workshop, structure: nil, as: colleague)
  }

  /// What a hand could try under the cover of forgetting, and outside it.
  static let hands = [
    "UPDATE household_profiles SET contact_name = NULL, sought_name = NULL",
    "UPDATE household_profiles SET contact_name = 'Autre'",
    "DELETE FROM household_facts", "UPDATE requests SET uses = '—'", "UPDATE requests SET uses = 'autre chose'",
    "UPDATE decisions SET explanation_fr = '—'", "UPDATE follow_up_outcomes SET note = NULL",
    "UPDATE take_backs SET remark = NULL",
  ]

  @Test(arguments: hands)
  func `is the only way a word goes`(statement: String) throws {
    try withTemporaryFolder { folder in
      let (story, household, _) = try Self.story(at: folder.appending(path: "filiere.db").path)
      for cover in ["", "household:\(household.rawValue - 1)", "instance:1"] {
        #expect(throws: StorageFailure.self) {
          try story.database.change(.sample(on: "2027-01-01")) { change in
            if !cover.isEmpty {
              try change.run("INSERT INTO forgettings (subject, entry) VALUES (\(cover), \(change.entry))")
            }
            try change.run(SQL(stringLiteral: statement))
          }
        }
      }
      try story.chain.forget(household, because: .term, by: Self.rules(), as: story.act("2027-06-30"))
      // Once the act is done, it covers nothing any more.
      let rest = statement.hasPrefix("UPDATE") ? "\(statement)" : "DELETE FROM household_profiles"
      #expect(throws: StorageFailure.self) {
        try story.database.change(.sample(on: "2027-06-30")) { try $0.run(SQL(stringLiteral: rest)) }
      }
    }
  }

  /// Everything else in a row stays, even while its household is being forgotten; and no word becomes another.
  @Test(arguments: [
    "UPDATE household_profiles SET commune = '47002' WHERE household = HOUSEHOLD",
    "UPDATE household_profiles SET adults = 9 WHERE household = HOUSEHOLD",
    "UPDATE household_profiles SET contact_name = 'Autre' WHERE household = HOUSEHOLD",
    "DELETE FROM household_profiles WHERE household = HOUSEHOLD",
    "UPDATE decisions SET outcome = 'not-eligible'", "UPDATE decisions SET modest = 1 - modest",
    "UPDATE decisions SET trace = 'autre'", "UPDATE requests SET uses = 'autre' WHERE household = HOUSEHOLD",
    "UPDATE requests SET channel = 'web' WHERE household = HOUSEHOLD",
    "UPDATE requests SET state = 'withdrawn', reason = 'unreachable' WHERE household = HOUSEHOLD",
    "UPDATE contracts SET state = 'annulled' WHERE household = HOUSEHOLD",
    "UPDATE follow_up_outcomes SET outcome = 'refused'", "UPDATE take_backs SET condition = 'good'",
    "UPDATE corrections SET corrected = 1",
  ])
  func `changes nothing else`(statement: String) throws {
    try withTemporaryFolder { folder in
      let (story, household, _) = try Self.story(at: folder.appending(path: "filiere.db").path)
      try story.chain.correct(
        story.latest, .day("2026-12-02"), because: "Zéphyrine est venue le 2", as: story.act("2026-12-03"))
      #expect(throws: StorageFailure.self) {
        try story.database.change(.sample(on: "2027-01-01")) { change in
          let subjects = try HouseholdForgetting.subjects(of: household, in: change)
          try Forgotten.begin(with: subjects, in: change)
          try change.run(SQL(stringLiteral: statement.replacing("HOUSEHOLD", with: household.description)))
        }
      }
    }
  }
}

@Suite struct `Reading a household's file` {
  @Test func `is written down, who and what, and so is reading that`() throws {
    let story = try ChainStory()
    let household = try story.household()
    _ = try story.chain.household(household)
    let colleague = try story.chain.actor(named: ChainStory.colleague)
    _ = try story.chain.households(matching: "Alix", by: colleague)
    let readings = try story.chain.readings(of: household, by: colleague)
    #expect(readings.map(\.person) == [ChainStory.founder, ChainStory.colleague])
    #expect(readings.map(\.operation) == ["household.show", "household.find"])
    #expect(try story.chain.readings(of: household, by: colleague).last?.operation == "privacy.accesses")
    #expect(throws: LoansFailure.noHousehold(HouseholdID(rawValue: 99))) {
      try story.chain.household(HouseholdID(rawValue: 99))
    }
    let count = try story.database.read { try $0.count("SELECT count(*) AS n FROM accesses") }
    #expect(count == 4, "what was refused showed nothing")
  }

  @Test func `is forgotten after its term, and not before, by nothing else`() throws {
    let story = try ChainStory()
    let household = try story.household()
    _ = try story.chain.household(household)
    let rules = try RetentionRules.shipped()
    // It is 30 June 2027 in the story; a year is kept.
    #expect(try story.chain.due(by: rules, on: "2028-06-30").accesses == 0)
    #expect(try story.chain.due(by: rules, on: "2028-07-01").accesses == 1)
    #expect(try story.chain.purgeAccesses(by: rules, as: story.act("2027-06-30")) == 0)
    #expect(throws: StorageFailure.guarded("accesses: rows go only when they are too old")) {
      try story.database.change { try $0.run("DELETE FROM accesses") }
    }
    #expect(throws: StorageFailure.guarded("accesses: rows are never changed")) {
      try story.database.change { try $0.run("UPDATE accesses SET person = 2") }
    }
  }
}

@Suite struct `The file given to a household` {
  @Test func `holds what was told of it, and who read it`() throws {
    let story = try ChainStory()
    try story.adoptCollege()
    let request = try story.decided()
    let household = try story.chain.request(request).household.id
    _ = try story.chain.rectify(
      household,
      Rectification(
        name: nil, phone: PhoneNumber("0639980043"), email: EmailAddress("alix@exemple.fr"), commune: nil, adults: nil,
        children: 3), as: story.act("2026-09-20"))
    #expect(throws: PrivacyFailure.nothingToRectify(household)) {
      try story.chain.rectify(
        household, Rectification(name: nil, phone: nil, email: nil, commune: nil, adults: nil, children: 3),
        as: story.act("2026-09-20"))
    }
    var json = ""
    try story.chain.export(household, onPaper: false, language: .fr, as: story.act("2026-09-21")) {
      json = String(decoding: $0, as: UTF8.self)
    }
    for words in ["Alix Inventé", "06 39 98 00 43", "alix@exemple.fr", "devoirs du collège", "512", "request.show"] {
      #expect(json.contains(words), "\(words)")
    }
    var paper: [UInt8] = []
    try story.chain.export(household, onPaper: true, language: .fr, as: story.act("2026-09-21")) { paper = $0 }
    #expect(String(decoding: paper.prefix(5), as: UTF8.self) == "%PDF-")
  }

  @Test(.enabled(if: OutsideProgram.pdftotext != nil, "pdftotext is missing"), arguments: Language.allCases)
  func `speaks the language of who reads it, without a word of the database`(language: Language) throws {
    try withTemporaryFolder { folder in
      let (story, household, _) = try `Forgetting a household`.story(at: folder.appending(path: "f.db").path)
      var paper: [UInt8] = []
      try story.chain.export(household, onPaper: true, language: language, as: story.act("2027-01-10")) { paper = $0 }
      let text = try OutsideProgram.text(ofPDF: paper)
      let words: [Text] = [
        DeviceCategory.laptop.text, Request.Channel.counter.text, Request.Stage.handedOver.text,
        Request.Verb.decide.text,
        Contract.State.ended.text, ContractKind.loan.text, Contract.TakeBack.Reason.noLongerNeeded.text,
        Contract.TakeBack.Condition.worn.text, FollowUp.Outcome.done.text, Day("2026-09-10").text,
        Text(fr: "quotient familial", en: "quotient familial"),
      ]
      #expect(words.map { $0[language] }.filter { !text.lowercased().contains($0.lowercased()) } == [])
      let raw = [
        "handed-over", "no-longer-needed", "hand-over", "take-back", "not-offered", "lives_in_dept",
        "attestation_caf_qf",
        ChainStory.college, "2026-09-10",
      ]
      #expect(raw.filter(text.contains) == [])
      if language == .fr { #expect(["laptop", "counter", "loan", "eligible"].filter(text.contains) == []) }
    }
  }

  /// The columns of closed lists are those whose condition compares them with words.
  @Test func `has words for every closed list`() throws {
    let tables = try Database.inMemory(migrations: Chain.migrations).read { reader in
      try reader.all("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").map { row -> (String, String) in
        (try row["name"], try row["sql"])
      }
    }
    let schemas = Dictionary(uniqueKeysWithValues: tables)
    var lists: [String: Set<String>] = [:]
    for (table, _) in PersonalData.ofHouseholds {
      let schema = try #require(schemas[table.table])
      for column in table.plain + table.personal.map(\.name) where column != "form" {
        let words = schema.matches(of: try Regex("\\b\(column) = '([^']*)'")).compactMap {
          $0[1].substring.map(String.init)
        }
        if Set(words).count > 1 { lists["\(table.table).\(column)"] = Set(words) }
      }
    }
    #expect(lists.count > 25)
    for (column, words) in lists {
      let reading = try #require(PersonalWords.lists[column], "\(column)")
      for word in words { #expect(reading(word) != nil, "\(column): \(word)") }
    }
    let told = Set(
      PersonalData.ofHouseholds.flatMap { table, _ in
        (table.plain + table.personal.map(\.name)).map { "\(table.table).\($0)" }
      })
    #expect(Set(PersonalWords.lists.keys).union(PersonalWords.codes).subtracting(told) == [])
  }
}
