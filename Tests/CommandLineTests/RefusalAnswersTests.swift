import Foundation
import Kernel
import TestSupport
import Testing

@testable import CommandLine

@Suite struct `Refusals for programs` {
  /// The members of a JSON object.
  private func object(_ said: Desk.Said) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(said.json.utf8)) as? [String: Any])
  }

  @Test func `say the sentence, how the program ends, what is missing and what lifts it`() throws {
    try Desk.with { desk in
      _ = desk.type("work", "start", "000-000-000", "--on", "2026-09-10")
      let said = desk.type("device", "release", "000-000-000", "--on", "2026-09-11")
      let refusal = try object(said)
      #expect(refusal["error"] as? String == said.text)
      #expect(refusal["exitCode"] as? Int == 1)
      let missing = try #require(refusal["missing"] as? [String])
      #expect(missing.last?.hasPrefix("the device is not graded") == true)
      let commands = try #require(refusal["commands"] as? [String])
      #expect(commands.contains("rebond work grade 000-000-000 --cosmetic B --functional A --battery B"))
      #expect(commands.contains("rebond evidence import FILE"))
    }
  }

  @Test(arguments: [
    ("donor add Mairie", ["Mairie d'Exemple"]), ("device list --state redy", ["received"]),
    ("devcie list", ["device"]),
  ])
  func `name what may have been meant`(line: String, candidates: [String]) throws {
    try Desk.with { desk in
      let refusal = try object(desk.type(line.split(separator: " ").map(String.init)))
      #expect((refusal["candidates"] as? [String])?.prefix(1) == candidates[...])
    }
  }

  @Test func `leave out what they have nothing of`() throws {
    try Desk.with { desk in
      let refusal = try object(desk.type("person", "add", "Dominique Exemple", "--role", "desk"))
      #expect(Set(refusal.keys) == ["error", "exitCode"])
    }
  }

  @Test func `of evidence that matches nothing name the devices and the commands that settle it`() throws {
    try Desk.with { desk in
      _ = desk.type("work", "start", "ABC-DEF-GHZ", "--on", "2026-09-10")
      let answer = try object(
        desk.type(
          "evidence", "import", Desk.evidence("portable-1/lshw.json"), Desk.evidence("portable-2/nwipe.log"), "--on",
          "2026-12-01"))
      let unmatched = try #require(answer["unmatched"] as? [[String: Any]])
      #expect(unmatched.map { $0["doubt"] as? String } == ["unknown-serial", "unknown-serial"])
      // The device in the workshop comes before the one that only waits.
      #expect(unmatched[0]["candidates"] as? [String] == ["ABCDEFGHZ", "000000000"])
      #expect(
        unmatched[0]["commands"] as? [String] == [
          "rebond evidence attach 1 --device ABC-DEF-GHZ", "rebond evidence attach 1 --device 000-000-000",
        ])
    }
  }
}

@Suite struct `What a command line is refused for` {
  @Test(arguments: [
    ("status --lang de", "fr, en"), ("label render 000-000-000 --start-at 2 --output e.pdf", "2,1"),
    ("label render 000-000-000 --start-at 1,2,3 --output e.pdf", "2,1"),
    ("label render 000-000-000 --output e.zpl", ".pdf"),
    ("label render 000-000-000 --stock zebra-50x25 --printer zebra-203 --output e.PDF", ".zpl, .prn, .txt"),
    ("erasure certificate 000-000-000 --output c.zpl", ".pdf"), ("report 2026-Q3 --output r.json", ".pdf"),
    ("contract print C-1 --output c.docx", ".pdf"),
  ])
  func `names what would do`(line: String, hint: String) throws {
    try Desk.with { desk in
      let said = desk.type(line.split(separator: " ").map(String.init))
      #expect(said.exitCode == .usage, "\(said.text)")
      #expect(said.text.contains(hint), "\(said.text)")
    }
  }
}

@Suite struct `Lists` {
  @Test(arguments: [
    ("place list", "Aucun lieu.\n", "No place.\n"),
    ("evidence list", "Aucune preuve n'est gardée à part.\n", "No evidence is kept aside.\n"),
    ("device list --state out", "Aucun appareil.\n", "No device.\n"),
    ("household find Personne", "Aucun foyer.\n", "No household.\n"),
  ])
  func `without anything say so`(line: String, french: String, english: String) throws {
    try Desk.with { desk in
      let words = line.split(separator: " ").map(String.init)
      #expect(desk.type(words, in: .fr).text == french)
      #expect(desk.type(words, in: .en).text == english)
    }
  }

  @Test func `find words whatever their case and accents`() throws {
    try Desk.with { desk in
      _ = desk.type("household", "add", "Éloïse Exemple-Bœuf", "--commune", "47001", "--on", "2026-09-09")
      _ = desk.type("structure", "add", "Collège de l'Étang", "--kind", "college", "--on", "2026-09-09")
      for (line, found) in [
        (["household", "find", "eloise"], "Éloïse"), (["household", "find", "BOEUF"], "Éloïse"),
        (["structure", "list", "college de l’etang"], "Étang"), (["donor", "list", "MAIRIE"], "Mairie d'Exemple"),
      ] {
        #expect(desk.type(line).text.contains(found), "\(line)")
      }
      #expect(desk.type("structure", "list", "mairie").text.contains("Étang") == false)
      #expect(desk.type("donor", "add", "college de l'etang").text.contains("Collège de l'Étang"))
    }
  }
}

