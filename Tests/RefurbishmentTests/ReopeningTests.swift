import Kernel
import Storage
import TestSupport
import Testing

@testable import Refurbishment

@Suite struct `A round opened again` {
  private func closed() throws -> Database {
    let database = try workshop()
    try database.makeReady()
    _ = try database.act { try RoundStore.close(.sample(), in: $0) }
    return database
  }

  @discardableResult
  private func reopen(_ database: Database, because reason: String = "touche collée") throws -> EntryID {
    try database.act(on: "2026-09-20") { change in
      try RoundStore.reopen(.sample(), because: reason, in: change)
      #expect(try RoundStore.dossier(of: .sample(), in: change).opening?.closing == nil)
      return change.entry
    }
  }

  @Test func `keeps the work done, and asks for the last look anew`() throws {
    let database = try closed()
    #expect(try database.dossier().missing.isEmpty)
    try reopen(database)
    let dossier = try database.dossier()
    #expect(dossier.opening?.reopening?.day == "2026-09-20")
    #expect(dossier.opening?.reopening?.reason == "touche collée")
    guard case .checkedTooEarly(let check)? = dossier.missing.first, dossier.missing.count == 1 else {
      Issue.record("missing: \(dossier.missing)")
      return
    }
    #expect(check.id == "second-look")
  }

  @Test func `takes work again, and is closed by a verdict of its own`() throws {
    let database = try closed()
    let first = try database.dossier().opening?.closing
    try reopen(database)
    try database.act { try RoundStore.record([CheckResult("power", .passed)], of: .sample(), in: $0) }
    try database.act(by: second) { try RoundStore.record([CheckResult("second-look", .passed)], of: .sample(), in: $0) }
    let verdict = try database.act { try RoundStore.close(.sample(), in: $0) }
    #expect(verdict.digest != first?.verdict)
    #expect(try database.dossier().opening?.closing?.verdict == verdict.digest)
    #expect(throws: RefurbishmentFailure.roundClosed(deviceCode)) {
      try database.act { try RoundStore.record([CheckResult("power", .passed)], of: .sample(), in: $0) }
    }
  }

  @Test func `is one that a verdict had closed, and for a reason`() throws {
    let database = try workshop()
    try database.makeReady()
    #expect(throws: RefurbishmentFailure.roundNotClosed(deviceCode)) { try reopen(database) }
    _ = try database.act { try RoundStore.close(.sample(), in: $0) }
    #expect(throws: RefurbishmentFailure.reasonMissing) { try reopen(database, because: " \t") }
    try reopen(database)
    #expect(throws: RefurbishmentFailure.roundNotClosed(deviceCode)) { try reopen(database) }
  }

  @Test func `by mistake, is closed as before`() throws {
    let database = try closed()
    let before = try database.dossier()
    try database.annul(try reopen(database))
    #expect(try database.dossier() == before)
  }

  @Test func `is guarded in the schema too`() throws {
    let database = try closed()
    let closing = try #require(try database.dossier().opening?.closing?.entry)
    func insert(_ closing: String, _ reason: String) throws {
      try database.act { change in
        try change.run(
          SQL(
            stringLiteral:
              "INSERT INTO round_reopenings (entry, closing, reason) VALUES (\(change.entry), \(closing), \(reason))"))
      }
    }
    let refusal = StorageFailure.guarded("ce passage à l'atelier n'est pas terminé")
    #expect(throws: refusal) { try insert("1", "'essai'") }
    #expect(throws: StorageFailure.self) { try insert("\(closing)", "'  '") }
    try insert("\(closing)", "'essai'")
    #expect(throws: refusal) { try insert("\(closing)", "'encore'") }
    #expect(throws: StorageFailure.guarded("round_reopenings: rows are never changed")) {
      try database.act { try $0.run("UPDATE round_reopenings SET reason = 'autre'") }
    }
  }
}
