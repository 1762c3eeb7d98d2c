import Foundation
import Kernel
import ShippedLabels
import TestSupport
import Testing
import Typesetting

@testable import LabelPrinting

@Suite struct `Label templates` {
  @Test(arguments: LabelTemplates.Kind.allCases)
  func `that lie in Labels are all shipped, each named after its id`(kind: LabelTemplates.Kind) throws {
    let folder = OutsideProgram.packageRoot.appending(path: "Labels/\(kind.rawValue)")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let templates = LabelTemplates()
    let (shipped, ids) =
      switch kind {
      case .stock: (ShippedLabels.stock, try templates.stocks().map(\.id))
      case .printer: (ShippedLabels.printers, try templates.printers().map(\.id))
      case .design: (ShippedLabels.designs, try templates.designs().map(\.id))
      }
    #expect(shipped.map(\.name).sorted() == files)
    #expect(ids.map { $0 + ".json" }.sorted() == files)
    for file in shipped {
      #expect(Data(file.bytes) == (try Data(contentsOf: folder.appending(path: file.name))))
    }
  }

  @Test func `place labels where their file says`() throws {
    let stock = try LabelTemplates().stock("avery-l7160")
    #expect(stock.positions == 21)
    let last = stock.area(at: 20)
    #expect(abs(last.minX - (7.21 + 2 * 66.04)) < 1e-9)
    #expect(abs(last.minY - (15.15 + 6 * 38.1)) < 1e-9)
    #expect(last.size == Extent(width: 63.5, height: 38.1))
  }

  @Test func `are centred where margins are left out`() throws {
    let file = """
      { "id": "own", "name": { "fr": "À moi", "en": "Own" }, "sheet": { "width": 210, "height": 297 }, "label": { "width": 90, "height": 50 },
        "grid": { "columns": 2, "rows": 5 }, "source": "measured", "verified": true }
      """
    let stock = try LabelStock(try StrictJSON.read(Array(file.utf8), file: "own.json"))
    #expect(stock.corner == Point(x: 15, y: 23.5))
  }

  @Test func `of the user replace those shipped under the same id`() throws {
    var templates = LabelTemplates()
    let shipped = try #require(ShippedLabels.stock.first { $0.name == "avery-l7160.json" })
    let measured = String(decoding: shipped.bytes, as: UTF8.self)
      .replacing("\"left\": 7.21", with: "\"left\": 7.6").replacing(
        "\"verified\": false", with: "\"verified\": true")
    try templates.add(Array(measured.utf8), file: "mine.json", as: .stock)
    #expect(try templates.stock("avery-l7160").corner.x == 7.6)
    #expect(try templates.stock("avery-l7160").verified)
  }

