import Foundation
import Kernel
import TestSupport
import Testing
import Typesetting

@testable import LabelPrinting

/// Independent programs that read labels back, each label by itself, and measure where its symbol lies.
enum LabelReaders {
  static let areInstalled =
    OutsideProgram.zbarimg != nil && OutsideProgram.pdftoppm != nil
    && OutsideProgram.python(with: "PIL", "zxingcpp", "zplkit") != nil

  /// What the readers say of one label; the box of its symbol is in millimetres from the label's corner.
  struct Reading: Decodable, Equatable {
    let zxing: String?
    let zbar: String?
    let left, top, right, bottom: Double
  }

  private static let script = """
    import io, json, os, subprocess, sys
    from PIL import Image, ImageOps
    import zxingcpp

    def zbar(names):
        # All at once, since starting the program takes longer than reading; one by one where some hold no symbol.
        run = lambda some: subprocess.run(["zbarimg", "--raw", "-q", *some], capture_output=True, text=True).stdout
        found = run(names).splitlines()
        return found if len(found) == len(names) else [run([n]).strip("\\n") or None for n in names]

    def reading(picture, density):
        names.append(os.path.join(folder, f"crop{len(names):04}.pgm"))
        picture.save(names[-1])
        found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
        box = [0, 0, 0, 0]
        if len(found) == 1:
            p = found[0].position
            xs, ys = zip(*[(q.x, q.y) for q in (p.top_left, p.top_right, p.bottom_left, p.bottom_right)])
            # The corners the reader found lie near the true ones: a millimetre around is still quiet zone.
            edge = 1.2 * density
            around = picture.crop((min(xs) - edge, min(ys) - edge, max(xs) + edge, max(ys) + edge))
            l, t, r, b = ImageOps.invert(around).point(lambda v: 255 if v > 127 else 0).getbbox()
            x, y = int(round(min(xs) - edge)), int(round(min(ys) - edge))
            box = [(x + l) / density, (y + t) / density, (x + r) / density, (y + b) / density]
        return dict(zxing=found[0].text if len(found) == 1 else None,
                    left=box[0], top=box[1], right=box[2], bottom=box[3])

    folder, job = sys.argv[1], json.load(sys.stdin)
    answers, names = [], []
    if job["kind"] == "pdf":
        density = job["dpi"] / 25.4
        pages = sorted(n for n in os.listdir(folder) if n.startswith("page"))
        pages = [Image.open(os.path.join(folder, n)).convert("L") for n in pages]
        for page, x, y, w, h in job["crops"]:
            l, t = int(round(x * density)), int(round(y * density))
            crop = pages[page].crop((l, t, int(round((x + w) * density)), int(round((y + h) * density))))
            answer = reading(crop, density)
            for key, shift in (("left", l), ("right", l), ("top", t), ("bottom", t)):
                answer[key] += shift / density - (x if key in ("left", "right") else y)
            answers.append(answer)
    else:
        import zplkit
        source = open(os.path.join(folder, "labels.zpl"), "rb").read()
        options = zplkit.Options(dpi=203, width=job["width"], height=job["height"])
        for label in zplkit.render(source, options).labels:
            picture = Image.open(io.BytesIO(label.png())).convert("L")
            answers.append(reading(picture, 8))
    for answer, text in zip(answers, zbar(names)):
        answer["zbar"] = text
    print(json.dumps(answers))
    """

  private struct Job: Encodable {
    var kind: String
    var dpi = 0
    var crops: [[Double]] = []
    var width = 0
    var height = 0
  }

