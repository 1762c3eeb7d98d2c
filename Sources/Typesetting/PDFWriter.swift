public import Kernel

/// Writes pages, one after the other, as a PDF (ISO 32000-1).
///
/// The sheet is as large as the page to the thousandth of a point, each face is embedded once with the letters used, viewers
/// are told not to scale when printing, and the same input gives the same bytes. What is written can be taken page by page,
/// so that a long job needs no more memory than a short one.
///
/// cairo, which draws all other formats, is not asked for this one. It cannot write `/PrintScaling`; and a thousand labels,
/// which are to take 0.2 s and 0.8 MB (`scripts/bench`), took several times as much of both with each symbol as one filled
/// path. As a picture of dots a symbol is quick, but viewers may smooth such pictures, and it is to be crisp at any zoom. Here
/// the part that all symbols of a size share is written once, and rectangles of modules need whole numbers alone. Letters are
/// shaped and subset by HarfBuzz, and streams packed by zlib.
public final class PDFWriter {
  /// What a reader's properties window shows.
  public struct Properties: Sendable, Equatable {
    public var title: String
    public var language: Language
    /// When the document is said to be made; passed in, so that the same input gives the same bytes.
    public var created: Instant

    /// Makes properties.
    public init(title: String, language: Language, created: Instant) {
      self.title = title
      self.language = language
      self.created = created
    }
  }

