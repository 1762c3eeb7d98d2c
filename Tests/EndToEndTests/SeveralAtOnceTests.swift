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
      lines: Array(repeating: #"rebond correct 11 --annul --reason "Compté par erreur""#, count: 2),
      refusal: "erreur : "),
    Race(
      name: "validate the same erasure", before: .inspected,
      lines: Array(repeating: #"rebond erasure validate TEST0001B --as "Alix Exemple" --on 2026-09-16"#, count: 2),
      refusal: "n'attend de validation"),
    Race(
      name: "decide the same request", before: .requested,
      lines: Array(
        repeating: "rebond eligibility decide D-000001 --programme pret-familles-college --on 2026-09-21", count: 2),
      refusal: "La demande D-000001 est déjà décidée"),
    Race(
      name: "allocate the same device to two requests", before: .decided,
      lines: ["D-000001", "D-000002"].map { "rebond request allocate \($0) TEST0001B --on 2026-09-22" },
      refusal: "TES-T00-01B : il est « réservé »"),
    Race(
      name: "contract the same device for two requests", before: .decided,
      lines: ["D-000001", "D-000002"].map {
        "rebond request allocate \($0) TEST0001B --on 2026-09-22 && \(sign) \($0) --on 2026-09-23"
      }, refusal: "TES-T00-01B : il est « réservé »"),
    Race(
      name: "sign the same contract", before: .allocated,
      lines: Array(repeating: "\(sign) D-000001 --on 2026-09-23", count: 2),
      refusal: "Le contrat C-000001 tient déjà l'appareil"),
    Race(
      name: "sign a contract and free its device", before: .allocated,
      lines: ["\(sign) D-000001 --on 2026-09-23", "rebond request release D-000001 --reason declined --on 2026-09-23"],
      refusal: "D-000001"),
    Race(
      name: "hand the same device over", before: .signed,
      lines: Array(repeating: "rebond handover record C-000001 --on 2026-09-24", count: 2),
      refusal: "on ne peut pas remettre l'appareil"),
    Race(
      name: "hand a device over and give its contract up", before: .signed,
      lines: [
        "rebond handover record C-000001 --on 2026-09-24",
        "rebond contract cancel C-000001 --reason declined --on 2026-09-24",
      ], refusal: "Le contrat C-000001 est"),
    Race(
      name: "take the same device back", before: .handedOver,
      lines: Array(repeating: "rebond return record C-000001 --condition good --on 2026-11-03", count: 2),
      refusal: "on ne peut pas enregistrer un retour"),
    Race(
      name: "close the same contact", before: .handedOver,
      lines: Array(repeating: "rebond followup done 1 --on 2026-10-08", count: 2),
      refusal: "Le contact de suivi 1 est déjà clos"),
  ]

  private static let sign = #"rebond contract sign --lender "Filière Exemple""#
}

@Suite struct `Of two who at once` {
  static let rounds = 4

  @Test(arguments: Race.all) func `want the same, one has it and the other is told`(race: Race) throws {
    for _ in 1...Self.rounds {
      let stage = try Stage(at: race.before)
      let answers = try stage.type(atOnce: race.lines)
      #expect(answers.map(\.status).sorted() == [0, 1])
      let refused = try #require(answers.first { $0.status == 1 })
      #expect(refused.errors.contains(race.refusal), "\(refused.errors)")
      try stage.expectAllWell()
    }
  }

  @Test func `write, both have written`() throws {
    let stage = try Stage(at: .announced)
    let answers = try stage.type(atOnce: (1...6).map { #"rebond person add "Personne \#($0)" --role workshop"# })
    #expect(answers.allSatisfy { $0.status == 0 })
    let people = try stage.type("rebond person list").output
    for number in 1...6 { #expect(people.contains("Personne \(number)")) }
    try stage.expectAllWell()
  }
}

@Suite(.enabled(if: Machine.sqlite3, "no sqlite3 program"))
struct `A database that somebody else holds` {
  @Test(arguments: [("fr", "erreur : ", "sqlite3, "), ("en", "error: ", "sqlite3, ")])
  func `is waited for, then named with its holder`(language: String, word: String, holder: String) throws {
    let stage = try Stage(at: .received)
    let before = try stage.contents()
    let held = try SQLiteShell(stage.folder.appending(path: "base.rebond").path)
    try held.say("BEGIN IMMEDIATE;")
    let start = ContinuousClock.now
    let refused = try stage.type("rebond work start TEST0001B --on 2026-09-08", language: language)
    let waited = ContinuousClock.now - start
    #expect(refused.status == 75)
    #expect(
      refused.errors.hasPrefix(word) && refused.errors.contains("\(holder)\(held.processID)"), "\(refused.errors)")
    #expect(waited >= .seconds(5) && waited < .seconds(15))
    // Who only looks waits for nobody.
    #expect(try stage.type("rebond status").status == 0)
    held.kill()
    #expect(try stage.contents() == before)
    #expect(try stage.type("rebond work start TEST0001B --on 2026-09-08").status == 0)
  }
}
