import Foundation
import Kernel
import TestSupport
import Testing
import Typesetting

@testable import LabelPrinting

/// What years on a lid do to a symbol, drawn at random but always the same: of 20 labels each, how many are still read.
///
/// The damage is harsh: four blobs of three modules across, three scratches or a pen's line from any place to any other. Read
/// today are 9, 13, 15 and 20; the thresholds leave two for another version of the reader, and are not to sink.
@Suite(.enabled(if: LabelReaders.areInstalled, "zbarimg, pdftoppm or the Python test tools are not installed"))
struct `A damaged label` {
  private static let script = """
    import json, os, random, subprocess, sys
    from PIL import Image, ImageDraw
    import zxingcpp

    os.chdir(sys.argv[1])
    job = json.load(sys.stdin)
    subprocess.run(["pdftoppm", "-r", "300", "-gray", "labels.pdf", "page"], check=True)
    page = Image.open(sorted(n for n in os.listdir(".") if n.startswith("page"))[0])
    chance, read = random.Random(47), 0
    for x, y, w, h in job["frames"]:
        d = 300 / 25.4
        label = page.crop((round(x * d), round(y * d), round((x + w) * d), round((y + h) * d)))
        found = zxingcpp.read_barcodes(label, formats=zxingcpp.BarcodeFormat.QRCode)[0].position
        left, top, side = found.top_left.x, found.top_left.y, found.top_right.x - found.top_left.x
        module, draw = side / 29, ImageDraw.Draw(label)
        spot = lambda: (left + chance.uniform(0, side), top + chance.uniform(0, side))
        if job["damage"] == "blobs":
            for _ in range(4):
                (a, b), r = spot(), 1.6 * module
                draw.ellipse((a - r, b - r, a + r, b + r), fill=chance.choice([0, 255]))
        elif job["damage"] == "scratches":
            for _ in range(3): draw.line((*spot(), *spot()), fill=255, width=round(module))
        elif job["damage"] == "pen":
            draw.line((*spot(), *spot()), fill=0, width=round(1.5 * module))
        else:
            cut = 6 * module
            draw.polygon([(left + side, top + side), (left + side - cut, top + side), (left + side, top + side - cut)], fill=255)
        again = zxingcpp.read_barcodes(label, formats=zxingcpp.BarcodeFormat.QRCode)
        read += len(again) == 1 and again[0].text == job["wanted"].pop(0) if again else 0 * len(job["wanted"].pop(0))
    print(read)
    """

  private struct Job: Encodable {
    let damage: String
    let frames: [[Double]]
    let wanted: [String]
  }

  @Test(arguments: [("blobs", 7), ("scratches", 11), ("pen", 13), ("torn corner", 20)])
  func `is still read`(damage: String, least: Int) throws {
    let templates = try LabelTemplates()
    let stock = try templates.stock("avery-l7160")
    let items = LabelItem.samples(20)
    let labels = try LabelSheet.render(items, with: templates.setup("asset", "avery-l7160", "pdf"), created: noon)
    let read = try withTemporaryFolder { folder in
      try Data(labels.bytes).write(to: folder.appending(path: "labels.pdf"))
      let frames = (0..<20).map { stock.area(at: $0) }.map { [$0.minX, $0.minY, $0.size.width, $0.size.height] }
      let job = Job(damage: damage, frames: frames, wanted: items.map(\.payload))
      let python = try #require(OutsideProgram.python(with: "PIL", "zxingcpp"))
      let answer = try python.run(["-c", Self.script, folder.path], input: try JSONEncoder().encode(job))
      return try #require(Int(answer.output.split(separator: "\n").last ?? ""), "\(answer.errors)")
    }
    #expect(read >= least, "\(damage): \(read) of 20")
    if ProcessInfo.processInfo.environment["REBOND_TEST_LABELS"] == "all" { print("\(damage): \(read) of 20") }
  }
}

@Suite(.enabled(if: LabelReaders.areInstalled, "zbarimg, pdftoppm or the Python test tools are not installed"))
struct `A calibration page` {
  /// The outlines of labels, looked for along the middle of each row and column at 600 dpi.
  private static let script = """
    import json, os, subprocess, sys
    from PIL import Image

    os.chdir(sys.argv[1])
    subprocess.run(["pdftoppm", "-r", "600", "-gray", "labels.pdf", "page"], check=True)
    page, d = Image.open(sorted(n for n in os.listdir(".") if n.startswith("page"))[0]), 600 / 25.4
    worst = 0
    for x, y, w, h in json.load(sys.stdin):
        # The middle of each edge, away from the rulers of the left and the top: the outer side of its line.
        for edge, along, vertical in ((x, y + h - 1.5, True), (x + w, y + h - 1.5, True), (y, x + w - 1.3, False), (y + h, x + w / 2, False)):
            dots = [n for n in range(round((edge - 0.5) * d), round((edge + 0.5) * d))
                    if page.getpixel((n, round(along * d)) if vertical else (round(along * d), n)) < 128]
            assert dots, (x, y, edge)
            # Lines of neighbours may touch: then the edge is between them.
            near = min((abs(n / d - edge), abs((n + 1) / d - edge)) [i] for n in dots for i in (0, 1))
            worst = max(worst, near)
    print(worst)
    """

  @Test(arguments: ["avery-l7160", "avery-l7651", "herma-4677", "avery-l7654"])
  func `outlines each label where its stock says, to a tenth of a millimetre`(id: String) throws {
    let templates = try LabelTemplates()
    let stock = try templates.stock(id)
    let items = (0..<stock.positions).map { _ in LabelItem("-", lines: []) }
    let labels = try LabelSheet.render(items, with: templates.setup("calibration", id, "pdf"), created: noon)
    let worst = try withTemporaryFolder { folder in
      try Data(labels.bytes).write(to: folder.appending(path: "labels.pdf"))
      let frames = (0..<stock.positions).map { stock.area(at: $0) }.map {
        [$0.minX, $0.minY, $0.size.width, $0.size.height]
      }
      let python = try #require(OutsideProgram.python(with: "PIL"))
      let answer = try python.run(["-c", Self.script, folder.path], input: try JSONEncoder().encode(frames))
      return try #require(Double(answer.output.split(separator: "\n").last ?? ""), "\(answer.errors)")
    }
    // What is looked at is known to a dot.
    #expect(worst < 0.1 + 25.4 / 600)
  }

  @Test func `is moved by what was measured, and its stock is not`() throws {
    let templates = try LabelTemplates()
    var setup = try templates.setup("asset", "zebra-50x25", "zebra-203")
    let typesetter = try Typesetter()
    func first(_ setup: LabelSetup) throws -> (Int, Int)? {
      let layout = try LabelLayout(
        design: setup.design, stock: setup.stock, printer: setup.printer, words: setup.words, typesetter: typesetter)
      let marks = try layout.marks(for: LabelItem.samples(1)[0], at: 0)
      let page = Page(size: setup.stock.sheet, marks: marks, adjustment: setup.printer.calibration)
      let dots = try Dots(drawing: page, dotsPerMillimetre: 8, typesetter: typesetter)
      for row in 0..<dots.height {
        for column in 0..<dots.width where dots.isBlack(column, row) { return (column, row) }
      }
      return nil
    }
    let before = try #require(try first(setup))
    // 0.55 and -0.3 mm are 4.4 and -2.4 dots: 4 and -2.
    setup.printer.calibration = setup.printer.calibrated(Adjustment(dx: 0.55, dy: -0.3))
    let after = try #require(try first(setup))
    #expect((after.0 - before.0, after.1 - before.1) == (4, -2))
  }
}
