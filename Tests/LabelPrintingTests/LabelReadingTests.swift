import Foundation
import Kernel
import TestSupport
import Testing
import Typesetting

@testable import LabelPrinting

@Suite(
  .enabled(if: LabelReaders.areInstalled, "zbarimg, pdftoppm or the Python test tools are not installed"))
struct `Every label is read back` {
  let templates: LabelTemplates

  init() throws {
    templates = LabelTemplates()
  }

  func sheet(_ items: [LabelItem], _ placing: LabelPlacing = LabelPlacing(), stock: LabelStock) throws -> RenderedLabels
  {
    try LabelSheet.render(
      items, with: templates.setup("asset", stock.id, stock.isRoll ? "pdf-roll" : "pdf"), placing: placing,
      created: noon)
  }

  @Test func `on a full sheet of 21`() throws {
    let stock = try templates.stock("avery-l7160")
    let items = LabelItem.samples(21)
    let labels = try sheet(items, stock: stock)
    #expect(labels.printed == PrintedLabels(labels: 21, pages: 1, last: LabelPlacing.Position(row: 7, column: 3)))
    let readings = try LabelReaders.read(pdf: labels.bytes, stock: stock, places: (0..<21).map { (0, $0) })
    #expect(readings.map(\.zxing) == items.map(\.payload))
    #expect(readings.map(\.zbar) == items.map(\.payload))
  }

  @Test func `on three sheets of 50 labels, the first begun and torn`() throws {
    let stock = try templates.stock("avery-l7160")
    let items = LabelItem.samples(25)
    let placing = LabelPlacing(copies: 2, start: LabelPlacing.Position(row: 3, column: 2), skip: [10, 21])
    let labels = try sheet(items, placing, stock: stock)
    // Labels 8 to 20 but 10: twelve on the first sheet, then 21 and 17.
    #expect(labels.printed == PrintedLabels(labels: 50, pages: 3, last: LabelPlacing.Position(row: 6, column: 2)))
    let first = [8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20].map { (sheet: 0, position: $0 - 1) }
    let places = first + (0..<21).map { (1, $0) } + (0..<17).map { (2, $0) }
    let readings = try LabelReaders.read(pdf: labels.bytes, stock: stock, places: places)
    let wanted = items.flatMap { [$0.payload, $0.payload] }
    #expect(readings.map(\.zxing) == wanted)
    #expect(readings.map(\.zbar) == wanted)
    let unused = try LabelReaders.read(
      pdf: labels.bytes, stock: stock, places: [(0, 6), (0, 9), (0, 20), (2, 17)])
    #expect(unused.allSatisfy { $0.zxing == nil && $0.zbar == nil })
  }

  /// All but L4731REV, whose labels of 25.4 × 10 mm are too small for a symbol that lasts.
  @Test(arguments: [
    "avery-l7159", "avery-l7162", "avery-l7163", "avery-l7651", "avery-l7654", "herma-4677", "herma-4346",
    "herma-4272", "herma-4270", "zebra-50x25", "zebra-57x32",
  ])
  func `on every stock large enough`(id: String) throws {
    let stock = try templates.stock(id)
    let items = LabelItem.samples(stock.isRoll ? 7 : stock.positions)
    let labels = try sheet(items, stock: stock)
    let places = items.indices.map { (sheet: $0 / stock.positions, position: $0 % stock.positions) }
    let readings = try LabelReaders.read(pdf: labels.bytes, stock: stock, places: places)
    #expect(readings.map(\.zxing) == items.map(\.payload))
    #expect(readings.map(\.zbar) == items.map(\.payload))
  }

  @Test(arguments: [(id: "zebra-50x25", width: 400, height: 200), ("zebra-57x32", 456, 256)])
  func `on a ZPL roll of 203 dpi`(id: String, width: Int, height: Int) throws {
    let items = LabelItem.samples(14)
    let labels = try LabelSheet.render(items, with: templates.setup("asset", id, "zebra-203"), created: noon)
    let readings = try LabelReaders.read(zpl: labels.bytes, width: width, height: height)
    #expect(readings.map(\.zxing) == items.map(\.payload))
    #expect(readings.map(\.zbar) == items.map(\.payload))
    // 29 modules of whole dots, 8 dots to the millimetre.
    for reading in readings {
      let dots = (reading.right - reading.left) * 8
      #expect(abs(dots / 29 - (dots / 29).rounded()) < 1e-6)
      #expect(dots / 29 >= 4)
    }
  }

  /// The corners of each symbol, worked out from the stock file by hand: the box is 31.6 mm wide and 34.1 high inside the
  /// inset of 2 mm, the symbol 29 modules of 10/300 inch in its middle.
  @Test func `with its symbol within a tenth of a millimetre`() throws {
    let stock = try templates.stock("avery-l7160")
    let labels = try sheet(LabelItem.samples(21), stock: stock)
    let readings = try LabelReaders.read(
      pdf: labels.bytes, stock: stock, places: (0..<21).map { (0, $0) }, dpi: 600)
    let side = 29 * 10 * 25.4 / 300
    let (left, top) = (2 + (31.6 - side) / 2, 2 + (34.1 - side) / 2)
    for reading in readings {
      #expect(abs(reading.left - left) < 0.1)
      #expect(abs(reading.top - top) < 0.1)
      #expect(abs(reading.right - left - side) < 0.1)
      #expect(abs(reading.bottom - top - side) < 0.1)
    }
  }

  @Test func `with a bare code where there is no domain`() throws {
    let stock = try templates.stock("avery-l7160")
    let items = LabelItem.samples(3, baseURL: nil)
    let labels = try sheet(items, stock: stock)
    let readings = try LabelReaders.read(pdf: labels.bytes, stock: stock, places: (0..<3).map { (0, $0) })
    #expect(readings.map(\.zxing) == items.map { $0.code.replacing("-", with: "") })
  }
}
