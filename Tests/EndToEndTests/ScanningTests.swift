import Foundation
import TestSupport
import Testing

/// What the payloads of a few cards are; the letters printed on cards never change.
private enum Cards {
  static let ok = "UKFP", undo = "UDEY", start = "USKD"
  /// To be repaired, the screen; repaired in 30 minutes; the stock-take of place no. 1.
  static let fault = "UURCDR", repaired = "UUTBDKE", stockTake = "UUEBBBBBCNS"
}

@Suite struct `rebond scan` {
  private func scan(_ stage: Stage, _ lines: [String], _ options: String = "", ending: String = "\\n") throws
    -> OutsideProgram.Answer
  {
    try stage.type("printf '\(lines.joined(separator: ending) + ending)' | rebond scan \(options)")
  }

  @Test func `answers each scan on one line, in words`() throws {
    let stage = try Stage(at: .received)
    let answer = try scan(stage, ["TEST0001B", "HTTPS://R47.EXAMPLE/TEST0001B", Cards.start, Cards.start])
    #expect(answer.status == 0)
    #expect(
      answer.output == """
        · TES-T00-01B : ordinateur portable, reçu
        · TES-T00-01B est déjà en main.
        ✔ TES-T00-01B : mise en atelier (Ordinateur portable)
        · Déjà fait : TES-T00-01B, mise en atelier.

        """)
    #expect(try stage.type("rebond device show TEST0001B").output.contains("en atelier"))
  }

  @Test(arguments: ["\\n", "\\r", "\\r\\n"]) func `takes a line however the scanner ends it`(ending: String) throws {
    let stage = try Stage(at: .received)
    let answer = try scan(stage, [Cards.start, "TEST0001B", "TEST0002D"], ending: ending)
    #expect(answer.output.split(separator: "\n").map { $0.prefix(1) } == ["?", "✔", "✔"], "\(answer.output)")
  }

  @Test func `takes the last line even when nothing ends it, and one far too long`() throws {
    let stage = try Stage(at: .received)
    let answer = try stage.type(
      "{ head -c 100000 /dev/zero | tr '\\0' A; printf '\\n\(Cards.ok)\\n\(Cards.start)\\nTEST0001B'; } | rebond scan")
    #expect(answer.output.split(separator: "\n").map { $0.prefix(1) } == ["✘", "·", "?", "✔"], "\(answer.output)")
    #expect(answer.status == 1)
  }

  @Test func `locks on a refusal until the OK card, and ends as its worst scan`() throws {
    let stage = try Stage(at: .received)
    let answer = try scan(
      stage, ["INCONNU", "TEST0001B", Cards.start, Cards.ok, "TEST0001B", Cards.start], "--json", ending: "\\n")
    let events = try answer.output.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(events.map { $0["event"] as? String } == ["refused", "locked", "locked", "unlocked", "device", "done"])
    #expect(events.map { $0["locked"] as? Bool } == [true, true, true, false, false, false])
    #expect(events.last?["entry"] as? Int != nil && events.last?["device"] as? String == "TEST0001B")
    #expect(answer.status == 1)
  }

  @Test func `begins with a badge where nobody is named, and never says a PIN`() throws {
    let stage = try Stage(at: .inspected)
    let given = try stage.type("echo 4711 | rebond person badge 'Alix Exemple' --pin --json")
    let badge = try #require(given.output.firstMatch(of: #/"card": "([A-Z]+)"/#)?.1)
    let answer = try stage.type(
      "printf 'TEST0001B\\n\(Cards.ok)\\n\(badge)\\nTEST0001B\\n\(Self.validate)\\n4711\\n' | env -u REBOND_USER rebond scan --json"
    )
    let events = answer.output.matches(of: #/"event":"([a-z]+)"/#).map { String($0.1) }
    #expect(events == ["refused", "unlocked", "person", "device", "pin", "done"], "\(answer.output)")
    #expect(!answer.output.contains("4711"))
    #expect(try !stage.contents().contains("4711"))
    try stage.expectAllWell()
  }

  private static let validate = "UVYK"

  /// Two programs talk: one scans, and waits for each answer before the next.
  @Test func `answers at once, while its input stays open`() throws {
    let stage = try Stage(at: .received)
    let program = try RunningProgram(
      "/usr/bin/env",
      [
        "REBOND_LANG=fr", Stage.program.path, "scan", "--as", "Camille Exemple", "--data",
        stage.folder.appending(path: "base.rebond").path,
      ])
    for (line, sign) in [("TEST0001B", "·"), (Cards.start, "✔"), (Cards.undo, "✔"), (Cards.start, "✔")] {
      try program.say(line + "\n")
      #expect(program.hear()?.hasPrefix(sign) == true)
    }
    #expect(try program.hearOut() == "")
    #expect(program.wait() == 0)
  }

  @Test(.enabled(if: Machine.sqlite3, "no sqlite3 program"))
  func `loses nothing it said was done when it is killed between two scans`() throws {
    let stage = try Stage(at: .received)
    let path = stage.folder.appending(path: "base.rebond").path
    for code in ["TEST0001B", "TEST0002D"] {
      let program = try RunningProgram(
        "/usr/bin/env", ["REBOND_LANG=fr", Stage.program.path, "scan", "--as", "Camille Exemple", "--data", path])
      try program.say("\(Cards.start)\n")
      _ = program.hear()
      try program.say("\(code)\n")
      #expect(program.hear()?.hasPrefix("✔ ") == true)
      program.end()
      #expect(try stage.type("rebond device show \(code)").output.contains("en atelier"))
    }
    try stage.expectAllWell()
  }

  @Test(
    .enabled(if: Machine.strace && Machine.sqlite3, "strace cannot watch a program here, or no sqlite3 program"),
    arguments: ["pwrite64", "fdatasync", "write"], [1, 2, 4, 6])
  func `says nothing done that is not durable, wherever it is killed`(call: String, use: Int) throws {
    let stage = try Stage(at: .received)
    let killed = try stage.type(
      """
      printf '\(Cards.start)\\nTEST0001B\\nTEST0002D\\n' | strace -f -qq -e signal=none -o /dev/null \
      -e inject=\(call):signal=KILL:when=\(use) rebond scan --json
      """)
    let done = killed.output.split(separator: "\n").filter { $0.contains(#""event":"done""#) && $0.hasSuffix("}") }
    for code in ["TEST0001B", "TEST0002D"] where done.contains(where: { $0.contains(#""device":"\#(code)""#) }) {
      #expect(try stage.type("rebond device show \(code)").output.contains("en atelier"), "\(code)")
    }
    try stage.expectAllWell()
    // What was not said done may be scanned again, whether it was recorded or not.
    let again = try scan(stage, [Cards.start, "TEST0001B", Cards.ok, Cards.ok, Cards.start, "TEST0002D"])
    #expect([0, 1].contains(again.status))
    for code in ["TEST0001B", "TEST0002D"] {
      #expect(try stage.type("rebond device show \(code)").output.contains("en atelier"), "\(code)")
    }
  }

  /// Each session has its own devices, and all count them in the same stock-take.
  @Test func `loses no scan of ten sessions at once on one file`() throws {
    let stage = try Stage(at: .founded)
    for line in [
      #"rebond structure add "Atelier Exemple" --kind integration"#,
      #"rebond place add "Atelier" --structure "Atelier Exemple" --kind workshop --commune 47001"#,
      #"rebond location add building "Réserve" --place "Atelier""#,
      #"rebond structure add "Entreprise Exemple" --kind company"#, #"rebond donor add "Entreprise Exemple""#,
      #"rebond donation add --donor "Entreprise Exemple" --line laptop=100"#, "rebond donation receive 1 laptop=100",
    ] { try #require(try stage.type(line).status == 0) }
    let list = try stage.type("rebond device list --json").output
    let codes = list.matches(of: #/"code": "([0-9A-Z]{9})"/#).map { String($0.1) }
    try #require(codes.count == 100)
    let lines = (0..<10).map { number in
      let mine = codes.enumerated().filter { $0.offset % 10 == number }.map(\.element)
      let all = [Cards.start, Cards.fault, Cards.repaired, Cards.stockTake].flatMap { [$0] + mine + [Cards.ok] }
      return "printf '\(all.joined(separator: "\\n"))\\n' | rebond scan --json"
    }
    let answers = try stage.type(atOnce: lines)
    #expect(answers.map(\.status) == Array(repeating: 0, count: 10), "\(answers.map(\.output))")
    #expect(answers.map { $0.output.components(separatedBy: #""event":"done""#).count - 1 }.reduce(0, +) == 400)
    #expect(try stage.type("rebond stocktake show 1 --json").output.contains(#""unexpected": 100"#))
    #expect(try stage.type("rebond repair list --json").output.components(separatedBy: #""minutes": 30"#).count == 101)
    let states = try stage.type("rebond device list --json").output
    #expect(states.components(separatedBy: "in-refurbishment").count - 1 == 100)
    try stage.expectAllWell()
  }

  /// Each symbol of the printed sheets by itself is tested where they are drawn; here the paper that comes out is whole.
  @Test(.enabled(if: Machine.readsPapers, "no reader of papers here"), arguments: ["badges", "work", "checks", "all"])
  func `finds its cards printed`(set: String) throws {
    let stage = try Stage(at: .received)
    try #require(try stage.type("rebond person badge 'Alix Exemple'").status == 0)
    let printed = try stage.type("rebond label cards --for \(set) --output cards.pdf")
    #expect(printed.status == 0, "\(printed.errors)")
    let words = try stage.type("pdftotext -layout cards.pdf -").output
    let expected = [
      "badges": ["Alix"], "work": ["ATELIER", "RÉUSSI", "ANNULER"], "checks": ["Clavier", "PAS ÉQUIPÉ"],
    ]
    for word in expected[set] ?? expected.values.flatMap(\.self) { #expect(words.contains(word), "\(word)") }
  }
}
