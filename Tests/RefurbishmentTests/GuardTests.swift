import Kernel
import Storage
import TestSupport
import Testing

@testable import Refurbishment

/// Rows written by straight SQL, past every rule of Swift: the schema is the last guard.
@Suite struct `The schema of the workshop` {
  /// A round (entry 1) whose triage was done by person 3 (entry 2) and whose disk was erased by person 1 (entry 3), a station
  /// (entry 4), a report (entry 5) and a failed erasure (entry 6), none of it closed.
  private func prepared() throws -> Database {
    let database = try workshop()
    try database.act { try RoundStore.open(.sample(), with: .sample(), in: $0) }
    try database.act(by: .sample(3)) { try RoundStore.record([CheckResult("worth", .passed)], of: .sample(), in: $0) }
    try database.act {
      _ = try ErasureStore.record(.sample(), on: .disk, of: .sample(), from: $0.log(), today: "2026-09-15", in: $0)
      try $0.run(
        "INSERT INTO grade_words VALUES ('abcd', '1', 'cosmetic', 'A'), ('abcd', '1', 'functional', 'B'), ('abcd', '1', 'battery', 'C')"
      )
    }
    try database.act { try StationStore.declare(serial: "DOCK-77", name: "Banc 1", in: $0) }
    try database.act {
      _ = try EvidenceStore.keep(
        format: "nwipe", original: .sha256([1]), bytes: PackedBytes([1]), summary: "{}", in: $0)
    }
    try database.act {
      _ = try ErasureStore.record(
        .sample(.failed, ended: "2026-09-09 12:00:00"), on: .disk, of: .sample(), from: $0.log(), today: "2026-09-15",
        in: $0
      )
    }
    return database
  }

  private static let check = "INSERT INTO checks (entry, opening, check_id, outcome, done_by) VALUES (?, "
  private static let erasure = """
    INSERT INTO erasures (entry, medium, device, round, technique, method, tool, slot, recorded_by, report, outcome, level, ended, run_key)
    VALUES (?, 1, 1, 1, 'overwrite', 'm', 't', 's', 1, 1,
    """
  private static let grade =
    "INSERT INTO grades (entry, opening, scale, scale_version, cosmetic, functional, battery) VALUES (?, 1, 'abcd', '1', "

  /// A row as it could be, to see that the statements below fail for what they say and nothing else.
  @Test(arguments: [
    check + "1, 'power', 'passed', 1)", check + "1, 'screen', 'declared', 1)", check + "1, 'camera', 'not-fitted', 1)",
    check + "1, 'second-look', 'passed', 2)", erasure + "'erased', 'clear', '2026-09-11 10:00:00', zeroblob(32))",
    erasure + "'aborted', 'clear', NULL, zeroblob(32))", grade + "'A', 'B', 'C')", grade + "'A', 'B', NULL)",
    "INSERT INTO erasure_validations (entry, erasure, validated_by) VALUES (?, 1, 2)",
    "INSERT INTO media_absences (entry, opening, reason) VALUES (?, 1, 'retiré')",
    "INSERT INTO rounds (entry, device, number, route, route_version) VALUES (?, 1, 2, 'small', '1')",
    "INSERT INTO round_closings (entry, opening, verdict) VALUES (?, 1, zeroblob(32))",
    "INSERT INTO wiping_stations (entry, serial, name) VALUES (?, 'DOCK-78', 'Banc 2')",
  ])
  func `takes a right row`(statement: String) throws {
    let database = try prepared()
    try database.act { change in try change.run(SQL(statement, entry: change.entry)) }
  }

