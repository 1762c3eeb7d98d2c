import Foundation
import TestSupport
import Testing

/// An act that only one of two can do.
struct Race: CustomTestStringConvertible, Sendable {
  let name: String
  let before: Moment
  /// What each of the two types.
  let lines: [String]
  /// What the one who comes second is told.
  let refusal: String

  var testDescription: String { name }

  static let all = [
    Race(
      name: "release the same device", before: .worked,
      lines: ["rebond device release TEST0001B --on 2026-09-18", "rebond device release TEST0001B --on 2026-09-18"],
      refusal: "Impossible de déclarer prêt l'appareil TES-T00-01B"),
    Race(
      name: "receive the last device announced", before: .received,
      lines: ["rebond donation receive 1 laptop=1", "rebond donation receive 1 laptop=1"],
      refusal: "annonc"),
    Race(
      name: "give two devices the same code", before: .announced,
      lines: Array(repeating: "rebond donation receive 1 laptop=1 --code TEST0003F", count: 2),
      refusal: "TES-T00-03F"),
    Race(
      name: "take the same device into the workshop", before: .received,
      lines: Array(repeating: "rebond work start TEST0001B --on 2026-09-08", count: 2),
      refusal: "TES-T00-01B"),
    Race(
      name: "annul the same act", before: .received,
      lines: Array(repeating: #"rebond correct 9 --annul --reason "Compté par erreur""#, count: 2),
      refusal: "erreur : "),
  ]
}

@Suite(.enabled(if: endToEndIsAsked, "asked for with REBOND_END_TO_END=1")) struct `Of two who at once` {
  static let rounds = 4

  @Test(arguments: Race.all) func `want the same, one has it and the other is told`(race: Race) throws {
    for _ in 1...Self.rounds {
      let stage = try Stage(at: race.before)
      // Both wait for the same file to come, so that they start together.
      let pair = race.lines.enumerated().map { number, line in
        "(until test -e go; do :; done; \(line) >out\(number) 2>&1; echo $? >code\(number)) &"
      }.joined(separator: " ")
      try stage.type("\(pair) touch go; wait")
      let codes = try [0, 1].map { try stage.type("cat code\($0)").output.trimmingCharacters(in: .newlines) }
      #expect(codes.sorted() == ["0", "1"])
      let loser = codes.firstIndex(of: "1") ?? 0
      let told = try stage.type("cat out\(loser)").output
      #expect(told.contains(race.refusal), "\(told)")
      try stage.expectAllWell()
    }
  }

  @Test func `write, both have written`() throws {
    let stage = try Stage(at: .announced)
    let writers = (1...6).map { #"rebond person add "Personne \#($0)" --role workshop || touch failed &"# }
    try stage.type(writers.joined(separator: " ") + " wait")
    #expect(!stage.has("failed"))
    let people = try stage.type("rebond person list").output
    for number in 1...6 { #expect(people.contains("Personne \(number)")) }
    try stage.expectAllWell()
  }
}

@Suite(.enabled(if: endToEndIsAsked && Machine.sqlite3, "no sqlite3 program"))
struct `A database that somebody else holds` {
  @Test(arguments: [("fr", "erreur : ", "sqlite3, "), ("en", "error: ", "sqlite3, ")])
  func `is waited for, then named with its holder`(language: String, word: String, holder: String) throws {
    let stage = try Stage(at: .received)
    let before = try stage.contents()
    // The shell's own process number is the one that /proc/locks shows: it becomes sqlite3.
    try stage.type("mkfifo held; (echo $$ >/dev/null; exec sqlite3 base.rebond <held >answer 2>&1) & echo $! >pid")
    try stage.type("(echo 'BEGIN IMMEDIATE;'; echo 'SELECT 1;'; sleep 60) >held & echo $! >feeder")
    try stage.type("until grep -q 1 answer; do sleep 0.05; done")
    let start = ContinuousClock.now
    let refused = try stage.type("rebond work start TEST0001B --on 2026-09-08", language: language)
    let waited = ContinuousClock.now - start
    let process = try stage.type("cat pid").output.trimmingCharacters(in: .newlines)
    #expect(refused.status == 75)
    #expect(refused.errors.hasPrefix(word) && refused.errors.contains("\(holder)\(process)"), "\(refused.errors)")
    #expect(waited >= .seconds(5) && waited < .seconds(15))
    // Who only looks waits for nobody.
    #expect(try stage.type("rebond status").status == 0)
    try stage.type("kill $(cat feeder) $(cat pid) 2>/dev/null; true")
    #expect(try stage.contents() == before)
    #expect(try stage.type("rebond work start TEST0001B --on 2026-09-08").status == 0)
  }
}
