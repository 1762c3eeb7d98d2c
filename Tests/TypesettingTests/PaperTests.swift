import Kernel
import Testing

@testable import Typesetting

@Suite struct `A paper` {
  func pages(_ blocks: [Paper.Block]) throws -> [Page] {
    let paper = Paper(letterhead: ["Atelier"], reference: ["n° 1"], title: "Titre", blocks: blocks)
    return try paper.pages(typesetter: try Typesetter())
  }

  /// The texts of a page from top to bottom, the footer last.
  func texts(_ page: Page) -> [String] {
    page.marks.compactMap { if case .text(let line) = $0 { line } else { nil } }
      .sorted { ($0.origin.y, $0.origin.x) < ($1.origin.y, $1.origin.x) }.map(\.text)
  }

  @Test func `never ends a page with a heading`() throws {
    for lines in 40...60 {
      let filler = Array(repeating: Paper.Block.paragraph("une ligne"), count: lines)
      for page in try pages(filler + [.heading("Suite"), .paragraph("le texte")]) {
        let texts = texts(page).dropLast(2)
        #expect(texts.last != "Suite")
        #expect(texts.contains("Suite") == texts.contains("le texte"))
      }
    }
  }

  @Test func `never leaves one line of a paragraph alone`() throws {
    let long = (1...400).map { "mot\($0)" }.joined(separator: " ")
    for lines in 30...50 {
      let filler = Array(repeating: Paper.Block.paragraph("une ligne"), count: lines)
      let counts = try pages(filler + [.paragraph(long)]).map { texts($0).count { $0.hasPrefix("mot") } }
      #expect(counts.allSatisfy { $0 != 1 })
      #expect(counts.reduce(0, +) > 10)
    }
  }

  @Test func `repeats the head of a table on each page and numbers them`() throws {
    let table = Paper.Table(
      columns: [Paper.Column("Code", share: 1), Paper.Column("Valeur", share: 1, style: .number)],
      rows: (1...90).map { ["ligne \($0)", "\($0)"] })
    let pages = try pages([.table(table)])
    #expect(pages.count == 3)
    for (index, page) in pages.enumerated() {
      #expect(texts(page).contains("Code") && texts(page).contains("\(index + 1)/3"))
    }
    #expect(pages.flatMap(texts).count { $0.hasPrefix("ligne") } == 90)
  }

  @Test func `refuses a part taller than a page, quoting it`() {
    let words = Array(repeating: "une cellule sans fin", count: 400).joined(separator: " ")
    #expect(throws: TypesettingFailure.tallerThanPage(words)) {
      try pages([.table(Paper.Table(columns: [Paper.Column("A", share: 1)], rows: [[words]]))])
    }
  }

  @Test(arguments: [
    ("prêt : 10 € ; « oui » ?", "prêt\u{A0}: 10\u{A0}€\u{A0}; «\u{A0}oui\u{A0}»\u{A0}?"),
    ("a : b", "a\u{A0}: b"), ("10:30 et 5 %", "10:30 et 5\u{A0}%"), ("", ""), (" :", "\u{A0}:"),
  ])
  func `keeps French punctuation on the line of its word`(text: String, firm: String) {
    #expect(text.withFirmSpaces == firm)
  }
}
