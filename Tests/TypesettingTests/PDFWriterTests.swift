import Foundation
import Kernel
import TestSupport
import Testing

@testable import Typesetting

@Suite struct `A PDF file` {
  static let properties = PDFWriter.Properties(
    title: "Étiquettes « été »", language: .fr, created: Instant(milliseconds: 1_789_459_200_000))

  static func pages(_ count: Int) throws -> [Page] {
    try (1...count).map { number in
      Page(
        size: .a4,
        marks: [
          .text(
            TextLine("Élève n° \(number)", font: Font(.regular, points: 12), origin: Point(x: 20, y: 30))),
          .text(TextLine("gras", font: Font(.bold, points: 12), origin: Point(x: 20, y: 40))),
          .symbol(try QRSymbol(payload: "PAGE \(number)"), at: Point(x: 20, y: 50), module: 1),
          .outline(Area(x: 10, y: 10, width: 190, height: 277), radius: 2, thickness: 0.2, ink: .grey),
        ])
    }
  }

  static func file(_ count: Int) throws -> [UInt8] {
    try PDFWriter.bytes(of: try pages(count), properties: properties, typesetter: try Typesetter())
  }

  @Test func `is the same to the byte for the same input`() throws {
    #expect(try Self.file(3) == Self.file(3))
  }

  @Test(.enabled(if: OutsideProgram.qpdf != nil, "qpdf is not installed"))
  func `is sound to qpdf`() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "file.pdf")
      try Data(try Self.file(2)).write(to: file)
      let answer = try #require(OutsideProgram.qpdf).run(["--check", file.path])
      #expect(answer.status == 0, "\(answer.output)\(answer.errors)")
    }
  }

  @Test(.enabled(if: OutsideProgram.python(with: "pypdf") != nil, "pypdf is not installed"))
  func `has its size, its title, its language and the wish not to be scaled`() throws {
    let script = """
      import sys, pypdf
      reader = pypdf.PdfReader(sys.argv[1], strict=True)
      root = reader.trailer["/Root"]
      print(len(reader.pages), root["/ViewerPreferences"]["/PrintScaling"], root["/Lang"], reader.metadata.title)
      print(reader.metadata.creation_date.isoformat())
      for page in reader.pages:
          box = page.mediabox
          print(f"{float(box.width) / 72 * 25.4:.3f} {float(box.height) / 72 * 25.4:.3f}")
      """
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "file.pdf")
      try Data(try Self.file(2)).write(to: file)
      let answer = try #require(OutsideProgram.python(with: "pypdf")).run(["-c", script, file.path])
      #expect(
        answer.output == """
          2 /None fr Étiquettes « été »
          2026-09-15T08:00:00+00:00
          210.000 297.000
          210.000 297.000

          """, "\(answer.errors)")
    }
  }

  @Test(.enabled(if: OutsideProgram.pdffonts != nil, "pdffonts is not installed"))
  func `embeds each face once, as a subset`() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "file.pdf")
      try Data(try Self.file(30)).write(to: file)
      let fonts = try #require(OutsideProgram.pdffonts).run([file.path]).output.split(separator: "\n")
        .dropFirst(2)
      #expect(fonts.count == 2)
      for font in fonts { #expect(font.contains("yes yes yes")) }
    }
  }
}

@Suite struct `An adjusted page` {
  @Test func `moves, stretches and slants what is drawn, and nothing else`() {
    let adjustment = Adjustment(dx: 1, dy: -2, scaleX: 1.01, scaleY: 0.99, skew: 0.002)
    let moved = adjustment.applied(to: Point(x: 100, y: 200))
    #expect(abs(moved.x - (101 + 0.4 + 1)) < 1e-9)
    #expect(abs(moved.y - (198 - 2)) < 1e-9)
  }

  @Test func `is drawn where the adjustment says`() throws {
    let mark = Mark.fill(Area(x: 2, y: 2, width: 1, height: 1), ink: .black)
    let page = Page(size: Extent(width: 8, height: 8), marks: [mark], adjustment: Adjustment(dx: 3, dy: 1))
    let picture = try Dots(drawing: page, dotsPerMillimetre: 1, typesetter: try Typesetter())
    #expect(picture.packed == [0, 0, 0, 0b0000_0100, 0, 0, 0, 0])
  }
}
