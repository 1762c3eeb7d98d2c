import Arguments
import Foundation
import Kernel
import Loans
import TestSupport
import Testing

@testable import CommandLine

@Suite struct `Answers about a request` {
  /// Sits at a desk where a family has asked for a laptop, its means not yet known.
  private func withRequest(_ body: (LoanDesk) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let desk = try LoanDesk(in: folder)
      try desk.type("structure", "add", "Mairie d'Exemple", "--kind", "commune")
      try desk.type("programme", "adopt", "pret-familles-college", "--on", "2026-09-01")
      try desk.type("household", "add", "Alix Inventé", "--commune", "47001", "--children", "2", "--on", "2026-09-05")
      for (fact, document) in [
        ("lives_in_dept=oui", "justificatif_domicile"), ("college=0479901G", "certificat_scolarite"),
        ("has_working_computer=non", "declaration_honneur"), ("boursier_college=non", "notification_bourse_college"),
        ("rsa=non", "attestation_rsa"),
      ] {
        try desk.type(
          "household", "fact", "F-1", fact, "--evidence", document, "--dated", "2026-09-01", "--on", "2026-09-05")
      }
      try desk.type(
        "request", "add", "--household", "F-1", "--prescriber", "Mairie d'Exemple", "--device", "laptop",
        "--uses", "devoirs", "--channel", "counter", "--on", "2026-09-06")
      try body(desk)
    }
  }

  private func decide(at desk: LoanDesk, in language: Language = .fr) throws -> Answer {
    try #require(
      try desk.type(
        "eligibility", "decide", "D-1", "--programme", "pret-familles-college", "--on", "2026-09-08", in: language))
  }

  @Test func `an unknown outcome says what to bring and what to type, and is no failure`() throws {
    try withRequest { desk in
      let answer = try decide(at: desk)
      #expect(answer.exitCode == .done)
      #expect(
        answer.text(in: .fr).hasPrefix(
          """
          Prêt d'un ordinateur à une famille de collégien : on ne sait pas encore, au 8 septembre 2026 (règles 2026.1).
            ✓ Domicilié dans le département
            ✓ Un enfant dans un collège participant (collège : 0479901G)
            ✓ Pas d'ordinateur en état de marche à la maison
            ? Ressources modestes
              ? Quotient familial CAF ou MSA de ? € ≤ 700 €
              ✗ Boursier de collège
              ✗ Bénéficiaire du RSA
            → Quotient familial CAF ou MSA : apporter l'attestation de quotient familial de la CAF, l'attestation de \
          quotient familial de la MSA ou la réponse d'API Particulier ; ou, s'il n'y en a pas, l'attestation de \
          non-allocataire.
          """))
      #expect(
        answer.text(in: .fr).contains(
          "  rebond household fact F-000001 qf=… --evidence attestation_caf_qf --dated …\n"))
    }
  }

  @Test func `the answer for programs has the outcome, the trace and what is missing`() throws {
    try withRequest { desk in
      let answer = try decide(at: desk, in: .en).json(in: .en)
      let root = try #require(try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any])
      let decision = try #require(root["decision"] as? [String: Any])
      #expect(decision["outcome"] as? String == "unknown")
      #expect(root["stage"] as? String == "submitted")
      let missing = try #require(decision["missing"] as? [[String: Any]])
      #expect(missing.map { $0["fact"] as? String } == ["qf"])
      #expect((missing[0]["documents"] as? [String])?.first == "attestation_caf_qf")
      let trace = try #require(decision["trace"] as? [[String: Any]])
      #expect(trace.map { $0["value"] as? String } == ["true", "true", "true", "unknown", "unknown", "false", "false"])
      #expect(trace[0]["text"] as? String == "Lives in the département")
    }
  }

  @Test(arguments: [("512", "decided"), ("701", "submitted")])
  func `a decided request says where it stands`(qf: String, stage: String) throws {
    try withRequest { desk in
      try desk.type(
        "household", "fact", "F-1", "qf=\(qf)", "--evidence", "attestation_caf_qf", "--dated", "2026-09-01",
        "--on", "2026-09-07")
      let answer = try decide(at: desk)
      #expect(answer.exitCode == .done)
      #expect(answer.json(in: .fr).contains(#""stage": "\#(stage)""#))
      #expect(answer.text(in: .fr).contains(qf == "512" ? " : éligible, " : " : non éligible, "))
    }
  }

  @Test func `a list of requests`() throws {
    try withRequest { desk in
      let answer = try #require(try desk.type("request", "list"))
      #expect(
        answer.text(in: .en) == """
          request   day         household  sent by           for     stage          device
          D-000001  2026-09-06  F-000001   Mairie d'Exemple  laptop  to be decided  —

          """)
    }
  }

  @Test func `without a ready device there is none to choose`() throws {
    try withRequest { desk in
      try desk.type(
        "household", "fact", "F-1", "qf=512", "--evidence", "attestation_caf_qf", "--dated", "2026-09-01",
        "--on", "2026-09-07")
      _ = try decide(at: desk)
      let answer = try #require(try desk.type("request", "allocate", "D-1"))
      #expect(answer.text(in: .fr).hasPrefix("Aucun appareil prêt de cette sorte : ordinateur portable.\n"))
      #expect(answer.json(in: .fr).contains(#""devices": []"#))
    }
  }

  @Test func `what is refused is refused in words`() throws {
    try withRequest { desk in
      #expect(throws: LoansFailure.nothingAllocated(RequestID(rawValue: 1), at: .submitted)) {
        try desk.type("contract", "sign", "D-1", "--lender", "Mairie d'Exemple", "--on", "2026-09-08")
      }
      #expect(throws: SessionFailure.oneOf(["--months", "--until"])) {
        try desk.type(
          "contract", "sign", "D-1", "--lender", "Mairie d'Exemple", "--months", "3", "--until", "2027-01-01")
      }
      for half in [["--value", "150"], ["--loss-on", "borrower"]] {
        #expect(throws: SessionFailure.together(["--value", "--loss-on"])) {
          try desk.type(line: ["contract", "sign", "D-1", "--lender", "Mairie d'Exemple"] + half)
        }
      }
      #expect(throws: LoansFailure.noRequest(RequestID(rawValue: 99))) { try desk.type("request", "show", "D-99") }
      #expect(throws: (any Error).self) { try desk.type("request", "show", "F-1") }
      #expect(throws: (any Error).self) {
        try desk.type("household", "fact", "F-1", "qf", "--evidence", "attestation_caf_qf", "--dated", "2026-09-01")
      }
    }
  }
}

