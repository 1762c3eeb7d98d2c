import Kernel
import TestSupport
import Testing
import Typesetting

@testable import Documents

@Suite(.enabled(if: OutsideProgram.pdftotext != nil, "pdftotext is not installed"))
struct `A loan contract` {
  func text(_ change: (inout LoanContractPaper) -> Void = { _ in }) throws -> String {
    let paper = try LoanContractPaper.sample(change)
    return sentence(try words(of: try paper.pdf(clauses: try .loanForUse(), created: noon)))
  }

  @Test(arguments: [
    "Contrat de prêt à usage", "Contrat n° 2026-0042", "Atelier Exemple de Drôme",
    "Représenté par Camille Exemple",
    "Maëlle Fictive", "3, place des Tilleuls", "M9S-346-Q3V", "ordinateur portable", "Lenovo",
    "ThinkPad T480",
    "PF-0EXMPL1", "chargeur 65 W, sacoche, souris", "rayure sur le capot", "15 septembre 2026",
    "14 septembre 2027",
    "Le prêt est gratuit", "L'usure normale n'est pas due", "Département de la Drôme",
    "Toute question".lowercased(), "04 75 00 00 00, du lundi au vendredi", "CNIL", "lu et approuvé", "1/2",
    "2/2",
  ])
  func `names the parties, the device, the term and the rights`(words: String) throws {
    #expect(try text().contains(words))
  }

  @Test func `cites no article but those it rests on`() throws {
    let text = try text {
      $0.borrowers.append(Party(name: "Sacha Inventé"))
      $0.valueClause = LoanContractPaper.ValueClause(value: Money(euros: 180), bearer: .borrower)
    }
    let articles = Set(text.matches(of: /\b1[0-9]{3}\b/).map { String($0.0) })
    #expect(articles == ["1875", "1891", "1876", "1881", "1883", "1884", "1887"])
  }

  /// C. civ. 1883: a value stated puts accidental loss on the borrower unless agreed otherwise.
  @Test func `prints no value unless it says who bears the loss`() throws {
    let plain = try text()
    #expect(!plain.contains("€") && !plain.contains("1883"))
    let lender = try text { $0.valueClause = .init(value: Money(euros: 180), bearer: .lender) }
    #expect(lender.contains("180,00 €") && lender.contains("reste à la charge du prêteur"))
    let borrower = try text { $0.valueClause = .init(value: Money(euros: 180), bearer: .borrower) }
    #expect(borrower.contains("180,00 €") && borrower.contains("est à la charge de l'emprunteur"))
  }

  @Test func `binds borrowers jointly only where there are several, and each signs`() throws {
    #expect(!(try text()).contains("solidairement"))
    let joint = try text { $0.borrowers.append(Party(name: "Sacha Inventé")) }
    #expect(joint.contains("solidairement") && joint.contains("Maëlle Fictive et Sacha Inventé"))
    #expect(joint.matches(of: /lu et approuvé/).count == 3)
  }

  @Test func `is signed by the representative in the place of a minor`() throws {
    let text = try text { $0.representative = "Dominique Fictive" }
    #expect(text.contains("Représenté par Dominique Fictive"))
    #expect(text.matches(of: /lu et approuvé/).count == 2)
    let paper = try LoanContractPaper.sample { $0.representative = "Dominique Fictive" }
    guard case .signatures(let boxes)? = paper.paper(clauses: try .loanForUse()).blocks.last else {
      Issue.record("nobody signs")
      return
    }
    #expect(boxes.map(\.name) == ["Camille Exemple", "Dominique Fictive"])
  }

  @Test func `leaves out the helpline, and numbers on, where there is none`() throws {
    let text = try text { $0.helpline = nil }
    #expect(!text.contains("Besoin d'aide"))
    #expect(text.contains("9. Protection des données"))
  }

  @Test func `stays tidy with long names and addresses`() throws {
    let long = Party(
      name: "Jean-Christophe de La Tour-Maubourg-Exemple-" + String(repeating: "Très", count: 30),
      details: Array(
        repeating: "1234, route départementale de Saint-Jean-en-Royans, bâtiment C, 26190 Exemple", count: 3))
    for count in 1...4 {
      let paper = try LoanContractPaper.sample {
        $0.borrowers = Array(repeating: long, count: count)
        $0.lender = long
        $0.accessories = Array(repeating: "chargeur et câble d'alimentation de 65 W", count: 6)
        $0.helpline = String(repeating: "x", count: 300)
      }
      try expectTidy(try paper.pdf(clauses: try .loanForUse(), created: noon))
    }
  }

  @Test func `is the same to the byte for the same input`() throws {
    let paper = try LoanContractPaper.sample()
    let clauses = try ClauseSet.loanForUse()
    #expect(try paper.pdf(clauses: clauses, created: noon) == paper.pdf(clauses: clauses, created: noon))
  }

  @Test func `is refused without a borrower, or with a letter that cannot be printed`() throws {
    let sample = try LoanContractPaper.sample()
    #expect(throws: DocumentsFailure.noBorrower) {
      try LoanContractPaper(
        reference: "1", lender: sample.lender, borrowers: [], device: sample.device, period: sample.period)
    }
    let paper = try LoanContractPaper.sample { $0.borrowers = [Party(name: "王芳")] }
    #expect(throws: TypesettingFailure.missingGlyph("王", in: "王芳")) {
      try paper.pdf(clauses: try .loanForUse(), created: noon)
    }
  }
}

@Suite struct `The clauses of a contract` {
  func read(_ clause: String) throws -> ClauseSet {
    let file = """
      { "id": "mine", "title": "Prêt", "subtitle": "À notre façon", "clauses": [ \(clause) ] }
      """
    return try ClauseSet(Array(file.utf8), file: "mine.json")
  }

  @Test func `are a file that a structure can replace`() throws {
    let clauses = try read(#"{ "title": "Chez nous", "text": "Prêté {period} par {lender}." }"#)
    let paper = try LoanContractPaper.sample().paper(clauses: clauses)
    #expect(paper.title == "Prêt")
    #expect(paper.blocks.contains(.heading("1. Chez nous")))
    #expect(
      paper.blocks.contains(
        .paragraph("Prêté du 15 septembre 2026 au 14 septembre 2027 par Atelier Exemple de Drôme.")))
  }

  @Test(arguments: [
    (#"{ "title": "x", "text": "{price}" }"#, "clauses[0].text"),
    (#"{ "title": "x", "text": "{value}" }"#, "clauses[0].text"),
    (#"{ "title": "x", "text": "{value}", "when": "helpline" }"#, "clauses[0].text"),
    (#"{ "title": "x", "text": "{helpline}" }"#, "clauses[0].text"),
    (#"{ "title": "x", "text": "y", "when": "sunday" }"#, "clauses[0].when"),
    (#"{ "title": "x", "text": "y", "article": 1876 }"#, "clauses[0].article"),
    (#"{ "title": "x" }"#, "clauses[0]"),
  ])
  func `that are wrong are refused with their place`(clause: String, path: String) {
    let failure = #expect(throws: JSONFailure.self) { try read(clause) }
    #expect(failure?.place == .path(path))
  }

  @Test func `do not fill what came from a name`() throws {
    let clauses = try read(#"{ "title": "x", "text": "Par {lender}." }"#)
    let paper = try LoanContractPaper.sample { $0.lender.name = "{owner}" }.paper(clauses: clauses)
    #expect(paper.blocks.contains(.paragraph("Par {owner}.")))
  }
}
