import Foundation
import TestSupport
import Testing

/// What a terminal showed.
private struct Watched: Decodable {
  let screens: [[String]]
  let bells: Int
  let status: Int32?
  let restored: Bool
  let raw: String

  func shows(_ words: String, on screen: Int) -> Bool { screens[screen].joined(separator: "\n").contains(words) }
}

/// Something done at a terminal, and what its screen is to show then.
private struct Step: Encodable {
  var type: String?
  var resize: [Int]?
  var signal: String?
  var until: String?
  var end: Bool?
}

@Suite(.enabled(if: OutsideProgram.python(with: "pyte") != nil, "no pyte: see scripts/test-tools.txt"))
struct `The screen of rebond scan` {
  private struct Job: Encodable {
    let command: [String]
    let size: [Int]
    let term: String
    let steps: [Step]
  }

  private func watch(
    _ stage: Stage, _ steps: [Step], size: [Int] = [80, 24], term: String = "xterm-256color", variables: [String] = []
  ) throws -> Watched {
    let job = Job(
      command: ["env", "-u", "NO_COLOR", "-u", "LINES", "-u", "COLUMNS", "LANG=C.UTF-8", "REBOND_LANG=fr"] + variables
        + [
          Stage.program.path, "scan", "--as", "Camille Exemple", "--data",
          stage.folder.appending(path: "base.rebond").path,
        ], size: size, term: term, steps: steps)
    let tool = OutsideProgram.packageRoot.appending(path: "Tests/EndToEndTests/Tools/watch-screen").path
    let answer = try #require(OutsideProgram.python(with: "pyte")).run([tool], input: JSONEncoder().encode(job))
    try #require(answer.status == 0, "\(answer.errors)")
    return try JSONDecoder().decode(Watched.self, from: Data(answer.output.utf8))
  }

  private static let begin = Step(until: "Scannez.")
  private static let finish = Step(type: "\u{4}", end: true)

  @Test func `shows who, what, the counters, the last answer large and those before`() throws {
    let stage = try Stage(at: .received)
    let seen = try watch(
      stage,
      [
        Self.begin, Step(type: "TEST0001B\r", until: "EN MAIN"), Step(type: "USKD\r", until: "FAIT"),
        Step(type: "UDEY\r", until: "ANNULÉ"), Step(type: "USK", until: "> USK"), Self.finish,
      ])
    #expect(seen.screens[0].first == " Camille Exemple — mains vides")
    #expect(seen.shows("·  EN MAIN", on: 1))
    #expect(
      seen.shows("✔ 1 fait  ", on: 2) && seen.shows("✔  FAIT", on: 2)
        && seen.shows(" · TES-T00-01B : ordinateur portable, reçu", on: 2))
    #expect(seen.shows("✔ 0 fait  ", on: 3) && seen.screens[4].last == "> USK")
    #expect(seen.status == 0 && seen.restored && seen.bells == 0)
    #expect(try stage.type("rebond device show TEST0001B").output.contains("reçu"))
  }

  @Test(arguments: [
    ("xterm-256color", [String](), true), ("vt100", [], false), ("xterm-256color", ["NO_COLOR=1"], false),
  ])
  func `locks on an error over the whole screen, with words, colour and bell, until the OK card`(
    term: String, variables: [String], hasColour: Bool
  ) throws {
    let seen = try watch(
      Stage(at: .received),
      [
        Self.begin, Step(type: "QUOI\r", until: "ERREUR"), Step(type: "TEST0001B\r", until: "> "),
        Step(type: "UKFP\r", until: "ON CONTINUE"), Self.finish,
      ], term: term, variables: variables)
    for screen in [1, 2] {
      #expect(
        seen.shows("✘  ERREUR — RIEN N'EST ENREGISTRÉ", on: screen) && seen.shows("Scannez la carte  OK", on: screen))
      #expect(!seen.shows("EN MAIN", on: screen))
    }
    #expect(seen.bells == 2)
    #expect(seen.raw.contains("\u{1B}[37m\u{1B}[41m") || seen.raw.contains(";41m") || !hasColour)
    if !hasColour { #expect(!seen.raw.contains("41m")) }
    #expect(seen.restored && seen.status == 0)
  }

  @Test func `fits a small screen, and another size while it runs`() throws {
    let seen = try watch(
      Stage(at: .received),
      [
        Self.begin, Step(type: "TEST0001B\r", until: "EN MAIN"), Step(resize: [40, 12], until: "EN MAIN"),
        Step(type: "QUOI\r", until: "ERREUR"), Step(resize: [132, 43], until: "OK"), Self.finish,
      ])
    #expect(seen.screens[2].count == 12 && seen.shows("EN MAIN", on: 2))
    #expect(seen.screens[3].last?.hasPrefix(">") == true && seen.shows("Scannez la carte  OK", on: 3))
    #expect(seen.screens[4].count == 43 && seen.screens[4].last?.hasPrefix(">") == true)
    #expect(seen.restored)
  }

  @Test(arguments: ["SIGTERM", "SIGINT", "SIGQUIT", "SIGHUP"])
  func `gives the terminal back when a signal ends it`(signal: String) throws {
    let stage = try Stage(at: .received)
    let seen = try watch(
      stage, [Self.begin, Step(type: "USKD\rTEST0001B\r", until: "FAIT"), Step(signal: signal, end: true)])
    #expect(seen.restored && seen.status != nil)
    #expect(try stage.type("rebond device show TEST0001B").output.contains("en atelier"))
    try stage.expectAllWell()
  }

  @Test func `shows no PIN`() throws {
    let seen = try watch(
      Stage(at: .received),
      [
        Self.begin, Step(type: "TEST0001B\rUVYK\r", until: "CODE SECRET ?"), Step(type: "4711", until: "> ****"),
        Step(type: "\r", until: "ERREUR"), Self.finish,
      ])
    #expect(!seen.raw.contains("4711"))
  }

  @Test func `is not taken where there is no terminal that can be`() throws {
    let seen = try watch(
      Stage(at: .received), [Step(type: "TEST0001B\r", until: "reçu"), Self.finish], term: "no-such-terminal")
    #expect(seen.shows("· TES-T00-01B", on: 0))
  }
}
