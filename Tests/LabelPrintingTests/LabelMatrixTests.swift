import Foundation
import Kernel
import TestSupport
import Testing
import Typesetting

@testable import LabelPrinting

/// Every design on every stock by every back-end in every language; what does not fit is refused, and listed below.
@Suite struct `Every design, stock, printer and language` {
  let templates: LabelTemplates

  init() throws { templates = LabelTemplates() }

  /// The designs with a symbol.
  static let designs = ["asset", "asset-small", "shelf", "box", "command", "blank", "handover"]
  static let sheets = [
    "avery-l7159", "avery-l7160", "avery-l7162", "avery-l7163", "avery-l7651", "avery-l7654", "herma-4270",
    "herma-4272",
    "herma-4346", "herma-4677",
  ]
  static let rolls = [
    "dymo-11352", "dymo-11354", "dymo-99012", "receipt-48x30", "receipt-72x40", "zebra-50x25", "zebra-57x32",
  ]
  static let tapes = [
    "brother-dk-11201", "brother-dk-11204", "brother-dk-11209", "brother-dk-11221", "brother-dk-22205",
  ]

  func setup(_ design: String, _ stock: String, _ printer: String, _ language: Language) throws -> LabelSetup {
    try templates.setup(design, stock, printer, words: LabelWords(language, helpline: "09 70 00 00 00"))
  }

  /// Whether a label of a stock has room for a design at all: commands want 45 × 24 mm, others 36 × 20, the small ones 47 × 13.5
  /// or 17 × 17; what a tape's printer cannot reach does not count.
  func isRefused(_ design: String, _ stock: String, _ printer: String) -> Bool {
    switch design {
    case "asset-small", "blank": false
    case "command" where stock == "brother-dk-11209": printer == "brother-ql"
    case "command":
      ["avery-l7651", "herma-4270", "herma-4346", "brother-dk-11204", "brother-dk-11221"].contains(stock)
    default: ["brother-dk-11204", "brother-dk-11221"].contains(stock)
    }
  }

  /// One label of each design in each language.
  func jobs(stock: String, printer: String) throws -> (jobs: [StreamReaders.Job], wanted: [[String]], named: [String]) {
    var (jobs, wanted, named): ([StreamReaders.Job], [[String]], [String]) = ([], [], [])
    let device = try templates.printer(printer)
    let paper = try templates.stock(stock)
    for design in Self.designs {
      for language in Language.allCases {
        let setup = try setup(design, stock, printer, language)
        let isSheet = !device.language.isLabelByLabel && !paper.isRoll
        let all = ProcessInfo.processInfo.environment["REBOND_TEST_LABELS"] == "all"
        let count = isSheet ? (all ? paper.positions : paper.columns) : 1
        let items = LabelItem.samples(count + 2).suffix(count)
        guard !isRefused(design, stock, printer) else {
          #expect(throws: LabelPrintingFailure.self) { try LabelSheet.render(Array(items), with: setup, created: noon) }
          continue
        }
        let bytes = try LabelSheet.render(Array(items), with: setup, created: noon).bytes
        let density = device.dotsPerMillimetre
        let tape = device.language == .brotherQL ? try BrotherTape(paper, device) : nil
        let size = tape.map { $0.isTurned ? $0.printable.size.turned : $0.printable.size } ?? paper.sheet
        var job = StreamReaders.Job(
          language: device.language.rawValue, bytes: bytes, dpi: Int((density * 25.4).rounded(.down)),
          width: Int((size.width * density).rounded()), height: Int((size.height * density).rounded()))
        job.frames = (0..<count).map { place in
          let area = paper.area(at: isSheet ? place : 0)
          return [area.minX, area.minY, area.size.width, area.size.height]
        }
        jobs.append(job)
        wanted.append(items.map(\.payload))
        named.append("\(design) on \(stock) by \(printer) in \(language)")
      }
    }
    return (jobs, wanted, named)
  }

  func expectReadable(_ stock: String, _ printer: String) throws {
    let (jobs, wanted, named) = try jobs(stock: stock, printer: printer)
    let readings = try StreamReaders.read(jobs)
    #expect(readings.count == wanted.count)
    for (index, reading) in readings.enumerated() {
      #expect(reading.zxing == wanted[index], "zxing: \(named[index])")
      #expect(reading.zbar == wanted[index], "zbar: \(named[index])")
    }
  }

  @Test(.enabled(if: StreamReaders.areInstalled, "the Python test tools are not installed"), arguments: sheets)
  func `is read from a sheet`(stock: String) throws { try expectReadable(stock, "pdf") }

  @Test(.enabled(if: StreamReaders.areInstalled, "the Python test tools are not installed"), arguments: rolls + tapes)
  func `is read from labels one by one in a PDF`(stock: String) throws { try expectReadable(stock, "pdf-roll") }

  @Test(
    .enabled(if: StreamReaders.areInstalled, "the Python test tools are not installed"),
    arguments: ["zebra-203", "zebra-300", "tspl-203", "tspl-300", "epl2-203", "escpos-203"],
    ["zebra-50x25", "zebra-57x32"])
  func `is read from printers of labels`(printer: String, stock: String) throws { try expectReadable(stock, printer) }

  @Test(
    .enabled(if: StreamReaders.areInstalled, "the Python test tools are not installed"),
    arguments: [("dymo-99012", "zebra-600"), ("receipt-72x40", "escpos-203"), ("dymo-11352", "tspl-203")])
  func `is read from other rolls`(stock: String, printer: String) throws { try expectReadable(stock, printer) }

  @Test(.enabled(if: StreamReaders.areInstalled, "the Python test tools are not installed"), arguments: tapes)
  func `is read from Brother's raster`(stock: String) throws { try expectReadable(stock, "brother-ql") }