  /// Reads the symbols of a PDF's pages, each in a frame of its own: page, left, top, width and height in millimetres.
  static func read(pdf: [UInt8], frames: [[Double]], dpi: Int = 300) throws -> [Reading] {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "cards.pdf")
      try Data(pdf).write(to: file)
      let drawn = try #require(OutsideProgram.pdftoppm)
        .run(["-r", "\(dpi)", "-gray", file.path, folder.appending(path: "page").path])
      try #require(drawn.status == 0, "\(drawn.errors)")
      return try run(Job(kind: "pdf", dpi: dpi, crops: frames), in: folder)
    }
  }

  /// Reads every label of a PDF that was printed at so many dots per inch; `places` are sheets and positions from 0.
  static func read(
    pdf: [UInt8], stock: LabelStock, places: [(sheet: Int, position: Int)], dpi: Int = 300
  ) throws -> [Reading] {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "labels.pdf")
      try Data(pdf).write(to: file)
      let prefix = folder.appending(path: "page").path
      let drawn = try #require(OutsideProgram.pdftoppm).run(["-r", "\(dpi)", "-gray", file.path, prefix])
      try #require(drawn.status == 0, "\(drawn.errors)")
      let crops = places.map { place in
        let area = stock.area(at: place.position)
        return [Double(place.sheet), area.minX, area.minY, area.size.width, area.size.height]
      }
      return try run(Job(kind: "pdf", dpi: dpi, crops: crops), in: folder)
    }
  }

  /// Reads every label of a ZPL stream drawn by an independent renderer, which refuses the media commands.
  static func read(zpl: [UInt8], width: Int, height: Int) throws -> [Reading] {
    let kept = String(decoding: zpl, as: UTF8.self).split(separator: "\n")
      .filter { line in !["^MM", "^MN", "^PQ", "^PR", "^MD"].contains { line.hasPrefix($0) } }
    return try withTemporaryFolder { folder in
      try Data(kept.joined(separator: "\n").utf8).write(to: folder.appending(path: "labels.zpl"))
      return try run(Job(kind: "zpl", width: width, height: height), in: folder)
    }
  }

  private static func run(_ job: Job, in folder: URL) throws -> [Reading] {
    let python = try #require(OutsideProgram.python(with: "PIL", "zxingcpp", "zplkit"))
    let answer = try python.run(["-c", script, folder.path], input: try JSONEncoder().encode(job))
    try #require(answer.status == 0, "\(answer.errors)")
    return try JSONDecoder().decode([Reading].self, from: Data(answer.output.utf8))
  }
}

/// Always the same numbers.
struct Repeatable: RandomNumberGenerator {
  var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

extension LabelItem {
  /// Texts that break label software: commands of printers, quotes, other scripts, far too long lines.
  static let hostileLines: [[String]] = [
    ["^XA ~JA \\& \" ; ^XZ", "^FD^FS ~DG {code} {line1}", "</svg> %s €"],
    ["Élève à Œuf № 5 — ½ m²", "« ça » coûte 10 €", "Ÿ Ñ ß ø"],
    [String(repeating: "Portable très long ", count: 16), String(repeating: "W", count: 300), "fin"],
    ["deux\nlignes\r\net\tune tabulation", "", "   "],
    ["مكتبة البلدية", "ספריית העיר", "a\u{301}e\u{300}"],
    [],
    ["Lenovo ThinkPad T480", "Core i5 · 16 Go · SSD 256 Go", "Ordi Drôme"],
  ]

  static func samples(_ count: Int, baseURL: String? = "https://rebond.example") -> [LabelItem] {
    var numbers = Repeatable()
    return (0..<count).map { index in
      LabelItem(
        code: AssetCode.random(using: &numbers), baseURL: baseURL,
        lines: hostileLines[index % hostileLines.count])
    }
  }
}

let noon = Instant(milliseconds: 1_789_473_600_000)

extension LabelTemplates {
  /// Templates by their ids, in French.
  func setup(_ design: String, _ stock: String, _ printer: String, words: LabelWords = LabelWords(.fr)) throws
    -> LabelSetup
  {
    LabelSetup(
      design: try self.design(design), stock: try self.stock(stock), printer: try self.printer(printer), words: words)
  }
}
