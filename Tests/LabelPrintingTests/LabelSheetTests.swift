import Kernel
import TestSupport
import Testing
import Typesetting

@testable import LabelPrinting

@Suite struct `A run of labels` {
  let templates: LabelTemplates

  init() throws {
    templates = try LabelTemplates()
  }

  func render(_ run: LabelRun, stock: String, printer: String) throws -> RenderedLabels {
    try LabelSheet.render(
      run, design: try templates.design("asset"), stock: try templates.stock(stock),
      printer: try templates.printer(printer), language: .fr, created: noon)
  }

  @Test(arguments: [
    (LabelRun([]), LabelPrintingFailure.nothingToPrint),
    (LabelRun(LabelItem.samples(1), copies: 0), .copies(0)),
    (LabelRun(LabelItem.samples(1), copies: 1001), .copies(1001)),
    (
      LabelRun(LabelItem.samples(1), start: LabelRun.Position(row: 8, column: 1)),
      .noSuchPosition("8,1", stock: "avery-l7160", rows: 7, columns: 3)
    ),
    (
      LabelRun(LabelItem.samples(1), start: LabelRun.Position(row: 1, column: 0)),
      .noSuchPosition("1,0", stock: "avery-l7160", rows: 7, columns: 3)
    ),
    (
      LabelRun(LabelItem.samples(1), skip: [3, 22]),
      .noSuchPosition("22", stock: "avery-l7160", rows: 7, columns: 3)
    ),
    (
      LabelRun(LabelItem.samples(1), start: LabelRun.Position(row: 7, column: 3), skip: [21]),
      .noPositionLeft(stock: "avery-l7160")
    ),
  ])
  func `that cannot be placed is refused`(run: LabelRun, failure: LabelPrintingFailure) {
    #expect(throws: failure) { try render(run, stock: "avery-l7160", printer: "pdf") }
  }

  @Test func `of a sheet is refused by a printer of rolls`() {
    #expect(throws: LabelPrintingFailure.sheetOnRollPrinter(stock: "avery-l7160", printer: "zebra-203")) {
      try render(LabelRun(LabelItem.samples(1)), stock: "avery-l7160", printer: "zebra-203")
    }
  }

  @Test func `is refused whole when one label cannot be printed`() {
    let items = LabelItem.samples(3) + [LabelItem(code: "M9S-346-Q3V", baseURL: nil, lines: ["電"])]
    for (stock, printer) in [("avery-l7160", "pdf"), ("zebra-50x25", "zebra-203")] {
      #expect(throws: TypesettingFailure.missingGlyph("電", in: "電")) {
        try render(LabelRun(items), stock: stock, printer: printer)
      }
    }
  }

  @Test(arguments: [("avery-l7160", "pdf"), ("zebra-50x25", "zebra-203")])
  func `is the same to the byte for the same input`(stock: String, printer: String) throws {
    let run = LabelRun(LabelItem.samples(30))
    let (first, second) = (
      try render(run, stock: stock, printer: printer), try render(run, stock: stock, printer: printer)
    )
    #expect(first == second)
  }

  @Test func `in ZPL holds nothing of its texts, only dots`() throws {
    let items = LabelItem.samples(7)
    let labels = try render(LabelRun(items, copies: 3), stock: "zebra-50x25", printer: "zebra-203")
    #expect(labels.labels == 21)
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

  @Test func `does not expand braces that come from its texts`() {
    let item = LabelItem(code: "M9S-346-Q3V", baseURL: nil, lines: ["{code} {line2}", "deux"])
    #expect(item.filling("{line1} – {line2} – {code}") == "{code} {line2} – deux – M9S-346-Q3V")
  }
}
