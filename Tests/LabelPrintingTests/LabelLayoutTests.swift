import Kernel
import TestSupport
import Testing
import Typesetting

@testable import LabelPrinting

@Suite struct `The layout of a label` {
  let templates: LabelTemplates
  let typesetter: Typesetter

  init() throws {
    templates = LabelTemplates()
    typesetter = try Typesetter()
  }

  func layout(_ stock: String, _ printer: String, design: String = "asset") throws -> LabelLayout {
    try LabelLayout(
      design: try templates.design(design), stock: try templates.stock(stock),
      printer: try templates.printer(printer), words: LabelWords(.fr), typesetter: typesetter)
  }

  /// A stock file of one roll label.
  func roll(_ width: Double, _ height: Double) throws -> LabelStock {
    let file = """
      { "id": "roll", "name": { "fr": "Rouleau", "en": "Roll" }, "sheet": { "width": \(width), "height": \(height) },
        "label": { "width": \(width), "height": \(height) }, "source": "test", "verified": false }
      """
    return try LabelStock(try StrictJSON.read(Array(file.utf8), file: "roll.json"))
  }

  /// A design file of one QR in a box of a side and a text.
  func design(
    side: Double, minModule: Double = 0.33, overflow: String = "refuse", write: String = "{line1}"
  ) throws -> LabelDesign {
    let file = """
      { "id": "test", "name": { "fr": "essai", "en": "test" }, "drawings": [ {
        "atLeast": { "width": 40, "height": 20 }, "inset": 0.5, "items": [
          { "qr": { "box": { "left": 0, "top": 0, "width": \(side), "height": \(side) }, "level": "Q",
            "minModule": \(minModule) } },
          { "text": { "write": ["\(write)"], "box": { "right": 0, "top": 0, "width": 15, "height": 4 },
            "font": "regular", "points": [8, 6], "lines": 1, "overflow": "\(overflow)" } } ] } ] }
      """
    return try LabelDesign(try StrictJSON.read(Array(file.utf8), file: "test.json"))
  }

  @Test(arguments: [
    ("avery-l7160", "pdf"), ("avery-l7162", "pdf"), ("avery-l7654", "pdf"), ("avery-l7651", "pdf"),
    ("zebra-50x25", "zebra-203"), ("zebra-57x32", "zebra-203"), ("zebra-50x25", "zebra-300"),
  ])
  func `keeps texts in the label, apart from one another and from the quiet zone`(
    stock: String, printer: String
  ) throws {
    let layout = try layout(stock, printer)
    for item in LabelItem.samples(7) {
      let marks = try layout.marks(for: item, at: 0)
      var taken: [Area] = []
      for mark in marks {
        switch mark {
        case .symbol(let symbol, let at, let module):
          let quiet = Double(QRSymbol.quietZone) * module
          let side = Double(symbol.side) * module + 2 * quiet
          taken.append(Area(x: at.x - quiet, y: at.y - quiet, width: side, height: side))
        case .text(let line):
          let reach = typesetter.reach(of: line.font)
          taken.append(
            Area(
              x: line.origin.x, y: line.origin.y - reach.ascent,
              width: try typesetter.width(of: line.text, in: line.font), height: reach.ascent + reach.descent)
          )
        case .line, .outline, .fill, .picture: Issue.record("the design has no such mark")
        }
      }
      let label = layout.stock.area(at: 0)
      for (index, area) in taken.enumerated() {
        #expect(label.contains(area))
        for other in taken[..<index] { #expect(!area.overlaps(other), "\(area) \(other)") }
      }
      #expect(
        marks.contains { if case .text(let line) = $0 { line.text == item.code } else { false } })
    }
  }

  @Test(arguments: [("avery-l7160", "pdf", 20), ("avery-l7651", "pdf", 64), ("zebra-50x25", "zebra-203", 0)])
  func `puts modules and corners of symbols on whole dots`(stock: String, printer: String, position: Int)
    throws
  {
    let layout = try layout(stock, printer)
    let marks = try layout.marks(for: LabelItem.samples(1)[0], at: position)
    guard case .symbol(_, let at, let module)? = marks.first else {
      Issue.record("no symbol")
      return
    }
    for length in [at.x, at.y, module] {
      let dots = length * layout.printer.dotsPerMillimetre
      #expect(abs(dots - dots.rounded()) < 1e-9)
    }
    #expect((module * layout.printer.dotsPerMillimetre).rounded() >= 4)
  }