@Suite struct `Answers about programmes and figures` {
  @Test func `a shipped programme is checked without any database`() throws {
    let line = ["eligibility", "check", "don-communal"]
    guard case .run(let command, global: let global) = try Rebond.tree.request(line)
    else {
      Issue.record("no command")
      return
    }
    var text = ""
    let session = try Session(
      global: global, language: .en, environment: [:], now: LoanDesk.now, answer: { text = $0.text(in: .en) })
    try command.run(in: session)
    #expect(text.hasPrefix("“don-communal.json” is a valid programme; all its cases pass.\n"))
  }

  @Test func `a wrong file of rules is refused with its place, and nothing is in force`() throws {
    try withTemporaryFolder { folder in
      let desk = try LoanDesk(in: folder)
      let file = folder.appending(path: "regles.json")
      try Data(#"{"schema": "eligibility-rules/1", "id": "x", "id": "y"}"#.utf8).write(to: file)
      #expect(throws: JSONFailure.self) { try desk.type("programme", "adopt", file.path) }
      #expect(try desk.type("programme", "list")?.json(in: .fr).contains(#""programmes": []"#) == true)
    }
  }

  @Test func `the report of a quarter names every figure, and its paper is a PDF`() throws {
    try withTemporaryFolder { folder in
      let desk = try LoanDesk(in: folder)
      try desk.type("structure", "add", "Mairie d'Exemple", "--kind", "commune")
      try desk.type("donor", "add", "Mairie d'Exemple", "--on", "2026-09-01")
      let paper = folder.appending(path: "rapport.pdf").path
      let answer = try #require(try desk.type("report", "2026-T3", "--output", paper))
      let root = try #require(
        try JSONSerialization.jsonObject(with: Data(answer.json(in: .fr).utf8)) as? [String: Any])
      let figures = try #require(root["figures"] as? [[String: Any]])
      #expect(figures.first?["indicator"] as? String == "partners-joined")
      #expect(figures.map { $0["number"] as? Int } == [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
      #expect(try Data(contentsOf: URL(filePath: paper)).prefix(5) == Data("%PDF-".utf8))
      let period = try #require(try desk.type("report", "--from", "2026-10-01", "--to", "2026-12-31"))
      #expect(period.text(in: .en).contains("from 1 October 2026 to 31 December 2026"))
    }
  }