@Suite struct `The journal` {
  @Test func `shows what was done to a device, with the entries that correct takes`() throws {
    try Desk.with { desk in
      _ = desk.type(
        "evidence", "import", Desk.evidence("portable-1/lshw.json"), "--device", "000-000-000", "--on", "2026-09-15")
      _ = desk.type("work", "start", "000-000-000", "--on", "2026-09-16")
      _ = desk.type("work", "triage", "000-000-000", "good", "--on", "2026-09-16")
      _ = desk.type("correct", "12", "--day", "2026-09-17", "--reason", "mal lu")
      let said = desk.type("journal", "000-000-000")
      let object = try #require(try JSONSerialization.jsonObject(with: Data(said.json.utf8)) as? [String: Any])
      let lines = try #require(object["journal"] as? [[String: Any]])
      #expect(
        lines.map { $0["action"] as? String } == [
          "device.receive", "evidence.import", "work.start", "work.triage", "entry.correct",
        ])
      let check = lines[3]
      #expect(check["entry"] as? Int == 12)
      #expect(check["day"] as? String == "2026-09-17")
      #expect(check["recorded"] as? String == "2026-12-31T12:00:00Z")
      #expect(check["actor"] as? String == Desk.person)
      #expect(check["facts"] as? [String] == ["choice=good"])
      #expect(desk.type("journal", "--last", "2").text.split(separator: "\n").count == 3)
    }
  }

  @Test func `shows what was done for a household`() throws {
    try Desk.with { desk in
      _ = desk.type("programme", "adopt", "pret-familles-college", "--on", "2026-09-01")
      _ = desk.type("household", "add", "Alix Inventé", "--commune", "47001", "--on", "2026-09-09")
      _ = desk.type(
        "household", "fact", "F-1", "qf=512", "--evidence", "attestation_caf_qf", "--dated", "2026-09-08", "--on",
        "2026-09-09")
      _ = desk.type(
        "request", "add", "--household", "F-1", "--prescriber", "Mairie d'Exemple", "--device", "laptop", "--uses",
        "Pronote",
        "--channel", "counter", "--on", "2026-09-10")
      let said = desk.type("journal", "F-000001", in: .fr)
      for word in ["foyer inscrit", "faits enregistrés", "qf=attestation_caf_qf", "demande enregistrée"] {
        #expect(said.text.contains(word), "\(said.text)")
      }
      // The journal knows which fact was told, never what it says of the household.
      #expect(!said.text.contains("512"))
    }
  }
}

@Suite struct `A device on the screen` {
  @Test func `shows the media that are another device's`() throws {
    try Desk.with { desk in
      for code in ["000-000-000", "ABC-DEF-GHZ"] {
        _ = desk.type(
          "evidence", "import", Desk.evidence("portable-1/smartctl-sda.json"), "--device", code, "--on", "2026-09-15")
      }
      let asked = desk.type("device", "show", "ABC-DEF-GHZ").text
      #expect(asked.contains(#/EMU-HDD-0001 .*to be confirmed +000-000-000/#), "\(asked)")
      _ = desk.type("device", "medium", "ABC-DEF-GHZ", "EMU-HDD-0001", "--part-of", "no", "--on", "2026-09-16")
      let said = desk.type("device", "show", "ABC-DEF-GHZ").text
      #expect(said.contains(#/EMU-HDD-0001 .*not of the device +000-000-000/#), "\(said)")
    }
  }

  @Test func `whose medium is in question is told how to say so, and then has none`() throws {
    try Desk.with { desk in
      for code in ["000-000-000", "ABC-DEF-GHZ"] {
        _ = desk.type(
          "evidence", "import", Desk.evidence("portable-1/smartctl-sda.json"), "--device", code, "--on", "2026-09-15")
      }
      _ = desk.type("work", "start", "ABC-DEF-GHZ", "--on", "2026-09-16")
      let attest = ["work", "attest-no-medium", "ABC-DEF-GHZ", "--reason", "disque retiré", "--on", "2026-09-16"]
      let refused = desk.type(attest)
      let command = try #require(refused.text.commands.first)
      #expect(command == "rebond device medium ABC-DEF-GHZ EMU-HDD-0001 --part-of no")
      #expect(
        desk.type(command.split(separator: " ").dropFirst().map(String.init) + ["--on", "2026-09-16"]).exitCode == .done
      )
      #expect(desk.type(attest).exitCode == .done)
    }
  }

  @Test func `that was released is not proposed for release`() throws {
    try Desk.with { desk in
      _ = desk.type("work", "start", "000-000-000", "--on", "2026-09-10")
      #expect(!desk.type("work", "show", "000-000-000").text.contains("device release"))
    }
  }
}
