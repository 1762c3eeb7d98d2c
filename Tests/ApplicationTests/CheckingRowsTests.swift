import Directory
import Foundation
import Inventory
import Kernel
import Storage
import TestSupport
import Testing

@testable import Application

/// What the check finds after a hand took every guard away, which it finds as well, and wrote something.
@Suite(.enabled(if: OutsideProgram(named: "sqlite3") != nil, "no sqlite3 here"))
struct `Rows that do not agree with the journal or with what they came from` {
  private func faults(
    of chain: Chain, at path: String, after script: String
  ) throws -> [String] {
    #expect(try chain.check(against: nil).faults.map(\.en) == [])
    let shell = try #require(OutsideProgram(named: "sqlite3"))
    let guards: [String] = try chain.database.read { reader in
      try reader.all("SELECT name FROM sqlite_schema WHERE type = 'trigger'").map { try $0["name"] }
    }
    let drops = guards.map { "DROP TRIGGER \($0);" }.joined()
    let answer = try shell.run(["-bail", path], input: Data((drops + script).utf8))
    #expect(answer.status == 0, "\(answer.errors)")
    return try Chain.open(path, now: { Clock.noon(of: "2026-12-31").now }).check(against: nil).faults.map(\.en)
      .filter { !$0.hasPrefix("The table or guard") }
  }

  private func faults(after script: String) throws -> [String] {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "filiere.db").path
      let story = try WorkshopStory(at: path)
      try story.release()
      _ = try story.chain.startWork(on: story.laptops[1], as: story.act("2026-09-20"))
      return try faults(of: story.chain, at: path, after: script)
    }
  }

  @Test func `no guard of the chain is passed by changing a row after it came in`() throws {
    #expect(try WorkshopStory().chain.database.guardsOfNewRowsAlone() == [])
  }

  /// What a hand changes once the guards are gone, and what the check says of it.
  static let changes: [(String, String)] = [
    // Another act's entry; another device's round; another person's name under it.
    ("UPDATE grades SET entry = 1;", "A row of “grades” claims"),
    (
      """
      UPDATE checks SET opening = (SELECT max(entry) FROM rounds) WHERE check_id = 'casing';
      """, "A row of “checks” claims"
    ),
    ("UPDATE checks SET done_by = 3 - done_by;", "A row of “checks” claims"),
    ("UPDATE erasures SET recorded_by = 2;", "A row of “erasures” claims"),
    (
      "UPDATE erasure_validations SET validated_by = 1;",
      "A row of “erasure_validations” claims"
    ),
    ("UPDATE erasures SET device = 2;", "A row of “erasures” claims"),
    // A log that says something else.
    (
      "UPDATE erasures SET method = 'Gutmann Wipe';",
      "Erasure no. 1 (entry"
    ),
    ("UPDATE erasures SET serial = 'OTHER-0001';", "Erasure no. 1 (entry"),
    (
      """
      UPDATE medium_descriptions SET serial = 'OTHER-0001';
      """, "Erasure no. 1 (entry"
    ),
    // A text that is not the one hashed.
    ("UPDATE routes SET body = body || ' ';", "The text kept of “laptop"),
    // A correction that no correcting act made, and days out of order or to come.
    (correction(of: "(SELECT min(entry) FROM rounds)", to: "2026-10-01"), "A row of “corrections” claims"),
    (correction(of: "(SELECT min(entry) FROM rounds)", to: "2026-10-01"), "follows entry"),
    (correction(of: "(SELECT max(entry) FROM rounds)", to: "2027-01-02"), "after the day it was recorded"),
  ]

  private static func correction(of entry: String, to day: String) -> String {
    """
    INSERT INTO corrections (entry, corrected, day, annuls, reason)
    SELECT max(sequence), \(entry) - (\(entry) = max(sequence)), '\(day)', 0, 'x' FROM journal;
    """
  }

  @Test(arguments: changes)
  func `are found`(script: String, fault: String) throws {
    let found = try faults(after: script)
    #expect(found.contains { $0.contains(fault) }, "\(found)")
  }

  @Test(arguments: [
    ("UPDATE decisions SET modest = 1 - modest;", "Decision no. 1 is not"),
    (
      "UPDATE decisions SET trace = replace(trace, '512', '513');",
      "Decision no. 1 is not"
    ),
    (
      "UPDATE programmes SET body = body || ' ';",
      "The text kept of “pret-familles-college"
    ),
    (
      "UPDATE household_facts SET checked_by = 2;",
      "A row of “household_facts” claims"
    ),
  ])
  func `are found among decisions`(script: String, fault: String) throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "filiere.db").path
      let story = try ChainStory(at: path)
      try story.adoptCollege()
      _ = try story.decided()
      let found = try faults(of: story.chain, at: path, after: script)
      #expect(found.contains { $0.contains(fault) }, "\(found)")
    }
  }
}

@Suite struct `The table of owners` {
  @Test func `names every table whose rows name an entry`() throws {
    let database = try Database.inMemory(migrations: Chain.migrations)
    let tables: [String] = try database.read { reader in
      try reader.all(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '% entry INTEGER%' ORDER BY name"
      )
      .map { try $0["name"] }
    }
    #expect(Set(RowOwner.all.map(\.table)) == Set(tables))
    #expect(RowOwner.all.count == tables.count)
  }
}

@Suite struct `Who judges the workshop's work` {
  @Test func `is somebody of the workshop or the management`() throws {
    let story = try WorkshopStory()
    for (name, role) in [("Sacha Guichet", Directory.Person.Role.desk), ("Nour Orientation", .prescriber)] {
      _ = try story.chain.register(person: name, role: role, structure: nil, as: story.act("2026-09-01"))
    }
    try story.bring("portable-1/lshw.json", of: story.laptop)
    try story.bring("portable-1/nwipe.log")
    func validate(by name: String) throws {
      _ = try story.chain.validateErasures(of: story.laptop, as: story.act("2026-10-11", by: name))
    }
    #expect(throws: ChainFailure.notForRole(.desk)) { try validate(by: "Sacha Guichet") }
    #expect(throws: ChainFailure.notForRole(.prescriber)) { try validate(by: "Nour Orientation") }
    try validate(by: WorkshopStory.second)
  }
}
