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
}
