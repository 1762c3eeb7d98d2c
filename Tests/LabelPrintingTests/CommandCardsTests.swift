import Kernel
import TestSupport
import Testing
import Typesetting

@testable import LabelPrinting

@Suite struct `Sheets of command cards` {
  /// Payloads as short and as long as cards have them.
  static let cards = CommandCards(parts: [
    .cards(
      (1...13).map { number in
        CommandCards.Face(
          payload: "U" + String(repeating: "BKXY", count: number), sign: ["✔", "✘", "⚠", "∅", "OK"][number % 5],
          word: ["PAS ÉQUIPÉ", "FONCTIONNEMENT", "Maximilienne-Élisabeth de l'Exemple-Fictif"][number % 3],
          detail: "une longue explication qui tient sur deux petites lignes et pas davantage, quoi qu'il arrive")
      }),
    .grid(
      title: "Ordinateur portable",
      (1...9).map { number in
        CommandCards.Row(
          "Étiquettes et marques de l'ancien propriétaire retirées",
          (0..<number % 4).map { place in
            CommandCards.Face(
              payload: "UT" + String(repeating: "CDE", count: 8 + place) + String(repeating: "F", count: number),
              sign: "✔",
              word: "DÉFAUT DÉCLARÉ")
          })
      }),
  ])

  private static func symbols(_ pages: [Page]) -> [(page: Int, payload: String, area: Area)] {
    pages.enumerated().flatMap { number, page in
      page.marks.compactMap { mark in
        guard case .symbol(let symbol, let at, let module) = mark else { return nil }
        let side = Double(symbol.side + 2 * QRSymbol.quietZone) * module
        let quiet = Double(QRSymbol.quietZone) * module
        return (number, symbol.payload, Area(x: at.x - quiet, y: at.y - quiet, width: side, height: side))
      }
    }
  }

  @Test func `hold every card, in its order, on pages as few as needed`() throws {
    let pages = try Self.cards.pages(Typesetter())
    #expect(pages.count == 2 + 2)
    #expect(Self.symbols(pages).map(\.payload) == Self.cards.payloads)
    #expect(Self.cards.count == Self.cards.payloads.count)
  }

  @Test func `keep each symbol on the page, with modules that last, away from every other mark`() throws {
    let pages = try Self.cards.pages(Typesetter())
    let sheet = Area(x: 0, y: 0, width: 210, height: 297)
    for (number, payload, area) in Self.symbols(pages) {
      #expect(sheet.contains(area), "\(payload)")
      #expect(area.size.width / 45 > 0.33)
      for case .text(let line) in pages[number].marks {
        let origin = Area(x: line.origin.x, y: line.origin.y, width: 0, height: 0)
        #expect(!area.inset(by: 0.1).contains(origin), "\(line.text) in \(payload)")
      }
      for (other, name, place) in Self.symbols(pages) where other == number && name != payload {
        let apart =
          place.minX >= area.maxX || place.maxX <= area.minX || place.minY >= area.maxY || place.maxY <= area.minY
        #expect(apart, "\(payload) and \(name)")
      }
    }
  }

  @Test(.enabled(if: LabelReaders.areInstalled, "the readers of scripts/test-tools.txt are not installed"))
  func `are read by two independent readers, symbol by symbol`() throws {
    let pdf = try Self.cards.pdf(language: .fr, created: noon)
    let symbols = Self.symbols(try Self.cards.pages(Typesetter()))
    let frames = symbols.map { [Double($0.page), $0.area.minX, $0.area.minY, $0.area.size.width, $0.area.size.height] }
    let readings = try LabelReaders.read(pdf: pdf, frames: frames)
    #expect(readings.map(\.zbar) == symbols.map(\.payload))
    #expect(readings.map(\.zxing) == symbols.map(\.payload))
  }
}

extension CommandCards {
  fileprivate var payloads: [String] {
    parts.flatMap { part in
      switch part {
      case .cards(let faces): faces.map(\.payload)
      case .grid(_, let rows): rows.flatMap(\.faces).map(\.payload)
      }
    }
  }
}
