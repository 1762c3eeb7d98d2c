import Foundation
import Kernel
import TestSupport
import Testing

@testable import CommandLine

@Suite struct `How commands end` {
  static let cases: [(line: String, code: ExitCode, why: String)] = [
    ("status", .done, "an answer"),
    ("--help", .done, "help"),
    ("device show 000-000-000", .done, "an answer"),
    ("device show 0O0-oIo-000", .badData, "a wrong check character"),
    ("device show 000", .badData, "no code"),
    ("device show ZZZ-ZZZ-ZZ3", .noInput, "a device that is not there"),
    ("device release 000-000-000", .refused, "a device that is not in the workshop"),
    ("device sohw 000-000-000", .usage, "an unknown verb"),
    ("devcie list", .usage, "an unknown noun"),
    ("device list --state gone", .usage, "a word of no list"),
    ("person add", .usage, "an argument left out"),
    ("person add Dominique\u{A0}Exemple --role workshop", .refused, "a name taken"),
    ("person add Alix --role workshop --on 2027-01-01", .refused, "a day to come"),
    ("person add Alix --role workshop --on 2026-02-30", .badData, "no day of the calendar"),
    ("person add Alix --role workshop --as Personne", .noInput, "nobody of that name"),
    ("donation add --donor Mairie --line laptop=1", .noInput, "no structure of that name"),
    ("donation receive 1 laptop=2", .refused, "more than announced"),
    ("donation receive 1 laptop=0", .badData, "no quantity"),
    ("donation receive 7 laptop=1", .noInput, "no donation"),
    ("evidence import nowhere.json", .noInput, "a file that is not there"),
    ("evidence attach 9 --device 000-000-000", .noInput, "no evidence"),
    ("correct 9999 --annul --reason essai", .noInput, "no entry"),
    ("correct 1 --annul --reason essai", .refused, "an act that stays"),
    ("correct 5 --reason essai", .usage, "nothing to correct"),
    ("check --head 3", .badData, "no head"),
    ("check --head 3:\(String(repeating: "0", count: 64))", .badData, "another head"),
    ("init --name Autre --departement 47 --person Alix", .cannotCreate, "a database that is there"),
    ("status --data nowhere.db", .noInput, "a database that is not there"),
  ]

  @Test func `by the table of exit codes`() throws {
    try Desk.with { desk in
      for (line, code, why) in Self.cases {
        let said = desk.type(line.split(separator: " ").map(String.init))
        #expect(said.exitCode == code, "\(line) (\(why)): \(said.text)")
      }
    }
  }

  @Test func `without a person, or without a database, by the usage`() throws {
    try Desk.with { desk in
      #expect(desk.type("backup", "copie.db", as: nil).failure as? SessionFailure == .noActor)
      #expect(desk.type("status", "--data", "").exitCode == .usage)
    }
  }

  @Test func `evidence by what became of each file`() throws {
    try Desk.with { desk in
      let (lshw, log) = (Desk.evidence("portable-1/lshw.json"), Desk.evidence("portable-1/nwipe.log"))
      let (empty, diary) = (try desk.write("vide.json", ""), try desk.write("journal.txt", "Cher journal,"))
      let late = ["--on", "2026-12-01"]
      #expect(desk.type(["evidence", "import", lshw] + late).exitCode == .refused)
      #expect(desk.type(["evidence", "import", empty] + late).exitCode == .badData)
      #expect(desk.type(["evidence", "import", diary] + late).exitCode == .badData)
      #expect(desk.type(["evidence", "import", lshw, "--device", "000-000-000"] + late).exitCode == .done)
      #expect(desk.type(["evidence", "import", lshw, log] + late).exitCode == .done)
      // One bad file among good ones: the good ones are in, and the program says that not all went well.
      let (more, smart) = (Desk.evidence("portable-1-retour/nwipe.log"), Desk.evidence("portable-1/smartctl-sda.json"))
      let mixed = desk.type(["evidence", "import", smart, empty, more] + late)
      #expect(mixed.exitCode == .badData)
      #expect(mixed.text.contains("erasure of EMU-HDD-0001: erased"))
    }
  }

  @Test func `a file that is refused hides nothing of the others`() throws {
    try Desk.with { desk in
      _ = desk.type(
        "evidence", "import", Desk.evidence("portable-1/lshw.json"), "--device", "000-000-000", "--on", "2026-12-01")
      let said = desk.type(
        "evidence", "import", Desk.evidence("portable-2/nwipe.log"), Desk.evidence("portable-2/lshw.json"),
        Desk.evidence("portable-1/smartctl-sda.json"), "--device", "000-000-000", "--on", "2026-12-01")
      #expect(said.exitCode == .refused)
      #expect(said.text.contains("erasure of EMU-NVME-0002: erased"))
      #expect(said.text.contains("EMU-PC-0002"))
      let entries =
        try #require(
          try JSONSerialization.jsonObject(with: Data(said.json.utf8)) as? [String: Any])["entries"] as? [Int]
      // The log and the disk's health are two acts; the machine of another number left none.
      #expect(entries?.count == 2)
    }
  }
}

@Suite struct `Answers for programs` {
  static let lines = [
    "status", "person list", "structure list", "place list", "device list", "device show 000-000-000",
    "work start 000-000-000 --on 2026-09-10", "work triage 000-000-000 good --on 2026-09-10",
    "work show 000-000-000", "work check 000-000-000 casing=passed",
    "evidence list", "station declare POSTE-1 --name Quai", "correct 3 --day 2026-08-30 --reason essai", "check",
  ]

  @Test func `are one JSON object each, with keys that do not depend on the language`() throws {
    var keys: [[Language: Set<String>]] = []
    try Desk.with { desk in
      for line in Self.lines {
        let words = line.split(separator: " ").map(String.init)
        let said = desk.type(words)
        #expect(said.exitCode == .done, "\(line): \(said.text)")
        let object = try #require(
          try JSONSerialization.jsonObject(with: Data(said.json.utf8)) as? [String: Any], "\(line)")
        keys.append([.en: Set(object.keys)])
      }
    }
    try Desk.with { desk in
      for (line, english) in zip(Self.lines, keys) {
        let said = desk.type(line.split(separator: " ").map(String.init), in: .fr)
        let object = try #require(
          try JSONSerialization.jsonObject(with: Data(said.json.utf8)) as? [String: Any], "\(line)")
        #expect(Set(object.keys) == english[.en], "\(line)")
      }
    }
  }

  @Test func `name the entries an act left, and the device by its bare code`() throws {
    try Desk.with { desk in
      let said = desk.type("donation", "receive", "1", "laptop", "--code", "ZZZ-ZZZ-ZZ3", "--on", "2026-09-09")
      let object = try #require(try JSONSerialization.jsonObject(with: Data(said.json.utf8)) as? [String: Any])
      #expect(object["entries"] as? [Int] == [10])
      let devices = object["devices"] as? [[String: String]]
      #expect(devices == [["code": "ZZZZZZZZ3", "category": "laptop"]])
    }
  }
}
