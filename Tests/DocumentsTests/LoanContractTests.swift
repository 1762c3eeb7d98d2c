import Kernel
import TestSupport
import Testing
import Typesetting

@testable import Documents

@Suite(.enabled(if: OutsideProgram.pdftotext != nil, "pdftotext is not installed"))
struct `A loan contract` {
  func text(_ change: (inout ContractPaper) -> Void = { _ in }) throws -> String {
    let paper = try ContractPaper.sample(change)
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
      $0.valueClause = ContractPaper.ValueClause(value: Money(euros: 180), bearer: .borrower)
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
    let paper = try ContractPaper.sample { $0.representative = "Dominique Fictive" }
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
      let paper = try ContractPaper.sample {
        $0.borrowers = Array(repeating: long, count: count)
        $0.lender = long
        $0.accessories = Array(repeating: "chargeur et câble d'alimentation de 65 W", count: 6)
        $0.helpline = String(repeating: "x", count: 300)
      }
      try expectTidy(try paper.pdf(clauses: try .loanForUse(), created: noon))
    }
  }

  @Test func `is the same to the byte for the same input`() throws {
    let paper = try ContractPaper.sample()
    let clauses = try ClauseSet.loanForUse()
    #expect(try paper.pdf(clauses: clauses, created: noon) == paper.pdf(clauses: clauses, created: noon))
  }

  @Test func `is refused without a borrower, or with a letter that cannot be printed`() throws {
    let sample = try ContractPaper.sample()
    #expect(throws: DocumentsFailure.noBorrower) {
      try ContractPaper(
        reference: "1", lender: sample.lender, borrowers: [], device: sample.device, starts: sample.starts,
        term: sample.term)
    }
    let paper = try ContractPaper.sample { $0.borrowers = [Party(name: "王芳")] }
    #expect(throws: TypesettingFailure.missingGlyph("王", in: "王芳")) {
      try paper.pdf(clauses: try .loanForUse(), created: noon)
    }
  }
}

@Suite(.enabled(if: OutsideProgram.pdftotext != nil, "pdftotext is not installed"))
struct `A contract of another kind` {
  private func text(_ kind: ContractKind, _ change: (inout ContractPaper) -> Void = { _ in }) throws -> String {
    let paper = try ContractPaper.sample {
      $0.kind = kind
      if kind == .sale || kind == .gift { $0.term = nil }
      if kind == .rental { ($0.amount, $0.pace) = ("25,00 €", .year) }
      if kind == .sale { $0.amount = "90,00 €" }
      change(&$0)
    }
    let pdf = try paper.pdf(clauses: .shipped(for: kind), summaries: [.shipped(in: .fr)], created: noon)
    try expectTidy(pdf)
    return sentence(try words(of: pdf))
  }

  @Test func `is a rental with its rent, and without any option to buy`() throws {
    let text = try text(.rental)
    #expect(text.contains("Le locataire") && text.contains("Le loyer est de 25,00 € par an"))
    #expect(text.contains("ni option d'achat") && text.contains("Aucun dépôt de garantie"))
    #expect(try self.text(.rental) { $0.deposit = "20,00 €" }.contains("Le locataire laisse en dépôt 20,00 €"))
  }

  @Test(arguments: [(ContractPaper.Pace.year, "par an"), (.month, "par mois"), (.once, "en une fois")])
  func `says how often a rent is due, in the contract and in plain words`(pace: ContractPaper.Pace, words: String)
    throws
  {
    let text = try text(.rental) { $0.pace = pace }
    #expect(text.matches(of: try Regex("25,00 € \(words)")).count == 3)
  }

  @Test func `is a sale with the texts of the legal guarantees`() throws {
    let text = try text(.sale) { $0.instalments = ["45,00 € le 15 septembre 2026", "45,00 € le 15 octobre 2026"] }
    for words in ["L'acheteur", "90,00 €", "L. 217-3", "1641", "dans les 50 jours", "45,00 € le 15 octobre 2026"] {
      #expect(text.contains(words))
    }
    #expect(!text.contains("Fin du prêt") && !text.contains("reconditionné"))
  }

