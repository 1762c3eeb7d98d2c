import Foundation
import Kernel
import TestSupport
import Testing

@testable import CommandLine

@Suite struct `Donors at the desk` {
  /// The answer as a program reads it.
  private func object(_ said: Desk.Said) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(said.json.utf8)) as? [String: Any])
  }

  @Test func `a gisement is told, listed by its next contact, and moved by its own verbs`() throws {
    try Desk.with { desk in
      let told = desk.type(
        "donor", "tell", "Mairie d'Exemple", "--owner", Desk.person, "--next-contact", "2027-01-15", "--volume", "60",
        "--frequency", "yearly", "--campaign", "Rentrée", "--brought-by", "Filière")
      #expect(told.exitCode == .done, "\(told.text)")
      let facts = try object(told)
      #expect(facts["owner"] as? String == Desk.person && facts["broughtBy"] as? String == "Filière")
      #expect(facts["yearlyVolume"] as? Int == 60 && facts["frequency"] as? String == "yearly")
      let due = try object(desk.type("donor", "list", "--due", "2027-01-15"))["donors"] as? [[String: Any]]
      #expect(due?.map { $0["reference"] as? String } == ["G-000001"])
      let early = try object(desk.type("donor", "list", "--due", "2027-01-14"))["donors"] as? [[String: Any]]
      #expect(early?.isEmpty == true)
      for (campaign, found) in [("rentree", ["G-000001"]), ("printemps", [])] {
        let list = try object(desk.type("donor", "list", "--campaign", campaign))["donors"] as? [[String: Any]]
        #expect(list?.map { $0["reference"] as? String } == found)
      }
      #expect(desk.type("donor", "exhaust", "G-1").exitCode == .done)
      #expect(desk.type("donor", "exhaust", "G-1").exitCode == .refused)
      #expect(desk.type("donor", "approach", "G-1").exitCode == .done)
      #expect(try object(desk.type("donor", "engage", "G-1"))["stage"] as? String == "active")
      #expect(desk.type("donor", "show", "G-9").exitCode == .noInput)
    }
  }

  @Test func `a person is known by a number where others read`() throws {
    try Desk.with { desk in
      let added = desk.type("donor", "add-person", "Alix Inventé", "--phone", "06 12 34 56 78")
      #expect(try object(added)["reference"] as? String == "G-000002")
      #expect(desk.type("donor", "add-person", "Alix Inventé").exitCode == .badData)
      #expect(desk.type("donation", "add", "--donor", "G-2", "--line", "screen=1").exitCode == .done)
      #expect(desk.type("donation", "list").text.contains("G-000002"))
      #expect(!desk.type("donation", "list").text.contains("Alix"))
      #expect(desk.type("donor", "contribute", "G-2", "--money", "50").exitCode == .done)
      let shown = try object(desk.type("donor", "show", "G-2"))
      #expect((shown["contributions"] as? [[String: Any]])?.first?["contribution"] as? Int == 5_000)
      #expect(desk.type("donor", "contribute", "G-2").exitCode == .usage)
    }
  }

  @Test func `a convention is printed, signed with its file, and told before it ends`() throws {
    try Desk.with { desk in
      let paper = desk.folder.appending(path: "a-signer.pdf").path
      #expect(
        desk.type("convention", "print", "CV-1", "--donor", "G-1", "--ends", "2027-03-01", "--output", paper).exitCode
          == .done)
      let signed = desk.type(
        "convention", "sign", "CV-1", "--donor", "G-1", "--receiver", "Filière", "--ends", "2027-03-01", "--erasure",
        "purge", "--certificate", "--file", paper, "--on", "2026-10-01")
      let hash = Digest.sha256([UInt8](try Data(contentsOf: URL(filePath: paper)))).description
      #expect(try object(signed)["file"] as? String == hash)
      func expiring(_ days: String) throws -> [String?] {
        let list = try object(desk.type("convention", "list", "--expiring", days))["conventions"] as? [[String: Any]]
        return try #require(list).map { $0["reference"] as? String }
      }
      // From 31 December 2026 to 1 March 2027 there are 60 days.
      #expect(try expiring("59") == [])
      #expect(try expiring("60") == ["CV-1"])
      let shown = try object(desk.type("convention", "show", "CV-1"))
      #expect(shown["erasure"] as? String == "purge" && shown["noResale"] as? Bool == false)
      let quarters = try object(desk.type("convention", "count"))["quarters"] as? [[String: Any]]
      #expect(quarters?.first?["quarter"] as? String == "2026-Q4" && quarters?.first?["signed"] as? Int == 1)
      let copy = desk.folder.appending(path: "copie.pdf").path
      #expect(desk.type("convention", "copy", "CV-1", "--output", copy).exitCode == .done)
      #expect(try Data(contentsOf: URL(filePath: copy)) == Data(contentsOf: URL(filePath: paper)))
    }
  }

  @Test func `a donor's papers are written once their act is recorded`() throws {
    try Desk.with { desk in
      func output(_ name: String) -> String { desk.folder.appending(path: name).path }
      #expect(
        desk.type("donation", "appoint", "1", "--day", "2026-09-08", "--time", "9h", "--address", "rue").exitCode
          == .badData)
      #expect(
        desk.type("donation", "appoint", "1", "--day", "2026-09-08", "--time", "09:00", "--address", "rue").exitCode
          == .done)
      let papers = [
        ["donation", "ticket", "1"], ["donation", "report", "1"], ["donation", "outcome", "1"],
        ["donor", "guide", "--for", "public"], ["donor", "reuse-proof", "G-1", "--year", "2026"],
      ]
      for (index, words) in papers.enumerated() {
        let file = output("\(index).pdf")
        let said = desk.type(words + ["--output", file])
        #expect(said.exitCode == .done, "\(words): \(said.text)")
        let bytes = try Data(contentsOf: URL(filePath: file))
        #expect(bytes.starts(with: Data("%PDF".utf8)))
        #expect(desk.type(words + ["--output", file]).exitCode == .cannotCreate)
      }
      #expect(desk.type("donation", "certificates", "1", "--output", output("c.pdf")).exitCode == .refused)
      #expect(!FileManager.default.fileExists(atPath: output("c.pdf")))
      #expect(desk.type("donation", "receipt", "1", "--value", "100").exitCode == .refused)
    }
  }

  @Test func `a device is told, entrusted, and ends with its paper`() throws {
    try Desk.with { desk in
      _ = desk.type("structure", "add", "Éco-organisme", "--kind", "company", "--on", "2026-09-01")
      #expect(desk.type("device", "tell", "000-000-000", "--made", "2017", "--grams", "2100").exitCode == .done)
      #expect(desk.type("device", "tell", "000-000-000").exitCode == .badData)
      let owned = try object(desk.type("device", "entrust", "000-000-000", "--agent", "Mairie d'Exemple"))
      #expect(owned["owner"] as? String == "Filière" && owned["agent"] as? String == "Mairie d'Exemple")
      #expect(desk.type("device", "harvest", "000-000-000").exitCode == .refused)
      #expect(desk.type("work", "start", "000-000-000", "--on", "2026-09-10").exitCode == .done)
      #expect(desk.type("device", "harvest", "000-000-000", "--on", "2026-09-11").exitCode == .done)
      let shown = try object(desk.type("device", "show", "000-000-000"))
      #expect(shown["state"] as? String == "harvested" && shown["grams"] as? Int == 2_100)
      #expect(desk.type("donation", "receive-again", "1", "000-000-000").exitCode == .refused)
    }
  }
}
