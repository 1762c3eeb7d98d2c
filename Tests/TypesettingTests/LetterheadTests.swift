import Kernel
import Testing

@testable import Typesetting

@Suite struct `The head and foot of a paper` {
  private let typesetter: Typesetter
  /// A picture four times as wide as high.
  private let logo: Bitmap

  init() throws {
    typesetter = try Typesetter()
    let drawn = Page(
      size: Extent(width: 40, height: 10),
      marks: [.fill(Area(x: 5, y: 2, width: 20, height: 6), ink: .accent)])
    logo = try Bitmap(drawing: drawn, dotsPerMillimetre: 4, typesetter: typesetter)
  }

  private func pages(_ letterhead: Letterhead, _ size: Paper.TypeSize = .usual, to addressee: [String] = []) throws
    -> [Page]
  {
    let paper = Paper(
      letterhead: letterhead, reference: ["n° 1", "1er mars 2027"], title: "Titre",
      blocks: Array(repeating: .paragraph("une ligne"), count: 80), typeSize: size, addressee: addressee)
    return try paper.pages(typesetter: typesetter)
  }

  private func pictures(_ page: Page) -> [Area] {
    page.marks.compactMap { if case .picture(_, let area) = $0 { area } else { nil } }
  }

  private func lines(_ page: Page) -> [TextLine] {
    page.marks.compactMap { if case .text(let line) = $0 { line } else { nil } }
  }

  @Test func `show no picture and no contact unless there is one`() throws {
    for page in try pages(["Atelier"]) {
      #expect(pictures(page).isEmpty)
      #expect(!lines(page).contains { $0.text.contains("Assistance") })
    }
  }

  @Test func `show the picture on the first page, at the right, in its own proportions`() throws {
    let pages = try pages(Letterhead(["Atelier"], logo: logo))
    let place = try #require(pictures(pages[0]).first)
    #expect(place.maxX == PaperStyle.field.maxX && place.minY == PaperStyle.field.minY)
    #expect(place.size.height <= PaperStyle.logo)
    #expect(abs(place.size.width / place.size.height - 4) < 0.01)
    #expect(pages.dropFirst().allSatisfy { pictures($0).isEmpty })
  }

  @Test func `tell whom to call at the foot of each page, between the text and the page's number`() throws {
    let pages = try pages(Letterhead(["Atelier"], contacts: ["Assistance : 01 99 00 12 34", "Ouvert : le mardi"]))
    #expect(pages.count > 1)
    for page in pages {
      let contact = try #require(lines(page).first { $0.text.contains("Assistance") })
      #expect(contact.text.contains("le mardi"))
      #expect(contact.origin.y > PaperStyle.field.maxY && contact.origin.y < PaperStyle.footer)
    }
  }

  @Test(arguments: [Paper.TypeSize.usual, .large])
  func `leave the address of a letter in its window`(_ size: Paper.TypeSize) throws {
    func address(_ letterhead: Letterhead) throws -> Double? {
      try lines(pages(letterhead, size, to: ["Alix Inventé", "1 rue d'Exemple"])[0])
        .first { $0.text == "Alix Inventé" }?.origin.y
    }
    let plain = try address(["Atelier", "SIRET 1"])
    let full = try address(Letterhead(["Atelier", "SIRET 1"], contacts: ["Assistance : 01"], logo: logo))
    #expect(plain == full)
  }
}