  /// A row that must never be, and what the guard that refuses it says.
  @Test(arguments: [
    (check + "1, 'nothing', 'passed', 1)", "n'est pas de la gamme"),
    (check + "1, 'power', 'declared', 1)", "ne peut pas être déclaré"),
    (check + "1, 'screen', 'not-fitted', 1)", "a toujours cet organe"),
    (check + "1, 'second-look', 'passed', 3)", "une autre personne"),
    (check + "1, 'second-look', 'passed', 1)", "une autre personne"),
    (
      erasure + "'erased', 'clear', '2026-09-11 10:00:00', (SELECT run_key FROM erasures WHERE id = 1))",
      "ne compte qu'une fois"
    ),
    (erasure + "'erased', 'clear', '2026-09-10 12:00:00', zeroblob(32))", "ne compte qu'une fois"),
    (
      "INSERT INTO annulment_acceptances (entry, report, device, reason, accepted_by) VALUES (?, 1, 1, 'x', 2)",
      "n'accepte pas son annulation"
    ),
    (grade + "'Z', 'B', 'C')", "n'est pas du barème"), (grade + "'A', 'A', 'C')", "n'est pas du barème"),
    (grade + "'A', 'B', 'B')", "n'est pas du barème"),
    ("INSERT INTO erasure_validations (entry, erasure, validated_by) VALUES (?, 1, 1)", "ne le valide pas"),
    ("INSERT INTO erasure_validations (entry, erasure, validated_by) VALUES (?, 2, 2)", "seul un effacement réussi"),
    ("INSERT INTO erasure_validations (entry, erasure, validated_by) VALUES (?, 9, 2)", "effacement"),
    ("INSERT INTO rounds (entry, device, number, route, route_version) VALUES (?, 1, 1, 'small', '1')", "déjà ouvert"),
    ("INSERT INTO wiping_stations (entry, serial, name) VALUES (?, 'DOCK-77', 'Banc 2')", "déjà déclaré"),
    (
      """
      INSERT INTO evidence_reports (entry, format, original_digest, stored_digest, summary)
      SELECT ?, 'nwipe', original_digest, stored_digest, '{}' FROM evidence_reports
      """, "déjà conservé"
    ),
  ])
  func `refuses a row that breaks a rule`(statement: String, message: String) throws {
    let database = try prepared()
    let failure = #expect(throws: StorageFailure.self) {
      try database.act { change in try change.run(SQL(statement, entry: change.entry)) }
    }
    guard case .guarded(let said) = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(said.contains(message))
  }

  /// A row whose values cannot be.
  @Test(arguments: [
    check + "1, 'power', 'ticked', 1)", erasure + "'wiped', 'clear', '2026-09-11 10:00:00', zeroblob(32))",
    erasure + "'erased', 'purge', '2026-09-11 10:00:00', zeroblob(32))",
    erasure + "'erased', 'clear', NULL, zeroblob(32))", erasure + "'erased', 'clear', 'hier', zeroblob(32))",
    erasure + "'erased', 'clear', '2026-09-11 10:00:00', x'00')",
    """
    INSERT INTO erasures (entry, medium, device, round, technique, level, method, tool, slot, recorded_by, outcome, ended, run_key)
    VALUES (?, 1, 1, 1, 'overwrite', 'clear', 'm', 't', 's', 1, 'erased', '2026-09-11 10:00:00', zeroblob(32))
    """,
    "INSERT INTO media_absences (entry, opening, reason) VALUES (?, 1, '  ')",
    "INSERT INTO rounds (entry, device, number, route, route_version) VALUES (?, 1, 2, 'small', '9')",
    "INSERT INTO rounds (entry, device, number, route, route_version) VALUES (?, 9, 1, 'small', '1')",
    "INSERT INTO round_closings (entry, opening, verdict) VALUES (?, 1, x'00')",
    "INSERT INTO wiping_stations (entry, serial, name) VALUES (?, 'dock-78', 'Banc 2')",
    "INSERT INTO evidence_attachments (entry, report, device) VALUES (?, 9, 1)",
  ])
  func `refuses a row that makes no sense`(statement: String) throws {
    let database = try prepared()
    let failure = #expect(throws: StorageFailure.self) {
      try database.act { change in try change.run(SQL(statement, entry: change.entry)) }
    }
    if case .constraint = failure { return }
    Issue.record("\(String(describing: failure))")
  }

  @Test(arguments: [
    check + "1, 'power', 'failed', 1)", grade + "'A', 'B', 'C')",
    "INSERT INTO media_absences (entry, opening, reason) VALUES (?, 1, 'retiré')",
    "INSERT INTO round_closings (entry, opening, verdict) VALUES (?, 1, zeroblob(32))",
  ])
  func `takes nothing more in a round that is closed, annulled or followed by another`(statement: String) throws {
    let closing = "INSERT INTO round_closings (entry, opening, verdict) VALUES (?, 1, zeroblob(32))"
    let next = "INSERT INTO rounds (entry, device, number, route, route_version) VALUES (?, 1, 2, 'small', '1')"
    for ending in [closing, next, nil] {
      let database = try prepared()
      if let ending {
        try database.act { change in try change.run(SQL(ending, entry: change.entry)) }
      } else {
        try database.annul(EntryID(rawValue: 1))
      }
      #expect(throws: StorageFailure.guarded("ce passage à l'atelier n'est pas ouvert")) {
        try database.act { change in try change.run(SQL(statement, entry: change.entry)) }
      }
    }
  }

  @Test(arguments: [
    "routes", "route_checks", "rounds", "round_closings", "checks", "media_absences", "grade_words", "grades",
    "evidence_reports", "evidence_attachments", "annulment_acceptances", "wiping_stations", "erasures",
    "erasure_validations",
  ])
  func `only ever adds rows`(table: String) throws {
    let database = try prepared()
    try database.act { change in
      try EvidenceStore.attach(EvidenceReportID(rawValue: 1), to: deviceID, in: change)
      for statement in [
        Self.grade + "'A', 'B', 'C')", "INSERT INTO media_absences (entry, opening, reason) VALUES (?, 1, 'retiré')",
        "INSERT INTO erasure_validations (entry, erasure, validated_by) VALUES (?, 1, 2)",
        "INSERT INTO round_closings (entry, opening, verdict) VALUES (?, 1, zeroblob(32))",
      ] {
        try change.run(SQL(statement, entry: change.entry))
      }
    }
    let attached = try database.read { try Journal.head(in: $0).sequence }
    try database.annul(EntryID(rawValue: attached))
    try database.act(by: second) { change in
      try AnnulmentStore.accept(EvidenceReportID(rawValue: 1), of: .sample(), because: "ailleurs", in: change)
    }
    #expect(try database.read { try $0.count(SQL(stringLiteral: "SELECT count(*) AS n FROM \(table)")) } > 0)
    let column = ["route_checks": "check_id", "grade_words": "grade"][table] ?? "entry"
    for statement in [
      "UPDATE \(table) SET \(column) = \(column)", "DELETE FROM \(table)",
      "INSERT OR REPLACE INTO \(table) SELECT * FROM \(table)",
    ] {
      let failure = #expect(throws: StorageFailure.self) {
        try database.act { change in try change.run(SQL(stringLiteral: statement)) }
      }
      if case .guarded = failure { continue }
      Issue.record("\(statement): \(String(describing: failure))")
    }
  }
}

extension SQL {
  /// A statement written out whole, whose only parameter is the entry of the act.
  fileprivate init(_ statement: String, entry: EntryID) {
    let parts = statement.split(separator: "?", maxSplits: 1).map { SQL(stringLiteral: String($0)) }
    self = parts[0] + "\(entry)" + parts[1]
  }
}