  /// The renderer's own letters are few: plain ones.
  @Test(
    .enabled(if: StreamReaders.areInstalled, "the Python test tools are not installed"),
    arguments: ["asset", "asset-small"])
  func `is read where a printer draws its own QR codes`(design: String) throws {
    let setup = try setup(design, "zebra-50x25", "zebra-203-firmware", .en)
    let items = LabelItem.samples(4).map { LabelItem($0.code, payload: $0.payload, lines: ["ThinkPad", "^XA~JA_"]) }
    let bytes = try LabelSheet.render(items, with: setup, created: noon).bytes
    let readings = try StreamReaders.read([.init(language: "zpl", bytes: bytes, dpi: 203, width: 400, height: 200)])
    #expect(readings == [.init(zxing: items.map(\.payload), zbar: items.map(\.payload))])
  }

  /// No program of others draws these languages whole: the streams are read by the manuals, each letter taken for a black box.
  @Test(
    .enabled(if: StreamReaders.areInstalled, "the Python test tools are not installed"),
    arguments: [
      ("epl2-203-firmware", "zebra-50x25"), ("epl2-203-firmware", "zebra-57x32"),
      ("escpos-203-firmware", "receipt-72x40"),
      ("escpos-203-firmware", "receipt-48x30"),
    ], ["asset", "asset-small"])
  func `is read where a printer of EPL2 or ESC POS writes the words`(kind: (String, String), design: String) throws {
    let (printer, stock) = kind
    let setup = try setup(design, stock, printer, .fr)
    let lines = [
      ["Élève \"à\" \\", "16 Go", "Série 12"], ["iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii", "WWWWWWWW", "« été » 8 €"],
      [String(repeating: "Portable ", count: 30), "ÿÿÿ", "A"], ["x", "^XA ~JA", "P1"],
    ]
    let items = zip(LabelItem.samples(4), lines).map { LabelItem($0.code, payload: $0.payload, lines: $1) }
    let bytes = try LabelSheet.render(items, with: setup, created: noon).bytes
    let language = setup.printer.language == .epl2 ? "epl2-firmware" : "escpos-firmware"
    let reading = try #require(try StreamReaders.read([.init(language: language, bytes: bytes, dpi: 203)]).first)
    #expect(reading.zxing == items.map(\.payload) && reading.zbar == items.map(\.payload))
    // Some words are the printer's, and none that its letters would make wider than their room.
    let words = try #require(reading.words)
    #expect(words.count == 4 && words.contains { !$0.isEmpty })
    #expect(!words.joined().contains { $0.hasPrefix("iiii") })
  }

  /// The rule that no picture shows: what is drawn keeps within the label and off the quiet zone, whatever the words.
  @Test(arguments: LabelMatrix.all) func `keeps within its label`(printer: String, stocks: [String]) throws {
    let typesetter = try Typesetter()
    for stock in stocks {
      for design in Self.designs where !isRefused(design, stock, printer) {
        for language in Language.allCases {
          let setup = try setup(design, stock, printer, language)
          let layout = try LabelLayout(
            design: setup.design, stock: setup.stock, printer: setup.printer, words: setup.words, typesetter: typesetter
          )
          for item in LabelMatrix.worst {
            let taken = try LabelMatrix.taken(layout, item)
            for (index, area) in taken.enumerated() {
              #expect(setup.stock.area(at: 0).contains(area), "\(design) \(stock) \(printer) \(area)")
              for other in taken[..<index] {
                #expect(!area.overlaps(other), "\(design) \(stock) \(printer): \(area) \(other)")
              }
            }
          }
        }
      }
    }
  }
}

enum LabelMatrix {
  static let all: [(String, [String])] = [
    ("pdf", `Every design, stock, printer and language`.sheets),
    ("pdf-roll", `Every design, stock, printer and language`.rolls + `Every design, stock, printer and language`.tapes),
    ("zebra-203", ["zebra-50x25", "zebra-57x32", "dymo-99012"]), ("zebra-600", ["zebra-50x25"]),
    ("brother-ql", `Every design, stock, printer and language`.tapes), ("escpos-203", ["receipt-72x40"]),
  ]

  /// Words too long for any box, and words that fit.
  static let worst = [
    LabelItem(
      "M9S-346-Q3V",
      lines: [String(repeating: "Portable très long ", count: 4), String(repeating: "W", count: 60), "fin"]),
    LabelItem("M9S-346-Q3V", lines: ["Élève à Œuf № 5", "« ça » coûte 10 €", "Ÿ Ñ ß ø"]),
  ]

  /// What each mark takes up: a symbol with its quiet zone, a line with the reach of its letters.
  static func taken(_ layout: LabelLayout, _ item: LabelItem) throws -> [Area] {
    try layout.marks(for: item, at: 0).map { mark in
      switch mark {
      case .symbol(let symbol, let at, let module):
        let quiet = Double(QRSymbol.quietZone) * module
        let side = Double(symbol.side) * module + 2 * quiet
        return Area(x: at.x - quiet, y: at.y - quiet, width: side, height: side)
      case .text(let line):
        let reach = layout.typesetter.reach(of: line.font)
        return Area(
          x: line.origin.x, y: line.origin.y - reach.ascent,
          width: try layout.typesetter.width(of: line.text, in: line.font), height: reach.ascent + reach.descent)
      case .fill(let area, _), .outline(let area, _, _, _), .picture(_, let area): return area
      case .line(let from, let to, _, _):
        return Area(x: min(from.x, to.x), y: min(from.y, to.y), width: abs(from.x - to.x), height: abs(from.y - to.y))
      }
    }
  }
}

extension Extent {
  fileprivate var turned: Extent { Extent(width: height, height: width) }
}