  @Test(arguments: [
    (["report"], ReportRefusal.noPeriod), (["report", "2026-T3", "--from", "2026-07-01"], .noPeriod),
    (["report", "--from", "2026-07-01"], .noPeriod),
    (["report", "--from", "2026-07-02", "--to", "2026-07-01"], .endsBeforeStart("2026-07-02", "2026-07-01")),
    (["report", "--from", "2026-07-01", "--to", "2026-07-02", "--output", "r.pdf"], .paperOfAQuarter),
  ])
  func `a period that makes no report`(line: [String], refusal: ReportRefusal) throws {
    #expect(throws: refusal) { _ = try Rebond.tree.request(line) }
  }
}

@Suite struct `A short loan at the counter` {
  @Test func `tells nothing about health, unless its reason was read again`() throws {
    try withTemporaryFolder { folder in
      let desk = try LoanDesk(in: folder)
      try desk.type("structure", "add", "Filière", "--kind", "association")
      try desk.type("household", "add", "Noa Inventé", "--commune", "47001", "--on", "2026-09-05")
      func lend(_ checked: String...) throws {
        let loan = [
          "contract", "short-loan", "F-1", "--reason", "stage en santé", "--lender", "Filière", "--device",
          "TEST0001B",
        ]
        try desk.type(line: loan + ["--until", "2027-07-15"] + checked)
      }
      let refused = FollowUpFailure.mayTellOfHealth(word: "santé")
      #expect(refused.text.fr.contains("--checked") && refused.text.en.contains("--checked"))
      #expect(throws: refused) { try lend() }
      // Read again, it is the device alone that nobody knows.
      #expect {
        try lend("--checked")
      } throws: { error in
        (error as? any Failure)?.text.fr.contains("Aucun appareil ne porte le code") == true
      }
    }
  }

  @Test func `is signed by who may sign for a minor, or not at all`() throws {
    try withTemporaryFolder { folder in
      let desk = try LoanDesk(in: folder)
      try desk.type("structure", "add", "Filière", "--kind", "association")
      try desk.type("household", "add", "Noa Inventé", "--commune", "47001", "--on", "2026-09-05")
      func lend(_ signing: String...) throws {
        let loan = [
          "contract", "short-loan", "F-1", "--reason", "stage", "--lender", "Filière", "--device", "TEST0001B",
        ]
        try desk.type(line: loan + ["--until", "2027-07-15"] + signing)
      }
      #expect(throws: ContractFailure.representativeNeeded(.minor)) { try lend("--borrower-is", "minor") }
      // Signed for, it is the device alone that nobody knows.
      #expect {
        try lend("--borrower-is", "minor", "--represented-by", "Dominique Inventé", "--joint", "Sol Fictif")
      } throws: { error in
        (error as? any Failure)?.text.fr.contains("Aucun appareil ne porte le code") == true
      }
    }
  }
}