  @Test func `is a gift that asks for nothing`() throws {
    let text = try text(.gift)
    #expect(text.contains("Acte de don") && text.contains("Le bénéficiaire en devient propriétaire"))
    #expect(!text.contains("€"))
  }

  @Test(arguments: ContractKind.allCases.filter { $0 != .freeAccess })
  func `has a page in plain words of its own`(kind: ContractKind) throws {
    let text = try text(kind)
    #expect(text.contains("Votre contrat en bref") && text.contains("Il tombe en panne"))
    let comesBack = kind == .loan || kind == .rental
    #expect(text.contains("On vous le vole") == comesBack && text.contains("L'appareil est à vous") == !comesBack)
    #expect(text.contains("14/09/2027") == comesBack)
  }

  @Test func `is signed by a curator beside the person`() throws {
    let text = try text(.loan) { $0.assistant = "Dominique Fictive" }
    #expect(text.contains("Avec l'assistance de Dominique Fictive"))
    #expect(text.matches(of: /lu et approuvé/).count == 3)
  }

  @Test func `is summed up in Arabic, from right to left`() throws {
    let paper = try ContractPaper.sample()
    let pdf = try paper.pdf(clauses: .loanForUse(), summaries: [.shipped(in: .ar)], created: noon)
    try expectTidy(pdf)
    #expect(try words(of: pdf).contains("عقدك باختصار"))
    // What is read first stands at the right end of its line.
    let placed = try PlacedWord.all(in: pdf)
    // Boxes of words give their letters as they stand, from left to right.
    let drawn = ["عقدك", "باختصار"].map { String($0.reversed()) }
    let title = placed.filter { drawn.contains($0.text) }
    let (first, second) = (
      try #require(title.first { $0.text == drawn[0] }), try #require(title.first { $0.text == drawn[1] })
    )
    #expect(first.right > 185 && first.left > second.right)
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
    let paper = try ContractPaper.sample().paper(clauses: clauses)
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
    let paper = try ContractPaper.sample { $0.lender.name = "{owner}" }.paper(clauses: clauses)
    #expect(paper.blocks.contains(.paragraph("Par {owner}.")))
  }
}

@Suite struct `A receipt of a hand-over` {
  /// Who has a place to sign, by role and name.
  private func signers(
    _ direction: HandOverPaper.Direction, _ change: (inout HandOverPaper) -> Void = { _ in }
  ) -> [String] {
    var paper = HandOverPaper(
      direction, reference: "C-000001", lender: Party(name: "Atelier Exemple"), agent: "Camille Exemple",
      household: Party(name: "Noa Mineur"), collector: nil, device: .sample(), accessories: [], condition: [],
      day: "2026-09-15", place: nil)
    change(&paper)
    guard case .signatures(let boxes)? = paper.paper.blocks.last else {
      Issue.record("nobody signs")
      return []
    }
    return boxes.map { "\($0.role) : \($0.name)" }
  }

  private static let agent = "Pour l'organisme : Camille Exemple"

  @Test(arguments: [HandOverPaper.Direction.lent, .given, .returned])
  func `is signed by whoever signed the contract`(direction: HandOverPaper.Direction) {
    let agent = Self.agent
    #expect(signers(direction) == [agent, "Le foyer : Noa Mineur"])
    let represented = signers(direction) { ($0.representative, $0.joint) = ("Dominique Fictive", ["Sacha Inventé"]) }
    #expect(
      represented == [agent, "Le foyer, représenté par : Dominique Fictive", "Le foyer : Sacha Inventé"])
    let joint = signers(direction) { $0.joint = ["Sacha Inventé", "Sol Fictif"] }
    #expect(
      joint == [agent, "Le foyer : Noa Mineur", "Le foyer : Sacha Inventé", "Le foyer : Sol Fictif"])
    let assisted = signers(direction) { $0.assistant = "Lou Fictive" }
    #expect(assisted == [agent, "Le foyer : Noa Mineur", "Avec l'assistance de : Lou Fictive"])
  }

  @Test func `is signed by the person with the household's mandate in the place of all others`() {
    let signing = signers(.lent) { ($0.collector, $0.joint) = ("Sol Mandaté", ["Sacha Inventé"]) }
    #expect(signing == [Self.agent, "Le foyer, par mandat : Sol Mandaté"])
  }
}
