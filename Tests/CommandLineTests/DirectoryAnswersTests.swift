import Foundation
import Kernel
import TestSupport
import Testing

@testable import CommandLine

@Suite struct `Answers of the directory` {
  private static let communes = """
    TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT
    COM,47001,75,47,47D,471,1,AGEN,Agen,Agen,4701,
    COM,47252,75,47,47D,473,0,SAINT VITE,Saint-Vite,Saint-Vite,4702,
    """

  private func object(_ said: Desk.Said, _ line: String = "") throws -> [String: Any] {
    #expect(said.exitCode == .done, "\(line): \(said.text)")
    return try #require(try JSONSerialization.jsonObject(with: Data(said.json.utf8)) as? [String: Any], "\(line)")
  }

  @Test func `a structure tells what it can do, and since when it is a partner`() throws {
    try Desk.with { desk in
      _ = try object(
        desk.type(
          "structure", "tell", "Mairie d'Exemple", "--capability", "fund", "--capability", "collect", "--college",
          "collège des territoires", "--on", "2026-10-01"))
      _ = try object(desk.type("structure", "join", "Mairie d'Exemple", "--on", "2026-10-02"))
      #expect(desk.type("structure", "join", "Mairie d'Exemple").exitCode == .refused)
      let list = try object(desk.type("structure", "list", "--partners", "--capability", "fund"))
      #expect(list["count"] as? Int == 1)
      let line = try #require((list["structures"] as? [[String: Any]])?.first)
      #expect(line["partnerSince"] as? String == "2026-10-02")
      #expect(line["capabilities"] as? [String] == ["collect", "fund"])
      let before = try object(desk.type("structure", "list", "--partners", "--as-of", "2026-10-01"))
      #expect(before["count"] as? Int == 0)
      _ = try object(desk.type("structure", "tell", "Mairie d'Exemple", "--capability", "fund", "--no-longer"))
      _ = try object(desk.type("structure", "leave", "Mairie d'Exemple", "--on", "2026-12-01"))
      let sheet = try object(desk.type("structure", "show", "Mairie d'Exemple"))
      let told = try #require(sheet["told"] as? [[String: Any]])
      #expect(told.map { $0["aspect"] as? String } == ["partner", "capability", "college"])
      #expect(told.map { $0["day"] as? String } == ["2026-12-01", "2026-10-01", "2026-10-01"])
      #expect(told[0]["value"] as? Bool == false && told[1]["value"] as? String == "collect")
      _ = try object(desk.type("structure", "join", "Mairie d'Exemple", "--on", "2026-12-05"))
      let times = try #require(
        try object(desk.type("structure", "show", "Mairie d'Exemple"))["memberships"] as? [[String: Any]])
      #expect(times.map { $0["joinedOn"] as? String } == ["2026-10-02", "2026-12-05"])
      #expect(times.map { $0["leftOn"] as? String } == ["2026-12-01", nil])
    }
  }

  @Test func `a list of a day has no structure that came later`() throws {
    try Desk.with { desk in
      let all = try #require(try object(desk.type("structure", "list"))["count"] as? Int)
      _ = try object(desk.type("structure", "add", "Plus tard", "--kind", "association", "--on", "2026-10-05"))
      #expect(try object(desk.type("structure", "list", "--as-of", "2026-10-05"))["count"] as? Int == all + 1)
      #expect(try object(desk.type("structure", "list", "--as-of", "2026-10-04"))["count"] as? Int == all)
    }
  }

  @Test func `schools out of a school year and prescribers not trained are listed`() throws {
    try Desk.with { desk in
      for name in ["Collège A", "Collège B"] {
        _ = try object(desk.type("structure", "add", name, "--kind", "college"))
        _ = try object(desk.type("person", "add", "Du \(name)", "--role", "prescriber", "--structure", name))
      }
      _ = try object(desk.type("structure", "tell", "Collège A", "--school-year", "2026-2027"))
      _ = try object(desk.type("person", "tell", "Du Collège A", "--training", "Orienter", "--on", "2026-10-01"))
      func names(_ key: String, _ line: String...) throws -> [String] {
        (try object(desk.type(line))[key] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
      }
      #expect(try names("structures", "structure", "list", "--school-year", "2026-2027") == ["Collège A"])
      #expect(try names("structures", "structure", "list", "--not-in-school-year", "2026/2027") == ["Collège B"])
      #expect(
        try names("people", "person", "list", "--role", "prescriber", "--without", "training") == ["Du Collège B"])
      let trained = try #require(
        try object(desk.type("person", "list", "Du Collège A"))["people"] as? [[String: Any]])
      #expect(trained.first?["trainedOn"] as? String == "2026-10-01")
      #expect(trained.first?["structure"] as? String == "Collège A")
      #expect(desk.type("structure", "list", "--school-year", "2026").exitCode == .badData)
      _ = try object(
        desk.type("structure", "tell", "Collège B", "--programme", "Déclic47", "--college", "Collège des territoires"))
      #expect(try names("structures", "structure", "list", "--programme", "declic47") == ["Collège B"])
      #expect(try names("structures", "structure", "list", "--college", "collège des opérateurs") == [])
    }
  }

  @Test func `a place tells what is in it, and when that was verified`() throws {
    try Desk.with { desk in
      _ = desk.type(
        "place", "add", "Bus", "--structure", "Mairie d'Exemple", "--kind", "itinerant", "--commune", "47001")
      _ = try object(
        desk.type(
          "place", "tell", "Bus", "--wifi", "oui", "--computers", "3", "--printer", "no", "--stop", "47091",
          "--verified", "yes", "--on", "2026-10-05"))
      let sheet = try object(desk.type("place", "show", "Bus"))
      let told = try #require(sheet["told"] as? [[String: Any]])
      let values = Dictionary(uniqueKeysWithValues: told.map { ("\($0["aspect"] ?? "")", "\($0["value"] ?? "")") })
      #expect(values["computers"] == "3" && values["stop"] == "47091" && values["hours"] == nil)
      #expect(told.first { $0["aspect"] as? String == "printer" }?["value"] as? Bool == false)
      let places = try #require(try object(desk.type("place", "list"))["places"] as? [[String: Any]])
      #expect(places.first?["verifiedOn"] as? String == "2026-10-05" && places.first?["wifi"] as? Bool == true)
      #expect(try object(desk.type("place", "list", "--kind", "workshop"))["places"] as? [String] == [])
    }
  }

  @Test func `a person tells the trainings they attended`() throws {
    try Desk.with { desk in
      _ = try object(
        desk.type("person", "tell", "Dominique Exemple", "--onboarding", "présentation", "--on", "2026-10-01"))
      _ = try object(desk.type("person", "tell", "Dominique Exemple", "--training", "Pix", "--on", "2026-11-01"))
      let told = try #require(
        try object(desk.type("person", "show", "Dominique Exemple"))["told"] as? [[String: Any]])
      #expect(told.map { $0["day"] as? String } == ["2026-10-01", "2026-11-01"])
    }
  }

  @Test func `territories are loaded, listed and shown`() throws {
    try Desk.with { desk in
      let file = try desk.write("v_commune_2025.csv", Self.communes)
      #expect(try object(desk.type("territory", "import", file))["lines"] as? Int == 2)
      let again = try object(desk.type("territory", "import", file))
      #expect(again["lines"] as? Int == 0 && again["entries"] == nil)
      #expect(
        desk.type("place", "add", "Bus", "--structure", "1", "--kind", "relay", "--commune", "agen").exitCode == .done)
      _ = desk.type("place", "tell", "Bus", "--wifi", "yes")
      let without = try object(desk.type("territory", "list", "--without-wifi"))
      #expect((without["territories"] as? [[String: Any]])?.map { $0["name"] as? String } == ["Saint-Vite"])
      #expect(try object(desk.type("territory", "list", "--level", "canton"))["count"] as? Int == 2)
      let agen = try object(desk.type("territory", "show", "AGEN"))
      #expect(agen["code"] as? String == "47001" && agen["places"] as? [String] == ["Bus"])
      let there = try object(desk.type("place", "list", "--in", "4702"))
      #expect(there["places"] as? [String] == [])
    }
  }

  @Test func `what is refused says how`() throws {
    try Desk.with { desk in
      let communes = try desk.write("v_commune_2025.csv", Self.communes)
      let unnamed = try desk.write("communes.csv", Self.communes)
      let other = try desk.write("autre.csv", "nom;prénom\nA;B\n")
      let cases: [([String], ExitCode)] = [
        (["territory", "import", unnamed], .badData), (["territory", "import", other], .badData),
        (["territory", "import", "nowhere.csv"], .noInput), (["territory", "show", "Agen"], .noInput),
        (["territory", "import", communes], .done), (["territory", "show", "Ailleurs"], .noInput),
        (["place", "add", "X", "--structure", "1", "--kind", "relay", "--commune", "47999"], .badData),
        (["household", "add", "Alix", "--commune", "Agem"], .badData),
        (["household", "add", "Alix", "--commune", "Agen"], .done),
        (["structure", "tell", "1"], .usage), (["structure", "tell", "9", "--email", "a@exemple.fr"], .noInput),
        (["structure", "tell", "1", "--email", "exemple"], .badData),
        (["structure", "tell", "1", "--email", "a@exemple.fr", "--email", "b@exemple.fr"], .badData),
        (["structure", "tell", "1", "--capability", "fly"], .badData),
        (["structure", "tell", "1", "--school-year", "2026-2027"], .refused),
        (["structure", "tell", "1", "--partner", "yes"], .usage),
        (["structure", "leave", "1"], .refused), (["person", "show", "Personne"], .noInput),
      ]
      for (line, code) in cases {
        let said = desk.type(line)
        #expect(said.exitCode == code, "\(line): \(said.text)")
      }
    }
  }
}