  @Test func `that do not exist are refused with those that do`() throws {
    let templates = LabelTemplates()
    #expect(
      throws: LabelPrintingFailure.unknownTemplate(
        .printer, id: "zebra", known: try templates.printers().map(\.id))
    ) { try templates.printer("zebra") }
  }

  /// A shipped file, a change to it, and the place where it is then wrong.
  @Test(arguments: [
    ("avery-l7160.json", "\"columns\": 3", "\"columns\": 4", ""),
    ("avery-l7160.json", "\"x\": 66.04", "\"x\": 60", ""),
    ("avery-l7160.json", "\"columns\": 3", "\"columns\": 0", "grid.columns"),
    ("avery-l7160.json", "\"width\": 63.5", "\"width\": -63.5", "label.width"),
    ("avery-l7160.json", "\"verified\": false", "\"verified\": false, \"colour\": \"red\"", "colour"),
    ("avery-l7160.json", "\"avery-l7160\"", "\"Avery L7160\"", "id"),
    ("avery-l7160.json", "\"radius\": 1.76", "\"radius\": 19.1", "label.radius"),
    ("zebra-203.json", "\"dx\": 0", "\"dx\": 0, \"scaleX\": 1.01", "calibration"),
    ("zebra-203.json", "\"dx\": 0", "\"dx\": 51", "calibration.dx"),
    (
      "asset.json", "\"left\": 31.6, \"right\": 0, \"top\": 4,", "\"left\": 31.5, \"right\": 0, \"top\": 4,",
      "drawings[0].items[1]"
    ),
    ("asset.json", "\"points\": [12, 9]", "\"points\": [12, 3.9]", "drawings[0].items[1].text.points"),
    ("zebra-203.json", "\"zpl\"", "\"zpl3\"", "language"),
    ("zebra-203.json", "\"^MMT\"", "\"^XZ^XA\"", "mediaCommands[0]"),
    ("asset.json", "\"shrink-then-ellipsis\"", "\"cut\"", "drawings[0].items[2].text.overflow"),
    (
      "asset.json", "\"overflow\": \"refuse\"", "\"overflow\": \"shrink-then-ellipsis\"",
      "drawings[0].items[1].text.overflow"
    ),
    ("asset.json", "\"minModule\": 0.33", "\"minModule\": 0.2", "drawings[0].items[0].qr.minModule"),
    ("asset.json", "{line1}", "{owner}", "drawings[0].items[2].text.write[0]"),
    ("asset.json", "\"width\": 31.6", "\"width\": 131.6", "drawings[0].items[0]"),
    (
      "asset.json", "\"bottom\": 0, \"width\": 31.6", "\"bottom\": 0, \"right\": 0, \"width\": 31.6",
      "drawings[0].items[0].qr.box"
    ),
    ("asset.json", "[12, 9]", "[9, 12]", "drawings[0].items[1].text.points"),
  ])
  func `that are wrong are refused with the place`(
    name: String, was: String, becomes: String, path: String
  ) throws {
    var templates = LabelTemplates()
    let all: [(LabelTemplates.Kind, [ShippedLabels.File])] = [
      (.stock, ShippedLabels.stock), (.printer, ShippedLabels.printers), (.design, ShippedLabels.designs),
    ]
    for (kind, files) in all {
      guard let file = files.first(where: { $0.name == name }) else { continue }
      let text = String(decoding: file.bytes, as: UTF8.self)
      let changed = text.replacing(was, with: becomes, maxReplacements: 1)
      try #require(changed != text)
      let failure = #expect(throws: JSONFailure.self) {
        try templates.add(Array(changed.utf8), file: "mine.json", as: kind)
      }
      #expect(failure?.place == .path(path))
      #expect(failure?.file == "mine.json")
    }
  }

  static let withLogo = """
    { "id": "own", "name": { "fr": "Avec logo", "en": "With a logo" }, "drawings": [ {
      "atLeast": { "width": 50, "height": 25 }, "inset": 0.5, "items": [
        { "image": { "box": { "left": 29.5, "top": 4.5, "width": 10, "height": 4 }, "file": "logo.png" } } ] } ] }
    """

  /// A picture of 20 × 10 dots, its left half black.
  static func logo() throws -> [UInt8] {
    let half = Page(
      size: Extent(width: 20, height: 10), marks: [.fill(Area(x: 0, y: 0, width: 10, height: 10), ink: .black)])
    return try Bitmap(drawing: half, dotsPerMillimetre: 1, typesetter: Typesetter()).png()
  }

  @Test func `hold pictures that lie beside them`() throws {
    var templates = LabelTemplates()
    let logo = try Self.logo()
    try templates.add(Array(Self.withLogo.utf8), file: "own.json", as: .design) { $0 == "logo.png" ? logo : nil }
    let typesetter = try Typesetter()
    let setup = try templates.setup("own", "zebra-50x25", "zebra-203")
    let layout = try LabelLayout(
      design: setup.design, stock: setup.stock, printer: setup.printer, words: setup.words, typesetter: typesetter)
    let marks = try layout.marks(for: LabelItem("PC-7", lines: []), at: 0)
    // As large as the box allows in its own proportions, 8 × 4 mm in the middle: from 31 mm on, its left half inked.
    let dots = try Dots(
      drawing: Page(size: setup.stock.sheet, marks: marks), dotsPerMillimetre: 8, typesetter: typesetter)
    let columns = (0..<dots.width).filter { dots.isBlack($0, 7 * 8) }
    #expect(columns.first == 31 * 8 && columns.last == 35 * 8 - 1 && columns.count == 32)
    let rows = (0..<dots.height).filter { dots.isBlack(33 * 8, $0) }
    #expect(rows.first == 5 * 8 && rows.last == 9 * 8 - 1)
  }

  @Test(arguments: [[UInt8]?.none, Array("GIF89a".utf8)])
  func `without the picture they name are refused with the place`(bytes: [UInt8]?) throws {
    var templates = LabelTemplates()
    let failure = #expect(throws: JSONFailure.self) {
      try templates.add(Array(Self.withLogo.utf8), file: "own.json", as: .design) { _ in bytes }
    }
    #expect(failure?.place == .path("drawings[0].items[0].image.file"))
  }
}
