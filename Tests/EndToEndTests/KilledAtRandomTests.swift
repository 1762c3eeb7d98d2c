import Foundation
import TestSupport
import Testing

/// The program is killed after a random time while it signs or takes money: whatever the moment, all of an act is there or
/// nothing of it.
@Suite(.enabled(if: Machine.sqlite3, "no sqlite3 program")) struct `Killed at random` {
  /// How often; `REBOND_TEST_KILLS` asks for more.
  static let times = ProcessInfo.processInfo.environment["REBOND_TEST_KILLS"].flatMap(Int.init) ?? 60

  /// The answer of a query on the database.
  private func ask(_ query: String, of stage: Stage) throws -> String {
    // What was killed may hold its locks until the machine has put it away.
    try stage.type("sqlite3 -cmd '.timeout 5000' base.rebond \"\(query)\"").output
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Types a line and kills it at some moment of so long.
  private func killed(_ line: String, within duration: Duration, on stage: Stage) throws {
    let seconds = String(format: "%.4f", Double.random(in: 0.05...1.2) * (duration / .seconds(1)))
    try stage.type("timeout -s KILL \(seconds) \(line) || true")
  }

  /// Types a line that is to be done, and tells how long it took.
  private func done(_ line: String, on stage: Stage) throws -> Duration {
    let start = ContinuousClock.now
    let answer = try stage.type(line)
    #expect(answer.status == 0)
    return ContinuousClock.now - start
  }

  @Test func `while money is taken, receipts have no gap and what was paid adds up`() throws {
    let stage = try Stage(at: .allocated)
    let sign = #"rebond contract sign D-000001 --lender "Filière Exemple" --deposit 1000 --on 2026-09-23"#
    #expect(try stage.type(sign).status == 0)
    let pay = "rebond payment record C-000001 --money 1 --for deposit --by cash"
    let usual = try done(pay, on: stage)
    for _ in 0..<Self.times { try killed(pay, within: usual, on: stage) }
    _ = try done(pay, on: stage)
    let found = try ask(
      "SELECT count(*) - max(id), count(*) * 100 - sum(cents), count(*) - count(DISTINCT entry) FROM payments",
      of: stage)
    #expect(found == "0|0|0")
    try stage.expectAllWell()
  }

  @Test func `while it signs, a contract is signed or it is not`() throws {
    let sign = #"rebond contract sign D-000001 --lender "Filière Exemple" --with chargeur --on 2026-09-23"#
    let usual = try done(sign, on: Stage(at: .allocated))
    for _ in 0..<Self.times / 4 {
      let stage = try Stage(at: .allocated)
      try killed(sign, within: usual, on: stage)
      let found = try ask(
        """
        SELECT (SELECT count(*) FROM contracts), (SELECT count(*) FROM contract_signatures),
          (SELECT count(*) FROM contract_accessories), (SELECT count(*) FROM journal WHERE action = 'contract.sign')
        """, of: stage)
      #expect(["0|0|0|0", "1|1|1|1"].contains(found))
      try stage.expectAllWell()
    }
  }

  // MARK: Several devices

  /// What brings the second device of the story to where it can be lent.
  private static let secondDevice: [String] = [
    "rebond work triage TEST0002D good --on 2026-09-18",
    #"rebond work attest-no-medium TEST0002D --reason "disque retiré" --on 2026-09-18"#,
    "rebond work check TEST0002D --on 2026-09-18 \(Moment.checks.map { "\($0)=passed" }.joined(separator: " "))",
    #"rebond work check TEST0002D quality=passed --as "Quinn Exemple" --on 2026-09-19"#,
    "rebond work grade TEST0002D --cosmetic B --functional A --battery B --on 2026-09-19",
    "rebond device release TEST0002D --on 2026-09-19",
  ]

  private static let signTwo =
    #"rebond contract sign D-000001 --lender "Filière Exemple" --device TEST0002D --with chargeur --on 2026-09-23"#

  /// The database with two devices ready, the first kept for a request; then under one contract, both handed over.
  private static let databases = Result { () throws -> (ready: Data, out: Data) in
    let stage = try Stage(at: .allocated)
    let file = stage.folder.appending(path: "base.rebond")
    func play(_ lines: [String]) throws -> Data {
      for line in lines {
        let answer = try stage.type(line)
        guard answer.status == 0 else { throw Moment.Broken(line: line, answer: answer) }
      }
      return try Data(contentsOf: file)
    }
    return (try play(secondDevice), try play([signTwo, "rebond handover record C-000001 --on 2026-09-24"]))
  }

  private func stage(with database: Data) throws -> Stage {
    let stage = try Stage()
    try database.write(to: stage.folder.appending(path: "base.rebond"))
    return stage
  }

  /// Kills a line again and again, each time on a fresh database, and tells what a query then finds.
  private func kill(_ line: String, on database: Data, then query: String, isOneOf allowed: [String]) throws {
    let usual = try done(line, on: stage(with: database))
    for _ in 0..<Self.times / 6 {
      let stage = try stage(with: database)
      try killed(line, within: usual, on: stage)
      #expect(allowed.contains(try ask(query, of: stage)))
      try stage.expectAllWell()
    }
  }

  @Test func `while it signs for several devices, all are under the contract or none is kept for it`() throws {
    try kill(
      Self.signTwo, on: Self.databases.get().ready,
      then: """
        SELECT (SELECT count(*) FROM contracts), (SELECT count(*) FROM contract_devices),
          (SELECT state FROM devices WHERE code = 'TEST0002D'),
          (SELECT count(*) FROM journal WHERE action IN ('contract.sign', 'contract.join'))
        """, isOneOf: ["0|0|ready|0", "1|1|reserved|2"])
  }

  @Test func `while several devices come back, all are back or all are out`() throws {
    try kill(
      "rebond return record C-000001 --condition good --on 2026-11-03", on: Self.databases.get().out,
      then: """
        SELECT (SELECT count(*) FROM take_backs), (SELECT state FROM contracts),
          (SELECT count(*) FROM devices WHERE state = 'received'),
          (SELECT count(*) FROM journal WHERE action = 'return.record')
        """, isOneOf: ["0|handed-over|0|0", "2|ended|2|2"])
  }
}
