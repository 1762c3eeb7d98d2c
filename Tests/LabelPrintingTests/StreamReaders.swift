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
    /// What the printer writes itself on each label, where it does.
    var words: [[String]]?
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

    # What a printer of EPL2 or ESC/POS draws itself, by the manuals: its letters stand here as black boxes, which nothing else
    # may touch, least of all a symbol's quiet zone.
    class Drawn:
        def __init__(self, width, height, dots):
            self.picture, self.taken, self.words = Image.new("L", (width, height), 255), [], []
            self.picture.paste(dots, (0, 0))

        def box(self, left, top, width, height, words):
            assert 0 <= left and 0 <= top and left + width <= self.picture.width and top + height <= self.picture.height, words
            area = (left, top, left + width, top + height)
            assert all(area[0] >= o[2] or o[0] >= area[2] or area[1] >= o[3] or o[1] >= area[3] for o in self.taken), words
            below = self.picture.crop(area).getextrema()
            assert below[0] == 255, ("something lies under", words)
            self.taken.append(area)
            self.picture.paste(0, area)
            self.words.append(words)

        def symbol(self, left, top, module, level, text):
            code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
            image = memoryview(code.to_image(scale=module, add_quiet_zones=False))
            image = Image.frombytes("L", (image.shape[1], image.shape[0]), image.tobytes())
            zone = 4 * module
            area = (left - zone, top - zone, left + image.width + zone, top + image.height + zone)
            around = tuple(min(max(0, n), most) for n, most in zip(area, self.picture.size * 2))
            assert self.picture.crop(around).getextrema()[0] == 255, "something lies in the quiet zone"
            self.picture.paste(image, (left, top))
            self.taken.append(area)

    def epl2(name, job):
        data, found = open(name, "rb").read(), []
        while data:
            head = re.match(rb"[^G]*?\\nq(\\d+)\\nQ(\\d+),\\d+\\nN\\nGW0,0,(\\d+),(\\d+),", data, re.S)
            width, height = int(head[3]), int(head[4])
            bits, data = data[head.end():head.end() + width * height], data[head.end() + width * height + 1:]
            label = Drawn(int(head[1]), int(head[2]), dots(bits, width, height).crop((0, 0, int(head[1]), int(head[2]))))
            while not (end := re.match(rb"P(\\d+)\\n", data)):
                line = re.match(rb'A(\\d+),(\\d+),0,([1-4]),([1-8]),([1-8]),N,"((?:[^"\\\\\\n]|\\\\["\\\\])*)"\\n', data)
                x, y, font, across, down = (int(n) for n in line.groups()[:5])
                words = re.sub(rb'\\\\(["\\\\])', rb"\\1", line[6]).decode("cp1252")
                letter = [(8, 12), (10, 16), (12, 20), (14, 24)][font - 1]
                label.box(x, y, len(words) * letter[0] * across, letter[1] * down, words)
                data = data[line.end():]
            data = data[end.end():]
            found.append(label)
        return found

    def escpos(name, job):
        data, found = open(name, "rb").read(), []
        def take(count):
            nonlocal data
            taken, data = data[:count], data[count:]
            assert len(taken) == count
            return taken
        number = lambda some: int.from_bytes(some, "little")
        assert take(5) == b"\\x1b@\\x1bt\\x10"
        while data:
            assert take(2) == b"\\x1bL" and take(2) == b"\\x1bW"
            area = [number(take(2)) for _ in range(4)]
            assert area[:2] == [0, 0] and take(3) == b"\\x1bT\\x00"
            label, x, y, font, times, store = None, 0, 0, 0, 1, None
            module = level = text = None
            while (command := take(1)) != b"\\x0c":
                if command == b"\\x1b":
                    kind = take(1)
                    if kind == b"$": x = number(take(2))
                    elif kind == b"M": font = number(take(1))
                    else: assert kind == b"E" and take(1) in b"\\x00\\x01"
                elif command == b"\\x1d":
                    kind = take(1)
                    if kind == b"$": y = number(take(2))
                    elif kind == b"!":
                        size = take(1)[0]
                        assert size >> 4 == size & 15
                        times = (size & 15) + 1
                    elif kind == b"8":
                        assert take(1) == b"L"
                        store = take(number(take(4)))
                        assert store[:6] == bytes([48, 112, 48, 1, 1, 49])
                    else:
                        assert kind == b"(" 
                        kind = take(1)
                        body = take(number(take(2)))
                        if kind == b"L":
                            assert body == bytes([48, 50]) and (x, y) == (0, area[3] - 1)
                            width, height = number(store[6:8]), number(store[8:10])
                            assert len(store) == 10 + width // 8 * height
                            label = Drawn(area[2], area[3], ImageOps.invert(dots(store[10:], width // 8, height)))
                        else:
                            assert kind == b"k" and body[0] == 49
                            if body[1] == 65: assert body[2:] == bytes([50, 0])
                            elif body[1] == 67: module = body[2]
                            elif body[1] == 69: level = "LMQH"[body[2] - 48]
                            elif body[1] == 80: text = body[3:].decode("ascii")
                            else:
                                assert body[1:] == bytes([81, 48])
                                side = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
                                side = memoryview(side.to_image(scale=module, add_quiet_zones=False)).shape[0]
                                # In page mode a thing stands on its base line.
                                label.symbol(x, y + 1 - side, module, level, text)
                else:
                    words = command + data[:re.search(rb"[\\x1b\\x1d\\x0c]", data).start()]
                    take(len(words) - 1)
                    letter = (9, 17) if font else (12, 24)
                    label.box(x, y + 1 - letter[1] * times, len(words) * letter[0] * times, letter[1] * times,
                              words.decode("cp1252"))
            found.append(label)
            assert take(4) == b"\\x1dVB\\x00"
        return found

    def pictures(name, job):
        kind = job["language"]
        if kind.endswith("-firmware"):
            labels = {"epl2-firmware": epl2, "escpos-firmware": escpos}[kind](name, job)
            answers[-1]["words"] = [label.words for label in labels]
            return [label.picture for label in labels]
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
