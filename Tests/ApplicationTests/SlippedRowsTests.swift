import Foundation
import Inventory
import Kernel
import Refurbishment
import Storage
import TestSupport
import Testing

@testable import Application

/// Rows of the workshop and the inventory written by hand, the guards in place and foreign keys off.
@Suite struct `Rows slipped in beside the acts they claim` {
  /// The tables whose rows are of acts.
  private static let tables = (InventorySchema.migrations + RefurbishmentSchema.migrations).flatMap { migration in
    migration.script.components(separatedBy: "CREATE TABLE ").dropFirst().compactMap { piece -> String? in
      let body = piece.components(separatedBy: "STRICT").first ?? ""
      return body.contains("entry INTEGER NOT NULL") ? body.components(separatedBy: " (").first : nil
    }
  }

  @Test func `are refused in every table that only grows`() throws {
    let story = try WorkshopStory()
    try #require(Self.tables.count > 50)
    let guarded: Set<String> = try story.database.read { reader in
      Set(
        try reader.all(
          """
          SELECT tbl_name FROM sqlite_schema WHERE type = 'trigger' AND name = tbl_name || '_keeps_keys'
            AND sql LIKE '%rows come with the act they are of%'
          """
        ).map { try $0["tbl_name"] })
    }
    #expect(Set(Self.tables).subtracting(guarded) == [])
  }

  @Test(.enabled(if: SQLiteShell.isThere, "no sqlite3 program"))
  func `join no act that is over, nor one to come, in the sqlite3 program`() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "filiere.db").path
      let story = try WorkshopStory(at: path)
      try story.release()
      let head = try story.head.sequence
      let filled = try story.database.read { reader in
        try Self.tables.filter { table in
          try reader.count("SELECT count(*) AS n FROM \(SQL(stringLiteral: table))") > 0
        }
      }
      try #require(filled.count > 15)
      for table in filled {
        let columns = try SQLiteShell.run("SELECT name FROM pragma_table_info('\(table)');", on: path)
          .split(separator: "\n").map(String.init)
        for entry in [1, head, head + 1, 0, -5] {
          let values = columns.map { name in
            switch name {
            case "entry": "\(entry)"
            case "id": "NULL"
            default: name
            }
          }
          let count = "SELECT count(*) FROM \(table);"
          let answer = try SQLiteShell.run(
            "\(count)\nINSERT OR REPLACE INTO \(table) SELECT \(values.joined(separator: ", ")) FROM \(table);\n\(count)\n",
            on: path)
          let counts = answer.split(separator: "\n").filter { Int($0) != nil }
          #expect(counts.count == 2 && counts.first == counts.last, "\(table), entry \(entry): \(answer)")
        }
      }
      #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
    }
  }

  @Test func `widen no route and no scale that somebody worked by`() throws {
    let story = try WorkshopStory()
    try story.release()
    for statement: SQL in [
      "INSERT INTO route_check_roles SELECT id, version, 'quality', 'prescriber' FROM routes",
      "INSERT INTO route_step_roles SELECT id, version, 'erasure', 'prescriber' FROM routes",
      "INSERT INTO route_checks SELECT id, version, 'nothing', 1, 1, 0 FROM routes",
      "INSERT INTO grade_words SELECT scale, scale_version, 'cosmetic', 'Z' FROM grades",
    ] {
      #expect(throws: StorageFailure.self, "\(statement)") {
        try story.database.write(Action.startWork, try story.act("2026-12-31")) { change in
          change.concerns(.instance)
          try change.run(statement)
        }
      }
    }
  }

  @Test func `whose a thing entrusted for repair is changes for nobody, and is forgotten only once it is back`() throws
  {
    let story = try WorkshopStory()
    let code = try story.chain.takeVisitor(
      .laptop, named: "Carnet 14", code: nil, owner: VisitorOwner(name: "Sacha Inventé", contact: nil), serials: [],
      as: story.act("2026-12-30")
    ).visitor.code
    for statement: SQL in [
      "UPDATE visitor_owners SET name = 'Autre'", "DELETE FROM visitor_owners",
      "INSERT OR REPLACE INTO visitor_owners (visitor, name) SELECT visitor, 'Autre' FROM visitor_owners",
    ] {
      #expect(throws: StorageFailure.self) {
        try story.database.write(Action.startWork, try story.act("2026-12-31")) { change in
          change.concerns(.instance)
          try change.run(statement)
        }
      }
    }
    _ = try story.chain.returnVisitor(code, as: story.act("2026-12-31"))
    try story.chain.forgetOwner(of: code, as: story.act("2026-12-31"))
    #expect(try story.chain.check(against: nil).faults.map(\.fr) == [])
  }
}