  @Test func `refuses a symbol of too few dots, naming label, stock and printer`() throws {
    let item = LabelItem(code: "M9S-346-Q3V", baseURL: "https://rebond.example", lines: ["court"])
    // 37 modules of 3 dots of 1/8 mm take 13.9 mm, of 4 dots 18.5 mm.
    let layout = try LabelLayout(
      design: try design(side: 18.4), stock: try roll(40, 20), printer: try templates.printer("zebra-203"),
      words: LabelWords(.fr), typesetter: typesetter)
    #expect(
      throws: LabelPrintingFailure.tooFewDots(code: item.code, stock: "roll", printer: "zebra-203", dots: 3)
    ) { try layout.marks(for: item, at: 0) }
    let enough = try LabelLayout(
      design: try design(side: 18.5), stock: try roll(40, 20), printer: try templates.printer("zebra-203"),
      words: LabelWords(.fr), typesetter: typesetter)
    #expect(throws: Never.self) { try enough.marks(for: item, at: 0) }
  }

  @Test func `refuses a symbol whose modules would not last`() throws {
    let item = LabelItem.samples(1)[0]
    // At 300 dpi, 37 modules of 4 dots take 12.5 mm and 5 dots 15.7 mm: 4 dots are 0.339 mm.
    let layout = try LabelLayout(
      design: try design(side: 13, minModule: 0.4), stock: try roll(40, 20),
      printer: try templates.printer("zebra-300"), words: LabelWords(.fr), typesetter: typesetter)
    #expect(
      throws: LabelPrintingFailure.moduleTooSmall(
        code: item.code, stock: "roll", printer: "zebra-300", module: 4 / (300 / 25.4), least: 0.4)
    ) { try layout.marks(for: item, at: 0) }
  }

  @Test func `refuses a label no drawing fits on`() throws {
    #expect(
      throws: LabelPrintingFailure.labelTooSmall(
        design: "asset", stock: "avery-l4731rev", label: Extent(width: 25.4, height: 10))
    ) { try layout("avery-l4731rev", "pdf") }
  }

  @Test func `cuts a long text with an ellipsis, or refuses it`() throws {
    let text = "un texte bien trop long pour une boîte de quinze millimètres"
    let item = LabelItem(code: "M9S-346-Q3V", baseURL: nil, lines: [text])
    let cutting = try LabelLayout(
      design: try design(side: 18.5, overflow: "shrink-then-ellipsis"), stock: try roll(40, 20),
      printer: try templates.printer("zebra-203"), words: LabelWords(.fr), typesetter: typesetter)
    let lines = try cutting.marks(for: item, at: 0).compactMap { mark -> TextLine? in
      if case .text(let line) = mark { line } else { nil }
    }
    #expect(lines.count == 1)
    #expect(lines[0].text.hasSuffix("…"))
    #expect(text.hasPrefix(lines[0].text.dropLast()))
    #expect(lines[0].font.points == 6)
    #expect(try typesetter.width(of: lines[0].text, in: lines[0].font) <= 15)

    let refusing = try LabelLayout(
      design: try design(side: 18.5), stock: try roll(40, 20), printer: try templates.printer("zebra-203"),
      words: LabelWords(.fr), typesetter: typesetter)
    #expect(throws: LabelPrintingFailure.textTooLong(text, code: item.code, stock: "roll")) {
      try refusing.marks(for: item, at: 0)
    }
  }

  @Test func `refuses a character the font lacks, by its name`() throws {
    let item = LabelItem(code: "M9S-346-Q3V", baseURL: nil, lines: ["Portable 电脑"])
    #expect(throws: TypesettingFailure.missingGlyph("电", in: "Portable 电脑")) {
      try layout("avery-l7160", "pdf").marks(for: item, at: 0)
    }
  }

  @Test func `refuses a label in the border the printer leaves white`() throws {
    var broken = templates
    try broken.add(
      Array(
        """
        { "id": "pdf", "name": { "fr": "large bord", "en": "wide border" }, "language": "pdf", "dpi": 300,
          "unprintable": { "left": 12, "top": 4, "right": 4, "bottom": 4 } }
        """.utf8), file: "wide.json", as: .printer)
    let layout = try LabelLayout(
      design: try templates.design("asset"), stock: try templates.stock("avery-l7160"),
      printer: try broken.printer("pdf"), words: LabelWords(.fr), typesetter: typesetter)
    #expect(
      throws: LabelPrintingFailure.unprintable(stock: "avery-l7160", printer: "pdf", row: 2, column: 1)
    ) { try layout.marks(for: LabelItem.samples(1)[0], at: 3) }
    #expect(throws: Never.self) { try layout.marks(for: LabelItem.samples(1)[0], at: 4) }
  }

  @Test(arguments: ["avery-l7160", "avery-l7654", "herma-4272"])
  func `keeps a number to call in one piece`(stock: String) throws {
    let layout = try LabelLayout(
      design: try templates.design("handover"), stock: try templates.stock(stock),
      printer: try templates.printer("pdf"),
      words: LabelWords(.fr, helpline: "09 70 00 00 00"), typesetter: typesetter)
    let lines = try layout.marks(for: LabelItem.samples(1)[0], at: 0).compactMap { mark in
      if case .text(let line) = mark { line.text } else { nil }
    }
    #expect(lines.contains("09\u{A0}70\u{A0}00\u{A0}00\u{A0}00"), "\(lines)")
  }

  /// French sets a no-break space after « and before »; line breaks and other spaces are one plain space.
  @Test(arguments: [
    ("a  b", "a b"), (" a\tb\r\n", "a b"), ("été « à »", "été « à »"), ("«\u{A0}à\u{202F}»", "«\u{A0}à\u{202F}»"),
    ("a\u{2003}b\u{85}c\u{3000}d", "a b c d"), ("", ""), ("   ", ""),
  ])
  func `sets words apart by one space`(written: String, set: String) {
    #expect(LabelItem("PC-7", lines: [written]).lines == [set])
  }
}

extension Area {
  /// Whether two areas share more than a border, to the micrometre.
  func overlaps(_ other: Area) -> Bool {
    min(maxX, other.maxX) - max(minX, other.minX) > 0.001
      && min(maxY, other.maxY) - max(minY, other.minY) > 0.001
  }
}
