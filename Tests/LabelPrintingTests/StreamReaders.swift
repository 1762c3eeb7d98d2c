import Foundation
import Kernel
import TestSupport
import Testing
import Typesetting

@testable import LabelPrinting

/// Independent programs that read many printed streams at once: the start of each program costs more than a label.
enum StreamReaders {
  static let areInstalled =
    OutsideProgram.zbarimg != nil && OutsideProgram.pdftoppm != nil
    && OutsideProgram.python(with: "PIL", "zxingcpp", "zplkit", "brother_ql") != nil

  /// A stream and how to look at it.
  struct Job: Encodable {
    /// What the printer understands.
    let language: String
    var bytes: [UInt8] = []
    /// The printer's dots per inch, and the dots of a label's sides.
    let dpi: Int
    var width = 0
    var height = 0
    /// On a sheet: where each label lies, left, top, width, height, in millimetres.
    var frames: [[Double]] = []

    private enum CodingKeys: CodingKey { case language, dpi, width, height, frames }
  }

  /// What two readers found on each label, in their order; one stream may hold several.
  struct Reading: Decodable, Equatable {
    let zxing, zbar: [String]
  }

  private static let script = """
    import contextlib, io, json, os, re, subprocess, sys
    import xml.etree.ElementTree as xml
    from PIL import Image, ImageOps
    import zxingcpp

    def dots(data, width, height):
        return Image.frombytes("1", (width * 8, height), data[:width * height]).convert("L")

    def pdf(name, job):
        # No more of a sheet than its labels: half of the work is drawing pages.
        d = job["dpi"] / 25.4
        low = str(int(max(y + h for _, y, _, h in job["frames"]) * d) + 2)
        run = ["pdftoppm", "-r", str(job["dpi"]), "-gray", "-x", "0", "-y", "0", "-H", low, "-W", "9999", name, name]
        subprocess.run(run, check=True)
        pages = [Image.open(p) for p in sorted(n for n in os.listdir(".") if n.startswith(name + "-"))]
        if len(pages) > 1: return pages
        return [pages[0].crop((round(x * d), round(y * d), round((x + w) * d), round((y + h) * d)))
                for x, y, w, h in job["frames"]]

    def zpl(name, job):
        import zplkit
        lines = open(name, "rb").read().split(b"\\n")
        kept = b"\\n".join(l for l in lines if l[:3] not in (b"^MM", b"^MN", b"^PQ", b"^PR", b"^MD"))
        options = zplkit.Options(dpi=job["dpi"], width=job["width"], height=job["height"])
        return [Image.open(io.BytesIO(l.png())).convert("L") for l in zplkit.render(kept, options).labels]

    def graphics(name, job):
        # zplkit draws no large graphics: their rows, unpacked as the manual says.
        found = []
        for field in re.finditer(rb"\\^GFA,(\\d+),\\d+,(\\d+),([^^]*)", open(name, "rb").read()):
            size, width, rows, row, count = int(field[1]), int(field[2]), [], "", 0
            for byte in field[3].decode():
                if "G" <= byte <= "Y": count += ord(byte) - ord("F")
                elif "g" <= byte <= "z": count += (ord(byte) - ord("f")) * 20
                elif byte == ":": rows.append(rows[-1])
                else:
                    row = row.ljust(width * 2, "0") if byte == "," else row + byte * (count or 1)
                    count = 0
                if len(row) == width * 2:
                    rows.append(row)
                    row = ""
            data = bytes.fromhex("".join(rows))
            assert len(data) == size, (len(data), size)
            found.append(ImageOps.invert(dots(data, width, size // width)))
        return found

    def bitmaps(name, head, black):
        data, found = open(name, "rb").read(), []
        for start in re.finditer(head, data, re.DOTALL):
            width, height = (int.from_bytes(g, "little") if black else int(g) for g in start.groups())
            picture = dots(data[start.end():], width, height)
            found.append(ImageOps.invert(picture) if black else picture)
        return found

    def brother(name, job):
        from brother_ql.reader import BrotherQLReader
        # It keeps the rows of earlier pages: each page of a stream is read by itself.
        data = open(name, "rb").read()
        begin = data.index(bytes([0x1B, 0x69, 0x53]))
        head, pages, found = data[:begin], [], []
        length = 3 + 13 + 4 + 4 + 4 + 5 + job["height"] * 93 + 1
        for place in range(begin, len(data), length):
            with open(name + ".page", "wb") as one: one.write(head + data[place:place + length - 1] + b"\\x1a")
            reader = BrotherQLReader(name + ".page")
            reader.filename_fmt = name + "{counter}.png"
            with contextlib.redirect_stdout(sys.stderr): reader.analyse()
            assert reader.raster_no == job["height"] == len(reader.black_rows), (reader.raster_no, len(reader.black_rows))
            found.append(Image.open(name + "1.png").convert("L"))
        return found

    def pictures(name, job):
        kind = job["language"]
        if kind == "pdf": return pdf(name, job)
        if kind == "png": return [Image.open(name).convert("L")]
        if kind == "zpl": return zpl(name, job) if job["width"] * job["height"] < 200_000 else graphics(name, job)
        if kind == "tspl": return bitmaps(name, rb"BITMAP 0,0,(\\d+),(\\d+),0,", False)
        if kind == "epl2": return bitmaps(name, rb"GW0,0,(\\d+),(\\d+),", False)
        if kind == "escpos": return bitmaps(name, rb"\\x1dv0\\x00(..)(..)", True)
        return brother(name, job)

    os.chdir(sys.argv[1])
    answers, files = [], {}
    for number, job in enumerate(json.load(sys.stdin)):
        answers.append(dict(zxing=[], zbar=[]))
        for page, picture in enumerate(pictures(f"stream{number}", job)):
            found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
            answers[-1]["zxing"].append(found[0].text if len(found) == 1 else "?")
            answers[-1]["zbar"].append("?")
            picture.save(f"{number}-{page}.pgm")
            files[f"{number}-{page}.pgm"] = (number, page)
    run = ["zbarimg", "--xml", "-q", "-Sdisable", "-Sqrcode.enable", *files]
    report = subprocess.run(run, capture_output=True).stdout.decode()
    # Each file has its own place in the report, found on it or not.
    for source in xml.fromstring(report).iter("{http://zbar.sourceforge.net/2008/barcode}source"):
        number, page = files[source.get("href")]
        for data in source.iter("{http://zbar.sourceforge.net/2008/barcode}data"):
            answers[number]["zbar"][page] = data.text
    print(json.dumps(answers))
    """

  /// Reads each stream's labels.
  static func read(_ jobs: [Job]) throws -> [Reading] {
    try withTemporaryFolder { folder in
      for (number, job) in jobs.enumerated() {
        try Data(job.bytes).write(to: folder.appending(path: "stream\(number)"))
      }
      let python = try #require(OutsideProgram.python(with: "PIL"))
      let answer = try python.run(["-c", script, folder.path], input: try JSONEncoder().encode(jobs))
      try #require(answer.status == 0, "\(answer.errors.suffix(2000))")
      return try JSONDecoder().decode([Reading].self, from: Data(answer.output.utf8))
    }
  }
}
