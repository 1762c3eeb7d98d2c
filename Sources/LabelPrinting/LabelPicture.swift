import Typesetting

/// One label as it would be printed, to look at.
public struct LabelPicture {
  private let setup: LabelSetup
  private let label: Area
  private let marks: [Mark]
  private let typesetter: Typesetter

  /// Lays a label out.
  ///
  /// - Throws: ``LabelPrintingFailure`` or ``TypesettingFailure``, naming what cannot be printed as asked.
  public init(of item: LabelItem, with setup: LabelSetup) throws {
    self.setup = setup
    typesetter = try Typesetter()
    let layout = try LabelLayout(
      design: setup.design, stock: setup.stock, printer: setup.printer, words: setup.words, typesetter: typesetter)
    let label = setup.stock.area(at: 0)
    marks = try layout.marks(for: item, at: 0).map { $0.moved(by: Point(x: -label.minX, y: -label.minY)) }
    self.label = Area(x: 0, y: 0, width: label.size.width, height: label.size.height)
  }

  /// The label as a PNG picture, its edge in grey.
  public func png() throws -> [UInt8] {
    let edge = Mark.outline(label.inset(by: 0.1), radius: setup.stock.radius, thickness: 0.2, ink: .hairline)
    let page = Page(size: label.size, marks: [edge] + marks)
    let density = max(setup.printer.dotsPerMillimetre, 8)
    return try Bitmap(drawing: page, dotsPerMillimetre: density, typesetter: typesetter).png()
  }

  /// The label in lines of a terminal: a module of its symbol is one column wide and half a line high, so that a phone reads it
  /// off the screen; words are written where they are printed.
  public func blocks() -> [String] {
    let symbol = marks.lazy.compactMap { mark in
      if case .symbol(let symbol, let at, let module) = mark { (symbol, at, module) } else { nil }
    }.first
    // Without a symbol, a column is as wide as seven letters of the smallest type want it.
    let cell = symbol.map(\.2) ?? 1
    let (columns, rows) = (Int((label.size.width / cell).rounded()), Int((label.size.height / cell / 2).rounded()))
    var grid = [[Character]](repeating: [Character](repeating: " ", count: columns), count: rows)
    func put(_ character: Character, _ column: Int, _ row: Int) {
      if grid.indices.contains(row), grid[row].indices.contains(column) { grid[row][column] = character }
    }
    if let (symbol, at, _) = symbol {
      let (left, top) = (Int((at.x / cell).rounded()), Int((at.y / cell / 2).rounded()))
      for row in 0..<(symbol.side + 1) / 2 {
        for column in 0..<symbol.side {
          let block: Character =
            switch (symbol.isDark(column, 2 * row), symbol.isDark(column, 2 * row + 1)) {
            case (true, true): "█"
            case (true, false): "▀"
            case (false, true): "▄"
            case (false, false): " "
            }
          put(block, left + column, top + row)
        }
      }
    }
    for case .text(let line) in marks {
      let row = Int((line.origin.y / cell / 2 - 0.3).rounded())
      for (offset, letter) in line.text.enumerated() {
        put(letter, Int((line.origin.x / cell).rounded()) + offset, row)
      }
    }
    let edge = String(repeating: "─", count: columns)
    return ["┌\(edge)┐"] + grid.map { "│\(String($0))│" } + ["└\(edge)┘"]
  }
}
