public import Kernel
public import Typesetting

/// Printed sheets of command cards, for workshops that scan: each symbol with a big sign and a big word beside it.
public struct CommandCards: Sendable, Equatable {
  /// The parts, each of which begins a page.
  public var parts: [Part]

  /// One part.
  public enum Part: Sendable, Equatable {
    /// Cards to cut out, two to a row.
    case cards([Face])
    /// A grid to hang up: what each row is about, and the symbols to choose from.
    case grid(title: String, [Row])
  }

  /// What a card holds and says.
  public struct Face: Sendable, Equatable {
    /// What a scanner reads.
    public let payload: String
    /// One big sign.
    public let sign: String
    /// One or two big words.
    public let word: String
    /// A few small words.
    public let detail: String

    /// Makes a face.
    public init(payload: String, sign: String, word: String, detail: String = "") {
      (self.payload, self.sign, self.word, self.detail) = (payload, sign, word, detail)
    }
  }

  /// One row of a grid.
  public struct Row: Sendable, Equatable {
    public let title: String
    public let faces: [Face]

    /// Makes a row of up to three faces.
    public init(_ title: String, _ faces: [Face]) {
      (self.title, self.faces) = (title, faces)
    }
  }

  /// Makes sheets.
  public init(parts: [Part]) { self.parts = parts }

  /// The sheets as a PDF on A4.
  ///
  /// - Throws: `TypesettingFailure` when a font lacks a character.
  public func pdf(language: Language, created: Instant) throws(TypesettingFailure) -> [UInt8] {
    let typesetter = try Typesetter()
    let title = Text(fr: "Cartes de commande", en: "Command cards")[language]
    return try PDFWriter.bytes(
      of: try pages(typesetter), properties: .init(title: title, language: language, created: created),
      typesetter: typesetter)
  }

  /// How many symbols there are.
  public var count: Int {
    parts.reduce(0) { count, part in
      switch part {
      case .cards(let faces): count + faces.count
      case .grid(_, let rows): count + rows.reduce(0) { $0 + $1.faces.count }
      }
    }
  }

  func pages(_ typesetter: Typesetter) throws(TypesettingFailure) -> [Page] {
    var pages: [Page] = []
    for part in parts {
      switch part {
      case .cards(let faces):
        for sheet in faces.split(by: CardPlace.perSheet) {
          var page = Page(size: .a4)
          for (number, face) in sheet.enumerated() {
            page.marks += try face.card(in: CardPlace.area(number), typesetter)
          }
          pages.append(page)
        }
      case .grid(let title, let rows):
        for sheet in rows.split(by: GridPlace.perSheet) {
          let head = try Big(title, in: GridPlace.title, .bold, 16...22, lines: 1, typesetter)
          var page = Page(size: .a4, marks: head.marks)
          for (number, row) in sheet.enumerated() {
            page.marks += try row.marks(in: GridPlace.area(number), typesetter)
          }
          pages.append(page)
        }
      }
    }
    return pages
  }
}

/// Where the cards of a sheet lie, in millimetres: far enough apart that a scanner sees one at a time.
private enum CardPlace {
  static let perSheet = 10

  static func area(_ number: Int) -> Area {
    Area(x: 10 + Double(number % 2) * 98, y: 12 + Double(number / 2) * 55.5, width: 92, height: 50)
  }
}

private enum GridPlace {
  static let perSheet = 7
  static let title = Area(x: 10, y: 8, width: 190, height: 10)

  static func area(_ number: Int) -> Area { Area(x: 10, y: 20 + Double(number) * 38.5, width: 190, height: 36) }
}

extension CommandCards.Face {
  /// The symbol at the left, the sign and the words at its right.
  fileprivate func card(in area: Area, _ typesetter: Typesetter) throws(TypesettingFailure) -> [Mark] {
    let right = area.minX + 47
    let width = area.maxX - right - 3
    return [.outline(area, radius: 3, thickness: 0.4, ink: .hairline)]
      + (try symbol(in: Area(x: area.minX + 2, y: area.minY + 3, width: 44, height: 44)))
      + (try Big(
        sign, in: Area(x: right, y: area.minY + 2, width: width, height: 19), .bold, 20...44, lines: 1, typesetter
      )
      .marks)
      + (try Big(
        word, in: Area(x: right, y: area.minY + 21, width: width, height: 18), .bold, 9...21,
        lines: min(2, word.split(separator: " ").count), typesetter
      )
      .marks)
      + (try Big(
        detail, in: Area(x: right, y: area.minY + 39, width: width, height: 10), .regular, 7...9, lines: 2, typesetter
      )
      .marks)
  }

  /// The symbol as large as a square allows, its quiet zone inside.
  fileprivate func symbol(in square: Area) throws(TypesettingFailure) -> [Mark] {
    let symbol = try QRSymbol(payload: payload)
    let module = square.size.width / Double(symbol.side + 2 * QRSymbol.quietZone)
    let quiet = Double(QRSymbol.quietZone) * module
    return [.symbol(symbol, at: Point(x: square.minX + quiet, y: square.minY + quiet), module: module)]
  }
}

extension CommandCards.Row {
  fileprivate func marks(in area: Area, _ typesetter: Typesetter) throws(TypesettingFailure) -> [Mark] {
    var marks: [Mark] = [.outline(area, radius: 2, thickness: 0.3, ink: .hairline)]
    marks += try Big(
      title, in: Area(x: area.minX + 3, y: area.minY + 4, width: 60, height: 28), .bold, 9...16, lines: 4, typesetter
    ).marks
    for (number, face) in faces.enumerated() {
      let left = area.minX + 66 + Double(number) * 41.5
      marks += try face.symbol(in: Area(x: left, y: area.minY + 1, width: 29, height: 29))
      marks += try Big(
        face.sign, in: Area(x: left + 29, y: area.minY + 6, width: 11, height: 14), .bold, 12...28, lines: 1, typesetter
      ).marks
      marks += try Big(
        face.word, in: Area(x: left + 1, y: area.minY + 29.5, width: 39, height: 6), .bold, 6...10, lines: 1, typesetter
      ).marks
    }
    return marks
  }
}

/// Words as large as a box allows, cut at the least size: what a card means is never lost, since its sign says it too.
private struct Big {
  let marks: [Mark]

  init(
    _ text: String, in box: Area, _ face: Typesetting.Face, _ sizes: ClosedRange<Double>, lines: Int,
    _ typesetter: Typesetter
  ) throws(TypesettingFailure) {
    guard !text.isEmpty,
      let fitted = try FittedText(
        [text], in: box.size, face: face, sizes: sizes, lines: lines, mayCut: true, typesetter: typesetter)
    else {
      marks = []
      return
    }
    marks = fitted.lines.enumerated().map { index, line in
      let baseline = box.minY + fitted.ascent + Double(index) * fitted.lineHeight
      return .text(TextLine(line, font: fitted.font, origin: Point(x: box.minX, y: baseline)))
    }
  }
}

extension Array {
  fileprivate func split(by count: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: self.count, by: count).map { self[$0..<Swift.min($0 + count, self.count)] }
  }
}
