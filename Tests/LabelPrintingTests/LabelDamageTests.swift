import Foundation
import Kernel
import TestSupport
import Testing
import Typesetting

@testable import LabelPrinting

/// What years on a lid do to a symbol, drawn at random but always the same: of 42 labels each, how many one of two readers still
/// reads, as a workshop tries its scanner and then a phone.
///
/// Wounds beside the three finder patterns are what the symbol's level is for: all are read. Those that fall anywhere may cross a
/// finder, which no level mends, and nothing but another label helps: of these the thresholds hold what was measured, less two
/// for another version of the readers. They are not to sink.
@Suite(.enabled(if: LabelReaders.areInstalled, "zbarimg, pdftoppm or the Python test tools are not installed"))
struct `A damaged label` {
  private static let script = """
    import json, os, random, subprocess, sys
    import xml.etree.ElementTree as xml
    from PIL import Image, ImageDraw
    import zxingcpp

    os.chdir(sys.argv[1])
    job = json.load(sys.stdin)
    subprocess.run(["pdftoppm", "-r", "300", "-gray", "labels.pdf", "page"], check=True)
    pages = [Image.open(name) for name in sorted(n for n in os.listdir(".") if n.startswith("page"))]
    chance, read, d = random.Random(47), set(), 300 / 25.4

    def wound(label):
        found = zxingcpp.read_barcodes(label, formats=zxingcpp.BarcodeFormat.QRCode)[0].position
        left, top, side = found.top_left.x, found.top_left.y, found.top_right.x - found.top_left.x
        module, draw, damage = side / 29, ImageDraw.Draw(label), job["damage"]
        def spot(beside=False):
            while True:
                u, v = chance.uniform(0, 29), chance.uniform(0, 29)
                # A finder is seven modules wide, the white around it one, a blob's reach less than two.
                near = lambda w: w < 9.6
                far = lambda w: w > 19.4
                if not beside or not (near(u) and near(v) or far(u) and near(v) or near(u) and far(v)):
                    return left + u * module, top + v * module
        if damage.startswith("four blobs"):
            for _ in range(4):
                (a, b), r = spot("beside" in damage), 1.6 * module
                draw.ellipse((a - r, b - r, a + r, b + r), fill=chance.choice([0, 255]))
        elif damage == "three scratches":
            for _ in range(3): draw.line((*spot(), *spot()), fill=255, width=round(module))
        elif damage == "one scratch": draw.line((*spot(), *spot()), fill=255, width=round(module))
        elif damage == "a thick pen": draw.line((*spot(), *spot()), fill=0, width=round(1.5 * module))
        elif damage == "a thin pen": draw.line((*spot(), *spot()), fill=0, width=round(0.7 * module))
        else:
            x, y, cut = left + side, top + side, 6 * module
            draw.polygon([(x, y), (x - cut, y), (x, y - cut)], fill=255)
        return label

    for number, (page, x, y, w, h) in enumerate(job["frames"]):
        label = wound(pages[int(page)].crop((round(x * d), round(y * d), round((x + w) * d), round((y + h) * d))))
        again = zxingcpp.read_barcodes(label, formats=zxingcpp.BarcodeFormat.QRCode)
        if len(again) == 1 and again[0].text == job["wanted"][number]: read.add(number)
        label.save(f"{number}.pgm")
    files = [f"{number}.pgm" for number in range(len(job["frames"]))]
    run = ["zbarimg", "--xml", "-q", "-Sdisable", "-Sqrcode.enable", *files]
    report = subprocess.run(run, capture_output=True).stdout.decode()
    for source in xml.fromstring(report).iter("{http://zbar.sourceforge.net/2008/barcode}source"):
        number = int(source.get("href")[:-4])
        for data in source.iter("{http://zbar.sourceforge.net/2008/barcode}data"):
            if data.text == job["wanted"][number]: read.add(number)
    print(len(read))
    """

  private struct Job: Encodable {
    let damage: String
    let frames: [[Double]]
    let wanted: [String]
  }

  @Test(arguments: [
    ("four blobs beside the finders", 42), ("a torn corner", 42), ("a thin pen", 39), ("one scratch", 35),
    ("a thick pen", 34), ("three scratches", 33), ("four blobs anywhere", 31),
  ])
  func `is still read`(damage: String, least: Int) throws {
    let templates = LabelTemplates()
    let stock = try templates.stock("avery-l7160")
    let items = LabelItem.samples(42)
    let labels = try LabelSheet.render(items, with: templates.setup("asset", "avery-l7160", "pdf"), created: noon)
    let read = try withTemporaryFolder { folder in
      try Data(labels.bytes).write(to: folder.appending(path: "labels.pdf"))
      let frames = (0..<42).map { number in
        let area = stock.area(at: number % 21)
        return [Double(number / 21), area.minX, area.minY, area.size.width, area.size.height]
      }
      let job = Job(damage: damage, frames: frames, wanted: items.map(\.payload))
      let python = try #require(OutsideProgram.python(with: "PIL", "zxingcpp"))
      let answer = try python.run(["-c", Self.script, folder.path], input: try JSONEncoder().encode(job))
      return try #require(Int(answer.output.split(separator: "\n").last ?? ""), "\(answer.errors)")
    }
    #expect(read >= least, "\(damage): \(read) of 42")
    if ProcessInfo.processInfo.environment["REBOND_TEST_LABELS"] == "all" { print("\(damage): \(read) of 42") }
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
    let templates = LabelTemplates()
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
    let templates = LabelTemplates()
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