  private let properties: Properties
  private let typesetter: Typesetter
  private let deflate: Deflate
  private var fonts: [Face: PDFFont] = [:]
  /// The constant part of symbols, by their side in modules.
  private var frames: [Int: Int] = [:]
  /// The pictures drawn, each written once.
  private var pictures: [(picture: Bitmap, object: Int)] = []
  private var pages: [Int] = []
  private var content = PDFContent()
  private var pending = Array("%PDF-1.6\n%âãÏÓ\n".unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
  private var taken = 0
  /// Where each object begins; 0 for one that is not written yet.
  private var offsets: [Int] = []
  private let catalog, tree, resources: Int

  /// Starts a PDF.
  ///
  /// - Throws: ``TypesettingFailure/drawing(_:)`` when zlib refuses.
  public init(_ properties: Properties, typesetter: Typesetter) throws(TypesettingFailure) {
    self.properties = properties
    self.typesetter = typesetter
    deflate = try Deflate(level: 2)
    offsets = [0, 0, 0]
    (catalog, tree, resources) = (1, 2, 3)
  }

  /// Draws one more page.
  ///
  /// - Throws: ``TypesettingFailure`` when a glyph is missing.
  public func add(_ page: Page) throws(TypesettingFailure) {
    content.begin(page)
    for mark in page.marks { try add(mark) }
    let drawn = try write("/Filter /FlateDecode", stream: content.bytes)
    let (width, height) = (page.size.width / millimetresPerPoint, page.size.height / millimetresPerPoint)
    pages.append(
      write(
        "<< /Type /Page /Parent \(tree) 0 R /Resources \(resources) 0 R /Contents \(drawn) 0 R "
          + "/MediaBox [0 0 \(PDFContent.decimal(width)) \(PDFContent.decimal(height))] >>"))
  }

  /// What was written since the last time.
  public func take() -> [UInt8] {
    defer { pending.removeAll(keepingCapacity: true) }
    taken += pending.count
    return pending
  }

  /// Ends the PDF and gives the bytes not taken yet; nothing can be added afterwards.
  ///
  /// - Throws: ``TypesettingFailure/drawing(_:)`` when a font cannot be embedded.
  public func finish() throws(TypesettingFailure) -> [UInt8] {
    var names = ""
    for (face, font) in fonts.sorted(by: { $0.value.number < $1.value.number }) {
      names += "/\(font.name) \(try write(font, of: face)) 0 R "
    }
    let forms =
      frames.sorted { $0.key < $1.key }.map { "/Q\($0.key) \($0.value) 0 R " }.joined()
      + pictures.enumerated().map { "/I\($0.offset) \($0.element.object) 0 R " }.joined()
    write("<< /Font << \(names)>> /XObject << \(forms)>> >>", as: resources)
    let kids = pages.map { "\($0) 0 R" }.joined(separator: " ")
    write("<< /Type /Pages /Count \(pages.count) /Kids [\(kids)] >>", as: tree)
    write(
      "<< /Type /Catalog /Pages \(tree) 0 R /Lang (\(properties.language.rawValue)) "
        + "/ViewerPreferences << /PrintScaling /None /DisplayDocTitle true >> >>", as: catalog)
    let day = properties.created.description.filter(\.isNumber)
    let information = write(
      "<< /Title \(PDFContent.hexadecimal(properties.title)) /Creator (Rebond) /Producer (Rebond) "
        + "/CreationDate (D:\(day)Z) >>")
    let table = taken + pending.count
    pending += Array("xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n".utf8)
    for offset in offsets {
      let digits = String(offset)
      pending += Array((String(repeating: "0", count: max(0, 10 - digits.count)) + digits + " 00000 n \n").utf8)
    }
    pending += Array(
      ("trailer\n<< /Size \(offsets.count + 1) /Root \(catalog) 0 R /Info \(information) 0 R >>\n"
        + "startxref\n\(table)\n%%EOF\n").utf8)
    return take()
  }

  /// The PDF of some pages.
  ///
  /// - Throws: ``TypesettingFailure`` when a glyph is missing or a font cannot be embedded.
  public static func bytes(
    of pages: [Page], properties: Properties, typesetter: Typesetter
  ) throws(TypesettingFailure) -> [UInt8] {
    let writer = try PDFWriter(properties, typesetter: typesetter)
    for page in pages { try writer.add(page) }
    return try writer.finish()
  }

  private func add(_ mark: Mark) throws(TypesettingFailure) {
    switch mark {
    case .text(let line):
      let glyphs = try typesetter.line(line.text, in: line.font.face)
      let font = try font(line.font.face)
      content.write(glyphs, at: line.origin, font: font, points: line.font.points, ink: line.ink)
    case .line(let from, let to, let thickness, let ink):
      content.line(from: from, to: to, thickness: thickness, ink: ink)
    case .outline(let area, let radius, let thickness, let ink):
      content.outline(area, radius: radius, thickness: thickness, ink: ink)
    case .fill(let area, let ink): content.fill(area, ink: ink)
    case .symbol(let symbol, let at, let module):
      if frames[symbol.side] == nil {
        frames[symbol.side] = try write(
          "/Type /XObject /Subtype /Form /BBox [0 0 \(symbol.side) \(symbol.side)] /Filter /FlateDecode",
          stream: PDFContent.frame(of: symbol))
      }
      content.draw(symbol, at: at, module: module)
    case .picture(let picture, let area):
      content.draw(picture: try number(of: picture), in: picture.placed(in: area))
    }
  }

  /// The number of a picture among those of the file.
  private func number(of picture: Bitmap) throws(TypesettingFailure) -> Int {
    if let known = pictures.firstIndex(where: { $0.picture == picture }) { return known }
    let object = try write(
      "/Type /XObject /Subtype /Image /Width \(picture.width) /Height \(picture.height) /ColorSpace /DeviceGray "
        + "/BitsPerComponent 8 /Filter /FlateDecode", stream: picture.lightness)
    pictures.append((picture, object))
    return pictures.count - 1
  }

  private func font(_ face: Face) throws(TypesettingFailure) -> PDFFont {
    if let font = fonts[face] { return font }
    guard let file = typesetter.fonts[face] else { throw .missingFont(family: face.family) }
    let font = PDFFont(file, number: fonts.count)
    fonts[face] = font
    return font
  }

  /// Embeds the letters used of a face, and gives the number of the font's object.
  private func write(_ font: PDFFont, of face: Face) throws(TypesettingFailure) -> Int {
    let file = try font.subset()
    let program = try write("/Length1 \(file.count) /Filter /FlateDecode", stream: file)
    let words = try write("/Filter /FlateDecode", stream: font.toUnicode)
    let name = font.postScriptName
    let (box, ascent, descent) = font.measures
    let descriptor = write(
      "<< /Type /FontDescriptor /FontName /\(name) /Flags \(face.isMono ? 5 : 4) /FontBBox [\(box)] /ItalicAngle 0 "
        + "/Ascent \(ascent) /Descent \(descent) /CapHeight \(ascent) /StemV \(face.isBold ? 150 : 80) "
        + "/FontFile2 \(program) 0 R >>")
    let glyphs = write(
      "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /\(name) /CIDToGIDMap /Identity /FontDescriptor \(descriptor) 0 R "
        + "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /W [\(font.widths)] >>")
    return write(
      "<< /Type /Font /Subtype /Type0 /BaseFont /\(name) /Encoding /Identity-H /DescendantFonts [\(glyphs) 0 R] "
        + "/ToUnicode \(words) 0 R >>")
  }

  /// Writes an object under a number kept for it, or a new one.
  @discardableResult
  private func write(_ words: String, as kept: Int? = nil) -> Int {
    let number = kept ?? newNumber()
    offsets[number - 1] = taken + pending.count
    pending += Array("\(number) 0 obj\n\(words)\nendobj\n".utf8)
    return number
  }

  private func write(_ entries: String, stream: [UInt8]) throws(TypesettingFailure) -> Int {
    let packed = try deflate.compressed(stream)
    let number = newNumber()
    offsets[number - 1] = taken + pending.count
    pending += Array("\(number) 0 obj\n<< \(entries) /Length \(packed.count) >>\nstream\n".utf8)
    pending += packed
    pending += Array("\nendstream\nendobj\n".utf8)
    return number
  }

  private func newNumber() -> Int {
    offsets.append(0)
    return offsets.count
  }
}
