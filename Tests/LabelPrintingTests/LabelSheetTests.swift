import Kernel
import TestSupport
import Testing
import Typesetting

@testable import LabelPrinting

@Suite struct `A run of labels` {
  let templates: LabelTemplates

  init() throws {
    templates = LabelTemplates()
  }

  func render(
    _ items: [LabelItem], _ placing: LabelPlacing = LabelPlacing(), stock: String, printer: String
  ) throws -> RenderedLabels {
    try LabelSheet.render(items, with: templates.setup("asset", stock, printer), placing: placing, created: noon)
  }

  @Test(arguments: [
    (LabelPlacing(copies: 0), LabelPrintingFailure.copies(0)),
    (LabelPlacing(copies: 1001), .copies(1001)),
    (
      LabelPlacing(start: LabelPlacing.Position(row: 8, column: 1)),
      .noSuchPosition("8,1", stock: "avery-l7160", rows: 7, columns: 3)
    ),
    (
      LabelPlacing(start: LabelPlacing.Position(row: 1, column: 0)),
      .noSuchPosition("1,0", stock: "avery-l7160", rows: 7, columns: 3)
    ),
    (
      LabelPlacing(skip: [3, 22]),
      .noSuchPosition("22", stock: "avery-l7160", rows: 7, columns: 3)
    ),
    (
      LabelPlacing(start: LabelPlacing.Position(row: 7, column: 3), skip: [21]),
      .noPositionLeft(stock: "avery-l7160")
    ),
  ])
  func `that cannot be placed is refused`(placing: LabelPlacing, failure: LabelPrintingFailure) {
    #expect(throws: failure) { try render(LabelItem.samples(1), placing, stock: "avery-l7160", printer: "pdf") }
  }

  @Test func `of nothing is refused`() {
    #expect(throws: LabelPrintingFailure.nothingToPrint) { try render([], stock: "avery-l7160", printer: "pdf") }
  }

  @Test func `of a sheet is refused by a printer of rolls`() {
    #expect(throws: LabelPrintingFailure.sheetOnRollPrinter(stock: "avery-l7160", printer: "zebra-203")) {
      try render(LabelItem.samples(1), stock: "avery-l7160", printer: "zebra-203")
    }
  }

  @Test func `is refused whole when one label cannot be printed`() {
    let items = LabelItem.samples(3) + [LabelItem(code: "M9S-346-Q3V", baseURL: nil, lines: ["電"])]
    for (stock, printer) in [("avery-l7160", "pdf"), ("zebra-50x25", "zebra-203")] {
      #expect(throws: TypesettingFailure.missingGlyph("電", in: "電")) {
        try render(items, stock: stock, printer: printer)
      }
    }
  }

  @Test(arguments: [("avery-l7160", "pdf"), ("zebra-50x25", "zebra-203")])
  func `is the same to the byte for the same input`(stock: String, printer: String) throws {
    let items = LabelItem.samples(30)
    let (first, second) = (
      try render(items, stock: stock, printer: printer), try render(items, stock: stock, printer: printer)
    )
    #expect(first == second)
  }

  @Test func `in ZPL holds nothing of its texts, only dots`() throws {
    let items = LabelItem.samples(7)
    let labels = try render(items, LabelPlacing(copies: 3), stock: "zebra-50x25", printer: "zebra-203")
    #expect(labels.printed.labels == 21)
    let lines = String(decoding: labels.bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 7 * 12)
    for index in items.indices {
      let label = lines[index * 12..<index * 12 + 12].map(String.init)
      #expect(
        label[..<9] == ["^XA", "^MMT", "^MNY", "^PW400", "^LL200", "^LH0,0", "^LS0", "^LT0", "^CI28"])
      #expect(label[10...] == ["^PQ3,0,1,Y", "^XZ"])
      let dots = try #require(label[9].wholeMatch(of: /\^FO0,0\^GFA,10000,10000,50,(.*)\^FS/))
      #expect(dots.1.allSatisfy { "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYghijklmnopqrstuvwxyz,:".contains($0) })
    }
  }

  @Test(arguments: [
    ("https://rebond.example", "HTTPS://REBOND.EXAMPLE/M9S346Q3V"),
    ("https://rebond.example/", "HTTPS://REBOND.EXAMPLE/M9S346Q3V"), ("", "M9S346Q3V"), (nil, "M9S346Q3V"),
  ])
  func `says an address in capitals, or the bare code`(baseURL: String?, payload: String) throws {
    #expect(LabelItem.payload(for: "M9S-346-Q3V", baseURL: baseURL) == payload)
    #expect(try AssetCode(scanned: payload) == "M9S-346-Q3V")
  }

  @Test func `does not expand braces that come from its texts`() throws {
    let template = try LabelTemplate(StrictJSON.read(Array("\"{line1} – {line2} – {code}\"".utf8), file: "text.json"))
    let filled = template.filled(in: .fr) { placeholder in
      switch placeholder {
      case .line1: "{code} {line2}"
      case .line2: "deux"
      default: "M9S-346-Q3V"
      }
    }
    #expect(filled == "{code} {line2} – deux – M9S-346-Q3V")
  }

  @Test(arguments: [
    ("m9s346q3v", "M9S-346-Q3V"), ("PC  0001\n", "PC 0001"), ("Étagère A3", "Étagère A3"),
  ])
  func `shows any code, and one of Rebond's in groups`(given: String, shown: String) {
    #expect(LabelItem(given, lines: []).code == shown)
  }
}
